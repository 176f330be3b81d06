//! Look-up by id and alias.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::{LazyLock, OnceLock};

use super::color::Shade;
use super::{
    Colors, DefectRow, Entry, Expectation, Family, Feature, IngressRow, Negations, Pair, PairIndex, Restriction, Risk, Source,
    SurfaceRow, Table, Tables, TestRow, ToleranceTable, Transfer,
};
use crate::source::{MOST_CANDIDATES, Prepared, Thing, did_you_mean, fold, nearest, rank};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tables.postcard"));

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    // The build script wrote these bytes from the same types; a test reads them. Empty tables would fail every test.
    let empty = || Tables {
        sources: Vec::new(),
        materials: Vec::new(),
        processes: Vec::new(),
        methods: Vec::new(),
        names: Default::default(),
        families: [Vec::new(), Vec::new(), Vec::new()],
        pair_index: PairIndex::default(),
        classes: Vec::new(),
        pairs: Vec::new(),
        transfers: Vec::new(),
        risks: Vec::new(),
        restrictions: Vec::new(),
        tests: Vec::new(),
        surfaces: Vec::new(),
        ingress: Vec::new(),
        negations: Negations::default(),
        defects: Vec::new(),
        expectations: Vec::new(),
        tolerances: Vec::new(),
        colors: Colors::default(),
    };
    Library { tables: postcard::from_bytes(BYTES).unwrap_or_else(|_| empty()), folded: Default::default() }
});

/// The tables built into the program.
#[must_use]
pub fn library() -> &'static Library {
    &LIBRARY
}

/// The tables with their indices.
pub struct Library {
    tables: Tables<'static>,
    /// Names without case, spaces and hyphens; none for what two entries would then be called.
    folded: [OnceLock<HashMap<String, Option<u16>>>; 3],
}

impl Library {
    /// The entries of a table, sorted by id.
    #[must_use]
    pub fn entries(&self, table: Table) -> &[Prepared<Entry<'static>>] {
        match table {
            Table::Material => &self.tables.materials,
            Table::Process => &self.tables.processes,
            Table::Method => &self.tables.methods,
        }
    }

    /// The index of the entry with this id or alias, whatever its case, with spaces, `_`, `-` or none of them between its words.
    #[must_use]
    pub fn find(&self, table: Table, name: &str) -> Option<u16> {
        let names = &self.tables.names[table as usize];
        if let Ok(found) = names.binary_search_by_key(&name, |(known, _)| *known) {
            return Some(names[found].1);
        }
        // Rare: somebody wrote `ABS`, `zinc alloy` or a trade name in another case.
        self.folded[table as usize].get_or_init(|| folded(names)).get(&fold(name)).copied().flatten()
    }

    /// The entries that the words of a text mean, the best first: by id, alias and name, then by what else is said of them.
    #[must_use]
    pub fn search(&self, table: Table, text: &str) -> Vec<u16> {
        let entries = self.entries(table);
        let things: Vec<Thing<'_>> = entries.iter().map(|entry| thing(entry)).collect();
        rank(text, &things).into_iter().filter_map(|number| u16::try_from(number).ok()).collect()
    }

    /// The question after what an unknown name may mean, each with what it is; none if nothing is near.
    #[must_use]
    pub fn did_you_mean(&self, table: Table, name: &str) -> Option<String> {
        let found = self.search(table, name).into_iter().take(MOST_CANDIDATES);
        let shown: Vec<String> = found.map(|index| self.entry(table, index)).map(|entry| told(entry)).collect();
        did_you_mean(&shown)
    }

