//! Which row of the table of pairs speaks about two things, in the states they are in.

use std::sync::LazyLock;

use super::World;
use super::value::{Known, Origin, Trace, Word};
use crate::knowledge::{Entry, Pair, PairIndex, State, Table, library};
use crate::source::{QuickMap, quick_map};

/// Rows of the table of pairs by the numbers of their method and of each of the two names they carry.
static ROWS_BY_NAME: LazyLock<QuickMap<(u16, u16), Vec<usize>>> = LazyLock::new(|| {
    let rows = &library().pair_index().rows;
    let mut by_name: QuickMap<_, Vec<usize>> = quick_map(rows.len());
    for (place, row) in rows.iter().enumerate() {
        by_name.entry((row.method, row.a.0)).or_default().push(place);
        if row.b.0 != row.a.0 {
            by_name.entry((row.method, row.b.0)).or_default().push(place);
        }
    }
    by_name
});

/// The number of [`ANY`]; a word without a number stands in no row.
static ANY_NUMBER: LazyLock<Option<u16>> = LazyLock::new(|| number(ANY));

/// The number of a method or of a name of the pairs: numbers are compared many times for each row that is read.
fn number(word: &str) -> Option<u16> {
    NUMBERS.get(word).copied()
}

/// The numbers of all of them.
static NUMBERS: LazyLock<QuickMap<&str, u16>> = LazyLock::new(|| {
    let names = &library().pair_index().names;
    let mut numbers = quick_map(names.len());
    numbers.extend(names.iter().copied().zip(0..));
    numbers
});

/// The names of things in the pairs of a method, sorted, each once.
pub(crate) fn names(method: &str) -> Vec<&'static str> {
    let (PairIndex { names, rows }, method) = (library().pair_index(), number(method));
    let of_method = rows.iter().filter(|row| Some(row.method) == method);
    let mut numbers: Vec<u16> = of_method.flat_map(|row| [row.a.0, row.b.0]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|number| names[usize::from(number)]).collect()
}

/// The name of a pair for every partner.
pub(crate) const ANY: &str = "any";

/// A set of states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct States(u32);

impl States {
    /// Adds a state.
    pub(crate) const fn add(&mut self, state: State) {
        self.0 |= 1 << state as u32;
    }

    /// Whether the state is in the set.
    pub(crate) const fn has(self, state: State) -> bool {
        self.0 & (1 << state as u32) != 0
    }
}

/// The names under which pairs mean a thing, and how far each is from it.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The names, the nearest first.
    pub words: Vec<&'static str>,
    /// Their numbers in the table of pairs.
    numbers: Vec<Option<u16>>,
    /// Their distances.
    distances: Vec<u8>,
    /// A bit for the number of each, modulo the bits there are: it tells of most names that they are not among these.
    bits: u64,
    /// Of a word that means one of several materials the names of each.
    pub one_of: Vec<Self>,
}

const fn bit(number: u16) -> u64 {
    1 << (number % 64)
}

impl Names {
    /// The names of a material of the tables.
    pub(crate) fn of(entry: &Entry<'static>) -> Self {
        let of = |number: &u16| Self::of(library().entry(Table::Material, *number));
        Self { one_of: entry.one_of.iter().map(of).collect(), ..Self::new(entry.id, &entry.classes) }
    }

    /// The names of a thing that is called this and is of these classes.
    pub(crate) fn new(called: &'static str, classes: &[&'static str]) -> Self {
        let (words, distances) = library().names(called, classes);
        Self::at(words, distances)
    }

    /// Names at these distances.
    fn at(words: Vec<&'static str>, distances: Vec<u8>) -> Self {
        let numbers: Vec<Option<u16>> = words.iter().map(|word| number(word)).collect();
        let bits = numbers.iter().flatten().fold(0, |bits, number| bits | bit(*number));
        Self { words, numbers, distances, bits, one_of: Vec::new() }
    }

    /// The names of what may be meant: these, or those of each material among which a word leaves the choice.
    pub(crate) fn meant(&self) -> &[Self] {
        if self.one_of.is_empty() { std::slice::from_ref(self) } else { &self.one_of }
    }

    /// Whether a name is one under which pairs mean what may be meant.
    pub(crate) fn may_be(&self, name: &str) -> bool {
        self.meant().iter().any(|names| names.words.contains(&name))
    }

    /// Whether a name may be among these.
    const fn may_hold(&self, number: u16) -> bool {
        self.bits & bit(number) != 0
    }

    /// Adds those of the names of a wider class that are new.
    pub(crate) fn widen(&mut self, class: &Self) {
        self.one_of.iter_mut().for_each(|names| names.widen(class));
        for ((word, number), distance) in class.words.iter().zip(&class.numbers).zip(&class.distances) {
            if !self.words.contains(word) {
                self.words.push(word);
                self.numbers.push(*number);
                self.bits |= number.map_or(0, bit);
                self.distances.push(distance + 1);
            }
        }
    }
}

