//! What may stand in a field while it is not decided. Whatever is read from a field answers this, so that no range is judged by
//! without being asked for closer.

use super::bears::Borne;
use super::evidence::{TestKind, TestSource};
use super::joint::{Direction, Groove, Link};
use super::part::{Appearance, Dimensioned, Progress, Side, Wall};
use super::sorts::{Quantity, Range, Sort, Tolerance};
use super::spec::{CaseKind, DocumentState, Drop, Exposure, KnownBy, Load, Model, Task};
use super::stage::Stage;
use crate::yaml::{Entries, Field, OrNone, TextOr};

/// What a field may hold.
pub trait Undecided {
    /// Whether a range stands there, so that what rests on it may become known by saying it closer.
    fn is_range(&self) -> bool;
}

impl<S: Sort> Undecided for Quantity<S> {
    fn is_range(&self) -> bool {
        !self.is_exact()
    }
}

impl Undecided for Dimensioned {
    fn is_range(&self) -> bool {
        self.nominal.get().is_some_and(Undecided::is_range)
    }
}

impl<T: Undecided, L: Undecided> Undecided for TextOr<T, L> {
    fn is_range(&self) -> bool {
        match self {
            Self::Text(text) => text.is_range(),
            Self::Long(long) => long.is_range(),
        }
    }
}

impl<T: Undecided> Undecided for Vec<Field<T>> {
    fn is_range(&self) -> bool {
        self.iter().filter_map(Field::get).any(Undecided::is_range)
    }
}

impl<T: Undecided> Undecided for Entries<T> {
    fn is_range(&self) -> bool {
        self.iter().filter_map(|entry| entry.value.as_ref()).any(Undecided::is_range)
    }
}

/// Ends and deviations are single values, and a word is decided.
impl<S> Undecided for Range<S> {
    fn is_range(&self) -> bool {
        false
    }
}

macro_rules! decided {
    ($($of:ty),* $(,)?) => {$(
        impl Undecided for $of {
            fn is_range(&self) -> bool {
                false
            }
        }
    )*};
}

// Blocks are here too: what stands in one is read by itself.
decided!(
    Appearance,
    Borne,
    Box<str>,
    CaseKind,
    Direction,
    DocumentState,
    Exposure,
    Groove,
    KnownBy,
    Link,
    Model,
    OrNone<Drop>,
    OrNone<Load>,
    Progress,
    Side,
    Stage,
    Task,
    TestKind,
    TestSource,
    Tolerance,
    Wall,
    bool,
);
