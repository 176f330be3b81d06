//! The last screen of the report for people: of one design what to fix first, by causes; of many designs a table, the worst
//! nearest to the end, because a terminal shows the end.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::phrases::cleared_briefly;
use super::said;
use super::sanitize::one_line;
use super::table::wrapped;
use super::tongue::Tongue;
use super::words::{Rules, repeated};
use super::wrap::{clip, columns, paragraph};
use crate::catalogue::Severity;
use crate::finding::{DesignReport, Finding, SourceMap};

/// What stands before the lines about a design.
const INDENT: &str = "   ";
/// Causes with a line of their own, so that they fit on a screen; the others are counted.
const MOST_CAUSES: usize = 20;
/// Columns for the severity, the codes and the line of a cause; what it takes to mend it has the others.
const LIMITS: [usize; 3] = [7, 16, 28];
/// Columns for a file.
const MOST_FILE: usize = 32;
/// Columns from which a screen has room for everything.
const WIDE: usize = 100;
/// Designs in the table; of more the worst are kept.
const MOST_DESIGNS: usize = 20;

/// A field that one finding or several point at.
struct Cause<'r> {
    /// The path of the field.
    path: &'r str,
    /// Its findings, the worst first.
    findings: Vec<&'r Finding>,
}

/// A line for each cause of errors and warnings, errors first: what, where, and what to do.
pub(super) fn fix_first(design: &DesignReport, rules: Rules<'_>, width: usize) -> String {
    let (act, advice): (Vec<_>, Vec<_>) = causes(design).into_iter().partition(|cause| severity(cause) > Severity::Advice);
    if act.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = act.iter().take(MOST_CAUSES).flat_map(|cause| rows(cause, design, rules)).collect();
    let head = rules.joined(|rules| said::FIX_FIRST.plain(rules.tongue()).to_owned());
    let mut text = format!("\n{INDENT}{head}\n{}", wrapped(&rows, &LIMITS, INDENT, width));
    for tongue in rules.each().map(Rules::tongue) {
        let rest = rest(act.len().saturating_sub(MOST_CAUSES), &advice, tongue);
        text.push_str(&rest.map_or_else(String::new, |rest| paragraph(INDENT, &rest, width)));
    }
    text
}

/// What is counted only: causes beyond those that are shown, and advice.
fn rest(more: usize, advice: &[Cause<'_>], tongue: Tongue) -> Option<String> {
    let mut rest = Vec::new();
    rest.extend((more > 0).then(|| said::MORE_CAUSES.counted(tongue, more)));
    if !advice.is_empty() {
        let findings: usize = advice.iter().map(|cause| cause.findings.len()).sum();
        let causes = said::CAUSES.counted(tongue, advice.len());
        rest.push(said::ADVICE_FROM.say(tongue, &[("n", &findings), ("causes", &causes)]));
    }
    (!rest.is_empty()).then(|| said::AND.say(tongue, &[("rest", &rest.join(tongue.comma()))]))
}

/// The findings that are counted, by the field that they share; in the order of the worst of each.
fn causes(design: &DesignReport) -> Vec<Cause<'_>> {
    let mut causes: Vec<Cause<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (_, finding) in design.standing() {
        let number = *known.entry(&finding.cause).or_insert(causes.len());
        match causes.get_mut(number) {
            Some(cause) => cause.findings.push(finding),
            None => causes.push(Cause { path: &finding.cause, findings: vec![finding] }),
        }
    }
    causes
}

fn severity(cause: &Cause<'_>) -> Severity {
    cause.findings[0].severity
}

