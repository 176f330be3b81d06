//! Gauge studies.

use super::{input, number, require};
use crate::calc::arguments::{Arguments, Fault, Value};
use crate::calc::entry::{Computed, Formula, Input, Kind, one, output};
use crate::calc::limit::Limit;
use crate::formulas::gauge::{self, Band};

const AIAG: &str = "AIAG, Measurement Systems Analysis, 4th edition, 2010; criteria quoted by https://www.metrology-journal.org/articles/ijmqe/full_html/2017/01/ijmqe170028/T1.html";
const STUDY: &str = "standard deviations from a gauge study of this feature with the people who will measure it";
const BAND: &str = "acceptable under 10 %, marginal to 30 %, not-acceptable above";

const fn deviation(name: &'static str, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::AnyQuantity, Limit::NOT_NEGATIVE, example, meaning)
}

const GAUGE: Input = deviation("gauge", "0.005 mm", "standard deviation of the gauge, repeatability and reproducibility");
const PARTS: Input = deviation("parts", "0.02 mm", "standard deviation between the parts");
const SHARE: Input = number("share", Limit::NOT_NEGATIVE, "30 %", "gauge share of the tolerance");

fn share_and_band(share: Option<f64>) -> Computed {
    let share = share.ok_or_else(Fault::beyond)?;
    let word = match gauge::band(share).ok_or_else(Fault::beyond)? {
        Band::Acceptable => "acceptable",
        Band::Marginal => "marginal",
        Band::NotAcceptable => "not-acceptable",
    };
    Ok(vec![Value::Number(share), Value::Word(word.to_owned())])
}

fn actual(a: &Arguments) -> Result<f64, Fault> {
    let (observed, share) = (a.number("observed")?, a.number("share")?);
    require(observed * share < 1.0, "share", "the gauge alone spreads as far as what was observed")?;
    gauge::actual_cp(observed, share).ok_or_else(Fault::beyond)
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "gauge-deviation",
        title: "standard deviation of a gauge (GRR)",
        formula: "gauge = sqrt(repeatability^2 + reproducibility^2)",
        source: AIAG,
        validity: STUDY,
        inputs: &[
            deviation("repeatability", "0.003 mm", "standard deviation of one person measuring one part again"),
            deviation("reproducibility", "0.004 mm", "standard deviation between the people"),
        ],
        outputs: &[output("gauge", "=repeatability", "standard deviation of both")],
        compute: |a| one(gauge::gauge_deviation(a.number("repeatability")?, a.number("reproducibility")?)),
    },
    Formula {
        name: "gauge-share-of-tolerance",
        title: "gauge share of the tolerance (percent tolerance, P/T)",
        formula: "share = 6 * gauge / (upper - lower)",
        source: AIAG,
        validity: "six standard deviations, as AIAG since its 4th edition; older studies took 5.15",
        inputs: &[
            GAUGE,
            input("lower", Kind::AnyQuantity, Limit::ANY, "9.9 mm", "lower specification limit"),
            input("upper", Kind::AnyQuantity, Limit::ANY, "10.1 mm", "upper specification limit"),
        ],
        outputs: &[output("share", "%", "share of the tolerance"), output("band", "", BAND)],
        compute: |a| {
            let (lower, upper) = super::capability::limits(a)?;
            share_and_band(gauge::share_of_tolerance(a.number("gauge")?, lower, upper))
        },
    },
    Formula {
        name: "gauge-share-of-variation",
        title: "gauge share of the study variation (percent study variation)",
        formula: "share = gauge / sqrt(gauge^2 + parts^2)",
        source: AIAG,
        validity: "only if the parts of the study spread as production does",
        inputs: &[GAUGE, PARTS],
        outputs: &[output("share", "%", "share of the total deviation"), output("band", "", BAND)],
        compute: |a| {
            let (gauge, parts) = (a.number("gauge")?, a.number("parts")?);
            require(gauge > 0.0 || parts > 0.0, "gauge", "this or `parts` must be above 0")?;
            share_and_band(gauge::share_of_variation(gauge, parts))
        },
    },
    Formula {
        name: "distinct-categories",
        title: "number of distinct categories that a gauge tells apart (ndc)",
        formula: "categories = floor(1.41 * parts / gauge)",
        source: AIAG,
        validity: "only if the parts of the study spread as production does; AIAG asks for 5 or more",
        inputs: &[input("gauge", Kind::AnyQuantity, Limit::POSITIVE, "0.005 mm", "standard deviation of the gauge"), PARTS],
        outputs: &[output("categories", "", "distinct categories")],
        compute: |a| one(gauge::distinct_categories(a.number("gauge")?, a.number("parts")?).map(f64::from)),
    },
    Formula {
        name: "observed-cp",
        title: "cp that is observed through a gauge",
        formula: "observed = 1 / sqrt(1 / actual^2 + share^2)",
        source: AIAG,
        validity: "gauge and process independent, share of the tolerance with six standard deviations",
        inputs: &[number("actual", Limit::POSITIVE, "2", "cp of the process"), SHARE],
        outputs: &[output("observed", "", "cp that a study finds")],
        compute: |a| one(gauge::observed_cp(a.number("actual")?, a.number("share")?)),
    },
    Formula {
        name: "actual-cp",
        title: "cp of the process behind an observed one",
        formula: "actual = 1 / sqrt(1 / observed^2 - share^2)",
        source: AIAG,
        validity: "gauge and process independent, share of the tolerance with six standard deviations",
        inputs: &[number("observed", Limit::POSITIVE, "1.33", "cp that a study found"), SHARE],
        outputs: &[output("actual", "", "cp of the process")],
        compute: |a| one(Some(actual(a)?)),
    },
];
