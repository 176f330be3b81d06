//! Changes that a finding itself names.

use super::Tried;
use super::bench::Bench;
use super::change::Change;
use crate::finding::{Finding, Shown};
use crate::language::Part;

/// Whether a finding or the help of its check names what a change puts somewhere, or that is what was measured or its bound: that is worth
/// a look even for a warning.
pub(super) fn is_named(bench: &Bench<'_>, finding: &Finding, tried: &Tried) -> bool {
    let shown =
        finding.values.iter().filter_map(|(_, shown)| if let Shown::Words(words) = shown { Some(words.join(" ")) } else { None });
    let help = bench.engine.find(&finding.code).ok().into_iter().flat_map(|check| &check.help.parts);
    let help = help.filter_map(|part| if let Part::Text(text) = part { Some(text.to_string()) } else { None });
    let texts: Vec<String> = shown.chain(help).collect();
    let measured = finding.measured.iter().flat_map(|measured| {
        measured.bounds.iter().map(|limit| limit.value).chain([measured.actual]).map(|bounds| bounds.to_string())
    });
    let measured: Vec<String> = measured.collect();
    let named = |change: &Change| match change {
        Change::Set { value, .. } => measured.contains(value) || texts.iter().any(|text| has_word(text, value)),
        Change::Move { .. } => false,
    };
    tried.changes.first().is_some_and(named)
}

/// Whether a text has an id among its words, also with a slash or a space in it: `pc-pbt` as PC/PBT, of which `pbt` is no word.
fn has_word(text: &str, id: &str) -> bool {
    let text = text.to_lowercase().replace('/', "-");
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').filter(|word| !word.is_empty()).collect();
    let text = format!(" {} ", words.join(" "));
    [id.to_owned(), id.replace('-', " ")].iter().any(|id| text.contains(&format!(" {id} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_an_entry_by_its_words() {
        let text = "a coat or a PC/PBT or PA blend, made conductive first: plating on plastics";
        for (id, named) in
            [("pc-pbt", true), ("pbt", false), ("plating-on-plastics", true), ("plating", true), ("plastic", false)]
        {
            assert_eq!(has_word(text, id), named, "{id}");
        }
    }
}
