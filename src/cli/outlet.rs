//! Which formats a run writes, and where to.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;

use super::shown::shown;
use super::walk::real;
use crate::report::{Folder, Format};
use crate::yaml::nearest;

/// Variables by which the environment says that a program reads the output, and not a person.
const AGENTS: [&str; 13] = [
    "AI_AGENT",
    "CLAUDECODE",
    "CLAUDE_CODE",
    "CURSOR_AGENT",
    "GEMINI_CLI",
    "CODEX_CI",
    "CODEX_SANDBOX",
    "CODEX_THREAD_ID",
    "OPENCODE",
    "OPENCODE_CLIENT",
    "AUGMENT_AGENT",
    "ANTIGRAVITY_AGENT",
    "CRUSH",
];

/// A format, and the file it goes to; standard output if none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outlet {
    pub format: Format,
    pub file: Option<PathBuf>,
}

impl Outlet {
    /// The file it goes to in the end, by whatever name.
    fn target(&self) -> Option<PathBuf> {
        let file = self.file.as_deref()?;
        Some(std::fs::canonicalize(file).unwrap_or_else(|_| real(file)))
    }
}

impl FromStr for Outlet {
    type Err = String;

    /// A format in any case, with or without `=` and a file.
    fn from_str(text: &str) -> Result<Self, String> {
        let (word, file) = text.split_once('=').map_or((text, None), |(word, file)| (word, Some(file)));
        if file.is_some_and(str::is_empty) {
            return Err("no file is named behind `=`".to_owned());
        }
        let format = Format::from_str(word, true).map_err(|_| unknown(word))?;
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

/// What to say of a word that is no format.
fn unknown(word: &str) -> String {
    let known = Format::value_variants().iter().filter_map(Format::to_possible_value);
    let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
    let meant = nearest(&word.to_lowercase(), known.iter().map(String::as_str));
    meant.map_or_else(|| format!("it is one of {}", known.join(", ")), |meant| format!("did you mean `{meant}`?"))
}

/// All that a run writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outlets(pub Vec<Outlet>);

impl From<Format> for Outlets {
    fn from(format: Format) -> Self {
        Self(vec![Outlet { format, file: None }])
    }
}

impl Outlets {
    /// What was asked for, or why it does not go together; if nothing was asked for, a format for whoever reads, else `plain`.
    pub(super) fn asked(asked: &[Outlet], plain: Format) -> Result<Self, String> {
        if asked.is_empty() {
            return Ok(if agent() { Format::Agent } else { plain }.into());
        }
        let loose: Vec<&Outlet> = asked.iter().filter(|outlet| outlet.file.is_none()).collect();
        if let [first, second, ..] = loose[..] {
            let name =
                |outlet: &Outlet| outlet.format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
            return Err(format!(
                "two formats for standard output: {} and {}; name a file for one of them, such as `--format {}=FILE`",
                name(first),
                name(second),
                name(second)
            ));
        }
        for (number, outlet) in asked.iter().enumerate() {
            let same = |other: &&Outlet| other.target().is_some() && other.target() == outlet.target();
            if let Some(twice) = asked[..number].iter().find(same).and_then(|other| other.file.as_deref()) {
                return Err(format!("two formats for one file: {}", shown(twice)));
            }
        }
        Ok(Self(asked.to_vec()))
    }

    /// The files that are there and would be replaced, links followed.
    pub(super) fn replaced(&self) -> Vec<PathBuf> {
        let files = self.0.iter().filter_map(|outlet| outlet.file.as_ref());
        files.filter_map(|file| std::fs::canonicalize(file).ok()).collect()
    }

    /// Whether one of them goes to a file, whether it is there or not.
    pub(super) fn name(&self, file: &Path) -> bool {
        let file = Outlet { format: Format::Text, file: Some(file.to_owned()) }.target();
        self.0.iter().any(|outlet| outlet.file.is_some() && outlet.target() == file)
    }

    /// Why these cannot be written: one of them would take the place of what is read.
    pub(super) fn over_input<'p>(&self, read: &(impl IntoIterator<Item = &'p Path> + Clone)) -> Option<String> {
        self.0.iter().filter_map(|outlet| outlet.file.as_deref()).find_map(|file| over_input(file, read.clone()))
    }

    /// Whether a report on standard output says what was left out and what was set.
    pub(super) fn tell(&self) -> bool {
        let says = |format| {
            matches!(format, Format::Text | Format::Full | Format::Json | Format::Jsonl | Format::Markdown | Format::Agent)
        };
        self.0.iter().any(|outlet| outlet.file.is_none() && says(outlet.format))
    }

    /// Whether standard output stays empty.
    pub(super) fn is_silent(&self) -> bool {
        self.0.iter().all(|outlet| outlet.file.is_some())
    }
}

/// Why a report cannot go to a file: it is one of those that are read.
pub(super) fn over_input<'p>(file: &Path, read: impl IntoIterator<Item = &'p Path>) -> Option<String> {
    let target = std::fs::canonicalize(file).ok()?;
    let input = read.into_iter().find(|input| std::fs::canonicalize(input).is_ok_and(|input| input == target))?;
    Some(takes_the_place(input))
}

/// What to say of a report that would take the place of a file that is read.
pub(super) fn takes_the_place(input: &Path) -> String {
    format!("the report would take the place of {}, which is read; name another file", shown(input))
}

/// Whether the environment says that an agent runs.
fn agent() -> bool {
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0" && value != "false");
    AGENTS.iter().any(set)
}

/// The folder of this run, and the root of the repository that it is in.
pub(super) fn folder() -> Folder {
    let Ok(here) = std::env::current_dir() else { return Folder::default() };
    let root = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    let below = here.strip_prefix(root).map_or_else(|_| String::new(), shown);
    Folder { root: shown(root), below }
}

#[cfg(test)]
mod tests {
    use super::{Format, Outlet, Outlets};

    fn outlet(text: &str) -> Result<Outlet, String> {
        text.parse()
    }

    #[test]
    fn formats_are_read_in_any_case_with_a_file_behind_them() {
        assert_eq!(outlet("json"), Ok(Outlet { format: Format::Json, file: None }));
        assert_eq!(outlet("SARIF=a=b.sarif"), Ok(Outlet { format: Format::Sarif, file: Some("a=b.sarif".into()) }));
        assert_eq!(outlet("sarif="), Err("no file is named behind `=`".to_owned()));
        assert_eq!(outlet("sarf"), Err("did you mean `sarif`?".to_owned()));
        assert!(outlet("").is_err_and(|said| said.starts_with("it is one of text, full, concise, json, jsonl, sarif, ")));
    }

    #[test]
    fn one_format_goes_to_standard_output_and_one_to_a_file() {
        let asked = |texts: &[&str]| {
            let asked: Vec<Outlet> = texts.iter().map(|text| outlet(text).expect("a format")).collect();
            Outlets::asked(&asked, Format::Text).map(|outlets| outlets.0.len())
        };
        assert_eq!(asked(&["github", "sarif=a", "json=b"]), Ok(3));
        assert_eq!(asked(&["sarif=a"]), Ok(1));
        assert!(asked(&["github", "json"]).is_err_and(|said| said.contains("github and json")));
        assert!(asked(&["sarif=a", "json=a"]).is_err_and(|said| said == "two formats for one file: a"));
    }
}
