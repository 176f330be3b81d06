//! What the program writes about every spec of the repository is what it wrote when `tests/corpus.digest` was committed.

#[path = "../examples/corpus/digest.rs"]
mod digest;
#[path = "../examples/corpus/inputs.rs"]
pub mod inputs;
#[path = "../examples/corpus/judged.rs"]
mod judged;
#[path = "../examples/corpus/statistics.rs"]
mod statistics;

use std::fs;

use digest::{Line, START, fnv, lines};
use inputs::{Input, Source, repository};
use judged::{Judge, TODAY};
use statistics::{page, reasons, rows, silent};

const DIGEST: &str = "tests/corpus.digest";
const STATISTICS: &str = "docs/check-statistics.md";
/// Set to anything, it writes the digest instead of comparing it.
const FREEZE: &str = "CORPUS_FREEZE";
/// Fewer than the tool takes, because a test without optimization is to take seconds.
const GENERATED: u64 = 200;

#[test]
fn the_output_is_what_it_was() {
    let inputs = repository(GENERATED).expect("the corpus");
    let now = lines(&Judge::new().expect("the checks"), &inputs).expect("outputs");
    if std::env::var_os(FREEZE).is_some() {
        fs::write(DIGEST, written(&now)).expect("the digest is written");
        return;
    }
    let frozen = fs::read_to_string(DIGEST).expect("the digest");
    let changes = changes(&frozen, &now);
    assert!(
        changes.is_empty(),
        "the output changed for {} groups of specs:\n{}\n\
         To see how: `cargo run --example corpus -- freeze FOLDER` without the change, then `compare FOLDER` with it.\n\
         If it is meant: `{FREEZE}=1 cargo test --test suite corpus::`, and commit {DIGEST}.",
        changes.len(),
        changes.join("\n")
    );
}

/// How often each check fired is what docs/check-statistics.md says, and a check that never does has a reason to stay.
#[test]
fn the_statistics_are_those_of_today() {
    let rows = rows(&repository(GENERATED).expect("the corpus"), TODAY).expect("outcomes");
    let reasons = reasons().expect("reasons");
    let page = page(&rows, &reasons);
    if std::env::var_os(FREEZE).is_some() {
        fs::write(STATISTICS, &page).expect("the page is written");
    }
    let mute: Vec<&str> = silent(&rows).map(|row| row.code.as_str()).collect();
    let stated: Vec<&str> = reasons.iter().map(|silent| silent.check.as_str()).collect();
    let unstated: Vec<&&str> = mute.iter().filter(|code| !stated.contains(*code)).collect();
    assert!(unstated.is_empty(), "they fire nowhere but in their own examples, and nothing says why they stay: {unstated:?}");
    let stale: Vec<&&str> = stated.iter().filter(|code| !mute.contains(*code)).collect();
    assert!(stale.is_empty(), "they fire, and need no reason any more: {stale:?}");
    assert!(reasons.iter().all(|silent| silent.reason.len() > 20), "every reason says something");
    let fired: usize = rows.iter().map(|row| row.designs.fired()).sum();
    assert!(fired >= 200, "only {fired} findings in the designs");
    let written = fs::read_to_string(STATISTICS).expect("the page");
    let differs = page.lines().zip(written.lines()).find(|(now, before)| now != before);
    assert!(
        page == written,
        "{STATISTICS} is out of date, first at {differs:?}; `{FREEZE}=1 cargo test --test suite corpus::` writes it"
    );
}

/// The digest of groups.
fn written(lines: &[Line]) -> String {
    lines.iter().map(Line::to_string).collect::<Vec<_>>().join("\n") + "\n"
}

/// What differs between a digest and the groups of today, in words.
fn changes(frozen: &str, now: &[Line]) -> Vec<String> {
    let group = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let mut changes = Vec::new();
    for line in now {
        let text = line.to_string();
        match frozen.lines().find(|before| group(before) == line.group) {
            Some(before) if before == text => {}
            Some(before) => changes.push(format!("  {}: {}", line.group, parts(before, &text))),
            None => changes.push(format!("  {}: new", line.group)),
        }
    }
    let gone = frozen.lines().map(group).filter(|group| now.iter().all(|line| line.group != *group));
    changes.extend(gone.map(|group| format!("  {group}: gone")));
    changes
}

/// Which columns of two lines differ.
fn parts(before: &str, now: &str) -> String {
    let columns = [(1, "number of specs"), (3, "JSON"), (5, "text")];
    let differing = columns.into_iter().filter(|(column, _)| before.split(' ').nth(*column) != now.split(' ').nth(*column));
    differing.map(|(_, name)| name).collect::<Vec<_>>().join(", ")
}

fn line(group: &str, inputs: usize, json: u64, text: u64) -> Line {
    Line { group: group.to_owned(), inputs, json, text }
}

#[test]
fn changes_are_named() {
    let before = [line("a", 1, 2, 3), line("b", 1, 2, 3)];
    let frozen = written(&before);
    assert_eq!(changes("", &[]), Vec::<String>::new());
    assert_eq!(changes(&frozen, &before), Vec::<String>::new());
    assert_eq!(changes("", &before), ["  a: new", "  b: new"]);
    assert_eq!(changes(&frozen, &[line("b", 1, 9, 3)]), ["  b: JSON", "  a: gone"]);
    assert_eq!(changes(&frozen, &[line("a", 2, 2, 9), line("b", 1, 2, 3)]), ["  a: number of specs, text"]);
}

/// The test vectors of RFC 9923 for FNV-1a with 64 bits.
#[test]
fn the_hash_is_the_published_one() {
    assert_eq!(fnv(START, b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv(START, b"a"), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(fnv(START, b"foobar"), 0x8594_4171_f739_67e8);
}

#[test]
fn groups_are_counted_and_a_byte_counts() {
    let judge = Judge::new().expect("the checks");
    let spec = |group: &str, text: &str| Input {
        name: format!("{group}/spec.yaml"),
        group: group.to_owned(),
        source: Source::Text(text.to_owned()),
    };
    let small = "caseproof: 1\ndesign: { name: one }\nparts: { lid: {} }\n";
    assert_eq!(lines(&judge, &[]).expect("outputs"), []);
    let one = lines(&judge, &[spec("a", small)]).expect("outputs");
    let two = lines(&judge, &[spec("a", small), spec("a", small), spec("b", small)]).expect("outputs");
    assert_eq!(two.iter().map(|line| (line.group.as_str(), line.inputs)).collect::<Vec<_>>(), [("a", 2), ("b", 1)]);
    assert_ne!((one[0].json, one[0].text), (two[0].json, two[0].text));
    let renamed = lines(&judge, &[spec("a", &small.replace("one", "two"))]).expect("outputs");
    assert!(one[0].json != renamed[0].json && one[0].text != renamed[0].text);
}
