//! Which row of the table of pairs speaks about two things, in the states they are in.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::value::{Known, Origin, Trace, Word};
use crate::knowledge::{Pair, PairIndex, State, library};
use crate::source::{QuickMap, quick_map};

/// Rows of the table of pairs by the names they carry.
struct Lookup {
    /// The number of each name and method.
    numbers: QuickMap<&'static str, u16>,
    /// The rows of a method that carry a name.
    rows: QuickMap<(u16, u16), Vec<usize>>,
}

static LOOKUP: LazyLock<Lookup> = LazyLock::new(|| {
    let PairIndex { names, rows } = library().pair_index();
    let mut lookup = Lookup { numbers: quick_map(names.len()), rows: quick_map(rows.len()) };
    lookup.numbers.extend(names.iter().copied().zip(0..));
    for (number, row) in rows.iter().enumerate() {
        lookup.rows.entry((row.method, row.a.0)).or_default().push(number);
        if row.b.0 != row.a.0 {
            lookup.rows.entry((row.method, row.b.0)).or_default().push(number);
        }
    }
    lookup
});

/// The number of a name that no pair carries.
const NOWHERE: u16 = u16::MAX;

fn number(name: &str) -> u16 {
    LOOKUP.numbers.get(name).copied().unwrap_or(NOWHERE)
}

/// The numbers of some names, for a thing that is looked up many times.
pub(crate) fn numbers(names: &[&str]) -> Vec<u16> {
    names.iter().map(|name| number(name)).collect()
}

/// The names of things in the pairs of a method as they are written, sorted, each once.
pub(crate) fn names(method: &str) -> Vec<&'static str> {
    let method = number(method);
    let of_method = library().pair_index().rows.iter().filter(|row| row.method == method);
    let mut numbers: Vec<u16> = of_method.flat_map(|row| row.written).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|number| library().pair_index().names[usize::from(number)]).collect()
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

/// One of two things that meet: under which names pairs mean it, and in which states it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Party<'n> {
    /// Its id and classes, the most specific first.
    pub names: &'n [&'static str],
    /// The numbers of these, where they are known already.
    pub numbers: Option<&'n [u16]>,
    /// States that hold.
    pub holds: States,
    /// States that may hold: the design does not say.
    pub open: States,
}

impl<'n> Party<'n> {
    /// A thing in no particular state.
    pub(crate) fn plain(names: &'n [&'static str]) -> Self {
        Self { names, numbers: None, holds: States::default(), open: States::default() }
    }

    fn numbered(&self) -> Numbered<'_> {
        let names = self.numbers.map_or_else(|| numbers(self.names).into(), Cow::Borrowed);
        Numbered { party: self, names, any: number(ANY) }
    }
}

/// A thing with the numbers of its names.
struct Numbered<'p> {
    party: &'p Party<'p>,
    names: Cow<'p, [u16]>,
    any: u16,
}

impl Numbered<'_> {
    /// How specific a name is for this thing, and whether that hangs on a state of which the design does not say.
    fn rank(&self, (name, state): (u16, Option<State>)) -> Option<(usize, Option<State>)> {
        let rank = if name == self.any { Some(self.names.len()) } else { self.names.iter().position(|known| *known == name) }?;
        match state {
            Some(state) if self.party.holds.has(state) => Some((rank, None)),
            Some(state) if self.party.open.has(state) => Some((rank, Some(state))),
            Some(_) => None,
            None => Some((rank, None)),
        }
    }
}

/// A row that fits two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fit {
    /// How specific it is: the lower the more.
    pub specific: usize,
    /// The row, as an index of the table.
    pub row: usize,
    /// A state on which it hangs and of which the design does not say.
    pub open: Option<State>,
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

/// All rows of a method that name both.
pub(crate) fn fits(method: &str, a: &Party<'_>, b: &Party<'_>) -> Vec<Fit> {
    let (lookup, rows) = (&*LOOKUP, &library().pair_index().rows);
    let method = number(method);
    let one = a.names.first() == b.names.first();
    let (a, b) = (a.numbered(), b.numbered());
    let mut found: Vec<Fit> = Vec::new();
    for name in a.names.iter().copied().chain([a.any]) {
        for &number in lookup.rows.get(&(method, name)).into_iter().flatten() {
            let row = &rows[number];
            if row.same && !one || found.iter().any(|known| known.row == number) {
                continue;
            }
            let direct = a.rank(row.a).zip(b.rank(row.b));
            let crossed = a.rank(row.b).zip(b.rank(row.a));
            let best = direct.into_iter().chain(crossed).min_by_key(|(x, y)| (x.1.is_some() || y.1.is_some(), x.0 + y.0));
            if let Some((x, y)) = best {
                let stated = row.a.1.is_some() || row.b.1.is_some();
                found.push(Fit { specific: x.0 + y.0, row: number, open: x.1.or(y.1), stated });
            }
        }
    }
    found.sort_unstable_by_key(|fit| (fit.specific, fit.row));
    found
}

/// How bad a rating is: the lower the worse.
pub(crate) fn badness(pair: &Pair<'_>) -> Option<usize> {
    ["forbidden", "poor", "conditional", "good"].iter().position(|rating| *rating == pair.rating)
}

/// The row by which two things are rated under a method. Of rows on the materials the most specific counts, of equally
/// specific ones the worst; so it is with rows that name a state; and of the two that are left the worse.
pub(crate) fn rate(method: &str, a: &Party<'_>, b: &Party<'_>) -> Option<Fit> {
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
    methods.iter().find_map(|method| rate(method, a, b))
}

/// The worse of two ratings, the first of equals.
pub(crate) fn worse(a: Option<Fit>, b: Option<Fit>) -> Option<Fit> {
    a.into_iter().chain(b).min_by_key(|fit| badness(fit.pair()))
}

/// A pair as an origin.
pub(crate) fn origin(pair: &'static Pair<'static>) -> Origin {
    Origin::Row { what: format!("pair {}: {} with {}", pair.id, pair.a, pair.b), basis: pair.basis, sources: &pair.sources }
}

/// The rating as a value. What hangs on a state of which the design does not say needs the field that `field` names.
pub(crate) fn rating(fit: &Fit, trace: &mut Trace, field: impl FnOnce(State) -> String) -> Known<Word> {
    if let Some(state) = fit.open {
        return trace.unknown(|| field(state));
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

/// The semantic path of the row that would rate things under a method, such as `pairs.bonding-pu.eva-foam+abs`.
pub(crate) fn path<'n>(method: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    format!("pairs.{method}.{}", names.join("+"))
}

#[cfg(test)]
#[path = "pair_tests.rs"]
mod tests;
