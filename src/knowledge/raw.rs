//! The tables as they are written by hand, and what is refused when they are prepared. Used by the build script only.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::basis::{Basis, Trust};
use super::defect::Negations;
use super::entry::{
    Class, Entry, Measured, Pair, PairIndex, PairRow, Restriction, Risk, Source, State, Tables, ToleranceTable, Transfer,
};
use super::feature::Feature;
use super::property::{MATERIAL_PROPERTIES, METHOD_PROPERTIES, PROCESS_PROPERTIES};
use super::raw_color::RawColors;
use super::raw_defect::{RawDefect, defects};
use super::raw_entry::{RawEntry, RawFamilies, entries, is_kind_of, names_of, si, traits};
use super::raw_expect::{RawExpectation, RawIngress, RawSurface, RawTest, expectation, ingress, surfaces, tests};
use super::raw_list::{Index, OneOrMany, Result, sources, words};
use crate::quantity::Dimension;
use crate::source::Prepared;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPair {
    id: String,
    method: String,
    a: String,
    b: String,
    #[serde(default)]
    same: bool,
    rating: String,
    #[serde(default)]
    failure_mode: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    condition: String,
    #[serde(default)]
    met_by_coat: bool,
    source: OneOrMany<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTransfer {
    id: String,
    from: Vec<String>,
    to: Vec<String>,
    not_proven: Vec<String>,
    source: OneOrMany<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRisk {
    id: String,
    topic: String,
    why: String,
    evidence: String,
    #[serde(default)]
    acceptance: String,
    units: Option<u32>,
    #[serde(default)]
    tests: Vec<String>,
    measured: Option<Measured>,
    #[serde(default)]
    built: bool,
    #[serde(default)]
    document: String,
    #[serde(default)]
    concerns: Vec<Feature>,
    #[serde(default)]
    kinds: Vec<String>,
    severity: String,
    fix: String,
    source: OneOrMany<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRestriction {
    id: String,
    substance: String,
    law: String,
    markets: Vec<String>,
    limit: String,
    found_in: Vec<String>,
    proof: String,
    source: OneOrMany<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTolerance {
    id: String,
    #[serde(default)]
    group: String,
    series: Option<String>,
    from: String,
    upto: Vec<String>,
    limits: Vec<Option<String>>,
    source: OneOrMany<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    #[serde(default)]
    title: String,
    address: String,
    #[serde(default)]
    trust: Trust,
    #[serde(default)]
    read: String,
}

/// Everything below the folder of tables.
pub struct RawTables {
    sources: BTreeMap<String, RawSource>,
    materials: BTreeMap<String, RawEntry>,
    processes: BTreeMap<String, RawEntry>,
    methods: BTreeMap<String, RawEntry>,
    families: RawFamilies,
    classes: BTreeMap<String, Vec<String>>,
    pairs: Vec<RawPair>,
    transfers: Vec<RawTransfer>,
    risks: Vec<RawRisk>,
    restrictions: Vec<RawRestriction>,
    tests: Vec<RawTest>,
    surfaces: Vec<RawSurface>,
    ingress: Vec<RawIngress>,
    negations: Negations<String>,
    defects: Vec<RawDefect>,
    expectations: Vec<RawExpectation>,
    tolerances: Vec<RawTolerance>,
    colors: RawColors,
}

/// The YAML files of a folder, sorted by name.
pub fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if folder.is_dir() {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path)?;
    serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn read_maps<T: serde::de::DeserializeOwned>(folder: &Path) -> Result<BTreeMap<String, T>> {
    let mut all = BTreeMap::new();
    for path in yaml_files(folder)? {
        for (id, value) in read::<BTreeMap<String, T>>(&path)? {
            if all.insert(id.clone(), value).is_some() {
                return Err(format!("{}: `{id}` stands in two files", path.display()).into());
            }
        }
    }
    Ok(all)
}

impl RawTables {
    /// Reads all tables below `folder`.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut pairs = Vec::new();
        for path in yaml_files(&folder.join("pairs"))? {
            pairs.extend(read::<Vec<RawPair>>(&path)?);
        }
        Ok(Self {
            sources: read_maps(&folder.join("sources"))?,
            materials: read_maps(&folder.join("materials"))?,
            processes: read_maps(&folder.join("processes"))?,
            methods: read_maps(&folder.join("methods"))?,
            families: read(&folder.join("families.yaml"))?,
            classes: read(&folder.join("classes.yaml"))?,
            pairs,
            transfers: read(&folder.join("transfers.yaml"))?,
            risks: read(&folder.join("risks.yaml"))?,
            restrictions: read(&folder.join("restrictions.yaml"))?,
            tests: read(&folder.join("tests.yaml"))?,
            surfaces: read(&folder.join("surfaces.yaml"))?,
            ingress: read(&folder.join("ingress.yaml"))?,
            negations: read(&folder.join("negations.yaml"))?,
            defects: read(&folder.join("defects.yaml"))?,
            expectations: read(&folder.join("expectations.yaml"))?,
            tolerances: read(&folder.join("tolerances.yaml"))?,
            colors: read(&folder.join("colors.yaml"))?,
        })
    }

    /// The tables in the form the program reads, or the first thing that is wrong with them.
    pub fn tables(&self) -> Result<Tables<'_>> {
        if let Some((id, _)) = self.sources.iter().find(|(_, source)| !source.read.is_empty() && !is_day(&source.read)) {
            return Err(format!("source `{id}`: `read` is a day as YYYY-MM-DD").into());
        }
        let numbered = self.sources.iter().enumerate();
        let index: Index<'_> =
            numbered.map(|(i, (id, source))| Ok((id.as_str(), (u16::try_from(i)?, source.trust)))).collect::<Result<_>>()?;
        let process_ids: HashSet<&str> = self.processes.keys().map(String::as_str).collect();
        for transfer in &self.transfers {
            if let Some(unknown) = transfer.from.iter().chain(&transfer.to).find(|id| !process_ids.contains(id.as_str())) {
                return Err(format!("transfer {}: unknown process `{unknown}`", transfer.id).into());
            }
        }
        let risk_ids: Vec<&str> = self.risks.iter().map(|risk| risk.id.as_str()).collect();
        for (number, id) in risk_ids.iter().enumerate() {
            if risk_ids[..number].contains(id) {
                return Err(format!("risk {id}: there are two").into());
            }
            if !self.transfers.iter().any(|transfer| transfer.not_proven.iter().any(|open| open == id)) {
                return Err(format!("risk {id}: no transfer leaves it open").into());
            }
        }
        let made_of = names_of(&self.materials);
        let (none, families) = (HashSet::new(), &self.families);
        let materials = entries("material", &self.materials, &families.material, MATERIAL_PROPERTIES, &index, &none)?;
        let processes = entries("process", &self.processes, &families.process, PROCESS_PROPERTIES, &index, &made_of)?;
        let methods = entries("method", &self.methods, &families.method, METHOD_PROPERTIES, &index, &none)?;
        let pairs = self.pairs.iter().map(|raw| pair(raw, &index)).collect::<Result<Vec<_>>>()?;
        Ok(Tables {
            sources: self.sources.iter().map(|(id, raw)| source(id, raw).into()).collect(),
            names: [names(&materials)?, names(&processes)?, names(&methods)?],
            materials: prepared(materials),
            processes: prepared(processes),
            methods: prepared(methods),
            families: [
                traits(&self.materials, &self.families.material)?,
                traits(&self.processes, &self.families.process)?,
                traits(&self.methods, &self.families.method)?,
            ],
            classes: self.classes()?,
            pair_index: pair_index(&pairs)?,
            pairs: prepared(pairs),
            transfers: self.transfers(&risk_ids, &index)?,
            risks: self.risks.iter().map(|raw| risk(raw, &index)).collect::<Result<_>>().map(prepared)?,
            restrictions: self
                .restrictions
                .iter()
                .map(|raw| self.restriction(raw, &index))
                .collect::<Result<_>>()
                .map(prepared)?,
            tests: tests(&self.tests)?,
            surfaces: surfaces(&self.surfaces, &index)?,
            ingress: self.ingress.iter().map(|raw| ingress(raw, &index)).collect::<Result<_>>()?,
            negations: self.negations.borrowed(),
            defects: defects(&self.defects, &self.processes.values().map(|entry| entry.family.as_str()).collect(), &index)?,
            expectations: self.expectations.iter().map(|raw| expectation(raw, &index)).collect::<Result<_>>()?,
            tolerances: self.tolerances.iter().map(|raw| tolerance(raw, &index)).collect::<Result<_>>().map(prepared)?,
            colors: self.colors.colors(&index)?,
        })
    }

    fn transfers<'s>(&'s self, risks: &[&str], index: &Index<'_>) -> Result<Vec<Prepared<Transfer<'s>>>> {
        self.transfers.iter().map(|raw| self.transfer(raw, risks, index)).collect::<Result<_>>().map(prepared)
    }

    /// A transfer. What it leaves open for a process it leaves open for those that are a kind of it as well.
    fn transfer<'s>(&'s self, raw: &'s RawTransfer, risks: &[&str], index: &Index<'_>) -> Result<Transfer<'s>> {
        let context = format!("transfer {}", raw.id);
        let (basis, sources) = sources(&context, &raw.source, index)?;
        let risk = |id: &String| -> Result<u16> {
            let number = risks.iter().position(|risk| risk == id).ok_or_else(|| format!("{context}: unknown risk `{id}`"))?;
            Ok(u16::try_from(number)?)
        };
        let not_proven = raw.not_proven.iter().map(risk).collect::<Result<_>>()?;
        let kind = |id: &&String| !raw.from.contains(id) && raw.to.iter().any(|to| is_kind_of(id, to, &self.processes));
        let to = self.processes.keys().filter(kind).map(String::as_str).collect();
        Ok(Transfer { id: &raw.id, from: words(&raw.from), to, not_proven, basis, sources })
    }
}

