//! What people call the words of the format's enumerations: searched by, and never read as one of them.

use crate::source::{Thing, fold, rank};
use crate::yaml::TradeWords;

/// Kinds of case as the trade calls them.
const KINDS: TradeWords = &[
    ("phone-case", &["phone cover", "phone shell", "phone bumper", "bumper case", "mobile case", "手机壳", "手机套"]),
    ("tablet-case", &["tablet cover", "tablet shell", "ipad case", "ipad cover", "平板保护套"]),
    (
        "eva-case",
        &["eva bag", "eva box", "zip case", "zipper case", "hard shell zip case", "thermoformed zip case", "EVA包", "EVA盒"],
    ),
    (
        "rugged-case",
        &[
            "hard case",
            "rugged box",
            "waterproof case",
            "waterproof box",
            "pelican case",
            "safety case",
            "equipment case",
            "rotomolded case",
            "rotomolded trunk",
            "rotationally molded case",
            "安全箱",
        ],
    ),
    ("flight-case", &["road case", "ata case", "rack case", "touring case", "transit case", "road trunk", "航空箱"]),
    ("sleeve", &["pouch", "laptop sleeve", "neoprene sleeve", "laptop bag", "内胆包"]),
    ("folio", &["book case", "book cover", "flip case", "flip cover", "wallet case", "folio case", "smart cover", "皮套"]),
    ("other", &[]),
];

/// Stages as the trade calls them.
const STAGES: TradeWords = &[
    ("concept", &["idea", "sketch", "proposal"]),
    ("prototype", &["proto", "sample", "mockup", "mock-up", "手板"]),
    ("evt", &["engineering validation"]),
    ("dvt", &["design validation"]),
    ("pvt", &["production validation", "pilot", "pilot run", "trial run", "试产"]),
    ("production", &["mp", "mass production", "serial production", "ramp", "量产"]),
];

/// States of a document as they are called.
const STATES: TradeWords = &[
    ("missing", &["no", "none", "not there", "not available", "to do", "tbd", "open", "false", "无"]),
    ("draft", &["in work", "in progress", "wip", "preliminary", "started"]),
    ("released", &["yes", "done", "ready", "available", "issued", "final", "finished", "complete", "true", "有"]),
    ("approved", &["signed", "signed off", "agreed", "confirmed"]),
    ("not-needed", &["n/a", "na", "not required", "not applicable", "unnecessary"]),
];

/// Sides of a case as they are called.
const SIDES: TradeWords = &[
    ("outside", &["top", "bottom", "front", "back", "rear", "left", "right", "side", "outer", "exterior", "external", "on top"]),
    ("inside", &["inner", "interior", "internal", "within", "cavity"]),
];

/// What a case meets as it is called.
pub(crate) const EXPOSURES: TradeWords = &[
    ("uv", &["sun", "sunlight", "sunshine", "daylight", "outdoor", "outdoors"]),
    ("sweat", &["perspiration", "hand sweat", "skin"]),
    ("salt-spray", &["salt", "salt water", "seawater", "sea", "marine", "salt fog"]),
    ("cleaning-alcohol", &["alcohol", "ipa", "isopropanol", "disinfectant", "ethanol", "sanitizer"]),
    ("sunscreen", &["sun cream", "suncream", "sun lotion", "suntan lotion", "sunblock", "spf", "spf30", "spf50"]),
    ("fuel", &["gasoline", "petrol", "diesel"]),
    ("oil", &["greasy", "lubricant"]),
    ("ozone", &[]),
    ("rain", &["water", "wet", "splash", "shower"]),
    ("parked-car", &["car", "dashboard", "hot car", "car interior"]),
    ("dust", &["sand", "dirt"]),
    ("hot-water", &["dishwasher", "boiling water"]),
    ("cleaning-ammonia", &["ammonia", "window cleaner", "glass cleaner"]),
    ("sulfur-gas", &["sulfur", "hydrogen sulfide"]),
    ("denim", &["jeans"]),
];

/// What the words of an enumeration are called, by the name of its type.
pub(super) fn called(of: &str) -> TradeWords {
    match of {
        "CaseKind" => KINDS,
        "Stage" => STAGES,
        "DocumentState" => STATES,
        "Side" => SIDES,
        "Exposure" => EXPOSURES,
        _ => &[],
    }
}

/// The words of the kinds of case that a text may mean, the best first; one alone if it names it.
#[must_use]
pub fn kinds_meant(text: &str) -> Vec<&'static str> {
    let folded = fold(text);
    let same = |row: &(&'static str, &[&str])| {
        let all = std::iter::once(row.0).chain(row.1.iter().copied());
        all.flat_map(|name| [Some(name), name.strip_suffix("case")]).flatten().any(|name| fold(name) == folded)
    };
    if let Some(row) = KINDS.iter().find(|row| !folded.is_empty() && same(row)) {
        return vec![row.0];
    }
    let thing = |row: &(&'static str, &[&'static str])| Thing {
        names: std::iter::once(row.0).chain(row.1.iter().copied()).collect(),
        about: Vec::new(),
    };
    let things: Vec<Thing<'_>> = KINDS.iter().map(thing).collect();
    rank(text, &things).into_iter().map(|number| KINDS[number].0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{CaseKind, DocumentState, Exposure, Side, Stage};

    #[test]
    fn every_word_of_a_table_is_one_of_its_enumeration() {
        let words = |table: TradeWords| table.iter().map(|row| row.0).collect::<Vec<_>>();
        assert_eq!(words(KINDS), CaseKind::WORDS);
        assert_eq!(words(STAGES), Stage::WORDS);
        assert_eq!(words(STATES), DocumentState::WORDS);
        assert_eq!(words(SIDES), Side::WORDS);
        assert_eq!(words(EXPOSURES), Exposure::WORDS);
    }

    #[test]
    fn kinds_as_they_are_called() {
        for (text, kinds) in [
            ("EVA case", &["eva-case"][..]),
            ("eva", &["eva-case"]),
            ("Flight_Case", &["flight-case"]),
            ("road case", &["flight-case"]),
            ("hard case", &["rugged-case"]),
            ("SLEEVE", &["sleeve"]),
            ("laptop sleeve", &["sleeve"]),
            ("other", &["other"]),
            ("", &[]),
            ("zzz", &[]),
        ] {
            assert_eq!(kinds_meant(text), kinds, "{text}");
        }
        for several in ["case", "box"] {
            assert!(kinds_meant(several).len() > 1, "{several}");
        }
    }
}
