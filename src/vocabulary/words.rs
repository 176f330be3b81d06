//! Words that a fact may hold, so that a misspelt one in a condition is found when it is compiled.

/// Kinds of case.
pub const CASE_KINDS: &[&str] =
    &["phone-case", "tablet-case", "eva-case", "rugged-case", "flight-case", "sleeve", "folio", "other"];

/// How the size of a device is known, the surest first.
pub const KNOWN_BY: &[&str] = &["measured", "drawing", "published", "announced"];

/// Stages of a project, in their order.
pub const STAGES: &[&str] = &["concept", "prototype", "evt", "dvt", "pvt", "production"];

/// What a case may be exposed to.
pub const EXPOSURES: &[&str] = &[
    "uv",
    "sweat",
    "salt-spray",
    "cleaning-alcohol",
    "sunscreen",
    "fuel",
    "oil",
    "ozone",
    "rain",
    "parked-car",
    "dust",
    "hot-water",
    "cleaning-ammonia",
    "sulfur-gas",
    "denim",
];

/// Ingress protection by IEC 60529 that cases claim.
pub const INGRESS: &[&str] = &[
    "ip40", "ip41", "ip42", "ip43", "ip44", "ip50", "ip51", "ip52", "ip53", "ip54", "ip55", "ip56", "ip57", "ip60", "ip61",
    "ip62", "ip63", "ip64", "ip65", "ip66", "ip67", "ip68", "ip69", "ip69k", "ipx1", "ipx2", "ipx3", "ipx4", "ipx5", "ipx6",
    "ipx7", "ipx8", "ipx9",
];

/// Who designs.
pub const MODELS: &[&str] = &["oem", "odm", "undecided"];

/// Documents that a factory needs to build to print.
pub const DOCUMENTS: &[&str] = &[
    "drawings",
    "bom",
    "tolerances",
    "ctq-list",
    "golden-sample",
    "test-plan",
    "qc-plan",
    "packaging",
    "artwork",
    "compliance",
    "tooling-agreement",
];

/// How far a document is.
pub const DOCUMENT_STATES: &[&str] = &["missing", "draft", "released", "approved", "not-needed"];

/// How two materials go together, the best first.
pub const RATINGS: &[&str] = &["good", "conditional", "poor", "forbidden"];

/// The rating of a pair that holds.
pub const GOOD: &str = RATINGS[0];

/// Where two things meet.
pub const PLACES: &[&str] = &["layers", "joint", "device", "exposure", "load", "packaging", "process-aid", "face"];

/// How bad something is.
pub const SEVERITIES: &[&str] = &["advice", "warning", "error"];

/// What a test is about.
pub const TEST_KINDS: &[&str] = &[
    "drop",
    "ingress",
    "leak",
    "peel",
    "adhesion",
    "fit",
    "appearance",
    "life",
    "wear",
    "fabric-abrasion",
    "load",
    "seam",
    "zipper-strength",
    "crush",
    "vibration",
    "transport",
    "light",
    "aging",
    "chemical",
    "perspiration",
    "color",
    "yellowing",
    "contact",
    "rubbing",
    "corrosion",
    "dimensions",
    "function",
    "magnet-pull",
    "radiated",
    "mold-trial",
    "flame",
    "substances",
    "climate",
    "other",
];

/// Where tested pieces come from.
pub const TEST_SOURCES: &[&str] = &["production-lot", "supplier-sample", "workshop"];

/// How light a color is.
pub const TONES: &[&str] = &crate::knowledge::Tone::WORDS;

/// Words that stand in the place of a material where there is none.
pub const NO_MATERIAL: &[&str] = &["flame", "sewn", "none", "mechanical"];

/// Words that stand in the place of a bond where a layer lies on the one before it without one.
pub const NO_BOND: &[&str] = &["sewn", "mechanical", "none"];

/// The method under which the table of pairs rates two layers.
pub const LAMINATION: &str = "lamination";

/// The role of a process that gives a part its shape.
pub const FORMING: &str = "forming";

/// What a waiver does in a run.
pub const WAIVER_STATES: &[&str] =
    &["in-force", "expired", "unused", "condition-false", "unknown-check", "unknown-place", "not-waivable"];

/// What a project may want every design to have.
pub const DEMANDS: &[&str] = &["section", "document"];
