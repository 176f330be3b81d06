//! Files that nobody should write: a clear located message, the right exit code, quickly, and nothing else lost.

#![expect(clippy::format_push_string, clippy::format_collect, reason = "odd texts are built once, readably")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant};

use crate::common::program::program;

const GOOD: &str = "caseproof: 1\ndesign: { name: Good }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 2 deg, wall: 2 mm }\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseproof-hostile-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.join(name), bytes).expect("a file");
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = program();
    command.current_dir(folder).arg("check").args(["--format", "concise", "--fail-on", "never"]).args(arguments);
    command.output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every bad file beside a good one: the message names the file and says what is wrong, the good file is still judged.
#[test]
fn bad_files_are_located_and_others_go_on() {
    let bomb = {
        let mut text = String::from("caseproof: 1\ndesign: { name: x }\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let below = format!("*a{}, ", level - 1).repeat(9);
            text.push_str(&format!("a{level}: &a{level} [{}]\n", below.trim_end_matches(", ")));
        }
        text.push_str("parts: *a11\n");
        text
    };
    let merge_bomb = {
        let mut text = String::from("caseproof: 1\ndesign: { name: x }\nx-0: &m0 { k0: 1 }\n");
        for level in 1..30 {
            let keys: String = (0..40).map(|key| format!(", k{level}x{key}: 1")).collect();
            text.push_str(&format!("x-{level}: &m{level} {{ <<: [*m{0}, *m{0}]{keys} }}\n", level - 1));
        }
        text.push_str("parts: { tray: *m29 }\n");
        text
    };
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("tab", b"caseproof: 1\ndesign:\n\tname: x\nparts: { a: {} }\n".to_vec(), "tab"),
        ("nul", b"caseproof: 1\ndesign: { name: \"a\0b\" }\nparts: { a: {} }\n".to_vec(), "NUL"),
        ("latin1", b"caseproof: 1\ndesign: { name: caf\xe9 }\n".to_vec(), "not UTF-8"),
        ("brackets", format!("caseproof: {}", "[".repeat(10_000)).into_bytes(), "nested too deeply"),
        ("braces", format!("caseproof: {}", "{a: ".repeat(10_000)).into_bytes(), "nested too deeply"),
        (
            "deep-blocks",
            (0..10_000).map(|i| format!("{}caseproof:\n", " ".repeat(i % 2000))).collect::<String>().into_bytes(),
            "error",
        ),
        ("bomb", bomb.into_bytes(), "expected a map"),
        ("merge-bomb", merge_bomb.into_bytes(), "unknown key"),
        ("huge-scalar", format!("caseproof: 1\nname: {}\n", "x".repeat(50 << 20)).into_bytes(), "larger than"),
        ("unclosed", b"caseproof: 1\ndesign: { name: \"x\n".to_vec(), "not valid YAML"),
        ("no-anchor", b"caseproof: 1\ndesign: *nowhere\nparts: { a: {} }\n".to_vec(), "no anchor"),
        (
            "self-anchor",
            b"caseproof: 1\ndesign: &d { name: x, protects: *d }\nparts: { a: {} }\n".to_vec(),
            "inside what it names",
        ),
        ("wrong-top", b"- caseproof: 1\n- caseproof\n".to_vec(), ""),
        (
            "many-unknown",
            (0..200).map(|i| format!("key{i}: 1\n")).fold("caseproof: 1\n".to_owned(), |all, line| all + &line).into_bytes(),
            "more problems",
        ),
    ];
    for (name, bytes, expected) in cases {
        let folder = Folder::new(name).with("bad.yaml", &bytes).with("good.yaml", GOOD);
        let start = Instant::now();
        let output = check(&folder.0, &["bad.yaml", "good.yaml"]);
        let shown = text(&output.stdout);
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
        assert_eq!(output.status.code(), Some(2), "{name}: {shown}{}", text(&output.stderr));
        assert!(shown.lines().any(|line| line.starts_with("bad.yaml:") && line.contains(expected)), "{name}: {shown}");
        assert!(shown.lines().filter(|line| line.starts_with("bad.yaml:")).count() <= 51, "{name}");
        let json = program().current_dir(&folder.0).args(["check", "--format", "json", "good.yaml"]).output().expect("it runs");
        assert!(text(&json.stdout).contains("\"design\": \"Good\""), "{name}");
    }
}

