//! The loosest tolerances of a stack: which set is chosen, with the figures of each, and what is said where there is none.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

/// Two molded lengths of 100 mm, each held to ±0.36 mm as a matter of course (DIN 16742, TG5, decided by the tool alone).
const CASE: &str = "caseproof: 1
design: { name: Drawer, stage: dvt }
parts:
  tray:
    material: abs
    process: injection-molding
    dimensions: { width: { nominal: 100 mm, tolerance: ±0.5 mm } }
  frame:
    material: abs
    process: injection-molding
    dimensions: { width: { nominal: 100.5 mm, tolerance: ±0.36 mm } }
stacks:
  drawer:
    limits: [0.1 mm, 0.9 mm]
    chain: [{ plus: frame.width }, { minus: tray.width }]
";

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-allocate-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    file
}

/// Output, notes and exit code of `caseproof allocate`.
fn allocate(file: &PathBuf, more: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let command = command.arg("allocate").arg(file).args(["--date", "2026-11-30"]).args(more).env("COLUMNS", "200");
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// The first stack of the output.
fn stack(name: &str, text: &str, more: &[&str]) -> (Value, i32) {
    let (out, notes, code) = allocate(&file(name, text), &[more, &["--format", "json"]].concat());
    let all: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{notes}"));
    (all["designs"][0]["stacks"][0].clone(), code)
}

/// Group and half width in mm that a contributor gets.
fn chosen(stack: &Value, at: usize) -> (&str, f64) {
    let chosen = &stack["contributors"][at]["chosen"];
    (chosen["group"].as_str().expect("a group"), mm(&chosen["half_width"]))
}

/// A length in mm, without the digits of rounding.
fn mm(si: &Value) -> f64 {
    (si.as_f64().expect("a number") * 1e7).round() / 1e4
}

fn near(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|value| (value / expected - 1.0).abs() < 1e-3)
}

/// By hand: a third of ±0.4 mm has to hold both scatters, so that the root of the sum of the squares is at most 0.4 mm. TG5 with
/// TG5 comes to 0.509 mm, with TG4 (0.23 mm) to 0.4272 mm, which leaves 0.497 % outside, and with TG3 (0.15 mm) to 0.39 mm, which
/// leaves 0.2091 %. Two parts at TG4 would do as well, but are two that have to be watched.
#[test]
fn one_part_is_held_closer_rather_than_two() {
    let (stack, code) = stack("one", CASE, &[]);
    assert_eq!(code, 0);
    assert_eq!((chosen(&stack, 0), chosen(&stack, 1)), (("TG5", 0.36), ("TG3", 0.15)), "{stack}");
    assert_eq!(stack["share"], 0.0027);
    assert!(near(&stack["held"]["outside"], 0.002_091_4), "{}", stack["held"]);
    assert!(near(&stack["usual"]["outside"], 0.018_422), "{}", stack["usual"]);
    assert_eq!((&stack["next_looser"], &stack["proven"]), (&"tray.width".into(), &true.into()));
    assert!(near(&stack["contributors"][1]["one_wider"]["outside"], 0.004_97), "{}", stack["contributors"][1]);
    // Either alone at TG2, the closest that ABS is molded to, is enough, so that neither is worth less.
    assert_eq!(stack["least_worth"], Value::Null);
    assert!(near(&stack["contributors"][0]["alone_closest"]["outside"], 0.001_221_5), "{stack}");
    // Frame and tray at 4 and 5 steps.
    assert_eq!(stack["sets"], 20.0);
    assert_eq!(stack["contributors"][1]["tolerance"], "±0.15 mm");
    assert!(stack["judged"]["cleared"].as_array().is_some_and(|all| all.contains(&"Y09 at stacks.drawer".into())), "{stack}");
}

#[test]
fn the_share_that_may_be_outside_is_an_argument() {
    // 0.5 % lets TG4 pass, 5 % lets the tray of ±0.5 mm pass.
    let (half, _) = stack("half", CASE, &["--share", "0.5%"]);
    assert_eq!((chosen(&half, 0), chosen(&half, 1)), (("TG5", 0.36), ("TG4", 0.23)));
    let (five, _) = stack("five", CASE, &["--share", "0.06"]);
    assert_eq!((chosen(&five, 0), chosen(&five, 1)), (("TG5", 0.36), ("", 0.5)));
    assert!(near(&five["held"]["outside"], 0.051_45), "{}", five["held"]);
}

