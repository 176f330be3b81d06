//! Guards shared by the formulas: a number outside its domain becomes `None` before it is used.

use super::limit::Limit;

/// Passes a finite number.
pub(super) fn finite(value: f64) -> Option<f64> {
    Limit::ANY.pass(value)
}

/// Passes a finite number above zero.
pub(super) fn positive(value: f64) -> Option<f64> {
    Limit::POSITIVE.pass(value)
}

/// Passes a finite number of at least zero.
pub(super) fn not_negative(value: f64) -> Option<f64> {
    Limit::NOT_NEGATIVE.pass(value)
}

/// Passes a fraction from zero to one, both included.
pub(super) fn fraction(value: f64) -> Option<f64> {
    Limit::SHARE.pass(value)
}

/// Passes a fraction above zero, up to and including one: a yield or an efficiency that is divided by.
pub(super) fn positive_fraction(value: f64) -> Option<f64> {
    Limit::POSITIVE_SHARE.pass(value)
}

/// Passes a fraction strictly between zero and one: a confidence or a reliability.
pub(super) fn open_fraction(value: f64) -> Option<f64> {
    Limit::OPEN_SHARE.pass(value)
}

/// Relative rounding that is forgiven before a quantity is rounded up to a whole number.
///
/// Without it 0.1 / 0.1 computed as `1.000_000_000_000_000_2` would ask for two.
const ROUNDING: f64 = 1e-12;

/// Largest whole number that an `f64` holds without gaps, 2^53.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// The smallest whole number not below `value`; `None` if it is negative, not finite or too large to be exact.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be inside")]
pub(super) fn round_up(value: f64) -> Option<u64> {
    let value = not_negative(value)?;
    (value <= LARGEST_WHOLE).then(|| (value * (1.0 - ROUNDING)).ceil() as u64)
}

/// Whether two numbers agree to an absolute tolerance.
#[cfg(test)]
pub(super) fn close(left: f64, right: f64, tolerance: f64) -> bool {
    (left - right).abs() <= tolerance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_reject_what_is_not_a_number() {
        for guard in [finite, positive, not_negative, fraction, positive_fraction, open_fraction] {
            assert_eq!(guard(f64::NAN), None);
            assert_eq!(guard(f64::INFINITY), None);
            assert_eq!(guard(f64::NEG_INFINITY), None);
        }
    }

    #[test]
    fn guards_keep_their_ends() {
        assert_eq!(positive(0.0), None);
        assert_eq!(not_negative(0.0), Some(0.0));
        assert_eq!(not_negative(-1e-300), None);
        assert_eq!(fraction(1.0), Some(1.0));
        assert_eq!(positive_fraction(0.0), None);
        assert_eq!(positive_fraction(1.0), Some(1.0));
        assert_eq!(open_fraction(1.0), None);
    }

    #[test]
    fn rounding_up_forgives_rounding_error() {
        assert_eq!(round_up(0.0), Some(0));
        assert_eq!(round_up(3.52), Some(4));
        assert_eq!(round_up(4.0), Some(4));
        assert_eq!(round_up(1.000_000_000_000_000_2), Some(1));
        assert_eq!(round_up(1.000_001), Some(2));
        assert_eq!(round_up(-0.5), None);
        assert_eq!(round_up(1e300), None);
        assert_eq!(round_up(f64::NAN), None);
    }
}
