//! A change of a design: values that are set and steps that are moved, as edits of its text.

use crate::design::PATHS;
use crate::yaml::{Leaf, Original, leaves, scalar};

/// The key that tells a spec from other YAML.
const ROOT: &str = "caseproof";

/// One thing that is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A field gets another value.
    Set {
        /// Its path.
        path: String,
        /// The value, as YAML in flow style.
        value: String,
    },
    /// A step of the assembly comes elsewhere.
    Move {
        /// Its name.
        step: String,
        /// Its place, from 0.
        from: usize,
        /// Where it comes.
        to: usize,
    },
}

impl Change {
    /// A field that gets a plain value.
    #[must_use]
    pub fn set(path: &str, value: &str) -> Self {
        Self::Set { path: path.to_owned(), value: scalar(value) }
    }

    /// The change of a design by the words in which one is told: `to` is a value, or for a step of the assembly, before or after
    /// which other it comes. Fails if there is no such other step.
    pub fn told(text: &str, at: &str, to: &str) -> Result<Self, String> {
        moved(text, at, to).unwrap_or_else(|| Ok(Self::Set { path: at.to_owned(), value: to.to_owned() }))
    }

    /// The text of the design with the change made; in a sentence why it cannot be made there.
    pub fn attempt(&self, text: &str) -> Result<String, String> {
        let draft = Draft::new(text);
        let Self::Set { path, value } = self else {
            return draft.with(self).ok_or("the steps do not stand on lines of their own".to_owned());
        };
        let edit = draft.original.edit(path, value, PATHS).map_err(|problem| {
            let help = problem.help.map_or_else(String::new, |help| format!("; {help}"));
            format!("{}{help}", problem.message)
        })?;
        Ok(edit.apply(text))
    }

    /// The text of the design with the change made; none if it cannot be made there.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        Draft::new(text).with(self)
    }

    /// Whether two changes touch the same thing.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set { path, .. }, Self::Set { path: also, .. }) => path == also,
            (Self::Move { .. }, Self::Move { .. }) => true,
            _ => false,
        }
    }
}

/// A step that is said to come before or after another; none if that is not what is said.
fn moved(text: &str, at: &str, to: &str) -> Option<Result<Change, String>> {
    let step = at.strip_prefix("assembly.")?;
    let (side, other) = to.trim().split_once(' ').filter(|(side, _)| matches!(*side, "before" | "after"))?;
    let draft = Draft::new(text);
    let steps: Vec<String> = (0..).map_while(|number| draft.current(&format!("assembly.{number}.step"))).collect();
    let place = |name: &str| steps.iter().position(|step| step == name);
    let from = place(step)?;
    let Some(mark) = place(other.trim()).filter(|mark| *mark != from) else {
        return Some(Err(format!("there is no other step `{}`", other.trim())));
    };
    // Taking the step out moves all that stand behind it.
    let gap = mark + usize::from(side == "after");
    Some(Ok(Change::Move { step: step.to_owned(), from, to: gap - usize::from(gap > from) }))
}

/// The text of a design, read once for any number of changes and looks.
pub(super) struct Draft<'t> {
    /// The text.
    pub text: &'t str,
    original: Original<'t>,
}

impl<'t> Draft<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, original: Original::new(text, ROOT) }
    }

    /// The text with a change made; none if it cannot be made there.
    pub fn with(&self, change: &Change) -> Option<String> {
        let edit = match change {
            Change::Set { path, value } => self.original.edit(path, value, PATHS).ok()?,
            Change::Move { from, to, .. } => self.original.move_element("assembly", *from, *to)?,
        };
        Some(edit.apply(self.text))
    }

    /// The text with changes made one after the other.
    pub fn with_all(&self, changes: &[Change]) -> Option<String> {
        let (first, others) = changes.split_first()?;
        apply_all(others, &self.with(first)?)
    }

    /// The value that stands at a path.
    pub fn current(&self, path: &str) -> Option<String> {
        self.original.value_at(path, PATHS)
    }

    /// The single values of the list at a path.
    pub fn list(&self, path: &str) -> Vec<String> {
        (0..).map_while(|number| self.current(&format!("{path}[{number}]"))).collect()
    }

    /// The keys of the map at a path.
    pub fn keys(&self, path: &str) -> Vec<String> {
        self.original.keys_at(path, PATHS)
    }
}

/// The text of a design with changes made one after the other.
#[must_use]
pub fn apply_all(changes: &[Change], text: &str) -> Option<String> {
    changes.iter().try_fold(text.to_owned(), |text, change| change.apply(&text))
}

/// The value that stands at a path in the text of a design.
#[must_use]
pub fn current(text: &str, path: &str) -> Option<String> {
    Draft::new(text).current(path)
}

/// What stands at a path in the text of a design, as it is shown: a single value, or a list of such.
#[must_use]
pub fn standing(text: &str, path: &str) -> Option<String> {
    let draft = Draft::new(text);
    let list = || Some(draft.list(path)).filter(|list| !list.is_empty()).map(|list| format!("[{}]", list.join(", ")));
    draft.current(path).or_else(list)
}

/// The single values in the text of a design, each with the path by which it is set.
#[must_use]
pub fn values(text: &str) -> Vec<Leaf> {
    leaves(text, ROOT, PATHS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_is_told_to_come_elsewhere_is_moved() {
        let text = "caseproof: 1\nassembly:\n  - { step: a }\n  - { step: b }\n  - { step: c }\n";
        let order = |at: &str, to: &str| {
            let changed = Change::told(text, at, to).and_then(|change| change.attempt(text)).expect(to);
            (0..3).filter_map(|number| current(&changed, &format!("assembly.{number}.step"))).collect::<String>()
        };
        for (at, to, expected) in [
            ("assembly.a", "after b", "bac"),
            ("assembly.a", "after c", "bca"),
            ("assembly.a", "before c", "bac"),
            ("assembly.c", "before a", "cab"),
            ("assembly.c", "after a", "acb"),
            ("assembly.b", "before c", "abc"),
        ] {
            assert_eq!(order(at, to), expected, "{at} {to}");
        }
        assert_eq!(Change::told(text, "assembly.a", "before d"), Err("there is no other step `d`".to_owned()));
        assert_eq!(Change::told(text, "assembly.a", "after a"), Err("there is no other step `a`".to_owned()));
        let value = Change::Set { path: "assembly.a.time".to_owned(), value: "9 s".to_owned() };
        assert_eq!(Change::told(text, "assembly.a.time", "9 s"), Ok(value));
        assert!(Change::set("assembly.d.time", "9 s").attempt(text).is_err_and(|why| why.contains("`d`")));
    }
}
