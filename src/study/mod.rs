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
use crate::world::shown::revision::is_same;
use crate::yaml::Span;

pub use allocate::{Allocated, Allocation, Costs, Fixed, Goal, Held, Step, allocate};
pub use amount::Amount;
pub use claim::{Claim, ClaimKind, Standing};
pub use evidence::{Acceptance, evidence};
pub use fmea::{
    Effect, Falls, Function, Nature, Rated, Record, Row as FmeaRow, Seen, Sources, Subject, fmea, fmea_sources, of_record,
};
pub use limits::{Edge, Limits, Row, Stands, Thing, aims, limits, tightest};
pub use line::{LineStep, LineStudy, line_study, readable, readable_short};
pub use sources::{Firmness, Footing, Resting, Share, Shares, shares};
pub use stack::{Class, Contributor, Outside, Range, Sampling, StackStudy, stack_study};

/// A number in SI units, if it is known.
fn number(known: Known<Bounds>) -> Option<f64> {
    known.ok().and_then(Bounds::known)
}

/// The revisions to which records were made, in words; nothing where none names one.
fn revision<'w>(world: &World<'w>, records: impl IntoIterator<Item = Option<&'w str>>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in records.into_iter().flatten().map(str::trim) {
        if !names.iter().any(|known| is_same(known, name)) {
            names.push(name);
        }
    }
    names.sort_unstable();
    let now = world.spec.design.get().and_then(|about| about.revision.get()).map(|name| name.trim());
    match (&names[..], now) {
        ([], _) => String::new(),
        (names, Some(now)) if names.iter().any(|name| !is_same(name, now)) => {
            format!("; made to revision {}, and the design stands at {now}", names.join(", "))
        }
        (names, _) => format!("; made to revision {}", names.join(", ")),
    }
}

/// The revisions of the builds that `built` adds up.
fn built_revision<'w>(world: &'w World<'w>, of: &str) -> String {
    let of = lot::built(world, Some(of));
    let lots = (0..world.lots.len()).filter(|lot| world.lots[*lot].of == of).map(|lot| Lot::at(world, lot));
    let builds = lots.filter(|lot| lot.from_production(&mut Trace::off()) == Ok(true)).flat_map(|lot| lot.pooled().0);
    revision(world, builds.map(|build| world.builds[build].given.revision.get().map(|name| &**name)))
}

/// Units of builds.
#[derive(Clone, Copy, Debug)]
struct Built {
    /// Units started.
    started: u32,
    /// Fewest of them that were rejected.
    rejected: u32,
    /// Most of them that may have been: a build that does not say how many were rejected may have lost all.
    at_most: u32,
    /// Where the newest are noted.
    span: Span,
}

impl Built {
    /// Fewest good units.
    const fn good(self) -> u32 {
        self.started.saturating_sub(self.at_most)
    }

    /// Whether every build says how many units were rejected.
    const fn is_counted(self) -> bool {
        self.rejected == self.at_most
    }
}

/// The builds of something with its production process; none if they have no unit.
fn built(world: &World<'_>, of: &str) -> Option<Built> {
    let of = lot::built(world, Some(of));
    let mut total: Option<Built> = None;
    for lot in (0..world.lots.len()).filter(|lot| world.lots[*lot].of == of).map(|lot| Lot::at(world, lot)) {
        let mut trace = Trace::off();
        if lot.from_production(&mut trace) != Ok(true) {
            continue;
        }
        let (Some(started), Ok(rejected)) = (number(lot.built(&mut trace)), lot.rejected(&mut trace)) else { continue };
        let counts = [started, rejected.low, rejected.high].map(count);
        let [Some(started), Some(rejected), Some(at_most)] = counts else { continue };
        if at_most > started {
            continue;
        }
        let before = total.unwrap_or(Built { started: 0, rejected: 0, at_most: 0, span: Span::default() });
        // More units than can be counted are as many as can.
        total = Some(Built {
            started: before.started.saturating_add(started),
            rejected: before.rejected.saturating_add(rejected),
            at_most: before.at_most.saturating_add(at_most),
            span: world.span(lot.item()),
        });
    }
    total.filter(|total| total.started > 0)
}

/// A whole number that is small enough to be a count of units.
fn count(number: f64) -> Option<u32> {
    let whole = number.fract() == 0.0 && (0.0..=1e9).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small whole number")]
    whole.then_some(number as u32)
}
