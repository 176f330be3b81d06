//! The worst of many, as many as a reader takes.

use std::collections::BTreeMap;

use super::told::Rank;

/// The worst of what was given, the worst first and else in the order in which it came; never more than fit.
pub(super) struct Worst<T> {
    most: usize,
    seen: usize,
    kept: BTreeMap<(Rank, usize), T>,
}

impl<T> Worst<T> {
    /// Room for so many.
    pub(super) const fn new(most: usize) -> Self {
        Self { most, seen: 0, kept: BTreeMap::new() }
    }

    /// Keeps it if it is among the worst; what does not fit any more goes.
    pub(super) fn push(&mut self, rank: Rank, value: T) {
        self.kept.insert((rank, self.seen), value);
        self.seen += 1;
        if self.kept.len() > self.most {
            self.kept.pop_last();
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
}
