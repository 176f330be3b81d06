//! On what a figure rests, and who answers for it.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Sources, as indices into the list of sources. They stand in the figure itself: there are thousands of figures, and each list
/// apart would cost the start more than all the rest of it.
pub type Sources = SmallVec<[u16; 8]>;

/// How far a figure may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// General engineering knowledge that no page seen here states. Never makes an error by itself.
    Unverified,
    /// A source states part of it; the range was widened beyond the page.
    Widened,
    /// Every source named states it.
    Sourced,
}

/// Who answers for what a source says, the weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// Nobody: a blog, a forum, a wiki, a page written by a model. What rests on such alone is unverified.
    Blog,
    /// A shop, a molder, a dealer or a trade journal, out of its practice.
    #[default]
    Trade,
    /// A textbook, a reviewed paper or a database of engineers.
    Handbook,
    /// Whoever makes the thing, in its own sheet or guide.
    Maker,
    /// A standard, a law or an authority.
    Standard,
    /// The meaning of a name.
    Definition,
}
