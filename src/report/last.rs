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

#[cfg(test)]
mod tests {
    use super::{Tongue, first_of};

    #[test]
    fn advice_ends_at_a_semicolon_outside_of_parentheses() {
        let first = |help| first_of(help, Tongue::En.semicolon(), Tongue::En.parentheses());
        assert_eq!(first("thin the rib; or core it out"), "thin the rib");
        assert_eq!(first("change one (a barrier; a coat) or both; then test"), "change one (a barrier; a coat) or both");
        assert_eq!(first("test it"), "test it");
        let first = |help| first_of(help, Tongue::Zh.semicolon(), Tongue::Zh.parentheses());
        assert_eq!(first("改一侧（加阻隔；加涂层）；再测试"), "改一侧（加阻隔；加涂层）");
    }
}
