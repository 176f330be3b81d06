//! Parts, layers, tools and project grades of the spec.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

use super::bears::Bears;
use super::sorts::{
    Angle, AtLeastOne, Count, Duration, Extent, Length, Money, Period, Positive, Quantity, Share, Skewness, Text, Thickness,
    Tolerance,
};
use crate::knowledge::Tone;
use crate::quantity::Measure;
use crate::yaml::{Entries, Field, OrNone, TextOr, coded};

/// A part of the case.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Part {
    /// Another part of which this is a copy; any key here overrides it.
    pub like: Field<Text>,
    /// Its material, if it is made of one.
    pub material: Field<Text>,
    /// The production process.
    pub process: Field<Text>,
    /// How samples of it were made.
    pub prototype: Field<OrNone<Prototype>>,
    /// Whether it is bought ready-made.
    pub bought: Field<bool>,
    /// Time from order to delivery.
    pub lead_time: Field<Quantity<Duration>>,
    /// Whether it is ordered, or there already.
    pub status: Field<Progress>,
    /// Time from today to its delivery, once it is ordered.
    pub left: Field<Quantity<Duration>>,
    /// Smallest order the supplier takes.
    pub minimum_order: Field<Quantity<Count>>,
    /// Cost of one piece.
    pub cost: Field<Quantity<Money>>,
    /// Pieces of it in one case; one if left out.
    pub quantity: Field<Quantity<AtLeastOne>>,
    /// Length, width and height.
    pub size: Field<Vec<Field<Quantity<Extent>>>>,
    /// Length, width and height of the hollow in it, where that is not its size without its walls.
    pub cavity: Field<Vec<Field<Quantity<Extent>>>>,
    /// Draft of the walls, per side.
    pub draft: Field<Quantity<Angle>>,
    /// Smallest inside radius.
    pub inside_radius: Field<Quantity<Length>>,
    /// Smallest radius of its outline in plan.
    pub corner_radius: Field<Quantity<Length>>,
    /// Whether the user sees it.
    pub appearance: Field<Appearance>,
    /// Depth of the texture on drafted walls.
    pub texture_depth: Field<Quantity<Length>>,
    /// Whether it faces what is protected or the world outside.
    pub location: Field<Side>,
    /// Wall thickness.
    pub wall: Field<TextOr<Quantity<Thickness>, Wall>>,
    /// Ribs on it.
    pub ribs: Field<OrNone<Ribs>>,
    /// Screw bosses on it.
    pub bosses: Field<OrNone<Bosses>>,
    /// Features that need a side action.
    pub undercuts: Field<Quantity<Count>>,
    /// Narrowest web beside a cut-out.
    pub narrowest_web: Field<Quantity<Length>>,
    /// Deviation from flat that its function allows.
    pub flatness: Field<Quantity<Length>>,
    /// Recycled material from the own process.
    pub regrind: Field<Quantity<Share>>,
    /// Share of its resin or fiber that was recycled from used products, as claimed.
    pub recycled: Field<Quantity<Share>>,
    /// The certificate that shows that share for its lots; `none` if there is none.
    pub recycled_proof: Field<Text>,
    /// Area that carries the load of the device.
    pub support_area: Field<Quantity<super::sorts::Area>>,
    /// The load of the environment that it bears, and what it stands.
    pub bears: Field<Bears>,
    /// How its resin is dried before it is molded, or its sheet before it is formed hot.
    pub drying: Field<Drying>,
    /// Whether it has to be a part of its own: it moves, needs another material, or could not be assembled otherwise.
    pub essential: Field<bool>,
    /// Whether it looks the same turned around but is not.
    pub nearly_symmetric: Field<bool>,
    /// Whether cut edges are sealed.
    pub edges_sealed: Field<bool>,
    /// Restricted substances of which it is free by declaration or report of the supplier.
    pub free_of: Field<Vec<Field<Text>>>,
    /// Whether it lies over or beside a charging coil of the device.
    pub near_coil: Field<bool>,
    /// Whether it lies over or beside an antenna of the device.
    pub near_antenna: Field<bool>,
    /// Color.
    pub color: Field<Text>,
    /// How light its color is, where its name does not say it.
    pub tone: Field<Tone>,
    /// Paint, print, foil or coating on its outside, each a material, in the order in which they are put on.
    pub finish: Field<Vec<Field<Text>>>,
    /// Materials that touch it while it is made and do not stay, such as a release agent, gloves or masking tape.
    pub process_aids: Field<Vec<Field<Text>>>,
    /// Layers from the outside in.
    pub layers: Field<Vec<Field<Layer>>>,
    /// Dimensions that matter.
    pub dimensions: Field<Entries<Dimensioned>>,
    /// Its production tool.
    pub tool: Field<Tool>,
}

