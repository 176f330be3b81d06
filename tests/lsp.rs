//! The language server, as an editor sees it: the program is started, and spoken to over its standard input and output.

use std::fs;

use crate::common::client::{Client, TRAY, applied, at, by_code, codes, cursor, held, offset};
use assert_cmd::Command;
use serde_json::{Value, json};

#[test]
fn diagnostics_are_the_findings_at_their_places() {
    let mut client = Client::new("diagnostics", json!({}));
    let found = client.open("a.yaml", TRAY);
    let shallow = by_code(&found, "S10");
    assert_eq!(held(TRAY, &shallow["range"]), "0.3 deg");
    assert_eq!(shallow["range"]["start"], json!({ "line": 7, "character": 11 }));
    assert_eq!((&shallow["severity"], &shallow["source"]), (&json!(1), &json!("caseproof")));
    let message = shallow["message"].as_str().expect("a message");
    assert!(message.starts_with("tray has 0.3 deg of draft per side; injection-molding wants at least 0.5 deg\n"), "{message}");
    let related = shallow["relatedInformation"].as_array().expect("labels");
    let process = related.iter().find(|one| held(TRAY, &one["location"]["range"]) == "injection-molding").expect("the process");
    assert_eq!(process["location"]["uri"], client.uri("a.yaml"));

    // Typed value by value.
    let range = |from: u32, to: u32| json!({ "start": { "line": 7, "character": from }, "end": { "line": 7, "character": to } });
    let none = client.change("a.yaml", 2, json!([{ "range": range(11, 14), "text": "1.5" }]));
    assert!(!codes(&none).contains(&"S10"), "{:?}", codes(&none));
    let again =
        client.change("a.yaml", 3, json!([{ "range": range(11, 14), "text": "" }, { "range": range(11, 11), "text": "0.3" }]));
    assert_eq!(codes(&again), codes(&found));
    // The whole text at once.
    let broken = client.change("a.yaml", 4, json!([{ "text": TRAY.replace("material: abs\n", "material: abss\n") }]));
    assert_eq!(codes(&broken), ["unknown-material"]);
    assert_eq!(client.leave(), (0, String::new()));
}

#[test]
fn broken_texts_are_located_and_other_files_are_left_alone() {
    let mut client = Client::new("broken", json!({}));
    let text = TRAY.replace("draft: 0.3 deg", "draft: [0.3 deg");
    let found = client.open("a.yaml", &text);
    assert_eq!(codes(&found), ["syntax"]);
    assert!(found[0]["range"]["start"]["line"].as_u64().expect("a line") >= 7, "{found:?}");
    for (name, text) in [
        ("compose.yaml", "services: { a: { image: caseproof } }\n"),
        ("broken.yaml", "# no caseproof here\na: [\n"),
        ("empty.yaml", ""),
        ("words.txt", "caseproof reads designs"),
    ] {
        assert_eq!(client.open(name, text), [Value::Null; 0], "{name}");
    }
    assert_eq!(client.close("a.yaml"), [Value::Null; 0], "what is closed has no diagnostics");
    // Nothing is known of what is not open.
    for method in ["textDocument/hover", "textDocument/completion", "textDocument/definition", "textDocument/prepareRename"] {
        assert_eq!(client.ask(method, client.place("a.yaml", (0, 0))), Value::Null, "{method}");
    }
    client.leave();
}

