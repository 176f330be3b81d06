//! Acceptance sampling by attributes.

use super::{count, input, number, require};
use crate::calc::arguments::{Arguments, Fault, Value};
use crate::calc::entry::{Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::acceptance_sampling::{self, CodeLetter, Inspection, Level, PREFERRED_AQLS, Plan};

const STANDARD: &str = "MIL-STD-105E, Sampling Procedures and Tables for Inspection by Attributes, 1989, tables I and II, https://archive.org/details/MIL-STD-105E_1";
const MONTGOMERY: &str = "D. Montgomery, Introduction to Statistical Quality Control, Wiley";
const LEVELS: &[&str] = &["S-1", "S-2", "S-3", "S-4", "I", "II", "III"];
const INSPECTIONS: &[&str] = &["normal", "tightened", "reduced"];

const LOT: Input = count("lot", 2, "5000", "units in the lot");
const LEVEL: Input = input("level", Kind::Word(LEVELS), Limit::ANY, "II", "inspection level").or("II");
const SAMPLE: Input = count("sample", 1, "200", "units drawn");
const ACCEPT: Input = count("accept", 0, "10", "most defective units at which the lot passes");
const SHARE: Input = number("share", Limit::SHARE, "2.5 %", "share of defective units in the process");
const CHANCE: &str = "chance that the lot passes";

/// Largest lot that is counted unit by unit.
const LARGEST_LOT: f64 = 1e7;

fn level(a: &Arguments) -> Level {
    match a.word("level") {
        Some("S-1") => Level::S1,
        Some("S-2") => Level::S2,
        Some("S-3") => Level::S3,
        Some("S-4") => Level::S4,
        Some("I") => Level::I,
        Some("III") => Level::III,
        _ => Level::II,
    }
}

fn letter(a: &Arguments) -> Result<CodeLetter, Fault> {
    acceptance_sampling::code_letter(a.count("lot")?.into(), level(a)).ok_or_else(Fault::beyond)
}

fn plan(a: &Arguments) -> Result<Plan, Fault> {
    let inspection = match a.word("inspection") {
        Some("tightened") => Inspection::Tightened,
        Some("reduced") => Inspection::Reduced,
        _ => Inspection::Normal,
    };
    let found = acceptance_sampling::plan_for_lot(a.count("lot")?.into(), level(a), inspection, a.number("aql")?);
    found.ok_or_else(|| {
        let percent = PREFERRED_AQLS.map(|aql| format!("{} %", crate::quantity::display_number(aql * 100.0)));
        Fault::new("aql", format!("there are plans for {} only", percent.join(", ")))
    })
}

/// Units drawn and most of them that may be defective.
fn drawn(a: &Arguments) -> Result<(u32, u32), Fault> {
    let (sample, accept) = (a.count("sample")?, a.count("accept")?);
    require(accept < sample, "accept", "must be below `sample`")?;
    Ok((sample, accept))
}

const fn up_to_largest(name: &'static str, least: u32, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Count, Limit::from_to(least as f64, LARGEST_LOT), example, meaning)
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "sampling-code-letter",
        title: "code letter of a lot",
        formula: "letter by table I from lot and level",
        source: STANDARD,
        validity: "lots from one process; special levels only for small or destructive samples",
        inputs: &[LOT, LEVEL],
        outputs: &[output("letter", "", "code letter of the sample size")],
        compute: |a| Ok(vec![Value::Word(letter(a)?.to_string())]),
    },
    Formula {
        name: "sampling-plan",
        title: "single sampling plan of a lot: units to draw, acceptance and rejection number",
        formula: "letter by table I, plan by tables II-A, II-B and II-C with arrows followed; the whole lot where the plan asks for more",
        source: STANDARD,
        validity: "normal and tightened as in ANSI/ASQ Z1.4 and ISO 2859-1, reduced as in MIL-STD-105E and Z1.4; an AQL is no target but what a plan passes nearly always",
        inputs: &[
            LOT,
            LEVEL,
            input("inspection", Kind::Word(INSPECTIONS), Limit::ANY, "normal", "severity of inspection").or("normal"),
            number("aql", Limit::OPEN_SHARE, "2.5 %", "acceptable quality limit, a preferred one from 0.065 to 10 %"),
        ],
        outputs: &[
            output("letter", "", "code letter; arrows may lead to the sample of another one"),
            output("sample", "", "units to draw"),
            output("accept", "", "most defective units at which the lot passes"),
            output("reject", "", "fewest at which it fails; in a gap below it the lot passes but reduced inspection ends"),
        ],
        compute: |a| {
            let (letter, plan) = (letter(a)?, plan(a)?);
            let counts = [plan.sample, plan.accept, plan.reject].map(|count| Value::Number(count.into()));
            Ok(std::iter::once(Value::Word(letter.to_string())).chain(counts).collect())
        },
    },
    Formula {
        name: "acceptance-binomial",
        title: "chance that a lot from a running process passes",
        formula: "chance = sum over i <= accept of C(sample, i) * share^i * (1 - share)^(sample - i)",
        source: MONTGOMERY,
        validity: "defective units counted, lots much larger than the sample",
        inputs: &[SAMPLE, ACCEPT, SHARE],
        outputs: &[output("chance", "%", CHANCE)],
        compute: |a| {
            let (sample, accept) = drawn(a)?;
            one(acceptance_sampling::acceptance_binomial(sample, accept, a.number("share")?))
        },
    },
    Formula {
        name: "acceptance-poisson",
        title: "chance that a lot passes where defects are counted",
        formula: "chance = sum over i <= accept of m^i * exp(-m) / i!, m = sample * defects-per-unit",
        source: MONTGOMERY,
        validity: "defects counted, several on a unit; approximates acceptance-binomial for shares under 10 %",
        inputs: &[
            SAMPLE,
            count("accept", 0, "10", "most defects at which the lot passes"),
            number("defects-per-unit", Limit::NOT_NEGATIVE, "0.04", "defects over units in the process"),
        ],
        outputs: &[output("chance", "%", CHANCE)],
        compute: |a| {
            let defects = a.number("defects-per-unit")?;
            one(acceptance_sampling::acceptance_poisson(a.count("sample")?, a.count("accept")?, defects))
        },
    },
    Formula {
        name: "acceptance-hypergeometric",
        title: "chance that one given lot passes",
        formula: "chance = sum over i <= accept of C(defective, i) * C(lot - defective, sample - i) / C(lot, sample)",
        source: MONTGOMERY,
        validity: "sample drawn at random from the whole lot and not put back",
        inputs: &[
            up_to_largest("lot", 1, "1200", "units in the lot"),
            up_to_largest("defective", 0, "60", "defective units among them"),
            up_to_largest("sample", 1, "80", "units drawn"),
            up_to_largest("accept", 0, "5", "most defective units at which the lot passes"),
        ],
        outputs: &[output("chance", "%", CHANCE)],
        compute: |a| {
            let (lot, defective, sample) = (a.count("lot")?, a.count("defective")?, a.count("sample")?);
            require(defective <= lot, "defective", "must not be above `lot`")?;
            require(sample <= lot, "sample", "must not be above `lot`")?;
            one(acceptance_sampling::acceptance_hypergeometric(lot, defective, sample, a.count("accept")?))
        },
    },
    Formula {
        name: "lot-tolerance-percent-defective",
        title: "share of defective units that passes with a small chance (LTPD, consumer's risk point)",
        formula: "the share whose acceptance-binomial is the chance",
        source: MONTGOMERY,
        validity: "10 % is the usual consumer's risk; with a chance of 95 % it is the producer's risk point",
        inputs: &[SAMPLE, ACCEPT, number("chance", Limit::OPEN_SHARE, "10 %", "chance that such a lot passes").or("10 %")],
        outputs: &[output("share", "%", "share of defective units")],
        compute: |a| {
            let (sample, accept) = drawn(a)?;
            one(acceptance_sampling::share_accepted(sample, accept, a.number("chance")?))
        },
    },
    Formula {
        name: "average-outgoing-quality",
        title: "share of defective units that is delivered on average (AOQ)",
        formula: "outgoing = share * chance * (lot - sample) / lot, chance = acceptance-binomial",
        source: MONTGOMERY,
        validity: "failed lots are sorted and defective units replaced; without sorting what passes is as bad as it came",
        inputs: &[count("lot", 1, "5000", "units in the lot"), SAMPLE, ACCEPT, SHARE],
        outputs: &[output("chance", "%", CHANCE), output("outgoing", "%", "share of defective units delivered")],
        compute: |a| {
            let ((sample, accept), share, lot) = (drawn(a)?, a.number("share")?, a.count("lot")?);
            require(sample <= lot, "sample", "must not be above `lot`")?;
            let chance = acceptance_sampling::acceptance_binomial(sample, accept, share);
            let outgoing = chance.and_then(|chance| acceptance_sampling::average_outgoing_share(lot, sample, share, chance));
            numbers([chance, outgoing])
        },
    },
];
