//! Examples in the documentation do what the text says.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// The fenced blocks with this info string, with the file they stand in.
fn blocks(info: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let docs = fs::read_dir("docs").expect("docs").map(|entry| entry.expect("an entry").path());
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
        let mut command = Command::cargo_bin("caseproof").expect("the program");
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
        let output =
            Command::cargo_bin("caseproof").expect("the program").arg("test-checks").arg(&path).output().expect("it runs");
        assert!(output.status.success(), "{file}:\n{check}\n{}", String::from_utf8_lossy(&output.stdout));
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn commands_in_the_readme_exist() {
    let help = Command::cargo_bin("caseproof").expect("the program").arg("--help").output().expect("it runs").stdout;
    let help = String::from_utf8_lossy(&help).into_owned();
    let readme = fs::read_to_string("README.md").expect("a text");
    for command in ["check", "explain", "checks", "facts", "materials", "processes", "methods", "new", "schema", "test-checks"] {
        assert!(help.contains(command), "{command} is not in the help");
        assert!(readme.contains(command), "{command} is not in the README");
    }
    assert!(readme.contains("cargo run --release -- check sample_designs") && readme.contains("cargo test"));
}

/// The finding that the README shows is what the program prints today.
#[test]
fn the_finding_in_the_readme_is_real() {
    let (spec, shown) = (blocks("yaml spec"), blocks("text"));
    let spec = &spec.iter().find(|(file, _)| file == "README.md").expect("a spec in the README").1;
    let shown =
        &shown.iter().find(|(file, text)| file == "README.md" && text.starts_with("error")).expect("a finding in the README").1;
    let folder = std::env::temp_dir().join(format!("caseproof-readme-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    fs::write(folder.join("drone-case.yaml"), spec).expect("a file");
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command
        .current_dir(&folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .args(["check", "drone-case.yaml"])
        .output()
        .expect("it runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains(shown.trim_end()), "{printed}");
    fs::remove_dir_all(&folder).expect("cleaned up");
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
    for path in ["README.md", "docs/studies.md"] {
        for (command, block) in outputs(path) {
            let mut program = Command::cargo_bin("caseproof").expect("the program");
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
