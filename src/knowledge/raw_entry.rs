//! Entries as they are written by hand: their own figures, those of the entry they are like, and those of their family.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use indexmap::IndexMap;
use serde::Deserialize;

use super::entry::{Entry, Family, Figure, FigureValue};
use super::feature::Feature;
use super::property::{MATERIAL_PROPERTIES, Property, PropertyKind};
use super::raw_list::{Index, OneOrMany, Result, sources, words};
use super::raw_makes::{RawMakes, rows};
use crate::quantity::{Dimension, parse_measure};
use crate::source::fold;

#[derive(Deserialize)]
#[serde(untagged)]
enum RawValue {
    Flag(bool),
    Number(f64),
    Text(String),
    Range(Vec<RawEnd>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawEnd {
    Number(f64),
    Text(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFigure {
    value: RawValue,
    source: OneOrMany<String>,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntry {
    name: String,
    pub(super) family: String,
    #[serde(default)]
    chemistry: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    asked_as: Vec<String>,
    #[serde(default)]
    pub(super) classes: Vec<String>,
    #[serde(default)]
    notes: String,
    like: Option<String>,
    #[serde(default)]
    unlike: Vec<String>,
    #[serde(default)]
    one_of: Vec<String>,
    #[serde(default)]
    properties: IndexMap<String, RawFigure>,
    #[serde(default)]
    makes: Vec<RawMakes>,
}

/// The names under which the rows of a process may speak of materials.
pub(super) fn names_of(materials: &BTreeMap<String, RawEntry>) -> HashSet<String> {
    let own = |(id, entry): (&String, &RawEntry)| {
        let kinds = [id.clone(), entry.family.clone(), format!("{}/{}", entry.family, entry.chemistry)];
        kinds.into_iter().chain(entry.classes.iter().cloned()).collect::<Vec<_>>()
    };
    materials.iter().flat_map(own).collect()
}

/// What all entries of a family are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFamily {
    #[serde(default)]
    properties: IndexMap<String, RawFigure>,
    #[serde(default)]
    surveyed: Vec<String>,
    #[serde(default)]
    gives: Vec<Feature>,
}

/// The families of each table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFamilies {
    pub(super) material: BTreeMap<String, RawFamily>,
    pub(super) process: BTreeMap<String, RawFamily>,
    pub(super) method: BTreeMap<String, RawFamily>,
}

/// What is known of each family of a table beside its figures, sorted by name. Flags are surveyed for materials alone.
pub(super) fn traits<'s>(
    entries: &'s BTreeMap<String, RawEntry>,
    families: &BTreeMap<String, RawFamily>,
) -> Result<Vec<Family<'s>>> {
    let flag = |family: &str, name: &String| -> Result<u16> {
        let property = MATERIAL_PROPERTIES.iter().position(|p| p.name == name && p.kind == PropertyKind::Flag);
        Ok(u16::try_from(property.ok_or_else(|| format!("family `{family}`: surveyed `{name}` is no flag"))?)?)
    };
    let family = |name: &'s str| -> Result<Family<'s>> {
        let Some(raw) = families.get(name) else { return Ok(Family { name, surveyed: Vec::new(), gives: Vec::new() }) };
        let surveyed: Result<_> = raw.surveyed.iter().map(|flagged| flag(name, flagged)).collect();
        Ok(Family { name, surveyed: surveyed?, gives: raw.gives.clone() })
    };
    let names: BTreeSet<&str> = entries.values().map(|entry| &*entry.family).collect();
    names.into_iter().map(family).collect()
}

/// The entries of a table with all their figures: their own, those they are like, and those of their family.
pub(super) fn entries<'s>(
    table: &str,
    raw: &'s BTreeMap<String, RawEntry>,
    families: &'s BTreeMap<String, RawFamily>,
    properties: &[Property],
    index: &Index<'_>,
    made_of: &HashSet<String>,
) -> Result<Vec<Entry<'s>>> {
    if let Some(unknown) = families.keys().find(|family| !raw.values().any(|entry| entry.family == **family)) {
        return Err(format!("{table} family `{unknown}`: no {table} is of it").into());
    }
    let mut names: HashMap<String, &str> = HashMap::new();
    for (id, entry) in raw {
        for name in std::iter::once(id).chain(&entry.aliases) {
            // Case, spaces and hyphens tell no two names apart.
            if let Some(other) = names.insert(fold(name), id).filter(|other| other != id) {
                return Err(format!("{table} `{id}`: the name `{name}` belongs to `{other}` already").into());
            }
        }
    }
    raw.iter()
        .map(|(id, entry)| {
            let one_of = one_of(table, id, raw)?;
            let mut makes = Vec::new();
            for maker in line(table, id, raw)? {
                makes.extend(rows(&format!("{table} `{id}`"), &maker.makes, made_of, index)?);
            }
            let own = if one_of.is_empty() { inherited(table, id, raw, families)? } else { IndexMap::new() };
            let mut figures = own
                .into_iter()
                .map(|(name, figure)| read_figure(&format!("{table} `{id}`: {name}"), name, figure, properties, index))
                .collect::<Result<Vec<_>>>()?;
            figures.sort_by_key(|figure: &Figure<'_>| figure.property);
            Ok(Entry {
                id,
                name: &entry.name,
                family: &entry.family,
                chemistry: &entry.chemistry,
                aliases: words(&entry.aliases),
                asked_as: words(&entry.asked_as),
                classes: if one_of.is_empty() { words(&entry.classes) } else { shared_classes(&one_of, raw) },
                notes: &entry.notes,
                figures,
                makes,
                one_of: numbers(&one_of, raw)?,
            })
        })
        .collect()
}

