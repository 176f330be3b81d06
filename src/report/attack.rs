//! Text that attacks, through every format.

use std::sync::Arc;

use super::samples::{case, find, label, snap, source};
use super::sanitize::is_hostile;
use super::tests::rendered;
use super::{Format, Style};
use crate::finding::{DesignReport, FileReport, Finding, Need, NotAssessed, Rejected, SourceFile, Waived};
use crate::yaml::{Problem, Span};

/// Text that attacks: in every place that can hold text.
pub(super) fn hostile() -> Vec<FileReport> {
    const EVIL: &str = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{2066}\u{200b}\u{61c}\u{7}\0\r::error::x\u{2028}\u{e0041}";
    let evil = || EVIL.to_owned();
    let text = format!("parts: {EVIL}\nother: {EVIL}\n");
    let span = Span::new(0, text.len());
    let finding = Finding {
        code: evil(),
        check: evil(),
        title: evil(),
        message: evil(),
        help: evil(),
        why: evil(),
        at: evil(),
        cause: evil(),
        identity: evil(),
        loss: None,
        fingerprint: evil(),
        sources: vec![source(EVIL, EVIL, EVIL)],
        span,
        labels: vec![label(span, EVIL), label(find(&text, "other", 0), EVIL)],
        ..snap()
    };
    let problem = Problem::new("syntax", Span::new(3, 3), EVIL).with_help(EVIL).with_related(span, EVIL);
    let file = Arc::new(SourceFile::new(evil(), text));
    let not_assessed = NotAssessed {
        check: evil(),
        code: evil(),
        at: evil(),
        needs: vec![Need { at: evil(), wants: Vec::new() }],
        passes: Some((evil(), Vec::new())),
    };
    let waived = Waived { finding: finding.clone(), owner: evil(), reason: evil() };
    let design = DesignReport {
        file: file.clone(),
        sources: file.clone().into(),
        design: evil(),
        findings: vec![finding],
        waived: vec![waived],
        not_assessed: vec![not_assessed],
        ..case()
    };
    let rejected = Some(Rejected::new(file, "design", vec![problem]));
    vec![FileReport { designs: vec![design], rejected, skipped: Some(evil()), internal: vec![evil()] }]
}

#[test]
fn hostile_text_reaches_no_terminal() {
    for format in [Format::Text, Format::Concise, Format::Json] {
        for verbose in [false, true] {
            let out = rendered(&hostile(), format, &Style { verbose, ..Style::default() });
            let bad: Vec<char> = out.chars().filter(|c| is_hostile(*c)).collect();
            assert!(bad.is_empty(), "{format:?}: {bad:?}");
        }
    }
    let concise = rendered(&hostile(), Format::Concise, &Style::default());
    assert_eq!(concise.lines().count(), 2, "{concise}");
}

#[test]
fn colors_are_the_only_escapes() {
    let colored = rendered(&hostile(), Format::Text, &Style { color: true, ..Style::default() });
    assert!(colored.contains("\u{1b}["));
    // What is left without the sequences that set colors is the text without color.
    let mut left = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        left.push_str(before);
        let (codes, next) = after.split_once('m').expect("a sequence that sets a color");
        assert!(codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{codes:?}");
        rest = next;
    }
    left.push_str(rest);
    assert_eq!(left, rendered(&hostile(), Format::Text, &Style::default()));
}
