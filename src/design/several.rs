//! Several names in one text: parts with a plus between them, and the layers of a laminate.

use crate::knowledge::{Library, Table};
use crate::quantity::{Dimension, parse_as};
use crate::yaml::{fold, scalar};

/// Words that put a layer on the outer face, and on the inner one.
const OUTSIDE: [&str; 4] = ["outside", "outer", "face", "exterior"];
const INSIDE: [&str; 4] = ["inside", "inner", "lining", "liner"];

/// How several names in one text are written, such as `back + bumper`.
pub(super) fn several(text: &str, known: &[&str]) -> Option<String> {
    let parts: Vec<&str> =
        text.split(['+', '&', '/', ',']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" to ")).collect();
    let id = |part: &str| known.iter().copied().find(|known| fold(known) == fold(part));
    let all: Vec<&str> = parts.iter().map(|part| id(part)).collect::<Option<_>>()?;
    let all: Vec<String> = all.into_iter().map(scalar).collect();
    (all.len() > 1).then(|| format!("write `[{}]`", all.join(", ")))
}

/// How a text is written that names a material for each of several layers, the outer one first.
pub(super) fn laminate(library: &Library, text: &str) -> Option<String> {
    let pieces: Vec<&str> = text.split([',', '+', ';']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let side = |words: &[&str]| text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word));
    if !side(&OUTSIDE) && !side(&INSIDE) {
        return None;
    }
    let mut layers: Vec<(usize, String)> = Vec::new();
    for piece in &pieces {
        let is_thickness = parse_as(piece, Dimension::LENGTH).is_ok_and(|measure| measure.unit.is_some());
        if let (true, Some((_, layer))) = (is_thickness, layers.last_mut()) {
            layer.push_str(", thickness: ");
            layer.push_str(piece);
            continue;
        }
        let id = library.entry(Table::Material, *library.search(Table::Material, piece).first()?).id;
        let says = |words: &[&str]| piece.to_lowercase().split_whitespace().any(|word| words.contains(&word));
        let place = if says(&OUTSIDE) {
            0
        } else if says(&INSIDE) {
            2
        } else {
            1
        };
        layers.push((place, format!("material: {id}")));
    }
    layers.sort_by_key(|(place, _)| *place);
    let shown: Vec<String> = layers.iter().map(|(_, layer)| format!("{{ {layer} }}")).collect();
    let message = format!("a laminate has no `material`, it is written `layers: [{}]` from the outside in", shown.join(", "));
    (shown.len() > 1).then_some(message)
}

#[cfg(test)]
mod tests {
    use super::{laminate, several};
    use crate::knowledge::library;

    #[test]
    fn parts_in_one_text_are_a_list() {
        let parts = ["Back-Plate", "bumper", "foam"];
        assert_eq!(several("Back Plate + Bumper", &parts).as_deref(), Some("write `[Back-Plate, bumper]`"));
        assert_eq!(several("foam & bumper", &parts).as_deref(), Some("write `[foam, bumper]`"));
        assert_eq!(several("foam to lid", &parts), None);
        assert_eq!(several("foam", &parts), None);
    }

    #[test]
    fn a_laminate_is_told_layer_by_layer() {
        let told = laminate(library(), "EVA 60 Shore C, 5 mm, 1680D nylon outside, tricot lining").expect("layers");
        let expected =
            "[{ material: nylon-1680d-ballistic }, { material: eva-foam-60c, thickness: 5 mm }, { material: brushed-tricot }]";
        assert!(told.contains(expected), "{told}");
        assert_eq!(laminate(library(), "PC, clear"), None);
        assert_eq!(laminate(library(), "nylon outside"), None);
    }
}
