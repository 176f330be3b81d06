//! The program as a person calls it, whoever runs the tests.

use std::collections::BTreeSet;

use assert_cmd::Command;

/// The variables by which the environment says that an agent runs, as the docs name them.
pub fn agents() -> BTreeSet<&'static str> {
    let section = include_str!("../../docs/formats.md").split("## agent").nth(1).expect("a section");
    let words = section.split("\n## ").next().expect("a text").split('`').skip(1).step_by(2);
    words.filter(|word| word.chars().all(|c| c.is_ascii_uppercase() || c == '_')).collect()
}

/// The program. What it writes if no format is asked for does not hang on who runs the tests.
pub fn program() -> Command {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    for name in agents() {
        command.env_remove(name);
    }
    command
}
