//! What is known by nature where the design does not say it, and what stays unknown.

use super::typed::{Design, Environment, Production, Step, Thing};
use super::{Known, Lack, Trace, World};
use crate::design::{Content, Loader, Spec};
use crate::quantity::Bounds;

fn spec(text: &str) -> Spec {
    let parts = if text.starts_with("parts:") { "" } else { "parts: { example: {} }\n" };
    let whole = format!("caseproof: 1\ndesign: {{ name: example }}\n{parts}{text}\n");
    let read = Loader::new(std::path::Path::new(".")).text(whole, "design", None);
    assert!(read.problems.is_empty(), "{text}: {:?}", read.problems);
    let Content::Specs(mut specs) = read.content else { panic!("{text} is no design") };
    specs.remove(0)
}

/// What a question about a design finds, and what it needs.
fn asked<T>(text: &str, question: impl Fn(&World<'_>, &mut Trace) -> Known<T>) -> (Known<T>, Vec<String>) {
    let spec = spec(text);
    let world = World::new(&spec, None);
    let mut trace = Trace::on();
    let found = question(&world, &mut trace);
    (found, world.needs(trace.notes()).iter().map(|wish| wish.at.to_string()).collect())
}

fn ends(found: Known<Bounds>) -> Option<(f64, f64)> {
    found.ok().map(|bounds| ((bounds.low * 1e4).round() / 1e4, (bounds.high * 1e4).round() / 1e4))
}

const HOURS: &str = "working_time: { days_per_month: 25, shifts_per_day: 1, hours_per_shift: 8, efficiency: 75 % }";

#[test]
fn a_takt_is_bounded_by_the_calendar() {
    let takt = |text: &str| asked(text, |world, trace| Production::at(world, 0).takt(trace));
    assert_eq!(
        takt("production: { order_quantity: 5 }"),
        (Err(Lack::Unknown), vec!["production.working_time".to_owned(), "production.annual_volume".to_owned()])
    );
    let (found, needs) = takt("production: { annual_volume: 1000000 }");
    assert_eq!((ends(found), needs), (Some((0.0, 31.5576)), vec!["production.working_time".to_owned()]));
    let (found, needs) = takt(&format!("production: {{ annual_volume: 60000, {HOURS} }}"));
    assert_eq!((ends(found), needs), (Some((144.0, 144.0)), vec![]));
    // Three shifts of ten hours do not fit into a day.
    let three = HOURS.replace("shifts_per_day: 1, hours_per_shift: 8", "shifts_per_day: 3, hours_per_shift: 8 to 10");
    let (found, _) = takt(&format!("production: {{ annual_volume: 60000, {three} }}"));
    assert_eq!(ends(found), Some((432.0, 432.0)));
}

#[test]
fn a_station_has_at_most_what_perfect_units_leave() {
    let allowed = |text: &str| asked(text, |world, trace| Production::at(world, 0).allowed_station_time(trace));
    let (found, needs) = allowed(&format!("production: {{ annual_volume: 60000, {HOURS} }}"));
    assert_eq!((ends(found), needs), (Some((0.0, 108.0)), vec!["production.target_yield".to_owned()]));
    let (found, needs) = allowed(&format!("production: {{ annual_volume: 60000, target_yield: 95 %, {HOURS} }}"));
    assert_eq!((ends(found), needs), (Some((102.6, 102.6)), vec![]));
    let open = HOURS.replace(", efficiency: 75 %", "");
    let (found, needs) = allowed(&format!("production: {{ annual_volume: 60000, target_yield: 95 %, {open} }}"));
    assert_eq!((ends(found), needs), (Some((0.0, 136.8)), vec!["production.working_time.efficiency".to_owned()]));
}

#[test]
fn the_life_of_a_product_takes_at_least_a_year_and_an_order() {
    let volume = |text: &str| asked(text, |world, trace| Production::at(world, 0).lifetime_volume(trace));
    let need = vec!["production.lifetime_volume".to_owned()];
    assert_eq!(volume("production: { target_yield: 97 % }"), (Err(Lack::Unknown), need.clone()));
    for (text, least) in [("annual_volume: 60000", 6e4), ("order_quantity: 500", 500.0)] {
        let (found, needs) = volume(&format!("production: {{ {text} }}"));
        assert_eq!((ends(found), needs), (Some((least, f64::INFINITY)), need.clone()));
    }
    let (found, _) = volume("production: { annual_volume: 60000, order_quantity: 80000 }");
    assert_eq!(ends(found), Some((8e4, f64::INFINITY)));
    let (found, needs) = volume("production: { annual_volume: 60000, lifetime_volume: 90000 }");
    assert_eq!((ends(found), needs), (Some((9e4, 9e4)), vec![]));
}

#[test]
fn steps_pass_at_most_all_units() {
    let rolled = |text: &str| asked(text, |world, trace| Design::at(world, 0).rolled_throughput_yield(trace));
    assert_eq!(rolled("production: { target_yield: 95 % }"), (Err(Lack::Unknown), vec!["assembly".to_owned()]));
    let (found, needs) = rolled("assembly: [{ step: form, yield: 90 % }, { step: sew }]");
    assert_eq!((ends(found), needs), (Some((0.0, 0.9)), vec!["assembly.sew.yield".to_owned()]));
    let (found, needs) = rolled("assembly: [{ step: form, yield: 90 % }, { step: sew, yield: 80 % }]");
    assert_eq!((ends(found), needs), (Some((0.72, 0.72)), vec![]));
    let worst = |text: &str| asked(text, |world, trace| Design::at(world, 0).worst_step(trace).map(|step| step.index)).0;
    assert_eq!(worst("assembly: [{ step: form, yield: 90 % }, { step: sew }]"), Ok(0));
    assert_eq!(worst("assembly: [{ step: form }, { step: sew }]"), Err(Lack::Unknown));
}

#[test]
fn racks_hold_at_least_what_a_line_that_never_stops_makes_in_a_rest() {
    let units = |text: &str| asked(text, |world, trace| Step::at(world, 0).resting_units(trace));
    let glue = "assembly: [{ step: glue, process: bonding, wait: 30 min }]";
    let (found, needs) = units(&format!("production: {{ annual_volume: 288000 }}\n{glue}"));
    assert_eq!((ends(found), needs), (Some((17.0, f64::INFINITY)), vec!["production.working_time".to_owned()]));
    let (found, needs) = units(&format!("production: {{ annual_volume: 288000, {HOURS} }}\n{glue}"));
    assert_eq!((ends(found), needs), (Some((60.0, 60.0)), vec![]));
}

#[test]
fn a_claim_is_known_where_it_is_made_or_ruled_out() {
    let drop = |text: &str| asked(text, |world, trace| Environment::at(world, 0).drop_claimed(trace));
    let ingress = |text: &str| asked(text, |world, trace| Environment::at(world, 0).ingress_claimed(trace));
    let rating = |text: &str| asked(text, |world, trace| Environment::at(world, 0).ingress(trace).map(|word| word.to_string()));
    for text in ["production: { target_yield: 95 % }", "environment: { humidity: 50 % }"] {
        assert_eq!(drop(text), (Err(Lack::Unknown), vec!["environment.drop".to_owned()]));
        assert_eq!(ingress(text), (Err(Lack::Unknown), vec!["environment.ingress".to_owned()]));
    }
    assert_eq!(ingress("environment: { ingress: none }"), (Ok(false), vec![]));
    assert_eq!(rating("environment: { ingress: none }"), (Err(Lack::RuledOut), vec![]));
    assert_eq!(ingress("environment: { ingress: IP67 }"), (Ok(true), vec![]));
    assert_eq!(rating("environment: { ingress: IP 67 }"), (Ok("ip67".to_owned()), vec![]));
    assert_eq!(rating("environment: { ingress: IPX5/IPX7 }"), (Ok("ipx5/ipx7".to_owned()), vec![]));
    assert_eq!(rating("environment: { ingress: splash-proof }"), (Err(Lack::Unknown), vec!["environment.ingress".to_owned()]));
    let pressed = |text: &str| asked(text, |world, trace| Environment::at(world, 0).water_pressed(trace)).0;
    let sealed = |text: &str| asked(text, |world, trace| Environment::at(world, 0).sealed_claimed(trace)).0;
    for (text, press, seal) in [
        ("ip54", false, true),
        ("ip44", false, false),
        ("ip66", true, true),
        ("ip69k", false, true),
        ("ipx3", false, false),
        ("IPX5/IPX7", true, true),
        ("IP6X", false, false),
    ] {
        let text = format!("environment: {{ ingress: {text} }}");
        assert_eq!((pressed(&text), sealed(&text)), (Ok(press), Ok(seal)), "{text}");
    }
    assert_eq!(drop("environment: { drop: none }"), (Ok(false), vec![]));
    assert_eq!(drop("environment: { drop: { height: 1 m, count: 10 } }"), (Ok(true), vec![]));
}

#[test]
fn storage_alone_bounds_the_temperatures() {
    let high = |text: &str| asked(text, |world, trace| Environment::at(world, 0).high(trace));
    let (found, needs) = high("environment: { storage: [-20 °C, 70 °C] }");
    assert_eq!((ends(found), needs), (Some((343.15, f64::INFINITY)), vec!["environment.service".to_owned()]));
    let (found, needs) = high("environment: { service: [0 °C, 40 °C], storage: [-20 °C, 70 °C] }");
    assert_eq!((ends(found), needs), (Some((343.15, 343.15)), vec![]));
}

#[test]
fn heat_and_glue_are_no_only_where_something_says_so() {
    let heats = |text: &str| asked(text, |world, trace| Step::at(world, 0).heats(trace));
    assert_eq!(heats("assembly: [{ step: press }]"), (Err(Lack::Unknown), vec!["assembly.press.process".to_owned()]));
    assert_eq!(heats("assembly: [{ step: sew, process: lockstitch }]"), (Ok(false), vec![]));
    assert_eq!(heats("assembly: [{ step: press, process: hot-press-lamination }]"), (Ok(true), vec![]));
    assert_eq!(heats("assembly: [{ step: press, temperature: 80 °C }]"), (Ok(true), vec![]));
    let glues = |text: &str| asked(text, |world, trace| Step::at(world, 0).glues(trace));
    assert_eq!(glues("assembly: [{ step: pack, process: packing }]"), (Ok(false), vec![]));
    let parts = "parts: { lid: { material: abs }, foam: { layers: [{ material: abs }, { material: eva-foam-45c }] } }";
    let joint = "joints: { bond: { method: bonding, adhesive: pu-cement, between: [lid, foam] } }";
    let made = format!("{parts}\n{joint}\nassembly: [{{ step: glue, makes: [bond] }}]");
    assert_eq!(glues(&made), (Ok(true), vec![]));
    let added = format!("{parts}\nassembly: [{{ step: add, adds: [foam] }}]");
    assert_eq!(glues(&added), (Err(Lack::Unknown), vec!["assembly.add.process".to_owned()]));
}
