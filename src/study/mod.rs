//! Studies: what an engineer asks of one design besides findings, as tables: its evidence, a stack, the line.
//!
//! A study is computed from the same facts as the checks, and judges nothing: thresholds are handed in by the caller, from the
//! check files. It must never print, and never read a file.

mod evidence;

pub use evidence::{Acceptance, Claim, ClaimKind, Standing, evidence};
