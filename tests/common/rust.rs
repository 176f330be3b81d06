//! Rust sources as these tests need them: code without comments and tests, the texts in it, and what a file imports.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A source file. What only tests see is blank in `code`; line ends stay, so that lines count as in the file.
pub struct Source {
    /// Its path, with `/` between folders.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Its code: comments and the insides of texts are blank.
    pub code: String,
    /// Line and inside of each text of the code.
    pub texts: Vec<(usize, String)>,
}

/// All sources of a folder, by path.
pub fn sources(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(Path::new(folder), &mut paths);
    paths.sort();
    paths.into_iter().map(|path| Source::new(&path, fs::read_to_string(&path).expect("a source"))).collect()
}

fn walk(folder: &Path, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
}

impl Source {
    /// A source with its code told from the rest.
    pub fn new(path: &str, text: String) -> Self {
        let (code, mut texts) = scrub(&text);
        let code = without_tests(&code);
        let lines: Vec<&str> = code.lines().collect();
        texts.retain(|(line, _)| lines.get(line - 1).is_some_and(|line| line.contains('"')));
        Self { path: path.to_owned(), text, code, texts }
    }

    /// Whether it is only there for tests.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name == "tests.rs" || name.ends_with("_tests.rs")
    }

    /// The files of modules that it declares for tests only.
    pub fn test_files(&self) -> Vec<String> {
        let folder = self.path.strip_suffix("mod.rs").map_or_else(|| self.path.replace(".rs", "/"), str::to_owned);
        let tests = ["#[cfg(test)]", "#[cfg(all(test, feature = \"cli\"))]"];
        let rests = tests.iter().flat_map(|test| self.text.split(test).skip(1));
        let declared = rests.filter_map(|rest| {
            let name = rest.trim_start().strip_prefix("mod ")?.split(';').next()?;
            name.chars().all(is_word).then(|| format!("{folder}{name}.rs"))
        });
        declared.collect()
    }

    /// The line of an offset into the code.
    pub fn line(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }

    /// `path:line` of every place where the code has a fragment.
    pub fn places(&self, fragment: &str) -> Vec<String> {
        self.code.match_indices(fragment).map(|(offset, _)| format!("{}:{} {fragment}", self.path, self.line(offset))).collect()
    }

    /// Functions with the line they start in and how many lines they have.
    pub fn functions(&self) -> Vec<(String, usize, usize)> {
        let mut functions = Vec::new();
        for (offset, _) in self.code.match_indices("fn ") {
            if self.code[..offset].chars().next_back().is_some_and(is_word) {
                continue;
            }
            let name: String = self.code[offset + 3..].chars().take_while(|char| is_word(*char)).collect();
            if let Some(end) = body_end(&self.code, offset).filter(|_| !name.is_empty()) {
                functions.push((name, self.line(offset), self.line(end) - self.line(offset) + 1));
            }
        }
        functions
    }
}

pub fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Where the body of what starts at an offset ends; none if it has no body.
fn body_end(code: &str, start: usize) -> Option<usize> {
    let (mut depth, mut braces) = (0_i32, 0_i32);
    for (offset, char) in code[start..].char_indices() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' if depth == 0 && braces == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 && depth == 0 {
                    return Some(start + offset);
                }
            }
            _ => {}
        }
    }
    None
}

/// Blanks what stands behind `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn without_tests(code: &str) -> String {
    let mut rest = code.to_owned();
    while let Some(start) = rest.find("#[cfg(test)]").or_else(|| rest.find("#[cfg(all(test,")) {
        let end = body_end(&rest, start).or_else(|| rest[start..].find(';').map(|end| start + end)).unwrap_or(rest.len() - 1);
        let blank: String = rest[start..=end].chars().map(|char| if char == '\n' { '\n' } else { ' ' }).collect();
        rest.replace_range(start..=end, &blank);
    }
    rest
}

/// Code with comments and the insides of texts blank, and those texts.
fn scrub(text: &str) -> (String, Vec<(usize, String)>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut texts, mut at, mut line) = (String::new(), Vec::new(), 0, 1);
    let rest = |at: usize, what: &str| what.chars().enumerate().all(|(index, char)| chars.get(at + index) == Some(&char));
    while at < chars.len() {
        let start = at;
        let blank = if rest(at, "//") {
            at += chars[at..].iter().take_while(|char| **char != '\n').count();
            true
        } else if rest(at, "/*") {
            at += 2;
            while at < chars.len() && !rest(at, "*/") {
                at += 1;
            }
            at = (at + 2).min(chars.len());
            true
        } else if let Some((open, close, end)) = text_at(&chars, at) {
            let inside: String = chars[at + open..close].iter().collect();
            texts.push((line, inside.clone()));
            out.push('"');
            out.extend(inside.chars().filter(|char| *char == '\n'));
            out.push('"');
            line += inside.matches('\n').count();
            at = end;
            continue;
        } else if let Some(length) = char_at(&chars, at) {
            at += length;
            true
        } else {
            at += 1;
            false
        };
        for char in &chars[start..at] {
            line += usize::from(*char == '\n');
            out.push(if blank && *char != '\n' { ' ' } else { *char });
        }
    }
    (out, texts)
}

/// If a text starts here: how many signs open it, where its inside ends, and where it ends.
fn text_at(chars: &[char], at: usize) -> Option<(usize, usize, usize)> {
    let word_before = at > 0 && is_word(chars[at - 1]);
    let mut open = at;
    if chars[open] == 'b' && !word_before {
        open += 1;
    }
    let raw = chars.get(open) == Some(&'r') && (open > at || !word_before);
    let hashes = if raw { chars[open + 1..].iter().take_while(|char| **char == '#').count() } else { 0 };
    open += usize::from(raw) + hashes;
    (chars.get(open) == Some(&'"')).then_some(())?;
    let mut close = open + 1;
    while close < chars.len() {
        match chars[close] {
            '\\' if !raw => close += 2,
            '"' if chars[close + 1..].iter().take(hashes).filter(|char| **char == '#').count() == hashes => break,
            _ => close += 1,
        }
    }
    let close = close.min(chars.len());
    Some((open + 1 - at, close, (close + 1 + hashes).min(chars.len())))
}

