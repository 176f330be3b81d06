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

/// Where runners of jobs read a command, wherever it stands in a line: `##[error]`, `##vso[task.complete]`, `##teamcity[message]`. The
/// offsets of the second `#`.
fn commands(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        let word = bytes[at + 2..].iter().position(|byte| !byte.is_ascii_alphabetic());
        word.is_some_and(|end| bytes[at + 2 + end] == b'[')
    };
    let pairs = (0..bytes.len().saturating_sub(2)).filter(|at| bytes[*at] == b'#' && bytes[at + 1] == b'#');
    pairs.filter(begins).map(|at| at + 1)
}

/// Whether a text may hold such a command; nearly none does, and that is soon told.
fn may_command(text: &str) -> bool {
    text.contains("##")
}

/// The text with every such command broken, with as many bytes.
fn disarmed(text: Cow<'_, str>) -> Cow<'_, str> {
    let found: Vec<usize> = if may_command(&text) { commands(&text).collect() } else { Vec::new() };
    if found.is_empty() {
        return text;
    }
    let mut text = text.into_owned();
    for at in found {
        text.replace_range(at..=at, "?");
    }
    Cow::Owned(text)
}

/// The text with every hostile character replaced by a visible one of the same number of bytes. Line ends stay as they are,
/// also `\r\n`; a carriage return elsewhere would let a line overwrite itself and is replaced.
pub(super) fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return disarmed(Cow::Borrowed(text));
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
    disarmed(Cow::Owned(clean))
}

/// The text on one line and harmless, for places where offsets do not matter.
pub(crate) fn one_line(text: &str) -> String {
    // Nearly every text, and soon told.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !may_command(text) {
        return text.trim().to_owned();
    }
    let spaced = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    sanitize(spaced.trim()).into_owned()
}

/// A path as a POSIX shell reads it as one word, and a program as no option: quoted where it has to be.
#[cfg(feature = "cli")]
pub(crate) fn quoted(path: &str) -> Cow<'_, str> {
    let path = if path.starts_with('-') { Cow::Owned(format!("./{path}")) } else { Cow::Borrowed(path) };
    let plain = |c: char| c.is_alphanumeric() || "_-./,:=@%+".contains(c);
    if !path.is_empty() && path.chars().all(plain) { path } else { Cow::Owned(format!("'{}'", path.replace('\'', "'\\''"))) }
}

/// JSON text in which every hostile character and what begins a command of a runner is written as an escape: the same data,
/// harmless when shown. Outside of strings there are none, because line ends are not hostile.
pub(crate) fn escape_json(json: &str) -> Cow<'_, str> {
    let json = if may_command(json) {
        let mut calm = json.to_owned();
        let found: Vec<usize> = commands(json).collect();
        for at in found.into_iter().rev() {
            calm.replace_range(at..=at, "\\u0023");
        }
        Cow::Owned(calm)
    } else {
        Cow::Borrowed(json)
    };
    if !json.contains(is_hostile) {
        return json;
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
    fn commands_of_runners_are_broken_and_nothing_else_is() {
        for (text, clean) in [
            ("a ##[error]b", "a #?[error]b"),
            ("##vso[task.complete result=Succeeded;]", "#?vso[task.complete result=Succeeded;]"),
            ("###TeamCity[x]##[y]", "##?TeamCity[x]#?[y]"),
            ("π##\u{200b}[x] ##\u{202e}##vso[", "π##\u{fffd}[x] ##\u{fffd}#?vso["),
            ("## heading [x]", "## heading [x]"),
            ("#1 ## #[x] ##", "#1 ## #[x] ##"),
        ] {
            assert_eq!(sanitize(text), clean);
            assert_eq!(one_line(text), clean);
            let json = serde_json::to_string(text).expect("a string");
            let escaped = escape_json(&json);
            assert_eq!(super::commands(&escaped).count(), 0, "{escaped}");
            assert_eq!(serde_json::from_str::<String>(&escaped).expect("still JSON"), text);
        }
    }

    #[test]
    fn paths_are_words_of_a_shell() {
        for (path, word) in [
            ("a/b-1_2.case.yaml", "a/b-1_2.case.yaml"),
            ("größe.yaml", "größe.yaml"),
            ("a b/it's größe.case.yaml", r"'a b/it'\''s größe.case.yaml'"),
            ("$(x)`y`.yaml", "'$(x)`y`.yaml'"),
            ("-x.yaml", "./-x.yaml"),
            ("", "''"),
        ] {
            assert_eq!(super::quoted(path), word);
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