fn prepared<T>(values: Vec<T>) -> Vec<Prepared<T>> {
    values.into_iter().map(Prepared::from).collect()
}

/// Ids and aliases of entries, sorted, with the number of the entry.
fn names<'s>(entries: &[Entry<'s>]) -> Result<Vec<(&'s str, u16)>> {
    let mut names = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let number = u16::try_from(number)?;
        names.extend(entry.aliases.iter().chain([&entry.id]).map(|name| (*name, number)));
    }
    names.sort_unstable();
    Ok(names)
}

fn source<'s>(id: &'s str, raw: &'s RawSource) -> Source<'s> {
    Source { id, title: &raw.title, address: &raw.address, trust: raw.trust, read: &raw.read }
}

/// Whether a text has the form of a day.
fn is_day(text: &str) -> bool {
    let form = |(place, letter): (usize, char)| if matches!(place, 4 | 7) { letter == '-' } else { letter.is_ascii_digit() };
    text.len() == 10 && text.chars().enumerate().all(form)
}

/// Severities that a risk may have.
const SEVERITIES: [&str; 3] = ["advice", "warning", "error"];

impl RawTables {
    /// The classes, none of which is a kind of itself, and all of which a pair or a material has.
    fn classes(&self) -> Result<Vec<Class<'_>>> {
        let named = self.pairs.iter().flat_map(|pair| [&pair.a, &pair.b]).map(|name| State::split(name).0);
        let listed = self.materials.iter().flat_map(|(id, entry)| std::iter::once(id).chain(&entry.classes)).map(String::as_str);
        let known: HashSet<&str> = named.chain(listed).chain(self.classes.values().flatten().map(String::as_str)).collect();
        for (id, of) in &self.classes {
            if let Some(unknown) = std::iter::once(id).chain(of).find(|name| !known.contains(name.as_str())) {
                return Err(format!("class `{id}`: no pair and no material is of `{unknown}`").into());
            }
            let (mut wider, mut at) = (of.clone(), 0);
            while let Some(next) = wider.get(at).cloned() {
                if next == *id {
                    return Err(format!("class `{id}`: is a kind of itself").into());
                }
                let new = self.classes.get(&next).into_iter().flatten().filter(|class| !wider.contains(class));
                let new: Vec<String> = new.cloned().collect();
                wider.extend(new);
                at += 1;
            }
        }
        Ok(self.classes.iter().map(|(id, of)| Class { id, of: words(of) }).collect())
    }

    /// A restriction whose materials all exist, as ids, classes or families.
    fn restriction<'s>(&'s self, raw: &'s RawRestriction, index: &Index<'_>) -> Result<Restriction<'s>> {
        let context = format!("restriction {}", raw.id);
        let known = |name: &String| {
            self.materials.iter().any(|(id, entry)| id == name || entry.family == *name || entry.classes.contains(name))
        };
        if let Some(unknown) = raw.found_in.iter().find(|name| !known(name)) {
            return Err(format!("{context}: no material is or belongs to `{unknown}`").into());
        }
        let (basis, sources) = sources(&context, &raw.source, index)?;
        Ok(Restriction {
            id: &raw.id,
            substance: &raw.substance,
            law: &raw.law,
            markets: words(&raw.markets),
            limit: &raw.limit,
            found_in: words(&raw.found_in),
            proof: &raw.proof,
            basis,
            sources,
        })
    }
}

