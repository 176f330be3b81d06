//! Stiff parts that are bonded face to face, and grow by different amounts.

use super::super::thermal::{self, Sheet};
use super::super::typed::Part;
use super::{Joint, Known, Lack, Trace, both};
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::{FactId, figure};

/// Two parts of a joint.
type Pair<'w> = [Part<'w>; 2];

impl<'w> Joint<'w> {
    /// The pairs of stiff parts that lie against each other.
    pub(super) fn stiff_pairs(self, trace: &mut Trace) -> Known<Vec<Pair<'w>>> {
        const STIFF_SHEET: FactId = figure(Table::Material, "stiff_sheet");
        let parts = self.parts(trace)?;
        let stiff: Vec<Known<bool>> =
            parts.iter().map(|part| part.material(trace).and_then(|material| material.flag(STIFF_SHEET, trace))).collect();
        if stiff.iter().filter(|stiff| **stiff != Ok(false)).count() < 2 {
            return Ok(Vec::new());
        }
        let stiff: Vec<bool> = stiff.into_iter().collect::<Known<_>>()?;
        let pairs = (0..parts.len()).flat_map(|first| (first + 1..parts.len()).map(move |second| (first, second)));
        let stacked = if parts.len() > 2 { self.stacked(trace)? } else { true };
        let touching = pairs.filter(|(first, second)| !stacked || second - first == 1);
        Ok(touching
            .filter(|(first, second)| stiff[*first] && stiff[*second])
            .map(|(one, other)| [parts[one], parts[other]])
            .collect())
    }

    /// Whether each part touches only the next one.
    fn stacked(self, trace: &mut Trace) -> Known<bool> {
        super::given::answer(&self.given().stacked, trace, || self.field("stacked"))
    }

    /// Longest that a bond of two stiff parts can be; one of a part of known size is no longer than that.
    pub(super) fn longest_bond(self, trace: &mut Trace) -> Known<Bounds> {
        let length = |[one, other]: Pair<'w>, trace: &mut Trace| match (one.length(trace), other.length(trace)) {
            (Ok(one), Ok(other)) => Ok(if one.high < other.high { one } else { other }),
            (Ok(one), Err(_)) | (Err(_), Ok(one)) => Ok(Bounds { low: 0.0, ..one }),
            (Err(lack), Err(_)) => Err(lack),
        };
        self.largest(length, trace)
    }

    /// Strain by which two stiff parts would grow apart.
    pub(super) fn strain_of_growth(self, trace: &mut Trace) -> Known<Bounds> {
        self.largest(|pair, trace| self.strain_of(pair, trace), trace)
    }

    /// Shear stress at the edge of the bond of two stiff parts. A laminate is no strip of one modulus.
    pub(super) fn shear_of_growth(self, trace: &mut Trace) -> Known<Bounds> {
        let shear = |pair: Pair<'w>, trace: &mut Trace| {
            if pair.iter().any(|part| !self.world.parts[part.index].layers.is_empty()) {
                return Err(Lack::RuledOut);
            }
            let around = |trace: &mut Trace| both(self.strain_of(pair, trace), self.longest_bond(trace));
            thermal::edge_shear(pair.map(Sheet::Part), around, trace)
        };
        self.largest(shear, trace)
    }

    fn strain_of(self, pair: Pair<'w>, trace: &mut Trace) -> Known<Bounds> {
        thermal::mismatch(pair.map(Sheet::Part), |trace| thermal::change_of_joint(self, trace), trace)
    }

    /// The largest of a quantity of its pairs of stiff parts.
    fn largest(self, of: impl Fn(Pair<'w>, &mut Trace) -> Known<Bounds>, trace: &mut Trace) -> Known<Bounds> {
        let mut found: Option<Bounds> = None;
        for pair in self.stiff_pairs(trace)? {
            let next = of(pair, trace)?;
            found = Some(found.map_or(next, |found| Bounds {
                low: found.low.max(next.low),
                high: found.high.max(next.high),
                ..found
            }));
        }
        found.ok_or(Lack::RuledOut)
    }
}
