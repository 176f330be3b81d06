//! The last screen of the report for people: what to fix first, by causes.

use super::phrases::cleared_briefly;
use super::said;
use super::screen::cause::{Cause, by_field};
use super::screen::pen::line_of;
use super::table::wrapped;
use super::tongue::Tongue;
use super::words::{Rules, repeated};
use super::wrap::paragraph;
use crate::catalogue::Severity;
use crate::finding::{DesignReport, Finding};

/// What stands before the lines about a design.
const INDENT: &str = "   ";
/// Causes with a line of their own, so that they fit on a screen; the others are counted.
const MOST_CAUSES: usize = 20;
/// Columns for the severity, the codes and the line of a cause; what it takes to mend it has the others.
const LIMITS: [usize; 3] = [7, 16, 28];

/// A line for each cause of errors and warnings, errors first: what, where, and what to do.
pub(super) fn fix_first(design: &DesignReport, rules: Rules<'_>, width: usize) -> String {
    let (act, advice): (Vec<_>, Vec<_>) = by_field(design).into_iter().partition(|cause| cause.severity() > Severity::Advice);
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

/// Severity, codes and line of a cause, its field and what to do there; what is said in a second tongue on a row of its own.
fn rows(cause: &Cause<'_>, design: &DesignReport, rules: Rules<'_>) -> Vec<Vec<String>> {
    let worst = cause.worst();
    let codes = repeated(cause.findings.iter().map(|(_, finding)| finding.code.as_str()), rules.tongue());
    let clears = cleared_briefly(worst);
    let second = rules.second().filter(|_| clears.is_none()).map(|rules| advised(worst, rules));
    let remedy = clears.unwrap_or_else(|| format!("{}: {}", cause.fields[0], advised(worst, rules)));
    let severity = rules.tongue().word(cause.severity().word()).to_owned();
    let first = vec![severity, codes, line_of(worst, &design.sources), remedy];
    let second = second.map(|said| [String::new(), String::new(), String::new(), said].to_vec());
    std::iter::once(first).chain(second).collect()
}

/// The first thing that a check advises, up to where its English has its first semicolon. Chinese has semicolons within that as
/// well: of its clauses as many are left out at the end as in English.
pub(super) fn advised(finding: &Finding, rules: Rules<'_>) -> String {
    let more = clauses(&rules.in_tongue(Tongue::En).help(finding), Tongue::En).len() - 1;
    first_of(&rules.help(finding), more, rules.tongue())
}

/// A text without its last clauses, of which the first always stays.
fn first_of(help: &str, without: usize, tongue: Tongue) -> String {
    let clauses = clauses(help, tongue);
    clauses[..clauses.len().saturating_sub(without).max(1)].join(tongue.semicolon())
}

/// What semicolons keep apart; one in parentheses ends nothing.
fn clauses(help: &str, tongue: Tongue) -> Vec<&str> {
    let (semicolon, [opening, closing]) = (tongue.semicolon(), tongue.parentheses());
    let open = |at: usize| help[..at].matches(opening).count() > help[..at].matches(closing).count();
    let mut clauses = Vec::new();
    let mut begin = 0;
    for at in help.match_indices(semicolon).map(|(at, _)| at).filter(|at| !open(*at)) {
        clauses.push(&help[begin..at]);
        begin = at + semicolon.len();
    }
    clauses.push(&help[begin..]);
    clauses
}

#[cfg(test)]
mod tests {
    use super::{Tongue, clauses, first_of};

    #[test]
    fn advice_ends_at_a_semicolon_outside_of_parentheses() {
        let first = |help: &str| first_of(help, clauses(help, Tongue::En).len() - 1, Tongue::En);
        assert_eq!(first("thin the rib; or core it out"), "thin the rib");
        assert_eq!(first("change one (a barrier; a coat) or both; then test"), "change one (a barrier; a coat) or both");
        assert_eq!(first("test it"), "test it");
    }

    #[test]
    fn chinese_advice_leaves_out_what_the_english_leaves_out() {
        let first = |help, without| first_of(help, without, Tongue::Zh);
        assert_eq!(first("改一侧（加阻隔；加涂层）；再测试", 1), "改一侧（加阻隔；加涂层）");
        assert_eq!(first("孔放大；或遮蔽；再测试", 1), "孔放大；或遮蔽", "an alternative belongs to the first thing");
        assert_eq!(first("先干燥；要赶时间就加大料斗", 0), "先干燥；要赶时间就加大料斗", "nothing is left out of one sentence");
        assert_eq!(first("测试", 2), "测试");
    }
}
