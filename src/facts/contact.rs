//! What touches what, and what the table of pairs knows about it.

use super::given::elements;
use super::listed::Fact;
use super::pair::{self, ANY, Fit, Party, RATINGS, badness};
use super::state::{self, Spot};
use super::{Item, Kind, Trace, Type, Value, Words, World};
use crate::design::{Appearance, Exposure, Side};
use crate::knowledge::{Pair, State, Table, library};
use crate::quantity::{Dimension, Measure, find_unit};
use crate::yaml::Span;

/// Where two things touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A layer and the one before it.
    Layer(usize),
    /// The parts of a joint.
    Joint(usize),
    /// A part and a surface of what the case protects, as its number in the list.
    Device(usize, usize),
    /// A material and something of the environment, as its number in the list.
    Exposure(usize, usize),
    /// A material and the load of the device that rests on it.
    Load(usize),
    /// A material on the outside and a material of the packaging, as its number in the list.
    Packaging(usize, usize),
    /// A part and what touches it while it is made, as its number in the list.
    Aid(usize, usize),
    /// A substrate, or what is left on it, and what has to stick to it.
    Face(usize),
}

/// Two materials that touch, or a material and something from outside.
#[derive(Clone, Copy, Debug)]
pub struct ContactView {
    /// Where.
    pub place: Place,
    /// The first material.
    pub a: usize,
    /// The second material; none if it comes from outside.
    pub b: Option<usize>,
    /// Where the two stand in the case, if they do.
    pub spots: [Option<Spot>; 2],
}

/// One thing known about two materials under one method.
#[derive(Clone, Copy, Debug)]
pub struct PairingView {
    /// The contact.
    pub contact: usize,
    /// The pair, as an index of the table.
    pub pair: usize,
    /// A state on which it hangs and of which the design does not say.
    pub open: Option<State>,
}

/// Everything that touches.
pub(super) fn contacts(world: &World<'_>) -> Vec<ContactView> {
    let mut contacts = Vec::new();
    for (number, layer) in world.layers.iter().enumerate() {
        if layer.number == 0 {
            continue;
        }
        if let (Some(a), Some(b)) = (world.layers[number - 1].material, layer.material) {
            let spot = |layer| Some(Spot { part: world.layers[number].part, layer: Some(layer) });
            contacts.push(ContactView { place: Place::Layer(number), a, b: Some(b), spots: [spot(number - 1), spot(number)] });
        }
    }
    for (number, joint) in world.joints.iter().enumerate() {
        // A gasket or a zipper stands between two parts and keeps them apart.
        let between = joint.method.is_some_and(|method| state::has_flag(world, Table::Method, method, "keeps_apart"));
        for (i, first) in joint.parts.iter().enumerate() {
            let others = &joint.parts[i + 1..];
            for second in if between { &others[..others.len().min(1)] } else { others } {
                for (a, b) in touching(world, number, *first, *second) {
                    let spots = [Some(a.1), Some(b.1)];
                    contacts.push(ContactView { place: Place::Joint(number), a: a.0, b: Some(b.0), spots });
                }
            }
        }
    }
    add_faces(world, &mut contacts);
    add_aids(world, &mut contacts);
    add_outside(world, &mut contacts);
    contacts
}

/// The surfaces of two joined parts that may touch: innermost and outermost layers, or the material of each, and what is
/// painted or printed on the outside.
fn touching(world: &World<'_>, joint: usize, first: usize, second: usize) -> Vec<((usize, Spot), (usize, Spot))> {
    let inside = world.joints[joint].joint.side.get() == Some(&Side::Inside);
    let surfaces = |number: usize| -> Vec<(usize, Spot)> {
        let part = &world.parts[number];
        let mut found: Vec<(usize, Spot)> = [part.layers.first(), part.layers.last()]
            .into_iter()
            .flatten()
            .filter_map(|layer| world.layers[*layer].material.map(|m| (m, Spot { part: number, layer: Some(*layer) })))
            .collect();
        found.dedup_by_key(|(material, _)| *material);
        if part.layers.is_empty() {
            found.extend(part.material.map(|material| (material, Spot { part: number, layer: None })));
        }
        if !inside {
            found.extend(part.finish.iter().map(|finish| (*finish, Spot { part: number, layer: None })));
        }
        found
    };
    let (a, b) = (surfaces(first), surfaces(second));
    a.iter().flat_map(|a| b.iter().map(|b| (*a, *b))).filter(|(a, b)| a.0 != b.0).collect()
}