/// Severity, codes and line of a cause, its field and what to do there; what is said in a second tongue on a row of its own.
fn rows(cause: &Cause<'_>, design: &DesignReport, rules: Rules<'_>) -> Vec<Vec<String>> {
    let worst = cause.findings[0];
    let codes = repeated(cause.findings.iter().map(|finding| finding.code.as_str()), rules.tongue());
    let clears = cleared_briefly(worst);
    let second = rules.second().filter(|_| clears.is_none()).map(|rules| advised(worst, rules));
    let remedy = clears.unwrap_or_else(|| format!("{}: {}", cause.path, advised(worst, rules)));
    let severity = rules.tongue().word(severity(cause).word()).to_owned();
    let first = vec![severity, codes, line_of(worst, &design.sources), remedy];
    let second = second.map(|said| [String::new(), String::new(), String::new(), said].to_vec());
    std::iter::once(first).chain(second).collect()
}

/// `:8`, with the file where it is not that of the design.
fn line_of(finding: &Finding, sources: &SourceMap) -> String {
    let (file, position) = sources.begin(finding.span);
    let main = finding.span.file == 0;
    if main { format!(":{}", position.line) } else { format!("{}:{}", clip(&file.path, 24), position.line) }
}

/// The first thing that a check advises.
pub(super) fn advised(finding: &Finding, rules: Rules<'_>) -> String {
    let tongue = rules.tongue();
    first_of(&rules.help(finding), tongue.semicolon(), tongue.parentheses()).to_owned()
}

/// The text up to its first semicolon; one in parentheses ends nothing.
fn first_of<'h>(help: &'h str, semicolon: &str, [opening, closing]: [char; 2]) -> &'h str {
    let open = |at: usize| help[..at].matches(opening).count() > help[..at].matches(closing).count();
    let end = help.match_indices(semicolon).map(|(at, _)| at).find(|at| !open(*at));
    end.map_or(help, |end| &help[..end])
}

/// A design in the table.
struct Row {
    errors: usize,
    warnings: usize,
    verdict: String,
    file: String,
    stage: &'static str,
    known: String,
    counts: String,
    worst: String,
}

impl Row {
    fn of(design: &DesignReport, rules: Rules<'_>) -> Self {
        let count = |severity| design.standing().filter(|(_, finding)| finding.severity == severity).count();
        let worst = design.standing().next().map_or_else(String::new, |(_, finding)| {
            let title =
                |rules: Rules<'_>| rules.of(&finding.check).map_or_else(String::new, |check| rules.title(check).to_owned());
            format!("{} {}", finding.code, rules.joined(title))
        });
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let share = |tongue: Tongue| {
            let share = design.coverage.share().map(|share| format!("{:.0}", (share * 100.0).floor()));
            share.map_or_else(String::new, |share| said::KNOWN.say(tongue, &[("n", &share)]))
        };
        let counts = |tongue: Tongue| said::ERRORS_AND_WARNINGS.say(tongue, &[("errors", &errors), ("warnings", &warnings)]);
        Self {
            errors,
            warnings,
            verdict: rules.joined(|rules| rules.tongue().word(design.verdict.word()).to_owned()),
            file: design.file.path.clone(),
            stage: design.stage.unwrap_or_default(),
            known: rules.joined(|rules| share(rules.tongue())),
            counts: rules.joined(|rules| counts(rules.tongue())),
            worst,
        }
    }

    /// Where it stands among others: the worst first, then by file.
    fn rank(&self) -> (Reverse<usize>, Reverse<usize>, &str) {
        (Reverse(self.errors), Reverse(self.warnings), &self.file)
    }

    /// Its cells; a narrow screen has no room for stage and share.
    fn cells(&self, folder: &str, wide: bool) -> Vec<String> {
        let file = self.file.strip_prefix(folder).unwrap_or(&self.file);
        let mut cells = vec![self.verdict.clone(), tail(file, MOST_FILE), self.counts.clone()];
        if wide {
            cells.extend([self.stage.to_owned(), self.known.clone()]);
        }
        cells.push(self.worst.clone());
        cells
    }
}

/// The designs of a run, as far as the table shows them.
#[derive(Default)]
pub(super) struct Designs {
    rows: Vec<Row>,
    seen: usize,
}

