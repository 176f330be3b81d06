//! What touches what, and what the table of pairs knows about it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::given::elements;
use super::{Fact, Item, Kind, Origin, Trace, Type, Value, Words, World};
use crate::design::{Exposure, Side};
use crate::knowledge::{Pair, Table, library};
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
}

/// One thing known about two materials under one method.
#[derive(Clone, Copy, Debug)]
pub struct PairingView {
    /// The contact.
    pub contact: usize,
    /// The pair, as an index of the table.
    pub pair: usize,
}

/// Rows of the table of pairs by method and by each of the two names they carry.
static ROWS_BY_NAME: LazyLock<HashMap<(&'static str, &'static str), Vec<usize>>> = LazyLock::new(|| {
    let mut rows: HashMap<_, Vec<usize>> = HashMap::new();
    for (number, pair) in library().pairs().iter().enumerate() {
        rows.entry((pair.method, pair.a)).or_default().push(number);
        if pair.b != pair.a {
            rows.entry((pair.method, pair.b)).or_default().push(number);
        }
    }
    rows
});

/// The name of a pair for every partner.
const ANY: &str = "any";

/// All rows of a method that name both, each with how specific it is: the lower the more.
fn rows(method: &'static str, a: &[&'static str], b: &[&'static str]) -> Vec<(usize, usize)> {
    let rank = |name: &str, list: &[&str]| {
        if name == ANY { Some(list.len()) } else { list.iter().position(|known| *known == name) }
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for name in a.iter().copied().chain([ANY]) {
        for row in ROWS_BY_NAME.get(&(method, name)).into_iter().flatten() {
            let pair = &library().pairs()[*row];
            let direct = rank(pair.a, a).zip(rank(pair.b, b)).map(|(x, y)| x + y);
            let crossed = rank(pair.b, a).zip(rank(pair.a, b)).map(|(x, y)| x + y);
            if let Some(specific) = direct.into_iter().chain(crossed).min()
                && !found.iter().any(|(_, known)| known == row)
            {
                found.push((specific, *row));
            }
        }
    }
    found.sort_unstable();
    found
}

/// How bad a rating is: the lower the worse.
fn badness(pair: &Pair<'_>) -> Option<usize> {
    ["forbidden", "poor", "conditional", "good"].iter().position(|rating| *rating == pair.rating)
}

/// The most specific pair of two materials under a method; of equally specific ones the worst.
pub(super) fn best_pair(world: &World<'_>, method: &'static str, a: usize, b: Option<usize>) -> Option<&'static Pair<'static>> {
    let second = b.map_or(&[][..], |b| &world.names[b]);
    rows(method, &world.names[a], second)
        .into_iter()
        .map(|(specific, row)| (specific, &library().pairs()[row]))
        .min_by_key(|(specific, pair)| (*specific, badness(pair)))
        .map(|(_, pair)| pair)
}

/// A pair as an origin.
pub(super) fn pair_origin(pair: &'static Pair<'static>) -> Origin {
    Origin::Row { what: format!("pair {}: {} with {}", pair.id, pair.a, pair.b), basis: pair.basis, sources: &pair.sources }
}

/// Everything that touches.
pub(super) fn contacts(world: &mut World<'_>) -> Vec<ContactView> {
    let mut contacts = Vec::new();
    for (number, layer) in world.layers.iter().enumerate() {
        if layer.number == 0 {
            continue;
        }
        if let (Some(a), Some(b)) = (world.layers[number - 1].material, layer.material) {
            contacts.push(ContactView { place: Place::Layer(number), a, b: Some(b) });
        }
    }
    for (number, joint) in world.joints.iter().enumerate() {
        // A gasket or a zipper stands between two parts and keeps them apart.
        let family = joint.method.map(|method| world.library.entry(Table::Method, method).family);
        let between = matches!(family, Some("seal" | "sewn"));
        for (i, first) in joint.parts.iter().enumerate() {
            let others = &joint.parts[i + 1..];
            for second in if between { &others[..others.len().min(1)] } else { others } {
                for (a, b) in touching(world, *first, *second) {
                    contacts.push(ContactView { place: Place::Joint(number), a, b: Some(b) });
                }
            }
        }
    }
    add_outside(world, &mut contacts);
    contacts
}

/// The surfaces of two joined parts: the innermost and outermost layers, or the material of each.
fn touching(world: &World<'_>, first: usize, second: usize) -> Vec<(usize, usize)> {
    let surfaces = |part: usize| -> Vec<usize> {
        let part = &world.parts[part];
        let mut found: Vec<usize> = [part.layers.first(), part.layers.last()]
            .into_iter()
            .flatten()
            .filter_map(|layer| world.layers[*layer].material)
            .chain(part.material.filter(|_| part.layers.is_empty()))
            .collect();
        found.dedup();
        found
    };
    let (a, b) = (surfaces(first), surfaces(second));
    a.iter().flat_map(|a| b.iter().map(|b| (*a, *b))).filter(|(a, b)| a != b).collect()
}

fn add_outside(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    let touches =
        world.spec.design.get().and_then(|about| about.protects.get()).map(|protects| elements(&protects.touches).count());
    let exposures = world.spec.environment.get().map(|environment| elements(&environment.exposure).count());
    for (number, used) in world.uses.iter().enumerate() {
        let part = &world.parts[used.part];
        let faces_out = part.part.location.get() == Some(&Side::Outside);
        let innermost = !faces_out && used.layer.is_none_or(|layer| part.layers.last() == Some(&layer));
        // Only the inside of a part can touch what is protected; every layer lives in the environment.
        for touched in 0..touches.filter(|_| innermost).unwrap_or(0) {
            contacts.push(ContactView { place: Place::Device(number, touched), a: used.material, b: None });
        }
        for exposure in 0..exposures.unwrap_or(0) {
            contacts.push(ContactView { place: Place::Exposure(number, exposure), a: used.material, b: None });
        }
    }
}

/// What the table says about each contact. Good pairs are left out: there is nothing to judge.
pub(super) fn pairings(world: &World<'_>) -> Vec<PairingView> {
    let outside = Outside::of(world);
    let mut pairings = Vec::new();
    for (number, contact) in world.contacts.iter().enumerate() {
        let second = match contact.b {
            Some(b) => &world.names[b],
            None => outside.names(contact.place),
        };
        if second.is_empty() {
            continue;
        }
        let mut known: Vec<(usize, usize)> = rows("contact", &world.names[contact.a], second);
        // A row for any partner says nothing about this one, and good pairs leave nothing to judge.
        known.retain(|(_, row)| {
            let pair = &library().pairs()[*row];
            pair.rating != "good" && pair.a != ANY && pair.b != ANY
        });
        known.sort_by_key(|(specific, row)| (badness(&library().pairs()[*row]), *specific));
        // Two rows on one way to fail are one thing to judge: the worse, then the more specific.
        let mut modes: Vec<&str> = Vec::new();
        for (_, row) in known {
            let mode = library().pairs()[row].failure_mode;
            if mode.is_empty() || !modes.contains(&mode) {
                modes.push(mode);
                pairings.push(PairingView { contact: number, pair: row });
            }
        }
    }
    pairings
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
            Place::Layer(_) | Place::Joint(_) => &[],
        }
    }
}

