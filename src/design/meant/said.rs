//! A text that stands where a map is wanted, taken apart: which of its pieces goes to which field.

use crate::design::places::takes;
use crate::design::trade::{UNASSIGNED, counted, names_itself, word_for};
use crate::knowledge::library;
use crate::source::{crossed, fold, spoken};
use crate::yaml::{candidates, scalar};

/// A value that a piece of a text yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// One text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

impl Value {
    /// As it is written in a map on one line.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Text(text) => scalar(text),
            Self::List(all) => format!("[{}]", all.join(", ")),
        }
    }
}

/// What a text says of a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Fields with their values.
    pub entries: Vec<(&'static str, Value)>,
    /// Pieces that no field takes.
    pub left: Vec<String>,
}

impl Said {
    /// The map as it is to be written.
    pub(super) fn written(&self) -> String {
        if self.entries.is_empty() {
            return "{}".to_owned();
        }
        let shown: Vec<String> = self.entries.iter().map(|(key, value)| format!("{key}: {}", value.written())).collect();
        format!("{{ {} }}", shown.join(", "))
    }

    /// What to do about the text.
    pub(super) fn help(&self) -> String {
        let written = self.written();
        if self.left.is_empty() {
            return format!("write `{written}`");
        }
        let left: Vec<String> = self.left.iter().map(|piece| format!("`{piece}`")).collect();
        format!("write `{written}`; no key here takes {}: leave it out", left.join(", "))
    }

    fn has(&self, field: &str) -> bool {
        self.entries.iter().any(|(given, _)| *given == field)
    }
}

/// The pieces of a text between its commas; a comma between digits is none.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let lines = text.lines().flat_map(numbered);
    let split = lines.flat_map(|line| line.split([';', '，', '、'])).flat_map(|part| part.split(", "));
    split.map(str::trim).map(|piece| piece.trim_end_matches(',')).filter(|piece| !piece.is_empty()).collect()
}

/// The entries of a line that counts them, such as `1. mold base 2. fit o-ring`, without their numbers; any other line as it is.
fn numbered(line: &str) -> Vec<&str> {
    let line = line.trim().trim_start_matches("- ");
    let mark = |rest: &str, number: usize, before: &str| {
        [". ", ") "].into_iter().find_map(|end| {
            let mark = format!("{before}{number}{end}");
            rest.find(&mark).map(|at| (at, mark.len()))
        })
    };
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let Some(mut number) = line[..digits].parse::<usize>().ok().filter(|number| *number < 1000) else { return vec![line] };
    let Some((0, length)) = mark(line, number, "") else { return vec![line] };
    let (mut rest, mut found) = (&line[length..], Vec::new());
    while let Some((at, length)) = mark(rest, number + 1, " ") {
        found.push(&rest[..at]);
        rest = &rest[at + length..];
        number += 1;
    }
    found.push(rest);
    found
}

