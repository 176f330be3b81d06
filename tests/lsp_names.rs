//! What the language server offers while one types, and where names lead: keys, words, ids and values that pass; definitions,
//! references and renames, whose edits are applied and judged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::client::{Client, TRAY, applied, at, by_code, codes, cursor, edited, files, held, labels, offered};
use assert_cmd::Command;
use serde_json::{Value, json};

#[test]
fn completion_offers_keys_words_ids_and_values_that_pass() {
    let mut client = Client::new("complete", json!({}));
    let keys = labels(&offered(&mut client, &TRAY.replace("    draft: 0.3 deg", "    dr|")));
    assert!(keys.contains(&"draft".to_owned()) && keys.contains(&"wall".to_owned()), "{keys:?}");
    assert!(!keys.contains(&"material".to_owned()), "what is there is not offered: {keys:?}");
    let stages = labels(&offered(&mut client, &TRAY.replace("stage: dvt", "stage: |")));
    assert_eq!(stages, ["concept", "prototype", "evt", "dvt", "pvt", "production"]);
    let materials = labels(&offered(&mut client, &TRAY.replace("material: abs\n", "material: a|\n")));
    assert!(materials.contains(&"abs".to_owned()) && materials.len() > 100, "{}", materials.len());
    let processes = labels(&offered(&mut client, &TRAY.replace("process: injection-molding\n", "process: |\n")));
    assert!(processes.contains(&"injection-molding".to_owned()), "{processes:?}");
    let methods = labels(&offered(&mut client, &TRAY.replace("method: snap-fit-cantilever", "method: |")));
    assert!(methods.contains(&"snap-fit-cantilever".to_owned()) && !methods.contains(&"abs".to_owned()));
    let parts = offered(&mut client, &TRAY.replace("between: [tray, lid]", "between: [tray, |]"));
    assert_eq!(labels(&parts), ["tray", "lid"]);
    let joints = labels(&offered(&mut client, &TRAY.replace("makes: [clip]", "makes: [|]")));
    assert_eq!(joints, ["clip"]);
    let steps = labels(&offered(&mut client, &TRAY.replace("after: []", "after: [|]")));
    assert_eq!(steps, ["close-lid"]);
    let places = labels(&offered(&mut client, &TRAY.replace("at: parts.tray.draft", "at: |")));
    assert!(places.contains(&"parts.tray".to_owned()) && places.contains(&"joints.clip".to_owned()), "{places:?}");
    let checks = labels(&offered(&mut client, &TRAY.replace("check: S48", "check: |")));
    assert!(checks.contains(&"S10".to_owned()), "{checks:?}");
    let flags = labels(&offered(&mut client, &TRAY.replace("    draft: 0.3 deg", "    bought: |")));
    assert_eq!(flags, ["true", "false"]);
    // Broken elsewhere.
    let broken = TRAY.replace("joints:\n", "joints: [\n").replace("    draft: 0.3 deg", "    dr|");
    assert!(labels(&offered(&mut client, &broken)).contains(&"draft".to_owned()));

    // Behind a bracket that is still open, the ids are those of the last whole text.
    let whole = "caseproof: 1\ndesign: { name: x }\nassembly:\n  - { step: a, adds: [lid] }\nparts: { lid: {}, tray: {} }\n";
    client.open("later.yaml", whole);
    let open = whole.replace("adds: [lid] }", "adds: [");
    client.change("later.yaml", 2, json!([{ "text": open }]));
    let place = cursor(&open, "adds: [|");
    assert_eq!(labels(&client.ask("textDocument/completion", client.place("later.yaml", place))), ["lid", "tray"]);

    // What is written takes the place of the word alone.
    let marked = TRAY.replace("material: abs\n    process", "material: a|bs # x\n    process");
    let text = marked.replacen('|', "", 1);
    let items = offered(&mut client, &marked);
    let item = items.as_array().expect("items").iter().find(|item| item["label"] == "pc-abs").expect("pc-abs");
    assert_eq!(held(&text, &item["textEdit"]["range"]), "abs");
    assert_eq!(
        edited(&text, &json!([item["textEdit"]])),
        TRAY.replace("material: abs\n    process", "material: pc-abs # x\n    process")
    );
    client.leave();
}

#[test]
fn values_that_are_offered_pass() {
    let mut client = Client::new("passing", json!({}));
    for (marked, empty) in [
        (TRAY.replace("draft: 0.3 deg", "draft: |"), "draft: "),
        (TRAY.replace("draft: 0.3 deg", "draft: 0.3| deg"), "draft: 0.3 deg"),
        (
            TRAY.replace(
                "lid: { material: abs, process: injection-molding, draft: 2 deg }",
                "lid: { draft: |, material: abs, process: injection-molding }",
            ),
            "",
        ),
    ] {
        let text = marked.replacen('|', "", 1);
        let items = offered(&mut client, &marked);
        let first = &items.as_array().expect("items")[0];
        assert_eq!((&first["label"], &first["detail"]), (&json!("1 deg"), &json!("at least 1 deg (S10)")), "{empty}");
        let taken = edited(&text, &json!([first["textEdit"]])).replace("draft: 0.3 deg", "draft: 2 deg");
        let found = client.open("taken.yaml", &taken);
        assert!(!codes(&found).contains(&"S10"), "{taken}: {:?}", codes(&found));
        client.close("taken.yaml");
    }
    client.leave();
}

