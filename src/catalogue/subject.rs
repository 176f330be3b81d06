//! What a check is judged on, and the names that stand for it in conditions.

use serde::{Deserialize, Serialize};

use crate::source::nearest;
use crate::vocabulary::Kind;

/// A subject as a check names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// Every thing of a kind.
    Each(Kind),
    /// Every part or joint of which samples were made, with `from` and `to` for its two routes.
    InTransition(Kind),
}

/// Kinds that checks may be judged on.
pub const SUBJECTS: [Kind; 28] = [
    Kind::Design,
    Kind::Environment,
    Kind::Production,
    Kind::Engagement,
    Kind::Document,
    Kind::Part,
    Kind::Layer,
    Kind::Use,
    Kind::Contact,
    Kind::Joint,
    Kind::Face,
    Kind::Pairing,
    Kind::Step,
    Kind::Placement,
    Kind::Order,
    Kind::Cycle,
    Kind::Dimension,
    Kind::Stack,
    Kind::Risk,
    Kind::Restriction,
    Kind::Build,
    Kind::Measurement,
    Kind::Test,
    Kind::Claim,
    Kind::Lot,
    Kind::Defect,
    Kind::Waiver,
    Kind::Demand,
];

impl Subject {
    /// The subject with this name, or what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(kind) = text.strip_suffix(" in transition") {
            return match kind {
                "part" => Ok(Self::InTransition(Kind::Part)),
                "joint" => Ok(Self::InTransition(Kind::Joint)),
                other => Err(format!("a {other} is in no transition; only parts and joints are")),
            };
        }
        SUBJECTS.into_iter().find(|kind| kind.word() == text).map(Self::Each).ok_or_else(|| {
            let near = nearest(text, SUBJECTS.iter().map(|kind| kind.word()));
            match near {
                Some(near) => format!("unknown subject `{text}`; did you mean `{near}`?"),
                None => format!("unknown subject `{text}`"),
            }
        })
    }

    /// The names that it binds, by slot.
    pub fn names(self) -> Vec<(&'static str, Kind)> {
        match self {
            Self::Each(kind) => vec![(kind.word(), kind)],
            Self::InTransition(kind) => vec![(kind.word(), kind), ("from", Kind::Route), ("to", Kind::Route)],
        }
    }

    /// The kind of the thing itself.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Each(kind) | Self::InTransition(kind) => kind,
        }
    }
}
