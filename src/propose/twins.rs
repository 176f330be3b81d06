//! Figures that stand in two places: the groove of a seal is a measure of the joint, and a dimension of the part in which it is cut; the
//! boss around a screw or an insert is a measure of the joint, and of the part on which it stands.

use super::change::{Draft, values};

/// The keys by which a figure ends.
const ENDS: [&str; 2] = [".nominal", ".tolerance"];

/// Fields of a joint, each with the field of a part that is the same measure by another name.
const OTHERWISE: [(&str, &str); 2] = [("hub_diameter", "bosses.outer_diameter"), ("diameter", "bosses.screw_diameter")];

/// A figure of a design: its path, the parts that it is of, and the words by which it goes.
struct Figure {
    path: String,
    parts: Vec<String>,
    /// Its path within its part or joint.
    field: String,
    /// Whether it is of a joint.
    is_joint: bool,
    words: Vec<String>,
    is_dimension: bool,
}

impl Figure {
    fn at(draft: &Draft<'_>, path: &str) -> Option<Self> {
        let path = ENDS.iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
        let (section, rest) = path.split_once('.')?;
        let (id, field) = rest.split_once('.')?;
        let parts = match section {
            "parts" => vec![id.to_owned()],
            "joints" => draft.list(&format!("joints.{id}.between")),
            _ => return None,
        };
        let dimension = field.strip_prefix("dimensions.");
        let words = dimension.unwrap_or(field).split(['.', '-', '_']).map(str::to_lowercase).collect();
        let (field, is_joint) = (field.to_owned(), section == "joints");
        Some(Self { path: path.to_owned(), parts, field, is_joint, words, is_dimension: dimension.is_some() })
    }

    /// Whether another is the same by its name, on a part of both: one as a dimension, the other as a field of its own; or one by what a
    /// joint calls it, the other by what a part does.
    fn is_named_as(&self, other: &Self) -> bool {
        let shared = self.parts.iter().any(|part| other.parts.contains(part));
        let alike = self.words == other.words && self.is_dimension != other.is_dimension;
        shared && (alike || self.is_otherwise(other) || other.is_otherwise(self))
    }

    fn is_otherwise(&self, other: &Self) -> bool {
        let names = (&*self.field, &*other.field);
        self.is_joint && !other.is_joint && OTHERWISE.contains(&names)
    }
}

/// Where else in the text of a design the figure of a field stands: of the same thing by name, and equal.
#[must_use]
pub fn twins(text: &str, path: &str) -> Vec<String> {
    let draft = &Draft::new(text);
    let Some(own) = Figure::at(draft, path) else { return Vec::new() };
    let says = |path: &str| (draft.current(path), draft.current(&format!("{path}.tolerance")));
    let said = says(&own.path);
    let end = &path[own.path.len()..];
    let mut found: Vec<String> = Vec::new();
    for leaf in values(text) {
        let Some(other) = Figure::at(draft, &leaf.path) else { continue };
        let at = format!("{}{end}", other.path);
        if said.0.is_some() && own.is_named_as(&other) && says(&other.path) == said && !found.contains(&at) {
            found.push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_in_two_places_is_found_at_the_other() {
        let text = |depth: &str| {
            format!(
                "caseproof: 1\nparts:\n  lid: {{ dimensions: {{ groove-depth: {{ nominal: {depth}, tolerance: ±0.4 mm }}, wall: 3 mm }} }}\n  base: {{ wall: 3 mm }}\n\
                 joints:\n  seal: {{ between: [lid, base], groove: {{ depth: {{ nominal: 2.4 mm, tolerance: ±0.4 mm }}, width: 3 mm }} }}\n"
            )
        };
        let same = text("2.4 mm");
        assert_eq!(twins(&same, "joints.seal.groove.depth.tolerance"), ["parts.lid.dimensions.groove-depth.tolerance"]);
        assert_eq!(twins(&same, "joints.seal.groove.depth"), ["parts.lid.dimensions.groove-depth"]);
        assert_eq!(twins(&same, "parts.lid.dimensions.groove-depth.tolerance"), ["joints.seal.groove.depth.tolerance"]);
        assert_eq!(twins(&same, "joints.seal.groove.width"), [""; 0]);
        // The wall of another part is another wall, and another figure is another thing.
        assert_eq!(twins(&same, "parts.base.wall"), [""; 0]);
        assert_eq!(twins(&text("2.5 mm"), "joints.seal.groove.depth"), [""; 0]);
    }

    #[test]
    fn a_boss_of_a_joint_is_that_of_its_part() {
        let text = "caseproof: 1\nparts:\n  base: { bosses: { outer_diameter: 8 mm, screw_diameter: 4 mm } }\n  lid: { bosses: { outer_diameter: 8 mm } }\n\
                    joints:\n  insert: { between: [base, thread], diameter: 4 mm, hub_diameter: 8 mm }\n  rivet: { between: [base, lid], diameter: 3 mm }\n";
        assert_eq!(twins(text, "joints.insert.hub_diameter"), ["parts.base.bosses.outer_diameter"]);
        assert_eq!(twins(text, "parts.base.bosses.outer_diameter"), ["joints.insert.hub_diameter"]);
        assert_eq!(twins(text, "joints.insert.diameter"), ["parts.base.bosses.screw_diameter"]);
        assert_eq!(twins(text, "joints.rivet.diameter"), [""; 0]);
        assert_eq!(twins(text, "parts.lid.bosses.outer_diameter"), [""; 0]);
    }
}
