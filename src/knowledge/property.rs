//! Which figures a material, a process or a joining method may have: name, dimension, and which end of a range is the cautious one.
//!
//! A new figure is one line here and one line at each entry that has it; the vocabulary of the checks follows by itself.

use serde::{Deserialize, Serialize};

use crate::quantity::Dimension;

/// Which value of a range stands for it when one number is asked for: the end on which a design is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The lower end, for strengths and upper limits of use.
    Low,
    /// The upper end, for loads and lower limits of use.
    High,
    /// The middle, where neither end is the cautious one.
    Middle,
}

/// Which table an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Table {
    /// Materials.
    Material,
    /// Processes.
    Process,
    /// Joining methods.
    Method,
}

impl Table {
    /// The properties that entries of this table may have.
    #[must_use]
    pub const fn properties(self) -> &'static [Property] {
        match self {
            Self::Material => MATERIAL_PROPERTIES,
            Self::Process => PROCESS_PROPERTIES,
            Self::Method => METHOD_PROPERTIES,
        }
    }

    /// `material`, `process` or `method`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Material => "material",
            Self::Process => "process",
            Self::Method => "method",
        }
    }
}

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PropertyKind {
    /// A quantity or a range of it: dimension, unit in which it is shown, end that stands for it.
    Quantity(Dimension, &'static str, Take),
    /// One of these words; free text if there are none.
    Word(&'static [&'static str]),
    /// True or false.
    Flag,
}

/// A property of a table entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Property {
    /// Its name in tables, in specs and in conditions.
    pub name: &'static str,
    /// What it holds.
    pub kind: PropertyKind,
    /// What it means, in one sentence.
    pub sentence: &'static str,
    /// Whether it is kept for people to read: no check and no fact asks for it.
    pub reference: bool,
}

impl Property {
    /// The same property, for people to read only.
    const fn for_reference(self) -> Self {
        Self { reference: true, ..self }
    }
}

const fn quantity(name: &'static str, dimension: Dimension, unit: &'static str, take: Take, sentence: &'static str) -> Property {
    Property { name, kind: PropertyKind::Quantity(dimension, unit, take), sentence, reference: false }
}

const fn flag(name: &'static str, sentence: &'static str) -> Property {
    Property { name, kind: PropertyKind::Flag, sentence, reference: false }
}

