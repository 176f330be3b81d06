//! What must not be there, read from the tree. Each test counts what is left of it; each number may only go down, and the aim
//! of all is 0. A test that fails lists every place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::common::node::Node;
use crate::common::rust::{Modules, Source, imports, inline_paths, is_word, module_of, sources};

/// The modules of the crate in the order in which they may use each other: none imports one that stands behind it. First what
/// knows no design: texts, quantities, formulas, how formulas are written, the tables and the vocabulary. A design names entries of
/// the tables, which never know a design. The engine stands behind what it drives, findings before the judge that makes them.
const ORDER: [&str; 32] = [
    "source",
    "yaml",
    "quantity",
    "formulas",
    "line",
    "grammar",
    "expression",
    "knowledge",
    "vocabulary",
    "spec",
    "design",
    "world",
    "calc",
    "facts",
    "language",
    "catalogue",
    "finding",
    "judge",
    "engine",
    "compare",
    "config",
    "study",
    "propose",
    "advise",
    "review",
    "report",
    "lsp",
    "mcp",
    "cli",
    "main",
    "lib",
    "",
];

/// Imports of what stands behind.
const IMPORTS_BACKWARD: usize = 0;
/// Files in circles of imports.
const FILES_IN_CIRCLES: usize = 0;
/// Finding codes in src/.
const CODES_IN_SOURCE: usize = 0;
/// Ids and families of the tables in src/, outside of vocabulary/.
const IDS_IN_SOURCE: usize = 0;
/// Lists of more than three words in conditions.
const LONG_LISTS: usize = 9;
/// Numbers in conditions.
const NUMBERS_IN_CONDITIONS: usize = 0;
/// Facts that are looked up by a text.
const FACTS_BY_TEXT: usize = 0;
/// Files, environment, clock and threads below the engine.
const WORLD_OUTSIDE: usize = 0;
/// Files of more than 500 lines.
const LONG_FILES: usize = 0;
/// Functions of more than 60 lines.
const LONG_FUNCTIONS: usize = 0;
/// Lints that are switched off without a reason.
const LINTS_WITHOUT_REASON: usize = 0;

/// Fails with every place if there are more than allowed.
fn at_most(what: &str, ceiling: usize, mut found: Vec<String>) {
    found.sort();
    println!("{what}: {} (at most {ceiling})\n  {}", found.len(), found.join("\n  "));
    assert!(found.len() <= ceiling, "{what}: {} rather than at most {ceiling}\n  {}", found.len(), found.join("\n  "));
}

/// All sources, read once.
fn all() -> &'static [Source] {
    static ALL: OnceLock<Vec<Source>> = OnceLock::new();
    ALL.get_or_init(|| sources("src"))
}

/// The sources without those that only tests see.
fn program() -> impl Iterator<Item = &'static Source> + Clone {
    let for_tests: Vec<String> = all().iter().flat_map(Source::test_files).collect();
    let program = all().iter().filter(move |source| !source.is_test() && !for_tests.contains(&source.path));
    assert!(program.clone().count() >= 100, "{} sources", all().len());
    program
}

/// What each file uses of other files of the crate: both files, and the first line that does.
fn uses() -> BTreeMap<(String, String), usize> {
    let modules = Modules::new(program());
    let mut found = BTreeMap::new();
    for source in program() {
        let module = module_of(&source.path);
        // A name that mod.rs passes on is used by nobody yet.
        let passed_on = |line: usize| source.code.lines().nth(line - 1).is_some_and(|line| line.trim_start().starts_with("pub"));
        let named = imports(source).into_iter().filter(|import| !passed_on(import.line)).map(|import| (import.path, import.line));
        for (path, line) in named.chain(inline_paths(source)) {
            if let Some(file) = modules.file(&module, &path, 8).filter(|file| *file != source.path) {
                found.entry((source.path.clone(), file.to_owned())).or_insert(line);
            }
        }
    }
    found
}

/// The top module of a file.
fn top(path: &str) -> String {
    module_of(path).first().cloned().unwrap_or_default()
}

