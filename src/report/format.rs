//! The forms of a report.

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// What to act on, by causes, and last how each design stands; for people.
    #[cfg(feature = "cli")]
    Text,
    /// Every finding with source snippets, why, figures and sources; for people.
    #[cfg(feature = "cli")]
    Full,
    /// One line for each finding, for editors and grep.
    Concise,
    /// Everything in one object, for programs.
    Json,
    /// An object a line, for tables and runs of any length.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub: annotations.
    Github,
    /// `JUnit` XML: a test case for each check.
    #[cfg(feature = "cli")]
    Junit,
    /// Code quality of GitLab.
    Gitlab,
    /// Diagnostics for reviewdog.
    Rdjson,
    /// A page in Markdown, for the summary of a job.
    Markdown,
    /// A short form for programs that read text.
    Agent,
}
