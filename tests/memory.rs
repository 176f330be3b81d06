//! Memory of a run does not grow with the number of files: what a file yields is written and dropped.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

#[path = "../benches/generator.rs"]
mod generator;

/// The most that a run may take, in KiB.
const MOST: u64 = 64 << 10;

/// The most memory that a process took, in KiB, as long as it lives.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Peak memory and exit code of a run.
fn measured(folder: &Path, format: &str) -> (u64, Option<i32>) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("caseproof"));
    command.current_dir(folder).args(["check", "--format", format, "."]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    let mut most = 0;
    loop {
        most = peak(&child).unwrap_or(0).max(most);
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return (most, status.code());
        }
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn memory_does_not_grow_with_the_number_of_files() {
    let folder = std::env::temp_dir().join(format!("caseproof-memory-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    for seed in 0..2000 {
        fs::write(folder.join(format!("{seed:05}.yaml")), generator::spec(seed)).expect("a file");
    }
    for format in ["text", "concise", "json"] {
        let (most, code) = measured(&folder, format);
        assert_eq!(code, Some(1), "{format}: the generated designs have errors");
        // Kept to the end, 2,000 reports would take four times as much and more.
        assert!(most > 0 && most < MOST, "{format} takes {most} KiB");
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}
