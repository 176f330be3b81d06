//! In which states a material is where it stands: its color, and what is done to it before and after.

use super::World;
use super::figures::{COVERS, holds};
use super::given::elements;
use super::pair::{Party, States};
use super::value::Trace;
use crate::design::{Appearance, Exposure};
use crate::knowledge::{FigureValue, Library, State, Tone};
use crate::vocabulary::FactId;
use crate::yaml::{Field, Span};

/// Where a material is: a part, and its layer if the part has layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The part.
    pub part: usize,
    /// The layer, as an index of all layers.
    pub layer: Option<usize>,
}

/// The states that a color tells of.
const OF_COLOR: [State; 6] = [State::White, State::Light, State::Clear, State::Black, State::Dark, State::Dyed];

/// Which of them a tone has.
fn of_tone(tone: Tone) -> States {
    let mut states = States::default();
    let light = matches!(tone, Tone::White | Tone::Clear | Tone::Light);
    let uncolored = matches!(tone, Tone::White | Tone::Clear | Tone::Natural);
    let facts = [
        (State::White, tone == Tone::White),
        (State::Light, light),
        (State::Clear, matches!(tone, Tone::Clear | Tone::Natural)),
        (State::Black, tone == Tone::Black),
        (State::Dark, matches!(tone, Tone::Black | Tone::Dark)),
        (State::Dyed, !uncolored),
    ];
    for (state, _) in facts.into_iter().filter(|(_, holds)| *holds) {
        states.add(state);
    }
    states
}

/// What a design says of the color of something.
#[derive(Clone, Copy)]
pub(crate) struct Coloring<'w> {
    /// Its color in words.
    pub color: &'w Field<Box<str>>,
    /// Its tone.
    pub tone: &'w Field<Tone>,
}

impl Coloring<'_> {
    /// Whether anything is said.
    pub(crate) fn is_given(self) -> bool {
        self.color.is_given() || self.tone.is_given()
    }

    /// The tone: as given, or as the words of the color say it.
    pub(crate) fn tone(self, library: &Library) -> Option<Tone> {
        self.tone.get().copied().or_else(|| library.shade(self.color.get()?).tone)
    }

    /// The key that says the tone, or that would.
    pub(crate) fn key(self) -> &'static str {
        if self.tone.is_given() || self.color.is_given() && self.tone(crate::knowledge::library()).is_none() {
            "tone"
        } else {
            "color"
        }
    }

    /// Where what is said stands.
    pub(crate) fn span(self) -> Span {
        if self.tone.is_given() { self.tone.span() } else { self.color.span() }
    }
}

