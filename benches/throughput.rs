//! Files per second, parse-only and whole check, the time for one file from a cold start, and the memory of a long run.
//!
//! `cargo bench` prints the figures and writes nothing. Ratios within one run are what counts: machines differ and drift.

mod generator;
mod peak;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use caseproof::catalogue::{Check, builtin};
use caseproof::design::{Content, Loader};
use caseproof::facts::World;
use caseproof::judge::judge;
use caseproof::yaml::{Budget, parse};
use rayon::prelude::*;

const FILES: u64 = 1000;
const ROUNDS: usize = 7;
/// Files of the long run, and the memory it may take in KiB whatever their number.
const MANY_FILES: u64 = 2000;
const MOST_MEMORY: u64 = 64 << 10;

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

fn timed(work: impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

fn main() {
    let specs: Vec<String> = (0..FILES).map(generator::spec).collect();
    let bytes: usize = specs.iter().map(String::len).sum();
    let checks: Vec<Check> = builtin()
        .into_iter()
        .flatten()
        .filter_map(|definition| Check::compile(definition, caseproof::knowledge::library()).ok())
        .collect();
    let all: Vec<&Check> = checks.iter().collect();
    let loader = Loader::new(Path::new("."));
    println!("{FILES} specs of {} bytes on average, {} checks, {ROUNDS} rounds, median", bytes / specs.len(), checks.len());

    // What each stage adds: events into the spanned tree; typed and validated; judged by every check.
    let tree = |text: &String| parse(text, &Budget::SPEC).tree.len();
    let typed = |text: &String| match loader.text(text.clone(), "spec", None).content {
        Content::Specs(specs) => specs.len(),
        Content::NotASpec(_) => 0,
    };
    let derived = |text: &String| match loader.text(text.clone(), "spec", None).content {
        Content::Specs(specs) => specs.iter().map(|spec| World::new(spec, None).pairings.len()).sum(),
        Content::NotASpec(_) => 0,
    };
    let whole = |text: &String| match loader.text(text.clone(), "spec", None).content {
        Content::Specs(specs) => specs.iter().map(|spec| judge(spec, &all, None, None).findings.len()).sum(),
        Content::NotASpec(_) => 0,
    };
    assert_eq!(specs.iter().map(typed).sum::<usize>(), specs.len(), "every generated spec loads");
    let findings: usize = specs.iter().map(whole).sum();

    // In turn, so that a machine that slows down slows all of them.
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..ROUNDS {
        times[0].push(timed(|| specs.iter().map(tree).sum()));
        times[1].push(timed(|| specs.iter().map(typed).sum()));
        times[2].push(timed(|| specs.iter().map(whole).sum()));
        times[3].push(timed(|| specs.par_iter().map(whole).sum()));
        times[4].push(timed(|| specs.iter().map(derived).sum()));
    }
    let [tree, typed, whole, parallel, derived] = times.map(median);
    for (name, seconds) in [
        ("spanned tree", tree),
        ("parse-only (typed and validated)", typed),
        ("derived, not judged", derived),
        ("whole check", whole),
        ("whole check, all threads", parallel),
    ] {
        println!("{name:<34} {:>8.0} files/s {:>7.1} MB/s", FILES as f64 / seconds, bytes as f64 / seconds / 1e6);
    }
    println!("whole check / parse-only           {:.2}", whole / typed);
    println!("findings by file                   {:.1}", findings as f64 / FILES as f64);
    cold_start(&specs[0]);
    memory();
}

/// The whole process: start, load the tables and checks, judge one file, print.
fn cold_start(spec: &str) {
    let Some(binary) = option_env!("CARGO_BIN_EXE_caseproof") else { return };
    let folder = std::env::temp_dir().join(format!("caseproof-bench-{}", std::process::id()));
    let file = folder.join("spec.yaml");
    if std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, spec)).is_err() {
        println!("cold start not measured: no temporary folder");
        return;
    }
    let run = |arguments: &[&std::ffi::OsStr]| {
        let start = Instant::now();
        let status = Command::new(binary).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.ok().map(|_| start.elapsed())
    };
    let check: Vec<Duration> = (0..21).filter_map(|_| run(&["check".as_ref(), file.as_os_str()])).collect();
    let bare: Vec<Duration> = (0..21).filter_map(|_| run(&["--version".as_ref()])).collect();
    if !check.is_empty() && !bare.is_empty() {
        println!("cold start, one file               {:.1} ms (--version: {:.1} ms)", median(check) * 1e3, median(bare) * 1e3);
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// The most memory that a run of many files takes in each format.
fn memory() {
    let Some(binary) = option_env!("CARGO_BIN_EXE_caseproof") else { return };
    let folder = std::env::temp_dir().join(format!("caseproof-bench-memory-{}", std::process::id()));
    let write = |seed| std::fs::write(folder.join(format!("{seed:05}.yaml")), generator::spec(seed));
    if std::fs::create_dir_all(&folder).and_then(|()| (0..MANY_FILES).try_for_each(write)).is_err() {
        println!("memory not measured: no temporary folder");
        return;
    }
    for format in ["text", "concise", "json", "jsonl", "sarif", "junit"] {
        let Some((most, _)) = peak::peak(Path::new(binary), &folder, format) else { continue };
        println!("memory, {MANY_FILES} files, {format:<17} {:.1} MiB", most as f64 / 1024.0);
        assert!(most < MOST_MEMORY, "a run takes at most 64 MiB");
    }
    let _ = std::fs::remove_dir_all(&folder);
}
