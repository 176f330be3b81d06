//! What a run yields, file by file.

use std::any::Any;

use super::{DesignReport, Finding, Rejected};

/// Why what looks like a design is not read with the folder that it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// A `.gitignore` names it.
    Ignored,
    /// Its name, or that of a folder above it, begins with a dot.
    Hidden,
    /// It is a link to a folder outside of the project.
    Linked,
}

impl Aside {
    const WORDS: [&'static str; 3] = ["gitignore", "hidden", "linked"];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// What one file yields.
#[derive(Clone, Debug, Default)]
pub struct FileReport {
    /// Its designs, in the order of the file.
    pub designs: Vec<DesignReport>,
    /// Why it, or a document of it, could not be judged.
    pub rejected: Option<Rejected>,
    /// Its path, if it is no spec and was found on the way.
    pub skipped: Option<String>,
    /// Its path and why it was not read, if it looks like a design and yet was left out.
    pub left_out: Option<(String, Aside)>,
    /// What is wrong with it, if it is no spec and looks as if it was meant to be one: it is skipped only if a spec extends it.
    pub mistaken: Option<Rejected>,
    /// Faults of the program itself, each in one check of this file or in the whole file; the rest of the run is complete.
    pub internal: Vec<String>,
    /// The severity from which on its findings fail the run, or `never`; none stands for `error`.
    pub fail_on: Option<&'static str>,
}

impl FileReport {
    /// The same once it is known whether a spec extends the file: one that was meant to be a spec and is no base is rejected.
    #[must_use]
    pub fn settled(mut self, is_base: impl FnOnce() -> bool) -> Self {
        if let Some(mistaken) = self.mistaken.take()
            && !is_base()
        {
            self.skipped = None;
            self.rejected = Some(mistaken);
        }
        self
    }

    /// All findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.designs.iter().flat_map(|design| &design.findings)
    }
}

impl From<Rejected> for FileReport {
    /// A file that could not be judged at all.
    fn from(rejected: Rejected) -> Self {
        Self { rejected: Some(rejected), ..Self::default() }
    }
}

/// The fingerprint of a text: FNV-1a, 64 bits (Fowler, Noll, Vo): stable over versions and machines, which the hashers of the standard library are not.
pub(crate) fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// What a panic says.
pub(crate) fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}
