//! Prepares the tables and the built-in checks: reads their YAML, compiles the checks against the vocabulary and the tables,
//! refuses what is wrong with its place, and writes a form that is read without copying, each part when it is first asked for.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use catalogue::{
    Check, Definition, Example, FAMILIES, Translation, Written, WrittenTexts, WrittenWords, YieldFault, yield_faults,
};
use knowledge::{Table, Tables};
use language::Lexicon;
use source::{Prepared, SourceFile, Span};
use yaml::{Problem, nearest};

// The program's own modules, as far as they need no design: what is compiled here is what the program judges by.

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/quantity/mod.rs"]
mod quantity;

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/vocabulary/mod.rs"]
mod vocabulary;

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/source"]
mod source {
    mod asked;
    mod file;
    mod prepared;
    mod quick;
    mod slip;
    mod span;
    mod suggest;

    pub use file::{Position, SourceFile};
    pub use prepared::Prepared;
    pub(crate) use quick::{QuickMap, quick_map};
    pub use slip::{crossed, spoken, thousands, without_comma};
    pub use span::{FileId, Span};
    pub use suggest::{MOST_CANDIDATES, Thing, candidates, did_you_mean, did_you_mean_one_of, fold, nearest, rank};
}

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/yaml"]
mod yaml {
    mod deserialize;
    mod field;
    mod keys;
    mod problem;
    mod read_error;
    mod repair;
    mod tree;
    mod word;

    pub use crate::source::{Position, SourceFile, Span, candidates, did_you_mean_one_of, fold, nearest};
    pub use deserialize::Session;
    pub use field::{Entries, Entry, Field, OrNone, TextOr};
    pub use problem::{MAX_PROBLEMS, Problem};
    pub use read_error::{coded, coded_with_help};
    pub use tree::{Budget, Document, Kind, NodeId, Parsed, Tree, parse, parse_file};
}

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/knowledge"]
mod knowledge {
    pub mod basis;
    mod color;
    mod defect;
    pub mod entry;
    mod expected;
    mod feature;
    pub mod property;
    pub mod raw;
    mod raw_color;
    mod raw_defect;
    mod raw_entry;
    mod raw_expect;
    mod raw_list;
    mod raw_makes;
    mod tone;

    pub use basis::Basis;
    pub use entry::Tables;
    pub use feature::Feature;
    pub use property::{MATERIAL_PROPERTIES, METHOD_PROPERTIES, PROCESS_PROPERTIES, Property, PropertyKind, Table, Take};
    pub use tone::Tone;
}

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/grammar/mod.rs"]
mod grammar;

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/language"]
mod language {
    mod bare;
    mod compile;
    mod literals;
    mod message;
    mod path;
    mod reads;

    pub use crate::grammar::ConditionError;
    pub use crate::grammar::syntax::{Comparison, Node, NodeKind, Side, parse_formula};
    use crate::grammar::{lexer, syntax};
    pub use compile::{Condition, Context, Figure, Lexicon, NamedLimit};
    pub use literals::thresholds;
    pub use message::{Message, Part};
    pub use path::{Names, Path};
    pub use reads::Read;
}

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/catalogue"]
mod catalogue {
    mod check;
    mod definition;
    mod error;
    mod locate;
    mod measure;
    mod raw_texts;
    mod rigor;
    mod source;
    mod subject;
    mod texts;
    mod written;
    mod yields;

    pub use check::Check;
    pub use definition::{Consequence, Definition, Example, FAMILIES, Severity};
    pub use error::CheckError;
    pub use raw_texts::{WrittenTexts, WrittenWords};
    pub use texts::Translation;
    pub use written::Written;
    pub use yields::{YieldFault, yield_faults};
}

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=checks");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=build.rs");
    match prepare() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn prepare() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let raw = knowledge::raw::RawTables::read(Path::new("checks/knowledge"))?;
    let tables = raw.tables()?;
    fs::write(out.join("tables.postcard"), postcard::to_allocvec(&tables)?)?;

    let mut checks = read_checks(Path::new("checks"), &tables)?;
    let examples: Vec<Vec<Example>> = checks.iter_mut().map(take_examples).collect();
    fs::write(out.join("checks.postcard"), postcard::to_allocvec(&checks)?)?;
    fs::write(out.join("examples.postcard"), postcard::to_allocvec(&examples)?)?;
    let chinese = read_texts(Path::new("checks/texts/zh"), &checks, &tables)?;
    fs::write(out.join("zh.postcard"), postcard::to_allocvec(&chinese)?)?;
    Ok(())
}

