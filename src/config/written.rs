//! The format of `caseproof.toml`: plain serde structs, of which the published schema is made.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use crate::catalogue::Severity;
use crate::design::Stage;
use crate::source::{fold, nearest};
use crate::vocabulary::words::{DOCUMENTS, STAGES};
use crate::world::project::SECTIONS;
use crate::yaml::{Entries, Field, TextOr, coded, widen};

pub(super) type Text = Box<str>;
pub(super) type Texts = Field<Vec<Field<Text>>>;

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Threshold {
    /// Errors alone.
    Error,
    /// Warnings and errors.
    Warning,
    /// Every finding.
    Advice,
    /// Findings never do.
    Never,
}

impl Threshold {
    /// Its words, the strictest last but one.
    const WORDS: [&'static str; 4] = ["error", "warning", "advice", "never"];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// A word of a list, in any case and with any hyphens; `of` makes the value of its place.
fn word<'de, D: Deserializer<'de>, T>(deserializer: D, words: &[&str], of: impl Fn(usize) -> T) -> Result<T, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    let found = words.iter().position(|word| fold(word) == fold(&text));
    found.map(of).ok_or_else(|| {
        let hint = nearest(&text, words.iter().copied()).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        D::Error::custom(coded("unknown-word", &format!("`{text}` is not one of {}{hint}", words.join(", "))))
    })
}

/// Words of the format with the values that they stand for.
macro_rules! worded {
    ($($(#[$meta:meta])* $name:ident($value:ty): $words:expr, $values:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub $value);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                word(deserializer, &$words, |index| Self($values[index]))
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!({ "type": "string", "enum": $words })
            }
        }
    )*};
}

worded! {
    /// A severity.
    Level(Severity): ["advice", "warning", "error"], [Severity::Advice, Severity::Warning, Severity::Error];
    /// A severity from which a run fails.
    FailOn(Threshold): Threshold::WORDS, [Threshold::Error, Threshold::Warning, Threshold::Advice, Threshold::Never];
    /// A stage.
    At(Stage): ["concept", "prototype", "evt", "dvt", "pvt", "production"],
        [Stage::Concept, Stage::Prototype, Stage::Evt, Stage::Dvt, Stage::Pvt, Stage::Production];
    /// A section of a spec.
    Section(&'static str): SECTIONS, SECTIONS;
}

/// A severity for each stage; each holds from its stage on.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ByStage {
    /// From the concept on.
    pub concept: Field<Level>,
    /// From the prototype on.
    pub prototype: Field<Level>,
    /// From EVT on.
    pub evt: Field<Level>,
    /// From DVT on.
    pub dvt: Field<Level>,
    /// From PVT on.
    pub pvt: Field<Level>,
    /// In production.
    pub production: Field<Level>,
}

/// What every design has to have.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Require {
    /// Documents that exist at least in draft.
    pub documents: Field<Vec<Field<Document>>>,
    /// Sections of the spec.
    pub sections: Field<Vec<Field<Section>>>,
}

/// A document of an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document(pub &'static str);

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        word(deserializer, DOCUMENTS, |index| Self(DOCUMENTS[index]))
    }
}

impl JsonSchema for Document {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Document".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "enum": DOCUMENTS })
    }
}