/// The classes of contact pairs that hold a word: `silver` is part of `silver-copper` and of `silver-contacts`.
fn classes_with(word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase().replace(' ', "-");
    // Whole words only: `silver` stands in `silver-copper`, `lithium-battery` in `lithium-battery-device`.
    let edge = |side: &str, hyphen: fn(&str) -> bool| side.is_empty() || hyphen(side);
    let within = |class: &str| {
        class.split_once(word.as_str()).is_some_and(|(before, after)| {
            edge(before, |before| before.ends_with('-')) && edge(after, |after| after.starts_with('-'))
        })
    };
    let mut classes: Vec<&'static str> = library()
        .pairs()
        .iter()
        .filter(|pair| pair.method == "contact")
        .flat_map(|pair| [pair.a, pair.b])
        .filter(|class| within(class))
        .collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// The classes under which pairs name what a case is exposed to.
const fn exposure_classes(exposure: Exposure) -> &'static [&'static str] {
    match exposure {
        Exposure::Uv => &["uv-light", "uv-nox-heat"],
        Exposure::Sunscreen => &["sunscreen-insect-repellent"],
        Exposure::CleaningAlcohol => &["alcohol-wipe", "ipa-wipe"],
        Exposure::Ozone => &["ozone-under-strain"],
        Exposure::ParkedCar => &["parked-car-environment"],
        Exposure::Oil => &["fastener-grease-oil"],
        Exposure::Sweat | Exposure::Rain => &["humid-heat"],
        Exposure::SaltSpray | Exposure::Fuel | Exposure::Dust => &[],
    }
}

