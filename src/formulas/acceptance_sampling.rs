//! Acceptance sampling by attributes: single sampling plans by AQL, and what they let through.
//!
//! The plans are those of MIL-STD-105E, which ANSI/ASQ Z1.4 and ISO 2859-1 share for normal and tightened inspection. For reduced
//! inspection they are those of MIL-STD-105E and Z1.4, where a gap between acceptance and rejection number is accepted but ends
//! reduced inspection; ISO 2859-1:1999 has no such gap and numbers of its own, which are not held here.
//!
//! Switching rules of MIL-STD-105E, which no function here applies: normal to tightened when 2 of 5 lots or fewer in a row fail;
//! back when 5 in a row pass; normal to reduced when 10 in a row passed with few enough defects in all, production is steady and
//! the authority agrees; back when a lot fails or falls in the gap, or production is irregular; inspection stops when 10 lots in
//! a row stay on tightened (ISO 2859-1: when 5 lots in all have failed on it).
//!
//! An AQL is not a target: it is the worst running quality that a plan passes nearly always.
//!
//! References: MIL-STD-105E, Sampling Procedures and Tables for Inspection by Attributes, 1989, tables I, II-A, II-B and II-C,
//! <https://archive.org/details/MIL-STD-105E_1>; D. Montgomery, Introduction to Statistical Quality Control, Wiley (operating
//! characteristic, average outgoing quality).

use super::domain::{finite, fraction, not_negative, open_fraction};
use super::incomplete_beta;
use statrs::function::gamma::checked_gamma_ur;
use std::fmt;

/// Inspection level, least discriminating first within special (S) and general levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Special level S-1.
    S1,
    /// Special level S-2.
    S2,
    /// Special level S-3.
    S3,
    /// Special level S-4.
    S4,
    /// General level I.
    I,
    /// General level II, the usual one.
    II,
    /// General level III.
    III,
}

/// Severity of inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inspection {
    /// From which inspection starts.
    Normal,
    /// After failed lots.
    Tightened,
    /// After a row of passed lots.
    Reduced,
}

/// Code letter of a sample size, A to R without I and O.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodeLetter(usize);

/// A single sampling plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Units to draw.
    pub sample: u32,
    /// Most defective units at which the lot passes and inspection goes on as it was.
    pub accept: u32,
    /// Fewest defective units at which the lot fails; above `accept + 1` only in reduced inspection.
    pub reject: u32,
}

impl Plan {
    /// Most defective units at which the lot passes at all.
    pub fn passes_up_to(self) -> u32 {
        self.reject.saturating_sub(1)
    }
}

const LETTERS: [char; 16] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R'];

/// Table I: largest lot of each row but the last, and the code letters of the levels from S-1 to III.
const LARGEST_LOTS: [u64; 14] = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000];
const ROWS: [&str; 15] = [
    "AAAAAAB", "AAAAABC", "AABBBCD", "ABBCCDE", "BBCCCEF", "BBCDDFG", "BCDEEGH", "BCDEFHJ", "CCEFGJK", "CDEGHKL", "CDFGJLM",
    "CDFHKMN", "DEGJLNP", "DEGJMPQ", "DEHKNQR",
];

/// Sample sizes by code letter: normal and tightened, reduced.
const SAMPLES: [u32; 16] = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000];
const REDUCED_SAMPLES: [u32; 16] = [2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800];

/// Preferred AQLs that are held here, as fractions: 0.065 % to 10 %.
pub const PREFERRED_AQLS: [f64; 12] = [0.000_65, 0.001, 0.0015, 0.0025, 0.004, 0.0065, 0.01, 0.015, 0.025, 0.04, 0.065, 0.1];

/// Last AQL, by its place, that has plans with acceptance number 0.
const LAST_OF_ZERO: usize = 10;

