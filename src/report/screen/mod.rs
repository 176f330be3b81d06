//! The first screen: what to act on, by causes. A terminal shows the end, so what matters most stands last.
//!
//! Of one design each cause that is an error is drawn, warnings and advice follow as numbered lines, and last comes how it
//! stands. Of many designs the errors alone are drawn, and last comes a table of them. The long form is [`Text`].

pub(super) mod cause;
pub(super) mod designs;
mod drawn;
mod frame;
mod line;
mod missing;
pub(super) mod pen;
mod standing;
#[cfg(test)]
mod tests;

use std::io::{self, Write as _};
use std::mem::take;

use super::form::{Form, Tail};
use super::phrases::{last_line, left_out};
use super::said;
use super::sanitize::{one_line, quoted};
use super::text::Text;
use super::tongue::Phrase;
use super::words::Rules;
use super::wrap::paragraph;
use super::{Style, Unfold};
use crate::catalogue::Severity;
use crate::finding::{DesignReport, FileReport};
use cause::{Cause, causes};
use designs::Designs;
use pen::Pen;
use standing::{Hints, height, standing};

/// Lines of two screens: of a design as many errors are drawn as fit there beside all others, each on a line or two.
const MOST_LINES: usize = 80;

/// The short report for people in the making.
pub(super) struct Screen<'c> {
    pen: Pen<'c>,
    /// The long form, which draws what cannot be said in short.
    full: Text<'c>,
    unfold: Unfold,
    /// Whether causes are shown beside what is missing.
    everything: bool,
    quiet: bool,
    /// The first design, as long as nothing else is shown: alone it is shown in another way than among others.
    held: Option<FileReport>,
    /// Whether more than one design is shown.
    several: bool,
    /// The causes that have a number so far.
    numbered: usize,
    /// What stands in the table.
    designs: Designs,
}

/// What is shown of a design in lines, and the number of its first cause.
struct Shown<'r> {
    causes: Vec<Cause<'r>>,
    first: usize,
}

impl Form for Screen<'_> {
    fn file(&mut self, report: FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        if self.quiet || (report.designs.is_empty() && report.rejected.is_none()) {
            return Ok(());
        }
        if !self.several && self.held.is_none() && report.designs.len() == 1 && report.rejected.is_none() {
            self.held = Some(report);
            return Ok(());
        }
        self.several = true;
        let first = take(&mut self.held);
        first.into_iter().chain([report]).try_for_each(|report| self.one_of_several(&report, out))
    }

    fn end(&mut self, tail: &Tail, out: &mut Vec<u8>) -> io::Result<()> {
        let only = take(&mut self.held);
        let design = only.as_ref().and_then(|report| report.designs.first());
        let mut last = String::new();
        if let Some(design) = design {
            last = self.alone(design, out)?;
        }
        if let Some(number) = self.unfold.show {
            let (asked, shown) = (number.get(), self.numbered);
            let none = || io::Error::new(io::ErrorKind::InvalidInput, format!("there is no cause {asked}; the last is {shown}"));
            return if asked > shown { Err(none()) } else { Ok(()) };
        }
        if !self.quiet {
            self.leftovers(tail, out)?;
        }
        out.write_all(last.as_bytes())?;
        if design.is_none() {
            self.table(out)?;
            for tongue in self.pen.tongues() {
                writeln!(out, "{}", last_line(&tail.summary, tail.internal.len(), tongue))?;
            }
        }
        Ok(())
    }
}

impl<'c> Screen<'c> {
    /// An empty screen.
    pub(super) fn new(style: &Style, rules: Rules<'c>) -> Self {
        let asked = style.unfold;
        // Drawn in full is what is asked for by its number: with all its sources.
        let in_full = Style { verbose: style.verbose || asked.show.is_some(), quiet: false, ..*style };
        let unfold = Unfold { advice: asked.advice || style.verbose, missing: asked.missing || style.verbose, ..asked };
        Self {
            pen: Pen { terminal: super::terminal::Terminal::new(style), rules },
            full: Text::new(&in_full, rules),
            unfold,
            everything: style.verbose,
            quiet: style.quiet,
            held: None,
            several: false,
            numbered: 0,
            designs: Designs::default(),
        }
    }

