//! The loop of the server: messages in the order in which they come, notifications before what is said of them, each request
//! answered once.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use gen_lsp_types::{
    ApplyWorkspaceEditParams, CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CompletionOptions,
    CompletionParams, DefinitionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    ExecuteCommandOptions, ExecuteCommandParams, HoverParams, InitializeParams, InitializeResult, PrepareRenameParams,
    PublishDiagnosticsParams, ReferenceParams, RenameOptions, RenameParams, ServerCapabilities, ServerInfo,
    TextDocumentPositionParams, TextDocumentSyncKind, TextDocumentSyncOptions, Uri, WorkspaceFolders,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{EXPLAIN, SUGGEST, Wanted, actions, is_ours, suggested};
use super::complete::complete;
use super::diagnostics::published;
use super::documents::{Document, Documents, real};
use super::format::Format;
use super::hover::hover;
use super::rename::{definitions, prepare, references, rename};
use super::setup::{InForce, Setup};
use super::text::Encoding;
use super::uri;
use crate::finding::said as said_of;
use crate::report::check_in_full;

/// Why a request has no result.
struct Refusal {
    code: ErrorCode,
    message: String,
}

/// How an editor left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It shut the server down before.
    Properly,
    /// Without that.
    Early,
    /// It never began.
    Unmet,
}

/// The first request that may be made; none if the other side leaves before. Others are refused, and what is told is passed over.
fn met(connection: &Connection) -> Option<(RequestId, Value)> {
    for message in &connection.receiver {
        match message {
            Message::Request(Request { id, method, params }) if method == "initialize" => return Some((id, params)),
            Message::Request(request) => {
                let code = ErrorCode::ServerNotInitialized as i32;
                let refusal = Response::new_err(request.id, code, "the first request has to be `initialize`".to_owned());
                connection.sender.send(refusal.into()).ok()?;
            }
            Message::Notification(notification) if notification.method == "exit" => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    None
}

/// Serves one editor until it says that it leaves, and says how it did.
pub fn serve(connection: Connection, setup: &Setup<'_>, in_force: &InForce<'_>) -> Left {
    let Some((id, params)) = met(&connection) else { return Left::Unmet };
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let encodings = params.capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let encoding = Encoding::agreed(encodings);
    let info = ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    let result = InitializeResult { capabilities: capabilities(encoding), server_info: Some(info) };
    if connection.sender.send(Response::new_ok(id, result).into()).is_err() {
        return Left::Early;
    }
    let Connection { sender, receiver } = connection;
    // What comes while something is worked at waits here, so that what is cancelled meanwhile is not begun.
    let (queue, waiting) = channel();
    std::thread::spawn(move || receiver.into_iter().try_for_each(|message| queue.send(message).map_err(drop)));
    let mut server = Server {
        setup,
        in_force,
        told: BTreeSet::new(),
        documents: Documents::new(folders(&params), encoding),
        format: Format::new(),
        client: Client::of(&params),
        waiting,
        queue: VecDeque::new(),
        cancelled: HashSet::new(),
        stale: Vec::new(),
        out: Box::new(move |message| sender.send(message).is_ok()),
        asked: 0,
        watches: watches(&params),
        shut: false,
    };
    if server.run() { Left::Properly } else { Left::Early }
}

/// Whether the editor can be asked to say when files change that it does not show.
fn watches(params: &InitializeParams) -> bool {
    let workspace = params.capabilities.workspace.as_ref();
    let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
    watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false)
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(words(&[" ", "[", ","])),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        rename_provider: Some(RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into()),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
                resolve_provider: Some(true),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: words(&[EXPLAIN, SUGGEST]),
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// The folders of the project.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let listed = match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.iter().map(|folder| folder.uri.0.clone()).collect(),
        _ => Vec::new(),
    };
    listed.iter().filter_map(|folder| uri::path(folder)).map(|folder| real(&folder)).collect()
}

/// What an editor can do, as far as it matters.
struct Client {
    /// It asks for the edit of a code action when it is chosen.
    resolves: bool,
    /// It shows what a command returns by itself.
    shows: bool,
}

impl Client {
    fn of(params: &InitializeParams) -> Self {
        let action = params.capabilities.text_document.as_ref().and_then(|text| text.code_action.as_ref());
        let resolve = action.and_then(|action| action.resolve_support.as_ref());
        let shows = params.initialization_options.as_ref().is_some_and(|options| options["showsExplanations"] == true);
        Self { resolves: resolve.is_some_and(|resolve| resolve.properties.iter().any(|property| property == "edit")), shows }
    }
}

