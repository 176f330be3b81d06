//! Snippets in one frame: the library draws a frame around each.

use crate::report::terminal::Frame;
use crate::report::wrap::columns;

/// The column of a frame that is not there.
const NOWHERE: usize = 4;

impl Frame {
    /// What was drawn with a number before its message and all its frames joined to one, which is left open at its foot. Behind the
    /// head of each snippet stands the text for it, where there is room. Yields the column of the frame as well.
    pub(in crate::report) fn joined(self, number: &str, drawn: &str, heads: &[String], width: usize) -> (String, usize) {
        let Self { corners: [top, on, foot], bar } = self;
        let (begins, ends) = (format!("{top}{bar}["), format!("{foot}{}", bar.to_string().repeat(4)));
        let begin = |line: &str| line.trim_start().starts_with(&begins);
        let indent = |line: &str| line.len() - line.trim_start().len();
        let column = drawn.lines().filter(|line| begin(line)).map(indent).max().unwrap_or(NOWHERE);
        let mut text = String::with_capacity(drawn.len());
        // Columns by which the present frame is moved; none before the first.
        let mut moved: Option<usize> = None;
        let mut heads = heads.iter();
        for line in drawn.lines().filter(|line| line.trim_start() != ends) {
            if begin(line) {
                let line = if moved.is_some() { line.replacen(top, &on.to_string(), 1) } else { line.to_owned() };
                let by = column - indent(&line);
                moved = Some(by);
                let head = heads.next().filter(|head| !head.is_empty());
                let head = head.filter(|head| by + columns(&plain(&line)) + 1 + columns(head) <= width);
                text.push_str(&" ".repeat(by));
                text.push_str(&line);
                text.extend(head.map(|head| format!(" {head}")));
            } else if let Some(by) = moved {
                text.push_str(&" ".repeat(by));
                text.push_str(line);
            } else {
                // The library begins a message with two spaces.
                text.push_str(if text.is_empty() { number } else { "   " });
                text.push_str(line.trim_start_matches(' '));
            }
            text.push('\n');
        }
        (text, column)
    }
}

/// A line without its colors.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut text = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| text.push_str(part.split_once('m').map_or(part, |(_, rest)| rest)));
    text
}

#[cfg(test)]
mod tests {
    use super::{Frame, plain};

    const FRAME: Frame = Frame { corners: ['╭', '├', '╰'], bar: '─' };

    #[test]
    fn frames_are_joined_and_headed() {
        let drawn =
            "  × wrong\n  │ very\n    ╭─[a.yaml:10:2]\n 10 │ x: 1\n    ·    ─\n    ╰────\n   ╭─[:9:2]\n 9 │ y: ╰────\n   ╰────\n";
        let heads = ["parts.x".to_owned(), "a.path.that.is.too.long".to_owned()];
        let joined = " 1 × wrong\n   │ very\n    ╭─[a.yaml:10:2] parts.x\n 10 │ x: 1\n    ·    ─\n    ├─[:9:2]\n  9 │ y: ╰────\n";
        assert_eq!(FRAME.joined(" 1 ", drawn, &heads, 30), (joined.to_owned(), 4));
        assert_eq!(FRAME.joined("12 ", "  × nowhere\n", &[], 30), ("12 × nowhere\n".to_owned(), 4));
    }

    #[test]
    fn colors_take_no_columns() {
        assert_eq!(plain("\u{1b}[36;1ma.yaml\u{1b}[0m:1"), "a.yaml:1");
    }
}
