//! Which materials a process makes parts of or works on: of its rows, the one that names a material most closely.

use super::{Ability, Entry, Makes};

impl<'s> Entry<'s> {
    /// The row of this process about a material: the one that names it most closely, of equally close ones the first, which is
    /// its own before that of a process that it is like. None where no row speaks of the material, or one leaves it open.
    #[must_use]
    pub fn makes(&self, material: &Entry<'_>) -> Option<&Makes<'s>> {
        let closest = self.makes.iter().filter_map(|row| Some((distance(row, material)?, row)));
        let (_, row) = closest.min_by_key(|(distance, _)| *distance)?;
        (row.answer != Ability::Open).then_some(row)
    }
}

/// How closely a row names a material: 0 by its id, then by its classes in their order, by family and chemistry, by its family.
fn distance(row: &Makes<'_>, material: &Entry<'_>) -> Option<usize> {
    row.of.iter().filter_map(|name| named(name, material)).min()
}

fn named(name: &str, material: &Entry<'_>) -> Option<usize> {
    let classes = material.classes.len();
    if name == material.id {
        return Some(0);
    }
    if name == material.family {
        return Some(classes + 2);
    }
    if name.split_once('/') == Some((material.family, material.chemistry)) {
        return Some(classes + 1);
    }
    material.classes.iter().position(|class| *class == name).map(|place| place + 1)
}
