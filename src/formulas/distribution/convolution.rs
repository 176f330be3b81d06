//! Tail shares of a sum of independent contributors by direct convolution.
//!
//! The widest contributor is never put on a grid: its exact share is averaged over the others,
//! `P(sum > y) = sum_j p_j P(X > y - y_j)`.
//! Each of the others becomes masses on a grid, every quadrature node handing its mass to the six points around it by Lagrange
//! weights. That keeps mass, mean and the next four moments of any shape, however narrow, and errs with the sixth
//! power of the step; near an end of the exact shape, where its share bends, the share is averaged with the same weights to
//! keep that order. Masses are convolved directly and not by a fast Fourier transform: next to all of them are positive, so
//! that a tail of 1e-12 keeps its digits.
//!
//! What makes it fast and sharp in the tails is that the grid spans only values that leave the question open. A value so large
//! that the limit is passed whatever the others do is counted at once, and one so small that they cannot make up for it is
//! dropped; so the finest grid lies where the tail is made. The step is then halved until the share no longer moves.
//!
//! References: masses that keep moments: J. Vilar, Arithmetization of distributions and linear goal programming, Insurance:
//! Mathematics and Economics 27 (2000) 113, section 2, after H. Panjer, G. Willmot, Insurance Risk Models, Society of Actuaries
//! 1992; weights: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, National Bureau of Standards 1964, 25.2.

use super::grid::{Grid, SPAN, kernel};
use super::part::{Part, above, mirrored};
use super::{Distribution, quadrature};

/// A share and how far it may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The share, a fraction.
    pub value: f64,
    /// Larger change of the share in the last two halvings of the step, and never less than 1e-5 of the share: an upper estimate of
    /// the absolute error.
    pub error: f64,
}

impl Share {
    fn exact(value: f64) -> Self {
        Self { value, error: 0.0 }
    }
}

/// Grid steps over the widest open range, coarsest and finest.
const STEPS: std::ops::RangeInclusive<u32> = 6..=11;

/// Relative change in the last two halvings at which a share counts as settled.
const SETTLED: f64 = 5e-5;

/// Least relative error that is owned up to: close to the middle of symmetric shapes the errors of coarse grids cancel, and a share
/// that does not move may still be off by this much.
const DOUBT: f64 = 1e-5;

/// Change that is settled whatever the share: the ends of the shapes are cut at about this.
const NEGLIGIBLE: f64 = 1e-17;

/// Places where the share of a distribution may bend.
fn bends(distribution: &Distribution) -> [f64; 3] {
    distribution.shape().map_or_else(
        |value| [value; 3],
        |shape| {
            let (low, high) = shape.ends();
            [low, shape.kink().unwrap_or(low), high]
        },
    )
}

/// Share above a value, averaged over three steps to each side with the weights of the grid, piece by piece between bends.
fn averaged(distribution: &Distribution, x: f64, step: f64, bends: [f64; 3]) -> f64 {
    let inside = bends.into_iter().map(|bend| (bend - x) / step).filter(|place| place.abs() < SPAN);
    let mut edges: Vec<f64> = [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0].into_iter().chain(inside).collect();
    edges.sort_by(f64::total_cmp);
    let piece =
        |ends: &[f64]| quadrature::integral(ends[0], ends[1], 1, |place| kernel(place) * above(distribution, x + place * step));
    edges.windows(2).map(piece).sum()
}

/// A sum of independent contributors: one that stays exact, and the others by rising width.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub(super) exact: Distribution,
    pub(super) parts: Vec<Part>,
}

/// Distances from a limit to the lowest and the highest sum there can be.
#[derive(Clone, Copy)]
struct Reach {
    to_low: f64,
    to_high: f64,
}

impl Sum {
    /// The same counted the other way round.
    pub(super) fn mirrored(&self) -> Self {
        Self { exact: mirrored(&self.exact), parts: self.parts.iter().map(Part::mirrored).collect() }
    }

    /// Lowest and highest sum there can be.
    pub(super) fn ends(&self) -> (f64, f64) {
        let (low, high) = Part::Smooth(self.exact.clone()).ends();
        self.parts.iter().map(Part::ends).fold((low, high), |sum, part| (sum.0 + part.0, sum.1 + part.1))
    }

