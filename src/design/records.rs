//! Evidence from CSV files: rows become entries of the spec before anything is typed.
//!
//! An entry of `evidence.builds`, `tests` or `measurements` with `file` stands for the rows of that file; its other keys hold for
//! all of them. What is said of a row points at the row. This module must never know what a build, test or reading means.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::reading::Reading;
use super::sheet::{Cell, DEFECTS, Records, Row, Sheet};
use crate::source::{FileId, Span};
use crate::yaml::{Budget, Kind, NodeId, Problem, Tree};

/// Code of a problem after which nothing more is taken in.
const TOO_LARGE: &str = "too-large";

/// Replaces entries of `evidence` that name a file by what the file holds. It stops at the first that is too large.
pub(super) fn expand(tree: &mut Tree<'_>, root: NodeId, reading: &mut Reading<'_>, problems: &mut Vec<Problem>) {
    let Some((_, evidence)) = tree.get(root, "evidence") else { return };
    let mut expansion = Expansion { sheets: HashMap::new(), expanded: Vec::new(), left: Budget::SPEC.merges };
    for list in [Records::Builds, Records::Tests, Records::Measurements] {
        let Some((_, entries)) = tree.get(evidence, list.key()) else { continue };
        let entries = tree.resolve(entries);
        let Kind::Sequence(elements) = tree.node(entries).kind.clone() else { continue };
        for element in elements {
            if let Err(found) = expansion.element(tree, element, list, reading) {
                let stop = found.iter().any(|problem| problem.code == TOO_LARGE);
                problems.extend(found);
                if stop {
                    return;
                }
            }
        }
        let expanded = std::mem::take(&mut expansion.expanded);
        tree.set(entries, Kind::Sequence(expanded));
    }
}

/// Files that were read, and what became of the entries so far.
struct Expansion {
    /// What a file holds for a list, so that a file that is named often is taken apart once.
    sheets: HashMap<(FileId, Records), Rc<Sheet>>,
    expanded: Vec<NodeId>,
    /// Entries of maps that may still be made.
    left: usize,
}

impl Expansion {
    /// An element as it is, or what the file holds that it names.
    fn element(
        &mut self,
        tree: &mut Tree<'_>,
        element: NodeId,
        list: Records,
        reading: &mut Reading<'_>,
    ) -> Result<(), Vec<Problem>> {
        let named = tree.get(element, "file").and_then(|(_, file)| Some((tree.text(file)?.to_owned(), tree.node(file).span)));
        let Some((name, span)) = named else {
            self.expanded.push(element);
            return Ok(());
        };
        let found =
            reading.beside(&name, span.file).map_err(|message| vec![Problem::new("records", span, format!("{name}: {message}"))]);
        let (_, id) = found?;
        let sheet = match self.sheets.get(&(id, list)) {
            Some(sheet) => Rc::clone(sheet),
            None => {
                let named = |(at, message)| Problem::new("records", at, message).with_related(span, "named here");
                let sheet = Sheet::read(&reading.file(id).text, id, list);
                let sheet = Rc::new(sheet.map_err(|wrong| wrong.into_iter().map(named).collect::<Vec<_>>())?);
                self.sheets.insert((id, list), Rc::clone(&sheet));
                sheet
            }
        };
        // A short file may be named often.
        let common = common(tree, element);
        let work = sheet.rows.len().saturating_mul(common.len() + 1);
        self.left = match self.left.checked_sub(work) {
            Some(left) if tree.len() <= Budget::SPEC.nodes => left,
            _ => return Err(vec![Problem::new(TOO_LARGE, span, "the records of this spec hold too many values")]),
        };
        match list {
            Records::Measurements => self.readings(tree, &common, &sheet, span),
            Records::Builds | Records::Tests => self.rows(tree, &common, &sheet),
        }
        Ok(())
    }

    /// One entry for each row.
    fn rows(&mut self, tree: &mut Tree<'_>, common: &[(NodeId, NodeId)], sheet: &Sheet) {
        for row in &sheet.rows {
            let mut entries = common.to_vec();
            let mut defects = Vec::new();
            for Cell { column, text, span } in &row.cells {
                let key = sheet.columns[*column].as_str();
                let value = scalar(tree, *span, text);
                match key.strip_prefix(DEFECTS) {
                    Some(defect) => defects.push((scalar(tree, *span, defect), value)),
                    None => set(tree, &mut entries, key, value, *span),
                }
            }
            if !defects.is_empty() {
                let defects = tree.push(row.span, Kind::Mapping(defects));
                set(tree, &mut entries, "defects", defects, row.span);
            }
            self.expanded.push(tree.push(row.span, Kind::Mapping(entries)));
        }
    }

    /// One entry for the readings of each dimension and process, in the order in which they first occur; it points at the `file`.
    fn readings(&mut self, tree: &mut Tree<'_>, common: &[(NodeId, NodeId)], sheet: &Sheet, span: Span) {
        for ([of, process], rows) in sheet.groups(["of", "process"]) {
            let mut entries = common.to_vec();
            for (key, cell) in [("of", of), ("process", process)] {
                if let Some(cell) = cell {
                    let value = scalar(tree, cell.span, &cell.text);
                    set(tree, &mut entries, key, value, cell.span);
                }
            }
            for (key, column) in [("values", "value"), ("cavities", "cavity")] {
                if let Some(column) = sheet.column(column) {
                    let list = rows.iter().map(|row| reading(tree, row, column)).collect();
                    let first = rows.first().map_or(span, |row| row.span);
                    let end = rows.last().map_or(span.end, |row| row.span.end);
                    let place = Span { end, ..first };
                    let list = tree.push(place, Kind::Sequence(list));
                    set(tree, &mut entries, key, list, place);
                }
            }
            self.expanded.push(tree.push(span, Kind::Mapping(entries)));
        }
    }
}

