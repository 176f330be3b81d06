//! A repository of two hundred designs takes up the gate: adopted in one command, green, red at a pull request that makes one finding
//! new, one worse and one vanish while a waiver ends and a file breaks, and green again. What is said on the way is kept as it is.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::formats::{FORMATS, Row, rows};
use crate::common::program::program;
use crate::common::run::TODAY;

const COPIES: usize = 200;
/// The day of the pull request, after the last one of a waiver.
const LATER: &str = "2026-12-15";

/// A repository, with what was said in it so far.
struct Repository {
    root: PathBuf,
    transcript: String,
}

impl Repository {
    /// Copies of the samples with names and numbers of their own, at every stage, some with too little draft.
    fn new() -> Self {
        let root = std::env::temp_dir().join(format!("caseproof-adoption-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("designs")).expect("a folder");
        let samples = samples();
        for copy in 0..COPIES {
            let (name, text) = &samples[copy % samples.len()];
            let file = root.join("designs").join(format!("{copy:03}-{name}"));
            fs::write(file, altered(text, copy)).expect("a file");
        }
        fs::copy(
            "sample_designs/sound/pc-tpu-phone-case-cavity-length.csv",
            root.join("designs/pc-tpu-phone-case-cavity-length.csv"),
        )
        .expect("a table");
        Self { root, transcript: String::new() }
    }

    fn file(&self, copy: usize) -> PathBuf {
        let start = format!("{copy:03}-");
        let mut files = fs::read_dir(self.root.join("designs")).expect("designs").map(|entry| entry.expect("an entry").path());
        files.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start))).expect("a copy")
    }

    fn change(&self, copy: usize, from: &str, to: &str) {
        let text = fs::read_to_string(self.file(copy)).expect("a text");
        assert_eq!(text.matches(from).count(), 1, "{from} in {copy}");
        fs::write(self.file(copy), text.replace(from, to)).expect("a file");
    }

    /// Runs a command and writes down the end of what it prints, all it notes, and its exit code.
    fn run(&mut self, line: &str, tail: usize) -> i32 {
        let mut command = program();
        command.current_dir(&self.root).env("NO_COLOR", "1").env("COLUMNS", "120");
        let output = command.args(line.split(' ')).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let (printed, notes, code) = (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1));
        let lines: Vec<&str> = printed.lines().collect();
        let left = lines.len().saturating_sub(tail);
        writeln!(self.transcript, "$ caseproof {line}").expect("a text");
        if left > 0 {
            writeln!(self.transcript, "[{left} lines]").expect("a text");
        }
        for line in lines[left..].iter().copied().chain(notes.lines()) {
            writeln!(self.transcript, "{line}").expect("a text");
        }
        writeln!(self.transcript, "exit {code}\n").expect("a text");
        code
    }

    /// Runs the gate once in all formats; what each of them found.
    fn gate(&mut self, day: &str, name: &str) -> (Vec<Row>, i32) {
        let formats: Vec<String> = FORMATS.iter().map(|format| format!("--format {format}={name}.{format}")).collect();
        let line = format!("check designs --date {day} --baseline known.json --format text {}", formats.join(" "));
        let code = self.run(&line, 40);
        let read = |format: &str| fs::read_to_string(self.root.join(format!("{name}.{format}"))).expect("a report");
        let found: Vec<Vec<Row>> = FORMATS.iter().map(|format| rows(format, &read(format), &self.root)).collect();
        for (format, rows) in FORMATS.iter().zip(&found) {
            assert_eq!(rows, &found[0], "{format}");
        }
        for format in ["concise", "github", "agent"] {
            let said = read(format);
            // What stands before a design in `agent`.
            let verdicts = ["no-findings", "needs-work", "not-ready", "open"];
            let told: Vec<&str> = said.lines().filter(|line| !verdicts.iter().any(|verdict| line.starts_with(verdict))).collect();
            writeln!(self.transcript, "{name}.{format}, without the designs:\n{}\n", told.join("\n")).expect("a text");
        }
        (found[0].clone(), code)
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn samples() -> Vec<(String, String)> {
    let files =
        ["flawed", "sound"].into_iter().flat_map(|of| fs::read_dir(Path::new("sample_designs").join(of)).expect("samples"));
    let specs = files.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_some_and(|of| of == "yaml"));
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut all: Vec<(String, String)> = specs.map(|path| (name(&path), fs::read_to_string(&path).expect("a text"))).collect();
    all.sort();
    all
}

