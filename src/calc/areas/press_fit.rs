//! Press fits.

use super::{from_zero, length, number, positive, require};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::fastener;
use crate::quantity::Dimension;

const LAME: &str = "S. Timoshenko, Strength of Materials, part 2 (Lamé)";
const SAME: &str = "Lamé, as in https://machinecalcs.com/press-fit-interference-calculator";
const PLASTIC: &str = "Avient design guide, figures 16 and 17, https://www.avient.com/sites/default/files/2020-10/2020-gravi-tech-design-guide-.pdf";
const CREEP: &str = "elastic thick ring, long against its wall; a plastic hub creeps, so use long-term stress and modulus, and expect the fit to loosen";

const BORE: Input = length("bore", "4 mm", "bore of the hub, diameter");
const OUTSIDE: Input = length("outside", "8 mm", "outside diameter of the hub");
const INTERFERENCE: Input = from_zero("interference", Dimension::LENGTH, "0.1 mm", "shaft diameter less bore");
const MODULUS: Input = positive("modulus", Dimension::PRESSURE, "2.4 GPa", "modulus of the hub");
const POISSON: Input = number("poisson", fastener::POISSON, "0.37", "Poisson ratio of the hub");

fn ring(a: &Arguments) -> Result<(f64, f64), Fault> {
    let (bore, outside) = (a.number("bore")?, a.number("outside")?);
    require(outside > bore, "outside", "must be larger than `bore`")?;
    Ok((bore, outside))
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "ring-factor",
        title: "geometry factor of a ring: hoop stress over pressure at its bore",
        formula: "factor = (outside^2 + bore^2) / (outside^2 - bore^2)",
        source: LAME,
        validity: "elastic thick ring",
        inputs: &[BORE, OUTSIDE],
        outputs: &[output("factor", "", "hoop stress over pressure")],
        compute: |a| {
            let (bore, outside) = ring(a)?;
            one(fastener::ring_factor(bore, outside))
        },
    },
    Formula {
        name: "press-fit-same-material",
        title: "solid shaft in a hub of the same material: pressure, force, torque and hoop stress",
        formula: "pressure = modulus * interference / (2 * bore) * (outside^2 - bore^2) / outside^2, force = pi * bore * length * friction * pressure, torque = force * bore / 2, hoop-stress = ring-factor * pressure",
        source: SAME,
        validity: "elastic thick ring, solid shaft of the same material",
        inputs: &[
            BORE,
            OUTSIDE,
            INTERFERENCE,
            length("length", "10 mm", "length of the fit"),
            MODULUS,
            number("friction", Limit::SHARE, "0.15", "coefficient of friction"),
        ],
        outputs: &[
            output("pressure", "MPa", "contact pressure"),
            output("force", "N", "axial force it holds"),
            output("torque", "N·m", "torque it holds"),
            output("hoop-stress", "MPa", "at the bore of the hub"),
        ],
        compute: |a| {
            let (bore, outside) = ring(a)?;
            let (length, friction) = (a.number("length")?, a.number("friction")?);
            let pressure = fastener::press_fit_pressure(a.number("interference")?, bore, outside, a.number("modulus")?);
            let force = pressure.and_then(|pressure| fastener::press_fit_force(bore, length, friction, pressure));
            let hoop = fastener::ring_factor(bore, outside).zip(pressure).map(|(factor, pressure)| factor * pressure);
            numbers([pressure, force, force.map(|force| force * bore / 2.0), hoop])
        },
    },
    Formula {
        name: "press-fit-hoop-stress",
        title: "hoop stress in a plastic hub on a rigid shaft",
        formula: "hoop-stress = interference / bore * modulus * W / (W + poisson), W = ring-factor",
        source: PLASTIC,
        validity: CREEP,
        inputs: &[BORE, OUTSIDE, INTERFERENCE, MODULUS, POISSON],
        outputs: &[output("ring-factor", "", "geometry factor W"), output("hoop-stress", "MPa", "at the bore of the hub")],
        compute: |a| {
            let (bore, outside) = ring(a)?;
            let (interference, modulus) = (a.number("interference")?, a.number("modulus")?);
            let hoop = fastener::press_fit_hoop_stress(interference, bore, outside, modulus, a.number("poisson")?);
            numbers([fastener::ring_factor(bore, outside), hoop])
        },
    },
    Formula {
        name: "press-fit-interference",
        title: "interference that brings a plastic hub on a rigid shaft to its design stress",
        formula: "interference = bore * stress / modulus * (W + poisson) / W, W = ring-factor",
        source: PLASTIC,
        validity: CREEP,
        inputs: &[
            BORE,
            OUTSIDE,
            from_zero("stress", Dimension::PRESSURE, "25 MPa", "design stress of the hub, long-term"),
            MODULUS,
            POISSON,
        ],
        outputs: &[output("interference", "mm", "shaft diameter less bore")],
        compute: |a| {
            let (bore, outside) = ring(a)?;
            let (stress, modulus) = (a.number("stress")?, a.number("modulus")?);
            one(fastener::press_fit_interference(bore, outside, stress, modulus, a.number("poisson")?))
        },
    },
];
