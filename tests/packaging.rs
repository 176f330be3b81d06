//! What services and other tools are told of the program holds: the hook, the action, the template for GitLab, the entry for editors,
//! and the package.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;

const PROGRAM: &str = env!("CARGO_BIN_EXE_caseproof");

/// A folder of its own, which is gone in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseproof-packaging-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("designs")).expect("a temporary folder");
        Self(path)
    }

    /// Puts a sample into the folder of the designs.
    fn with(self, sample: &str) -> Self {
        let name = Path::new(sample).file_name().expect("a name");
        fs::copy(Path::new("sample_designs").join(sample), self.0.join("designs").join(name)).expect("a copy");
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn said(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

fn read<T: for<'de> Deserialize<'de>>(path: &str) -> T {
    serde_yaml::from_str(&fs::read_to_string(path).expect("a file")).expect("the form of the service")
}

#[derive(Deserialize)]
struct Hook {
    id: String,
    entry: String,
    #[serde(default)]
    args: Vec<String>,
    language: String,
    files: String,
    pass_filenames: bool,
}

#[test]
fn the_hook_fails_where_a_design_does() {
    let hooks: Vec<Hook> = read(".pre-commit-hooks.yaml");
    let hook = hooks.iter().find(|hook| hook.id == "caseproof").expect("the hook");
    assert_eq!((hook.language.as_str(), hook.pass_filenames), ("rust", false));
    assert!(hook.files.contains("ya?ml") && hook.files.contains("csv") && hook.files.contains("toml"), "{}", hook.files);
    let run = |folder: &Folder| {
        let words: Vec<&str> = hook.entry.split(' ').skip(1).chain(hook.args.iter().map(String::as_str)).collect();
        Command::new(PROGRAM).args(words).current_dir(&folder.0).output().expect("it runs")
    };
    let flawed = run(&Folder::new("hook-flawed").with("flawed/pp-drybox.yaml"));
    assert_eq!(flawed.status.code(), Some(1));
    assert!(said(&flawed.stdout).contains("designs/pp-drybox.yaml:"), "{}", said(&flawed.stdout));
    let sound = run(&Folder::new("hook-sound").with("sound/flight-case.yaml"));
    assert_eq!(sound.status.code(), Some(0), "{}", said(&sound.stdout));
}

#[derive(Deserialize)]
struct Action {
    runs: Runs,
}

#[derive(Deserialize)]
struct Runs {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    #[serde(default)]
    id: String,
    #[serde(default)]
    run: String,
}

/// Runs the step of the action that judges, as the service does, with these inputs; its output and what it says in the end.
#[cfg(unix)]
fn action(folder: &Folder, paths: &str, arguments: &str, formats: &str) -> (Output, String) {
    let action: Action = read("action.yml");
    let step = action.runs.steps.into_iter().find(|step| step.id == "check").expect("the step that judges");
    let bin = folder.0.join("runner/caseproof/bin");
    fs::create_dir_all(&bin).expect("a folder");
    std::os::unix::fs::symlink(Path::new(PROGRAM), bin.join("caseproof")).expect("a link");
    let (script, told) = (folder.0.join("runner/step.sh"), folder.0.join("runner/output"));
    fs::write(&script, step.run).expect("a script");
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail"])
        .arg(&script)
        .current_dir(&folder.0)
        .env("RUNNER_TEMP", folder.0.join("runner"))
        .env("GITHUB_OUTPUT", &told)
        .env("PATHS", paths)
        .env("ARGS", arguments)
        .env("FORMATS", formats)
        .output()
        .expect("bash runs");
    (output, fs::read_to_string(told).expect("what the step says"))
}

#[cfg(unix)]
#[test]
fn the_action_judges_what_it_is_given() {
    let folder = Folder::new("action").with("flawed/pp-drybox.yaml");
    let (output, told) = action(&folder, "designs\n\n", "", "concise");
    assert_eq!((output.status.code(), told.as_str()), (Some(1), "code=1\n"), "{}", said(&output.stderr));
    assert!(said(&output.stdout).starts_with("designs/pp-drybox.yaml:"), "{}", said(&output.stdout));
    let folder = Folder::new("action-arguments").with("flawed/pp-drybox.yaml");
    let (output, told) = action(&folder, "designs", "--fail-on never", "json");
    assert_eq!((output.status.code(), told.as_str()), (Some(0), "code=0\n"), "{}", said(&output.stderr));
}

/// An input is a value: nothing in it is run, and a name with spaces stays one.
#[cfg(unix)]
#[test]
fn the_action_runs_nothing_of_its_inputs() {
    let folder = Folder::new("action-hostile").with("sound/flight-case.yaml");
    fs::rename(folder.0.join("designs"), folder.0.join("our designs")).expect("another name");
    let (output, told) = action(&folder, "our designs\n$(touch run)\n`touch run`; touch run", "$(touch run)", "concise");
    assert_eq!((output.status.code(), told.as_str()), (Some(2), "code=2\n"), "such an option does not exist");
    let (output, _) = {
        let folder = Folder::new("action-spaces").with("sound/flight-case.yaml");
        fs::rename(folder.0.join("designs"), folder.0.join("our designs")).expect("another name");
        action(&folder, "our designs", "", "concise")
    };
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    assert!(!folder.0.join("run").exists());
}

/// The inputs of the template for GitLab are those that its job reads.
#[test]
fn the_template_reads_the_inputs_that_it_declares() {
    let text = fs::read_to_string("ci/gitlab.yml").expect("the template");
    let (head, job) = text.split_once("\n---\n").expect("inputs and a job");
    let declared: BTreeSet<&str> =
        head.lines().filter_map(|line| line.strip_prefix("    ")?.strip_suffix(':')).filter(|name| !name.contains(' ')).collect();
    let read: BTreeSet<&str> =
        job.split("$[[ inputs.").skip(1).map(|rest| rest.split(" ]]").next().unwrap_or_default()).collect();
    assert_eq!(declared, read);
    assert!(declared.len() == 6 && declared.contains("source"), "{declared:?}");
    let _: serde_json::Value = serde_yaml::from_str(job).expect("a job");
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Listed {
    name: String,
    description: String,
    file_match: Vec<String>,
    url: String,
}

/// The entries for editors have the form of the catalog, and a file of such a name is found and judged.
#[test]
fn the_entry_for_editors_names_files_that_are_read() {
    let page = fs::read_to_string("docs/schema-store.md").expect("the page");
    let block = page.split("```json catalog\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("the entries");
    let listed: Vec<Listed> = serde_json::from_str(block).expect("the form of the catalog");
    for entry in &listed {
        assert!(!entry.name.is_empty() && !entry.description.ends_with('.'), "{}", entry.description);
        assert!(entry.url.starts_with("https://www.schemastore.org/caseproof") && entry.url.ends_with(".json"), "{}", entry.url);
    }
    let folder = Folder::new("suffix");
    for pattern in listed.iter().flat_map(|entry| &entry.file_match).filter(|pattern| pattern.starts_with('*')) {
        let path = folder.0.join("designs").join(pattern.replace('*', "tray"));
        fs::copy("sample_designs/sound/flight-case.yaml", &path).expect("a copy");
        let output = Command::new(PROGRAM).args(["check", "designs"]).current_dir(&folder.0).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{pattern}: {}", said(&output.stdout));
        fs::remove_file(path).expect("removed");
    }
}

/// The package has what builds and tests the program, and nothing that only this repository needs.
#[test]
fn the_package_holds_what_it_needs() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(["package", "--list", "--allow-dirty", "--offline"]).output().expect("cargo runs");
    assert!(output.status.success(), "{}", said(&output.stderr));
    let listed = said(&output.stdout);
    let files: BTreeSet<&str> = listed.lines().collect();
    for file in [
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "README.md",
        "CHANGELOG.md",
        "build.rs",
        "checks/scale-up/shallow-draft.yaml",
        "checks/texts/zh/words.yaml",
        "sample_designs/sound/flight-case.yaml",
        "docs/spec-format.md",
        "tests/catalogue.rs",
    ] {
        assert!(files.contains(file), "{file} is missing");
    }
    let stray: Vec<&&str> =
        files.iter().filter(|file| [".ci/", "editors/", "tests/browser/"].iter().any(|out| file.starts_with(out))).collect();
    assert!(stray.is_empty(), "{stray:?}");
    let manifest = fs::read_to_string("Cargo.toml").expect("the manifest");
    assert!(manifest.contains("license = \"MIT OR Apache-2.0\""));
}
