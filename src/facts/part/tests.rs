//! What is known of parts of which not everything is said.

use super::*;
use crate::design::{Content, Loader};
use crate::facts::Value;
use crate::vocabulary::{Item, Kind, find};

const TOOL: &str = "tool: { cavities: 2, life: 100000 shots, cycle: 36.6 s }";

/// A fact of the one part of a design, and what it asks for.
fn part(fact: &str, part: &str, rest: &str) -> (Known<Value>, Vec<String>) {
    let text = format!("caseproof: 1\ndesign: {{ name: Tray }}\n{rest}\nparts: {{ tray: {{ {part} }} }}\n");
    let Content::Specs(specs) = Loader::new(std::path::Path::new(".")).text(text, "spec", None).content else { panic!("a spec") };
    let world = World::new(&specs[0], None);
    let mut trace = Trace::on();
    let value = super::super::ask(find(Kind::Part, fact).unwrap(), &world, Item::new(Kind::Part, 0), &mut trace);
    let needs = world.needs(trace.notes()).iter().map(|wish| wish.at.to_string()).collect();
    (value, needs)
}

#[track_caller]
fn assert_ends(found: &Known<Value>, low: f64, high: f64) {
    let bounds = found.as_ref().ok().and_then(Value::bounds).expect("bounds");
    let near = |a: f64, b: f64| if b.is_finite() { (a - b).abs() <= 1e-9 * b.abs() } else { a.total_cmp(&b).is_eq() };
    assert!(near(bounds.low, low) && near(bounds.high, high), "{bounds:?}");
}

#[test]
fn a_tool_makes_at_least_a_year_or_an_order_of_good_parts() {
    let used = |rest: &str| part("tool_life_used", TOOL, rest);
    assert_eq!(used("").0, Err(Lack::Unknown));
    assert_eq!(used("").1, ["production.lifetime_volume", "production.target_yield"]);
    assert_ends(&used("production: { annual_volume: 250000 }").0, 1.25, f64::INFINITY);
    assert_eq!(used("production: { annual_volume: 250000 }").1, ["production.lifetime_volume", "production.target_yield"]);
    assert_ends(&used("production: { annual_volume: 2000, order_quantity: 3000 }").0, 0.015, f64::INFINITY);
    assert_ends(&used("production: { annual_volume: 250000, lifetime_volume: 100000, target_yield: 50 % }").0, 1.0, 1.0);
}

#[test]
fn no_year_has_more_than_all_its_hours() {
    let needed = |rest: &str| part("cavities_needed", TOOL, rest);
    assert_eq!(needed("").0, Err(Lack::Unknown));
    // Twelve months of the days of a leap year, 24 h each.
    let shots = 365.25 * 86_400.0 / 36.6;
    let least = 1_728_000.0 / shots;
    assert_ends(&needed("production: { annual_volume: 1728000 }").0, least, f64::INFINITY);
    assert_ends(&needed("production: { annual_volume: 1728000, target_yield: 50 % }").0, 2.0 * least, f64::INFINITY);
}

#[test]
fn an_extreme_that_is_not_said_is_bounded_by_the_nominal_wall() {
    let ends = |wall: &str| {
        let given = format!("wall: {wall}");
        ["wall_min", "wall", "wall_max"].map(|fact| part(fact, &given, "").0)
    };
    let [min, wall, max] = ends("2 mm");
    assert_ends(&min, 0.0, 0.002);
    assert_ends(&wall, 0.002, 0.002);
    assert_ends(&max, 0.002, f64::INFINITY);
    assert_eq!(part("wall_min", "wall: 2 mm", "").1, ["parts.tray.wall.min"]);
    assert_eq!(part("wall_max", "wall: 2 mm", "").1, ["parts.tray.wall.max"]);
    let [min, wall, max] = ends("{ nominal: 2 mm, tolerance: ±0.2 mm }");
    assert_ends(&min, 0.0018, 0.0018);
    assert_ends(&wall, 0.002, 0.002);
    assert_ends(&max, 0.0022, 0.0022);
    let [min, wall, max] = ends("{ nominal: 2 mm, min: 1.8 mm }");
    assert_ends(&min, 0.0018, 0.0018);
    assert_ends(&wall, 0.002, 0.002);
    assert_ends(&max, 0.002, f64::INFINITY);
    let [min, wall, max] = ends("{ min: 1.8 mm, max: 3 mm }");
    assert_ends(&min, 0.0018, 0.0018);
    assert_ends(&wall, 0.0018, 0.003);
    assert_ends(&max, 0.003, 0.003);
    assert_eq!(part("wall_max", "wall: { nominal: 2 mm, min: 1.8 mm }", "").1, ["parts.tray.wall.max"]);
}

#[test]
fn a_range_of_the_wall_goes_through_to_its_ribs() {
    let given = "wall: 2 mm to 2.5 mm, ribs: { thickness: 1.5 mm }";
    assert_ends(&part("rib_to_wall", given, "").0, 0.6, 0.75);
    assert_eq!(part("rib_to_wall", "wall: 2 mm", "").1, ["parts.tray.ribs.thickness"]);
}

#[test]
fn what_is_not_said_is_not_no() {
    assert_eq!(part("made", "color: black", ""), (Err(Lack::Unknown), vec!["parts.tray.process".to_owned()]));
    assert_eq!(part("made", "bought: true", "").0, Ok(Value::Flag(false)));
    assert_eq!(part("made", "process: injection-molding", "").0, Ok(Value::Flag(true)));
    assert_eq!(part("uses_regrind", "process: injection-molding", "").1, ["parts.tray.regrind"]);
    assert_eq!(part("uses_regrind", "process: injection-molding, regrind: 0 %", "").0, Ok(Value::Flag(false)));
    assert_eq!(part("uses_regrind", "process: injection-molding, regrind: 5 %", "").0, Ok(Value::Flag(true)));
    assert_eq!(part("uses_regrind", "process: injection-molding, regrind: 0 % to 5 %", "").0, Err(Lack::Unknown));
    assert_eq!(part("uses_regrind", "process: cnc-milling", "").0, Ok(Value::Flag(false)));
    assert_eq!(part("uses_regrind", "bought: true", "").0, Ok(Value::Flag(false)));
    assert_eq!(part("restricted_at_all", "material: genuine-leather", "").1, ["environment.markets"]);
    assert_eq!(part("restricted_at_all", "material: genuine-leather", "environment: { markets: [] }").0, Ok(Value::Flag(false)));
}
