//! Figures that are the same but for how they were rounded when somebody wrote them down.

use super::{Dimension, Measure, less};

/// What rounding may take from a figure at most, as a share of it. Ours: 29 N are the weight of 3 kg (1.4 % off), 1.2 m are no 4 ft
/// (1.6 % off).
const MOST: f64 = 0.015;

/// Digits beyond which a number holds what a conversion left, and nothing that anybody wrote.
const WRITTEN: usize = 9;

/// Whether a figure is as much as another one but for rounding: either of the two may be what the other was rounded to, by half a
/// unit of its last written digit in its own unit, and at most 1.5 %. So 91 cm reach 3 ft, 196 N reach 20 kgf and 199.9 N reach
/// 200 N, whichever was written first; 90 cm, 190 N and 199 N do not. What is counted is not rounded.
#[must_use]
pub fn reaches(figure: &Measure, asked: &Measure) -> bool {
    !less(figure.si + off(figure).max(off(asked)).min(MOST * asked.si.abs()), asked.si)
}

/// Half a unit of the last written digit, in SI units; nothing of a count.
fn off(figure: &Measure) -> f64 {
    let Some(unit) = figure.unit.filter(|unit| unit.dimension != Dimension::NONE) else { return 0.0 };
    0.5 * 10_f64.powi(-decimals(figure.number())) * unit.factor
}

/// Decimals of a number as it is written; the zeros at the end of a whole number are taken as written.
fn decimals(number: f64) -> i32 {
    let text = format!("{number:.*e}", WRITTEN - 1);
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0').chars().filter(char::is_ascii_digit).count();
    let (digits, exponent) = (i32::try_from(digits).unwrap_or(0), exponent.parse::<i32>().unwrap_or(0));
    (digits - 1 - exponent).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{find_unit, parse_measure};

    fn figure(text: &str) -> Measure {
        parse_measure(text).expect(text)
    }

    #[test]
    fn what_was_rounded_is_the_same_whichever_was_written_first() {
        for (one, other) in [
            ("3 ft", "36 in"),
            ("3 ft", "0.914 m"),
            ("3 ft", "91 cm"),
            ("4 ft", "1.22 m"),
            ("4 ft", "1.219 m"),
            ("20 kgf", "196 N"),
            ("20 kgf", "196.2 N"),
            ("20 kgf", "196.13 N"),
            ("3 kgf", "29 N"),
            ("44 lbf", "20 kgf"),
            ("200 N", "199.9 N"),
            ("1 kN", "1000 N"),
            ("99 kgf", "218 lbf"),
        ] {
            assert!(reaches(&figure(one), &figure(other)) && reaches(&figure(other), &figure(one)), "{one} {other}");
        }
    }

    #[test]
    fn what_is_milder_is_no_rounding() {
        for (milder, asked) in [
            ("0.9 m", "1 m"),
            ("0.9 m", "3 ft"),
            ("1.2 m", "4 ft"),
            ("1.2 m", "1.22 m"),
            ("19 kgf", "20 kgf"),
            ("190 N", "20 kgf"),
            ("199 N", "200 N"),
            ("196 N", "200 N"),
            ("4999 cycles", "5000 cycles"),
            ("0 N", "1 N"),
        ] {
            assert!(!reaches(&figure(milder), &figure(asked)) && reaches(&figure(asked), &figure(milder)), "{milder} {asked}");
        }
    }

    #[test]
    fn a_figure_is_reached_by_itself_in_other_units_and_by_none_3_percent_below() {
        let written = |si: f64, unit: &str, decimals: usize| {
            let number = find_unit(unit).expect(unit).number_of(si);
            figure(&format!("{number:.decimals$} {unit}"))
        };
        for kilograms in 3..=200 {
            let asked = figure(&format!("{kilograms} kgf"));
            for (unit, decimals) in [("N", 0), ("N", 1), ("N", 2), ("kgf", 0), ("kgf", 2), ("lbf", 1)] {
                assert!(reaches(&written(asked.si, unit, decimals), &asked), "{asked} in {unit}, {decimals}");
                assert!(reaches(&asked, &written(asked.si, unit, decimals)), "{asked} of {unit}, {decimals}");
                if decimals == 2 {
                    assert!(!reaches(&written(0.97 * asked.si, unit, decimals), &asked), "{asked} in {unit}, 3 % below");
                }
            }
        }
        for inches in 13..=120 {
            let asked = figure(&format!("{inches} in"));
            for (unit, decimals) in [("m", 2), ("m", 3), ("cm", 0), ("mm", 0), ("ft", 2)] {
                assert!(reaches(&written(asked.si, unit, decimals), &asked), "{asked} in {unit}, {decimals}");
                if decimals > 1 {
                    assert!(!reaches(&written(0.97 * asked.si, unit, decimals), &asked), "{asked} in {unit}, 3 % below");
                }
            }
        }
    }
}
