//! Ids and the places that name them: in the text itself, in the bases that it extends, and in open texts that extend it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::documents::{Document, Documents};
use super::format::Format;
use super::place::{Spot, plain_start, spots};
use super::text::Text;
use crate::design::{Named, Spec, given, named};
use crate::source::flat;
use crate::yaml::{Entries, Field};

/// A place where an id is given or named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Of what it is.
    pub of: Named,
    /// The id; of a dimension `part.dimension`.
    pub id: String,
    /// The bytes that say it, of a dimension those of its own name.
    pub range: Range<usize>,
    /// Whether it is given here, and not named.
    pub given: bool,
    /// Whether the bytes are the id itself, so that others may be put in their place.
    pub plain: bool,
    /// Whether they are the whole of a text without quotes, which may need some for another id.
    pub bare: bool,
}

/// A text in which names were looked for.
pub(super) struct Page {
    /// Where it is.
    pub path: Option<PathBuf>,
    /// The text.
    pub text: Text,
    /// The names in it.
    pub names: Vec<Name>,
}

/// The texts that belong to one design, the one that was asked for first.
pub(super) fn pages(documents: &Documents, document: &Document, text: &str, design: usize) -> Vec<Page> {
    let mut pages = chain(documents, document, text, design);
    let own = document.path.as_deref();
    // Others that extend this text, or a base that it shares with them: what is renamed there is named here.
    let bases: Vec<PathBuf> = pages.iter().filter_map(|page| page.path.clone()).collect();
    for other in documents.all().filter(|other| other.uri != document.uri && other.path.as_deref() != own) {
        let shares = bases.iter().any(|base| other.reads(base));
        if shares {
            for page in chain(documents, other, other.text.as_str(), 0) {
                if !pages.iter().any(|known| known.path.is_some() && known.path == page.path) {
                    pages.push(page);
                }
            }
        }
    }
    pages
}

/// A text and the bases behind it.
pub(super) fn chain(documents: &Documents, document: &Document, text: &str, design: usize) -> Vec<Page> {
    let own = spots(text);
    let mut next = base_of(&own, design, document.path.as_deref());
    let page = |path: Option<PathBuf>, text: &str, spots: &[Spot], design: usize| Page {
        path,
        text: Text::new(text.to_owned(), documents.encoding),
        names: spots.iter().filter(|spot| spot.design == design).flat_map(|spot| names_of(text, spot)).collect(),
    };
    let mut pages = vec![page(document.path.clone(), text, &own, design)];
    while let Some(path) = next {
        if pages.iter().any(|page| page.path.as_ref() == Some(&path)) {
            break;
        }
        let shown = path.to_string_lossy().replace('\\', "/");
        let Some(source) = document.sources.iter().skip(1).find(|source| source.path == shown) else { break };
        let spots = spots(&source.text);
        next = base_of(&spots, 0, Some(&path));
        pages.push(page(Some(path), &source.text, &spots, 0));
    }
    pages
}

/// The file that a design extends.
pub(super) fn base_of(spots: &[Spot], design: usize, from: Option<&Path>) -> Option<PathBuf> {
    let value = spots.iter().find(|spot| spot.design == design && !spot.key && spot.path == ["extends"])?;
    Some(flat(&from?.parent()?.join(&value.text)))
}

/// The names that a key or value says.
fn names_of(text: &str, spot: &Spot) -> Vec<Name> {
    let path = spot.path();
    let start = plain_start(text, spot);
    let whole = |of: Named, id: String, given: bool| Name {
        of,
        id,
        range: plain_range(spot, start),
        given,
        plain: start.is_some(),
        bare: start == Some(spot.range.start),
    };
    if let Some(of) = given(&path, spot.key) {
        let id = if of == Named::Dimension { format!("{}.{}", path[1], spot.text) } else { spot.text.clone() };
        return vec![whole(of, id, true)];
    }
    if spot.key {
        return Vec::new();
    }
    let mut names = Vec::new();
    for of in named(&path) {
        match of {
            Named::Place => names.extend(place_names(spot, start)),
            Named::Dimension => names.extend(dimension_names(&spot.text, start, 0)),
            of => names.push(whole(*of, spot.text.clone(), false)),
        }
    }
    names
}

fn plain_range(spot: &Spot, start: Option<usize>) -> Range<usize> {
    start.map_or_else(|| spot.range.clone(), |start| start..start + spot.text.len())
}

/// `part.dimension` names a part and a dimension of it.
fn dimension_names(text: &str, start: Option<usize>, skipped: usize) -> Vec<Name> {
    let (Some((part, dimension)), Some(start)) = (text.split_once('.'), start) else { return Vec::new() };
    let start = start + skipped;
    let name = |of, id: &str, range| Name { of, id: id.to_owned(), range, given: false, plain: true, bare: false };
    let second = start + part.len() + 1;
    vec![name(Named::Part, part, start..start + part.len()), name(Named::Dimension, text, second..second + dimension.len())]
}