const fn word(name: &'static str, words: &'static [&'static str], sentence: &'static str) -> Property {
    Property { name, kind: PropertyKind::Word(words), sentence, reference: false }
}

use Dimension as D;
use Take::{High, Low, Middle};

/// Properties of materials. The order is the order of output.
pub const MATERIAL_PROPERTIES: &[Property] = &[
    quantity("density", D::DENSITY, "kg/m3", Middle, "mass by volume").for_reference(),
    quantity("areal_mass", D::AREAL_MASS, "g/m2", Middle, "mass of a sheet or fabric by area").for_reference(),
    quantity("typical_thickness", D::LENGTH, "mm", Middle, "thickness in which it is usually bought"),
    quantity("thickness_tolerance", D::NONE, "%", High, "deviation of a bought sheet from its nominal thickness, each way")
        .for_reference(),
    quantity("youngs_modulus", D::PRESSURE, "MPa", Middle, "Young's modulus in tension at 23 °C"),
    quantity("poisson_ratio", D::NONE, "", Middle, "Poisson's ratio"),
    quantity("yield_strength", D::PRESSURE, "MPa", Low, "tensile stress at yield"),
    quantity("tensile_strength", D::PRESSURE, "MPa", Low, "tensile strength").for_reference(),
    quantity("strain_at_yield", D::NONE, "%", Low, "tensile strain at yield").for_reference(),
    quantity("elongation_at_break", D::NONE, "%", Low, "tensile strain at break"),
    quantity("allowable_strain", D::NONE, "%", Low, "outer-fiber strain a snap arm takes for a single assembly, at 23 °C"),
    quantity(
        "allowable_strain_repeated",
        D::NONE,
        "%",
        Low,
        "outer-fiber strain a snap arm takes when it is opened again and again, at 23 °C",
    ),
    quantity("thermal_expansion", D::EXPANSION, "µm/m/K", Middle, "coefficient of linear thermal expansion"),
    quantity("heat_deflection_at_1_8_mpa", D::TEMPERATURE, "°C", Low, "heat deflection temperature at 1.8 MPa").for_reference(),
    quantity("heat_deflection_at_0_45_mpa", D::TEMPERATURE, "°C", Low, "heat deflection temperature at 0.45 MPa"),
    quantity("vicat_softening", D::TEMPERATURE, "°C", Low, "Vicat softening temperature").for_reference(),
    quantity("softening", D::TEMPERATURE, "°C", Low, "temperature at which it begins to soften").for_reference(),
    quantity("glass_transition", D::TEMPERATURE, "°C", Low, "glass transition temperature"),
    quantity("melting", D::TEMPERATURE, "°C", Low, "melting temperature"),
    quantity("service_high", D::TEMPERATURE, "°C", Low, "highest temperature of continuous use"),
    quantity("service_low", D::TEMPERATURE, "°C", High, "lowest temperature of use"),
    quantity(
        "heat_limit",
        D::TEMPERATURE,
        "°C",
        Low,
        "highest temperature it survives for the length of a production step once it is in the assembly",
    ),
    quantity(
        "service_peak",
        D::TEMPERATURE,
        "°C",
        Low,
        "highest temperature that it stands for minutes at a time, without a load",
    ),
    quantity("press_limit", D::TEMPERATURE, "°C", Low, "highest temperature of a hot press that leaves its surface and size"),
    quantity("forming_temperature", D::TEMPERATURE, "°C", Middle, "temperature at which it is hot-formed").for_reference(),
    quantity("dye_release", D::TEMPERATURE, "°C", Low, "temperature at which its dye begins to migrate"),
    quantity("mold_shrinkage", D::NONE, "%", High, "linear shrinkage in the mold").for_reference(),
    quantity(
        "shrinkage_difference",
        D::NONE,
        "%",
        High,
        "difference of the mold shrinkage along and across the flow in one part",
    ),
    quantity("heat_shrinkage", D::NONE, "%", High, "linear shrinkage after 24 h at 70 °C").for_reference(),
    word(
        "tolerance_group",
        &["TG1", "TG2", "TG3", "TG4", "TG5", "TG6", "TG7", "TG8", "TG9"],
        "tolerance group of normal production by DIN 16742",
    ),
    quantity("wall", D::LENGTH, "mm", Middle, "wall thickness that molds without short shots or sinks"),
    quantity("flow_ratio", D::NONE, "", High, "farthest way of its melt from a gate by the thickness of the wall"),
    quantity("melt_temperature", D::TEMPERATURE, "°C", High, "melt temperature in molding"),
    quantity("mold_temperature", D::TEMPERATURE, "°C", Middle, "temperature of the mold").for_reference(),
    quantity("drying_temperature", D::TEMPERATURE, "°C", Middle, "temperature of the dryer before molding"),
    quantity("drying_time", D::TIME, "h", Low, "time in the dryer before molding"),
    quantity("molding_moisture", D::NONE, "%", Low, "highest moisture with which it may be molded"),
    quantity("moisture_absorption", D::NONE, "%", High, "moisture taken up to saturation").for_reference(),
    quantity("moisture_growth", D::NONE, "%", Low, "linear growth from dry as molded to equilibrium with the air of a room"),
    quantity("surface_energy", D::FORCE_PER_LENGTH, "mN/m", Low, "surface energy of the untreated surface"),
    quantity("hardness_shore_a", D::SHORE_A, "Shore A", Middle, "Shore A hardness").for_reference(),
    quantity("hardness_shore_c", D::SHORE_C, "Shore C", Middle, "Shore C hardness").for_reference(),
    quantity("hardness_shore_d", D::SHORE_D, "Shore D", Middle, "Shore D hardness").for_reference(),
    quantity("compression_set", D::NONE, "%", High, "share of the compression that does not come back after the standard test"),
    quantity("thermal_conductivity", D::NONE, "", Middle, "thermal conductivity in W/m/K").for_reference(),
    quantity("anodic_index", D::VOLTAGE, "V", Middle, "potential below gold by MIL-STD-889 style tables; larger is less noble"),
    quantity(
        "maximum_operating",
        D::TEMPERATURE,
        "°C",
        Low,
        "temperature above which a magnet of this grade loses flux for good",
    ),
    quantity("curie", D::TEMPERATURE, "°C", Low, "Curie temperature").for_reference(),
    quantity(
        "application_temperature",
        D::TEMPERATURE,
        "°C",
        Middle,
        "temperature at which an adhesive is applied or a film is activated",
    ),
    quantity(
        "application_temperature_min",
        D::TEMPERATURE,
        "°C",
        High,
        "lowest temperature at which a tape or adhesive may be applied",
    ),
    quantity("application_pressure", D::PRESSURE, "kPa", High, "pressure a tape needs to wet out"),
    quantity("open_time", D::TIME, "min", Low, "time from application in which the parts must be joined"),
    quantity("fixture_time", D::TIME, "min", High, "time until the bond can be handled").for_reference(),
    quantity("cure_time", D::TIME, "h", Low, "time until the bond may be loaded"),
    quantity(
        "substrate_energy_min",
        D::FORCE_PER_LENGTH,
        "mN/m",
        High,
        "surface energy a substrate needs for this adhesive, tape or ink",
    ),
    quantity(
        "hydrolysis_life",
        D::TIME,
        "years",
        Low,
        "life in warm humid use before hydrolysis, in the terms of the jungle test",
    ),
    quantity(
        "hydrolysis_time",
        D::TIME,
        "days",
        Low,
        "time in saturated air at 85 °C in which water cuts each of its chains about once: its acid content grows e-fold",
    ),
    quantity("hydrolysis_energy", D::NONE, "", Low, "activation energy of that, in kJ/mol"),
    quantity("moisture_content", D::NONE, "%", Middle, "moisture content in equilibrium with room air"),
    quantity("stitch_length_min", D::LENGTH, "mm", High, "shortest stitch that does not perforate it into tearing"),
    quantity("static_stress", D::PRESSURE, "kPa", Middle, "static stress at which it cushions, both ends"),
    quantity("squeeze", D::NONE, "%", Middle, "squeeze at which it seals as a gasket and from which it recovers, both ends"),
    quantity(
        "corner_radius_min",
        D::LENGTH,
        "mm",
        High,
        "smallest corner radius around which its slider runs, of a zipper, both ends",
    ),
    flag("amorphous", "amorphous thermoplastic, prone to stress cracking"),
    flag("hygroscopic", "takes up moisture and must be dried before molding"),
    flag("dried_as_sheet", "its sheet holds so much moisture that it is dried before it is formed hot"),
    flag("solvent_sensitive", "attacked by common solvents").for_reference(),
    flag("plasticized", "holds a plasticizer that migrates"),
    flag("plasticizer_sensitive", "an adhesive that softens when plasticizer reaches it"),
    flag(
        "never_melts",
        "never turns into a melt and takes none into its weave: it is cross-linked, or of metal, wood, paper, hide or glass",
    ),
    flag("glass_filled", "filled with glass fiber"),
    flag("aromatic", "aromatic polyurethane: yellows in light"),
    flag("disperse_dyed", "polyester colored with disperse dye"),
    flag("coated", "fabric or leather with a polymer coat"),
    flag("sulfur_cured", "rubber cured with sulfur"),
    flag("platinum_cured", "silicone cured with platinum"),
    flag("inhibits_platinum", "gives off sulfur, an amine, tin or another poison of the platinum that cures silicone"),
    flag("gives_off", "gives off plasticizer, oil, sulfur, acid, amine or dye to what it touches"),
    flag("generic", "named only as a family: no grade is specified"),
    flag("rf_weldable", "heats in a radio-frequency field").for_reference(),
    flag("flame_laminable", "foam that bonds when its surface is flamed").for_reference(),
    flag("solvent_based", "adhesive with solvent"),
    flag("conductive", "conducts electricity"),
    flag("opaque", "lets no light through, whatever its color"),
    flag("stops_uv", "holds an absorber that stops the ultraviolet of a lamp, though it is clear"),
    flag("light_cured", "adhesive that sets by the light of a lamp"),
    flag("cures_in_visible", "adhesive that sets by visible light as well, which passes clear plastics with an absorber"),
    flag("narrow_ware", "webbing, cord, thread or zipper: it covers no face"),
    flag("coarse_weave", "woven of yarns of 1000 denier and more: it hardly stretches"),
    flag("metallic", "a metal, such as a rivet or a screw is made of"),
    flag("plastic", "a solid plastic or rubber: a melt that is molded over it bonds to it, or does not"),
    flag("stiff_sheet", "a layer of it is stiff: it bends a laminate or is sheared off rather than giving way"),
    flag("skin", "leather or synthetic leather, which tears along a row of stitches"),
    flag("seals", "gives enough to be the gasket between two parts"),
    flag("stretched_by_pin", "a stiff plastic that a pin, insert or magnet pressed into it stretches"),
    flag("sets_at_once", "adhesive that sets within a minute by cooling, light or moisture: it neither skins nor needs a rest"),
    flag("cold_cement", "cement or dispersion that is spread on both faces, dries and joins without heat"),
    flag("rigid_bond", "adhesive that cures stiff and gives nothing between faces that grow unlike"),
    flag("tears_first", "a foam so weak that it tears before a bond on its clean face lets go"),
    flag("wets_low_energy", "adhesive or tape made for low-energy surfaces"),
    flag("primer_on_elastomer", "coat or ink that holds on soft urethane and styrenic faces over a primer only"),
    flag("recloses", "a closure that opens and closes by itself, such as hook and loop, whatever holds it on"),
    flag("recycled", "holds resin or fiber recycled from used products"),
    flag("hard_coat", "a coat so hard that it cracks where what it lies on bends"),
    flag("aligns_charger", "magnets that line up a charger, a wallet or a mount with the coil of a device"),
    flag("reaches_through", "of a device: works by a field that reaches through the case, to what is on its outside"),
    flag("zipper", "a zipper by the meter"),
    flag("spans_opening", "film or sheet that closes an opening of a case, such as a window"),
    flag("electronic", "holds a circuit, a cell, a coil or a display"),
    flag("crazes", "cracks under cyanoacrylate vapor while it is under stress"),
    flag("organic", "a plastic, rubber, foam, fiber or skin, which gives way in the heat and stiffens in the cold of use"),
    flag("heat_shy", "loses its hold, shape or finish in the heat of common steps, unlike its family"),
    word("uv_resistance", &["poor", "fair", "good"], "resistance to sunlight"),
    word("coat", &["polyurethane", "vinyl"], "of what the coat of a fabric or leather is"),
    word("hydrolysis", &["poor", "fair", "good"], "resistance to warm humidity"),
    word("flammability", &[], "UL 94 class").for_reference(),
    word(
        "cell",
        &["open", "microcellular", "closed"],
        "cells of a foam: open to each other, open but so fine that they close when it is pressed, or closed",
    ),
];

/// Properties of processes, prototype and production.
pub const PROCESS_PROPERTIES: &[Property] = &[
    quantity("wall_min", D::LENGTH, "mm", High, "thinnest wall it makes"),
    quantity("wall_max", D::LENGTH, "mm", Low, "thickest wall it makes without sinks or voids"),
    quantity("draft_min", D::ANGLE, "deg", Low, "least draft per side that still releases"),
    quantity("draft_target", D::ANGLE, "deg", Low, "draft per side that is usual"),
    quantity("texture_draft", D::ANGLE, "deg", Middle, "draft to add for each 0.025 mm of texture depth"),
    quantity("inside_radius_min", D::LENGTH, "mm", High, "smallest inside radius"),
    quantity("rib_to_wall_max", D::NONE, "%", High, "thickest rib as a share of the wall"),
    quantity("depth_to_width_max", D::NONE, "", High, "deepest draw as a share of the smaller plan width"),
    quantity("tolerance_floor", D::LENGTH, "mm", Middle, "tolerance that it holds on small dimensions, each way"),
    quantity("tolerance_share", D::NONE, "%", Middle, "tolerance that it holds as a share of the dimension, each way"),
    word("tolerance_table", &["din-16742", "iso-2768-m", "iso-2768-c", "none"], "general tolerance standard for it"),
    word(
        "tolerance_group",
        &["TG1", "TG2", "TG3", "TG4", "TG5", "TG6", "TG7", "TG8", "TG9"],
        "tolerance group by DIN 16742 where the process decides it, whatever the resin",
    ),
    quantity(
        "closer_groups",
        D::NONE,
        "",
        Low,
        "groups of its tolerance table that precision production holds closer than normal production",
    ),
    flag("tolerance_adds", "its tolerance is the floor and the share together, not the larger of them"),
    quantity("temperature", D::TEMPERATURE, "°C", High, "temperature it brings to the parts"),
    quantity("keep_out", D::LENGTH, "mm", High, "distance from the place that it heats beyond which nothing gets hot"),
    quantity("pressure", D::PRESSURE, "kPa", Middle, "pressure on the parts"),
    quantity("dwell", D::TIME, "s", Middle, "time under heat or pressure"),
    quantity("cycle_time", D::TIME, "s", High, "time for one cycle").for_reference(),
    quantity("full_cure", D::TIME, "h", Low, "time after it until the joint may be loaded").for_reference(),
    quantity("tooling_lead_time", D::TIME, "weeks", High, "time to make its tool"),
    quantity("tooling_cost", D::MONEY, "USD", Middle, "cost of its tool for a part from phone-case to A4 size").for_reference(),
    quantity("tool_life", D::NONE, "shots", Low, "shots before its tool is worn").for_reference(),
    quantity("minimum_order", D::NONE, "units", Middle, "smallest order a factory takes"),
    quantity("annual_volume", D::NONE, "units", Middle, "volume for which it is economical"),
    quantity("planning_yield", D::NONE, "%", Low, "first-pass yield of a mature line, for planning only"),
    quantity("seam_allowance", D::LENGTH, "mm", Low, "distance of the seam from the edge").for_reference(),
    quantity("stitch_length", D::LENGTH, "mm", Middle, "length of a stitch").for_reference(),
    quantity("needle_speed_max", D::RATE, "stitches/min", Low, "stitches by minute above which the needle melts thread"),
    quantity("stack_max", D::LENGTH, "mm", High, "thickest stack it takes").for_reference(),
    quantity("burn_off", D::LENGTH, "mm", Middle, "foam thickness lost for each flamed face"),
    quantity("conditioning", D::TIME, "h", Low, "rest after it before the part keeps its size"),
    quantity("treatment_window", D::TIME, "h", Low, "time after it in which a surface has to be bonded, coated or printed"),
    quantity("natural_leather_limit", D::TEMPERATURE, "°C", Low, "highest temperature for natural leather in it"),
    flag("prints", "builds in layers or casts: needs no draft and shows no mold effects"),
    word(
        "shapes",
        &["solid", "hollow", "sheet", "profile", "outline"],
        "what it makes: a solid of any shape, a hollow skin of one wall, a sheet bent or drawn, one section as long as wanted, or an outline cut out of a sheet",
    ),
    flag("uses_mold", "uses a mold or die from which the part is released"),
    flag("treats_surface", "raises the surface energy or primes the surface"),
    flag("coats", "lays paint, ink or a coat on the surface"),
    flag("covers", "puts a closed coat, plating or oxide over all of what goes through it"),
    flag("wet_chemistry", "bath or cure that plastics, foams and bonds do not survive"),
    flag("uses_silicone", "brings silicone into the cell"),
    flag("cures_rubber", "cures rubber by heat, which the whole of every part in its mold or oven takes"),
    flag("own_tool", "shapes each part in a tool of its own that is no rigid mold, such as a flexible mold or an extrusion die"),
    flag("soft_tool", "makes parts in a soft or single-cavity tool"),
    flag("by_hand", "result depends on the hand that does it"),
    flag("hand_force", "puts parts together by the force of an operator's hand"),
    flag("injects_melt", "injects molten thermoplastic into a closed tool"),
    flag("molds_onto", "molds its part onto another one that lies in the tool, or around it"),
    flag("drafted", "releases the part from walls that need draft"),
    flag("ribbed", "shapes ribs that sink where they are thick against the wall"),
    flag("walled", "makes a wall within a window: thinner does not fill, thicker sinks or stays raw"),
    flag("radiused", "cannot make an inside corner sharper than a radius of its own"),
    flag("draws", "stretches one sheet over its tool, so that depth thins it"),
    flag("shapes_sheet", "shapes a sheet, after which its face is no longer flat"),
    quantity("thin_sheet", D::LENGTH, "mm", Low, "thickness below which its sheet is formed by another process of the tables"),
    word("thin_sheet_process", &[], "the process that forms such a sheet"),
    flag("gauged", "it forms sheet, and the thickness of the sheet decides which process of the tables it is"),
    flag("plates", "lays metal onto the parts in a bath"),
    flag("serial", "a production process with a volume below which it does not pay"),
    flag("slow", "pays only up to its volume: a faster process takes over above it"),
    flag("for_samples", "made for samples and small runs"),
    flag("heat_controlled", "its own temperature decides about the bond, the form or the coat"),
    flag("heat_pressed", "forms, bonds or prints under heat at a set point on which its result hangs"),
    flag("time_controlled", "its time under heat or pressure decides about the bond or the form"),
    flag("pressure_controlled", "its pressure decides about the bond, the form or the foil"),
    flag("laminates", "joins the layers of a part to each other"),
    flag("loads_bonds", "cuts, sews, bends or presses what it works on, and so pulls at a bond that has not set"),
    flag("looks", "looks at the units or tests them, and sorts out what is wrong"),
    flag("packs", "puts the finished case into its packing"),
    flag("idle", "rests or looks at the parts and loads no bond"),
    flag("degreases", "takes oil, release agent and dust off the surface"),
    flag("primes", "lays a primer for what is bonded, printed or painted after it"),
    flag("paints", "lays paint over a whole face"),
    flag("insulates", "lays a film that conducts no electricity: no couple of metals through it"),
    flag("thickens", "adds a coat thick enough to spoil a press fit"),
    flag("decorates_hot", "prints or transfers at a heat that frees the dye of polyester"),
    flag("heats_locally", "melts or softens one place of the parts and leaves the rest cold"),
    flag("scorches", "brings melt or a hot tool to faces that are finished already"),
    flag("scorchable", "leaves a paint, print, foil or label that melt or a hot tool spoils"),
    flag("lays_seal", "lays a gasket or a bead that is to keep water or dust out"),
    flag("welds_plastic", "melts the faces of two plastic parts into each other, where moisture would boil"),
    flag("harms_electronics", "brings water, a spark or a high-frequency field, which a circuit does not survive"),
];

/// Properties of joining methods.
pub const METHOD_PROPERTIES: &[Property] = &[
    quantity("squeeze", D::NONE, "%", Middle, "squeeze of a seal that works, both ends"),
    quantity("open_time", D::TIME, "min", Low, "time from application in which the parts must be joined"),
    quantity("fixture_time", D::TIME, "min", High, "time until the joint can be handled").for_reference(),
    quantity("cure_time", D::TIME, "h", Low, "time until the joint may be loaded"),
    quantity("service_high", D::TEMPERATURE, "°C", Low, "highest temperature of the joint in use").for_reference(),
    quantity("application_temperature", D::TEMPERATURE, "°C", Middle, "temperature at which it is made").for_reference(),
    quantity("application_temperature_min", D::TEMPERATURE, "°C", High, "lowest temperature at which it may be made")
        .for_reference(),
    quantity("application_pressure", D::PRESSURE, "kPa", High, "pressure it needs"),
    quantity("surface_energy_margin", D::FORCE_PER_LENGTH, "mN/m", Low, "how far the substrate must stand above the liquid")
        .for_reference(),
    quantity("boss_to_screw_min", D::NONE, "", Low, "outer diameter of the boss by the diameter of screw or insert"),
    quantity("engagement_to_screw_min", D::NONE, "", Low, "thread engagement by the diameter of the screw"),
    quantity("hole_to_screw", D::NONE, "", Middle, "hole diameter by the diameter of the screw, both ends"),
    quantity("edge_distance_to_diameter_min", D::NONE, "", Low, "distance of a rivet from the edge by its diameter"),
    quantity(
        "hub_to_diameter_min",
        D::NONE,
        "",
        Low,
        "outer diameter of the boss around an insert by the diameter of the insert",
    ),
    quantity("stretch", D::NONE, "%", Middle, "stretch of an O-ring over the bottom of its groove, both ends"),
    quantity("cycle_life", D::NONE, "cycles", Low, "how often it is opened before it holds no more"),
    quantity("pitch_to_diameter_min", D::NONE, "", Low, "distance between rivets by their diameter"),
    quantity("hinge_thickness", D::LENGTH, "mm", Middle, "thickness of a living hinge that lasts, both ends"),
    quantity("energy_director", D::LENGTH, "mm", Middle, "height of the energy director, both ends"),
    quantity(
        "melt_temperature_gap_max",
        D::TEMPERATURE_DIFFERENCE,
        "K",
        Low,
        "largest difference of melting temperatures that still welds",
    )
    .for_reference(),
    quantity("near_field_max", D::LENGTH, "mm", Low, "largest distance from horn to joint in the near field"),
    quantity("weld_thickness", D::LENGTH, "mm", Middle, "thickness of material it welds, both ends"),
    quantity("seam_allowance", D::LENGTH, "mm", Low, "distance of the seam from the edge").for_reference(),
    quantity("stitch_length", D::LENGTH, "mm", Middle, "length of a stitch, both ends"),
    quantity(
        "repeat_strain_factor",
        D::NONE,
        "%",
        Low,
        "share of the single-assembly strain that is allowed when opened again and again",
    )
    .for_reference(),
    word("strained_as", &["arm", "ring", "bar"], "what a snap-fit strains: a bent arm, a stretched ring or a twisted bar"),
    word("names_adhesive", &[], "the adhesive that it names, where the design names none"),
    word("among_plastics", &[], "the method of the tables that it is where all it joins is plastic"),
    flag("adheres", "holds by an adhesive, tape, film or ink that the design names"),
    flag(
        "may_adhere",
        "holds by itself, and is fixed to its parts by an adhesive or tape, or by another way that the design names",
    ),
    flag("reversible", "can be undone without damage"),
    flag("cures", "gains its strength over time").for_reference(),
    flag("needs_surface_energy", "wets the surface: low-energy plastics need a treatment").for_reference(),
    flag("heats_locally", "melts the parts where they meet"),
    flag("ring_seal", "an O-ring: a closed ring of solid rubber in a groove"),
    flag("strains", "keeps the part under lasting stress"),
    flag("mechanical", "holds by form or force: needs no adhesion"),
    flag("seals", "is there to keep water or dust out"),
    flag("pierces", "makes holes in what it joins, or leaves a gap between the teeth of a chain"),
    flag("keeps_apart", "stands between two parts, so that only its own part touches both"),
    flag("tool_force", "set by a press, riveter, driver or welder, which gives the force"),
    flag("fastener", "one of the screws and rivets of a design, which a line keeps by kind and diameter"),
    flag("forms_thread", "a screw that forms its own thread in the plastic of a boss"),
    flag("permanent", "comes apart only by breaking what it holds"),
    flag("sets_thread", "puts a thread of metal into a plastic part"),
    flag("metal_thread", "its thread is cut in metal: the hole in the plastic is not the core hole of a thread-forming screw"),
    flag("welds_melt", "mixes the melts of both parts, which have to be of one kind"),
    flag("molded_onto", "is made by the mold of one part, which molds it onto the other"),
    flag("ultrasonic", "heats by ultrasound"),
    flag("zipper", "sets a zipper"),
    flag("bends_itself", "is a thin place of the part that bends each time"),
];
