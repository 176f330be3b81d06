//! Rows of a bill of materials as a spec: what the format has a place for becomes a value, everything else a comment of its part.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::columns::{Meaning, adds_up};
use super::read::Bill;
use crate::design::{AtLeastOne, Duration, Money, Quantity, Sort};
use crate::knowledge::{Table, library};
use crate::quantity::Dimension;
use crate::report::one_line;
use crate::source::{crossed, fold, without_comma};
use crate::yaml::scalar;

/// Parts that one spec may have.
const MOST_PARTS: usize = 300;

/// What became of a bill.
#[derive(Debug)]
pub(super) struct Written {
    pub text: String,
    pub parts: usize,
    /// Cells that found no place, each with its row and column.
    pub unplaced: Vec<String>,
}

/// A part as it is written.
#[derive(Default)]
struct Part {
    id: String,
    row: usize,
    keys: Vec<(&'static str, String)>,
    comments: Vec<String>,
}

/// Writes the spec of a bill whose columns mean something.
pub(super) fn write(bill: &Bill, columns: &[Option<Meaning>], name: &str, source: &str) -> Result<Written, String> {
    if bill.rows.len() > MOST_PARTS {
        return Err(format!("it has {} rows, and a spec has at most {MOST_PARTS} parts", bill.rows.len()));
    }
    let mut writer = Writer { bill, columns, grades: BTreeMap::new(), ids: Vec::new(), unplaced: Vec::new() };
    let parts: Vec<Part> = bill.rows.iter().filter_map(|(row, cells)| writer.part(*row, cells)).collect();
    if parts.is_empty() {
        return Err("no row names a part; say which column does with --map part=HEADING".to_owned());
    }
    let text = spec(&parts, &writer.grades, name, source);
    Ok(Written { text, parts: parts.len(), unplaced: writer.unplaced })
}

struct Writer<'b> {
    bill: &'b Bill,
    columns: &'b [Option<Meaning>],
    /// Grades by library material and supplier, with their ids.
    grades: BTreeMap<(String, String), String>,
    ids: Vec<String>,
    unplaced: Vec<String>,
}

