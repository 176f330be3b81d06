//! Screw bosses.

use super::{length, number, positive};
use crate::calc::entry::{Formula, Input, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::fastener;
use crate::quantity::Dimension;

const SOURCE: &str =
    "installation of PF screws for plastics, https://www.pencomsf.com/articles-updates/installation-of-pf-screws-for-plastics/";
const VALIDITY: &str =
    "makers of screws disagree on the ratios (outside 2.0 to 2.5, engagement 2.0 to 2.7): take those of the screw you use";

const SCREW: Input = length("screw-diameter", "3 mm", "nominal diameter of the screw");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "boss-dimensions",
        title: "hole, outside diameter and engagement of a boss from the screw diameter",
        formula: "hole = hole-ratio * screw-diameter, outside = outside-ratio * screw-diameter, engagement = engagement-ratio * screw-diameter",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[
            SCREW,
            number("hole-ratio", Limit::POSITIVE, "0.8", "hole in screw diameters").or("0.8"),
            number("outside-ratio", Limit::POSITIVE, "2", "outside diameter in screw diameters").or("2"),
            number("engagement-ratio", Limit::POSITIVE, "2", "engagement in screw diameters").or("2"),
        ],
        outputs: &[
            output("hole", "mm", "diameter of the hole"),
            output("outside", "mm", "outside diameter of the boss"),
            output("engagement", "mm", "length of thread in the boss, at least"),
        ],
        compute: |a| {
            let screw = a.number("screw-diameter")?;
            numbers([
                fastener::dimension_from_ratio(a.number("hole-ratio")?, screw),
                fastener::dimension_from_ratio(a.number("outside-ratio")?, screw),
                fastener::dimension_from_ratio(a.number("engagement-ratio")?, screw),
            ])
        },
    },
    Formula {
        name: "boss-ratio",
        title: "a dimension of a boss in screw diameters",
        formula: "ratio = dimension / screw-diameter",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[length("dimension", "6 mm", "hole, outside diameter or engagement"), SCREW],
        outputs: &[output("ratio", "", "in screw diameters")],
        compute: |a| one(fastener::ratio_to_screw(a.number("dimension")?, a.number("screw-diameter")?)),
    },
    Formula {
        name: "strip-to-drive-ratio",
        title: "torque that strips a boss over the torque that drives the screw home",
        formula: "ratio = strip / drive",
        source: SOURCE,
        validity: "both measured on the molded part, with the screw and at the speed of the line",
        inputs: &[
            positive("strip", Dimension::ENERGY, "2.4 N·m", "torque at which the thread strips"),
            positive("drive", Dimension::ENERGY, "0.6 N·m", "torque that drives the screw home"),
        ],
        outputs: &[output("ratio", "", "strip to drive")],
        compute: |a| one(fastener::strip_to_drive_ratio(a.number("strip")?, a.number("drive")?)),
    },
];