#[test]
fn columns_are_counted_as_agreed() {
    let line = "    color: 漢🦀é # ";
    let text = TRAY.replace("    draft: 0.3 deg\n", &format!("{line}x\n    draft: 0.3 deg\n"));
    let wide = text.replace("parts:\n  tray:\n", "parts:\n  tray:\n    # 🦀\n").replace('\n', "\r\n");
    let flow =
        "{ caseproof: 1, design: { name: '漢🦀é', stage: dvt }, parts: { a: { draft: 0.3 deg, process: injection-molding } } }";
    let start = flow.find("0.3").expect("there");
    for (encoding, expected) in
        [("utf-8", start), ("utf-16", flow[..start].encode_utf16().count()), ("utf-32", flow[..start].chars().count())]
    {
        let mut client = Client::new(encoding, json!({ "general": { "positionEncodings": ["x-none", encoding, "utf-16"] } }));
        let found = client.open("flow.yaml", flow);
        assert_eq!(by_code(&found, "S10")["range"]["start"], json!({ "line": 0, "character": expected }), "{encoding}");
        let hover = client.ask("textDocument/hover", client.place("flow.yaml", (0, expected)));
        assert!(hover["contents"]["value"].as_str().expect("words").contains("Draft of the walls"), "{encoding}: {hover}");
        client.leave();
    }
    let mut client = Client::new("marks", json!({}));
    let found = client.open("crlf.yaml", &wide);
    let shallow = by_code(&found, "S10");
    assert_eq!((held(&wide, &shallow["range"]), &shallow["range"]["start"]), ("0.3 deg", &json!({ "line": 9, "character": 11 })));
    let marked = format!("\u{feff}{TRAY}");
    let found = client.open("bom.yaml", &marked);
    assert_eq!(by_code(&found, "S10")["range"]["start"], json!({ "line": 7, "character": 11 }));
    client.leave();
}
#[test]
fn hover_says_what_is_known_of_a_value() {
    let mut client = Client::new("hover", json!({}));
    client.open("a.yaml", TRAY);
    let mut hover = |marked: &str| {
        let found = client.ask("textDocument/hover", client.place("a.yaml", cursor(TRAY, marked)));
        let said = found["contents"]["value"].as_str().expect("words").to_owned();
        (said, held(TRAY, &found["range"]).to_owned())
    };
    let (draft, place) = hover("draft: 0.|3 deg");
    assert_eq!(place, "0.3 deg");
    for words in [
        "**`parts.tray.draft`** = `0.3 deg`",
        "Draft of the walls, per side.",
        "error S10: tray has 0.3 deg of draft per side",
        "cleared by `parts.tray.draft` at least 1 deg",
        "hard limit: at least 0.5 deg (S10)",
        "target: at least 1 deg (S10)",
        "sources: [Protolabs, injection molding design guidelines](<https://",
        "read by S10 error",
    ] {
        assert!(draft.contains(words), "`{words}` in {draft}");
    }
    let (material, _) = hover("mate|rial: abs");
    for words in ["`abs`: ", "material rigid-plastic", "| density |", "1040 kg/m3 to 1060 kg/m3", "read by "] {
        assert!(material.contains(words), "`{words}` in {material}");
    }
    let (process, _) = hover("process: inj|ection-molding");
    assert!(process.contains("| draft_min | 0.5 deg | least draft per side that still releases | Protolabs"), "{process}");
    let (part, _) = hover("between: [tr|ay, lid]");
    assert!(part.contains("`tray` is given in line 4 of a.yaml"), "{part}");
    let (stage, _) = hover("stage: d|vt");
    assert!(stage.contains("Where the project stands"), "{stage}");
    client.leave();
}

/// The code actions for a diagnostic, by the beginnings of their titles.
fn actions(client: &mut Client, name: &str, diagnostic: &Value) -> Vec<Value> {
    let params = json!({
        "textDocument": { "uri": client.uri(name) },
        "range": diagnostic["range"],
        "context": { "diagnostics": [diagnostic] },
    });
    client.ask("textDocument/codeAction", params).as_array().expect("actions").clone()
}

fn titled<'a>(actions: &'a [Value], start: &str) -> &'a Value {
    actions
        .iter()
        .find(|action| action["title"].as_str().is_some_and(|title| title.starts_with(start)))
        .unwrap_or_else(|| panic!("{start} in {actions:?}"))
}

