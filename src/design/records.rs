//! Evidence from CSV files: rows become entries of the spec before anything is typed.
//!
//! An entry of `evidence.builds`, `tests` or `measurements` with `file` stands for the rows of that file; its other keys hold for
//! all of them. What is said of a row points at the `file` in the spec and names the line. This module must never know what a
//! build, test or reading means.

use std::borrow::Cow;

use crate::yaml::{Kind, NodeId, Problem, Span, Tree, nearest};

/// Columns of builds and tests that are keys of an entry.
const BUILD: &[&str] = &["of", "process", "material", "built", "rejected", "stage"];
const TEST: &[&str] = &["name", "of", "method", "units", "failures", "process", "material", "temperature", "stage"];
/// Columns of readings: what tells measurements apart, and the readings themselves.
const READING: &[&str] = &["of", "process", "value", "cavity"];

/// Prefix of a column that counts one kind of defect of a build.
const DEFECTS: &str = "defects.";

/// Letters of a heading from which on a near one is a slip.
const LONG_ENOUGH: usize = 5;

/// Rows of one file.
const MAX_ROWS: usize = 20_000;

/// Columns of one file.
const MAX_COLUMNS: usize = 500;

/// A file that was read: its rows with their line in the file.
struct Sheet {
    columns: Vec<Column>,
    rows: Vec<(u64, Vec<String>)>,
}

/// A column: its key and the unit in its heading.
struct Column {
    key: String,
    unit: Option<String>,
}

/// Replaces entries of `evidence` that name a file by what the file holds. `read` yields the text of a file by the name that
/// stands in the spec.
pub(super) fn expand(
    tree: &mut Tree<'_>,
    root: NodeId,
    read: impl Fn(&str) -> Result<String, String>,
    problems: &mut Vec<Problem>,
) {
    let Some((_, evidence)) = tree.get(root, "evidence") else { return };
    for (list, known) in [("builds", BUILD), ("tests", TEST), ("measurements", READING)] {
        let Some((_, entries)) = tree.get(evidence, list) else { continue };
        let entries = tree.resolve(entries);
        let Kind::Sequence(elements) = tree.node(entries).kind.clone() else { continue };
        let mut expanded = Vec::with_capacity(elements.len());
        for element in elements {
            let file = tree
                .get(element, "file")
                .and_then(|(_, file)| tree.text(file).map(|name| (name.to_owned(), tree.node(file).span)));
            match file {
                None => expanded.push(element),
                Some((name, span)) => {
                    let sheet = read(&name).and_then(|text| sheet(&text, known));
                    match sheet {
                        Ok(sheet) if list == "measurements" => readings(tree, element, &sheet, span, &mut expanded),
                        Ok(sheet) => rows(tree, element, &sheet, span, &mut expanded),
                        Err(message) => problems.push(Problem::new("records", span, format!("{name}: {message}"))),
                    }
                }
            }
        }
        tree.set(entries, Kind::Sequence(expanded));
    }
}

/// Reads a file with commas or semicolons; with semicolons a comma may be the decimal sign.
fn sheet(text: &str, known: &[&str]) -> Result<Sheet, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let heading = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let semicolons = heading.contains(';') && !heading.contains(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .trim(csv::Trim::All)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| plain(&error))?.clone();
    if headings.len() > MAX_COLUMNS {
        return Err(format!("more than {MAX_COLUMNS} columns"));
    }
    let columns: Vec<Column> = headings.iter().map(column).collect();
    let mut found = false;
    for (number, column) in columns.iter().enumerate() {
        if columns[..number].iter().any(|other| other.key == column.key) && !column.key.is_empty() {
            return Err(format!("two columns are called `{}`", column.key));
        }
        if known.contains(&column.key.as_str()) || column.key.starts_with(DEFECTS) {
            found = true;
        } else if let Some(near) = nearest(&column.key, known.iter().copied().filter(|known| known.len() >= LONG_ENOUGH))
            && column.key.len() >= LONG_ENOUGH
        {
            // Other columns are the shop's own; one that is nearly a known one is a slip. Short words are near each other by chance.
            return Err(format!("unknown column `{}`; did you mean `{near}`?", column.key));
        }
    }
    if !found {
        return Err(format!("no column is one of {}", known.join(", ")));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| plain(&error))?;
        if rows.len() == MAX_ROWS {
            return Err(format!("more than {MAX_ROWS} rows"));
        }
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |(cell, column): (&str, &Column)| value(cell, column, semicolons);
        rows.push((line, record.iter().zip(&columns).map(cell).collect()));
    }
    let sheet = Sheet { columns, rows };
    if sheet.rows.is_empty() {
        return Err("no rows below the heading".to_owned());
    }
    if known == READING {
        sheet.check_readings()?;
    }
    Ok(sheet)
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