impl Writer<'_> {
    fn cell<'c>(&self, cells: &'c [String], meaning: Meaning) -> Option<&'c str> {
        let column = self.columns.iter().position(|known| *known == Some(meaning))?;
        cells.get(column).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    fn heading(&self, meaning: Meaning) -> &str {
        let column = self.columns.iter().position(|known| *known == Some(meaning));
        column.and_then(|column| self.bill.headings.get(column)).map_or("", String::as_str)
    }

    /// The part of a row; none for a row that names none, which is said.
    fn part(&mut self, row: usize, cells: &[String]) -> Option<Part> {
        if let Some(sum) = adds_up(cells) {
            self.unplaced.push(format!("row {row}: `{sum}` adds up other rows and is no part"));
            return None;
        }
        let named = self.cell(cells, Meaning::Part).or_else(|| self.cell(cells, Meaning::Number));
        let Some((named, slug)) = named.and_then(|name| Some((name, slug(name)?))) else {
            self.unplaced.push(format!("row {row}: it names no part"));
            return None;
        };
        let mut part = Part { id: self.unique(&slug), row, ..Part::default() };
        if part.id != named {
            part.comments.push(named.to_owned());
        }
        self.material(&mut part, cells);
        self.process(&mut part, cells);
        self.bought(&mut part, cells);
        self.number::<AtLeastOne>(&mut part, cells, Meaning::Quantity, "quantity");
        self.cost(&mut part, cells);
        self.number::<Duration>(&mut part, cells, Meaning::LeadTime, "lead_time");
        self.number::<AtLeastOne>(&mut part, cells, Meaning::MinimumOrder, "minimum_order");
        if let Some(color) = self.cell(cells, Meaning::Color) {
            part.keys.push(("color", scalar(color)));
        }
        self.finish(&mut part, cells);
        self.size(&mut part, cells);
        self.comment(&mut part, cells, Meaning::Number);
        self.others(&mut part, cells);
        self.beyond(&mut part, cells);
        Some(part)
    }

    /// An id that no other part has.
    fn unique(&mut self, slug: &str) -> String {
        let mut id = slug.to_owned();
        let mut number = 2;
        while self.ids.contains(&id) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        self.ids.push(id.clone());
        id
    }

    /// Notes a cell that found no place.
    fn lost(&mut self, part: &mut Part, meaning: Meaning, text: &str, why: &str) {
        let heading = self.heading(meaning).to_owned();
        self.unplaced.push(format!("row {}, `{heading}`: `{text}`: {why}", part.row));
        part.comments.push(format!("{heading}: {text}"));
    }

    fn comment(&self, part: &mut Part, cells: &[String], meaning: Meaning) {
        if let Some(text) = self.cell(cells, meaning).filter(|text| !part.comments.iter().any(|comment| comment == text)) {
            part.comments.push(format!("{}: {text}", self.heading(meaning)));
        }
    }

    /// Cells of columns that mean nothing here stay beside their part.
    fn others(&self, part: &mut Part, cells: &[String]) {
        let own = cells.iter().zip(self.columns).zip(&self.bill.headings);
        for ((cell, _), heading) in own.filter(|((cell, meaning), _)| meaning.is_none() && !cell.is_empty()) {
            part.comments.push(format!("{heading}: {cell}"));
        }
    }

    /// Cells behind the last heading: of a row that is damaged, as no heading says what they are.
    fn beyond(&mut self, part: &mut Part, cells: &[String]) {
        let beyond = cells.iter().enumerate().skip(self.bill.headings.len()).filter(|(_, cell)| !cell.is_empty());
        for (number, cell) in beyond {
            self.unplaced.push(format!("row {}, column {}: `{cell}`: no heading stands above it", part.row, number + 1));
            part.comments.push(cell.clone());
        }
    }

    /// The material; with a supplier as a grade of its own, where a supplier has its place.
    fn material(&mut self, part: &mut Part, cells: &[String]) {
        let supplier = self.cell(cells, Meaning::Supplier).map(str::to_owned);
        let Some(name) = self.cell(cells, Meaning::Material).map(str::to_owned) else {
            return self.comment(part, cells, Meaning::Supplier);
        };
        let Some(index) = library().find(Table::Material, &name) else {
            let why = library().did_you_mean(Table::Material, &name).unwrap_or_else(|| "no material is called so".to_owned());
            self.lost(part, Meaning::Material, &name, &why);
            return self.comment(part, cells, Meaning::Supplier);
        };
        let entry = library().entry(Table::Material, index);
        let id = entry.id.to_owned();
        if fold(&name) != fold(&id) {
            // The name of a family stands for its usual grade, which nobody has said.
            part.comments.push(format!("{}: {name}, taken for {id} ({})", self.heading(Meaning::Material), entry.name));
        }
        let Some((supplier, slug)) = supplier.and_then(|supplier| Some((supplier.clone(), slug(&supplier)?))) else {
            return part.keys.push(("material", id));
        };
        let grade = self.grades.entry((id.clone(), supplier)).or_insert_with(|| format!("{slug}-{id}"));
        part.keys.push(("material", grade.clone()));
    }

    fn process(&mut self, part: &mut Part, cells: &[String]) {
        let Some(name) = self.cell(cells, Meaning::Process).map(str::to_owned) else { return };
        if is_bought(&name) {
            if !part.keys.iter().any(|(key, _)| *key == "bought") {
                part.keys.push(("bought", "true".to_owned()));
            }
            return;
        }
        match library().find(Table::Process, &name) {
            Some(index) => part.keys.push(("process", library().entry(Table::Process, index).id.to_owned())),
            None => {
                let why = library().did_you_mean(Table::Process, &name).unwrap_or_else(|| "no process is called so".to_owned());
                self.lost(part, Meaning::Process, &name, &why);
            }
        }
    }

    fn bought(&mut self, part: &mut Part, cells: &[String]) {
        let Some(text) = self.cell(cells, Meaning::Source).map(str::to_owned) else { return };
        match text.to_lowercase().as_str() {
            _ if part.keys.iter().any(|(key, _)| *key == "bought") => {}
            _ if is_bought(&text) => part.keys.push(("bought", "true".to_owned())),
            "make" | "made" | "in-house" | "自制" => {}
            _ => self.lost(part, Meaning::Source, &text, "expected make or buy"),
        }
    }

    /// A number, with the unit of its cell, its heading or the column of units.
    fn number<S: Sort>(&mut self, part: &mut Part, cells: &[String], meaning: Meaning, key: &'static str) {
        let Some(text) = self.cell(cells, meaning).map(str::to_owned) else { return };
        let unit = match meaning {
            Meaning::Quantity => self.cell(cells, Meaning::Unit).map(str::to_lowercase),
            _ => bracketed(self.heading(meaning)).map(str::to_owned),
        };
        let tried = [Some(text.clone()), unit.as_ref().map(|unit| format!("{text} {unit}"))];
        // A unit of its own decides: two meters of webbing are no two pieces.
        let plain = text.parse::<f64>().is_ok();
        let fits = |tried: &String| Quantity::<S>::parse(tried).is_ok_and(|quantity| quantity.is_exact());
        let found = if plain && unit.is_some() { tried.iter().flatten().next_back() } else { tried.iter().flatten().next() };
        match found.filter(|found| fits(found)) {
            Some(found) if meaning == Meaning::Quantity && is_one(found) => {}
            Some(found) => part.keys.push((key, scalar(found))),
            None => {
                let shown = found.cloned().unwrap_or(text);
                let expected = || if S::DIMENSION == Dimension::NONE { "a whole number".to_owned() } else { S::DIMENSION.name() };
                let why = without_comma(&shown).unwrap_or_else(|| format!("expected {} such as `{}`", expected(), S::EXAMPLE));
                self.lost(part, meaning, &shown, &why);
            }
        }
    }

    /// What a piece costs, with the currency of its cell, its column or the heading.
    fn cost(&mut self, part: &mut Part, cells: &[String]) {
        let Some(text) = self.cell(cells, Meaning::Cost).map(str::to_owned) else { return };
        let currency = self.cell(cells, Meaning::Currency).or_else(|| bracketed(self.heading(Meaning::Cost))).unwrap_or_default();
        let number = text.strip_prefix("USD").unwrap_or(&text).trim_start_matches('$').trim();
        let dollars = if number.len() < text.len() { "USD" } else { currency };
        let written = if number.parse::<f64>().is_ok() { format!("{number} {dollars}") } else { number.to_owned() };
        if Quantity::<Money>::parse(written.trim()).is_ok_and(|cost| cost.is_exact()) {
            part.keys.push(("cost", scalar(written.trim())));
        } else {
            let why = without_comma(&text).unwrap_or_else(|| format!("expected an amount of money such as `{}`", Money::EXAMPLE));
            self.lost(part, Meaning::Cost, written.trim(), &why);
        }
    }

    fn finish(&mut self, part: &mut Part, cells: &[String]) {
        let Some(text) = self.cell(cells, Meaning::Finish).map(str::to_owned) else { return };
        match library().find(Table::Material, &text) {
            Some(index) => part.keys.push(("finish", format!("[{}]", library().entry(Table::Material, index).id))),
            None => self.lost(part, Meaning::Finish, &text, "no coating or finish is called so"),
        }
    }

    fn size(&mut self, part: &mut Part, cells: &[String]) {
        let Some(text) = self.cell(cells, Meaning::Size).map(str::to_owned) else { return };
        let unit = bracketed(self.heading(Meaning::Size)).unwrap_or_default();
        let with_unit = if text.ends_with(|c: char| c.is_ascii_digit()) { format!("{text} {unit}") } else { text.clone() };
        let sized = crossed(&with_unit).filter(|list| list.matches(',').count() == 2 && with_unit.ends_with(char::is_alphabetic));
        let fits = |list: &String| {
            list.trim_matches(['[', ']']).split(", ").all(|side| Quantity::<crate::design::Length>::parse(side).is_ok())
        };
        match sized.filter(fits) {
            Some(list) => part.keys.push(("size", list)),
            None => {
                self.lost(part, Meaning::Size, &text, "expected length, width and height with a unit, such as `100x50x20 mm`");
            }
        }
    }
}