#[test]
fn what_was_meant_is_one_choice_away() {
    let mut client = Client::new("meant", json!({}));
    for (wrong, right) in
        [("material: abss\n", "abs"), ("proces: injection-molding\n    prototype", "process"), ("[tray, lidd]", "lid")]
    {
        let good = match right {
            "abs" => "material: abs\n",
            "process" => "process: injection-molding\n    prototype",
            _ => "[tray, lid]",
        };
        let text = TRAY.replacen(good, wrong, 1);
        let found = client.open("a.yaml", &text);
        assert_eq!(found.len(), 1, "{found:?}");
        let all = actions(&mut client, "a.yaml", &found[0]);
        let change = titled(&all, &format!("Change to `{right}`"));
        assert_eq!(applied(&client, &change["edit"], "a.yaml", &text), TRAY);
        client.close("a.yaml");
    }
    client.leave();
}

#[test]
fn a_suggestion_is_computed_when_it_is_chosen_and_clears_the_finding() {
    let abilities =
        json!({ "textDocument": { "codeAction": { "dataSupport": true, "resolveSupport": { "properties": ["edit"] } } } });
    let mut client = Client::new("suggest", abilities);
    let found = client.open("a.yaml", TRAY);
    let all = actions(&mut client, "a.yaml", by_code(&found, "S10"));
    let look = titled(&all, "Look for a proven change that clears S10 at parts.tray");
    assert_eq!(look["edit"], Value::Null, "nothing is computed before");
    let resolved = client.ask("codeAction/resolve", look.clone());
    let changed = applied(&client, &resolved["edit"], "a.yaml", TRAY);
    assert_eq!(changed, TRAY.replace("draft: 0.3 deg", "draft: 1 deg"));
    let after = client.change("a.yaml", 2, json!([{ "text": changed }]));
    assert!(!codes(&after).contains(&"S10"));
    assert!(codes(&after).iter().all(|code| codes(&found).contains(code)), "nothing is raised: {:?}", codes(&after));
    // It is gone by now.
    let (code, why) = client.try_ask("codeAction/resolve", look.clone()).expect_err("nothing to clear");
    assert_eq!((code, why.as_str()), (-32803, "there is no S10 at parts.tray any more"));
    client.leave();

    // An editor that does not ask gets a command, and is asked to make the edit.
    let mut client = Client::new("command", json!({}));
    let found = client.open("a.yaml", TRAY);
    let all = actions(&mut client, "a.yaml", by_code(&found, "S10"));
    let command = &titled(&all, "Look for a proven change")["command"];
    let said =
        client.ask("workspace/executeCommand", json!({ "command": command["command"], "arguments": command["arguments"] }));
    assert_eq!(said, "parts.tray.draft: 0.3 deg -> 1 deg");
    let asked = client.unread.iter().find(|message| message["method"] == "workspace/applyEdit").expect("an edit").clone();
    assert_eq!(applied(&client, &asked["params"]["edit"], "a.yaml", TRAY), TRAY.replace("draft: 0.3 deg", "draft: 1 deg"));
    client.leave();
}

#[test]
fn a_waiver_holds_once_it_is_filled_in_and_not_before() {
    let mut client = Client::new("waiver", json!({}));
    let found = client.open("a.yaml", TRAY);
    let all = actions(&mut client, "a.yaml", by_code(&found, "S10"));
    let accept = titled(&all, "Accept S10 at parts.tray");
    let text = applied(&client, &accept["edit"], "a.yaml", TRAY);
    let added = "  - { check: S10, at: parts.tray, reason: , owner: , until: }\n";
    assert_eq!(text, format!("{TRAY}{added}"));
    let empty = client.change("a.yaml", 2, json!([{ "text": text }]));
    assert_eq!(codes(&empty), ["missing-value"; 3], "nothing is accepted unsaid");
    let filled = text
        .replace("reason: ,", "reason: agreed with tooling,")
        .replace("owner: ,", "owner: me,")
        .replace("until: }", "until: 2027-03-31 }");
    let after = client.change("a.yaml", 3, json!([{ "text": filled }]));
    assert!(!codes(&after).contains(&"S10") && !after.is_empty(), "{:?}", codes(&after));
    client.leave();
}

