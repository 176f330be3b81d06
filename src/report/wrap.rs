//! Widths on the screen, and breaking text into lines of a width.

use super::sanitize::one_line;

/// Columns that a character takes. A table of the blocks that occur in specs; a rare script may be off by a column, which
/// only moves a line end.
const fn char_columns(c: char) -> usize {
    // Marks over the character before them, and selectors of its form.
    if matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}') {
        return 0;
    }
    // Korean, Chinese, Japanese, full-width forms; then emoji and the rarer ideographs.
    let wide = matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
        || matches!(c, '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
        || matches!(c, '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}' | '\u{1f900}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}');
    match c {
        '\t' => 4,
        _ if wide => 2,
        _ => 1,
    }
}

/// Whether a character takes two columns, as those of Chinese do.
pub(super) const fn is_wide(c: char) -> bool {
    char_columns(c) == 2
}

/// Columns that a text takes.
pub(super) fn columns(text: &str) -> usize {
    // Nearly every text, and soon told.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.chars().map(char_columns).sum()
}

/// The longest beginning of a text that fits into some columns.
#[cfg(feature = "cli")]
pub(super) fn fitting(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += char_columns(*c);
        used > width
    });
    end.map_or(text, |(offset, _)| &text[..offset])
}

/// The text on one line of at most `width` columns, with an ellipsis where it was cut.
#[cfg(feature = "cli")]
pub(super) fn clip(text: &str, width: usize) -> String {
    let line = one_line(text);
    if columns(&line) <= width {
        return line;
    }
    format!("{}…", fitting(&line, width.saturating_sub(1)).trim_end())
}

/// What stays on the line of what is before it, and what stays on the line of what follows.
const CLOSING: &str = "，。；：、！？）》」』】”’…％·,.;:!?)]}";
const OPENING: &str = "（《「『【“‘([{";

/// What is not torn apart, and whether a space stands before it.
struct Piece<'t> {
    text: &'t str,
    gap: bool,
}

/// The text in pieces: between spaces, and between two characters of which one is wide, such as two of Chinese.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let words = text.split(' ').filter(|word| !word.is_empty());
    words.flat_map(|word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let cut = breakable(rest)?;
            let (text, after) = rest.split_at(cut);
            let gap = rest.len() == word.len();
            rest = after;
            Some(Piece { text, gap })
        })
    })
}

/// The end of the first piece of a word; none if nothing is left of it.
fn breakable(word: &str) -> Option<usize> {
    if word.is_empty() || word.is_ascii() {
        return Some(word.len()).filter(|length| *length > 0);
    }
    let pairs = word.char_indices().zip(word.chars().skip(1));
    let mut breaks = pairs.filter(|((_, before), after)| {
        (is_wide(*before) || is_wide(*after))
            && char_columns(*after) > 0
            && !OPENING.contains(*before)
            && !CLOSING.contains(*after)
    });
    Some(breaks.next().map_or(word.len(), |((at, before), _)| at + before.len_utf8()))
}

/// The text in lines of at most `width` columns, made harmless. Breaks at spaces, and between wide characters, which are written
/// without any: an id or an address that is too long stays whole, because it is there to be copied.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let clean = one_line(text);
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    let mut pieces = pieces(&clean);
    while let Some(piece) = pieces.next() {
        // A number stays with what follows it, so that `5 mm` is not torn apart.
        let rest = if is_number(piece.text) { pieces.next() } else { None };
        let needed = columns(piece.text) + rest.as_ref().map_or(0, |rest| usize::from(rest.gap) + columns(rest.text));
        match lines.last_mut() {
            Some(line) if used + usize::from(piece.gap) + needed <= width => {
                push(line, &piece);
                used += usize::from(piece.gap) + needed;
            }
            _ => {
                let mut line = String::with_capacity(clean.len().min(width).max(piece.text.len()));
                line.push_str(piece.text);
                lines.push(line);
                used = needed;
            }
        }
        if let (Some(line), Some(rest)) = (lines.last_mut(), rest) {
            push(line, &rest);
        }
    }
    lines
}

fn push(line: &mut String, piece: &Piece<'_>) {
    if piece.gap {
        line.push(' ');
    }
    line.push_str(piece.text);
}

/// Whether a word is a number. Nearly every word begins like none, and is soon told.
fn is_number(word: &str) -> bool {
    let begins =
        word.bytes().next().is_some_and(|first| matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.' | b'i' | b'I' | b'n' | b'N'));
    begins && word.parse::<f64>().is_ok()
}

/// Lines with `first` before the first one and as much space before the others; each ends with a line end.
pub(super) fn hang(first: &str, lines: &[String]) -> String {
    let indent = " ".repeat(columns(first));
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        text.push_str(if index == 0 { first } else { &indent });
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Text of at most `width` columns behind `first`.
pub(super) fn paragraph(first: &str, text: &str, width: usize) -> String {
    hang(first, &lines(text, width.saturating_sub(columns(first))))
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::{clip, columns, lines, paragraph};

    #[test]
    fn lines_break_at_spaces_only() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("a very-long-identifier-indeed b", 8), ["a", "very-long-identifier-indeed", "b"]);
        assert!(lines("  \n ", 8).is_empty());
    }

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(lines("it takes 5 mm", 10), ["it takes", "5 mm"]);
    }

    #[test]
    fn wide_characters_break_between_each_other() {
        assert_eq!(lines("单边拔模斜度不够", 8), ["单边拔模", "斜度不够"]);
        assert_eq!(lines("单边拔模斜度不够", 9), ["单边拔模", "斜度不够"]);
        // Not before what closes, nor behind what opens.
        assert_eq!(lines("先加斜度，再试模", 8), ["先加斜", "度，再试", "模"]);
        assert_eq!(lines("壁厚（见图）", 6), ["壁厚", "（见", "图）"]);
        assert_eq!(lines("材料 resin-12 的壁", 8), ["材料", "resin-12", "的壁"]);
        assert_eq!(lines("需要 12 天", 6), ["需要", "12 天"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(columns("漢字 🦀"), 7);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(clip("漢字漢字", 5), "漢字…");
        assert_eq!(clip("short", 5), "short");
    }

    #[test]
    fn paragraphs_hang_under_their_first_word() {
        assert_eq!(paragraph("  why: ", "one two three", 14), "  why: one two\n       three\n");
    }
}
