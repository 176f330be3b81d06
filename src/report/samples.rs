//! Runs for the tests of all formats.

use std::sync::Arc;

use crate::catalogue::{Consequence, Severity};
use crate::facts::Coverage;
use crate::finding::{
    Citation, Clear, Confidence, DesignReport, FileReport, Finding, Label, Limit, Measured, Need, NotAssessed, Rejected, Shown,
    SourceFile, Verdict, Waived,
};
use crate::language::Side;
use crate::quantity::{Bounds, parse_measure};
use crate::yaml::{Problem, Span};

/// A spec with a long line and things far from each other.
pub(super) const CASE: &str = "caseproof: 1

design: { name: Drone carry case, kind: eva-case, stage: dvt }

parts:
  shell:
    process: eva-forming
    draft: 5 deg
  tray:
    material: abs
    process: injection-molding
    draft: 0.5 deg
    texture_depth: 0.02 mm

environment:
  service: [-20 °C, 60 °C]

joints:
  tray-clip:
    method: snap-fit-cantilever
    between: [tray, shell]
    beam: { length: 10 mm, thickness: 1.5 mm, width: 6 mm, root_radius: 0.3 mm, taper: none, deflection: 4.2 mm }
";

/// The second design: line ends of Windows, a byte-order mark, tabs, wide characters, emoji.
pub(super) const ODD: &str = "\u{feff}caseproof: 1\r\ndesign: { name: 漢字🦀 }\t# tab\r\nparts:\r\n  蓋:\tx\r\n  b: 🦀 end\r\n";

/// Where a text stands in another, its `nth` occurrence from 0.
pub(super) fn find(text: &str, what: &str, nth: usize) -> Span {
    let (start, _) = text.match_indices(what).nth(nth).expect("the text is there");
    Span::new(start, start + what.len())
}

/// A place, with the number of what its check says there.
pub(super) fn label(span: Span, number: Option<u16>) -> Label {
    Label { at: "parts.tray".to_owned(), span, label: number }
}

pub(super) fn source(id: &str, figure: &str) -> Citation {
    Citation { id: id.to_owned(), figure: figure.to_owned() }
}

fn number(text: &str) -> Bounds {
    parse_measure(text).expect("a quantity").into()
}

fn measured(name: &str, at: Option<&str>, actual: &str, (side, limit): (Side, &str)) -> Measured {
    Measured {
        name: name.to_owned(),
        at: at.map(str::to_owned),
        actual: number(actual),
        given: at.is_some(),
        toward: None,
        bounds: vec![Limit { severity: Severity::Warning, side, value: number(limit), given: true, toward: None }],
        decided: 0,
    }
}

fn values<const N: usize>(values: [(&str, Shown); N]) -> Vec<(String, Shown)> {
    values.map(|(name, shown)| (name.to_owned(), shown)).into()
}

fn word(word: &str) -> Shown {
    Shown::Words(vec![word.to_owned()])
}

/// An error with a label far to the right and another in a place far above.
pub(super) fn snap() -> Finding {
    let deflection = find(CASE, "4.2 mm", 0);
    Finding {
        code: "A07".to_owned(),
        check: "assembly/snap-strained".to_owned(),
        severity: Severity::Error,
        consequence: Consequence::Product,
        confidence: Confidence::High,
        values: values([
            ("joint", word("tray-clip")),
            ("measure", Shown::Number(number("9.45 %"))),
            ("joint.arm.material", word("abs")),
            ("bound", Shown::Bound(Side::AtMost, number("5 %"))),
        ]),
        sources: vec![source("covestro-snap-fit", ""), source("covestro-snap-fit", "abs allowable_strain")],
        at: "joints.tray-clip".to_owned(),
        span: deflection,
        labels: vec![label(deflection, Some(0)), label(find(CASE, "abs", 0), Some(1))],
        cause: "joints.tray-clip.beam.deflection".to_owned(),
        folded_under: None,
        identity: "joints.tray-clip".to_owned(),
        measured: Some(measured("joint.strain", None, "9.45 %", (Side::AtMost, "5 %"))),
        clears: Vec::new(),
        loss: None,
        waits: Vec::new(),
        fingerprint: "3f2a".to_owned(),
    }
}

/// A warning that rests on a figure without a source.
pub(super) fn draft() -> Finding {
    let span = find(CASE, "0.5 deg", 0);
    Finding {
        code: "Y03".to_owned(),
        check: "yield/shallow-draft".to_owned(),
        severity: Severity::Warning,
        consequence: Consequence::Yield,
        confidence: Confidence::Low,
        values: values([
            ("part", word("tray")),
            ("measure", Shown::Number(number("0.5 deg"))),
            ("bound", Shown::Bound(Side::AtLeast, number("1.5 deg"))),
        ]),
        sources: vec![source("unverified", "texture draft")],
        at: "parts.tray".to_owned(),
        span,
        labels: vec![label(span, None), label(find(CASE, "0.02 mm", 0), Some(0))],
        cause: "parts.tray.draft".to_owned(),
        folded_under: None,
        identity: "parts.tray".to_owned(),
        measured: Some(measured("part.draft", Some("parts.tray.draft"), "0.5 deg", (Side::AtLeast, "1.5 deg"))),
        clears: vec![Clear {
            severity: Severity::Warning,
            at: "parts.tray.draft".to_owned(),
            side: Side::AtLeast,
            value: parse_measure("1.5 deg").expect("an angle"),
        }],
        loss: None,
        waits: Vec::new(),
        fingerprint: "77b1".to_owned(),
    }
}

