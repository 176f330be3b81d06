//! A client of the language server, over its standard input and output.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long an answer may take before a test gives up: far above what any does, also on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server, and what it has said.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Notifications and requests of the server that nobody asked for yet.
    pub unread: VecDeque<Value>,
    next: i64,
    /// The folder of the files.
    pub folder: PathBuf,
}

impl Client {
    /// A server for a folder of its own, with some of its client's abilities.
    pub fn new(name: &str, capabilities: Value) -> Self {
        let folder = std::env::temp_dir().join(format!("caseproof-lsp-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let folder = folder.canonicalize().expect("a folder");
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("caseproof"))
            .args(["lsp", "--stdio", "--date", "2026-11-22"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let output = child.stdout.take().expect("piped");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        let mut client = Self { child, input, messages, unread: VecDeque::new(), next: 0, folder };
        let workspace = json!([{ "uri": client.uri(""), "name": "test" }]);
        let mut params = json!({ "processId": null, "rootUri": null, "workspaceFolders": workspace });
        params["capabilities"] = capabilities;
        let result = client.ask("initialize", params);
        assert_eq!(result["serverInfo"]["name"], "caseproof");
        client.tell("initialized", json!({}));
        client
    }

    /// The URI of a file of the folder.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.join(name).display())
    }

    /// Writes a file to the folder.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).expect("a file");
    }

    /// Sends a text as it is.
    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().expect("open");
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("written");
        input.flush().expect("written");
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: Value) {
        let mut message = json!({ "jsonrpc": "2.0", "method": method });
        message["params"] = params;
        self.send(&message);
    }

    /// Sends a request without waiting for its answer.
    pub fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        message["params"] = params;
        self.send(&message);
        id
    }

    /// The answer to a request: its result, or its error with its code.
    pub fn answer(&mut self, id: i64) -> Result<Value, (i64, String)> {
        loop {
            let mut message = self.messages.recv_timeout(PATIENCE).expect("an answer");
            if message["id"] == id && message.get("method").is_none() {
                let error = &message["error"];
                return match error["code"].as_i64() {
                    Some(code) => Err((code, error["message"].as_str().unwrap_or_default().to_owned())),
                    None => Ok(message["result"].take()),
                };
            }
            self.unread.push_back(message);
        }
    }

    /// The result of a request, or its error.
    pub fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, (i64, String)> {
        let id = self.begin(method, params);
        self.answer(id)
    }

    /// The result of a request.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error:?}"))
    }

    /// Opens a text, and the diagnostics of it.
    pub fn open(&mut self, name: &str, text: &str) -> Vec<Value> {
        let uri = self.uri(name);
        self.open_uri(&uri, text)
    }

    /// Opens a text by its URI, and the diagnostics of it.
    pub fn open_uri(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let item = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
        self.diagnostics(uri)
    }

    /// Changes an open text, and the diagnostics of it.
    pub fn change(&mut self, name: &str, version: i32, changes: Value) -> Vec<Value> {
        let uri = self.uri(name);
        let mut params = json!({ "textDocument": { "uri": uri, "version": version } });
        params["contentChanges"] = changes;
        self.tell("textDocument/didChange", params);
        loop {
            let (found, diagnostics) = self.next_diagnostics(&uri);
            if found == Some(i64::from(version)) {
                return diagnostics;
            }
        }
    }

    /// Closes a text; the diagnostics that an editor still shows of it.
    pub fn close(&mut self, name: &str) -> Vec<Value> {
        let uri = self.uri(name);
        self.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
        // What is answered after it was said after it.
        assert_eq!(self.ask("textDocument/hover", self.place(name, (0, 0))), Value::Null);
        let is = |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
        let last = self.unread.iter().rfind(|message| is(message)).expect("diagnostics").clone();
        self.unread.retain(|message| !is(message));
        last["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// The next diagnostics that are said of a text.
    pub fn diagnostics(&mut self, uri: &str) -> Vec<Value> {
        self.next_diagnostics(uri).1
    }

    fn next_diagnostics(&mut self, uri: &str) -> (Option<i64>, Vec<Value>) {
        let is = |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
        loop {
            let message = match self.unread.iter().position(is) {
                Some(at) => self.unread.remove(at).expect("there"),
                None => self.messages.recv_timeout(PATIENCE).expect("diagnostics"),
            };
            if is(&message) {
                let all = message["params"]["diagnostics"].as_array().expect("a list").clone();
                return (message["params"]["version"].as_i64(), all);
            }
            self.unread.push_back(message);
        }
    }

    /// A place of a text, for requests.
    pub fn place(&self, name: &str, (line, character): (usize, usize)) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    /// Leaves as the protocol says; the exit code and what was said on standard error.
    pub fn leave(mut self) -> (i32, String) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.input = None;
        self.end()
    }

    /// Closes the input without a word.
    pub fn hang_up(mut self) -> (i32, String) {
        self.input = None;
        self.end()
    }

    fn end(&mut self) -> (i32, String) {
        let mut said = String::new();
        self.child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
        (self.child.wait().expect("it ends").code().unwrap_or(-1), said)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that fails must not leave the server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The next message; none at the end.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ").and_then(|number| number.parse().ok()).or(length),
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The line and column of a byte, counted in code units of UTF-16.
pub fn at(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count(), before[start..].encode_utf16().count())
}

/// The byte of a line and column.
pub fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("small");
    let line: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let mut left = number("character");
    let mut at = line;
    for c in text[line..].chars() {
        if left == 0 {
            break;
        }
        left -= c.len_utf16();
        at += c.len_utf8();
    }
    at
}

