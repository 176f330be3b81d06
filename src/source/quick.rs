//! Maps whose keys are our own words, with a quick hash. Keys of a design go into the maps of the standard library, which no
//! chosen keys can slow down.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

/// A map from words of the tables, the checks or the source.
pub(crate) type QuickMap<K, V> = HashMap<K, V, FxBuildHasher>;

/// An empty map with room for so many words.
pub(crate) fn quick_map<K, V>(room: usize) -> QuickMap<K, V> {
    QuickMap::with_capacity_and_hasher(room, FxBuildHasher)
}
