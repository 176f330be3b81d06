//! The tables of the program as far as conditions name them.

use super::compile::Lexicon;
use crate::knowledge::{Library, Table, Trust};

impl Lexicon for Library {
    fn entry(&self, table: Table, name: &str) -> Option<&str> {
        self.find(table, name).map(|index| self.entry(table, index).id)
    }

    fn families(&self, table: Table) -> Vec<&str> {
        Self::families(self, table).collect()
    }

    fn near(&self, table: Table, name: &str) -> Option<&str> {
        self.nearest(table, name)
    }

    fn has_source(&self, id: &str) -> bool {
        self.find_source(id).is_some()
    }

    fn is_blog(&self, id: &str) -> bool {
        self.find_source(id).is_some_and(|source| source.trust == Trust::Blog)
    }

    fn near_source(&self, id: &str) -> Option<&str> {
        crate::source::nearest(id, self.sources().iter().map(|source| source.id))
    }
}
