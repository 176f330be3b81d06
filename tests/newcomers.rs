//! Specs written from trade words alone: what the first load says of each mistake, and that the second load, written by these
//! messages and nothing else, succeeds.

use std::fs;

use assert_cmd::Command;
use caseproof::knowledge::{Table, library};
use serde_json::Value;

/// What a check of a file yields: exit code and report.
fn check(file: &str) -> (i32, Value) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.args(["check", "--format", "json", file]).output().expect("it runs");
    let report = serde_json::from_slice(&output.stdout).expect("JSON");
    (output.status.code().expect("a code"), report)
}

/// `line:column code: message | help` of every problem.
fn problems(report: &Value) -> Vec<String> {
    let rejected = report["rejected"].as_array().expect("a list").iter();
    let say = |problem: &Value| {
        let start = &problem["span"]["start"];
        let help = problem["help"].as_str().map_or_else(String::new, |help| format!(" | {help}"));
        let (code, message) = (problem["code"].as_str().expect("a code"), problem["message"].as_str().expect("a message"));
        format!("{}:{} {}: {message}{help}", start["line"], start["column"], code.trim_start_matches("design/"))
    };
    rejected.flat_map(|file| file["problems"].as_array().expect("a list").iter().map(say)).collect()
}

/// A first load names so many problems, each once and with what to write; the second load has none.
fn first_and_second(name: &str, count: usize) {
    let (code, report) = check(&format!("tests/newcomers/{name}.first.yaml"));
    let found = problems(&report);
    assert_eq!((code, found.len()), (2, count), "{found:#?}");
    for problem in &found {
        let says = [" | ", "; write ", "; did you mean ", " such as "].iter().any(|word| problem.contains(word));
        assert!(says, "nothing to write: {problem}");
    }
    let mut once = found.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), found.len(), "{found:#?}");
    insta::assert_snapshot!(format!("newcomer-{name}"), found.join("\n"));

    let (code, report) = check(&format!("tests/newcomers/{name}.second.yaml"));
    assert_eq!(problems(&report), Vec::<String>::new(), "{name}");
    assert!(code == 0 || code == 1, "{name}: {code}");
    assert_eq!(report["summary"]["designs"], 1, "{name}");
}

#[test]
fn an_eva_case_loads_after_one_round() {
    first_and_second("eva-zip-case", 25);
}

#[test]
fn a_rugged_phone_case_loads_after_one_round() {
    first_and_second("rugged-phone-case", 19);
}

#[test]
fn a_flight_case_loads_after_one_round() {
    first_and_second("flight-case", 17);
}

#[test]
fn a_tour_case_loads_after_one_round() {
    first_and_second("tour-case", 36);
}

#[test]
fn a_case_for_binoculars_loads_after_one_round() {
    first_and_second("binocular-case", 33);
}

#[test]
fn a_clear_phone_case_loads_after_one_round() {
    first_and_second("clear-phone-case", 37);
}

#[test]
fn a_rack_case_loads_after_one_round() {
    first_and_second("rack-case", 24);
}

/// What is wrong with a spec of these lines below its mark, each problem with its place.
fn problems_of(text: &str) -> Vec<String> {
    let name = format!("caseproof-kind-{}-{:?}.yaml", std::process::id(), std::thread::current().id());
    let file = std::env::temp_dir().join(name);
    fs::write(&file, format!("caseproof: 1\n{text}")).expect("a file");
    let (code, report) = check(file.to_str().expect("a path"));
    fs::remove_file(&file).expect("cleaned up");
    let found = problems(&report);
    assert_eq!(code == 2, !found.is_empty(), "{text}: {code}");
    found
}