fn risk<'s>(raw: &'s RawRisk, index: &Index<'_>) -> Result<Risk<'s>> {
    let context = format!("risk {}", raw.id);
    if !SEVERITIES.contains(&raw.severity.as_str()) {
        return Err(format!("{context}: unknown severity `{}`", raw.severity).into());
    }
    if raw.tests.is_empty() && raw.measured.is_none() && !raw.built && raw.document.is_empty() {
        return Err(format!("{context}: nothing would show it").into());
    }
    let (basis, sources) = sources(&context, &raw.source, index)?;
    Ok(Risk {
        id: &raw.id,
        topic: &raw.topic,
        why: &raw.why,
        evidence: &raw.evidence,
        acceptance: &raw.acceptance,
        units: raw.units,
        tests: words(&raw.tests),
        measured: raw.measured,
        built: raw.built,
        document: &raw.document,
        concerns: raw.concerns.clone(),
        kinds: words(&raw.kinds),
        severity: &raw.severity,
        fix: &raw.fix,
        basis,
        sources,
    })
}

fn pair<'s>(raw: &'s RawPair, index: &Index<'_>) -> Result<Pair<'s>> {
    if !["good", "conditional", "poor", "forbidden"].contains(&raw.rating.as_str()) {
        return Err(format!("pair {}: unknown rating `{}`", raw.id, raw.rating).into());
    }
    if let Some(name) = [&raw.a, &raw.b].into_iter().find(|name| name.contains('+') && State::split(name).1.is_none()) {
        return Err(format!("pair {}: unknown state in `{name}`", raw.id).into());
    }
    let (basis, sources) = sources(&format!("pair {}", raw.id), &raw.source, index)?;
    Ok(Pair {
        id: &raw.id,
        method: &raw.method,
        a: &raw.a,
        b: &raw.b,
        same: raw.same,
        rating: &raw.rating,
        failure_mode: &raw.failure_mode,
        why: &raw.why,
        condition: &raw.condition,
        met_by_coat: raw.met_by_coat,
        basis,
        sources,
    })
}