/// The text that a range holds.
pub fn held<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

/// A text with edits made, which do not overlap.
pub fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(text, &range["start"]), offset(text, &range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut changed = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        changed.replace_range(start..end, new);
    }
    changed
}

/// Every path of a folder's files with a name that ends like this.
pub fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(end)).collect();
    files.sort();
    files
}

/// A design with a fault, of one line each.
pub const TRAY: &str = "caseproof: 1
design: { name: Drone case, stage: dvt }
parts:
  tray:
    material: abs
    process: injection-molding
    prototype: { process: sls, material: pa12-sls, quantity: 3 }
    draft: 0.3 deg
    size: [200 mm, 100 mm, 30 mm]
  lid: { material: abs, process: injection-molding, draft: 2 deg }
joints:
  clip: { method: snap-fit-cantilever, between: [tray, lid] }
assembly:
  - { step: close-lid, process: manual-assembly, adds: [lid], makes: [clip], after: [] }
waivers:
  - { check: S48, at: parts.tray.draft, reason: agreed with tooling, owner: me, until: 2027-03-31 }
";

/// The codes of diagnostics.
pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|one| one["code"].as_str().expect("a code")).collect()
}

/// The diagnostic with a code.
pub fn by_code<'d>(diagnostics: &'d [Value], code: &str) -> &'d Value {
    diagnostics.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("{code} in {:?}", codes(diagnostics)))
}

/// Where a text stands in another, with the place in UTF-16; `|` in the text marks the cursor, else it is at its beginning.
pub fn cursor(text: &str, marked: &str) -> (usize, usize) {
    let (before, after) = marked.split_once('|').unwrap_or(("", marked));
    let found = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("{marked} in {text}"));
    at(text, found + before.len())
}

/// The labels of items.
pub fn labels(items: &Value) -> Vec<String> {
    items.as_array().expect("items").iter().map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
}

/// What a completion at the mark in a text offers.
pub fn offered(client: &mut Client, marked: &str) -> Value {
    let text = marked.replacen('|', "", 1);
    let place = at(&text, marked.find('|').expect("a mark"));
    client.open("typed.yaml", &text);
    let items = client.ask("textDocument/completion", client.place("typed.yaml", place));
    client.close("typed.yaml");
    items
}

/// What an edit of a workspace does to a text.
pub fn applied(client: &Client, edit: &Value, name: &str, text: &str) -> String {
    edited(text, &edit["changes"][client.uri(name)])
}