/// What has no name.
static NOTHING: Names = Names { words: Vec::new(), numbers: Vec::new(), distances: Vec::new(), bits: 0, one_of: Vec::new() };

/// One of two things that meet: under which names pairs mean it, and in which states it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Party<'n> {
    /// Its id and classes, the most specific first.
    pub names: &'n Names,
    /// States that hold.
    pub holds: States,
    /// States that may hold: the design does not say.
    pub open: States,
}

impl<'n> Party<'n> {
    /// A thing under its names, in no particular state.
    pub(crate) fn known(names: &'n Names) -> Self {
        Self { names, holds: States::default(), open: States::default() }
    }

    /// What no pair speaks of by its own name.
    pub(crate) fn nothing() -> Self {
        Self::known(&NOTHING)
    }

    /// What may be meant where it stands: this, or each material among which its word leaves the choice.
    fn meant(self) -> impl Iterator<Item = Self> {
        self.names.meant().iter().map(move |names| Self { names, ..self })
    }

    /// How near a name is to this thing, and whether that hangs on a state of which the design does not say.
    fn rank(&self, (name, state): (u16, Option<State>)) -> Option<(usize, Option<State>)> {
        let distance = |place: usize| usize::from(self.names.distances[place]);
        let rank = if Some(name) == *ANY_NUMBER {
            self.names.distances.len().checked_sub(1).map_or(0, |last| distance(last) + 1)
        } else {
            distance(self.names.numbers.iter().position(|known| *known == Some(name))?)
        };
        match state {
            Some(state) if self.holds.has(state) => Some((rank, None)),
            Some(state) if self.open.has(state) => Some((rank, Some(state))),
            Some(_) => None,
            None => Some((rank, None)),
        }
    }
}

#[cfg(test)]
impl Party<'static> {
    /// A thing in no particular state under these names, each a step farther than the one before.
    pub(crate) fn plain(words: &[&'static str]) -> Self {
        let distances = (0..words.len()).map(|place| u8::try_from(place).expect("few names")).collect();
        Self::known(Box::leak(Box::new(Names::at(words.to_vec(), distances))))
    }
}

/// On what it hangs whether a row decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// On a state of which the design does not say.
    State(State),
    /// On which of several materials a word means.
    Which,
}

/// A row that fits two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fit {
    /// How specific it is: the lower the more.
    pub specific: usize,
    /// The row, as an index of the table.
    pub row: usize,
    /// On what it hangs of which the design does not say.
    pub open: Option<Open>,
    /// Whether it names a state.
    pub stated: bool,
}

impl Fit {
    /// The pair.
    pub(crate) fn pair(&self) -> &'static Pair<'static> {
        &library().pairs()[self.row]
    }
}

/// Whether a pair names a state.
pub(crate) fn names_state(pair: &Pair<'_>) -> bool {
    [pair.a, pair.b].into_iter().any(|name| State::split(name).1.is_some())
}

/// Every way in which two words may be meant; one word means the same wherever it stands.
pub(crate) fn ways<'n>(a: &Party<'n>, b: &Party<'n>) -> Vec<(Party<'n>, Party<'n>)> {
    if a.names.words.first() == b.names.words.first() {
        return a.meant().zip(b.meant()).collect();
    }
    a.meant().flat_map(|one| b.meant().map(move |other| (one, other))).collect()
}

/// What is found in whatever way two words are meant; where that differs, the worst, which hangs on which is meant.
pub(crate) fn agreed(each: impl IntoIterator<Item = Option<Fit>>) -> Option<Fit> {
    let each: Vec<Option<Fit>> = each.into_iter().collect();
    let bad = |fit: &Option<Fit>| fit.as_ref().map(|fit| badness(fit.pair()));
    let first = *each.first()?;
    if each.iter().all(|fit| bad(fit) == bad(&first)) {
        return first;
    }
    let worst = each.into_iter().flatten().min_by_key(|fit| badness(fit.pair()))?;
    Some(Fit { open: Some(Open::Which), ..worst })
}