/// Adhesives, tapes, inks and paints on what they are put on, and on what a process left there.
fn add_faces(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    for (number, face) in world.faces.iter().enumerate() {
        let place = Place::Face(number);
        contacts.push(ContactView { place, a: face.material, b: Some(face.adhesive), spots: [Some(face.spot), None] });
        for aid in &world.parts[face.part].aids {
            contacts.push(ContactView { place, a: *aid, b: Some(face.adhesive), spots: [None, None] });
        }
    }
}

/// What touches a part while it is made.
fn add_aids(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    for (number, used) in world.uses.iter().enumerate() {
        for (aid, material) in world.parts[used.part].aids.iter().enumerate() {
            let place = Place::Aid(number, aid);
            contacts.push(ContactView { place, a: used.material, b: Some(*material), spots: [Some(used.spot()), None] });
        }
    }
}

fn add_outside(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    let touches =
        world.spec.design.get().and_then(|about| about.protects.get()).map(|protects| elements(&protects.touches).count());
    let exposures = world.spec.environment.get().map(|environment| elements(&environment.exposure).count());
    for (number, used) in world.uses.iter().enumerate() {
        let part = &world.parts[used.part];
        let spots = [Some(used.spot()), None];
        let faces_out = part.part.location.get() == Some(&Side::Outside);
        let innermost = !faces_out && used.layer.is_none_or(|layer| part.layers.last() == Some(&layer));
        let outermost = part.part.appearance.get() != Some(&Appearance::Hidden)
            && used.layer.is_none_or(|layer| part.layers.first() == Some(&layer));
        // Only the inside of a part can touch what is protected; every layer lives in the environment.
        for touched in 0..touches.filter(|_| innermost).unwrap_or(0) {
            contacts.push(ContactView { place: Place::Device(number, touched), a: used.material, b: None, spots });
        }
        for exposure in 0..exposures.unwrap_or(0) {
            contacts.push(ContactView { place: Place::Exposure(number, exposure), a: used.material, b: None, spots });
        }
        if part.part.support_area.is_given() {
            contacts.push(ContactView { place: Place::Load(number), a: used.material, b: None, spots });
        }
        for (packaging, material) in world.packaging.iter().enumerate().filter(|_| outermost) {
            let place = Place::Packaging(number, packaging);
            contacts.push(ContactView { place, a: used.material, b: Some(*material), spots });
        }
    }
}

/// What the table says about each contact. Good pairs are left out: there is nothing to judge.
pub(super) fn pairings(world: &World<'_>) -> Vec<PairingView> {
    let outside = Outside::of(world);
    let mut pairings = Vec::new();
    for (number, contact) in world.contacts.iter().enumerate() {
        let second = match contact.b {
            Some(b) => state::party(world, b, contact.spots[1]),
            None => Party::plain(outside.names(contact.place)),
        };
        if second.names.is_empty() {
            continue;
        }
        let first = state::party(world, contact.a, contact.spots[0]);
        pairings.extend(known(&first, &second).into_iter().map(|fit| PairingView {
            contact: number,
            pair: fit.row,
            open: fit.open,
        }));
    }
    pairings
}

/// The rows about two things that touch: for each way to fail the worst, then the most specific. A good row clears the
/// way to fail that it names of the rows that are less specific.
pub(super) fn known(a: &Party<'_>, b: &Party<'_>) -> Vec<Fit> {
    let mut known = pair::fits("contact", a, b);
    // A row for any partner says nothing about this one.
    known.retain(|fit| fit.pair().a != ANY && fit.pair().b != ANY);
    let cleared: Vec<(usize, &str)> =
        known.iter().filter(|fit| fit.pair().rating == "good").map(|fit| (fit.specific, fit.pair().failure_mode)).collect();
    known.retain(|fit| {
        let mode = fit.pair().failure_mode;
        fit.pair().rating != "good" && !cleared.iter().any(|(specific, clear)| *clear == mode && *specific < fit.specific)
    });
    known.sort_by_key(|fit| (badness(fit.pair()), fit.open.is_some(), fit.specific));
    let mut modes: Vec<&str> = Vec::new();
    known.retain(|fit| {
        let mode = fit.pair().failure_mode;
        let new = mode.is_empty() || !modes.contains(&mode);
        // What may not hold hides nothing that does.
        if new && fit.open.is_none() {
            modes.push(mode);
        }
        new
    });
    known
}

