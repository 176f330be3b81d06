//! Lockstitch seams: stitch density, perforation, strength and machine time.
//!
//! References: <https://fineleatherworking.com/blog/how-many-stitches-per-inch-leather> (strength);
//! <https://vi-reupholstery.com/handbook/leather-and-vinyl/stretch-seam-planning-and-topstitching-for-leather> (perforation).

use super::domain::{finite, not_negative, positive};

/// Seam strength over the strength of the threads that cross it, for a lockstitch in woven fabric.
const LOCKSTITCH: f64 = 1.5;

/// Stitches in a meter of seam: `1 / stitch_length`; `stitch_length` in m and above 0, else `None`. Arithmetic.
pub fn stitches_per_length(stitch_length: f64) -> Option<f64> {
    finite(1.0 / positive(stitch_length)?)
}

/// Length of a stitch in m from stitches per meter, above 0, else `None`. Arithmetic.
pub fn stitch_length(stitches_per_length: f64) -> Option<f64> {
    finite(1.0 / positive(stitches_per_length)?)
}

/// Share of the seam line that needle holes take out: `hole / stitch_length`, at most 1.
///
/// `hole` is the diameter the needle leaves (not negative) and `stitch_length` the pitch (above 0), both in m, else `None`.
/// Coated fabric, leather and film tear along this line; a knit or a weave closes most of the hole. Reference: see the module.
pub fn perforated_share(hole: f64, stitch_length: f64) -> Option<f64> {
    finite((not_negative(hole)? / positive(stitch_length)?).min(1.0))
}

/// Strength of a lockstitched seam in woven fabric: `1.5 * stitches_per_length * thread_strength`.
///
/// Stitches per m (above 0) and thread strength in N (not negative), else `None`. Returns N per m of seam. An estimate of thread
/// failure: does not hold for leather or coated fabric, where the perforated sheet tears first. Reference: strength, see the
/// module.
pub fn woven_seam_strength(stitches_per_length: f64, thread_strength: f64) -> Option<f64> {
    finite(LOCKSTITCH * positive(stitches_per_length)? * not_negative(thread_strength)?)
}

/// Time that the needle runs for a seam: `seam / (stitch_length * rate)`.
///
/// `seam` in m (not negative), `stitch_length` in m (above 0), `rate` in stitches per s that is really kept up (above 0), else
/// `None`. Returns s without handling. Arithmetic.
pub fn sewing_time(seam: f64, stitch_length: f64, rate: f64) -> Option<f64> {
    finite(not_negative(seam)? / (positive(stitch_length)? * positive(rate)?))
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    const INCH: f64 = 0.0254;

    /// No worked example is published; the joint tables give 6 stitches an inch as 4.2 mm.
    #[test]
    fn six_to_the_inch_is_four_millimeters() {
        let length = stitch_length(6.0 / INCH).unwrap();
        assert!(close(length, 4.2e-3, 5e-5));
        assert!(close(stitches_per_length(length).unwrap() * INCH, 6.0, 1e-12));
    }

    /// Computed by hand: a hole of 1.2 mm every 3 mm takes out 40 %; 8 stitches an inch of 20 N thread hold 240 N an inch.
    #[test]
    fn hand_computed() {
        assert!(close(perforated_share(1.2e-3, 3e-3).unwrap(), 0.4, 1e-12));
        assert!(close(woven_seam_strength(8.0 / INCH, 20.0).unwrap() * INCH, 240.0, 1e-9));
        assert!(close(sewing_time(0.7, 3.5e-3, 16.0).unwrap(), 12.5, 1e-12));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(stitches_per_length(0.0), None);
        assert_eq!(stitch_length(f64::INFINITY), None);
        assert_eq!(perforated_share(-1.0, 1.0), None);
        assert_eq!(perforated_share(5.0, 1.0), Some(1.0));
        assert_eq!(woven_seam_strength(f64::NAN, 1.0), None);
        assert_eq!(sewing_time(1.0, 1.0, 0.0), None);
    }

    proptest! {
        #[test]
        fn longer_stitches_perforate_less(hole in 1e-4..3e-3_f64, short in 1e-3..6e-3_f64, more in 0.0..4e-3_f64) {
            let (dense, open) = (perforated_share(hole, short).unwrap(), perforated_share(hole, short + more).unwrap());
            prop_assert!(open <= dense && (0.0..=1.0).contains(&dense));
        }

        #[test]
        fn density_inverts_length(length in 1e-4..1e-2_f64) {
            prop_assert!(close(stitch_length(stitches_per_length(length).unwrap()).unwrap(), length, 1e-15));
        }
    }
}
