//! Reading a page again: what it was made from, and where it differs from what is derived today.

use serde_json::Value;

use super::origin::Run;

/// What stands before the data of a page, and behind it.
const BEGIN: &str = "<script type=\"application/json\" id=\"caseproof-data\">";
const END: &str = "</script>";

/// Most differences that are listed; of more the first ones tell enough.
const MOST: usize = 50;

/// What a page was made from, and its data; why there is none.
pub fn read_page(page: &str) -> Result<(Run, Value), String> {
    let data = page.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END)).map(|(data, _)| data);
    let data = data.ok_or("it holds no data of a review")?;
    let data: Value = serde_json::from_str(data).map_err(|error| format!("its data cannot be read: {error}"))?;
    let run = data.get("run").cloned().unwrap_or_default();
    let run: Run = serde_json::from_value(run).map_err(|error| format!("it does not say what it was made from: {error}"))?;
    Ok((run, data))
}

/// Where a page differs from one that was derived again, in a line each: figures by their paths, then lines of the page.
#[must_use]
pub fn differences(page: &str, again: &str) -> Vec<String> {
    if page == again {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let (Ok((_, old)), Ok((_, new))) = (read_page(page), read_page(again)) {
        // What it was made from explains the rest.
        for key in ["run", "refused", "designs"] {
            compare(key, &old[key], &new[key], &mut found);
        }
    }
    // What the data do not say stands on the page alone.
    let lines = page.lines().zip(again.lines()).enumerate().filter(|(_, (old, new))| old != new && !old.starts_with(BEGIN));
    found.extend(lines.map(|(number, (old, new))| format!("line {}: {}, and derived: {}", number + 1, short(old), short(new))));
    let (old, new) = (page.lines().count(), again.lines().count());
    if old != new {
        found.push(format!("the page has {old} lines, and derived it has {new}"));
    }
    if found.is_empty() {
        found.push("the ends of lines differ".to_owned());
    }
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    if more > 0 {
        found.push(format!("and {more} more"));
    }
    found
}

/// Adds the places at which two values differ.
fn compare(path: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (old, new) {
        _ if old == new => {}
        (Value::Object(old), Value::Object(new)) => {
            let more = new.keys().filter(|key| !old.contains_key(*key));
            for key in old.keys().chain(more) {
                let none = Value::Null;
                compare(&below(key), old.get(key).unwrap_or(&none), new.get(key).unwrap_or(&none), found);
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            for (number, (old, new)) in old.iter().zip(new).enumerate() {
                compare(&below(&number.to_string()), old, new, found);
            }
            if old.len() != new.len() {
                found.push(format!("{path}: {} entries on the page, and derived: {}", old.len(), new.len()));
            }
        }
        _ => found.push(format!("{path}: {} on the page, and derived: {}", short(&old.to_string()), short(&new.to_string()))),
    }
}

/// The beginning of a text on one line.
fn short(text: &str) -> String {
    const LONG: usize = 100;
    let line = crate::report::sanitize::one_line(text);
    if line.chars().count() <= LONG { line } else { line.chars().take(LONG).chain(['…']).collect() }
}