/// The classes of pairs under which what comes from outside is named.
struct Outside {
    touches: Vec<Vec<&'static str>>,
    exposures: Vec<Vec<&'static str>>,
}

impl Outside {
    fn of(world: &World<'_>) -> Self {
        let protects = world.spec.design.get().and_then(|about| about.protects.get());
        let touches = protects.map(|protects| elements(&protects.touches).map(|(word, _)| classes_with(word)).collect());
        let environment = world.spec.environment.get();
        let exposures = environment.map(|environment| {
            elements(&environment.exposure).map(|(exposure, _)| exposure_classes(*exposure).to_vec()).collect()
        });
        Self { touches: touches.unwrap_or_default(), exposures: exposures.unwrap_or_default() }
    }

    fn names(&self, place: Place) -> &[&'static str] {
        match place {
            Place::Device(_, number) => &self.touches[number],
            Place::Exposure(_, number) => &self.exposures[number],
            Place::Load(_) => &["long-static-load"],
            Place::Layer(_) | Place::Joint(_) | Place::Packaging(..) | Place::Aid(..) | Place::Face(_) => &[],
        }
    }
}

/// The classes of contact pairs that hold a word: `silver` is part of `silver-copper` and of `silver-contacts`.
pub(super) fn classes_with(word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase().replace(' ', "-");
    // Whole words only: `silver` stands in `silver-copper`, `lithium-battery` in `lithium-battery-device`.
    let edge = |side: &str, hyphen: fn(&str) -> bool| side.is_empty() || hyphen(side);
    let within = |class: &str| {
        class.split_once(word.as_str()).is_some_and(|(before, after)| {
            edge(before, |before| before.ends_with('-')) && edge(after, |after| after.starts_with('-'))
        })
    };
    // What the library knows by this name belongs to more classes than the word shows.
    let known = library().find(Table::Material, &word).map(|index| library().entry(Table::Material, index));
    let named = known.into_iter().flat_map(|entry| std::iter::once(entry.id).chain(entry.classes.iter().copied()));
    let mut classes: Vec<&'static str> = library()
        .pairs()
        .iter()
        .filter(|pair| pair.method == "contact")
        .flat_map(|pair| [pair.a, pair.b])
        .filter(|class| within(class))
        .chain(named)
        .collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// The classes under which pairs name what a case is exposed to.
pub(super) const fn exposure_classes(exposure: Exposure) -> &'static [&'static str] {
    match exposure {
        Exposure::Uv => &["uv-light", "uv-nox-heat"],
        Exposure::Sunscreen => &["sunscreen-insect-repellent", "any-liquid-agent"],
        Exposure::CleaningAlcohol => {
            &["alcohol-wipe", "ipa-wipe", "paint-adhesive-cleaner-lubricant-plasticizer-ink", "any-liquid-agent"]
        }
        Exposure::CleaningAmmonia => {
            &["ammonia-amine-cleaner", "paint-adhesive-cleaner-lubricant-plasticizer-ink", "any-liquid-agent"]
        }
        Exposure::Ozone => &["ozone-under-strain"],
        Exposure::ParkedCar => &["parked-car-environment", "uv-nox-heat"],
        Exposure::Oil => &["fastener-grease-oil", "paint-adhesive-cleaner-lubricant-plasticizer-ink", "any-liquid-agent"],
        Exposure::Fuel => &["any-liquid-agent"],
        Exposure::Sweat | Exposure::Rain => &["humid-heat"],
        Exposure::HotWater => &["hard-water-heat", "humid-heat"],
        Exposure::SulfurGas => &["elemental-sulfur-vapor"],
        Exposure::Denim => &["denim-indigo"],
        // Salt closes the circuit between metals, which the anodic index judges; dust is no matter of two materials.
        Exposure::SaltSpray | Exposure::Dust => &[],
    }
}

impl ContactView {
    pub(super) fn path(&self, world: &World<'_>) -> String {
        let b = self.other(world);
        let a = world.materials[self.a].id;
        match self.place {
            Place::Layer(layer) => world.path(Item::new(Kind::Layer, layer)),
            Place::Joint(joint) => format!("joints.{}+{a}+{b}", world.joints[joint].id),
            Place::Face(face) => format!("{}+{a}", world.faces[face].path(world)),
            Place::Device(used, _)
            | Place::Exposure(used, _)
            | Place::Load(used)
            | Place::Packaging(used, _)
            | Place::Aid(used, _) => {
                format!("{}+{b}", world.path(Item::new(Kind::Use, used)))
            }
        }
    }

