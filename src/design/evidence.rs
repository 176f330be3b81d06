//! What has really been built, measured and tested.

use schemars::JsonSchema;
use serde::Deserialize;

use super::sorts::{Count, Deviation, Duration, FastnessGrade, Force, Length, Quantity, Range, Temperature, Text};
use super::stage::Stage;
use crate::yaml::{Entries, Field, OrNone};

/// What has really been built, measured and tested.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Evidence {
    /// Builds with their rejects.
    pub builds: Records<Build>,
    /// Measured dimensions.
    pub measurements: Records<Measurement>,
    /// Tests.
    pub tests: Records<Test>,
    /// Whether the lists hold everything that was done. If it is left out they are taken as whole, and it is asked for.
    pub complete: Field<bool>,
}

/// A list of what was done, or the word that nothing was.
pub type Records<T> = Field<OrNone<Vec<Field<T>>>>;

/// The records of a list, broken ones left out.
pub fn records<T>(list: &Records<T>) -> impl Iterator<Item = (&T, &Field<T>)> {
    list.get().into_iter().flat_map(|list| list.iter()).filter_map(|record| record.get().map(|given| (given, record)))
}

/// What a test is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the format say it")]
pub enum TestKind {
    Drop,
    Ingress,
    Leak,
    Peel,
    Adhesion,
    Fit,
    Appearance,
    Life,
    Wear,
    FabricAbrasion,
    Load,
    Seam,
    ZipperStrength,
    Crush,
    Vibration,
    Transport,
    Light,
    Aging,
    Chemical,
    Perspiration,
    Color,
    Yellowing,
    Contact,
    Rubbing,
    Corrosion,
    Dimensions,
    Function,
    MagnetPull,
    Radiated,
    MoldTrial,
    Flame,
    Substances,
    Climate,
    Other,
}

impl TestKind {
    /// Its word in the format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Ingress => "ingress",
            Self::Leak => "leak",
            Self::Peel => "peel",
            Self::Adhesion => "adhesion",
            Self::Fit => "fit",
            Self::Appearance => "appearance",
            Self::Life => "life",
            Self::Wear => "wear",
            Self::FabricAbrasion => "fabric-abrasion",
            Self::Load => "load",
            Self::Seam => "seam",
            Self::ZipperStrength => "zipper-strength",
            Self::Crush => "crush",
            Self::Vibration => "vibration",
            Self::Transport => "transport",
            Self::Light => "light",
            Self::Aging => "aging",
            Self::Chemical => "chemical",
            Self::Perspiration => "perspiration",
            Self::Color => "color",
            Self::Yellowing => "yellowing",
            Self::Contact => "contact",
            Self::Rubbing => "rubbing",
            Self::Corrosion => "corrosion",
            Self::Dimensions => "dimensions",
            Self::Function => "function",
            Self::MagnetPull => "magnet-pull",
            Self::Radiated => "radiated",
            Self::MoldTrial => "mold-trial",
            Self::Flame => "flame",
            Self::Substances => "substances",
            Self::Climate => "climate",
            Self::Other => "other",
        }
    }
}

/// Where tested pieces come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TestSource {
    /// A lot of mass production, or of the pilot run for it.
    ProductionLot,
    /// Pieces that a supplier sent to be looked at.
    SupplierSample,
    /// Pieces of a model shop or workshop.
    Workshop,
}

impl TestSource {
    /// Its word in the format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ProductionLot => "production-lot",
            Self::SupplierSample => "supplier-sample",
            Self::Workshop => "workshop",
        }
    }
}

/// A build.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Build {
    /// The step or part that was built; `design` for the whole case.
    pub of: Field<Text>,
    /// A CSV file with a build in each row; the path is relative to this file, and other keys here hold for all its rows.
    pub file: Field<Text>,
    /// The process it was built with.
    pub process: Field<Text>,
    /// The material it was built in.
    pub material: Field<Text>,
    /// Units started.
    pub built: Field<Quantity<Count>>,
    /// Units rejected at the first pass.
    pub rejected: Field<Quantity<Count>>,
    /// Stage of the project at that time.
    pub stage: Field<Stage>,
    /// The day, as YYYY-MM-DD.
    pub date: Field<Text>,
    /// Revision of the design that was built.
    pub revision: Field<Text>,
    /// Rejects by defect.
    pub defects: Field<Entries<Quantity<Count>>>,
}

/// A measured dimension.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Measurement {
    /// The dimension, as `part.dimension`.
    pub of: Field<Text>,
    /// The process of the parts that were measured.
    pub process: Field<Text>,
    /// The day, as YYYY-MM-DD.
    pub date: Field<Text>,
    /// Revision of the design that was measured.
    pub revision: Field<Text>,
    /// Every reading.
    pub values: Field<Vec<Field<Quantity<Deviation>>>>,
    /// The cavity of each reading, in the same order.
    pub cavities: Field<Vec<Field<Text>>>,
    /// Standard deviation of repeated readings of one part: gauge and operator.
    pub gauge: Field<Quantity<Length>>,
    /// A CSV file with the readings; the path is relative to this file, and other keys here hold for all its rows.
    pub file: Field<Text>,
    /// Mean of the readings.
    pub mean: Field<Quantity<Deviation>>,
    /// Standard deviation of the readings.
    pub deviation: Field<Quantity<Length>>,
    /// Number of readings.
    pub count: Field<Quantity<Count>>,
}

/// A test.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Test {
    /// What was tested, such as `drop`, `peel`, `ingress`, `leak`, `abrasion`, `hydrolysis`.
    pub name: Field<Text>,
    /// What it is about; guessed from whole words of its name if left out.
    pub kind: Field<TestKind>,
    /// A CSV file with a test in each row; the path is relative to this file, and other keys here hold for all its rows.
    pub file: Field<Text>,
    /// The part or joint that was tested; the whole case if left out.
    pub of: Field<Text>,
    /// The standard and its section.
    pub method: Field<Text>,
    /// Units tested.
    pub units: Field<Quantity<Count>>,
    /// Units that failed.
    pub failures: Field<Quantity<Count>>,
    /// The process the units were made with.
    pub process: Field<Text>,
    /// The material the units were made of.
    pub material: Field<Text>,
    /// Where the units come from.
    pub source: Field<TestSource>,
    /// Temperature of the test.
    pub temperature: Field<Quantity<Temperature>>,
    /// Coldest and hottest of a test that goes from one to the other.
    pub temperatures: Field<Range<Temperature>>,
    /// How long it took.
    pub duration: Field<Quantity<Duration>>,
    /// How often each unit was opened, bent or loaded.
    pub cycles: Field<Quantity<Count>>,
    /// Height of the drops.
    pub height: Field<Quantity<Length>>,
    /// What the drops ended on, such as `concrete` or `plywood`.
    pub surface: Field<Text>,
    /// Code of the protection that was tested, such as `IP67` or `IPX5/IPX7`.
    pub ingress: Field<Text>,
    /// Worst grade of its units on the scale of its method: 1 to 5 of the gray scales, 1 to 8 of the blue wool scale.
    pub grade: Field<Quantity<FastnessGrade>>,
    /// Least force that one of its units took or gave.
    pub force: Field<Quantity<Force>>,
    /// Conditions of a bond or joint under which it was run, such as `strain-free`.
    pub under: Field<Vec<Field<Text>>>,
    /// Stage of the project at that time.
    pub stage: Field<Stage>,
    /// The day, as YYYY-MM-DD.
    pub date: Field<Text>,
    /// Revision of the design that was tested.
    pub revision: Field<Text>,
}