/// How samples of a part were made.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Prototype {
    /// The process of the samples.
    pub process: Field<Text>,
    /// The material of the samples; `same` for that of production.
    pub material: Field<Text>,
    /// Number of samples made.
    pub quantity: Field<Quantity<Count>>,
}

/// How the resin or the sheet of a part is dried.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Drying {
    /// Temperature of the dryer.
    pub temperature: Field<Quantity<super::sorts::Temperature>>,
    /// Time in the dryer.
    pub time: Field<Quantity<Duration>>,
    /// Moisture of the resin as molded.
    pub moisture: Field<Quantity<Share>>,
    /// Time from the dryer to the screw, or of the dried part to the overmold.
    pub open: Field<Quantity<Duration>>,
}

/// Whether the user sees a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the format say it")]
pub enum Appearance {
    Visible,
    Hidden,
}

/// Wall thickness with its extremes.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Wall {
    /// Nominal wall.
    pub nominal: Field<Quantity<Thickness>>,
    /// Tolerance of the nominal wall.
    pub tolerance: Field<Tolerance>,
    /// Thinnest place.
    pub min: Field<Quantity<Thickness>>,
    /// Thickest place.
    pub max: Field<Quantity<Thickness>>,
}

/// Ribs.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Ribs {
    /// Thickness at the root.
    pub thickness: Field<Quantity<Thickness>>,
    /// Height.
    pub height: Field<Quantity<Length>>,
    /// Distance from rib to rib.
    pub spacing: Field<Quantity<Length>>,
}

/// Screw bosses.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Bosses {
    /// Outer diameter.
    pub outer_diameter: Field<Quantity<Thickness>>,
    /// Diameter of the hole.
    pub hole_diameter: Field<Quantity<Thickness>>,
    /// Nominal diameter of the screw or insert.
    pub screw_diameter: Field<Quantity<Thickness>>,
    /// Length of thread in the boss.
    pub engagement: Field<Quantity<Extent>>,
}

/// One layer of a laminate.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Layer {
    /// Its material.
    pub material: Field<Text>,
    /// Its thickness.
    pub thickness: Field<Quantity<Thickness>>,
    /// Its color.
    pub color: Field<Text>,
    /// How light its color is, where its name does not say it.
    pub tone: Field<Tone>,
    /// Adhesive or film that joins it to the layer before it; `flame` or `sewn` if there is none.
    pub bond: Field<Text>,
}

/// A dimension with its tolerance.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Dimensioned {
    /// Nominal value.
    pub nominal: Field<Quantity<Length>>,
    /// Deviations allowed.
    pub tolerance: Field<Tolerance>,
    /// Whether it is critical to quality.
    pub critical: Field<bool>,
    /// How it scatters; normal if left out.
    pub distribution: Field<Scatter>,
    /// Whether it crosses the parting line or a moving part of the tool; no if left out.
    pub crosses_parting: Field<bool>,
    /// Whether it holds on the finished part, after what is put on it: coat, plating or oxide.
    pub after_finish: Field<bool>,
    /// Capability (Cp) with which its tolerance is held; 1 if left out.
    pub capability: Field<Quantity<Positive>>,
    /// Skewness of a skewed distribution.
    pub skewness: Field<Quantity<Skewness>>,
}

/// A length, plain or with its tolerance.
pub type Toleranced = TextOr<Quantity<Length>, Dimensioned>;

impl Toleranced {
    /// The nominal value.
    #[must_use]
    pub fn nominal(&self) -> Option<Measure> {
        match self {
            Self::Text(length) => Some(length.measure),
            Self::Long(long) => long.nominal.get().map(|length| length.measure),
        }
    }

