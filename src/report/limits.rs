//! The sheet of windows as a table, for the terminal and as Markdown.

use std::io;

use super::sanitize::one_line;
use super::table::table;
use super::words::side_words;
use crate::study::{Edge, Limits, Row, Stands, Thing, tightest};

/// Writes the sheet as text: what stands outside is marked, and what is not given yet shows a dash.
pub fn write_limits(limits: &Limits, out: &mut dyn io::Write) -> io::Result<()> {
    for (number, thing) in limits.things.iter().enumerate() {
        let gap = if number > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{}", heading(thing))?;
        let rows = thing.rows.iter().map(|row| {
            let [quantity, given, hard, target, by] = cells(row);
            vec![format!("  {} {quantity}", mark(row.stands)), given, hard, target, by]
        });
        let head = ["    field", "given", "hard limit", "target", "check"].map(str::to_owned).to_vec();
        write!(out, "{}", table(&std::iter::once(head).chain(rows).collect::<Vec<_>>()))?;
    }
    if limits.things.iter().flat_map(|thing| &thing.rows).any(|row| row.stands >= Stands::OutsideTarget) {
        writeln!(
            out,
            "\n✗ outside a hard limit   ! outside a target   - not given yet   ? cannot be told, or holds only if more is said"
        )?;
    }
    Ok(())
}

/// Writes the sheet as Markdown, with the sources of each window.
pub fn write_limits_markdown(limits: &Limits, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# Limits: {}", escaped(&limits.design))?;
    for thing in &limits.things {
        writeln!(out, "\n## {}\n", escaped(&heading(thing)))?;
        writeln!(
            out,
            "| field | given | hard limit | target | stands | checks | sources |\n| --- | --- | --- | --- | --- | --- | --- |"
        )?;
        for row in &thing.rows {
            let [quantity, given, hard, target, by] = cells(row).map(|cell| escaped(&cell));
            writeln!(
                out,
                "| {quantity} | {given} | {hard} | {target} | {} | {by} | {} |",
                words(row.stands),
                escaped(&row.sources.join(", "))
            )?;
        }
    }
    Ok(())
}

fn heading(thing: &Thing) -> String {
    if thing.made.is_empty() { one_line(&thing.at) } else { format!("{} ({})", one_line(&thing.at), one_line(&thing.made)) }
}

fn cells(row: &Row) -> [String; 5] {
    let when = match (row.optional, row.holds) {
        (true, _) => " (if there are any)",
        (false, true) => "",
        (false, false) => " (if it applies)",
    };
    let target = if row.needs.is_empty() || !row.target.is_empty() { edges(&row.target) } else { needs(&row.needs) };
    [
        one_line(&row.quantity),
        row.given.as_deref().map_or_else(|| "-".to_owned(), one_line),
        edges(&row.hard),
        format!("{target}{when}"),
        row.checks.join(" "),
    ]
}

/// What has to be said before there is a window.
fn needs(needs: &[String]) -> String {
    let shown: Vec<String> = needs.iter().take(2).map(|need| one_line(need)).collect();
    let more = needs.len().saturating_sub(shown.len());
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("needs {}{rest}", shown.join(", "))
}

/// Edges as `at least 1 mm, at most 3 mm`; a star marks a figure without a source.
fn edges(edges: &[Edge]) -> String {
    let one = |edge: &Edge| format!("{} {}{}", side_words(edge.side), edge.value, if edge.unverified { "*" } else { "" });
    tightest(edges).into_iter().map(one).collect::<Vec<_>>().join(", ")
}

const fn mark(stands: Stands) -> &'static str {
    match stands {
        Stands::Within => " ",
        Stands::NotGiven => "-",
        Stands::Open => "?",
        Stands::OutsideTarget => "!",
        Stands::OutsideHard => "✗",
    }
}

const fn words(stands: Stands) -> &'static str {
    match stands {
        Stands::Within => "within",
        Stands::NotGiven => "not given",
        Stands::Open => "open",
        Stands::OutsideTarget => "outside target",
        Stands::OutsideHard => "outside hard limit",
    }
}

/// A text that stays one cell.
fn escaped(text: &str) -> String {
    one_line(text).replace('|', "\\|").replace('<', "&lt;")
}