impl Designs {
    /// Notes a design; only so many are kept, so that memory does not grow with the run.
    pub(super) fn add(&mut self, design: &DesignReport, rules: Rules<'_>) {
        let row = Row::of(design, rules);
        self.seen += 1;
        let place = self.rows.partition_point(|other| other.rank() <= row.rank());
        self.rows.insert(place, row);
        self.rows.truncate(MOST_DESIGNS);
    }

    /// The table, the worst design last; nothing for a single one.
    pub(super) fn table(&self, width: usize, rules: Rules<'_>) -> String {
        if self.seen < 2 {
            return String::new();
        }
        let folder = common_folder(self.rows.iter().map(|row| row.file.as_str()));
        let rows: Vec<Vec<String>> = self.rows.iter().rev().map(|row| row.cells(folder, width >= WIDE)).collect();
        let mut text = String::new();
        if let Some(more @ 1..) = self.seen.checked_sub(self.rows.len()) {
            let none_worse =
                |tongue: Tongue| said::NONE_WORSE.say(tongue, &[("more", &said::MORE_DESIGNS.counted(tongue, more))]);
            text.extend(rules.each().map(|rules| paragraph("", &none_worse(rules.tongue()), width)));
        }
        let limits = vec![MOST_FILE; rows.first().map_or(0, |row| row.len().saturating_sub(1))];
        text.push_str(&wrapped(&rows, &limits, "", width));
        text.push('\n');
        text
    }
}

/// The folder in which all files are, with its slash.
fn common_folder<'f>(mut files: impl Iterator<Item = &'f str>) -> &'f str {
    let folder = |file: &'f str| file.rfind('/').map_or("", |end| &file[..=end]);
    let Some(mut common) = files.next().map(folder) else { return "" };
    for file in files {
        while !file.starts_with(common) {
            common = folder(common.trim_end_matches('/'));
        }
    }
    common
}

/// The end of a path, which tells more than its beginning.
fn tail(path: &str, width: usize) -> String {
    let clean = one_line(path);
    let Some(cut) = columns(&clean).checked_sub(width).filter(|cut| *cut > 0) else { return clean };
    let rest = clean.char_indices().map(|(at, _)| at).find(|at| columns(&clean[..*at]) > cut);
    format!("…{}", &clean[rest.unwrap_or(0)..])
}

#[cfg(test)]
mod tests {
    use super::{Tongue, common_folder, first_of, tail};
    use crate::report::wrap::columns;

    #[test]
    fn a_folder_that_all_share_is_left_out() {
        let common = |files: &[&'static str]| common_folder(files.iter().copied());
        assert_eq!(common(&["a/b/x.yaml", "a/b/y.yaml"]), "a/b/");
        assert_eq!(common(&["a/b/x.yaml", "a/c/y.yaml"]), "a/");
        assert_eq!(common(&["a/b/x.yaml", "y.yaml"]), "");
        assert_eq!(common(&["ab/x.yaml", "a/x.yaml"]), "");
        assert_eq!(common(&[]), "");
    }

    #[test]
    fn advice_ends_at_a_semicolon_outside_of_parentheses() {
        let first = |help| first_of(help, Tongue::En.semicolon(), Tongue::En.parentheses());
        assert_eq!(first("thin the rib; or core it out"), "thin the rib");
        assert_eq!(first("change one (a barrier; a coat) or both; then test"), "change one (a barrier; a coat) or both");
        assert_eq!(first("test it"), "test it");
        let first = |help| first_of(help, Tongue::Zh.semicolon(), Tongue::Zh.parentheses());
        assert_eq!(first("改一侧（加阻隔；加涂层）；再测试"), "改一侧（加阻隔；加涂层）");
    }

    #[test]
    fn the_end_of_a_long_path_stays() {
        assert_eq!(tail("short.yaml", 10), "short.yaml");
        assert_eq!(tail("folder/long-name.yaml", 10), "…name.yaml");
        assert!(columns(&tail("漢字漢字漢字漢字", 9)) <= 9);
    }
}
