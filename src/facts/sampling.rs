//! A sampling plan as people write it: an acceptance quality limit with its level, numbers of units, or every unit.

use crate::formulas::acceptance_sampling::{Inspection, Level, PREFERRED_AQLS, plan_for_lot, share_accepted};

/// Chance with which a lot still passes at the quality that whoever receives it has to reckon with: the consumer's risk is 10 %
/// (ISO 2859-1, 3.1.30 and table 6).
const CONSUMERS_RISK: f64 = 0.10;

/// What lots are accepted by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plan {
    /// An acceptance quality limit, as a fraction, at a level of inspection.
    Quality(f64, Level),
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
        if let Some((quality, level)) = quality.zip(level(&words)) {
            return Some(Self::Quality(quality, level));
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

    /// Units that it draws of every lot, where it says so itself.
    pub(super) fn sample(self) -> u32 {
        if let Self::Units(sample, _) = self { sample } else { 0 }
    }

    /// Share of bad units at which one lot in ten still passes, of lots of a size.
    pub(super) fn limiting_quality(self, lot: u64) -> Option<f64> {
        let (sample, accept) = match self {
            Self::Every => return Some(0.0),
            Self::Units(sample, accept) => (sample, accept),
            Self::Quality(quality, level) => {
                // Between two that the tables hold the looser one stands for it; beyond the last one nothing is kept out.
                let Some(held) = PREFERRED_AQLS.into_iter().find(|held| *held >= quality * (1.0 - f64::EPSILON)) else {
                    return Some(1.0);
                };
                let plan = plan_for_lot(lot, level, Inspection::Normal, held)?;
                (plan.sample, plan.accept)
            }
        };
        if accept < sample { share_accepted(sample, accept, CONSUMERS_RISK) } else { Some(1.0) }
    }
}

/// The acceptance quality limit at general level II that keeps out as bad lots of a size as one with this limiting quality, by which
/// plans with other acceptance numbers are held against each other: the first of those that the tables hold; none where the last
/// one is sharper still.
///
/// Reference: N. Squeglia, Zero Acceptance Number Sampling Plans, ASQ Quality Press, whose plans keep the consumer's risk of 10 %.
pub(super) fn general_limit(limiting_quality: f64, lot: u64) -> Option<f64> {
    let keeps_out = |limit: f64| Plan::Quality(limit, Level::II).limiting_quality(lot);
    PREFERRED_AQLS.into_iter().find(|limit| keeps_out(*limit).is_some_and(|least| least >= limiting_quality * (1.0 - TIE)))
}

/// Share by which figures of plans differ that are held for one: the published plans without a bad unit come within 5 % of those of
/// MIL-STD-105E that they stand for.
const TIE: f64 = 0.05;

/// How it is said that every unit is looked at.
const EVERY: [[&str; 2]; 4] = [["100", "%"], ["all", "units"], ["every", "unit"], ["each", "unit"]];

/// Words before the number of units that are drawn.
const DRAWN: [&str; 4] = ["n", "sample", "draw", "size"];
/// Words behind it.
const PIECES: [&str; 6] = ["units", "pieces", "pcs", "samples", "cases", "件"];
/// Words before the number of bad units with which a lot passes.
const ACCEPTED: [&str; 5] = ["c", "ac", "accept", "accepts", "acceptance"];
/// Levels of inspection that need no word before them.
const LEVELS: [(&str, Level); 10] = [
    ("ii", Level::II),
    ("iii", Level::III),
    ("s-1", Level::S1),
    ("s-2", Level::S2),
    ("s-3", Level::S3),
    ("s-4", Level::S4),
    ("s1", Level::S1),
    ("s2", Level::S2),
    ("s3", Level::S3),
    ("s4", Level::S4),
];

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

fn level(words: &[String]) -> Option<Level> {
    let behind = |pair: &[String]| ["level", "水平"].contains(&pair[0].as_str()) && pair[1] == "i";
    let named = |word: &String| LEVELS.iter().find(|(name, _)| name == word).map(|(_, level)| *level);
    words.iter().find_map(named).or_else(|| words.windows(2).any(behind).then_some(Level::I))
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
            ("ISO 2859-1 level S-3 AQL 0.65", Plan::Quality(0.65 / 100.0, Level::S3)),
            ("GB/T 2828.1, II, AQL=1.0%", Plan::Quality(0.01, Level::II)),
            ("ANSI Z1.4 level I, AQL4.0", Plan::Quality(0.04, Level::I)),
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

    fn limiting(text: &str, lot: u64) -> f64 {
        Plan::read(text).and_then(|plan| plan.limiting_quality(lot)).unwrap()
    }

    /// 1 - 0.1^(1/3); 200 units and 10 bad ones of code letter L; MIL-STD-105E, table VI-A, has 7.4 % by Poisson for these.
    #[test]
    fn the_quality_at_which_one_lot_in_ten_passes() {
        for (text, lot, share) in [
            ("n=3 Ac=0", 4000, 1.0 - 0.1_f64.powf(1.0 / 3.0)),
            ("n=13 Ac=1", 4000, 0.267_8),
            ("level S-3 AQL 0.65", 20_000, 0.108_7),
            ("level II AQL 2.5", 4000, 0.076_0),
            ("level II AQL 2", 4000, 0.076_0),
            ("level II AQL 15", 4000, 1.0),
            ("100 %", 4000, 0.0),
        ] {
            assert!((limiting(text, lot) - share).abs() < 5e-5, "{text}: {}", limiting(text, lot));
        }
    }

    #[test]
    fn fewer_units_keep_out_less_whatever_is_accepted() {
        let limit = |text: &str| general_limit(limiting(text, 4000), 4000);
        assert_eq!(limit("n=3 Ac=0"), None);
        assert_eq!(limit("n=13 Ac=1"), None);
        // Squeglia draws 29 units of such a lot for an AQL of 2.5 %.
        assert_eq!(limit("n=29 Ac=0"), Some(0.025));
        assert_eq!(limit("n=27 Ac=0"), Some(0.04));
        assert_eq!(limit("n=200 Ac=10"), Some(0.025));
        assert_eq!(limit("level II AQL 0.65"), Some(0.0065));
    }
}
