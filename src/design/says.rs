//! Whether what is written where somebody has to answer for something says anything.

/// What is written where nothing is said, in small letters.
const NOTHING: [&str; 44] = [
    "tba",
    "tbc",
    "tbd",
    "todo",
    "fixme",
    "na",
    "nn",
    "none",
    "nil",
    "null",
    "nothing",
    "nobody",
    "unknown",
    "ok",
    "okay",
    "yes",
    "no",
    "reason",
    "owner",
    "name",
    "text",
    "why",
    "who",
    "here",
    "xx",
    "xxx",
    "xyz",
    "abc",
    "asdf",
    "qwerty",
    "foo",
    "bar",
    "baz",
    "test",
    "blah",
    "待定",
    "待补充",
    "暂无",
    "没有",
    "不适用",
    "原因",
    "理由",
    "负责人",
    "同上",
];

/// Words that a reason has at least, and letters in all of them.
const FEWEST: (usize, usize) = (2, 6);
/// Letters that a reason has at least where each may be a word.
const FEWEST_SIGNS: usize = 4;

/// Whether a text is a reason: at least two words with a few letters, of which one says something; where no spaces are written, a few
/// signs.
pub(super) fn is_reason(text: &str) -> bool {
    let words = words(text);
    let signs = text.chars().filter(|c| is_sign(*c)).count();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let enough = (words.len() >= FEWEST.0 && letters >= FEWEST.1) || signs >= FEWEST_SIGNS;
    enough && words.iter().any(|word| !NOTHING.contains(&word.as_str()))
}

/// Whether a text names somebody: at least two letters, and not only what stands for nobody.
pub(super) fn is_owner(text: &str) -> bool {
    words(text).iter().any(|word| !NOTHING.contains(&word.as_str())) || text.chars().any(is_sign) && !is_nothing(text)
}

fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.trim().to_lowercase().as_str())
}

/// The words of two letters or more, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).collect()
}

/// Whether a letter may be a word of its own: it is none of an alphabet.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}')
}

#[cfg(test)]
mod tests {
    use super::{is_owner, is_reason};

    #[test]
    fn a_reason_is_said_in_words() {
        for text in [
            "side action quoted",
            "side-action quoted by the tool maker",
            "accepted: no reason left",
            "Maße geprüft",
            "模具已改",
            "供应商已确认拔模角",
            "型を修正済み",
            "금형 수정됨",
        ] {
            assert!(is_reason(text), "{text}");
        }
        for text in [
            "",
            " ",
            ".",
            "-",
            "tbd",
            "n/a",
            "TBD TBD",
            "reason",
            "reason: tbd",
            "r",
            "a b c d e f",
            "quoted",
            "1 2 3",
            "待定",
            "暂无",
            "……",
        ] {
            assert!(!is_reason(text), "{text}");
        }
    }

    #[test]
    fn an_owner_is_somebody() {
        for text in ["tooling", "QA", "me", "J. Li", "王工", "王", "owner: tooling"] {
            assert!(is_owner(text), "{text}");
        }
        for text in ["", "-", "x", "?", "owner", "tbd", "N/A", "n.n.", "待定", "负责人"] {
            assert!(!is_owner(text), "{text}");
        }
    }
}