/// One master table. Its plans lie on diagonals: a code letter more and an AQL less give the same acceptance number.
struct Master {
    samples: &'static [u32; 16],
    /// Code letter, by its place, whose plan for an AQL of 0.065 % has acceptance number 0.
    zero: usize,
    /// Letters below that one whose arrow points up to it.
    arrows_up: usize,
    /// Acceptance and rejection numbers from the third letter below it on, downward; further letters point up to the last.
    numbers: &'static [(u32, u32)],
}

const NORMAL: Master = Master {
    samples: &SAMPLES,
    zero: 10,
    arrows_up: 1,
    numbers: &[(1, 2), (2, 3), (3, 4), (5, 6), (7, 8), (10, 11), (14, 15), (21, 22)],
};
const TIGHTENED: Master =
    Master { samples: &SAMPLES, zero: 11, arrows_up: 0, numbers: &[(1, 2), (2, 3), (3, 4), (5, 6), (8, 9), (12, 13), (18, 19)] };
const REDUCED: Master = Master {
    samples: &REDUCED_SAMPLES,
    zero: 10,
    arrows_up: 1,
    numbers: &[(0, 2), (1, 3), (1, 4), (2, 5), (3, 6), (5, 8), (7, 10), (10, 13)],
};

impl fmt::Display for CodeLetter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        LETTERS.get(self.0).map_or(Ok(()), |letter| write!(formatter, "{letter}"))
    }
}

/// Code letter of a lot of at least 2 units, else `None`. Reference: MIL-STD-105E, table I.
pub fn code_letter(lot: u64, level: Level) -> Option<CodeLetter> {
    if lot < 2 {
        return None;
    }
    let row = LARGEST_LOTS.iter().take_while(|largest| **largest < lot).count();
    let letter = ROWS.get(row)?.chars().nth(level as usize)?;
    LETTERS.iter().position(|candidate| *candidate == letter).map(CodeLetter)
}

/// The largest lot of each row of the table between two sizes, and the larger of these: lots of one row have one code letter.
/// Reference: MIL-STD-105E, table I.
pub fn lots_between(least: u64, most: u64) -> impl Iterator<Item = u64> {
    LARGEST_LOTS.into_iter().filter(move |largest| (least..most).contains(largest)).chain([most])
}

/// Plan of a code letter and an AQL, arrows followed: its sample may be that of another letter.
///
/// `aql` is one of [`PREFERRED_AQLS`] to within one part in a million, else `None`; 0.025 is 2.5 %. Reference: MIL-STD-105E,
/// tables II-A to II-C.
pub fn plan(letter: CodeLetter, inspection: Inspection, aql: f64) -> Option<Plan> {
    let column = PREFERRED_AQLS.iter().position(|preferred| (aql / preferred - 1.0).abs() < 1e-6)?;
    let master = match inspection {
        Inspection::Normal => &NORMAL,
        Inspection::Tightened => &TIGHTENED,
        Inspection::Reduced => &REDUCED,
    };
    let row = letter.0;
    // The letter with acceptance number 0, which the highest AQL lacks.
    let zero = master.zero.checked_sub(column).filter(|_| column <= LAST_OF_ZERO);
    if let Some(zero) = zero.filter(|zero| row <= zero + master.arrows_up) {
        return Some(Plan { sample: *master.samples.get(zero)?, accept: 0, reject: 1 });
    }
    let first = (master.zero + 3).checked_sub(column)?;
    let place = row.saturating_sub(first).min(master.numbers.len() - 1);
    let (accept, reject) = *master.numbers.get(place)?;
    Some(Plan { sample: *master.samples.get(first + place)?, accept, reject })
}

/// Plan of a lot: [`code_letter`] and [`plan`], with the whole lot for a sample where the plan asks for as many or more.
///
/// Arguments as there. Reference: MIL-STD-105E, tables I and II.
pub fn plan_for_lot(lot: u64, level: Level, inspection: Inspection, aql: f64) -> Option<Plan> {
    let plan = plan(code_letter(lot, level)?, inspection, aql)?;
    Some(Plan { sample: u32::try_from(lot).map_or(plan.sample, |lot| plan.sample.min(lot)), ..plan })
}

