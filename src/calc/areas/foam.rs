//! Foam cushions.

use super::{from_zero, positive};
use crate::calc::entry::{Formula, Input, one, output};
use crate::formulas::foam;
use crate::quantity::Dimension;

const SOURCE: &str = "how to use dynamic cushion curves, http://repco.com/technologies/how_to_use_dynamic_cushion_curves.asp";

const MASS: Input = from_zero("mass", Dimension::MASS, "2 kg", "mass of the content");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "static-stress",
        title: "static stress of a content on its foam",
        formula: "stress = mass * g / area, g = 9.80665 m/s2",
        source: SOURCE,
        validity: "the face that the drop lands on; ribs and cut-outs take their area away",
        inputs: &[MASS, positive("area", Dimension::AREA, "100 cm2", "area that bears the content")],
        outputs: &[output("stress", "kPa", "to be looked up on the cushion curve")],
        compute: |a| one(foam::static_stress(a.number("mass")?, a.number("area")?)),
    },
    Formula {
        name: "bearing-area",
        title: "bearing area that gives a static stress",
        formula: "area = mass * g / stress, g = 9.80665 m/s2",
        source: SOURCE,
        validity: "both ends of the range of a cushion curve are limits: less area bottoms out, more is too stiff",
        inputs: &[MASS, positive("stress", Dimension::PRESSURE, "5 kPa", "static stress from the cushion curve")],
        outputs: &[output("area", "cm2", "area that bears the content")],
        compute: |a| one(foam::bearing_area(a.number("mass")?, a.number("stress")?)),
    },
    Formula {
        name: "drop-energy",
        title: "energy of a drop",
        formula: "energy = mass * g * height, g = 9.80665 m/s2",
        source: SOURCE,
        validity: "free fall without drag",
        inputs: &[MASS, from_zero("height", Dimension::LENGTH, "1.22 m", "height of the fall")],
        outputs: &[output("energy", "J", "to be taken up by cushion and case")],
        compute: |a| one(foam::drop_energy(a.number("mass")?, a.number("height")?)),
    },
];
