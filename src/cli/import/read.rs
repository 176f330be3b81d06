//! A bill of materials as rows of cells: CSV in any usual encoding, or the sheet of a workbook. Nothing in it is computed.

use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};

use super::columns::meaning;

/// Bytes of a file beyond which it is no bill of materials.
const LARGEST_FILE: u64 = 8 << 20;

/// Bytes that a workbook may hold once it is unpacked.
const LARGEST_UNPACKED: u64 = 64 << 20;

/// Rows and columns of a bill.
const MOST_ROWS: usize = 2_000;
const MOST_COLUMNS: usize = 200;

/// Bytes of one cell.
const LONGEST_CELL: usize = 1_000;

/// Rows among which the heading is looked for.
const HEADING_WITHIN: usize = 30;

/// Rows of a sheet below its heading.
#[derive(Debug)]
pub(super) struct Bill {
    pub headings: Vec<String>,
    /// Rows with their numbers in the file, from 1.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What had to be guessed.
    pub notes: Vec<String>,
}

/// Reads a file.
pub(super) fn read(path: &Path, sheet: Option<&str>) -> Result<Bill, String> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| format!("cannot read it: {}", crate::source::plain(&error)))?;
    if !file.metadata().is_ok_and(|found| found.is_file()) {
        return Err("it is not a file".to_owned());
    }
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read it: {}", crate::source::plain(&error)))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(format!("it is larger than {} MiB", LARGEST_FILE >> 20));
    }
    let mut notes = Vec::new();
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes, sheet, &mut notes)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err("this is an old workbook; save it as .xlsx or .csv".to_owned());
    } else {
        csv(&text(bytes, &mut notes)?)?
    };
    bill(rows, notes)
}

/// Finds the heading: the first row with most known words.
fn bill(rows: Vec<Vec<String>>, notes: Vec<String>) -> Result<Bill, String> {
    if rows.len() > MOST_ROWS {
        return Err(format!("more than {MOST_ROWS} rows"));
    }
    if rows.iter().any(|row| row.len() > MOST_COLUMNS) {
        return Err(format!("more than {MOST_COLUMNS} columns"));
    }
    let known = |row: &[String]| row.iter().filter(|cell| meaning(cell).is_some()).count();
    let heading =
        rows.iter().enumerate().take(HEADING_WITHIN).max_by_key(|(number, row)| (known(row), std::cmp::Reverse(*number)));
    let Some((heading, _)) = heading else { return Err("it holds no row".to_owned()) };
    let filled = |row: &[String]| row.iter().any(|cell| !cell.is_empty());
    let mut rows: Vec<(usize, Vec<String>)> = rows.into_iter().enumerate().map(|(number, row)| (number + 1, row)).collect();
    let headings = std::mem::take(&mut rows[heading].1);
    let rows: Vec<_> = rows.into_iter().skip(heading + 1).filter(|(_, row)| filled(row)).collect();
    if rows.is_empty() {
        return Err("no row stands below its heading".to_owned());
    }
    Ok(Bill { headings, rows, notes })
}

/// The text of a file: by its byte order mark, else UTF-8, else the Chinese national encoding, which is said.
fn text(bytes: Vec<u8>, notes: &mut Vec<String>) -> Result<String, String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if broken { Err(format!("it is not {}", encoding.name())) } else { Ok(text.into_owned()) };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let bytes = error.into_bytes();
            let (text, _, broken) = encoding_rs::GB18030.decode(&bytes);
            if broken {
                return Err("it is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8".to_owned());
            }
            notes.push("it is not UTF-8 and was read as GB 18030; look at the names".to_owned());
            Ok(text.into_owned())
        }
    }
}

/// The rows of a text, by the delimiter that its first lines hold most of.
fn csv(text: &str) -> Result<Vec<Vec<String>>, String> {
    if text.contains('\0') {
        return Err("it is no text".to_owned());
    }
    let head: String = text.lines().take(HEADING_WITHIN).collect::<Vec<_>>().join("\n");
    let count = |delimiter: char| head.matches(delimiter).count();
    let delimiter = [';', '\t', ','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(',');
    // In a file with semicolons commas are decimal signs.
    let delimiter = if delimiter == ',' && count(';') > text.lines().take(HEADING_WITHIN).count() { ';' } else { delimiter };
    quoted(text, delimiter)?;
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .has_headers(false)
        .flexible(true)
        .trim(::csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("it is no table: {error}"))?;
        // The number of a row is that of its line, so that it is found again.
        let line = record.position().map_or(rows.len() + 1, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
        while rows.len() + 1 < line && rows.len() <= MOST_ROWS {
            rows.push(Vec::new());
        }
        rows.push(record.iter().map(cell).collect());
        if rows.len() > MOST_ROWS {
            break;
        }
    }
    Ok(rows)
}

/// Where a text of a table stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quotes,
    /// Behind the closing quote.
    Behind,
}

