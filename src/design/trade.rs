//! Words of the trade for keys and values of the format: what is said in a workshop, and what to write.

use crate::source::{thousands, without_comma};

/// A word of the trade for a key.
pub(super) struct Row {
    /// The type of the map; any that has the field if it is empty.
    pub of: &'static str,
    /// The words, without case, spaces and hyphens.
    pub words: &'static [&'static str],
    /// What to write; `{}` stands for the value, `{size}` for it as a list of three lengths.
    pub help: &'static str,
    /// The field of the map or the path below the top that has the value; empty if that is not certain.
    pub to: &'static str,
}

const fn row(of: &'static str, words: &'static [&'static str], help: &'static str, to: &'static str) -> Row {
    Row { of, words, help, to }
}

/// What to write in the place of a grade of a texture.
pub(super) const TEXTURE: &str =
    "the depth of a texture is `texture_depth: 0.02 mm`, by the sheet of its maker; leave a grade such as VDI 27 out";

/// What the sheets of makers of textures, and scales of eroded and polished faces, are called.
const TEXTURES: [&str; 9] = ["vdi", "mt", "moldtech", "mold", "ys", "hn", "charmilles", "ch", "spi"];

/// Whether a text names a grade of a texture: `VDI 24`, `MT11010`, `SPI B1`.
pub(super) fn is_texture(text: &str) -> bool {
    let sheet: String = text.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    TEXTURES.contains(&&*sheet.to_lowercase()) && text.contains(|c: char| c.is_ascii_digit())
}

pub(super) const KEYS: &[Row] = &[
    row(
        "Part",
        &["thickness", "wallthickness", "thk"],
        "the thickness of a wall is `wall`, that of a layer stands in `layers`",
        "wall",
    ),
    row(
        "Part",
        &["hardness", "shore", "density"],
        "a hardness or density belongs to a grade: `materials: { my-grade: { like: …, hardness: 60 Shore A } }`",
        "",
    ),
    row(
        "Part",
        &["outersize", "outersizes", "outerdimensions", "overallsize", "sizes", "dims", "lwh"],
        "outer dimensions are `size: {size}`",
        "size",
    ),
    row(
        "Part",
        &["width", "length", "height", "dimension"],
        "outer dimensions are `size: [length, width, height]`; one that matters is an entry of `dimensions`",
        "",
    ),
    row(
        "Protects",
        &["width", "length", "height", "thickness", "dimension", "dimensions"],
        "the device has its outer dimensions in `size: [length, width, height]`",
        "",
    ),
    row(
        "Protects",
        &["name", "device", "model", "product"],
        "what it is called stands in `design.name`; here are its `mass` and `size`",
        "",
    ),
    row("Layer", &["width", "length", "height"], "a layer has a `thickness`; the outline is `size` of its part", ""),
    row(
        "Part",
        &["tolerance", "tolerances"],
        "a tolerance stands in `dimensions`: `dimensions: { width: { nominal: 200 mm, tolerance: ±0.3 mm } }`",
        "",
    ),
    row("Part", &["texture", "grain"], TEXTURE, ""),
    row(
        "Part",
        &["lining", "fabric", "laminate", "lamination", "facing", "backing", "plies"],
        "what a part is laminated of is the list `layers`, such as `layers: [{ material: …, thickness: 1 mm }]`",
        "",
    ),
    row(
        "Part",
        &["rating", "loadrating", "ratedload", "capacity"],
        "the load that a part bears is `bears`; what it is rated for by its maker stands there",
        "",
    ),
    row("Part", &["radius", "fillet"], "a radius is `inside_radius` or `corner_radius`", ""),
    row(
        "Part",
        &["surface", "surfacefinish", "surfacetreatment", "artwork", "logo"],
        "what is applied to a part is a list of materials, such as `finish: [powder-coat]`",
        "",
    ),
    row(
        "Part",
        &["overmould", "overmoulding", "overmolded", "overmoulded"],
        "what is molded onto a part is a part of its own with `process: overmolding`, and a joint of `method: overmolding` between both",
        "",
    ),
    row("Part", &["glue", "adhesive"], "an adhesive is given in `joints`, or as `bond` of a layer", ""),
    row(
        "Part",
        &["cavities", "cycle", "cycletime", "tooling", "mold", "mould", "toolcost"],
        "cavities, cycle and cost of a tool stand in `tool: { cavities: 2, cycle: 38 s, cost: 18000 USD }`",
        "",
    ),
    row("Part", &["supplier", "vendor"], "a supplier belongs to a grade in `materials`", ""),
    row(
        "Part",
        &["sameas", "copyof", "copy", "copies", "as", "identicalto"],
        "a part that is as another one is `like: {}`",
        "like",
    ),
    row("Part", &["position", "place", "where"], "`location` is outside or inside", "location"),
    row("Part", &["type", "make", "source", "purchased", "buy", "bin"], "a part that is bought ready-made has `bought: yes`", ""),
    row(
        "Part",
        &["ip", "iprating", "ingress", "waterproof"],
        "ingress protection is of the whole case: `environment: { ingress: IP67 }`",
        "",
    ),
    row("Part", &["name", "id", "description", "desc"], "the name of a part is its id, in front of its map: `lid: { … }`", ""),
    row(
        "Part",
        &["joint", "join", "joining", "assembly"],
        "how parts are joined stands in `joints`, in what order in `assembly`",
        "",
    ),
    row(
        "Test",
        &["qty", "quantity", "count", "pcs", "samples", "samplesize", "n", "tested", "pieces"],
        "how many were tested is `units`",
        "units",
    ),
    row(
        "Test",
        &["failed", "fail", "fails", "ng", "rejected", "rejects", "broken"],
        "how many of them failed is `failures`",
        "failures",
    ),
    row(
        "Test",
        &["passed", "pass", "result", "results", "verdict"],
        "how many failed is `failures`, 0 if none did; how many were tested is `units`",
        "",
    ),
    row("Test", &["test", "id", "title"], "what the test is called is `name`", "name"),
    row("Test", &["type"], "what the test is about is `kind`", "kind"),
    row("Test", &["drop", "dropheight"], "the height of the drops is `height`", "height"),
    row("Test", &["repeats", "times", "drops"], "how often each unit was loaded is `cycles`", "cycles"),
    row(
        "Build",
        &["qty", "quantity", "count", "pcs", "units", "n", "started", "pieces"],
        "how many were started is `built`",
        "built",
    ),
    row(
        "Build",
        &["failed", "fail", "fails", "failures", "ng", "rejects", "reject", "bad", "scrap", "scrapped"],
        "how many were rejected is `rejected`",
        "rejected",
    ),
    row("Build", &["step", "part"], "what was built is `of`, a step, a part or `design`", "of"),
    row("Drop", &["drops", "times", "number", "quantity", "qty", "repeats"], "how many drops there are is `count`", "count"),
    row("Drop", &["h", "from", "dropheight"], "this is `height`", "height"),
    row("Drop", &["on", "onto", "floor", "ground"], "what it falls on is `surface`", "surface"),
    row("", &["qty", "pcs", "count", "usage", "units", "pieces", "number"], "how many there are is `quantity`", "quantity"),
    row("", &["moq"], "the smallest order is `minimum_order` of a part or material", ""),
    row(
        "",
        &["price", "unitprice", "unitcost"],
        "what a piece costs is `cost` of its part; what the case may cost is `production.target_unit_cost`",
        "",
    ),
    row("", &["leadtime", "delivery"], "the time to delivery is `lead_time`", "lead_time"),
    row("", &["weight"], "a weight is given as `mass`", "mass"),
    row("", &["colour"], "this is `color`", "color"),
    row("Step", &["cycle", "cycletime", "duration"], "how long a step takes is `time`", "time"),
    row("Step", &["temp"], "this is `temperature`", "temperature"),
    row("Step", &["parts", "part", "add"], "the parts that a step brings in are `adds`", "adds"),
    row("Step", &["joint", "joints", "make"], "the joints that a step makes are `makes`", "makes"),
    row("Step", &["name", "id"], "the name of a step is `step`", "step"),
    row(
        "Step",
        &["machine", "presses", "equipment", "tonnage", "tool"],
        "no check reads the machine: leave it out, or write it behind `# `",
        "",
    ),
    row("Step", &["workers", "people", "manning", "headcount"], "how many people do it is `operators`", "operators"),
    row("Joint", &["parts", "part", "of", "joins", "connects"], "the parts of a joint are `between`", "between"),
    row("Joint", &["glue", "gluing"], "the glue of a joint is `adhesive`", "adhesive"),
    row("Joint", &["type", "kind", "how", "joining"], "how it is joined is `method`", "method"),
    row("Joint", &["process"], "how it is joined is `method`; the process stands in the step that makes it", "method"),
    row("Spec", &["prototypes", "prototype", "samples"], "how samples were made stands in `prototype` of each part", ""),
    row("Spec", &["bom", "components", "items", "part"], "the parts, bought ones included, are `parts`", "parts"),
    row("Spec", &["process", "processes", "steps", "line"], "the steps are the list `assembly`", "assembly"),
    row("Spec", &["name", "title", "project"], "this is `design.name`: `design: { name: {} }`", "design.name"),
    row("Spec", &["kind", "casetype", "type", "category"], "this is `design.kind`: `design: { kind: {} }`", "design.kind"),
    row("Spec", &["stage", "phase"], "this is `design.stage`: `design: { stage: {} }`", "design.stage"),
    row("Spec", &["number", "partnumber"], "this is `design.number`: `design: { number: {} }`", "design.number"),
    row("Spec", &["revision", "rev"], "this is `design.revision`: `design: { revision: {} }`", "design.revision"),
    row(
        "Spec",
        &["product", "device", "content", "contents", "for", "protects"],
        "what it protects is `design.protects`, by mass and size: `design: { protects: { mass: 900 g, size: [200 mm, 120 mm, 60 mm] } }`",
        "",
    ),
    row(
        "Spec",
        &["requirements", "requirement", "specs", "spec", "specification", "specifications", "demands", "conditions"],
        "what the case has to stand is `environment`",
        "environment",
    ),
    row("Spec", &["tests", "test"], "what was tested stands in `evidence.tests`", "evidence.tests"),
    row("Spec", &["builds"], "what was built stands in `evidence.builds`", "evidence.builds"),
    row("Spec", &["measurements"], "what was measured stands in `evidence.measurements`", "evidence.measurements"),
    row(
        "Spec",
        &["moq", "orderqty", "orderquantity", "order"],
        "the units of one order are `production.order_quantity`",
        "production.order_quantity",
    ),
    row(
        "Spec",
        &["volume", "annualqty", "annualvolume", "quantity", "eau", "yearlyvolume"],
        "the units by year are `production.annual_volume`",
        "production.annual_volume",
    ),
    row(
        "Spec",
        &["cost", "targetcost", "price", "targetprice", "unitprice", "unitcost"],
        "what a case may cost is `production.target_unit_cost`",
        "production.target_unit_cost",
    ),
    row("Spec", &["yield", "targetyield"], "the share of good units is `production.target_yield`", "production.target_yield"),
    row(
        "Spec",
        &["market", "countries", "regions", "soldin"],
        "where it is sold is `environment.markets`",
        "environment.markets",
    ),
    row("Spec", &["drop", "droptest", "dropheight"], "drops to survive are `environment.drop`", "environment.drop"),
    row(
        "Spec",
        &["size", "outersize", "outerdimensions", "overallsize", "dimensions", "dims"],
        "outer dimensions are those of a part, such as `size: {size}` in `parts.shell`",
        "",
    ),
    row("Spec", &["color", "colour"], "a color is that of a part, such as `color: {}` in `parts.shell`", ""),
    row("About", &["type", "casetype", "category"], "what kind of case it is stands in `kind`", "kind"),
    row(
        "About",
        &["qty", "quantity", "volume", "annualvolume", "orderquantity"],
        "the units by year are `production.annual_volume`, those of one order `production.order_quantity`",
        "",
    ),
    row("About", &["phase", "status"], "this is `stage`", "stage"),
    row("About", &["title", "project"], "this is `name`", "name"),
    row(
        "About",
        &["device", "product", "for", "content", "contents"],
        "what it protects is `protects: { mass: 900 g, size: [200 mm, 120 mm, 60 mm] }`",
        "",
    ),
    row("Production", &["moq", "orderqty"], "the units of one order are `order_quantity`", "order_quantity"),
    row("Production", &["volume", "annualqty", "eau"], "the units by year are `annual_volume`", "annual_volume"),
    row(
        "Production",
        &["qty", "quantity", "pcs", "count", "units", "pieces", "number"],
        "the units by year are `annual_volume`, those of one order `order_quantity`",
        "",
    ),
    row(
        "Production",
        &["cost", "targetcost", "price", "targetprice"],
        "what a case may cost is `target_unit_cost`",
        "target_unit_cost",
    ),
    row("Production", &["yield"], "the share of good units is `target_yield`", "target_yield"),
    row(
        "Environment",
        &["temperature", "temp", "operatingtemperature"],
        "temperatures in use are `service: [-10 °C, 45 °C]`",
        "service",
    ),
    row("Environment", &["ip", "iprating", "waterproof"], "ingress protection is `ingress: ip67`", "ingress"),
    row(
        "Environment",
        &["transport", "shipping", "freight", "shipment"],
        "what goes by air has `air_transport: yes`, otherwise `no`; temperatures on the way are `storage: [-20 °C, 60 °C]`",
        "",
    ),
];

/// The field that a single quantity in the place of a map goes to first.
pub(super) const FIRST: [(&str, &str); 1] = [("Ribs", "thickness")];

/// Fields that name an element of a list, by its type, and whether the name is an id of one piece.
const NAMED: [(&str, &str, bool); 3] = [("Step", "step", true), ("Task", "task", true), ("Test", "name", false)];

/// The field that names an element of a list of such things, and whether it is an id.
pub(super) fn names_itself(of: &str) -> Option<(&'static str, bool)> {
    NAMED.iter().find(|(owner, ..)| *owner == of).map(|(_, field, is_id)| (*field, *is_id))
}

/// Where a text goes that no other field of a type takes.
pub(super) const UNASSIGNED: [(&str, &str); 6] = [
    ("Part", "material"),
    ("Layer", "material"),
    ("Tool", "material"),
    ("Joint", "method"),
    ("Prototype", "process"),
    ("About", "name"),
];

/// Words that say what a field holds: the type, the words, the field and its value.
const WORDS: [(&str, &[&str], &str, &str); 3] = [
    ("Test", &["pass", "passed", "ok", "no failure", "no failures", "all passed", "all pass"], "failures", "0"),
    (
        "Part",
        &["bought", "buy", "purchase", "purchased", "bought in", "bought-in", "off the shelf", "standard part", "外购", "采购"],
        "bought",
        "yes",
    ),
    ("Part", &["outside", "external"], "location", "outside"),
];

/// The field and value that a word alone says of a type.
pub(super) fn word_for(of: &str, text: &str) -> Option<(&'static str, &'static str)> {
    let lower = text.to_lowercase();
    WORDS
        .iter()
        .find(|(owner, words, ..)| *owner == of && words.contains(&lower.as_str()))
        .map(|(.., field, value)| (*field, *value))
}

/// What is counted of a type, by the word behind the number.
const COUNTED: [(&str, &[&str], &str); 9] = [
    ("Tool", &["cavity", "cavities", "cav", "cav."], "cavities"),
    ("Tool", &["shots", "shot", "cycles"], "life"),
    ("Drop", &["times", "drops", "x"], "count"),
    ("Part", &["pcs", "pieces", "off"], "quantity"),
    ("Test", &["pcs", "pieces", "units", "unit", "samples", "parts", "sets", "ea"], "units"),
    ("Test", &["failures", "failure", "failed", "fail", "fails", "rejects", "rejected", "ng"], "failures"),
    ("Test", &["cycles", "openings"], "cycles"),
    ("Build", &["pcs", "pieces", "units", "unit", "parts", "sets", "ea", "built"], "built"),
    ("Build", &["rejects", "reject", "rejected", "failures", "failed", "scrap", "scrapped", "ng"], "rejected"),
];

/// The field that counts what stands behind a number, and the number without what a person shortens. Of `1+1 cavity` one cavity
/// is of this part.
pub(super) fn counted(of: &str, text: &str) -> Option<(&'static str, String)> {
    let (number, word) = text.rsplit_once([' ', '-'])?;
    let word = word.to_lowercase();
    let (.., field) = COUNTED.iter().find(|(owner, words, _)| *owner == of && words.contains(&word.as_str()))?;
    let number = number.split('+').next().unwrap_or(number).trim();
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let plain = if plain { Some(number.to_owned()) } else { thousands(number).or_else(|| grouped(number)) };
    Some((field, plain?))
}

/// The digits of a number that groups them by commas.
fn grouped(number: &str) -> Option<String> {
    without_comma(number)?;
    let digits = number.replace(',', "");
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::{counted, is_texture, names_itself, word_for};
    use crate::design::places::target;

    #[test]
    fn every_target_is_a_field_of_its_type_or_a_path() {
        for row in super::KEYS.iter().filter(|row| !row.to.is_empty() && !row.of.is_empty()) {
            let found = target(row.of, row.words[0]).expect(row.words[0]);
            assert_eq!(found.to, row.to, "{}.{}", row.of, row.words[0]);
        }
    }

    #[test]
    fn grades_of_textures() {
        for text in ["VDI 24", "VDI24", "vdi-27", "MT11010", "MT-11010", "Mold-Tech 11010", "SPI B1", "YS 4405"] {
            assert!(is_texture(text), "{text}");
        }
        for text in ["powder-coat", "MT", "matte", "pa12", ""] {
            assert!(!is_texture(text), "{text}");
        }
    }

    #[test]
    fn numbers_of_things() {
        assert_eq!(counted("Tool", "300k shots"), Some(("life", "300000".to_owned())));
        assert_eq!(counted("Tool", "1+1 cavity"), Some(("cavities", "1".to_owned())));
        assert_eq!(counted("Tool", "300,000 shots"), Some(("life", "300000".to_owned())));
        assert_eq!(counted("Tool", "P20 steel"), None);
        assert_eq!(word_for("Test", "Pass"), Some(("failures", "0")));
        assert_eq!(names_itself("Step"), Some(("step", true)));
        assert_eq!(names_itself("Part"), None);
    }
}