/// Whether it says one piece, which is what a part is without saying so.
fn is_one(text: &str) -> bool {
    Quantity::<AtLeastOne>::parse(text).is_ok_and(|quantity| quantity.si() == 1.0)
}

/// What stands in brackets behind a heading, such as the unit in `Lead time (days)`.
fn bracketed(heading: &str) -> Option<&str> {
    let start = heading.find(['(', '（', '['])?;
    let rest = heading[start..].trim_start_matches(['(', '（', '[']);
    let inner = rest[..rest.find([')', '）', ']'])?].trim();
    Some(inner).filter(|inner| !inner.is_empty())
}

/// An id made of a name: its letters and digits, in small letters, with hyphens between.
fn slug(name: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(LONGEST).collect();
    let slug = slug.trim_end_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

fn spec(parts: &[Part], grades: &BTreeMap<(String, String), String>, name: &str, source: &str) -> String {
    let mut out = String::from("caseproof: 1\n");
    let _ = writeln!(
        out,
        "# The parts of {}. How they are joined and assembled, and what the case has to stand, is still to be said.",
        comment(source)
    );
    let _ = writeln!(out, "design:\n  name: {}\n  # kind: eva-case\n  # stage: concept", scalar(name));
    if !grades.is_empty() {
        out.push_str("\nmaterials:\n");
        for ((like, supplier), id) in grades {
            let _ = writeln!(out, "  {id}: {{ like: {like}, supplier: {} }}", scalar(supplier));
        }
    }
    out.push_str("\nparts:\n");
    for part in parts {
        let said: Vec<String> = part.comments.iter().map(|text| comment(text)).collect();
        let _ = writeln!(out, "  # {}", [&[format!("row {}", part.row)][..], &said].concat().join("; "));
        let keys: Vec<String> = part.keys.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let braces = if keys.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", keys.join(", ")) };
        let _ = writeln!(out, "  {}: {braces}", scalar(&part.id));
    }
    out
}

/// A text that ends with its line, whatever it holds.
fn comment(text: &str) -> String {
    one_line(text).replace(['\u{85}', '\u{2028}', '\u{2029}'], " ")
}

/// Whether a word says that a part is bought.
fn is_bought(text: &str) -> bool {
    let words = ["buy", "bought", "purchased", "purchase", "bought in", "bought-in", "off the shelf", "外购", "采购"];
    words.contains(&text.trim().to_lowercase().as_str())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
