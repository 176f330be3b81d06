//! The words of colors as they are written by hand. Used by the build script only.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::raw_list::{Index, OneOrMany, Result, sources, words};
use super::tone::{ColorCode, Colors, Tone};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCode {
    code: String,
    name: String,
    source: OneOrMany<String>,
}

/// The table of colors.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColors {
    tones: BTreeMap<String, Vec<String>>,
    silent: Vec<String>,
    passes_laser: Vec<String>,
    codes: Vec<RawCode>,
}

impl RawColors {
    /// The table in the form that the program reads, or the first thing that is wrong with it.
    pub(super) fn colors(&self, index: &Index<'_>) -> Result<Colors<'_>> {
        let tone = |word: &String| -> Result<Tone> {
            let tone = serde_yaml::from_str(word);
            tone.map_err(|_| format!("colors: `{word}` is not one of {}", Tone::WORDS.join(", ")).into())
        };
        let tones = self.tones.iter().map(|(word, list)| Ok((tone(word)?, words(list)))).collect::<Result<Vec<_>>>()?;
        let mut codes = Vec::new();
        for raw in &self.codes {
            let (_, sources) = sources(&format!("color {}", raw.code), &raw.source, index)?;
            codes.push(ColorCode { code: &raw.code, name: &raw.name, sources });
        }
        let colors = Colors { tones, silent: words(&self.silent), passes_laser: words(&self.passes_laser), codes };
        if let Some(code) = colors.codes.iter().find(|code| colors.shade(code.name).tone.is_none()) {
            return Err(format!("color {}: `{}` says no tone", code.code, code.name).into());
        }
        Ok(colors)
    }
}
