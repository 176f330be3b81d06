//! The pair by which the materials of a joint are rated: of two parts the row about both, of more the worst pair of those that
//! touch. Where it is not said which ones touch, it is certain only that the joint holds all of them together: the pairs
//! that it cannot do without are judged.

use super::super::figures::AMONG_PLASTICS;
use super::super::pair::{self, Fit, Party, badness};
use super::super::state;
use super::{Joint, Known, Part, Thing, Trace};
use crate::knowledge::{Feature, Table};
use crate::world::joint::is_plastic;

/// Two parts of a joint, as their places in it, and the row about them; none if the table has none.
#[derive(Clone, Copy, Debug)]
struct Rated {
    first: usize,
    second: usize,
    fit: Option<Fit>,
}

impl Rated {
    /// How good it is at best: a pair that no row rates may be good.
    fn at_best(&self) -> usize {
        self.fit.and_then(|fit| badness(fit.pair())).unwrap_or(usize::MAX)
    }

    /// Whether a row says that it does not hold.
    fn fails(&self) -> bool {
        self.fit.is_some_and(|fit| pair::fails(fit.pair()))
    }
}

/// What decides, or the key or row that would.
type Decided = Result<Rated, Vec<String>>;

/// Which pairs a joint of so many parts cannot do without: of all ways to hold them together the one whose worst pair is the
/// best, and of it that pair.
fn needed(count: usize, pairs: &[Rated]) -> Option<Rated> {
    let mut best_first: Vec<&Rated> = pairs.iter().collect();
    best_first.sort_by_key(|rated| std::cmp::Reverse(rated.at_best()));
    let mut group: Vec<usize> = (0..count).collect();
    let mut last = None;
    for rated in best_first {
        let (kept, joined) = (group[rated.first], group[rated.second]);
        if kept != joined {
            group.iter_mut().filter(|of| **of == joined).for_each(|of| *of = kept);
            last = Some(*rated);
        }
    }
    last
}

fn worst(pairs: &[Rated]) -> Option<Rated> {
    pairs.iter().min_by_key(|rated| rated.at_best()).copied()
}

impl<'w> Joint<'w> {
    /// The row that decides, together with what a release agent leaves in the joint and what a needle goes through.
    pub(super) fn known_fit(self, trace: &mut Trace) -> Known<Fit> {
        match self.decided() {
            Ok(rated) => rated.fit.ok_or(super::Lack::Unknown),
            Err(needs) => trace.unknown_with(needs, Err(super::Lack::Unknown)),
        }
    }

    /// Whether a row decides; unknown where a key is missing without which none can be looked up.
    pub(super) fn has_fit(self, trace: &mut Trace) -> Known<bool> {
        match (self.decided(), self.open_pair()) {
            (Ok(_), _) => Ok(true),
            (Err(_), Some(path)) => trace.unknown(|| path),
            (Err(needs), None) if needs.iter().any(|need| *need == self.field("stacked")) => {
                trace.unknown(|| self.field("stacked"))
            }
            (Err(_), None) => Ok(false),
        }
    }

    /// The two parts whose pair decides; the first two where it is not known which.
    pub(super) fn deciding(self) -> [Option<Part<'w>>; 2] {
        let (first, second) = self.decided().map_or((0, 1), |rated| (rated.first, rated.second));
        let parts = &self.view().parts;
        [first, second].map(|number| parts.get(number).map(|part| Part::at(self.world, *part)))
    }

    fn decided(self) -> Decided {
        let pairs = self.rated_pairs();
        let decided = self.of_pairs(&pairs);
        let Some(beside) = self.beside() else { return decided };
        // What lies in the joint beside the parts decides alone where nothing is known of them.
        let of_parts = decided.as_ref().ok().and_then(|rated| rated.fit);
        let (first, second) = decided.as_ref().map_or((0, 1), |rated| (rated.first, rated.second));
        Ok(Rated { first, second, fit: pair::worse(of_parts, Some(beside)) })
    }

    fn of_pairs(self, pairs: &[Rated]) -> Decided {
        let open = |rated: &Rated| self.missing(rated);
        let Some(worst) = worst(pairs) else { return Err(self.open_pair().into_iter().collect()) };
        let unrated: Vec<String> = pairs.iter().filter(|rated| rated.fit.is_none()).map(open).collect();
        if self.all_touch() {
            return if worst.fails() || unrated.is_empty() { Ok(worst) } else { Err(unrated) };
        }
        match needed(self.view().parts.len(), pairs) {
            Some(certain) if certain.fails() => Ok(certain),
            _ if !unrated.is_empty() => Err(unrated),
            Some(certain) if certain.at_best() == worst.at_best() => Ok(certain),
            _ => Err(vec![self.field("stacked")]),
        }
    }

    /// Whether all pairs that are rated touch: those of two parts, and those of which the design says how they lie.
    fn all_touch(self) -> bool {
        self.view().parts.len() < 3 || self.given().stacked.is_given()
    }

    /// Whether a melt is molded over a part and has to bond to it. What is no plastic is held by its form where its method says so.
    pub(super) fn bonds_as_melt(self, trace: &mut Trace) -> Known<bool> {
        let method = self.method(trace)?;
        let library = self.world.library;
        let family = self.view().method.map(|method| library.entry(Table::Method, method).family);
        if !family.is_some_and(|family| library.gives(Table::Method, family, Feature::Overmold)) {
            return Ok(false);
        }
        if method.word(AMONG_PLASTICS, &mut Trace::off()).is_err() || self.plastics() > 1 {
            return Ok(true);
        }
        if self.blank_parts().next().is_some() { self.unsaid_material(trace) } else { Ok(false) }
    }