#[test]
fn ids_lead_to_where_they_are_given_and_named() {
    let mut client = Client::new("names", json!({}));
    client.open("a.yaml", TRAY);
    let places = |found: &Value| -> Vec<(u64, u64)> {
        let place = |one: &Value| {
            (
                one["range"]["start"]["line"].as_u64().expect("a line"),
                one["range"]["start"]["character"].as_u64().expect("a column"),
            )
        };
        found.as_array().expect("places").iter().map(place).collect()
    };
    for (marked, given) in
        [("between: [tr|ay", (3, 2)), ("[tray, li|d]", (9, 2)), ("makes: [c|lip]", (11, 2)), ("at: parts.tr|ay", (3, 2))]
    {
        let found = client.ask("textDocument/definition", client.place("a.yaml", cursor(TRAY, marked)));
        assert_eq!(places(&found), [given], "{marked}");
    }
    let mut params = client.place("a.yaml", (3, 4));
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.ask("textDocument/references", params.clone());
    assert_eq!(places(&found), [(3, 2), (11, 49), (15, 28)]);
    params["context"]["includeDeclaration"] = json!(false);
    assert_eq!(places(&client.ask("textDocument/references", params)), [(11, 49), (15, 28)]);
    // A word of the tables is given nowhere.
    assert_eq!(client.ask("textDocument/definition", client.place("a.yaml", (4, 15))), json!([]));
    assert_eq!(client.ask("textDocument/prepareRename", client.place("a.yaml", (4, 15))), Value::Null);
    client.leave();
}

/// The findings of a text by the program, as codes with their places.
fn judged(folder: &Path, name: &str, text: &str) -> BTreeMap<String, usize> {
    let file = folder.join(name);
    fs::write(&file, text).expect("a file");
    let output = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["check", "--format", "json", "--date", "2026-11-22"])
        .arg(&file)
        .output()
        .expect("it runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut found = BTreeMap::new();
    let designs = report["designs"].as_array().expect("designs").iter();
    for one in designs.flat_map(|design| design["findings"].as_array().expect("findings")) {
        *found.entry(format!("{} {} {}", one["code"], one["severity"], one["at"])).or_default() += 1;
    }
    for one in
        report["rejected"].as_array().expect("rejected").iter().flat_map(|one| one["problems"].as_array().expect("problems"))
    {
        *found.entry(format!("{}", one["code"])).or_default() += 1;
    }
    found
}

#[test]
fn a_renamed_design_is_judged_the_same() {
    let mut client = Client::new("rename", json!({}));
    let folder = client.folder.clone();
    let mut count = 0;
    for file in [files(Path::new("sample_designs/sound"), ".yaml"), files(Path::new("sample_designs/flawed"), ".yaml")].concat() {
        let text = fs::read_to_string(&file).expect("a design");
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        for record in files(Path::new("sample_designs/sound"), ".csv") {
            fs::copy(&record, folder.join(record.file_name().expect("a name"))).expect("a copy");
        }
        client.open(&name, &text);
        let parts = text.find("\nparts:\n").expect("parts") + "\nparts:\n".len();
        let rest = &text[parts..];
        let key = rest.find(|c: char| c.is_ascii_lowercase()).expect("a part");
        let id = rest[key..].split(':').next().expect("a part");
        let mut params = client.place(&name, at(&text, parts + key));
        params["newName"] = json!("renamed-part");
        let edit = match client.try_ask("textDocument/rename", params) {
            Ok(edit) => edit,
            Err((code, why)) => {
                assert!(code == -32803 && why.contains(".csv"), "{name}: {why}");
                continue;
            }
        };
        let changed = applied(&client, &edit, &name, &text);
        assert_ne!(changed, text);
        let (before, after) = (judged(&folder, "judged.yaml", &text), judged(&folder, "judged.yaml", &changed));
        let renamed = |found: &BTreeMap<String, usize>| -> BTreeMap<String, usize> {
            let word = |text: &str| {
                text.split_inclusive(['.', '+', '"', ' ', ':'])
                    .map(|word| {
                        let bare = word.trim_end_matches(['.', '+', '"', ' ', ':']);
                        if bare == id { word.replace(id, "renamed-part") } else { word.to_owned() }
                    })
                    .collect::<String>()
            };
            found.iter().map(|(key, count)| (word(key), *count)).collect()
        };
        assert_eq!(renamed(&before), renamed(&after), "{name}: {id}");
        assert!(!after.contains_key("\"dangling-reference\""), "{name}");
        count += 1;
    }
    assert!(count >= 12, "{count} designs were renamed");
    client.leave();
}

