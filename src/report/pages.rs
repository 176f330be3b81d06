//! A page in Markdown for each check, and one that lists them: what `explain` shows, for reading in a browser and for linking to.

use std::fmt::Write as _;

use super::explain::{Row, origins, rows, texts};
use super::said;
use super::sanitize::{one_line, sanitize};
use super::tongue::Tongue;
use super::words::Rules;
use crate::catalogue::{Definition, Example, STAGES};

/// Name of the page that lists the others.
const INDEX: &str = "README.md";

/// The pages of checks, each with its file name: the code, which is never used for another check.
#[must_use]
pub fn check_pages(definitions: &[Definition], rules: Rules<'_>) -> Vec<(String, String)> {
    let page = |definition: &Definition| (file_name(definition), check_page(definition, rules));
    let mut pages: Vec<(String, String)> = definitions.iter().map(page).collect();
    pages.push((INDEX.to_owned(), index(definitions, rules)));
    pages
}

/// The page of a check: why and what to do first, then how it judges, one example that is flagged, and sources.
#[must_use]
pub fn check_page(definition: &Definition, rules: Rules<'_>) -> String {
    let tongue = rules.tongue();
    let titles: Vec<String> = rules.each().map(|rules| prose(&rules.definition(definition).title)).collect();
    let mut page = format!("# {}: {}\n\n{}\n\n", definition.code, titles.join(" / "), code(&definition.name));
    for row in texts(definition, rules) {
        let _ = writeln!(page, "- **{}**: {}", row.name, shown(&row, !row.text.contains('{')));
    }
    page.push('\n');
    page.push_str(&stages(definition, tongue));
    page.push('\n');
    let _ = writeln!(page, "- **{}**: {}", said::AT_STAKE.plain(tongue), tongue.word(definition.consequence.word()));
    for row in rows(definition, rules) {
        let _ = writeln!(page, "- **{}**: {}", row.name, shown(&row, !row.written));
    }
    if let Some(text) = definition.examples.iter().find_map(flagged) {
        let _ = writeln!(page, "\n{}\n\n{}", said::FLAGS.plain(tongue), fenced(text));
    }
    page.push('\n');
    for row in origins(definition, tongue) {
        let _ = writeln!(page, "- **{}**: {}", row.name, shown(&row, true));
    }
    page
}

/// All checks by family, each with its code, the worst it may be, and its title.
fn index(definitions: &[Definition], rules: Rules<'_>) -> String {
    let tongue = rules.tongue();
    let mut families: Vec<&str> = Vec::new();
    for definition in definitions {
        if !families.contains(&definition.family()) {
            families.push(definition.family());
        }
    }
    let mut page = format!("# caseproof\n\n{}\n", said::CHECKS_LISTED.say(tongue, &[("n", &definitions.len())]));
    for family in families {
        let of: Vec<&Definition> = definitions.iter().filter(|definition| definition.family() == family).collect();
        let _ = writeln!(
            page,
            "\n## {}: {}\n\n| | {} | |\n| --- | --- | --- |",
            prose(family),
            of.len(),
            said::SEVERITY.plain(tongue)
        );
        for definition in of {
            let titles: Vec<String> = rules.each().map(|rules| prose(&rules.definition(definition).title)).collect();
            let severity = tongue.word(definition.worst().word());
            let link = format!("[{}]({})", definition.code, file_name(definition));
            let _ = writeln!(page, "| {link} | {severity} | {} |", titles.join(" / "));
        }
    }
    page
}

fn file_name(definition: &Definition) -> String {
    format!("{}.md", definition.code)
}

/// The worst severity at each stage, as a table.
fn stages(definition: &Definition, tongue: Tongue) -> String {
    let heads: Vec<_> = STAGES.iter().map(|stage| tongue.value("stage", stage)).collect();
    let worst = STAGES.iter().map(|stage| tongue.word(definition.worst_at(stage).word())).collect::<Vec<_>>();
    let head = said::WORST_AT.plain(tongue);
    format!("| {head} | {} |\n|{}\n| | {} |\n", heads.join(" | "), " --- |".repeat(STAGES.len() + 1), worst.join(" | "))
}

const fn flagged(example: &Example) -> Option<&String> {
    match example {
        Example::Flags(text) => Some(text),
        Example::Passes(_) | Example::Unknown(_) => None,
    }
}

/// The text of a row: as prose, or as it is written.
fn shown(row: &Row, as_prose: bool) -> String {
    if as_prose { prose(&row.text) } else { code(&row.text) }
}

/// A text that is read as nothing but text, on one line. Addresses stay what they are.
fn prose(text: &str) -> String {
    let mut escaped = String::new();
    for (number, word) in one_line(text).split(' ').enumerate() {
        if number > 0 {
            escaped.push(' ');
        }
        let address = word.starts_with("https://") || word.starts_with("http://");
        for c in word.chars() {
            match c {
                '<' => escaped.push_str("&lt;"),
                '&' if !address => escaped.push_str("&amp;"),
                '|' => escaped.push_str("&#124;"),
                '\\' | '`' | '[' | ']' => escaped.extend(['\\', c]),
                '*' | '_' | '#' if !address => escaped.extend(['\\', c]),
                c => escaped.push(c),
            }
        }
    }
    escaped
}

/// A text as it is written, on one line, between more backticks than it has in a row.
fn code(text: &str) -> String {
    let text = one_line(text);
    let fence = "`".repeat(most_backticks(&text) + 1);
    // A backtick at an end would be taken for one of the fence.
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// A YAML text as a block, below a fence that does not stand in it.
fn fenced(text: &str) -> String {
    let fence = "`".repeat(most_backticks(text).max(2) + 1);
    format!("{fence}yaml\n{}\n{fence}", sanitize(text.trim_end()))
}

/// The length of the longest run of backticks.
fn most_backticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{code, fenced, prose};
    use crate::catalogue::{Definition, STAGES, Severity};
    use crate::engine::Engine;

    fn definition(code: &str) -> Definition {
        let all = Engine::builtin().expect("the checks").definitions().expect("with examples");
        all.into_iter().find(|definition| definition.code == code).expect("the check")
    }

    #[test]
    fn hostile_text_is_read_as_text() {
        assert_eq!(
            prose("a <script>|x| `b` [c](d) *e* \u{202e}f"),
            "a &lt;script>&#124;x&#124; \\`b\\` \\[c\\](d) \\*e\\* \u{fffd}f"
        );
        assert_eq!(prose("https://a.example/b_c?d=e&f=g"), "https://a.example/b_c?d=e&f=g");
        assert_eq!(code("a `b` ``c``"), "``` a `b` ``c`` ```");
        assert_eq!(fenced("a: |\n  ```\n  b"), "````yaml\na: |\n  ```\n  b\n````");
    }

    /// What a stage allows and what a bound gives, the milder of the two; a condition that makes it worse counts at every stage.
    #[test]
    fn the_worst_at_a_stage_is_what_a_finding_may_be_there() {
        let at = |code: &str| STAGES.map(|stage| definition(code).worst_at(stage));
        assert_eq!(at("S10"), [Severity::Error; 6], "bounds alone decide");
        let from_dvt = at("S08");
        assert!(from_dvt.is_sorted() && from_dvt[0] < Severity::Error && from_dvt[5] == Severity::Error, "{from_dvt:?}");
        for definition in Engine::builtin().expect("the checks").definitions().expect("with examples") {
            let worst = STAGES.map(|stage| definition.worst_at(stage)).into_iter().max();
            assert_eq!(worst, Some(definition.worst()), "{}", definition.code);
        }
    }
}
