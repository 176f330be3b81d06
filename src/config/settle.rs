//! From layers to what holds for a path: names of checks are looked up, and the later layer decides.

use std::path::Path;
use std::sync::Arc;

use super::kept::{Kept, Why};
use super::layer::{Config, Layer, Name, Set, Whence};
use super::names::{CLOSEST, Faults, meant};
use super::written::Threshold;
use crate::catalogue::{Check, Replacement, Severity};
use crate::design::Stage;
use crate::finding::Rejected;
use crate::judge::{Policy, Taken};
use crate::source::Span;
use crate::world::project::{Wanted, WantedKind};

/// What the command line says, which outranks every file.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Checks to judge and no others.
    pub select: Vec<String>,
    /// Checks to leave out.
    pub ignore: Vec<String>,
    /// The severity from which the run fails.
    pub fail_on: Option<Threshold>,
    /// The share of checks that has to be decided.
    pub min_coverage: Option<f64>,
    /// The stage to judge for.
    pub gate: Option<Stage>,
}

/// What holds for a path.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// What is made of the checks.
    pub policy: Arc<Policy>,
    /// Whence each check that is left out is, in the order of the checks.
    pub ignored: Vec<(String, Whence)>,
    /// Whence each check is mandatory.
    pub mandatory: Vec<(String, Whence)>,
    /// Whence the severity of each check is.
    pub severities: Vec<(String, Whence)>,
    /// The severity from which a run fails.
    pub fail_on: Option<(Threshold, Whence)>,
    /// The share of checks that has to be decided.
    pub min_coverage: Option<(f64, Whence)>,
    /// The stage to judge for.
    pub gate: Option<(Stage, Whence)>,
    /// Documents that have to exist.
    pub documents: Vec<(&'static str, Whence)>,
    /// Sections that have to be there.
    pub sections: Vec<(&'static str, Whence)>,
}

impl Settled {
    /// The severity from which a run fails.
    #[must_use]
    pub fn threshold(&self) -> Threshold {
        self.fail_on.map_or(Threshold::Error, |(threshold, _)| threshold)
    }

    /// Whether no project can leave out, lower, waive or know the findings of a check.
    #[must_use]
    pub fn is_mandatory(&self, check: &str) -> bool {
        self.mandatory.iter().any(|(name, _)| name == check)
    }
}

/// What a layer says of one check: whether it is left out, how closely it is meant, and where that is said.
#[derive(Clone, Copy, Debug)]
struct Mention {
    off: bool,
    closeness: u8,
    whence: Whence,
}

/// The severities that a layer gives a check.
type Graded = Vec<(Option<Stage>, Severity)>;

/// A layer whose names are looked up.
struct Ready {
    layer: Layer,
    mentions: Vec<Option<Mention>>,
    grades: Vec<Option<(u8, Graded, Whence)>>,
}

/// The layers of a configuration and of the command line, for looking up what holds for paths.
pub struct Settling {
    names: Vec<String>,
    layers: Vec<Ready>,
    mandatory: Vec<Option<Whence>>,
}

impl Settling {
    /// Looks the names of a configuration up among the checks. What is wrong with it is said at its places; what is wrong with
    /// the command line in a sentence.
    pub fn new(
        config: Option<&Config>,
        checks: &[Check],
        replacements: &[Replacement],
        named: &Named,
    ) -> Result<Self, Result<Rejected, String>> {
        let mut faults = Faults::default();
        let layers = config.map_or(&[][..], |config| &config.layers).iter().cloned().chain([on_top(named)]);
        let kept = Kept::of(config, checks, replacements, &mut faults);
        let ready: Vec<Ready> = layers.map(|layer| ready(layer, checks, &kept, &mut faults)).collect();
        if let Some(message) = faults.said.into_iter().next() {
            return Err(Err(message));
        }
        if let (Some(config), false) = (config, faults.problems.is_empty()) {
            let (file, sources) = (Arc::clone(config.sources.main()), config.sources.clone());
            return Err(Ok(Rejected { file, sources, what: "config", problems: faults.problems }));
        }
        Ok(Self { names: checks.iter().map(|check| check.name.to_string()).collect(), layers: ready, mandatory: kept.mandatory })
    }

    /// Which layers are about a path: paths with the same layers have the same settings.
    #[must_use]
    pub fn covering(&self, path: &Path) -> Vec<usize> {
        (0..self.layers.len()).filter(|number| self.layers[*number].layer.covers(path)).collect()
    }

    /// The stage to judge for. What lies above the farthest file that makes a check mandatory only raises it.
    fn gate<'l>(&self, layers: impl Iterator<Item = &'l Layer>) -> Set<Stage> {
        let house = self.mandatory.iter().flatten().filter_map(|whence| whence.span()).map(|span| span.file).max();
        layers.fold(None, |known: Set<Stage>, layer| {
            let free = house.is_none_or(|house| layer.file.is_some_and(|file| file >= house));
            match (known, layer.gate) {
                (Some((stage, _)), Some((gate, _))) if !free && gate < stage => known,
                (known, gate) => gate.or(known),
            }
        })
    }

    /// What holds under some layers.
    #[must_use]
    pub fn settled(&self, layers: &[usize]) -> Settled {
        let ready = || layers.iter().map(|number| &self.layers[*number]);
        let mut settled = Settled {
            fail_on: last(ready().map(|ready| ready.layer.fail_on)),
            min_coverage: last(ready().map(|ready| ready.layer.min_coverage)),
            gate: self.gate(ready().map(|ready| &ready.layer)),
            documents: once(ready().flat_map(|ready| ready.layer.documents.iter().copied())),
            sections: once(ready().flat_map(|ready| ready.layer.sections.iter().copied())),
            ..Settled::default()
        };
        let wanted = |kind| move |(name, _): &(&'static str, Whence)| Wanted { kind, name };
        let sections = settled.sections.iter().map(wanted(WantedKind::Section));
        let documents = settled.documents.iter().map(wanted(WantedKind::Document));
        let selected = ready().filter_map(|ready| ready.layer.select.as_ref()).next_back();
        let mut policy = Policy {
            wanted: sections.chain(documents).collect(),
            selected: selected.into_iter().flatten().map(|name| name.text.clone()).collect(),
            ..Policy::default()
        };
        for (index, name) in self.names.iter().enumerate() {
            let mandatory = self.mandatory[index];
            let off = ready().fold(None, |known, ready| decided(ready, index, known)).filter(|_| mandatory.is_none());
            let graded = ready().filter_map(|ready| ready.grades[index].as_ref()).next_back();
            if off.is_none() && mandatory.is_none() && graded.is_none() {
                continue;
            }
            settled.ignored.extend(off.map(|whence| (name.clone(), whence)));
            settled.mandatory.extend(mandatory.map(|whence| (name.clone(), whence)));
            settled.severities.extend(graded.map(|(_, _, whence)| (name.clone(), *whence)));
            let severity = graded.map_or_else(Vec::new, |(_, grades, _)| grades.clone());
            policy.checks.insert(name.clone(), Taken { ignored: off.is_some(), mandatory: mandatory.is_some(), severity });
        }
        settled.policy = Arc::new(policy);
        settled
    }
}

/// Where a check is left out after one more layer.
fn decided(ready: &Ready, index: usize, known: Option<Whence>) -> Option<Whence> {
    match (ready.mentions[index], &ready.layer.select) {
        (Some(mention), _) => mention.off.then_some(mention.whence),
        // A list of what is judged leaves out all that is not in it.
        (None, Some(select)) => Some(select.first().map_or(Whence::Default, |name| name.whence)),
        (None, None) => known,
    }
}

fn last<T: Copy>(sets: impl Iterator<Item = Set<T>>) -> Set<T> {
    sets.flatten().last()
}

/// Each word once, with where it is said first.
fn once(words: impl Iterator<Item = (&'static str, Whence)>) -> Vec<(&'static str, Whence)> {
    let mut list: Vec<(&str, Whence)> = Vec::new();
    for word in words {
        if !list.iter().any(|(known, _)| *known == word.0) {
            list.push(word);
        }
    }
    list
}

/// The layer of the command line.
fn on_top(named: &Named) -> Layer {
    let name = |text: &String| Name { text: text.clone(), whence: Whence::CommandLine };
    Layer {
        select: (!named.select.is_empty()).then(|| named.select.iter().map(name).collect()),
        ignore: named.ignore.iter().map(name).collect(),
        fail_on: named.fail_on.map(|word| (word, Whence::CommandLine)),
        min_coverage: named.min_coverage.map(|share| (share, Whence::CommandLine)),
        gate: named.gate.map(|stage| (stage, Whence::CommandLine)),
        ..Layer::default()
    }
}

fn ready(layer: Layer, checks: &[Check], kept: &Kept, faults: &mut Faults) -> Ready {
    let mentions = mentions(&layer, checks, kept, faults);
    let mut grades: Vec<Option<(u8, Graded, Whence)>> = vec![None; checks.len()];
    for given in &layer.severity {
        let mildest = given.grades.iter().map(|(_, severity)| *severity).min();
        for (index, closeness) in meant(&given.name, checks, faults) {
            let lowers = mildest < Some(checks[index].definition.worst());
            match kept.against(&layer, index).filter(|_| lowers) {
                Some(why) if closeness == CLOSEST => why.refuse(&given.name, &checks[index], "lowered", faults),
                // A family does not touch it.
                Some(Why::Required(_)) => continue,
                _ => {}
            }
            if grades[index].as_ref().is_none_or(|(known, _, _)| closeness >= *known) {
                grades[index] = Some((closeness, given.grades.clone(), given.name.whence));
            }
        }
    }
    Ready { layer, mentions, grades }
}

/// What a layer says of each check: whether it is judged.
fn mentions(layer: &Layer, checks: &[Check], kept: &Kept, faults: &mut Faults) -> Vec<Option<Mention>> {
    let mut mentions: Vec<Option<Mention>> = vec![None; checks.len()];
    let selected = layer.select.iter().flatten().map(|name| (false, name));
    for (off, name) in selected.chain(layer.ignore.iter().map(|name| (true, name))) {
        for (index, closeness) in meant(name, checks, faults) {
            if let (true, CLOSEST, Some(why)) = (off, closeness, kept.against(layer, index)) {
                why.refuse(name, &checks[index], "left out", faults);
            }
            let known = &mut mentions[index];
            if known.is_none_or(|known| (closeness, off) >= (known.closeness, known.off)) {
                *known = Some(Mention { off, closeness, whence: name.whence });
            }
        }
    }
    for (index, known) in mentions.iter_mut().enumerate() {
        let out = known.map_or(layer.select.is_some(), |known| known.off);
        if out && matches!(kept.against(layer, index), Some(Why::Required(_))) {
            *known = Some(Mention { off: false, closeness: 0, whence: Whence::Default });
        }
    }
    mentions
}

impl Whence {
    /// The place, if it is one in a file.
    #[must_use]
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::File(span) => Some(span),
            Self::Default | Self::CommandLine => None,
        }
    }
}