/// The length of a character literal, if one starts here; a lifetime is none.
fn char_at(chars: &[char], at: usize) -> Option<usize> {
    (chars[at] == '\'').then_some(())?;
    if chars.get(at + 1) == Some(&'\\') {
        return chars[at + 3..].iter().position(|char| *char == '\'').map(|end| end + 4);
    }
    (chars.get(at + 2) == Some(&'\'')).then_some(3)
}

/// A name that a file gives to a path.
#[derive(Clone, Debug)]
pub struct Import {
    pub name: String,
    pub path: Vec<String>,
    pub line: usize,
}

/// What the `use` items of a file bring in.
pub fn imports(source: &Source) -> Vec<Import> {
    let mut found = Vec::new();
    for (offset, _) in source.code.match_indices("use ") {
        if source.code[..offset].chars().next_back().is_some_and(is_word) {
            continue;
        }
        let Some(end) = source.code[offset..].find(';') else { continue };
        let tree: String = source.code[offset + 4..offset + end].split_whitespace().collect::<Vec<_>>().join(" ");
        let line = source.line(offset);
        let mut add = |path: Vec<String>, name: String| found.push(Import { name, path, line });
        tree_paths(&tree.replace(" as ", "@").replace(' ', ""), &[], &mut add);
    }
    found
}

/// Goes through a tree of `use`, in which `@` stands for `as`.
fn tree_paths(tree: &str, above: &[String], add: &mut dyn FnMut(Vec<String>, String)) {
    let (head, group) = tree.find('{').map_or((tree, None), |open| (&tree[..open], Some(&tree[open + 1..tree.len() - 1])));
    let (head, renamed) = head.split_once('@').map_or((head, None), |(head, name)| (head, Some(name)));
    let mut path = above.to_vec();
    path.extend(head.split("::").filter(|word| !word.is_empty()).map(str::to_owned));
    let Some(group) = group else {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = renamed.map_or_else(|| path.last().cloned().unwrap_or_default(), str::to_owned);
        return add(path, name);
    };
    let (mut depth, mut start) = (0, 0);
    for (offset, char) in group.char_indices().chain([(group.len(), ',')]) {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if start < offset {
                    tree_paths(&group[start..offset], &path, add);
                }
                start = offset + 1;
            }
            _ => {}
        }
    }
}

/// Paths of two words and more in the code outside of `use`, with their lines.
pub fn inline_paths(source: &Source) -> Vec<(Vec<String>, usize)> {
    let mut found: Vec<(Vec<String>, usize)> = Vec::new();
    let (code, mut last) = (&source.code, 0);
    for (offset, _) in code.match_indices("::") {
        if offset < last {
            continue;
        }
        let start =
            code[..offset].char_indices().rev().take_while(|(_, char)| is_word(*char)).last().map_or(offset, |(at, _)| at);
        let end = code[offset..].find(|char| !is_word(char) && char != ':').map_or(code.len(), |end| offset + end);
        let line_start = code[..start].rfind(['\n', ';']).map_or(0, |at| at + 1);
        last = end;
        let path: Vec<String> = code[start..end].split("::").filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let head = code[line_start..start].trim_start();
        if path.len() > 1 && start < offset && !head.starts_with("use ") && !head.starts_with("pub use ") {
            found.push((path, source.line(offset)));
        }
    }
    found
}

/// Which file holds what of a crate.
pub struct Modules {
    /// Files by the path of their module.
    files: BTreeMap<Vec<String>, String>,
    names: BTreeMap<Vec<String>, Vec<Import>>,
}

impl Modules {
    /// The modules of the files below `src/`.
    pub fn new<'a>(sources: impl Iterator<Item = &'a Source> + Clone) -> Self {
        let module = |source: &Source| module_of(&source.path);
        Self {
            files: sources.clone().map(|source| (module(source), source.path.clone())).collect(),
            names: sources.map(|source| (module(source), imports(source))).collect(),
        }
    }

    /// The file that holds what a path means inside a module; none if it lies outside of the crate.
    pub fn file(&self, module: &[String], path: &[String], depth: usize) -> Option<&str> {
        let mut at = module.to_vec();
        let mut rest = path;
        let mut rooted = false;
        while let Some((first, below)) = rest.split_first() {
            match first.as_str() {
                "crate" => at.clear(),
                "super" => drop(at.pop()),
                "self" => {}
                _ => break,
            }
            rooted = true;
            rest = below;
        }
        while let Some((first, below)) = rest.split_first() {
            let child: Vec<String> = at.iter().chain([first]).cloned().collect();
            if self.files.contains_key(&child) {
                at = child;
                rooted = true;
                rest = below;
                continue;
            }
            let known = self.names.get(&at)?.iter().find(|import| import.name == *first && import.path != path && depth > 0);
            if let Some(import) = known {
                let whole: Vec<String> = import.path.iter().chain(below).cloned().collect();
                return self.file(&at, &whole, depth - 1);
            }
            return rooted.then(|| self.files.get(&at).map(String::as_str)).flatten();
        }
        self.files.get(&at).map(String::as_str)
    }
}

/// The module of a file below `src/`.
pub fn module_of(path: &str) -> Vec<String> {
    let inner = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    let words = inner.split('/').filter(|word| *word != "mod" && *word != "lib");
    words.map(str::to_owned).collect()
}
