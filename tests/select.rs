//! What could stand at a place: what is out and why, what beats what by which figures, and what cannot be told.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::common::program::program;
use serde_json::Value;

/// A molded tray, welded to its lid, for a laptop that is warm.
const CASE: &str = "caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, size: [200 mm, 100 mm, 20 mm], wall: 2 mm, draft: 1 deg }
  lid: { material: abs, process: injection-molding, wall: 2 mm, draft: 1 deg }
joints:
  seam: { method: bonding, between: [tray, lid], adhesive: epoxy }
";

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-select-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    file
}

/// Output, notes and exit code of `caseproof select`.
fn select(file: &PathBuf, place: &str, more: &[&str]) -> (String, String, i32) {
    let mut command = program();
    let command = command.arg("select").arg(file).arg(place).args(["--date", "2026-11-30"]).args(more).env("COLUMNS", "200");
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn chosen(name: &str, place: &str) -> Value {
    let (out, notes, code) = select(&file(name, CASE), place, &["--format", "json"]);
    assert_eq!(code, 0, "{notes}");
    serde_json::from_str(&out).expect("JSON")
}

/// The same with all that the field may hold.
fn widely(name: &str, place: &str) -> Value {
    let (out, notes, code) = select(&file(name, CASE), place, &["--all", "--format", "json"]);
    assert_eq!(code, 0, "{notes}");
    serde_json::from_str(&out).expect("JSON")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().expect(key)
}

fn of<'v>(value: &'v Value, key: &str, id: &str) -> Option<&'v Value> {
    list(value, key).iter().find(|one| one["id"] == id)
}

/// Every candidate that raises no error, whether it is beaten or not.
fn judged<'v>(value: &'v Value, id: &str) -> &'v Value {
    let found = ["standing", "hanging", "beaten"].iter().find_map(|key| of(value, key, id));
    found.unwrap_or_else(|| panic!("{id} is not among those that raise no error"))
}

#[test]
fn materials_are_screened_by_judging_and_weighed_in_their_place() {
    let all = widely("materials", "parts.tray");
    assert_eq!((&all["field"], &all["present"]), (&"parts.tray.material".into(), &"abs".into()));
    // No process molds glass cloth or leather by injection.
    for id in ["genuine-leather", "birch-plywood-9mm", "velvet"] {
        let out = of(&all, "screened", id).unwrap_or_else(|| panic!("{id} is not out"));
        assert_eq!((&out["code"], &out["at"]), (&"C75".into(), &"parts.tray".into()), "{out}");
    }
    // 200 mm by 100 mm by 2 mm are 4e-5 m3 of ABS.
    let mass = |id: &str| judged(&all, id)["quantities"]["mass"].clone();
    let density = |id: &str| -> (f64, f64) {
        let output = program().args(["materials", id, "--json"]).output().expect("it runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let row = text.split("\"density\"").nth(1).and_then(|rest| rest.split("\"value\": \"").nth(1)).expect("a density");
        let end = |text: &str| text.split(' ').next().and_then(|number| number.parse::<f64>().ok()).expect("a number");
        let (low, high) = row.split_once(" to ").expect("a range");
        (end(low), end(high))
    };
    let (low, high) = density("abs");
    assert!((900.0..1200.0).contains(&low) && low <= high, "{low} {high}");
    let ends: Vec<f64> = mass("abs").as_array().expect("ends").iter().filter_map(Value::as_f64).collect();
    assert!((ends[0] - low * 4e-5).abs() < 1e-9 && (ends[1] - high * 4e-5).abs() < 1e-9, "{ends:?} {low} {high}");
}