    /// How many of its parts are known to be of plastic.
    fn plastics(self) -> usize {
        self.view().parts.iter().filter(|part| is_plastic(self.world, **part)).count()
    }

    /// Whether it holds by form what is no plastic, so that only its plastics have to bond.
    fn bonds_plastics_alone(self) -> bool {
        let method = self.method(&mut Trace::off());
        self.plastics() > 1 && method.is_ok_and(|method| method.word(AMONG_PLASTICS, &mut Trace::off()).is_ok())
    }

    /// The pairs that touch or may touch. Parts that are stacked touch the next one only.
    fn rated_pairs(self) -> Vec<Rated> {
        let parts: Vec<Part<'w>> = self.joined().collect();
        if let [only] = parts[..] {
            // A print or a seam may be on one part only; then only rows for any partner can speak about it.
            return vec![Rated { first: 0, second: 0, fit: self.party(only).and_then(|a| self.rate(&a, &Party::nothing())) }];
        }
        let stacked = self.given().stacked.get() == Some(&true);
        let count = parts.len();
        let pairs = (0..count).flat_map(|first| (first + 1..count).map(move |second| (first, second)));
        let alone = self.bonds_plastics_alone();
        let bonds = |place: usize| !alone || is_plastic(self.world, parts[place].index);
        let touching = pairs.filter(|(first, second)| !stacked || second - first == 1);
        touching
            .filter(|(first, second)| bonds(*first) && bonds(*second))
            .map(|(first, second)| {
                let fit = self.party(parts[first]).zip(self.party(parts[second])).and_then(|(a, b)| self.rate(&a, &b));
                Rated { first, second, fit }
            })
            .collect()
    }

    /// A part as pairs see it in this joint, if its material is known.
    fn party(self, part: Part<'w>) -> Option<Party<'w>> {
        let (spot, material) = self.surface(part);
        Some(state::party(self.world, material?, Some(spot)))
    }

    fn rate(self, a: &Party<'_>, b: &Party<'_>) -> Option<Fit> {
        pair::rate_first(self.classes()?, a, b)
    }

    /// The worst row about what is in the joint beside the parts: its adhesive, what a release agent leaves, and under a
    /// needle every layer and what bonds it.
    fn beside(self) -> Option<Fit> {
        let world = self.world;
        let classes = self.classes()?;
        let alone = |material: usize| self.rate(&Party::known(&world.names[material]), &Party::nothing());
        let views = self.view().parts.iter().map(|part| &world.parts[*part]);
        let left = views.clone().flat_map(|part| part.aids.iter().copied());
        let layers = views.flat_map(|part| &part.layers).map(|layer| &world.layers[*layer]);
        let through = layers.filter(|_| classes.contains(&"sew")).flat_map(|layer| [layer.material, layer.bond]).flatten();
        left.chain(through).chain(self.view().adhesive).map(alone).fold(None, pair::worse)
    }

    /// The key that is missing for a pair that no row rates, or the row.
    fn missing(self, rated: &Rated) -> String {
        let world = self.world;
        let parts = [rated.first, rated.second].map(|number| self.view().parts.get(number).copied());
        let blank = parts.into_iter().flatten().find(|part| self.surface(Part::at(world, *part)).1.is_none());
        if self.view().method.is_none() {
            return self.field("method");
        }
        match blank {
            Some(part) => format!("parts.{}.material", world.parts[part].id),
            None => {
                let parts = if rated.first == rated.second { &parts[..1] } else { &parts[..] };
                let materials = parts.iter().flatten().filter_map(|part| self.surface(Part::at(world, *part)).1);
                let method = self.classes().and_then(|classes| classes.first()).unwrap_or(&"joint");
                pair::path(method, materials.map(|material| world.materials[material].id))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::pair::rate;
    use super::*;

    /// A pair of parts with a row of a rating, or none.
    fn rated(first: usize, second: usize, row: Option<(&'static str, &'static str)>) -> Rated {
        let fit = row.map(|(a, b)| rate("overmold", &Party::plain(&[a]), &Party::plain(&[b])).expect("a row"));
        Rated { first, second, fit }
    }

    #[test]
    fn a_joint_cannot_do_without_its_best_worst_pair() {
        let (good, forbidden) = (Some(("pp", "pp")), Some(("tpu", "pp")));
        // Two of one resin and one that sticks to neither: whichever it touches, it fails.
        let found = needed(3, &[rated(0, 1, good), rated(0, 2, forbidden), rated(1, 2, forbidden)]).expect("a pair");
        assert!(found.fails());
        assert_eq!((found.first, found.second), (0, 2));
        // A part between two that do not stick to each other: nothing says that these touch.
        let chain = [rated(0, 1, Some(("tpu", "abs"))), rated(1, 2, Some(("tpu", "abs"))), rated(0, 2, forbidden)];
        assert!(!needed(3, &chain).expect("a pair").fails());
        // A pair that no row rates may be good.
        assert!(!needed(3, &[rated(0, 1, good), rated(0, 2, None), rated(1, 2, forbidden)]).expect("a pair").fails());
        assert!(needed(1, &[]).is_none());
    }
}
