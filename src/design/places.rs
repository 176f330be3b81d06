//! Where a key belongs that stands in a map where it does not: what the trade calls it, else every place of the format that has
//! a key of that name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::called::called;
use super::schema::spec_schema;
use super::trade::{FIRST, KEYS, Row};
use crate::quantity::{Dimension, parse_measure};
use crate::source::{fold, nearest};
use crate::yaml::Trade;

/// What people mean who know the trade better than the format.
pub(super) const TRADE: Trade = Trade { places: place, words: called, takes };

/// Most places that are named.
const MOST_PLACES: usize = 3;

/// What the trade says of a key, if it says anything.
fn row(of: &str, folded: &str) -> Option<&'static Row> {
    // What is said of one type says more than what is said of all, and that only where the field is which it names.
    let own = KEYS.iter().find(|row| row.of == of && row.words.contains(&folded));
    let here = |row: &&Row| row.to.is_empty() || has(of, row.to);
    own.or_else(|| KEYS.iter().filter(|row| row.of.is_empty() && row.words.contains(&folded)).find(here))
}

/// Whether a type has a field.
fn has(of: &str, field: &str) -> bool {
    PLACES.get(&fold(field)).is_some_and(|places| places.iter().any(|(owner, _)| owner == of))
}

/// Whether anything in the format is called so.
pub(super) fn is_key(word: &str) -> bool {
    PLACES.get(&fold(word)).is_some_and(|places| places.iter().any(|(_, path)| path.ends_with(word)))
}

/// Where a key of a map of this type belongs.
pub(super) fn place(of: &str, key: &str) -> Option<String> {
    let folded = fold(key);
    let is_key = || PLACES.contains_key(&folded);
    told(of, &folded).or_else(|| if is_key() { None } else { slip(of, &folded) })
}

/// What a word says that is known as it is written, of the trade or of the format.
fn told(of: &str, folded: &str) -> Option<String> {
    if let Some(row) = row(of, folded) {
        return Some(row.help.replace("{size}", "[length, width, height]"));
    }
    let Some(places) = PLACES.get(folded) else { return elsewhere(folded) };
    // One of several is meant, or several of one.
    let counted = |field: &str| format!("{folded}s") == field || format!("{field}s") == folded;
    if has(of, folded) || PLACES.iter().any(|(field, places)| counted(field) && places.iter().any(|(owner, _)| owner == of)) {
        return None;
    }
    Some(format!("this key stands at {}", shown(places)))
}

/// What a word of the trade is called, and where that stands, for a map that has no such field.
fn elsewhere(folded: &str) -> Option<String> {
    let row = KEYS.iter().find(|row| row.of.is_empty() && row.words.contains(&folded))?;
    Some(format!("{}, which stands at {}", row.help, shown(PLACES.get(&fold(row.to))?)))
}

/// The first paths of a key.
fn shown(places: &[(String, String)]) -> String {
    let shown: Vec<String> = places.iter().take(MOST_PLACES).map(|(_, path)| format!("`{path}`")).collect();
    shown.join(", ")
}

/// Where a key that stands elsewhere certainly belongs, and what to write.
pub(super) struct Target {
    /// The field of the same map, or the path below the top with its dots; empty if the value cannot be taken over.
    pub to: String,
    /// What to write.
    pub help: String,
}

/// Where a key of a map of this type certainly belongs.
pub(super) fn target(of: &str, key: &str) -> Option<Target> {
    let folded = fold(key);
    if let Some(row) = row(of, &folded) {
        return Some(Target { to: row.to.to_owned(), help: row.help.to_owned() });
    }
    // A key that stands at one place alone, which is below the top by names.
    let places = PLACES.get(&folded).filter(|_| place(of, key).is_some())?;
    let [(_, path)] = &places[..] else { return None };
    let plain = path.contains('.') && !path.contains("ID") && !path.contains('[');
    plain.then(|| Target { to: path.clone(), help: format!("this key stands at `{path}`") })
}

