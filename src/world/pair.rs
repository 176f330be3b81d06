//! Which row of the table of pairs speaks about two things, in the states they are in.

use std::sync::LazyLock;

use super::value::{Known, Origin, Trace, Word};
use crate::knowledge::{Pair, PairIndex, State, library};
use crate::source::{QuickMap, quick_map};

/// A row with its two names taken apart.
struct Row {
    method: &'static str,
    a: (&'static str, Option<State>),
    b: (&'static str, Option<State>),
    /// Whether it holds only for two pieces of one material.
    same: bool,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let PairIndex { names, rows } = library().pair_index();
    let name = |number: u16| names[usize::from(number)];
    let thing = |(number, state): (u16, Option<State>)| (name(number), state);
    rows.iter().map(|row| Row { method: name(row.method), a: thing(row.a), b: thing(row.b), same: row.same }).collect()
});

/// Rows of the table of pairs by method and by each of the two names they carry.
static ROWS_BY_NAME: LazyLock<QuickMap<(&'static str, &'static str), Vec<usize>>> = LazyLock::new(|| {
    let mut rows: QuickMap<_, Vec<usize>> = quick_map(ROWS.len());
    for (number, row) in ROWS.iter().enumerate() {
        rows.entry((row.method, row.a.0)).or_default().push(number);
        if row.b.0 != row.a.0 {
            rows.entry((row.method, row.b.0)).or_default().push(number);
        }
    }
    rows
});

/// The names of things in the pairs of a method, sorted, each once.
pub(crate) fn names(method: &str) -> Vec<&'static str> {
    let mut names: Vec<&'static str> =
        ROWS.iter().filter(|row| row.method == method).flat_map(|row| [row.a.0, row.b.0]).collect();
    names.sort_unstable();
    names.dedup();
    names
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
    /// Their distances.
    pub distances: Vec<u8>,
}

impl Names {
    /// The names of a thing that is called this and is of these classes.
    pub(crate) fn new(called: &'static str, classes: &[&'static str]) -> Self {
        let (words, distances) = library().names(called, classes);
        Self { words, distances }
    }
}

/// One of two things that meet: under which names pairs mean it, and in which states it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Party<'n> {
    /// Its id and classes, the most specific first.
    pub names: &'n [&'static str],
    /// How far each name is from it; one step for each name before it if there are none.
    pub distances: &'n [u8],
    /// States that hold.
    pub holds: States,
    /// States that may hold: the design does not say.
    pub open: States,
}

impl<'n> Party<'n> {
    /// A thing in no particular state.
    pub(crate) fn plain(names: &'n [&'static str]) -> Self {
        Self { names, distances: &[], holds: States::default(), open: States::default() }
    }

    /// A thing under its names and their distances, in no particular state.
    pub(crate) fn known(names: &'n Names) -> Self {
        Self { distances: &names.distances, ..Self::plain(&names.words) }
    }

    fn distance(&self, number: usize) -> usize {
        self.distances.get(number).map_or(number, |distance| usize::from(*distance))
    }

    /// How near a name is to this thing, and whether that hangs on a state of which the design does not say.
    fn rank(&self, (name, state): (&str, Option<State>)) -> Option<(usize, Option<State>)> {
        let rank = if name == ANY {
            self.names.len().checked_sub(1).map_or(0, |last| self.distance(last) + 1)
        } else {
            self.distance(self.names.iter().position(|known| *known == name)?)
        };
        match state {
            Some(state) if self.holds.has(state) => Some((rank, None)),
            Some(state) if self.open.has(state) => Some((rank, Some(state))),
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
    let (rows, rows_by_name, one) = (&*ROWS, &*ROWS_BY_NAME, a.names.first() == b.names.first());
    let mut found: Vec<Fit> = Vec::new();
    for name in a.names.iter().copied().chain([ANY]) {
        for number in rows_by_name.get(&(method, name)).into_iter().flatten() {
            if found.iter().any(|known| known.row == *number) {
                continue;
            }
            let row = &rows[*number];
            if row.same && !one {
                continue;
            }
            let direct = a.rank(row.a).zip(b.rank(row.b));
            let crossed = a.rank(row.b).zip(b.rank(row.a));
            let best = direct.into_iter().chain(crossed).min_by_key(|(x, y)| (x.1.is_some() || y.1.is_some(), x.0 + y.0));
            if let Some((x, y)) = best {
                let stated = row.a.1.is_some() || row.b.1.is_some();
                found.push(Fit { specific: x.0 + y.0, row: *number, open: x.1.or(y.1), stated });
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
