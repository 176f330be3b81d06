//! What has really been built, measured and tested.

use schemars::JsonSchema;
use serde::Deserialize;

use super::sorts::{Count, Deviation, Length, Quantity, Temperature, Text};
use super::stage::Stage;
use crate::yaml::{Entries, Field};

/// What has really been built, measured and tested.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Evidence {
    /// Builds with their rejects.
    pub builds: Field<Vec<Field<Build>>>,
    /// Measured dimensions.
    pub measurements: Field<Vec<Field<Measurement>>>,
    /// Tests.
    pub tests: Field<Vec<Field<Test>>>,
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
    /// Temperature of the test.
    pub temperature: Field<Quantity<Temperature>>,
    /// Stage of the project at that time.
    pub stage: Field<Stage>,
}