/// What to write for a slip of a word of the trade, unless a key of the map itself is as near.
fn slip(of: &str, folded: &str) -> Option<String> {
    let own = PLACES.iter().filter(|(_, places)| places.iter().any(|(owner, _)| owner == of)).map(|(key, _)| key.as_str());
    if nearest(folded, own).is_some() {
        return None;
    }
    let here = KEYS.iter().filter(|row| row.of.is_empty() || row.of == of).flat_map(|row| row.words.iter().copied());
    let meant = nearest(folded, here)?;
    Some(format!("if `{meant}` is meant: {}", told(of, meant)?))
}

/// The first field of a type that takes a quantity of the dimension of a text; of a number of things the only one.
pub(super) fn takes(of: &str, fields: &[&'static str], text: &str) -> Option<&'static str> {
    let dimension = parse_measure(text).ok().filter(|measure| measure.unit.is_some())?.dimension();
    let (counts, dimension) = (dimension == Dimension::NONE, dimension.name());
    let properties = SCHEMA.get("$defs")?.get(of)?.get("properties")?;
    let said = |form: &&Value| form.get("description").and_then(Value::as_str).is_some_and(|said| is_such(said, &dimension));
    let first = FIRST.iter().find(|(owner, _)| *owner == of).map(|(_, field)| *field).filter(|field| fields.contains(field));
    let fits = |field: &str| properties.get(field).is_some_and(|node| forms(node).iter().any(said));
    // Five pieces may be tested, fail, or be opened so often: which it is, a number of them does not say.
    if counts && properties.as_object()?.keys().filter(|field| fits(field)).count() > 1 {
        return None;
    }
    first.into_iter().chain(fields.iter().copied()).find(|field| fits(field))
}

/// Whether what is said of a sort of quantity begins with the name of a dimension and an example.
fn is_such(said: &str, dimension: &str) -> bool {
    said.strip_prefix(dimension).is_some_and(|rest| rest.starts_with(" such as `"))
}

/// Keys without case and hyphens, each with the types that have it and the paths to it, the shortest first.
static PLACES: LazyLock<BTreeMap<String, Vec<(String, String)>>> = LazyLock::new(|| {
    let schema = &*SCHEMA;
    let mut found = BTreeMap::new();
    let mut waiting = vec![(schema, "Spec".to_owned(), String::new(), 0)];
    while let Some((node, of, path, depth)) = waiting.pop() {
        walk(schema, node, &of, &path, depth, &mut waiting, &mut found);
    }
    for places in found.values_mut() {
        let places: &mut Vec<(String, String)> = places;
        places.sort_by_key(|(_, path)| (path.matches('.').count(), path.clone()));
        places.dedup();
    }
    found
});

/// Blocks within blocks that are looked into.
const DEEPEST: usize = 8;

fn walk<'v>(
    root: &'v Value,
    node: &'v Value,
    of: &str,
    path: &str,
    depth: usize,
    waiting: &mut Vec<(&'v Value, String, String, usize)>,
    found: &mut BTreeMap<String, Vec<(String, String)>>,
) {
    if depth > DEEPEST {
        return;
    }
    let mut on = |node, of: &str, path: String| waiting.push((node, of.to_owned(), path, depth + 1));
    if let Some(target) = node.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/")) {
        if let Some(target_node) = root.get("$defs").and_then(|all| all.get(target)) {
            on(target_node, target, path.to_owned());
        }
        return;
    }
    node.get("anyOf").and_then(Value::as_array).into_iter().flatten().for_each(|one| on(one, of, path.to_owned()));
    if let Some(items) = node.get("items") {
        on(items, of, format!("{path}[]"));
    }
    if let Some(entry) = node.get("additionalProperties").filter(|entry| entry.is_object()) {
        on(entry, of, format!("{path}.ID"));
    }
    for (key, value) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        found.entry(fold(key)).or_default().push((of.to_owned(), path.clone()));
        on(value, of, path);
    }
}

/// A field that a spec may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it means, in a few words.
    pub meaning: String,
    /// A value such as it may have; empty where it holds more than one value.
    pub example: String,
    /// The words that it may be, where they are those of the format and few.
    pub words: Vec<&'static str>,
}

