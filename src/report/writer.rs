//! Writing a report while the run goes on.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::agent::Agent;
use super::concise::Concise;
#[cfg(feature = "cli")]
use super::form::Form;
use super::form::Tail;
use super::github::Github;
use super::gitlab::Gitlab;
use super::json::Json;
use super::jsonl::Jsonl;
#[cfg(feature = "cli")]
use super::junit::Junit;
use super::markdown::Markdown;
use super::namesakes::Namesakes;
use super::publish::{note, told};
use super::published::{Figure, Gate, LeftOut, Rule};
use super::rdjson::Rdjson;
use super::sarif::Sarif;
use super::told::{Book, Run, Teller, Told};
use super::words::Rules;
use super::{Format, Style};
use crate::finding::{FileReport, said};

/// A report in the making. What a file yields is written when it comes, in the order in which it comes.
pub struct Writer<'c> {
    kind: Kind<'c>,
    book: Book,
    tail: Tail,
    /// None in a part of a run: only all parts together tell designs of one name apart.
    namesakes: Option<Namesakes>,
    /// Room for what a file yields, which serves them all.
    page: Vec<u8>,
}

/// What a format is written from.
enum Kind<'c> {
    /// The data of the run, with the texts of the files: for people.
    #[cfg(feature = "cli")]
    Drawn(Box<dyn Form + 'c>),
    /// The published form: for programs.
    Told(Box<dyn Teller>, Rules<'c>),
}

impl<'c> Writer<'c> {
    /// A report in a format, of a run judged by these checks. The style is for text; of it the other formats take only whether
    /// to tell all sources.
    #[must_use]
    pub fn new(format: Format, style: &Style, rules: Rules<'c>) -> Self {
        Self::of(format, style, rules, &Run::default())
    }

    /// The same, of a run of which more is known.
    #[must_use]
    pub fn of(format: Format, style: &Style, rules: Rules<'c>, run: &Run) -> Self {
        let writer = Self::with(kind(format, style, rules, run), run);
        let namesakes = writer.namesakes.filter(|_| run.part.is_none());
        Self { book: Book::new(rules), namesakes, ..writer }
    }

    /// A report that is written from the reports of the parts of a run; none in a format that shows the texts of the files.
    #[must_use]
    pub fn merging(format: Format, verbose: bool, book: Book, run: &Run) -> Option<Self> {
        let style = Style { verbose, ..Style::default() };
        let kind = kind(format, &style, Rules::new(&[]).speaking(book.language), run);
        matches!(kind, Kind::Told(..)).then(|| Self { book, ..Self::with(kind, run) })
    }

    fn with(kind: Kind<'c>, run: &Run) -> Self {
        let tail = Tail { sets: run.sets.clone(), ..Tail::default() };
        Self { kind, book: Book::default(), tail, namesakes: Some(Namesakes::default()), page: Vec::new() }
    }

    /// Writes what comes before the first file.
    pub fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = Vec::new();
        match &mut self.kind {
            #[cfg(feature = "cli")]
            Kind::Drawn(form) => form.begin(&mut page)?,
            Kind::Told(teller, _) => teller.begin(&mut page)?,
        }
        out.write_all(&page)
    }

    /// Writes what one file yields. If the program fails in that, it becomes an internal error of this file.
    pub fn file(&mut self, mut report: FileReport, out: &mut dyn io::Write) -> io::Result<()> {
        let Tail { summary, skipped, left_out, internal, clashes, .. } = &mut self.tail;
        clashes.extend(self.namesakes.iter_mut().flat_map(|namesakes| namesakes.settle(&mut report)));
        summary.add(&report);
        skipped.extend(report.skipped.clone());
        left_out.extend(report.left_out.as_ref().map(LeftOut::from));
        internal.extend(report.internal.iter().cloned());
        let name = name_of(&report);
        let (page, book) = (&mut self.page, &mut self.book);
        let write = |page: &mut Vec<u8>| match &mut self.kind {
            #[cfg(feature = "cli")]
            // There is nothing to show of it but that it was left out, which is said in the end.
            Kind::Drawn(_) if report.left_out.is_some() => Ok(()),
            #[cfg(feature = "cli")]
            Kind::Drawn(form) => form.file(report, page),
            Kind::Told(teller, rules) => {
                note(book, &report, *rules);
                teller.file(&told(&report, *rules), book, page)
            }
        };
        guarded(write, page, &name, internal)?;
        out.write_all(page)
    }

    /// Writes what one file yielded in a part of the run.
    pub fn told(&mut self, mut told: Told, out: &mut dyn io::Write) -> io::Result<()> {
        let Tail { summary, skipped, left_out, internal, clashes, .. } = &mut self.tail;
        clashes.extend(self.namesakes.iter_mut().flat_map(|namesakes| namesakes.settle_told(&mut told)));
        told.count(summary);
        skipped.extend(told.skipped.clone());
        left_out.extend(told.left_out.clone());
        let name = told.file().to_owned();
        let (page, book) = (&mut self.page, &self.book);
        let write = |page: &mut Vec<u8>| match &mut self.kind {
            #[cfg(feature = "cli")]
            Kind::Drawn(_) => Ok(()),
            Kind::Told(teller, _) => teller.file(&told, book, page),
        };
        guarded(write, page, &name, internal)?;
        out.write_all(page)
    }

    /// Takes up what findings of a part of the run share.
    pub fn learn(&mut self, rules: Vec<Rule>, figures: Vec<Figure>) {
        self.book.rules.extend(rules.into_iter().map(|rule| (rule.code.clone(), rule)));
        for Figure { figure, sources } in figures {
            self.book.figures.entry(figure).or_default().extend(sources);
        }
    }

    /// Takes up what the exit code of the whole run will hang on, in a part of it.
    pub fn judged(&mut self, gate: Gate) {
        self.tail.gate = Some(gate);
    }

    /// Takes up what of the checks was left out of the run, in a sentence.
    pub fn omit(&mut self, words: String) {
        self.tail.omitted = Some(words);
    }

    /// Takes up faults of the program itself that a part of the run tells of.
    pub fn take_internal(&mut self, faults: Vec<String>) {
        self.tail.internal.extend(faults);
    }

    /// Faults of the program itself so far.
    #[must_use]
    pub fn internal(&self) -> &[String] {
        &self.tail.internal
    }

    /// Which designs go by a number or name that another has, so far.
    #[must_use]
    pub fn clashes(&self) -> &[String] {
        &self.tail.clashes
    }

    /// What is left out because readers of the format take no more, so far.
    #[must_use]
    pub fn cut(&self) -> Option<String> {
        match &self.kind {
            #[cfg(feature = "cli")]
            Kind::Drawn(_) => None,
            Kind::Told(teller, _) => teller.cut(),
        }
    }

    /// Writes what comes last.
    pub fn end(mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = Vec::new();
        match &mut self.kind {
            #[cfg(feature = "cli")]
            Kind::Drawn(form) => form.end(&self.tail, &mut page)?,
            Kind::Told(teller, _) => teller.end(&self.tail, &self.book, &mut page)?,
        }
        out.write_all(&page)
    }
}