#[test]
fn a_check_is_explained_in_full() {
    let mut client = Client::new("explain", json!({}));
    let found = client.open("a.yaml", TRAY);
    let all = actions(&mut client, "a.yaml", by_code(&found, "S10"));
    let command = &titled(&all, "Explain S10")["command"];
    let said =
        client.ask("workspace/executeCommand", json!({ "command": command["command"], "arguments": command["arguments"] }));
    let output = Command::cargo_bin("caseproof").expect("the program").args(["explain", "S10"]).output().expect("it runs");
    assert_eq!(said.as_str().map(str::trim), std::str::from_utf8(&output.stdout).ok().map(str::trim));
    assert!(
        client.unread.iter().any(|message| message["method"] == "window/showMessage" && message["params"]["message"] == said)
    );
    client.leave();
}

#[test]
fn every_request_is_answered_once() {
    let mut client = Client::new("requests", json!({}));
    client.open("a.yaml", TRAY);
    assert_eq!(client.try_ask("textDocument/unheardOf", json!({})).expect_err("unknown").0, -32601);
    assert_eq!(client.try_ask("textDocument/hover", json!({ "x": 1 })).expect_err("wrong").0, -32602);
    assert_eq!(client.try_ask("workspace/executeCommand", json!({ "command": "rm" })).expect_err("unknown").0, -32803);
    client.tell("$/unheardOf", json!({}));
    client.tell("textDocument/didChange", json!({ "nonsense": true }));
    // While one is worked at, the next is cancelled.
    let wanted = json!({ "uri": client.uri("a.yaml"), "check": "S10", "at": "parts.tray" });
    let slow = client.begin("workspace/executeCommand", json!({ "command": "caseproof.suggest", "arguments": [wanted] }));
    let place = client.place("a.yaml", (7, 12));
    let hover = client.begin("textDocument/hover", place.clone());
    client.tell("$/cancelRequest", json!({ "id": hover }));
    assert!(client.answer(slow).is_ok());
    assert_eq!(client.answer(hover).expect_err("cancelled").0, -32800);
    assert!(client.ask("textDocument/hover", place)["contents"].is_object(), "it goes on");
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(client.try_ask("textDocument/hover", json!({})).expect_err("shut down").0, -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.hang_up(), (0, String::new()));

    let client = Client::new("gone", json!({}));
    assert_eq!(client.hang_up(), (1, "caseproof: the editor left without `shutdown`\n".to_owned()));
}

/// What the server answers to bytes as they are, how it ends, and what it says then.
fn raw(bytes: &[u8]) -> (String, Option<i32>, String) {
    let mut server = Command::cargo_bin("caseproof").expect("the program");
    let output = server.args(["lsp", "--stdio"]).write_stdin(bytes).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), output.status.code(), text(&output.stderr))
}

