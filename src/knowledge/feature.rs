//! Features by which risks and claims find what they concern.

use serde::{Deserialize, Serialize};

/// A feature of a part or of its use that a risk may concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words of the table say it; the build script does not ask for them")]
pub enum Feature {
    Snap,
    LivingHinge,
    Screw,
    Rivet,
    PressFit,
    Seal,
    Overmold,
    Adhesive,
    Tape,
    Weld,
    Sewn,
    Zipper,
    Magnet,
    Print,
    Lamination,
    BondedLayers,
    Opened,
    Ribs,
    Bosses,
    Texture,
    Undercut,
    GasketMaterial,
    Foam,
    Textile,
    Leather,
    Elastomer,
    Visible,
    Drop,
    Crush,
    Carry,
    Ingress,
    Uv,
    Sweat,
    Humidity,
    Load,
    CriticalDimension,
    Tool,
    DeviceFit,
}

impl Feature {
    /// What a sentence calls it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Snap => "snap",
            Self::LivingHinge => "living hinge",
            Self::Screw => "screw",
            Self::Rivet => "rivet",
            Self::PressFit => "press fit",
            Self::Seal => "seal",
            Self::Overmold => "overmold",
            Self::Adhesive => "adhesive",
            Self::Tape => "tape",
            Self::Weld => "weld",
            Self::Sewn => "sewn",
            Self::Zipper => "zipper",
            Self::Magnet => "magnet",
            Self::Print => "print",
            Self::Lamination => "lamination",
            Self::BondedLayers => "bonded layers",
            Self::Opened => "opened",
            Self::Ribs => "ribs",
            Self::Bosses => "bosses",
            Self::Texture => "texture",
            Self::Undercut => "undercut",
            Self::GasketMaterial => "gasket material",
            Self::Foam => "foam",
            Self::Textile => "textile",
            Self::Leather => "leather",
            Self::Elastomer => "elastomer",
            Self::Visible => "visible",
            Self::Drop => "drop",
            Self::Crush => "crush",
            Self::Carry => "carry",
            Self::Ingress => "ingress",
            Self::Uv => "uv",
            Self::Sweat => "sweat",
            Self::Humidity => "humidity",
            Self::Load => "load",
            Self::CriticalDimension => "critical dimension",
            Self::Tool => "tool",
            Self::DeviceFit => "device fit",
        }
    }
}
