//! Which process of a step makes which joints: read from `checks/advice/made_by.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::yaml::{Budget, Session, parse};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Id of the process.
    process: String,
    /// Ids of the methods that it makes.
    methods: Vec<String>,
}

static TEXT: &str = include_str!("../../checks/advice/made_by.yaml");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    // Without rows no step follows its joint: a test fails if the table cannot be read.
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

/// The process that a step needs whose joint is made by another method than before; none if its own does, or no row knows.
pub(super) fn made_by(process: &str, from: &str, to: &str) -> Option<&'static str> {
    let makes = |row: &Row, method: &str| row.methods.iter().any(|known| known == method);
    let own = ROWS.iter().find(|row| row.process == process)?;
    if !makes(own, from) || makes(own, to) {
        return None;
    }
    ROWS.iter().find(|row| makes(row, to)).map(|row| &*row.process)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Table, library};

    #[test]
    fn a_step_follows_its_joint() {
        assert_eq!(made_by("tape-application", "rubber-tape-bonding", "bonding-hot-melt"), Some("bonding"));
        assert_eq!(made_by("tape-application", "rubber-tape-bonding", "acrylic-tape-bonding"), None);
        assert_eq!(made_by("bonding", "bonding-epoxy", "lockstitch"), Some("lockstitch"));
        assert_eq!(made_by("heat-transfer", "print", "bonding-epoxy"), None);
    }

    #[test]
    fn rows_name_entries_that_are_there() {
        for row in ROWS.iter() {
            assert!(library().find(Table::Process, &row.process).is_some(), "{}", row.process);
            for method in &row.methods {
                assert!(library().entries(Table::Method).iter().any(|entry| entry.id == method), "{method}");
            }
        }
    }
}
