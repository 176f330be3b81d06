//! What can be done about a diagnostic: the word that was meant, a change that is proven to clear it, a waiver, and the check in
//! full.

use std::collections::HashMap;

use gen_lsp_types::{Code, CodeAction, CodeActionKind, Command, Diagnostic, DiagnosticSeverity, Range, TextEdit, WorkspaceEdit};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::diagnostics::{SOURCE, is_spec};
use super::documents::{Document, Documents};
use super::setup::Setup;
use super::text::Text;
use crate::design::PATHS;
use crate::propose::{Bench, apply_all, propose_for};
use crate::report::{change_words, one_line};
use crate::review::proposal;
use crate::yaml::{append, scalar};

/// Shows a check in full.
pub(super) const EXPLAIN: &str = "caseproof.explain";
/// Looks for a change that clears a finding, and makes it.
pub(super) const SUGGEST: &str = "caseproof.suggest";

/// A finding of an open text, by its check and place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wanted {
    /// What the editor calls the text.
    pub uri: String,
    /// Code of the check.
    pub check: String,
    /// Semantic path of the subject.
    pub at: String,
}

/// What can be done about the diagnostics of an open text in a range. `lazy` is whether the editor asks for an edit when it is
/// chosen; else a command makes it.
pub(super) fn actions(document: &Document, diagnostics: &[Diagnostic], range: Range, lazy: bool) -> Vec<CodeAction> {
    let touches = |one: &&Diagnostic| one.range.start <= range.end && range.start <= one.range.end;
    let mut actions = Vec::new();
    for diagnostic in diagnostics.iter().filter(touches) {
        let data = diagnostic.data.as_ref();
        let text = |key: &str| data.and_then(|data| data[key].as_str()).map(str::to_owned);
        if let Some(help) = text("help") {
            actions.extend(meant(&help).into_iter().map(|word| spelling(document, diagnostic, &word)));
        }
        if let (Some(check), Some(at)) = (text("check"), text("at")) {
            let wanted = Wanted { uri: document.uri.to_string(), check, at };
            // What is only advised is nothing to be cleared.
            if diagnostic.severity != Some(DiagnosticSeverity::Information) {
                actions.push(suggestion(diagnostic, &wanted, lazy));
            }
            actions.extend(waiver(document, diagnostic, &wanted));
            actions.push(explanation(diagnostic, &wanted.check));
        }
    }
    actions
}

/// The words that a help such as ``did you mean `tray`?`` names.
fn meant(help: &str) -> Vec<String> {
    let Some(rest) = help.strip_prefix("did you mean ") else { return Vec::new() };
    rest.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn spelling(document: &Document, diagnostic: &Diagnostic, word: &str) -> CodeAction {
    let edit = TextEdit { range: diagnostic.range, new_text: scalar(word) };
    CodeAction {
        title: format!("Change to `{}`", one_line(word)),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        is_preferred: Some(true),
        edit: Some(edits(document, vec![edit])),
        ..CodeAction::default()
    }
}

fn suggestion(diagnostic: &Diagnostic, wanted: &Wanted, lazy: bool) -> CodeAction {
    let title = format!("Look for a proven change that clears {} at {}", wanted.check, one_line(&wanted.at));
    let data = serde_json::to_value(wanted).ok();
    let command = Command {
        title: title.clone(),
        command: SUGGEST.to_owned(),
        arguments: data.clone().map(|data| vec![data]),
        tooltip: None,
    };
    CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        command: (!lazy).then_some(command),
        data: data.filter(|_| lazy),
        ..CodeAction::default()
    }
}