impl Sheet {
    fn index(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// Readings are lengths: what is none is said with its line, which the typed reader could not name.
    fn check_readings(&self) -> Result<(), String> {
        let Some(value) = self.index("value") else { return Err("there is no column `value`".to_owned()) };
        for (line, row) in &self.rows {
            let cell = row.get(value).map_or("", String::as_str);
            if let Err(error) = crate::quantity::parse_as(cell, crate::quantity::Dimension::LENGTH) {
                let (_, message) = error.explain(cell, crate::quantity::Dimension::LENGTH, "12.3 mm");
                return Err(format!("line {line}: {message}"));
            }
        }
        Ok(())
    }
}

/// The keys of an entry besides `file`.
fn common(tree: &Tree<'_>, element: NodeId) -> Vec<(NodeId, NodeId)> {
    let entries = tree.entries(element).unwrap_or_default();
    entries.iter().copied().filter(|(key, _)| tree.text(*key) != Some("file")).collect()
}

fn scalar(tree: &mut Tree<'_>, span: Span, text: &str) -> NodeId {
    tree.push(span, Kind::Scalar { text: Cow::Owned(text.to_owned()), plain: false })
}

/// Sets a key unless the cell is empty; a cell outranks what the entry says for all rows.
fn set(tree: &mut Tree<'_>, entries: &mut Vec<(NodeId, NodeId)>, key: &str, value: NodeId, span: Span) {
    entries.retain(|(known, _)| tree.text(*known) != Some(key));
    let key = scalar(tree, span, key);
    entries.push((key, value));
}

/// One entry for each row.
fn rows(tree: &mut Tree<'_>, element: NodeId, sheet: &Sheet, span: Span, expanded: &mut Vec<NodeId>) {
    let known = |key: &str| BUILD.contains(&key) || TEST.contains(&key);
    for (_, row) in &sheet.rows {
        let mut entries = common(tree, element);
        let mut defects = Vec::new();
        for (column, cell) in sheet.columns.iter().zip(row) {
            if cell.is_empty() {
                continue;
            }
            if let Some(defect) = column.key.strip_prefix(DEFECTS) {
                let (key, value) = (scalar(tree, span, defect), scalar(tree, span, cell));
                defects.push((key, value));
            } else if known(&column.key) {
                let value = scalar(tree, span, cell);
                set(tree, &mut entries, &column.key, value, span);
            }
        }
        if !defects.is_empty() {
            let defects = tree.push(span, Kind::Mapping(defects));
            set(tree, &mut entries, "defects", defects, span);
        }
        expanded.push(tree.push(span, Kind::Mapping(entries)));
    }
}

/// One entry for the readings of each dimension and process, in the order in which they first occur.
fn readings(tree: &mut Tree<'_>, element: NodeId, sheet: &Sheet, span: Span, expanded: &mut Vec<NodeId>) {
    // Dimension and process, and the rows that share them.
    type Group<'s> = ([Option<String>; 2], Vec<&'s [String]>);
    let cell =
        |row: &[String], key: &str| sheet.index(key).and_then(|column| row.get(column)).filter(|cell| !cell.is_empty()).cloned();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (_, row) in &sheet.rows {
        let group = ["of", "process"].map(|key| cell(row, key));
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    for ([of, process], rows) in groups {
        let mut entries = common(tree, element);
        for (key, text) in [("of", of), ("process", process)] {
            if let Some(text) = text {
                let value = scalar(tree, span, &text);
                set(tree, &mut entries, key, value, span);
            }
        }
        for (key, column) in [("values", "value"), ("cavities", "cavity")] {
            if sheet.index(column).is_some() {
                let cells: Vec<NodeId> =
                    rows.iter().map(|row| scalar(tree, span, &cell(row, column).unwrap_or_default())).collect();
                let list = tree.push(span, Kind::Sequence(cells));
                set(tree, &mut entries, key, list, span);
            }
        }
        expanded.push(tree.push(span, Kind::Mapping(entries)));
    }
}

/// What is wrong with a file of records, with its line.
fn plain(error: &csv::Error) -> String {
    let line = error.position().map(|position| format!("line {}: ", position.line())).unwrap_or_default();
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{line}{len} cells, the heading has {expected_len}")
        }
        _ => format!("{line}cannot be read as CSV"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Budget, Document, parse};