#[test]
fn no_module_imports_one_that_stands_behind_it() {
    let place = |path: &str| {
        let top = top(path);
        ORDER.iter().position(|module| *module == top).unwrap_or_else(|| panic!("{path}: `{top}` has no place in the order"))
    };
    let backward = uses().into_iter().filter(|((from, to), _)| place(from) < place(to));
    let found = backward.map(|((from, to), line)| format!("{from}:{line} imports {to}")).collect();
    at_most("imports of what stands behind", IMPORTS_BACKWARD, found);
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut uses = uses();
    assert!(uses.len() >= 300, "only {} uses were found", uses.len());
    // What the mod.rs of its own folder declares belongs to the folder, and every file of it may take that.
    uses.retain(|(from, to), _| !to.strip_suffix("mod.rs").is_some_and(|folder| from.starts_with(folder)));
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in uses.keys() {
        next.entry(from).or_default().insert(to);
    }
    let reach = |start: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(file) = open.pop() {
            open.extend(next.get(file).into_iter().flatten().copied().filter(|next| seen.insert((*next).to_owned())));
        }
        seen
    };
    let reached: BTreeMap<&str, BTreeSet<String>> = next.keys().map(|file| (*file, reach(file))).collect();
    let returns = |from: &str, to: &str| reached.get(to).is_some_and(|reached| reached.contains(from));
    let found = reached.keys().filter(|file| returns(file, file)).map(|file| {
        let within = uses.iter().filter(|((from, to), _)| from == file && returns(file, to));
        let places: Vec<String> = within.map(|((_, to), line)| format!("line {line} {to}")).collect();
        format!("{file}: {}", places.join(", "))
    });
    at_most("files in circles of imports", FILES_IN_CIRCLES, found.collect());
}

fn is_code(text: &str) -> bool {
    let digits = |number: &[u8]| matches!(number.len(), 2 | 3) && number.iter().all(u8::is_ascii_digit);
    matches!(text.as_bytes(), [b'C' | b'A' | b'Y' | b'S' | b'E' | b'W', number @ ..] if digits(number))
}

#[test]
fn no_finding_code_stands_in_the_source() {
    let texts = program().flat_map(|source| source.texts.iter().map(move |text| (&source.path, text)));
    let codes = texts.flat_map(|(path, (line, text))| {
        let words: Vec<String> =
            text.split(|char: char| !is_word(char)).filter(|word| is_code(word)).map(str::to_owned).collect();
        words.into_iter().map(move |word| format!("{path}:{line} {word}"))
    });
    at_most("finding codes in src/", CODES_IN_SOURCE, codes.collect());
}

/// The YAML files below a folder, as data.
fn tables(folder: &str) -> Vec<(String, Node)> {
    let (mut files, mut folders) = (Vec::new(), vec![Path::new(folder).to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = fs::read_to_string(&path).expect("a text");
                let shown = path.to_string_lossy().replace('\\', "/");
                let node = Node::read(&text).unwrap_or_else(|| panic!("{shown} cannot be read"));
                files.push((shown, node));
            }
        }
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}

/// Ids and families of materials, processes and methods.
fn ids() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for folder in ["materials", "processes", "methods"] {
        for (_, table) in tables(&format!("checks/knowledge/{folder}")) {
            let Node::Map(entries) = table else { continue };
            for (id, entry) in entries {
                ids.extend(entry.get("family").and_then(Node::text).map(str::to_owned));
                ids.insert(id);
            }
        }
    }
    assert!(ids.len() >= 250, "{} ids", ids.len());
    ids
}

#[test]
fn no_id_of_the_tables_stands_in_the_source() {
    // Where such a word is an area of calculations, a function or a unit, and not one of the tables.
    const OTHERS: [&str; 3] = ["src/calc/", "src/expression/", "src/quantity/"];
    // A section, a stage and a key of the spec, figures that are named like an entry, words of the spec for what has no
    // material and what stands against a face, the role of a process, and the word under which pairs of layers are rated.
    const BOTH: [&str; 10] = [
        "assembly",
        "prototype",
        "adhesive",
        "conditioning",
        "fastener",
        "sewn",
        "device",
        "process-aid",
        "forming",
        "lamination",
    ];
    let mut ids = ids();
    ids.retain(|id| !BOTH.contains(&id.as_str()));
    let sources = program().filter(|source| !OTHERS.iter().any(|other| source.path.starts_with(other)));
    let found = sources.flat_map(|source| {
        let known = source.texts.iter().filter(|(_, text)| ids.contains(text));
        known.map(|(line, text)| format!("{}:{line} \"{text}\"", source.path)).collect::<Vec<_>>()
    });
    at_most("ids and families of the tables in src/", IDS_IN_SOURCE, found.collect());
}

