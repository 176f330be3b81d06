//! The failure mode and effects analysis of a design as a sheet: for the terminal, for spreadsheets and for programs.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::said;
use super::sanitize::one_line;
use super::tongue::{Phrase, Tongue};
use super::words::Rules;
use super::wrap::paragraph;
use crate::facts::typed::{Risk, Thing as _};
use crate::facts::{Known, Trace, Word, World};
use crate::finding::{Finding, SourceMap};
use crate::formulas::fmea::ActionPriority;
use crate::judge::Judgement;
use crate::knowledge::Table;
use crate::quantity::{display_number, three_figures};
use crate::study::{Falls, FmeaRow, Nature, Rated, Record, Seen, Subject, fmea_sources, of_record};

/// The sheet of a design.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FmeaSheet {
    /// Name of the design.
    pub design: String,
    /// Where severities come from.
    pub severity_by: String,
    /// Where occurrences come from.
    pub occurrence_by: String,
    /// Where detections come from.
    pub detection_by: String,
    /// Which check has which effect, and who says so.
    pub effects_by: String,
    /// The share of the checks that could be decided in percent, rounded down: what could not has no row; none where nothing applies.
    pub known: Option<usize>,
    /// Codes of findings about what is not stated, or what somebody accepts or wants, which are no failure modes.
    pub of_record: Vec<String>,
    /// Its rows, the most urgent first.
    pub rows: Vec<FmeaLine>,
}

/// A failure in words. What people fill in is not there.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FmeaLine {
    /// Code of the check; empty for what samples leave open.
    pub check: String,
    /// `high`, `medium` or `low`; none where it hangs on what is missing.
    pub priority: Option<String>,
    /// The step that brings it about; empty where none is known.
    pub step: String,
    /// Semantic path of the place.
    pub at: String,
    /// File and line.
    pub line: String,
    /// Whether it is built in or comes with the line.
    pub kind: String,
    /// What the thing is there to do.
    pub function: String,
    /// What the failure does.
    pub effect: String,
    /// On whom that falls.
    pub falls_on: String,
    /// How severe it is, from 1 to 10.
    pub severity: Option<u32>,
    /// What fails.
    pub mode: String,
    /// By what.
    pub cause: String,
    /// What prevents it, as far as that is stated.
    pub prevention: String,
    /// How often it occurs, from 1 to 10.
    pub occurrence: Option<u32>,
    /// What that rests on, or needs.
    pub occurrence_basis: String,
    /// The control that would find it, or what is needed to say.
    pub control: String,
    /// How it would be found, from 1 to 10.
    pub detection: Option<u32>,
    /// Whether a critical dimension is concerned.
    pub critical: bool,
    /// What to do.
    pub action: String,
    /// Open, accepted or closed.
    pub status: String,
    /// What else was found by the same cause.
    pub remarks: String,
}

/// What a sheet is made from.
pub struct FmeaBasis<'a, 'w> {
    /// The design.
    pub world: &'a World<'w>,
    /// What the checks say of it.
    pub judgement: &'a Judgement,
    /// Its files.
    pub sources: &'a SourceMap,
    /// The checks and the language.
    pub rules: Rules<'a>,
}

/// The rows in words.
#[must_use]
pub fn fmea_sheet(basis: &FmeaBasis<'_, '_>, rows: &[FmeaRow]) -> FmeaSheet {
    let by = fmea_sources();
    let name = basis.world.spec.design.get().and_then(|about| about.name.get());
    FmeaSheet {
        design: name.map_or_else(String::new, |name| one_line(name)),
        severity_by: by.severity.clone(),
        occurrence_by: by.occurrence.clone(),
        detection_by: by.detection.clone(),
        effects_by: by.effects.clone(),
        known: basis.judgement.coverage.percent(),
        of_record: of_record(basis.rules.all(), basis.judgement),
        rows: rows.iter().map(|row| basis.line(row)).collect(),
    }
}

/// The texts of a row that hang on what it is about.
#[derive(Default)]
struct Told {
    check: String,
    mode: String,
    cause: String,
    prevention: String,
    action: String,
    status: String,
    remarks: String,
}

