//! Makes text from files harmless: a terminal obeys control characters, and bidirectional controls make text read as
//! something that it is not. Nothing is dropped silently; what is hostile stays visible as a replacement character.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character would be obeyed, or would hide or reorder its neighbors, instead of being shown.
pub(super) const fn is_hostile(c: char) -> bool {
    // Nearly every character, and soon told.
    if matches!(c, ' '..='~') {
        return false;
    }
    let control = matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}');
    // Soft hyphen, vowel separator, zero widths, joiners and invisible operators, byte-order mark, annotations, tags.
    let invisible = matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{feff}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    // Marks, embeddings, overrides and isolates of direction.
    let direction = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    let separator = matches!(c, '\u{2028}' | '\u{2029}');
    control || invisible || direction || separator
}

/// What stands for a hostile character: text with as many bytes, so that offsets stay valid.
const fn replacement(c: char) -> &'static str {
    match c.len_utf8() {
        1 => "?",
        2 => "¿",
        3 => "\u{fffd}",
        _ => "\u{fffd}?",
    }
}

/// The text with every hostile character replaced by a visible one of the same number of bytes. Line ends stay as they are,
/// also `\r\n`; a carriage return elsewhere would let a line overwrite itself and is replaced.
pub(super) fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let line_end = c == '\r' && rest.peek() == Some(&'\n');
        if is_hostile(c) && !line_end {
            clean.push_str(replacement(c));
        } else {
            clean.push(c);
        }
    }
    Cow::Owned(clean)
}

/// The text on one line and harmless, for places where offsets do not matter.
pub(crate) fn one_line(text: &str) -> String {
    // Nearly every text, and soon told.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.trim().to_owned();
    }
    let spaced = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    sanitize(spaced.trim()).into_owned()
}

/// JSON text in which every hostile character is written as an escape: the same data, harmless when shown. Outside of
/// strings there are none, because line ends are not hostile.
pub(crate) fn escape_json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_hostile) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_hostile(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::{escape_json, is_hostile, one_line, sanitize};

    #[test]
    fn every_character_keeps_its_bytes_and_loses_its_power() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            let clean = sanitize(&text);
            assert_eq!(clean.len(), text.len(), "{c:?}");
            assert!(!clean.contains(is_hostile), "{c:?}");
            assert!(clean.starts_with('a') && clean.ends_with('b'), "{c:?}");
        }
    }

    #[test]
    fn offsets_stay_on_character_boundaries() {
        let text = "π\u{1b}[31m\u{202e}x\u{61c}\u{e0041}漢🦀\u{85}\0end";
        let clean = sanitize(text);
        for (offset, _) in text.char_indices() {
            assert!(clean.is_char_boundary(offset), "{offset}");
        }
        assert_eq!(clean, "π?[31m\u{fffd}x¿\u{fffd}?漢🦀¿?end");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in ["", "draft: 0.5 deg\n\tµ ± °C 漢字 🦀", "≤ 5 %"] {
            assert!(matches!(sanitize(text), std::borrow::Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn line_ends_stay_and_stray_carriage_returns_do_not() {
        assert_eq!(sanitize("a\r\nb\rc\r"), "a\r\nb?c?");
        assert_eq!(one_line(" a\r\nb\tc\n"), "a b c");
    }

    #[test]
    fn json_is_escaped_without_loss() {
        let data = "\u{1b}[2J\u{9b}\u{202e}\u{7f}\u{e0041} 🦀\r\n";
        let json = serde_json::to_string(data).expect("a string");
        let escaped = escape_json(&json);
        assert!(!escaped.contains(is_hostile));
        assert_eq!(serde_json::from_str::<String>(&escaped).expect("still JSON"), data);
    }
}
