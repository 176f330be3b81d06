//! What is not assessed, by what is missing: what would settle most comes first.

use super::pen::Pen;
use crate::finding::{DesignReport, NotAssessed};
use crate::report::phrases::needs;
use crate::report::said;
use crate::report::tongue::Tongue;
use crate::report::wrap::paragraph;

/// Columns before the judgements that wait for something.
const INDENT: &str = "      ";

/// A line for each thing that is missing, in each tongue, and below it the judgements that wait for it.
pub(super) fn missing(design: &DesignReport, pen: &Pen<'_>) -> String {
    let width = pen.terminal.width;
    let mut text = String::new();
    for tongue in pen.tongues() {
        let count = said::CHECKS.counted(tongue, design.not_assessed.len());
        text.push_str(&paragraph("", &said::MISSING.say(tongue, &[("checks", &count)]), width));
        for (needs, waiting) in groups(design, tongue) {
            let needed = if needs.is_empty() { said::NOTHING_TO_NAME.plain(tongue) } else { &needs };
            text.push_str(&paragraph(&format!("{:>4}  ", waiting.len()), needed, width));
            text.push_str(&paragraph(INDENT, &by_place(&needs, &waiting, tongue), width));
        }
    }
    text
}

/// What is not assessed, put together by its needs; what most wait for comes first.
fn groups(design: &DesignReport, tongue: Tongue) -> Vec<(String, Vec<&NotAssessed>)> {
    let mut groups: Vec<(String, Vec<&NotAssessed>)> = Vec::new();
    for open in &design.not_assessed {
        let needs = needs(open, tongue);
        match groups.iter_mut().find(|(known, _)| *known == needs) {
            Some((_, waiting)) => waiting.push(open),
            None => groups.push((needs, vec![open])),
        }
    }
    groups.sort_by_key(|(_, waiting)| std::cmp::Reverse(waiting.len()));
    groups
}

/// The codes of what waits, by the place that each is about: `S58, S33 at parts.latch; Y19 at joints.latch-hook`. A place that is
/// itself what is missing is not repeated.
fn by_place(needs: &str, waiting: &[&NotAssessed], tongue: Tongue) -> String {
    let mut places: Vec<(&str, Vec<&str>)> = Vec::new();
    for open in waiting {
        match places.iter_mut().find(|(at, _)| *at == open.at) {
            Some((_, codes)) => codes.push(&open.code),
            None => places.push((&open.at, vec![&open.code])),
        }
    }
    let said = places.iter().map(|(at, codes)| {
        let codes = codes.join(tongue.list());
        if *at == needs { codes } else { said::OPEN.say(tongue, &[("code", &codes), ("at", at)]) }
    });
    said.collect::<Vec<_>>().join(tongue.semicolon())
}
