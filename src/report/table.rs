//! Plain tables.

use std::fmt::Write as _;

use super::wrap::columns;

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

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_take_their_widest_cell() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(table(&[]), "");
        assert_eq!(table(&[row(["a", "b"])]), "a  b\n");
        assert_eq!(table(&[row(["a", "b"]), row(["漢字", ""])]), "a     b\n漢字\n");
    }
}