impl FmeaBasis<'_, '_> {
    fn line(&self, row: &FmeaRow) -> FmeaLine {
        let tongue = self.rules.tongue();
        let told = self.told(row.subject);
        let span = match row.subject {
            Subject::Finding(number) => self.judgement.findings[number].span,
            Subject::Waived(number) => self.judgement.waived[number].finding.span,
            Subject::Risk(number) => self.world.span(Risk::at(self.world, number).item()),
        };
        let (file, position) = self.sources.begin(span);
        FmeaLine {
            check: told.check,
            priority: row.priority.map(|priority| word(priority).to_owned()),
            step: row.step.clone().unwrap_or_default(),
            at: one_line(&row.at),
            line: format!("{}:{}", one_line(&file.path), position.line),
            kind: nature(row.nature, self.rules),
            function: row.function.map_or_else(String::new, |of| self.both(&of.en, &of.zh)),
            effect: row.effect.map_or_else(String::new, |of| self.both(&of.en, &of.zh)),
            falls_on: row.effect.map_or_else(String::new, |of| falls(of.on, self.rules)),
            severity: row.severity(),
            mode: told.mode,
            cause: told.cause,
            prevention: told.prevention,
            occurrence: row.occurrence.rating(),
            occurrence_basis: self.occurrence(&row.occurrence),
            control: self.control(&row.detection),
            detection: row.detection.rating(),
            critical: row.critical,
            action: told.action,
            status: told.status,
            remarks: if row.severity().is_none() { cannot(said::FMEA_TEAM.plain(tongue), tongue) } else { told.remarks },
        }
    }

    /// A text of the table in the language of the sheet.
    fn both(&self, en: &str, zh: &str) -> String {
        self.rules.joined(|rules| if rules.tongue() == Tongue::En { en } else { zh }.to_owned())
    }

    fn say(&self, phrase: Phrase, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        self.rules.joined(|rules| phrase.say(rules.tongue(), values))
    }

    fn told(&self, subject: Subject) -> Told {
        match subject {
            Subject::Finding(number) => {
                let folded = self.judgement.findings.iter().filter(|finding| finding.folded_under == Some(number));
                let mut codes: Vec<&str> = folded.map(|finding| finding.code.as_str()).collect();
                codes.dedup();
                let with = |codes: &Vec<&str>| self.say(said::FMEA_WITH, &[("codes", &codes.join(", "))]);
                Told {
                    status: self.say(said::FMEA_OPEN, &[]),
                    remarks: Some(codes).filter(|codes| !codes.is_empty()).as_ref().map_or_else(String::new, with),
                    ..self.found(&self.judgement.findings[number])
                }
            }
            Subject::Waived(number) => {
                let waived = &self.judgement.waived[number];
                let (owner, reason) = (one_line(&waived.owner), one_line(&waived.reason));
                let status = self.say(said::FMEA_ACCEPTED, &[("owner", &owner), ("reason", &reason)]);
                Told { status, ..self.found(&waived.finding) }
            }
            Subject::Risk(number) => self.left_open(number),
        }
    }

    fn found(&self, finding: &Finding) -> Told {
        let title = |rules: Rules<'_>| rules.of(&finding.check).map_or_else(String::new, |check| rules.title(check).to_owned());
        Told {
            check: finding.code.clone(),
            mode: self.rules.joined(title),
            cause: one_line(&self.rules.joined(|rules| rules.message(finding))),
            prevention: self.say(said::FMEA_BY_RULE, &[("check", &finding.code)]),
            action: one_line(&self.rules.joined(|rules| rules.help(finding))),
            ..Told::default()
        }
    }

    /// What samples leave open, or evidence has closed.
    fn left_open(&self, number: usize) -> Told {
        let (risk, mut trace) = (Risk::at(self.world, number), Trace::off());
        let fact = |name: &str, known: Known<Word>| {
            let said = known.unwrap_or_else(|_| "".into());
            self.rules.joined(|rules| rules.tongue().value(name, &said).into_owned())
        };
        let part = &self.world.parts[self.world.risks[number].part];
        let process = part.prototype_process.map_or("", |process| self.world.library.entry(Table::Process, process).id);
        let closed = risk.closed_by().map(|(_, what)| {
            self.rules.joined(|rules| said::FMEA_CLOSED.say(rules.tongue(), &[("what", &rules.tongue().word(what))]))
        });
        Told {
            check: String::new(),
            mode: fact("topic", risk.topic(&mut trace)),
            cause: fact("why", risk.why(&mut trace)),
            prevention: closed.clone().unwrap_or_else(|| self.say(said::FMEA_BY_SAMPLE, &[("process", &process)])),
            action: fact("evidence", risk.evidence(&mut trace)),
            status: closed.unwrap_or_else(|| self.say(said::FMEA_OPEN, &[])),
            remarks: String::new(),
        }
    }

    fn occurrence(&self, rated: &Rated<Record>) -> String {
        let percent = |share: &f64| display_number(three_figures(share * 100.0));
        match rated {
            Rated::Needs(needs) => self.rules.joined(|rules| cannot(&needs.join(", "), rules.tongue())),
            Rated::Known { by: Record::None, .. } => self.say(said::FMEA_NO_RECORD, &[]),
            Rated::Known { by: Record::Units { at, failed, units, share }, .. } => {
                let at = one_line(at);
                self.say(said::FMEA_UNITS, &[("failed", failed), ("units", units), ("at", &at), ("share", &percent(share))])
            }
            Rated::Known { by: Record::Readings { at, cpk, share }, .. } => {
                let (at, cpk) = (one_line(at), display_number(three_figures(*cpk)));
                self.say(said::FMEA_READINGS, &[("at", &at), ("cpk", &cpk), ("share", &percent(share))])
            }
        }
    }

