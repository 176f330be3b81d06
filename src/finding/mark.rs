//! How bad a finding is, as far as two runs can be held against each other: its severity, and how far a measured quantity is
//! beyond its limit.

use std::cmp::Ordering;

use super::{Finding, Measured};
use crate::catalogue::Severity;
use crate::language::Side;
use crate::quantity::{Bounds, Unit};

/// A difference that is none, as a share. The smallest step of a figure with three digits, as figures of a design are given, is
/// one in 999: a difference below a thousandth comes from converting units and from arithmetic, not from a decision.
pub const SAME: f64 = 1e-3;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its severity.
    pub severity: Severity,
    /// What was measured, for a finding of a measured check.
    pub gauge: Option<Gauge>,
}

/// A quantity beyond its limit, by the ends of both that are nearest to each other, in SI units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gauge {
    /// The quantity.
    pub actual: f64,
    /// The limit that it is beyond.
    pub limit: f64,
    /// The unit in which the quantity is shown.
    pub unit: Option<&'static Unit>,
    /// The unit in which the limit is shown.
    pub limit_unit: Option<&'static Unit>,
    /// On which side of the limit it has to be.
    pub side: Side,
    /// The severity of the limit, which a stage may have made milder.
    pub bound: Severity,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It is milder, or nearer to its limit.
    Better,
    /// It is as it was.
    Same,
    /// It is more severe, or further beyond its limit.
    Worse,
}

impl From<&Finding> for Mark {
    fn from(finding: &Finding) -> Self {
        Self { severity: finding.severity, gauge: finding.measured.as_ref().and_then(Gauge::of) }
    }
}

impl Mark {
    /// What became of a finding that was like this and is now like `now`.
    #[must_use]
    pub fn turn(&self, now: &Self) -> Turn {
        let turn = |order: Ordering| match order {
            Ordering::Less => Turn::Better,
            Ordering::Equal => Turn::Same,
            Ordering::Greater => Turn::Worse,
        };
        match (now.severity.cmp(&self.severity), self.gauge, now.gauge) {
            (Ordering::Equal, Some(was), Some(is)) => was.turn(&is),
            (order, ..) => turn(order),
        }
    }
}

impl Gauge {
    /// The quantity and the limit of a finding; none where they are not finite, so that no distance can be told.
    fn of(measured: &Measured) -> Option<Self> {
        let limit = measured.limit();
        let (actual, value) = match limit.side {
            Side::AtLeast => (measured.actual.high, limit.value.low),
            Side::AtMost => (measured.actual.low, limit.value.high),
        };
        let (unit, limit_unit) = (measured.actual.unit, limit.value.unit);
        let gauge = Self { actual, limit: value, unit, limit_unit, side: limit.side, bound: limit.severity };
        (actual.is_finite() && value.is_finite()).then_some(gauge)
    }

    /// How far it is beyond the limit, in SI units.
    #[must_use]
    pub fn beyond(&self) -> f64 {
        match self.side {
            Side::AtLeast => self.limit - self.actual,
            Side::AtMost => self.actual - self.limit,
        }
    }

    /// The quantity as it is shown.
    #[must_use]
    pub fn shown(&self) -> (Bounds, Bounds) {
        (Bounds::exact(self.actual, self.unit), Bounds::exact(self.limit, self.limit_unit))
    }

    /// What became of it. Beyond another limit of the check it is as much worse as that limit is; on the other side of a window it
    /// is worse, because nobody accepted that.
    fn turn(&self, now: &Self) -> Turn {
        if self.side != now.side {
            return Turn::Worse;
        }
        match now.bound.cmp(&self.bound) {
            Ordering::Greater => return Turn::Worse,
            Ordering::Less => return Turn::Better,
            Ordering::Equal => {}
        }
        let difference = now.beyond() - self.beyond();
        if difference.abs() <= self.same() {
            Turn::Same
        } else if difference > 0.0 {
            Turn::Worse
        } else {
            Turn::Better
        }
    }

