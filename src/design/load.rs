//! From a file to specs: bytes, text, tree, layers, types, references.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::{Content, Input, Loader, MAX_FILE_BYTES, Read, decode};
use super::mistaken::{MARK, may_be_meant, mistaken};
use super::reading::Reading;
use super::{Spec, Stage, accepted, budgets, comments, extend, meant, places, records, same, validate};
use crate::knowledge::{Table, library};
use crate::source::{Disk, Provider, SourceFile, SourceMap, Span};
use crate::yaml::{
    Budget, Document, Layers, MAX_PROBLEMS, NodeId, Parsed, Paths, Problem, Session, Starts, Tree, assign, parse, repair,
    resolve_likes,
};

impl Loader {
    /// A loader of files on disk, for a working folder.
    #[must_use]
    pub fn new(working: &Path) -> Self {
        Self::from(Arc::new(Disk), working)
    }

    /// A loader of files that a provider has.
    #[must_use]
    pub fn from(provider: Arc<dyn Provider>, working: &Path) -> Self {
        let working = provider.real(working).unwrap_or_else(|_| working.to_owned());
        Self { provider, working, sets: Vec::new(), waivers: Vec::new(), briefs: false }
    }

    /// The same with values that are set on top of every spec: paths such as `parts.tray.draft` and values in YAML.
    #[must_use]
    pub fn with_sets(self, sets: Vec<(String, String)>) -> Self {
        Self { sets, ..self }
    }

    /// The same with further values on top of those that it sets already.
    #[must_use]
    pub fn with_further_sets(mut self, further: impl IntoIterator<Item = (String, String)>) -> Self {
        self.sets.extend(further);
        self
    }

    /// The same with files that hold waivers of several designs; the one beside a design is read in any case.
    #[must_use]
    pub fn with_waivers(self, waivers: Vec<PathBuf>) -> Self {
        Self { waivers, ..self }
    }

    /// The same for what wants no drawing: a brief before any stage, or at that of a concept, need not name a part. One of which
    /// nothing is known then stands for what the case will be made of.
    #[must_use]
    pub fn with_briefs(self) -> Self {
        Self { briefs: true, ..self }
    }

    /// Reads a file. `shown` is its path in output.
    #[must_use]
    pub fn file(&self, path: &Path, shown: &str) -> Read {
        match self.provider.read(path, MAX_FILE_BYTES + 1) {
            Ok(bytes) => {
                let input = Input { path: path.to_owned(), hash: Some(crate::source::content_hash(&bytes)) };
                match decode(bytes) {
                    Ok(text) => self.read(text, shown, path.parent(), vec![input]),
                    Err(problem) => unread(shown, problem, input),
                }
            }
            Err(message) => {
                let problem = Problem::new("unreadable", Span::default(), format!("cannot read the file: {message}"));
                unread(shown, problem, Input { path: path.to_owned(), hash: None })
            }
        }
    }

    /// Reads a text that stands in `folder`.
    #[must_use]
    pub fn text(&self, text: String, shown: &str, folder: Option<&Path>) -> Read {
        self.read(text, shown, folder, Vec::new())
    }

