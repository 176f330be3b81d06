//! The design spec, format 1: top level, environment, production, engagement and waivers.
//!
//! Plain serde structs. Everything is a [`Field`], so that what is missing can be named and what is given can be shown.

use schemars::JsonSchema;
use serde::Deserialize;

use super::evidence::{Evidence, TestKind};
use super::joint::{Joint, Stack, Step};
use super::named::Checks;
use super::part::{Grade, Part, Progress};
use super::sorts::{
    AtLeastOne, Count, Deceleration, Duration, Extent, Force, Length, Mass, Money, Number, Quantity, Range, Share, Temperature,
    Text, Thickness, Volume,
};
use super::stage::Stage;
use crate::yaml::{Entries, Field, OrNone};

/// One design.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "caseproof design spec, format 1", inline, deny_unknown_fields)]
pub struct Spec {
    /// Format of this file: 1.
    pub caseproof: Field<Quantity<Count>>,
    /// A base spec that this one overrides key by key; the path is relative to this file.
    pub extends: Field<Text>,
    /// What the case is.
    pub design: Field<About>,
    /// What mass production has to reach.
    pub production: Field<Production>,
    /// Where the case is used and sold.
    pub environment: Field<Environment>,
    /// Grades of this project; each starts from a library material and overrides it.
    pub materials: Field<Entries<Grade>>,
    /// The parts, bought ones included.
    pub parts: Field<Entries<Part>>,
    /// How parts are joined.
    pub joints: Field<Entries<Joint>>,
    /// Chains of dimensions that end in a gap.
    pub stacks: Field<Entries<Stack>>,
    /// The assembly steps in order.
    pub assembly: Field<Vec<Field<Step>>>,
    /// What has really been built, measured and tested.
    pub evidence: Field<OrNone<Evidence>>,
    /// Who designs, who builds, and which documents exist.
    pub engagement: Field<OrNone<Engagement>>,
    /// Findings that are accepted, by whom and until when.
    pub waivers: Field<Vec<Field<Waiver>>>,
}

/// What the case is.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct About {
    /// Name of the design.
    pub name: Field<Text>,
    /// Drawing or item number.
    pub number: Field<Text>,
    /// Revision of the drawing.
    pub revision: Field<Text>,
    /// Kind of case.
    pub kind: Field<CaseKind>,
    /// Where the project stands.
    pub stage: Field<Stage>,
    /// What it protects.
    pub protects: Field<Protects>,
}

/// Kind of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the format say it")]
pub enum CaseKind {
    PhoneCase,
    TabletCase,
    EvaCase,
    RuggedCase,
    FlightCase,
    Sleeve,
    Folio,
    Other,
}

/// What the case protects.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Protects {
    /// Mass of the device.
    pub mass: Field<Quantity<Mass>>,
    /// Length, width and height of the device.
    pub size: Field<Vec<Field<Quantity<Extent>>>>,
    /// How its size is known.
    pub known_by: Field<KnownBy>,
    /// Deceleration the device survives.
    pub fragility: Field<Quantity<Deceleration>>,
    /// Surfaces of the device that touch the case.
    pub touches: Field<Vec<Field<Text>>>,
    /// Thickness of the case between the device and a charger on its back, with all that lies there.
    pub charger_gap: Field<Quantity<Thickness>>,
}

/// How the size of a device is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KnownBy {
    /// Devices were measured.
    Measured,
    /// A drawing or model of its maker, with tolerances.
    Drawing,
    /// The size that its maker publishes, rounded and without tolerances.
    Published,
    /// A dummy, a leak or an announcement before it is on sale.
    Announced,
}

