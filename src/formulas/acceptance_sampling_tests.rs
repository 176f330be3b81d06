//! Tests of the sampling plans and of what they let through.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

/// Rejection numbers and arrows of tables II-A and II-B for AQLs from 0.65 to 10 %, code letters A to Q, as reprinted by
/// <http://www.nibs.org/FMOC/DPW_AC/AC-TABLE.ASC> (`v` and `^`: use the plan below or above). That page points A at 10 % of
/// normal inspection up, where there is no plan; the standard points down.
const NORMAL_ROWS: [&str; 15] = [
    "v v v v v 1 v",
    "v v v v 1 ^ v",
    "v v v 1 ^ v 2",
    "v v 1 ^ v 2 3",
    "v 1 ^ v 2 3 4",
    "1 ^ v 2 3 4 6",
    "^ v 2 3 4 6 8",
    "v 2 3 4 6 8 11",
    "2 3 4 6 8 11 15",
    "3 4 6 8 11 15 22",
    "4 6 8 11 15 22 ^",
    "6 8 11 15 22 ^ ^",
    "8 11 15 22 ^ ^ ^",
    "11 15 22 ^ ^ ^ ^",
    "15 22 ^ ^ ^ ^ ^",
];
const TIGHTENED_ROWS: [&str; 11] = [
    "v v v v v v v",
    "v v v v v 1 v",
    "v v v v 1 v v",
    "v v v 1 v v 2",
    "v v 1 v v 2 3",
    "v 1 v v 2 3 4",
    "1 v v 2 3 4 6",
    "v v 2 3 4 6 9",
    "v 2 3 4 6 9 13",
    "2 3 4 6 9 13 19",
    "3 4 6 9 13 19 ^",
];

#[test]
fn published_rows_of_normal_and_tightened() {
    for (inspection, rows) in [(Inspection::Normal, &NORMAL_ROWS[..]), (Inspection::Tightened, &TIGHTENED_ROWS[..])] {
        for (place, row) in rows.iter().enumerate() {
            for (cell, aql) in row.split(' ').zip(&PREFERRED_AQLS[5..]) {
                let here = plan(CodeLetter(place), inspection, *aql).unwrap();
                match cell {
                    "v" => assert_eq!(Some(here), plan(CodeLetter(place + 1), inspection, *aql), "{place} {aql}"),
                    "^" => assert_eq!(Some(here), plan(CodeLetter(place - 1), inspection, *aql), "{place} {aql}"),
                    number => {
                        let reject = number.parse().unwrap();
                        assert_eq!(here, Plan { sample: SAMPLES[place], accept: reject - 1, reject }, "{place} {aql}");
                    }
                }
            }
        }
    }
}

/// Cells of the yield facts: corners, the lowest AQLs, and reduced inspection.
#[test]
fn single_cells() {
    use Inspection::{Normal, Reduced, Tightened};
    let rows = [
        ('A', Normal, 0.001, 125, 0, 1),
        ('K', Normal, 0.001, 125, 0, 1),
        ('L', Normal, 0.001, 125, 0, 1),
        ('M', Normal, 0.001, 500, 1, 2),
        ('R', Normal, 0.001, 2000, 5, 6),
        ('R', Normal, 0.1, 125, 21, 22),
        ('A', Normal, 0.1, 5, 1, 2),
        ('A', Tightened, 0.1, 8, 1, 2),
        ('R', Tightened, 0.001, 2000, 3, 4),
        ('P', Tightened, 0.001, 800, 1, 2),
        ('A', Reduced, 0.1, 2, 0, 2),
        ('C', Reduced, 0.065, 3, 0, 2),
        ('B', Reduced, 0.065, 2, 0, 1),
        ('H', Reduced, 0.04, 20, 2, 5),
        ('K', Reduced, 0.1, 50, 10, 13),
        ('R', Reduced, 0.1, 50, 10, 13),
        ('P', Reduced, 0.001, 315, 1, 3),
        ('R', Reduced, 0.001, 800, 2, 5),
    ];
    for (letter, inspection, aql, sample, accept, reject) in rows {
        let place = LETTERS.iter().position(|candidate| *candidate == letter).unwrap();
        assert_eq!(
            plan(CodeLetter(place), inspection, aql),
            Some(Plan { sample, accept, reject }),
            "{letter} {inspection:?} {aql}"
        );
    }
}

