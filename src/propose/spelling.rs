//! The spelling of a spec: units and names of the tables as the format writes them. A change is made only where it is certain: the
//! place takes no other text, the new word names the same thing, and the judgement is the same before and after.

use std::collections::BTreeSet;
use std::path::Path;

use super::change::values;
use crate::design::{Content, Loader, Spec};
use crate::engine::{Engine, Options};
use crate::finding::{Finding, NotAssessed};
use crate::judge::Judgement;
use crate::knowledge::{Table, library};
use crate::quantity::{parse_measure, parse_unit};
use crate::source::fold;
use crate::yaml::{Edit, Leaf};

/// Tables of whose entries a spec gives the names.
const TABLES: [Table; 3] = [Table::Material, Table::Process, Table::Method];
/// A text that is no quantity and no name.
const NOTHING: &str = "no-such-thing-at-all";

/// A word that is written in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respelled {
    /// Path of the value.
    pub at: String,
    /// What stood there.
    pub from: String,
    /// What stands there now.
    pub to: String,
}

/// By what fixes are tried.
pub struct Fixer<'e> {
    /// The checks.
    pub engine: &'e Engine,
    /// How files are read.
    pub loader: &'e Loader,
    /// The folder of the spec, for its base and its CSV files.
    pub folder: Option<&'e Path>,
    /// Stage and day.
    pub options: &'e Options,
}

impl Fixer<'_> {
    /// The text of a spec with units and names as the format writes them, and what was changed; none if the spec does not load.
    #[must_use]
    pub fn respell(&self, text: &str) -> Option<(String, Vec<Respelled>)> {
        let candidates = candidates(text);
        if candidates.is_empty() {
            return Some((text.to_owned(), Vec::new()));
        }
        let before = self.judge(text)?;
        let sure = candidates.into_iter().filter(|candidate| self.decides(candidate, text));
        let mut sure: Vec<Candidate> = sure.collect();
        if !self.says_the_same(&applied(&sure, text), &before) {
            sure.retain(|one| self.says_the_same(&applied(std::slice::from_ref(one), text), &before));
            if !self.says_the_same(&applied(&sure, text), &before) {
                return Some((text.to_owned(), Vec::new()));
            }
        }
        Some((applied(&sure, text), sure.into_iter().map(|candidate| candidate.said).collect()))
    }

    /// The specs of a text; none if anything is wrong with it.
    pub(super) fn specs(&self, text: &str) -> Option<Vec<Spec>> {
        let read = self.loader.text(text.to_owned(), "respelled", self.folder);
        match read.content {
            Content::Specs(specs) if read.problems.is_empty() => Some(specs),
            _ => None,
        }
    }

    fn judge(&self, text: &str) -> Option<Vec<Judgement>> {
        let specs = self.specs(text)?;
        Some(specs.iter().map(|spec| self.engine.judge(spec, self.options)).collect())
    }

    /// Whether something else at a place would be refused: there stands a quantity or a name, and no text for people.
    fn decides(&self, candidate: &Candidate, text: &str) -> bool {
        let edit = Edit { range: candidate.whole.range.clone(), text: NOTHING.to_owned() };
        self.specs(&edit.apply(text)).is_none()
    }

    fn says_the_same(&self, text: &str, before: &[Judgement]) -> bool {
        let Some(after) = self.judge(text) else { return false };
        after.len() == before.len() && before.iter().zip(&after).all(|(before, after)| same(before, after))
    }
}

/// Whether two judgements are the same but for where in the file it stands.
pub(super) fn same(one: &Judgement, other: &Judgement) -> bool {
    let found = |a: &Finding, b: &Finding| {
        (&a.fingerprint, &a.at, a.severity, &a.cause) == (&b.fingerprint, &b.at, b.severity, &b.cause)
            && (&a.measured, a.confidence, a.folded_under) == (&b.measured, b.confidence, b.folded_under)
    };
    let open = |a: &NotAssessed, b: &NotAssessed| (&a.code, &a.at, &a.needs) == (&b.code, &b.at, &b.needs);
    let waived = |judgement: &Judgement| judgement.waived.iter().map(|waived| waived.finding.clone()).collect::<Vec<_>>();
    let all = |a: &[Finding], b: &[Finding]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| found(a, b));
    one.identity == other.identity
        && one.coverage == other.coverage
        && all(&one.findings, &other.findings)
        && all(&waived(one), &waived(other))
        && one.not_assessed.len() == other.not_assessed.len()
        && one.not_assessed.iter().zip(&other.not_assessed).all(|(a, b)| open(a, b))
}

/// A change that may be made.
struct Candidate {
    /// What stands there now.
    edit: Edit,
    /// The whole value, with quotes.
    whole: Edit,
    said: Respelled,
}

