//! What production brings and no designer: read from `checks/advice/brought.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::yaml::{Budget, Session, parse};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Codes of the checks that ask for it.
    checks: Vec<String>,
}

static TEXT: &str = include_str!("../../checks/advice/brought.yaml");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    // Without rows every question holds a change back: a test fails if the table cannot be read.
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

/// Whether what a check asks for comes with production, whatever the design.
pub(super) fn is_brought(code: &str) -> bool {
    ROWS.iter().any(|row| row.checks.iter().any(|known| known == code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;

    #[test]
    fn the_rows_name_checks_that_are_there() {
        assert!(is_brought("A69") && !is_brought("A11"));
        let engine = Engine::builtin().expect("the checks");
        for code in ROWS.iter().flat_map(|row| &row.checks) {
            assert!(engine.find(code).is_ok(), "{code}");
        }
    }
}
