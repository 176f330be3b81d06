//! Figures that stand in the words of a test: heights, forces, counts and temperatures.

use super::kind::length;
use crate::formulas::foam::STANDARD_GRAVITY;
use crate::knowledge::Library;
use crate::quantity::{Dimension, Measure, find_unit, parse_as};

/// The words of a text with their signs, as quantities are written in it.
fn written(text: &str) -> Vec<&str> {
    let split = |char: char| char.is_whitespace() || ",;:()[]/".contains(char);
    text.split(split).map(|word| word.trim_end_matches('.')).filter(|word| !word.is_empty()).collect()
}

/// A quantity of a text, with the places of its first word and of the word behind it.
struct Written {
    measure: Measure,
    from: usize,
    to: usize,
}

/// Quantities of one dimension that stand in a text as whole words, such as `1.2 m` or `1.2m`; none is what it may be off by.
fn measures(words: &[&str], dimension: Dimension) -> Vec<Written> {
    let at = |from: usize| {
        let word = words[from];
        let parse = |text: &str| parse_as(text, dimension).ok().filter(|measure| measure.unit.is_some());
        // `3 in 5 units` are no inches.
        let unit = words.get(from + 1).filter(|unit| **unit != "in");
        let whole = parse(word).map(|measure| Written { measure, from, to: from + 1 });
        whole.or_else(|| Some(Written { measure: parse(&format!("{word} {}", unit?))?, from, to: from + 2 }))
    };
    let off = |from: usize| matches!(words[..from], [.., "±" | "+-"] | [.., "+", "-"]);
    (0..words.len()).filter(|from| !off(*from)).filter_map(at).collect()
}

/// Heights: all lengths of a text but how thick the board is that something falls on, such as `50 mm plywood`.
pub(super) fn heights(library: &'static Library, text: &str) -> Vec<Measure> {
    let words = written(text);
    let board = |word: &&str| {
        let word = word.to_lowercase();
        word == "thick" || library.surfaces().iter().any(|row| row.words.contains(&word.as_str()))
    };
    let high = |found: &Written| !words.get(found.to).is_some_and(board);
    measures(&words, Dimension::LENGTH).into_iter().filter(high).map(|found| found.measure).collect()
}

/// Forces, and masses as their weight; none that is only the least that was asked for, such as `at least 200 N`.
pub(super) fn forces(text: &str) -> Vec<Measure> {
    const LEAST: [&str; 7] = ["least", "min", "minimum", ">", "≥", ">=", "over"];
    let words = written(text);
    let asked = |found: &Written| found.from > 0 && LEAST.contains(&words[found.from - 1].to_lowercase().as_str());
    let forces = measures(&words, Dimension::FORCE).into_iter().filter(|found| !asked(found)).map(|found| found.measure);
    let masses = measures(&words, Dimension::MASS).into_iter().filter(|found| !asked(found));
    masses.map(|found| weight(&found.measure)).chain(forces).collect()
}

/// How often something was done: whole numbers before a word of the kind of the test, such as `5000 cycles`. A bare number may
/// count anything.
pub(super) fn counts(marks: &[&str], text: &str) -> Vec<Measure> {
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches([',', ';', ':', '(', ')', '.'])).collect();
    let count = |pair: &[&str]| {
        let digits = pair[0].replace(',', "");
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        length(&[pair[1].to_lowercase()], marks).map(|_| Measure::new(number, None))
    };
    words.windows(2).filter_map(count).collect()
}

/// The temperature at which a test was made by its words, such as `ISO 29862 at 70 °C`: the one that follows `at` in a text that
/// speaks of no other and of no time, in which something was kept before.
pub(crate) fn temperature_of(text: &str) -> Option<Measure> {
    let words = written(text);
    let kept = ["after", "then", "aged", "conditioned", "stored", "dried", "cured"];
    if !measures(&words, Dimension::TIME).is_empty() || words.iter().any(|word| kept.contains(&word.to_lowercase().as_str())) {
        return None;
    }
    match &measures(&words, Dimension::TEMPERATURE)[..] {
        [one] if one.from > 0 && words[one.from - 1].eq_ignore_ascii_case("at") => Some(one.measure),
        _ => None,
    }
}

/// The weight of a mass, in the unit of force that has the same number, so that it stays known how the mass was rounded.
pub(super) fn weight(mass: &Measure) -> Measure {
    let unit = match mass.unit.map(|unit| unit.name) {
        Some("g") => "gf",
        Some("lb" | "oz") => "lbf",
        _ => "kgf",
    };
    Measure::new(mass.si * STANDARD_GRAVITY, find_unit(unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library;
    use crate::quantity::three_figures;

    fn numbers(found: &[Measure]) -> Vec<f64> {
        found.iter().map(|measure| three_figures(measure.si)).collect()
    }

    #[test]
    fn quantities_are_read_by_whole_words() {
        for (text, lengths) in [
            ("MIL-STD-810H 516.8 IV, 1.22 m, 26 drops", vec![1.22]),
            ("from 120cm on steel", vec![1.2]),
            ("1 m on 50 mm plywood", vec![1.0]),
            ("2 in thick plywood", vec![]),
            ("1 m ± 20 mm", vec![1.0]),
            ("3 in 5 units", vec![]),
            ("516.8 IV", vec![]),
            ("bm 1.2x m2", vec![]),
        ] {
            assert_eq!(numbers(&heights(library(), text)), lengths, "{text}");
        }
        assert_eq!(numbers(&heights(library(), "1 m, then 2 m")), vec![1.0, 2.0]);
        assert_eq!(numbers(&forces("hung with 20 kg for 24 h")), vec![196.0]);
        assert_eq!(numbers(&forces("900 N slowly")), vec![900.0]);
        assert!(forces("holds at least 900 N").is_empty());
        let opened = |text: &str| numbers(&counts(&["cycle", "cycle life", "opening"], text));
        assert_eq!(opened("10,000 openings, then 500 N"), vec![10_000.0]);
        assert_eq!((opened("clip-5000 cycle life"), opened("10 thermal cycles"), opened("5 of 5")), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_temperature_is_that_of_the_test_where_nothing_was_kept_in_it() {
        let read = |text: &str| temperature_of(text).map(|measure| three_figures(measure.si));
        assert_eq!(read("ISO 29862 at 70 °C"), Some(343.0));
        for text in ["peel after 72 h at 65 °C", "at 23 °C after -20 °C", "70 °C", "stored at 60 °C", "10 K per minute"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
