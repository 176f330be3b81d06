//! Memory of a run does not grow with the number of files: what a file yields is written and dropped. The benchmark measures
//! the same with more files.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::inputs::generator;

#[path = "../benches/peak.rs"]
mod peak;

/// What 128 more files may add to a run, in KiB. Kept to the end, their reports would take 17 MB in text and 45 MB in JSON.
const MOST: u64 = 6 << 10;

/// A folder with some generated specs.
fn folder(specs: u64) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-memory-{}-{specs}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    for seed in 0..specs {
        fs::write(folder.join(format!("{seed:05}.yaml")), generator::spec(seed)).expect("a file");
    }
    folder
}

fn measured(folder: &Path, format: &str) -> u64 {
    let binary = assert_cmd::cargo::cargo_bin("caseproof");
    let (most, code) = peak::peak(&binary, folder, format).expect("Linux says it");
    assert_eq!(code, 1, "{format}: the generated designs have errors");
    most
}

#[test]
fn memory_does_not_grow_with_the_number_of_files() {
    // Two windows fill what is used again for all that come after them.
    let (few, many) = (folder(128), folder(256));
    for format in ["text", "json", "jsonl", "junit", "github"] {
        let (least, most) = (measured(&few, format), measured(&many, format));
        assert!(most < least + MOST, "{format}: {least} KiB for 128 files, {most} KiB for 256");
    }
    for folder in [few, many] {
        fs::remove_dir_all(&folder).expect("cleaned up");
    }
}