/// What a field means, by its path such as `parts.tray.draft`; none for a path that leads through a list or nowhere.
#[must_use]
pub fn asked(path: &str) -> Option<Asked> {
    let mut node = &*SCHEMA;
    let mut meaning = "";
    for key in path.split('.') {
        let forms = forms(node);
        let held = |form: &&'static Value| form.get("properties").and_then(|all| all.get(key));
        let entry = |form: &&'static Value| form.get("additionalProperties").filter(|entry| entry.is_object());
        node = forms.iter().find_map(held).or_else(|| forms.iter().find_map(entry))?;
        meaning = node.get("description").and_then(Value::as_str).unwrap_or_default();
    }
    let first = |form: &&'static Value| {
        let words = form.get("examples").or_else(|| form.get("enum")).and_then(Value::as_array);
        words.and_then(|words| words.first()).and_then(Value::as_str)
    };
    let usual = path.rsplit('.').next().and_then(|key| EXAMPLES.iter().find(|(known, _)| *known == key));
    let is_list = forms(node).iter().any(|form| form.get("items").is_some());
    let example = match (usual, forms(node).iter().find_map(first)) {
        (Some((_, example)), _) => (*example).to_owned(),
        (None, Some(example)) if is_list => format!("[{example}]"),
        (None, example) => example.filter(|_| !names_an_entry(node)).unwrap_or_default().to_owned(),
    };
    let meaning = meaning.lines().next().unwrap_or_default().trim_end_matches('.');
    let words = forms(node).into_iter().filter_map(|form| form.get("enum")?.as_array()).find(|words| words.len() <= MOST_WORDS);
    let words = words.into_iter().flatten().filter_map(Value::as_str).collect();
    Some(Asked { meaning: meaning.to_owned(), example, words })
}

/// Values that stand for fields of which another example of their sort would be odd.
const EXAMPLES: [(&str, &str); 9] = [
    ("size", "[200 mm, 120 mm, 60 mm]"),
    ("cavity", "[190 mm, 110 mm, 50 mm]"),
    ("launch_in", "24 weeks"),
    ("lead_time", "3 weeks"),
    ("left", "2 weeks"),
    ("life", "3 years"),
    ("duration", "48 h"),
    ("markets", "[eu, us]"),
    ("service", "[-10 °C, 45 °C]"),
];

/// Most words of a list of the format itself; a longer one is of entries of the tables, of which the first is as good as any.
const MOST_WORDS: usize = 20;

/// Whether a field names an entry of the tables.
fn names_an_entry(node: &'static Value) -> bool {
    forms(node).iter().any(|form| form.get("enum").and_then(Value::as_array).is_some_and(|words| words.len() > MOST_WORDS))
}

