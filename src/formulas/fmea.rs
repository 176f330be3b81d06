//! Failure mode and effects analysis: risk priority number and action priority.
//!
//! Ratings run from 1 to 10: severity of the effect, occurrence of the cause, and detection, where 10 means that nothing would
//! catch it. They are ordinal: a product of them has no unit and equal products are not equal risks.
//!
//! References: AIAG and VDA, FMEA Handbook, 1st edition 2019, table AP for design and process FMEA, as reproduced at
//! <https://relyence.com/help/user-guide/fmea-ap.html> and transcribed in
//! <https://github.com/DMAIC-IO/DMAIC.io/blob/48179bfbc0892881fd9df31b691a1e0f6beffbe0/tests/fixtures/fmea/fmea-ap-table.fixtures.json>.
//! Copies of other tables pass under the same name, among them an earlier draft with severity bands 5 to 8 and 2 to 4, and ones
//! that call every severity of 9 and 10 high: none of them is this one.

/// Highest rating.
pub const HIGHEST: u32 = 10;

/// How urgently a failure cause asks for action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionPriority {
    /// Prevention or detection may be improved.
    Low,
    /// Prevention or detection should be improved, or why not is to be written down.
    Medium,
    /// Prevention or detection has to be improved, or why not is to be written down.
    High,
}

impl ActionPriority {
    /// The letter that worksheets carry.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Low => "L",
            Self::Medium => "M",
            Self::High => "H",
        }
    }
}

use ActionPriority::{High as H, Low as L, Medium as M};

/// Priorities by bands of severity, then of occurrence, then of detection, all from the highest band down.
///
/// Severity: 9 to 10, 7 to 8, 4 to 6, 2 to 3; 1 is always low. Occurrence: 8 to 10, 6 to 7, 4 to 5, 2 to 3, 1. Detection: 7 to
/// 10, 5 to 6, 2 to 4, 1.
const TABLE: [[[ActionPriority; 4]; 5]; 4] = [
    [[H, H, H, H], [H, H, H, H], [H, H, H, M], [H, M, L, L], [L, L, L, L]],
    [[H, H, H, H], [H, H, H, M], [H, M, M, M], [M, M, L, L], [L, L, L, L]],
    [[H, H, M, M], [M, M, M, L], [M, L, L, L], [L, L, L, L], [L, L, L, L]],
    [[M, M, L, L], [L, L, L, L], [L, L, L, L], [L, L, L, L], [L, L, L, L]],
];

/// Risk priority number: `severity * occurrence * detection`, from 1 to 1000; each rating from 1 to 10, else `None`.
///
/// Handbooks since 2019 no longer rank by it. Reference: see the module.
pub fn risk_priority_number(severity: u32, occurrence: u32, detection: u32) -> Option<u32> {
    Some(rating(severity)? * rating(occurrence)? * rating(detection)?)
}

/// Action priority of design and process FMEA; each rating from 1 to 10, else `None`.
///
/// Not for monitoring and system response, which has a table of its own. Reference: see the module.
pub fn action_priority(severity: u32, occurrence: u32, detection: u32) -> Option<ActionPriority> {
    let (severity, occurrence, detection) = (rating(severity)?, rating(occurrence)?, rating(detection)?);
    let by_severity = match severity {
        9.. => &TABLE[0],
        7..=8 => &TABLE[1],
        4..=6 => &TABLE[2],
        2..=3 => &TABLE[3],
        _ => return Some(L),
    };
    let by_occurrence = match occurrence {
        8.. => by_severity[0],
        6..=7 => by_severity[1],
        4..=5 => by_severity[2],
        2..=3 => by_severity[3],
        _ => by_severity[4],
    };
    Some(match detection {
        7.. => by_occurrence[0],
        5..=6 => by_occurrence[1],
        2..=4 => by_occurrence[2],
        _ => by_occurrence[3],
    })
}

fn rating(value: u32) -> Option<u32> {
    (1..=HIGHEST).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fme_01() {
        let rows = [((10, 1, 1), 10), ((1, 10, 1), 10), ((10, 2, 5), 100), ((2, 10, 5), 100), ((9, 6, 5), 270)];
        for ((severity, occurrence, detection), printed) in rows {
            assert_eq!(risk_priority_number(severity, occurrence, detection), Some(printed));
        }
    }

    /// <https://www.biz-pi.com/product/fmea-action-priority-ap-lookup-tables/>: equal products of 96, high and low.
    #[test]
    fn equal_products_differ_in_priority() {
        assert_eq!(risk_priority_number(8, 6, 2), risk_priority_number(2, 6, 8));
        assert_eq!(action_priority(8, 6, 2), Some(H));
        assert_eq!(action_priority(2, 6, 8), Some(L));
    }

    /// A severity of 9 or 10 is not always high, as many pages say.
    #[test]
    fn severe_but_prevented_is_low() {
        assert_eq!(action_priority(10, 1, 10), Some(L));
        assert_eq!(action_priority(10, 4, 1), Some(M));
        assert_eq!(action_priority(9, 2, 5), Some(M));
        assert_eq!(action_priority(9, 2, 2), Some(L));
    }

    /// Counts of the transcription named above, taken from its bands by another program.
    #[test]
    fn counts_over_all_ratings() {
        let mut counts = [0; 3];
        for severity in 1..=10 {
            for occurrence in 1..=10 {
                for detection in 1..=10 {
                    counts[action_priority(severity, occurrence, detection).unwrap() as usize] += 1;
                }
            }
        }
        assert_eq!(counts, [468, 214, 318]);
    }

    #[test]
    fn out_of_domain_is_none() {
        for (severity, occurrence, detection) in [(0, 5, 5), (11, 5, 5), (5, 0, 5), (5, 11, 5), (5, 5, 0), (5, 5, 11)] {
            assert_eq!(action_priority(severity, occurrence, detection), None);
            assert_eq!(risk_priority_number(severity, occurrence, detection), None);
        }
        assert_eq!(action_priority(u32::MAX, 5, 5), None);
    }

    proptest! {
        #[test]
        fn a_worse_rating_never_lowers_the_priority(s in 1_u32..=9, o in 1_u32..=9, d in 1_u32..=9) {
            let here = action_priority(s, o, d);
            prop_assert!(action_priority(s + 1, o, d) >= here);
            prop_assert!(action_priority(s, o + 1, d) >= here);
            prop_assert!(action_priority(s, o, d + 1) >= here);
        }
    }
}
