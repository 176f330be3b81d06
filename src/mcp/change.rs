//! What changing a design would do.

use serde_json::{Map, json};

use super::design::{Answer, Given, not_one};
use super::setup::Setup;
use crate::design::Content;
use crate::propose::{Change, Place, Role, current, effect_of, kept, role};
use crate::report::one_line;
use crate::yaml::Problem;

/// The section in which findings are accepted.
const WAIVERS: &str = "waivers";

/// A change as it is told: the place, and what comes there.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Path of a field, or of a step that is moved.
    pub at: String,
    /// The value in YAML, or for a step `before` or `after` and another.
    pub to: String,
}

/// What changes would do, made one after the other. A requirement, a claim or evidence is judged like anything else, and said to
/// be one: changing it clears nothing in the world.
pub(super) fn what_if(setup: &Setup<'_>, given: &Given, told: &[Told], with_text: bool) -> Answer {
    let loader = Given::loader(setup);
    given.one(setup)?;
    let (changes, changed) = made(setup, given, told)?;
    let bench = given.bench(setup, &loader);
    let effect = effect_of(&bench, &given.text, &changes).ok_or_else(|| {
        let after = setup.engine.judged_text(&loader, changed.clone(), "the changed text", given.folder(), &given.options);
        not_one(&after.report, "the changed text")
    })?;
    let places = |places: &[Place]| {
        json!(places.iter().map(|place| json!({ "code": place.code, "at": one_line(&place.at) })).collect::<Vec<_>>())
    };
    let mut answer = Map::new();
    for (key, found) in [
        ("cleared", &effect.cleared),
        ("advised", &effect.advised),
        ("lowered", &effect.lowered),
        ("shortened", &effect.shortened),
        ("waived", &effect.waived),
        ("raised", &effect.raised),
        ("worsened", &effect.worsened),
        ("opened", &effect.opened),
        ("asks", &effect.asked),
        ("again", &effect.again),
    ] {
        answer.insert(key.to_owned(), places(found));
    }
    let set = told.iter().zip(&changes).map(|(Told { at, to }, change)| {
        let from = current(&given.text, at).map(|from| one_line(&from));
        json!({ "path": one_line(at), "from": from, "to": one_line(to), "is": word(change) })
    });
    let written = changes.iter().skip(told.len()).filter_map(|change| {
        let Change::Set { path, value } = change else { return None };
        let from = current(&given.text, path).map(|from| one_line(&from));
        Some(json!({ "path": one_line(path), "from": from, "to": one_line(value), "is": word(change) }))
    });
    answer.insert("set".to_owned(), json!(set.chain(written).collect::<Vec<_>>()));
    if with_text {
        answer.insert("text".to_owned(), json!(changed));
    }
    Ok(answer)
}

/// The changes, and the text with all of them.
fn made(setup: &Setup<'_>, given: &Given, told: &[Told]) -> Result<(Vec<Change>, String), String> {
    let mut changed = given.text.clone();
    let mut changes = Vec::with_capacity(told.len());
    for Told { at, to } in told {
        let change = Change::told(&changed, at, to);
        let next = change.and_then(|change| {
            if matches!(change, Change::Set { .. }) {
                led(setup, given, &changed, at, to)?;
            }
            Ok((change.attempt(&changed)?, change))
        });
        let (next, change) = next.map_err(|why| format!("`{at}` cannot be set: {why}"))?;
        changed = next;
        changes.push(change);
    }
    // Samples that were of the same material stay what they were.
    let before = Given::loader(setup).text(given.text.clone(), "the text", given.folder());
    let Content::Specs(specs) = &before.content else { return Ok((changes, changed)) };
    let kept = specs.first().map(|spec| kept(spec, &changes)).unwrap_or_default();
    for change in kept.into_iter().filter(|kept| !changes.iter().any(|change| change.clashes(kept))).collect::<Vec<_>>() {
        changed = change.attempt(&changed)?;
        changes.push(change);
    }
    Ok((changes, changed))
}

/// Fails if a path leads to nothing that the design has, its bases included: a slip in an id would be another part.
fn led(setup: &Setup<'_>, given: &Given, text: &str, at: &str, to: &str) -> Result<(), String> {
    let loader = Given::loader(setup).with_sets(vec![(at.to_owned(), to.to_owned())]);
    let read = loader.text(text.to_owned(), "the text", given.folder());
    let said = format!("{at}={to}");
    let of_path = |problem: &&Problem| {
        problem.span.file != 0
            && read.sources.file(problem.span.file).text == said
            && matches!(problem.code, "wrong-path" | "dangling-reference")
    };
    read.problems.iter().find(of_path).map_or(Ok(()), |problem| {
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        Err(format!("{}{help}", problem.message))
    })
}

/// What the thing is that is changed.
fn word(change: &Change) -> &'static str {
    let Change::Set { path, .. } = change else { return "decision" };
    if path == WAIVERS || path.strip_prefix(WAIVERS).is_some_and(|rest| rest.starts_with(['.', '['])) {
        return "waiver";
    }
    match role(path) {
        Role::Decision => "decision",
        Role::Requirement => "requirement",
        Role::Claim => "claim",
        Role::Evidence => "evidence",
    }
}
