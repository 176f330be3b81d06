//! What the results of designs rest on, the weakest first, and how much of what checks read is unverified.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::catalogue::{Check, Severity};
use crate::facts::{Origin, World};
use crate::judge::{Outcome, cover, grounds};
use crate::knowledge::{Basis, FigureValue, Table, Trust, library};
use crate::language::Read;

/// How firm something stands, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Firmness {
    /// No page states it.
    Unverified,
    /// Nobody answers for the pages that state it.
    Blog,
    /// A page states part of it.
    Widened,
    /// A shop, a dealer or a journal says it.
    Trade,
    /// A textbook, a paper or a database says it.
    Handbook,
    /// The maker says it, or a document of the house.
    Maker,
    /// A standard, a law or an authority says it.
    Standard,
    /// It is so by the meaning of a name.
    Definition,
}

impl Firmness {
    /// All, the weakest first.
    pub const ALL: [Self; 8] =
        [Self::Unverified, Self::Blog, Self::Widened, Self::Trade, Self::Handbook, Self::Maker, Self::Standard, Self::Definition];

    /// Its word in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Blog => "blog",
            Self::Widened => "widened",
            Self::Trade => "trade",
            Self::Handbook => "handbook",
            Self::Maker => "maker",
            Self::Standard => "standard",
            Self::Definition => "definition",
        }
    }

    /// That of something with these sources: of several that all state it the best counts.
    fn of(basis: Basis, trusts: impl Iterator<Item = Trust>) -> Self {
        match (basis, trusts.max()) {
            (_, None) => Self::Unverified,
            (Basis::Unverified, Some(_)) | (_, Some(Trust::Blog)) => Self::Blog,
            (Basis::Widened, Some(_)) => Self::Widened,
            (Basis::Sourced, Some(Trust::Trade)) => Self::Trade,
            (Basis::Sourced, Some(Trust::Handbook)) => Self::Handbook,
            (Basis::Sourced, Some(Trust::Maker)) => Self::Maker,
            (Basis::Sourced, Some(Trust::Standard)) => Self::Standard,
            (Basis::Sourced, Some(Trust::Definition)) => Self::Definition,
        }
    }
}

/// A figure, a row or a limit, and the results that rest on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resting {
    /// What it is, such as `material pc service_high` or `limit S10 least_draft`.
    pub what: String,
    /// How firm it stands.
    pub firmness: Firmness,
    /// Ids or addresses of its sources.
    pub sources: Vec<String>,
    /// Findings that rest on it.
    pub findings: usize,
    /// Of these, those that would be errors.
    pub errors: usize,
    /// Passes that rest on it.
    pub passes: usize,
    /// Codes of the checks that read it there.
    pub checks: BTreeSet<String>,
}

impl Resting {
    /// How many results rest on it.
    #[must_use]
    pub const fn results(&self) -> usize {
        self.findings + self.passes
    }
}

/// What the results of designs rest on.
#[derive(Clone, Debug, Default)]
pub struct Footing {
    /// Findings of all designs.
    pub findings: usize,
    /// Passes of all designs.
    pub passes: usize,
    resting: BTreeMap<String, Resting>,
}

impl Footing {
    /// Adds the results of a design.
    pub fn add(&mut self, checks: &[Check], world: &World<'_>) {
        cover(world, checks);
        for check in checks {
            for ground in grounds(check, world) {
                match ground.outcome {
                    Outcome::Finding(_) => self.findings += 1,
                    _ => self.passes += 1,
                }
                for origin in &ground.origins {
                    self.rest(check, ground.outcome, origin);
                }
            }
        }
    }

    fn rest(&mut self, check: &Check, outcome: Outcome, origin: &Origin) {
        let Some((what, firmness, sources)) = footing(check, origin) else { return };
        let new =
            || Resting { what: what.clone(), firmness, sources, findings: 0, errors: 0, passes: 0, checks: BTreeSet::new() };
        let resting = self.resting.entry(what.clone()).or_insert_with(new);
        match outcome {
            Outcome::Finding(severity) => {
                resting.findings += 1;
                resting.errors += usize::from(severity == Severity::Error);
            }
            _ => resting.passes += 1,
        }
        resting.checks.insert(check.code.to_string());
    }

