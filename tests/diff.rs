//! What a change of designs does, between files, folders and revisions of git.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Program;

use assert_cmd::Command;
use serde_json::{Value, json};

const TRAY: &str = "caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.3 deg, size: [200 mm, 100 mm, 30 mm], wall: 2 mm }
";

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-diff-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder.canonicalize().expect("a folder")
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Output, notes and exit code of `caseproof diff` in a folder.
fn diff(root: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    command.current_dir(root).env("COLUMNS", "160").args(["diff", "--date", "2026-11-22"]).args(arguments);
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn data(root: &Path, arguments: &[&str]) -> Value {
    let (out, notes, code) = diff(root, &[&["--format", "json"], arguments].concat());
    assert!(code <= 1, "{notes}");
    serde_json::from_str(&out).expect("JSON")
}

/// The changes of the only design that changed, as `kind code`.
fn changes(of: &Value) -> Vec<String> {
    let designs = of["designs"].as_array().expect("designs");
    let all = designs.iter().flat_map(|design| design["changes"].as_array().expect("changes"));
    let word = |change: &Value, key: &str| change[key].as_str().expect(key).to_owned();
    all.map(|change| format!("{} {}", word(change, "change"), word(change, "code"))).collect()
}

#[test]
fn two_files_are_compared_finding_by_finding() {
    let root = folder("files");
    write(&root, "old.yaml", TRAY);
    for (draft, expected, new, worsened) in [
        ("0.3 deg", vec![], 0, 0),
        ("0.2 deg", vec!["worsened S10"], 0, 1),
        ("0.4 deg", vec!["improved S10"], 0, 0),
        ("0.6 deg", vec!["improved S10"], 0, 0),
        ("2 deg", vec!["fixed S10"], 0, 0),
    ] {
        write(&root, "new.yaml", &TRAY.replace("0.3 deg", draft));
        let found = changes(&data(&root, &["old.yaml", "new.yaml"]));
        assert_eq!(found, expected, "{draft}");
        assert_eq!(diff(&root, &["old.yaml", "new.yaml", "--fail-on", "new"]).2, new, "{draft}");
        assert_eq!(diff(&root, &["old.yaml", "new.yaml", "--fail-on", "worsened"]).2, worsened, "{draft}");
        assert_eq!(diff(&root, &["old.yaml", "new.yaml"]).2, 0, "{draft}");
    }
    // The other way round, what was fixed is new, and was seen to pass.
    write(&root, "new.yaml", &TRAY.replace("0.3 deg", "2 deg"));
    let back = data(&root, &["new.yaml", "old.yaml"]);
    assert_eq!(changes(&back), ["new S10"]);
    let design = &back["designs"][0];
    assert_eq!(
        (&design["changes"][0]["before"], &design["old_file"], &design["file"]),
        (&json!("passed"), &json!("new.yaml"), &json!("old.yaml"))
    );
    assert_eq!((&design["old_verdict"], &design["verdict"]), (&json!("open"), &json!("not-ready")));
    assert_eq!(diff(&root, &["new.yaml", "old.yaml", "--fail-on", "new"]).2, 1);
    assert_eq!(diff(&root, &["new.yaml", "old.yaml", "--fail-on", "new", "--least", "error"]).2, 1);
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn values_coverage_and_verdict_are_shown() {
    let root = folder("values");
    write(&root, "old.yaml", TRAY);
    write(&root, "new.yaml", &TRAY.replace("0.3 deg", "0.2 deg"));
    let (text, ..) = diff(&root, &["old.yaml", "new.yaml"]);
    assert!(text.contains("Tray (old.yaml -> new.yaml)  not-ready, coverage "), "{text}");
    assert!(text.contains("worsened  error  S10  parts.tray: tray has 0.2 deg of draft per side;"), "{text}");
    assert!(text.contains("(was 0.3 deg)"), "{text}");
    assert!(
        text.contains(
            "old.yaml -> new.yaml: 1 design, 1 changed: 0 new, 1 worsened, 0 undecided, 0 improved, 0 waived, 0 fixed, 0 gone, "
        ),
        "{text}"
    );
    let change = data(&root, &["old.yaml", "new.yaml"])["designs"][0]["changes"][0].clone();
    for (key, number) in [("old_actual", 0.3), ("actual", 0.2), ("limit", 0.5), ("old_limit", 0.5)] {
        assert_eq!(change[key], json!({ "value": number, "unit": "deg" }), "{key}");
    }
    let (page, ..) = diff(&root, &["old.yaml", "new.yaml", "--format", "markdown"]);
    assert!(page.contains("| worsened | error | S10 | parts.tray | tray has 0.2 deg"), "{page}");
    // Less is said: nothing was fixed.
    write(&root, "new.yaml", &TRAY.replace(", draft: 0.3 deg", ""));
    assert_eq!(changes(&data(&root, &["old.yaml", "new.yaml"])), ["undecided S10"]);
    let (text, ..) = diff(&root, &["old.yaml", "new.yaml"]);
    assert!(text.contains("less is known than before"), "{text}");
    // A waiver is no mending either.
    let waiver = "waivers:\n  - { check: S10, at: parts.tray, reason: side action quoted, owner: tooling, until: 2027-03-31 }\n";
    write(&root, "new.yaml", &format!("{TRAY}{waiver}"));
    assert_eq!(changes(&data(&root, &["old.yaml", "new.yaml"])), ["waived S10"]);
    let back = data(&root, &["new.yaml", "old.yaml"]);
    assert_eq!(back["designs"][0]["changes"][0]["before"], "waived");
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn designs_are_paired_whatever_their_files_are_called() {
    let root = folder("pairs");
    let named = |name: &str| TRAY.replace("Tray", name);
    write(&root, "old/a.yaml", TRAY);
    write(&root, "old/b.yaml", &named("Lid"));
    write(&root, "old/gone.yaml", &named("Gone"));
    write(&root, "old/same.yaml", &named("Before"));
    write(&root, "new/deep/renamed.yaml", TRAY);
    write(&root, "new/b.yaml", &named("Lid"));
    write(&root, "new/copy.yaml", &named("Lid"));
    write(&root, "new/same.yaml", &named("After").replace("0.3 deg", "0.2 deg"));
    let found = data(&root, &["old", "new"]);
    let of = |name: &str| found["designs"].as_array().expect("designs").iter().find(|design| design["design"] == name).cloned();
    assert_eq!(of("Tray"), None, "it only moved");
    let copy = of("Lid").expect("the copy");
    assert_eq!((copy.get("old_file"), &copy["file"], copy.get("old_verdict")), (None, &json!("new/copy.yaml"), None));
    assert!(copy["changes"].as_array().expect("changes").iter().all(|change| change["before"] == "absent"));
    let gone = of("Gone").expect("the design that is gone");
    assert_eq!((&gone["old_file"], gone.get("file")), (&json!("old/gone.yaml"), None));
    assert!(gone["changes"].as_array().expect("changes").iter().all(|change| change["change"] == "gone"));
    let renamed = of("After").expect("under another name in the same file");
    assert_eq!((&renamed["changes"][0]["change"], &renamed["changes"][0]["code"]), (&json!("worsened"), &json!("S10")));
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn what_does_not_load_is_no_change() {
    let root = folder("broken");
    write(&root, "good/tray.yaml", TRAY);
    write(&root, "bad/tray.yaml", &TRAY.replace("draft", "drafft"));
    let (_, notes, code) = diff(&root, &["good", "bad"]);
    assert_eq!(code, 2, "{notes}");
    assert!(notes.contains("bad/tray.yaml cannot be judged"), "{notes}");
    let (_, notes, code) = diff(&root, &["bad", "good", "--fail-on", "new"]);
    assert_eq!(code, 1, "{notes}");
    assert!(notes.contains("bad/tray.yaml could not be judged; what is found in it now is new"), "{notes}");
    fs::create_dir_all(root.join("empty")).expect("a folder");
    fs::create_dir_all(root.join("void")).expect("a folder");
    assert_eq!(diff(&root, &["empty", "void"]).2, 3);
    fs::remove_dir_all(&root).expect("cleaned up");
}

/// Runs git in a folder, as nobody in particular.
fn git(root: &Path, arguments: &[&str]) {
    let mut git = Program::new("git");
    git.current_dir(root).args([
        "-c",
        "user.name=Somebody",
        "-c",
        "user.email=somebody@example.com",
        "-c",
        "commit.gpgsign=false",
    ]);
    let output = git.args(arguments).output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with a base, a design that extends it, records, and two commits: in the second the base got worse.
fn repository(name: &str) -> PathBuf {
    let root = folder(name);
    git(&root, &["init", "-q", "-b", "main"]);
    let base = "parts:\n  tray: { material: abs, process: injection-molding, draft: 0.3 deg, wall: 2 mm }\n";
    write(&root, "bases/family.yaml", base);
    write(&root, "designs/tray.yaml", "caseproof: 1\nextends: ../bases/family.yaml\ndesign: { name: Tray, stage: dvt }\n");
    write(&root, "designs/ci.yaml", "on: push\n");
    git(&root, &["add", "-A"]);
    git(&root, &["commit", "-q", "-m", "one"]);
    write(&root, "bases/family.yaml", &base.replace("0.3 deg", "0.2 deg"));
    git(&root, &["commit", "-q", "-a", "-m", "two"]);
    root
}

#[test]
fn revisions_are_read_without_a_checkout() {
    let root = repository("git");
    let worsened = ["worsened S10"];
    for arguments in [
        &["HEAD~1"][..],
        &["HEAD~1", "--", "designs/"],
        &["HEAD~1", "designs"],
        &["HEAD~1", "--", "designs/tray.yaml"],
        &["HEAD~1", "HEAD"],
        &["HEAD~1", "HEAD", "--", "designs"],
        &["HEAD~1..HEAD", "--", "designs"],
        &["HEAD~1...HEAD"],
        &["--git", "HEAD~1", "designs"],
        &["--git", "HEAD~1..main"],
    ] {
        assert_eq!(changes(&data(&root, arguments)), worsened, "{arguments:?}");
    }
    for arguments in [&[][..], &["HEAD"], &["designs"], &["--", "designs"], &["HEAD", "HEAD"]] {
        assert_eq!(changes(&data(&root, arguments)), [""; 0], "{arguments:?}");
    }
    // From a folder below, and what is not committed.
    assert_eq!(changes(&data(&root.join("designs"), &["HEAD~1", "--", "."])), worsened);
    write(
        &root,
        "bases/family.yaml",
        "parts:\n  tray: { material: abs, process: injection-molding, draft: 0.1 deg, wall: 2 mm }\n",
    );
    assert_eq!(changes(&data(&root, &[])), worsened, "the working folder against the last commit");
    assert_eq!(changes(&data(&root, &["HEAD~1", "HEAD"]))[..], worsened, "two commits do not see it");
    // A file under another name, and one that is gone.
    git(&root, &["mv", "designs/tray.yaml", "designs/moved.yaml"]);
    assert_eq!(changes(&data(&root, &["HEAD", "--", "designs"])), worsened);
    fs::remove_file(root.join("designs/moved.yaml")).expect("a file");
    let gone = data(&root, &["HEAD", "--", "designs"]);
    assert_eq!(gone["designs"][0].get("file"), None);
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn a_file_that_moved_is_found_by_its_design() {
    let root = repository("moved");
    git(&root, &["mv", "designs/tray.yaml", "designs/new.yaml"]);
    for commit in [false, true] {
        if commit {
            git(&root, &["commit", "-q", "-a", "-m", "three"]);
        }
        let old = if commit { "HEAD~1" } else { "HEAD" };
        let same = data(&root, &[old, "--", "designs/new.yaml"]);
        let count = |key: &str| same["summary"][key].as_u64().expect("a count");
        assert_eq!((count("designs"), count("new"), count("fixed")), (1, 0, 0), "{same}");
        assert!(count("unchanged") > 0, "{same}");
    }
    write(&root, "designs/new.yaml", "caseproof: 1\nextends: ../bases/family.yaml\ndesign: { name: Other, stage: dvt }\n");
    assert_ne!(changes(&data(&root, &["HEAD~1", "--", "designs/new.yaml"])).len(), 0, "what goes by another name is new");
    // What could not be judged and is gone has nothing that is new.
    write(&root, "designs/broken.yaml", "caseproof: 1\nparts: [\n");
    git(&root, &["add", "-A"]);
    git(&root, &["commit", "-q", "-m", "four"]);
    fs::remove_file(root.join("designs/broken.yaml")).expect("a file");
    let (_, notes, _) = diff(&root, &["HEAD", "--", "designs"]);
    assert!(notes.contains("broken.yaml could not be judged; it is not there any more"), "{notes}");
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn both_sides_are_judged_under_the_configuration_in_force() {
    let root = folder("configured");
    write(&root, "old/tray.yaml", TRAY);
    write(&root, "new/tray.yaml", &TRAY.replace("0.3 deg", "0.2 deg"));
    assert_eq!(changes(&data(&root, &["old", "new"])), ["worsened S10"]);
    write(&root, "caseproof.toml", "ignore = [\"S10\"]\n");
    assert_eq!(changes(&data(&root, &["old", "new"])), [""; 0]);
    assert_eq!(changes(&data(&root, &["old", "new", "--isolated"])), ["worsened S10"]);
    // What one side leaves out was not fixed there, nor is it new on the other.
    write(&root, "caseproof.toml", "[[override]]\npaths = [\"new/\"]\nignore = [\"S10\"]\n");
    assert_eq!(changes(&data(&root, &["old", "new"])), [""; 0]);
    assert_eq!(changes(&data(&root, &["new", "old"])), [""; 0]);
    for sides in [["old", "new"], ["new", "old"]] {
        let (_, notes, _) = diff(&root, &sides);
        assert!(notes.contains("left out by configuration: 1 check with 1 finding: S10 1"), "{notes}");
    }
    write(&root, "caseproof.toml", "[severity]\nS10 = \"advice\"\n");
    let change = data(&root, &["old", "new"])["designs"][0]["changes"][0].clone();
    assert_eq!((&change["severity"], &change["actual"]["value"]), (&json!("advice"), &json!(0.2)));
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn waivers_are_those_of_the_revision() {
    let root = repository("waivers");
    let waiver = "waivers:\n  - { check: S10, at: parts.tray, reason: side action quoted, owner: tooling, until: 2027-03-31 }\n";
    for (file, configuration) in [("designs/waivers.yaml", ""), ("house/accepted.yaml", "waivers = [\"house/accepted.yaml\"]\n")]
    {
        write(&root, file, waiver);
        write(&root, "caseproof.toml", configuration);
        git(&root, &["add", "-A"]);
        git(&root, &["commit", "-q", "-m", "accepted"]);
        assert_eq!(changes(&data(&root, &["HEAD~1", "HEAD", "--", "designs"])), ["waived S10"], "{file}");
        assert_eq!(changes(&data(&root, &["HEAD~1", "--", "designs"])), ["waived S10"], "{file}");
        git(&root, &["rm", "-q", file, "caseproof.toml"]);
        git(&root, &["commit", "-q", "-m", "no longer accepted"]);
    }
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn what_is_no_revision_is_refused() {
    let root = repository("refused");
    for (arguments, message) in [
        (&["no-such-thing"][..], "there is no file and no revision `no-such-thing`"),
        (&["HEAD~9"], "there is no file and no revision `HEAD~9`"),
        (&["--git=--output=stolen"], "there is no file and no revision `--output=stolen`"),
        (&["HEAD", "--", "no-such-folder"], "there is no `no-such-folder` on either side"),
        (&["HEAD", "--", "/"], "lies outside of the repository"),
        (&["HEAD", "HEAD", "HEAD"], "two revisions can be compared"),
        (&["designs", "bases", "designs"], "two files or folders can be compared"),
    ] {
        let (_, notes, code) = diff(&root, arguments);
        assert_eq!(code, 2, "{arguments:?}: {notes}");
        assert!(notes.contains(message), "{arguments:?}: {notes}");
    }
    assert!(!root.join("stolen").exists());
    let elsewhere = folder("elsewhere");
    let (_, notes, code) = diff(&elsewhere, &["HEAD"]);
    assert_eq!(code, 2);
    assert!(notes.contains("git: "), "{notes}");
    for root in [root, elsewhere] {
        fs::remove_dir_all(&root).expect("cleaned up");
    }
}

/// Nothing that a repository or the environment configures is run.
#[cfg(unix)]
#[test]
fn a_hostile_repository_runs_nothing() {
    let root = repository("hostile");
    let trap = root.join("trap");
    let script = format!("touch {}", trap.display());
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "alias.ls-tree",
        "core.alternateRefsCommand",
        "filter.x.smudge",
        "diff.x.textconv",
    ] {
        git(&root, &["config", key, &script]);
    }
    write(&root, ".gitattributes", "*.yaml filter=x diff=x\n");
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    command.current_dir(&root).args(["diff", "HEAD~1", "HEAD", "--format", "json"]);
    for (name, value) in [
        ("GIT_DIR", "/nowhere"),
        ("GIT_EXTERNAL_DIFF", &*script),
        ("GIT_PAGER", &*script),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.fsmonitor"),
        ("GIT_CONFIG_VALUE_0", &*script),
    ] {
        command.env(name, value);
    }
    let output = command.output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(changes(&serde_json::from_slice(&output.stdout).expect("JSON")), ["worsened S10"]);
    assert!(!trap.exists(), "something was run");
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn hostile_text_stays_text() {
    let root = folder("text");
    let evil = |draft: &str| {
        TRAY.replace("name: Tray", "name: \"@team ]]> <script> | `x` \\e[31m ::error:: [a](b)\"").replace("0.3 deg", draft)
    };
    write(&root, "old.yaml", &evil("0.3 deg"));
    write(&root, "new.yaml", &evil("0.2 deg"));
    let (page, ..) = diff(&root, &["old.yaml", "new.yaml", "--format", "markdown"]);
    for forbidden in ["@team", "<script>", "| `x`", "\u{1b}", "[a](b)"] {
        assert!(!page.contains(forbidden), "{forbidden}: {page}");
    }
    assert!(page.contains("&#64;team") && page.contains("&lt;script&gt;"), "it arrived: {page}");
    let (text, ..) = diff(&root, &["old.yaml", "new.yaml"]);
    assert!(!text.contains('\u{1b}'), "{text}");
    fs::remove_dir_all(&root).expect("cleaned up");
}
