//! Snippets in one frame: the library draws a frame around each.

use crate::report::terminal::Frame;
use crate::report::wrap::columns;

impl Frame {
    /// What was drawn with a number before its message and all its frames joined to one, which is left open at its foot. Behind the
    /// head of each snippet stands the text for it, where there is room.
    pub(in crate::report) fn joined(self, number: &str, drawn: &str, heads: &[String], width: usize) -> String {
        let Self { corners: [top, on, foot], bar } = self;
        let (begins, ends) = (format!("{top}{bar}["), format!("{foot}{}", bar.to_string().repeat(4)));
        let mut text = String::with_capacity(drawn.len());
        let mut heads = heads.iter();
        let (mut first, mut message) = (true, true);
        for line in drawn.lines().filter(|line| line.trim_start() != ends) {
            if !line.trim_start().starts_with(&begins) {
                // The library begins a message with two spaces.
                let before = if message && text.is_empty() { number } else { "   " };
                let rest = if message { line.trim_start_matches(' ') } else { line };
                text.push_str(if message { before } else { "" });
                text.push_str(rest);
            } else {
                message = false;
                let line = if first { line.to_owned() } else { line.replacen(top, &on.to_string(), 1) };
                first = false;
                text.push_str(&line);
                let head = heads.next().filter(|head| !head.is_empty());
                if let Some(head) = head.filter(|head| columns(&plain(&line)) + 1 + columns(head) <= width) {
                    text.push(' ');
                    text.push_str(head);
                }
            }
            text.push('\n');
        }
        text
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
        let drawn = "  × wrong\n  │ very\n   ╭─[a.yaml:1:2]\n 1 │ x: 1\n   ·    ─\n   ╰────\n   ╭─[:9:2]\n 9 │ y: ╰────\n   ╰────\n";
        let heads = ["parts.x".to_owned(), "a.path.that.is.too.long".to_owned()];
        let joined = " 1 × wrong\n   │ very\n   ╭─[a.yaml:1:2] parts.x\n 1 │ x: 1\n   ·    ─\n   ├─[:9:2]\n 9 │ y: ╰────\n";
        assert_eq!(FRAME.joined(" 1 ", drawn, &heads, 30), joined);
        assert_eq!(FRAME.joined("12 ", "  × nowhere\n", &[], 30), "12 × nowhere\n");
    }

    #[test]
    fn colors_take_no_columns() {
        assert_eq!(plain("\u{1b}[36;1ma.yaml\u{1b}[0m:1"), "a.yaml:1");
    }
}
