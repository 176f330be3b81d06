//! Failure mode and effects analysis.

use super::input;
use crate::calc::arguments::{Arguments, Fault, Value};
use crate::calc::entry::{Formula, Input, Kind, one, output};
use crate::calc::limit::Limit;
use crate::formulas::fmea;

const fn rating(name: &'static str, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Count, Limit::from_to(1.0, fmea::HIGHEST as f64), example, meaning)
}

const RATINGS: &[Input] = &[
    rating("severity", "8", "severity of the effect"),
    rating("occurrence", "4", "occurrence of the cause"),
    rating("detection", "6", "detection; 10 means that nothing would catch it"),
];

fn ratings(a: &Arguments) -> Result<(u32, u32, u32), Fault> {
    Ok((a.count("severity")?, a.count("occurrence")?, a.count("detection")?))
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "risk-priority-number",
        title: "risk priority number (RPN)",
        formula: "rpn = severity * occurrence * detection",
        source: "AIAG, Potential Failure Mode and Effects Analysis, 4th edition 2008",
        validity: "ratings are ordinal, so equal numbers are not equal risks; handbooks since 2019 rank by action-priority",
        inputs: RATINGS,
        outputs: &[output("rpn", "", "from 1 to 1000")],
        compute: |a| {
            let (severity, occurrence, detection) = ratings(a)?;
            one(fmea::risk_priority_number(severity, occurrence, detection).map(f64::from))
        },
    },
    Formula {
        name: "action-priority",
        title: "action priority (AP) of design and process FMEA",
        formula: "priority = table by bands of severity (9-10, 7-8, 4-6, 2-3, 1), occurrence (8-10, 6-7, 4-5, 2-3, 1) and detection (7-10, 5-6, 2-4, 1)",
        source: "AIAG and VDA, FMEA Handbook, 1st edition 2019, as reproduced at https://relyence.com/help/user-guide/fmea-ap.html",
        validity: "not for monitoring and system response; customers may have tables of their own",
        inputs: RATINGS,
        outputs: &[output("priority", "", "H, M or L")],
        compute: |a| {
            let (severity, occurrence, detection) = ratings(a)?;
            let priority = fmea::action_priority(severity, occurrence, detection).ok_or_else(Fault::beyond)?;
            Ok(vec![Value::Word(priority.letter().to_owned())])
        },
    },
];