/// Chance that a lot passes, binomial: lots from a running process with a `share` of defective units.
///
/// `sample` units of which up to `accept` may be defective ([`Plan::passes_up_to`]); `share` a fraction, else `None`.
/// Reference: Montgomery, see the module.
pub fn acceptance_binomial(sample: u32, accept: u32, share: f64) -> Option<f64> {
    let share = fraction(share)?;
    match sample.checked_sub(accept) {
        None | Some(0) => Some(1.0),
        Some(good) => incomplete_beta::regularized(f64::from(good), f64::from(accept) + 1.0, 1.0 - share),
    }
}

/// Chance that a lot passes, Poisson: defects are counted, and a unit may have several.
///
/// `per_unit` defects of a unit on average (not negative), else `None`; others as in [`acceptance_binomial`]. Also the usual
/// approximation of the binomial chance for shares under 10 %. Reference: Montgomery, see the module.
pub fn acceptance_poisson(sample: u32, accept: u32, per_unit: f64) -> Option<f64> {
    let defects = finite(f64::from(sample) * not_negative(per_unit)?)?;
    if defects <= 0.0 { Some(1.0) } else { checked_gamma_ur(f64::from(accept) + 1.0, defects).ok() }
}

/// Chance that one given lot passes, hypergeometric: `defective` units among the `lot`, drawn without putting back.
///
/// `sample` and `defective` not above `lot`, else `None`; `accept` as in [`acceptance_binomial`]. Reference: Montgomery, see the
/// module.
pub fn acceptance_hypergeometric(lot: u32, defective: u32, sample: u32, accept: u32) -> Option<f64> {
    let good = lot.checked_sub(defective)?;
    let left = lot.checked_sub(sample)?;
    let most = accept.min(defective).min(sample);
    // Fewest defective units that the sample can hold; the chance of these first, as a product of the shorter kind.
    let fewest = sample.saturating_sub(good);
    if most < fewest {
        return Some(0.0);
    }
    let (drawn, from) =
        if fewest == 0 { (sample.min(defective), good.min(left)) } else { (good.min(left), sample.min(defective)) };
    let mut logarithm: f64 = (0..drawn).map(|unit| (f64::from(from - unit) / f64::from(lot - unit)).ln()).sum();
    let mut chance = logarithm.exp();
    for found in fewest..most {
        let up = f64::from(defective - found) * f64::from(sample - found);
        let down = (f64::from(found) + 1.0) * (f64::from(left) - f64::from(defective) + f64::from(found) + 1.0);
        logarithm += (up / down).ln();
        chance += logarithm.exp();
    }
    Some(chance.min(1.0))
}

/// Share of defective units at which a plan passes a lot with a given chance (binomial), a fraction.
///
/// With a chance of 10 % it is the consumer's risk point, the lot tolerance percent defective (LTPD); with 95 % the producer's
/// risk point. `accept` below `sample`, `chance` strictly between 0 and 1, else `None`. Reference: Montgomery, see the module.
pub fn share_accepted(sample: u32, accept: u32, chance: f64) -> Option<f64> {
    let good = sample.checked_sub(accept)?;
    incomplete_beta::quantile(f64::from(accept) + 1.0, f64::from(good), 1.0 - open_fraction(chance)?)
}

/// Share of defective units that is delivered on average: `share chance (lot - sample) / lot`.
///
/// Failed lots are taken as sorted and their defective units replaced. `share` and `chance` of acceptance fractions, `sample` not
/// above `lot`, `lot` above 0, else `None`. Reference: Montgomery, see the module.
pub fn average_outgoing_share(lot: u32, sample: u32, share: f64, chance: f64) -> Option<f64> {
    let left = f64::from(lot.checked_sub(sample)?);
    finite(fraction(share)? * fraction(chance)? * left / f64::from(lot))
}

#[cfg(test)]
#[path = "acceptance_sampling_tests.rs"]
mod tests;