/// What is wrong with the quotes of a table: one that is never closed would swallow all that follows.
fn quoted(text: &str, delimiter: char) -> Result<(), String> {
    let (mut row, mut column, mut opened, mut at) = (1, 1, (1, 1), In::Start);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        at = match (at, letter) {
            (In::Quotes, '"') if letters.next_if_eq(&'"').is_some() => In::Quotes,
            (In::Quotes, '"') => In::Behind,
            (In::Quotes, _) => In::Quotes,
            (_, '\n' | '\r') => {
                column = 1;
                In::Start
            }
            (_, letter) if letter == delimiter => {
                column += 1;
                In::Start
            }
            (In::Start, '"') => {
                opened = (row, column);
                In::Quotes
            }
            (In::Behind, letter) if letter != ' ' => {
                return Err(format!("row {}, column {}: text stands behind the closing quote of a cell", opened.0, opened.1));
            }
            (In::Behind, _) => In::Behind,
            (In::Start | In::Plain, _) => In::Plain,
        };
        row += usize::from(letter == '\n');
    }
    if at == In::Quotes { Err(format!("row {}, column {}: its quote is never closed", opened.0, opened.1)) } else { Ok(()) }
}

/// A cell as text of one line and of bearable length.
fn cell(text: &str) -> String {
    let mut text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.retain(|c| !c.is_control() && !is_hidden(c));
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= LONGEST_CELL).unwrap_or(text.len());
    text.truncate(end);
    text
}

/// Letters that are not seen and turn the order of others.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The rows of a sheet: the named one, or the first that has a heading.
fn workbook(bytes: Vec<u8>, sheet: Option<&str>, notes: &mut Vec<String>) -> Result<Vec<Vec<String>>, String> {
    bounded(&bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| format!("it is no workbook: {error}"))?;
    let names = book.sheet_names();
    let wanted: Vec<String> = match sheet {
        Some(name) if names.iter().any(|known| known == name) => vec![name.to_owned()],
        Some(name) => return Err(format!("there is no sheet `{name}`; there are {}", names.join(", "))),
        None => names,
    };
    for name in &wanted {
        let range = book.worksheet_range(name).map_err(|error| format!("sheet `{name}`: {error}"))?;
        let (height, width) = range.get_size();
        if height > MOST_ROWS || width > MOST_COLUMNS {
            return Err(format!(
                "sheet `{name}` has {height} rows and {width} columns; at most {MOST_ROWS} and {MOST_COLUMNS} are read"
            ));
        }
        let (top, left) = range.start().map_or((0, 0), |(top, left)| (top as usize, left as usize));
        let mut rows = vec![Vec::new(); top.min(MOST_ROWS)];
        rows.extend(range.rows().map(|row| row.iter().map(shown).collect::<Vec<String>>()));
        if !rows.iter().take(HEADING_WITHIN).any(|row| row.iter().any(|cell| meaning(cell).is_some())) {
            continue;
        }
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let spread = merged.iter().filter(|area| area.end.0 > area.start.0).count();
        for area in &merged {
            fill(&mut rows, (area.start.0 as usize, area.end.0 as usize), (area.start.1 as usize).saturating_sub(left));
        }
        if spread > 0 {
            notes.push(format!("{spread} cells span several rows; words count for all of them, numbers for the first"));
        }
        if wanted.len() > 1 {
            notes.push(format!("read sheet `{name}` of {}", wanted.join(", ")));
        }
        return Ok(rows);
    }
    Err("no sheet has a heading with known words; name one with --sheet and its columns with --map".to_owned())
}

/// Lets the words of a merged cell count for all of its rows. A number would be counted more than once.
fn fill(rows: &mut [Vec<String>], (first, last): (usize, usize), column: usize) {
    let Some(word) = rows.get(first).and_then(|row| row.get(column)).cloned() else { return };
    if word.chars().next().is_none_or(|c| c.is_ascii_digit()) {
        return;
    }
    for row in rows.iter_mut().take(last + 1).skip(first + 1) {
        if let Some(cell) = row.get_mut(column).filter(|cell| cell.is_empty()) {
            word.clone_into(cell);
        }
    }
}

