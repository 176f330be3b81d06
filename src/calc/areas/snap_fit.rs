//! Cantilever snap arms.

use super::{length, number};
use crate::calc::entry::{Formula, Input, Output, one, output};
use crate::calc::limit::Limit;
use crate::formulas::snap_fit;
use crate::quantity::Dimension;

const SOURCE: &str = "Bayer MaterialScience (now Covestro), Snap-Fit Joints for Plastics, https://studylib.net/doc/25477657/plastic-snap-fit-design";
const VALIDITY: &str = "rectangular section, deflection below about a tenth of the length, elastic, rigid wall at the root, no notch effect; the wall of a real part gives way, so a short arm is strained less";

const THICKNESS: Input = length("thickness", "1.5 mm", "thickness of the arm at its root, in the direction of bending");
const LENGTH: Input = length("length", "10 mm", "from the root to the point of load");
const DEFLECTION: Input = super::from_zero("deflection", Dimension::LENGTH, "1.2 mm", "deflection of the tip");
const STRAIN: Input = number("strain", Limit::POSITIVE, "2.4 %", "largest strain that the resin may see");
const TIP_RATIO: Input = number("tip-ratio", Limit::from_to(0.5, 1.0), "0.5", "thickness at the tip over thickness at the root");
const STRAIN_OUT: Output = output("strain", "%", "largest strain, at the root");
const DEFLECTION_OUT: Output = output("deflection", "mm", "deflection of the tip that reaches the strain");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "snap-fit-strain",
        title: "strain of a straight cantilever snap arm",
        formula: "strain = 1.5 * thickness * deflection / length^2",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[LENGTH, THICKNESS, DEFLECTION],
        outputs: &[STRAIN_OUT],
        compute: |a| one(snap_fit::straight_arm_strain(a.number("thickness")?, a.number("deflection")?, a.number("length")?)),
    },
    Formula {
        name: "snap-fit-strain-tapered",
        title: "strain of a cantilever snap arm that tapers to its tip",
        formula: "strain = thickness * deflection / (2 * S * length^2), S = sum of (1 - tip-ratio)^k / (k + 3) for k = 0, 1, 2, …",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[LENGTH, THICKNESS, DEFLECTION, TIP_RATIO],
        outputs: &[STRAIN_OUT],
        compute: |a| {
            let (thickness, deflection) = (a.number("thickness")?, a.number("deflection")?);
            one(snap_fit::tapered_arm_strain(thickness, deflection, a.number("length")?, a.number("tip-ratio")?))
        },
    },
    Formula {
        name: "snap-fit-deflection",
        title: "deflection of a straight snap arm that reaches a strain",
        formula: "deflection = strain * length^2 / (1.5 * thickness)",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[STRAIN, LENGTH, THICKNESS],
        outputs: &[DEFLECTION_OUT],
        compute: |a| one(snap_fit::straight_arm_deflection(a.number("strain")?, a.number("thickness")?, a.number("length")?)),
    },
    Formula {
        name: "snap-fit-deflection-tapered",
        title: "deflection of a tapered snap arm that reaches a strain",
        formula: "deflection = strain * 2 * S * length^2 / thickness, S as in snap-fit-strain-tapered; 1.09 * strain * length^2 / thickness for a tip-ratio of 0.5",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[STRAIN, LENGTH, THICKNESS, TIP_RATIO],
        outputs: &[DEFLECTION_OUT],
        compute: |a| {
            let (strain, thickness) = (a.number("strain")?, a.number("thickness")?);
            one(snap_fit::tapered_arm_deflection(strain, thickness, a.number("length")?, a.number("tip-ratio")?))
        },
    },
    Formula {
        name: "snap-fit-length",
        title: "shortest straight snap arm that keeps a strain",
        formula: "length = sqrt(1.5 * thickness * deflection / strain)",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[STRAIN, THICKNESS, DEFLECTION],
        outputs: &[output("length", "mm", "from the root to the point of load")],
        compute: |a| one(snap_fit::straight_arm_length(a.number("strain")?, a.number("thickness")?, a.number("deflection")?)),
    },
];
