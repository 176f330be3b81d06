//! What the trade calls fields and quantities, read from `checks/advice/names.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::knowledge::{Table, library};
use crate::propose::fits;
use crate::world::World;
use crate::yaml::{Budget, Session, parse};

/// A name in each language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The path pattern of a field.
    path: Option<String>,
    /// The measure of a check.
    of: Option<String>,
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
    /// The whole question in English and in Chinese, where it is more than the name.
    #[serde(default)]
    pub ask: Option<Asked>,
}

/// A question in each language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// A block that a part may get later.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    name: String,
    /// Families of the processes that can form it.
    processes: Vec<String>,
    /// Families of the methods that ask for it; whatever if there are none.
    #[serde(default)]
    joined: Vec<String>,
}

impl Name {
    /// The thing of a path that its author named, such as `tray`; none where the field is of the whole design.
    #[must_use]
    pub fn thing<'p>(&self, path: &'p str) -> Option<&'p str> {
        match self.path.as_ref()?.split('.').nth(1)? {
            "*" => path.split('.').nth(1),
            "**" if path.contains('+') => path.rsplit('.').next(),
            _ => None,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Names {
    fields: Vec<Name>,
    quantities: Vec<Name>,
    blocks: Vec<Block>,
}

static TEXT: &str = include_str!("../../checks/advice/names.yaml");

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

/// What a field of a design is called; none where no row names it.
#[must_use]
pub fn field_name(path: &str) -> Option<&'static Name> {
    let plain = path.replace('[', ".").replace(']', "");
    NAMES.fields.iter().find(|row| row.path.as_ref().is_some_and(|pattern| fits(pattern, &plain)))
}

/// What a quantity is called that checks measure, such as `part.draft`; none where no row names it.
#[must_use]
pub fn quantity_name(measure: &str) -> Option<&'static Name> {
    NAMES.quantities.iter().find(|row| row.of.as_deref() == Some(measure))
}

/// Paths of the blocks that the parts of a design do not have and may get: their process can form them, and what they are for is
/// there.
#[must_use]
pub fn blocks_to_come(world: &World<'_>) -> Vec<String> {
    let mut paths = Vec::new();
    for (number, part) in world.parts.iter().enumerate().filter(|(_, part)| part.part.bought.get() != Some(&true)) {
        let Some(process) = part.process else { continue };
        let family = world.library.entry(Table::Process, process).family;
        let joined = |families: &[String]| {
            let own = world.joints.iter().filter(|joint| joint.parts.contains(&number)).filter_map(|joint| joint.method);
            families.is_empty()
                || own.into_iter().any(|method| families.iter().any(|of| of == library().entry(Table::Method, method).family))
        };
        let may = |row: &&Block| row.processes.iter().any(|of| of == family) && joined(&row.joined);
        paths.extend(NAMES.blocks.iter().filter(may).map(|row| format!("parts.{}.{}", part.id, row.name)));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin_checks;

    #[test]
    fn every_quantity_of_a_sheet_has_a_name() {
        assert!(NAMES.fields.len() > 100 && NAMES.blocks.len() == 2, "{} fields", NAMES.fields.len());
        for check in builtin_checks().expect("the built-in checks") {
            let Some(measure) = check.measure.as_ref().filter(|_| !check.late) else { continue };
            let of = check.subject.kind().word();
            let whole = ["environment.", "production."].iter().any(|whole| measure.name.starts_with(whole));
            let shown = if check.definition.claim {
                whole && !["environment", "production"].contains(&of)
            } else {
                !["lot", "measurement", "test", "claim", "build"].contains(&of)
            };
            assert!(
                !shown || quantity_name(&measure.name).is_some(),
                "{} measures {}, which has no name",
                check.name,
                measure.name
            );
        }
    }

    #[test]
    fn a_field_has_the_name_of_the_first_row_that_fits() {
        let name = |path| field_name(path).map(|name| (name.en.as_str(), name.zh.as_str()));
        assert_eq!(name("parts.tray.wall.min"), Some(("thinnest wall", "最小壁厚")));
        assert_eq!(name("parts.tray.wall"), Some(("wall thickness", "壁厚")));
        assert_eq!(name("parts.tray.layers[1].bond").map(|of| of.0), Some("bond to the layer before"));
        assert_eq!(name("elsewhere.at.all"), None);
        let thing = |path| field_name(path).and_then(|name| name.thing(path));
        assert_eq!(thing("parts.tray.wall"), Some("tray"));
        assert_eq!(thing("pairs.contact.abs+brass"), Some("abs+brass"));
        assert_eq!((thing("environment.life"), thing("assembly")), (None, None));
    }
}