    /// A design that is judged alone. Yields what comes last.
    fn alone(&mut self, design: &DesignReport, out: &mut Vec<u8>) -> io::Result<String> {
        let shown = self.number(causes(design));
        if self.unfold.show.is_some() {
            self.in_full(design, &shown, out)?;
            return Ok(String::new());
        }
        let worst = shown.causes.first().map(Cause::worst);
        let advice = shown.causes.iter().any(|cause| cause.severity() == Severity::Advice);
        let hints = Hints {
            show: worst.map(|_| shown.first),
            explain: worst.map(|finding| finding.code.clone()),
            missing: !design.not_assessed.is_empty() && !self.unfold.missing,
            advice: advice && !self.unfold.advice,
        };
        let last = standing(design, &shown.causes, &hints, &self.pen);
        out.write_all(self.body(&shown, design, height(&last))?.as_bytes())?;
        Ok(last)
    }

    /// A file among others: its errors, and what was asked for.
    fn one_of_several(&mut self, report: &FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        if let Some(rejected) = &report.rejected {
            self.designs.reject(rejected, self.pen.rules);
            self.full.rejected(rejected, out)?;
        }
        for design in &report.designs {
            self.designs.add(design, self.pen.rules);
            let least = if self.unfold.advice { Severity::Advice } else { Severity::Error };
            let all = causes(design).into_iter().filter(|cause| cause.severity() >= least).collect();
            let shown = self.number(all);
            if self.unfold.show.is_some() {
                self.in_full(design, &shown, out)?;
            } else {
                self.design(design, &shown, out)?;
            }
        }
        Ok(())
    }

    /// A design among others; nothing if there is nothing to show of it.
    fn design(&self, design: &DesignReport, shown: &Shown<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let body = self.body(shown, design, 2)?;
        if body.is_empty() {
            return Ok(());
        }
        let worse: String = self.pen.tongues().map(|tongue| standing::worse(design, tongue, self.pen.terminal.width)).collect();
        write!(out, "{}{worse}\n{body}", standing::heading(design, &self.pen))
    }

    /// What is missing if that was asked for, and the causes; of the two only the first, unless everything was asked for. Then what a
    /// baseline has stands between them.
    fn body(&self, shown: &Shown<'_>, design: &DesignReport, others: usize) -> io::Result<String> {
        let mut text = String::new();
        if self.unfold.missing && !design.not_assessed.is_empty() {
            text = missing::missing(design, &self.pen);
            text.push('\n');
        }
        if self.everything {
            text.push_str(&standing::baselined(design, &self.pen));
        }
        if !self.unfold.missing || self.everything {
            let lists = self.lists(shown, design);
            text.push_str(&self.errors(shown, design, height(&lists) + others)?);
            text.push_str(&lists);
        }
        Ok(text)
    }

