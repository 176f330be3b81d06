//! A number of a study: known, or the ends between which it is not decided.

use schemars::JsonSchema;
use serde::Serialize;

use crate::facts::{Known, Trace, World};
use crate::quantity::Bounds;

/// A number in SI units, written as such, or as its ends while the design gives a range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Amount {
    /// The number.
    Known(f64),
    /// The ends between which it will be decided; they differ.
    Between {
        /// The least that it can be.
        low: f64,
        /// The most that it can be.
        high: f64,
    },
}

impl Amount {
    /// Two ends, the lower one first.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "both ends are one number, copied or computed alike")]
    pub const fn between(low: f64, high: f64) -> Self {
        if low == high { Self::Known(low) } else { Self::Between { low, high } }
    }

    /// The least that it can be.
    #[must_use]
    pub const fn low(self) -> f64 {
        let (Self::Known(low) | Self::Between { low, .. }) = self;
        low
    }

    /// The most that it can be.
    #[must_use]
    pub const fn high(self) -> f64 {
        let (Self::Known(high) | Self::Between { high, .. }) = self;
        high
    }

    /// Whether it is not decided.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Between { .. })
    }

    /// In words, with words for one number; both ends where it is not decided.
    #[must_use]
    pub fn words(self, one: impl Fn(f64) -> String) -> String {
        match self {
            Self::Known(number) => one(number),
            Self::Between { low, high } => format!("{} to {}", one(low), one(high)),
        }
    }

    /// What a formula yields that rises throughout.
    pub(super) fn map(self, formula: impl Fn(f64) -> Option<f64>) -> Option<Self> {
        Some(Self::between(formula(self.low())?, formula(self.high())?))
    }
}

/// What is known of a fact: none if something is missing for it, even where its ends are known by nature.
pub(super) fn amount(world: &World<'_>, ask: impl FnOnce(&mut Trace) -> Known<Bounds>) -> Option<Amount> {
    let mut trace = Trace::on();
    let found = ask(&mut trace).ok()?;
    let missing = || world.needs(trace.notes()).into_iter().any(|wish| !wish.closer);
    let told = found.is_exact() || found.low.is_finite() && found.high.is_finite() && !missing();
    told.then(|| Amount::between(found.low, found.high))
}

/// The sum of amounts; none if one is missing.
pub(super) fn sum(amounts: impl IntoIterator<Item = Option<Amount>>) -> Option<Amount> {
    amounts.into_iter().try_fold(Amount::Known(0.0), |sum, next| {
        let next = next?;
        Some(Amount::between(sum.low() + next.low(), sum.high() + next.high()))
    })
}