#[test]
fn code_letters_of_lots() {
    let rows = [
        (2, Level::II, "A"),
        (8, Level::III, "B"),
        (9, Level::II, "B"),
        (500, Level::II, "H"),
        (501, Level::II, "J"),
        (1200, Level::S4, "F"),
        (3200, Level::I, "H"),
        (5000, Level::II, "L"),
        (10_000, Level::S2, "D"),
        (500_001, Level::III, "R"),
        (u64::MAX, Level::S1, "D"),
    ];
    for (lot, level, letter) in rows {
        assert_eq!(code_letter(lot, level).unwrap().to_string(), letter, "{lot} {level:?}");
    }
    assert_eq!(code_letter(1, Level::II), None);
}

/// The usual case of the trade: 5000 pieces, level II, 2.5 % for major defects. Small lots are inspected whole.
#[test]
fn plans_of_lots() {
    let usual = plan_for_lot(5000, Level::II, Inspection::Normal, 0.025).unwrap();
    assert_eq!((usual.sample, usual.accept, usual.reject), (200, 10, 11));
    let whole = plan_for_lot(50, Level::II, Inspection::Normal, 0.001).unwrap();
    assert_eq!((whole.sample, whole.accept), (50, 0));
    let gap = plan_for_lot(5000, Level::II, Inspection::Reduced, 0.025).unwrap();
    assert_eq!((gap.sample, gap.accept, gap.reject, gap.passes_up_to()), (80, 5, 8, 7));
    assert_eq!(plan_for_lot(5000, Level::II, Inspection::Normal, 0.02), None);
    assert_eq!(plan_for_lot(5000, Level::II, Inspection::Normal, f64::NAN), None);
}

/// Table of operating points in the yield facts: shares that pass with 95, 50 and 10 %.
#[test]
fn operating_points() {
    let rows = [
        (5, 0, 1.021, 12.94, 36.9),
        (50, 1, 0.7154, 3.334, 7.558),
        (80, 5, 3.317, 7.058, 11.28),
        (125, 3, 1.1, 2.93, 5.266),
        (200, 10, 3.115, 5.325, 7.599),
        (315, 21, 4.775, 6.871, 8.845),
        (500, 14, 1.858, 2.932, 4.001),
    ];
    for (sample, accept, at_95, at_50, at_10) in rows {
        for (chance, percent) in [(0.95, at_95), (0.5, at_50), (0.1, at_10)] {
            let share = share_accepted(sample, accept, chance).unwrap();
            assert!(close(share * 100.0 / percent, 1.0, 5e-4), "{sample} {accept} {chance}");
        }
    }
}

/// No published figure: `hypergeom.cdf` and `poisson.cdf` of scipy 1.17.
#[test]
fn chances_agree_with_scipy() {
    let drawn = [
        (50, 5, 10, 1, 0.741_899_979_233_136_4),
        (1200, 60, 80, 5, 0.795_103_346_619_848_5),
        (1200, 30, 80, 2, 0.677_034_574_131_742_5),
        (100, 95, 10, 9, 0.416_247_633_073_848_16),
        (500_000, 12_500, 800, 21, 0.644_850_250_949_436_9),
        (100, 60, 70, 35, 0.001_412_987_721_500_201),
        (3_000_000, 75_000, 2000, 50, 0.537_520_176_983_388_3),
    ];
    for (lot, defective, sample, accept, chance) in drawn {
        let here = acceptance_hypergeometric(lot, defective, sample, accept).unwrap();
        assert!(close(here / chance, 1.0, 1e-9), "{lot} {defective}: {here}");
    }
    let counted = [
        (80, 5, 0.025, 0.983_436_391_519_385_6),
        (200, 10, 0.04, 0.815_885_792_558_546_7),
        (2000, 21, 0.01, 0.643_697_648_414_263_5),
    ];
    for (sample, accept, per_unit, chance) in counted {
        assert!(close(acceptance_poisson(sample, accept, per_unit).unwrap() / chance, 1.0, 1e-10), "{sample}");
    }
}