    pub(super) fn span(&self, world: &World<'_>) -> Span {
        match self.place {
            Place::Layer(layer) => world.span(Item::new(Kind::Layer, layer)),
            Place::Joint(joint) => world.joints[joint].key,
            Place::Face(face) => world.faces[face].span(world),
            Place::Device(used, _)
            | Place::Exposure(used, _)
            | Place::Load(used)
            | Place::Packaging(used, _)
            | Place::Aid(used, _) => world.span(Item::new(Kind::Use, used)),
        }
    }

    /// The second material or the word for what comes from outside.
    fn other<'w>(&self, world: &'w World<'_>) -> &'w str {
        self.b.map_or_else(|| self.outside(world), |b| world.materials[b].id)
    }

    /// The word for what comes from outside.
    fn outside<'w>(&self, world: &'w World<'_>) -> &'w str {
        match self.place {
            Place::Device(_, number) => world
                .spec
                .design
                .get()
                .and_then(|about| about.protects.get())
                .and_then(|protects| elements(&protects.touches).nth(number))
                .map_or("", |(word, _)| word),
            Place::Exposure(_, number) => world
                .spec
                .environment
                .get()
                .and_then(|environment| elements(&environment.exposure).nth(number))
                .map_or("", |(exposure, _)| exposure.word()),
            Place::Load(_) => "the load on it",
            Place::Layer(_) | Place::Joint(_) | Place::Packaging(..) | Place::Aid(..) | Place::Face(_) => "",
        }
    }

    fn trace(&self, world: &World<'_>, trace: &mut Trace) {
        match self.place {
            Place::Layer(layer) => {
                trace.given(world.layers[layer - 1].layer.material.span());
                trace.given(world.layers[layer].layer.material.span());
            }
            Place::Joint(joint) => {
                for part in &world.joints[joint].parts {
                    trace.given(world.parts[*part].part.material.span());
                }
            }
            Place::Device(used, number) => {
                trace.given(world.span(Item::new(Kind::Use, used)));
                let touches = world.spec.design.get().and_then(|about| about.protects.get()).map(|protects| &protects.touches);
                if let Some((_, element)) = touches.and_then(|touches| elements(touches).nth(number)) {
                    trace.given(element.span());
                }
            }
            Place::Exposure(used, number) => {
                trace.given(world.span(Item::new(Kind::Use, used)));
                let exposure = world.spec.environment.get().map(|environment| &environment.exposure);
                if let Some((_, element)) = exposure.and_then(|exposure| elements(exposure).nth(number)) {
                    trace.given(element.span());
                }
            }
            Place::Load(used) => {
                trace.given(world.span(Item::new(Kind::Use, used)));
                trace.given(world.parts[world.uses[used].part].part.support_area.span());
            }
            Place::Packaging(used, number) => {
                trace.given(world.span(Item::new(Kind::Use, used)));
                let packaging = world.spec.environment.get().map(|environment| &environment.packaging);
                if let Some((_, element)) = packaging.and_then(|packaging| elements(packaging).nth(number)) {
                    trace.given(element.span());
                }
            }
            Place::Aid(used, number) => {
                trace.given(world.span(Item::new(Kind::Use, used)));
                let aids = &world.parts[world.uses[used].part].part.process_aids;
                if let Some((_, element)) = elements(aids).nth(number) {
                    trace.given(element.span());
                }
            }
            Place::Face(face) => world.faces[face].trace(world, trace),
        }
    }
}

impl PairingView {
    /// The field that would say whether a state holds on which the pair hangs.
    fn open_field(&self, world: &World<'_>, state: State) -> String {
        let contact = &world.contacts[self.contact];
        // The side that leaves it open is the one whose color is missing.
        let open = contact.spots.into_iter().flatten().find(|spot| state::at(world, *spot).1.has(state));
        open.map_or_else(|| contact.path(world), |spot| state::field(world, spot))
    }

    pub(super) fn path(&self, world: &World<'_>) -> String {
        format!("{}:{}", world.contacts[self.contact].path(world), library().pairs()[self.pair].id)
    }

    pub(super) fn span(&self, world: &World<'_>) -> Span {
        world.contacts[self.contact].span(world)
    }

    fn row(self) -> &'static Pair<'static> {
        &library().pairs()[self.pair]
    }
}

