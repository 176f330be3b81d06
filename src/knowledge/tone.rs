//! The table of colors: how light a word or a number says that something is.

use serde::{Deserialize, Serialize};

use super::basis::Sources;

/// How light a color is, or that it lets light through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Lets light through, tinted or not.
    Clear,
    /// Without a colorant.
    Natural,
    /// White, or nearly.
    White,
    /// A pale color.
    Light,
    /// Neither light nor dark.
    Medium,
    /// A dark color.
    Dark,
    /// Black.
    Black,
}

impl Tone {
    /// The words of all tones.
    pub const WORDS: [&str; 7] = ["clear", "natural", "white", "light", "medium", "dark", "black"];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// A color that goes by a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColorCode<'s> {
    /// Its number with what stands before it.
    pub code: &'s str,
    /// The name that belongs to it.
    pub name: &'s str,
    /// Its sources.
    pub sources: Sources,
}

/// What words of colors say. An entry of several words has hyphens between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colors<'s> {
    /// Words by the tone that they say.
    #[serde(borrow)]
    pub tones: Vec<(Tone, Vec<&'s str>)>,
    /// Words that say no tone.
    #[serde(borrow)]
    pub silent: Vec<&'s str>,
    /// Words of a pigment that lets the beam of a welding laser through.
    #[serde(borrow)]
    pub passes_laser: Vec<&'s str>,
    /// Colors by their number.
    #[serde(borrow)]
    pub codes: Vec<ColorCode<'s>>,
}
