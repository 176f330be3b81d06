//! Pages, letters and sheets in Chinese, as a factory reads them: no word of English but names and ids, no mark of English between
//! Chinese words, and no term that was given up for another.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::program::program;
use caseproof::catalogue::builtin_checks;
use caseproof::knowledge::library;
use serde_json::Value;

const DAY: &str = "2026-11-30";
/// Names that are written so in Chinese too, and units.
const NAMES: [&str; 30] = [
    "Cpk",
    "Ppk",
    "Shore",
    "Oe",
    "NiCuNi",
    "caseproof",
    "check",
    "suggest",
    "profile",
    "fmea",
    "verify",
    "report",
    "Wyzenbeek",
    "Lindstrom-Madden",
    "ppm",
    "mm",
    "cm",
    "min",
    "h",
    "s",
    "g",
    "kg",
    "kPa",
    "pli",
    "spm",
    "ft",
    "mN",
    "m",
    "in",
    "phr",
];
/// What makes a sentence of English; an id of the tables that is called so would be no excuse.
const GRAMMAR: [&str; 38] = [
    "a", "after", "an", "and", "any", "at", "before", "by", "days", "for", "from", "is", "least", "limit", "months", "most",
    "needs", "no", "none", "not", "of", "on", "or", "pair", "risk", "the", "times", "to", "true", "unit", "units", "weeks",
    "with", "yes", "years", "high", "low", "shots",
];

fn files(folder: &str, extension: &str, found: &mut Vec<String>) {
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = path.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            files(&name, extension, found);
        } else if name.ends_with(extension) {
            found.push(name);
        }
    }
    found.sort();
}

fn samples() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["sample_designs/flawed", "sample_designs/sound"] {
        files(folder, ".yaml", &mut found);
    }
    found
}

/// What the program says in Chinese.
fn said(arguments: &[&str]) -> String {
    let output = program().env("NO_COLOR", "1").env("COLUMNS", "400").args(arguments).args(["--lang", "zh"]).output();
    String::from_utf8(output.expect("it runs").stdout).expect("UTF-8")
}

/// Keys and texts of a file, in which a text is a name or an id whatever it says.
fn words(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Array(list) => list.iter().for_each(|value| words(value, found)),
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            words(value, found);
        }),
        _ => {}
    }
}

fn read(path: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).expect("a file")).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Ids: keys and single words of the tables, and names of limits. Sentences of the tables are none.
fn ids() -> BTreeSet<String> {
    let (mut tables, mut ids) = (Vec::new(), BTreeSet::new());
    files("checks/knowledge", ".yaml", &mut tables);
    files("checks/advice", ".yaml", &mut tables);
    for path in &tables {
        words(&read(path), &mut ids);
    }
    ids.retain(|text| !text.contains(' '));
    for check in builtin_checks().expect("the checks") {
        ids.extend(check.limits.iter().map(|limit| limit.name.clone()));
        ids.insert(check.name.to_string());
    }
    ids.extend(NAMES.iter().map(|name| (*name).to_owned()));
    ids.retain(|id| !GRAMMAR.contains(&id.as_str()));
    ids
}

/// What is quoted as it is: laws, titles and addresses of sources, and limits of checks with their codes.
fn quoted() -> Vec<String> {
    let sources = library().sources().iter().filter(|source| source.id != "by-definition");
    let mut quoted: Vec<String> = sources.flat_map(|source| [source.title.to_owned(), source.address.to_owned()]).collect();
    quoted.extend(library().restrictions().iter().map(|row| row.law.to_owned()));
    for check in builtin_checks().expect("the checks") {
        quoted.extend(check.limits.iter().map(|limit| format!("{} {}", check.code, limit.name)));
    }
    let forms = read("checks/advice/feasibility.yaml");
    quoted.extend(forms["source"].as_str().and_then(|source| source.split("; read").next()).map(str::to_owned));
    quoted.retain(|text| text.contains(' '));
    quoted
}

/// The text of a page, a line for each element that stands apart. Left out are what is set as code, the data, styles and links
/// to other pages; labels for who cannot see are in.
fn text_of(page: &str) -> String {
    let mut rest = page.replace("<wbr>", "");
    for (begin, end) in [("<script", "</script>"), ("<style", "</style>"), ("<code", "</code>"), ("<a href=\"http", "</a>")] {
        rest = without(&rest, begin, end, " 0 ");
    }
    let labels: Vec<&str> = rest.split("aria-label=\"").skip(1).filter_map(|label| label.split('"').next()).collect();
    let mut text = labels.join("\n") + "\n";
    for part in rest.split('<').skip(1) {
        let (tag, shown) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        text += if ["span", "b", "strong", "a", "em", "tspan"].contains(&name) { "" } else { "\n" };
        text += shown;
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

fn without(text: &str, begin: &str, end: &str, instead: &str) -> String {
    let mut parts = text.split(begin);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept += instead;
        kept += part.split_once(end).map_or("", |(_, after)| after);
    }
    kept
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn is_between(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || "-_./".contains(c))
}

/// Words of a line that are English: letters in a row that are no name of the design and no id. What is written in capitals or
/// with a digit is a grade, a standard or a code, and what has a point or a slash within a path or an address.
fn english<'l>(line: &'l str, known: &BTreeSet<String>) -> Vec<&'l str> {
    let parts = line.split(' ').filter(|part| !part.contains("://"));
    let words = parts.flat_map(|part| part.split(is_between)).map(|word| word.trim_matches(|c| "-./".contains(c)));
    let is_english = |word: &&str| {
        word.chars().any(|c| c.is_ascii_lowercase())
            && !word.chars().any(|c| c.is_ascii_digit() || c == '.' || c == '/' || c == '_')
            && !known.contains(*word)
    };
    words.filter(is_english).collect()
}

