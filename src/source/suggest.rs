//! What was probably meant by a word that nothing is called.

/// Bytes beyond which a wrong word is no slip of a known one.
const LONGEST_SLIP: usize = 100;

/// The candidate closest to a wrong word, if one is close enough to be meant.
#[must_use]
pub fn nearest<'c>(wrong: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if wrong.len() > LONGEST_SLIP {
        return None;
    }
    let wrong = wrong.to_lowercase();
    let limit = match wrong.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wrong, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
