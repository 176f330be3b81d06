//! Names without their start: where a condition is about one thing, its facts may stand alone.

use std::ops::Range;

use super::ConditionError;
use super::path::{Names, Path};
use crate::vocabulary::{Kind, find, nearest_fact};

/// Resolves a name as a fact of the first bound thing. `None` if it starts with something that is bound, or with one of the
/// things that every design has: then it is no bare name.
pub(super) fn resolve(name: &str, at: &Range<usize>, names: &Names) -> Option<Result<Path, ConditionError>> {
    let (subject, kind) = *names.first()?;
    let first = name.split('.').next()?;
    let bound = names.iter().any(|(bound, _)| *bound == first);
    if bound || Kind::from_word(first).is_some_and(Kind::is_single) {
        return None;
    }
    if find(kind, first).is_none() {
        let here = at.start..at.start + first.len();
        let error = ConditionError::new(here, format!("a {kind} has no fact `{first}`"));
        return Some(Err(match nearest_fact(kind, first) {
            Some(near) => error.or_did_you_mean(Some(near)),
            None => error.with_help(format!("`caseproof facts {kind}` lists its facts")),
        }));
    }
    let whole = format!("{subject}.{name}");
    let added = subject.len() + 1;
    // Places are those of the name as it is written.
    let moved = |place: usize| place.saturating_sub(added) + at.start;
    Path::resolve(&whole, &(0..whole.len()), names)
        .map(|path| path.map_err(|error| ConditionError { at: moved(error.at.start)..moved(error.at.end), ..error }))
}
