//! The worst of many, as many as a reader takes.

use std::collections::BTreeMap;

use super::told::Rank;

/// The worst of what was given, the worst first and else in the order in which it came; never more than fit.
pub(super) struct Worst<T> {
    most: usize,
    /// How many of each rank stay whatever comes.
    each: usize,
    seen: usize,
    /// How many of each rank are kept.
    counts: BTreeMap<Rank, usize>,
    kept: BTreeMap<(Rank, usize), T>,
}

impl<T> Worst<T> {
    /// Room for so many.
    pub(super) const fn new(most: usize) -> Self {
        Self { most, each: 0, seen: 0, counts: BTreeMap::new(), kept: BTreeMap::new() }
    }

    /// The same, with room for the first of each rank, for readers that show so many of each.
    pub(super) fn with_each(self, each: usize) -> Self {
        Self { each, ..self }
    }

    /// Keeps it if it is among the worst; what does not fit any more goes.
    pub(super) fn push(&mut self, rank: Rank, value: T) {
        self.kept.insert((rank, self.seen), value);
        self.seen += 1;
        *self.counts.entry(rank).or_default() += 1;
        if self.kept.len() > self.most {
            self.drop_one();
        }
    }

    /// Takes out the last of the mildest rank that has more than its share.
    fn drop_one(&mut self) {
        let rank = self.counts.iter().rev().find(|(_, count)| **count > self.each).map(|(rank, _)| *rank);
        let last = rank.and_then(|rank| self.kept.range(..=(rank, usize::MAX)).next_back().map(|(key, _)| *key));
        let dropped = last.and_then(|key| self.kept.remove_entry(&key)).or_else(|| self.kept.pop_last());
        if let Some(count) = dropped.and_then(|((rank, _), _)| self.counts.get_mut(&rank)) {
            *count -= 1;
        }
    }

    /// How many did not fit, and of how many.
    pub(super) fn cut(&self) -> (usize, usize) {
        (self.seen - self.kept.len(), self.seen)
    }

    /// What is kept.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.kept.values()
    }
}

#[cfg(test)]
mod tests {
    use super::Worst;
    use crate::report::told::Rank;

    #[test]
    fn the_worst_stay_in_the_order_in_which_they_came() {
        let mut worst = Worst::new(3);
        let given = [(Rank::Advice, "a"), (Rank::Error, "b"), (Rank::Warning, "c"), (Rank::Error, "d"), (Rank::Rejected, "e")];
        for (rank, name) in given {
            worst.push(rank, name);
        }
        assert_eq!(worst.values().copied().collect::<String>(), "ebd");
        assert_eq!(worst.cut(), (2, 5));
    }

    #[test]
    fn the_first_of_each_rank_stay_where_a_reader_shows_so_many() {
        let mut worst = Worst::new(5).with_each(1);
        let given = [(Rank::Advice, 'a'), (Rank::Advice, 'b'), (Rank::Warning, 'c'), (Rank::Warning, 'd')];
        for (rank, name) in given.into_iter().chain(('e'..='k').map(|name| (Rank::Error, name))) {
            worst.push(rank, name);
        }
        assert_eq!(worst.values().copied().collect::<String>(), "efgca");
        assert_eq!(worst.cut(), (6, 11));
    }
}