/// The cell of a row; an empty one stands at its row.
fn reading(tree: &mut Tree<'_>, row: &Row, column: usize) -> NodeId {
    match row.cell(column) {
        Some(cell) => scalar(tree, cell.span, &cell.text),
        None => scalar(tree, row.span, ""),
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

/// Sets a key; a cell outranks what the entry says for all rows.
fn set(tree: &mut Tree<'_>, entries: &mut Vec<(NodeId, NodeId)>, key: &str, value: NodeId, span: Span) {
    entries.retain(|(known, _)| tree.text(*known) != Some(key));
    let key = scalar(tree, span, key);
    entries.push((key, value));
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::design::sheet::MAX_ROWS;
    use crate::design::{Content, Loader};
    use crate::source::{Memory, SourceFile, SourceMap};
    use crate::yaml::{Document, parse};

    /// The evidence of a spec after the file that it names was read, as a text of keys and values, and what is wrong with it.
    fn read(spec: &str, file: &str) -> (String, Vec<Problem>, SourceMap) {
        let parsed = parse(spec, &Budget::SPEC);
        let Document { root } = parsed.documents[0];
        let (mut tree, mut problems) = (parsed.tree.clone(), Vec::new());
        let folder = Path::new("/p");
        let loader = Loader::from(Arc::new(Memory::new().with("/p/r.csv", file)), folder);
        let whole = Arc::new(SourceFile::new("spec.yaml".to_owned(), spec.to_owned()));
        let mut reading = Reading::new(&loader, whole, Some(folder), Vec::new());
        expand(&mut tree, root, &mut reading, &mut problems);
        let evidence = shown(&tree, tree.get(root, "evidence").unwrap().1);
        (evidence, problems, reading.finish(Content::NotASpec(None), Vec::new()).sources)
    }

    /// The evidence of a spec, or the first that is wrong with it and where.
    fn expanded(spec: &str, file: &str) -> Result<String, String> {
        let (evidence, problems, sources) = read(spec, file);
        let Some(problem) = problems.first() else { return Ok(evidence) };
        let (file, position) = sources.begin(problem.span);
        Err(format!("{}:{}:{}: {}", file.path, position.line, position.column, problem.message))
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
                "evidence: { builds: [{ process: rf-welding, file: r.csv }] }",
                "of,built,rejected,defects.leak\nweld,200,3,2\nsew,50,,\n",
                "(builds=[(process=rf-welding of=weld built=200 rejected=3 defects=(leak=2)) (process=rf-welding of=sew built=50)])",
            ),
            (
                "evidence: { tests: [{ file: r.csv }, { name: drop }] }",
                "name,units\npeel,10\n",
                "(tests=[(name=peel units=10) (name=drop)])",
            ),
        ];
        for (spec, file, wanted) in cases {
            assert_eq!(expanded(spec, file).as_deref(), Ok(wanted), "{file}");
        }
    }

    /// What is wrong with the rows of a file of readings: the lines, and what is said of them.
    fn wrong_rows(file: &str) -> Vec<(usize, String)> {
        let (_, problems, sources) = read("evidence: { measurements: [{ of: lid.gap, file: r.csv }] }", file);
        problems.into_iter().map(|problem| (sources.begin(problem.span).1.line, problem.message)).collect()
    }

    #[test]
    fn every_row_that_is_wrong_is_named() {
        let lines = |file: &str| wrong_rows(file).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
        assert_eq!(lines("value [mm]\n80\nx\n81\n1 kg\n\n"), [3, 5]);
        assert_eq!(lines("value,cavity\n1 mm\n2 mm,A\nx,A\n3 mm,B,C\n"), [2, 4, 5]);
        assert_eq!(wrong_rows("value,cavity\n1 mm,A,B\n")[0].1, "3 cells, the heading has 2");
        assert_eq!(lines(&format!("value\n{}", "1\n".repeat(70))).len(), 70);
    }

    #[test]
    fn broken_files_are_named() {
        let readings = "evidence: { measurements: [{ of: lid.gap, file: r.csv }] }";
        let cases = [
            ("", "r.csv:1:1: no column is one of"),
            ("value\n", "r.csv:1:1: no rows below the heading"),
            ("# gauge 7\nvalues\n1 mm\n", "r.csv:2:1: unknown column `values`; did you mean `value`?"),
            ("of\nlid.gap\n", "r.csv:1:1: there is no column `value`"),
            ("value,value\n1 mm,2 mm\n", "r.csv:1:1: two columns are called `value`"),
            ("value,cavity\n1 mm\n", "r.csv:2:1: 1 cells, the heading has 2"),
            ("value\n1 mm\n\n# by hand\n1.5\n", "r.csv:5:1: `1.5` has no unit"),
            ("cavity, value\nA, 1 mm\nB,  1 kg\n", "r.csv:3:5: expected a length, found a mass"),
            ("\u{feff}value\n\"\"\n", "r.csv:2:1: expected a length"),
            ("\u{feff}cavity,value\nA,2 mm\n\"B\",2\n", "r.csv:3:1: `2` has no unit"),
        ];
        for (file, wanted) in cases {
            let message = expanded(readings, file).expect_err(file);
            assert!(message.contains(wanted), "{file:?}: {message}");
        }
        let many = format!("value\n{}", "1 mm\n".repeat(MAX_ROWS + 1));
        assert!(expanded(readings, &many).expect_err("too many").contains("more than"));
    }
}