/// Worked through by hand: two of ten are defective, two are drawn, none may be; 8/10 * 7/9.
#[test]
fn drawn_without_putting_back() {
    assert!(close(acceptance_hypergeometric(10, 2, 2, 0).unwrap(), 56.0 / 90.0, 1e-15));
    assert!(close(acceptance_binomial(2, 0, 0.2).unwrap(), 0.64, 1e-14));
    assert_eq!(acceptance_hypergeometric(10, 2, 10, 1), Some(0.0));
    assert_eq!(acceptance_hypergeometric(10, 2, 10, 2), Some(1.0));
    assert_eq!(acceptance_hypergeometric(0, 0, 0, 0), Some(1.0));
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(acceptance_binomial(10, 0, 1.1), None);
    assert_eq!(acceptance_binomial(10, 0, f64::NAN), None);
    assert_eq!(acceptance_binomial(10, 10, 1.0), Some(1.0));
    assert_eq!(acceptance_binomial(10, 0, 1.0), Some(0.0));
    assert_eq!(acceptance_binomial(10, 0, 0.0), Some(1.0));
    assert_eq!(acceptance_poisson(10, 0, -0.1), None);
    assert_eq!(acceptance_poisson(0, 0, 1.0), Some(1.0));
    assert_eq!(acceptance_hypergeometric(10, 11, 2, 0), None);
    assert_eq!(acceptance_hypergeometric(10, 1, 11, 0), None);
    assert_eq!(share_accepted(5, 5, 0.1), None);
    assert_eq!(share_accepted(5, 0, 1.0), None);
    assert_eq!(average_outgoing_share(10, 11, 0.1, 0.5), None);
    assert_eq!(average_outgoing_share(0, 0, 0.1, 0.5), None);
    assert!(close(average_outgoing_share(1000, 100, 0.02, 0.5).unwrap(), 0.009, 1e-15));
}

proptest! {
    /// Tightened inspection never passes more than normal, and every sample is at least as strict as its letter says.
    #[test]
    fn tightened_is_stricter(letter in 0_usize..16, column in 0_usize..12, share in 0.001..0.3_f64) {
        let aql = PREFERRED_AQLS[column];
        let chance = |inspection| {
            let plan = plan(CodeLetter(letter), inspection, aql).unwrap();
            prop_assert!(plan.accept < plan.reject && plan.reject <= plan.sample + 1);
            Ok(acceptance_binomial(plan.sample, plan.passes_up_to(), share).unwrap())
        };
        let (normal, tightened) = (chance(Inspection::Normal)?, chance(Inspection::Tightened)?);
        prop_assert!(tightened <= normal + 1e-12);
        chance(Inspection::Reduced)?;
    }

    /// Lots at the AQL pass normal inspection nearly always, whatever the letter.
    #[test]
    fn lots_at_the_aql_pass(letter in 0_usize..16, column in 0_usize..12) {
        let aql = PREFERRED_AQLS[column];
        let plan = plan(CodeLetter(letter), Inspection::Normal, aql).unwrap();
        prop_assert!(acceptance_binomial(plan.sample, plan.accept, aql).unwrap() > 0.87);
    }

    #[test]
    fn worse_lots_pass_less(sample in 1_u32..500, accept in 0_u32..30, first in 0.0..=1.0_f64, second in 0.0..=1.0_f64) {
        let chance = |share: f64| acceptance_binomial(sample, accept, share).unwrap();
        prop_assert!(chance(first.min(second)) >= chance(first.max(second)) - 1e-12);
    }

    #[test]
    fn share_accepted_inverts(sample in 2_u32..1000, accept in 0_u32..20, chance in 0.01..0.99_f64) {
        prop_assume!(accept < sample);
        let share = share_accepted(sample, accept, chance).unwrap();
        prop_assert!(close(acceptance_binomial(sample, accept, share).unwrap(), chance, 1e-9));
    }

    /// Sample and defective units may be exchanged, and a large lot comes to the binomial chance.
    #[test]
    fn hypergeometric_is_symmetric(lot in 1_u32..400, defective in 0_u32..400, sample in 0_u32..400, accept in 0_u32..20) {
        let (defective, sample) = (defective.min(lot), sample.min(lot));
        let chance = acceptance_hypergeometric(lot, defective, sample, accept).unwrap();
        prop_assert!((0.0..=1.0).contains(&chance));
        prop_assert!(close(chance, acceptance_hypergeometric(lot, sample, defective, accept).unwrap(), 1e-10));
    }

    #[test]
    fn large_lots_are_binomial(sample in 1_u32..200, accept in 0_u32..10, percent in 1_u32..20) {
        let drawn = acceptance_hypergeometric(10_000_000, percent * 100_000, sample, accept).unwrap();
        prop_assert!(close(drawn, acceptance_binomial(sample, accept, f64::from(percent) / 100.0).unwrap(), 1e-3));
    }
}