/// A copy that is another design: the first round as the samples are, the others at other stages and with other draft.
fn altered(text: &str, copy: usize) -> String {
    let round = copy / samples().len();
    let lines = text.lines().map(|line| match line.trim_start() {
        body if body.starts_with("name: ") => line.replacen("name: ", &format!("name: {copy:03} "), 1),
        body if body.starts_with("number: ") => line.replacen("number: ", &format!("number: {copy:03}-"), 1),
        body if body.starts_with("stage: ") && round % 2 == 1 => {
            let stage = ["evt", "dvt", "pvt"][copy % 3];
            format!("{}stage: {stage}", &line[..line.len() - body.len()])
        }
        "draft: 2 deg" if round % 3 == 1 => line.replace("2 deg", "0.3 deg"),
        _ => line.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

#[test]
fn a_repository_takes_up_the_gate() {
    let mut repository = Repository::new();
    // Somebody accepted one of the findings until the end of the month.
    let waived = "\nwaivers:\n  - { check: A31, at: joints.hinge, owner: m.lee, reason: \"hinge is opened once, at assembly\", until: 2026-11-30 }\n";
    let file = repository.file(16);
    fs::write(&file, fs::read_to_string(&file).expect("a text") + waived).expect("a file");

    assert_eq!(repository.run(&format!("check designs --date {TODAY} --quiet"), 1), 1);
    assert_eq!(repository.run(&format!("check designs --date {TODAY} --quiet --write-baseline known.json"), 1), 0);
    assert_eq!(repository.run(&format!("check designs --date {TODAY} --baseline known.json"), 16), 0);

    // The pull request.
    repository.change(8, "draft: 3 deg\n", "draft: 0.4 deg\n");
    repository.change(14, "draft: 1 deg\n", "draft: 0.8 deg\n");
    repository.change(5, "wait: 2 h", "wait: 24 h");
    let (found, code) = repository.gate(LATER, "request");
    assert_eq!(code, 1);
    let files: BTreeSet<&str> = found.iter().map(|(file, ..)| file.rsplit('/').next().expect("a name")).collect();
    assert_eq!(files, BTreeSet::from(["008-pc-tpu-phone-case.yaml", "014-tpe-grip-phone-case.yaml", "016-abs-tool-case.yaml"]));

    // A file breaks as well: what the others have is still told, and the run says that it could not do its job.
    fs::write(repository.root.join("designs/new.yaml"), "caseproof: 1\ndesign: { name: New }\nparts:\n  tray: { wal: 2 mm }\n")
        .expect("a file");
    let (with_broken, code) = repository.gate(LATER, "broken");
    assert_eq!(code, 2);
    let added: Vec<&Row> = with_broken.iter().filter(|row| !found.contains(row)).collect();
    assert_eq!(added, [&("designs/new.yaml".to_owned(), 4, 11, "error".to_owned())]);
    assert_eq!(with_broken.len(), found.len() + 1);

    // Put in order, the gate is green; what was fixed leaves the baseline.
    fs::remove_file(repository.root.join("designs/new.yaml")).expect("a file");
    repository.change(8, "draft: 0.4 deg\n", "draft: 3 deg\n");
    repository.change(14, "draft: 0.8 deg\n", "draft: 1 deg\n");
    repository.change(16, "until: 2026-11-30", "until: 2027-05-31");
    assert_eq!(repository.run(&format!("check designs --date {LATER} --baseline known.json"), 16), 0);
    assert_eq!(repository.run(&format!("check designs --date {LATER} --quiet --write-baseline known.json"), 1), 0);
    insta::assert_snapshot!(repository.transcript);
}