/// The ids of the entries of which a word means one; none of an entry of its own. What holds of it is what they agree in, so that
/// it says nothing of its own but its names.
fn one_of<'s>(table: &str, id: &str, raw: &'s BTreeMap<String, RawEntry>) -> Result<Vec<&'s str>> {
    let entry = &raw[id];
    let context = format!("{table} `{id}`: one_of");
    let others = !(entry.properties.is_empty() && entry.classes.is_empty() && entry.makes.is_empty() && entry.like.is_none());
    match &entry.one_of[..] {
        [] => return Ok(Vec::new()),
        [_] => return Err(format!("{context}: one entry is no choice; it takes an alias").into()),
        _ if others => return Err(format!("{context}: figures, classes and rows are those of the entries that it names").into()),
        _ => {}
    }
    let mut found = Vec::new();
    for name in &entry.one_of {
        let (name, of) = raw.get_key_value(name).ok_or_else(|| format!("{context}: there is no {table} `{name}`"))?;
        if !of.one_of.is_empty() || found.contains(&name.as_str()) {
            return Err(format!("{context}: `{name}` means several itself, or is named twice").into());
        }
        if of.family != entry.family {
            return Err(format!("{context}: `{name}` is {}, not {}", of.family, entry.family).into());
        }
        found.push(name.as_str());
    }
    let chemistry = |name: &&str| raw[*name].chemistry == raw[found[0]].chemistry;
    let common = if found.iter().all(chemistry) { &raw[found[0]].chemistry } else { "" };
    if entry.chemistry != common {
        return Err(format!("{context}: the chemistry in which all agree is `{common}`").into());
    }
    Ok(found)
}

/// The classes of the first of some entries that all of them have.
fn shared_classes<'s>(ids: &[&str], raw: &'s BTreeMap<String, RawEntry>) -> Vec<&'s str> {
    let Some((first, others)) = ids.split_first() else { return Vec::new() };
    let shared = |class: &&str| others.iter().all(|other| raw[*other].classes.iter().any(|known| known == class));
    raw[*first].classes.iter().map(String::as_str).filter(shared).collect()
}

/// The numbers of entries in the table, which is sorted by id.
fn numbers(ids: &[&str], raw: &BTreeMap<String, RawEntry>) -> Result<Vec<u16>> {
    let places = ids.iter().filter_map(|id| raw.keys().position(|known| known == id));
    places.map(|place| Ok(u16::try_from(place)?)).collect()
}

/// Whether an entry is another one, or is like it by way of any number of others.
pub(super) fn is_kind_of(id: &str, other: &str, raw: &BTreeMap<String, RawEntry>) -> bool {
    let (mut id, mut left) = (id, raw.len());
    while id != other && left > 0 {
        let Some(base) = raw.get(id).and_then(|entry| entry.like.as_deref()) else { return false };
        (id, left) = (base, left - 1);
    }
    id == other
}