#[test]
fn what_is_no_message_is_answered_and_the_next_one_is_read() {
    let framed = |body: &[u8]| [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat();
    let ask = |id: u32, method: &str| {
        framed(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": {} }).to_string().as_bytes())
    };
    let exit = framed(br#"{"jsonrpc":"2.0","method":"exit"}"#);
    for (body, code) in [
        (&b"{bad}"[..], -32700),
        (b"\xff\xfe", -32700),
        (b"[]", -32600),
        (b"null", -32600),
        (b"{}", -32600),
        (br#"{"jsonrpc":"2.0","id":9}"#, -32600),
    ] {
        let bytes = [ask(1, "initialize"), framed(body), ask(2, "shutdown"), exit.clone()].concat();
        let (said, status, notes) = raw(&bytes);
        assert_eq!((status, notes.as_str()), (Some(0), ""), "{body:?}: {said}");
        assert!(said.contains(&format!("\"code\":{code}")) && said.contains("\"id\":2"), "{body:?}: {said}");
    }
    let (said, status, notes) = raw(&[ask(1, "initialize"), b"Content-Length: 99999999999999\r\n\r\n{}".to_vec()].concat());
    assert_eq!(status, Some(1), "{notes}");
    assert!(said.contains("it is longer than 64 MiB") && notes.contains("nothing more is read"), "{said}{notes}");
    let (said, status, notes) = raw(&[ask(7, "textDocument/hover"), exit].concat());
    assert_eq!(status, Some(2), "{notes}");
    assert!(
        said.contains("-32002") && said.contains("the first request has to be `initialize`") && !said.contains("Request {"),
        "{said}"
    );
}

/// Numbers that are the same on every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from(mixed >> 33).expect("small") % most.max(1)
    }
}

#[test]
fn random_edits_lead_where_a_fresh_look_leads() {
    const BITS: [&str; 12] = ["", "\n", "  ", "- ", ": ", "{", "]", "'", "漢🦀", "parts", "0.3 deg", "\r\n"];
    let mut dice = Dice(7);
    let mut client = Client::new("random", json!({}));
    let sample = fs::read_to_string("sample_designs/flawed/pp-drybox.yaml").expect("a design");
    for (number, start) in [TRAY, &sample].into_iter().enumerate() {
        let name = format!("edited-{number}.yaml");
        let mut text = start.to_owned();
        client.open(&name, &text);
        for version in 2..40 {
            let mut changes = Vec::new();
            for _ in 0..=dice.below(3) {
                let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                // Between `\r` and `\n` there is no place in a line.
                let bounds: Vec<usize> =
                    bounds.into_iter().filter(|at| !text[*at..].starts_with('\n') || !text[..*at].ends_with('\r')).collect();
                let from = dice.below(bounds.len());
                let to = (from + dice.below(12)).min(bounds.len() - 1);
                let (from, to) = (bounds[from], bounds[to]);
                // Every third edit takes the last one back, so that the text is whole now and then.
                let bit = BITS[dice.below(BITS.len())];
                let position = |at: usize| {
                    let (line, character) = crate::common::client::at(&text, at);
                    json!({ "line": line, "character": character })
                };
                changes.push(json!({ "range": { "start": position(from), "end": position(to) }, "text": bit }));
                text.replace_range(from..to, bit);
            }
            if version % 4 == 0 {
                text = start.to_owned();
                changes.push(json!({ "text": text }));
            }
            let said = client.change(&name, version, json!(changes));
            let fresh_name = format!("fresh-{number}-{version}.yaml");
            let fresh = client.open(&fresh_name, &text);
            let plain = |all: &[Value]| serde_json::to_string(all).expect("JSON").replace(&fresh_name, &name);
            assert_eq!(plain(&said), plain(&fresh), "{text}");
            let place = at(&text, text.floor_char_boundary(dice.below(text.len())));
            client.ask("textDocument/completion", client.place(&name, place));
            client.ask("textDocument/hover", client.place(&name, place));
            client.close(&fresh_name);
        }
        assert_eq!(offset(&text, &json!({ "line": 0, "character": 0 })), 0);
    }
    assert_eq!(client.leave(), (0, String::new()));
}

#[test]
fn texts_that_were_never_saved_are_judged() {
    let mut client = Client::new("untitled", json!({}));
    let found = client.open_uri("untitled:Untitled-1", TRAY);
    assert!(codes(&found).contains(&"S10"));
    let hostile = TRAY.replace("Drone case", "\u{202e}::error file=x::<script>");
    let found = client.open("hostile.yaml", &hostile);
    assert!(!json!(found).to_string().contains('\u{202e}'));
    client.leave();
}

#[test]
fn a_file_that_was_meant_to_be_a_spec_says_what_it_lacks() {
    let mut client = Client::new("meant", json!({}));
    let text = TRAY.replace("caseproof: 1", "caseprof: 1");
    for name in ["a.case.yaml", "plain.yaml"] {
        let found = client.open(name, &text);
        assert_eq!(codes(&found), ["no-spec"], "{name}");
        assert_eq!(held(&text, &found[0]["range"]), "caseprof", "{name}");
        let message = found[0]["message"].as_str().expect("a message");
        assert!(message.ends_with("\nwrite `caseproof: 1`"), "{message}");
    }
    // A file with the name of a spec is none; another may be a base, and is left alone.
    let unmarked = TRAY.replace("caseproof: 1\n", "");
    assert_eq!(codes(&client.open("b.case.yaml", &unmarked)), ["no-spec"]);
    assert_eq!(client.open("base.yaml", &unmarked), [Value::Null; 0]);
    // So is one that an open design extends, whatever it is called.
    client.write("c.case.yaml", &unmarked);
    client.open("variant.yaml", "caseproof: 1\nextends: c.case.yaml\n");
    assert_eq!(client.open("c.case.yaml", &unmarked), [Value::Null; 0]);
    // Mended, it is judged.
    let mended = client.change("a.case.yaml", 2, json!([{ "text": TRAY }]));
    assert!(codes(&mended).contains(&"S10"), "{:?}", codes(&mended));
    client.leave();
}

#[test]
fn the_configuration_of_the_folder_of_a_design_is_in_force() {
    let mut client = Client::new("config", json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } }));
    for (folder, settings) in
        [("strict", "gate = \"pvt\"\n"), ("mild", "[severity]\nS10 = \"advice\"\n"), ("off", "ignore = \"S10\"\n")]
    {
        fs::create_dir_all(client.folder.join(folder)).expect("a folder");
        client.write(&format!("{folder}/caseproof.toml"), settings);
    }
    let severity = |found: &[Value]| {
        let shallow = found.iter().find(|one| one["code"] == "S10");
        shallow.map(|one| one["severity"].as_u64().expect("a severity"))
    };
    for (name, expected) in [("a.yaml", Some(1)), ("mild/a.yaml", Some(3)), ("off/a.yaml", None), ("strict/a.yaml", Some(1))] {
        assert_eq!(severity(&client.open(name, TRAY)), expected, "{name}");
    }
    let registered = client.unread.iter().find(|message| message["method"] == "client/registerCapability").expect("a request");
    let registration = &registered["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registration["registerOptions"]["watchers"], json!([{ "globPattern": "**/*.toml" }]));
    // It is read again when it changes.
    client.write("mild/caseproof.toml", "[severity]\nS10 = \"warning\"\n");
    let changed = json!({ "changes": [{ "uri": client.uri("mild/caseproof.toml"), "type": 2 }] });
    client.tell("workspace/didChangeWatchedFiles", changed.clone());
    let uri = client.uri("mild/a.yaml");
    assert_eq!(severity(&client.diagnostics(&uri)), Some(2));
    // What is wrong with it is said, and what was in force before holds.
    client.write("mild/caseproof.toml", "[severity]\nS10 = \"wraning\"\n");
    client.tell("workspace/didChangeWatchedFiles", changed);
    assert_eq!(severity(&client.diagnostics(&uri)), Some(2));
    let said: Vec<&Value> = client.unread.iter().filter(|message| message["method"] == "window/showMessage").collect();
    assert_eq!(said.len(), 1, "{said:?}");
    let message = said[0]["params"]["message"].as_str().expect("a message");
    assert!(message.contains("mild/caseproof.toml:2: ") && message.contains("`wraning`"), "{message}");
    // Other house checks than those that the server has cannot be judged by.
    fs::create_dir_all(client.folder.join("off/house")).expect("a folder");
    client.write("off/caseproof.toml", "checks = \"house\"\n");
    client.unread.clear();
    client.change("off/a.yaml", 2, json!([{ "text": TRAY }]));
    let said = client.unread.iter().find(|message| message["method"] == "window/showMessage").expect("a message");
    assert!(said["params"]["message"].as_str().is_some_and(|said| said.contains("names other house checks")), "{said}");
    client.leave();
}