#[test]
fn a_new_id_is_taken_if_it_loads_and_refused_if_it_does_not() {
    let mut client = Client::new("ids", json!({}));
    let folder = client.folder.clone();
    client.open("a.yaml", TRAY);
    let before = judged(&folder, "judged.yaml", TRAY);
    for (new, taken) in [
        ("tray_2", true),
        ("Tray", true),
        ("托盘", true),
        ("2", true),
        ("true", true),
        ("null", true),
        ("Null", true),
        ("~", false),
        ("a.b", false),
        ("a b", false),
        ("a--b", false),
        ("_a", false),
        ("", false),
    ] {
        let mut params = client.place("a.yaml", (3, 3));
        params["newName"] = json!(new);
        let answer = client.try_ask("textDocument/rename", params);
        assert_eq!(answer.is_ok(), taken, "{new}: {answer:?}");
        // What is refused would not load either.
        let changed = answer.map_or_else(
            |_| {
                TRAY.replace("  tray:", &format!("  {new}:"))
                    .replace("[tray,", &format!("[{new},"))
                    .replace("parts.tray", &format!("parts.{new}"))
            },
            |edit| applied(&client, &edit, "a.yaml", TRAY),
        );
        let found = judged(&folder, "judged.yaml", &changed);
        assert_eq!(found.values().sum::<usize>() == before.values().sum::<usize>(), taken, "{new}: {found:?}");
    }
    client.leave();
}

#[test]
fn what_cannot_be_renamed_is_said() {
    let mut client = Client::new("refused", json!({}));
    client.open("a.yaml", TRAY);
    let mut refused = |place: (usize, usize), new: &str| {
        let mut params = client.place("a.yaml", place);
        params["newName"] = json!(new);
        client.try_ask("textDocument/rename", params).expect_err("a refusal")
    };
    assert_eq!(refused((3, 3), "lid"), (-32803, "there is another `lid` already".to_owned()));
    assert_eq!(
        refused((3, 3), "My Tray"),
        (-32803, "`My Tray` is no id: letters and digits, with single hyphens or `_` between them".to_owned())
    );
    assert_eq!(refused((4, 15), "pc"), (-32803, "`abs` is given nowhere in this design".to_owned()));
    client.leave();
}

#[test]
fn bases_are_read_as_they_are_open() {
    let mut client = Client::new("bases", json!({}));
    client.write("base.yaml", TRAY);
    let variant = "caseproof: 1\nextends: base.yaml\ndesign: { name: Variant }\njoints: { clip: { between: [tray, lid] } }\n";
    let found = client.open("variant.yaml", variant);
    let shallow = by_code(&found, "S10");
    assert_eq!(held(variant, &shallow["range"]), "base.yaml", "a value of the base is shown where the base is named");
    let related = &shallow["relatedInformation"][0]["location"];
    assert_eq!((&related["uri"], held(TRAY, &related["range"])), (&json!(client.uri("base.yaml")), "0.3 deg"));
    // The base is opened and mended, and not saved.
    client.open("base.yaml", TRAY);
    let mended = TRAY.replace("0.3 deg", "2 deg");
    client.change("base.yaml", 2, json!([{ "text": mended }]));
    let uri = client.uri("variant.yaml");
    let mut last = client.diagnostics(&uri);
    while codes(&last).contains(&"S10") {
        last = client.diagnostics(&uri);
    }
    // Names go through both.
    let place = client.place("variant.yaml", cursor(variant, "[tr|ay"));
    let given = client.ask("textDocument/definition", place.clone());
    assert_eq!(
        (&given[0]["uri"], &given[0]["range"]["start"]),
        (&json!(client.uri("base.yaml")), &json!({ "line": 3, "character": 2 }))
    );
    let mut params = place;
    params["newName"] = json!("shell");
    let edit = client.ask("textDocument/rename", params);
    let own = applied(&client, &edit, "variant.yaml", variant);
    assert_eq!(own, variant.replace("tray", "shell"));
    let base = applied(&client, &edit, "base.yaml", &mended);
    assert_eq!(base.matches("shell").count(), 3, "{base}");
    // From the base it is the same.
    let mut params = client.place("base.yaml", (3, 3));
    params["newName"] = json!("shell");
    assert_eq!(client.ask("textDocument/rename", params), edit);
    let base_file = client.ask("textDocument/definition", client.place("variant.yaml", (1, 12)));
    assert_eq!(base_file[0]["uri"], client.uri("base.yaml"));
    // Completion knows the ids of the base.
    let ids = labels(&offered(&mut client, &variant.replace("between: [tray, lid]", "between: [|]")));
    assert_eq!(ids, ["tray", "lid"]);
    client.leave();
}
