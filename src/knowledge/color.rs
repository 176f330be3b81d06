//! What a color in words says: its tone, by the table of words. Used by the build script as well, which reads every name of the
//! table with it.

use super::tone::{Colors, Tone};

/// What a color says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shade {
    /// Its tone; none if its words do not tell it.
    pub tone: Option<Tone>,
    /// Whether its pigment lets the beam of a welding laser through.
    pub passes_laser: bool,
}

/// What one entry of the table says.
#[derive(Clone, Copy)]
enum Says<'s> {
    Tone(Tone),
    Laser,
    Name(&'s str),
    Nothing,
}

impl Colors<'_> {
    /// Reads a color word by word; of what is no word of the table nothing is said.
    #[must_use]
    pub fn shade(&self, color: &str) -> Shade {
        let words = words(color);
        let (mut tones, mut passes_laser, mut at) = (Vec::new(), false, 0);
        while at < words.len() {
            let Some((length, says)) = self.longest(&words[at..]) else {
                at += 1;
                continue;
            };
            at += length;
            match says {
                Says::Tone(tone) => tones.push(tone),
                Says::Laser => passes_laser = true,
                Says::Name(name) => tones.extend(self.shade(name).tone),
                Says::Nothing => {}
            }
        }
        Shade { tone: together(&tones), passes_laser }
    }

    /// The longest entry with which some words begin: how many of them it takes, and what it says.
    fn longest(&self, start: &[String]) -> Option<(usize, Says<'_>)> {
        let tones = self.tones.iter().flat_map(|(tone, words)| words.iter().map(|word| (*word, Says::Tone(*tone))));
        let silent = self.silent.iter().map(|word| (*word, Says::Nothing));
        let laser = self.passes_laser.iter().map(|word| (*word, Says::Laser));
        let codes = self.codes.iter().map(|code| (code.code, Says::Name(code.name)));
        let entries = tones.chain(silent).chain(laser).chain(codes);
        let fits = entries.filter_map(|(entry, says)| {
            let length = begins(start, entry)?;
            Some((length, says))
        });
        fits.max_by_key(|(length, _)| *length)
    }
}

/// How many words an entry takes of those with which a color goes on, if they are its own.
fn begins(start: &[String], entry: &str) -> Option<usize> {
    // Of some hundred entries hardly any begins like the color.
    if !start.first().is_some_and(|first| entry.starts_with(first.as_str())) {
        return None;
    }
    let mut length = 0;
    for part in entry.split('-') {
        if start.get(length)? != part {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The words of a color without case and signs; letters and digits are words of their own, so that `RAL9016` is `ral 9016`.
fn words(color: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for char in color.to_lowercase().chars() {
        let kind = char.is_alphanumeric().then_some(char.is_numeric());
        match words.last_mut() {
            Some(word) if kind.is_some() && kind == last => word.push(char),
            _ if kind.is_some() => words.push(char.to_string()),
            _ => {}
        }
        last = kind;
    }
    words
}

/// The one tone that several together say.
fn together(tones: &[Tone]) -> Option<Tone> {
    let has = |tone: Tone| tones.contains(&tone);
    if has(Tone::Clear) {
        return Some(Tone::Clear);
    }
    let light = [Tone::White, Tone::Light].into_iter().find(|tone| has(*tone));
    let dark = [Tone::Black, Tone::Dark].into_iter().find(|tone| has(*tone));
    let neither = [Tone::Medium, Tone::Natural].into_iter().find(|tone| has(*tone));
    if light.is_some() && dark.is_some() { None } else { light.or(dark).or(neither) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library;

    fn tone(color: &str) -> Option<Tone> {
        library().shade(color).tone
    }

    #[test]
    fn words_tell_the_tone_whatever_their_case_and_the_signs_between_them() {
        for (expected, colors) in [
            (
                Tone::White,
                &["white", "White", "off-white", "OFFWHITE", "snow white", "ivory", "Cream", "natural white", "RAL 9016"][..],
            ),
            (Tone::Light, &["light gray", "Light-Grey", "light_blue", "pale pink", "RAL 7035", "RAL7035", "yellow"]),
            (
                Tone::Clear,
                &["clear", "Clear", "crystal clear", "frosted clear", "transparent smoke", "clear blue", "see-through"],
            ),
            (Tone::Black, &["black", "Jet Black", "graphite black", "RAL 9005", "ral-9005", "blue/black"]),
            (Tone::Dark, &["navy", "charcoal", "dark blue", "dark-green", "anthracite gray", "RAL 7016"]),
            (Tone::Medium, &["red", "signal blue", "gray"]),
            (Tone::Natural, &["natural", "undyed"]),
        ] {
            for color in colors {
                assert_eq!(tone(color), Some(expected), "{color}");
            }
        }
    }

    #[test]
    fn what_is_no_word_of_the_table_is_neither_light_nor_dark() {
        for color in
            ["", "Pantone 11-0601", "RAL 1234", "Cool Gray 1 C", "natural titanium", "lightning", "白色", "black and white"]
        {
            assert_eq!(tone(color), None, "{color}");
        }
    }

    #[test]
    fn a_pigment_may_pass_the_laser_and_not_the_eye() {
        let shade = |color: &str| library().shade(color);
        assert_eq!(shade("laser-transparent-black"), Shade { tone: Some(Tone::Black), passes_laser: true });
        assert_eq!(shade("Laser transparent"), Shade { tone: None, passes_laser: true });
        assert_eq!(shade("transparent black"), Shade { tone: Some(Tone::Clear), passes_laser: false });
    }
}
