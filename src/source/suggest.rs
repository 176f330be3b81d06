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

/// The candidate that shares the most words with a wrong one: equal words, such that begin alike, and slips. Of equals the
/// shortest, then the first.
#[must_use]
pub fn nearest_by_words<'c>(wrong: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const SHORTEST: usize = 4;
    if wrong.len() > LONGEST_SLIP {
        return None;
    }
    let words = |name: &str| -> Vec<String> {
        name.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let wrong = words(wrong);
    let alike = |a: &str, b: &str| {
        let long = a.chars().count() >= SHORTEST && b.chars().count() >= SHORTEST;
        a == b
            || long && (a.starts_with(b) || b.starts_with(a) || strsim::damerau_levenshtein(a, b) <= a.chars().count() / SHORTEST)
    };
    let shared = |name: &str| {
        let name = words(name);
        wrong.iter().filter(|word| name.iter().any(|known| alike(word, known))).count()
    };
    let ranked = candidates.into_iter().map(|candidate| (std::cmp::Reverse(shared(candidate)), candidate.len(), candidate));
    ranked.filter(|(shared, ..)| shared.0 > 0).min().map(|(.., candidate)| candidate)
}