/// The words of the checks in another language, those of each check from the file of its name. A check without a file is shown
/// in English; the tests name what is missing.
fn read_texts(folder: &Path, checks: &[Check], tables: &Tables<'_>) -> Result<Translation, Box<dyn Error>> {
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let mut said = Translation::default();
    for name in ["words.yaml", "tables.yaml", "advice.yaml"] {
        let path = folder.join(name);
        let words: WrittenWords = serde_yaml::from_str(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        words.add_to(&mut said).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let mut wrong = String::new();
    for check in checks {
        let path = folder.join(format!("{}.yaml", check.name));
        if !path.exists() {
            continue;
        }
        let file = SourceFile::new(path.display().to_string(), read(&path)?);
        let mut problems = Vec::new();
        let texts = WrittenTexts::read(&file, &mut problems).map(|written| written.compile(&file, check, tables, &mut problems));
        problems.iter().try_for_each(|problem| write!(wrong, "\n{}", drawn(problem, &file)))?;
        said.texts.extend(texts.map(|texts| (check.name.clone(), texts.into())));
    }
    if wrong.is_empty() { Ok(said) } else { Err(wrong.into()) }
}

/// Takes the examples out of a check.
fn take_examples(check: &mut Check) -> Vec<Example> {
    let mut definition = Definition::clone(&check.definition);
    let examples = std::mem::take(&mut definition.examples);
    check.definition = definition.into();
    examples
}

/// The checks of all families, compiled, sorted by name; all that is wrong with any of them.
fn read_checks(folder: &Path, tables: &Tables<'_>) -> Result<Vec<Check>, Box<dyn Error>> {
    let mut checks: Vec<Check> = Vec::new();
    // The file of each check, and where it names those that it yields to.
    let mut places: Vec<(SourceFile, Vec<Span>)> = Vec::new();
    let mut wrong = String::new();
    for family in FAMILIES {
        for path in knowledge::raw::yaml_files(&folder.join(family))? {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a check file needs a name")?;
            let file = SourceFile::new(path.display().to_string(), fs::read_to_string(&path)?);
            let (mut problems, mut yields) = (Vec::new(), Vec::new());
            let check = Written::read(&file, &mut problems).and_then(|written| {
                yields = written.yields_spans();
                let definition = written.define(format!("{family}/{stem}"), &mut problems)?;
                let twin = checks.iter().find(|other| other.code == definition.code);
                if let Some(twin) = twin {
                    let message = format!("the code {} belongs to {}", definition.code, twin.name);
                    problems.push(Problem::new("clash", written.code_span(), message));
                }
                written.compile(&file, definition, tables, &mut problems)
            });
            problems.iter().try_for_each(|problem| write!(wrong, "\n{}", drawn(problem, &file)))?;
            if let Some(check) = check {
                checks.push(check);
                places.push((file, yields));
            }
        }
    }
    // A check that is not there because it is wrong is no reason to blame those that yield to it.
    let faults = if wrong.is_empty() { yield_faults(&checks.iter().collect::<Vec<_>>()) } else { Vec::new() };
    for YieldFault { check, number, message, help } in faults {
        let (file, spans) = &places[check];
        let problem = Problem { help, ..Problem::new("yields", spans[number], message) };
        write!(wrong, "\n{}", drawn(&problem, file))?;
    }
    checks.sort_by(|a, b| a.name.cmp(&b.name));
    if wrong.is_empty() { Ok(checks) } else { Err(wrong.into()) }
}

/// `checks/assembly/thin.yaml:7:12: message`, the line below it, and carets below what is wrong.
fn drawn(problem: &Problem, file: &SourceFile) -> String {
    let Span { start, end, .. } = problem.span;
    let (first, last) = (file.position(start as usize), file.position(end as usize));
    let line = file.text.lines().nth(first.line - 1).unwrap_or_default();
    let length = if last.line == first.line { last.column.saturating_sub(first.column) } else { line.len() };
    let room = line.chars().count().saturating_sub(first.column - 1);
    let carets = "^".repeat(length.clamp(1, room.max(1)));
    let help = problem.help.as_ref().map_or_else(String::new, |help| format!("\n    = help: {help}"));
    format!(
        "error: {}:{}:{}: {}\n    | {line}\n    | {}{carets}{help}",
        file.path,
        first.line,
        first.column,
        problem.message,
        " ".repeat(first.column - 1),
    )
}

impl Lexicon for Tables<'_> {
    fn entry(&self, table: Table, name: &str) -> Option<&str> {
        let entries = entries(self, table).iter();
        let found = entries.clone().find(|entry| entry.id == name);
        found.or_else(|| entries.clone().find(|entry| named(entry, name))).map(|entry| entry.id)
    }

    fn families(&self, table: Table) -> Vec<&str> {
        self.families[table as usize].iter().map(|family| family.name).collect()
    }

    fn near(&self, table: Table, name: &str) -> Option<&str> {
        nearest(name, entries(self, table).iter().flat_map(|entry| entry.aliases.iter().copied().chain([entry.id])))
    }

    fn has_source(&self, id: &str) -> bool {
        self.sources.iter().any(|source| source.id == id)
    }

    fn is_blog(&self, id: &str) -> bool {
        self.sources.iter().any(|source| source.id == id && source.trust == knowledge::basis::Trust::Blog)
    }

    fn near_source(&self, id: &str) -> Option<&str> {
        nearest(id, self.sources.iter().map(|source| source.id))
    }
}

fn entries<'t, 's>(tables: &'t Tables<'s>, table: Table) -> &'t [Prepared<knowledge::entry::Entry<'s>>] {
    match table {
        Table::Material => &tables.materials,
        Table::Process => &tables.processes,
        Table::Method => &tables.methods,
    }
}

/// Whether an entry is called so: by its name or an alias, in whatever case.
fn named(entry: &knowledge::entry::Entry<'_>, name: &str) -> bool {
    entry.aliases.iter().chain([&entry.name]).any(|alias| alias.eq_ignore_ascii_case(name))
}
