//! What was probably meant by a word that nothing is called: by the words that it shares with names, then by spelling.

/// Bytes beyond which a wrong word is no slip of a known one.
const LONGEST_SLIP: usize = 100;

/// How many candidates are worth reading.
pub const MOST_CANDIDATES: usize = 3;

/// The candidate closest to a wrong word, if one is close enough to be meant.
#[must_use]
pub fn nearest<'c>(wrong: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if wrong.len() > LONGEST_SLIP {
        return None;
    }
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    let limit = match length {
        0..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wrong, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && 2 * *distance < length.max(candidate.chars().count()).max(2))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Letters that may be wrong in a word of this length before it is another word.
const fn slips(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        8..=11 => 2,
        _ => 3,
    }
}

/// The candidate that shares the most words with a wrong one: equal words, such that begin alike, and slips. Of equals the
/// shortest, then the first.
#[must_use]
pub fn nearest_by_words<'c>(wrong: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const SHORTEST: usize = 4;
    if wrong.len() > LONGEST_SLIP {
        return None;
    }
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

/// A name without case, spaces, `_` and `-`: names that are alike in this are one.
#[must_use]
pub fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '‐' | '‑' | '–'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Something that may be meant: what it is called, and what is said of it.
#[derive(Clone, Debug)]
pub struct Thing<'t> {
    /// Its names, the usual one first.
    pub names: Vec<&'t str>,
    /// Other words about it, which count for less.
    pub about: Vec<&'t str>,
}

/// The words of a thing, read once for all words that are asked for.
struct Told {
    names: Vec<String>,
    about: Vec<String>,
    folded: Vec<String>,
}

