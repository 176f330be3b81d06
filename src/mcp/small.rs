//! Answers of a bounded size.

use serde_json::{Map, Value, json};

/// Most bytes of an answer: some thousand words, which an agent reads at once.
pub(super) const MOST: usize = 12_000;

/// An answer with as much of its lists as fits, and how much was left out. Lists lose their last entries, the longest list first;
/// what is no list is never shortened, but for a text that is too long by itself, which is left out whole.
pub(super) fn small(mut answer: Map<String, Value>) -> Value {
    let mut left: Map<String, Value> = Map::new();
    let mut size = bytes(&answer);
    while size > MOST {
        let longest =
            answer.iter().filter_map(|(key, value)| Some((key.clone(), value.as_array()?.len()))).filter(|(_, count)| *count > 0);
        let longest = longest.max_by_key(|(key, _)| answer[key].to_string().len());
        let Some((key, count)) = longest else { break };
        if let Some(list) = answer[&key].as_array_mut() {
            let last = list.pop().map_or(0, |value| value.to_string().len() + 1);
            size = size.saturating_sub(last);
            let before = left.get(&key).and_then(Value::as_u64).unwrap_or(0);
            left.insert(key, json!(before + 1));
            if count == 1 {
                size = bytes(&answer);
            }
        }
    }
    while size > MOST {
        let text =
            answer.iter().filter_map(|(key, value)| Some((key.clone(), value.as_str()?.len()))).max_by_key(|(_, length)| *length);
        let Some((key, length)) = text.filter(|(_, length)| *length > MOST / 10) else { break };
        answer.remove(&key);
        left.insert(key, json!(format!("{length} bytes")));
        size = bytes(&answer);
    }
    if !left.is_empty() {
        answer.insert("left_out".to_owned(), Value::Object(left));
    }
    Value::Object(answer)
}

fn bytes(answer: &Map<String, Value>) -> usize {
    answer.iter().map(|(key, value)| key.len() + value.to_string().len() + 4).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        if let Value::Object(map) = value { map } else { Map::new() }
    }

    #[test]
    fn what_is_left_out_is_said() {
        let long = vec!["a word and another"; 2000];
        let answer = small(object(json!({ "findings": long, "few": [1, 2], "verdict": "x" })));
        let kept = answer["findings"].as_array().expect("a list").len();
        assert!(answer.to_string().len() <= MOST + 100 && kept > 400, "{kept}");
        assert_eq!(answer["left_out"], json!({ "findings": 2000 - kept }));
        assert_eq!((&answer["few"], &answer["verdict"]), (&json!([1, 2]), &json!("x")));
        let answer = small(object(json!({ "text": "x".repeat(20_000), "verdict": "x" })));
        assert_eq!(answer, json!({ "verdict": "x", "left_out": { "text": "20000 bytes" } }));
        assert_eq!(small(object(json!({ "a": 1 }))), json!({ "a": 1 }));
    }
}