    /// An entry by its index.
    #[must_use]
    pub fn entry(&self, table: Table, index: u16) -> &Entry<'static> {
        &self.entries(table)[index as usize]
    }

    /// The materials of which an entry of theirs means one: itself, or those among which its word leaves the choice.
    pub fn meant_by<'e>(&'e self, material: &'e Entry<'static>) -> impl Iterator<Item = &'e Entry<'static>> {
        let itself = material.one_of.is_empty().then_some(material);
        material.one_of.iter().map(|number| self.entry(Table::Material, *number)).chain(itself)
    }

    /// The id or alias closest to an unknown name.
    #[must_use]
    pub fn nearest(&self, table: Table, name: &str) -> Option<&'static str> {
        nearest(name, self.tables.names[table as usize].iter().map(|(known, _)| *known))
    }

    /// Whether a flag, by its number among the properties of materials, was looked at for every material of a family, so that
    /// one which does not list it does not have it.
    #[must_use]
    pub fn is_surveyed(&self, family: &str, flag: u16) -> bool {
        self.family(Table::Material, family).is_some_and(|family| family.surveyed.contains(&flag))
    }

    /// Whether what is made of a family of materials, or by one of methods, has a feature by that alone.
    #[must_use]
    pub fn gives(&self, table: Table, family: &str, feature: Feature) -> bool {
        self.family(table, family).is_some_and(|family| family.gives.contains(&feature))
    }

    /// The families of a table.
    pub fn families(&self, table: Table) -> impl Iterator<Item = &'static str> {
        self.tables.families[table as usize].iter().map(|family| family.name)
    }

    fn family(&self, table: Table, name: &str) -> Option<&Family<'static>> {
        let families = &self.tables.families[table as usize];
        families.binary_search_by(|family| family.name.cmp(name)).ok().map(|place| &families[place])
    }

    /// The names under which pairs mean a thing that is called this and is of these classes, with the distance of each: the
    /// nearest first. Wider classes are one step farther than those that are a kind of them.
    #[must_use]
    pub fn names(&self, called: &'static str, classes: &[&'static str]) -> (Vec<&'static str>, Vec<u8>) {
        let listed = std::iter::once(called).chain(classes.iter().copied());
        let mut names: Vec<(&'static str, u8)> =
            listed.enumerate().map(|(number, name)| (name, u8::try_from(number).unwrap_or(u8::MAX))).collect();
        let mut at = 0;
        while let Some((name, distance)) = names.get(at).copied() {
            for wider in self.wider(name) {
                if !names.iter().any(|(known, _)| known == wider) {
                    names.push((wider, distance.saturating_add(1)));
                }
            }
            at += 1;
        }
        names.sort_by_key(|(_, distance)| *distance);
        names.into_iter().unzip()
    }

    /// What a class is a kind of.
    fn wider(&self, class: &str) -> &[&'static str] {
        let found = self.tables.classes.binary_search_by(|known| known.id.cmp(class));
        found.map_or(&[], |index| &self.tables.classes[index].of)
    }

    /// All pairs.
    #[must_use]
    pub fn pairs(&self) -> &[Prepared<Pair<'static>>] {
        &self.tables.pairs
    }

    /// The pairs as they are looked up.
    #[must_use]
    pub fn pair_index(&self) -> &PairIndex<'static> {
        &self.tables.pair_index
    }

    /// All transfers.
    #[must_use]
    pub fn transfers(&self) -> &[Prepared<Transfer<'static>>] {
        &self.tables.transfers
    }

    /// Defects, and what is known of each.
    #[must_use]
    pub fn defects(&self) -> &[DefectRow<'static>] {
        &self.tables.defects
    }

    /// All risks of prototypes.
    #[must_use]
    pub fn risks(&self) -> &[Prepared<Risk<'static>>] {
        &self.tables.risks
    }

    /// All restricted substances.
    #[must_use]
    pub fn restrictions(&self) -> &[Prepared<Restriction<'static>>] {
        &self.tables.restrictions
    }

    /// All kinds of tests.
    #[must_use]
    pub fn tests(&self) -> &[TestRow<'static>] {
        &self.tables.tests
    }

    /// Surfaces on which things are dropped, the softest first.
    #[must_use]
    pub fn surfaces(&self) -> &[SurfaceRow<'static>] {
        &self.tables.surfaces
    }

    /// What each numeral of a code of protection shows.
    #[must_use]
    pub fn ingress(&self) -> &[IngressRow<'static>] {
        &self.tables.ingress
    }

    /// Words by which a name of a defect says that there is none.
    #[must_use]
    pub const fn negations(&self) -> &Negations<&'static str> {
        &self.tables.negations
    }

    /// What designs have to state.
    #[must_use]
    pub fn expectations(&self) -> &[Expectation<'static>] {
        &self.tables.expectations
    }

    /// The groups of the tables of general tolerances, and the tables that have no groups.
    pub fn tolerance_groups(&self) -> impl Iterator<Item = &'static str> {
        self.tables.tolerances.iter().map(|table| if table.group.is_empty() { table.id } else { table.group })
    }

    /// A table of general tolerances.
    #[must_use]
    pub fn tolerances(&self, id: &str, group: &str) -> Option<&ToleranceTable<'static>> {
        self.tables.tolerances.iter().find(|table| table.id == id && table.group == group).map(|table| &**table)
    }

    /// The tables of general tolerances among which a designer chooses a closer or a wider one.
    pub fn tolerance_series(&self, series: &str) -> impl Iterator<Item = &ToleranceTable<'static>> {
        self.tables.tolerances.iter().map(|table| &**table).filter(move |table| table.series == series)
    }

    /// What a color in words says.
    #[must_use]
    pub fn shade(&self, color: &str) -> Shade {
        self.tables.colors.shade(color)
    }

    /// All sources, sorted by id.
    #[must_use]
    pub fn sources(&self) -> &[Prepared<Source<'static>>] {
        &self.tables.sources
    }

    /// A source by its index.
    #[must_use]
    pub fn source(&self, index: u16) -> &Source<'static> {
        &self.tables.sources[index as usize]
    }

    /// A source by its id.
    #[must_use]
    pub fn find_source(&self, id: &str) -> Option<&Source<'static>> {
        let found = self.tables.sources.binary_search_by(|source| source.id.cmp(id));
        found.ok().map(|index| &*self.tables.sources[index])
    }
}

/// What an entry is searched by.
fn thing<'e>(entry: &'e Entry<'static>) -> Thing<'e> {
    let names =
        std::iter::once(entry.id).chain([entry.name]).chain(entry.aliases.iter().chain(&entry.asked_as).copied()).collect();
    Thing { names, about: vec![entry.family, entry.chemistry] }
}

/// An entry by its id, with its name where that says more.
fn told(entry: &Entry<'_>) -> String {
    if fold(entry.name) == fold(entry.id) { format!("`{}`", entry.id) } else { format!("`{}` ({})", entry.id, entry.name) }
}

fn folded(names: &[(&str, u16)]) -> HashMap<String, Option<u16>> {
    let mut folded = HashMap::with_capacity(names.len());
    for (name, index) in names {
        match folded.entry(fold(name)) {
            Slot::Vacant(free) => drop(free.insert(Some(*index))),
            Slot::Occupied(mut taken) if *taken.get() != Some(*index) => drop(taken.insert(None)),
            Slot::Occupied(_) => {}
        }
    }
    folded
}

impl ToleranceTable<'_> {
    /// The deviation each way for a nominal size, both in m; none outside the table.
    #[must_use]
    pub fn limit(&self, nominal: f64) -> Option<f64> {
        if nominal < self.from {
            return None;
        }
        let band = self.upto.iter().position(|upto| nominal <= *upto)?;
        self.limits[band]
    }
}
