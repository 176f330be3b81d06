//! Round seals in grooves.

use super::{from_zero, length, number, require};
use crate::calc::entry::{Formula, Input, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::seal;
use crate::quantity::Dimension;

const HANDBOOK: &str = "Parker O-Ring Handbook ORD 5700, https://it.scribd.com/document/37157838/ORD-5700-Parker-O-Ring-Handbook";
const GROOVE: &str = "O-ring groove calculator, https://ficientdesign.com/o-ring-groove-calculator";
const FREE: &str = "free section only: no stretch on the groove, swell, thermal growth or bowing of the lid";

const SECTION: Input = length("section", "3.53 mm", "free height of the seal");
const DEPTH: Input = from_zero("depth", Dimension::LENGTH, "2.8 mm", "height the seal is closed to, gap included");
const SQUEEZE: Input = number("squeeze", Limit::SHARE, "20 %", "squeeze, a share of the free section");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "seal-squeeze",
        title: "squeeze of a seal in a closed groove",
        formula: "squeeze = (section - depth) / section",
        source: HANDBOOK,
        validity: FREE,
        inputs: &[SECTION, DEPTH],
        outputs: &[output("squeeze", "%", "negative if the seal does not touch")],
        compute: |a| one(seal::squeeze(a.number("section")?, a.number("depth")?)),
    },
    Formula {
        name: "seal-squeeze-worst-case",
        title: "smallest and largest squeeze over the tolerances of section and groove",
        formula: "least = (section-min - depth-max) / section-min, most = (section-max - depth-min) / section-max",
        source: HANDBOOK,
        validity: FREE,
        inputs: &[
            length("section-min", "3.43 mm", "smallest section"),
            length("section-max", "3.63 mm", "largest section"),
            from_zero("depth-min", Dimension::LENGTH, "2.7 mm", "smallest closed depth"),
            from_zero("depth-max", Dimension::LENGTH, "2.9 mm", "largest closed depth"),
        ],
        outputs: &[
            output("least", "%", "thinnest section in the deepest groove"),
            output("most", "%", "thickest section in the shallowest groove"),
        ],
        compute: |a| {
            let (thin, thick) = (a.number("section-min")?, a.number("section-max")?);
            let (shallow, deep) = (a.number("depth-min")?, a.number("depth-max")?);
            require(thin <= thick, "section-min", "must not be above `section-max`")?;
            require(shallow <= deep, "depth-min", "must not be above `depth-max`")?;
            let range = seal::worst_case_squeeze(thin, thick, shallow, deep);
            numbers([range.map(|range| range.minimum), range.map(|range| range.maximum)])
        },
    },
    Formula {
        name: "groove-depth",
        title: "groove depth that gives a squeeze",
        formula: "depth = section * (1 - squeeze), compression = section - depth",
        source: GROOVE,
        validity: FREE,
        inputs: &[SECTION, SQUEEZE],
        outputs: &[output("depth", "mm", "height to close to"), output("compression", "mm", "by how much the seal is pressed")],
        compute: |a| {
            let section = a.number("section")?;
            let depth = seal::depth_for_squeeze(section, a.number("squeeze")?);
            numbers([depth, depth.map(|depth| section - depth)])
        },
    },
    Formula {
        name: "groove-fill",
        title: "share of a rectangular groove that a round section fills",
        formula: "fill = pi / 4 * section^2 / (depth * width)",
        source: HANDBOOK,
        validity: "before swell and thermal growth; above 100 % the seal does not fit",
        inputs: &[SECTION, length("depth", "2.8 mm", "depth of the groove"), length("width", "4.7 mm", "width of the groove")],
        outputs: &[output("fill", "%", "share of the groove")],
        compute: |a| one(seal::groove_fill(a.number("section")?, a.number("depth")?, a.number("width")?)),
    },
    Formula {
        name: "residual-squeeze",
        title: "squeeze that still pushes back after compression set",
        formula: "residual = squeeze * (1 - set)",
        source: "compression set as in ISO 815-1 and ASTM D395 method B",
        validity: "for the temperature and time of the set test; longer or hotter leaves less",
        inputs: &[SQUEEZE, number("set", Limit::SHARE, "15 %", "share of the deflection that does not come back")],
        outputs: &[output("residual", "%", "share of the free section")],
        compute: |a| one(seal::residual_squeeze(a.number("squeeze")?, a.number("set")?)),
    },
    Formula {
        name: "seal-stretch",
        title: "stretch of a ring over the bottom of its groove",
        formula: "stretch = groove / ring - 1",
        source: HANDBOOK,
        validity: "free ring; a stretched ring gets thinner and squeezes less",
        inputs: &[
            length("ring", "50 mm", "inside diameter of the ring as bought"),
            length("groove", "51 mm", "diameter of the groove it sits on"),
        ],
        outputs: &[output("stretch", "%", "negative if the ring is loose")],
        compute: |a| one(seal::stretch(a.number("ring")?, a.number("groove")?)),
    },
];
