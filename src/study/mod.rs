//! Studies: what an engineer asks of designs besides findings, as tables: evidence, a stack, the line, what results rest on.
//!
//! A study is computed from the same facts as the checks, and judges nothing: thresholds are handed in by the caller, from the
//! check files. It must never print, and never read a file.

mod evidence;
mod line;
mod sources;
mod stack;

use crate::facts::typed::{Build, Thing as _};
use crate::facts::{Known, Trace, World};
use crate::quantity::Bounds;
use crate::yaml::Span;

pub use evidence::{Acceptance, Claim, ClaimKind, Standing, evidence};
pub use line::{LineStep, LineStudy, line_study, readable};
pub use sources::{Firmness, Footing, Resting, Share, Shares, shares};
pub use stack::{Class, Contributor, Outside, Range, Sampling, StackStudy, stack_study};

/// A number in SI units, if it is known.
fn number(known: Known<Bounds>) -> Option<f64> {
    known.ok().and_then(Bounds::known)
}

/// Good units, units started, and where they are noted, of the builds of something with its production process.
fn built(world: &World<'_>, of: &str) -> Option<(u32, u32, Span)> {
    let mut total: Option<(u32, u32, Span)> = None;
    for (i, build) in world.builds.iter().enumerate() {
        let same = build.given.of.get().map_or("design", |of| of) == of;
        if !same || Build::at(world, i).from_production(&mut Trace::off()) != Ok(true) {
            continue;
        }
        let (Some(started), Some(rejected)) = (build.given.built.get(), build.given.rejected.get()) else { continue };
        let (Some(started), Some(rejected)) = (count(started.si()), count(rejected.si())) else { continue };
        let Some(good) = started.checked_sub(rejected) else { continue };
        let (before, all, span) = total.unwrap_or((0, 0, build.span));
        // More units than can be counted are as many as can.
        total = Some((before.saturating_add(good), all.saturating_add(started), span));
    }
    total
}

/// A whole number that is small enough to be a count of units.
fn count(number: f64) -> Option<u32> {
    let whole = number.fract() == 0.0 && (0.0..=1e9).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small whole number")]
    whole.then_some(number as u32)
}
