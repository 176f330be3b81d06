//! How long an editor waits: from a key that is pressed to the diagnostics, and for hover, completion and a proven change, on a
//! design of some 300 lines. Medians; the aim for diagnostics is 30 ms.

use std::time::{Duration, Instant};

use caseproof::engine::{Engine, Options};
use caseproof::lsp::{Left, Setup, Terms, serve};
use caseproof::report::Language;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

const ROUNDS: usize = 21;

struct Editor {
    connection: Connection,
    next: i32,
}

impl Editor {
    fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).expect("the server is there");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        self.connection
            .sender
            .send(Request::new(self.next.into(), method.to_owned(), params).into())
            .expect("the server is there");
        loop {
            if let Message::Response(response) = self.connection.receiver.recv().expect("the server is there") {
                return response.response_result.unwrap_or_else(|error| json!(error.message));
            }
        }
    }

    /// The number of diagnostics that are said next.
    fn diagnostics(&self) -> usize {
        loop {
            if let Message::Notification(said) = self.connection.receiver.recv().expect("the server is there") {
                return said.params["diagnostics"].as_array().map_or(0, Vec::len);
            }
        }
    }
}

/// A design with parts enough for 300 lines.
fn design() -> String {
    let part = |number: usize| {
        format!(
            "  part-{number}:\n    material: abs\n    process: injection-molding\n    prototype: {{ process: sls, material: pa12-sls, quantity: 3 }}\n    \
             draft: 0.3 deg\n    wall: {{ nominal: 2 mm, min: 1.2 mm }}\n    inside_radius: 0.5 mm\n    tool: {{ cavities: 2, cycle: 40 s }}\n"
        )
    };
    let parts: String = (0..37).map(part).collect();
    format!("caseproof: 1\ndesign: {{ name: Many, stage: dvt }}\nparts:\n{parts}")
}

fn median(name: &str, mut round: impl FnMut() -> usize) {
    let mut times: Vec<Duration> = Vec::new();
    let mut yielded = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        yielded = round();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    println!("{name:<12} {:>9.2} ms   ({yielded})", times[ROUNDS / 2].as_secs_f64() * 1e3);
}

fn main() {
    let text = design();
    println!("{} lines, {} bytes, median of {ROUNDS}", text.lines().count(), text.len());
    let (ours, theirs) = Connection::memory();
    let server = std::thread::spawn(move || {
        let engine = Engine::builtin().expect("the checks that were built in");
        let setup = Setup { engine: &engine, options: Options::default(), waivers: Vec::new(), language: Language::En };
        let bare = Terms { options: Options::default(), waivers: Vec::new(), note: None };
        serve(theirs, &setup, &|_| Ok(bare.clone()))
    });
    let mut editor = Editor { connection: ours, next: 0 };
    editor.ask("initialize", json!({ "capabilities": {}, "processId": null, "rootUri": null }));
    editor.tell("initialized", json!({}));
    let uri = "untitled:many";
    editor.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": uri, "languageId": "yaml", "version": 1, "text": text } }),
    );
    let found = editor.diagnostics();
    let place = json!({ "textDocument": { "uri": uri }, "position": { "line": 7, "character": 12 } });
    let mut version = 1;
    median("typing", || {
        version += 1;
        // The last part gets another draft, and back.
        let draft = if version % 2 == 0 { "0.4" } else { "0.3" };
        let range = json!({ "start": { "line": 7, "character": 11 }, "end": { "line": 7, "character": 14 } });
        let changes = json!([{ "range": range, "text": draft }]);
        editor.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
        editor.diagnostics()
    });
    median("hover", || editor.ask("textDocument/hover", place.clone()).to_string().len());
    median("completion", || editor.ask("textDocument/completion", place.clone()).as_array().map_or(0, Vec::len));
    let wanted = json!({ "uri": uri, "check": "S10", "at": "parts.part-0" });
    let start = Instant::now();
    let said = editor.ask("workspace/executeCommand", json!({ "command": "caseproof.suggest", "arguments": [wanted] }));
    println!("{:<12} {:>9.2} ms   ({said}), once", "a change", start.elapsed().as_secs_f64() * 1e3);
    println!("{found} diagnostics");
    editor.ask("shutdown", Value::Null);
    editor.tell("exit", Value::Null);
    assert_eq!(server.join().expect("it ends"), Left::Properly, "it serves");
}
