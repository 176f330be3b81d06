//! Examples in the documentation do what the text says.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::common::program::program;
use caseproof::design::Loader;
use caseproof::engine::{Engine, Options, Target};
use caseproof::report::{Format, Report, Rules, Style, Writer};
use caseproof::source::Memory;

/// The fenced blocks with this info string, with the file they stand in.
fn blocks(info: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let docs = fs::read_dir("docs").expect("docs").map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    for path in docs.chain([Path::new("README.md").to_owned(), Path::new("CONTRIBUTING.md").to_owned()]) {
        let text = fs::read_to_string(&path).expect("a text");
        let mut block: Option<String> = None;
        for line in text.lines() {
            match &mut block {
                Some(_) if line.trim_end() == "```" => {
                    found.extend(block.take().map(|block| (path.display().to_string(), block)));
                }
                Some(block) => {
                    block.push_str(line);
                    block.push('\n');
                }
                None if line.trim_end() == format!("```{info}") => block = Some(String::new()),
                None => {}
            }
        }
    }
    found
}

#[test]
fn specs_in_the_documentation_load() {
    let blocks = blocks("yaml spec");
    assert!(!blocks.is_empty());
    for (file, spec) in blocks {
        let mut command = program();
        let output = command
            .args(["check", "--format", "json", "--fail-on", "never", "-"])
            .write_stdin(spec.clone())
            .output()
            .expect("it runs");
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(report.contains("\"rejected\": []"), "{file}:\n{spec}\n{report}");
    }
}