    fn read(&self, text: String, shown: &str, folder: Option<&Path>, inputs: Vec<Input>) -> Read {
        let file = Arc::new(SourceFile::new(shown.to_owned(), text));
        let mut reading = Reading::new(self, Arc::clone(&file), folder, inputs);
        let text = &file.text;
        // A file that never says a word of ours is no spec, and what is wrong with it is not ours to say.
        if !text.contains(MARK) && !may_be_meant(text) {
            return reading.finish(Content::NotASpec(None), Vec::new());
        }
        if let Some(at) = text.find('\0').filter(|_| text.contains(MARK)) {
            let problem = Problem::new("syntax", Span::new(at, at + 1), "a NUL byte; YAML is text");
            return reading.finish(Content::Specs(Vec::new()), vec![problem]);
        }
        let parsed = parse(text, &Budget::SPEC);
        let repaired = if parsed.problems.is_empty() { None } else { repair(text, places::is_key) };
        let (content, mut problems) = self.specs(&mut reading, text, parsed, false);
        // What is certain about slips is said of the file; everything else of the text without them.
        if let Some(repaired) = &repaired {
            let found = self.problems(&mut reading, &repaired.text);
            problems.clone_from(&repaired.problems);
            problems.extend(found.into_iter().map(|problem| repaired.back(problem)));
        } else if !problems.is_empty() && !exceeded(&problems) {
            let found = self.problems(&mut reading, text);
            // What was found to be wrong is wrong; said better where it is said again.
            problems = if found.is_empty() { problems } else { found };
        }
        comments::explain(text, &mut problems);
        sort(&mut problems);
        limit(&mut problems);
        reading.finish(content, problems)
    }

    /// What is wrong with a text that does not load, when all that is certain in it is put right.
    fn problems(&self, reading: &mut Reading<'_>, text: &str) -> Vec<Problem> {
        self.specs(reading, text, parse(text, &Budget::SPEC), true).1
    }

    /// The specs of a text that was parsed, and what is wrong with them; `settled` if what is certain is to be put right first.
    fn specs(&self, reading: &mut Reading<'_>, text: &str, parsed: Parsed<'_>, settled: bool) -> (Content, Vec<Problem>) {
        let Parsed { mut tree, documents, mut problems } = parsed;
        let marked: Vec<Document> =
            documents.iter().copied().filter(|document| tree.get(document.root, MARK).is_some()).collect();
        if marked.is_empty() {
            // A file with the word in it that cannot be read may be one.
            if let Some(problem) = mistaken(text, &tree, &documents) {
                return (Content::NotASpec(Some(Box::new(problem))), Vec::new());
            }
            let broken = text.contains(MARK) && !problems.is_empty();
            return if broken { (Content::Specs(Vec::new()), problems) } else { (Content::NotASpec(None), Vec::new()) };
        }
        let mut specs = Vec::new();
        for document in marked {
            let before = problems.len();
            let source = settled.then_some(text);
            let spec = self.document(reading, &mut tree, document, source, &mut problems);
            specs.extend(spec.filter(|_| problems.len() == before));
        }
        (Content::Specs(specs), problems)
    }

    /// The spec of a document; none if it is broken. What is certain is put right first if its text is given.
    fn document(
        &self,
        reading: &mut Reading<'_>,
        tree: &mut Tree<'_>,
        document: Document,
        settled: Option<&str>,
        problems: &mut Vec<Problem>,
    ) -> Option<Spec> {
        let before = problems.len();
        let mut layers = Layers::new(&Budget::SPEC);
        extend::extend(reading, tree, document.root, &mut layers, problems);
        let complete = problems.len() == before;
        for (path, value) in &self.sets {
            set(reading, tree, document, path, value).unwrap_or_else(|problem| problems.push(problem));
        }
        if self.briefs && names_no_part(tree, document.root) {
            set(reading, tree, document, A_PART.0, A_PART.1).unwrap_or_else(|problem| problems.push(problem));
        }
        budgets::copies(tree, document.root, problems);
        if exceeded(&problems[before..]) {
            return None;
        }
        if let Some(text) = settled {
            meant::settle(tree, document.root, text, problems);
        }
        same::names(tree, document.root);
        // After the base, so that an entry of the base copies what the spec makes of the other.
        if let Some((_, parts)) = tree.get(document.root, "parts") {
            resolve_likes(tree, parts, &mut layers, problems);
        }
        drop_notes(tree, document.root);
        accepted::gather(reading, tree, document.root, problems);
        records::expand(tree, document.root, reading, problems);
        if tree.len() > Budget::SPEC.nodes {
            problems.push(Problem::new("too-large", tree.node(document.root).span, "the spec and its records are too large"));
            return None;
        }
        let long = |span: &Span| Problem::new("too-large", *span, format!("more than {} bytes in one text", Budget::SPEC.text));
        problems.extend(tree.long().iter().map(long));
        budgets::lists(tree, document.root, problems);
        if exceeded(&problems[before..]) {
            return None;
        }
        let session = Session::new(tree, Budget::SPEC).with_trade(places::TRADE);
        let spec: Option<Spec> = session.read(document.root);
        problems.extend(session.into_problems());
        // Without its base a spec lacks what the base would have brought; saying so once is enough.
        if let (Some(spec), true) = (&spec, complete) {
            validate::references(spec, tree.node(document.root).span, problems);
        }
        spec
    }
}

