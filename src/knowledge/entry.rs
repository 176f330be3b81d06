//! The form of the tables: as prepared at build time and read from the program without copying.

use serde::{Deserialize, Serialize};

use super::basis::{Basis, Sources, Trust};
use super::defect::{DefectRow, Negations};
use super::expected::{Expectation, IngressRow, SurfaceRow, TestRow};
use super::feature::Feature;
use super::tone::Colors;
use crate::source::Prepared;

/// What a figure says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum FigureValue<'s> {
    /// A quantity in SI units, or both ends of a range.
    Range(f64, f64),
    /// A word.
    #[serde(borrow)]
    Word(&'s str),
    /// True or false.
    Flag(bool),
}

/// One figure of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure<'s> {
    /// Which property, as an index into the list of properties of its table.
    pub property: u16,
    /// What it says.
    #[serde(borrow)]
    pub value: FigureValue<'s>,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources, as indices into the list of sources.
    pub sources: Sources,
    /// Why it is so, where the value alone would be asked about; otherwise empty.
    pub why: &'s str,
}

/// A material, a process or a joining method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry<'s> {
    /// Plain American words, kebab-case.
    pub id: &'s str,
    /// Full name.
    pub name: &'s str,
    /// Family, such as `rigid-plastic`, `molding` or `adhesive`.
    pub family: &'s str,
    /// Chemistry of a material, role of a process; empty for a method.
    pub chemistry: &'s str,
    /// Other spellings: British, trade names, earlier ids.
    #[serde(borrow)]
    pub aliases: Vec<&'s str>,
    /// Words of the trade that may mean it among others: they are searched by and name nothing.
    #[serde(borrow)]
    pub asked_as: Vec<&'s str>,
    /// Classes under which pairs name it, the most specific first.
    #[serde(borrow)]
    pub classes: Vec<&'s str>,
    /// What one should know, in a sentence or two.
    pub notes: &'s str,
    /// Its figures, sorted by property, each property once.
    #[serde(borrow)]
    pub figures: Vec<Figure<'s>>,
    /// Of a process: of which materials it makes parts or on which it works. Its own rows first, then those of what it is like.
    #[serde(borrow)]
    pub makes: Vec<Makes<'s>>,
    /// Of a word of the trade that means one of several materials: which, by their numbers in the table. Such an entry has no
    /// figures; what holds of it is what these agree in.
    pub one_of: Vec<u16>,
}

impl<'s> Entry<'s> {
    /// Its figure of a property.
    #[must_use]
    pub fn figure(&self, property: u16) -> Option<&Figure<'s>> {
        let found = self.figures.binary_search_by_key(&property, |figure| figure.property);
        found.ok().map(|place| &self.figures[place])
    }
}

/// Whether a process makes parts of some materials, or works on them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Makes<'s> {
    /// Ids, classes and families of materials, and `family/chemistry`.
    #[serde(borrow)]
    pub of: Vec<&'s str>,
    /// Whether it does.
    pub answer: Ability,
    /// Why, where the answer alone would be asked about; otherwise empty.
    pub why: &'s str,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources, as indices into the list of sources.
    pub sources: Sources,
}

/// Whether a process makes parts of a material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ability {
    /// It does: that is how such parts are made.
    Can,
    /// It cannot, by what the process and the material are.
    Cannot,
    /// Nobody here knows, or it hangs on the grade: said where a wider row would answer for it.
    Open,
}

/// What is known of a family beside the figures that its entries took over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family<'s> {
    /// Its name.
    pub name: &'s str,
    /// The flags that were looked at for every material of it, as indices into the list of properties: one that is surveyed
    /// and not listed does not hold.
    pub surveyed: Vec<u16>,
    /// The features that a part made of it, or a joint made by it, has.
    pub gives: Vec<Feature>,
}

/// A state in which a pair may name a material: the row of `tpu+light` speaks of TPU in a light color only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// White, off-white, ivory or cream.
    White,
    /// White, clear or a pale color, on which a stain shows.
    Light,
    /// Lets light through.
    Clear,
    /// Black.
    Black,
    /// Black or another dark color.
    Dark,
    /// A dark part that the user sees.
    DarkVisible,
    /// Colored with a dye.
    Dyed,
    /// Under lasting stress where it meets the other, by an insert, a press fit, a snap arm or a screw that forms its thread.
    Strained,
    /// Holds recycled material from the own process.
    Regrind,
    /// Primed before it is joined.
    Primed,
    /// Coated or printed after it is joined.
    CoatedLater,
    /// Neither of the joined parts lets light through.
    OpaquePair,
    /// Left in a parked car.
    ParkedCar,
    /// Liquid where it meets the other: an ink or adhesive as it is laid on, a cleaner, a grease; dry it is another thing.
    Wet,
    /// A part on which nothing is put on: no coat, plating or oxide.
    Bare,
}

