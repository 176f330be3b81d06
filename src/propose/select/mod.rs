//! What could stand at a place: the entries of the library that can, held against each other by a few natural quantities.
//!
//! Every candidate, and what stands there now as one of them, is put into the text of the design and judged by all checks. What has an
//! error that another one does without is out. The others are compared quantity by quantity; one is beaten only by another that is no
//! worse in any and better in one. There is no score.

mod measure;
mod order;

use std::collections::{BTreeMap, BTreeSet};

use super::Spread;
use super::bench::{Bench, Judged, Place};
use super::candidate::does_its_work;
use super::change::{Change, current};
use super::effect::effect;
use super::made_again::is_made_again;
use super::role::{Named, Row, naming};
use crate::catalogue::Severity;
use crate::design::{GradeValue, Spec};
use crate::facts::{Item, Kind, World};
use crate::finding::Finding;
use crate::knowledge::{Entry, Table, library};
use crate::source::nearest;
pub use measure::{Amount, Aspect, Known};
use measure::{Seen, quantities, seen};
use order::{Standing, standings};

/// A candidate without an error that another one does without.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its id in the library, or that of a grade of the design.
    pub id: String,
    /// Its full name; empty for a grade of the design.
    pub name: String,
    /// Its family.
    pub family: String,
    /// Whether it is what the design has.
    pub present: bool,
    /// Its quantities, each once.
    pub amounts: Vec<Amount>,
    /// The measured check with the least margin, as `CODE at PLACE`.
    pub least_margin: Option<String>,
    /// Findings that hang on the choice, as `CODE at PLACE`, the worst first.
    pub findings: Vec<String>,
    /// Checks that cannot be decided with it and can with another, as `CODE at PLACE`.
    pub open: BTreeSet<String>,
}

impl Ranked {
    /// What is known of one of its quantities.
    #[must_use]
    pub fn of(&self, aspect: Aspect) -> Known {
        self.amounts.iter().find(|amount| amount.aspect == aspect).map_or(Known::Not, |amount| amount.known)
    }
}

/// A candidate that is out, or of which that cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screened {
    /// Its id.
    pub id: String,
    /// Whether it is what the design has.
    pub present: bool,
    /// The first error that it has or may have, by its code; none if the design does not load with it.
    pub code: Option<String>,
    /// Where that is.
    pub at: String,
    /// What would have to be known to tell; empty where it has it.
    pub needs: Vec<String>,
    /// How many errors it has that another one does without.
    pub errors: usize,
}

/// What would change the order.
#[derive(Clone, Debug, PartialEq)]
pub enum Flip {
    /// Another candidate leads if one quantity counts most.
    Weight {
        /// The quantity.
        aspect: Aspect,
        /// The candidates that lead then.
        first: Vec<String>,
    },
    /// A figure that is not known keeps a candidate from being beaten.
    Figure {
        /// The candidate.
        id: String,
        /// The quantity that is not known of it.
        aspect: Aspect,
        /// What would beat it.
        by: String,
        /// From where on it is beaten.
        from: f64,
    },
}

/// What could stand at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The field that was chosen for.
    pub field: String,
    /// What stands there now.
    pub present: Option<String>,
    /// The quantities by which candidates are compared: those in which they differ.
    pub aspects: Vec<Aspect>,
    /// Candidates that nothing beats: those with the fewest findings first.
    pub standing: Vec<Ranked>,
    /// Candidates that are beaten in all that is known of them, and of which something is not.
    pub hanging: Vec<Ranked>,
    /// Candidates that are beaten, each with the ids of those that beat it.
    pub beaten: Vec<(Ranked, Vec<String>)>,
    /// Candidates of which it cannot be told whether they raise an error, although it can be told of what stands there now.
    pub untold: Vec<Screened>,
    /// Candidates that are out.
    pub screened: Vec<Screened>,
    /// Entries that were not tried, because they do other work than what stands there now.
    pub aside: usize,
    /// What would change the order.
    pub flips: Vec<Flip>,
}

/// Why nothing can be chosen at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The design does not load, or its file holds several.
    NoDesign,
    /// There is no such thing in the design; the path that is nearest.
    NoThing(Option<String>),
    /// No field there names a material, a process or a method.
    NamesNothing,
    /// What stands at this field is not written there: it comes from a base or by a copy, and cannot be changed alone.
    Elsewhere(String),
}

