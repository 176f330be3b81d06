//! Check files read at run time, with every mistake located in the file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Check;
use super::builtin::{builtin_called, builtin_names};
use super::check::spellings;
use super::code::{house_code, with_builtin};
use super::definition::{Definition, FAMILIES, Replaced};
use super::written::Written;
use crate::design::MAX_FILE_BYTES;
use crate::knowledge::library;
use crate::source::{EntryKind, Provider, SourceFile, Span, is_yaml};
use crate::yaml::{Field, Problem, nearest};

/// A check file that was read.
pub struct CheckFile {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The check, unless something is wrong with it.
    pub check: Option<Check>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Where each example stands, as a line number from 1.
    pub example_lines: Vec<usize>,
    /// Where its code stands.
    pub(super) code: Span,
    /// Where each check that it yields to is named.
    pub(super) yields: Vec<Span>,
}

/// What check files are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To judge designs by them beside the built-in ones: codes are those of a house.
    Judging,
    /// To run their examples: a file in the folder of a family may be one that is to be built in, with a code of that family.
    Testing,
}

/// Reads every check file below a folder, sorted by path. The name of a house check is its house and its file name.
pub fn read_folder(files: &dyn Provider, folder: &Path, purpose: Purpose) -> Result<Vec<CheckFile>, String> {
    let mut paths = Vec::new();
    collect(files, folder, &mut paths).map_err(|error| format!("{}: {error}", folder.display()))?;
    paths.sort();
    Ok(paths.iter().map(|path| read_file(files, path, purpose)).collect())
}

/// Folders beside the checks that hold none: tables, translations, and what is known of changing a design.
const BESIDE_CHECKS: [&str; 3] = ["knowledge", "texts", "advice"];

fn collect(files: &dyn Provider, folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    if files.kind(folder) == EntryKind::File {
        paths.push(folder.to_owned());
        return Ok(());
    }
    for path in files.entries(folder)? {
        if files.kind(&path) == EntryKind::Folder {
            if !path.file_name().is_some_and(|name| BESIDE_CHECKS.iter().any(|beside| name == *beside)) {
                collect(files, &path, paths)?;
            }
        } else if is_yaml(&path) {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_file(files: &dyn Provider, path: &Path, purpose: Purpose) -> CheckFile {
    let shown = path.to_string_lossy().replace('\\', "/");
    let text = match read_bytes(files, path).and_then(|bytes| crate::design::decode(bytes).map_err(|problem| problem.message)) {
        Ok(text) => text,
        Err(message) => {
            let problems = vec![Problem::new("unreadable", Span::default(), message)];
            return CheckFile {
                file: Arc::new(SourceFile::new(shown, String::new())),
                check: None,
                problems,
                example_lines: Vec::new(),
                code: Span::default(),
                yields: Vec::new(),
            };
        }
    };
    let file = Arc::new(SourceFile::new(shown, text));
    let mut read = CheckFile {
        file,
        check: None,
        problems: Vec::new(),
        example_lines: Vec::new(),
        code: Span::default(),
        yields: Vec::new(),
    };
    read_text(&mut read, path, purpose);
    read
}

/// The bytes of a file, as far as one over the budget, which is then refused. A pipe or device would be waited for, or never end.
fn read_bytes(files: &dyn Provider, path: &Path) -> Result<Vec<u8>, String> {
    if matches!(files.kind(path), EntryKind::Folder | EntryKind::Other) {
        return Err("it is not a file".to_owned());
    }
    files.read(path, MAX_FILE_BYTES + 1).map_err(|error| format!("cannot read the file: {error}"))
}

fn read_text(read: &mut CheckFile, path: &Path, purpose: Purpose) {
    let file = Arc::clone(&read.file);
    let problems = &mut read.problems;
    let Some(written) = Written::read(&file, problems) else { return };
    read.code = written.code_span();
    read.example_lines = written.example_lines(&file);
    read.yields = written.yields_spans();
    let Some(definition) = define(&written, path, purpose, problems).filter(|_| problems.is_empty()) else { return };
    problems.extend(with_builtin(&definition, written.code_span()));
    read.check = written.compile(&file, definition, library(), problems);
}

fn define(written: &Written, path: &Path, purpose: Purpose, problems: &mut Vec<Problem>) -> Option<Definition> {
    let code = written.code.get().map_or("", |code| code);
    let family = family(path).filter(|_| purpose == Purpose::Testing && !code.contains('-'));
    if family.is_none() && written.code.is_given() {
        problems.extend(house_code(code, written.code_span()));
    }
    let replaces = replaced(&written.replaces, family, problems);
    written.define(name_of(path, family, code), problems).map(|definition| Definition { replaces, ..definition })
}

/// The family whose folder a file lies in.
fn family(path: &Path) -> Option<&'static str> {
    let folder = path.parent().and_then(Path::file_name)?;
    FAMILIES.into_iter().find(|family| folder == *family)
}

/// `family/file-name`, or `acme/file-name` for a check of a house.
fn name_of(path: &Path, family: Option<&str>, code: &str) -> String {
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let house = || code.split('-').next().unwrap_or_default().to_ascii_lowercase();
    format!("{}/{stem}", family.map_or_else(house, str::to_owned))
}

/// The built-in check that a house check says it replaces.
fn replaced(written: &Field<Box<str>>, family: Option<&str>, problems: &mut Vec<Problem>) -> Option<Replaced> {
    let name = written.get()?;
    if family.is_some() {
        problems.push(Problem::new("replaces", written.key(), "only a house check replaces another"));
        return None;
    }
    let found = builtin_called(name).cloned();
    if found.is_none() {
        let problem = Problem::new("replaces", written.span(), format!("there is no built-in check `{name}`"));
        let names = builtin_names().iter().flat_map(|check| spellings(&check.code, &check.name));
        problems.push(match nearest(name, names) {
            Some(near) => problem.with_help(format!("did you mean `{near}`?")),
            None => problem.with_help("`caseproof checks` lists them"),
        });
    }
    found
}
