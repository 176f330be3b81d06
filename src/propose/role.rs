//! What a field of a spec is to somebody who may change the design: read from `checks/advice/roles.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::yaml::{Budget, Session, parse};

/// What a field is to somebody who may change the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A designer or process engineer may move it.
    Decision,
    /// The brand asks for it.
    Requirement,
    /// Somebody states it of a line, a tool or a material; only better evidence changes it.
    Claim,
    /// It was measured, built or agreed.
    Evidence,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    path: String,
    pub(super) role: Role,
    /// The table of which the field names an entry.
    pub(super) of: Option<Named>,
    /// Families that stand in for that of the present entry.
    #[serde(default)]
    pub(super) families: Vec<String>,
    /// Families of the table that are no such thing.
    #[serde(default)]
    pub(super) never: Vec<String>,
    /// Whether only what stands in a group with the present entry stands in for it.
    #[serde(default)]
    pub(super) grouped: bool,
    /// Values in YAML that are tried whether the field is given or not.
    #[serde(default, rename = "try")]
    pub(super) tried: Vec<String>,
    /// What has to be done to the product so that the value is true, where the field is a statement about it.
    pub(crate) means: Option<String>,
    /// The same for single values.
    #[serde(default)]
    meanings: Vec<Meaning>,
    /// How much farther a number or a value that is tried there is than elsewhere; a whole number.
    farther: Option<String>,
    /// The least share of its value to which a number is brought: less would be another thing.
    least: Option<String>,
    /// The most times its value to which a number is brought.
    most: Option<String>,
    /// Whether it has to lie within the part of which it is a measure.
    #[serde(default)]
    pub(super) within: bool,
    /// The figure of the process of its part beyond whose upper end no number is brought.
    pub(super) made_up_to: Option<String>,
    /// Codes of the checks whose findings it does not answer.
    #[serde(default)]
    pub(super) not_for: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meaning {
    value: String,
    means: String,
}

impl Row {
    /// What has to be done to the product so that a value is true.
    pub(crate) fn meaning(&self, value: &str) -> Option<&str> {
        let own = self.meanings.iter().find(|meaning| meaning.value == value).map(|meaning| &*meaning.means);
        own.or(self.means.as_deref())
    }

    /// How much farther a number or a value that is tried there is than elsewhere.
    pub(super) fn farther(&self) -> u32 {
        self.farther.as_deref().and_then(|steps| steps.parse().ok()).unwrap_or(0)
    }

    /// The share and the multiple of its value up to which a number is brought, where they are given.
    pub(super) fn reach(&self) -> impl Iterator<Item = f64> {
        [&self.least, &self.most].into_iter().filter_map(|text| text.as_deref()?.parse().ok())
    }

    /// The factor up to which a number may be brought up or down, where that is bounded.
    pub(super) fn bound(&self, up: bool) -> Option<f64> {
        let of = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<f64>().ok());
        if up { of(&self.most) } else { of(&self.least).map(f64::recip) }
    }

    /// Whether a number that is brought up or down by a factor is still a measure of the same thing.
    pub(super) fn is_near(&self, factor: f64, up: bool) -> bool {
        self.bound(up).is_none_or(|bound| factor <= bound)
    }
}

/// The table of which a field names an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Named {
    /// Materials.
    Material,
    /// Processes.
    Process,
    /// Joining methods.
    Method,
}

static TEXT: &str = include_str!("../../checks/advice/roles.yaml");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    // A table that cannot be read would leave every field a requirement: nothing is proposed then, and a test fails.
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

/// The role of the field at a path; a requirement where no row names it.
#[must_use]
pub fn role(path: &str) -> Role {
    row(path).map_or(Role::Requirement, |row| row.role)
}

/// The fields of a thing, such as `joints.lid`, that have values to be tried or name an entry of a table.
pub(super) fn fields_of(thing: &str) -> Vec<(String, &'static Row)> {
    let short = |row: &&Row| (row.of.is_some() || !row.tried.is_empty()) && row.path.split('.').count() == 3;
    let field = |row: &'static Row| {
        let (pattern, last) = row.path.rsplit_once('.')?;
        fits(pattern, thing).then(|| (format!("{thing}.{last}"), row))
    };
    ROWS.iter().filter(short).filter_map(field).collect()
}

