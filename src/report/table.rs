//! Plain tables.

use std::fmt::Write as _;

use super::wrap::columns;
#[cfg(feature = "cli")]
use super::wrap::lines;

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

/// Rows of cells behind `first`, each cell in lines of at most the columns of its limit, and what has no limit in the columns
/// that are left of `width`. Nothing is cut: a word that is too long stays whole.
#[cfg(feature = "cli")]
pub(super) fn wrapped(rows: &[Vec<String>], limits: &[usize], first: &str, width: usize) -> String {
    let limit = |column: usize| limits.get(column).copied();
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| columns(cell));
        cells.max().unwrap_or(0).min(limit(column).unwrap_or(usize::MAX))
    };
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let before: usize = (0..count.saturating_sub(1)).map(|column| widest(column) + 2).sum();
    let room = width.saturating_sub(columns(first) + before);
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().enumerate().map(|(column, cell)| lines(cell, limit(column).unwrap_or(room)));
        let cells: Vec<Vec<String>> = cells.collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |number: usize| cells.iter().map(|cell| cell.get(number).cloned().unwrap_or_default()).collect::<Vec<_>>();
        for number in 0..height {
            let mut out = first.to_owned();
            for (column, cell) in line(number).iter().enumerate() {
                let _ = write!(out, "{cell}{}  ", " ".repeat(widest(column).saturating_sub(columns(cell))));
            }
            text.push_str(out.trim_end());
            text.push('\n');
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
        let rows = [row(["error", "A11, S10, S12", "thicken the arm at its root"]), row(["advice", "A1", "none"])];
        let shown = "- error   A11, S10,  thicken the\n-         S12        arm at its\n-                    root\n- advice  A1         none\n";
        assert_eq!(wrapped(&rows, &[10, 9], "- ", 33), shown);
    }

    #[test]
    fn columns_take_their_widest_cell() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(table(&[]), "");
        assert_eq!(table(&[row(["a", "b"])]), "a  b\n");
        assert_eq!(table(&[row(["a", "b"]), row(["漢字", ""])]), "a     b\n漢字\n");
    }
}
