//! The tools by their names: what each takes, and what it answers.

use std::path::{Path, PathBuf};

use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::change::{Told, what_if};
use super::design::{Given, check, questions, suggest, windows};
use super::look::{explain, look_up};
use super::setup::Setup;
use super::small::small;
use super::words::{severity, stage};
use crate::design::{MAX_FILE_BYTES, decode};
use crate::source::{Disk, Provider, did_you_mean_one_of};

/// What answers a call.
type Call = fn(&Setup<'_>, Value) -> Result<Map<String, Value>, String>;

/// A tool.
pub(super) struct Tool {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What it takes.
    pub takes: fn() -> Schema,
    call: Call,
}

impl Tool {
    /// What it takes, and nothing else.
    pub(super) fn schema(&self) -> Map<String, Value> {
        let mut schema = (self.takes)().to_value();
        let mut schema = schema.as_object_mut().map(std::mem::take).unwrap_or_default();
        // Arguments of a design stand among its own, so that no struct alone knows all of them.
        schema.remove("unevaluatedProperties");
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
        schema
    }

    /// Fails if there is an argument that it does not take.
    fn refuse_unknown(&self, arguments: &Value) -> Result<(), String> {
        let schema = self.schema();
        let known: Vec<&str> = schema["properties"].as_object().into_iter().flat_map(Map::keys).map(String::as_str).collect();
        let given = arguments.as_object().into_iter().flat_map(Map::keys);
        let Some(wrong) = given.into_iter().find(|given| !known.contains(&given.as_str())) else { return Ok(()) };
        let hint = did_you_mean_one_of(wrong, known.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("it takes {}", known.join(", ")));
        Err(format!("`{}` takes no `{wrong}`; {hint}", self.name))
    }
}

/// A design to look at.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Design {
    /// Text of the design spec, in YAML. If left out, the file at `path` is read.
    text: Option<String>,
    /// Where the spec stands; bases and CSV files that it names are read from beside it.
    path: Option<PathBuf>,
    /// Judge as if the design stood at this stage: concept, prototype, evt, dvt, pvt or production.
    stage: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct Check {
    #[serde(flatten)]
    design: Design,
    /// Only findings of this severity: error, warning or advice, in any case.
    severity: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Explain {
    /// Code or name of the check, such as one that a finding has.
    check: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LookUp {
    /// materials, processes, methods, restrictions or checks.
    table: String,
    /// An id or alias for one entry with its figures and sources; words such as `1680D nylon` for a list, the best first; empty
    /// for all.
    query: String,
}

#[derive(Deserialize, JsonSchema)]
struct Windows {
    #[serde(flatten)]
    design: Design,
    /// Semantic path of a thing or field, such as `parts.tray` or `parts.tray.draft`; all if left out.
    place: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct WhatIf {
    #[serde(flatten)]
    design: Design,
    /// The values to set, one after the other.
    #[serde(default)]
    set: Vec<Set>,
    /// Changes as `suggest` answers them, made after `set`, one after the other.
    #[serde(default)]
    changes: Vec<Changed>,
    /// Whether to answer with the changed text as well, everything else in it as it was.
    #[serde(default)]
    with_text: bool,
}

/// How `set` is written.
const SET: &str = r#"[{"path": "parts.tray.draft", "value": "1.5 deg"}]"#;
/// How `changes` are written.
const CHANGES: &str = r#"[{"at": "parts.tray.draft", "to": "1.5 deg"}], as `suggest` answers them"#;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a map with path and value")]
struct Set {
    /// Path of the field, such as `parts.tray.draft` or `assembly.mold.time`.
    path: String,
    /// The value in YAML, such as `1.5 deg`; of a step of the assembly also where it comes, such as `before rivet`.
    value: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a map with at and to")]
struct Changed {
    /// The field, or the step that is moved.
    at: String,
    /// What comes there, in YAML; for a step `before` or `after` and another, such as `before rivet`.
    to: String,
    /// What stands there; said by `suggest`, and not read.
    #[serde(rename = "from")]
    _from: Option<String>,
    /// What has to be done to the product; said by `suggest`, and not read.
    #[serde(rename = "means")]
    _means: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct Suggest {
    #[serde(flatten)]
    design: Design,
    /// Code of the finding to clear; with `at`. All errors and warnings if left out.
    check: Option<String>,
    /// Place of the finding, as it is named at `at`.
    at: Option<String>,
}

/// All tools.
pub(super) const TOOLS: [Tool; 7] = [
    Tool {
        name: "check",
        about: "Judge a design of a protective case: what is likely to fail between prototype and mass production, where in the \
                text, why, and which value would clear it. A text that does not load yields its problems with lines.",
        takes: || schema_for!(Check),
        call: |setup, arguments| {
            let Check { design, severity } = read(arguments)?;
            check(setup, &given(setup, design)?, severity.as_deref().map(self::severity).transpose()?)
        },
    },
    Tool {
        name: "explain",
        about: "One check in full: what it measures or asks, limits with their sources, why it fails in production, help, examples.",
        takes: || schema_for!(Explain),
        call: |setup, arguments| explain(setup, &read::<Explain>(arguments)?.check),
    },
    Tool {
        name: "look_up",
        about: "Look up materials, processes, joining methods, restricted substances or checks: ids to write into a design, figures \
                with their sources.",
        takes: || schema_for!(LookUp),
        call: |setup, arguments| {
            let LookUp { table, query } = read(arguments)?;
            look_up(setup, &table, &query)
        },
    },
    Tool {
        name: "limits",
        about: "What each thing of a design may be, given or not yet given: hard limits and targets of the checks that measure it.",
        takes: || schema_for!(Windows),
        call: |setup, arguments| {
            let Windows { design, place } = read(arguments)?;
            windows(setup, &given(setup, design)?, place.as_deref())
        },
    },
    Tool {
        name: "what_if",
        about: "What setting values in a design, or a change that `suggest` proposes, would do: findings cleared, lowered, waived, \
                raised, and checks that can no longer be decided. Nothing is written; the changed text is answered if asked for. Says of \
                each field whether it is a decision, a requirement, a claim, evidence or a waiver: change decisions only.",
        takes: || schema_for!(WhatIf),
        call: |setup, arguments| {
            shaped::<Set>(&arguments, "set", SET)?;
            shaped::<Changed>(&arguments, "changes", CHANGES)?;
            let WhatIf { design, set, changes, with_text } = read(arguments)?;
            let set = set.into_iter().map(|Set { path, value }| Told { at: path, to: value });
            let told: Vec<Told> = set.chain(changes.into_iter().map(|Changed { at, to, .. }| Told { at, to })).collect();
            if told.is_empty() {
                return Err(format!("there is nothing to try; give `set` as {SET}, or `changes` as {CHANGES}"));
            }
            what_if(setup, &given(setup, design)?, &told, with_text)
        },
    },
    Tool {
        name: "questions",
        about: "What to answer first: the missing fields that would settle most checks, and the questions on who designs and who \
                builds, the most telling first.",
        takes: || schema_for!(Design),
        call: |setup, arguments| questions(setup, &given(setup, read(arguments)?)?),
    },
    Tool {
        name: "suggest",
        about: "Changes that clear findings, each proven by judging the changed design with all checks: it raises nothing and opens \
                nothing. Only decisions are changed, never requirements, claims or evidence. `what_if` takes the changes as they are and \
                answers with the changed text.",
        takes: || schema_for!(Suggest),
        call: |setup, arguments| {
            let Suggest { design, check, at } = read(arguments)?;
            let of = match (&check, &at) {
                (Some(check), Some(at)) => Some((&**check, &**at)),
                (None, None) => None,
                _ => return Err("`check` and `at` go together".to_owned()),
            };
            suggest(setup, &given(setup, design)?, of)
        },
    },
];

/// The answer of a tool; none if there is no tool of this name, and why if it cannot answer.
pub(super) fn call(setup: &Setup<'_>, name: &str, arguments: Value) -> Option<Result<String, String>> {
    let tool = TOOLS.iter().find(|tool| tool.name == name)?;
    Some(tool.refuse_unknown(&arguments).and_then(|()| (tool.call)(setup, arguments)).map(small))
}

/// Fails if an argument is no list of this shape.
fn shaped<T: DeserializeOwned>(arguments: &Value, key: &str, shape: &str) -> Result<(), String> {
    let list = arguments.get(key).cloned().map(serde_json::from_value::<Vec<T>>).transpose();
    list.map(drop).map_err(|error| format!("write `{key}` as {shape}: {error}"))
}

fn read<T: DeserializeOwned>(arguments: Value) -> Result<T, String> {
    serde_json::from_value(arguments).map_err(|error| error.to_string())
}

fn given(setup: &Setup<'_>, design: Design) -> Result<Given, String> {
    let Design { text, path, stage } = design;
    let text = match (text, &path) {
        (Some(text), _) if text.len() as u64 > MAX_FILE_BYTES => {
            return Err(format!("the text is larger than {} MiB", MAX_FILE_BYTES >> 20));
        }
        (Some(text), _) => text,
        (None, Some(path)) => read_file(path)?,
        (None, None) => return Err("give the `text` of a design, or the `path` of its file".to_owned()),
    };
    let mut options = setup.options.clone();
    if let Some(stage) = stage {
        options.gate = Some(self::stage(&stage)?);
    }
    Ok(Given { text, path, options })
}

fn read_file(path: &Path) -> Result<String, String> {
    let bytes = Disk.read(path, MAX_FILE_BYTES + 1).map_err(|error| format!("cannot read the file: {error}"))?;
    decode(bytes).map_err(|problem| problem.message)
}
