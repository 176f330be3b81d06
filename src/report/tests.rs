//! Tests over all formats.

use super::attack::hostile;
use super::sample_checks::{rendered, rules};
use super::samples::{CASE, case, find, label, odd, rejected, run, single, snap, whole};
use super::sanitize::{escape_json, is_hostile};
use super::wrap::columns;
use super::{Format, Report, Style, Writer, report_schema};
use crate::finding::{FileReport, Finding, Limit, Measured};
use crate::quantity::{Bounds, find_unit};
use crate::yaml::Span;

fn text_of(run: &[FileReport], style: &Style) -> String {
    rendered(run, Format::Full, style)
}

fn plain(run: &[FileReport]) -> String {
    text_of(run, &Style::default())
}

/// The published form of a run, as a program reads it.
fn published(run: &[FileReport]) -> Report {
    serde_json::from_str(&rendered(run, Format::Json, &Style::default())).expect("the same types read it")
}

/// A run with one finding in the first sample.
fn with(finding: Finding) -> Vec<FileReport> {
    let mut run = single();
    run[0].designs[0].findings = vec![finding];
    run
}

#[test]
fn one_design() {
    insta::assert_snapshot!(plain(&single()));
}

#[test]
fn everything_at_once() {
    insta::assert_snapshot!(plain(&whole()));
}

#[test]
fn verbose_and_in_ascii() {
    let style = Style { verbose: true, unicode: false, ..Style::default() };
    insta::assert_snapshot!(text_of(&single(), &style));
}

#[test]
fn concise() {
    insta::assert_snapshot!(rendered(&whole(), Format::Concise, &Style::default()));
}

#[test]
fn json() {
    let run = run(vec![odd()], rejected(), &[]);
    let json = rendered(&run, Format::Json, &Style::default());
    insta::assert_snapshot!(json.replace(concat!('"', env!("CARGO_PKG_VERSION"), '"'), "\"<version>\""));
}

#[test]
fn schema() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&report_schema()).expect("a schema is JSON"));
}

#[test]
fn quiet_is_one_line() {
    let style = Style { quiet: true, ..Style::default() };
    for format in [Format::Text, Format::Full] {
        let last = "4 files, 2 designs: 1 error, 1 warning, 1 advice; 2 rejected, 1 skipped\n";
        assert_eq!(rendered(&whole(), format, &style), last);
    }
}