/// The row about two metals that touch.
fn couple(world: &World<'_>, contact: &ContactView) -> Option<Fit> {
    pair::rate("galvanic", &Party::plain(&world.names[contact.a]), &Party::plain(&world.names[contact.b?]))
}

fn second<'w>(world: &'w World<'w>, contact: &ContactView) -> Option<Value> {
    Some(Value::word(contact.other(world)))
}

/// Whether something keeps the two apart: a joint that says so.
fn isolated(world: &World<'_>, contact: &ContactView, trace: &mut Trace) -> bool {
    match contact.place {
        Place::Joint(joint) => world.joints[joint].joint.isolated.get().is_some_and(|isolated| {
            trace.given(world.joints[joint].joint.isolated.span());
            *isolated
        }),
        // A residue that is washed off or raised by a treatment does not reach the bond; the substrate itself does.
        Place::Face(face) if contact.spots[0].is_none() => world.faces[face].cleaned(world, trace),
        _ => false,
    }
}

/// Facts of contacts.
pub static CONTACT: &[Fact] = &[
    Fact::new("a", Type::Item(Kind::Material), "", "the first material", |w, i, t| {
        w.contacts[i].trace(w, t);
        Some(Value::Item(Item::new(Kind::Material, w.contacts[i].a)))
    }),
    Fact::new("b", Type::Item(Kind::Material), "", "the second material", |w, i, t| {
        w.contacts[i].trace(w, t);
        w.contacts[i].b.map(|b| Value::Item(Item::new(Kind::Material, b)))
    }),
    Fact::new("inside", Type::Flag, "", "both are materials of the case", |w, i, _| Some(Value::Flag(w.contacts[i].b.is_some()))),
    Fact::new("other", Type::Word(Words::Any), "", "the second material or what comes from outside", |w, i, _| {
        second(w, &w.contacts[i])
    }),
    Fact::new("isolated", Type::Flag, "", "the joint keeps them apart", |w, i, t| {
        Some(Value::Flag(isolated(w, &w.contacts[i], t)))
    }),
    Fact::new("couple_rated", Type::Flag, "", "the table of pairs rates the two as metals that touch", |w, i, _| {
        Some(Value::Flag(couple(w, &w.contacts[i]).is_some()))
    }),
    Fact::new("couple_rating", Type::Word(RATINGS), "", "how the two go together as metals that touch", |w, i, t| {
        let contact = &w.contacts[i];
        match couple(w, contact) {
            Some(fit) => {
                contact.trace(w, t);
                pair::rating(&fit, t, |_| contact.path(w))
            }
            None => t.need(|| format!("a galvanic pair of {} and {}", w.materials[contact.a].id, contact.other(w))),
        }
    }),
    Fact::new("couple_reason", Type::Word(Words::Any), "", "why the metals are rated so", |w, i, _| {
        couple(w, &w.contacts[i]).map(|fit| Value::word(fit.pair().why))
    }),
    Fact::new("couple_remedy", Type::Word(Words::Any), "", "under which condition the metals hold", |w, i, _| {
        couple(w, &w.contacts[i]).map(|fit| pair::remedy(&fit, "keep the two apart"))
    }),
    Fact::new("metals", Type::Flag, "", "both are metals or carry an anodic index", |w, i, _| {
        let contact = &w.contacts[i];
        let metal = |material: usize| {
            w.material_entry(material).is_some_and(|entry| {
                let index = Table::Material.properties().iter().position(|property| property.name == "anodic_index");
                entry.figures.iter().any(|figure| Some(figure.property as usize) == index)
            })
        };
        Some(Value::Flag(contact.b.is_some_and(|b| metal(contact.a) && metal(b))))
    }),
    Fact::new(
        "noble_area",
        Type::Number(Dimension::NONE),
        "%",
        "area of the part of the nobler metal as a share of that of the other, by their sizes; 100 % where these are not given",
        |w, i, t| super::given::computed_in(Some(noble_area(w, &w.contacts[i], t).unwrap_or(1.0)), "%"),
    ),
    Fact::new("galvanic_difference", Type::Number(Dimension::VOLTAGE), "V", "difference of the anodic indices", |w, i, t| {
        let contact = &w.contacts[i];
        let mut index = |material: usize| {
            let fact = crate::vocabulary::find(Kind::Material, "anodic_index")?;
            super::value_of(fact, w, Item::new(Kind::Material, material), t)
        };
        match (index(contact.a)?, index(contact.b?)?) {
            (Value::Number(a), Value::Number(b)) => Some(Value::Number(Measure::new((a.si - b.si).abs(), find_unit("V")))),
            _ => None,
        }
    }),
];

