//! What may stand at a path of a design, as the published schema says it: keys, words, and what they mean.

use serde_json::Value;

use crate::design::spec_schema;

/// The schema of a design, for looking up paths.
pub(super) struct Format {
    schema: Value,
}

/// A key or word that may stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// The word.
    pub word: String,
    /// What it means; empty if nothing is said.
    pub meaning: String,
}

/// What a value at a path may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms {
    /// A map with keys of its own, or of ids.
    pub map: bool,
    /// A list.
    pub list: bool,
    /// Yes or no.
    pub flag: bool,
}

impl Format {
    /// The published schema.
    pub(super) fn new() -> Self {
        Self { schema: spec_schema().to_value() }
    }

    /// The keys of the map at a path, in alphabetical order.
    pub(super) fn keys(&self, path: &[&str]) -> Vec<Choice> {
        let mut keys: Vec<Choice> = Vec::new();
        for node in self.at(path) {
            for (word, below) in node["properties"].as_object().into_iter().flatten() {
                if !keys.iter().any(|known| known.word == *word) {
                    keys.push(Choice { word: word.clone(), meaning: self.meaning_of(below) });
                }
            }
        }
        keys.sort_by(|one, other| one.word.cmp(&other.word));
        keys
    }

    /// The words that may stand at a path, in the order of the schema.
    pub(super) fn words(&self, path: &[&str]) -> Vec<Choice> {
        let mut words: Vec<Choice> = Vec::new();
        for node in self.at(path) {
            let said = |number: usize| node["enumDescriptions"][number].as_str().unwrap_or_default().to_owned();
            let listed = node["enum"].as_array().into_iter().flatten().enumerate();
            let listed = listed.filter_map(|(number, word)| Some((word.as_str()?.to_owned(), said(number))));
            let own = node["const"].as_str().map(|word| (word.to_owned(), text(node)));
            for (word, meaning) in listed.chain(own) {
                if !words.iter().any(|known| known.word == word) {
                    words.push(Choice { word, meaning });
                }
            }
        }
        words
    }

    /// What a value at a path may be.
    pub(super) fn forms(&self, path: &[&str]) -> Forms {
        let mut forms = Forms::default();
        for node in self.at(path) {
            let is =
                |kind: &str| node["type"] == kind || node["type"].as_array().is_some_and(|all| all.iter().any(|one| one == kind));
            forms.map |= is("object");
            forms.list |= is("array");
            forms.flag |= is("boolean");
        }
        forms
    }

    /// What stands at a path, in words; empty if the format has no such path, or an id stands there.
    pub(super) fn meaning(&self, path: &[&str]) -> String {
        let mut found = Vec::new();
        self.walk(&self.schema, path, &mut found, false);
        found.into_iter().map(|node| self.meaning_of(node)).find(|meaning| !meaning.is_empty()).unwrap_or_default()
    }

    /// Whether the format has such a path.
    pub(super) fn has(&self, path: &[&str]) -> bool {
        !self.at(path).is_empty()
    }

    /// The description of a node, or of what it refers to.
    fn meaning_of(&self, node: &Value) -> String {
        let own = text(node);
        match self.referred(node) {
            Some(other) if own.is_empty() => text(other),
            _ => own,
        }
    }

    /// The schemas that hold for the value at a path, choices taken apart.
    fn at(&self, path: &[&str]) -> Vec<&Value> {
        let mut found = Vec::new();
        self.walk(&self.schema, path, &mut found, true);
        found
    }

    fn walk<'a>(&'a self, node: &'a Value, path: &[&str], found: &mut Vec<&'a Value>, apart: bool) {
        let Some((first, rest)) = path.split_first() else {
            found.push(node);
            if apart {
                self.choices(node).for_each(|choice| self.walk(choice, path, found, apart));
            }
            return;
        };
        self.choices(node).for_each(|choice| self.walk(choice, path, found, apart));
        match node["properties"].get(*first) {
            Some(below) => self.walk(below, rest, found, apart),
            None if node["additionalProperties"].is_object() => self.walk(&node["additionalProperties"], rest, found, apart),
            None if node["items"].is_object() && first.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.walk(&node["items"], rest, found, apart);
            }
            None => {}
        }
    }

    /// What a node refers to and chooses from.
    fn choices<'a>(&'a self, node: &'a Value) -> impl Iterator<Item = &'a Value> {
        let choices = ["anyOf", "oneOf", "allOf"].into_iter().flat_map(|key| node[key].as_array().into_iter().flatten());
        self.referred(node).into_iter().chain(choices)
    }

    fn referred(&self, node: &Value) -> Option<&Value> {
        node["$ref"].as_str().and_then(|name| self.schema.pointer(name.trim_start_matches('#')))
    }
}

fn text(node: &Value) -> String {
    node["description"].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(choices: Vec<Choice>) -> Vec<String> {
        choices.into_iter().map(|choice| choice.word).collect()
    }

    #[test]
    fn keys_and_words_are_those_of_the_schema() {
        let format = Format::new();
        assert_eq!(words(format.keys(&["design"])), ["kind", "name", "number", "protects", "revision", "stage"]);
        assert!(words(format.keys(&["parts", "tray"])).contains(&"draft".to_owned()));
        assert_eq!(words(format.words(&["design", "stage"]))[..3], ["concept", "prototype", "evt"]);
        assert!(words(format.words(&["parts", "tray", "material"])).contains(&"abs".to_owned()));
        assert!(words(format.words(&["joints", "clip", "method"])).len() > 10);
        assert!(words(format.words(&["environment", "exposure", "0"])).contains(&"uv".to_owned()));
        assert_eq!(format.meaning(&["parts", "tray", "draft"]), "Draft of the walls, per side.");
        assert_eq!(format.meaning(&["parts", "tray", "nothing"]), "");
        assert!(format.forms(&["joints", "clip", "between"]).list && format.forms(&["parts", "tray", "bought"]).flag);
        assert!(format.has(&["parts", "tray", "layers", "0", "bond"]) && !format.has(&["parts", "tray", "layers", "x", "bond"]));
    }
}
