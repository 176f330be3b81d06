//! Text that attacks, through every format.

use std::sync::Arc;

use clap::ValueEnum as _;

use super::sample_checks::{EVIL, evil, rendered};
use super::samples::{case, draft, find, label, snap, source};
use super::sanitize::is_hostile;
use super::{Format, Report, Style};
use crate::finding::{
    Aside, Baselined, Clear, DesignReport, FileReport, Finding, Mark, Measured, Need, NotAssessed, Rejected, Shown, SourceFile,
    UnknownWord, Waived, Worse,
};
use crate::yaml::{Problem, Span};

/// Text that attacks: in every place that can hold text.
pub(super) fn hostile() -> Vec<FileReport> {
    let text = format!("parts: {EVIL}\nother: {EVIL}\n");
    let span = Span::new(0, text.len());
    let finding = Finding {
        code: evil(),
        check: evil(),
        values: vec![("part".to_owned(), Shown::Words(vec![evil()]))],
        at: evil(),
        cause: evil(),
        identity: evil(),
        fingerprint: evil(),
        sources: vec![source(EVIL, EVIL)],
        span,
        labels: vec![label(span, Some(0)), label(find(&text, "other", 0), Some(0))],
        measured: snap().measured.map(|measured| Measured { name: evil(), at: Some(evil()), ..measured }),
        clears: vec![Clear { at: evil(), ..draft().clears[0].clone() }],
        ..snap()
    };
    let problem = Problem::new("syntax", Span::new(3, 3), EVIL).with_help(EVIL).with_related(span, EVIL);
    let file = Arc::new(SourceFile::new(evil(), text));
    let not_assessed = NotAssessed {
        check: evil(),
        code: evil(),
        at: evil(),
        needs: vec![Need {
            at: evil(),
            closer: true,
            wants: Vec::new(),
            unknown: Some(UnknownWord { word: evil(), nearest: Some(evil()) }),
            one_of: vec![evil()],
        }],
        passes: Some((evil(), Vec::new())),
        opens: true,
    };
    let waived = Waived { finding: finding.clone(), owner: evil(), reason: evil(), until: evil() };
    let worse = vec![Worse { finding: 0, was: Mark::from(&finding) }];
    let baseline = Baselined { known: vec![finding.clone()], worse };
    let design = DesignReport {
        file: file.clone(),
        sources: file.clone().into(),
        design: evil(),
        identity: evil(),
        findings: vec![finding],
        waived: vec![waived],
        not_assessed: vec![not_assessed],
        baseline: Some(baseline),
        ..case()
    };
    let rejected = Some(Rejected::new(file, "design", vec![problem]));
    let designs = vec![design.clone(), design];
    let left_out = FileReport { left_out: Some((evil(), Aside::Ignored)), ..FileReport::default() };
    let internal = vec![evil()];
    vec![FileReport { designs, rejected, skipped: Some(evil()), internal, ..FileReport::default() }, left_out]
}

#[test]
fn hostile_text_reaches_no_terminal() {
    for format in Format::value_variants().iter().copied() {
        for verbose in [false, true] {
            let out = rendered(&hostile(), format, &Style { verbose, ..Style::default() });
            let bad: Vec<char> = out.chars().filter(|c| is_hostile(*c)).collect();
            assert!(bad.is_empty(), "{format:?}: {bad:?}");
        }
    }
    let concise = rendered(&hostile(), Format::Concise, &Style::default());
    assert_eq!(concise.lines().count(), 3, "{concise}");
}

/// What was sent has arrived, or the other tests would prove nothing.
#[test]
fn hostile_text_arrives_from_check_and_design() {
    let json = rendered(&hostile(), Format::Json, &Style::default());
    let report: Report = serde_json::from_str(&json).expect("JSON");
    let finding = &report.designs[0].findings[0];
    let said = format!("{EVIL} {EVIL}");
    assert_eq!([&finding.message, &finding.help, &finding.labels[0].text, &finding.labels[1].text], [&said; 4]);
    assert_eq!((report.rules[0].why.as_str(), report.rules[0].title.as_str()), (EVIL, EVIL));
}

#[test]
fn colors_are_the_only_escapes() {
    for format in [Format::Text, Format::Full] {
        let colored = rendered(&hostile(), format, &Style { color: true, ..Style::default() });
        assert!(colored.contains("\u{1b}["));
        assert_eq!(without_colors(&colored), rendered(&hostile(), format, &Style::default()));
    }
}

/// A text without the sequences that set colors; others fail.
pub(super) fn without_colors(colored: &str) -> String {
    let mut left = String::new();
    let mut rest = colored;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        left.push_str(before);
        let (codes, next) = after.split_once('m').expect("a sequence that sets a color");
        assert!(codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{codes:?}");
        rest = next;
    }
    left + rest
}
