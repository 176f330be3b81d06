//! Pages of the review, and what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// The day of the pages.
pub const DAY: &str = "2026-11-30";
/// A design of ten lines that says next to nothing.
pub const SHORT: &str = "caseproof: 1
design:
  name: Tray
  stage: concept
parts:
  tray:
    material: abs
  lid:
    material: abs
    bought: false
";

/// A new folder with some files.
pub fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-page-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file");
    }
    folder
}

/// Output, notes and exit code of `caseproof report`.
pub fn report(arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.arg("report").args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// The page of a file or folder.
pub fn page(path: &str, more: &[&str]) -> String {
    let (page, notes, code) = report(&[&[path, "--date", DAY], more].concat());
    assert_eq!(code, 0, "{notes}");
    // Where a path may go on in the next line.
    page.replace("<wbr>", "")
}

pub fn shown(path: &Path) -> &str {
    path.to_str().expect("a path of letters")
}

/// The text of the data on a page.
pub fn data_text(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"caseproof-data\">").expect("data");
    rest.split_once("</script>").expect("the end of the data").0
}

/// The review of the design with a number.
pub fn review(page: &str, number: usize) -> Value {
    let data: Value = serde_json::from_str(data_text(page)).expect("JSON");
    data["designs"][number].clone()
}