/// One fault, one message, and it says what to write.
#[test]
fn one_fault_has_one_message_with_what_to_write() {
    let parts = "parts: { lid: { material: abs }, tray: { material: abs } }\n";
    for (text, said) in [
        ("name: X\n", "`design: { name: X }`"),
        ("design: { name: x }\nproduct: binoculars\n", "`design.protects`"),
        ("design: { name: x }\ntests: [{ name: drop }]\n", "`evidence.tests`"),
        ("design: { name: x }\nenvironment: { drop height: 1 m }\n", "write `drop: { height: 1 m }`"),
        ("design: { name: x }\njoints: { a: { type: glued, between: [lid, tray] } }\n", "how it is joined is `method`"),
        ("design: { name: x }\njoints: { a: { method: glued, parts: [lid, tray] } }\n", "are `between`"),
        ("design: { name: x }\njoints: { a: { method: glued, between: lid, tray } }\n", "write `between: [lid, tray]`"),
        ("design: { name: x }\njoints: { a: { method: glued, between: Lid + tray } }\n", "write `[lid, tray]`"),
        ("design: { name: x }\nassembly:\n  - mold back: { time: 3 s }\n", "write `{ step: mold-back, time: … }`"),
        ("design: { name: x }\nassembly:\n  - cut panels\n", "write `{ step: cut-panels }`"),
        ("design: { name: x }\nassembly: { mold: { time: 3 s } }\n", "write `[{ step: mold, … }]`"),
        ("design: { name: x }\nevidence: { tests: { drop: { units: 5 } } }\n", "write `[{ name: drop, … }]`"),
        ("design: { name: x }\nevidence: { tests: [{ name: drop, qty: 5 }] }\n", "is `units`"),
        ("design: { name: x }\nevidence: { tests: [{ name: drop, failed: 0 }] }\n", "is `failures`"),
        ("design: { name: x }\nevidence: { builds: [{ qty: 5 }] }\n", "is `built`"),
        ("design: { name: x }\nproduction: { annual_volume: 20.000 }\n", "write `20000`, or `20` if"),
        ("design: { name: x }\nproduction: { annual_volume: 20,000 }\n", "ends a value here | write `20000`"),
        ("design: { name: x }\nproduction: { launch_in: 3y }\n", "write `3 years`"),
        ("design: { name: x }\nproduction: { launch_in: Q2 2027 }\n", "`production.launch`"),
        (
            "design: { name: x }\nassembly:\n  1. mold base\n  2. fit o-ring\n",
            "write `[{ step: mold-base }, { step: fit-o-ring }]`",
        ),
        (
            "design: { name: x }\nassembly: |\n  1. mold base\n  2. fit o-ring\n",
            "write `[{ step: mold-base }, { step: fit-o-ring }]`",
        ),
        ("design: { name: x }\nenvironment: { service: -30/70 °C }\n", "write `[-30 °C, 70 °C]`"),
        ("design: { name: x }\nenvironment: { service: -20/+60C }\n", "write `[-20 °C, 60 °C]`"),
        ("design: { name: x }\nevidence: { measurements: 10 pcs ok }\n", "`of`"),
        ("design: { name: x, weight: 2.5kg }\n", "a weight is given as `mass`, which stands at"),
        ("design: { name: x }\nenvironment: { life: 5 yrs }\n", "write `5 years`"),
    ] {
        let found = problems_of(&format!("{parts}{text}"));
        let found: Vec<&String> = found.iter().filter(|problem| !problem.contains("`design` is missing")).collect();
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        assert!(found[0].contains(said), "{text}: {found:#?}");
    }
}