/// Ranks what could stand at a place of the one design of a text: what does the work of what stands there now, or with `wide` all
/// that the field may hold.
pub fn select(bench: &Bench<'_>, text: &str, place: &str, wide: bool, spread: &impl Spread) -> Result<Selection, NoPlace> {
    let spec = bench.spec(text).ok_or(NoPlace::NoDesign)?;
    let (field, row) = field_at(&spec, text, place)?;
    let present = current(text, &field).or_else(|| copied(&spec, &field));
    let all = candidates(&spec, row, present.as_deref());
    let ids: Vec<String> = all.iter().filter(|id| wide || works(&spec, &field, row, present.as_deref(), id)).cloned().collect();
    let aside = all.len() - ids.len();
    let before = bench.judge(text).ok_or(NoPlace::NoDesign)?;
    let looked = spread.each(ids.len(), &|number| candidate(bench, text, &field, &ids[number], &before));
    let common = common_errors(looked.iter().flatten());
    let (mut screened, mut found) = (Vec::new(), Vec::new());
    for (id, looked) in ids.into_iter().zip(looked) {
        let stands = present.as_deref() == Some(&*id);
        let out = |code: Option<String>, at: String, needs: Vec<String>, errors: usize| Screened {
            id: id.clone(),
            present: stands,
            code,
            at,
            needs,
            errors,
        };
        let Some(Looked { seen, errors, opened }) = looked else {
            screened.push(out(None, field.clone(), Vec::new(), 0));
            continue;
        };
        let mut own = errors.into_iter().filter(|(error, count)| common.get(error).is_none_or(|shared| count > shared));
        match (own.next(), opened) {
            (Some(((code, at), _)), _) => screened.push(out(Some(code), at, Vec::new(), 1 + own.count())),
            (None, Some((place, needs))) => screened.push(out(Some(place.code), nameless(&place.at, &id), needs, 0)),
            (None, None) => found.push((id, seen)),
        }
    }
    if found.is_empty() && screened.iter().all(|out| out.code.is_none()) {
        return Err(NoPlace::Elsewhere(field));
    }
    Ok(Selection { aside, ..ranked(field, row, present, &found, screened) })
}

/// The field at a place that names an entry of a table: of several the first that is given.
fn field_at(spec: &Spec, text: &str, place: &str) -> Result<(String, &'static Row), NoPlace> {
    let fields = naming(place);
    let Some(first) = fields.first().cloned() else {
        return Err(match is_thing(spec, place) {
            Ok(()) => NoPlace::NamesNothing,
            Err(near) => NoPlace::NoThing(near),
        });
    };
    let thing = first.0.rsplit_once('.').map_or(&*first.0, |(thing, _)| thing);
    is_thing(spec, thing).map_err(NoPlace::NoThing)?;
    Ok(fields.into_iter().find(|(field, _)| current(text, field).is_some()).unwrap_or(first))
}

/// Whether a path is that of a part, a layer, a joint or a step, or lies below one; otherwise the nearest that is.
fn is_thing(spec: &Spec, path: &str) -> Result<(), Option<String>> {
    let world = World::new(spec, None);
    let all = [Kind::Part, Kind::Layer, Kind::Joint, Kind::Step].into_iter();
    let paths: Vec<String> =
        all.flat_map(|kind| (0..world.count(kind)).map(move |at| Item::new(kind, at))).map(|item| world.path(item)).collect();
    let path = path.replace('[', ".").replace(']', "");
    let layer = path.split('.').nth(2) == Some("layers");
    let within = |known: &&String| {
        path.strip_prefix(known.as_str()).is_some_and(|rest| rest.is_empty() || (!layer && rest.starts_with('.')))
    };
    if paths.iter().any(|known| within(&known)) {
        return Ok(());
    }
    Err(nearest(&path, paths.iter().map(String::as_str)).map(str::to_owned))
}

fn table_of(named: Named) -> Table {
    match named {
        Named::Material => Table::Material,
        Named::Process => Table::Process,
        Named::Method => Table::Method,
    }
}

/// The entries that may stand in a field, those of the library in its order and then the grades of the design.
fn candidates(spec: &Spec, row: &Row, present: Option<&str>) -> Vec<String> {
    let table = row.of.map_or(Table::Material, table_of);
    let library = library();
    let own = present.and_then(|id| library.find(table, id)).map(|index| library.entry(table, index));
    let fits = |entry: &Entry<'_>| {
        let kin = own.is_some_and(|own| own.family == entry.family);
        let among = |families: &[String]| families.iter().any(|family| family == entry.family);
        // Another role of a process is another step, not another way to do this one.
        let role = table != Table::Process || own.is_none_or(|own| own.chemistry == entry.chemistry);
        // A word that leaves open which of several is meant is no choice.
        entry.one_of.is_empty()
            && role
            && (kin || if row.families.is_empty() { !among(&row.never) } else { among(&row.families) })
    };
    let mut ids: Vec<String> =
        library.entries(table).iter().filter(|entry| fits(entry)).map(|entry| entry.id.to_owned()).collect();
    if let Some(own) = own
        && !ids.iter().any(|id| id == own.id)
    {
        ids.push(own.id.to_owned());
    }
    let grades = spec.materials.get().filter(|_| table == Table::Material && row.families.is_empty());
    ids.extend(grades.into_iter().flat_map(|grades| grades.iter()).map(|grade| grade.id.to_string()));
    ids
}

