//! Plain tables.

use std::fmt::Write as _;

use super::wrap::columns;
#[cfg(feature = "cli")]
use super::wrap::{lines, paragraph};

/// Rows of cells in columns of their widest cell, the first row being the heading.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row: &Vec<String>| row.get(column)).map(|cell| columns(cell)).max();
    let widths: Vec<usize> = (0..count).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell}{}  ", " ".repeat(width.saturating_sub(columns(cell))));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Columns below which the last cell stands on lines of its own.
#[cfg(feature = "cli")]
const LEAST_ROOM: usize = 32;

/// Rows of cells behind `first`, each cell in lines of at most the columns of its limit. The last cell has no limit: it takes
/// the columns that are left of `width`, or goes below the others. Nothing is cut: a word that is too long stays whole.
#[cfg(feature = "cli")]
pub(super) fn wrapped(rows: &[Vec<String>], limits: &[usize], first: &str, width: usize) -> String {
    let cell = |row: &[String], column: usize| lines(row.get(column).map_or("", |cell| cell), limits[column]);
    let widest = |column: usize| {
        let all = rows.iter().flat_map(|row| cell(row, column));
        all.map(|line| columns(&line)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..limits.len()).map(widest).collect();
    let before = columns(first) + widths.iter().map(|width| width + 2).sum::<usize>();
    let beside = before + LEAST_ROOM <= width;
    let below = format!("{first}{}", " ".repeat(4));
    let mut text = String::new();
    for row in rows {
        let last = row.get(limits.len()).map_or("", |cell| cell);
        let mut cells: Vec<Vec<String>> = (0..limits.len()).map(|column| cell(row, column)).collect();
        if beside {
            cells.push(lines(last, width - before));
        }
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let mut line = first.to_owned();
            for (column, cell) in cells.iter().enumerate() {
                let part = cell.get(number).map_or("", |part| part);
                let width = widths.get(column).copied().unwrap_or(0);
                let _ = write!(line, "{part}{}  ", " ".repeat(width.saturating_sub(columns(part))));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        if !beside {
            text.push_str(&paragraph(&below, last, width));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::table;
    #[cfg(feature = "cli")]
    use super::wrapped;

    #[cfg(feature = "cli")]
    #[test]
    fn cells_that_are_too_long_go_on_below() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows =
            [row(["error", "A11, S10, S12", "thicken the arm at its root, or lengthen it"]), row(["advice", "A1", "none"])];
        let shown = [
            "- error   A11, S10,  thicken the arm at its root, or",
            "-         S12        lengthen it",
            "- advice  A1         none",
        ];
        assert_eq!(wrapped(&rows, &[10, 9], "- ", 54).lines().collect::<Vec<_>>(), shown);
        let narrow = [
            "- error   A11, S10,",
            "-         S12",
            "-     thicken the arm at its root, or",
            "      lengthen it",
            "- advice  A1",
            "-     none",
        ];
        assert_eq!(wrapped(&rows, &[10, 9], "- ", 40).lines().collect::<Vec<_>>(), narrow);
    }

    #[test]
    fn columns_take_their_widest_cell() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(table(&[]), "");
        assert_eq!(table(&[row(["a", "b"])]), "a  b\n");
        assert_eq!(table(&[row(["a", "b"]), row(["漢字", ""])]), "a     b\n漢字\n");
    }
}
