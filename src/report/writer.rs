//! Writing a report while the run goes on.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::concise::Concise;
pub(super) use super::form::{Form, Tail};
use super::json::Json;
use super::namesakes::Namesakes;
use super::words::Rules;
use super::{Format, Style};
use crate::finding::{FileReport, said};

/// A report in the making. What a file yields is written when it comes, in the order in which it comes.
pub struct Writer<'c> {
    form: Box<dyn Form + 'c>,
    tail: Tail,
    namesakes: Namesakes,
    /// Room for what a file yields, which serves them all.
    page: Vec<u8>,
}

impl<'c> Writer<'c> {
    /// A report in a format, of a run judged by these checks. The style is for text; of it the other formats take only whether
    /// to tell all sources.
    #[must_use]
    pub fn new(format: Format, style: &Style, rules: Rules<'c>) -> Self {
        Self::with(match format {
            #[cfg(feature = "cli")]
            Format::Text => Box::new(super::screen::Screen::new(style, rules)),
            #[cfg(feature = "cli")]
            Format::Full => Box::new(super::text::Text::new(style, rules)),
            Format::Concise => Box::new(Concise(rules)),
            Format::Json => Box::new(Json::new(rules, style.verbose)),
        })
    }

    fn with(form: Box<dyn Form + 'c>) -> Self {
        Self { form, tail: Tail::default(), namesakes: Namesakes::default(), page: Vec::new() }
    }

    /// Writes what comes before the first file.
    pub fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = Vec::new();
        self.form.begin(&mut page)?;
        out.write_all(&page)
    }

    /// Writes what one file yields. If the program fails in that, it becomes an internal error of this file.
    pub fn file(&mut self, mut report: FileReport, out: &mut dyn io::Write) -> io::Result<()> {
        let Tail { summary, skipped, internal, clashes } = &mut self.tail;
        clashes.extend(self.namesakes.settle(&mut report));
        summary.add(&report);
        skipped.extend(report.skipped.clone());
        internal.extend(report.internal.iter().cloned());
        let name = name_of(&report);
        let page = &mut self.page;
        page.clear();
        match catch_unwind(AssertUnwindSafe(|| self.form.file(report, page))) {
            Ok(written) => written?,
            // Half a page would look whole.
            Err(panic) => {
                page.clear();
                internal.push(format!("{name}: its report failed: {}", said(&*panic)));
            }
        }
        out.write_all(page)
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

    /// Writes what comes last.
    pub fn end(mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = Vec::new();
        self.form.end(&self.tail, &mut page)?;
        out.write_all(&page)
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

    use super::{Form, Tail, Writer};
    use crate::finding::{FileReport, Rejected, SourceFile};

    /// Fails on every second file, with half of its page written.
    struct Shaky(usize);

    impl Form for Shaky {
        fn file(&mut self, _: FileReport, out: &mut Vec<u8>) -> io::Result<()> {
            self.0 += 1;
            write!(out, "<{}", self.0)?;
            assert!(self.0 % 2 == 1, "number {}", self.0);
            write!(out, ">")
        }

        fn end(&mut self, tail: &Tail, out: &mut Vec<u8>) -> io::Result<()> {
            write!(out, "{} of {}", tail.internal.len(), tail.summary.rejected)
        }
    }

    #[test]
    fn a_report_that_fails_is_an_internal_error_of_its_file_and_the_others_go_on() {
        let mut writer = Writer::with(Box::new(Shaky(0)));
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
