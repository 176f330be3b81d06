//! The short form as a whole.

use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::catalogue::Severity;
use crate::finding::{FileReport, Finding, SourceFile};
use crate::report::attack::{hostile, without_colors};
use crate::report::sample_checks::{rendered, rules};
use crate::report::samples::{CASE, case, draft, find, label, odd, run, single, snap, whole};
use crate::report::wrap::columns;
use crate::report::{Format, Language, Style, Unfold, Writer};

fn shown(run: &[FileReport], unfold: Unfold) -> String {
    rendered(run, Format::Text, &Style { unfold, ..Style::default() })
}

fn plain(run: &[FileReport]) -> String {
    shown(run, Unfold::default())
}

/// A design with these findings.
fn with(findings: Vec<Finding>) -> Vec<FileReport> {
    let mut run = single();
    run[0].designs[0].findings = findings;
    run
}

/// The same finding at another field.
fn at(finding: &Finding, field: &str) -> Finding {
    Finding { cause: field.to_owned(), at: format!("{field}.subject"), ..finding.clone() }
}

fn advice(finding: Finding) -> Finding {
    Finding { severity: Severity::Advice, ..finding }
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
fn all_of_it_in_both_languages() {
    let style = Style { verbose: true, ..Style::default() };
    let mut out = Vec::new();
    let mut writer = Writer::new(Format::Text, &style, rules().speaking(Language::Both));
    for report in single() {
        writer.file(report, &mut out).expect("a vector takes everything");
    }
    writer.end(&mut out).expect("a vector takes everything");
    insta::assert_snapshot!(String::from_utf8(out).expect("text"));
}

#[test]
fn like_places_are_one_cause_and_each_is_named() {
    let mut lid = at(&draft(), "parts.lid.draft");
    "parts.lid.draft".clone_into(&mut lid.clears[0].at);
    let out = plain(&with(vec![snap(), at(&snap(), "joints.lid-clip.beam.deflection"), lid, draft()]));
    assert!(out.contains(" 1 × A07×2: "), "{out}");
    assert!(out.contains("also at joints.lid-clip.beam.deflection.subject :"), "{out}");
    assert!(out.contains("joints.{tray-clip,lid-clip}.beam.deflection: lengthen the arm"), "{out}");
    assert!(
        out.contains(
            " 2  draft too shallow for the texture\n    Y03×2  low confidence  :12  parts.{lid,tray}.draft >= 1.5 deg\n"
        ),
        "{out}"
    );
    assert!(out.contains("2 errors, 2 warnings; 2 causes: 1 + 1"), "{out}");
}

#[test]
fn what_is_as_bad_at_the_same_field_is_said_and_what_is_milder_is_named() {
    let field = snap().cause;
    let other = Finding { severity: Severity::Error, ..at(&draft(), &field) };
    let milder = advice(Finding { code: "C03".to_owned(), check: "compatibility/odd-places".to_owned(), ..at(&snap(), &field) });
    let out = plain(&with(vec![snap(), other, milder]));
    assert!(out.contains("with: Y03 error: tray has 0.5 deg of draft"), "{out}");
    assert!(out.lines().any(|line| line.trim() == "with: C03"), "{out}");
    assert!(out.contains("2 errors, 1 advice; 1 cause: 1 + 0"), "{out}");
}

#[test]
fn advice_is_counted_and_unfolded_on_demand() {
    let run = with(vec![snap(), advice(draft())]);
    let out = plain(&run);
    assert!(
        !out.contains("Y03") && out.contains("1 error, 1 advice; 2 causes: 1 + 1") && out.contains("advice: --advice"),
        "{out}"
    );
    let out = shown(&run, Unfold { advice: true, ..Unfold::default() });
    assert!(out.contains("\nadvice\n 2  tray has 0.5 deg of draft") && !out.contains("--advice"), "{out}");
}

/// The number that is shown is the number to ask for, and what it shows is the long form with all its sources.
#[test]
fn a_number_shows_one_cause_in_full() {
    let run = with(vec![snap(), draft()]);
    let full = |number: usize| shown(&run, Unfold { show: NonZeroUsize::new(number), ..Unfold::default() });
    assert!(plain(&run).contains(" 2  tray has 0.5 deg of draft"));
    let out = full(2);
    assert!(out.starts_with("warning Y03  yield/shallow-draft  at parts.tray\n"), "{out}");
    assert!(out.contains("why: a soft tool") && out.contains("unverified: texture draft") && !out.contains("A07"), "{out}");
    assert!(full(1).contains("why: a printed sample") && !full(1).contains("Y03"));
    let mut out = Vec::new();
    let style = Style { unfold: Unfold { show: NonZeroUsize::new(3), ..Unfold::default() }, ..Style::default() };
    let mut writer = Writer::new(Format::Text, &style, rules());
    for report in run {
        writer.file(report, &mut out).expect("a vector takes everything");
    }
    let failure = writer.end(&mut out).expect_err("there are two");
    assert_eq!(
        (failure.kind(), failure.to_string().as_str(), out.len()),
        (std::io::ErrorKind::InvalidInput, "there is no cause 3; the last is 2", 0)
    );
}

#[test]
fn what_is_missing_is_listed_by_what_it_waits_for() {
    let out = shown(&single(), Unfold { missing: true, ..Unfold::default() });
    assert!(out.starts_with("not assessed: 2 checks; "), "{out}");
    assert!(out.contains("\n   1  parts.tray.wall.nominal, parts.tray.ribs.thickness\n      Y05 at parts.tray\n"), "{out}");
    assert!(!out.contains(" × ") && out.contains("39 not assessed") && !out.contains("--missing"), "{out}");
}

/// Among others a design shows its errors only, and the numbers go on.
#[test]
fn several_designs_show_errors_and_end_with_a_table() {
    let mut second = case();
    second.file = Arc::new(SourceFile::new("designs/second.yaml".to_owned(), CASE.to_owned()));
    second.findings.insert(1, at(&Finding { severity: Severity::Error, ..draft() }, "parts.lid.draft"));
    let out = plain(&run(vec![case(), odd(), second], Vec::new(), &[]));
    let starts = |text: &str| out.lines().filter(|line| line.starts_with(text)).count();
    assert_eq!([" 1 × A07: ", " 2 × A07: ", " 3 × Y03: "].map(starts), [1, 1, 1], "{out}");
    assert!(!out.contains("warnings\n") && !out.contains("low confidence"), "{out}");
    let rows: Vec<&str> = out.lines().filter(|line| line.contains(".yaml  ")).collect();
    let rows: Vec<&str> = rows.into_iter().filter(|row| row.starts_with("no")).collect();
    assert_eq!(rows.len(), 3, "{out}");
    assert!(rows[0].contains("odd.yaml") && rows[1].contains("case.yaml") && rows[2].contains("second.yaml"), "{out}");
    assert!(rows[2].contains("2 e 1 w") && rows[2].contains("71 % known"), "{out}");
    assert!(out.ends_with("3 files, 3 designs: 3 errors, 2 warnings, 1 advice; 0 rejected, 0 skipped\n"), "{out}");
}

/// A design with more errors than two screens hold: the worst are drawn, the others said.
#[test]
fn errors_beyond_two_screens_are_said_in_a_line() {
    let errors: Vec<Finding> = (0..20)
        .map(|number| Finding {
            check: format!("a/{number}"),
            code: format!("A{:02}", number + 10),
            ..at(&snap(), &format!("parts.p{number}.x"))
        })
        .collect();
    let out = plain(&with(errors));
    let drawn = out.lines().filter(|line| line.contains(" × A")).count();
    assert!((2..10).contains(&drawn), "{out}");
    assert!((70..=80).contains(&out.lines().count()), "{} lines: {out}", out.lines().count());
    for number in 0..20 {
        assert!(out.contains(&format!("A{:02}", number + 10)) && out.contains(&format!("{:>2} ", number + 1)), "{number}: {out}");
    }
}

#[test]
fn lines_fit_the_screen() {
    for width in [60, 80, 100] {
        for run in [whole(), single()] {
            let unfold = Unfold { advice: true, missing: true, show: None };
            for style in [Style { width, ..Style::default() }, Style { width, verbose: true, unfold, ..Style::default() }] {
                let out = rendered(&run, Format::Text, &style);
                // The line of a run is one line for those who look for it there.
                for line in out.lines().filter(|line| !line.contains(" rejected, ")) {
                    assert!(columns(line) <= width, "{width}: {line}");
                }
            }
        }
    }
}

/// Places anywhere in a file, far to the right as well.
#[test]
fn any_two_places_can_be_drawn() {
    let text = &case().file.text;
    for start in (0..text.len()).step_by(3) {
        for width in [40, 80] {
            let span = crate::yaml::Span::new(start, start + 5);
            let labels = vec![label(span, Some(0)), label(find(CASE, "abs", 0), Some(1))];
            let run = with(vec![Finding { span, labels, ..snap() }]);
            let out = rendered(&run, Format::Text, &Style { width, ..Style::default() });
            let position = case().file.position(start);
            assert!(out.contains(&format!("[designs/case.yaml:{}:{}]", position.line, position.column)), "{start}\n{out}");
        }
    }
}

/// The place that a finding is about has the color of its severity; no label has that of another.
#[test]
fn colors_carry_meaning() {
    const YELLOW: &str = "\u{1b}[33m";
    let style = Style { color: true, ..Style::default() };
    let errors = rendered(&with(vec![snap()]), Format::Text, &style);
    let body = errors.split("Drone carry case").next().expect("what stands before the end");
    assert!(body.contains("\u{1b}[31m") && !body.contains("\u{1b}[33"), "{body:?}");
    let warning = rendered(&with(vec![draft()]), Format::Full, &style);
    assert!(warning.contains(YELLOW) && !warning.contains("\u{1b}[31m─"), "{warning:?}");
    for run in [whole(), single(), hostile()] {
        assert_eq!(without_colors(&rendered(&run, Format::Text, &style)), plain(&run));
    }
}
