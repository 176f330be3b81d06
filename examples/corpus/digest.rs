//! The corpus in one line a group, small enough to be committed: how many specs, and hashes of what is written about them.

use std::fmt;

use rayon::prelude::*;

use super::inputs::Input;
use super::judged::Judge;

/// A group of specs.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub group: String,
    /// How many specs it holds.
    pub inputs: usize,
    /// Hash of their names and JSON.
    pub json: u64,
    /// Hash of their names and text.
    pub text: u64,
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} json {:016x} text {:016x}", self.group, self.inputs, self.json, self.text)
    }
}

/// The groups of the inputs, in their order. Inputs of a group stand together.
pub fn lines(judge: &Judge, inputs: &[Input]) -> Result<Vec<Line>, String> {
    let hashed: Result<Vec<[u64; 2]>, String> = inputs.par_iter().map(|input| hashes(judge, input)).collect();
    let mut lines: Vec<Line> = Vec::new();
    for (input, [json, text]) in inputs.iter().zip(hashed?) {
        if lines.last().is_none_or(|line| line.group != input.group) {
            lines.push(Line { group: input.group.clone(), inputs: 0, json: START, text: START });
        }
        if let Some(line) = lines.last_mut() {
            line.inputs += 1;
            line.json = fnv(line.json, &json.to_le_bytes());
            line.text = fnv(line.text, &text.to_le_bytes());
        }
    }
    Ok(lines)
}

fn hashes(judge: &Judge, input: &Input) -> Result<[u64; 2], String> {
    let outputs = judge.outputs(input)?;
    let name = fnv(fnv(START, input.name.as_bytes()), &[0]);
    Ok([fnv(name, &outputs.json), fnv(name, &outputs.text)])
}

/// The hash of nothing.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a with 64 bits (Fowler, Noll, Vo; RFC 9923) of further bytes: short, and the same on every machine and for every
/// version of Rust.
pub fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
