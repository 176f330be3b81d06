//! Answers of a bounded size.

use serde_json::{Map, Value, json};

use crate::report::{escape_json, one_line};

/// Most bytes of an answer: some thousand words, which an agent reads at once.
pub(super) const MOST: usize = 12_000;

/// The text of an answer, with as much of its lists as fits, and how much was left out. Lists lose their last entries, the longest
/// list first; what is no list is never shortened, but left out whole, the longest first, if the answer is too long without any
/// list.
pub(super) fn small(mut answer: Map<String, Value>) -> String {
    let mut left: Map<String, Value> = Map::new();
    loop {
        let mut whole = answer.clone();
        if !left.is_empty() {
            whole.insert("left_out".to_owned(), Value::Object(left.clone()));
        }
        let text = sent(&Value::Object(whole));
        let excess = text.len().saturating_sub(MOST);
        if excess == 0 || !(shorten(&mut answer, &mut left, excess) || leave_out(&mut answer, &mut left)) {
            return text;
        }
    }
}

/// Why a call has no answer, on one line.
pub(super) fn short(why: &str) -> String {
    let mut why = one_line(why);
    let end = (0..=MOST.min(why.len())).rfind(|end| why.is_char_boundary(*end)).unwrap_or(0);
    why.truncate(end);
    why
}

/// A value as it is sent: what reorders a line is escaped, and takes more bytes than it has.
fn sent(value: &Value) -> String {
    escape_json(&value.to_string()).into_owned()
}

/// Takes the last entries off the longest list until it is shorter by some bytes, or empty; whether there was any.
fn shorten(answer: &mut Map<String, Value>, left: &mut Map<String, Value>, excess: usize) -> bool {
    let lists =
        answer.iter_mut().filter_map(|(key, value)| Some((key, value.as_array_mut()?))).filter(|(_, list)| !list.is_empty());
    let Some((key, list)) = lists.max_by_key(|(_, list)| list.iter().map(|entry| sent(entry).len()).sum::<usize>()) else {
        return false;
    };
    let (mut gone, mut count) = (0, 0_u64);
    while gone < excess
        && let Some(entry) = list.pop()
    {
        gone += sent(&entry).len() + 1;
        count += 1;
    }
    let before = left.get(key).and_then(Value::as_u64).unwrap_or(0);
    left.insert(key.clone(), json!(before + count));
    true
}

/// Leaves out the longest of what is left; whether there was any.
fn leave_out(answer: &mut Map<String, Value>, left: &mut Map<String, Value>) -> bool {
    // A list is empty by now, and how much of it is gone is said already.
    let whole = answer.iter().filter(|(_, value)| !value.is_array()).map(|(key, value)| (sent(value).len(), key.clone()));
    let Some((length, key)) = whole.max() else { return false };
    answer.remove(&key);
    left.insert(key, json!(format!("{length} bytes")));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        if let Value::Object(map) = value { map } else { Map::new() }
    }

    fn answered(value: Value) -> Value {
        let text = small(object(value));
        assert!(text.len() <= MOST, "{} bytes", text.len());
        serde_json::from_str(&text).expect("JSON")
    }

    #[test]
    fn what_is_left_out_is_said() {
        let long = vec!["a word and another"; 2000];
        let answer = answered(json!({ "findings": long, "few": [1, 2], "verdict": "x" }));
        let kept = answer["findings"].as_array().expect("a list").len();
        assert!(kept > 560, "{kept}");
        assert_eq!(answer["left_out"], json!({ "findings": 2000 - kept }));
        assert_eq!((&answer["few"], &answer["verdict"]), (&json!([1, 2]), &json!("x")));
        let answer = answered(json!({ "text": "x".repeat(20_000), "verdict": "x" }));
        assert_eq!(answer, json!({ "verdict": "x", "left_out": { "text": "20002 bytes" } }));
        assert_eq!(answered(json!({ "a": 1 })), json!({ "a": 1 }));
    }

    #[test]
    fn what_is_sent_is_counted() {
        // Each of these letters is six bytes when it is sent, and three before.
        for count in [1_990, 2_000, 2_010, 4_000] {
            let lines: Vec<String> = (0..count).map(|_| "\u{202e}".to_owned()).collect();
            let answer = answered(json!({ "lines": lines, "text": "\u{202e}".repeat(500), "nested": { "a": ["b", "c"] } }));
            let kept = answer["lines"].as_array().map_or(0, Vec::len) as u64;
            assert_eq!(json!(kept + answer["left_out"]["lines"].as_u64().unwrap_or(0)), json!(count));
        }
        for length in 11_970..12_010 {
            answered(json!({ "text": "x".repeat(length), "list": ["y"] }));
        }
        let answer = answered(json!({ "object": { "a": "x".repeat(30_000) }, "b": true }));
        assert_eq!(answer["b"], json!(true));
        assert_eq!(short(&"漢".repeat(9_000)).len(), MOST);
    }
}
