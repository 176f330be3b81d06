//! What was probably meant by a word that nothing is called: by the words that it shares with names, then by spelling.

use super::asked::{figure, is_abbreviation, words};

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
    names: Vec<Vec<String>>,
    about: Vec<String>,
    folded: Vec<String>,
}

/// The numbers of the things that a text means, the best first. Shared words decide, rare ones more than common ones, and a name
/// that the text holds whole more than a word of one; where no word is shared, spelling does. Nothing is named that has only the
/// look of the text.
#[must_use]
pub fn rank(text: &str, things: &[Thing<'_>]) -> Vec<usize> {
    if text.len() > LONGEST_SLIP {
        return Vec::new();
    }
    let told: Vec<Told> = things.iter().map(tell).collect();
    let ranked = by_words(text, &told);
    if ranked.is_empty() { by_spelling(text, &told) } else { ranked }
}

/// Whether a text has two words at least, and a name has them all.
#[must_use]
pub fn covers(name: &str, text: &str) -> bool {
    let (asked, name) = (words(text), words(name));
    asked.len() > 1 && asked.iter().all(|word| name.iter().any(|known| alike(word, known) > 0.0))
}

fn tell(thing: &Thing<'_>) -> Told {
    Told {
        names: thing.names.iter().map(|name| words(name)).collect(),
        about: thing.about.iter().flat_map(|text| words(text)).collect(),
        folded: thing.names.iter().map(|name| fold(name)).collect(),
    }
}

/// Shares of a word that is met in another form, misspelt, as the beginning of a longer one, and in what is only said of a thing.
const FORM: f64 = 0.7;
const SLIP: f64 = 0.65;
const PART: f64 = 0.5;
/// Letters at the beginning of a word that nobody gets wrong.
const BEGIN: usize = 2;
const ABOUT: f64 = 0.6;
/// The same of two grades of one scale that are as near as can be, and the share of each other below which they are far.
const GRADE: f64 = 0.6;
const FAR: f64 = 0.4;
/// What the words of a name that the text holds whole count for once more.
const WHOLE: f64 = 0.5;
/// Share of the best score below which a thing is no candidate.
const CUT: f64 = 0.5;

/// How a thing is met by the words that are asked for.
struct Met {
    /// How well it is met by each word.
    words: Vec<f64>,
    /// Which words are those of names that are asked for whole.
    whole: Vec<bool>,
    /// Whether one of its names has all words, and no other.
    exact: bool,
    /// How much of one name is asked for: among those that have the same words, who has them together comes first.
    fit: f64,
}

fn by_words(text: &str, told: &[Told]) -> Vec<usize> {
    let asked = words(text);
    let mut met: Vec<Met> = told.iter().map(|thing| met(&asked, thing)).collect();
    // What is only spelled alike is not meant where the word itself is there.
    for word in 0..asked.len() {
        if met.iter().any(|met| met.words[word] >= FORM) {
            met.iter_mut().filter(|met| is_slip(met.words[word])).for_each(|met| met.words[word] = 0.0);
        }
    }
    let rarity: Vec<f64> = (0..asked.len())
        .map(|word| {
            let known = met.iter().filter(|met| met.words[word] > 0.0).count();
            (1.0 + told.len() as f64 / (1.0 + known as f64)).ln()
        })
        .collect();
    // Where there is the grade that is asked for, or one nearer to it, another one is not the usual thing of its name.
    let grades: Vec<usize> = (0..asked.len()).filter(|word| figure(&asked[*word]).is_some()).collect();
    let is_named = |own: &Met, other: &Met| own.whole.iter().zip(&other.words).all(|(whole, met)| !whole || *met > 0.0);
    let is_farther = |own: &Met| {
        let nearer = |word: usize| met.iter().any(|other| other.words[word] > own.words[word] && is_named(own, other));
        grades.iter().any(|word| own.words[*word] > 0.0 && nearer(*word))
    };
    let weight = |met: &Met, word: usize| if met.whole[word] && !is_farther(met) { 1.0 + WHOLE } else { 1.0 };
    let score = |met: &Met| -> f64 { (0..asked.len()).map(|word| met.words[word] * rarity[word] * weight(met, word)).sum() };
    // A number alone means nothing: `38` is a hardness, a width or a type.
    let speaks = |met: &Met| met.exact || met.words.iter().zip(&asked).any(|(met, word)| *met > 0.0 && is_telling(word));
    // What has none of the words that name something else is only met by what is said of that.
    let core: Vec<usize> = (0..asked.len()).filter(|word| met.iter().any(|met| met.whole[*word])).collect();
    let central = |met: &Met| core.is_empty() || core.iter().any(|word| met.words[*word] > 0.0);
    let some_exact = met.iter().any(|met| met.exact);
    let meant = |met: &Met| speaks(met) && central(met) && (met.exact || !some_exact);
    let mut ranked: Vec<(f64, usize)> =
        met.iter().enumerate().filter(|(_, met)| meant(met)).map(|(number, met)| (score(met), number)).collect();
    let best = ranked.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    ranked.retain(|(score, _)| *score >= CUT * best);
    ranked.sort_by(|(a, first), (b, second)| {
        let length = |number: &usize| told[*number].folded.first().map_or(0, String::len);
        b.total_cmp(a)
            .then_with(|| met[*second].fit.total_cmp(&met[*first].fit))
            .then_with(|| length(first).cmp(&length(second)))
            .then(first.cmp(second))
    });
    ranked.into_iter().map(|(_, number)| number).collect()
}

/// Whether a word is met by its spelling alone, as a name or in what is said of a thing.
fn is_slip(share: f64) -> bool {
    [SLIP, ABOUT * SLIP].iter().any(|slip| (share - slip).abs() < 1e-9)
}

/// Whether a word says more than a number or a letter does.
fn is_telling(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2 || word.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// How a thing is met by words.
fn met(asked: &[String], thing: &Told) -> Met {
    let best = |word: &String, known: &[String]| known.iter().map(|known| alike(word, known)).fold(0.0, f64::max);
    let named = |word: &String| thing.names.iter().map(|name| best(word, name)).fold(0.0, f64::max);
    let all = asked.iter().map(|word| named(word).max(ABOUT * best(word, &thing.about))).collect();
    let mut met = Met { words: all, whole: vec![false; asked.len()], exact: false, fit: 0.0 };
    let together = |name: &Vec<String>| asked.iter().filter(|word| best(word, name) > 0.0).count() as f64;
    met.fit = thing.names.iter().map(|name| together(name).powi(2) / name.len().max(1) as f64).fold(0.0, f64::max);
    // A near grade is another one, so its name is not asked for.
    let same = |word: &String, known: &String| alike(word, known) >= SLIP;
    for name in thing.names.iter().filter(|name| is_name(name)) {
        if name.iter().all(|known| asked.iter().any(|word| same(word, known))) {
            let own: Vec<bool> = asked.iter().map(|word| name.iter().any(|known| same(word, known))).collect();
            met.exact |= own.iter().all(|own| *own);
            met.whole.iter_mut().zip(own).for_each(|(whole, own)| *whole |= own);
        }
    }
    met
}

/// Whether words are more than a digit or a letter.
fn is_name(name: &[String]) -> bool {
    name.iter().map(|word| word.chars().count()).sum::<usize>() > 1
}

/// How much two words are one: the same, a form of each other, or a slip.
fn alike(a: &str, b: &str) -> f64 {
    const STEM: usize = 4;
    if a == b {
        return 1.0;
    }
    if is_abbreviation(a) {
        return if b.starts_with(a.trim_end_matches('.')) { FORM } else { 0.0 };
    }
    // A script without spaces has its words within each other.
    if !a.is_ascii() && !a.ends_with('°') && (a.contains(b) || b.contains(a)) {
        return FORM;
    }
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    if let (Some(first), Some(second)) = (figure(a), figure(b)) {
        let share = first.0.min(second.0) / first.0.max(second.0);
        let one_scale = is_one_scale(first.1, second.1);
        return if !one_scale || share < FAR {
            0.0
        } else if first.0 == second.0 {
            1.0
        } else {
            GRADE * share
        };
    }
    if short < STEM {
        return 0.0;
    }
    let common: String = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    let ends = [a, b].map(|word| &word[common.len()..]);
    let stem = common.chars().count();
    if stem >= STEM && ends.iter().all(|end| ENDINGS.contains(end)) {
        FORM
    } else if stem >= STEM && stem == short {
        PART
    } else if long > STEM && stem >= BEGIN && strsim::damerau_levenshtein(a, b) <= slips(short) {
        SLIP
    } else {
        0.0
    }
}

/// Endings of the forms of one word: `molding` and `molded`, `laminate` and `lamination`.
const ENDINGS: [&str; 16] = ["", "s", "e", "es", "ed", "d", "er", "ers", "or", "ing", "ings", "ion", "ions", "ive", "y", "ies"];

/// Whether two units of grades are one; a degree without a scale is one of any Shore scale.
fn is_one_scale(one: &str, other: &str) -> bool {
    let shore = |unit: &str| matches!(unit, "a" | "c" | "d");
    !one.is_empty() && (one == other || one == "°" && shore(other) || other == "°" && shore(one))
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
