//! What to answer first: each field that is missing is given its best and its worst answer, and the design is advised again.

use super::advice::{Advice, Answer, Effect, Question, add};
use super::desk::Desk;
use super::rows::Row;

/// Most fields that are tried.
const MOST_TRIED: usize = 60;

impl Desk<'_> {
    /// What can be said of the one design of a text; none if it does not load.
    #[must_use]
    pub fn advise(&self, text: &str) -> Option<Advice> {
        let mut advice = self.assess(text, &[]).ok()?;
        advice.questions = self.questions(text, &advice);
        Some(advice)
    }

    /// The questions that are open, the most telling first.
    fn questions(&self, text: &str, advice: &Advice) -> Vec<Question> {
        let made = self.made(text);
        let groups = self.groups(needs(advice));
        let asked = groups.iter().take(MOST_TRIED).map(|(row, paths)| self.question(text, paths, *row, made.as_ref()));
        let mut questions: Vec<Question> = asked.collect();
        questions.sort_by(|one, other| other.effect().total_cmp(&one.effect()));
        questions
    }

    /// The fields by the question that asks for them; those of a question that is asked of all together stand together.
    fn groups(&self, needs: Vec<String>) -> Vec<(Option<&Row>, Vec<String>)> {
        let mut groups: Vec<(Option<&Row>, Vec<String>)> = Vec::new();
        for field in needs {
            let row = self.profile.questions.iter().find(|row| row.fields.iter().any(|pattern| fits(pattern, &field)));
            let path = row.and_then(|row| row.set.clone()).unwrap_or(field);
            let same = |known: Option<&Row>| match (known, row) {
                (Some(known), Some(row)) => row.together && std::ptr::eq(known, row),
                _ => false,
            };
            if groups.iter().any(|(_, paths)| paths.contains(&path)) {
                continue;
            }
            match groups.iter_mut().find(|(known, _)| same(*known)) {
                Some((_, paths)) => paths.push(path),
                None => groups.push((row, vec![path])),
            }
        }
        groups
    }

    fn question(&self, text: &str, paths: &[String], row: Option<&Row>, made: Option<&(String, String)>) -> Question {
        let effect = |answer: &String| {
            let answer = filled(answer, made)?;
            let sets: Vec<(String, String)> = paths.iter().map(|path| (path.clone(), answer.clone())).collect();
            let then = self.assess(text, &sets).ok()?;
            let gates_closed = then.models.iter().map(|model| model.gates_closed).collect();
            Some(Effect { answer, gates_closed, fit: then.models.iter().map(|model| model.fit).collect() })
        };
        let effects: Vec<Effect> = row.into_iter().flat_map(|row| &row.answers).filter_map(effect).collect();
        let (gates, moves) = apart(&effects);
        let (field, others) = paths.split_first().map_or_else(Default::default, |(first, rest)| (first.clone(), rest.to_vec()));
        Question { field, others, ask: row.map(|row| row.ask.clone()), effects, gates, moves }
    }
}

/// How far the answers that lie furthest apart are from each other.
fn apart(effects: &[Effect]) -> (usize, f64) {
    let pairs = effects.iter().enumerate().flat_map(|(number, one)| effects[number + 1..].iter().map(move |other| (one, other)));
    let far = pairs.map(|(one, other)| {
        let gates = one.gates_closed.iter().zip(&other.gates_closed).map(|(one, other)| one.abs_diff(*other)).sum::<usize>();
        let ends = one.fit.iter().zip(&other.fit).map(|(one, other)| (one[0] - other[0]).abs().max((one[1] - other[1]).abs()));
        let moves: f64 = ends.sum();
        // What is dust moves nothing.
        (gates, if moves < 1e-9 { 0.0 } else { moves })
    });
    far.max_by(|one, other| (one.0 as f64 + one.1).total_cmp(&(other.0 as f64 + other.1))).unwrap_or((0, 0.0))
}

/// Every field that something of the advice needs, in the order of the rows.
fn needs(advice: &Advice) -> Vec<String> {
    let mut all = Vec::new();
    for answer in advice.gates.iter().flat_map(|row| &row.answers).chain(advice.criteria.iter().flat_map(|row| &row.answers)) {
        if let Answer::CannotSay { needs, .. } = answer {
            add(&mut all, needs.clone());
        }
    }
    for row in &advice.phases {
        if let Answer::CannotSay { needs, .. } = &row.applies {
            add(&mut all, needs.clone());
        }
    }
    advice.money.iter().for_each(|row| add(&mut all, row.needs.clone()));
    all
}

/// An answer with the names of the design; none if it names what the design does not have.
fn filled(answer: &str, made: Option<&(String, String)>) -> Option<String> {
    match made {
        Some((part, process)) => Some(answer.replace("{part}", part).replace("{process}", process)),
        None => (!answer.contains("{part}") && !answer.contains("{process}")).then(|| answer.to_owned()),
    }
}

/// Whether a path fits a pattern, in which `*` stands for one word.
fn fits(pattern: &str, path: &str) -> bool {
    let (words, parts) = (path.split('.'), pattern.split('.'));
    words.clone().count() == parts.clone().count() && words.zip(parts).all(|(word, part)| part == "*" || part == word)
}

#[cfg(test)]
mod tests {
    use super::{Effect, apart, filled, fits};

    #[test]
    fn a_pattern_fits_paths_of_its_length() {
        for (pattern, path, expected) in [
            ("parts.*.cost", "parts.lid.cost", true),
            ("parts.*.cost", "parts.lid.tool.cost", false),
            ("parts.*.tool", "parts.lid.tool.cost", false),
            ("parts.*.tool.cost", "parts.lid.tool", false),
            ("evidence", "evidence.tests", false),
            ("production.launch_in", "production.launch_in", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn answers_are_filled_with_the_names_of_the_design() {
        let made = ("lid".to_owned(), "turning".to_owned());
        assert_eq!(
            filled("[{ of: {part}, process: {process} }]", Some(&made)).as_deref(),
            Some("[{ of: lid, process: turning }]")
        );
        assert_eq!(filled("[{ of: {part} }]", None), None);
        assert_eq!(filled("[]", None).as_deref(), Some("[]"));
    }

    #[test]
    fn the_effect_is_what_lies_between_the_answers() {
        let effect = |gates: usize, low: f64, high: f64| Effect {
            answer: String::new(),
            gates_closed: vec![gates, 0],
            fit: vec![[low, high], [0.5, 0.5]],
        };
        let (gates, moves) = apart(&[effect(2, 0.0, 0.5), effect(1, 0.2, 0.6), effect(2, 0.0, 0.5)]);
        assert_eq!(gates, 1);
        assert!((moves - 0.2).abs() < 1e-12, "{moves}");
        assert_eq!(apart(&[effect(2, 0.0, 0.5)]), (0, 0.0));
    }
}