    /// What the results rest on: the weakest first, and of equally weak ones that first on which most rests.
    #[must_use]
    pub fn weakest_first(&self) -> Vec<&Resting> {
        let mut all: Vec<&Resting> = self.resting.values().collect();
        all.sort_by_key(|resting| (resting.firmness, std::cmp::Reverse(resting.results())));
        all
    }
}

/// What an origin is called, how firm it stands and its sources; none for what the design gives.
fn footing(check: &Check, origin: &Origin) -> Option<(String, Firmness, Vec<String>)> {
    let table = |what: String, basis: Basis, sources: &[u16]| {
        let cited = || sources.iter().map(|source| library().source(*source));
        let ids = cited().map(|source| source.id.to_owned()).collect();
        (what, Firmness::of(basis, cited().map(|source| source.trust)), ids)
    };
    match origin {
        Origin::Given { .. } => None,
        Origin::Table { table: of, entry, property, basis, sources } => {
            Some(table(format!("{} {entry} {property}", of.word()), *basis, sources))
        }
        Origin::Row { what, basis, sources } => Some(table(what.to_string(), *basis, sources)),
        Origin::Limit(index) => {
            let limit = &check.limits[*index];
            let what = format!("limit {} {}", check.code, limit.name);
            Some((what, Firmness::of(limit.basis, trust(&limit.source).into_iter()), vec![limit.source.clone()]))
        }
    }
}

/// Who answers for the source of a limit: an id, an address, or a document of the house.
fn trust(source: &str) -> Option<Trust> {
    match library().find_source(source) {
        Some(known) => Some(known.trust),
        None if source == "unverified" => None,
        None if source.starts_with("house:") => Some(Trust::Maker),
        None => Some(Trust::Trade),
    }
}

/// How many of a group there are, and how many of them no source carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many there are.
    pub count: usize,
    /// Unverified, or stated only where nobody answers for it.
    pub unverified: usize,
    /// Widened beyond what a source states.
    pub widened: usize,
}

impl Share {
    fn add(&mut self, basis: Basis) {
        self.count += 1;
        self.unverified += usize::from(basis == Basis::Unverified);
        self.widened += usize::from(basis == Basis::Widened);
    }

    /// The unverified ones as a fraction; 0 of none.
    #[must_use]
    pub fn unverified_share(&self) -> f64 {
        // Counts of table rows are far below the 2^52 that a double holds exactly.
        let number = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
        if self.count == 0 { 0.0 } else { number(self.unverified) / number(self.count) }
    }
}

/// The shares of what checks read that may give an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shares {
    /// Figures that are numbers or words, of the properties that such checks name.
    pub figures: Share,
    /// Yes-or-no figures of the properties that such checks name.
    pub flags: Share,
    /// Their limits.
    pub limits: Share,
    /// Rows of the pair table.
    pub pairs: Share,
}

/// How much of what checks read that may give an error is unverified.
#[must_use]
pub fn shares(checks: &[Check]) -> Shares {
    let mut shares = Shares::default();
    let mut named: BTreeSet<(usize, u16)> = BTreeSet::new();
    for check in checks.iter().filter(|check| check.definition.worst() == Severity::Error) {
        check.limits.iter().for_each(|limit| shares.limits.add(limit.basis));
        for read in check.reads() {
            let Read::Path(path) = read else { continue };
            named.extend(path.facts.iter().filter_map(|fact| fact.property()).map(|(table, number)| (table as usize, number)));
        }
    }
    for table in [Table::Material, Table::Process, Table::Method] {
        let figures = library().entries(table).iter().flat_map(|entry| &entry.figures);
        for figure in figures.filter(|figure| named.contains(&(table as usize, figure.property))) {
            let group = if matches!(figure.value, FigureValue::Flag(_)) { &mut shares.flags } else { &mut shares.figures };
            group.add(figure.basis);
        }
    }
    library().pairs().iter().for_each(|pair| shares.pairs.add(pair.basis));
    shares
}
