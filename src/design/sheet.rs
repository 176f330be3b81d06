//! A CSV file taken apart: its columns, and its rows with their places.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::quantity::{Dimension, parse_as};
use crate::source::{FileId, Span, nearest};

/// Columns of builds and tests that are keys of an entry.
const BUILD: &[&str] = &["of", "process", "material", "built", "rejected", "stage", "date", "revision"];
const TEST: &[&str] = &[
    "name",
    "kind",
    "of",
    "method",
    "units",
    "failures",
    "process",
    "material",
    "source",
    "temperature",
    "duration",
    "cycles",
    "height",
    "surface",
    "ingress",
    "force",
    "stage",
    "date",
    "revision",
];
/// Columns of readings: what tells measurements apart, and the readings themselves.
const READING: &[&str] = &["of", "process", "value", "cavity"];

/// Letters of a heading from which on a near one is a slip.
const LONG_ENOUGH: usize = 5;

/// Prefix of a column that counts one kind of defect of a build.
pub(super) const DEFECTS: &str = "defects.";

/// A list of entries that may name a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Records {
    Builds,
    Tests,
    Measurements,
}

impl Records {
    /// The key of the list.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Builds => "builds",
            Self::Tests => "tests",
            Self::Measurements => "measurements",
        }
    }
}

/// Rows of one file.
pub(super) const MAX_ROWS: usize = 20_000;

/// Columns of one file.
const MAX_COLUMNS: usize = 500;

/// Cells of one file that are not empty and not the shop's own.
const MAX_CELLS: usize = 100_000;

/// What is wrong with a file, and where in it.
type Wrong = (Span, String);

/// A file that was read: the columns that mean something here.
pub(super) struct Sheet {
    /// The keys of all columns; empty for those that are the shop's own.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row below the heading.
pub(super) struct Row {
    pub span: Span,
    /// Its cells that are not empty, in known columns.
    pub cells: Vec<Cell>,
}

/// A cell, as the spec would write it.
pub(super) struct Cell {
    /// Number of its column.
    pub column: usize,
    pub text: String,
    pub span: Span,
}

/// A column: its key and the unit in its heading.
struct Column {
    key: String,
    unit: Option<String>,
}

impl Records {
    /// The columns that are keys of an entry.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Builds => BUILD,
            Self::Tests => TEST,
            Self::Measurements => READING,
        }
    }
}

impl Row {
    /// The cell in a column, unless it is empty.
    pub(super) fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}

/// The lines of a file one after the other, each with its bytes.
struct Lines<'t> {
    text: &'t str,
    /// Bytes before the text in its file.
    skipped: usize,
    file: FileId,
    delimiter: char,
}

impl Lines<'_> {
    /// The bytes from `start` to `end` without line ends, and without the empty lines and comments before them.
    fn span(&self, start: usize, end: usize) -> (usize, usize) {
        let mut start = start.min(self.text.len());
        let end = end.clamp(start, self.text.len());
        loop {
            let rest = &self.text[start..end];
            let skip = match rest.chars().next() {
                Some('\n' | '\r') => 1,
                Some('#') => rest.find('\n').map_or(rest.len(), |at| at + 1),
                _ => break,
            };
            start += skip;
        }
        (start, start + self.text[start..end].trim_end().len())
    }

    fn at(&self, (start, end): (usize, usize)) -> Span {
        Span::new(start + self.skipped, end + self.skipped).of(self.file)
    }

    /// Where the cells of a row stand; a row with quotes is not taken apart.
    fn cells(&self, (start, end): (usize, usize)) -> Option<Vec<Span>> {
        let row = &self.text[start..end];
        if row.contains('"') {
            return None;
        }
        let mut begin = start;
        let cell = |cell: &str| {
            let inner = begin + (cell.len() - cell.trim_start().len());
            begin += cell.len() + self.delimiter.len_utf8();
            self.at((inner, inner + cell.trim().len()))
        };
        Some(row.split(self.delimiter).map(cell).collect())
    }
}

impl Sheet {
    /// Reads a file with commas or semicolons; with semicolons a comma may be the decimal sign.
    pub(super) fn read(whole: &str, file: FileId, list: Records) -> Result<Self, Vec<Wrong>> {
        let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
        let heading = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        let semicolons = heading.contains(';') && !heading.contains(',');
        let delimiter = if semicolons { ';' } else { ',' };
        let lines = Lines { text, skipped: whole.len() - text.len(), file, delimiter };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if semicolons { b';' } else { b',' })
            .trim(csv::Trim::All)
            .comment(Some(b'#'))
            // A row of another length is said with all others that are wrong.
            .flexible(true)
            .from_reader(text.as_bytes());
        let headings = reader.headers().map_err(|error| vec![lines.wrong(&error)])?.clone();
        let top = lines.at(lines.span(0, offset(reader.position())));
        let columns: Vec<Column> = headings.iter().map(column).collect();
        let known = known(&columns, list).map_err(|message| vec![(top, message)])?;
        let (rows, mut wrong) = rows(&mut reader, &lines, &columns, &known, semicolons)?;
        if rows.is_empty() && wrong.is_empty() {
            return Err(vec![(top, "no rows below the heading".to_owned())]);
        }
        let key = |(column, known): (Column, bool)| if known { column.key } else { String::new() };
        let sheet = Self { columns: columns.into_iter().zip(known).map(key).collect(), rows };
        if list == Records::Measurements {
            wrong.extend(sheet.wrong_readings(top));
            wrong.sort_by_key(|(span, _)| span.start);
        }
        if wrong.is_empty() { Ok(sheet) } else { Err(wrong) }
    }

    /// The number of the column with a key.
    pub(super) fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == key)
    }

    /// The rows that say the same in some columns, in the order in which they first occur, with the first of these cells.
    pub(super) fn groups<const N: usize>(&self, keys: [&str; N]) -> Vec<([Option<&Cell>; N], Vec<&Row>)> {
        let columns = keys.map(|key| self.column(key));
        let mut groups: Vec<([Option<&Cell>; N], Vec<&Row>)> = Vec::new();
        let mut known: HashMap<[Option<&str>; N], usize> = HashMap::new();
        for row in &self.rows {
            let cells = columns.map(|column| column.and_then(|column| row.cell(column)));
            let number = *known.entry(cells.map(|cell| cell.map(|cell| cell.text.as_str()))).or_insert(groups.len());
            match groups.get_mut(number) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((cells, vec![row])),
            }
        }
        groups
    }

    /// Readings are lengths: what is none is said at its row, before the typed reader meets thousands of them.
    fn wrong_readings(&self, top: Span) -> Vec<Wrong> {
        let Some(value) = self.column("value") else { return vec![(top, "there is no column `value`".to_owned())] };
        let wrong = self.rows.iter().filter_map(|row| {
            let (text, span) = row.cell(value).map_or(("", row.span), |cell| (&cell.text, cell.span));
            let error = parse_as(text, Dimension::LENGTH).err()?;
            Some((span, error.explain(text, Dimension::LENGTH, "12.3 mm").1))
        });
        wrong.collect()
    }
}