/// Whether a mark of English stands between two Chinese words, or a bracket of English beside one.
fn has_foreign_mark(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    let near = |step: isize, at: usize| {
        let mut at = at.checked_add_signed(step);
        // More than one space keeps columns apart.
        if at.and_then(|at| chars.get(at)) == Some(&' ') {
            at = at.and_then(|at| at.checked_add_signed(step));
        }
        at.and_then(|at| chars.get(at)).copied().is_some_and(is_han)
    };
    (0..chars.len()).any(|at| match chars[at] {
        ',' | ';' | ':' | '!' | '?' => near(-1, at) && near(1, at),
        '(' => near(1, at),
        ')' => near(-1, at),
        _ => false,
    })
}

/// What is no English whatever it looks like.
struct Names {
    ids: BTreeSet<String>,
    quoted: Vec<String>,
}

impl Names {
    fn new() -> Self {
        Self { ids: ids(), quoted: quoted() }
    }
}

/// What of a text is not Chinese, line by line.
fn foreign(text: &str, design: &str, names: &Names) -> BTreeSet<String> {
    let mut own = BTreeSet::new();
    words(&read(design), &mut own);
    let (own, mut sayings): (Vec<String>, Vec<String>) = own.into_iter().partition(|text| !text.contains(' '));
    let known: BTreeSet<String> = names.ids.iter().cloned().chain(own).collect();
    // What a design says in words is quoted; a figure is not, which Chinese writes with units of its own.
    sayings.retain(|text| !text.starts_with(|c: char| c.is_ascii_digit()));
    sayings.extend(names.quoted.iter().cloned());
    sayings.sort_by_key(|saying| std::cmp::Reverse(saying.len()));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let left = lines.filter(|line| {
        let line = sayings.iter().fold((*line).to_owned(), |line, saying| line.replace(saying.as_str(), "0"));
        let line = without(&line, "`", "`", "0");
        !english(&line, &known).is_empty() || has_foreign_mark(&line)
    });
    left.map(str::to_owned).collect()
}

#[test]
fn a_page_in_chinese_has_no_english_on_it() {
    let names = Names::new();
    let (mut lines, mut left) = (0, BTreeSet::new());
    for design in samples() {
        let text = text_of(&said(&["report", &design, "--date", DAY]));
        lines += text.lines().count();
        left.extend(foreign(&text, &design, &names));
        assert!(!text.contains("by definition"), "{design}");
    }
    assert!(lines > 10_000, "{lines} lines");
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_form_in_chinese_has_no_english_on_it() {
    let names = Names::new();
    let mut left = BTreeSet::new();
    for design in ["sample_designs/flawed/pp-drybox.yaml", "sample_designs/flawed/eva-headphone-case.yaml"] {
        for form in ["feasibility", "actions", "questions", "limits"] {
            for format in ["html", "text"] {
                let form = said(&["report", design, "--date", DAY, "--form", form, "--format", format]);
                // What a form was made from stands at its end.
                let text = if format == "html" { text_of(&form) } else { form };
                left.extend(foreign(&text, design, &names));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn advice_and_proposals_in_chinese_have_no_english_in_them() {
    let names = Names::new();
    let mut left = BTreeSet::new();
    for design in samples().iter().step_by(3) {
        left.extend(foreign(&said(&["advise", design, "--date", DAY]), design, &names));
    }
    // A step that is moved, and a change that leaves something open.
    let moved = ("sample_designs/flawed/eva-headphone-case.yaml", "：移到 set-magnets 之前");
    let open = ("sample_designs/flawed/silicone-tablet-case.yaml", "无法判定：");
    for (design, words) in [moved, open] {
        let text = said(&["suggest", design, "--date", DAY]);
        assert!(text.contains(words), "{text}");
        left.extend(foreign(&text, design, &names));
    }
    assert!(left.is_empty(), "{left:#?}");
}

/// The rows of the table of terms that were given up: the term, what stands for it now, and the words in which it may stay.
fn given_up() -> Vec<[String; 3]> {
    let terms = fs::read_to_string("docs/terms-zh.md").expect("the terms");
    let (_, table) = terms.split_once("\n## No longer said\n").expect("the table");
    let rows = table.lines().filter(|line| line.starts_with("| ") && line.contains(is_han));
    let cells = |row: &str| {
        let mut cells = row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
        [(); 3].map(|()| cells.next().unwrap_or_default())
    };
    rows.map(cells).collect()
}

#[test]
fn no_text_says_a_term_that_was_given_up() {
    let terms = given_up();
    assert!(terms.len() >= 20, "{} terms", terms.len());
    let mut paths = Vec::new();
    for (folder, extension) in [("checks/texts", ".yaml"), ("checks/advice", ".yaml"), ("src", ".rs")] {
        assert!(Path::new(folder).is_dir());
        files(folder, extension, &mut paths);
    }
    let mut stale = Vec::new();
    for path in paths {
        for (number, line) in fs::read_to_string(&path).expect("a text").lines().enumerate() {
            for [term, now, except] in &terms {
                let kept = except.split(", ").filter(|kept| !kept.is_empty());
                let line = kept.fold(line.to_owned(), |line, kept| line.replace(kept, ""));
                if line.contains(term.as_str()) {
                    stale.push(format!("{path}:{}: {term}, now {now}: {}", number + 1, line.trim()));
                }
            }
        }
    }
    assert!(stale.is_empty(), "{stale:#?}");
}