/// A word of the trade in a map that has no such field ends no run, whatever map it is: one process reads them all.
#[test]
fn words_of_the_trade_are_answered_in_every_block() {
    const WORDS: &[&str] = &[
        "qty",
        "pcs",
        "pieces",
        "count",
        "usage",
        "units",
        "number",
        "weight",
        "wieght",
        "colour",
        "colours",
        "leadtime",
        "delivery",
        "moq",
        "price",
        "unitprice",
        "thickness",
        "thk",
        "hardness",
        "density",
        "width",
        "name",
        "type",
        "kind",
        "temp",
        "supplier",
    ];
    const BLOCKS: &[&str] = &[
        "@",
        "design: { name: x, @ }",
        "design: { name: x, protects: { @ } }",
        "parts: { a: { @ } }",
        "parts: { a: { layers: [{ material: abs, @ }] } }",
        "parts: { a: { tool: { @ } } }",
        "parts: { a: { prototype: { @ } } }",
        "parts: { a: { ribs: { @ } } }",
        "parts: { a: { dimensions: { w: { nominal: 2 mm, @ } } } }",
        "joints: { j: { @ } }",
        "joints: { j: { beam: { @ } } }",
        "assembly: [{ step: s, @ }]",
        "evidence: { @ }",
        "evidence: { tests: [{ name: t, @ }] }",
        "evidence: { builds: [{ of: a, @ }] }",
        "evidence: { measurements: [{ of: a.w, @ }] }",
        "engagement: { @ }",
        "engagement: { documents: { @ } }",
        "environment: { @ }",
        "environment: { drop: { @ } }",
        "environment: { crush: { @ } }",
        "production: { @ }",
        "production: { working_time: { @ } }",
        "production: { plan: [{ task: t, @ }] }",
        "materials: { m: { like: abs, @ } }",
        "stacks: { s: { chain: [], @ } }",
        "waivers: [{ check: S10, @ }]",
    ];
    let folder = std::env::temp_dir().join(format!("caseproof-trade-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    for (number, block) in BLOCKS.iter().enumerate() {
        for (part, words) in WORDS.chunks(9).enumerate() {
            let keys: Vec<String> = words.iter().map(|word| format!("{word}: 2.5 kg")).collect();
            let mut text = format!("caseproof: 1\n{}\n", block.replace('@', &keys.join(", ")));
            if *block == "@" {
                text = format!("caseproof: 1\n{}\n", keys.join("\n"));
            }
            fs::write(folder.join(format!("{number:02}-{part}.case.yaml")), text).expect("a file");
        }
    }
    let (code, report) = check(folder.to_str().expect("a path"));
    assert_eq!((code, report["rejected"].as_array().expect("a list").len()), (2, BLOCKS.len() * 3));
    let found = problems(&report);
    let unknown = found.iter().filter(|problem| problem.contains("unknown key")).count();
    assert!(unknown > BLOCKS.len() * WORDS.len() * 3 / 4, "{unknown}");
    fs::remove_dir_all(&folder).expect("removed");
}

/// The same of parts, whatever shape they are written in.
#[test]
fn parts_in_any_shape_are_told_as_a_map() {
    for (parts, said) in [
        ("parts: shell, lid\n", &["write each with its id, such as `{ shell: {}, lid: {} }`"][..]),
        ("parts:\n  - name: lid\n    material: abs\n  - shell\n", &["`{ lid: { … }, shell: {} }`"]),
        ("part: { lid: { material: abs } }\n", &["are `parts`"]),
        ("parts: { lid: { material: abs, size: 4.8 x 14 } }\n", &["write all three, such as `[4.8 mm, 14 mm, 4.8 mm]`"]),
        ("parts: { lid: { material: abs, wall: 1/8 in } }\n", &["write `0.125 in`"]),
        ("parts: { lid: { material: abs, tool: { life: 300k shots } } }\n", &["write `300000`"]),
        ("parts: { lid: { material: abs, size: [150,5 mm, 73,2 mm, 9 mm] } }\n", &["write `[150.5 mm, 73.2 mm, 9 mm]`"]),
        ("parts: { lid: { material: abs, ribs: 1 mm } }\n", &["write `{ thickness: 1 mm }`"]),
        ("parts: { lid: { material: abs, wall: 2.0±0.1 mm } }\n", &["write `{ nominal: 2 mm, tolerance: ±0.1 mm }`"]),
        ("parts: { lid: { material: abs, corner_radius: R12 } }\n", &["write `12 mm`"]),
        ("parts: { lid: { material: abs, corner_radius: TBD } }\n", &["leave the key out"]),
        ("parts: { lid: { material: abs, lining: velvet } }\n", &["`layers`"]),
        ("parts: { lid: { material: abs, rating: 50 kg } }\n", &["`bears`"]),
        ("parts: { lid: { material: abs, ip: 67 } }\n", &["`environment: { ingress: IP67 }`"]),
        ("parts:\n  lid: material: abs\n", &["put the map in brackets: `lid: { material: abs }`"]),
        ("parts:\n  lid:\n    material:abs\n    process: fdm\n", &["write `material: abs`"]),
        ("parts: { lid: { material: abs, draft: >= 1 deg } }\n", &["`draft: 1 deg`"]),
        ("parts: { lid: { material: abs draft: 1 deg } }\n", &["write a comma before `draft:`"]),
        ("parts:\n  lid: { material: abs\n  tray: { material: abs }\n", &["close the bracket that line 4 opens"]),
        ("parts:\n  lid:\n    material: abs\n\tprocess: fdm\n", &["use spaces"]),
        ("parts:\n  lid: { material: #5 zipper }\n", &["`\"#5 zipper\"`", "`zipper-nylon-5`"]),
        ("parts:\n  lid:\n    material: #5 zipper\n", &["`material: \"#5 zipper\"`", "`zipper-nylon-5`"]),
        ("parts:\n  lid: #5 nylon\n", &["`lid: { material: \"#5 nylon\" }`", "`zipper-nylon-5`"]),
    ] {
        let found = problems_of(&format!("design: {{ name: x }}\n{parts}"));
        assert_eq!(found.len(), said.len(), "{parts}: {found:#?}");
        for said in said {
            assert!(found.iter().any(|problem| problem.contains(said)), "{parts}: {found:#?}");
        }
    }
}

/// Names of parts, joints and steps are read in any case, with spaces or hyphens, as all words are.
#[test]
fn names_are_read_as_all_words_are() {
    let text = "design: { name: x }\nparts: { Top-Shell: { material: abs }, lid: { like: top shell } }\n\
                joints: { seam: { method: glued, between: [TOP_SHELL, Lid] } }\n\
                assembly: [{ step: hot-press, makes: Seam, adds: [topshell, lid] }, { step: qc, after: Hot Press }]\n";
    assert_eq!(problems_of(text), Vec::<String>::new());
    let two = text.replace("lid: { like", "TopShell: {}, lid: { like");
    assert!(problems_of(&two).iter().any(|problem| problem.contains("there is no `top shell` here to copy")), "{two}");
}

/// What the trade says, and what is offered first for it; what is in the second list is not offered.
#[test]
fn words_of_the_trade_lead_to_what_they_mean() {
    for (table, said, meant, never) in [
        (Table::Material, "polycarbonate clear", "pc", &["cast-pu-pc-like", "sla-standard-resin", "tpu-aromatic-clear"][..]),
        (Table::Material, "TPR molded", "tpr", &["pa6", "hcr-silicone"]),
        (Table::Material, "yellow glue", "contact-cement", &["uv-acrylic", "cyanoacrylate"]),
        (Table::Material, "黄胶", "contact-cement", &[]),
        (Table::Material, "30 mm EVA foam", "eva-foam", &["acrylic-foam-tape", "epdm-sponge"]),
        (Table::Material, "PE foam 30 kg/m3", "xlpe-33", &["poron-320", "poron-400"]),
        (Table::Material, "N52 neodymium magnets", "ndfeb-n52", &["ndfeb-n35"]),
        (Table::Material, "pop rivets", "aluminum-5052", &[]),
        (Table::Material, "rivet", "aluminum-5052", &[]),
        (Table::Material, "butterfly latch", "steel-zinc-plated", &[]),
        (Table::Material, "EVA38°", "eva-foam", &["eva-solid"]),
        (Table::Material, "EVA 30°", "eva-foam-30c", &[]),
        (Table::Material, "EVA foam 75 Shore C", "eva-foam-75c", &[]),
        (Table::Material, "9 mm birch plywood", "birch-plywood-9mm", &[]),
        (Table::Process, "inj. molding", "injection-molding", &["lsr-molding", "blow-molding", "foam-molding"]),
        (Table::Process, "hot press molding", "eva-forming", &["hot-press-lamination"]),
        (Table::Material, "nickel plating", "electroless-nickel", &["ndfeb-h", "ndfeb-uncoated"]),
        (Table::Material, "spray glue", "contact-cement", &["silicone-mold-release"]),
        (Table::Material, "aluminium profile", "aluminum-6063", &[]),
        (Table::Method, "pop rivets", "blind-rivet", &[]),
        (Table::Material, "magnet", "ndfeb-n35", &["compass"]),
        (Table::Material, "EVA 65 Shore C", "eva-foam-60c", &[]),
        (Table::Material, "foam insert", "epe", &["imd-pc-film"]),
        (Table::Material, "sticker", "pet-label", &[]),
        (Table::Material, "kydex", "pvc-rigid", &[]),
        (Table::Process, "sewn", "lockstitch", &[]),
    ] {
        let found = library().search(table, said);
        let found: Vec<&str> = found.into_iter().map(|index| library().entry(table, index).id).collect();
        assert_eq!(found.first(), Some(&meant), "{said}: {found:?}");
        let shown = &found[..found.len().min(3)];
        assert!(never.iter().all(|id| !shown.contains(id)), "{said}: {found:?}");
    }
    // They are searched by, and name nothing: a spec that says so does not load.
    for said in ["yellow glue", "pop rivet", "butterfly latch"] {
        assert_eq!(library().find(Table::Material, said), None, "{said}");
    }
}

/// What people see leads to the checks of the page of symptoms, in its order, by `checks` and `explain` alike.
#[test]
fn a_symptom_leads_to_its_causes() {
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("caseproof").expect("the program");
        let output = command.args(arguments).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
    };
    let codes = |out: &str| out.lines().filter_map(|line| line.split(' ').next()).take(4).map(str::to_owned).collect::<Vec<_>>();
    let (code, out, _) = run(&["checks", "zipper waves"]);
    assert_eq!((code, codes(&out)), (0, ["A24", "A36", "A108", "C37"].map(str::to_owned).to_vec()), "{out}");
    let (code, _, notes) = run(&["explain", "Zipper waves"]);
    assert!(code == 2 && ["A24", "A36", "A108", "C37"].iter().all(|of| notes.contains(&format!("`{of}` ("))), "{notes}");
    let (_, out, _) = run(&["checks", "silk screen"]);
    assert!(out.contains("print") && !out.contains("screw boss"), "{out}");
    // One word that nothing is called by is looked for in what is seen.
    let (_, out, _) = run(&["checks", "warp"]);
    assert_eq!(codes(&out)[0], "S15", "{out}");
    // One word is no symptom.
    let (_, out, _) = run(&["checks", "draft"]);
    assert!(codes(&out)[0].starts_with('S'), "{out}");
}