impl State {
    /// All states.
    pub const ALL: [Self; 15] = [
        Self::White,
        Self::Light,
        Self::Clear,
        Self::Black,
        Self::Dark,
        Self::DarkVisible,
        Self::Dyed,
        Self::Strained,
        Self::Regrind,
        Self::Primed,
        Self::CoatedLater,
        Self::OpaquePair,
        Self::ParkedCar,
        Self::Wet,
        Self::Bare,
    ];

    /// Its word after the plus sign.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::White => "white",
            Self::Light => "light",
            Self::Clear => "clear",
            Self::Black => "black",
            Self::Dark => "dark",
            Self::DarkVisible => "dark-visible",
            Self::Dyed => "dyed",
            Self::Strained => "strained",
            Self::Regrind => "regrind",
            Self::Primed => "primed",
            Self::CoatedLater => "coated-later",
            Self::OpaquePair => "opaque-pair",
            Self::ParkedCar => "parked-car",
            Self::Wet => "wet",
            Self::Bare => "bare",
        }
    }

    /// A name of a pair without its state, and the state; none if it has none or the word is no state.
    #[must_use]
    pub fn split(name: &str) -> (&str, Option<Self>) {
        match name.split_once('+') {
            Some((base, word)) => (base, Self::ALL.into_iter().find(|state| state.word() == word)),
            None => (name, None),
        }
    }
}

/// A class of the pairs, and the wider ones that it is a kind of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class<'s> {
    /// The class.
    pub id: &'s str,
    /// What it is a kind of.
    #[serde(borrow)]
    pub of: Vec<&'s str>,
}

/// How two materials go together under one method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair<'s> {
    /// Stable id.
    pub id: &'s str,
    /// `overmold`, `ultrasonic`, `contact`, `galvanic`, `adhesive-epoxy`, …
    pub method: &'s str,
    /// Class or id of the material that is put on, molded over or stands first; `class+state` if it holds in a state only.
    pub a: &'s str,
    /// Class or id of the other; `any` for every material.
    pub b: &'s str,
    /// Whether it holds only for two pieces of one material.
    pub same: bool,
    /// `good`, `conditional`, `poor` or `forbidden`.
    pub rating: &'s str,
    /// What goes wrong, such as `plasticizer-migration`; empty if nothing is named.
    pub failure_mode: &'s str,
    /// Why.
    pub why: &'s str,
    /// Under which condition it works.
    pub condition: &'s str,
    /// Whether that condition is a coat, so that whatever is put on the part meets it.
    pub met_by_coat: bool,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources.
    pub sources: Sources,
}

/// The pairs as they are looked up: every row is passed over many times before one is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairIndex<'s> {
    /// The methods, and the names of things without their states, sorted; their places are their numbers.
    #[serde(borrow)]
    pub names: Vec<&'s str>,
    /// A row for each pair, in the order of the pairs.
    pub rows: Vec<PairRow>,
}

/// A pair by the numbers of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairRow {
    /// Its method.
    pub method: u16,
    /// Its first thing, and the state in which it holds.
    pub a: (u16, Option<State>),
    /// The other.
    pub b: (u16, Option<State>),
    /// Whether it holds only for two pieces of one material.
    pub same: bool,
}

/// What a prototype process leaves unproven for a production process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transfer<'s> {
    /// Stable id.
    pub id: &'s str,
    /// Prototype processes.
    #[serde(borrow)]
    pub from: Vec<&'s str>,
    /// Production processes.
    #[serde(borrow)]
    pub to: Vec<&'s str>,
    /// What the prototype does not prove, as indices of the risks.
    pub not_proven: Vec<u16>,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources.
    pub sources: Sources,
}

/// Of which dimensions of a part readings show something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measured {
    /// Of any of them: what the process does it does to all.
    Any,
    /// Of each critical one; of any where none is critical.
    Critical,
    /// Of one on which the fit of what the case protects hangs.
    Device,
}