/// A cell as text. A spreadsheet makes a date of what is typed as `1-2` or `3/10`, whose number is that of a day: it is written as
/// a date, so that it is taken for no amount.
fn shown(data: &Data) -> String {
    match data {
        Data::Float(number) => format!("{number}"),
        Data::DateTime(when) if when.is_duration() => {
            let minutes = (when.as_f64() * 24.0 * 60.0).round();
            format!("{}:{:02} (a time)", (minutes / 60.0).floor(), minutes % 60.0)
        }
        Data::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} (a date)")
        }
        Data::DateTimeIso(when) => format!("{} (a date)", cell(when)),
        Data::DurationIso(time) => format!("{} (a time)", cell(time)),
        other => cell(&other.to_string()),
    }
}

/// Unpacks a workbook into nothing to see that it is not larger than it looks.
fn bounded(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is no workbook: {error}"))?;
    let mut left = LARGEST_UNPACKED;
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(|error| format!("it is no workbook: {error}"))?;
        let read = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|error| format!("it is no workbook: {error}"))?;
        left = left.checked_sub(read).ok_or_else(|| format!("it holds more than {} MiB", LARGEST_UNPACKED >> 20))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: Vec<u8>) -> (Bill, Vec<String>) {
        let mut notes = Vec::new();
        let text = text(bytes, &mut notes).expect("a text");
        (bill(csv(&text).expect("a table"), Vec::new()).expect("a bill"), notes)
    }

    #[test]
    fn encodings_delimiters_and_titles() {
        let plain = "Bill of materials\n\nPart;Material;Qty\nlid;ABS;1\n";
        let utf16: Vec<u8> = std::iter::once(0xfeff_u16).chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [plain.as_bytes().to_vec(), format!("\u{feff}{plain}").into_bytes(), utf16] {
            let (bill, notes) = of(bytes);
            assert_eq!(bill.headings, ["Part", "Material", "Qty"]);
            assert_eq!(bill.rows, [(4, vec!["lid".to_owned(), "ABS".to_owned(), "1".to_owned()])]);
            assert!(notes.is_empty());
        }
        let (encoded, _, _) = encoding_rs::GB18030.encode("品名,材质\n上盖,ABS\n");
        let (bill, notes) = of(encoded.into_owned());
        assert_eq!((bill.headings[0].as_str(), bill.rows[0].1[0].as_str()), ("品名", "上盖"));
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn what_is_no_bill_says_why() {
        assert!(bill(csv("Part,Material\n").expect("a table"), Vec::new()).is_err_and(|why| why.contains("no row")));
        assert!(csv("a\0b").is_err());
        let long = format!("Part,Material\n{}", "a,b\n".repeat(MOST_ROWS));
        assert!(bill(csv(&long).expect("a table"), Vec::new()).is_err_and(|why| why.contains("more than")));
        assert!(bounded(b"PK\x03\x04 and nothing").is_err());
    }

    #[test]
    fn quotes_that_swallow_rows_are_told_by_row_and_column() {
        for (text, said) in [
            ("Part,Qty\n\"lid,1\nbase,2\n", "row 2, column 1: its quote is never closed"),
            ("Part,Qty\nlid,\"1\n", "row 2, column 2: its quote is never closed"),
            ("Part,Qty\nlid,1\n\"a,1\n\"b\",1\n", "row 3, column 1: text stands behind the closing quote of a cell"),
        ] {
            assert_eq!(csv(text).err().as_deref(), Some(said), "{text}");
        }
        for sound in ["Part,Qty\n\"a \"\"b\"\",\nc\",1\n", "Part,Qty\nzip 5\",1\n", "Part;Qty\n\"a\" ;\"\"\n"] {
            assert!(csv(sound).is_ok_and(|rows| rows.len() >= 2), "{sound}");
        }
    }

    #[test]
    fn a_date_is_no_amount() {
        use calamine::{ExcelDateTime, ExcelDateTimeType};
        // 2026-01-02 is what a spreadsheet makes of `1-2`.
        let day = |kind| Data::DateTime(ExcelDateTime::new(46024.0, kind, false));
        assert_eq!(shown(&day(ExcelDateTimeType::DateTime)), "2026-01-02 (a date)");
        assert_eq!(shown(&Data::DateTime(ExcelDateTime::new(0.0625, ExcelDateTimeType::TimeDelta, false))), "1:30 (a time)");
        assert_eq!(shown(&Data::DateTimeIso("2026-01-02".to_owned())), "2026-01-02 (a date)");
        assert_eq!(shown(&Data::Float(0.5)), "0.5");
    }

    #[test]
    fn cells_are_one_line() {
        assert_eq!(cell(" a\n b\u{7}\t \u{202e}c\u{2028} "), "a b c");
        assert!(cell(&"ä".repeat(2 * LONGEST_CELL)).len() <= LONGEST_CELL + 1);
    }
}
