//! What the reader takes beside what the types say, for the schemas: words in any spelling, `none` for nothing, one value for a list.

use std::fmt::Write as _;

use schemars::Schema;
use serde_json::{Map, Value, json};

/// What may stand between the letters of a word, and tells no two words apart.
const BETWEEN: &str = r"[\s_‐‑–-]*";

/// A flag as a text: the reader knows more words than YAML has.
const FLAG: &str = "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$";

/// Widens a schema to all that is read where its types are.
pub fn widen(schema: &mut Schema) {
    if let Some(map) = schema.as_object_mut() {
        let mut whole = Value::Object(std::mem::take(map));
        any_spelling(&mut whole);
        if let Value::Object(whole) = whole {
            *map = whole;
        }
    }
    let blocks = schema.get("$defs").cloned().unwrap_or_default();
    let properties = schema.as_object_mut();
    properties.into_iter().flat_map(Map::values_mut).for_each(|value| or_none(value, &blocks));
}

/// Takes the words of closed lists in any case and with any hyphens, and of flags `yes` and `no`; what is offered are the words as
/// they are.
fn any_spelling(schema: &mut Value) {
    if let Some(map) = schema.as_object_mut() {
        let closed = words(map).map(|words| (spelled(&words), format!("one of {}", words.join(", "))));
        let flag =
            || map.get("type").is_some_and(|kind| kind == "boolean").then(|| (FLAG.to_owned(), "true or false".to_owned()));
        if let Some((pattern, expected)) = closed.or_else(flag) {
            let pattern = json!({ "type": "string", "pattern": pattern, "patternErrorMessage": expected });
            let mut whole = Map::new();
            whole.extend(map.remove("description").map(|text| ("description".to_owned(), text)));
            let own = Value::Object(std::mem::take(map));
            whole.insert("anyOf".to_owned(), json!([own, pattern]));
            *map = whole;
            return;
        }
        map.values_mut().for_each(any_spelling);
    } else if let Some(all) = schema.as_array_mut() {
        all.iter_mut().for_each(any_spelling);
    }
}

/// The words of a closed list: an enumeration of texts, or a choice of such. A list that is only an offer has no type.
fn words(map: &Map<String, Value>) -> Option<Vec<String>> {
    if let Some(choices) = map.get("oneOf").and_then(Value::as_array) {
        let words: Option<Vec<Vec<String>>> = choices.iter().map(|choice| words(choice.as_object()?)).collect();
        return Some(words?.concat());
    }
    let is_text = map.get("type").is_some_and(|kind| kind == "string");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match (map.get("enum").and_then(Value::as_array), map.get("const")) {
        (Some(words), _) if is_text => words.iter().map(text).collect(),
        (None, Some(word)) if is_text => Some(vec![text(word)?]),
        _ => None,
    }
}

/// The pattern of words in any spelling.
fn spelled(words: &[String]) -> String {
    let mut pattern = format!("^{BETWEEN}(");
    for (number, word) in words.iter().enumerate() {
        pattern.push_str(if number == 0 { "" } else { "|" });
        for c in word.chars().filter(char::is_ascii_alphanumeric) {
            // Writing to a string cannot fail.
            let _ = if c.is_ascii_alphabetic() {
                write!(pattern, "[{}{}]{BETWEEN}", c.to_ascii_uppercase(), c.to_ascii_lowercase())
            } else {
                write!(pattern, "{c}{BETWEEN}")
            };
        }
    }
    pattern.push_str(")$");
    pattern
}

/// Whether a node holds a single text or number, which may stand alone in the place of a list.
fn is_single(node: &Value, blocks: &Value) -> bool {
    let of = |name: &str| name.strip_prefix("#/$defs/").and_then(|name| blocks.get(name));
    if let Some(block) = node.get("$ref").and_then(Value::as_str).and_then(of) {
        return is_single(block, blocks);
    }
    let kind = |kind: &Value| kind == "string" || kind.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "string"));
    let forms = ["anyOf", "allOf", "oneOf"].into_iter().filter_map(|key| node.get(key)?.as_array());
    node.get("type").is_some_and(kind) || forms.flatten().any(|form| is_single(form, blocks))
}

/// How many elements a list has at least.
fn least(list: &Map<String, Value>) -> u64 {
    list.get("minItems").and_then(Value::as_u64).unwrap_or(0)
}

/// Lets `none` stand for every list that may be empty and for every map of ids, and one value for a list of values that may have
/// one element.
fn or_none(schema: &mut Value, blocks: &Value) {
    let list = |map: &Map<String, Value>| {
        map.get("type").is_some_and(|kind| kind == "array") && least(map) < 2
            || map.get("additionalProperties").is_some_and(Value::is_object)
    };
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(|value| or_none(value, blocks));
            if list(map) {
                let mut whole = Map::new();
                whole.extend(map.remove("description").map(|text| ("description".to_owned(), text)));
                let single = map.get("items").filter(|items| is_single(items, blocks)).cloned();
                let none = (least(map) == 0).then(|| json!({ "const": "none" }));
                let own = Value::Object(std::mem::take(map));
                let forms: Vec<Value> = std::iter::once(own).chain(none).chain(single).collect();
                whole.insert("anyOf".to_owned(), Value::from(forms));
                *map = whole;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| or_none(value, blocks)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_valid(schema: &Value, value: &Value) -> bool {
        jsonschema::is_valid(schema, value)
    }

    #[test]
    fn words_are_taken_in_any_spelling() {
        let choice = json!([{ "type": "string", "const": "a-b" }, { "type": "string", "enum": ["ip4"] }]);
        for mut schema in [json!({ "description": "d", "type": "string", "enum": ["a-b", "ip4"] }), json!({ "oneOf": choice })] {
            any_spelling(&mut schema);
            for word in ["a-b", "A B", "ab", "a_b", "A\u{2011}B", "IP-4", " ip4"] {
                assert!(is_valid(&schema, &json!(word)), "{word}");
            }
            for word in ["a", "b", "a-b-c", "ip", "ip40", ""] {
                assert!(!is_valid(&schema, &json!(word)), "{word}");
            }
            assert!(!is_valid(&schema, &json!(4)));
        }
        let mut flag = json!({ "type": "boolean" });
        any_spelling(&mut flag);
        for (value, valid) in
            [(json!(true), true), (json!("Yes"), true), (json!("no"), true), (json!("off"), false), (json!(1), false)]
        {
            assert_eq!(is_valid(&flag, &value), valid, "{value}");
        }
        let mut offer = json!({ "anyOf": [{ "enum": ["abs"] }, { "type": "string" }] });
        let before = offer.clone();
        any_spelling(&mut offer);
        assert_eq!(offer, before);
    }

    #[test]
    fn lists_are_widened_by_how_many_elements_they_have() {
        for (least, none, single) in [(0, true, true), (1, false, true), (2, false, false)] {
            let mut schema = json!({ "type": "array", "items": { "type": "string" }, "minItems": least });
            or_none(&mut schema, &Value::Null);
            assert_eq!(is_valid(&schema, &json!("x")), single, "{least}");
            let forms = schema["anyOf"].as_array().cloned().unwrap_or_default();
            assert_eq!(forms.contains(&json!({ "const": "none" })), none, "{least}");
        }
    }
}
