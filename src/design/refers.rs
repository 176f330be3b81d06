//! What the texts of a spec name: where ids are given, and which fields name them or an entry of the tables.
//!
//! For editors and the schema, which complete and follow names; that each exists is checked where references are validated.
//! The tests hold the rows against the schema.

use crate::knowledge::{Library, Table};
use crate::vocabulary::words::NO_MATERIAL;

/// What a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A part.
    Part,
    /// A joint.
    Joint,
    /// An assembly step.
    Step,
    /// A task of the plan.
    Task,
    /// A dimension, as `part.dimension`.
    Dimension,
    /// A stack.
    Stack,
    /// A grade of the project, or a material of the tables.
    Material,
    /// A material of the tables.
    TableMaterial,
    /// A process.
    Process,
    /// A joining method.
    Method,
    /// A restricted substance.
    Restriction,
    /// A place of the design, such as `parts.tray.draft`.
    Place,
    /// A check, by its code or name.
    Check,
    /// What a drop ends on.
    Surface,
    /// Where the case is sold.
    Market,
    /// A word from a list that is open, by its fixed words.
    Word(&'static [&'static str]),
}

/// Where ids are given: the path, with `*` for any id or number, and whether the id is the key there or the value.
pub const GIVEN: [(&str, Named, bool); 7] = [
    ("parts.*", Named::Part, true),
    ("joints.*", Named::Joint, true),
    ("stacks.*", Named::Stack, true),
    ("materials.*", Named::Material, true),
    ("parts.*.dimensions.*", Named::Dimension, true),
    ("assembly.*.step", Named::Step, false),
    ("production.plan.*.task", Named::Task, false),
];

/// What else may stand where samples are described: that they are of the material of production.
const SAME: Named = Named::Word(&["same"]);

/// What else may stand where evidence is about a thing: that it is about the whole.
const WHOLE: Named = Named::Word(&["design"]);

/// Fields whose text is a name: the path, with `*` for any id or number, and what it may name.
pub const NAMES: [(&str, &[Named]); 45] = [
    ("materials.*.like", &[Named::TableMaterial]),
    ("parts.*.like", &[Named::Part]),
    ("parts.*.material", &[Named::Material]),
    ("parts.*.process", &[Named::Process]),
    ("parts.*.prototype.process", &[Named::Process]),
    ("parts.*.prototype.material", &[Named::Material, SAME]),
    ("parts.*.finish.*", &[Named::Material]),
    ("parts.*.process_aids.*", &[Named::Material]),
    ("parts.*.free_of.*", &[Named::Restriction]),
    ("parts.*.layers.*.material", &[Named::Material]),
    ("parts.*.layers.*.bond", &[Named::Material, Named::Word(NO_MATERIAL)]),
    ("joints.*.method", &[Named::Method]),
    ("joints.*.between.*", &[Named::Part]),
    ("joints.*.adhesive", &[Named::Material, Named::Word(NO_MATERIAL)]),
    ("joints.*.preparation.*", &[Named::Process]),
    ("joints.*.beam.part", &[Named::Part]),
    ("joints.*.gasket", &[Named::Part]),
    ("joints.*.hub", &[Named::Part]),
    ("joints.*.fastener", &[Named::Part]),
    ("stacks.*.chain.*.plus", &[Named::Dimension]),
    ("stacks.*.chain.*.minus", &[Named::Dimension]),
    ("stacks.*.variables.*", &[Named::Dimension]),
    ("assembly.*.process", &[Named::Process]),
    ("assembly.*.adds.*", &[Named::Part]),
    ("assembly.*.encloses.*", &[Named::Part]),
    ("assembly.*.of.*", &[Named::Part]),
    ("assembly.*.makes.*", &[Named::Joint]),
    ("assembly.*.undoes.*", &[Named::Joint]),
    ("assembly.*.after.*", &[Named::Step]),
    ("production.plan.*.after.*", &[Named::Task]),
    ("environment.packaging.*", &[Named::Material]),
    ("evidence.builds.*.of", &[Named::Part, Named::Step, WHOLE]),
    ("evidence.builds.*.process", &[Named::Process]),
    ("evidence.builds.*.material", &[Named::Material]),
    ("evidence.tests.*.of", &[Named::Part, Named::Joint, WHOLE]),
    ("evidence.tests.*.process", &[Named::Process]),
    ("evidence.tests.*.material", &[Named::Material]),
    ("evidence.measurements.*.of", &[Named::Dimension]),
    ("evidence.measurements.*.process", &[Named::Process]),
    ("waivers.*.at", &[Named::Place]),
    ("environment.ingress", &[Named::Word(crate::vocabulary::words::INGRESS)]),
    ("environment.drop.surface", &[Named::Surface]),
    ("evidence.tests.*.surface", &[Named::Surface]),
    ("environment.markets.*", &[Named::Market]),
    ("waivers.*.check", &[Named::Check]),
];

