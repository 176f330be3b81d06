//! Maps and sets whose keys are our own words and numbers, with a quick hash. Words of a design go into those of the standard
//! library, which no chosen keys can slow down.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;

/// A map from words of the tables, the checks or the source.
pub(crate) type QuickMap<K, V> = HashMap<K, V, FxBuildHasher>;

/// A set of numbers.
pub(crate) type QuickSet<T> = HashSet<T, FxBuildHasher>;

/// An empty map with room for so many words.
pub(crate) fn quick_map<K, V>(room: usize) -> QuickMap<K, V> {
    QuickMap::with_capacity_and_hasher(room, FxBuildHasher)
}