/// At the worst case the half widths add up: 0.36 mm leaves 0.04 mm for the other, and TG2 is 0.09 mm; so both have to be closer, and
/// of 0.23 + 0.15 and 0.15 + 0.23 mm the first is found.
#[test]
fn at_the_worst_case_the_half_widths_add_up() {
    let (stack, code) = stack("worst", CASE, &["--worst-case"]);
    let mut halves = [chosen(&stack, 0).1, chosen(&stack, 1).1];
    halves.sort_by(f64::total_cmp);
    assert_eq!((code, halves), (0, [0.15, 0.23]));
    assert_eq!(stack["share"], Value::Null);
    let worst = &stack["held"]["worst_case"];
    assert_eq!((mm(&worst["minimum"]), mm(&worst["maximum"])), (0.12, 0.88));
    let wider = &stack["contributors"][0]["one_wider"]["worst_case"];
    assert!(mm(&wider["minimum"]) < 0.1 && mm(&wider["maximum"]) > 0.9, "{wider}");
}

#[test]
fn the_costs_of_a_shop_decide_where_they_are_given() {
    let costs = file("costs-file", "groups: { TG4: 0.02 USD, TG3: 0.09 USD }\n");
    let costs = costs.to_str().expect("a path");
    // Two at TG4 for 0.04 USD rather than one at TG3 for 0.09 USD; TG2 has no cost and is left out.
    let (first, code) = stack("costs", CASE, &["--costs", costs]);
    assert_eq!((code, chosen(&first, 0), chosen(&first, 1)), (0, ("TG4", 0.23), ("TG4", 0.23)));
    assert!(near(&first["cost"], 0.04), "{}", first["cost"]);
    assert_eq!(first["contributors"][0]["without_cost"], serde_json::json!(["TG2"]));
    let (out, ..) = allocate(&file("costs", CASE), &["--costs", costs]);
    assert!(out.contains("costs 0.04 USD for one unit on top of what is usual"), "{out}");
    assert!(out.contains("frame.width: no cost is given for TG2, so it was left out"), "{out}");
    // Where one dimension has a price of its own, the other way is cheaper.
    let own = file("costs-own", "groups: { TG4: 0.02 USD, TG3: 0.09 USD }\ndimensions: { tray.width: { TG3: 0.03 USD } }\n");
    let (other, _) = stack("own", CASE, &["--costs", own.to_str().expect("a path")]);
    assert_eq!((chosen(&other, 0), chosen(&other, 1)), (("TG5", 0.36), ("TG3", 0.15)));
    assert!(near(&other["cost"], 0.03), "{}", other["cost"]);
}

#[test]
fn costs_that_cannot_be_read_are_refused_with_their_place() {
    let case = file("refused", CASE);
    let costs = file("costs-wrong", "groups:\n  TG4: 3 mm\n");
    let (out, notes, code) = allocate(&case, &["--costs", costs.to_str().expect("a path")]);
    assert_eq!(code, 2, "{notes}");
    assert!(out.contains("case.yaml:2:8") && out.contains("an amount of money"), "{out}");
    for (text, place, says) in [
        ("groups: { TG4: 0.02 USD, TG44: 1 USD }\n", "case.yaml:1:26", "there is no tolerance group `TG44`"),
        ("dimensions: { tray.with: { TG3: 0.03 USD } }\n", "case.yaml:1:15", "there is no dimension `tray.with`"),
    ] {
        let costs = file("costs-strange", text);
        let (out, _, code) = allocate(&case, &["--costs", costs.to_str().expect("a path")]);
        assert!(code == 2 && out.contains(place) && out.contains(says), "{code}: {out}");
    }
    let (out, _, code) = allocate(&case, &["--costs", "/nowhere/costs.yaml", "--format", "json"]);
    assert!(code == 2 && out.contains("cannot read the file"), "{out}");
}

#[test]
fn where_no_set_keeps_the_limits_it_says_what_would_help() {
    // The mean gap of 0.5 mm lies far from the middle of 1 mm.
    let text = CASE.replace("[0.1 mm, 0.9 mm]", "[0.45 mm, 1.55 mm]");
    let (none, code) = stack("none", &text, &[]);
    assert_eq!((code, &none["held"], &none["proven"]), (1, &Value::Null, &true.into()));
    // Both at TG2: a deviation of 0.04243 mm, 1.18 of which lie between the mean and the limit.
    assert!(near(&none["closest"]["outside"], 0.119_296), "{none}");
    let (out, ..) = allocate(&file("none", &text), &[]);
    assert!(out.contains("no set keeps the limits"), "{out}");
    assert!(out.contains("the mean gap is 0.5 mm, the middle of its limits 1 mm: with a nominal moved by 0.5 mm"), "{out}");
}

