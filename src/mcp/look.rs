//! Looking things up: entries of the tables, restrictions, checks.

use serde_json::{Map, Value, json};

use super::setup::Setup;
use crate::knowledge::{Table, library};
use crate::report::{check_in_full, shown_entry};

/// A check in full.
pub(super) fn explain(setup: &Setup<'_>, name: &str) -> Result<Map<String, Value>, String> {
    let check = setup.engine.find(name).map_err(|near| unknown("check", name, near))?;
    let definitions = setup.engine.definitions()?;
    let definition = definitions.iter().find(|definition| definition.code == check.code).ok_or("the check has no definition")?;
    let mut answer = Map::new();
    answer.insert("code".to_owned(), json!(check.code));
    answer.insert("name".to_owned(), json!(check.name));
    // Lines, so that of a check with many examples the first are kept.
    let full = check_in_full(definition, setup.rules());
    answer.insert("lines".to_owned(), json!(full.lines().collect::<Vec<_>>()));
    Ok(answer)
}

/// The entry of a name, or those that a word fits.
pub(super) fn look_up(setup: &Setup<'_>, table: &str, query: &str) -> Result<Map<String, Value>, String> {
    let table = match table {
        "materials" => Table::Material,
        "processes" => Table::Process,
        "methods" => Table::Method,
        "checks" => return checks(setup, query),
        "restrictions" => return restrictions(query),
        other => {
            return Err(format!("there is no table `{other}`; there are materials, processes, methods, restrictions and checks"));
        }
    };
    let mut answer = Map::new();
    if let Some(index) = library().find(table, query) {
        let entry = serde_json::to_value(shown_entry(table, library().entry(table, index))).unwrap_or_default();
        if let Value::Object(entry) = entry {
            answer = entry;
        }
        return Ok(answer);
    }
    let wanted = query.to_lowercase();
    let fits = |texts: &[&str]| texts.iter().any(|text| text.to_lowercase().contains(&wanted));
    let entries = library().entries(table).iter();
    let found = entries.filter(|entry| fits(&[entry.id, entry.name, entry.family, entry.chemistry]) || fits(&entry.aliases));
    let found: Vec<Value> = found.map(|entry| json!({ "id": entry.id, "name": entry.name, "family": entry.family })).collect();
    if found.is_empty() {
        return Err(unknown(table.word(), query, library().nearest(table, query)));
    }
    answer.insert("entries".to_owned(), json!(found));
    Ok(answer)
}

fn checks(setup: &Setup<'_>, query: &str) -> Result<Map<String, Value>, String> {
    let wanted = query.to_lowercase();
    let fits = |text: &str| text.to_lowercase().contains(&wanted);
    let found =
        setup.engine.checks().iter().filter(|check| fits(&check.code) || fits(&check.name) || fits(&check.definition.title));
    let shown = found.map(|check| {
        json!({ "code": check.code, "name": check.name, "title": check.definition.title, "worst": check.definition.worst().word() })
    });
    let found: Vec<Value> = shown.collect();
    if found.is_empty() { Err(unknown("check", query, None)) } else { Ok(Map::from_iter([("checks".to_owned(), json!(found))])) }
}

fn restrictions(query: &str) -> Result<Map<String, Value>, String> {
    let wanted = query.to_lowercase();
    let rows = library().restrictions().iter().filter(|row| {
        let texts =
            [row.id, row.substance, row.law].into_iter().chain(row.markets.iter().copied()).chain(row.found_in.iter().copied());
        texts.into_iter().any(|text| text.to_lowercase().contains(&wanted))
    });
    let found: Vec<Value> = rows
        .map(|row| {
            json!({
                "id": row.id, "substance": row.substance, "law": row.law, "markets": row.markets, "limit": row.limit,
                "found_in": row.found_in, "proof": row.proof,
            })
        })
        .collect();
    if found.is_empty() {
        Err(unknown("restriction", query, None))
    } else {
        Ok(Map::from_iter([("restrictions".to_owned(), json!(found))]))
    }
}

fn unknown(what: &str, name: &str, near: Option<&str>) -> String {
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("there is no {what} `{name}`{hint}")
}