/// A word of a method, read before there is a world to ask.
pub(crate) fn word_of(library: &'static Library, method: u16, word: FactId) -> Option<&'static str> {
    let (table, property) = word.property()?;
    match library.entry(table, method).figure(property)?.value {
        FigureValue::Word(word) => Some(word),
        FigureValue::Range(..) | FigureValue::Flag(_) => None,
    }
}

/// What the design says of the color where a material is.
pub(crate) fn coloring<'w>(world: &'w World<'_>, spot: Spot) -> Coloring<'w> {
    match spot.layer {
        Some(layer) => Coloring { color: &world.layers[layer].layer.color, tone: &world.layers[layer].layer.tone },
        None => Coloring { color: &world.parts[spot.part].part.color, tone: &world.parts[spot.part].part.tone },
    }
}

/// The states of a material where it is: those that hold, and those of which the design does not say.
pub(crate) fn at(world: &World<'_>, spot: Spot) -> (States, States) {
    let part = world.parts[spot.part].part;
    let (mut holds, mut open) = (States::default(), States::default());
    let visible = part.appearance.get() == Some(&Appearance::Visible);
    if let Some(tone) = coloring(world, spot).tone(world.library) {
        holds = of_tone(tone);
        if visible && holds.has(State::Dark) {
            holds.add(State::DarkVisible);
        } else if holds.has(State::Dark) && !part.appearance.is_given() {
            open.add(State::DarkVisible);
        }
    } else {
        for state in OF_COLOR {
            open.add(state);
        }
        if visible {
            open.add(State::DarkVisible);
        }
    }
    if part.regrind.get().is_some_and(|share| share.si() > 0.0) {
        holds.add(State::Regrind);
    }
    match world.spec.environment.get().map(|environment| &environment.exposure).filter(|list| list.is_given()) {
        Some(list) if elements(list).any(|(exposure, _)| *exposure == Exposure::ParkedCar) => holds.add(State::ParkedCar),
        Some(_) => {}
        None => open.add(State::ParkedCar),
    }
    match bare(world, spot.part) {
        Some(true) => holds.add(State::Bare),
        Some(false) => {}
        None => open.add(State::Bare),
    }
    (holds, open)
}

/// Whether nothing is put on a part, as its list of finishes says it; a step that covers it says that something is.
fn bare(world: &World<'_>, part: usize) -> Option<bool> {
    if world.parts[part].part.finish.is_given() {
        return Some(world.parts[part].finish.is_empty());
    }
    let covers = |process: u16| holds(world, COVERS, process.into());
    let mut coating = world.steps.iter().filter(|step| step.process.is_some_and(covers));
    let covered = coating.any(|step| step.adds.contains(&part) || step.of.contains(&part));
    covered.then_some(false)
}

/// A material where it is, as pairs see it.
pub(crate) fn party<'w>(world: &'w World<'_>, material: usize, spot: Option<Spot>) -> Party<'w> {
    let plain = Party::known(&world.names[material]);
    match spot {
        Some(spot) => {
            let (holds, open) = at(world, spot);
            Party { holds, open, ..plain }
        }
        None => plain,
    }
}

/// Notes the color that decided about the states.
pub(crate) fn trace(world: &World<'_>, spot: Spot, trace: &mut Trace) {
    let coloring = coloring(world, spot);
    if coloring.is_given() {
        trace.given_at(coloring.span(), || color_path(world, spot));
    }
}

/// The field that would say whether the state holds.
pub(crate) fn field(world: &World<'_>, spot: Spot, state: State) -> String {
    match state {
        State::ParkedCar => "environment.exposure".to_owned(),
        State::Bare => format!("parts.{}.finish", world.parts[spot.part].id),
        State::DarkVisible if !world.parts[spot.part].part.appearance.is_given() => {
            format!("parts.{}.appearance", world.parts[spot.part].id)
        }
        _ => color_path(world, spot),
    }
}

/// The field that says, or would say, the tone of a color.
pub(crate) fn color_path(world: &World<'_>, spot: Spot) -> String {
    path(world, spot, coloring(world, spot).key())
}

/// Notes where the material of a layer or part is named.
pub(crate) fn trace_material(world: &World<'_>, spot: Spot, trace: &mut Trace) {
    let span = match spot.layer {
        Some(layer) => world.layers[layer].layer.material.span(),
        None => world.parts[spot.part].part.material.span(),
    };
    trace.given_at(span, || path(world, spot, "material"));
}

/// Notes where a material is named that is used.
pub(crate) fn trace_use(world: &World<'_>, used: usize, trace: &mut Trace) {
    let used = world.uses[used];
    trace_material(world, Spot { part: used.part, layer: used.layer }, trace);
}

/// The path of a key of what a material is in: a layer, or a part.
pub(crate) fn path(world: &World<'_>, spot: Spot, key: &str) -> String {
    let id = world.parts[spot.part].id;
    match spot.layer {
        Some(layer) => format!("parts.{id}.layers.{}.{key}", world.layers[layer].number),
        None => format!("parts.{id}.{key}"),
    }
}

/// The place of a part that faces outside or inside: its first or last layer, or the part itself.
pub(crate) fn side(world: &World<'_>, part: usize, outside: bool) -> (Spot, Option<usize>) {
    let view = &world.parts[part];
    let layer = if outside { view.layers.first() } else { view.layers.last() };
    match layer {
        Some(layer) => (Spot { part, layer: Some(*layer) }, world.layers[*layer].material),
        None => (Spot { part, layer: None }, view.material),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(tone: Tone) -> Vec<&'static str> {
        let states = of_tone(tone);
        State::ALL.into_iter().filter(|state| states.has(*state)).map(State::word).collect()
    }

    #[test]
    fn tones_tell_the_states() {
        assert_eq!(states(Tone::White), ["white", "light"]);
        assert_eq!(states(Tone::Light), ["light", "dyed"]);
        assert_eq!(states(Tone::Clear), ["light", "clear"]);
        assert_eq!(states(Tone::Natural), ["clear"]);
        assert_eq!(states(Tone::Medium), ["dyed"]);
        assert_eq!(states(Tone::Black), ["black", "dark", "dyed"]);
        assert_eq!(states(Tone::Dark), ["dark", "dyed"]);
    }
}