/// An entry, the entry it is like, the one that that is like, and so on.
fn line<'s>(table: &str, id: &'s str, raw: &'s BTreeMap<String, RawEntry>) -> Result<Vec<&'s RawEntry>> {
    let mut seen: Vec<&str> = vec![id];
    let mut found = vec![&raw[id]];
    let mut entry = &raw[id];
    while let Some(base) = &entry.like {
        let context = format!("{table} `{id}`: like `{base}`");
        if seen.contains(&base.as_str()) {
            return Err(format!("{context}: goes in a circle").into());
        }
        seen.push(base);
        if let Some(name) = entry.unlike.iter().find(|name| entry.properties.contains_key(*name)) {
            return Err(format!("{context}: `{name}` is left out and given").into());
        }
        entry = raw.get(base).ok_or_else(|| format!("{context}: there is no such {table}"))?;
        found.push(entry);
    }
    if !entry.unlike.is_empty() {
        return Err(format!("{table} `{id}`: `unlike` without `like`").into());
    }
    Ok(found)
}

/// The figures of an entry: its own, then those of the entry it is like, and of the one that that is like.
fn inherited<'s>(
    table: &str,
    id: &'s str,
    raw: &'s BTreeMap<String, RawEntry>,
    families: &'s BTreeMap<String, RawFamily>,
) -> Result<IndexMap<&'s str, &'s RawFigure>> {
    let mut figures: IndexMap<&str, &RawFigure> = IndexMap::new();
    let mut left_out: HashSet<&str> = HashSet::new();
    for entry in line(table, id, raw)? {
        for (name, figure) in entry.properties.iter().filter(|(name, _)| !left_out.contains(name.as_str())) {
            figures.entry(name).or_insert(figure);
        }
        left_out.extend(entry.unlike.iter().map(String::as_str));
    }
    for (name, figure) in families.get(&raw[id].family).into_iter().flat_map(|family| &family.properties) {
        figures.entry(name).or_insert(figure);
    }
    Ok(figures)
}

fn read_figure<'s>(
    context: &str,
    name: &str,
    figure: &'s RawFigure,
    properties: &[Property],
    index: &Index<'_>,
) -> Result<Figure<'s>> {
    let property = properties.iter().position(|p| p.name == name).ok_or_else(|| format!("{context}: no such property"))?;
    let value = match (properties[property].kind, &figure.value) {
        (PropertyKind::Flag, RawValue::Flag(flag)) => FigureValue::Flag(*flag),
        (PropertyKind::Word(allowed), RawValue::Text(word)) if allowed.is_empty() || allowed.contains(&word.as_str()) => {
            FigureValue::Word(word)
        }
        (PropertyKind::Quantity(dimension, ..), RawValue::Text(text)) => {
            let si = si(context, text, dimension)?;
            FigureValue::Range(si, si)
        }
        (PropertyKind::Quantity(Dimension::NONE, ..), RawValue::Number(number)) => FigureValue::Range(*number, *number),
        (PropertyKind::Quantity(dimension, ..), RawValue::Range(ends)) => {
            let ends = ends.iter().map(|end| match end {
                RawEnd::Text(text) => si(context, text, dimension),
                RawEnd::Number(number) if dimension == Dimension::NONE => Ok(*number),
                RawEnd::Number(number) => Err(format!("{context}: {number} has no unit").into()),
            });
            match ends.collect::<Result<Vec<_>>>()?[..] {
                [low, high] if low <= high => FigureValue::Range(low, high),
                _ => return Err(format!("{context}: a range is [low, high]").into()),
            }
        }
        _ => return Err(format!("{context}: not a value of this property").into()),
    };
    let (basis, sources) = sources(context, &figure.source, index)?;
    Ok(Figure { property: u16::try_from(property)?, value, basis, sources, why: &figure.why })
}

/// A quantity with the dimension that is asked for, in SI units.
pub(super) fn si(context: &str, text: &str, dimension: Dimension) -> Result<f64> {
    let measure = parse_measure(text).map_err(|_| format!("{context}: `{text}` is not a quantity"))?;
    if measure.dimension() == dimension {
        Ok(measure.si)
    } else {
        Err(format!("{context}: `{text}` is {}, not {}", measure.dimension().name(), dimension.name()).into())
    }
}
