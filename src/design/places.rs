//! Where a key belongs that stands in a map where it does not: what the trade calls it, else every place of the format that has
//! a key of that name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::called::called;
use super::schema::spec_schema;
use crate::quantity::parse_measure;
use crate::source::{fold, nearest};
use crate::yaml::Trade;

/// What people mean who know the trade better than the format.
pub(super) const TRADE: Trade = Trade { places: place, words: called, takes };

/// Words of the trade for keys of the format: the type of the map (any if empty), the words without case, spaces and hyphens, and
/// what to write.
const KEYS: &[(&str, &[&str], &str)] = &[
    ("Part", &["thickness", "wallthickness", "thk"], "the thickness of a wall is `wall`, that of a layer stands in `layers`"),
    (
        "Part",
        &["hardness", "shore", "density"],
        "a hardness or density belongs to a grade: `materials: { my-grade: { like: …, hardness: 60 Shore A } }`",
    ),
    (
        "Part",
        &["width", "length", "height", "dimension"],
        "outer dimensions are `size: [length, width, height]`; one that matters is an entry of `dimensions`",
    ),
    (
        "Protects",
        &["width", "length", "height", "thickness", "dimension", "dimensions"],
        "the device has its outer dimensions in `size: [length, width, height]`",
    ),
    ("Layer", &["width", "length", "height"], "a layer has a `thickness`; the outline is `size` of its part"),
    (
        "Part",
        &["tolerance", "tolerances"],
        "a tolerance stands in `dimensions`: `dimensions: { width: { nominal: 200 mm, tolerance: ±0.3 mm } }`",
    ),
    ("Part", &["texture", "grain"], "the depth of a texture is `texture_depth`"),
    ("Part", &["radius", "fillet"], "a radius is `inside_radius` or `corner_radius`"),
    (
        "Part",
        &["surface", "surfacefinish", "surfacetreatment", "artwork", "logo"],
        "what is applied to a part is a list of materials, such as `finish: [powder-coat]`",
    ),
    ("Part", &["glue", "adhesive"], "an adhesive is given in `joints`, or as `bond` of a layer"),
    (
        "Part",
        &["cavities", "cycle", "cycletime", "tooling", "mold", "mould", "toolcost"],
        "cavities, cycle and cost of a tool stand in `tool: { cavities: 2, cycle: 38 s, cost: 18000 USD }`",
    ),
    ("Part", &["supplier", "vendor"], "a supplier belongs to a grade in `materials`"),
    ("", &["qty", "pcs", "count", "usage"], "how many there are is `quantity`"),
    ("", &["moq"], "the smallest order is `minimum_order` of a part or material"),
    (
        "",
        &["price", "unitprice", "unitcost"],
        "what a piece costs is `cost` of its part; what the case may cost is `production.target_unit_cost`",
    ),
    ("", &["leadtime", "delivery"], "the time to delivery is `lead_time`"),
    ("", &["weight"], "a weight is given as `mass` where there is one"),
    ("", &["colour"], "this is `color`"),
    ("Step", &["cycle", "cycletime", "duration"], "how long a step takes is `time`"),
    ("Step", &["temp"], "this is `temperature`"),
    ("Step", &["parts", "part"], "the parts that a step brings in are `adds`"),
    ("Step", &["joint", "joints"], "the joints that a step makes are `makes`"),
    ("Step", &["name", "id"], "the name of a step is `step`"),
    ("Joint", &["parts", "part", "of"], "the parts of a joint are `between`"),
    ("Joint", &["glue"], "the glue of a joint is `adhesive`"),
    ("Joint", &["process", "type"], "how it is joined is `method`; the process stands in the step that `makes` it"),
    ("Spec", &["prototypes", "prototype", "samples"], "how samples were made stands in `prototype` of each part"),
    ("Spec", &["bom", "components", "items"], "the parts, bought ones included, are `parts`"),
    ("Spec", &["process", "processes", "steps", "line"], "the steps are the list `assembly`"),
    ("Spec", &["name", "kind", "stage", "number", "revision"], "this stands in `design`"),
    ("Spec", &["tests", "test", "builds", "measurements"], "what was built, measured and tested stands in `evidence`"),
    ("Production", &["moq", "orderqty"], "the units of one order are `order_quantity`"),
    ("Production", &["volume", "annualqty", "quantity", "eau"], "the units by year are `annual_volume`"),
    ("Production", &["cost", "targetcost", "price", "targetprice"], "what a case may cost is `target_unit_cost`"),
    ("Production", &["yield"], "the share of good units is `target_yield`"),
    ("Environment", &["temperature", "temp", "operatingtemperature"], "temperatures in use are `service: [-10 °C, 45 °C]`"),
    ("Environment", &["ip", "iprating", "waterproof"], "ingress protection is `ingress: ip67`"),
];

/// Most places that are named.
const MOST_PLACES: usize = 3;

/// Where a key of a map of this type belongs.
pub(super) fn place(of: &str, key: &str) -> Option<String> {
    let folded = fold(key);
    let said =
        |(types, words, _): &&(&str, &[&str], &str)| (types.is_empty() || *types == of) && words.contains(&folded.as_str());
    // What is said of one type says more than what is said of all.
    let own = KEYS.iter().filter(|row| !row.0.is_empty()).find(said).or_else(|| KEYS.iter().find(said));
    if let Some((_, _, help)) = own {
        return Some((*help).to_owned());
    }
    let Some(places) = PLACES.get(&folded) else { return slip(of, &folded) };
    if places.iter().any(|(owner, _)| owner == of) {
        return None;
    }
    let shown: Vec<String> = places.iter().take(MOST_PLACES).map(|(_, path)| format!("`{path}`")).collect();
    Some(format!("this key stands at {}", shown.join(", ")))
}

/// What to write for a slip of a word of the trade, unless a key of the map itself is as near.
fn slip(of: &str, folded: &str) -> Option<String> {
    let own = PLACES.iter().filter(|(_, places)| places.iter().any(|(owner, _)| owner == of)).map(|(key, _)| key.as_str());
    if nearest(folded, own).is_some() {
        return None;
    }
    let here = KEYS.iter().filter(|(types, ..)| types.is_empty() || *types == of).flat_map(|(_, words, _)| words.iter().copied());
    let meant = nearest(folded, here)?;
    Some(format!("if `{meant}` is meant: {}", place(of, meant)?))
}

/// The first field of a type that takes a quantity of the dimension of a text.
fn takes(of: &str, fields: &[&'static str], text: &str) -> Option<&'static str> {
    let dimension = parse_measure(text).ok().filter(|measure| measure.unit.is_some())?.dimension().name();
    let properties = SCHEMA.get("$defs")?.get(of)?.get("properties")?;
    let said = |form: &&Value| form.get("description").and_then(Value::as_str).is_some_and(|said| is_such(said, &dimension));
    fields.iter().copied().find(|field| properties.get(*field).is_some_and(|node| forms(node).iter().any(said)))
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
    let example = forms(node).iter().find_map(first).unwrap_or_default().to_owned();
    let meaning = meaning.lines().next().unwrap_or_default().trim_end_matches('.');
    Some(Asked { meaning: meaning.to_owned(), example })
}

/// What a node of the schema may be: itself, what it refers to, and each of several forms.
fn forms(node: &'static Value) -> Vec<&'static Value> {
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

static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(spec_schema()).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::{asked, place, takes};

    #[test]
    fn a_value_in_the_place_of_a_map_goes_to_the_field_that_takes_it() {
        assert_eq!(takes("Drop", &["surface", "height", "count"], "80 cm"), Some("height"));
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