/// What stands at a field of a part that is a copy of another one.
fn copied(spec: &Spec, field: &str) -> Option<String> {
    let (path, key) = field.rsplit_once('.')?;
    let part = spec.parts.get()?.iter().find(|part| path == format!("parts.{}", part.id))?.value.as_ref()?;
    let word = match key {
        "material" => part.material.get(),
        "process" => part.process.get(),
        _ => None,
    };
    word.map(ToString::to_string)
}

/// Whether a candidate does the work of what stands at a field now; every one does where nothing stands there.
fn works(spec: &Spec, field: &str, row: &Row, present: Option<&str>, id: &str) -> bool {
    let table = row.of.map_or(Table::Material, table_of);
    let own = present.and_then(|present| base(spec, table, present));
    let (Some(own), Some(other)) = (own, base(spec, table, id)) else { return true };
    present == Some(id) || own.id == other.id || does_its_work(field, own, other, &row.families, None)
}

/// The entry of the library that a name stands for: itself, or what a grade of the design is like.
fn base(spec: &Spec, table: Table, id: &str) -> Option<&'static Entry<'static>> {
    let library = library();
    let like = || {
        let grade = spec.materials.get()?.iter().find(|grade| &*grade.id == id)?.value.as_ref()?;
        match grade.figures.iter().find(|figure| &*figure.id == "like")?.value.as_ref()? {
            GradeValue::One(name) => Some(&**name),
            GradeValue::Two(..) => None,
        }
    };
    let name = if library.find(table, id).is_none() && table == Table::Material { like() } else { None };
    library.find(table, name.unwrap_or(id)).map(|index| library.entry(table, index))
}

/// What is seen of a candidate in its place.
struct Looked {
    seen: Seen,
    /// Errors by code and place with their number, the worst first, but not those that say no more than that something has to be made
    /// again.
    errors: Vec<((String, String), usize)>,
    /// The first check that may be an error, is decided for what stands there now and is open with the candidate, and what it needs.
    opened: Option<(Place, Vec<String>)>,
}

/// A place without the name of the candidate, by which the same place goes for all of them.
fn nameless(at: &str, id: &str) -> String {
    at.split('+').filter(|word| *word != id).collect::<Vec<_>>().join("+")
}

/// The errors that all candidates have: they do not hang on the choice.
fn common_errors<'l>(all: impl Iterator<Item = &'l Looked>) -> BTreeMap<(String, String), usize> {
    let each = all.map(|looked| looked.errors.iter().cloned().collect::<BTreeMap<_, _>>());
    let both = |one: BTreeMap<(String, String), usize>, other: BTreeMap<_, usize>| {
        one.into_iter().filter_map(|(key, count)| Some((key.clone(), count.min(*other.get(&key)?)))).collect()
    };
    each.reduce(both).unwrap_or_default()
}

/// What is seen of a candidate in its place; none if the design does not load with it.
fn candidate(bench: &Bench<'_>, text: &str, field: &str, id: &str, before: &Judged) -> Option<Looked> {
    let same = current(text, field).as_deref() == Some(id);
    let changed = if same { Some(text.to_owned()) } else { Change::set(field, id).apply(text) };
    bench.studied(&changed?, |world, judged| {
        let mut errors: Vec<((String, String), usize)> = Vec::new();
        let grave = |finding: &&Finding| finding.severity == Severity::Error && !is_made_again(&finding.code);
        for finding in judged.findings.iter().filter(grave) {
            let key = (finding.code.clone(), nameless(&finding.at, id));
            match errors.iter_mut().find(|(known, _)| *known == key) {
                Some((_, count)) => *count += 1,
                None => errors.push((key, 1)),
            }
        }
        let grave = |code: &str| bench.engine.find(code).is_ok_and(|check| check.definition.worst() == Severity::Error);
        let opened = effect(before, &judged).opened.into_iter().find(|place| grave(&place.code));
        let opened = opened.map(|place| {
            let known = judged.needs.get(&(place.code.clone(), place.at.clone()));
            let mut needs: Vec<String> = known.into_iter().flatten().map(|need| need.at.clone()).collect();
            needs.sort_unstable();
            needs.dedup();
            (place, needs)
        });
        Looked { errors, opened, seen: seen(bench, world, judged, field, id) }
    })
}

