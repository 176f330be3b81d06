//! `JUnit`: a suite for each design and a test case for each check that applies to it.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::form::Tail;
use super::published::{Design, NotAssessed, Rejected};
use super::sanitize::one_line;
use super::told::{Book, Rank, Row, Run, Teller, Told};
use super::tongue::Language;

/// What stands around the suites.
const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"caseproof\">\n";
const CLOSE: &str = "</testsuites>\n";

/// Suites in the making.
pub(super) struct Junit {
    /// Values that were set for the run.
    sets: Vec<String>,
}

/// What is known of one check in one design.
#[derive(Default)]
struct Case {
    /// Lines of its findings, and whether one of them fails the run.
    findings: Vec<String>,
    fails: bool,
    /// Why it counts neither as passed nor as failed.
    skipped: Option<(&'static str, String)>,
}

/// Whether a finding this bad fails the run in a design.
fn is_failure(rank: Rank, design: &Design) -> bool {
    match design.fail_on.as_deref() {
        None | Some("error") => rank <= Rank::Error,
        Some("warning") => rank <= Rank::Warning,
        Some("advice") => true,
        Some(_) => false,
    }
}

impl Junit {
    /// Nothing yet.
    pub(super) fn new(run: &Run) -> Self {
        Self { sets: run.sets.iter().map(|set| one_line(set)).collect() }
    }

    /// The checks of a design by their codes. Of one check with several subjects the worst counts.
    fn cases<'d>(design: &'d Design, rows: &[Row<'d>], language: Language) -> BTreeMap<&'d str, Case> {
        let mut cases: BTreeMap<&str, Case> = BTreeMap::new();
        for code in &design.passed {
            cases.entry(code).or_default();
        }
        for (code, findings) in &design.ignored {
            let why = format!("left out by configuration: {findings} of its findings");
            cases.entry(code).or_default().skipped = Some(("ignored", why));
        }
        for waived in &design.waived {
            let why = format!("waived by {}: {}", waived.owner, waived.reason);
            cases.entry(&waived.finding.code).or_default().skipped = Some(("waived", why));
        }
        for open in &design.not_assessed {
            cases.entry(&open.code).or_default().skipped = Some(("not-assessed", needs(open)));
        }
        for folded in design.findings.iter().filter(|finding| finding.folded_under.is_some()) {
            let lead = design.findings.iter().find(|lead| Some(&lead.fingerprint) == folded.folded_under.as_ref());
            let lead = lead.map_or("", |lead| lead.code.as_str());
            cases.entry(&folded.code).or_default().skipped = Some(("folded", format!("the same fault as {lead}")));
        }
        for row in rows.iter().filter(|row| row.found.is_some_and(|(_, of)| std::ptr::eq(of, design))) {
            let case = cases.entry(row.code).or_default();
            case.findings.push(said(row, language));
            case.fails |= is_failure(row.rank, design);
        }
        cases
    }

    fn suite(&self, design: &Design, rows: &[Row<'_>], book: &Book) -> TestSuite {
        let mut suite = TestSuite::new(one_line(&format!("{}: {}", design.file, design.design)));
        suite.add_properties(self.sets.iter().map(|set| ("set", set.as_str())));
        for (code, case) in Self::cases(design, rows, book.language) {
            let name = book.checks.get(code).map_or_else(|| code.to_owned(), |name| format!("{code} {name}"));
            suite.add_test_case(case.into_test(&name, &design.file));
        }
        suite
    }
}

impl Case {
    fn into_test(self, name: &str, file: &str) -> TestCase {
        let lines = self.findings.join("\n");
        let first = self.findings.first().cloned().unwrap_or_default();
        let status = match self.skipped {
            _ if self.fails => unsuccessful(NonSuccessKind::Failure, "finding", &first, &lines),
            // What is no failure at this threshold is told all the same.
            Some((kind, why)) if self.findings.is_empty() => {
                let mut status = TestCaseStatus::skipped();
                status.set_type(kind).set_message(one_line(&why));
                status
            }
            _ => TestCaseStatus::success(),
        };
        let mut test = TestCase::new(one_line(name), status);
        test.set_classname(one_line(file));
        if !self.fails && !lines.is_empty() {
            test.set_system_out(lines);
        }
        test
    }
}

impl Teller for Junit {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        write!(out, "{OPEN}")
    }

    fn file(&mut self, told: &Told, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let rows: Vec<Row<'_>> = told.rows(book.language).collect();
        let rejected = told.rejected.iter().map(|rejected| refused(rejected, &rows, book.language));
        let suites = rejected.chain(told.designs.iter().map(|design| self.suite(design, &rows, book)));
        put(suites.collect(), out)
    }

    fn end(&mut self, tail: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        if !tail.internal.is_empty() {
            let mut suite = TestSuite::new("caseproof itself");
            for fault in &tail.internal {
                let fault = one_line(fault);
                let status = unsuccessful(NonSuccessKind::Error, "internal-error", &fault, &fault);
                suite.add_test_case(TestCase::new("internal error", status));
            }
            put(vec![suite], out)?;
        }
        if !tail.left_out.is_empty() {
            let mut suite = TestSuite::new("left out");
            for of in &tail.left_out {
                let mut status = TestCaseStatus::skipped();
                let why = format!("this looks like a design and was not read: {}", of.reason);
                status.set_type("left-out").set_message(one_line(&why));
                let mut test = TestCase::new("can be judged", status);
                test.set_classname(one_line(&of.file));
                suite.add_test_case(test);
            }
            put(vec![suite], out)?;
        }
        write!(out, "{CLOSE}")
    }
}

/// A file that could not be judged: one test case that went wrong.
fn refused(rejected: &Rejected, rows: &[Row<'_>], language: Language) -> TestSuite {
    let lines: Vec<String> = rows.iter().filter(|row| row.problem.is_some()).map(|row| said(row, language)).collect();
    let mut suite = TestSuite::new(one_line(&rejected.file));
    let first = lines.first().map_or("", String::as_str);
    let status = unsuccessful(NonSuccessKind::Error, "rejected", first, &lines.join("\n"));
    let mut test = TestCase::new("can be judged", status);
    test.set_classname(one_line(&rejected.file));
    suite.add_test_case(test);
    suite
}

fn unsuccessful(kind: NonSuccessKind, of: &str, message: &str, lines: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(of).set_message(message).set_description(lines);
    status
}

/// A finding in a line.
fn said(row: &Row<'_>, language: Language) -> String {
    let [file, code] = [row.file, row.code].map(one_line);
    let said = one_line(&format!("{}{}", row.message, row.with(language)));
    format!("{file}:{}:{}: {}[{code}] {said}", row.start.line, row.start.column, row.severity)
}

fn needs(open: &NotAssessed) -> String {
    let needs: Vec<&str> = open.needs.iter().map(|need| need.at.as_str()).collect();
    format!("{} needs {}", open.at, needs.join(", "))
}

/// Writes suites as they stand between the root's tags: the root is written apart, so that no run has to be held to its end.
fn put(suites: Vec<TestSuite>, out: &mut Vec<u8>) -> io::Result<()> {
    if suites.is_empty() {
        return Ok(());
    }
    let mut report = Report::new("caseproof");
    report.add_test_suites(suites);
    let text = report.to_string().map_err(io::Error::other)?;
    let (_, inner) = text.split_once("<testsuites").and_then(|(_, rest)| rest.split_once(">\n")).unwrap_or_default();
    write!(out, "{}", inner.trim_end().trim_end_matches("</testsuites>"))
}
