//! Looking things up: entries of the tables, restrictions, checks.

use serde_json::{Map, Value, json};

use super::setup::Setup;
use super::words::{known_check, unknown, unknown_check};
use crate::catalogue::Check;
use crate::knowledge::{Entry, Restriction, Table, library};
use crate::report::{check_in_full, shown_entry};
use crate::source::{Known, missing, search};

type Answer = Result<Map<String, Value>, String>;

/// What can be looked up.
const TABLES: [&str; 5] = ["materials", "processes", "methods", "restrictions", "checks"];

/// A check in full.
pub(super) fn explain(setup: &Setup<'_>, name: &str) -> Answer {
    let check = setup.engine.find(name).map_err(|_| unknown_check(setup, name))?;
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

/// The entry of a name, or those that words mean, the best first.
pub(super) fn look_up(setup: &Setup<'_>, table: &str, query: &str) -> Answer {
    match &*table.trim().to_lowercase() {
        "materials" => entries(Table::Material, query),
        "processes" => entries(Table::Process, query),
        "methods" => entries(Table::Method, query),
        "checks" => checks(setup, query),
        "restrictions" => restrictions(query),
        _ => Err(unknown("table", table, &TABLES)),
    }
}

/// An answer with a list.
fn list<T>(key: &str, found: &[T], one: impl Fn(&T) -> Value) -> Answer {
    Ok(Map::from_iter([(key.to_owned(), json!(found.iter().map(one).collect::<Vec<_>>()))]))
}

/// Those that a query means of all; none said to be missing if it is empty.
fn meant<'t, T>(what: &str, query: &str, all: Vec<&'t T>, known: impl Fn(&'t T) -> Known<'t>) -> Result<Vec<&'t T>, String> {
    if query.trim().is_empty() {
        return Ok(all);
    }
    let known: Vec<Known<'_>> = all.iter().map(|one| known(one)).collect();
    let found = search(query, &known);
    if found.is_empty() {
        Err(missing(what, query, &known, "an empty query"))
    } else {
        Ok(found.into_iter().map(|number| all[number]).collect())
    }
}

fn entries(table: Table, query: &str) -> Answer {
    if let Some(index) = library().find(table, query) {
        let entry = serde_json::to_value(shown_entry(table, library().entry(table, index))).unwrap_or_default();
        return Ok(if let Value::Object(entry) = entry { entry } else { Map::new() });
    }
    let by_words: Vec<&Entry<'_>> =
        library().search(table, query).into_iter().map(|index| library().entry(table, index)).collect();
    let found = if by_words.is_empty() {
        let all: Vec<&Entry<'_>> = library().entries(table).iter().map(|entry| &**entry).collect();
        meant(table.word(), query, all, |entry| Known { name: entry.id, also: entry.aliases.clone(), what: entry.name })?
    } else {
        by_words
    };
    list("entries", &found, |entry| json!({ "id": entry.id, "name": entry.name, "family": entry.family }))
}

fn checks(setup: &Setup<'_>, query: &str) -> Answer {
    let all: Vec<&Check> = setup.engine.checks().iter().collect();
    let family = query.trim().to_lowercase();
    let of_family: Vec<&Check> = all.iter().copied().filter(|check| check.definition.family() == family).collect();
    let found =
        if of_family.is_empty() { meant("check", query, all, |check| known_check(&check.definition))? } else { of_family };
    list(
        "checks",
        &found,
        |check| json!({ "code": check.code, "name": check.name, "title": check.definition.title, "worst": check.definition.worst().word() }),
    )
}

fn restrictions(query: &str) -> Answer {
    let all: Vec<&Restriction<'_>> = library().restrictions().iter().map(|row| &**row).collect();
    let found = meant("restriction", query, all, |row| {
        let also = std::iter::once(row.law).chain(row.markets.iter().copied()).chain(row.found_in.iter().copied());
        Known { name: row.id, also: also.collect(), what: row.substance }
    })?;
    list("restrictions", &found, |row| {
        json!({
            "id": row.id, "substance": row.substance, "law": row.law, "markets": row.markets, "limit": row.limit,
            "found_in": row.found_in, "proof": row.proof,
        })
    })
}
