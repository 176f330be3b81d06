//! By which family of a method or material a part has a feature that risks may concern.

use crate::knowledge::Feature;

/// The family of joining methods that gives a part this feature.
pub const fn method_family(feature: Feature) -> Option<&'static str> {
    Some(match feature {
        Feature::Snap => "snap",
        Feature::Screw => "screw",
        Feature::Rivet => "rivet",
        Feature::PressFit => "press",
        Feature::Seal => "seal",
        Feature::Overmold => "overmold",
        Feature::Adhesive => "adhesive",
        Feature::Tape => "tape",
        Feature::Weld => "weld",
        Feature::Sewn => "sewn",
        Feature::Magnet => "magnet",
        Feature::Print => "decoration",
        _ => return None,
    })
}

/// The family of materials that gives a part this feature.
pub const fn material_family(feature: Feature) -> Option<&'static str> {
    Some(match feature {
        Feature::Magnet => "magnet",
        Feature::Foam => "foam",
        Feature::Textile => "textile",
        Feature::Leather => "leather",
        Feature::Elastomer => "elastomer",
        _ => return None,
    })
}
