//! A cross-section of a part with layers, to scale in its thickness.

use serde::Serialize;

use super::scale::nice;
use super::{fitting, round};
use crate::review::{Figure, Layer, Layers};

/// Height of all layers whose thickness is known.
const HEIGHT: f64 = 200.0;
/// Height of a layer whose thickness is not known.
const UNKNOWN: f64 = 24.0;
/// Least height at which a layer is seen.
const SEEN: f64 = 1.0;
/// Space between the lines of text beside the layers.
const LINE: f64 = 19.0;
/// Where the first layer begins.
const TOP: f64 = 26.0;
/// Columns of text beside the layers.
const COLUMNS: usize = 46;
/// Patterns that tell materials apart.
const PATTERNS: usize = 6;

/// A cross-section.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    height: f64,
    bands: Vec<Band>,
    /// Where the last layer ends.
    bottom: f64,
    /// A bar of a round length; none if no thickness is known.
    bar: Option<Bar>,
}

/// A layer.
#[derive(Debug, Serialize)]
struct Band {
    y: f64,
    height: f64,
    /// Of a range of thickness the part that is there at least.
    least: f64,
    /// Its pattern; layers of one material have the same.
    pattern: usize,
    known: bool,
    /// Whether it is too thin to be drawn to scale.
    widened: bool,
    bonded: bool,
    middle: f64,
    text_y: f64,
    text: String,
}

/// A bar that shows the scale.
#[derive(Debug, Serialize)]
struct Bar {
    height: f64,
    /// In m.
    length: f64,
}

/// The cross-section of a part.
pub(super) fn section(of: &Layers) -> Section {
    let most = |layer: &Layer| layer.thickness.as_ref().and_then(|of| of.high.or(of.low));
    let total: f64 = of.layers.iter().filter_map(most).sum();
    let scale = if total > 0.0 { HEIGHT / total } else { 0.0 };
    let mut materials: Vec<&str> = Vec::new();
    let mut y = TOP;
    let mut bands = Vec::new();
    for (number, layer) in of.layers.iter().enumerate() {
        let pattern = materials.iter().position(|known| *known == layer.material).unwrap_or_else(|| {
            materials.push(&layer.material);
            materials.len() - 1
        });
        let known = most(layer);
        let drawn = known.map_or(UNKNOWN, |thickness| thickness * scale);
        let least = layer.thickness.as_ref().and_then(|of| of.low).map_or(drawn, |low| low * scale);
        let height = drawn.max(SEEN);
        bands.push(Band {
            y: round(y),
            height: round(height),
            least: round(least.min(height)),
            pattern: pattern % PATTERNS,
            known: known.is_some(),
            widened: drawn < SEEN,
            bonded: number > 0 && !layer.bond.is_empty(),
            middle: round(y + height / 2.0),
            text_y: 0.0,
            text: fitting(&label(number, layer), COLUMNS),
        });
        y += height;
    }
    let bottom = y;
    spread(&mut bands);
    let last = bands.last().map_or(bottom, |band| band.text_y).max(bottom + 4.0);
    let bar = (scale > 0.0).then(|| {
        let length = nice(60.0 / scale * 0.4);
        Bar { height: round(length * scale), length }
    });
    Section { height: round(last + 24.0), bands, bottom: round(bottom), bar }
}

/// `2 eva-foam-75c 5 mm`.
fn label(number: usize, layer: &Layer) -> String {
    let thickness = layer.thickness.as_ref().map_or("?", |Figure { shown, .. }| shown);
    format!("{} {} {thickness}", number + 1, layer.material)
}

/// Sets the lines of text beside their layers, as close to them as they can be without lying on each other.
fn spread(bands: &mut [Band]) {
    let mut free = TOP;
    for band in bands.iter_mut() {
        band.text_y = band.middle.max(free + LINE / 2.0);
        free = band.text_y + LINE / 2.0;
    }
}