    /// The difference up to which it is the same: a share of the smaller of quantity and limit. The size of a temperature, and
    /// of nothing, means nothing: there it is a share of the distance.
    fn same(&self) -> f64 {
        let point = self.unit.is_some_and(|unit| unit.dimension.is_point());
        let least = self.actual.abs().min(self.limit.abs());
        SAME * if point || least == 0.0 { self.beyond().abs() } else { least }
    }
}

#[cfg(test)]
mod tests {
    use super::{Gauge, Mark, Turn};
    use crate::catalogue::Severity;
    use crate::language::Side;
    use crate::quantity::parse_measure;

    fn mark(severity: Severity, actual: &str, side: Side, limit: &str) -> Mark {
        let (actual, limit) = (parse_measure(actual).expect("a quantity"), parse_measure(limit).expect("a quantity"));
        let gauge =
            Gauge { actual: actual.si, limit: limit.si, unit: actual.unit, limit_unit: limit.unit, side, bound: severity };
        Mark { severity, gauge: Some(gauge) }
    }

    #[test]
    fn a_finding_is_worse_further_beyond_its_limit() {
        let least = |actual: &str| mark(Severity::Error, actual, Side::AtLeast, "0.5 deg");
        let most = |actual: &str| mark(Severity::Error, actual, Side::AtMost, "6 %");
        for (was, now, turn) in [
            (least("0.3 deg"), least("0.3 deg"), Turn::Same),
            (least("0.3 deg"), least("0.299 deg"), Turn::Worse),
            (least("0.3 deg"), least("0.2999 deg"), Turn::Same),
            (least("0.3 deg"), least("0.31 deg"), Turn::Better),
            (least("-0.3 deg"), least("-0.4 deg"), Turn::Worse),
            (least("0 deg"), least("-0.001 deg"), Turn::Worse),
            (most("7.41 %"), most("7.42 %"), Turn::Worse),
            (most("7.41 %"), most("7.4 %"), Turn::Better),
            (
                mark(Severity::Error, "0.02 in", Side::AtLeast, "1 mm"),
                mark(Severity::Error, "0.508 mm", Side::AtLeast, "1 mm"),
                Turn::Same,
            ),
            // A limit that moved counts like a quantity that moved the other way.
            (most("7 %"), mark(Severity::Error, "7 %", Side::AtMost, "5 %"), Turn::Worse),
            (
                mark(Severity::Error, "80 °C", Side::AtMost, "70 °C"),
                mark(Severity::Error, "80.1 °C", Side::AtMost, "70 °C"),
                Turn::Worse,
            ),
        ] {
            assert_eq!(was.turn(&now), turn, "{was:?} {now:?}");
        }
    }

    #[test]
    fn severity_comes_before_distance() {
        let error = mark(Severity::Error, "0.3 deg", Side::AtLeast, "0.5 deg");
        // Further from the limit of a warning than it was from that of an error, and better all the same.
        let warning = mark(Severity::Warning, "0.6 deg", Side::AtLeast, "1 deg");
        assert_eq!((error.turn(&warning), warning.turn(&error)), (Turn::Better, Turn::Worse));
        // A stage that makes both milder does not hide which limit it is.
        let milder = |mark: Mark| Mark { severity: Severity::Advice, ..mark };
        assert_eq!((milder(error).turn(&milder(warning)), milder(warning).turn(&milder(error))), (Turn::Better, Turn::Worse));
        let high = mark(Severity::Error, "0.9 deg", Side::AtMost, "0.8 deg");
        assert_eq!(error.turn(&high), Turn::Worse, "beyond the other side");
        let asked = Mark { severity: Severity::Error, gauge: None };
        assert_eq!(
            (asked.turn(&asked), asked.turn(&Mark { severity: Severity::Warning, gauge: None })),
            (Turn::Same, Turn::Better)
        );
    }
}
