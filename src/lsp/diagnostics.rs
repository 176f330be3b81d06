//! What is wrong with an open text, as an editor shows it: the problems of a file that does not load, else the findings.

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, PublishDiagnosticsParams, Range,
};
use serde_json::json;

use super::documents::{Document, Documents};
use super::place::spots;
use super::text::Text;
use crate::catalogue::Severity;
use crate::design::misspelt;
use crate::finding::{DesignReport, Finding, SourceMap};
use crate::report::{Rules, one_line};
use crate::source::Span;
use crate::yaml::Problem;

/// Who says it.
pub(super) const SOURCE: &str = "caseproof";

/// What an editor is to show of an open text.
pub(super) fn published(documents: &Documents, document: &Document, rules: Rules<'_>) -> PublishDiagnosticsParams {
    let mut all = Vec::new();
    let page = Page { documents, document, rules };
    if let Some(rejected) = document.judged.rejected.as_ref().filter(|_| is_spec(document.text.as_str())) {
        all.extend(rejected.problems.iter().map(|problem| page.problem(problem, &rejected.sources)));
    }
    if let Some(mistaken) = document.judged.mistaken.as_ref().filter(|_| is_meant(documents, document)) {
        all.extend(mistaken.problems.iter().map(|problem| page.problem(problem, &mistaken.sources)));
    }
    for design in &document.judged.designs {
        all.extend(design.standing().map(|(number, finding)| page.finding(design, number, finding)));
    }
    for fault in &document.judged.internal {
        all.push(plain(Range::default(), DiagnosticSeverity::Error, format!("internal error: {}", one_line(fault))));
    }
    PublishDiagnosticsParams { uri: document.uri.clone(), version: Some(document.version), diagnostics: all }
}

/// Whether a text that only looks like a spec means to be one: its name or its key says so, and nothing that is open extends it.
fn is_meant(documents: &Documents, document: &Document) -> bool {
    let Some(path) = &document.path else { return misspelt(document.text.as_str()).is_some() };
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let named = [".case.yaml", ".case.yml"].iter().any(|end| name.ends_with(end));
    (named || misspelt(document.text.as_str()).is_some()) && !documents.all().any(|other| other.reads(path))
}

/// Whether a text means to be a spec: a file that merely mentions the program may be any YAML, and broken at that.
pub(super) fn is_spec(text: &str) -> bool {
    text.match_indices("caseproof").any(|(at, word)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].trim_start_matches(['"', '\'']).trim_start_matches([' ', '\t']);
        before.is_none_or(|c| matches!(c, '\n' | '\r' | '"' | '\'' | '{' | ' ' | '\u{feff}')) && after.starts_with(':')
    })
}

struct Page<'a> {
    documents: &'a Documents,
    document: &'a Document,
    rules: Rules<'a>,
}

impl Page<'_> {
    fn problem(&self, problem: &Problem, sources: &SourceMap) -> Diagnostic {
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("\n{}", one_line(help)));
        let mut related = Vec::new();
        let range = self.range(problem.span, sources, &mut related, &problem.message);
        if let Some((span, label)) = &problem.related {
            related.push(self.related(*span, sources, label));
        }
        Diagnostic {
            code: Some(Code::String(problem.code.to_owned())),
            related_information: (!related.is_empty()).then_some(related),
            data: problem.help.as_ref().map(|help| json!({ "help": help })),
            ..plain(range, DiagnosticSeverity::Error, format!("{}{help}", one_line(&self.rules.problem(problem))))
        }
    }

    fn finding(&self, design: &DesignReport, number: usize, finding: &Finding) -> Diagnostic {
        let message = one_line(&self.rules.message(finding));
        let mut related = Vec::new();
        let range = self.range(finding.span, &design.sources, &mut related, &message);
        for label in finding.labels.iter().filter(|label| label.span != finding.span) {
            related.push(self.related(label.span, &design.sources, &self.label(finding, label)));
        }
        for folded in design.folded(number) {
            let said = format!("{}: {}", folded.code, self.rules.message(folded));
            related.push(self.related(folded.span, &design.sources, &said));
        }
        Diagnostic {
            code: Some(Code::String(finding.code.clone())),
            related_information: (!related.is_empty()).then_some(related),
            data: Some(json!({ "check": finding.code, "at": finding.at })),
            ..plain(range, severity(finding.severity), format!("{message}\n{}", one_line(&self.rules.help(finding))))
        }
    }

    fn label(&self, finding: &Finding, label: &crate::finding::Label) -> String {
        let said = self.rules.label(finding, label);
        if said.is_empty() { label.at.clone() } else { said }
    }

    /// Where in the open text a span is shown: one of another file at what names that file, with its own place beside it.
    fn range(&self, span: Span, sources: &SourceMap, related: &mut Vec<DiagnosticRelatedInformation>, said: &str) -> Range {
        if span.file == 0 {
            return self.document.text.span(span);
        }
        related.push(self.related(span, sources, said));
        let spots = spots(self.document.text.as_str());
        let name = |spot: &&super::place::Spot| {
            !spot.key && spot.path.last().is_some_and(|key| key == "file") && sources.file(span.file).path.ends_with(&*spot.text)
        };
        let base = |spot: &&super::place::Spot| !spot.key && spot.path == ["extends"];
        let found = spots.iter().find(name).or_else(|| spots.iter().find(base));
        found.map_or_else(Range::default, |spot| self.document.text.range(spot.range.clone()))
    }

    fn related(&self, span: Span, sources: &SourceMap, said: &str) -> DiagnosticRelatedInformation {
        let (uri, range) = if span.file == 0 {
            (self.document.uri.clone(), self.document.text.span(span))
        } else {
            let file = sources.file(span.file);
            let text = Text::new(file.text.clone(), self.documents.encoding);
            (self.documents.uri_of(std::path::Path::new(&file.path)), text.span(span))
        };
        DiagnosticRelatedInformation { location: Location { uri, range }, message: one_line(said) }
    }
}

/// One that says nothing but this.
fn plain(range: Range, severity: DiagnosticSeverity, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        source: Some(SOURCE.to_owned()),
        message: message.into(),
        ..Diagnostic::default()
    }
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Advice => DiagnosticSeverity::Information,
    }
}

#[cfg(test)]
mod tests {
    use super::is_spec;

    #[test]
    fn a_spec_is_told_by_its_key() {
        for text in ["caseproof: 1", "\u{feff}caseproof: 1", "# a\r\ncaseproof : 1", "{ \"caseproof\": 1", "---\ncaseproof: 1"] {
            assert!(is_spec(text), "{text}");
        }
        for text in ["", "# caseproof\na: [", "image: my-caseproof:1", "run: caseproof check", "caseproofs: 1"] {
            assert!(!is_spec(text), "{text}");
        }
    }
}
