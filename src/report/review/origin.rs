//! What a page was made from, so that anybody can make it again.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::source::SourceFile;

/// What was asked for, as a page records it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The file or folder that was named.
    pub path: String,
    /// The day of the run.
    pub date: String,
    /// `en`, `zh` or `both`.
    pub language: String,
    /// The stage to judge for, if not that of each design.
    pub gate: Option<String>,
    /// Values that were set for the run, as path and value.
    pub sets: Vec<(String, String)>,
    /// Folders with house checks.
    pub checks: Vec<String>,
    /// Checks that were judged and no others, if the command line named some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<String>,
    /// Checks that the command line left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// The configuration that the command line named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<String>,
    /// Whether there was to be none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub isolated: bool,
    /// The folder with templates.
    pub templates: Option<String>,
    /// The form that was asked for; none for the whole page.
    pub form: Option<String>,
    /// Whether changes that clear findings were looked for.
    pub proposals: bool,
}

/// What a page was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The program.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// What was asked for.
    pub request: Request,
    /// Every file that was read for a design, a house check or a template, each once.
    pub inputs: Vec<Input>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// Its path.
    pub file: String,
    /// SHA-256 of what it held, as hexadecimal digits.
    pub sha256: String,
}

impl Run {
    /// A run of this program.
    #[must_use]
    pub fn new(request: Request, mut inputs: Vec<Input>) -> Self {
        inputs.sort();
        inputs.dedup();
        Self { tool: "caseproof".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), request, inputs }
    }
}

/// A file as an input.
#[must_use]
pub fn input_of(file: &SourceFile) -> Input {
    Input { file: file.path.clone(), sha256: hexadecimal(&digest(&file.text)) }
}

/// SHA-256 of a text.
pub(super) fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Bytes in base64, as a content security policy names a script (RFC 4648, section 4).
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4_usize {
            let value = group >> (18 - 6 * digit) & 63;
            text.push(if digit <= chunk.len() { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, digest, hexadecimal};

    #[test]
    fn hashes_are_the_published_ones() {
        // FIPS 180-4 example of NIST: "abc".
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hexadecimal(&digest("abc")), expected);
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (text, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }
}
