//! What the vocabulary speaks about.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of thing with facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each has its sentence in `Kind::sentence`")]
pub enum Kind {
    Design,
    Environment,
    Production,
    Engagement,
    Document,
    Part,
    Layer,
    Use,
    Contact,
    Joint,
    Face,
    Pairing,
    Step,
    Placement,
    Order,
    Cycle,
    Dimension,
    Stack,
    Route,
    Risk,
    Restriction,
    Build,
    Measurement,
    Test,
    Claim,
    Lot,
    Defect,
    Waiver,
    Demand,
    Material,
    Process,
    Method,
}

impl Kind {
    /// All kinds, in the order of output.
    pub const ALL: [Self; 32] = [
        Self::Design,
        Self::Environment,
        Self::Production,
        Self::Engagement,
        Self::Document,
        Self::Part,
        Self::Layer,
        Self::Use,
        Self::Contact,
        Self::Joint,
        Self::Face,
        Self::Pairing,
        Self::Step,
        Self::Placement,
        Self::Order,
        Self::Cycle,
        Self::Dimension,
        Self::Stack,
        Self::Route,
        Self::Risk,
        Self::Restriction,
        Self::Build,
        Self::Measurement,
        Self::Test,
        Self::Claim,
        Self::Lot,
        Self::Defect,
        Self::Waiver,
        Self::Demand,
        Self::Material,
        Self::Process,
        Self::Method,
    ];

    /// Its name in check files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Environment => "environment",
            Self::Production => "production",
            Self::Engagement => "engagement",
            Self::Document => "document",
            Self::Part => "part",
            Self::Layer => "layer",
            Self::Use => "use",
            Self::Contact => "contact",
            Self::Joint => "joint",
            Self::Face => "face",
            Self::Pairing => "pairing",
            Self::Step => "step",
            Self::Placement => "placement",
            Self::Order => "order",
            Self::Cycle => "cycle",
            Self::Dimension => "dimension",
            Self::Stack => "stack",
            Self::Route => "route",
            Self::Risk => "risk",
            Self::Restriction => "restriction",
            Self::Build => "build",
            Self::Measurement => "measurement",
            Self::Test => "test",
            Self::Claim => "claim",
            Self::Lot => "lot",
            Self::Defect => "defect",
            Self::Waiver => "waiver",
            Self::Demand => "demand",
            Self::Material => "material",
            Self::Process => "process",
            Self::Method => "method",
        }
    }

    /// What it is, in one sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Design => "the case as a whole",
            Self::Environment => "where the case is used and sold",
            Self::Production => "what mass production has to reach",
            Self::Engagement => "who designs, who builds, and which documents exist",
            Self::Document => "one of the documents a factory needs to build to print",
            Self::Part => "a part of the case",
            Self::Layer => "one layer of a part",
            Self::Use => "a material where it is used: a part of one material, or a layer",
            Self::Contact => {
                "two materials that touch: layers, joined parts, adhesive or finish, process aids, packaging, and what comes from outside"
            }
            Self::Joint => "a joint",
            Self::Face => "one side of an adhesive, tape or print, or a finish: the substrate and what has to stick to it",
            Self::Pairing => "two materials and one thing known about them under one method",
            Self::Step => "an assembly step",
            Self::Placement => "a step and what is in the assembly already when it runs: a part, a layer or an adhesive",
            Self::Order => "a step and a later one that works on the same part",
            Self::Cycle => "steps that wait for each other",
            Self::Dimension => "a toleranced dimension of a part",
            Self::Stack => "a chain of dimensions that ends in a gap",
            Self::Route => "a part as it is made: a process and a material",
            Self::Risk => "something that samples of a part leave open for production",
            Self::Restriction => "a part and a substance in its materials that a market restricts",
            Self::Build => "a build with its rejects",
            Self::Measurement => "readings of a dimension",
            Self::Test => "a test",
            Self::Claim => {
                "what tests have to show of the case, a part or a joint: what the design claims, and what was tested beside"
            }
            Self::Lot => "units of the case, a part or a step that were built with one process; builds add up",
            Self::Defect => "a kind of reject that a build counted, by the name that it was given",
            Self::Waiver => "a check whose findings somebody accepts, once for each check that a waiver names",
            Self::Demand => "something that the project wants every design to have",
            Self::Material => "a material of the library or a grade of the project",
            Self::Process => "a process of the library",
            Self::Method => "a joining method of the library",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind that a semantic path starts with: `parts`, `joints`, `assembly`, or the word of a kind itself.
    #[must_use]
    pub fn of_place(word: &str) -> Option<Self> {
        match word {
            "assembly" => Some(Self::Step),
            "processes" => Some(Self::Process),
            _ => Self::from_word(word).or_else(|| Self::from_word(word.strip_suffix('s')?)),
        }
    }

    /// Whether there is exactly one in every design, so that conditions may name it anywhere.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Design | Self::Environment | Self::Production | Self::Engagement)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One thing of a design: its kind and its number among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub index: u32,
}

impl Item {
    /// The item with this number.
    #[must_use]
    pub fn new(kind: Kind, index: usize) -> Self {
        Self { kind, index: u32::try_from(index).unwrap_or(u32::MAX) }
    }

    /// Its number as an index.
    #[must_use]
    pub const fn at(self) -> usize {
        self.index as usize
    }
}
