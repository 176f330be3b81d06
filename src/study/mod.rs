//! Studies: what an engineer asks of designs besides findings, as tables: evidence, a stack, the line, what results rest on.
//!
//! A study is computed from the same facts as the checks, and judges nothing: thresholds are handed in by the caller, from the
//! check files. It must never print, and never read a file.

mod allocate;
mod amount;
mod claim;
mod evidence;
mod fmea;
mod limits;
mod line;
mod sources;
mod stack;
mod tested;

use crate::facts::typed::{Lot, Thing as _};
use crate::facts::{Known, Trace, World};
use crate::quantity::Bounds;
use crate::world::shown::lot;
use crate::yaml::Span;

pub use allocate::{Allocated, Allocation, Costs, Fixed, Goal, Held, Step, allocate};
pub use amount::Amount;
pub use claim::{Claim, ClaimKind, Standing};
pub use evidence::{Acceptance, evidence};
pub use fmea::{Effect, Falls, Function, Nature, Rated, Record, Row as FmeaRow, Seen, Sources, Subject, fmea, fmea_sources};
pub use limits::{Edge, Limits, Row, Stands, Thing, limits, tightest};
pub use line::{LineStep, LineStudy, line_study, readable};
pub use sources::{Firmness, Footing, Resting, Share, Shares, shares};
pub use stack::{Class, Contributor, Outside, Range, Sampling, StackStudy, stack_study};

/// A number in SI units, if it is known.
fn number(known: Known<Bounds>) -> Option<f64> {
    known.ok().and_then(Bounds::known)
}

/// Good units, units started, and where the newest are noted, of the builds of something with its production process.
fn built(world: &World<'_>, of: &str) -> Option<(u32, u32, Span)> {
    let of = lot::built(world, Some(of));
    let mut total: Option<(u32, u32, Span)> = None;
    for lot in (0..world.lots.len()).filter(|lot| world.lots[*lot].of == of).map(|lot| Lot::at(world, lot)) {
        let mut trace = Trace::off();
        if lot.from_production(&mut trace) != Ok(true) {
            continue;
        }
        let (Some(started), Some(rejected)) = (number(lot.built(&mut trace)), number(lot.rejected(&mut trace))) else { continue };
        let (Some(started), Some(rejected)) = (count(started), count(rejected)) else { continue };
        let Some(good) = started.checked_sub(rejected) else { continue };
        let (before, all, _) = total.unwrap_or_default();
        // More units than can be counted are as many as can.
        total = Some((before.saturating_add(good), all.saturating_add(started), world.span(lot.item())));
    }
    total
}

/// A whole number that is small enough to be a count of units.
fn count(number: f64) -> Option<u32> {
    let whole = number.fract() == 0.0 && (0.0..=1e9).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small whole number")]
    whole.then_some(number as u32)
}