#[test]
fn what_keeps_its_tolerance_says_why() {
    let text = CASE
        .replace(
            "    process: injection-molding\n    dimensions: { width: { nominal: 100 mm",
            "    dimensions: { width: { nominal: 100 mm",
        )
        .replace(
            "{ minus: tray.width }",
            "{ minus: tray.width }, { minus: clip.width }, { plus: { nominal: 2 mm, tolerance: ±0.1 mm } }",
        )
        .replace("stacks:", "  clip: { bought: true, dimensions: { width: { nominal: 2 mm, tolerance: ±0.1 mm } } }\nstacks:")
        .replace("[0.1 mm, 0.9 mm]", "[-1 mm, 2 mm]");
    let (out, notes, code) = allocate(&file("kept", &text), &[]);
    assert_eq!(code, 0, "{notes}");
    for line in [
        "tray.width keeps ±0.5 mm: what its process holds is not known, needs parts.tray.process",
        "clip.width keeps ±0.1 mm: its part is bought, and holds what its maker holds",
        "plus 4 keeps ±0.1 mm: it belongs to no part of the design",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let readings: Vec<String> = (0..40).map(|number| format!("{} mm", 99.9 + 0.005 * f64::from(number))).collect();
    let measured = CASE.replace("tolerance: ±0.5 mm", "tolerance: ±0.5 mm, distribution: measured")
        + &format!(
            "evidence: {{ measurements: [{{ of: tray.width, process: injection-molding, values: [{}] }}] }}\n",
            readings.join(", ")
        );
    let (out, notes, code) = allocate(&file("measured", &measured), &[]);
    assert_eq!(code, 0, "{notes}");
    assert!(out.contains("tray.width keeps ±0.5 mm: it scatters as measured, whatever the drawing says"), "{out}");
}

#[test]
fn what_cannot_be_done_is_said_with_its_place() {
    let (_, notes, code) = allocate(&file("other", CASE), &["drawers"]);
    assert!(code == 2 && notes.contains("there is no stack `drawers`; did you mean `drawer`?"), "{notes}");
    let open = CASE.replace("    limits: [0.1 mm, 0.9 mm]\n", "");
    let (out, notes, code) = allocate(&file("open", &open), &["drawer", "--format", "json"]);
    assert!(code == 2 && notes.contains("case.yaml:13:3: stack `drawer` needs stacks.drawer.limits"), "{notes}");
    assert!(out.contains("\"not_computed\""), "{out}");
    let loose = CASE.replace(", tolerance: ±0.5 mm", "");
    let (_, notes, code) = allocate(&file("loose", &loose), &["drawer"]);
    assert!(code == 2 && notes.contains("needs parts.tray.dimensions.width.tolerance"), "{notes}");
    let (_, notes, code) = allocate(&file("bare", "caseproof: 1\ndesign: { name: x }\nparts: { lid: { material: abs } }\n"), &[]);
    assert!(code == 3 && notes.contains("there are no stacks"), "{notes}");
    let (_, notes, code) = allocate(&file("share", CASE), &["--share", "120%"]);
    assert!(code == 2 && notes.contains("a share lies between 0 and 100 %"), "{notes}");
}

/// A formula is weighed by its linear estimate and proven by sampling, and says so.
#[test]
fn a_formula_is_allocated_without_a_proof() {
    let formula = CASE.replace(
        "chain: [{ plus: frame.width }, { minus: tray.width }]",
        "expression: sqrt(frame ^ 2) - tray\n    variables: { frame: frame.width, tray: tray.width }",
    );
    let (stack, code) = stack("formula", &formula, &[]);
    assert_eq!((code, &stack["proven"]), (0, &false.into()));
    assert_eq!((chosen(&stack, 0), chosen(&stack, 1)), (("TG5", 0.36), ("TG3", 0.15)));
    let (out, ..) = allocate(&file("formula", &formula), &[]);
    assert!(out.contains("no looser one was found; of a formula that is not proven"), "{out}");
}
