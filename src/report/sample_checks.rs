//! The checks of the sample runs: what they say is what the findings of the samples are filled into.

use std::sync::LazyLock;

use super::words::Rules;
use super::{Format, Style, Writer};
use crate::catalogue::{Check, Definition};
use crate::finding::FileReport;
use crate::knowledge::library;

/// Snap arms, with a label for each of two places.
const SNAP: &str = "
name: assembly/snap-strained
code: A07
title: snap arm strained beyond its material
subject: joint
measure: joint.strain
at_most: { warning: joint.arm.material.allowable_strain }
consequence: product
message: \"{joint} is strained by {measure} when it is closed; {joint.arm.material} takes {bound} once and less when it is opened again\"
labels:
  joint.strain: \"needs {measure} strain\"
  joint.arm.material: the production material does not take it
help: lengthen the arm or reduce the deflection; strain falls with the square of the length
why: a printed sample stretches several times more than the molding grade, so the sample passes and the first shots crack at the root
sources: [covestro-snap-fit]
since: 0.1.0
";

/// Draft under a texture.
const DRAFT: &str = "
name: yield/shallow-draft
code: Y03
title: draft too shallow for the texture
subject: part
measure: part.draft
at_least: { warning: part.draft_under_texture }
consequence: yield
message: \"{part} has {measure} of draft; its texture wants {bound}\"
labels:
  part.texture_depth: this deep
help: add draft or take a finer texture
why: a soft tool releases what a steel tool scuffs
sources: [efunda-draft]
since: 0.1.0
";

/// Labels for places that are hard to draw.
const ODD: &str = "
name: compatibility/odd-places
code: C03
title: places that are hard to draw
subject: part
when: part.draft < part.draft_under_texture
severity: advice
consequence: cost
message: \"{part} stands in odd places\"
labels:
  part.draft: the end of the line
  part.wall: wide
  part.material: after a tab
  part.process: after the mark
help: draw them where they are
why: a mark beside its place says something of another
sources: [efunda-draft]
since: 0.1.0
";

/// What a terminal, a page or a reader of JSON must not take as it is.
pub(super) const EVIL: &str = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{2066}\u{200b}\u{61c}\u{7}\0\r::error::x\u{2028}\u{e0041}";

/// The same, as a text of its own.
pub(super) fn evil() -> String {
    EVIL.to_owned()
}

/// A check as its file has it.
pub(super) fn compiled(text: &str) -> Check {
    let definition: Definition = serde_yaml::from_str(text).expect("a definition");
    Check::compile(definition, library()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// A check that attacks with all that it says.
fn attacking() -> Check {
    let plain = compiled(
        "{ name: n, code: n, title: n, subject: part, when: part.draft < part.draft_under_texture, severity: error, consequence: cost, message: n,
           help: n, why: n, sources: [efunda-draft], since: 0.1.0, labels: { part.draft: n } }",
    );
    let said = || format!("{EVIL} {{part}}");
    let definition = Definition {
        name: evil(),
        code: evil(),
        title: evil(),
        message: said(),
        help: said(),
        why: evil(),
        labels: [("part.draft".to_owned(), said())].into_iter().collect(),
        ..Definition::clone(&plain.definition)
    };
    let mut check = Check::compile(definition, library()).unwrap_or_else(|errors| panic!("{errors:?}"));
    check.definition = Definition { sources: vec![evil()], ..Definition::clone(&check.definition) }.into();
    check
}

/// All of them, with one that attacks.
pub(super) fn rules() -> Rules<'static> {
    static CHECKS: LazyLock<Vec<Check>> = LazyLock::new(|| {
        let mut checks: Vec<Check> = [SNAP, DRAFT, ODD].map(compiled).into();
        checks.push(attacking());
        checks.sort_by(|a, b| a.name.cmp(&b.name));
        checks
    });
    Rules::new(&CHECKS)
}

/// A run in a format, judged by these checks.
pub(super) fn rendered(run: &[FileReport], format: Format, style: &Style) -> String {
    let mut out = Vec::new();
    let mut writer = Writer::new(format, style, rules());
    writer.begin(&mut out).expect("a vector takes everything");
    for report in run {
        writer.file(report.clone(), &mut out).expect("a vector takes everything");
    }
    writer.end(&mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}
