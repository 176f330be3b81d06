//! One run of the program over many files, and what it said of each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use assert_cmd::Command;
use caseproof::engine::Engine;
use serde::Deserialize;
use serde_json::Value;

/// The day on which all is judged.
pub const TODAY: &str = "2026-11-22";

/// A report, as far as these tests read it.
#[derive(Deserialize)]
struct Report {
    designs: Vec<Design>,
    rejected: Vec<Rejected>,
    skipped: Vec<Value>,
    internal: Vec<Value>,
}

#[derive(Deserialize)]
struct Rejected {
    file: String,
    problems: Vec<Problem>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, Deserialize)]
pub struct Problem {
    pub code: String,
    pub message: String,
}

/// What was said of one design.
#[derive(Clone, Debug, Deserialize)]
pub struct Design {
    pub file: String,
    pub findings: Vec<Finding>,
    pub not_assessed: Vec<Open>,
    pub coverage: Coverage,
}

/// How much was judged, in judgements.
#[derive(Clone, Debug, Deserialize)]
pub struct Coverage {
    pub applicable: usize,
    pub passed: usize,
    pub failed: usize,
    pub waived: usize,
    pub not_assessed: usize,
}

/// A finding.
#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    pub code: String,
    pub check: String,
    pub severity: String,
    pub message: String,
    pub at: String,
    #[serde(default)]
    pub clears: Vec<Clear>,
    #[serde(default)]
    pub measured: Option<Value>,
    #[serde(default)]
    waits_for: Vec<Value>,
}

/// The value of a field from which a finding is gone.
#[derive(Clone, Debug, Deserialize)]
pub struct Clear {
    pub severity: String,
    pub at: String,
    pub value: String,
}

/// A check that was not decided.
#[derive(Clone, Debug, Deserialize)]
pub struct Open {
    #[serde(rename = "code", deserialize_with = "name")]
    pub check: String,
    pub at: String,
    needs: Vec<Value>,
    #[serde(default)]
    pub passes: Option<Value>,
}

/// The name of a check by its code.
fn name<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    static NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let engine = Engine::builtin().expect("the catalogue");
        engine.checks().iter().map(|check| (check.definition.code.clone(), check.name.to_string())).collect()
    });
    let code = String::deserialize(from)?;
    NAMES.get(&code).cloned().ok_or_else(|| serde::de::Error::custom(format!("no check has the code {code}")))
}

impl Design {
    /// What is asked for: the name of the check, its place, and the places of what is needed; of what is open, and of findings
    /// that may be worse.
    pub fn asked(&self) -> impl Iterator<Item = (&str, &str, Vec<&str>)> {
        let open = self.not_assessed.iter().map(|open| (&*open.check, &*open.at, open.needs().collect()));
        let waiting = self.findings.iter().filter(|finding| !finding.waits_for.is_empty());
        open.chain(waiting.map(|finding| (&*finding.check, &*finding.at, places(&finding.waits_for).collect())))
    }
}

/// The places of what is needed, whether a need is a place or says its place.
fn places(needs: &[Value]) -> impl Iterator<Item = &str> {
    needs.iter().filter_map(|need| need.as_str().or_else(|| need["at"].as_str()))
}

impl Open {
    /// The places of what is needed.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        places(&self.needs)
    }
}

impl Finding {
    /// 2 for an error, 1 for a warning, 0 for advice.
    pub fn rank(&self) -> u8 {
        match self.severity.as_str() {
            "error" => 2,
            "warning" => 1,
            _ => 0,
        }
    }
}

/// How a file went.
#[derive(Clone, Debug)]
pub enum Outcome {
    Judged(Design),
    Refused(Vec<Problem>),
    /// No spec at all.
    Skipped,
}

impl Outcome {
    /// What was said of the design; nothing if the file was refused.
    pub fn design(&self) -> Option<&Design> {
        match self {
            Self::Judged(design) => Some(design),
            _ => None,
        }
    }
}

/// A folder for files, gone when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("caseproof-properties-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), text).expect("a file");
    }

    /// What the program says of each YAML file, by file name.
    pub fn judge(&self) -> BTreeMap<String, Outcome> {
        let output = Command::cargo_bin("caseproof")
            .expect("the program")
            .current_dir(&self.0)
            .args(["check", ".", "--format", "json", "--fail-on", "never", "--date", TODAY])
            .output()
            .expect("it runs");
        let report: Report = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        assert!(report.internal.is_empty(), "{:?}", report.internal);
        let name = |file: &str| Path::new(file).file_name().expect("a name").to_string_lossy().into_owned();
        let mut outcomes = BTreeMap::new();
        for skipped in &report.skipped {
            let file = skipped.as_str().or_else(|| skipped["file"].as_str()).expect("a file that was skipped");
            outcomes.insert(name(file), Outcome::Skipped);
        }
        for rejected in report.rejected {
            outcomes.insert(name(&rejected.file), Outcome::Refused(rejected.problems));
        }
        for design in report.designs {
            outcomes.insert(name(&design.file), Outcome::Judged(design));
        }
        outcomes
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program says of each text, in their order. Beside them stand the files that they may name.
pub fn judge(texts: &[String], beside: &[(String, Vec<u8>)]) -> Vec<Outcome> {
    let folder = Folder::new();
    for (name, bytes) in beside {
        folder.write(name, bytes);
    }
    let name = |index: usize| format!("{index:06}.yaml");
    for (index, text) in texts.iter().enumerate() {
        folder.write(&name(index), text);
    }
    let mut outcomes = folder.judge();
    (0..texts.len()).map(|index| outcomes.remove(&name(index)).expect("every file is accounted for")).collect()
}
