//! What decides a design is asked for by name where it is missing: take a material, a process, a bond, a joint method, its parts
//! or its adhesive out, and the file is refused, or some check needs that key, or another key says the same and the report
//! stays as it was.

use crate::common::corpus::{self, Sample};
use crate::common::node::Step;
use crate::common::run::{Design, Outcome, judge};
use rayon::prelude::*;

/// Keys that decide, with `*` for what their author named or numbered.
const DECISIVE: [&str; 9] = [
    "parts.*.material",
    "parts.*.process",
    "parts.*.layers",
    "parts.*.layers.*.material",
    "parts.*.layers.*.bond",
    "joints.*.method",
    "joints.*.between",
    "joints.*.adhesive",
    "assembly.*.process",
];

/// Keys that go unasked in the designs of this repository. It may only go down. The one is the adhesive of a joint with a part
/// that sticks by itself: without it the back of that part is what holds, and is followed through the later heat instead.
const SILENT: usize = 1;

/// Lists are taken whole: no list of parts, joints or steps is longer.
const LONG: usize = usize::MAX;

/// How the absence of a key was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    /// The file does not load without it.
    Refused,
    /// A check needs it.
    Asked,
    /// All that was said is said still: another key says the same.
    Implied,
    /// None of these.
    Silent,
}

fn decisive(key: &str) -> bool {
    let words: Vec<&str> = key.split('.').collect();
    DECISIVE.iter().any(|pattern| {
        let pattern: Vec<&str> = pattern.split('.').collect();
        pattern.len() == words.len() && pattern.iter().zip(&words).all(|(want, word)| *want == "*" || want == word)
    })
}

/// Whether everything that was said is said still.
fn stays(before: &[(&str, &str, &str)], after: &[(&str, &str, &str)]) -> bool {
    before.iter().all(|said| after.contains(said))
}

/// Findings and open checks, each with its place.
fn said(design: &Design) -> Vec<(&str, &str, &str)> {
    let findings = design.findings.iter().map(|finding| (finding.severity.as_str(), finding.check.as_str(), finding.at.as_str()));
    let open = design.asked().map(|(check, at, _)| ("open", check, at));
    let mut said: Vec<_> = findings.chain(open).collect();
    said.sort_unstable();
    said
}

fn met(before: &Design, after: &Outcome, key: &str) -> Met {
    let Some(after) = after.design() else { return Met::Refused };
    // A part without layers is of one material, which is asked for.
    let either = key.strip_suffix(".layers").map(|part| format!("{part}.material"));
    let names = |need: &str| {
        need == key || need.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')) || either.as_deref() == Some(need)
    };
    if after.asked().any(|(.., needs)| needs.into_iter().any(names)) {
        Met::Asked
    } else if stays(&said(before), &said(after)) {
        Met::Implied
    } else {
        Met::Silent
    }
}

/// The decisive keys of a design, each with how its absence was met.
fn try_all(sample: &Sample) -> Vec<(String, Met)> {
    let paths: Vec<Vec<Step>> = sample.node.paths(LONG);
    let keys = paths.iter().map(|path| (path, sample.node.place(path))).filter(|(_, key)| decisive(key));
    let (paths, keys): (Vec<&Vec<Step>>, Vec<String>) = keys.unzip();
    let mut texts = vec![sample.node.json()];
    texts.extend(paths.into_iter().map(|path| sample.node.without(path).json()));
    let outcomes = judge(&texts, &sample.beside);
    let (whole, rest) = outcomes.split_first().expect("the design itself");
    let before = whole.design().unwrap_or_else(|| panic!("{}: {whole:?}", sample.name));
    let met: Vec<Met> = rest.iter().zip(&keys).map(|(after, key)| met(before, after, key)).collect();
    keys.into_iter().zip(met).collect()
}

#[test]
fn what_decides_is_asked_for() {
    let mut counts = [0; 4];
    let mut silent = Vec::new();
    let samples = corpus::own();
    let of_each: Vec<_> = samples.par_iter().with_max_len(1).map(try_all).collect();
    for (sample, keys) in samples.iter().zip(of_each) {
        for (key, met) in keys {
            counts[met as usize] += 1;
            if met == Met::Silent {
                silent.push(format!("{} {key}", sample.name));
            }
        }
    }
    let [refused, asked, implied, _] = counts;
    println!("{refused} refused, {asked} asked for, {implied} said by another key");
    assert!(asked >= 500, "only {asked} keys were asked for");
    assert!(silent.len() <= SILENT, "{} decisive keys went unasked:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn only_what_decides_is_tried() {
    for key in ["parts.lid.material", "parts.lid.layers.0.bond", "joints.seam.adhesive", "assembly.glue.process"] {
        assert!(decisive(key), "{key}");
    }
    for key in ["parts.lid", "parts.lid.wall", "parts.lid.layers.0", "joints.seam", "design.name"] {
        assert!(!decisive(key), "{key}");
    }
}