/// What the text at a path may name.
#[must_use]
pub fn named(path: &[&str]) -> &'static [Named] {
    NAMES.iter().find(|(pattern, _)| fits(pattern, path)).map_or(&[], |(_, named)| named)
}

/// What is given at a path, as its key or its value.
#[must_use]
pub fn given(path: &[&str], key: bool) -> Option<Named> {
    GIVEN
        .iter()
        .find(|(pattern, _, by_key)| *by_key == key && (is(pattern, path) || !key && fits(pattern, path)))
        .map(|(_, named, _)| *named)
}

/// Whether a path is one of a pattern. A list of one may be written as its only element.
fn fits(pattern: &str, path: &[&str]) -> bool {
    is(pattern, path) || pattern.strip_suffix(".*").is_some_and(|list| path.len() > 2 && is(list, path))
}

/// Whether a path is one of a pattern, word for word.
fn is(pattern: &str, path: &[&str]) -> bool {
    pattern.split('.').count() == path.len() && pattern.split('.').zip(path).all(|(word, key)| word == "*" || word == *key)
}

impl Named {
    /// What it is in a word or two.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Joint => "joint",
            Self::Step => "step",
            Self::Task => "task",
            Self::Dimension => "dimension",
            Self::Stack => "stack",
            Self::Material => "grade",
            Self::TableMaterial => "material",
            Self::Process => "process",
            Self::Method => "method",
            Self::Restriction => "restriction",
            Self::Place => "place",
            Self::Check => "check",
            Self::Surface => "surface",
            Self::Market => "market",
            Self::Word(_) => "word",
        }
    }

    /// The words of the tables that it may be, the ids of entries first; none of what only a design gives.
    #[must_use]
    pub fn words(self, library: &'static Library) -> Vec<(&'static str, &'static str)> {
        let entries = |table| library.entries(table).iter().map(|entry| (entry.id, entry.name)).collect();
        match self {
            Self::Material | Self::TableMaterial => entries(Table::Material),
            Self::Process => entries(Table::Process),
            Self::Method => entries(Table::Method),
            Self::Restriction => library.restrictions().iter().map(|row| (row.id, row.substance)).collect(),
            Self::Surface => library.surfaces().iter().map(|row| (row.surface, "")).collect(),
            Self::Market => markets(library),
            Self::Word(words) => words.iter().map(|word| (*word, "")).collect(),
            _ => Vec::new(),
        }
    }
}

/// The markets that restrict anything, each once, in the order of the table.
fn markets(library: &'static Library) -> Vec<(&'static str, &'static str)> {
    let mut markets: Vec<(&str, &str)> = Vec::new();
    for market in library.restrictions().iter().flat_map(|row| &row.markets) {
        if !markets.iter().any(|(known, _)| known == market) {
            markets.push((market, ""));
        }
    }
    markets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library;

    #[test]
    fn paths_name_what_stands_there() {
        for (path, expected) in [
            ("parts.tray.material", &[Named::Material][..]),
            ("parts.tray.layers.0.bond", &[Named::Material, Named::Word(NO_MATERIAL)]),
            ("joints.clip.between.1", &[Named::Part]),
            ("joints.clip.between", &[Named::Part]),
            ("parts.tray.color", &[]),
            ("parts.tray", &[]),
        ] {
            assert_eq!(named(&path.split('.').collect::<Vec<_>>()), expected, "{path}");
        }
        assert_eq!(given(&["parts", "tray"], true), Some(Named::Part));
        assert_eq!(given(&["assembly", "0", "step"], false), Some(Named::Step));
        assert_eq!(given(&["assembly", "0", "step"], true), None);
    }

    #[test]
    fn words_come_from_the_tables() {
        let words = |named: Named| named.words(library()).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        assert!(words(Named::Material).contains(&"abs") && words(Named::Method).len() > 10);
        assert!(words(Named::Market).contains(&"eu"), "{:?}", words(Named::Market));
        assert_eq!(words(Named::Part), [""; 0]);
    }
}