/// What does other work than what stands there is not tried: a hard plastic for a hard plastic, a cushion for a cushion.
#[test]
fn what_does_other_work_is_left_aside() {
    let (own, all) = (chosen("aside", "parts.tray"), widely("aside-all", "parts.tray"));
    let ids = |value: &Value| -> BTreeSet<String> {
        let lists = ["standing", "hanging", "beaten", "untold", "screened"];
        lists.iter().flat_map(|key| list(value, key)).filter_map(|one| one["id"].as_str().map(str::to_owned)).collect()
    };
    let (few, many) = (ids(&own), ids(&all));
    assert!(few.is_subset(&many) && few.contains("pc") && few.contains("abs"), "{few:?}");
    for other in ["velvet", "epe", "ndfeb-n52", "steel-carbon", "tpu-film"] {
        assert!(many.contains(other) && !few.contains(other), "{other}");
    }
    assert_eq!((own["aside"].as_u64(), all["aside"].as_u64()), (Some((many.len() - few.len()) as u64), Some(0)));

    let foam = CASE.replace("joints:", "  pad: { material: epe, process: die-cutting, wall: 10 mm }\njoints:");
    let (out, notes, code) = select(&file("foam", &foam), "parts.pad", &["--format", "json"]);
    assert_eq!(code, 0, "{notes}");
    let few = ids(&serde_json::from_str(&out).expect("JSON"));
    assert!(few.contains("epp") && !few.contains("eva-foam-45c") && !few.contains("abs"), "{few:?}");
    // A copy is chosen for as what it is a copy of.
    let copy = CASE.replace("joints:", "  twin: { like: tray }\njoints:");
    let (out, _, _) = select(&file("copy", &copy), "parts.twin", &["--format", "json"]);
    let of: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(of["present"], "abs");
    assert!(of["aside"].as_u64().is_some_and(|aside| aside > 100), "{}", of["aside"]);
}

/// What is not known of many candidates is a count, with what would decide it.
#[test]
fn what_cannot_be_told_is_folded_to_a_count() {
    let (out, _, code) = select(&file("folded", CASE), "parts.tray", &["--all"]);
    assert_eq!(code, 0);
    let (_, untold) = out.split_once("it is not known whether they raise an error").expect("some cannot be told");
    let line = untold.lines().nth(1).expect("a reason");
    let count: usize = line.split_whitespace().next().and_then(|word| word.parse().ok()).expect("a count");
    assert!(count > 4 && line.contains("more"), "{line}");
    let (untold, _) = untold.split_once("what would change the order").expect("the last block");
    assert!(untold.contains("would decide"), "{untold}");
    assert!(untold.lines().all(|line| line.matches(", ").count() < 12), "{untold}");
}

/// Whoever beats another is no worse in any quantity that is known, and nothing that stands beats anything else that stands.
#[test]
fn nothing_is_beaten_without_a_figure() {
    let all = chosen("beaten", "joints.seam.adhesive");
    let ends = |one: &Value, key: &str| -> Option<(f64, f64)> {
        let ends = one["quantities"][key].as_array()?;
        Some((ends[0].as_f64()?, ends[1].as_f64()?))
    };
    let keys: Vec<String> = judged(&all, "epoxy")["quantities"].as_object().expect("quantities").keys().cloned().collect();
    assert!(keys.len() >= 6, "{keys:?}");
    let beats = |one: &Value, other: &Value| {
        let mut better = false;
        let set = |one: &Value| list(one, "open").iter().map(Value::to_string).collect::<BTreeSet<_>>();
        set(one).is_subset(&set(other))
            && keys.iter().all(|key| match (ends(one, key), ends(other, key)) {
                (None, None) => true,
                (Some(one), Some(other)) => {
                    let sign = if key == "least_margin" { -1.0 } else { 1.0 };
                    better |= sign * one.0 < sign * other.0 || sign * one.1 < sign * other.1;
                    sign * one.0 <= sign * other.0 && sign * one.1 <= sign * other.1
                }
                _ => false,
            })
            && better
    };
    for beaten in list(&all, "beaten") {
        let by = list(beaten, "beaten_by");
        assert!(!by.is_empty(), "{beaten}");
        for id in by.iter().filter_map(Value::as_str) {
            assert!(beats(judged(&all, id), beaten), "{id} does not beat {beaten}");
        }
    }
    let free: Vec<&Value> = list(&all, "standing").iter().chain(list(&all, "hanging")).collect();
    assert!(!free.is_empty() && !list(&all, "beaten").is_empty(), "{all}");
    for one in &free {
        assert!(!free.iter().any(|other| beats(other, one)), "{one} is beaten");
    }
}