fn applied(candidates: &[Candidate], text: &str) -> String {
    // From the end, so that the places before it stay.
    let mut edits: Vec<&Edit> = candidates.iter().map(|candidate| &candidate.edit).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    edits.into_iter().fold(text.to_owned(), |text, edit| edit.apply(&text))
}

/// The values that the format would write in another way.
fn candidates(text: &str) -> Vec<Candidate> {
    let leaves = values(text);
    // An id of the design may be the name of something in the tables as well.
    let own: BTreeSet<&str> = leaves.iter().flat_map(|leaf| leaf.path.split('.')).collect();
    let candidate = |leaf: &Leaf| {
        let to = unit_respelled(&leaf.text).or_else(|| name_respelled(&leaf.text, &own))?;
        let whole = leaf.span.range();
        let inside = whole.start + text[whole.clone()].find(&leaf.text)?;
        let said = Respelled { at: leaf.path.clone(), from: leaf.text.clone(), to: to.clone() };
        let edit = Edit { range: inside..inside + leaf.text.len(), text: to };
        Some(Candidate { edit, whole: Edit { range: whole, text: String::new() }, said })
    };
    leaves.iter().filter_map(candidate).collect()
}

/// The id of what a name names in the tables, where it is the id in another case or with other hyphens; a name that is more than
/// that may have said less than the id does.
fn name_respelled(text: &str, own: &BTreeSet<&str>) -> Option<String> {
    let library = library();
    let named = TABLES.iter().filter_map(|table| library.find(*table, text).map(|index| library.entry(*table, index).id));
    let ids: BTreeSet<&str> = named.collect();
    let id = ids.first().filter(|_| ids.len() == 1)?;
    (*id != text && fold(id) == fold(text) && !own.contains(text) && !own.contains(id)).then(|| (*id).to_owned())
}

/// A quantity, or both ends of a range, with its units as they are written in output; none if they are.
fn unit_respelled(text: &str) -> Option<String> {
    let ends: Vec<String> = text.split(" to ").map(|end| one_unit(end).unwrap_or_else(|| end.to_owned())).collect();
    let respelled = ends.join(" to ");
    (respelled != text).then_some(respelled)
}

/// The number stays as it is written, and so does a space before the unit.
fn one_unit(text: &str) -> Option<String> {
    let start = text.find(|c: char| c.is_ascii_digit() || c == '.')?;
    let signs = text[..start].trim();
    if !["", "±", "+/-", "+-", "+", "-", "−"].contains(&signs) {
        return None;
    }
    // The longest beginning that is a plain number; what follows it is the unit.
    let rest = &text[start..];
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|end| rest[..*end].chars().all(|c| c.is_ascii_digit() || ".eE+-".contains(c)));
    let end = end.filter(|end| rest[..*end].parse::<f64>().is_ok()).last()?;
    let (number, after) = rest.split_at(end);
    let word = after.trim();
    let unit = parse_unit(word).filter(|_| !word.is_empty())?;
    if word == unit.name || word == unit.singular() {
        return None;
    }
    let name = if number.parse::<f64>().is_ok_and(|number| number == 1.0) { unit.singular() } else { unit.name };
    let respelled = format!("{}{number} {name}", &text[..start]);
    // It is the same quantity.
    let value = |text: &str| parse_measure(&text[start..]).ok();
    (value(&respelled) == value(text)).then_some(respelled)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{name_respelled, unit_respelled};

    #[test]
    fn names_are_respelled_and_never_made_narrower() {
        let own = BTreeSet::from(["tray"]);
        for (text, expected) in [
            ("ABS", Some("abs")),
            ("Zamak 3", Some("zamak-3")),
            ("Injection Molding", Some("injection-molding")),
            ("zinc alloy", None),
            ("PP", None),
            ("abs", None),
            ("unobtainium", None),
        ] {
            assert_eq!(name_respelled(text, &own).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn units_are_written_as_output_writes_them() {
        for (text, expected) in [
            ("5 inches", Some("5 in")),
            ("0.2in", None),
            ("0.2 inch", Some("0.2 in")),
            ("40 sec", Some("40 s")),
            ("40sec", Some("40 s")),
            ("1 hr", Some("1 h")),
            ("2 week", None),
            ("1 week", None),
            ("1 wk", Some("1 week")),
            ("30 degC", Some("30 °C")),
            ("-10 degC to 45 degC", Some("-10 °C to 45 °C")),
            ("1.5e-3 um", Some("1.5e-3 µm")),
            ("±0.2 inch", Some("±0.2 in")),
            ("18 N / 25 mm", Some("18 N/25mm")),
            ("97 percent", Some("97 %")),
            ("97%", None),
            ("5", None),
            ("abs", None),
            ("5 mm thick", None),
            ("min 20 MPa", None),
            ("2027-03-31", None),
        ] {
            assert_eq!(unit_respelled(text).as_deref(), expected, "{text}");
        }
    }
}