/// The numbers of the things that a text means, the best first. Shared words decide, rare ones more than common ones; where no
/// word is shared, spelling does. Nothing is named that has only the look of the text.
#[must_use]
pub fn rank(text: &str, things: &[Thing<'_>]) -> Vec<usize> {
    if text.len() > LONGEST_SLIP {
        return Vec::new();
    }
    let told: Vec<Told> = things.iter().map(tell).collect();
    let ranked = by_words(text, &told);
    if ranked.is_empty() { by_spelling(text, &told) } else { ranked }
}

fn tell(thing: &Thing<'_>) -> Told {
    let of = |texts: &[&str]| texts.iter().flat_map(|text| words(text)).collect();
    Told { names: of(&thing.names), about: of(&thing.about), folded: thing.names.iter().map(|name| fold(name)).collect() }
}

/// Shares of a word that is met as it is, in another form or misspelt, and in what is only said of a thing.
const FORM: f64 = 0.7;
const ABOUT: f64 = 0.6;
/// The same of two grades of one scale that are as near as can be.
const GRADE: f64 = 0.6;
/// Share of the best score below which a thing is no candidate.
const CUT: f64 = 0.5;

fn by_words(text: &str, told: &[Told]) -> Vec<usize> {
    let asked = words(text);
    let met: Vec<Vec<f64>> = told.iter().map(|thing| asked.iter().map(|word| meets(word, thing)).collect()).collect();
    let rarity: Vec<f64> = (0..asked.len())
        .map(|word| {
            let known = met.iter().filter(|met| met[word] > 0.0).count();
            (1.0 + told.len() as f64 / (1.0 + known as f64)).ln()
        })
        .collect();
    let score = |met: &[f64]| -> f64 { met.iter().zip(&rarity).map(|(met, rarity)| met * rarity).sum() };
    // A number alone means nothing: `38` is a hardness, a width or a type.
    let speaks = |met: &[f64]| met.iter().zip(&asked).any(|(met, word)| *met > 0.0 && is_telling(word));
    let mut ranked: Vec<(f64, usize)> =
        met.iter().enumerate().filter(|(_, met)| speaks(met)).map(|(number, met)| (score(met), number)).collect();
    let best = ranked.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    ranked.retain(|(score, _)| *score >= CUT * best);
    ranked.sort_by(|(a, first), (b, second)| {
        let length = |number: &usize| told[*number].folded.first().map_or(0, String::len);
        b.total_cmp(a).then_with(|| length(first).cmp(&length(second))).then(first.cmp(second))
    });
    ranked.into_iter().map(|(_, number)| number).collect()
}

/// Whether a word says more than a number or a letter does.
fn is_telling(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2 || word.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// How well a word is met by a thing.
fn meets(word: &str, thing: &Told) -> f64 {
    let best = |known: &[String]| known.iter().map(|known| alike(word, known)).fold(0.0, f64::max);
    best(&thing.names).max(ABOUT * best(&thing.about))
}

/// How much two words are one: the same, a form of each other, or a slip.
fn alike(a: &str, b: &str) -> f64 {
    const STEM: usize = 4;
    if a == b {
        return 1.0;
    }
    // A script without spaces has its words within each other.
    if !a.is_ascii() && (a.contains(b) || b.contains(a)) {
        return FORM;
    }
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    if let (Some((first, unit)), Some((second, other))) = (figure(a), figure(b)) {
        return if unit == other && !unit.is_empty() { GRADE * first.min(second) / first.max(second) } else { 0.0 };
    }
    if short < STEM {
        return 0.0;
    }
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let form = common >= STEM && (3 * common >= 2 * long || common == short);
    let slip = long > STEM && common > 0 && strsim::damerau_levenshtein(a, b) <= slips(short);
    if form || slip { FORM } else { 0.0 }
}

/// The number of a grade such as `38c` or `1680d`, and its letter.
fn figure(word: &str) -> Option<(f64, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit())?;
    Some((word[..end].parse().ok().filter(|number| *number > 0.0)?, &word[end..]))
}

fn by_spelling(text: &str, told: &[Told]) -> Vec<usize> {
    let wrong = fold(text);
    let limit = slips(wrong.chars().count());
    let distance =
        |thing: &Told| thing.folded.iter().map(|known| strsim::damerau_levenshtein(&wrong, known)).min().unwrap_or(usize::MAX);
    let mut near: Vec<(usize, usize)> =
        told.iter().enumerate().map(|(number, thing)| (distance(thing), number)).filter(|(far, _)| *far <= limit).collect();
    near.sort_unstable();
    near.into_iter().map(|(_, number)| number).collect()
}

/// The names that a wrong one may mean, at most three: what is the same but for case and hyphens, what shares words, then what is
/// spelled alike.
#[must_use]
pub fn candidates<'c>(wrong: &str, names: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    let names: Vec<&str> = names.into_iter().collect();
    if wrong.len() > LONGEST_SLIP {
        return Vec::new();
    }
    let folded = fold(wrong);
    if let Some(same) = names.iter().find(|name| fold(name) == folded) {
        return vec![same];
    }
    let slip = nearest(wrong, names.iter().copied());
    let things: Vec<Thing<'_>> = names.iter().map(|name| Thing { names: vec![name], about: Vec::new() }).collect();
    let mut found: Vec<&str> = slip.into_iter().collect();
    found.extend(rank(wrong, &things).into_iter().map(|number| names[number]).filter(|name| Some(*name) != slip));
    found.truncate(MOST_CANDIDATES);
    found
}

/// `did you mean …?` of candidates that are written already; none if there are none.
#[must_use]
pub fn did_you_mean(candidates: &[String]) -> Option<String> {
    let (last, others) = candidates.split_last()?;
    Some(if others.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", others.join(", "))
    })
}

/// The question after names that a wrong one may mean.
#[must_use]
pub fn did_you_mean_one_of<'c>(wrong: &str, names: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let found: Vec<String> = candidates(wrong, names).into_iter().map(|name| format!("`{name}`")).collect();
    did_you_mean(&found)
}

#[cfg(test)]
#[path = "suggest_tests.rs"]
mod tests;
