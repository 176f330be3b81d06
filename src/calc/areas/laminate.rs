//! Two bonded layers that grow by different amounts.

use super::{length, number, positive, signed};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, Output, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::laminate::{self, Layer};
use crate::quantity::Dimension;

const SOURCE: &str = "S. Timoshenko, Analysis of Bi-Metal Thermostats, Journal of the Optical Society of America 11 (1925) 233";
const CURVATURE: &str = "curvature = 6 * strain * (1 + m)^2 / (H * (3 * (1 + m)^2 + (1 + m * n) * (m^2 + 1 / (m * n)))), m = thickness-1 / thickness-2, n = modulus-1 / modulus-2, H = thickness-1 + thickness-2";
const VALIDITY: &str =
    "narrow elastic strip, perfect bond, small rotation; a wide plate takes modulus / (1 - Poisson ratio); creep relaxes it";

const THICKNESS_1: Input = length("thickness-1", "2 mm", "thickness of layer 1");
const THICKNESS_2: Input = length("thickness-2", "0.5 mm", "thickness of layer 2");
const MODULUS_1: Input = positive("modulus-1", Dimension::PRESSURE, "2.3 GPa", "modulus of layer 1");
const MODULUS_2: Input = positive("modulus-2", Dimension::PRESSURE, "50 MPa", "modulus of layer 2");
const EXPANSION_1: Input = signed("expansion-1", Dimension::EXPANSION, "70 µm/m/K", "thermal expansion of layer 1");
const EXPANSION_2: Input = signed("expansion-2", Dimension::EXPANSION, "150 µm/m/K", "thermal expansion of layer 2");
const CHANGE: Input =
    signed("temperature-change", Dimension::TEMPERATURE_DIFFERENCE, "-60 K", "from the temperature at which it is flat");
const LENGTH: Input = length("length", "200 mm", "length of the strip between its supports");
const STRAIN_OUT: Output = output("strain", "%", "strain by which layer 1 alone would outgrow layer 2");
const CURVATURE_OUT: Output = output("curvature", "1/m", "positive bends layer 1 to the outside");
const BOW_OUT: Output = output("bow", "mm", "rise at the middle of a strip that rests on its ends");

fn layers(a: &Arguments) -> Result<(Layer, Layer), Fault> {
    let expansion = |name| a.maybe(name).unwrap_or(0.0);
    Ok((
        Layer { thickness: a.number("thickness-1")?, modulus: a.number("modulus-1")?, expansion: expansion("expansion-1") },
        Layer { thickness: a.number("thickness-2")?, modulus: a.number("modulus-2")?, expansion: expansion("expansion-2") },
    ))
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "mismatch-strain",
        title: "strain between two layers after a change of temperature",
        formula: "strain = (expansion-1 - expansion-2) * temperature-change",
        source: SOURCE,
        validity: "constant expansion, so not across a glass transition",
        inputs: &[EXPANSION_1, EXPANSION_2, CHANGE],
        outputs: &[STRAIN_OUT],
        compute: |a| {
            let change = a.number("temperature-change")?;
            one(laminate::mismatch_strain(a.number("expansion-1")?, a.number("expansion-2")?, change))
        },
    },
    Formula {
        name: "laminate-curvature",
        title: "curvature of a two-layer strip from a mismatch strain, such as shrinkage or drying",
        formula: CURVATURE,
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[
            THICKNESS_1,
            THICKNESS_2,
            MODULUS_1,
            MODULUS_2,
            number("strain", Limit::ANY, "0.5 %", "strain by which layer 1 alone would outgrow layer 2"),
        ],
        outputs: &[CURVATURE_OUT],
        compute: |a| {
            let (first, second) = layers(a)?;
            one(laminate::curvature_from_strain(first, second, a.number("strain")?))
        },
    },
    Formula {
        name: "thermal-curvature",
        title: "curvature of a two-layer strip after a change of temperature (Timoshenko)",
        formula: "strain = (expansion-1 - expansion-2) * temperature-change, then as laminate-curvature",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[THICKNESS_1, THICKNESS_2, MODULUS_1, MODULUS_2, EXPANSION_1, EXPANSION_2, CHANGE],
        outputs: &[CURVATURE_OUT],
        compute: |a| {
            let (first, second) = layers(a)?;
            one(laminate::thermal_curvature(first, second, a.number("temperature-change")?))
        },
    },
    Formula {
        name: "laminate-bow",
        title: "bow of a curved strip that rests on its ends",
        formula: "bow = curvature * length^2 / 8",
        source: SOURCE,
        validity: "small rotation: at curvature * length = 0.72 it is 1 % above the exact arc; no gravity",
        inputs: &[signed("curvature", Dimension::DENSITY_OF_STITCHES, "0.5 1/m", "curvature of the strip"), LENGTH],
        outputs: &[BOW_OUT],
        compute: |a| one(laminate::midspan_deflection(a.number("curvature")?, a.number("length")?)),
    },
    Formula {
        name: "thermal-bow",
        title: "bow of a two-layer strip after a change of temperature (Timoshenko)",
        formula: "bow = curvature * length^2 / 8, curvature as in thermal-curvature",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[THICKNESS_1, THICKNESS_2, MODULUS_1, MODULUS_2, EXPANSION_1, EXPANSION_2, CHANGE, LENGTH],
        outputs: &[STRAIN_OUT, CURVATURE_OUT, BOW_OUT],
        compute: |a| {
            let (first, second) = layers(a)?;
            let change = a.number("temperature-change")?;
            let curvature = laminate::thermal_curvature(first, second, change);
            let length = a.number("length")?;
            numbers([
                laminate::mismatch_strain(first.expansion, second.expansion, change),
                curvature,
                curvature.and_then(|curvature| laminate::midspan_deflection(curvature, length)),
            ])
        },
    },
];
