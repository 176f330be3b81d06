//! Evidence beside a change: samples stay what they were, and what has to be made again after it is read from
//! `checks/advice/made_again.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::change::Change;
use crate::design::{Part, Spec};
use crate::source::Span;
use crate::yaml::{Budget, Field, Session, parse};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Codes of the checks that say so.
    checks: Vec<String>,
}

static TEXT: &str = include_str!("../../checks/advice/made_again.yaml");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    // Without rows each of them holds a change back: a test fails if the table cannot be read.
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

/// The word by which samples are of the material of production.
const SAME: &str = "same";

/// Whether all that a check says is that something was made of the material or by the process before.
pub(super) fn is_made_again(code: &str) -> bool {
    ROWS.iter().any(|row| row.checks.iter().any(|known| known == code))
}

/// A part with the field of the material to which `same` refers, and where its samples say so.
struct Sampled<'s> {
    id: &'s str,
    part: &'s Part,
    material: &'s Field<Box<str>>,
    said: Span,
}

impl<'s> Sampled<'s> {
    fn all(spec: &'s Spec) -> Vec<Self> {
        let parts = spec.parts.get().map_or(&[][..], |parts| parts);
        let one = |id: &'s str, part: &'s Part| {
            let said = &part.prototype.get()?.material;
            let first = || part.layers.get()?.first()?.get().map(|layer| &layer.material);
            let material = if part.material.is_given() { &part.material } else { first()? };
            (said.get().is_some_and(|name| &**name == SAME)).then(|| Self { id, part, material, said: said.span() })
        };
        parts.iter().filter_map(|entry| one(&entry.id, entry.value.as_ref()?)).collect()
    }
}

/// What keeps samples what they were where changes give their part another material: `same` is written out as what it named.
#[must_use]
pub fn kept(spec: &Spec, changes: &[Change]) -> Vec<Change> {
    let touched: Vec<(&str, &str)> = changes.iter().filter_map(material_of).collect();
    if touched.is_empty() {
        return Vec::new();
    }
    let all = Sampled::all(spec);
    let changed = |one: &&Sampled<'_>| touched.iter().any(|(id, key)| follows(spec, one, id, key));
    let changed: Vec<&Sampled<'_>> = all.iter().filter(changed).collect();
    // A part that copies the words of another gets the new ones with it.
    let copies = |one: &Sampled<'_>| changed.iter().any(|other| other.said == one.said && is_like(spec, one.part, other.id));
    let written = changed.iter().filter(|one| !copies(one));
    let set =
        |one: &&Sampled<'_>| one.material.get().map(|name| Change::set(&format!("parts.{}.prototype.material", one.id), name));
    written.filter_map(set).collect()
}

/// The part whose material a change sets, and which of its fields that is.
fn material_of(change: &Change) -> Option<(&str, &str)> {
    let Change::Set { path, .. } = change else { return None };
    let (part, key) = path.strip_prefix("parts.")?.split_once('.')?;
    matches!(key, "material" | "layers.0.material" | "layers[0].material").then_some((part, key))
}

/// Whether a part gets another material if a field of a part is set.
fn follows(spec: &Spec, sampled: &Sampled<'_>, id: &str, key: &str) -> bool {
    if sampled.part.material.is_given() != (key == "material") {
        return false;
    }
    let of_other = || Sampled::field(spec, id, key).is_some_and(|field| field.span() == sampled.material.span());
    sampled.id == id || is_like(spec, sampled.part, id) && of_other()
}

impl<'s> Sampled<'s> {
    fn field(spec: &'s Spec, id: &str, key: &str) -> Option<&'s Field<Box<str>>> {
        let part = named(spec, id)?;
        if key == "material" { Some(&part.material) } else { part.layers.get()?.first()?.get().map(|layer| &layer.material) }
    }
}

fn named<'s>(spec: &'s Spec, id: &str) -> Option<&'s Part> {
    spec.parts.get()?.iter().find(|entry| &*entry.id == id)?.value.as_ref()
}

/// Whether a part is as another one, or as one that is.
fn is_like(spec: &Spec, part: &Part, id: &str) -> bool {
    let most = spec.parts.get().map_or(0, |parts| parts.len());
    let chain = std::iter::successors(part.like.get(), |like| named(spec, like)?.like.get());
    chain.take(most).any(|like| &**like == id)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::design::{Content, Loader};
    use crate::engine::Engine;

    fn written(parts: &str, path: &str) -> Vec<String> {
        let text = format!("caseproof: 1\ndesign: {{ name: x }}\nparts:\n{parts}");
        let read = Loader::new(Path::new(".")).text(text, "design", None);
        let Content::Specs(specs) = read.content else { panic!("{:?}", read.problems) };
        let kept = kept(&specs[0], &[Change::set(path, "pc")]);
        let said = |change: &Change| match change {
            Change::Set { path, value } => format!("{path} = {value}"),
            Change::Move { .. } => String::new(),
        };
        kept.iter().map(said).collect()
    }

    #[test]
    fn samples_stay_what_they_were() {
        let own = "  a: { material: abs, prototype: { process: sla, material: same } }\n";
        let base = ["parts.a.prototype.material = abs"];
        assert_eq!(written(own, "parts.a.material"), base);
        assert_eq!(written(own, "parts.a.process"), [""; 0]);
        // What copies it all is written with it; what copies and is changed alone is written alone.
        let copied = format!("{own}  b: {{ like: a }}\n");
        assert_eq!(written(&copied, "parts.a.material"), base);
        assert_eq!(written(&copied, "parts.b.material"), ["parts.b.prototype.material = abs"]);
        let apart = format!("{own}  b: {{ like: a, material: pom-copolymer }}\n");
        assert_eq!(written(&apart, "parts.b.material"), ["parts.b.prototype.material = pom-copolymer"]);
        let again = format!("{own}  b: {{ like: a, prototype: {{ material: same }} }}\n");
        assert_eq!(written(&again, "parts.a.material"), [base[0], "parts.b.prototype.material = abs"]);
        let layered = "  a: { layers: [{ material: abs }, { material: pc }], prototype: { material: same } }\n";
        assert_eq!(written(layered, "parts.a.layers.0.material"), base);
        assert_eq!(written(layered, "parts.a.layers.1.material"), [""; 0]);
        assert_eq!(written("  a: { material: abs, prototype: { material: abs } }\n", "parts.a.material"), [""; 0]);
    }

    #[test]
    fn the_rows_name_checks_that_are_there() {
        assert!(is_made_again("S05") && !is_made_again("A11"));
        let engine = Engine::builtin().expect("the checks");
        for code in ROWS.iter().flat_map(|row| &row.checks) {
            assert!(engine.find(code).is_ok(), "{code}");
        }
    }
}
