//! Joints, stacks and assembly steps of the spec.

use schemars::JsonSchema;
use serde::Deserialize;

use super::bears::Bears;
use super::part::{Dimensioned, Side, Toleranced};
use super::sorts::{
    Area, AtLeastOne, Count, Deviation, Duration, Force, Length, Peel, Pressure, Quantity, Range, SewingSpeed, Share,
    Temperature, Text, Thickness, Torque, Turn,
};
use crate::yaml::{Entries, Field, TextOr};

/// How parts are joined.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Joint {
    /// The joining method.
    pub method: Field<Text>,
    /// The parts it joins. Of an overmold the part that is molded on comes first, of a gasket joint the gasket stands in the middle.
    pub between: Field<Vec<Field<Text>>>,
    /// Of three parts and more: whether each touches only the next one of `between`, or every other one.
    pub stacked: Field<bool>,
    /// Adhesive, tape or ink.
    pub adhesive: Field<Text>,
    /// Side of layered parts on which it is.
    pub side: Field<Side>,
    /// Bonded area.
    pub area: Field<Quantity<Area>>,
    /// Treatments of the surfaces before it.
    pub preparation: Field<Vec<Field<Text>>>,
    /// Peel strength that is required.
    pub peel: Field<Quantity<Peel>>,
    /// Whether the metals are kept apart by a washer, sleeve or sealant.
    pub isolated: Field<bool>,
    /// Whether no water comes through it: its holes or its chain are sealed, or nothing of it goes through the wall that keeps water out.
    pub sealed: Field<bool>,
    /// Whether holes, undercuts or hooks hold it as well.
    pub interlock: Field<bool>,
    /// Distance of the seam from the edge.
    pub seam_allowance: Field<Quantity<Length>>,
    /// Length of a stitch.
    pub stitch_length: Field<Quantity<Thickness>>,
    /// Thread.
    pub thread: Field<Text>,
    /// Smallest radius of the path of a seam or zipper.
    pub corner_radius: Field<Quantity<Length>>,
    /// The snap arm.
    pub beam: Field<Beam>,
    /// The ring of an annular snap-fit.
    pub ring: Field<Ring>,
    /// The bar of a torsion snap-fit.
    pub torsion_bar: Field<TorsionBar>,
    /// How often it is opened.
    pub cycles: Field<Quantity<Count>>,
    /// Diameter or height of the gasket section.
    pub section: Field<Toleranced>,
    /// The joined part that is the gasket; needed where more than one gives enough to be it.
    pub gasket: Field<Text>,
    /// The gasket groove.
    pub groove: Field<Groove>,
    /// Inside diameter of an O-ring as bought.
    pub ring_diameter: Field<Quantity<Thickness>>,
    /// Thickness of a living hinge.
    pub hinge_thickness: Field<Quantity<Thickness>>,
    /// Height of the energy director of an ultrasonic weld.
    pub energy_director: Field<Quantity<Length>>,
    /// Distance from the horn to the weld.
    pub horn_distance: Field<Quantity<Length>>,
    /// Diameter of screw, rivet, insert or pin.
    pub diameter: Field<Quantity<Thickness>>,
    /// Diameter by which a pin or insert is larger than its hole.
    pub interference: Field<Quantity<Length>>,
    /// The part whose hole a pin or insert stretches; needed where more than one of the joined parts could be it.
    pub hub: Field<Text>,
    /// Outer diameter of the hub or boss around a pin or insert.
    pub hub_diameter: Field<Quantity<Thickness>>,
    /// Torque that drives a screw home.
    pub drive_torque: Field<Quantity<Torque>>,
    /// Torque at which its thread strips.
    pub strip_torque: Field<Quantity<Torque>>,
    /// The joined part that is the rivet itself and not held by it, where one is listed.
    pub fastener: Field<Text>,
    /// Stack thicknesses that a rivet or eyelet takes.
    pub grip: Field<Range<Length>>,
    /// Distance of the fastener from the edge.
    pub edge_distance: Field<Quantity<Length>>,
    /// Distance from fastener to fastener.
    pub pitch: Field<Quantity<Length>>,
    /// The load of the environment that it bears, and what one fastener of it stands.
    pub bears: Field<Bears>,
    /// Number of fasteners, magnets or arms.
    pub quantity: Field<Quantity<Count>>,
    /// Whether the part can go in only one way.
    pub keyed: Field<bool>,
    /// Whether it holds the whole case closed, as its latch, clip or zipper does, and not something on or in it.
    pub closes: Field<bool>,
}

