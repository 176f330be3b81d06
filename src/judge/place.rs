//! The places of a design that a waiver may name: every path that is printed, and every value that is given.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::catalogue::SUBJECTS;
use crate::facts::{Origin, World};
use crate::finding::Finding;
use crate::language::ConditionError;
use crate::vocabulary::{Item, Kind, find, nearest_fact, rows};
use crate::yaml::{Span, nearest};

/// Signs after which a path goes on below or beside the same thing.
pub(super) const JOINTS: [char; 3] = ['.', '+', ':'];

/// A place that exists.
pub(super) struct Place<'s> {
    path: &'s str,
    value: Option<Span>,
    /// Whether it is no place by itself, and may be one that a finding shows.
    shown: bool,
}

/// All places of a design.
pub(super) struct Places<'w> {
    world: &'w World<'w>,
    /// Paths and their heads; those of things with the thing.
    single: BTreeMap<String, Option<Item>>,
    /// Paths of pairs of a step with something else: there may be many, and few waivers name one.
    paired: Option<BTreeMap<String, Option<Item>>>,
}

impl<'s> Place<'s> {
    /// A path that is no place by itself, and may be one that a finding shows.
    pub(super) const fn shown(path: &'s str) -> Self {
        Self { path, value: None, shown: true }
    }

    /// Whether a path is on it, below it, or shares it.
    pub(super) fn holds(&self, at: &str) -> bool {
        is_below(self.path, at) || at.split('+').any(|shared| is_below(self.path, shared)) || is_below(at, self.path)
    }

    /// Whether a finding is about this place: on it, below it, on something that shares it, or resting on its value.
    pub(super) fn covers(&self, finding: &Finding) -> bool {
        is_below(self.path, &finding.at)
            || finding.cause == self.path
            || finding.at.split('+').any(|shared| is_below(self.path, shared))
            || self.shown && finding.labels.iter().any(|label| is_below(self.path, &label.at))
            || self.value.is_some_and(|value| {
                finding.labels.iter().any(|label| label.span == value || is_below(self.path, &label.at))
                    || is_below(self.path, &finding.cause)
            })
    }
}

/// `parts.tray` holds `parts.tray`, `parts.tray.layers.0` and `parts.tray+lead`.
pub(super) fn is_below(path: &str, at: &str) -> bool {
    at.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(JOINTS))
}

impl<'w> Places<'w> {
    pub(super) fn of(world: &'w World<'w>) -> Self {
        let kinds = SUBJECTS.into_iter().filter(|kind| !is_paired(*kind));
        Self { world, single: paths(world, kinds), paired: None }
    }

    /// The place with this path, or what is wrong with it.
    pub(super) fn find<'s>(&mut self, path: &'s str) -> Result<Place<'s>, ConditionError> {
        let value = self.value(path);
        if let Some(Ok(span)) = value {
            return Ok(Place { path, value: Some(span), shown: false });
        }
        if self.single.contains_key(path) || (path.contains('+') && self.paired().contains_key(path)) {
            return Ok(Place { path, value: None, shown: false });
        }
        Err(match value {
            Some(Err(error)) => error,
            _ => self.unknown(path),
        })
    }

    fn paired(&mut self) -> &BTreeMap<String, Option<Item>> {
        let world = self.world;
        self.paired.get_or_insert_with(|| paths(world, SUBJECTS.into_iter().filter(|kind| is_paired(*kind))))
    }

    /// The value of the design at a path below a thing, as `parts.tray.draft`; `None` if the path is not below a thing.
    fn value(&self, path: &str) -> Option<Result<Span, ConditionError>> {
        let (item, name, at) = path.rmatch_indices('.').find_map(|(dot, _)| {
            let item = self.single.get(&path[..dot]).copied().flatten()?;
            Some((item, &path[dot + 1..], dot + 1..path.len()))
        })?;
        let Some(fact) = find(item.kind, &name.replace('.', "_")) else {
            if let Some(span) = self.field(item, path) {
                return Some(Ok(span));
            }
            let first = name.split('.').next().unwrap_or(name);
            let whole = nearest_fact(item.kind, first).map(|near| format!("{}{near}", &path[..at.start]));
            return Some(Err(no_place(path, at).or_did_you_mean(whole.as_deref())));
        };
        let origins = self.world.origins(&self.world.behind(fact, item).notes);
        Some(match origins[..] {
            // What is calculated from several values is no place of the design.
            [Origin::Given { span, .. }] if span != Span::default() => Ok(span),
            _ => {
                let unsaid = || ConditionError::new(at, format!("the design gives no value `{path}`"));
                self.field(item, path).ok_or_else(unsaid)
            }
        })
    }

    /// Where a field of a thing stands that goes by another name than the facts that come of it, or leads to one with others.
    fn field(&self, item: Item, path: &str) -> Option<Span> {
        let facts = rows(item.kind).filter_map(|row| find(item.kind, row.name)).filter(|fact| fact.property().is_none());
        let mut origins = facts.flat_map(|fact| self.world.origins(&self.world.behind(fact, item).notes));
        origins.find_map(|origin| match origin {
            Origin::Given { span, at: Some(at) } if is_below(path, &at) => Some(span),
            _ => None,
        })
    }

    fn unknown(&self, path: &str) -> ConditionError {
        let known = path.rmatch_indices('.').map(|(dot, _)| dot).find(|dot| self.single.contains_key(&path[..*dot]));
        let start = known.map_or(0, |dot| dot + 1);
        let wrong = start + path[start..].find('.').unwrap_or(path.len() - start);
        let names = || self.single.keys().map(String::as_str);
        let near = nearest(path, names()).or_else(|| nearest(&path[..wrong], names()));
        let error = no_place(path, start..wrong);
        match near {
            Some(near) if near.eq_ignore_ascii_case(path) => error.with_help(format!("did you mean `{near}`? capitals count")),
            Some(near) => error.or_did_you_mean(Some(near)),
            None => error.with_help("write the path of a finding, such as `parts.tray`"),
        }
    }
}

fn no_place(path: &str, at: Range<usize>) -> ConditionError {
    ConditionError::new(at, format!("there is no `{path}` in this design"))
}

/// Kinds of which there are as many as steps times things.
pub(super) const fn is_paired(kind: Kind) -> bool {
    matches!(kind, Kind::Order | Kind::Placement)
}

fn paths(world: &World<'_>, kinds: impl Iterator<Item = Kind>) -> BTreeMap<String, Option<Item>> {
    let mut found = BTreeMap::new();
    for kind in kinds {
        for item in (0..world.count(kind)).map(|number| Item::new(kind, number)) {
            let path = world.path(item);
            for (end, _) in path.match_indices(JOINTS) {
                found.entry(path[..end].to_owned()).or_insert(None);
            }
            let known = found.entry(path).or_insert(None);
            *known = known.or(Some(item));
        }
    }
    found
}
