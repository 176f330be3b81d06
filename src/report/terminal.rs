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

/// The characters that a frame around a snippet is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// What it begins with, where it goes on and what it ends with.
    pub corners: [char; 3],
    /// What follows each of these.
    pub bar: char,
}

/// How things are drawn.
pub(super) struct Terminal {
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
        Self { theme, width: style.width.clamp(NARROWEST, WIDEST) }
    }

    /// The library, set up for the marks of an excerpt. The primary one has the color of the severity and all others one that means
    /// none: the library would give them colors in turn, and yellow in an error would read as a warning.
    fn handler(&self, severity: Severity, excerpt: Option<&Excerpt>) -> GraphicalReportHandler {
        let mut theme = self.theme.clone();
        let other = theme.styles.highlights.first().copied().unwrap_or_default();
        let mut marks: Vec<(usize, bool)> =
            excerpt.iter().flat_map(|excerpt| &excerpt.marks).enumerate().map(|(index, mark)| (mark.start, index == 0)).collect();
        // In the order of the excerpt, as the library has them.
        marks.sort_by_key(|(start, _)| *start);
        let first = of(severity, [theme.styles.error, theme.styles.warning, theme.styles.advice]);
        theme.styles.highlights = marks.iter().map(|(_, primary)| if *primary { first } else { other }).collect();
        if theme.styles.highlights.is_empty() {
            theme.styles.highlights.push(other);
        }
        // Lines are broken before they get here: the library would also break ids at their hyphens.
        GraphicalReportHandler::new_themed(theme)
            .with_urls(false)
            .without_syntax_highlighting()
            .with_wrap_lines(false)
            .with_context_lines(0)
            .with_width(self.width)
    }

    /// A text in the color of a severity.
    pub(super) fn paint(&self, severity: Severity, text: &str) -> String {
        let styles = &self.theme.styles;
        of(severity, [styles.error, styles.warning, styles.advice]).style(text).to_string()
    }

    /// A short horizontal line.
    pub(super) fn rule(&self) -> String {
        self.theme.characters.hbar.to_string().repeat(2)
    }

    /// A notice in lines.
    pub(super) fn draw(&self, notice: &Notice<'_>) -> Result<String, fmt::Error> {
        let excerpt = Excerpt::new(notice.file, &notice.places, self.width);
        let nowhere = excerpt.is_none();
        let mut text = format!("{} {}\n", self.paint(notice.severity, &notice.word), one_line(&notice.heading));
        text.push_str(&self.drawn(notice, excerpt, false)?);
        if nowhere {
            text.push_str(&self.footer(notice.within, &[one_line(&notice.file.path)]));
        }
        for (word, lines) in &notice.footer {
            text.push_str(&self.footer(word, lines));
        }
        Ok(text)
    }

    /// A notice in as few lines as it takes: a number in the place of its heading, its snippets in one frame, each headed by the path
    /// of what it shows, and the notes in the foot of the frame. `paths` are those of the places.
    pub(super) fn draw_short(&self, number: usize, notice: &Notice<'_>, paths: &[String]) -> Result<String, fmt::Error> {
        let excerpt = Excerpt::new(notice.file, &notice.places, self.width);
        let firsts = excerpt.as_ref().map(Excerpt::firsts).unwrap_or_default();
        let heads = firsts.iter().map(|mark| paths.get(*mark).map_or_else(String::new, |path| one_line(path)));
        let heads: Vec<String> = heads.collect();
        let drawn = self.drawn(notice, excerpt, true)?;
        let characters = &self.theme.characters;
        let frame = Frame { corners: [characters.ltop, characters.lcross, characters.lbot], bar: characters.hbar };
        let (mut text, column) = frame.joined(&format!("{number:>2} "), &drawn, &heads, self.width);
        let corner = format!("{}{}{} ", " ".repeat(column), characters.lbot, characters.hbar);
        for (number, (word, lines)) in notice.footer.iter().enumerate() {
            let before = if number == 0 { corner.clone() } else { " ".repeat(columns(&corner)) };
            text.push_str(&self.behind(&before, word, lines));
        }
        Ok(text)
    }

    /// Message and snippets as the library draws them. In short only the first snippet has the name of the file.
    fn drawn(&self, notice: &Notice<'_>, excerpt: Option<Excerpt>, short: bool) -> Result<String, fmt::Error> {
        let mut text = String::new();
        let name = one_line(&notice.file.path);
        let message = notice.messages.iter().flat_map(|message| lines(message, self.width - NOTE.len() - usize::from(short)));
        let message = message.collect::<Vec<_>>().join("\n");
        let handler = self.handler(notice.severity, excerpt.as_ref());
        let snippet = excerpt.map(|excerpt| Snippet { name, excerpt, short });
        handler.render_report(&mut text, &Shown { severity: notice.severity, message, snippet })?;
        Ok(text)
    }

    /// Lines behind a word.
    fn footer(&self, word: &str, lines: &[String]) -> String {
        self.behind(NOTE, word, lines)
    }

    /// The same behind what stands before them.
    fn behind(&self, before: &str, word: &str, lines: &[String]) -> String {
        if word.is_empty() {
            return hang(before, lines);
        }
        let lines = hang(&format!("{before}{word}: "), lines);
        lines.replacen(word, &self.theme.styles.help.style(word).to_string(), 1)
    }

    /// Columns for the lines behind a word.
    pub(super) fn room(&self, word: &str) -> usize {
        self.width - NOTE.len() - if word.is_empty() { 0 } else { columns(word) + ": ".len() }
    }

    /// The same in the foot of a frame around lines of which the last has this number.
    pub(super) fn room_in_foot(&self, word: &str, last: usize) -> usize {
        // Two spaces beside the number, and the corner of the frame, a bar and a space.
        let foot = (last.to_string().len() + 2).max(NOTE.len()) - NOTE.len() + 3;
        self.room(word).saturating_sub(foot)
    }
}

/// What belongs to a severity, of what belongs to errors, to warnings and to advice.
fn of<T>(severity: Severity, [error, warning, advice]: [T; 3]) -> T {
    match severity {
        Severity::Error => error,
        Severity::Warning => warning,
        Severity::Advice => advice,
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
        Some(of(self.severity, [miette::Severity::Error, miette::Severity::Warning, miette::Severity::Advice]))
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
    /// Whether only the first block has the name.
    short: bool,
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
            if self.short && view.block > 0 { String::new() } else { self.name.clone() },
            data.as_bytes(),
            range,
            view.line - 1,
            view.column - 1,
            tall,
        )))
    }
}