impl ContactView {
    pub(super) fn path(&self, world: &World<'_>) -> String {
        let b = self.b.map_or_else(|| self.outside(world).to_owned(), |b| world.materials[b].id.to_owned());
        let a = world.materials[self.a].id;
        match self.place {
            Place::Layer(layer) => world.path(Item::new(Kind::Layer, layer)),
            Place::Joint(joint) => format!("joints.{}+{a}+{b}", world.joints[joint].id),
            Place::Device(used, _) | Place::Exposure(used, _) => format!("{}+{b}", world.path(Item::new(Kind::Use, used))),
        }
    }

    pub(super) fn span(&self, world: &World<'_>) -> Span {
        match self.place {
            Place::Layer(layer) => world.span(Item::new(Kind::Layer, layer)),
            Place::Joint(joint) => world.joints[joint].key,
            Place::Device(used, _) | Place::Exposure(used, _) => world.span(Item::new(Kind::Use, used)),
        }
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
            Place::Layer(_) | Place::Joint(_) => "",
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
        }
    }
}

impl PairingView {
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

const RATINGS: Words = Words::These(&["good", "conditional", "poor", "forbidden"]);

fn second<'w>(world: &'w World<'w>, contact: &ContactView) -> Option<Value<'w>> {
    Some(match contact.b {
        Some(b) => Value::Word(world.materials[b].id),
        None => Value::Word(contact.outside(world)),
    })
}

/// Whether something keeps the two apart: a joint that says so.
fn isolated(world: &World<'_>, contact: &ContactView, trace: &mut Trace) -> bool {
    match contact.place {
        Place::Joint(joint) => world.joints[joint].joint.isolated.get().is_some_and(|isolated| {
            trace.given(world.joints[joint].joint.isolated.span());
            *isolated
        }),
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
    Fact::new("galvanic_difference", Type::Number(Dimension::VOLTAGE), "V", "difference of the anodic indices", |w, i, t| {
        let contact = &w.contacts[i];
        let mut index = |material: usize| {
            let fact = super::find_fact(Kind::Material, "anodic_index")?;
            super::value_of(&fact, w, Item::new(Kind::Material, material), t)
        };
        match (index(contact.a)?, index(contact.b?)?) {
            (Value::Number(a), Value::Number(b)) => Some(Value::Number(Measure::new((a.si - b.si).abs(), find_unit("V")))),
            _ => None,
        }
    }),
];

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
        w.contacts[pairing.contact].trace(w, t);
        t.origin(|| pair_origin(pairing.row()));
        Some(Value::Word(pairing.row().rating))
    }),
    Fact::new("failure_mode", Type::Word(Words::Any), "", "what goes wrong", |w, i, _| {
        Some(Value::Word(w.pairings[i].row().failure_mode))
    }),
    Fact::new("reason", Type::Word(Words::Any), "", "why it goes wrong", |w, i, _| Some(Value::Word(w.pairings[i].row().why))),
    Fact::new("remedy", Type::Word(Words::Any), "", "under which condition it works", |w, i, _| {
        Some(Value::Word(w.pairings[i].row().condition))
    }),
    Fact::new("isolated", Type::Flag, "", "the joint keeps them apart", |w, i, t| {
        Some(Value::Flag(isolated(w, &w.contacts[w.pairings[i].contact], t)))
    }),
];
