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
    ChargingArray,
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
