//! Changes that clear findings: what is proposed, how it is proven, and how it comes into the file.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

const TRAY: &str = "# A tray with walls that stand too straight.
caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: # molded
    material: abs
    process: injection-molding
    draft: 0.2 deg # as drawn
";

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-suggest-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    file
}

/// Output, notes and exit code of `caseproof suggest`.
fn suggest(file: &PathBuf, more: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.arg("suggest").arg(file).args(["--date", "2026-11-22"]).args(more).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn answer(file: &PathBuf, code: &str) -> Value {
    let (out, notes, exit) = suggest(file, &["--format", "json"]);
    assert_eq!(exit, 0, "{notes}");
    let all: Value = serde_json::from_str(&out).expect("JSON");
    let mut answers = all["answers"].as_array().expect("answers").iter();
    answers.find(|answer| answer["code"] == code).expect(code).clone()
}

#[test]
fn the_nearest_change_that_clears_is_proposed_with_its_proof() {
    let draft = answer(&file("json", TRAY), "S10");
    let first = &draft["proposals"][0];
    assert_eq!(first["changes"].as_array().map(Vec::len), Some(1));
    let change = &first["changes"][0];
    assert_eq!((&change["at"], &change["from"]), (&"parts.tray.draft".into(), &"0.2 deg".into()));
    assert!(change["to"] == "1 deg" || change["to"] == "0.5 deg", "{change}");
    assert_eq!(first["cleared"], serde_json::json!(["S10 at parts.tray"]));
    assert_eq!(draft.get("instead"), None);
}

#[test]
fn a_change_comes_into_the_file_and_leaves_the_rest_of_it_alone() {
    let path = file("apply", TRAY);
    let (diff, _, code) = suggest(&path, &["--diff"]);
    assert_eq!(code, 0);
    let lines: Vec<&str> = diff
        .lines()
        .filter(|line| line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---"))
        .collect();
    assert_eq!(lines.len(), 2, "{diff}");
    assert!(lines[1].starts_with("+    draft: ") && lines[1].ends_with("# as drawn"), "{diff}");
    assert_eq!(fs::read_to_string(&path).expect("the file"), TRAY, "a diff changes nothing");
    let (_, notes, code) = suggest(&path, &["--apply"]);
    assert_eq!(code, 0, "{notes}");
    assert!(notes.contains("1 change was written to "), "{notes}");
    let after = fs::read_to_string(&path).expect("the file");
    let changed = after.lines().zip(TRAY.lines()).filter(|(now, before)| now != before).count();
    assert_eq!((changed, after.lines().count()), (1, TRAY.lines().count()), "{after}");
    // What was applied is gone; there is nothing more to apply.
    let (out, ..) = suggest(&path, &["--format", "json"]);
    assert!(!out.contains("\"S10\""), "{out}");
}

#[test]
fn what_no_change_clears_says_what_to_produce() {
    let text = TRAY.replace("0.2 deg", "1.5 deg")
        + "environment: { drop: { height: 1 m } }\nevidence: { tests: [{ name: drop, method: 1 m on steel, units: 4, failures: 0, process: sla }] }\n";
    let test = answer(&file("evidence", &text), "S01");
    assert_eq!((test["proposals"].as_array().map(Vec::len), &test["tried"]), (Some(0), &0.into()));
    assert!(test["instead"].as_str().is_some_and(|help| help.contains("repeat the test")), "{test}");
}

#[test]
fn requirements_claims_and_evidence_are_never_touched() {
    for sample in ["universal-sleeve", "instrument-eva-case"] {
        let path = PathBuf::from(format!("sample_designs/flawed/{sample}.yaml"));
        let (out, notes, code) = suggest(&path, &["--format", "json"]);
        assert_eq!(code, 0, "{notes}");
        let all: Value = serde_json::from_str(&out).expect("JSON");
        let proposals: Vec<&Value> = all["answers"]
            .as_array()
            .expect("answers")
            .iter()
            .filter_map(|answer| answer["proposals"].as_array())
            .flatten()
            .collect();
        assert!(!proposals.is_empty(), "{sample}");
        for change in proposals.iter().filter_map(|proposal| proposal["changes"].as_array()).flatten() {
            let at = change["at"].as_str().expect("a path");
            let decided = ["parts.", "joints.", "assembly."].iter().any(|section| at.starts_with(section));
            let kept = !at.contains(".prototype") || change["from"] == "same";
            assert!(decided && at.split('.').next_back() != Some("yield") && kept, "{sample}: {at}");
        }
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let (_, notes, code) = suggest(&file("broken", "caseproof: 1\nparts: {\n"), &[]);
    assert_eq!(code, 2, "{notes}");
    let two = format!("{TRAY}---\n{TRAY}");
    let (_, notes, code) = suggest(&file("two", &two), &[]);
    assert_eq!(code, 2);
    assert!(notes.contains("files of one design"), "{notes}");
    let fine = "caseproof: 1\ndesign: { name: x }\nparts: { a: { material: abs } }\n";
    let (_, notes, code) = suggest(&file("fine", fine), &["--apply"]);
    assert_eq!(code, 3);
    assert!(notes.contains("no change clears a finding"), "{notes}");
}

/// The changes of each proposal as `path: from -> to`, and what is told of the finding: `cleared`, `advised`, `lowered` or nothing.
fn told(answer: &Value) -> Vec<(String, &'static str)> {
    let change = |change: &Value| format!("{}: {} -> {}", change["at"], change["from"], change["to"]).replace('"', "");
    let place = format!("{} at {}", answer["code"].as_str().unwrap_or_default(), answer["at"].as_str().unwrap_or_default());
    let has = |proposal: &Value, key: &str| proposal[key].as_array().is_some_and(|places| places.iter().any(|at| *at == *place));
    let one = |proposal: &Value| {
        let changes = proposal["changes"].as_array().expect("changes").iter().map(change).collect::<Vec<_>>().join(", ");
        let told = ["cleared", "advised", "lowered", "shortened"].into_iter().find(|key| has(proposal, key));
        (changes, told.unwrap_or_default())
    };
    answer["proposals"].as_array().expect("proposals").iter().map(one).collect()
}

const ZIPPER: &str = "caseproof: 1
design: { name: Sleeve, stage: dvt }
parts:
  front: { material: neoprene-sponge, process: die-cutting }
  zipper: { material: zipper-nylon-5, bought: true }
joints:
  seam: { method: sewn-zipper, between: [front, zipper], corner_radius: 8 mm }
";

#[test]
fn what_leaves_advice_is_told_apart_and_comes_behind_what_leaves_nothing() {
    let zipper = file("advice", ZIPPER);
    let radius = answer(&zipper, "A24");
    let told = told(&radius);
    assert_eq!(told[0], ("joints.seam.corner_radius: 8 mm -> 25 mm".to_owned(), "cleared"), "{told:?}");
    assert_eq!(told[1], ("joints.seam.corner_radius: 8 mm -> 15 mm".to_owned(), "advised"), "{told:?}");
    let (text, ..) = suggest(&zipper, &[]);
    assert!(text.contains("cleared 0, lowered 1 to advice (A24 at joints.seam)"), "{text}");
}

const TAPE: &str = "caseproof: 1
design: { name: Box, stage: dvt }
parts:
  lid: { material: pp-copolymer, process: injection-molding }
  plate: { material: aluminum-5052, bought: true }
joints:
  label: { method: acrylic-tape-bonding, between: [plate, lid], adhesive: acrylic-foam-tape, preparation: [degreasing] }
";

#[test]
fn a_treatment_comes_behind_those_that_are_there() {
    let tape = file("tape", TAPE);
    let told = told(&answer(&tape, "C03"));
    let primed = "joints.label.preparation: [degreasing] -> [degreasing, primer]";
    assert!(told.iter().any(|(changes, _)| changes == primed), "{told:?}");
    assert!(told.iter().all(|(changes, _)| !changes.ends_with("-> [primer]")), "{told:?}");
    // The text has three of them unless it is asked for all.
    assert!(told.len() > 3, "{told:?}");
    let shown = |more: &[&str]| suggest(&tape, more).0.matches("\n  change  ").count();
    assert!(shown(&["--all"]) > shown(&[]), "{} of {}", shown(&[]), shown(&["--all"]));
}

const WELD: &str = "caseproof: 1
design: { name: Case, stage: dvt }
parts:
  bottom: { material: abs, process: injection-molding }
  divider: { material: pp-copolymer, process: injection-molding }
joints:
  weld: { method: ultrasonic-welding, between: [divider, bottom], horn_distance: 5 mm, energy_director: 0.5 mm }
";

#[test]
fn what_production_brings_holds_no_change_back() {
    let weld = answer(&file("weld", WELD), "C25");
    let told = told(&weld);
    assert_eq!(told[0], ("parts.divider.material: pp-copolymer -> abs".to_owned(), "cleared"), "{told:?}");
    let asks = weld["proposals"][0]["asks"].as_array().expect("what it asks for");
    assert!(asks.contains(&"A69 at parts.divider".into()), "{asks:?}");
}

#[test]
fn nothing_at_all_is_brought_to_what_is_usual() {
    let told = told(&answer(&file("zero", &TRAY.replace("0.2 deg", "0 deg")), "S10"));
    assert_eq!(told[0], ("parts.tray.draft: 0 deg -> 1 deg".to_owned(), "cleared"), "{told:?}");
}

const BOX: &str = "caseproof: 1
design: { name: Box, stage: dvt, protects: { touches: [silver] } }
environment: { service: [-20 °C, 60 °C], storage: [-20 °C, 70 °C], ingress: ip68, sealed_volume: 2 L }
parts:
  base: { material: pp-copolymer, process: injection-molding }
  lid: { material: pp-copolymer, process: injection-molding, size: [180 mm, 130 mm, 25 mm], dimensions: { groove-depth: { nominal: 2.4 mm, tolerance: ±0.4 mm } } }
  gasket: { material: epdm-sulfur-cured, process: rubber-extrusion, location: inside, prototype: { process: hand-spliced-gasket, material: same, quantity: 3 } }
joints:
  seal: { method: compression-gasket, between: [lid, gasket, base], section: { nominal: 3 mm, tolerance: ±0.3 mm }, groove: { depth: { nominal: 2.4 mm, tolerance: ±0.4 mm }, width: 4 mm } }
";

#[test]
fn samples_stay_what_they_were_and_have_to_be_made_again() {
    let path = file("samples", BOX);
    let silver = answer(&path, "C24");
    let told = told(&silver);
    let peroxide = "parts.gasket.material: epdm-sulfur-cured -> epdm-peroxide-cured, parts.gasket.prototype.material: same -> epdm-sulfur-cured";
    let number = told.iter().position(|(changes, _)| changes == peroxide).expect("peroxide-cured rubber");
    assert_eq!(silver["proposals"][number]["again"], serde_json::json!(["S05 at parts.gasket"]), "{silver}");
    // Samples of which the material is written out are no reason against it either.
    let explicit = file(
        "explicit",
        &BOX.replace(
            "prototype: { process: hand-spliced-gasket, material: same",
            "prototype: { process: hand-spliced-gasket, material: epdm-sulfur-cured",
        ),
    );
    let again = &answer(&explicit, "C24")["proposals"][number];
    assert_eq!(again["changes"].as_array().map(Vec::len), Some(1), "{again}");
    assert_eq!(again["again"], serde_json::json!(["S05 at parts.gasket"]));
    let (diff, notes, _) = suggest(&path, &["--diff"]);
    assert!(diff.contains('+') && notes.contains("have to be made again: S05 at parts.gasket"), "{notes}");
}

#[test]
fn a_figure_that_stands_in_two_places_is_changed_in_both_or_named() {
    let told = told(&answer(&PathBuf::from("sample_designs/flawed/pp-drybox.yaml"), "A81"));
    let both = "joints.lid-seal.groove.depth.tolerance: ±0.4 mm -> ±0.25 mm, parts.lid.dimensions.groove-depth.tolerance: ±0.4 mm -> ±0.25 mm";
    assert_eq!(told[0], (both.to_owned(), "lowered"), "{told:?}");
    // What a drawing states as its nominal is no decision here.
    let nominal = answer(&file("twins", BOX), "A81")["proposals"][0]["changes"][0].clone();
    assert_eq!(nominal["at"], "joints.seal.groove.depth", "{nominal}");
    assert_eq!(nominal["also"], serde_json::json!(["parts.lid.dimensions.groove-depth"]));
}

/// A locker is left out before its screw becomes another joint, and what names its screw among its parts is never staked or welded.
#[test]
fn a_locker_is_left_out_and_its_screw_stays_one() {
    let text = "caseproof: 1
design: { name: Scanner, stage: dvt }
parts:
  base: { material: pc, process: injection-molding }
  screws: { material: stainless-304, bought: true }
joints:
  screws: { method: thread-forming-screw, between: [screws, base], adhesive: threadlocker-anaerobic }
";
    let answer = answer(&file("locker", text), "C06");
    let told = told(&answer);
    assert_eq!(told[0].0, "joints.screws.adhesive: threadlocker-anaerobic -> none", "{told:?}");
    assert!(answer["proposals"][0]["changes"][0]["means"].as_str().is_some_and(|means| means.contains("tight")), "{answer}");
    assert!(told.iter().any(|(change, _)| change.contains("machine-screw")), "{told:?}");
    assert!(!told.iter().any(|(change, _)| change.contains("staking") || change.contains("welding")), "{told:?}");
}

/// A part that is overmolded is not made ready by another name of its process while the joint stays an overmold.
#[test]
fn an_overmold_keeps_a_process_that_molds_it_on() {
    let text = "caseproof: 1
design: { name: Grip, stage: dvt }
parts:
  base: { material: pc, process: injection-molding, draft: 1 deg }
  grip: { material: tpu-ester-85a, process: overmolding, draft: 0.6 deg }
joints:
  bond: { method: overmolding, between: [grip, base] }
";
    let told = told(&answer(&file("relabel", text), "S10"));
    assert_eq!(told[0].0, "parts.grip.draft: 0.6 deg -> 1 deg", "{told:?}");
    assert!(!told.iter().any(|(change, _)| change.contains("-> injection-molding")), "{told:?}");
}

const WALLS: &str = "caseproof: 1
design: { name: Walls, stage: dvt }
parts:
  thin: { material: abs, process: injection-molding, wall: { nominal: 0.6 mm, min: 0.55 mm, max: 0.7 mm }, draft: 1 deg, inside_radius: 1 mm }
  thick: { material: abs, process: injection-molding, wall: { nominal: 6 mm, min: 5.8 mm, max: 6.2 mm }, draft: 1 deg, inside_radius: 2 mm }
";

#[test]
fn a_wall_moves_with_its_extremes() {
    let path = file("walls", WALLS);
    let first = |code: &str| told(&answer(&path, code)).first().cloned();
    let thicker = "parts.thin.wall.nominal: 0.6 mm -> 1.15 mm, parts.thin.wall.min: 0.55 mm -> 1.1 mm, parts.thin.wall.max: 0.7 mm -> 1.25 mm";
    assert_eq!(first("S34"), Some((thicker.to_owned(), "cleared")));
    let thinner = "parts.thick.wall.nominal: 6 mm -> 3.4 mm, parts.thick.wall.min: 5.8 mm -> 3.2 mm, parts.thick.wall.max: 6.2 mm -> 3.6 mm";
    assert_eq!(first("S62"), Some((thinner.to_owned(), "cleared")));
}

#[test]
fn a_rivet_of_another_grip_is_proposed() {
    let text = "caseproof: 1
design: { name: Shell, stage: dvt }
parts:
  shell: { material: abs, process: vacuum-forming, wall: { nominal: 3 mm, min: 1.8 mm, max: 3.2 mm } }
  hinge: { material: steel-nickel-plated, bought: true, quantity: 3 }
  rivet: { material: steel-nickel-plated, bought: true, quantity: 12 }
joints:
  rivets: { method: blind-rivet, between: [rivet, shell], fastener: rivet, diameter: 4 mm, edge_distance: 12 mm, pitch: 25 mm, quantity: 12, grip: [3 mm, 6 mm] }
";
    let told = told(&answer(&file("grip", text), "A84"));
    let grip = "joints.rivets.grip[0]: 3 mm -> 1.5 mm, joints.rivets.grip[1]: 6 mm -> 4.5 mm";
    assert_eq!(told[0], (grip.to_owned(), "cleared"), "{told:?}");
}

#[test]
fn what_has_to_be_done_to_the_product_is_said_beside_the_text() {
    let text = "caseproof: 1
design: { name: Frame, stage: dvt }
environment: { humidity: 95 %, exposure: [rain, salt-spray], life: 5 years }
parts:
  profile: { material: aluminum-6063, process: aluminum-extrusion }
  hinge: { material: brass, bought: true }
joints:
  hold: { method: blind-rivet, between: [hinge, profile], diameter: 4 mm, edge_distance: 12 mm, pitch: 25 mm }
";
    let path = file("washer", text);
    let says = |more: &str| suggest(&path, &[more]).1;
    assert!(says("--diff").contains("joints.hold.isolated: true (put a washer"), "{}", says("--diff"));
    assert!(says("--apply").contains("joints.hold.isolated: true (put a washer"));
}

/// Cutting round the rim before there is one is no way to miss no rest after the forming.
#[test]
fn what_works_on_a_formed_part_stays_behind_its_forming() {
    let text = "caseproof: 1
design: { name: Shell, stage: dvt }
parts:
  shell: { process: eva-forming, layers: [{ material: polyester-600d-pu }, { material: eva-foam-75c, bond: pur-hot-melt }] }
assembly:
  - { step: laminate, process: hot-melt-lamination, adds: [shell], time: 15 s, wait: 24 h }
  - { step: form, process: eva-forming, time: 60 s, wait: 0 h }
  - { step: trim, process: trimming, time: 10 s }
";
    let rest = answer(&file("formed", text), "A36");
    assert_eq!(rest["proposals"], serde_json::json!([]), "{rest}");
    assert_eq!(rest["asking"]["proposal"]["changes"][0]["at"], "assembly.form.wait", "{rest}");
    let moved = text.replace("  - { step: form, process: eva-forming, time: 60 s, wait: 0 h }\n", "");
    let moved = moved + "  - { step: form, process: eva-forming, time: 60 s, wait: 24 h }\n";
    let order = answer(&file("unformed", &moved), "A128");
    assert_eq!(order["proposals"][0]["changes"].as_array().map(Vec::len), Some(1), "{order}");
}

/// A sheet of paper settles what a law restricts: another base is another part, a grade without the substance is not.
#[test]
fn what_a_law_restricts_is_answered_by_a_declaration_or_a_grade_of_its_base() {
    let of = |material: &str| {
        format!(
            "caseproof: 1\ndesign: {{ name: Part, stage: dvt }}\nenvironment: {{ markets: [us, eu] }}\nparts:\n  part: {{ material: {material}, bought: true }}\n"
        )
    };
    let brass = answer(&file("brass", &of("brass")), "C46");
    assert_eq!(brass["proposals"], serde_json::json!([]), "{brass}");
    assert!(brass["instead"].as_str().is_some_and(|instead| instead.contains("declaration")), "{brass}");
    let soft = answer(&file("soft", &of("pvc-soft")), "C46");
    let to: Vec<&Value> = soft["proposals"].as_array().expect("proposals").iter().map(|one| &one["changes"][0]["to"]).collect();
    assert!(!to.is_empty() && to.iter().all(|to| *to == "pvc-soft-totm" || *to == "pvc-soft-polymeric"), "{soft}");
}

/// The boss of a joint and that of its part are one: both move.
#[test]
fn a_boss_stays_of_one_size() {
    let text = "caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: { material: abs, bosses: { outer_diameter: 5 mm, hole_diameter: 2.5 mm, screw_diameter: 2.5 mm, engagement: 5 mm } }
  insert: { material: brass, bought: true }
joints:
  thread: { method: heat-set-insert, between: [insert, tray], diameter: 3 mm, hub_diameter: 5 mm, edge_distance: 8 mm }
";
    let thin = answer(&file("boss", text), "A64");
    let changes = thin["proposals"][0]["changes"].as_array().expect("changes");
    let at: Vec<&Value> = changes.iter().map(|change| &change["at"]).collect();
    assert_eq!(at, ["joints.thread.hub_diameter", "parts.tray.bosses.outer_diameter"], "{thin}");
    assert_eq!(changes[0]["to"], changes[1]["to"], "{thin}");
}