/// A key that is misspelt beyond doubt hides nothing that is wrong with its value.
#[test]
fn the_value_behind_a_misspelt_key_is_judged_in_the_same_round() {
    let file = std::env::temp_dir().join(format!("caseproof-behind-{}.yaml", std::process::id()));
    let spec = "caseproof: 1\ndesign: { name: n }\nparts:\n  tray: { inside radius: 6, matrial: unobtainium, thickness: 2, drft: 1, draft: 2 deg }\n";
    fs::write(&file, spec).expect("a file");
    let (code, report) = check(file.to_str().expect("a path"));
    let found: Vec<String> =
        problems(&report).iter().map(|problem| problem.split(" | ").next().expect("a part").to_owned()).collect();
    assert_eq!(code, 2);
    let expected = [
        "4:11 unknown-key: unknown key `inside radius`",
        "4:26 missing-unit: `6` has no unit; write a length such as `5 mm`",
        "4:29 unknown-key: unknown key `matrial`",
        "4:38 unknown-material: there is no material `unobtainium`",
        // A thickness is a length whichever of two keys is meant; of a key that is given the value is that.
        "4:51 unknown-key: unknown key `thickness`",
        "4:62 missing-unit: `2` has no unit; write a length such as `2 mm`",
        "4:65 unknown-key: unknown key `drft`",
    ];
    assert_eq!(found, expected);
    fs::remove_file(&file).expect("cleaned up");
}

