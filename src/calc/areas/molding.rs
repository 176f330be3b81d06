//! Injection molding: draft, ribs and clamp force.

use super::{from_zero, length};
use crate::calc::entry::{Formula, Kind, input, one, output};
use crate::formulas::molding;
use crate::quantity::Dimension;

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "draft-under-texture",
        title: "draft that a textured wall needs",
        formula: "draft = base + each * depth / 0.025 mm",
        source: "https://www.efunda.com/designstandards/plastic_design/draft.cfm",
        validity: "a rule that mold makers give as 1 to 2 deg for each 0.025 mm; the texture house has the last word",
        inputs: &[
            input("base", Kind::Quantity(Dimension::ANGLE), molding::DRAFT, "1 deg", "draft of the smooth wall").or("1 deg"),
            input("each", Kind::Quantity(Dimension::ANGLE), molding::DRAFT, "1.5 deg", "draft that each 0.025 mm of depth adds")
                .or("1.5 deg"),
            from_zero("texture-depth", Dimension::LENGTH, "0.05 mm", "depth of the texture"),
        ],
        outputs: &[output("draft", "deg", "draft on each side")],
        compute: |a| one(molding::draft_under_texture(a.number("base")?, a.number("each")?, a.number("texture-depth")?)),
    },
    Formula {
        name: "draft-offset",
        title: "how far a drafted wall leans out over a depth, on one side",
        formula: "offset = depth * tan(draft)",
        source: "geometry",
        validity: "plane wall; it is the play that an insert cut to one level has at another",
        inputs: &[
            from_zero("depth", Dimension::LENGTH, "150 mm", "depth of the wall"),
            input("draft", Kind::Quantity(Dimension::ANGLE), molding::DRAFT, "1.5 deg", "draft of the wall"),
        ],
        outputs: &[output("offset", "mm", "on one side")],
        compute: |a| one(molding::draft_offset(a.number("depth")?, a.number("draft")?)),
    },
    Formula {
        name: "rib-to-wall-ratio",
        title: "thickness of a rib over the wall it stands on",
        formula: "ratio = rib / wall",
        source: "https://evokpoly.com/feeds/blog/injection-molding-design-tips",
        validity: "thickness of the rib at its root; which ratio leaves no sink mark depends on resin and texture",
        inputs: &[length("rib", "1.5 mm", "thickness of the rib at its root"), length("wall", "3 mm", "thickness of the wall")],
        outputs: &[output("ratio", "%", "rib over wall")],
        compute: |a| one(molding::rib_to_wall_ratio(a.number("rib")?, a.number("wall")?)),
    },
    Formula {
        name: "clamp-force",
        title: "force that holds a mold shut",
        formula: "force = area * pressure",
        source: "G. Menges, W. Michaeli, P. Mohren, How to Make Injection Molds, Hanser",
        validity: "projected area of part and runner, mean pressure in the cavity, no margin",
        inputs: &[
            from_zero("area", Dimension::AREA, "300 cm2", "projected area of part and runner"),
            from_zero("pressure", Dimension::PRESSURE, "40 MPa", "mean pressure in the cavity"),
        ],
        outputs: &[output("force", "kN", "clamp force")],
        compute: |a| one(molding::clamp_force(a.number("area")?, a.number("pressure")?)),
    },
];