    fn control(&self, rated: &Rated<Seen>) -> String {
        match rated {
            Rated::Needs(needs) => self.rules.joined(|rules| cannot(&needs.join(", "), rules.tongue())),
            Rated::Known { by: Seen { control, at }, .. } => self.rules.joined(|rules| {
                let words = if rules.tongue() == Tongue::En { &control.en } else { &control.zh };
                at.as_ref().map_or_else(
                    || words.clone(),
                    |at| said::FMEA_SEEN.say(rules.tongue(), &[("control", words), ("at", &one_line(at))]),
                )
            }),
        }
    }
}

fn cannot(needs: &str, tongue: Tongue) -> String {
    said::FMEA_CANNOT.say(tongue, &[("needs", &needs)])
}

fn nature(nature: Nature, rules: Rules<'_>) -> String {
    let phrase = if nature == Nature::Design { said::FMEA_DESIGN } else { said::FMEA_PROCESS };
    rules.joined(|rules| phrase.plain(rules.tongue()).to_owned())
}

fn falls(on: Falls, rules: Rules<'_>) -> String {
    let phrase = match on {
        Falls::User => said::FMEA_USER,
        Falls::Customer => said::FMEA_CUSTOMER,
        Falls::Plant => said::FMEA_PLANT,
    };
    rules.joined(|rules| phrase.plain(rules.tongue()).to_owned())
}

const fn word(priority: ActionPriority) -> &'static str {
    match priority {
        ActionPriority::High => "high",
        ActionPriority::Medium => "medium",
        ActionPriority::Low => "low",
    }
}

/// A rating, or that it cannot be said.
fn rating(rating: Option<u32>, needs: &str) -> String {
    rating.map_or_else(|| needs.to_owned(), |rating| rating.to_string())
}

/// The headings of the sheet, in the order of the form of AIAG and VDA for processes.
const HEADINGS: [Phrase; 30] = [
    said::FMEA_NUMBER,
    said::FMEA_CHECK,
    said::FMEA_ITEM,
    said::FMEA_STEP,
    said::FMEA_PLACE,
    said::FMEA_KIND,
    said::FMEA_FUNCTION,
    said::FMEA_EFFECT,
    said::FMEA_FALLS,
    said::FMEA_S,
    said::FMEA_MODE,
    said::FMEA_CAUSE,
    said::FMEA_PREVENTION,
    said::FMEA_O,
    said::FMEA_O_BASIS,
    said::FMEA_CONTROL,
    said::FMEA_D,
    said::FMEA_PRIORITY,
    said::FMEA_SPECIAL,
    said::FMEA_ACTION,
    said::FMEA_RESPONSIBLE,
    said::FMEA_TARGET,
    said::FMEA_STATUS,
    said::FMEA_TAKEN,
    said::FMEA_COMPLETED,
    said::FMEA_S_AFTER,
    said::FMEA_O_AFTER,
    said::FMEA_D_AFTER,
    said::FMEA_PRIORITY_AFTER,
    said::FMEA_REMARKS,
];

