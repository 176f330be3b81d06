//! What the tables know nothing of: words for surfaces, and contacts that no row speaks of.

use super::super::World;
use super::super::figures::{GIVES_OFF, METALLIC, holds};
use super::super::given::elements;
use super::super::pair;
use super::known::{Surroundings, judged_by_pairs, names_of, party};
use super::{ContactView, Place, Unsaid};
use crate::design::{Exposure, Side};
use crate::knowledge::{Table, library};
use crate::source::nearest_by_words;

/// The key of a word of the surfaces that are touched, by its number in the list.
fn word_key(number: usize) -> String {
    format!("{TOUCHES}.{number}")
}

const TOUCHES: &str = "design.protects.touches";

/// For each part what the tables know nothing of where it meets something else, as keys and rows that would tell.
pub(crate) fn unrated(world: &World<'_>, around: &mut Surroundings) -> Vec<Vec<String>> {
    let mut found = vec![Vec::new(); world.parts.len()];
    for contact in &world.contacts {
        let Some(part) = contact.part(world).or_else(|| contact.spots[0].map(|spot| spot.part)) else { continue };
        let missing = missing(world, around, contact);
        found[part].extend(missing);
        if let Place::Device(used, _) = contact.place {
            found[part].extend(coats(world, around, contact, world.uses[used].part));
        }
    }
    for (part, needs) in found.iter_mut().enumerate() {
        needs.extend(unsaid(world, part));
        needs.sort_unstable();
        needs.dedup();
    }
    found
}

/// The keys that would say what a part meets; what is outside meets nothing that is protected.
fn unsaid(world: &World<'_>, part: usize) -> Vec<String> {
    let outside = world.parts[part].part.location.get() == Some(&Side::Outside);
    let meets = |unsaid: &Unsaid| !outside || matches!(unsaid, Unsaid::Exposure);
    super::known::unsaid(world).filter(meets).map(|unsaid| unsaid.path().to_owned()).collect()
}

/// What is missing about one contact, if anything is.
fn missing(world: &World<'_>, around: &mut Surroundings, contact: &ContactView) -> Option<String> {
    match contact.place {
        Place::Device(_, number) if around.outside.party(contact.place).names.words.is_empty() => return Some(word_key(number)),
        Place::Device(..) | Place::Packaging(..) => {}
        Place::Exposure(_, number) => {
            let metallic = holds(world, METALLIC, contact.a);
            if !exposures(world).nth(number).is_some_and(|exposure| judged_by_pairs(exposure, metallic)) {
                return None;
            }
        }
        // Of two materials of the case that keep what they hold there is nothing to ask.
        Place::Joint(_) | Place::Layer(_) => {
            let restless = |material: usize| holds(world, GIVES_OFF, material);
            if !restless(contact.a) && !contact.b.is_some_and(restless) {
                return None;
            }
        }
        Place::Load(_) | Place::Aid(..) | Place::Face(_) => return None,
    }
    unless_rated(world, around, contact, contact.a)
}

/// The coats of a part, which touch what it touches.
fn coats(world: &World<'_>, around: &mut Surroundings, contact: &ContactView, part: usize) -> Vec<String> {
    if around.outside.party(contact.place).names.words.is_empty() {
        return Vec::new();
    }
    world.parts[part].finish.iter().filter_map(|coat| unless_rated(world, around, contact, *coat)).collect()
}

/// The row that would tell about a material in a contact, unless one does.
fn unless_rated(world: &World<'_>, around: &mut Surroundings, contact: &ContactView, material: usize) -> Option<String> {
    let Surroundings { outside, told } = around;
    let mut side = |material: usize, spot: usize| party(world, contact, (material, contact.spots[spot]), told);
    let first = side(material, 0);
    let second = contact.b.map_or_else(|| outside.party(contact.place), |b| side(b, 1));
    let rated = pair::ways(&first, &second).iter().all(|(first, second)| !pair::fits("contact", first, second).is_empty());
    // Rows are of the tables, which know a grade of the project by what it is like.
    let id = |material: usize| world.names[material].words.first().copied().unwrap_or(world.materials[material].id);
    let mut names = [id(material), contact.b.map_or_else(|| contact.other(world), id)];
    // A row on two materials speaks of both sides: it is asked for once, whichever of them lies outside.
    if contact.b.is_some() {
        names.sort_unstable();
    }
    (!rated && names[0] != names[1])
        .then(|| pair::path("contact", names.map(|name| name.replace(' ', "-")).each_ref().map(|n| &**n)))
}

fn exposures<'w>(world: &'w World<'_>) -> impl Iterator<Item = Exposure> + 'w {
    let environment = world.spec.environment.get();
    environment.into_iter().flat_map(|environment| elements(&environment.exposure)).map(|(exposure, _)| *exposure)
}

/// The word at a key that says what is touched, where the tables know nothing of it, and the nearest that they know.
pub(crate) fn unknown_word<'w>(world: &'w World<'_>, key: &str) -> Option<(&'w str, Option<&'static str>)> {
    let number: usize = key.strip_prefix(TOUCHES)?.strip_prefix('.')?.parse().ok()?;
    let protects = world.spec.design.get().and_then(|about| about.protects.get())?;
    let word: &str = elements(&protects.touches).nth(number)?.0;
    if !names_of(word).words.is_empty() {
        return None;
    }
    let materials = library().entries(Table::Material).iter();
    let names = materials.flat_map(|entry| std::iter::once(entry.id).chain(entry.aliases.iter().copied()));
    let nearest = nearest_by_words(word, names);
    // An alias leads to the entry that it names.
    let entry =
        nearest.and_then(|name| library().find(Table::Material, name)).map(|index| library().entry(Table::Material, index).id);
    Some((word, entry))
}
