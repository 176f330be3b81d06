//! The sheet of windows: of a design of ten lines, of a full one, and what cannot be shown.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

const TEN: &str = "caseproof: 1
design: { name: tray case, stage: concept }
parts:
  shell: { material: pc-abs, process: injection-molding, size: [180 mm, 90 mm, 12 mm] }
  bumper: { material: tpu, process: overmolding }
  lid: { material: pp-copolymer, process: injection-molding }
joints:
  bumper-on-shell: { method: overmolding, between: [shell, bumper] }
  lid-snap: { method: snap-cantilever, between: [shell, lid] }
";

/// Output, notes and exit code of `caseproof limits` on a text.
fn limits(name: &str, text: &str, more: &[&str]) -> (String, String, i32) {
    let folder = std::env::temp_dir().join(format!("caseproof-limits-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    let output =
        Command::cargo_bin("caseproof").expect("the program").arg("limits").arg(&file).args(more).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn sheet(name: &str, text: &str, more: &[&str]) -> Value {
    let (out, notes, code) = limits(name, text, &[&["--format", "json"], more].concat());
    assert_eq!(code, 0, "{notes}");
    serde_json::from_str::<Value>(&out).expect("JSON")["designs"][0].take()
}

/// The row of a quantity of a thing.
fn row(sheet: &Value, at: &str, quantity: &str) -> Value {
    let thing = sheet["things"].as_array().expect("things").iter().find(|thing| thing["at"] == at).expect(at);
    thing["rows"].as_array().expect("rows").iter().find(|row| row["quantity"] == quantity).expect(quantity).clone()
}

fn edges(row: &Value, which: &str) -> Vec<String> {
    let edge = |edge: &Value| format!("{} {}", edge["side"].as_str().expect("side"), edge["value"].as_str().expect("value"));
    row[which].as_array().expect("edges").iter().map(edge).collect()
}

#[test]
fn ten_lines_yield_the_windows_that_one_draws_by() {
    let sheet = sheet("ten", TEN, &[]);
    let order: Vec<&str> = sheet["things"].as_array().expect("things").iter().filter_map(|thing| thing["at"].as_str()).collect();
    assert_eq!(&order[..3], ["parts.shell", "parts.bumper", "parts.lid"]);
    let draft = row(&sheet, "parts.shell", "draft");
    assert_eq!(
        (edges(&draft, "hard"), edges(&draft, "target")),
        (vec!["at-least 0.5 deg".into()], vec!["at-least 1 deg".into()])
    );
    assert_eq!(
        (&draft["stands"], &draft["field"], &draft["given"]),
        (&"not-given".into(), &"parts.shell.draft".into(), &Value::Null)
    );
    assert!(draft["sources"].as_array().is_some_and(|sources| !sources.is_empty()));
    assert!(edges(&row(&sheet, "parts.shell", "moisture"), "hard").contains(&"at-most 0.02 %".to_owned()));
    // What it does not have yet, and what hangs on a drawing.
    let ribs = row(&sheet, "parts.lid", "rib to wall");
    assert_eq!((&ribs["optional"], edges(&ribs, "target")), (&true.into(), vec!["at-most 60 %".into()]));
    let strain = row(&sheet, "joints.lid-snap", "strain");
    assert!(strain["needs"].as_array().is_some_and(|needs| needs.contains(&"joints.lid-snap.beam".into())), "{strain}");
}

#[test]
fn what_stands_outside_is_marked() {
    let text = TEN.replace(
        "size: [180 mm, 90 mm, 12 mm]",
        "size: [180 mm, 90 mm, 13 mm], draft: 0.2 deg, wall: { nominal: 2 mm, min: 1.8 mm, max: 2.2 mm }, ribs: { thickness: 1.6 mm }",
    );
    let sheet = sheet("full", &text, &["parts.shell"]);
    assert_eq!(sheet["things"].as_array().map(Vec::len), Some(1));
    let stands = |quantity| row(&sheet, "parts.shell", quantity)["stands"].as_str().map(str::to_owned);
    assert_eq!(stands("draft").as_deref(), Some("outside-hard"));
    assert_eq!(stands("rib to wall").as_deref(), Some("outside-target"));
    assert_eq!(stands("wall.max").as_deref(), Some("within"));
    let ribs = row(&sheet, "parts.shell", "rib to wall");
    assert_eq!((&ribs["given"], &ribs["optional"]), (&"80 %".into(), &false.into()));
    let (text, _, code) = limits("full", &text, &["parts.shell"]);
    assert_eq!(code, 0);
    assert!(text.lines().any(|line| line.starts_with("  ✗ draft angle") && line.contains("0.2 deg")), "{text}");
    assert!(text.contains("✗ outside a hard limit"), "{text}");
}

#[test]
fn it_is_a_table_in_markdown() {
    let (text, _, code) = limits("markdown", TEN, &["parts.lid", "--format", "markdown"]);
    assert_eq!(code, 0);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 8 && rows.iter().all(|row| row.matches(" | ").count() == 7), "{text}");
    assert!(
        rows.iter()
            .any(|row| row.starts_with("| draft angle | draft | - | at least 0.5 deg | at least 1 deg | not given | S10 |")),
        "{text}"
    );
}

const LINE: &str = "caseproof: 1
design: { name: line, stage: evt }
production: { annual_volume: 60000, target_yield: 95 %, working_time: { days_per_month: 25, shifts_per_day: 1, hours_per_shift: 8, efficiency: 75 % } }
environment: { service: [-10 °C, 60 °C] }
parts:
  shell: { material: pc-abs, process: injection-molding, dimensions: { width: { nominal: 80 mm, tolerance: ±0.2 mm } } }
  frame: { material: abs, process: injection-molding, dimensions: { opening: { nominal: 80.5 mm, tolerance: ±0.2 mm } } }
  screws: { material: stainless-304, bought: true, quantity: 4 }
joints:
  body: { method: thread-forming-screw, between: [screws, shell] }
stacks:
  gap: { limits: [0.2 mm, 0.8 mm], chain: [{ plus: frame.opening }, { minus: shell.width }] }
assembly:
  - { step: sew, process: lockstitch, time: 200 s, stations: 1 }
";

#[test]
fn what_is_no_error_at_its_stage_is_no_hard_stop() {
    // 60 000 units a year, 25 shifts of 8 h a month at 75 %: a takt of 144 s at an allowed yield of 95 %.
    let early = row(&sheet("early", LINE, &[]), "assembly.sew", "stations");
    assert_eq!((&early["stands"], &early["hard"][0]["from"]), (&"outside-target".into(), &"pvt".into()), "{early}");
    let late = row(&sheet("late", &LINE.replace("stage: evt", "stage: pvt"), &[]), "assembly.sew", "stations");
    assert_eq!((&late["stands"], &late["hard"][0]["from"]), (&"outside-hard".into(), &Value::Null), "{late}");
    assert_eq!(early["hard"][0]["value"], late["hard"][0]["value"]);
    let (text, _, _) = limits("early-text", LINE, &["assembly.sew"]);
    assert!(text.lines().any(|line| line.starts_with("  ! stations") && line.contains("(from pvt on)")), "{text}");
}

#[test]
fn an_edge_that_hangs_on_something_is_not_said_twice() {
    let open = LINE.replace(", efficiency: 75 %", "").replace("target_yield: 95 %, ", "");
    let (text, _, code) = limits("open", &open, &[]);
    assert_eq!(code, 0);
    for doubled in ["at least at", "at most at", "at least anything", "at most anything"] {
        assert!(!text.contains(doubled), "{text}");
    }
    // What no yield is asked for has no window: it waits for one.
    assert!(text.lines().any(|line| line.starts_with("  … no figure yet for rolled throughput yield")), "{text}");
}

#[test]
fn materials_have_their_temperatures_and_stacks_their_gaps() {
    let sheet = sheet("heat", LINE, &[]);
    let cold = row(&sheet, "parts.frame", "service low of material");
    assert_eq!((&cold["given"], edges(&cold, "target").len()), (&"-10 °C".into(), 1), "{cold}");
    let worst = row(&sheet, "stacks.gap", "worst case");
    // 0.5 mm with 0.2 mm and 0.2 mm: from 0.1 mm to 0.9 mm.
    assert_eq!((&worst["given"], &worst["stands"]), (&"0.1 mm to 0.9 mm".into(), &"outside-target".into()));
    assert_eq!(edges(&worst, "target"), ["at-least 0.2 mm", "at-most 0.8 mm"]);
    let squares = row(&sheet, "stacks.gap", "root sum square");
    // The root of 0.2² + 0.2² is 0.283 mm.
    assert_eq!((&squares["given"], &squares["stands"]), (&"0.217 mm to 0.783 mm".into(), &"within".into()));
}

#[test]
fn only_what_can_have_bosses_has_rows_for_them() {
    let sheet = sheet("bosses", LINE, &[]);
    let bosses = |at: &str| {
        let thing = sheet["things"].as_array().expect("things").iter().find(|thing| thing["at"] == at).expect(at);
        thing["rows"].as_array().expect("rows").iter().any(|row| row["measure"] == "part.boss_to_screw")
    };
    assert!(bosses("parts.shell") && !bosses("parts.frame"), "{sheet}");
}

#[test]
fn the_sheet_speaks_chinese() {
    let (zh, _, code) = limits("zh", LINE, &["--lang", "zh"]);
    assert_eq!(code, 0);
    assert!(zh.contains("拔模斜度") && zh.contains("工位") && zh.contains("PVT 阶段起"), "{zh}");
    assert!(!zh.contains("at least") && !zh.contains("draft angle"), "{zh}");
    let (both, _, _) = limits("both", LINE, &["--lang", "both", "--format", "markdown"]);
    assert!(both.contains("| draft angle / 拔模斜度 |"), "{both}");
}

#[test]
fn what_cannot_be_shown_is_said() {
    let (out, notes, code) = limits("place", TEN, &["parts.handle"]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(notes.contains("no check measures anything at `parts.handle`"), "{notes}");
    let (_, notes, code) = limits("broken", "caseproof: 1\nparts: {\n", &[]);
    assert_eq!(code, 2, "{notes}");
    let (_, _, code) = limits("nothing", "caseproof: 1\ndesign: { name: x }\nparts: { a: {} }\n", &["--format", "json"]);
    assert!(code == 0 || code == 3, "{code}");
}

#[test]
fn values_on_top_count() {
    let draft = |more: &[&str]| row(&sheet("on-top", TEN, more), "parts.shell", "draft");
    let set = draft(&["--set", "parts.shell.draft=0.3 deg"]);
    assert_eq!((&set["given"], &set["stands"]), (&"0.3 deg".into(), &"outside-target".into()));
    // What is set does not keep ribs that may come from the sheet.
    let ribs = row(&sheet("on-top-ribs", TEN, &["--set", "parts.shell.draft=0.3 deg"]), "parts.lid", "rib to wall");
    assert_eq!(ribs["optional"], true);
}

#[test]
fn the_window_of_a_snap_does_not_move_with_the_snap() {
    let strain = |deflection: &str, stage: &str| {
        let beam = format!("cycles: 5000, beam: {{ part: lid, length: 10 mm, thickness: 1.5 mm, deflection: {deflection} }}");
        let text =
            TEN.replace("between: [shell, lid] }", &format!("between: [shell, lid], {beam} }}")).replace("pp-copolymer", "abs");
        row(&sheet("snap", &text, &["joints.lid-snap", "--gate", stage]), "joints.lid-snap", "strain")
    };
    let (mild, wild) = (strain("0.45 mm", "production"), strain("2.2 mm", "production"));
    for edge in ["hard", "target"] {
        assert_eq!(edges(&mild, edge), edges(&wild, edge), "{edge}");
    }
    assert_eq!((&mild["stands"], &wild["stands"]), (&"within".into(), &"outside-hard".into()), "{mild} {wild}");
    assert_eq!(strain("2.2 mm", "concept")["stands"], "outside-target", "no error yet");
}

#[test]
fn a_field_is_the_place_of_what_is_read_from_it_given_or_not() {
    let walls = |text: &str, place: &str| {
        let sheet = sheet("wall", text, &[place]);
        let rows = sheet["things"].as_array().expect("things").iter().flat_map(|thing| thing["rows"].as_array().expect("rows"));
        rows.map(|row| row["measure"].as_str().expect("a measure").to_owned()).collect::<Vec<_>>()
    };
    let toleranced = TEN.replace("12 mm] }", "12 mm], wall: { nominal: 2 mm, tolerance: ±0.1 mm } }");
    let drawn = TEN.replace("12 mm] }", "12 mm], wall: { nominal: 2 mm, min: 1.8 mm, max: 2.2 mm } }");
    for text in [TEN, &TEN.replace("12 mm] }", "12 mm], wall: 2 mm }"), &toleranced, &drawn] {
        let found = walls(text, "parts.shell.wall");
        assert!(["part.wall_min", "part.wall_max"].iter().all(|measure| found.contains(&(*measure).to_owned())), "{found:?}");
        assert!(!found.iter().any(|measure| measure == "part.draft"), "{found:?}");
    }
    // What a part has to stand is read from the environment.
    let warm = TEN.replace("parts:", "environment: { service: [-10 °C, 60 °C] }\nparts:");
    assert!(walls(&warm, "environment.service").contains(&"environment.high".to_owned()));
    // A thing is the place of its own quantities alone.
    let things = sheet("thing", &warm, &["parts.lid"]);
    assert_eq!(things["things"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_place_that_is_nearly_right_is_named() {
    let (out, notes, code) = limits("near", TEN, &["parts.shell.drafd"]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(notes.contains("did you mean `parts.shell.draft`?"), "{notes}");
}

/// Two lengths of 246 mm ± 2 mm: the worst case is ±4 mm, but for what floating point adds to it.
const EQUAL: &str = "caseproof: 1
design: { name: x, stage: dvt }
parts:
  a: { material: abs, process: injection-molding, dimensions: { l: { nominal: 246 mm, tolerance: ±2 mm } } }
  b: { material: abs, process: injection-molding, dimensions: { l: { nominal: 246 mm, tolerance: ±2 mm } } }
stacks:
  s: { limits: [-4 mm, 4 mm], chain: [{ plus: a.l }, { minus: b.l }] }
";

#[test]
fn a_worst_case_at_its_limits_is_within_them() {
    let worst = |limits: &str| row(&sheet("equal", &EQUAL.replace("[-4 mm, 4 mm]", limits), &[]), "stacks.s", "worst case");
    assert_eq!(
        (&worst("[-4 mm, 4 mm]")["given"], &worst("[-4 mm, 4 mm]")["stands"]),
        (&"-4 mm to 4 mm".into(), &"within".into())
    );
    assert_eq!(worst("[-3.999 mm, 4 mm]")["stands"], "outside-target");
}

#[test]
fn a_stack_without_limits_says_what_it_needs() {
    let (_, notes, code) = limits("nolim", &EQUAL.replace("limits: [-4 mm, 4 mm], ", ""), &["stacks.s"]);
    assert_eq!((code, notes.contains("stack `s` needs stacks.s.limits")), (2, true), "{notes}");
}
