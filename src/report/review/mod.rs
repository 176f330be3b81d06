//! The review as a page: HTML in one file without any request, or Markdown.
//!
//! What a page says comes from [`crate::review`], its sentences from the checks, its fixed words from `said.rs`, and how it looks
//! from templates that a factory may replace. Nothing here may judge or compute a figure of a design.

mod filters;
mod origin;
mod page;
mod picture;
mod said;
mod sentences;
mod templates;
#[cfg(test)]
mod tests;
mod verify;

pub use origin::{Input, Request, Run, input_of};
pub use page::{Page, Part, Refused, write_page};
pub use templates::{TemplateFault, Templates};
pub use verify::{differences, read_page};

/// The form of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum PageFormat {
    /// One file to look at, to print and to verify.
    #[default]
    Html,
    /// For documents and wikis.
    Markdown,
    /// A form to print as it is.
    Text,
}