#[test]
fn json_keeps_to_its_schema() {
    let schema = serde_json::to_value(report_schema()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for run in [Vec::new(), single(), whole(), hostile()] {
        let json = rendered(&run, Format::Json, &Style::default());
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        // The types hold all that was written, and nothing hostile stands in it as it is.
        let report: Report = serde_json::from_value(value.clone()).expect("the same types read it");
        assert_eq!(serde_json::to_value(&report).expect("JSON"), value);
        assert_eq!(json, escape_json(&json));
    }
}

#[test]
fn json_has_no_dust_and_no_nan() {
    let measured = |finding: Finding| published(&with(finding)).designs[0].findings[0].measured.clone().expect("a quantity");
    let strain = measured(snap());
    assert_eq!((strain.actual.value, strain.actual.unit.as_str()), (Some(9.45), "%"));
    assert_eq!(strain.margin, Some(-0.89), "4.45 % beyond 5 %");

    let open = Bounds { low: 0.06, high: f64::INFINITY, unit: find_unit("%") };
    let odd = Measured { actual: open, bounds: vec![Limit { value: Bounds::exact(0.0, open.unit), ..snap_limit() }], ..taken() };
    let odd = measured(Finding { measured: Some(odd), ..snap() });
    assert_eq!((odd.actual.value, odd.actual.low, odd.actual.high), (None, Some(6.0), None));
    assert_eq!((odd.limit.value, odd.margin), (Some(0.0), None), "no share of nothing");
}

fn taken() -> Measured {
    snap().measured.expect("a strain")
}

fn snap_limit() -> Limit {
    taken().bounds[0]
}

#[test]
fn formats_agree_on_places_and_numbers() {
    for run in [whole(), single()] {
        let report = published(&run);
        let concise = rendered(&run, Format::Concise, &Style::default());
        let text = plain(&run);
        let findings: usize = report.designs.iter().map(|design| design.findings.len()).sum();
        let problems: usize = report.rejected.iter().map(|rejected| rejected.problems.len()).sum();
        assert_eq!(findings, run.iter().flat_map(FileReport::findings).count());
        assert_eq!(concise.lines().count(), findings + problems);
        assert_eq!(
            text.lines().filter(|line| line.trim_start().starts_with("help: ")).count(),
            findings + usize::from(problems > 0)
        );
        for design in &report.designs {
            for finding in &design.findings {
                let place = format!("{}:{}:{}", design.file, finding.span.start.line, finding.span.start.column);
                assert!(concise.contains(&format!("{place}: {}[{}] ", finding.severity, finding.code)), "{place}\n{concise}");
                assert!(text.contains(&format!("[{place}]")), "{place}\n{text}");
            }
        }
    }
}

#[test]
fn lines_fit_the_screen() {
    for width in [60, 80, 100] {
        let text = text_of(&whole(), &Style { width, verbose: true, ..Style::default() });
        // The last line is one line for those who look for it there.
        let last = text.lines().count() - 1;
        for line in text.lines().take(last) {
            // An address is there to be copied and stays whole.
            assert!(columns(line) <= width || line.contains("https://"), "{width}: {line}");
        }
    }
}

#[test]
fn a_finding_is_compact() {
    let text = plain(&with(Finding { labels: vec![snap().labels[0].clone()], ..snap() }));
    let lines = text.lines().take_while(|line| !line.is_empty()).count();
    assert!(lines <= 16, "{text}");
}

#[test]
fn any_place_can_be_drawn() {
    let text = &case().file.text;
    let ends = [0, 1, 7, 60, 200, u32::MAX];
    for start in 0..=u32::try_from(text.len()).expect("a short text") + 1 {
        for length in ends {
            let span = Span { file: 0, start, end: start.saturating_add(length) };
            let out = plain(&with(Finding { span, labels: vec![label(find(CASE, "abs", 0), Some(1))], ..snap() }));
            let position = case().file.position(start as usize);
            assert!(out.contains(&format!("[designs/case.yaml:{}:{}]", position.line, position.column)), "{span:?}\n{out}");
        }
    }
}

#[test]
fn any_place_of_an_odd_file_can_be_drawn() {
    let text = odd().file.text.clone();
    for (start, _) in text.char_indices() {
        for width in [40, 80] {
            let mut run = run(vec![odd()], Vec::new(), &[]);
            run[0].designs[0].findings[0].span = Span::new(start, start + 4);
            let out = text_of(&run, &Style { width, ..Style::default() });
            let position = odd().file.position(start);
            assert!(out.contains(&format!("[designs/odd.yaml:{}:{}]", position.line, position.column)), "{start}\n{out}");
            assert!(!out.contains(is_hostile), "{out}");
        }
    }
}

#[test]
fn places_beyond_the_fourth_are_named() {
    let labels = (0..7).map(|nth| label(find(CASE, ": ", nth), Some(1))).collect();
    let out = plain(&with(Finding { labels, ..snap() }));
    assert!(out.contains("also at line 3, 7, 8"), "{out}");
    assert!(out.contains("[designs/case.yaml:22:106]"), "{out}");
}

#[test]
fn what_comes_first_is_written_before_what_comes_later_is_known() {
    let (first, later) = (run(vec![case()], Vec::new(), &[]), run(vec![odd()], Vec::new(), &[]));
    let streaming = [
        (Format::Concise, "case.yaml:22:106"),
        (Format::Agent, "case.yaml:22:106"),
        (Format::Json, "\"design\": \"Drone carry case\""),
        (Format::Jsonl, "\"design\":\"Drone carry case\""),
        (Format::Junit, "case.yaml:22:106"),
        (Format::Gitlab, "\"line\":22"),
        (Format::Rdjson, "\"line\":22"),
    ];
    for (format, mark) in streaming {
        let mut out = Vec::new();
        let mut writer = Writer::new(format, &Style::default(), rules());
        writer.begin(&mut out).expect("a vector takes everything");
        writer.file(first[0].clone(), &mut out).expect("a vector takes everything");
        assert!(String::from_utf8_lossy(&out).contains(mark), "{format:?}");
    }
    // Text waits for one more file, because a design alone is shown in another way.
    let mut out = Vec::new();
    let mut writer = Writer::new(Format::Full, &Style::default(), rules());
    writer.file(first[0].clone(), &mut out).expect("a vector takes everything");
    assert_eq!(out.len(), 0);
    writer.file(later[0].clone(), &mut out).expect("a vector takes everything");
    let shown = String::from_utf8_lossy(&out).into_owned();
    assert!(shown.contains("Drone carry case") && shown.contains("odd.yaml"), "{shown}");
}
