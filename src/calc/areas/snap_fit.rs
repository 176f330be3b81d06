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
const TIP_RATIO: Input = number("tip-ratio", snap_fit::TIP_RATIO, "0.5", "thickness at the tip over thickness at the root");
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
    Formula {
        name: "snap-fit-strain-annular",
        title: "strain of a ring that is stretched over its undercut",
        formula: "strain = undercut / diameter",
        source: SOURCE,
        validity: "near the end of the tube and against a rigid partner, which is the most the ring sees; far from the end a thick tube adds stress",
        inputs: &[
            super::from_zero("undercut", Dimension::LENGTH, "0.5 mm", "difference of the diameters"),
            length("diameter", "25 mm", "diameter at the joint"),
        ],
        outputs: &[output("strain", "%", "strain around the ring")],
        compute: |a| one(snap_fit::annular_strain(a.number("undercut")?, a.number("diameter")?)),
    },
    Formula {
        name: "snap-fit-strain-torsion",
        title: "tensile strain that stands for the shear strain of a round torsion bar",
        formula: "strain = radius * angle / (length * (1 + 0.35))",
        source: SOURCE,
        validity: "round bar, Poisson ratio 0.35 as in the guide, which allows a shear strain of 1.35 times the tensile strain",
        inputs: &[
            length("radius", "1.5 mm", "radius of the bar"),
            length("length", "20 mm", "length of the bar that twists"),
            super::from_zero("angle", Dimension::ANGLE, "15 deg", "angle of twist"),
        ],
        outputs: &[output("strain", "%", "tensile strain to compare with that of the resin")],
        compute: |a| one(snap_fit::torsion_strain(a.number("radius")?, a.number("length")?, a.number("angle")?)),
    },
];