/// What `like` copies is said once, where it is written; so is what a base brings.
#[test]
fn what_is_inherited_is_said_once() {
    let folder = std::env::temp_dir().join(format!("caseproof-newcomers-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let base = "parts:\n  a: { material: unobtainium, draft: 5 }\n  b: { like: a }\n  c: { like: b }\n";
    fs::write(folder.join("base.yaml"), base).expect("a file");
    fs::write(folder.join("case.yaml"), "caseproof: 1\nextends: base.yaml\ndesign: { name: n }\n").expect("a file");
    let (code, report) = check(folder.join("case.yaml").to_str().expect("a path"));
    let found = problems(&report);
    assert_eq!((code, found.len()), (2, 2), "{found:#?}");
    assert!(found[0].starts_with("2:18 unknown-material: there is no material `unobtainium`"), "{found:#?}");
    assert!(found[1].starts_with("2:38 missing-unit: `5` has no unit"), "{found:#?}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// A file that was meant to be a spec is never skipped, unless a spec extends it.
#[test]
fn a_misspelt_mark_is_a_mistake_and_a_base_is_none() {
    let folder = std::env::temp_dir().join(format!("caseproof-mistaken-{}", std::process::id()));
    fs::create_dir_all(folder.join("family")).expect("a folder");
    let part = "design: { name: n }\nparts: { a: { material: abs, process: injection-molding, draft: 2 deg } }\n";
    let put = |name: &str, text: String| fs::write(folder.join(name), text).expect("a file");
    let run = |paths: &[&str]| {
        let mut command = Command::cargo_bin("caseproof").expect("the program");
        let output = command.current_dir(&folder).args(["check", "--format", "concise"]).args(paths).output().expect("it runs");
        (output.status.code().expect("a code"), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    put("a.yaml", format!("caseproof: 1\n{part}"));
    let (fine, _) = run(&["."]);
    assert!(fine < 2, "{fine}");
    put("b.yaml", format!("caseprof: 1\n{part}"));
    let (code, said) = run(&["."]);
    assert_eq!(code, 2);
    assert!(said.contains("b.yaml:1:1: error[design/no-spec] the key `caseprof` is not `caseproof`"), "{said}");
    put("b.yaml", "name: ci\non: push\n".to_owned());
    put("family/base.yaml", part.to_owned());
    let (code, said) = run(&["."]);
    assert_eq!(code, 2);
    assert!(said.contains("family/base.yaml:1:1: error[design/no-spec] a design with parts, but no key `caseproof`"), "{said}");
    put("c.yaml", "caseproof: 1\nextends: family/base.yaml\n".to_owned());
    for paths in [&["."][..], &["family"], &["family/base.yaml", "a.yaml"]] {
        let (code, said) = run(paths);
        assert!(code != 2 && !said.contains("no-spec"), "{paths:?}: {code} {said}");
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// What loads is right by the published schema, whatever case and hyphens its words have; what does not load is wrong by it.
#[test]
fn the_schema_takes_the_words_that_load() {
    let schema = Command::cargo_bin("caseproof").expect("the program").arg("schema").output().expect("it runs").stdout;
    let schema: Value = serde_json::from_slice(&schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = std::env::temp_dir().join(format!("caseproof-words-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("words.case.yaml");
    let tray = "parts: { tray: { material: abs, process: injection-molding, draft: 1 deg } }";
    for (number, (text, valid)) in [
        (format!("design: {{ name: x, stage: DVT, kind: EVA case }}\n{tray}"), true),
        (format!("design: {{ name: x, stage: d-v-t, kind: evacase }}\n{tray}"), true),
        (format!("design: {{ name: x, stage: dvtt }}\n{tray}"), false),
        (format!("design: {{ name: x, kind: eva }}\n{tray}"), false),
        (format!("design: {{ name: x }}\nenvironment: {{ exposure: [UV, Salt spray, parked_car] }}\n{tray}"), true),
        (format!("design: {{ name: x }}\nenvironment: {{ exposure: Sweat }}\n{tray}"), true),
        (format!("design: {{ name: x }}\nenvironment: {{ exposure: [sun] }}\n{tray}"), false),
        (format!("design: {{ name: x }}\nengagement: {{ model: OEM, documents: {{ bom: Not needed }} }}\n{tray}"), true),
        (format!("design: {{ name: x }}\nengagement: {{ model: oen }}\n{tray}"), false),
        ("design: { name: x }\nparts: { tray: { appearance: VISIBLE, bought: yes } }".to_owned(), true),
        ("design: { name: x }\nparts: { tray: { bought: \"No\" } }".to_owned(), true),
        ("design: { name: x }\nparts: { tray: { bought: maybe } }".to_owned(), false),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("caseproof: 1\n{text}\n");
        fs::write(&file, &text).expect("a file");
        let (_, report) = check(&file.to_string_lossy());
        assert_eq!(problems(&report).is_empty(), valid, "{number}: {text}{:?}", problems(&report));
        let spec: Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(validator.is_valid(&spec), valid, "{number}: {text}");
    }
    fs::remove_dir_all(&folder).expect("removed");
}

/// A share without its sign is told as it has to be written.
#[test]
fn a_bare_share_is_told_in_percent() {
    let folder = std::env::temp_dir().join(format!("caseproof-shares-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("shares.case.yaml");
    for (given, write) in [
        ("0.95", "`95 %`"),
        ("95", "`95 %`"),
        ("0.29", "`29 %`"),
        ("0.005", "`0.5 %`"),
        ("62.5", "`62.5 %`"),
        ("1", "`100 %` or `1 %`"),
    ] {
        let text = format!(
            "caseproof: 1\ndesign: {{ name: x }}\nproduction: {{ target_yield: {given} }}\nenvironment: {{ humidity: {given} }}\nparts: {{ a: {{}} }}\n"
        );
        fs::write(&file, text).expect("a file");
        let (_, report) = check(&file.to_string_lossy());
        let said = |line: u32, column: u32| format!("{line}:{column} missing-unit: `{given}` has no unit; write {write}");
        assert_eq!(problems(&report), [said(3, 29), said(4, 26)]);
    }
    fs::remove_dir_all(&folder).expect("removed");
}