/// All rows of a method that name both, of two things that are known.
pub(crate) fn fits(method: &str, a: &Party<'_>, b: &Party<'_>) -> Vec<Fit> {
    let mut found: Vec<Fit> = Vec::new();
    let Some(method) = number(method) else { return found };
    let (rows, rows_by_name) = (&library().pair_index().rows, &*ROWS_BY_NAME);
    let (one, any) = (a.names.words.first() == b.names.words.first(), *ANY_NUMBER);
    for name in a.names.numbers.iter().copied().chain([any]).flatten() {
        for number in rows_by_name.get(&(method, name)).into_iter().flatten() {
            let row = &rows[*number];
            let other = if row.a.0 == name { row.b.0 } else { row.a.0 };
            let may_fit = Some(other) == any || b.names.may_hold(other);
            if !may_fit || found.iter().any(|known| known.row == *number) {
                continue;
            }
            if row.same && !one {
                continue;
            }
            let direct = a.rank(row.a).zip(b.rank(row.b));
            let crossed = a.rank(row.b).zip(b.rank(row.a));
            let best = direct.into_iter().chain(crossed).min_by_key(|(x, y)| (x.1.is_some() || y.1.is_some(), x.0 + y.0));
            if let Some((x, y)) = best {
                let stated = row.a.1.is_some() || row.b.1.is_some();
                found.push(Fit { specific: x.0 + y.0, row: *number, open: x.1.or(y.1).map(Open::State), stated });
            }
        }
    }
    found.sort_unstable_by_key(|fit| (fit.specific, fit.row));
    found
}

/// Whether a pair does not hold, whatever is done.
pub(crate) fn fails(pair: &Pair<'_>) -> bool {
    matches!(pair.rating, "forbidden" | "poor")
}

/// How bad a rating is: the lower the worse.
pub(crate) fn badness(pair: &Pair<'_>) -> Option<usize> {
    ["forbidden", "poor", "conditional", "good"].iter().position(|rating| *rating == pair.rating)
}

/// The row by which two things are rated under a method.
pub(crate) fn rate(method: &str, a: &Party<'_>, b: &Party<'_>) -> Option<Fit> {
    rate_first(&[method], a, b)
}

/// The row by which two things that are known are rated. Of rows on the materials the most specific counts, of equally
/// specific ones the worst; so it is with rows that name a state; and of the two that are left the worse.
fn rate_known(method: &str, a: &Party<'_>, b: &Party<'_>) -> Option<Fit> {
    let found = fits(method, a, b);
    let best = |stated: bool| {
        let of_kind = found.iter().filter(|fit| fit.stated == stated);
        of_kind.min_by_key(|fit| (fit.specific, badness(fit.pair()))).copied()
    };
    // `min_by_key` keeps the first of equals: what holds in every state needs no word about one.
    [best(false), best(true)].into_iter().flatten().min_by_key(|fit| badness(fit.pair()))
}

/// The rating under the first of several names of methods that has a row.
pub(crate) fn rate_first(methods: &[&str], a: &Party<'_>, b: &Party<'_>) -> Option<Fit> {
    agreed(ways(a, b).iter().map(|(a, b)| methods.iter().find_map(|method| rate_known(method, a, b))))
}

/// The worse of two ratings, the first of equals.
pub(crate) fn worse(a: Option<Fit>, b: Option<Fit>) -> Option<Fit> {
    a.into_iter().chain(b).min_by_key(|fit| badness(fit.pair()))
}

/// A pair as an origin.
pub(crate) fn origin(pair: &'static Pair<'static>) -> Origin {
    let what = ["pair ", pair.id, ": ", pair.a, " with ", pair.b].concat().into();
    Origin::Row { what, basis: pair.basis, sources: &pair.sources }
}

/// The rating of some materials as a value. What hangs on a state of which the design does not say needs the field that `field`
/// names.
pub(crate) fn rating(
    fit: &Fit,
    (world, materials): (&World<'_>, impl IntoIterator<Item = usize>),
    trace: &mut Trace,
    field: impl FnOnce(State) -> String,
) -> Known<Word> {
    match fit.open {
        Some(Open::State(state)) => return trace.unknown(|| field(state)),
        Some(Open::Which) => return world.ask_which(materials, trace),
        None => {}
    }
    let pair = fit.pair();
    trace.origin(|| origin(pair));
    Ok(pair.rating.into())
}

/// What works instead, for a pair without a condition of its own.
pub(crate) fn remedy(fit: &Fit, otherwise: &'static str) -> Word {
    let pair = fit.pair();
    match (pair.condition, pair.rating) {
        ("", "conditional") => "show by a test on production parts that it holds",
        ("", _) => otherwise,
        (condition, _) => condition,
    }
    .into()
}

/// With what the path of a row begins.
pub(crate) const ROWS: &str = "pairs.";

/// The semantic path of the row that would rate things under a method, such as `pairs.bonding-pu.eva-foam+abs`.
pub(crate) fn path<'n>(method: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    format!("{ROWS}{method}.{}", names.join("+"))
}

#[cfg(test)]
#[path = "pair_tests.rs"]
mod tests;