/// What mass production has to reach.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Production {
    /// Units by year.
    pub annual_volume: Field<Quantity<Count>>,
    /// Units of one order.
    pub order_quantity: Field<Quantity<Count>>,
    /// Units over the life of the product.
    pub lifetime_volume: Field<Quantity<Count>>,
    /// Good units out of units started.
    pub target_yield: Field<Quantity<Share>>,
    /// Cost of one unit.
    pub target_unit_cost: Field<Quantity<Money>>,
    /// Time from today to the launch.
    pub launch_in: Field<Quantity<Duration>>,
    /// Which tests are made on a sample of every lot, and by which plan.
    pub sampling: Field<Vec<Field<Sampling>>>,
    /// Day of the launch, as YYYY-MM-DD.
    pub launch: Field<Text>,
    /// When the line runs.
    pub working_time: Field<WorkingTime>,
    /// When molds and presses run, if that is at other hours.
    pub machine_time: Field<WorkingTime>,
    /// What has to happen before the launch.
    pub plan: Field<Vec<Field<Task>>>,
    /// How the work time falls with the units made.
    pub learning: Field<Learning>,
}

/// A test that is made on a sample of every lot.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Sampling {
    /// The kind of the test.
    pub kind: Field<TestKind>,
    /// The plan, such as `ISO 2859-1 level S-3 AQL 0.65`.
    pub plan: Field<Text>,
}

/// Something that has to happen before the launch.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Task {
    /// Its id.
    pub task: Field<Text>,
    /// How long it takes.
    pub time: Field<Quantity<Duration>>,
    /// Whether it is begun, or done already.
    pub status: Field<Progress>,
    /// How long it still takes, once it is begun.
    pub left: Field<Quantity<Duration>>,
    /// Tasks that come before it; none if left out.
    pub after: Field<Vec<Field<Text>>>,
}

/// How the work time falls with the units made.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Learning {
    /// Which learning curve.
    pub model: Field<LearningModel>,
    /// Share of the work time that is left when the units double.
    pub rate: Field<Quantity<Share>>,
    /// Work time of the first unit.
    pub first_unit: Field<Quantity<Duration>>,
}

/// Two learning curves share one name; they differ in what falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LearningModel {
    /// The time of the last unit falls (Crawford).
    Unit,
    /// The average of all units so far falls (Wright).
    CumulativeAverage,
}

/// When the line runs.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WorkingTime {
    /// Working days in a month.
    pub days_per_month: Field<Quantity<Number>>,
    /// Shifts in a day.
    pub shifts_per_day: Field<Quantity<Number>>,
    /// Hours in a shift.
    pub hours_per_shift: Field<Quantity<Number>>,
    /// Share of that time in which the line runs at its pace: availability and performance; quality is the target yield.
    pub efficiency: Field<Quantity<Share>>,
}

/// Where the case is used and sold.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Environment {
    /// Temperatures in use.
    pub service: Field<Range<Temperature>>,
    /// Temperatures in storage and transport.
    pub storage: Field<Range<Temperature>>,
    /// Heat that it sees for minutes at a time, beyond its use: an autoclave, a washer.
    pub peak: Field<OrNone<Peak>>,
    /// Temperature at which it spends most of its life.
    pub usual: Field<Quantity<Temperature>>,
    /// Highest relative humidity.
    pub humidity: Field<Quantity<Share>>,
    /// Share of its life in which its faces are wet with sweat or rain.
    pub wet: Field<Quantity<Share>>,
    /// What it is exposed to.
    pub exposure: Field<Vec<Field<Exposure>>>,
    /// Drops it has to survive.
    pub drop: Field<OrNone<Drop>>,
    /// What presses on the closed case: a foot, a full bag, a trunk lid.
    pub crush: Field<OrNone<Load>>,
    /// What is stacked on the closed case.
    pub stack: Field<OrNone<Load>>,
    /// What hangs from its handle or strap.
    pub carry: Field<OrNone<Load>>,
    /// How long it has to last.
    pub life: Field<Quantity<Duration>>,
    /// Ingress protection that is claimed, such as `ip67`.
    pub ingress: Field<Text>,
    /// Air volume inside when closed.
    pub sealed_volume: Field<Quantity<Volume>>,
    /// Whether it is shipped by air or used at altitude.
    pub air_transport: Field<bool>,
    /// Whether a vent or purge valve equalizes the pressure.
    pub vent: Field<bool>,
    /// Where it is sold.
    pub markets: Field<Vec<Field<Text>>>,
    /// Materials of the packaging that touch the outside of the case, such as a bag.
    pub packaging: Field<Vec<Field<Text>>>,
}

