//! Cooling time of molded walls.

use super::{input, length, number, positive, require};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, Kind, one, output};
use crate::calc::limit::Limit;
use crate::formulas::molding::{self, CycleTemperatures};
use crate::quantity::Dimension;

const SOURCE: &str = "G. Menges, W. Michaeli, P. Mohren, How to Make Injection Molds, Hanser; http://routsis.blog/2010/07/calculating_cooling_time/";
const VALIDITY: &str = "plate cooled from both faces, constant properties, first term of the series";

const fn temperature(name: &'static str, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Quantity(Dimension::TEMPERATURE), Limit::NOT_NEGATIVE, example, meaning)
}

const INPUTS: &[Input] = &[
    length("wall", "2 mm", "thickness of the wall"),
    positive("diffusivity", Dimension::DIFFUSIVITY, "0.09 mm2/s", "thermal diffusivity of the melt"),
    temperature("melt", "230 °C", "melt as it fills the cavity"),
    temperature("mold", "50 °C", "wall of the mold"),
    temperature("ejection", "90 °C", "part at ejection, between mold and melt"),
];

fn temperatures(a: &Arguments) -> Result<CycleTemperatures, Fault> {
    let (melt, mold, ejection) = (a.number("melt")?, a.number("mold")?, a.number("ejection")?);
    require(mold < ejection, "ejection", "must be above `mold`: a part never cools below its mold")?;
    require(ejection < melt, "ejection", "must be below `melt`")?;
    Ok(CycleTemperatures { melt, mold, ejection })
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "cooling-time-center-line",
        title: "time until the center of a wall has cooled to ejection",
        formula: "time = wall^2 / (pi^2 * diffusivity) * ln(4 / pi * (melt - mold) / (ejection - mold))",
        source: SOURCE,
        validity: VALIDITY,
        inputs: INPUTS,
        outputs: &[output("time", "s", "center-line convention, not below 0")],
        compute: |a| one(molding::cooling_time_center_line(a.number("wall")?, a.number("diffusivity")?, temperatures(a)?)),
    },
    Formula {
        name: "cooling-time-average",
        title: "time until the average over a wall has cooled to ejection",
        formula: "time = wall^2 / (pi^2 * diffusivity) * ln(8 / pi^2 * (melt - mold) / (ejection - mold))",
        source: SOURCE,
        validity: VALIDITY,
        inputs: INPUTS,
        outputs: &[output("time", "s", "average convention, not below 0")],
        compute: |a| one(molding::cooling_time_average(a.number("wall")?, a.number("diffusivity")?, temperatures(a)?)),
    },
    Formula {
        name: "cooling-time-ratio",
        title: "how many times longer a thicker wall takes to cool",
        formula: "time-ratio = thickness-ratio^2",
        source: "https://help.autodesk.com/cloudhelp/2016/ENU/MoldflowAdviser-UsersGuide/files/GUID-2EF9ABA6-392E-412E-8EBC-2C9FCAE10226.htm",
        validity: "same resin and temperatures",
        inputs: &[number("thickness-ratio", Limit::POSITIVE, "2", "new wall over old wall")],
        outputs: &[output("time-ratio", "", "new time over old time")],
        compute: |a| one(molding::cooling_time_ratio(a.number("thickness-ratio")?)),
    },
];