fn ranked(field: String, row: &Row, present: Option<String>, found: &[(String, Seen)], screened: Vec<Screened>) -> Selection {
    let table = row.of.map_or(Table::Material, table_of);
    let common = Common::of(found);
    let mut all: Vec<Ranked> = found.iter().map(|(id, seen)| one(table, id, seen, &common, present.as_deref())).collect();
    all.sort_by(order::first);
    let aspects: Vec<Aspect> = Aspect::ALL.into_iter().filter(|aspect| differs(&all, *aspect)).collect();
    let standings = standings(&all, &aspects);
    let (untold, screened) = screened.into_iter().partition(|out| !out.needs.is_empty());
    let mut selection = Selection {
        untold,
        field,
        present,
        aspects,
        standing: Vec::new(),
        hanging: Vec::new(),
        beaten: Vec::new(),
        screened,
        aside: 0,
        flips: Vec::new(),
    };
    let mut flips = Vec::new();
    for (ranked, standing) in all.into_iter().zip(standings) {
        match standing {
            Standing::Unbeaten => selection.standing.push(ranked),
            Standing::Beaten(by) => selection.beaten.push((ranked, by)),
            Standing::Hangs { aspect, by, from } => {
                flips.push(Flip::Figure { id: ranked.id.clone(), aspect, by, from });
                selection.hanging.push(ranked);
            }
        }
    }
    selection.flips = order::weights(&selection.standing, &selection.aspects);
    selection.flips.extend(flips);
    selection
}

fn one(table: Table, id: &str, seen: &Seen, common: &Common, present: Option<&str>) -> Ranked {
    let library = library();
    let entry = library.find(table, id).map(|index| library.entry(table, index));
    let own = seen.found.iter().filter(|(key, value)| common.found.get(*key) != Some(*value));
    let mut findings: Vec<(Severity, String)> =
        own.map(|((code, at), (severity, _))| (*severity, format!("{code} at {at}"))).collect();
    findings.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let open = seen.open.iter().filter(|(key, value)| common.open.get(*key) != Some(*value));
    let open: BTreeSet<String> = open.map(|((code, at), _)| format!("{code} at {at}")).collect();
    let unverified = seen.unverified.difference(&common.unverified).count();
    let margins = seen.margins.iter().filter(|(key, value)| common.margins.get(*key).is_none_or(|known| known != *value));
    let least = margins.min_by(|one, other| one.1.total_cmp(other.1));
    Ranked {
        id: id.to_owned(),
        name: entry.map_or_else(String::new, |entry| entry.name.to_owned()),
        family: entry.map_or_else(String::new, |entry| entry.family.to_owned()),
        present: present == Some(id),
        amounts: quantities(seen, &findings, open.len(), unverified, least.map(|(_, margin)| *margin)),
        least_margin: least.map(|((code, at, quantity), _)| format!("{code} {quantity} at {at}")),
        findings: findings.into_iter().map(|(_, finding)| finding).collect(),
        open,
    }
}

/// What all candidates have in common: it does not hang on the choice.
struct Common {
    found: BTreeMap<(String, String), (Severity, usize)>,
    open: BTreeMap<(String, String), usize>,
    margins: BTreeMap<(String, String, String), f64>,
    unverified: BTreeSet<String>,
}

impl Common {
    fn of(all: &[(String, Seen)]) -> Self {
        fn shared<K: Ord + Clone, V: PartialEq + Clone>(maps: &[&BTreeMap<K, V>]) -> BTreeMap<K, V> {
            let Some((first, others)) = maps.split_first() else { return BTreeMap::new() };
            let all = |(key, value): &(&K, &V)| others.iter().all(|other| other.get(key) == Some(value));
            first.iter().filter(all).map(|(key, value)| (key.clone(), value.clone())).collect()
        }
        let unverified = all.iter().map(|(_, seen)| seen.unverified.clone()).reduce(|one, other| &one & &other);
        Self {
            found: shared(&all.iter().map(|(_, seen)| &seen.found).collect::<Vec<_>>()),
            open: shared(&all.iter().map(|(_, seen)| &seen.open).collect::<Vec<_>>()),
            margins: shared(&all.iter().map(|(_, seen)| &seen.margins).collect::<Vec<_>>()),
            unverified: unverified.unwrap_or_default(),
        }
    }
}

/// Whether candidates differ in a quantity.
fn differs(all: &[Ranked], aspect: Aspect) -> bool {
    all.iter().any(|one| one.of(aspect) != all[0].of(aspect))
}