/// The ids in a place such as `parts.tray.draft` or `joints.clip+lid`: what stands behind a section, and what stands behind `+`.
fn place_names(spot: &Spot, start: Option<usize>) -> Vec<Name> {
    let Some(start) = start else { return Vec::new() };
    let mut names = Vec::new();
    let mut at = start;
    for (number, piece) in spot.text.split('+').enumerate() {
        let words: Vec<&str> = piece.split('.').collect();
        let mut put = |of: Named, id: String, word: usize| {
            let begin = at + words[..word].iter().map(|word| word.len() + 1).sum::<usize>();
            names.push(Name { of, id, range: begin..begin + words[word].len(), given: false, plain: true, bare: false });
        };
        match words[..] {
            ["parts", part, ..] => {
                put(Named::Part, part.to_owned(), 1);
                if let ["dimensions", dimension, ..] = words[2..] {
                    put(Named::Dimension, format!("{part}.{dimension}"), 3);
                }
            }
            ["joints", joint, ..] => put(Named::Joint, joint.to_owned(), 1),
            ["assembly", step, ..] => put(Named::Step, step.to_owned(), 1),
            ["stacks", stack, ..] => put(Named::Stack, stack.to_owned(), 1),
            ["materials", material, ..] => put(Named::Material, material.to_owned(), 1),
            // Behind `+` stands whatever the first is held against.
            [word] if number > 0 => {
                for of in [Named::Part, Named::Joint, Named::Step, Named::Material] {
                    put(of, word.to_owned(), 0);
                }
            }
            _ => {}
        }
        at += piece.len() + 1;
    }
    names
}

/// The name at a byte of the first page; of several the one that is given somewhere.
pub(super) fn name_at(pages: &[Page], offset: usize) -> Option<&Name> {
    let here = || {
        pages
            .first()
            .into_iter()
            .flat_map(|page| &page.names)
            .filter(|name| name.range.start <= offset && offset <= name.range.end)
    };
    here().find(|name| is_given(pages, name)).or_else(|| here().next())
}

/// Whether the id of a name is given anywhere.
pub(super) fn is_given(pages: &[Page], name: &Name) -> bool {
    pages.iter().flat_map(|page| &page.names).any(|other| other.given && same(other, name))
}

/// Whether two names are of the same thing. Ids are compared as they are written.
pub(super) fn same(one: &Name, other: &Name) -> bool {
    one.of == other.of && one.id == other.id
}

/// The ids of a sort that are given, in the order of the pages, each once.
pub(super) fn ids(pages: &[Page], of: Named) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for name in pages.iter().flat_map(|page| &page.names).filter(|name| name.given && name.of == of) {
        if !ids.contains(&name.id) {
            ids.push(name.id.clone());
        }
    }
    ids
}

/// The ids of a sort that a design gives, with those of its bases.
pub(super) fn ids_of(spec: &Spec, of: Named) -> Vec<String> {
    fn keys<T>(map: &Field<Entries<T>>) -> Vec<String> {
        map.get().into_iter().flat_map(|entries| entries.iter()).map(|entry| entry.id.to_string()).collect()
    }
    match of {
        Named::Part => keys(&spec.parts),
        Named::Joint => keys(&spec.joints),
        Named::Stack => keys(&spec.stacks),
        Named::Material => keys(&spec.materials),
        Named::Dimension => {
            let parts = spec.parts.get().into_iter().flat_map(|parts| parts.iter());
            let below = parts.filter_map(|part| Some((&part.id, keys(&part.value.as_ref()?.dimensions))));
            below.flat_map(|(part, keys)| keys.into_iter().map(move |key| format!("{part}.{key}"))).collect()
        }
        Named::Step => {
            let steps = spec.assembly.get().into_iter().flatten();
            steps.filter_map(|step| step.get()?.step.get()).map(ToString::to_string).collect()
        }
        Named::Task => {
            let plan = spec.production.get().and_then(|production| production.plan.get()).into_iter().flatten();
            plan.filter_map(|task| task.get()?.task.get()).map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    }
}

/// The places of a design that something may be said of: its things and the fields that are written below them.
pub(super) fn places(spots: &[Spot], design: usize, format: &Format) -> Vec<String> {
    let known = |spot: &&Spot| spot.design == design && spot.key && spot.path.len() > 1 && format.has(&spot.path());
    let mut places: Vec<String> = spots.iter().filter(known).map(|spot| spot.path.join(".")).collect();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Named, String, String, bool)> {
        spots(text)
            .iter()
            .flat_map(|spot| names_of(text, spot))
            .map(|name| (name.of, name.id.clone(), text[name.range.clone()].to_owned(), name.given))
            .collect()
    }

    #[test]
    fn ids_are_found_where_they_are_given_and_named() {
        let text = "parts: { tray: { dimensions: { w: 2 mm } } }\nstacks: { gap: { chain: [{ plus: tray.w }] } }\n";
        let own = |text: &str| text.to_owned();
        assert_eq!(
            found(text),
            [
                (Named::Part, own("tray"), own("tray"), true),
                (Named::Dimension, own("tray.w"), own("w"), true),
                (Named::Stack, own("gap"), own("gap"), true),
                (Named::Part, own("tray"), own("tray"), false),
                (Named::Dimension, own("tray.w"), own("w"), false),
            ]
        );
    }

    #[test]
    fn places_hold_ids() {
        let text = "waivers: [{ at: \"parts.tray.dimensions.w\" }, { at: joints.clip+lid }]";
        let found = found(text);
        let said: Vec<(Named, &str)> = found.iter().map(|(of, _, text, _)| (*of, text.as_str())).collect();
        assert_eq!(said[..3], [(Named::Part, "tray"), (Named::Dimension, "w"), (Named::Joint, "clip")]);
        assert!(said[3..].iter().all(|(_, text)| *text == "lid") && said.len() == 7, "{said:?}");
    }
}