/// What writes a format.
fn kind<'c>(format: Format, style: &Style, rules: Rules<'c>, run: &Run) -> Kind<'c> {
    let (language, verbose) = (rules.language(), style.verbose);
    let teller: Box<dyn Teller> = match format {
        #[cfg(feature = "cli")]
        Format::Text => return Kind::Drawn(Box::new(super::screen::Screen::new(style, rules))),
        #[cfg(feature = "cli")]
        Format::Full => return Kind::Drawn(Box::new(super::text::Text::new(style, rules))),
        Format::Concise => Box::new(Concise),
        Format::Json => Box::new(Json::new(run, language, verbose)),
        Format::Jsonl => Box::new(Jsonl::new(run, language, verbose)),
        Format::Sarif => Box::new(Sarif::new(run)),
        Format::Github => Box::new(Github::new(run)),
        #[cfg(feature = "cli")]
        Format::Junit => Box::new(Junit::new(run)),
        Format::Gitlab => Box::new(Gitlab::new(run)),
        Format::Rdjson => Box::new(Rdjson::default()),
        Format::Markdown => Box::new(Markdown::new(run)),
        Format::Agent => Box::new(Agent),
    };
    Kind::Told(teller, rules)
}

/// Writes a page; a fault of the program in that is one of the file.
fn guarded(
    write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
    page: &mut Vec<u8>,
    name: &str,
    internal: &mut Vec<String>,
) -> io::Result<()> {
    page.clear();
    match catch_unwind(AssertUnwindSafe(|| write(page))) {
        Ok(written) => written,
        // Half a page would look whole.
        Err(panic) => {
            page.clear();
            internal.push(format!("{name}: its report failed: {}", said(&*panic)));
            Ok(())
        }
    }
}

/// The file that a report is about.
fn name_of(report: &FileReport) -> String {
    let file = report.designs.first().map(|design| &design.file).or(report.rejected.as_ref().map(|rejected| &rejected.file));
    file.map_or_else(String::new, |file| file.path.clone())
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write as _};
    use std::sync::Arc;

    use super::{Book, Kind, Run, Tail, Teller, Told, Writer};
    use crate::finding::{Rejected, SourceFile};
    use crate::report::Rules;

    /// Fails on every second file, with half of its page written.
    struct Shaky(usize);

    impl Teller for Shaky {
        fn file(&mut self, _: &Told, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
            self.0 += 1;
            write!(out, "<{}", self.0)?;
            assert!(self.0 % 2 == 1, "number {}", self.0);
            write!(out, ">")
        }

        fn end(&mut self, tail: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
            write!(out, "{} of {}", tail.internal.len(), tail.summary.rejected)
        }
    }

    #[test]
    fn a_report_that_fails_is_an_internal_error_of_its_file_and_the_others_go_on() {
        let mut writer = Writer::with(Kind::Told(Box::new(Shaky(0)), Rules::new(&[])), &Run::default());
        let mut out = Vec::new();
        for name in ["a.yaml", "b.yaml", "c.yaml"] {
            let file = Arc::new(SourceFile::new(name.to_owned(), String::new()));
            writer.file(Rejected::new(file, "design", Vec::new()).into(), &mut out).expect("a vector takes everything");
        }
        assert_eq!(writer.internal(), ["b.yaml: its report failed: number 2"]);
        writer.end(&mut out).expect("a vector takes everything");
        assert_eq!(String::from_utf8(out).expect("text"), "<1><3>1 of 3");
    }
}