/// What an error of another adhesive rests on is what the pairs say.
#[test]
fn an_adhesive_that_attacks_the_plastic_is_out() {
    let text = CASE.replace("material: abs, process: injection-molding, size", "material: pc, process: injection-molding, size");
    let (out, notes, code) = select(&file("attack", &text), "joints.seam", &["--all", "--format", "json"]);
    assert_eq!(code, 0, "{notes}");
    let all: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(all["field"], "joints.seam.adhesive");
    let screened = list(&all, "screened");
    assert!(!screened.is_empty());
    for one in screened {
        // The code of the first error is one that the design with that adhesive has.
        let id = one["id"].as_str().expect("an id");
        let changed = text.replace("adhesive: epoxy", &format!("adhesive: {id}"));
        let output = program().args(["check", "--format", "concise", "-"]).write_stdin(changed).output().expect("it runs");
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        let code = format!("error[{}]", one["code"].as_str().expect("a code"));
        assert!(report.contains(&code), "{id}: {code}\n{report}");
    }
}

#[test]
fn what_cannot_be_told_names_what_it_needs() {
    let all = chosen("untold", "parts.tray.process");
    let untold = list(&all, "untold");
    assert!(!untold.is_empty(), "{all}");
    for one in untold {
        assert!(!list(one, "needs").is_empty(), "{one}");
    }
    // A tool for the present process costs what the tables say, both ends.
    let tool = &judged(&all, "injection-molding")["quantities"]["tool"];
    assert!(tool[0].as_f64() < tool[1].as_f64() && tool[0].as_f64() > Some(0.0), "{tool}");
    assert_eq!(judged(&all, "injection-molding")["present"], true);
}

#[test]
fn the_text_says_the_same() {
    let path = file("text", CASE);
    let (out, _, code) = select(&path, "joints.seam", &[]);
    assert_eq!(code, 0);
    for line in ["joints.seam.adhesive (", "candidates: ", "\nbeaten\n", "\nwhat would change the order\n", "* epoxy"] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let (again, ..) = select(&path, "joints.seam", &[]);
    assert_eq!(out, again);
    let all = chosen("text", "joints.seam");
    for one in list(&all, "standing").iter().chain(list(&all, "screened")) {
        assert!(out.contains(one["id"].as_str().expect("an id")), "{one}\n{out}");
    }
}

#[test]
fn what_cannot_be_chosen_is_said() {
    let path = file("said", CASE);
    let said = |place: &str| {
        let (_, notes, code) = select(&path, place, &[]);
        assert_eq!(code, 2, "{notes}");
        notes
    };
    assert!(said("parts.trai.material").contains("there is no `parts.trai.material` in this design; did you mean `parts.tray`?"));
    assert!(said("parts.tray.draft").contains("no field at `parts.tray.draft` names a material, a process or a method"));
    assert!(said("joints.seal").contains("there is no `joints.seal` in this design"));
    let copied = CASE.replace("  lid: { material: abs", "  lid: { like: tray, material: abs").replace(
        "size: [200 mm, 100 mm, 20 mm], wall: 2 mm, draft: 1 deg }",
        "layers: [{ material: abs, thickness: 1 mm }, { material: tpu, thickness: 1 mm, bond: epoxy }] }",
    );
    let (_, notes, code) = select(&file("copied", &copied), "parts.lid.layers[1]", &[]);
    assert!(code == 2 && notes.contains("is not written in this file by itself"), "{notes}");
    let (_, notes, code) = select(&file("two", &format!("{CASE}---\n{CASE}")), "parts.tray", &[]);
    assert!(code == 2 && notes.contains("files of one design"), "{notes}");
}

/// What stands there now is judged like the others: an error that another one does without throws it out as well.
#[test]
fn what_stands_there_now_is_out_by_its_own_errors() {
    let text = CASE.replace("material: abs", "material: pp-copolymer");
    let (out, notes, code) = select(&file("own", &text), "joints.seam.adhesive", &["--format", "json"]);
    let all: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {notes}"));
    assert!(matches!(code, 0 | 3), "{notes}");
    let own = of(&all, "screened", "epoxy").unwrap_or_else(|| panic!("epoxy is not out: {all}"));
    assert_eq!((&own["present"], own["code"].is_string()), (&true.into(), true), "{own}");
    let others = list(&all, "standing").iter().chain(list(&all, "hanging")).chain(list(&all, "beaten"));
    for other in others {
        assert!(other["present"] == false && other["quantities"]["errors"] == serde_json::json!([0.0, 0.0]), "{other}");
    }
    let (out, ..) = select(&file("own", &text), "joints.seam.adhesive", &[]);
    assert!(out.contains("* epoxy"), "{out}");
}