/// What stands for the parts of a brief that names none: a case has one at least.
const A_PART: (&str, &str) = ("parts", "{ case: {} }");

/// Whether a document that stands at no later stage than a concept has no key `parts`.
fn names_no_part(tree: &Tree<'_>, root: NodeId) -> bool {
    let stage = tree.get(root, "design").and_then(|(_, design)| tree.get(design, "stage"));
    let early = stage.is_none_or(|(_, stage)| tree.text(stage) == Some(Stage::Concept.word()));
    early && tree.get(root, A_PART.0).is_none()
}

/// Sorts problems by their place. What is wrong with an entry that others copy is said once, where it is written.
fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    problems.dedup();
}

fn unread(shown: &str, problem: Problem, input: Input) -> Read {
    let file = Arc::new(SourceFile::new(shown.to_owned(), String::new()));
    let sources = SourceMap::from(Arc::clone(&file));
    Read { file, sources, content: Content::Specs(Vec::new()), problems: vec![problem], inputs: vec![input] }
}

/// Whether a budget is exceeded, so that going on would cost what it was to save.
fn exceeded(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code == "too-large")
}

/// What a path of a value that is set may mean: steps and tasks have names, and parts and the like are not made by a slip.
pub(crate) const PATHS: Paths<'static> = Paths {
    names: &["step", "task"],
    ids: &[&["parts"], &["parts", "*", "dimensions"], &["joints"], &["stacks"], &["materials"]],
    beside: ("nominal", &["min", "max", "tolerance"]),
    starts: Some(Starts { map: "materials", from: "like", known: |id| library().find(Table::Material, id).is_some() }),
};

/// Sets a value on top of a spec; it stands in a text of its own.
fn set(reading: &mut Reading<'_>, tree: &mut Tree<'_>, document: Document, path: &str, value: &str) -> Result<(), Problem> {
    let text = format!("{path}={value}");
    let id = reading.set(&text).map_err(|message| Problem::new("too-large", Span::default(), message))?;
    if path.split(['.', '[']).next() == Some(extend::KEY) {
        let message = "a base cannot be set for one run: it is read before values are set";
        return Err(Problem::new("wrong-path", Span::new(0, path.len()).of(id), message).with_help("write it into the file"));
    }
    assign(tree, document.root, &text, path.len(), id, PATHS)
}

/// Takes out top-level keys that start with `x-`: a place for anchors, which no check reads.
fn drop_notes(tree: &mut Tree<'_>, root: NodeId) {
    let Some(entries) = tree.entries(root) else { return };
    if entries.iter().any(|(key, _)| tree.text(*key).is_some_and(|text| text.starts_with("x-"))) {
        let kept =
            entries.iter().copied().filter(|(key, _)| !tree.text(*key).is_some_and(|text| text.starts_with("x-"))).collect();
        let root = tree.resolve(root);
        tree.set(root, crate::yaml::Kind::Mapping(kept));
    }
}

/// Keeps the first problems and says how many more there were.
fn limit(problems: &mut Vec<Problem>) {
    if problems.len() > MAX_PROBLEMS {
        let more = problems.len() - MAX_PROBLEMS;
        let span = problems[MAX_PROBLEMS].span;
        problems.truncate(MAX_PROBLEMS);
        problems.push(Problem::new("more", span, format!("{more} more problems in this file")));
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
