//! Lockstitch seams.

use super::{from_zero, length, positive};
use crate::calc::entry::{Formula, Input, one, output};
use crate::formulas::sewing;
use crate::quantity::Dimension;

const DENSITY: Input = positive("density", Dimension::DENSITY_OF_STITCHES, "8 stitches/in", "stitches by length of seam");
const STITCH: Input = length("stitch", "3 mm", "length of a stitch");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "stitch-density",
        title: "stitches by length of seam from the stitch length",
        formula: "density = 1 / stitch",
        source: "arithmetic",
        validity: "exact",
        inputs: &[STITCH],
        outputs: &[output("density", "stitches/in", "stitches by length")],
        compute: |a| one(sewing::stitches_per_length(a.number("stitch")?)),
    },
    Formula {
        name: "stitch-length",
        title: "stitch length from stitches by length",
        formula: "stitch = 1 / density",
        source: "arithmetic",
        validity: "exact",
        inputs: &[DENSITY],
        outputs: &[output("stitch", "mm", "length of a stitch")],
        compute: |a| one(sewing::stitch_length(a.number("density")?)),
    },
    Formula {
        name: "perforated-share",
        title: "share of the seam line that needle holes take out",
        formula: "share = hole / stitch, at most 100 %",
        source: "https://vi-reupholstery.com/handbook/leather-and-vinyl/stretch-seam-planning-and-topstitching-for-leather",
        validity: "leather, coated fabric and film; a knit or a weave closes most of the hole",
        inputs: &[from_zero("hole", Dimension::LENGTH, "1.2 mm", "diameter that the needle leaves"), STITCH],
        outputs: &[output("share", "%", "share of the seam line")],
        compute: |a| one(sewing::perforated_share(a.number("hole")?, a.number("stitch")?)),
    },
    Formula {
        name: "woven-seam-strength",
        title: "strength of a lockstitched seam in woven fabric",
        formula: "strength = 1.5 * density * thread-strength",
        source: "https://fineleatherworking.com/blog/how-many-stitches-per-inch-leather",
        validity: "an estimate of thread failure; not for leather or coated fabric, where the perforated sheet tears first",
        inputs: &[DENSITY, from_zero("thread-strength", Dimension::FORCE, "20 N", "strength of the thread")],
        outputs: &[output("strength", "N/mm", "strength by length of seam")],
        compute: |a| one(sewing::woven_seam_strength(a.number("density")?, a.number("thread-strength")?)),
    },
    Formula {
        name: "sewing-time",
        title: "time that the needle runs for a seam",
        formula: "time = seam / (stitch * rate)",
        source: "arithmetic",
        validity: "without handling; the rate that is really kept up",
        inputs: &[
            from_zero("seam", Dimension::LENGTH, "700 mm", "length of the seam"),
            STITCH,
            positive("rate", Dimension::RATE, "1000 stitches/min", "stitches by time"),
        ],
        outputs: &[output("time", "s", "time of the needle")],
        compute: |a| one(sewing::sewing_time(a.number("seam")?, a.number("stitch")?, a.number("rate")?)),
    },
];