struct Server<'s> {
    setup: &'s Setup<'s>,
    in_force: &'s InForce<'s>,
    /// What is wrong with the configurations, as it was said the last time.
    told: BTreeSet<String>,
    documents: Documents,
    format: Format,
    client: Client,
    waiting: Receiver<Message>,
    /// What has come and is not handled yet.
    queue: VecDeque<Message>,
    cancelled: HashSet<RequestId>,
    /// Texts that changed since something was said of them.
    stale: Vec<Uri>,
    /// Sends a message; whether anybody takes it.
    out: Box<dyn Fn(Message) -> bool>,
    /// Requests that were sent to the editor.
    asked: i32,
    /// Whether it can be asked to say when files change.
    watches: bool,
    shut: bool,
}

impl Server<'_> {
    /// Whether the editor shut the server down before it left.
    fn run(&mut self) -> bool {
        loop {
            self.take();
            let message = match self.queue.pop_front() {
                Some(message) => message,
                // Nothing waits: now there is time to say what is wrong.
                None if self.publish() => continue,
                None => {
                    // What was cancelled is answered by now.
                    self.cancelled.clear();
                    match self.waiting.recv() {
                        Ok(message) => message,
                        Err(_) => return self.shut,
                    }
                }
            };
            match message {
                Message::Notification(notification) if notification.method == "exit" => return self.shut,
                Message::Notification(notification) => self.notified(notification),
                Message::Request(request) => self.requested(request),
                Message::Response(_) => {}
            }
        }
    }

    /// Takes in what has come, and notes what is cancelled of it.
    fn take(&mut self) {
        while let Ok(message) = self.waiting.try_recv() {
            match &message {
                Message::Notification(notification) if notification.method == "$/cancelRequest" => {
                    let id = notification.params.get("id").cloned().and_then(|id| serde_json::from_value(id).ok());
                    self.cancelled.extend(id);
                }
                _ => self.queue.push_back(message),
            }
        }
    }

    fn notified(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        // A notification has no answer: what cannot be read is passed over.
        match &*method {
            "initialized" if self.watches => self.watch(),
            "textDocument/didOpen" => {
                let Ok(DidOpenTextDocumentParams { text_document }) = serde_json::from_value(params) else { return };
                self.documents.open(text_document.uri.clone(), text_document.version, text_document.text);
                self.touch(&text_document.uri);
            }
            "textDocument/didChange" => {
                let Ok(DidChangeTextDocumentParams { text_document, content_changes }) = serde_json::from_value(params) else {
                    return;
                };
                let uri = text_document.text_document_identifier.uri;
                let Some(document) = self.documents.get_mut(&uri) else { return };
                document.version = text_document.version;
                for change in content_changes {
                    document.text.change(change);
                }
                self.touch(&uri);
            }
            "textDocument/didClose" => {
                let Ok(DidCloseTextDocumentParams { text_document }) = serde_json::from_value(params) else { return };
                self.touch(&text_document.uri);
                self.documents.close(&text_document.uri);
                // What was said of it would stay for ever.
                self.tell(
                    "textDocument/publishDiagnostics",
                    &PublishDiagnosticsParams { uri: text_document.uri, version: None, diagnostics: Vec::new() },
                );
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                self.stale = self.documents.all().map(|document| document.uri.clone()).collect();
            }
            _ => {}
        }
    }

    /// Asks to be told when a configuration changes.
    fn watch(&mut self) {
        let options = json!({ "watchers": [{ "globPattern": "**/*.toml" }] });
        let one = json!({ "id": "configurations", "method": "workspace/didChangeWatchedFiles", "registerOptions": options });
        self.asked += 1;
        (self.out)(
            Request::new(self.asked.into(), "client/registerCapability".to_owned(), json!({ "registrations": [one] })).into(),
        );
    }

    /// Finds out what is in force for a text, which may have changed since it was last judged. What is wrong with that is said once.
    fn consult(&mut self, uri: &Uri) {
        let Some(path) = self.documents.get(uri).and_then(|document| document.path.clone()) else { return };
        let found = (self.in_force)(&path);
        let said = found.as_ref().map_or_else(|why| Some(why.clone()), |terms| terms.note.clone());
        if let Some(message) = said
            && self.told.insert(message.clone())
        {
            self.tell("window/showMessage", &json!({ "type": 2, "message": message }));
        }
        // As long as a configuration is broken, what it said before holds.
        if let (Ok(terms), Some(document)) = (found, self.documents.get_mut(uri)) {
            document.terms = Some(terms);
        }
    }

    /// Notes that a text changed, and so what is said of it and of those that extend it.
    fn touch(&mut self, uri: &Uri) {
        let path = uri::path(&uri.0).map(|path| real(&path));
        let others = self
            .documents
            .all()
            .filter(|other| path.as_ref().is_some_and(|path| other.reads(path)) || other.judged.rejected.is_some());
        let touched: Vec<Uri> = std::iter::once(uri.clone()).chain(others.map(|other| other.uri.clone())).collect();
        for uri in touched {
            if !self.stale.contains(&uri) {
                self.stale.push(uri);
            }
        }
    }

    /// Says what is wrong with the first text that changed; whether there was any.
    fn publish(&mut self) -> bool {
        if self.stale.is_empty() {
            return false;
        }
        let uri = self.stale.remove(0);
        // A fault of the program in one text must not take the others along.
        let said = catch_unwind(AssertUnwindSafe(|| {
            self.consult(&uri);
            let setup = self.setup.under(self.documents.get(&uri).and_then(|document| document.terms.as_ref()));
            self.documents.refresh(&uri, &setup);
            self.documents.get(&uri).map(|document| published(&self.documents, document, self.setup.rules()))
        }));
        match said {
            Ok(said) => said.iter().for_each(|said| self.tell("textDocument/publishDiagnostics", said)),
            Err(panic) => {
                let message = format!("{}: the program failed: {}", uri, said_of(&*panic));
                self.tell("window/logMessage", &json!({ "type": 1, "message": message }));
            }
        }
        true
    }

    /// Brings what is known of a text up to date before something is asked about it.
    fn settle(&mut self, uri: &Uri) {
        if let Some(number) = self.stale.iter().position(|stale| stale == uri) {
            let uri = self.stale.remove(number);
            self.stale.insert(0, uri);
            self.publish();
        }
    }

    fn requested(&mut self, request: Request) {
        let Request { id, method, params } = request;
        self.take();
        if self.cancelled.remove(&id) {
            let refusal = Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned());
            (self.out)(refusal.into());
            return;
        }
        if self.shut {
            let refusal = Response::new_err(id, ErrorCode::InvalidRequest as i32, "the server is shut down".to_owned());
            (self.out)(refusal.into());
            return;
        }
        let answered = catch_unwind(AssertUnwindSafe(|| self.answer(&method, params)));
        let answered = answered.unwrap_or_else(|panic| {
            Err(Refusal { code: ErrorCode::InternalError, message: format!("the program failed: {}", said_of(&*panic)) })
        });
        let response = match answered {
            Ok(result) => Response::new_ok(id, result),
            Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
        };
        (self.out)(response.into());
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Refusal> {
        match method {
            "shutdown" => {
                self.shut = true;
                Ok(Value::Null)
            }
            "textDocument/hover" => {
                let HoverParams { text_document_position_params: at, .. } = read(params)?;
                self.at(&at, |server, document, offset| {
                    let setup = server.setup.under(document.terms.as_ref());
                    hover(&server.documents, document, offset, &server.format, &setup)
                })
            }
            "textDocument/completion" => {
                let CompletionParams { text_document_position_params: at, .. } = read(params)?;
                self.at(&at, |server, document, offset| {
                    let setup = server.setup.under(document.terms.as_ref());
                    complete(&server.documents, document, offset, &server.format, &setup)
                })
            }
            "textDocument/definition" => {
                let DefinitionParams { text_document_position_params: at, .. } = read(params)?;
                self.at(&at, |server, document, offset| definitions(&server.documents, document, offset))
            }
            "textDocument/references" => {
                let ReferenceParams { text_document_position_params: at, context, .. } = read(params)?;
                self.at(&at, |server, document, offset| {
                    references(&server.documents, document, offset, context.include_declaration)
                })
            }
            "textDocument/prepareRename" => {
                let PrepareRenameParams { text_document_position_params: at, .. } = read(params)?;
                // Nothing to be renamed is no fault.
                self.at(&at, |server, document, offset| prepare(&server.documents, document, offset).ok())
            }
            "textDocument/rename" => {
                let RenameParams { text_document_position_params: at, new_name, .. } = read(params)?;
                let made = self.at(&at, |server, document, offset| rename(&server.documents, document, offset, &new_name))?;
                match (made.get("Ok"), made.get("Err").and_then(Value::as_str)) {
                    (Some(edit), _) => Ok(edit.clone()),
                    (None, why) => Err(refused(why.unwrap_or_default())),
                }
            }
            "textDocument/codeAction" => {
                let CodeActionParams { text_document, range, context, .. } = read(params)?;
                self.settle(&text_document.uri);
                let ours: Vec<_> = context.diagnostics.into_iter().filter(is_ours).collect();
                let lazy = self.client.resolves;
                let found = self.documents.get(&text_document.uri);
                Ok(json!(found.map_or_else(Vec::new, |document| actions(document, &ours, range, lazy))))
            }
            "codeAction/resolve" => self.resolve(read(params)?),
            "workspace/executeCommand" => self.execute(read(params)?),
            _ => Err(Refusal { code: ErrorCode::MethodNotFound, message: format!("`{method}` is not known") }),
        }
    }

    /// What is to be said of a place of an open text; nothing of one that is not open.
    fn at<T: Serialize>(
        &mut self,
        at: &TextDocumentPositionParams,
        look: impl FnOnce(&Self, &Document, usize) -> T,
    ) -> Result<Value, Refusal> {
        self.settle(&at.text_document.uri);
        let Some(document) = self.documents.get(&at.text_document.uri) else { return Ok(Value::Null) };
        Ok(json!(look(self, document, document.text.offset(at.position))))
    }

    fn resolve(&mut self, mut action: CodeAction) -> Result<Value, Refusal> {
        let wanted = action.data.take().and_then(|data| serde_json::from_value::<Wanted>(data).ok());
        if let Some(wanted) = wanted {
            let document = self.documents.get(&Uri::from(&*wanted.uri)).ok_or_else(|| refused("the text is not open"))?;
            let setup = self.setup.under(document.terms.as_ref());
            let (edit, _) = suggested(&self.documents, document, &wanted, &setup).map_err(|why| refused(&why))?;
            action.edit = Some(edit);
        }
        Ok(json!(action))
    }

    fn execute(&mut self, params: ExecuteCommandParams) -> Result<Value, Refusal> {
        let argument = params.arguments.and_then(|arguments| arguments.into_iter().next()).unwrap_or_default();
        match &*params.command {
            EXPLAIN => {
                let name = argument.as_str().unwrap_or_default();
                let full = self.explained(name).ok_or_else(|| refused(&format!("there is no check `{name}`")))?;
                if !self.client.shows {
                    self.tell("window/showMessage", &json!({ "type": 3, "message": full }));
                }
                Ok(json!(full))
            }
            SUGGEST => {
                let wanted: Wanted = read(argument)?;
                let document = self.documents.get(&Uri::from(&*wanted.uri)).ok_or_else(|| refused("the text is not open"))?;
                let setup = self.setup.under(document.terms.as_ref());
                let (edit, said) = suggested(&self.documents, document, &wanted, &setup).map_err(|why| refused(&why))?;
                self.asked += 1;
                let params = ApplyWorkspaceEditParams { label: Some(said.clone()), edit, ..ApplyWorkspaceEditParams::default() };
                (self.out)(Request::new(self.asked.into(), "workspace/applyEdit".to_owned(), params).into());
                Ok(json!(said))
            }
            other => Err(refused(&format!("there is no command `{other}`"))),
        }
    }

    /// A check in full, with its examples.
    fn explained(&self, name: &str) -> Option<String> {
        let check = self.setup.engine.find(name).ok()?;
        let definitions = self.setup.engine.definitions().ok()?;
        let definition = definitions.iter().find(|definition| definition.code == check.code)?;
        Some(check_in_full(definition, self.setup.rules()))
    }

    fn tell(&self, method: &str, params: &impl Serialize) {
        (self.out)(Notification::new(method.to_owned(), params).into());
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal { code: ErrorCode::InvalidParams, message: error.to_string() })
}

fn refused(message: &str) -> Refusal {
    Refusal { code: ErrorCode::RequestFailed, message: message.to_owned() }
}