/// The conditions of every check: its file, its key and the text.
fn conditions() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, check) in
        tables("checks").into_iter().filter(|(path, check)| !path.contains("/knowledge/") && check.get("code").is_some())
    {
        for key in ["applies", "when", "measure"] {
            found.extend(check.get(key).and_then(Node::text).map(|text| (format!("{path} {key}"), text.to_owned())));
        }
        let escalated = check.get("escalate").and_then(|escalate| escalate.get("when")).and_then(Node::text);
        found.extend(escalated.map(|text| (format!("{path} escalate"), text.to_owned())));
    }
    assert!(found.len() >= 250, "{} conditions", found.len());
    found
}

#[test]
fn no_condition_lists_more_than_three_words() {
    let lists = conditions().into_iter().flat_map(|(place, text)| {
        let lists: Vec<String> = text.split('[').skip(1).filter_map(|rest| rest.split(']').next()).map(str::to_owned).collect();
        lists.into_iter().filter(|list| list.matches(',').count() >= 3).map(move |list| format!("{place} [{list}]"))
    });
    at_most("lists of more than three words in conditions", LONG_LISTS, lists.collect());
}

/// The numbers of a condition, each with its unit. None, one and the whole are no figures: `count > 1`, `rest > 0 h`, `100 %`.
fn numbers(text: &str) -> Vec<String> {
    let starts = text.char_indices().filter(|(at, char)| {
        char.is_ascii_digit()
            && !text[..*at].chars().next_back().is_some_and(|before| is_word(before) || before == '-' || before == '.')
    });
    let number = |(at, _): (usize, char)| {
        let end = text[at..].find(|char: char| !char.is_ascii_digit() && char != '.').map_or(text.len(), |end| at + end);
        let unit = text[end..].split_whitespace().next().filter(|word| !["and", "or", "then"].contains(word)).unwrap_or_default();
        format!("{} {unit}", &text[at..end]).trim_end_matches([' ', ')', '/']).to_owned()
    };
    starts.map(number).filter(|number| number != "1" && number != "100 %" && !number.starts_with("0 ") && number != "0").collect()
}

#[test]
fn no_number_stands_in_a_condition() {
    let found = conditions().into_iter().flat_map(|(place, text)| {
        let numbers = numbers(&text);
        numbers.into_iter().map(move |number| format!("{place}: {number}"))
    });
    at_most("numbers in conditions", NUMBERS_IN_CONDITIONS, found.collect());
}

#[test]
fn no_code_is_used_twice() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (path, check) in tables("checks") {
        let Some(code) = check.get("code").and_then(Node::text) else { continue };
        assert!(is_code(code), "{path}: {code} is no code");
        if let Some(other) = seen.insert(code.to_owned(), path.clone()) {
            panic!("{code} stands in {other} and in {path}");
        }
    }
    assert!(seen.len() >= 200, "{} codes", seen.len());
}

#[test]
fn no_fact_is_looked_up_by_a_text() {
    let sources = program().filter(|source| !source.path.starts_with("src/language/compile"));
    let found = sources.flat_map(|source| source.places("find_fact(")).filter(|place| !place.contains("fn find_fact"));
    at_most("facts that are looked up by a text", FACTS_BY_TEXT, found.collect());
}

#[test]
fn nothing_below_the_engine_reaches_outside() {
    const OUTSIDE: [&str; 6] = ["std::fs", "std::env", "std::thread", "std::time::SystemTime", "std::time::Instant", "rayon"];
    // The tables as they are written are read by the build script alone.
    // One thread of the language server waits for what comes while something is worked at.
    const MAY: [&str; 6] = ["src/engine", "src/cli/", "src/source/", "src/main.rs", "src/knowledge/raw.rs", "src/lsp/server.rs"];
    let sources = program().filter(|source| !MAY.iter().any(|may| source.path.starts_with(may)));
    let found = sources.flat_map(|source| {
        let named = imports(source).into_iter().map(|import| (import.path, import.line));
        let paths = named.chain(inline_paths(source)).map(|(path, line)| (path.join("::"), line));
        let outside = paths.filter(|(path, _)| OUTSIDE.iter().any(|outside| path.starts_with(outside)));
        outside.map(|(path, line)| format!("{}:{line} {path}", source.path)).collect::<Vec<_>>()
    });
    at_most("files, environment, clock and threads below the engine", WORLD_OUTSIDE, found.collect());
}

