//! A quick hash for maps whose keys are our own words. Keys of a design go into the maps of the standard library, which no
//! chosen keys can slow down.

use std::hash::{BuildHasherDefault, Hasher};

/// A map from words of the tables, the checks or the source.
pub(crate) type QuickMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// An empty map with room for so many words.
pub(crate) fn quick_map<K, V>(room: usize) -> QuickMap<K, V> {
    QuickMap::with_capacity_and_hasher(room, BuildHasherDefault::default())
}

/// Multiplies and turns, eight bytes at a time.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        // An odd number without a pattern: the golden ratio in 64 bits.
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let last = rest.iter().fold(rest.len() as u64, |last, byte| last << 8 | u64::from(*byte));
        self.add(last);
    }

    fn write_u16(&mut self, number: u16) {
        self.add(number.into());
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(byte.into());
    }

    fn finish(&self) -> u64 {
        // The map looks at the upper bits first, and the product has mixed those best.
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::BuildHasher as _;

    use super::*;

    fn hash(word: &str) -> u64 {
        BuildHasherDefault::<Quick>::default().hash_one(word)
    }

    #[test]
    fn words_that_differ_hash_apart() {
        let words = (0..20_000).flat_map(|number| [format!("{number}"), format!("word-{number}"), format!("{number:032}")]);
        assert_eq!(words.map(|word| hash(&word)).collect::<HashSet<_>>().len(), 60_000);
        assert_ne!(hash("abs"), hash("abs\0"));
    }
}
