//! In which states a material is where it stands: its color, lasting stress, what is done to it before and after.

use super::World;
use super::figures::{STRAINS, holds};
use super::given::elements;
use super::pair::{Party, States};
use super::value::Trace;
use crate::design::{Appearance, Exposure};
use crate::knowledge::{FigureValue, Library, State};
use crate::vocabulary::FactId;
use crate::vocabulary::words::HUES;
use crate::yaml::Field;

/// Where a material is: a part, and its layer if the part has layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The part.
    pub part: usize,
    /// The layer, as an index of all layers.
    pub layer: Option<usize>,
}

/// The states that a color tells of.
const OF_COLOR: [State; 6] = [State::White, State::Light, State::Clear, State::Black, State::Dark, State::Dyed];

/// Words that tell white, light, clear, uncolored, black and dark.
const SHADES: [&[&str]; 6] = [
    &["white", "ivory", "cream"],
    &["light", "pale", "beige", "pastel", "pink", "yellow"],
    &["clear", "transparent", "translucent"],
    &["natural", "undyed", "uncolored"],
    &["black"],
    &["dark", "navy", "anthracite", "charcoal", "graphite"],
];

fn words(color: &str) -> Vec<String> {
    color.to_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_owned).collect()
}

/// Whether a color is said in words. A mere number of a color chart does not tell whether it is light.
pub(crate) fn is_plain(color: &str) -> bool {
    let known = |word: &str| HUES.contains(&word) || SHADES.iter().any(|shade| shade.contains(&word));
    words(color).iter().any(|word| known(word))
}

/// Which of them a color has. Colors are text of the spec: their words count, `light gray` as well as `RAL 9005 black`.
pub(crate) fn of_color(color: &str) -> States {
    let words = words(color);
    let [white, light, clear, uncolored, black, dark] =
        SHADES.map(|shade| words.iter().any(|word| shade.contains(&word.as_str())));
    let mut states = States::default();
    let facts = [
        (State::White, white),
        (State::Light, white || clear || light),
        (State::Clear, clear || uncolored),
        (State::Black, black),
        (State::Dark, black || dark),
        (State::Dyed, !(white || clear || uncolored)),
    ];
    for (state, _) in facts.into_iter().filter(|(_, holds)| *holds) {
        states.add(state);
    }
    states
}

/// A word of a method, read before there is a world to ask.
pub(crate) fn word_of(library: &'static Library, method: u16, word: FactId) -> Option<&'static str> {
    let (table, property) = word.property()?;
    let mut figures = library.entry(table, method).figures.iter();
    match figures.find(|figure| figure.property == property)?.value {
        FigureValue::Word(word) => Some(word),
        FigureValue::Range(..) | FigureValue::Flag(_) => None,
    }
}

fn color<'w>(world: &'w World<'_>, spot: Spot) -> &'w Field<Box<str>> {
    match spot.layer {
        Some(layer) => &world.layers[layer].layer.color,
        None => &world.parts[spot.part].part.color,
    }
}

/// Whether a joint keeps the part under lasting stress.
pub(crate) fn strained(world: &World<'_>, part: usize) -> bool {
    let strains = |method: u16| holds(world, STRAINS, method.into());
    world.joints.iter().any(|joint| joint.parts.contains(&part) && joint.method.is_some_and(strains))
}

/// The first joint that holds a part and does not say by which method.
fn untold(world: &World<'_>, part: usize) -> Option<usize> {
    world.joints.iter().position(|joint| joint.parts.contains(&part) && joint.method.is_none())
}

/// The key that would say by which method a part is held, where a joint does not say it.
pub(crate) fn untold_method(world: &World<'_>, part: usize) -> Option<String> {
    untold(world, part).map(|joint| format!("joints.{}.method", world.joints[joint].id))
}

/// The states of a material where it is: those that hold, and those of which the design does not say.
pub(crate) fn at(world: &World<'_>, spot: Spot) -> (States, States) {
    let part = world.parts[spot.part].part;
    let (mut holds, mut open) = (States::default(), States::default());
    let visible = part.appearance.get() == Some(&Appearance::Visible);
    if let Some(color) = color(world, spot).get().filter(|color| is_plain(color)) {
        holds = of_color(color);
        if visible && holds.has(State::Dark) {
            holds.add(State::DarkVisible);
        }
    } else {
        for state in OF_COLOR {
            open.add(state);
        }
        if visible {
            open.add(State::DarkVisible);
        }
    }
    if strained(world, spot.part) {
        holds.add(State::Strained);
    } else if untold(world, spot.part).is_some() {
        open.add(State::Strained);
    }
    if part.regrind.get().is_some_and(|share| share.si() > 0.0) {
        holds.add(State::Regrind);
    }
    match world.spec.environment.get().map(|environment| &environment.exposure).filter(|list| list.is_given()) {
        Some(list) if elements(list).any(|(exposure, _)| *exposure == Exposure::ParkedCar) => holds.add(State::ParkedCar),
        Some(_) => {}
        None => open.add(State::ParkedCar),
    }
    (holds, open)
}

/// A material where it is, as pairs see it.
pub(crate) fn party<'w>(world: &'w World<'_>, material: usize, spot: Option<Spot>) -> Party<'w> {
    let plain = world.party(material);
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
    let color = color(world, spot);
    if color.is_given() {
        trace.given(color.span());
    }
}

/// The field that would say whether the state holds.
pub(crate) fn field(world: &World<'_>, spot: Spot, state: State) -> String {
    let id = world.parts[spot.part].id;
    match (state, untold_method(world, spot.part)) {
        (State::ParkedCar, _) => return "environment.exposure".to_owned(),
        (State::Strained, Some(method)) => return method,
        _ => {}
    }
    match spot.layer {
        Some(layer) => format!("parts.{id}.layers.{}.color", world.layers[layer].number),
        None => format!("parts.{id}.color"),
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

    fn states(color: &str) -> Vec<&'static str> {
        let states = of_color(color);
        State::ALL.into_iter().filter(|state| states.has(*state)).map(State::word).collect()
    }

    #[test]
    fn colors_tell_their_states() {
        assert_eq!(states(""), ["dyed"]);
        assert_eq!(states("White"), ["white", "light"]);
        assert_eq!(states("light-gray"), ["light", "dyed"]);
        assert_eq!(states("clear"), ["light", "clear"]);
        assert_eq!(states("natural"), ["clear"]);
        assert_eq!(states("RAL 9005 black"), ["black", "dark", "dyed"]);
        assert_eq!(states("dark blue"), ["dark", "dyed"]);
        assert_eq!(states("lightning"), ["dyed"]);
    }

    #[test]
    fn a_number_of_a_chart_is_no_color_in_words() {
        assert!(!is_plain(""));
        assert!(!is_plain("Pantone 11-0601"));
        assert!(!is_plain("RAL 9005"));
        assert!(is_plain("RAL 9005 black"));
        assert!(is_plain("signal red"));
        assert!(is_plain("light-gray"));
    }
}