#[test]
fn unusual_but_good_files_load() {
    let cases: [(&str, Vec<u8>); 4] = [
        ("bom", format!("\u{feff}{GOOD}").into_bytes()),
        ("crlf", GOOD.replace('\n', "\r\n").into_bytes()),
        ("documents", format!("---\n{GOOD}---\nnot: ours\n---\n{GOOD}").into_bytes()),
        ("anchors", b"caseproof: 1\nx-defaults: &d { process: injection-molding, draft: 2 deg }\ndesign: { name: Good }\nparts:\n  a: { <<: *d, material: abs }\n  b: { <<: *d, material: pc, draft: 3 deg }\n".to_vec()),
    ];
    for (name, bytes) in cases {
        let folder = Folder::new(name).with("case.yaml", bytes);
        let output = check(&folder.0, &["case.yaml"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}{}", text(&output.stdout), text(&output.stderr));
    }
}

#[test]
fn nothing_to_check_is_said_and_is_no_success() {
    let empty = Folder::new("empty-folder");
    let output = check(&empty.0, &["."]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("nothing was checked"));

    let others = Folder::new("others").with("compose.yaml", "services: {}\n").with("empty.yaml", "");
    assert_eq!(check(&others.0, &["."]).status.code(), Some(3));

    // Named, the same files are errors.
    for name in ["compose.yaml", "empty.yaml", "absent.yaml"] {
        let output = check(&others.0, &[name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stdout).starts_with(&format!("{name}:1:1: error[design/")), "{}", text(&output.stdout));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_is_a_folder_link_or_unreadable_is_named() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("links").with("good.yaml", GOOD).with("secret.yaml", GOOD);
    symlink("nowhere.yaml", folder.0.join("dangling.yaml")).expect("a link");
    fs::set_permissions(folder.0.join("secret.yaml"), fs::Permissions::from_mode(0o000)).expect("permissions");
    let output = check(&folder.0, &["dangling.yaml", "good.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("dangling.yaml:1:1: error[design/unreadable]"), "{}", text(&output.stdout));
    // Root reads everything; anybody else gets a located error.
    if fs::read(folder.0.join("secret.yaml")).is_err() {
        let output = check(&folder.0, &["secret.yaml", "good.yaml"]);
        assert!(text(&output.stdout).contains("secret.yaml:1:1: error[design/unreadable]"));
    }
}

#[test]
fn a_base_spec_stays_inside_and_ends() {
    let folder = Folder::new("extends")
        .with("base.yaml", GOOD)
        .with("case.yaml", "caseproof: 1\nextends: base.yaml\ndesign: { name: Derived }\nparts: { tray: { draft: 3 deg } }\n")
        .with("loop.yaml", "caseproof: 1\nextends: loop2.yaml\ndesign: { name: x }\nparts: { a: {} }\n")
        .with("loop2.yaml", "caseproof: 1\nextends: loop.yaml\ndesign: { name: x }\nparts: { a: {} }\n")
        .with("out.yaml", "caseproof: 1\nextends: ../../../../../../etc/hostname\ndesign: { name: x }\nparts: { a: {} }\n");
    assert_eq!(check(&folder.0, &["case.yaml"]).status.code(), Some(0));
    for (name, expected) in [("loop.yaml", "extends itself"), ("out.yaml", "outside")] {
        let output = check(&folder.0, &[name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stdout).contains(expected), "{name}: {}", text(&output.stdout));
    }
}

#[test]
fn a_broken_check_stops_the_run_with_a_caret() {
    let folder = Folder::new("checks").with("case.yaml", GOOD);
    fs::create_dir(folder.0.join("house")).expect("a folder");
    let broken = "code: ACME-1\ntitle: t\nsubject: part\nwhen: part.darft < 3 %\nseverity: error\nconsequence: yield\nmessage: m\nhelp: h\nwhy: w\nsources: [unverified]\nsince: 0.1.0\nexamples:\n  - flags: x\n  - passes: x\n";
    for (check_text, line, expected) in [
        (broken.to_owned(), 4, "a part has no fact `darft`"),
        (broken.replace("darft", "draft"), 4, "an angle does not compare with a number or percentage"),
        (broken.replace("when: part.darft < 3 %", "when: part.draft <"), 4, "the condition ends too early"),
        (broken.replace("severity: error", "severity: terrible"), 5, "is not one of"),
        ("code: [".to_owned(), 1, "not valid YAML"),
        (String::new(), 1, "empty"),
    ] {
        fs::write(folder.0.join("house/broken.yaml"), &check_text).expect("a file");
        let output = check(&folder.0, &["--checks", "house", "case.yaml"]);
        let shown = text(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{shown}");
        assert!(shown.contains(expected), "{shown}");
        assert!(shown.contains(&format!("house/broken.yaml:{line}:")), "{shown}");
        assert!(!shown.contains("case.yaml"), "nothing may look judged: {shown}");
    }
}

/// Small files that ask for much work are refused before it, and the file beside them is still judged.
#[test]
fn files_that_ask_for_too_much_are_refused_before_the_work() {
    let head = "caseproof: 1\ndesign: { name: x }\n";
    let likes: String = (0..4061).map(|n| format!("  p{n}: {{ like: p{} }}\n", n + 1)).collect();
    let pairs = vec!["a, b"; 1000].join(", ");
    let levels: String =
        (1..10).map(|level| format!("x{level}: &x{level} [{}]\n", vec![format!("*x{}", level - 1); 9].join(", "))).collect();
    let cases = [
        ("likes", format!("{head}parts:\n{likes}  p4061: {{}}\n"), "bad.yaml:3:1: error[design/too-large]"),
        (
            "between",
            format!("{head}parts: {{ a: {{}}, b: {{}} }}\njoints: {{ j: {{ method: bonding, between: [{pairs}] }} }}\n"),
            "bad.yaml:4:33: error[design/too-large]",
        ),
        (
            "exposure",
            format!("{head}parts: {{ a: {{}} }}\nenvironment: {{ exposure: [uv, sweat, uv] }}\n"),
            "bad.yaml:4:38: error[design/duplicate-word] `uv` is named twice",
        ),
        ("bomb", format!("{head}extends: base.yaml\nparts: {{ a: {{}} }}\n"), "base.yaml:1:1: error[design/unknown-key]"),
        (
            "word",
            format!("{head}parts: {{ a: {{ material: {} }} }}\n", "x".repeat(200_000)),
            "bad.yaml:3:25: error[design/too-large]",
        ),
    ];
    for (name, bad, expected) in cases {
        let folder = Folder::new(&format!("much-{name}"))
            .with("bad.yaml", bad)
            .with("good.yaml", GOOD.replace("2 deg", "0.1 deg"))
            .with("base.yaml", format!("x0: &x0 [x]\n{levels}"));
        let output = check(&folder.0, &["bad.yaml", "good.yaml"]);
        let shown = text(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", text(&output.stderr));
        assert!(shown.contains(expected), "{name}: {}", &shown[..shown.len().min(400)]);
        let good = check(&folder.0, &["good.yaml"]);
        assert!(!good.stdout.is_empty() && shown.contains(&text(&good.stdout)), "{name}: the good file is judged as it is alone");
    }
}