    /// The tolerance, if one is given.
    #[must_use]
    pub fn tolerance(&self) -> Option<Tolerance> {
        match self {
            Self::Text(length) => length.tolerance,
            Self::Long(long) => long.tolerance.get().copied(),
        }
    }
}

/// Side of a layered part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Its first layer.
    Outside,
    /// Its last layer, towards what is protected.
    Inside,
}

/// How a dimension scatters within its tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scatter {
    /// Normal around the middle of its tolerance.
    Normal,
    /// Every value of its tolerance is as likely as another.
    Uniform,
    /// From the ends of its tolerance up to its middle.
    Triangular,
    /// Normal, and everything outside of its tolerance is sorted out.
    Sorted,
    /// Normal with a longer tail on one side, as `skewness` says.
    Skewed,
    /// As measured on production parts.
    Measured,
    /// No scatter.
    Fixed,
}

/// A production tool.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Tool {
    /// Cavities.
    pub cavities: Field<Quantity<AtLeastOne>>,
    /// Gates through which one cavity is filled.
    pub gates: Field<Quantity<AtLeastOne>>,
    /// Steel or aluminum of the cavities, such as `p20`.
    pub material: Field<Text>,
    /// Shots before it is worn.
    pub life: Field<Quantity<AtLeastOne>>,
    /// Time for one shot.
    pub cycle: Field<Quantity<Period>>,
    /// Time to make it.
    pub lead_time: Field<Quantity<Duration>>,
    /// Whether it is ordered, or there already.
    pub status: Field<Progress>,
    /// Time from today until it is there, once it is ordered.
    pub left: Field<Quantity<Duration>>,
    /// Its cost.
    pub cost: Field<Quantity<Money>>,
}

/// How far something is that has to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// Nobody has ordered or begun it.
    Planned,
    /// It is ordered or begun.
    Ordered,
    /// It is there.
    Done,
}

/// A grade of the project: a library material with figures of its own.
#[derive(Clone, Debug)]
pub struct Grade {
    /// Keys and values as written; checked against the list of material properties when the file is read.
    pub figures: Entries<GradeValue>,
}

/// A value of a grade: text, or a range as a list of two texts.
#[derive(Clone, Debug)]
pub enum GradeValue {
    /// One text.
    One(Text),
    /// A range.
    Two(Text, Text),
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Entries::deserialize(deserializer).map(|figures| Self { figures })
    }
}

impl<'de> Deserialize<'de> for GradeValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueVisitor;
        impl<'de> serde::de::Visitor<'de> for ValueVisitor {
            type Value = GradeValue;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a value, a range such as `LOW to HIGH`, or one end of it such as `min LOW`")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<GradeValue, E> {
                Ok(GradeValue::One(text.into()))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<GradeValue, A::Error> {
                let low: Option<String> = list.next_element()?;
                let high: Option<String> = list.next_element()?;
                match (low, high, list.next_element::<String>()?) {
                    (Some(low), Some(high), None) => Ok(GradeValue::Two(low.into(), high.into())),
                    _ => Err(serde::de::Error::custom(coded("wrong-range", "a list is a range here: its two ends, low first"))),
                }
            }
        }
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Keys of a grade that are no material properties.
pub const GRADE_KEYS: &[&str] = &["like", "supplier", "minimum_order", "lead_time"];

impl JsonSchema for Grade {
    fn schema_name() -> Cow<'static, str> {
        "Grade".into()
    }
    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        let value = serde_json::json!({ "anyOf": [{ "type": ["string", "boolean", "number"] }, { "type": "array", "items": { "type": ["string", "number"] }, "minItems": 2, "maxItems": 2 }] });
        let mut properties = serde_json::Map::new();
        for key in GRADE_KEYS.iter().chain(&["hardness"]) {
            properties.insert((*key).to_owned(), serde_json::json!({ "type": "string" }));
        }
        for property in crate::knowledge::MATERIAL_PROPERTIES {
            let mut schema = value.clone();
            schema["description"] = property.sentence.into();
            properties.insert(property.name.to_owned(), schema);
        }
        schemars::json_schema!({ "type": "object", "properties": properties, "additionalProperties": false, "required": ["like"] })
    }
}