/// The edit of the nearest change that clears a finding and does no harm, with what it is in words; why there is none.
pub(super) fn suggested(
    documents: &Documents,
    document: &Document,
    wanted: &Wanted,
    setup: &Setup,
) -> Result<(WorkspaceEdit, String), String> {
    let text = document.text.as_str();
    let loader = documents.loader(document, setup);
    let folder = document.folder().map(std::path::Path::to_owned);
    let bench = Bench { engine: setup.engine, loader: &loader, folder, options: setup.options.clone() };
    let answer = propose_for(&bench, text, &wanted.check, &wanted.at)
        .ok_or_else(|| format!("there is no {} at {} any more", wanted.check, wanted.at))?;
    let Some(best) = answer.proposals.first() else {
        return Err(format!("none of {} changes clears {} at {} without harm", answer.tried, wanted.check, wanted.at));
    };
    let changed = apply_all(&best.changes, text).ok_or("the change cannot be made in this text")?;
    let said: Vec<String> = proposal(best, text).changes.iter().map(change_words).collect();
    Ok((edits(document, vec![difference(&document.text, &changed)]), said.join("; ")))
}

/// The one edit that makes a text into another.
fn difference(text: &Text, changed: &str) -> TextEdit {
    let old = text.as_str();
    let same = |one: char, other: char| one == other;
    let start: usize = old.chars().zip(changed.chars()).take_while(|(a, b)| same(*a, *b)).map(|(a, _)| a.len_utf8()).sum();
    let tail = |whole: &str| whole[start..].to_owned();
    let (rest, new) = (tail(old), tail(changed));
    let end: usize = rest.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| same(*a, *b)).map(|(a, _)| a.len_utf8()).sum();
    TextEdit { range: text.range(start..old.len() - end), new_text: new[..new.len() - end].to_owned() }
}

/// An entry among the waivers whose reason, owner and day are left to be filled in: until they are, the file does not load, so
/// that nothing is accepted unsaid.
fn waiver(document: &Document, diagnostic: &Diagnostic, wanted: &Wanted) -> Option<CodeAction> {
    let text = document.text.as_str();
    let entry = format!("{{ check: {}, at: {}, reason: , owner: , until: }}", wanted.check, scalar(&wanted.at));
    let edit = append(text, "caseproof", "waivers", &entry, PATHS).ok().filter(|_| is_spec(text))?;
    Some(CodeAction {
        title: format!("Accept {} at {} (write why, who and until when)", wanted.check, one_line(&wanted.at)),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        edit: Some(edits(document, vec![TextEdit { range: document.text.range(edit.range), new_text: edit.text }])),
        ..CodeAction::default()
    })
}

fn explanation(diagnostic: &Diagnostic, check: &str) -> CodeAction {
    let title = format!("Explain {check}");
    CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        command: Some(Command { title, command: EXPLAIN.to_owned(), arguments: Some(vec![json!(check)]), tooltip: None }),
        ..CodeAction::default()
    }
}

fn edits(document: &Document, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(document.uri.clone(), edits)])), ..WorkspaceEdit::default() }
}

/// Whether a diagnostic is one of ours.
pub(super) fn is_ours(diagnostic: &Diagnostic) -> bool {
    diagnostic.source.as_deref() == Some(SOURCE) && matches!(diagnostic.code, Some(Code::String(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::text::Encoding;

    #[test]
    fn what_was_meant_is_read_from_the_help() {
        assert_eq!(meant("did you mean `tray`?"), ["tray"]);
        assert_eq!(meant("did you mean `tray` or `lid`?"), ["tray", "lid"]);
        assert_eq!(meant("see `caseproof materials`"), [""; 0]);
    }

    #[test]
    fn a_difference_is_one_edit() {
        for (old, new) in [("a: 1\nb: 2\n", "a: 1\nc: 3\nb: 2\n"), ("a漢b", "a語b"), ("aa", "aaa"), ("same", "same"), ("abc", "")]
        {
            let mut text = Text::new(old.to_owned(), Encoding::Utf16);
            let edit = difference(&text, new);
            text.change(serde_json::from_value(json!({ "range": edit.range, "text": edit.new_text })).expect("a change"));
            assert_eq!(text.as_str(), new);
        }
    }
}