/// A snap arm.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Beam {
    /// The part that carries the arm; needed where the joined parts are of different materials.
    pub part: Field<Text>,
    /// Length from the root to the hook.
    pub length: Field<Quantity<Thickness>>,
    /// Thickness at the root.
    pub thickness: Field<Quantity<Thickness>>,
    /// Width.
    pub width: Field<Quantity<Thickness>>,
    /// Deflection when it snaps.
    pub deflection: Field<Quantity<Length>>,
    /// Deflection that stays while the joint is closed; nothing of an arm that springs back.
    pub held: Field<Quantity<Length>>,
    /// Whether it tapers to half its thickness at the hook.
    pub taper: Field<Taper>,
}

/// The ring of an annular snap-fit.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Ring {
    /// Diameter of the joint at the undercut.
    pub diameter: Field<Quantity<Thickness>>,
    /// Difference of the diameters that has to be stretched over.
    pub undercut: Field<Quantity<Length>>,
}

/// The bar of a torsion snap-fit.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct TorsionBar {
    /// Radius of the bar.
    pub radius: Field<Quantity<Thickness>>,
    /// Length of the bar that twists.
    pub length: Field<Quantity<Thickness>>,
    /// Angle by which it is turned when it snaps.
    pub angle: Field<Quantity<Turn>>,
}

/// Taper of a snap arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Taper {
    /// Constant section.
    None,
    /// Half the thickness at the hook.
    Half,
}

/// A gasket groove.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Groove {
    /// Depth with the lid closed.
    pub depth: Field<Toleranced>,
    /// Width.
    pub width: Field<Toleranced>,
    /// Diameter at the bottom of the groove of a ring that is stretched over it.
    pub diameter: Field<Quantity<Thickness>>,
}

/// A chain of dimensions that ends in a gap.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Stack {
    /// Smallest and largest gap that works.
    pub limits: Field<Range<Deviation>>,
    /// The contributors in order.
    pub chain: Field<Vec<Field<Link>>>,
    /// The gap as a formula of the variables, instead of a chain: for angles, diagonals and the like.
    pub expression: Field<Text>,
    /// The variables of the formula: `part.dimension`, or a length of its own.
    pub variables: Field<Entries<TextOr<Text, Dimensioned>>>,
}

/// A contributor of a stack: one of its two keys.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Link {
    /// Adds to the gap: `part.dimension`, or a length of its own.
    pub plus: Field<TextOr<Text, Dimensioned>>,
    /// Takes from the gap.
    pub minus: Field<TextOr<Text, Dimensioned>>,
}

/// An assembly step.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Step {
    /// Its id.
    pub step: Field<Text>,
    /// Its process.
    pub process: Field<Text>,
    /// Parts that come in.
    pub adds: Field<Vec<Field<Text>>>,
    /// Joints that it makes.
    pub makes: Field<Vec<Field<Text>>>,
    /// Parts that are closed in by it.
    pub encloses: Field<Vec<Field<Text>>>,
    /// Parts that it works on; all that are there if left out.
    pub of: Field<Vec<Field<Text>>>,
    /// Joints that it undoes again, as rework does.
    pub undoes: Field<Vec<Field<Text>>>,
    /// Whether the place where the part goes cannot be seen or reached freely.
    pub blind: Field<bool>,
    /// Force that the operator's hand gives.
    pub force: Field<Quantity<Force>>,
    /// Whether something is set, trimmed or fitted by feel.
    pub adjusts: Field<bool>,
    /// Steps that come before it, instead of the one above.
    pub after: Field<Vec<Field<Text>>>,
    /// Temperature it brings to the parts.
    pub temperature: Field<Quantity<Temperature>>,
    /// Distance from the place that it heats to the nearest thing that heat would spoil.
    pub clearance: Field<Quantity<Length>>,
    /// Pressure on the parts.
    pub pressure: Field<Quantity<Pressure>>,
    /// Work time for one unit.
    pub time: Field<Quantity<Duration>>,
    /// Rest before the next step may load it.
    pub wait: Field<Quantity<Duration>>,
    /// First-pass yield as stated; evidence outranks it.
    #[serde(rename = "yield")]
    pub yield_: Field<Quantity<Share>>,
    /// Operators.
    pub operators: Field<Quantity<Count>>,
    /// Stations side by side.
    pub stations: Field<Quantity<AtLeastOne>>,
    /// Units that fit on the racks while they rest.
    pub rack: Field<Quantity<Count>>,
    /// Sewing speed.
    pub speed: Field<Quantity<SewingSpeed>>,
    /// Side from which parts come in.
    pub from: Field<Direction>,
}

/// Side from which parts come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the format say it")]
pub enum Direction {
    Above,
    Below,
    Side,
}
