//! The pages of the checks, completions and manual pages are made of what the program is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use caseproof::engine::Engine;
use caseproof::report::{Rules, check_pages};

const FOLDER: &str = "docs/checks";
/// Set to anything, it writes the pages instead of comparing them.
const WRITE: &str = "PAGES_WRITE";

fn run(arguments: &[&str]) -> Output {
    Command::cargo_bin("caseproof").expect("the program").args(arguments).output().expect("it runs")
}

fn said(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).expect("UTF-8")
}

/// The commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = said(&run(&["--help"]).stdout);
    let names = help.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()) && *name != "help").map(str::to_owned).collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect()
}

/// The pages as they are today.
fn pages() -> Vec<(String, String)> {
    let engine = Engine::builtin().expect("the checks");
    check_pages(&engine.definitions().expect("with examples"), Rules::new(engine.checks()))
}

#[test]
fn the_pages_of_the_checks_are_those_of_today() {
    let pages = pages();
    let folder = Path::new(FOLDER);
    if std::env::var_os(WRITE).is_some() {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("the folder");
        for (name, page) in &pages {
            fs::write(folder.join(name), page).expect("a page is written");
        }
    }
    assert_eq!(pages.len(), Engine::builtin().expect("the checks").checks().len() + 1);
    let wanted: BTreeSet<String> = pages.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names(folder), wanted, "`{WRITE}=1 cargo test --test suite pages::` writes them");
    let stale = pages.iter().find(|(name, page)| fs::read_to_string(folder.join(name)).expect("a page") != *page);
    assert!(
        stale.is_none(),
        "{:?} is out of date; `{WRITE}=1 cargo test --test suite pages::` writes it",
        stale.map(|(name, _)| name)
    );
}

/// A page is one that is read: whatever a check says in full, its page stays within a few screens.
#[test]
fn no_page_is_long() {
    for (name, page) in pages().iter().filter(|(name, _)| name != "README.md") {
        assert!(page.lines().count() <= 60, "{name} has {} lines", page.lines().count());
        for part in ["**help**", "**why**", "**subject**", "**applies**", "**source**", "example that flags", "# <- flagged"] {
            assert!(page.contains(part), "{name} lacks {part}");
        }
    }
}

/// House checks have pages as well, and a page of S10 says what the check says.
#[test]
fn pages_are_written_from_the_command_line() {
    let folder = std::env::temp_dir().join(format!("caseproof-pages-{}", std::process::id()));
    let house = folder.join("house/acme");
    fs::create_dir_all(&house).expect("a temporary folder");
    let check = fs::read_to_string("checks/scale-up/shallow-draft.yaml").expect("a check");
    let check = check.replace("code: S10", "code: ACME-7").replace("yields_to: [S11]\n", "");
    fs::write(house.join("shallow-draft-of-ours.yaml"), check).expect("a check of a house");
    let out = folder.join("pages");
    let run = run(&["checks", "--checks", &house.to_string_lossy(), "--pages", &out.to_string_lossy()]);
    assert!(run.status.success() && run.stdout.is_empty(), "{}", said(&run.stderr));
    let ours = fs::read_to_string(out.join("ACME-7.md")).expect("the page of our check");
    assert!(ours.contains("- **limit**: shallow = 12.5 mm, from ID Mould"), "{ours}");
    assert!(
        ours.contains("- **measures**: `part.draft`\n- **at least**: `part.process.draft_target, or else warning`"),
        "{ours}"
    );
    assert!(ours.contains("| worst at | concept | prototype | evt | dvt | pvt | production |"), "{ours}");
    assert!(ours.contains("```yaml\nparts:\n  tray:\n    process: injection-molding"), "{ours}");
    let index = fs::read_to_string(out.join("README.md")).expect("the list");
    assert!(index.contains("[ACME-7](ACME-7.md)") && index.contains("[S10](S10.md)"), "{index}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn every_shell_completes_every_command() {
    let commands = commands();
    assert!(commands.len() >= 27, "{commands:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]);
        let text = said(&script.stdout);
        assert!(script.status.success() && script.stderr.is_empty(), "{shell}");
        for word in commands.iter().map(String::as_str).chain(["fail-on", "min-coverage"]) {
            assert!(text.contains(word), "{shell} does not complete {word}");
        }
    }
    assert_eq!(run(&["completions", "csh"]).status.code(), Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = std::env::temp_dir().join(format!("caseproof-man-{}", std::process::id()));
    let written = run(&["man", "--output", &folder.to_string_lossy()]);
    assert!(written.status.success() && written.stdout.is_empty(), "{}", said(&written.stderr));
    let pages = commands().into_iter().map(|name| format!("caseproof-{name}.1")).chain(["caseproof.1".to_owned()]);
    assert_eq!(names(&folder), pages.collect());
    let check = fs::read_to_string(folder.join("caseproof-check.1")).expect("a page");
    assert!(check.contains(".TH caseproof-check 1") && check.contains("\\-\\-fail\\-on"), "{check}");
    assert_eq!(said(&run(&["man", "check"]).stdout), check);
    assert_eq!(run(&["man", "chek"]).status.code(), Some(2));
    fs::remove_dir_all(&folder).expect("cleaned up");
}