    /// Share above a limit, with the step halved until it settles.
    pub(super) fn above(&self, limit: f64) -> Share {
        let mut last = self.above_by(limit, STEPS.start().to_owned());
        if self.parts.is_empty() {
            return Share::exact(last);
        }
        // Two coarse grids may agree by chance, so the share is settled when it has not moved in two halvings.
        let (mut error, mut change) = (f64::INFINITY, f64::INFINITY);
        for halvings in STEPS.skip(1) {
            let next = self.above_by(limit, halvings);
            let before = std::mem::replace(&mut change, (next - last).abs());
            error = change.max(before);
            last = next;
            if error <= SETTLED * next + NEGLIGIBLE {
                break;
            }
        }
        let moved = if error.is_finite() { error } else { change };
        Share { value: last, error: moved.max(DOUBT * last) }
    }

    /// Share above a limit on a grid of two to the power of `halvings` steps.
    pub(super) fn above_by(&self, limit: f64, halvings: u32) -> f64 {
        if self.parts.is_empty() {
            return above(&self.exact, limit);
        }
        let (low, high) = self.ends();
        let reach = Reach { to_low: limit - low, to_high: high - limit };
        if reach.to_low <= 0.0 || reach.to_high <= 0.0 {
            return f64::from(reach.to_low <= 0.0);
        }
        let step = self.open_range(reach, high - low) / f64::from(1_u32 << halvings);
        let (grid, certain) = self.open(reach, step);
        let bends = bends(&self.exact);
        let average = |(index, mass): (usize, &f64)| {
            let rest = limit - (grid.origin + index as f64 * step);
            let bent = bends.iter().any(|bend| (rest - bend).abs() < SPAN * step);
            mass * if bent { averaged(&self.exact, rest, step, bends) } else { above(&self.exact, rest) }
        };
        // The weights of the outermost cells may leave a trace below zero.
        (certain + grid.masses.iter().enumerate().map(average).sum::<f64>()).clamp(0.0, 1.0)
    }

    /// Widest range of a part, or of a sum of the first parts, that leaves the question open.
    fn open_range(&self, reach: Reach, whole: f64) -> f64 {
        let mut done = 0.0;
        let mut widest: f64 = 0.0;
        for part in &self.parts {
            let width = part.width();
            done += width;
            let shortest = reach.to_low.min(reach.to_high);
            widest = widest.max(shortest.min(width)).max(shortest.min(done).min(whole - done));
        }
        widest
    }

    /// The sum of all parts where it leaves the question open, and the share that passes the limit whatever the exact contributor
    /// does.
    fn open(&self, reach: Reach, step: f64) -> (Grid, f64) {
        let mut sum = Grid { origin: 0.0, masses: vec![1.0] };
        let (mut certain, mut low, mut high) = (0.0, 0.0, 0.0);
        for (done, part) in self.parts.iter().enumerate() {
            let (part_low, part_high) = part.ends();
            let start = part_low.max(part_high - reach.to_high);
            let end = part_high.min(part_low + reach.to_low);
            if end < part_high {
                certain += sum.total() * part.above(end);
            }
            sum = sum.plus(&Grid::of(part, start, end, step));
            low += part_low;
            high += part_high;
            // On the grid the contributors to come reach up to three steps past their ends.
            let margin = SPAN * step * (self.parts.len() - done) as f64;
            certain += sum.decide(high - reach.to_high - margin, low + reach.to_low + margin, step);
        }
        (sum, certain)
    }

    /// Shares between neighboring edges, in rising order, on one grid over the whole range.
    pub(super) fn between(&self, edges: &[f64], halvings: u32) -> Vec<f64> {
        let everything = Reach { to_low: f64::INFINITY, to_high: f64::INFINITY };
        let width: f64 = self.parts.iter().map(Part::width).sum();
        let step = if width > 0.0 { width / f64::from(1_u32 << halvings) } else { 1.0 };
        let (grid, _) = self.open(everything, step);
        let middle = self.exact.mean();
        let mut shares = vec![0.0; edges.len().saturating_sub(1)];
        for (index, mass) in grid.masses.iter().enumerate() {
            let value = grid.origin + index as f64 * step;
            let shape = &self.exact;
            // Each difference is taken in the tail that it lies in.
            let tails = |edge: f64| (shape.below(edge - value).unwrap_or(0.0), shape.above(edge - value).unwrap_or(0.0));
            let mut last = edges.first().map(|edge| tails(*edge));
            for (share, edge) in shares.iter_mut().zip(edges.iter().skip(1)) {
                let next = tails(*edge);
                if let Some((below, above)) = last {
                    *share += mass * if edge - value < middle { next.0 - below } else { above - next.1 };
                }
                last = Some(next);
            }
        }
        shares.iter().map(|share: &f64| share.max(0.0)).collect()
    }
}
