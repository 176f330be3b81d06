//! Drawing a notice with its source snippets. The only file that knows miette.
//!
//! The library draws the message and the snippets; heading and footer are written here, without the empty lines and the
//! single hanging `help:` of the library, so that many findings stay readable.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents, ThemeCharacters, ThemeStyles,
};

use super::Style;
use super::excerpt::Excerpt;
use super::phrases::Place;
use super::sanitize::one_line;
use super::wrap::{columns, hang, lines};
use crate::catalogue::Severity;
use crate::finding::SourceFile;

/// Narrower screens are treated as this wide, because nothing could be read otherwise.
const NARROWEST: usize = 40;
/// Wider lines are hard to read.
const WIDEST: usize = 120;

/// What is to be drawn.
pub(super) struct Notice<'n> {
    /// How bad it is.
    pub severity: Severity,
    /// The word for that.
    pub word: String,
    /// What stands behind the word for the severity.
    pub heading: String,
    /// The sentence, in each language.
    pub messages: &'n [String],
    /// The file that it is about.
    pub file: &'n SourceFile,
    /// The places, the primary one first.
    pub places: Vec<Place>,
    /// What stands before the name of the file where nothing of it is shown.
    pub within: &'static str,
    /// What stands below: a word such as `help`, which may be empty, and lines already broken.
    pub footer: Vec<(&'static str, Vec<String>)>,
}

/// How things are drawn.
pub(super) struct Terminal {
    handler: GraphicalReportHandler,
    theme: GraphicalTheme,
    /// Columns to use.
    pub width: usize,
}

impl Terminal {
    /// A terminal that shows what the style says.
    pub(super) fn new(style: &Style) -> Self {
        let theme = GraphicalTheme {
            characters: if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
            styles: if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
        };
        let width = style.width.clamp(NARROWEST, WIDEST);
        // Lines are broken before they get here: the library would also break ids at their hyphens.
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .with_urls(false)
            .without_syntax_highlighting()
            .with_wrap_lines(false)
            .with_context_lines(0)
            .with_width(width);
        Self { handler, theme, width }
    }

    /// A text in the color of a severity.
    pub(super) fn paint(&self, severity: Severity, text: &str) -> String {
        let styles = &self.theme.styles;
        let style = match severity {
            Severity::Error => styles.error,
            Severity::Warning => styles.warning,
            Severity::Advice => styles.advice,
        };
        style.style(text).to_string()
    }

    /// A short horizontal line.
    pub(super) fn rule(&self) -> String {
        self.theme.characters.hbar.to_string().repeat(2)
    }

    /// A notice in lines.
    pub(super) fn draw(&self, notice: &Notice<'_>) -> Result<String, fmt::Error> {
        let mut text = format!("{} {}\n", self.paint(notice.severity, &notice.word), one_line(&notice.heading));
        let excerpt = Excerpt::new(notice.file, &notice.places, self.width);
        let name = one_line(&notice.file.path);
        let nowhere = excerpt.is_none();
        let message = notice.messages.iter().flat_map(|message| lines(message, self.width - NOTE.len()));
        let shown = Shown {
            severity: notice.severity,
            message: message.collect::<Vec<_>>().join("\n"),
            snippet: excerpt.map(|excerpt| Snippet { name: name.clone(), excerpt }),
        };
        self.handler.render_report(&mut text, &shown)?;
        if nowhere {
            text.push_str(&self.footer(notice.within, &[name]));
        }
        for (word, lines) in &notice.footer {
            text.push_str(&self.footer(word, lines));
        }
        Ok(text)
    }

    /// Lines behind a word.
    fn footer(&self, word: &str, lines: &[String]) -> String {
        if word.is_empty() {
            return hang(NOTE, lines);
        }
        let lines = hang(&format!("{NOTE}{word}: "), lines);
        lines.replacen(word, &self.theme.styles.help.style(word).to_string(), 1)
    }

    /// Columns for the lines behind a word.
    pub(super) fn room(&self, word: &str) -> usize {
        self.width - NOTE.len() - if word.is_empty() { 0 } else { columns(word) + ": ".len() }
    }
}

/// What stands before the message and the footer.
const NOTE: &str = "    ";

/// A notice as the library takes it.
#[derive(Debug)]
struct Shown {
    severity: Severity,
    message: String,
    snippet: Option<Snippet>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marks = self.snippet.as_ref()?.excerpt.marks.iter().enumerate();
        Some(Box::new(marks.map(|(index, mark)| {
            let span = SourceSpan::from((mark.start, mark.length));
            if index == 0 {
                LabeledSpan::new_primary_with_span(mark.text.clone(), span)
            } else {
                LabeledSpan::new_with_span(mark.text.clone(), span)
            }
        })))
    }
}

/// An excerpt as the library takes it.
#[derive(Debug)]
struct Snippet {
    name: String,
    excerpt: Excerpt,
}

impl SourceCode for Snippet {
    fn read_span<'a>(&'a self, span: &SourceSpan, _: usize, _: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // The library tries to join neighboring snippets; refusing here keeps the blocks of the excerpt apart.
        let view = self.excerpt.view(span.offset(), span.len()).ok_or(MietteError::OutOfBounds)?;
        let data = self.excerpt.text.get(view.range.clone()).ok_or(MietteError::OutOfBounds)?;
        let range = SourceSpan::from((view.range.start, view.range.len()));
        // So many lines that it tries to join every snippet with the one before it.
        let tall = view.line.max(1 << 24);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            range,
            view.line - 1,
            view.column - 1,
            tall,
        )))
    }
}
