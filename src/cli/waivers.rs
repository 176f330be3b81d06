//! `caseproof waivers`: all waivers of some designs, with owner, end and what each does.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::judging::{Beside, Judging};
use super::output::{data, json, note, style};
use super::run::rejections;
use super::strays::note_strays;
use super::study::StudyFormat;
use super::walk::{Found, entries};
use super::{CLEAN, NOTHING};
use crate::design::{Stray, days_of};
use crate::finding::{DesignReport, Rejected};
use crate::report::{Format, one_line};
use crate::world::project::WaiverView;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files or folders with designs
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Only those that end within this time, such as `30d`, or have ended
    #[arg(long, value_name = "TIME", value_parser = days)]
    expiring: Option<i64>,
    #[command(flatten)]
    judging: Judging,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

/// A number of days.
fn days(text: &str) -> Result<i64, String> {
    let number = text.trim().trim_end_matches('d').trim_end();
    let days = number.parse::<u32>().map_err(|_| "write a number of days such as `30d`".to_owned())?;
    Ok(days.into())
}

/// A check whose findings somebody accepts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Row {
    /// Days to its end; negative when it is over.
    left: Option<i64>,
    file: String,
    line: usize,
    check: String,
    /// Where; the whole design if none.
    at: Option<String>,
    owner: String,
    until: String,
    reason: String,
    state: &'static str,
    /// The file of the design in which it was found to do that; its pattern, if that fits none.
    design: String,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let entries = entries(&arguments.paths);
    let files: Vec<PathBuf> =
        entries.iter().map(|entry| entry.target.path.clone()).chain(arguments.paths.iter().cloned()).collect();
    let run = match arguments.judging.resolve(&files, Beside::default(), Format::Text, &style()) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let (mut rows, mut wrong, mut designs): (Vec<Row>, Vec<Rejected>, usize) = (Vec::new(), Vec::new(), 0);
    for entry in entries.iter().filter(|entry| matches!(entry.found, Found::File)) {
        let report = run.engine.check_file(&run.loader, &entry.target, &run.options(&entry.target.path));
        designs += report.designs.len();
        report.designs.iter().for_each(|design| add(&mut rows, design, run.options.today.as_deref()));
        wrong.extend(report.rejected);
    }
    let strays = note_strays(&entries, run.configured.waivers());
    rows.extend(strays.iter().flat_map(|(file, stray)| stray_rows(file, stray, run.options.today.as_deref())));
    if !wrong.is_empty() {
        return rejections(wrong, Format::Text, &style());
    }
    if designs == 0 {
        note("no design spec was found");
        return NOTHING;
    }
    rows.retain(|row| arguments.expiring.is_none_or(|most| row.left.is_some_and(|left| left <= most)));
    rows.sort();
    match arguments.format {
        StudyFormat::Json => json(CLEAN, &serde_json::json!({ "waivers": rows })),
        StudyFormat::Text => data(CLEAN, |out| out.write_all(text(&rows).as_bytes())),
    }
}

/// Adds the waivers of a design. One for several designs is listed once, and is in vain only if it covers nothing in any.
fn add(rows: &mut Vec<Row>, design: &DesignReport, today: Option<&str>) {
    for view in &design.accepted {
        let row = row(view, design, today);
        let same = |known: &&mut Row| (&known.file, known.line, &known.check) == (&row.file, row.line, &row.check);
        match rows.iter_mut().find(same).filter(|_| view.waiver.design.is_given() || view.span.file > 0) {
            Some(known) if known.state == UNUSED => *known = row,
            Some(_) => {}
            None => rows.push(row),
        }
    }
}

/// What a waiver for several designs is called as long as none has a finding that it covers.
const UNUSED: &str = "unused";

fn row(view: &WaiverView, design: &DesignReport, today: Option<&str>) -> Row {
    let (file, position) = design.sources.begin(view.span);
    let text = |field: &crate::yaml::Field<Box<str>>| field.get().map_or_else(String::new, ToString::to_string);
    let until = text(&view.waiver.until);
    let idle = view.waiver.is_shared() && !view.used && view.state.word() == "in-force";
    Row {
        left: days_of(&until).zip(today.and_then(days_of)).map(|(until, today)| until - today),
        file: file.path.clone(),
        line: position.line,
        check: view.check.to_string(),
        at: view.waiver.at.get().map(ToString::to_string),
        owner: text(&view.waiver.owner),
        until,
        reason: text(&view.waiver.reason),
        state: if idle { UNUSED } else { view.state.word() },
        design: design.file.path.clone(),
    }
}

/// What a waiver is called whose pattern fits no design.
const NO_DESIGN: &str = "no-design";

/// A waiver that is about no design there is, a row for each check.
fn stray_rows(file: &str, stray: &Stray, today: Option<&str>) -> Vec<Row> {
    let row = |check: &String| Row {
        left: days_of(&stray.until).zip(today.and_then(days_of)).map(|(until, today)| until - today),
        file: file.to_owned(),
        line: stray.line,
        check: check.clone(),
        at: Some(stray.at.clone()).filter(|at| !at.is_empty()),
        owner: stray.owner.clone(),
        until: stray.until.clone(),
        reason: stray.reason.clone(),
        state: NO_DESIGN,
        design: stray.design.clone(),
    };
    stray.checks.iter().map(row).collect()
}

fn text(rows: &[Row]) -> String {
    let cells: Vec<[String; 5]> = rows
        .iter()
        .map(|row| {
            let left = row.left.map_or_else(String::new, |left| match left {
                ..0 => format!(" ({} days ago)", -left),
                left => format!(" ({left} days)"),
            });
            let at = row.at.as_ref().map_or_else(String::new, |at| format!("@{at}"));
            let place = format!("{}:{}", row.file, row.line);
            [format!("{}{left}", row.until), format!("{}{at}", row.check), row.owner.clone(), row.state.to_owned(), place]
                .map(|cell| one_line(&cell))
        })
        .collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let mut text = String::new();
    for row in &cells {
        let padded: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
    }
    text + &format!("{} waiver{}\n", rows.len(), if rows.len() == 1 { "" } else { "s" })
}
