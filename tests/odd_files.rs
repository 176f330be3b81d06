//! Files and folders that are not what their names say: nothing is waited for, nothing is lost, and all of it is named.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command as System, Output, Stdio};
use std::time::Duration;

use crate::common::program::program;
use serde_json::Value;

/// One error: the draft.
const STEEP: &str = "caseproof: 1\ndesign: { name: Steep }\nparts: { a: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm] } }\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseproof-odd-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn with(self, name: impl AsRef<Path>, text: &str) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    fn pipe(&self, name: &str) {
        assert!(System::new("mkfifo").arg(self.0.join(name)).status().expect("mkfifo runs").success());
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program says; a run that waits for ever fails.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = program();
    command.current_dir(folder).env("NO_COLOR", "1").timeout(Duration::from_secs(120)).args(arguments).output().expect("it runs")
}

fn json(folder: &Path, arguments: &[&str], code: i32) -> Value {
    let output = run(folder, &[&["check", "--format", "json"], arguments].concat());
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn files(report: &Value) -> Vec<&str> {
    report["designs"].as_array().expect("designs").iter().map(|design| design["file"].as_str().expect("a path")).collect()
}

#[test]
fn files_whose_names_look_alike_are_all_judged() {
    let folder = Folder::new("names")
        .with("n/a.yaml", STEEP)
        .with(OsStr::from_bytes(b"n/bad\xff.yaml"), STEEP)
        .with(OsStr::from_bytes(b"n/bad\xfe.yaml"), STEEP)
        .with("n/m/b.yaml", STEEP)
        .with("n/m\\b.yaml", STEEP);
    let report = json(&folder.0, &["n"], 1);
    assert_eq!(files(&report), ["n/a.yaml", "n/bad\\xfe.yaml", "n/bad\\xff.yaml", "n/m/b.yaml", "n/m\\b.yaml"]);
    assert_eq!((&report["summary"]["files"], &report["summary"]["errors"]), (&Value::from(5), &Value::from(5)));
}

#[test]
fn a_file_that_is_named_in_several_ways_is_judged_once() {
    let folder = Folder::new("ways").with("a/b.yaml", STEEP).with("a/base.yaml", "other: 1\n");
    symlink("a", folder.0.join("linked")).expect("a link");
    for paths in [&["a/b.yaml"][..], &["a/b.yaml", "./a/b.yaml"], &["a", "a/../a/b.yaml"], &["linked/b.yaml", "a"], &[".", "a"]] {
        assert_eq!(files(&json(&folder.0, paths, 1)).len(), 1, "{paths:?}");
    }
    // A named file must be a spec, also if it is found as well.
    assert_eq!(json(&folder.0, &["a", "a/base.yaml"], 2)["rejected"].as_array().map(Vec::len), Some(1));
}

#[test]
fn pipes_and_devices_are_named_and_not_waited_for() {
    let folder = Folder::new("pipes").with("good.yaml", STEEP);
    folder.pipe("x.yaml");
    symlink("/dev/zero", folder.0.join("zero.yml")).expect("a link");
    symlink("good.yaml", folder.0.join("link.yaml")).expect("a link");
    let report = json(&folder.0, &["."], 1);
    assert_eq!(files(&report), ["good.yaml", "link.yaml"]);
    assert_eq!(report["skipped"], serde_json::json!(["x.yaml", "zero.yml"]));
}

#[test]
fn a_list_of_what_to_ignore_that_is_no_file_loses_nothing() {
    let folder = Folder::new("lists").with("good.yaml", STEEP).with("below/out.yaml", STEEP).with("below/in.yaml", STEEP);
    let folder = folder.with("below/.gitignore", "out.yaml\n").with("odd/a.yaml", STEEP).with("zero/deep/b.yaml", STEEP);
    folder.pipe("odd/.ignore");
    symlink("/dev/zero", folder.0.join("zero/.gitignore")).expect("a link");
    let report = json(&folder.0, &["."], 1);
    assert_eq!(files(&report), ["below/in.yaml", "good.yaml", "odd/a.yaml", "zero/deep/b.yaml"]);
    // Above the folder that is checked, and in it.
    assert_eq!(files(&json(&folder.0, &["zero/deep"], 1)), ["zero/deep/b.yaml"]);
    assert_eq!(files(&json(&folder.0, &["zero"], 1)), ["zero/deep/b.yaml"]);
}

#[test]
fn a_folder_that_cannot_be_read_is_reported_and_the_others_are_judged() {
    let folder = Folder::new("folders").with("a.yaml", STEEP).with("z.yaml", STEEP);
    // Nobody can open a path of more than 4096 bytes, and root cannot either.
    let long = "d".repeat(250);
    let mut deep = folder.0.join("m");
    while deep.as_os_str().len() + long.len() < 3800 {
        deep.push(&long);
    }
    fs::create_dir_all(&deep).expect("folders");
    let tail = folder.0.join("t").join(&long);
    fs::create_dir_all(tail.join(&long)).expect("folders");
    fs::rename(folder.0.join("t"), deep.join("t")).expect("moved");
    let report = json(&folder.0, &["."], 2);
    assert_eq!(files(&report), ["a.yaml", "z.yaml"]);
    let rejected = report["rejected"].as_array().expect("rejections");
    assert_eq!(rejected.len(), 1, "{rejected:?}");
    assert!(rejected[0]["file"].as_str().is_some_and(|file| file.starts_with("m/ddd")), "{rejected:?}");
    assert_eq!(rejected[0]["problems"][0]["message"], "cannot read the folder: file name too long");
}

#[test]
fn house_checks_that_are_no_files_are_refused() {
    let folder = Folder::new("house").with("good.yaml", STEEP).with("big/c.yaml", &"# x\n".repeat(2 << 20));
    fs::create_dir_all(folder.0.join("pipe")).expect("a folder");
    fs::create_dir_all(folder.0.join("zero")).expect("a folder");
    folder.pipe("pipe/c.yaml");
    symlink("/dev/zero", folder.0.join("zero/c.yaml")).expect("a link");
    for (house, message) in [
        ("pipe", "it is not a file"),
        ("zero", "it is not a file"),
        ("big", "the file is larger than 4 MiB"),
        ("pipe/c.yaml", "c.yaml"),
    ] {
        let report = json(&folder.0, &["--checks", house, "good.yaml"], 2);
        assert_eq!((files(&report).len(), report["rejected"].as_array().map(Vec::len)), (0, Some(1)), "{house}");
        let said = report["rejected"][0]["problems"][0]["message"].as_str().expect("a message");
        assert!(said.contains(message), "{house}: {said}");
    }
}

#[test]
fn standard_input_that_is_no_text_is_reported_in_every_format() {
    for (format, start) in
        [("json", "{"), ("concise", "in.yaml:1:1: error[design/encoding] not UTF-8"), ("text", "error design/encoding")]
    {
        let mut command = program();
        command.env("NO_COLOR", "1").args(["check", "--format", format, "--stdin-filename", "in.yaml", "-"]);
        let output = command.write_stdin(&b"caseproof: 1\xff\n"[..]).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(output.stdout.starts_with(start.as_bytes()), "{format}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn output_that_cannot_be_written_is_a_failure_and_a_reader_that_went_away_is_none() {
    let folder = Folder::new("output").with("a.yaml", STEEP);
    for arguments in
        [&["--help"][..], &["--version"], &["check", "a.yaml"], &["check", "--format", "json", "a.yaml"], &["new", "folio"]]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let mut command = System::new(assert_cmd::cargo::cargo_bin("caseproof"));
        let output = command.current_dir(&folder.0).args(arguments).stdout(full).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.starts_with("caseproof: cannot write the output: "), "{said}");
    }
    for (arguments, code) in [(&["--help"][..], 0), (&["check", "a.yaml"], 1), (&["check", "--fail-on", "never", "a.yaml"], 0)] {
        let mut command = System::new(assert_cmd::cargo::cargo_bin("caseproof"));
        command.current_dir(&folder.0).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn silly_numbers_of_threads_are_capped() {
    let folder = Folder::new("threads").with("a.yaml", STEEP);
    let with = |threads: &str| {
        let mut command = program();
        command.current_dir(&folder.0).env("RAYON_NUM_THREADS", threads).timeout(Duration::from_secs(120));
        let output = command.args(["check", "--format", "concise", "a.yaml"]).output().expect("it runs");
        (output.status.code(), output.stdout)
    };
    let one = with("1");
    assert_eq!(one.0, Some(1));
    for threads in ["0", "-1", "many", "100000", "18446744073709551615", "99999999999999999999999"] {
        assert_eq!(with(threads), one, "{threads}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_is_refused_and_the_others_are_judged() {
    let folder =
        Folder::new("named-pipe").with("a.yaml", "caseproof: 1\ndesign: { name: a }\nparts: { tray: { material: abs } }\n");
    folder.pipe("b.yaml");
    let report = json(&folder.0, &["a.yaml", "b.yaml"], 2);
    assert_eq!(report["designs"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(report["rejected"][0]["file"], "b.yaml", "{report}");
}