/// What a node of the schema may be: itself, what it refers to, and each of several forms.
pub(super) fn forms(node: &'static Value) -> Vec<&'static Value> {
    let mut found = vec![node];
    let mut at = 0;
    while let Some(node) = found.get(at).copied() {
        let name = node.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/"));
        found.extend(name.and_then(|name| SCHEMA.get("$defs")?.get(name)));
        for several in ["anyOf", "allOf", "oneOf"] {
            found.extend(node.get(several).and_then(Value::as_array).into_iter().flatten());
        }
        at += 1;
        // Forms within forms are few; a schema that refers to itself would have no end.
        if at > 50 {
            break;
        }
    }
    found
}

pub(super) static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(spec_schema()).unwrap_or_default());

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{KEYS, PLACES, SCHEMA, asked, place, takes, target};

    #[test]
    fn a_value_in_the_place_of_a_map_goes_to_the_field_that_takes_it() {
        assert_eq!(takes("Drop", &["surface", "height", "count"], "80 cm"), Some("height"));
        assert_eq!(takes("Ribs", &["height", "spacing", "thickness"], "1 mm"), Some("thickness"));
        assert_eq!(takes("Load", &["force", "mass"], "20 kg"), Some("mass"));
        assert_eq!(takes("Drop", &["height", "count"], "80 kg"), None);
        assert_eq!(takes("Drop", &["height", "count"], "high"), None);
        assert_eq!(takes("Drop", &["height", "count"], "26"), None);
    }

    #[test]
    fn fields_are_described_by_their_paths() {
        let draft = asked("parts.tray.draft").expect("a field");
        assert_eq!((draft.meaning.as_str(), draft.example.as_str()), ("Draft of the walls, per side", "1.5 deg"));
        let volume = asked("production.annual_volume").expect("a field");
        assert_eq!((volume.meaning.as_str(), volume.example.as_str()), ("Units by year", "5000"));
        let example = |path: &str| asked(path).expect(path).example;
        assert_eq!(example("parts.tray.size"), "[200 mm, 120 mm, 60 mm]");
        assert_eq!(example("production.launch_in"), "24 weeks");
        assert_eq!((example("parts.tray.process"), example("joints.a.method")), (String::new(), String::new()));
        for nowhere in ["parts.tray.nonsense", "materials.abs.heat_limit.x.y", "tables.abs", "assembly.form.time"] {
            assert_eq!(asked(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn words_of_the_trade_say_what_to_write() {
        assert!(place("Part", "thickness").is_some_and(|help| help.contains("`wall`") && help.contains("`layers`")));
        assert!(place("Part", "Hardness").is_some_and(|help| help.contains("`materials:")));
        assert!(place("Production", "MOQ").is_some_and(|help| help.contains("`order_quantity`")));
        assert!(place("Part", "MOQ").is_some_and(|help| help.contains("`minimum_order`")));
    }

    /// Every word of the trade, as it is said and with a slip, has an answer in every map of the format.
    #[test]
    fn every_word_of_the_trade_is_answered_in_every_map() {
        let types = SCHEMA["$defs"].as_object().expect("types").keys().map(String::as_str).chain(["Spec", ""]);
        let types: Vec<&str> = types.collect();
        let words: BTreeSet<&str> = KEYS.iter().flat_map(|row| row.words.iter().copied()).collect();
        assert!(types.len() > 40 && words.len() > 150, "{} {}", types.len(), words.len());
        for of in &types {
            for word in &words {
                assert!(place(of, word).is_some_and(|help| !help.is_empty()) || target(of, word).is_none(), "{of}.{word}");
                place(of, &format!("{word}x"));
            }
            for word in KEYS.iter().filter(|row| row.of.is_empty()).flat_map(|row| row.words) {
                assert!(place(of, word).is_some() || PLACES.contains_key(*word), "{of}.{word}");
            }
        }
    }

    #[test]
    fn a_word_for_a_field_that_another_map_has_leads_there() {
        let said = "a weight is given as `mass`, which stands at `design.protects.mass`, `environment.carry.mass`, `environment.crush.mass`";
        assert_eq!(place("About", "weight").as_deref(), Some(said));
        let slip = place("About", "wieght").expect("a help");
        assert!(slip.starts_with("if `weight` is meant: a weight is given as `mass`, which"), "{slip}");
        for (of, word, field) in [("Joint", "colour", "`parts.ID.color`"), ("About", "pcs", "`parts.ID.quantity`")] {
            assert!(place(of, word).is_some_and(|help| help.contains(field)), "{of}.{word}: {:?}", place(of, word));
        }
        assert_eq!(place("Protects", "weight").as_deref(), Some("a weight is given as `mass`"));
    }

    #[test]
    fn a_slip_of_a_word_of_the_trade_is_read_as_that_word() {
        for slip in ["lenght", "widht", "heigth"] {
            assert!(place("Part", slip).is_some_and(|help| help.contains("`size: [length, width, height]`")), "{slip}");
        }
        assert!(place("Protects", "length").is_some_and(|help| help.contains("`size: [length, width, height]`")));
        assert!(place("Layer", "length").is_some_and(|help| help.contains("`thickness`")));
        // A key of the map itself is nearer than a word of the trade.
        assert_eq!(place("Part", "colr"), None);
        assert_eq!(place("Part", "drafft"), None);
    }

    #[test]
    fn a_key_of_another_block_is_found_by_its_paths() {
        assert_eq!(place("Production", "draft").as_deref(), Some("this key stands at `parts.ID.draft`"));
        assert_eq!(place("Part", "seam_allowance").as_deref(), Some("this key stands at `joints.ID.seam_allowance`"));
        assert_eq!(place("Part", "draft"), None);
        assert_eq!(place("Part", "nonsense"), None);
    }
}
