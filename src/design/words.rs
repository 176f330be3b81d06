//! The words of the format's enumerations, for conditions and output.

use super::{
    Appearance, CaseKind, Direction, DocumentState, Exposure, KnownBy, LearningModel, Model, Scatter, Side, Stage, Taper,
};

macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* $(,)? })*) => {
        $(
            impl $name {
                /// All words, in their order.
                pub const WORDS: &'static [&'static str] = &[$($word),*];

                /// The word for this value, as it is written in a spec.
                #[must_use]
                pub const fn word(self) -> &'static str {
                    match self { $(Self::$variant => $word),* }
                }
            }
        )*
    };
}

words! {
    CaseKind {
        PhoneCase = "phone-case", TabletCase = "tablet-case", EvaCase = "eva-case", RuggedCase = "rugged-case",
        FlightCase = "flight-case", Sleeve = "sleeve", Folio = "folio", Other = "other",
    }
    Stage { Concept = "concept", Prototype = "prototype", Evt = "evt", Dvt = "dvt", Pvt = "pvt", Production = "production" }
    Exposure {
        Uv = "uv", Sweat = "sweat", SaltSpray = "salt-spray", CleaningAlcohol = "cleaning-alcohol", Sunscreen = "sunscreen",
        Fuel = "fuel", Oil = "oil", Ozone = "ozone", Rain = "rain", ParkedCar = "parked-car", Dust = "dust",
        HotWater = "hot-water", CleaningAmmonia = "cleaning-ammonia", SulfurGas = "sulfur-gas", Denim = "denim",
    }
    KnownBy { Measured = "measured", Drawing = "drawing", Published = "published", Announced = "announced" }
    Model { Oem = "oem", Odm = "odm", Undecided = "undecided" }
    DocumentState { Missing = "missing", Draft = "draft", Released = "released", Approved = "approved", NotNeeded = "not-needed" }
    Appearance { Visible = "visible", Hidden = "hidden" }
    Side { Outside = "outside", Inside = "inside" }
    LearningModel { Unit = "unit", CumulativeAverage = "cumulative-average" }
    Scatter {
        Normal = "normal", Uniform = "uniform", Triangular = "triangular", Sorted = "sorted", Skewed = "skewed",
        Measured = "measured", Fixed = "fixed",
    }
    Taper { None = "none", Half = "half" }
    Direction { Above = "above", Below = "below", Side = "side" }
}

impl Stage {
    /// The stage with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Concept, Self::Prototype, Self::Evt, Self::Dvt, Self::Pvt, Self::Production]
            .into_iter()
            .find(|stage| stage.word() == word.to_ascii_lowercase())
    }
}
