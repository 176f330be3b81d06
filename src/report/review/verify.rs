//! Reading a page again: what it was made from, and where it differs from what is derived today.

use std::collections::HashMap;

use serde_json::{Map, Value};

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

/// Keys that tell one entry of a list from the others, whatever its place in the list.
const IDENTITY: &[&str] =
    &["code", "id", "path", "at", "place", "part", "step", "stage", "file", "name", "topic", "question", "quantity"];

/// Where a page differs from one that was derived again, in a line each: figures by what they are of, then lines of the page.
#[must_use]
pub fn differences(page: &str, again: &str) -> Vec<String> {
    if page == again {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let (Ok((_, old)), Ok((_, new))) = (read_page(page), read_page(again)) {
        let (old, new) = (named(&old), named(&new));
        // What it was made from explains the rest.
        for key in ["run", "refused", "designs", "forms"] {
            compare(key, &old[key], &new[key], &mut found);
        }
    }
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    if more > 0 {
        found.push(format!("and {more} more"));
    }
    let lines = changed_lines(page, again);
    match (found.is_empty(), lines.len()) {
        // What the data do not say stands on the page alone.
        (true, 0) => found.push("the order or the ends of lines differ".to_owned()),
        (true, _) => found.extend(lines.into_iter().take(MOST)),
        (false, 0) => {}
        (false, count) => found.push(format!("lines of the page that are not derived so, or not there: {count}")),
    }
    found
}

/// The lines that stand on one page and not on the other, as often as they do.
fn changed_lines(page: &str, again: &str) -> Vec<String> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for line in again.lines() {
        *left.entry(line).or_default() += 1;
    }
    let mut changed = Vec::new();
    for (number, line) in page.lines().enumerate().filter(|(_, line)| !line.starts_with(BEGIN)) {
        match left.get_mut(line) {
            Some(count) if *count > 0 => *count -= 1,
            _ => changed.push(format!("line {} of the page is not derived: {}", number + 1, short(line))),
        }
    }
    for line in again.lines().filter(|line| !line.starts_with(BEGIN)) {
        match left.get_mut(line) {
            Some(count) if *count > 0 => {
                *count -= 1;
                changed.push(format!("a line that is derived is missing: {}", short(line)));
            }
            _ => {}
        }
    }
    changed
}

/// The data with the numbers of findings replaced by what they are: one finding more moves all numbers behind it.
fn named(data: &Value) -> Value {
    let mut data = data.clone();
    let count = data["designs"].as_array().map_or(0, Vec::len);
    for design in 0..count {
        let mut names = HashMap::new();
        collect(&data["designs"][design], &mut names);
        for key in ["designs", "forms"] {
            if let Some(of) = data.get_mut(key).and_then(|of| of.get_mut(design)) {
                replace(of, &names);
            }
        }
    }
    data
}

/// The findings by their numbers: code and place.
fn collect(value: &Value, names: &mut HashMap<u64, String>) {
    match value {
        Value::Object(map) => {
            if let (Some(number), Some(code), Some(at)) =
                (map.get("number").and_then(Value::as_u64), text(map, "code"), text(map, "at"))
            {
                names.insert(number, format!("{code} {at}"));
            }
            map.values().for_each(|value| collect(value, names));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, names)),
        _ => {}
    }
}

/// Puts the names of findings in the place of their numbers.
fn replace(value: &mut Value, names: &HashMap<u64, String>) {
    let name = |value: &mut Value| {
        if let Some(name) = value.as_u64().and_then(|number| names.get(&number)) {
            *value = Value::from(name.as_str());
        }
    };
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match (key.as_str(), value) {
                    ("number" | "finding", value @ Value::Number(_)) => name(value),
                    ("against" | "open" | "advice", Value::Array(list)) if list.iter().all(Value::is_u64) => {
                        list.iter_mut().for_each(name);
                    }
                    (_, value) => replace(value, names),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| replace(value, names)),
        _ => {}
    }
}

fn text<'v>(map: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    map.get(key).and_then(Value::as_str)
}

/// What an entry of a list is, whatever its place.
fn identity(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(map) => {
            let own: Vec<&str> = IDENTITY.iter().filter_map(|key| text(map, key)).collect();
            let below = ["wanted", "finding", "standing"].iter().find_map(|key| identity(map.get(*key)?));
            if own.is_empty() { below } else { Some(own.join(" ")) }
        }
        _ => None,
    }
}

/// The entries of a list by what they are; none if some are nothing or the same.
fn identified(list: &[Value]) -> Option<Vec<(String, &Value)>> {
    let named: Vec<(String, &Value)> = list.iter().map(|value| Some((identity(value)?, value))).collect::<Option<_>>()?;
    let mut names: Vec<&String> = named.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1]).then_some(named)
}

/// Adds the places at which two values differ.
fn compare(path: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (old, new) {
        _ if old == new => {}
        (Value::Object(old), Value::Object(new)) => {
            let more = new.keys().filter(|key| !old.contains_key(*key));
            // A line more above a place moves it, and changes nothing there; that the file is another one says its hash.
            let moved = |key: &&String| *key == "line" && old.contains_key("file") && old.contains_key("at");
            for key in old.keys().chain(more).filter(|key| !moved(key)) {
                let none = Value::Null;
                compare(&below(key), old.get(key).unwrap_or(&none), new.get(key).unwrap_or(&none), found);
            }
        }
        (Value::Array(old), Value::Array(new)) => match (identified(old), identified(new)) {
            (Some(old), Some(new)) => by_identity(path, &old, &new, found),
            _ => by_place(path, old, new, found),
        },
        _ => found.push(format!("{path}: {} on the page, and derived: {}", short(&old.to_string()), short(&new.to_string()))),
    }
}

/// Compares the entries of two lists that are the same thing, and names those that only one has.
fn by_identity(path: &str, old: &[(String, &Value)], new: &[(String, &Value)], found: &mut Vec<String>) {
    for (name, value) in old {
        match new.iter().find(|(other, _)| other == name) {
            Some((_, other)) => compare(&format!("{path}[{}]", short(name)), value, other, found),
            None => found.push(format!("{path}: {} is on the page and is not derived", short(name))),
        }
    }
    let fresh = new.iter().filter(|(name, _)| !old.iter().any(|(other, _)| other == name));
    found.extend(fresh.map(|(name, _)| format!("{path}: {} is derived and not on the page", short(name))));
    let kept = |list: &[(String, &Value)], other: &[(String, &Value)]| -> Vec<String> {
        list.iter().map(|(name, _)| name.clone()).filter(|name| other.iter().any(|(known, _)| known == name)).collect()
    };
    if kept(old, new) != kept(new, old) {
        found.push(format!("{path}: in another order on the page than derived"));
    }
}

/// Compares the entries of two lists by their places.
fn by_place(path: &str, old: &[Value], new: &[Value], found: &mut Vec<String>) {
    for (number, (old, new)) in old.iter().zip(new).enumerate() {
        compare(&format!("{path}.{number}"), old, new, found);
    }
    if old.len() != new.len() {
        found.push(format!("{path}: {} entries on the page, and derived: {}", old.len(), new.len()));
    }
}

/// The beginning of a text on one line.
fn short(text: &str) -> String {
    const LONG: usize = 100;
    let line = crate::report::sanitize::one_line(text);
    if line.chars().count() <= LONG { line } else { line.chars().take(LONG).chain(['…']).collect() }
}
