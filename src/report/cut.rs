//! What is left out where a service takes no more: the mildest, and it is said.

use serde_json::Value;

use super::sample_checks::rules;
use super::samples::{case, draft, snap};
use super::{Format, Run, Style, Writer};
use crate::catalogue::Severity;
use crate::finding::{DesignReport, FileReport, Finding};

/// What a format says of files with so many findings each, the last file an error alone, and what it leaves out.
fn written(format: Format, files: usize) -> (String, Option<String>) {
    let mild = |number: usize| Finding { severity: Severity::Advice, fingerprint: number.to_string(), ..draft() };
    let many = |_: usize| DesignReport { findings: (0..100).map(mild).collect(), waived: Vec::new(), ..case() };
    let last = DesignReport { findings: vec![snap()], waived: Vec::new(), ..case() };
    let mut writer = Writer::of(format, &Style::default(), rules(), &Run::default());
    let mut out = Vec::new();
    writer.begin(&mut out).expect("a vector takes everything");
    for design in (0..files).map(many).chain([last]) {
        let report = FileReport { designs: vec![design], ..FileReport::default() };
        writer.file(report, &mut out).expect("a vector takes everything");
    }
    let cut = writer.cut();
    writer.end(&mut out).expect("a vector takes everything");
    (String::from_utf8(out).expect("UTF-8"), cut)
}

#[test]
fn code_scanning_gets_the_worst_results() {
    let (text, cut) = written(Format::Sarif, 51);
    let cut = cut.expect("something is left out");
    assert!(cut.starts_with("sarif: 101 of 5101 results are left out, the mildest"), "{cut}");
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!((results.len(), &results[0]["level"], &results[0]["ruleId"]), (5000, &"error".into(), &"A07".into()));
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], cut.as_str());

    let (text, cut) = written(Format::Sarif, 49);
    let log: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((log["runs"][0]["results"].as_array().map(Vec::len), cut), (Some(4901), None));
}

#[test]
fn annotations_and_pages_get_the_worst_findings() {
    let (text, cut) = written(Format::Github, 10);
    assert_eq!((text.lines().count(), cut.is_some()), (1000, true));
    assert!(text.starts_with("::error file=designs/case.yaml,line=22,col=106,"), "{}", &text[..200]);
    assert!(text.lines().skip(1).all(|line| line.starts_with("::notice ")));

    let (text, cut) = written(Format::Markdown, 10);
    let rows = text.lines().filter(|line| line.starts_with("| error |") || line.starts_with("| advice |"));
    assert_eq!((rows.count(), cut.as_deref()), (500, Some("markdown: 501 of 1001 findings are left out, the mildest")));
    assert!(text.len() < 1 << 20 && text.ends_with("the mildest\n"), "{} bytes", text.len());
}