/// Defines a section with its own keys and those that all share.
macro_rules! section {
    ($(#[$meta:meta])* $name:ident { $($(#[$own:meta])* $key:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(default, rename_all = "kebab-case")]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $($(#[$own])* pub $key: $type,)*
            /// Checks that are judged, and no others: codes, names, families, or `all`.
            pub select: Texts,
            /// Checks that are left out: codes, names or families.
            pub ignore: Texts,
            /// How bad findings are, by code, name or family.
            pub severity: Field<Entries<TextOr<Level, ByStage>>>,
            /// The severity from which a run fails.
            pub fail_on: Field<FailOn>,
            /// The share of the applicable checks of a design that has to be decided, such as `90%` or 0.9.
            #[schemars(with = "Share")]
            pub min_coverage: Field<Text>,
            /// The stage to judge for, whatever that of the design.
            pub gate: Field<At>,
            /// What every design has to have.
            pub require: Field<Require>,
        }

        impl $name {
            /// The keys that all sections share.
            pub(super) fn shared(&self) -> Shared {
                Shared {
                    select: self.select.clone(),
                    ignore: self.ignore.clone(),
                    severity: self.severity.clone(),
                    fail_on: self.fail_on.clone(),
                    min_coverage: self.min_coverage.clone(),
                    gate: self.gate.clone(),
                    require: self.require.clone(),
                }
            }
        }
    };
}

/// A share as it is written: a type of the schema alone.
enum Share {}

/// A percentage from 0 to 100 %, or a fraction from 0 to 1, as a text.
const SHARE: &str = r"^\s*((100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?)\s*%|0(\.[0-9]*)?|1(\.0*)?)\s*$";

impl JsonSchema for Share {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Share".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "anyOf": [
            { "type": "string", "pattern": SHARE },
            { "type": "number", "minimum": 0, "maximum": 1 },
        ] })
    }
}

/// The keys that all sections share.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    pub select: Texts,
    pub ignore: Texts,
    pub severity: Field<Entries<TextOr<Level, ByStage>>>,
    pub fail_on: Field<FailOn>,
    pub min_coverage: Field<Text>,
    pub gate: Field<At>,
    pub require: Field<Require>,
}

section! {
    /// What a project makes of the checks.
    Written {
        /// A file below this one, relative to it: what it says holds unless this one says otherwise.
        extends: Field<Text>,
        /// Folders with house checks, relative to this file; those of a base come with them.
        checks: Texts,
        /// Files with waivers, relative to this file, beside those in the specs.
        waivers: Texts,
        /// Checks that nobody may leave out, lower or waive: codes, names or families; those of a base come with them.
        mandatory: Texts,
        /// Named sets of settings, chosen with `--profile`.
        profile: Field<Entries<Profile>>,
        /// Settings for some paths; a later one decides.
        #[serde(rename = "override")]
        overrides: Field<Vec<Field<Override>>>,
    }
}

section! {
    /// A named set of settings.
    Profile {}
}

section! {
    /// Settings for some paths.
    Override {
        /// Globs relative to the file that they stand in, such as `prototypes/**`.
        #[schemars(length(min = 1))]
        paths: Texts,
    }
}

/// The schema of `caseproof.toml`, for editors.
#[must_use]
pub fn config_schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Written>();
    schema.insert("title".to_owned(), "caseproof.toml".into());
    if let Some(section) = schema.pointer_mut("/$defs/Override").and_then(Value::as_object_mut) {
        section.insert("required".to_owned(), json!(["paths"]));
    }
    widen(&mut schema);
    schema
}

/// A share in percent or as a fraction.
pub fn share(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>();
    let number = number.map_err(|_| format!("a share is written as `60%` or `0.6`, not as `{}`", text.trim()))?;
    let share = if text.contains('%') { number / 100.0 } else { number };
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    // A whole number is meant in percent by most who write it, and as a fraction it would be nonsense.
    let meant = !text.contains('%') && (1.0..=100.0).contains(&number);
    let hint = if meant { format!("; write `{number}%`") } else { String::new() };
    Err(format!("a share lies between 0 and 100 %{hint}"))
}

/// The stages in their order, each with its severity if it is given.
pub(super) fn stages(by: &ByStage) -> [(Stage, &Field<Level>); STAGES.len()] {
    [
        (Stage::Concept, &by.concept),
        (Stage::Prototype, &by.prototype),
        (Stage::Evt, &by.evt),
        (Stage::Dvt, &by.dvt),
        (Stage::Pvt, &by.pvt),
        (Stage::Production, &by.production),
    ]
}