#[test]
fn checks_in_the_documentation_behave() {
    let blocks = blocks("yaml check");
    assert!(!blocks.is_empty());
    let folder = std::env::temp_dir().join(format!("caseproof-docs-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    for (number, (file, check)) in blocks.iter().enumerate() {
        let path = folder.join(format!("example-{number}.yaml"));
        fs::write(&path, check).expect("a file");
        let output = program().arg("test-checks").arg(&path).output().expect("it runs");
        assert!(output.status.success(), "{file}:\n{check}\n{}", String::from_utf8_lossy(&output.stdout));
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// The configurations that the documentation shows are taken, with an empty base and folder of house checks beside them.
#[test]
fn configurations_in_the_documentation_are_read() {
    let blocks = blocks("toml config");
    assert!(!blocks.is_empty());
    let folder = std::env::temp_dir().join(format!("caseproof-docs-config-{}", std::process::id()));
    let project = folder.join("project");
    fs::create_dir_all(folder.join("house")).expect("a temporary folder");
    fs::create_dir_all(&project).expect("a temporary folder");
    fs::write(folder.join("house/caseproof.toml"), "").expect("a file");
    for (file, config) in blocks {
        // House checks have their own examples.
        let kept: Vec<&str> = config.lines().filter(|line| !line.starts_with("checks")).collect();
        let config = kept.join("\n") + "\n";
        fs::write(project.join("caseproof.toml"), &config).expect("a file");
        let mut command = program();
        let output = command.current_dir(&project).args(["config", "--profile", "release"]).output().expect("it runs");
        assert!(output.status.success(), "{file}:\n{config}\n{}", String::from_utf8_lossy(&output.stdout));
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn commands_in_the_readme_exist() {
    let help = program().arg("--help").output().expect("it runs").stdout;
    let help = String::from_utf8_lossy(&help).into_owned();
    let readme = fs::read_to_string("README.md").expect("a text");
    // The commands stand in the help at the beginning of a line, two spaces in.
    let commands: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let commands = commands.into_iter().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()) && *word != "help");
    let commands: Vec<&str> = commands.collect();
    assert!(commands.len() >= 17, "{commands:?}");
    let table: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `")).collect();
    for command in commands {
        let named = |line: &&str| {
            line.split('|')
                .nth(1)
                .is_some_and(|cell| cell.split('`').skip(1).step_by(2).any(|name| name.split(' ').next() == Some(command)))
        };
        assert!(table.iter().any(named), "{command} is in no table of the README");
    }
    assert!(readme.contains("caseproof check sample_designs") && readme.contains("cargo test"));
}

/// What the README shows of a design, in short and in full, is what the program prints today.
#[test]
fn the_finding_in_the_readme_is_real() {
    let (spec, shown) = (blocks("yaml spec"), blocks("text"));
    let spec = &spec.iter().find(|(file, _)| file == "README.md").expect("a spec in the README").1;
    let folder = std::env::temp_dir().join(format!("caseproof-readme-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    fs::write(folder.join("drone-case.yaml"), spec).expect("a file");
    let run = |more: &[&str]| {
        let mut command = program();
        command.current_dir(&folder).env("NO_COLOR", "1").env("COLUMNS", "80").args(["check", "drone-case.yaml"]).args(more);
        String::from_utf8_lossy(&command.output().expect("it runs").stdout).into_owned()
    };
    let (readme, page) = ("README.md", "docs/findings.md");
    for (file, begins, more) in
        [(readme, "errors\n", &[][..]), (page, "error S10", &["--show", "1"]), (page, "error S10", &["--format", "full"])]
    {
        let shown = shown.iter().find(|(of, text)| of == file && text.starts_with(begins));
        let shown = &shown.unwrap_or_else(|| panic!("no block with {begins} in {file}")).1;
        let printed = run(more);
        assert!(printed.contains(shown.trim_end()), "{printed}");
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// What the README says of a value that is set for one run, and of what a judgement rests on.
#[test]
fn the_finding_in_the_readme_is_cleared_by_what_it_says() {
    let spec = blocks("yaml spec").into_iter().find(|(file, _)| file == "README.md").expect("a spec in the README").1;
    let findings = |set: &[&str]| {
        let mut command = program();
        let output =
            command.args(["check", "--format", "concise", "-"]).args(set).write_stdin(spec.clone()).output().expect("it runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let (before, after) = (findings(&[]), findings(&["--set", "parts.tray.draft=1.5 deg"]));
    let count = |lines: &str| lines.lines().filter(|line| line.contains("[S10]")).count();
    assert_eq!((count(&before), count(&after)), (1, 0), "{before}{after}");
    assert_eq!(before.lines().count(), after.lines().count() + 1, "nothing else changes");
}

/// The table that docs/findings.md shows of a run over many designs is what the program prints today.
#[test]
fn the_table_of_many_designs_is_as_it_is_shown() {
    let page = fs::read_to_string("docs/findings.md").expect("a text");
    let (_, rest) = page.split_once("`caseproof check sample_designs` ends so:\n\n```text\n").expect("the place");
    let (shown, _) = rest.split_once("```").expect("a block");
    let output = program().env("NO_COLOR", "1").env("COLUMNS", "80").args(["check", "sample_designs"]).output().expect("it runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let end: Vec<&str> = printed.lines().rev().take(shown.lines().count()).collect();
    assert_eq!(end.into_iter().rev().collect::<Vec<_>>(), shown.lines().collect::<Vec<_>>());
}

/// Every command of the first design in the README does what it says with the starter that it begins with.
#[test]
fn the_commands_of_the_first_design_are_true_of_its_starter() {
    let readme = fs::read_to_string("README.md").expect("a text");
    let (_, section) = readme.split_once("## Your first design").expect("the section");
    let section = section.split("\n## ").next().expect("its text");
    let folder = std::env::temp_dir().join(format!("caseproof-readme-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    let (block, prose) = section.split_once("```sh\n").and_then(|(_, rest)| rest.split_once("```")).expect("a block");
    let shown = block.lines().map(|line| line.split(" #").next().expect("a part"));
    let told = prose.split('`').skip(1).step_by(2).filter(|text| text.starts_with("caseproof ")).map(str::trim);
    let mut run = 0;
    for line in shown.chain(told).filter(|line| line.contains("my.case.yaml")) {
        let output = program().current_dir(&folder).args(words(line.trim()).into_iter().skip(1)).output().expect("it runs");
        let code = output.status.code().expect("a code");
        assert!(code < 2, "{line}: {code} {}", String::from_utf8_lossy(&output.stderr));
        run += 1;
    }
    assert!(run >= 4, "{run}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// The way into the library that docs/architecture.md shows, line by line.
#[test]
fn the_library_is_used_as_the_documentation_shows() {
    fn judged(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut out = Vec::new();
        let files = Memory::new().with("/cases/tray.yaml", text);
        let loader = Loader::from(Arc::new(files), Path::new("/cases"));
        let engine = Engine::builtin().expect("the checks that were built in");
        let target = Target { path: "/cases/tray.yaml".into(), shown: "tray.yaml".to_owned(), named: true };
        let report = engine.check_file(&loader, &target, &Options::default());
        let mut writer = Writer::new(Format::Json, &Style::default(), Rules::new(engine.checks()));
        writer.begin(&mut out)?;
        writer.file(report, &mut out)?;
        writer.end(&mut out)?;
        Ok(out)
    }
    let shown = blocks("rust library");
    assert_eq!(shown.len(), 1);
    for line in shown[0].1.lines() {
        assert!(include_str!("docs.rs").contains(line), "it is not what is tried here: {line}");
    }
    let spec = blocks("yaml spec").into_iter().find(|(file, _)| file == "README.md").expect("a spec in the README").1;
    let report: Report = serde_json::from_slice(&judged(&spec).expect("a report")).expect("the published form");
    let codes: Vec<&str> = report.designs[0].findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!((report.designs[0].file.as_str(), codes.contains(&"S10")), ("tray.yaml", true), "{codes:?}");
}

/// The keys that docs/report.md describes are those of the schema.
#[test]
fn the_keys_of_the_report_exist() {
    let output = program().args(["schema", "--of", "report"]).output().expect("it runs");
    let schema = String::from_utf8_lossy(&output.stdout).into_owned();
    let page = fs::read_to_string("docs/report.md").expect("a text");
    let keys: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .map(|key| key.rsplit('.').next().unwrap_or(key))
        .collect();
    assert!(keys.len() >= 30, "{keys:?}");
    for key in keys {
        assert!(schema.contains(&format!("\"{key}\": {{")), "the schema has no `{key}`");
    }
}

/// Each `caseproof …` command in backticks at the end of a paragraph, with the block of output that follows it.
fn outputs(path: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).expect("a text");
    let mut found = Vec::new();
    for (before, after) in text.match_indices("\n```text\n").map(|(at, fence)| (&text[..at], &text[at + fence.len()..])) {
        let paragraph = before.trim_end().rsplit("\n\n").next().unwrap_or_default();
        let command = paragraph.rsplit('`').nth(1).filter(|command| command.starts_with("caseproof "));
        let block = after.split("\n```").next().unwrap_or_default();
        found.extend(command.map(|command| (command.to_owned(), block.to_owned())));
    }
    found
}

/// Words of a command line; quotes keep spaces together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

/// Every line that the documentation shows as output is a line that the program prints.
#[test]
fn outputs_in_the_documentation_are_real() {
    let mut shown = 0;
    for path in ["README.md", "docs/commands.md", "docs/studies.md"] {
        for (command, block) in outputs(path) {
            let mut program = program();
            let output = program.args(&words(&command)[1..]).env("NO_COLOR", "1").env("COLUMNS", "80").output().expect("it runs");
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            for line in block.lines().filter(|line| line.trim() != "…") {
                assert!(printed.lines().any(|printed| printed == line), "{path}: `{command}` prints no line\n{line}\n{printed}");
                shown += 1;
            }
        }
    }
    assert!(shown > 50, "the examples are found: {shown}");
}

/// The first design of docs/first-design.md, step by step in one folder: each command has the exit code that is written there, each
/// line that is shown is printed, and each change of a file can be made.
#[test]
fn the_first_design_goes_as_it_is_told() {
    let text = fs::read_to_string("docs/first-design.md").expect("a text");
    let folder = std::env::temp_dir().join(format!("caseproof-first-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    let (mut printed, mut steps, mut shown) = (String::new(), 0, 0);
    for block in text.split("\n```").skip(1).step_by(2) {
        let (info, body) = block.split_once('\n').expect("a block");
        let info: Vec<&str> = info.split(' ').collect();
        match info[..] {
            ["sh", "step", code] => {
                for line in body.lines() {
                    let mut arguments = words(line).into_iter();
                    assert_eq!(arguments.next().as_deref(), Some("caseproof"));
                    let mut command = program();
                    let output = command.current_dir(&folder).env("NO_COLOR", "1").env("COLUMNS", "160").args(arguments).output();
                    let output = output.expect("it runs");
                    printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
                    assert_eq!(output.status.code().map(|code| code.to_string()).as_deref(), Some(code), "{line}\n{printed}");
                    steps += 1;
                }
            }
            ["text", "shown"] => {
                for line in body.lines() {
                    assert!(printed.contains(line), "{line}\n{printed}");
                    shown += 1;
                }
            }
            ["yaml", "replace", file] => {
                let (before, after) = body.split_once("\n---\n").expect("before and after");
                let spec = fs::read_to_string(folder.join(file)).expect("a spec");
                assert_eq!(spec.matches(before).count(), 1, "{before}\n{spec}");
                fs::write(folder.join(file), spec.replace(before, after)).expect("a file");
            }
            ["yaml", "append", file] => {
                let spec = fs::read_to_string(folder.join(file)).expect("a spec");
                fs::write(folder.join(file), format!("{spec}{body}\n")).expect("a file");
            }
            _ => panic!("{info:?}"),
        }
    }
    assert!(steps >= 10 && shown >= 5, "{steps} {shown}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// The pages of the documentation, also those of the checks.
fn pages() -> Vec<PathBuf> {
    let folder =
        |path: &str| fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>();
    let pages = ["docs", "docs/checks"].into_iter().flat_map(folder).filter(|path| path.extension().is_some_and(|of| of == "md"));
    pages.chain(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(PathBuf::from)).collect()
}

/// What stands outside of blocks.
fn prose(text: &str) -> String {
    text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n")
}

/// The name by which a heading is linked to.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// Every link within the repository leads to a file, and to a heading of it if it names one.
#[test]
fn links_lead_somewhere() {
    let mut followed = 0;
    for page in pages() {
        let text = prose(&fs::read_to_string(&page).expect("a text"));
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| !target.contains("://"))
        {
            let (path, heading) = target.split_once('#').map_or((target, None), |(path, heading)| (path, Some(heading)));
            let folder = page.parent().expect("a folder");
            let file = if path.is_empty() { page.clone() } else { folder.join(path) };
            assert!(file.exists(), "{} links to {target}", page.display());
            if let Some(heading) = heading {
                let linked = fs::read_to_string(&file).expect("a text");
                let found = linked
                    .lines()
                    .filter(|line| line.starts_with('#'))
                    .any(|line| anchor(line.trim_start_matches('#')) == heading);
                assert!(found, "{} links to the heading {heading} of {}", page.display(), file.display());
            }
            followed += 1;
        }
    }
    assert!(followed > 500, "{followed}");
}

fn help(command: Option<&str>) -> String {
    let output = program().args(command).arg("--help").output().expect("it runs");
    assert!(output.status.success(), "{command:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Commands and options that README, comparison and symptoms name in backticks exist.
#[test]
fn commands_that_are_named_exist() {
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = 0;
    for page in ["README.md", "docs/compared.md", "docs/commands.md", "docs/ci.md", "docs/schema-store.md"] {
        let text = fs::read_to_string(page).expect("a text");
        for line in text.split('`').filter_map(|code| code.strip_prefix("caseproof ")) {
            let mut words = line.split_whitespace();
            let command = words.next().expect("a command");
            let help = helps.entry(command.to_owned()).or_insert_with(|| help(Some(command)));
            for option in words.filter_map(|word| word.strip_prefix("--")) {
                let name = option.split(['=', ',', '|']).next().unwrap_or_default();
                assert!(
                    name.is_empty() || help.contains(&format!("--{name}")),
                    "{page}: `caseproof {line}`: there is no --{name}"
                );
            }
            seen += 1;
        }
    }
    assert!(seen > 40 && helps.len() > 20, "{seen} {}", helps.len());
}