#[test]
fn nothing_is_unsafe_and_nothing_prints_but_the_commands() {
    const MAY: [&str; 3] = ["src/cli/", "src/report/", "src/main.rs"];
    let mut found = Vec::new();
    for source in program() {
        let words = source.places("unsafe").into_iter().filter(|place| !place.contains("unsafe_code"));
        found.extend(words);
        if !MAY.iter().any(|may| source.path.starts_with(may)) {
            found.extend(["println!", "eprint!", "eprintln!", "dbg!"].iter().flat_map(|printed| source.places(printed)));
        }
    }
    at_most("unsafe code and prints", 0, found);
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let others = ["tests", "benches"].iter().flat_map(|folder| sources(folder));
    let lines = all().iter().map(|source| (source.text.lines().count(), source.path.clone()));
    let others = others.map(|source| (source.text.lines().count(), source.path));
    let long = lines.chain(others).filter(|(lines, _)| *lines > 500);
    at_most("files of more than 500 lines", LONG_FILES, long.map(|(lines, path)| format!("{path} {lines}")).collect());
}

#[test]
fn no_function_is_longer_than_60_lines() {
    let count: usize = program().map(|source| source.functions().len()).sum();
    assert!(count >= 1000, "only {count} functions were found");
    let long = program().flat_map(|source| {
        let long = source.functions().into_iter().filter(|(_, _, lines)| *lines > 60);
        long.map(|(name, line, lines)| format!("{}:{line} {name} {lines}", source.path))
    });
    at_most("functions of more than 60 lines", LONG_FUNCTIONS, long.collect());
}

#[test]
fn no_lint_is_switched_off_without_a_reason() {
    let attributes = ["#[allow(", "#![allow(", "#[expect(", "#![expect("];
    let mut found = Vec::new();
    for source in all() {
        let starts = attributes.iter().flat_map(|attribute| source.text.match_indices(attribute));
        let bare = starts.filter(|(at, _)| !source.text[*at..].split(")]").next().unwrap_or_default().contains("reason"));
        found.extend(bare.map(|(at, _)| format!("{}:{}", source.path, source.text[..at].matches('\n').count() + 1)));
    }
    at_most("lints that are switched off without a reason", LINTS_WITHOUT_REASON, found);
}

#[test]
fn the_reader_tells_code_from_texts_and_tests() {
    let text = concat!(
        "use crate::facts::{self, Part as Piece, state::{A, B}};\n",
        "// println!(\"A07\")\n",
        "fn short<'a>(x: &'a [u8; 3]) -> char { let q = '\"'; let r = r#\"A \"quoted\" Y10\"#; '\\'' }\n",
        "#[cfg(test)]\nmod tests {\n    fn hidden() { unsafe { \"S01\" } }\n}\n",
        "fn long() {\n    let s = \"two\nlines\";\n}\n",
    );
    let source = Source::new("src/facts/odd.rs", text.to_owned());
    let texts: Vec<(usize, &str)> = source.texts.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(texts, [(3, "A \"quoted\" Y10"), (9, "two\nlines")]);
    assert_eq!(source.places("unsafe"), Vec::<String>::new());
    assert_eq!(source.places("println!"), Vec::<String>::new());
    assert_eq!(source.functions(), [("short".to_owned(), 3, 1), ("long".to_owned(), 8, 4)]);
    let imports: Vec<(String, String)> = imports(&source).into_iter().map(|one| (one.name, one.path.join("::"))).collect();
    let expected = [
        ("facts", "crate::facts"),
        ("Piece", "crate::facts::Part"),
        ("A", "crate::facts::state::A"),
        ("B", "crate::facts::state::B"),
    ];
    assert_eq!(imports, expected.map(|(name, path)| (name.to_owned(), path.to_owned())));
    assert_eq!(numbers("part.wall > 2 mm and count > 1 or rest > 0 h"), ["2 mm"]);
    assert_eq!(numbers("part.x-2 < 100 % and (joint.n > 3)"), ["3"]);
}