/// What a case is exposed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the format say it")]
pub enum Exposure {
    Uv,
    Sweat,
    SaltSpray,
    CleaningAlcohol,
    Sunscreen,
    Fuel,
    Oil,
    Ozone,
    Rain,
    ParkedCar,
    Dust,
    HotWater,
    CleaningAmmonia,
    SulfurGas,
    Denim,
}

/// Drops to survive.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Drop {
    /// Height of the drop.
    pub height: Field<Quantity<Length>>,
    /// Number of drops.
    pub count: Field<Quantity<AtLeastOne>>,
    /// What it falls on, such as `concrete` or `plywood`.
    pub surface: Field<Text>,
}

/// Heat for minutes at a time.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Peak {
    /// The highest temperature.
    pub temperature: Field<Quantity<Temperature>>,
    /// How long it lasts each time.
    pub time: Field<Quantity<Duration>>,
}

/// A static load to carry, as a force or as the mass that rests or hangs there.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Load {
    /// The force.
    pub force: Field<Quantity<Force>>,
    /// The mass whose weight it is.
    pub mass: Field<Quantity<Mass>>,
}

/// Who designs, who builds, and which documents exist.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Engagement {
    /// How the work is shared.
    pub model: Field<Model>,
    /// What the client brings.
    pub client: Field<Client>,
    /// State of each document.
    pub documents: Field<Documents>,
}

/// How the work is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// Built to the client's print.
    Oem,
    /// Engineered by the factory.
    Odm,
    /// Not decided.
    Undecided,
}

/// What the client brings.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Client {
    /// Engineers on the client's side.
    pub engineers: Field<Quantity<Count>>,
    /// Whether the client has supplier-quality staff at the factory.
    pub supplier_quality: Field<bool>,
    /// Whether the client owns the design.
    pub owns_design: Field<bool>,
    /// Whether nobody else may sell the design.
    pub exclusive: Field<bool>,
}

/// State of each document.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Documents {
    /// Drawings and CAD.
    pub drawings: Field<DocumentState>,
    /// Bill of materials.
    pub bom: Field<DocumentState>,
    /// Tolerances of the drawings.
    pub tolerances: Field<DocumentState>,
    /// Features that are critical to quality, and how they are measured.
    pub ctq_list: Field<DocumentState>,
    /// Signed reference sample.
    pub golden_sample: Field<DocumentState>,
    /// Tests with units and acceptance.
    pub test_plan: Field<DocumentState>,
    /// Control plan and inspection points.
    pub qc_plan: Field<DocumentState>,
    /// Packaging and labels.
    pub packaging: Field<DocumentState>,
    /// Artwork, colors and their limits.
    pub artwork: Field<DocumentState>,
    /// Substances and markings by market.
    pub compliance: Field<DocumentState>,
    /// Who owns the tools, and where they stand.
    pub tooling_agreement: Field<DocumentState>,
}

/// State of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the format say it")]
pub enum DocumentState {
    Missing,
    Draft,
    Released,
    Approved,
    NotNeeded,
}

/// A finding that is accepted.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Waiver {
    /// Name or code of the check, or a list of them.
    pub check: Field<Checks>,
    /// Semantic path of what it concerns, such as `parts.tray`; everything below it is covered.
    pub at: Field<Text>,
    /// Why it is accepted.
    pub reason: Field<Text>,
    /// Who answers for it.
    pub owner: Field<Text>,
    /// Last day on which it holds, as YYYY-MM-DD.
    pub until: Field<Text>,
    /// A condition on the subject under which it holds.
    #[serde(rename = "while")]
    pub while_: Field<Text>,
    /// In a file with waivers of several designs: a glob of the files of those that it is about; all beside that file if left out.
    pub design: Field<Text>,
    /// The lines for which a comment holds, as their bytes; no key of the format.
    #[serde(rename = "$lines")]
    #[schemars(skip)]
    pub lines: Field<Text>,
}
