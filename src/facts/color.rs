//! The color of something and how light it is.

use super::state::{self, Spot};
use super::{Known, Trace, Word, World};

/// The color as the design writes it; its tone where only that is given.
pub(super) fn color(world: &World<'_>, spot: Spot, trace: &mut Trace) -> Known<Word> {
    let given = state::coloring(world, spot);
    match (given.color.get(), given.tone.get()) {
        (Some(color), _) => {
            trace.given_at(given.color.span(), || state::path(world, spot, "color"));
            Ok((&**color).into())
        }
        (None, Some(tone)) => {
            trace.given_at(given.tone.span(), || state::path(world, spot, "tone"));
            Ok(tone.word().into())
        }
        (None, None) => trace.unknown(|| state::path(world, spot, "color")),
    }
}

/// How light it is.
pub(super) fn tone(world: &World<'_>, spot: Spot, trace: &mut Trace) -> Known<Word> {
    match state::coloring(world, spot).tone(world.library) {
        Some(tone) => {
            state::trace(world, spot, trace);
            Ok(tone.word().into())
        }
        None => trace.unknown(|| state::color_path(world, spot)),
    }
}

/// Whether its pigment lets the beam of a welding laser through; a tone alone does not say it.
pub(super) fn passes_laser(world: &World<'_>, spot: Spot, trace: &mut Trace) -> Known<bool> {
    let color = state::coloring(world, spot).color;
    match color.get() {
        Some(words) => {
            trace.given_at(color.span(), || state::path(world, spot, "color"));
            Ok(world.library.shade(words).passes_laser)
        }
        None => trace.unknown(|| state::path(world, spot, "color")),
    }
}
