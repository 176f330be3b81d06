//! Sets of tasks, of a size known at compile time, so that the search compares and stores them without allocation.

use std::hash::{BuildHasher, Hash, Hasher};

/// A set of the task numbers below `64 * WORDS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tasks<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Tasks<WORDS> {
    pub(super) const EMPTY: Self = Self([0; WORDS]);

    /// The set of the numbers below `count`.
    pub(super) fn below(count: usize) -> Self {
        let word = |index: usize| match count.saturating_sub(64 * index) {
            0 => 0,
            bits @ 1..64 => (1 << bits) - 1,
            _ => u64::MAX,
        };
        Self(std::array::from_fn(word))
    }

    pub(super) fn with(mut self, task: usize) -> Self {
        self.0[task / 64] |= 1 << (task % 64);
        self
    }

    pub(super) fn without(mut self, task: usize) -> Self {
        self.0[task / 64] &= !(1 << (task % 64));
        self
    }

    pub(super) fn contains(&self, task: usize) -> bool {
        self.0[task / 64] >> (task % 64) & 1 == 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn first(self) -> Option<usize> {
        self.iter().next()
    }

    pub(super) fn and(self, other: Self) -> Self {
        self.combine(other, |left, right| left & right)
    }

    pub(super) fn or(self, other: Self) -> Self {
        self.combine(other, |left, right| left | right)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.combine(other, |left, right| left & !right)
    }

    pub(super) fn is_subset(self, other: Self) -> bool {
        self.minus(other).is_empty()
    }

    fn combine(mut self, other: Self, operation: impl Fn(u64, u64) -> u64) -> Self {
        for (word, with) in self.0.iter_mut().zip(other.0) {
            *word = operation(*word, with);
        }
        self
    }

    /// The numbers in the set, ascending.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(index, mut word)| {
            std::iter::from_fn(move || {
                if word == 0 {
                    return None;
                }
                let bit = word.trailing_zeros() as usize;
                word &= word - 1;
                Some(64 * index + bit)
            })
        })
    }
}

impl<const WORDS: usize> Hash for Tasks<WORDS> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for word in self.0 {
            state.write_u64(word);
        }
    }
}

/// Hashing for sets of tasks: a multiplication a word, much faster than the standard hash and the same in every run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mixer(u64);

impl BuildHasher for Mixer {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        *self
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        // 2^64 divided by the golden ratio: an odd factor without pattern in its bits.
        let mixed = (self.0.rotate_left(29) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    type Two = Tasks<2>;

    fn both(numbers: &[usize]) -> (Two, BTreeSet<usize>) {
        (numbers.iter().fold(Two::EMPTY, |set, number| set.with(*number)), numbers.iter().copied().collect())
    }

    #[test]
    fn ends_of_words_are_kept() {
        let set = Two::EMPTY.with(0).with(63).with(64).with(127);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 127]);
        assert_eq!(set.without(64).iter().collect::<Vec<_>>(), [0, 63, 127]);
        assert_eq!(Two::below(0), Two::EMPTY);
        assert_eq!(Two::below(128).len(), 128);
        for count in [1, 63, 64, 65, 127] {
            assert_eq!(Two::below(count).iter().collect::<Vec<_>>(), (0..count).collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn behaves_like_a_set(
            left in prop::collection::vec(0..128_usize, 0..40),
            right in prop::collection::vec(0..128_usize, 0..40),
            one in 0..128_usize,
        ) {
            let ((a, left), (b, right)) = (both(&left), both(&right));
            let list = |set: Two| set.iter().collect::<BTreeSet<_>>();
            prop_assert_eq!(list(a.and(b)), &left & &right);
            prop_assert_eq!(list(a.or(b)), &left | &right);
            prop_assert_eq!(list(a.minus(b)), &left - &right);
            prop_assert_eq!(a.is_subset(b), left.is_subset(&right));
            prop_assert_eq!(a.contains(one), left.contains(&one));
            prop_assert_eq!(a.len(), left.len());
            prop_assert_eq!(a.is_empty(), left.is_empty());
        }
    }
}
