//! A sampling plan as people write it: an acceptance quality limit with its level, numbers of units, or every unit.

use crate::formulas::acceptance_sampling::share_accepted;

/// Chance with which lots pass at the quality that a plan accepts: the producer's risk is 5 % (ISO 2859-1, 3.1.27).
const NEARLY_ALWAYS: f64 = 0.95;

/// What lots are accepted by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plan {
    /// An acceptance quality limit, as a fraction, at a level of inspection.
    Quality(f64),
    /// So many units are drawn, and so many of them may be bad.
    Units(u32, u32),
    /// Every unit is looked at.
    Every,
}

impl Plan {
    /// The plan that a text states; none if it states none.
    pub(super) fn read(text: &str) -> Option<Self> {
        let words = words(text);
        let quality = words.windows(2).find(|pair| pair[0] == "aql").and_then(|pair| share(&pair[1]));
        if let Some(quality) = quality.filter(|_| names_level(&words)) {
            return Some(Self::Quality(quality));
        }
        if let (Some(sample), Some(accept)) = (drawn(&words), accepted(&words))
            && accept < sample
        {
            return Some(Self::Units(sample, accept));
        }
        // Of what is said in percent of nothing else only the whole is a plan.
        let every = words.windows(2).any(|pair| EVERY.contains(&[pair[0].as_str(), pair[1].as_str()]));
        (quality.is_none() && (every || words.iter().any(|word| word == "100%"))).then_some(Self::Every)
    }

    /// Share of bad units at which lots still pass nearly always.
    pub(super) fn passes_at(self) -> Option<f64> {
        match self {
            Self::Quality(quality) => Some(quality),
            Self::Units(sample, accept) => share_accepted(sample, accept, NEARLY_ALWAYS),
            Self::Every => Some(0.0),
        }
    }
}

/// How it is said that every unit is looked at.
const EVERY: [[&str; 2]; 4] = [["100", "%"], ["all", "units"], ["every", "unit"], ["each", "unit"]];

/// Words before the number of units that are drawn.
const DRAWN: [&str; 4] = ["n", "sample", "draw", "size"];
/// Words behind it.
const PIECES: [&str; 6] = ["units", "pieces", "pcs", "samples", "cases", "件"];
/// Words before the number of bad units with which a lot passes.
const ACCEPTED: [&str; 5] = ["c", "ac", "accept", "accepts", "acceptance"];
/// Levels of inspection that need no word before them.
const LEVELS: [&str; 10] = ["ii", "iii", "s-1", "s-2", "s-3", "s-4", "s1", "s2", "s3", "s4"];

/// The words of a plan in lower case; signs between a name and its number are left out, and what is written in one, such as `AQL0.65`
/// or `Ac0`, is taken apart.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words =
        lower.split(|char: char| char.is_whitespace() || ",;:=()/≤，；：（）".contains(char)).filter(|word| !word.is_empty());
    let mut found = Vec::new();
    for word in words {
        let name = ["aql", "ac", "n", "c"]
            .into_iter()
            .find(|name| word.strip_prefix(name).is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit())));
        if let Some(name) = name {
            found.extend([name.to_owned(), word[name.len()..].to_owned()]);
        } else {
            found.push(word.to_owned());
        }
    }
    found
}

/// A number of percent as a fraction; all and none are no quality at which lots pass.
fn share(word: &str) -> Option<f64> {
    let percent: f64 = word.trim_end_matches('%').parse().ok()?;
    (percent > 0.0 && percent < 100.0).then_some(percent / 100.0)
}

fn names_level(words: &[String]) -> bool {
    let behind = |pair: &[String]| ["level", "水平"].contains(&pair[0].as_str()) && pair[1] == "i";
    words.iter().any(|word| LEVELS.contains(&word.as_str())) || words.windows(2).any(behind)
}

fn drawn(words: &[String]) -> Option<u32> {
    let number = |pair: &[String]| match (DRAWN.contains(&pair[0].as_str()), PIECES.contains(&pair[1].as_str())) {
        (true, _) => pair[1].parse().ok(),
        (_, true) => pair[0].parse().ok(),
        _ => None,
    };
    words.windows(2).find_map(number)
}

fn accepted(words: &[String]) -> Option<u32> {
    let number = |pair: &[String]| ACCEPTED.contains(&pair[0].as_str()).then(|| pair[1].parse().ok()).flatten();
    words.windows(2).find_map(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_read_as_people_write_them() {
        for (text, plan) in [
            ("ISO 2859-1 level S-3 AQL 0.65", Plan::Quality(0.0065)),
            ("GB/T 2828.1, II, AQL=1.0%", Plan::Quality(0.01)),
            ("ANSI Z1.4 level I, AQL4.0", Plan::Quality(0.04)),
            ("n=13, Ac=0, Re=1", Plan::Units(13, 0)),
            ("n13 c0", Plan::Units(13, 0)),
            ("5 pcs of every lot, accept 0", Plan::Units(5, 0)),
            ("100 % by pressure decay", Plan::Every),
            ("every unit in a vacuum chamber", Plan::Every),
        ] {
            assert_eq!(Plan::read(text), Some(plan), "{text}");
        }
    }

    #[test]
    fn what_is_no_plan_is_none() {
        let no = [
            "",
            "yes",
            "one unit a year AQL 10",
            "ISO 2859-1",
            "level II",
            "n=13",
            "AQL 0 level II",
            "n=5 c=5",
            "AQL 100 level II",
            "whatever AQL",
            "per ISO 2859-1 as agreed",
        ];
        for text in no {
            assert_eq!(Plan::read(text), None, "{text}");
        }
    }

    /// 1 - 0.95^(1/13) of the units; an AQL is that itself.
    #[test]
    fn the_quality_that_passes_nearly_always() {
        let at = |text: &str| Plan::read(text).and_then(Plan::passes_at).unwrap();
        assert!((at("n=13 c=0") - (1.0 - 0.95_f64.powf(1.0 / 13.0))).abs() < 1e-9);
        assert!((at("level S-1 AQL 6.5") - 0.065).abs() < 1e-12);
        assert!(at("100 %").abs() < 1e-12);
    }
}
