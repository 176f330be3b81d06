//! A cause in a line or two: its number, what is wrong, the codes, the lines, and the field to change.

use super::cause::{Cause, together};
use super::pen::{Pen, codes, lines_of};
use crate::catalogue::Severity;
use crate::finding::{Clear, Confidence, DesignReport};
use crate::report::phrases::sign;
use crate::report::said;
use crate::report::sanitize::one_line;
use crate::report::words::Rules;
use crate::report::wrap::{columns, hang, lines};

/// Lines that the sentence of a finding may take; what is longer is said by the title of the check.
const MOST_LINES: usize = 2;
/// Fields that are named with a value each.
const MOST_VALUES: usize = 2;
/// Columns for the fields of a cause; of more the first is named.
const MOST_FIELDS: usize = 60;

/// A cause in as few lines as it takes.
pub(super) fn line(cause: &Cause<'_>, number: usize, design: &DesignReport, pen: &Pen<'_>) -> String {
    let plain = format!("{number:>2}");
    let first = format!("{plain}  ");
    let room = pen.terminal.width - columns(&first);
    let said = pen.rules.each().flat_map(|rules| what(cause, rules, room));
    let mut all: Vec<String> = said.flat_map(|text| lines(&text, room)).collect();
    let tail = tail(cause, design, pen);
    match all.last_mut() {
        Some(last) if columns(last) + 2 + columns(&tail) <= room => *last = format!("{last}  {tail}"),
        // On a line of its own, it is broken only where it does not fit.
        _ if columns(&tail) <= room => all.push(tail),
        _ => all.extend(lines(&tail, room)),
    }
    hang(&first, &all).replacen(&plain, &pen.terminal.paint(cause.severity(), &plain), 1)
}

/// What is wrong: of an error what each of the checks says that find one, of all else what the first of them says.
fn what(cause: &Cause<'_>, rules: Rules<'_>, room: usize) -> Vec<String> {
    let worst = cause.worst();
    let mut said: Vec<&str> = Vec::new();
    for (_, finding) in &cause.findings {
        let as_bad = finding.severity == worst.severity && worst.severity == Severity::Error;
        if said.is_empty() || as_bad && !said.contains(&finding.check.as_str()) {
            said.push(&finding.check);
        }
    }
    let several = said.len() > 1;
    said.into_iter().map(|check| of_check(cause, check, several, rules, room)).collect()
}

/// The sentence of the finding of a check, if it has one there and says it in short; otherwise what the defect is. If asked for, the
/// code stands before it.
fn of_check(cause: &Cause<'_>, check: &str, with_code: bool, rules: Rules<'_>, room: usize) -> String {
    let mut findings = cause.findings.iter().map(|(_, finding)| *finding).filter(|finding| finding.check == check);
    let message = findings.next().map(|finding| rules.message(finding));
    let short = message.filter(|message| findings.next().is_none() && lines(message, room).len() <= MOST_LINES);
    let title = || rules.of(check).map_or_else(String::new, |check| rules.title(check).to_owned());
    let said = short.unwrap_or_else(title);
    match cause.findings.iter().find(|(_, finding)| finding.check == check).filter(|_| with_code) {
        Some((_, finding)) => said::CAUSE.say(rules.tongue(), &[("codes", &finding.code), ("message", &said)]),
        None => said,
    }
}

/// `S07×2 low confidence  :97 :98  evidence.tests.{0,1}.units`.
fn tail(cause: &Cause<'_>, design: &DesignReport, pen: &Pen<'_>) -> String {
    let mut parts = vec![codes(cause.findings.iter().map(|(_, finding)| *finding))];
    if cause.worst().confidence == Confidence::Low {
        parts.push(pen.joined(|tongue| said::LOW_BRIEFLY.plain(tongue).to_owned()));
    }
    parts.push(lines_of(cause, &design.sources, pen.rules.tongue()));
    parts.push(one_line(&to_change(cause, pen)));
    parts.join("  ")
}

/// The values that clear the findings where one field of each decides, otherwise the fields to look at.
pub(super) fn to_change(cause: &Cause<'_>, pen: &Pen<'_>) -> String {
    cleared(cause, pen).unwrap_or_else(|| fields(cause, pen))
}

/// The fields of a cause.
pub(super) fn fields(cause: &Cause<'_>, pen: &Pen<'_>) -> String {
    let tongue = pen.rules.tongue();
    let all = together(&cause.fields, tongue.list());
    let more = cause.fields.len() - 1;
    if more == 0 || columns(&all) <= MOST_FIELDS {
        return all;
    }
    said::AND_MORE.say(tongue, &[("field", &cause.fields[0]), ("n", &more)])
}

/// `parts.tray.draft >= 1 deg`; none where the findings of several checks have to be cleared, or one of them has no such value.
pub(super) fn cleared(cause: &Cause<'_>, pen: &Pen<'_>) -> Option<String> {
    let check = &cause.worst().check;
    if cause.findings.iter().any(|(_, finding)| finding.check != *check) {
        return None;
    }
    let clears = cause.findings.iter().map(|(_, finding)| finding.clears.first()).collect::<Option<Vec<&Clear>>>()?;
    let (first, rest) = clears.split_first()?;
    let value = |clear: &Clear| format!("{} {}", sign(clear.side), clear.value);
    let list = pen.rules.tongue().list();
    if rest.iter().all(|other| value(other) == value(first)) {
        let mut fields: Vec<&str> = clears.iter().map(|clear| clear.at.as_str()).collect();
        // Several things may take a value from one field.
        fields.dedup();
        let all = format!("{} {}", together(&fields, list), value(first));
        return Some(all).filter(|all| fields.len() == 1 || columns(all) <= MOST_FIELDS);
    }
    let each = clears.iter().map(|clear| format!("{} {}", clear.at, value(clear)));
    (clears.len() <= MOST_VALUES).then(|| each.collect::<Vec<_>>().join(list))
}