/// Which columns mean something here.
fn known(columns: &[Column], list: Records) -> Result<Vec<bool>, String> {
    if columns.len() > MAX_COLUMNS {
        return Err(format!("more than {MAX_COLUMNS} columns"));
    }
    let keys = list.columns();
    let mut known = Vec::with_capacity(columns.len());
    for (number, Column { key, .. }) in columns.iter().enumerate() {
        if columns[..number].iter().any(|other| other.key == *key) && !key.is_empty() {
            return Err(format!("two columns are called `{key}`"));
        }
        let is_known = keys.contains(&key.as_str()) || (list == Records::Builds && key.starts_with(DEFECTS));
        if !is_known
            && key.len() >= LONG_ENOUGH
            && let Some(near) = nearest(key, keys.iter().copied().filter(|known| known.len() >= LONG_ENOUGH))
        {
            // Other columns are the shop's own; one that is nearly a known one is a slip. Short words are near each other by chance.
            return Err(format!("unknown column `{key}`; did you mean `{near}`?"));
        }
        known.push(is_known);
    }
    if known.contains(&true) { Ok(known) } else { Err(format!("no column is one of {}", keys.join(", "))) }
}

/// The rows below the heading, and what is wrong with those that have not as many cells as it has.
fn rows(
    reader: &mut csv::Reader<&[u8]>,
    lines: &Lines<'_>,
    columns: &[Column],
    known: &[bool],
    semicolons: bool,
) -> Result<(Vec<Row>, Vec<Wrong>), Vec<Wrong>> {
    let (mut rows, mut wrong, mut count) = (Vec::new(), Vec::new(), 0);
    let mut record = csv::StringRecord::new();
    loop {
        let start = offset(reader.position());
        if !reader.read_record(&mut record).map_err(|error| vec![lines.wrong(&error)])? {
            return Ok((rows, wrong));
        }
        let place = lines.span(start, offset(reader.position()));
        let (span, places) = (lines.at(place), lines.cells(place));
        if rows.len() + wrong.len() == MAX_ROWS {
            return Err(vec![(span, format!("more than {MAX_ROWS} rows"))]);
        }
        if record.len() != columns.len() {
            wrong.push((span, format!("{} cells, the heading has {}", record.len(), columns.len())));
            continue;
        }
        let given = record.iter().enumerate().filter(|(column, cell)| known[*column] && !cell.is_empty());
        let cell = |(column, cell): (usize, &str)| Cell {
            column,
            text: value(cell, &columns[column], semicolons),
            span: places.as_ref().and_then(|places| places.get(column)).copied().unwrap_or(span),
        };
        let cells: Vec<Cell> = given.map(cell).collect();
        count += cells.len();
        if count > MAX_CELLS {
            return Err(vec![(span, format!("more than {MAX_CELLS} values"))]);
        }
        rows.push(Row { span, cells });
    }
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

impl Lines<'_> {
    /// What is wrong with a file of records, and where.
    fn wrong(&self, error: &csv::Error) -> Wrong {
        let start = error.position().map_or(0, offset);
        let (start, end) = self.span(start, self.text.len());
        let end = self.text[start..end].find('\n').map_or(end, |at| start + at);
        (self.at((start, end)), "cannot be read as CSV".to_owned())
    }
}

/// `value [mm]` and `value (mm)` name a unit for the whole column.
fn column(heading: &str) -> Column {
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((key, rest)) = heading.split_once(open)
            && let Some(unit) = rest.trim_end().strip_suffix(close)
        {
            return Column { key: key.trim().to_lowercase(), unit: Some(unit.trim().to_owned()) };
        }
    }
    Column { key: heading.trim().to_lowercase(), unit: None }
}

/// A cell as the spec would write it: with the unit of its column and a decimal point.
fn value(cell: &str, column: &Column, decimal_comma: bool) -> String {
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    let mut cell = Cow::Borrowed(cell);
    if decimal_comma && cell.matches(',').count() == 1 {
        let with_point = cell.replace(',', ".");
        if is_number(with_point.split_whitespace().next().unwrap_or_default()) {
            cell = Cow::Owned(with_point);
        }
    }
    match &column.unit {
        Some(unit) if is_number(&cell) => format!("{cell} {unit}"),
        _ => cell.into_owned(),
    }
}