fn unknown(at: &str, needs: &[&str]) -> NotAssessed {
    NotAssessed {
        check: "yield/sink-mark".to_owned(),
        code: "Y05".to_owned(),
        at: at.to_owned(),
        needs: needs
            .iter()
            .map(|need| Need { at: (*need).to_owned(), closer: false, wants: Vec::new(), unknown: None, one_of: Vec::new() })
            .collect(),
        passes: None,
        opens: false,
    }
}

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(path.to_owned(), text.to_owned()))
}

/// A design with an error, a warning, a waived finding and open questions.
pub(super) fn case() -> DesignReport {
    DesignReport {
        file: file("designs/case.yaml", CASE),
        sources: file("designs/case.yaml", CASE).into(),
        design: "Drone carry case".to_owned(),
        identity: "Drone carry case".to_owned(),
        stage: Some("dvt"),
        verdict: Verdict::NotReady,
        coverage: Coverage { applicable: 135, passed: 93, failed: 2, waived: 1, not_assessed: 39 },
        ignored: Vec::new(),
        accepted: Vec::new(),
        findings: vec![snap(), draft()],
        waived: vec![Waived {
            finding: draft(),
            owner: "tooling".to_owned(),
            reason: "side action quoted by the tool maker, agreed with the client on the call about the second tool".to_owned(),
            until: "2027-03-31".to_owned(),
        }],
        not_assessed: vec![
            unknown("parts.tray", &["parts.tray.wall.nominal", "parts.tray.ribs.thickness"]),
            unknown("parts.shell", &["parts.tray.wall.nominal"]),
        ],
        baseline: None,
        passed: vec!["compatibility/odd-places".to_owned(), "yield/shallow-draft".to_owned()],
    }
}

/// A design whose text is hard to place.
pub(super) fn odd() -> DesignReport {
    let place = |what: &str, number: u16| label(find(ODD, what, 0), Some(number));
    let labels = vec![place("🦀 end", 0), place("漢字🦀", 1), place("x", 2), place("caseproof", 3)];
    let finding = Finding {
        code: "C03".to_owned(),
        check: "compatibility/odd-places".to_owned(),
        severity: Severity::Advice,
        values: values([("part", word("蓋🦀"))]),
        span: labels[0].span,
        labels,
        sources: vec![source("efunda-draft", "")],
        measured: None,
        confidence: Confidence::Medium,
        ..snap()
    };
    DesignReport {
        file: file("designs/odd.yaml", ODD),
        sources: file("designs/odd.yaml", ODD).into(),
        design: "漢字🦀".to_owned(),
        identity: "漢字🦀".to_owned(),
        stage: None,
        verdict: Verdict::NoFindings,
        coverage: Coverage::default(),
        findings: vec![finding],
        ignored: Vec::new(),
        waived: Vec::new(),
        accepted: Vec::new(),
        not_assessed: Vec::new(),
        baseline: None,
        passed: Vec::new(),
    }
}

/// A file with a problem that has a second place, and one that could not be read.
pub(super) fn rejected() -> Vec<Rejected> {
    let text = "caseproof: 1\nparts:\n  tray: { wal: 2 mm }\n  lid: {}\n  tray: {}\n";
    let unknown = Problem::new("unknown-key", find(text, "wal", 0), "unknown key `wal`").with_help("did you mean `wall`?");
    let twice = Problem::new("duplicate-key", find(text, "tray", 1), "`tray` is there twice")
        .with_related(find(text, "tray", 0), "first here");
    vec![
        Rejected::new(file("designs/broken.yaml", text), "design", vec![unknown, twice]),
        Rejected::new(
            file("designs/locked.yaml", ""),
            "design",
            vec![Problem::new("unreadable", Span::default(), "cannot be read: permission denied")],
        ),
    ]
}

/// A file for each design and each rejection, then one that is no spec.
pub(super) fn run(designs: Vec<DesignReport>, rejected: Vec<Rejected>, skipped: &[&str]) -> Vec<FileReport> {
    let designs = designs.into_iter().map(|design| FileReport { designs: vec![design], ..FileReport::default() });
    let skipped = skipped.iter().map(|path| FileReport { skipped: Some((*path).to_owned()), ..FileReport::default() });
    rejected.into_iter().map(FileReport::from).chain(designs).chain(skipped).collect()
}

/// Everything at once.
pub(super) fn whole() -> Vec<FileReport> {
    run(vec![case(), odd()], rejected(), &["designs/ci.yaml"])
}

/// One design.
pub(super) fn single() -> Vec<FileReport> {
    run(vec![case()], Vec::new(), &[])
}