/// The fields at a place or right below it that name an entry of a table.
pub(super) fn naming(place: &str) -> Vec<(String, &'static Row)> {
    let place = place.replace('[', ".").replace(']', "");
    let field = |row: &'static Row| {
        let (thing, last) = row.path.rsplit_once('.')?;
        let field = if fits(&row.path, &place) { place.clone() } else { format!("{place}.{last}") };
        let first = self::row(&field).is_some_and(|first| std::ptr::eq(first, row));
        (row.of.is_some() && first && (fits(&row.path, &place) || fits(thing, &place))).then_some((field, row))
    };
    ROWS.iter().filter_map(field).collect()
}

/// The row of the field at a path.
pub(crate) fn row(path: &str) -> Option<&'static Row> {
    let path = path.replace('[', ".").replace(']', "");
    ROWS.iter().find(|row| fits(&row.path, &path))
}

/// Whether a path fits a pattern: `*` stands for one word, `**` at the end for all that follow.
pub(crate) fn fits(pattern: &str, path: &str) -> bool {
    let mut words = path.split('.');
    for part in pattern.split('.') {
        if part == "**" {
            return true;
        }
        match words.next() {
            Some(word) if part == "*" || part == word => {}
            _ => return false,
        }
    }
    words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_the_fields_that_name_an_entry() {
        let fields = |place: &str| naming(place).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        assert_eq!(fields("parts.tray"), ["parts.tray.material", "parts.tray.process"]);
        assert_eq!(fields("parts.tray.layers[1]"), ["parts.tray.layers.1.material", "parts.tray.layers.1.bond"]);
        assert_eq!(fields("parts.tray.layers[1].bond"), ["parts.tray.layers.1.bond"]);
        assert_eq!(fields("joints.lid"), ["joints.lid.adhesive", "joints.lid.method"]);
        assert_eq!(fields("parts.tray.prototype"), Vec::<String>::new());
        assert_eq!(fields("parts.tray.draft"), Vec::<String>::new());
    }

    #[test]
    fn a_number_stays_a_measure_of_its_thing() {
        let near = |path: &str, factor: f64, up: bool| row(path).is_some_and(|row| row.is_near(factor, up));
        assert!(near("joints.lid.beam.length", 2.5, true) && !near("joints.lid.beam.length", 2.6, true));
        assert!(near("joints.lid.beam.thickness", 1.6, false) && !near("joints.lid.beam.thickness", 1.7, false));
        assert!(near("parts.tray.draft", 100.0, true));
        let farther = |path: &str| row(path).map(Row::farther);
        assert_eq!((farther("joints.lid.diameter"), farther("joints.lid.edge_distance")), (Some(1), Some(0)));
    }

    #[test]
    fn what_a_value_means_is_said_of_that_value() {
        let means = |path: &str, value: &str| row(path).and_then(|row| row.meaning(value));
        assert!(means("joints.lid.method", "pinned-hinge").is_some_and(|means| means.contains("pin")));
        assert_eq!(means("joints.lid.method", "bonding"), None);
        assert!(means("joints.lid.isolated", "true").is_some());
    }

    #[test]
    fn fields_have_the_role_of_the_first_row_that_fits() {
        assert!(ROWS.len() > 30, "{} rows", ROWS.len());
        for (path, expected) in [
            ("parts.tray.draft", Role::Decision),
            ("joints.lid.beam.length", Role::Decision),
            ("parts.tray.layers.1.material", Role::Decision),
            ("parts.tray.layers[1].bond", Role::Decision),
            ("parts.tray.tool.life", Role::Decision),
            ("parts.tray.tool.cycle", Role::Claim),
            ("parts.tray.tool.cavities", Role::Decision),
            ("parts.tray.prototype.process", Role::Evidence),
            ("parts.tray.dimensions.w.tolerance", Role::Decision),
            ("parts.tray.dimensions.w.scatter.cp", Role::Claim),
            ("parts.tray.color", Role::Requirement),
            ("assembly.mold.temperature", Role::Decision),
            ("assembly.mold.process", Role::Decision),
            ("assembly.mold.yield", Role::Claim),
            ("joints.lid.cycles", Role::Requirement),
            ("evidence.tests", Role::Evidence),
            ("evidence.tests.0.units", Role::Evidence),
            ("materials.mine.density", Role::Claim),
            ("environment.high", Role::Requirement),
            ("production.annual_volume", Role::Requirement),
            ("design.name", Role::Requirement),
        ] {
            assert_eq!(role(path), expected, "{path}");
        }
    }
}