/// Something that samples of another process leave open, and what closes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk<'s> {
    /// Stable id.
    pub id: &'s str,
    /// What it is about.
    pub topic: &'s str,
    /// Why the sample does not show it.
    pub why: &'s str,
    /// What has to be shown.
    pub evidence: &'s str,
    /// When that is good enough.
    pub acceptance: &'s str,
    /// Units or samples that it takes; none where no number is named.
    pub units: Option<u32>,
    /// A test whose name or method holds one of these words shows it.
    #[serde(borrow)]
    pub tests: Vec<&'s str>,
    /// Of which dimensions readings of production parts show it; none if readings do not.
    pub measured: Option<Measured>,
    /// Whether a build with the production process shows it.
    pub built: bool,
    /// The document that shows it once it is released; empty if none does.
    pub document: &'s str,
    /// Features of a part that it concerns; all parts if none is named.
    pub concerns: Vec<Feature>,
    /// Kinds of case that it concerns; all if none is named.
    pub kinds: Vec<&'s str>,
    /// `error`, `warning` or `advice`.
    pub severity: &'s str,
    /// What to change if the evidence is bad.
    pub fix: &'s str,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources.
    pub sources: Sources,
}

/// A substance that a market restricts, and materials whose usual recipe may hold it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Restriction<'s> {
    /// Stable id.
    pub id: &'s str,
    /// The substances.
    pub substance: &'s str,
    /// The law.
    pub law: &'s str,
    /// Markets where it holds.
    #[serde(borrow)]
    pub markets: Vec<&'s str>,
    /// What it allows.
    pub limit: &'s str,
    /// Ids, classes or families of materials that may hold it.
    #[serde(borrow)]
    pub found_in: Vec<&'s str>,
    /// What to ask the supplier for.
    pub proof: &'s str,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources.
    pub sources: Sources,
}

/// A table of general tolerances: one limit for each band of nominal size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToleranceTable<'s> {
    /// Such as `din-16742` or `iso-2768-m`.
    pub id: &'s str,
    /// Column within the standard, such as `TG6`; empty if it has one.
    pub group: &'s str,
    /// The tables among which a designer chooses a closer or a wider one: those of the same id, or those that name a series.
    pub series: &'s str,
    /// Upper ends of the bands, in m.
    pub upto: Vec<f64>,
    /// Smallest size for which the table holds, in m.
    pub from: f64,
    /// Deviation each way for each band, in m; none where the standard gives none.
    pub limits: Vec<Option<f64>>,
    /// Its sources.
    pub sources: Sources,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source<'s> {
    /// Short stable id.
    pub id: &'s str,
    /// Title, where known.
    pub title: &'s str,
    /// Address or document.
    pub address: &'s str,
    /// Who answers for it.
    pub trust: Trust,
    /// The day on which it was last read, as YYYY-MM-DD; empty if nobody noted it.
    pub read: &'s str,
}

/// All tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Tables<'s> {
    /// Sources, sorted by id.
    pub sources: Vec<Prepared<Source<'s>>>,
    /// Materials, sorted by id.
    pub materials: Vec<Prepared<Entry<'s>>>,
    /// Processes, sorted by id.
    pub processes: Vec<Prepared<Entry<'s>>>,
    /// Joining methods, sorted by id.
    pub methods: Vec<Prepared<Entry<'s>>>,
    /// The families of each table, sorted by name.
    #[serde(borrow)]
    pub families: [Vec<Family<'s>>; 3],
    /// Ids and aliases of the entries of each table, sorted, with the number of the entry.
    #[serde(borrow)]
    pub names: [Vec<(&'s str, u16)>; 3],
    /// The pairs as they are looked up.
    #[serde(borrow)]
    pub pair_index: PairIndex<'s>,
    /// Classes of the pairs that are a kind of wider ones, sorted by id.
    #[serde(borrow)]
    pub classes: Vec<Class<'s>>,
    /// Pairs.
    pub pairs: Vec<Prepared<Pair<'s>>>,
    /// Transfers.
    pub transfers: Vec<Prepared<Transfer<'s>>>,
    /// Risks of prototypes.
    pub risks: Vec<Prepared<Risk<'s>>>,
    /// Restricted substances.
    pub restrictions: Vec<Prepared<Restriction<'s>>>,
    /// Kinds of tests.
    #[serde(borrow)]
    pub tests: Vec<TestRow<'s>>,
    /// Surfaces on which things are dropped, the softest first.
    #[serde(borrow)]
    pub surfaces: Vec<SurfaceRow<'s>>,
    /// What each numeral of a code of protection shows.
    #[serde(borrow)]
    pub ingress: Vec<IngressRow<'s>>,
    /// Words by which a name of a defect says that there is none.
    #[serde(borrow)]
    pub negations: Negations<&'s str>,
    /// Defects.
    #[serde(borrow)]
    pub defects: Vec<DefectRow<'s>>,
    /// What designs have to state.
    #[serde(borrow)]
    pub expectations: Vec<Expectation<'s>>,
    /// General tolerances.
    pub tolerances: Vec<Prepared<ToleranceTable<'s>>>,
    /// Words of colors.
    #[serde(borrow)]
    pub colors: Colors<'s>,
}
