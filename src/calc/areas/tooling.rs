//! Tool life.

use super::{count, number};
use crate::calc::entry::{Formula, one, output};
use crate::calc::limit::Limit;
use crate::formulas::tooling;

const SOURCE: &str = "mold classes 101 to 105: SPI (now PLASTICS), https://legalclarity.org/spi-mold-classifications-classes-101-105-and-standards/";

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "tool-shots",
        title: "shots that one tool makes over the life of a product",
        formula: "shots = ceil(volume / (cavities * yield))",
        source: SOURCE,
        validity: "start-up shots and sampling come on top",
        inputs: &[
            number("volume", Limit::NOT_NEGATIVE, "600000 units", "good units over the life of the product"),
            count("cavities", 1, "2", "cavities that run"),
            number("yield", Limit::POSITIVE_SHARE, "97 %", "share of good parts"),
        ],
        outputs: &[output("shots", "shots", "shots of the tool")],
        compute: |a| one(tooling::shots_over_life(a.number("volume")?, a.count("cavities")?, a.number("yield")?)),
    },
    Formula {
        name: "tool-life-share",
        title: "share of the rated life of a tool that its shots use up",
        formula: "share = shots / rated",
        source: SOURCE,
        validity: "rated lives are for maintained tools and unfilled resins; glass fiber shortens them",
        inputs: &[
            number("shots", Limit::NOT_NEGATIVE, "310000 shots", "shots of the tool"),
            number("rated", Limit::POSITIVE, "500000 shots", "rated life of the tool"),
        ],
        outputs: &[output("share", "%", "above 100 % the tool wears out first")],
        compute: |a| one(tooling::share_of_tool_life(a.number("shots")?, a.number("rated")?)),
    },
];