    /// Gives numbers to causes, as far as they are shown or may be.
    fn number<'r>(&mut self, causes: Vec<Cause<'r>>) -> Shown<'r> {
        let first = self.numbered + 1;
        self.numbered += causes.len();
        Shown { causes, first }
    }

    /// The errors of a design, drawn as far as that fits beside so many other lines; the others on a line or two.
    fn errors(&self, shown: &Shown<'_>, design: &DesignReport, others: usize) -> io::Result<String> {
        let errors: Vec<(usize, &Cause<'_>)> = shown.numbers().filter(|(_, cause)| cause.severity() == Severity::Error).collect();
        let drawn = |(number, cause): &(usize, &Cause<'_>)| drawn::drawn(cause, *number, design, &self.pen);
        let drawn: Vec<String> = errors.iter().map(drawn).collect::<Result<_, _>>().map_err(io::Error::other)?;
        let lines: Vec<String> = errors.iter().map(|(number, cause)| line::line(cause, *number, design, &self.pen)).collect();
        let most = MOST_LINES * self.pen.tongues().count();
        let tall = |drawn_of: usize| {
            let drawn: usize = drawn[..drawn_of].iter().map(|text| height(text) + 1).sum();
            let rest: usize = lines[drawn_of..].iter().map(|text| height(text)).sum();
            1 + drawn + rest + usize::from(drawn_of < errors.len()) + others
        };
        // One line for the heading. The worst is drawn in any case.
        let fit = (1..=errors.len()).rev().find(|drawn| tall(*drawn) <= most).unwrap_or(errors.len().min(1));
        let drawn: Vec<String> = drawn[..fit].iter().map(|text| format!("{text}\n")).collect();
        let mut text = self.list(said::LIST_ERRORS, &[&drawn, &lines[fit..]].concat());
        if fit == errors.len() && fit > 0 {
            // The last one that is drawn ends with an empty line itself.
            text.pop();
        }
        Ok(text)
    }

    /// Warnings and, if asked for, advice in lines.
    fn lists(&self, shown: &Shown<'_>, design: &DesignReport) -> String {
        let of = |severity: Severity| -> Vec<String> {
            let causes = shown.numbers().filter(|(_, cause)| cause.severity() == severity);
            causes.map(|(number, cause)| line::line(cause, number, design, &self.pen)).collect()
        };
        let advice = if self.unfold.advice { of(Severity::Advice) } else { Vec::new() };
        self.list(said::LIST_WARNINGS, &of(Severity::Warning)) + &self.list(said::LIST_ADVICE, &advice)
    }

    /// Lines under a heading; nothing if there are none.
    fn list(&self, heading: Phrase, lines: &[String]) -> String {
        if lines.is_empty() {
            return String::new();
        }
        format!("{}\n{}\n", self.pen.joined(|tongue| heading.plain(tongue).to_owned()), lines.concat())
    }

    /// The findings of the cause that was asked for, if it is one of these.
    fn in_full(&mut self, design: &DesignReport, shown: &Shown<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let asked = self.unfold.show.map_or(0, std::num::NonZeroUsize::get);
        let Some((_, cause)) = shown.numbers().find(|(number, _)| *number == asked) else { return Ok(()) };
        self.full.findings(cause.findings.iter().map(|(number, _)| *number), design, out)
    }

    /// The designs, the worst last, and what the reader may ask for.
    fn table(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let table = self.designs.table(&self.pen.terminal, self.pen.rules, self.everything);
        out.write_all(table.as_bytes())?;
        let Some(worst) = self.designs.worst().filter(|_| !table.is_empty()) else { return Ok(()) };
        for tongue in self.pen.tongues() {
            let alone = said::HINT_ALONE.say(tongue, &[("command", &format!("caseproof check {}", one_line(&quoted(worst))))]);
            let show = (self.numbered > 0).then(|| said::HINT_SHOW.say(tongue, &[("command", &"--show 1")]));
            let hints: Vec<String> = std::iter::once(alone).chain(show).collect();
            out.write_all(self.pen.packed("", &hints).as_bytes())?;
        }
        Ok(())
    }

    /// What was left aside, and faults of the program.
    fn leftovers(&self, tail: &Tail, out: &mut Vec<u8>) -> io::Result<()> {
        let width = self.pen.terminal.width;
        for tongue in self.pen.tongues() {
            if !tail.skipped.is_empty() {
                out.write_all(paragraph(said::SKIPPED.plain(tongue), &tail.skipped.join(", "), width).as_bytes())?;
            }
            out.write_all(left_out(tail, tongue, width).as_bytes())?;
            if !tail.sets.is_empty() {
                out.write_all(paragraph(said::SET.plain(tongue), &tail.sets.join("; "), width).as_bytes())?;
            }
            for fault in &tail.internal {
                out.write_all(paragraph(said::INTERNAL.plain(tongue), fault, width).as_bytes())?;
            }
        }
        Ok(())
    }
}

impl<'r> Shown<'r> {
    /// The causes with their numbers.
    fn numbers(&self) -> impl Iterator<Item = (usize, &Cause<'r>)> {
        self.causes.iter().enumerate().map(|(index, cause)| (self.first + index, cause))
    }
}