/// Writes sheets as one table for spreadsheets (RFC 4180): one row of headings, then a row a failure. A cell that a spreadsheet
/// would run as a formula begins with an apostrophe.
pub fn write_fmea_csv(sheets: &[FmeaSheet], rules: Rules<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    if rules.tongue() == Tongue::Zh || rules.second().is_some() {
        // Without this mark spreadsheets take Chinese for the code page of the machine.
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(HEADINGS.map(|heading| rules.joined(|rules| heading.plain(rules.tongue()).to_owned())))?;
    for sheet in sheets {
        for (number, line) in sheet.rows.iter().enumerate() {
            writer.write_record(cells(sheet, number, line, rules).iter().map(|cell| harmless(cell)))?;
        }
    }
    writer.flush()
}

/// The cells of a row; what people fill in is empty.
fn cells(sheet: &FmeaSheet, number: usize, line: &FmeaLine, rules: Rules<'_>) -> [String; 30] {
    let blank = String::new;
    let critical = || rules.joined(|rules| said::FMEA_CRITICAL.plain(rules.tongue()).to_owned());
    let letter = |word: &String| word.chars().take(1).flat_map(char::to_uppercase).collect();
    [
        (number + 1).to_string(),
        line.check.clone(),
        sheet.design.clone(),
        line.step.clone(),
        line.at.clone(),
        line.kind.clone(),
        line.function.clone(),
        line.effect.clone(),
        line.falls_on.clone(),
        rating(line.severity, &line.remarks),
        line.mode.clone(),
        line.cause.clone(),
        line.prevention.clone(),
        rating(line.occurrence, &line.occurrence_basis),
        line.occurrence_basis.clone(),
        line.control.clone(),
        rating(line.detection, &line.control),
        line.priority.as_ref().map_or_else(|| hanging(line), letter),
        if line.critical { critical() } else { blank() },
        line.action.clone(),
        blank(),
        blank(),
        line.status.clone(),
        blank(),
        blank(),
        blank(),
        blank(),
        blank(),
        blank(),
        line.remarks.clone(),
    ]
}

/// Why there is no priority: the rating that cannot be said.
fn hanging(line: &FmeaLine) -> String {
    let why = match (line.severity, line.occurrence) {
        (None, _) => &line.remarks,
        (_, None) => &line.occurrence_basis,
        _ => &line.control,
    };
    why.clone()
}

/// A cell that no spreadsheet runs: the signs by which it knows a formula, also as wide letters, get an apostrophe.
fn harmless(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

/// Writes a sheet for reading, a failure each in a few lines.
pub fn write_fmea(sheet: &FmeaSheet, rules: Rules<'_>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let tongue = rules.tongue();
    let plain = |phrase: Phrase| phrase.plain(tongue);
    writeln!(out, "{}", sheet.design)?;
    for (number, line) in sheet.rows.iter().enumerate() {
        let shown = |rating: Option<u32>| rating.map_or_else(|| "?".to_owned(), |rating| rating.to_string());
        let ratings = format!("S {} x O {} x D {}", shown(line.severity), shown(line.occurrence), shown(line.detection));
        let priority = line.priority.as_ref().map_or_else(|| "?".to_owned(), |word| tongue.word(word).to_owned());
        let at = [line.check.as_str(), line.at.as_str()].join(" ");
        writeln!(out, "\n{}  {priority}  {ratings}  {} ({})", number + 1, at.trim_start(), line.line)?;
        let rows = [
            (said::FMEA_MODE, &line.mode),
            (said::FMEA_CAUSE, &line.cause),
            (said::FMEA_EFFECT, &format!("{} ({})", line.effect, line.falls_on)),
            (said::FMEA_PREVENTION, &line.prevention),
            (said::FMEA_O, &line.occurrence_basis),
            (said::FMEA_D, &line.control),
            (said::FMEA_ACTION, &line.action),
            (said::FMEA_STATUS, &line.status),
            (said::FMEA_REMARKS, &line.remarks),
        ];
        for (heading, text) in rows.into_iter().filter(|(_, text)| !text.is_empty()) {
            write!(out, "{}", paragraph(&format!("    {}  ", plain(heading)), text, width))?;
        }
    }
    let of = |priority: &str| sheet.rows.iter().filter(|line| line.priority.as_deref() == Some(priority)).count();
    if sheet.rows.is_empty() {
        writeln!(out, "\n{}", plain(said::FMEA_NONE))?;
        return write_beside(sheet, tongue, width, out);
    }
    let unknown = sheet.rows.iter().filter(|line| line.priority.is_none()).count();
    let counts = said::FMEA_COUNTS.say(
        tongue,
        &[
            ("rows", &sheet.rows.len()),
            ("high", &of("high")),
            ("medium", &of("medium")),
            ("low", &of("low")),
            ("unknown", &unknown),
        ],
    );
    writeln!(out, "\n{counts}")?;
    write_beside(sheet, tongue, width, out)?;
    let by = [&sheet.severity_by, &sheet.occurrence_by, &sheet.detection_by, &sheet.effects_by];
    for (heading, text) in [said::FMEA_S, said::FMEA_O, said::FMEA_D, said::FMEA_EFFECT].into_iter().zip(by) {
        write!(out, "{}", paragraph(&format!("{}  ", plain(heading)), &tongue.value("source", text), width))?;
    }
    Ok(())
}

/// Writes what has no row: how much was not decided, and what was found that is no failure.
fn write_beside(sheet: &FmeaSheet, tongue: Tongue, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let known = sheet.known.map(|share| said::FMEA_KNOWN.say(tongue, &[("n", &share)]));
    let codes = sheet.of_record.iter().map(|code| one_line(code)).collect::<Vec<_>>().join(tongue.list());
    let of_record = (!codes.is_empty()).then(|| said::FMEA_OF_RECORD.say(tongue, &[("codes", &codes)]));
    known.iter().chain(&of_record).try_for_each(|text| write!(out, "{}", paragraph("", text, width)))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for (cell, shown) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("", ""),
            ("10", "10"),
        ] {
            assert_eq!(harmless(cell), shown);
        }
    }
}