/// Words for the places where two things meet.
const PLACES: &[&str] = &["layers", "joint", "device", "exposure", "load", "packaging", "process-aid", "face"];

/// Area of the part of the nobler metal by that of the other, for two joined parts whose sizes are given.
fn noble_area(world: &World<'_>, contact: &ContactView, trace: &mut Trace) -> Option<f64> {
    let (Place::Joint(joint), Some(b)) = (contact.place, contact.b) else { return None };
    let fact = crate::vocabulary::find(Kind::Material, "anodic_index")?;
    let mut index = |material: usize| match super::value_of(fact, world, Item::new(Kind::Material, material), trace) {
        Some(Value::Number(index)) => Some(index.si),
        _ => None,
    };
    // The larger the index, the less noble the metal.
    let (one, other) = (index(contact.a)?, index(b)?);
    let (nobler, lesser) = if one < other { (contact.a, b) } else { (b, contact.a) };
    let area = |material: usize| {
        let part = *world.joints[joint].parts.iter().find(|part| world.parts[**part].material == Some(material))?;
        let mut sides: Vec<f64> = elements(&world.parts[part].part.size).map(|(length, _)| length.si()).collect();
        sides.sort_by(f64::total_cmp);
        match sides[..] {
            [_, middle, longest] => Some(middle * longest * super::part::pieces(world, part, &mut Trace::off())),
            _ => None,
        }
    };
    let (noble, less) = (area(nobler)?, area(lesser)?);
    (less > 0.0).then(|| noble / less)
}

/// Facts of pairings.
pub static PAIRING: &[Fact] = &[
    Fact::new("a", Type::Item(Kind::Material), "", "the first material", |w, i, t| {
        let contact = &w.contacts[w.pairings[i].contact];
        contact.trace(w, t);
        Some(Value::Item(Item::new(Kind::Material, contact.a)))
    }),
    Fact::new("other", Type::Word(Words::Any), "", "the second material or what comes from outside", |w, i, _| {
        second(w, &w.contacts[w.pairings[i].contact])
    }),
    Fact::new("rating", Type::Word(RATINGS), "", "how the two go together", |w, i, t| {
        let pairing = w.pairings[i];
        // A part of one material may be inside or outside; only inside does it meet what is protected.
        if let Place::Device(used, _) = w.contacts[pairing.contact].place {
            let used = w.uses[used];
            let part = &w.parts[used.part];
            if used.layer.is_none() && !part.part.location.is_given() {
                return t.need(|| format!("parts.{}.location", part.id));
            }
        }
        if let Some(state) = pairing.open {
            return t.need(|| pairing.open_field(w, state));
        }
        w.contacts[pairing.contact].trace(w, t);
        if pair::names_state(pairing.row()) {
            for spot in w.contacts[pairing.contact].spots.into_iter().flatten() {
                state::trace(w, spot, t);
            }
        }
        t.origin(|| pair::origin(pairing.row()));
        Some(Value::word(pairing.row().rating))
    }),
    Fact::new("place", Type::Word(Words::These(PLACES)), "", "where the two meet", |w, i, _| {
        Some(Value::word(match w.contacts[w.pairings[i].contact].place {
            Place::Layer(_) => "layers",
            Place::Joint(_) => "joint",
            Place::Device(..) => "device",
            Place::Exposure(..) => "exposure",
            Place::Load(_) => "load",
            Place::Packaging(..) => "packaging",
            Place::Aid(..) => "process-aid",
            Place::Face(_) => "face",
        }))
    }),
    Fact::new("failure_mode", Type::Word(Words::Any), "", "what goes wrong", |w, i, _| {
        Some(Value::word(w.pairings[i].row().failure_mode))
    }),
    Fact::new("reason", Type::Word(Words::Any), "", "why it goes wrong", |w, i, _| Some(Value::word(w.pairings[i].row().why))),
    Fact::new("remedy", Type::Word(Words::Any), "", "under which condition it works", |w, i, _| {
        let condition = w.pairings[i].row().condition;
        Some(Value::word(if condition.is_empty() { "keep the two apart" } else { condition }))
    }),
    Fact::new("isolated", Type::Flag, "", "the joint keeps them apart", |w, i, t| {
        Some(Value::Flag(isolated(w, &w.contacts[w.pairings[i].contact], t)))
    }),
];