fn pair_index<'s>(pairs: &[Pair<'s>]) -> Result<PairIndex<'s>> {
    let named = |pair: &Pair<'s>| [pair.method, State::split(pair.a).0, State::split(pair.b).0];
    let mut names: Vec<&'s str> = pairs.iter().flat_map(named).collect();
    names.sort_unstable();
    names.dedup();
    let number = |name: &str| Ok::<_, Box<dyn Error>>(u16::try_from(names.partition_point(|known| *known < name))?);
    let thing = |name: &'s str| {
        let (name, state) = State::split(name);
        Ok::<_, Box<dyn Error>>((number(name)?, state))
    };
    let row =
        |pair: &Pair<'s>| Ok(PairRow { method: number(pair.method)?, a: thing(pair.a)?, b: thing(pair.b)?, same: pair.same });
    let rows = pairs.iter().map(row).collect::<Result<_>>()?;
    Ok(PairIndex { names, rows })
}

fn tolerance<'s>(raw: &'s RawTolerance, index: &Index<'_>) -> Result<ToleranceTable<'s>> {
    let context = format!("tolerances {} {}", raw.id, raw.group);
    let length = |text: &String| si(&context, text, Dimension::LENGTH);
    let upto = raw.upto.iter().map(length).collect::<Result<Vec<_>>>()?;
    let limits = raw.limits.iter().map(|limit| limit.as_ref().map(length).transpose()).collect::<Result<Vec<_>>>()?;
    if upto.len() != limits.len() || !upto.is_sorted() {
        return Err(format!("{context}: one limit for each band, bands in order").into());
    }
    let (_, sources) = sources(&context, &raw.source, index)?;
    let series = raw.series.as_ref().unwrap_or(&raw.id);
    Ok(ToleranceTable { id: &raw.id, group: &raw.group, series, upto, from: length(&raw.from)?, limits, sources })
}