/// What a text says of a map of a type with these fields.
pub(super) fn said(of: &str, fields: &[&'static str], text: &str) -> Said {
    let mut said = Said::default();
    let field = |name: &str| fields.iter().copied().find(|field| *field == name);
    for piece in pieces(text) {
        let free: Vec<&'static str> = fields.iter().copied().filter(|field| !said.has(field)).collect();
        if let Some((name, is_id)) =
            names_itself(of).filter(|(name, _)| !said.has(name)).and_then(|(n, id)| Some((field(n)?, id)))
        {
            let named = if is_id { id_of(piece) } else { piece.to_owned() };
            said.entries.push((name, Value::Text(named)));
            said.entries.extend(within(of, &free, piece));
        } else if let Some((field, value)) = one(of, &free, piece) {
            said.entries.push((field, value));
        } else if let Some(name) = UNASSIGNED.iter().find(|(owner, _)| *owner == of).and_then(|(_, name)| field(name))
            && !said.has(name)
        {
            said.entries.push((name, Value::Text(piece.to_owned())));
        } else {
            said.left.push(piece.to_owned());
        }
    }
    said
}

/// What a text says of the elements of a list of a type: a piece that says no more than a figure of the element before it, such as
/// `0 failures` behind `drop test, 5 units`, goes to that one.
pub(super) fn elements(of: &str, fields: &[&'static str], text: &str) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for piece in pieces(text) {
        let figure = all.last().and_then(|last| {
            let free: Vec<&'static str> = fields.iter().copied().filter(|field| !last.has(field)).collect();
            one(of, &free, piece)
        });
        match (figure, all.last_mut()) {
            (Some(entry), Some(last)) => last.entries.push(entry),
            _ => all.push(said(of, fields, piece)),
        }
    }
    all
}

/// The field of a piece, and the value that it has there.
fn one(of: &str, fields: &[&'static str], piece: &str) -> Option<(&'static str, Value)> {
    let field = |name: &str| fields.iter().copied().find(|field| *field == name);
    if let Some((surface, word)) = field("surface").zip(surface(piece)) {
        return Some((surface, Value::Text(word)));
    }
    if let Some((name, value)) = word_for(of, piece) {
        return Some((field(name)?, Value::Text(value.to_owned())));
    }
    if let Some((name, number)) = counted(of, piece) {
        return Some((field(name)?, Value::Text(number)));
    }
    if let Some(list) = crossed(piece) {
        let sides: Vec<String> = list.trim_matches(['[', ']']).split(", ").map(str::to_owned).collect();
        return field("size").filter(|_| sides.len() == 3).map(|size| (size, Value::List(sides)));
    }
    let meant = std::iter::once(piece.to_owned()).chain(spoken(piece));
    meant.into_iter().find_map(|text| Some((takes(of, fields, &text)?, Value::Text(text)))).or_else(|| state(of, fields, piece))
}

/// The word of a surface on which a drop ends, if a text is no more than that.
fn surface(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let word = ["onto ", "on "].into_iter().find_map(|before| lower.strip_prefix(before)).unwrap_or(&lower);
    library().surfaces().iter().any(|row| row.words.contains(&word)).then(|| word.to_owned())
}

/// A document that is named, with the state that is said of it.
fn state(of: &str, fields: &[&'static str], piece: &str) -> Option<(&'static str, Value)> {
    if of != "Documents" {
        return None;
    }
    let lower = piece.to_lowercase();
    let without = ["no ", "without ", "missing "].into_iter().find_map(|word| lower.strip_prefix(word));
    let named = candidates(without.unwrap_or(&lower), fields.iter().copied()).first().copied()?;
    let field = fields.iter().copied().find(|field| *field == named)?;
    Some((field, Value::Text(if without.is_some() { "missing" } else { "released" }.to_owned())))
}

/// What the words of a piece say beside its name: `1.2 m` in `drop test 1.2 m`.
fn within(of: &str, fields: &[&'static str], piece: &str) -> Vec<(&'static str, Value)> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let mut found: Vec<(&'static str, Value)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let pair = words.get(at + 1).map(|next| format!("{word} {next}"));
        let free: Vec<&'static str> =
            fields.iter().copied().filter(|field| !found.iter().any(|(given, _)| given == field)).collect();
        for text in std::iter::once((*word).to_owned()).chain(pair) {
            let counts = counted(of, &text).filter(|(field, _)| free.contains(field));
            if let Some((field, value)) = counts.or_else(|| Some((takes(of, &free, &text)?, text))) {
                found.push((field, Value::Text(value)));
                break;
            }
        }
    }
    found
}

/// The id that a text would have.
pub(super) fn id_of(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Words that stand between the name of a joint and its parts.
const BETWEEN: [&str; 9] = ["to", "into", "on", "onto", "in", "between", "with", "and", "at"];

/// What a sentence such as `glue foam into tray` says of a joint, by the parts that there are: its id and its map.
pub(super) fn joint(text: &str, parts: &[String], method: Option<&str>) -> (String, Said) {
    let folded = fold(text);
    let mut met: Vec<(usize, &String)> = parts.iter().filter_map(|part| Some((folded.find(&fold(part))?, part))).collect();
    met.sort_unstable();
    let between = met.into_iter().map(|(_, part)| scalar(part)).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = words.iter().take_while(|word| !BETWEEN.contains(&word.to_lowercase().as_str())).copied().collect::<Vec<_>>();
    let id = id_of(&if named.is_empty() { words } else { named }.join(" "));
    let mut said = Said::default();
    said.entries.extend(method.map(|method| ("method", Value::Text(method.to_owned()))));
    said.entries.push(("between", Value::List(between)));
    (id, said)
}

#[cfg(test)]
mod tests {
    use super::{Said, elements, joint, pieces, said};
    use crate::design::meant::shape::Shape;

    fn written(path: &str, text: &str) -> String {
        let shape = Shape::of(Shape::at(path).expect(path));
        let shape = shape.wants_list().unwrap_or(shape);
        said(shape.of, &shape.names(), text).help()
    }

    #[test]
    fn pieces_go_to_the_fields_that_take_them() {
        assert_eq!(
            written("design.protects", "iPhone 15, 171 g, 147.6 x 71.6 x 7.8 mm"),
            "write `{ mass: 171 g, size: [147.6 mm, 71.6 mm, 7.8 mm] }`; no key here takes `iPhone 15`: leave it out"
        );
        assert_eq!(
            written("engagement.documents", "drawings, BOM, no CTQ"),
            "write `{ drawings: released, bom: released, ctq-list: missing }`"
        );
        assert_eq!(written("assembly", "cut panels"), "write `{ step: cut-panels }`");
        assert_eq!(
            written("evidence.tests", "drop test 1.2m 10 times, pass"),
            "write `{ name: drop test 1.2m 10 times, height: 1.2m, failures: 0 }`"
        );
        assert_eq!(pieces("1. mold base\n2. fit o-ring\n"), ["mold base", "fit o-ring"]);
        assert_eq!(pieces("1. mold base 2. fit o-ring 3) pack"), ["mold base", "fit o-ring", "pack"]);
        assert_eq!(pieces("- cut\n- sew, press"), ["cut", "sew", "press"]);
        assert_eq!(pieces("2 mm foam, 1.5 mm felt"), ["2 mm foam", "1.5 mm felt"]);
        assert_eq!(written("environment.drop", "6 ft"), "write `{ height: 6 ft }`");
        assert_eq!(
            written("environment.drop", "1.2 m, 26 times, onto concrete"),
            "write `{ height: 1.2 m, count: 26, surface: concrete }`"
        );
    }

    #[test]
    fn figures_go_to_the_element_before_them() {
        let list = |path: &str, text: &str| {
            let inner = Shape::of(Shape::at(path).expect(path)).wants_list().expect("a list");
            elements(inner.of, &inner.names(), text).iter().map(Said::help).collect::<Vec<_>>()
        };
        assert_eq!(list("evidence.tests", "drop test passed 5 pcs"), ["write `{ name: drop test passed 5 pcs, units: 5 }`"]);
        assert_eq!(
            list("evidence.tests", "10 drops from 1.2 m, 5 units, 0 failures"),
            ["write `{ name: 10 drops from 1.2 m, height: 1.2 m, units: 5, failures: 0 }`"]
        );
        assert_eq!(
            list("evidence.tests", "drop, 30 pcs, salt spray, 5 pcs, 1 failed"),
            ["write `{ name: drop, units: 30 }`", "write `{ name: salt spray, units: 5, failures: 1 }`"]
        );
        assert_eq!(list("evidence.builds", "200 pcs, 3 rejects"), ["write `{ built: 200, rejected: 3 }`"]);
        assert_eq!(
            list("assembly", "cut panels, sew, 20 s"),
            ["write `{ step: cut-panels }`", "write `{ step: sew, time: 20 s }`"]
        );
    }

    #[test]
    fn a_tool_has_its_cavities_steel_and_shots() {
        let of = said("Tool", &["cavities", "life", "material"], "1+1 cavity, P20 steel, 300k shots");
        assert_eq!(of.written(), "{ cavities: 1, material: P20 steel, life: 300000 }");
    }

    #[test]
    fn a_sentence_becomes_a_joint_of_the_parts_that_it_names() {
        let parts = ["Top Shell", "Zipper", "Foam Insert"].map(str::to_owned);
        let (id, said) = joint("sew zipper to top shell", &parts, Some("sewn"));
        assert_eq!((id.as_str(), said.written().as_str()), ("sew-zipper", "{ method: sewn, between: [Zipper, Top Shell] }"));
        let (id, said) = joint("glue foam insert into bottom", &parts, None);
        assert_eq!((id.as_str(), said.written().as_str()), ("glue-foam-insert", "{ between: [Foam Insert] }"));
    }
}