    /// The evidence of a spec after its files were read, as a text of keys and values.
    fn expanded(spec: &str, file: &str) -> Result<String, String> {
        let parsed = parse(spec, &Budget::SPEC);
        let Document { root } = parsed.documents[0];
        let (mut tree, mut problems) = (parsed.tree.clone(), Vec::new());
        expand(&mut tree, root, |_| Ok(file.to_owned()), &mut problems);
        match problems.first() {
            Some(problem) => Err(problem.message.clone()),
            None => Ok(shown(&tree, tree.get(root, "evidence").unwrap().1)),
        }
    }

    fn shown(tree: &Tree<'_>, id: NodeId) -> String {
        let list = |texts: Vec<String>| texts.join(" ");
        match &tree.node(tree.resolve(id)).kind {
            Kind::Scalar { text, .. } => text.to_string(),
            Kind::Sequence(items) => format!("[{}]", list(items.iter().map(|item| shown(tree, *item)).collect())),
            Kind::Mapping(entries) => {
                let entry = |(key, value): &(NodeId, NodeId)| format!("{}={}", shown(tree, *key), shown(tree, *value));
                format!("({})", list(entries.iter().map(entry).collect()))
            }
            Kind::Alias(_) => "alias".to_owned(),
        }
    }

    #[test]
    fn files_become_entries() {
        let readings = "evidence: { measurements: [{ of: lid.gap, file: r.csv }] }";
        let cases = [
            // Nothing to read.
            ("evidence: { builds: [{ of: weld, built: 5 }] }", "", "(builds=[(of=weld built=5)])"),
            // One row, a unit in the heading, the shop's own column left alone.
            (readings, "value [mm],operator\n1.5,Li\n", "(measurements=[(of=lid.gap values=[1.5 mm])])"),
            // A unit in the cell, spaces, quotes, a comment, a byte-order mark.
            (readings, "\u{feff}# gauge 7\nvalue\n\"1.5 mm\" \n", "(measurements=[(of=lid.gap values=[1.5 mm])])"),
            // Semicolons with decimal commas, as exported in much of Europe.
            (
                readings,
                "value (mm);cavity\n1,5;A\n-0,25;B\n",
                "(measurements=[(of=lid.gap values=[1.5 mm -0.25 mm] cavities=[A B])])",
            ),
            // Several dimensions in one file; the cell outranks what is said for all rows.
            (
                readings,
                "of,value\nlid.gap,1 mm\nlid.rim,2 mm\nlid.gap,3 mm\n",
                "(measurements=[(of=lid.gap values=[1 mm 3 mm]) (of=lid.rim values=[2 mm])])",
            ),
            (
                "evidence: { builds: [{ process: rf-welding, file: b.csv }] }",
                "of,built,rejected,defects.leak\nweld,200,3,2\nsew,50,,\n",
                "(builds=[(process=rf-welding of=weld built=200 rejected=3 defects=(leak=2)) (process=rf-welding of=sew built=50)])",
            ),
            (
                "evidence: { tests: [{ file: t.csv }, { name: drop }] }",
                "name,units\npeel,10\n",
                "(tests=[(name=peel units=10) (name=drop)])",
            ),
        ];
        for (spec, file, wanted) in cases {
            assert_eq!(expanded(spec, file).as_deref(), Ok(wanted), "{file}");
        }
    }

    #[test]
    fn broken_files_are_named() {
        let readings = "evidence: { measurements: [{ of: lid.gap, file: r.csv }] }";
        let cases = [
            ("", "no column is one of"),
            ("value\n", "no rows below the heading"),
            ("values\n1 mm\n", "did you mean `value`"),
            ("of\nlid.gap\n", "there is no column `value`"),
            ("value,value\n1 mm,2 mm\n", "two columns are called `value`"),
            ("value,cavity\n1 mm\n", "line 2: 1 cells, the heading has 2"),
            ("value\n1 mm\n1.5\n", "line 3:"),
            ("value\n1 kg\n", "line 2:"),
            ("value\n\"\"\n", "line 2:"),
        ];
        for (file, wanted) in cases {
            let message = expanded(readings, file).expect_err(file);
            assert!(message.contains(wanted), "{file:?}: {message}");
        }
        let many = format!("value\n{}", "1 mm\n".repeat(MAX_ROWS + 1));
        assert!(expanded(readings, &many).expect_err("too many").contains("more than"));
    }
}
