//! The open questions one after the other, the most telling first: each answer goes into the text of the spec, and what is
//! asked next is found from there.

use std::io::{self, BufRead, Write};

use crate::advise::{Desk, Question};
use crate::design::asked;
use crate::propose::Change;
use crate::report::one_line;

/// What came of the questions.
pub(super) struct Interview {
    /// The text of the spec with the answers, and everything else as it was.
    pub(super) text: String,
    /// How many questions were answered.
    pub(super) answers: usize,
}

/// What a line of input means.
enum Said {
    Answered(String),
    Skipped,
    Ended,
}

/// Asks until nothing telling is open or nobody wants to go on.
pub(super) fn interview(desk: &Desk<'_>, text: &str, input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Interview> {
    let mut state = Interview { text: text.to_owned(), answers: 0 };
    let mut skipped: Vec<String> = Vec::new();
    writeln!(
        out,
        "`?` explains a question, an empty line skips it, `end` ends them; what is answered is written to the spec then."
    )?;
    loop {
        let Some(advice) = desk.advise(&state.text) else { return Ok(state) };
        let open = |question: &&Question| question.ask.is_some() && question.effect() > 0.0 && !skipped.contains(&question.field);
        let Some(question) = advice.questions.iter().find(open) else { return Ok(state) };
        match ask(desk, &state.text, question, input, out)? {
            Said::Answered(changed) => {
                state.text = changed;
                state.answers += 1;
            }
            Said::Skipped => skipped.push(question.field.clone()),
            Said::Ended => return Ok(state),
        }
    }
}

/// Asks one question until the answer can be read, is skipped, or nothing more is said.
fn ask(desk: &Desk<'_>, text: &str, question: &Question, input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Said> {
    let said = question.ask.as_deref().unwrap_or_default();
    let such: Vec<String> = question.effects.iter().map(|effect| format!("`{}`", effect.answer)).collect();
    let such = if such.is_empty() { String::new() } else { format!("(such as {})", such.join(" or ")) };
    writeln!(out, "\n{}: {} {}", one_line(&question.field), one_line(said), one_line(&such))?;
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(Said::Ended);
        }
        let answer = line.trim();
        match answer {
            "" => return Ok(Said::Skipped),
            "end" => return Ok(Said::Ended),
            "?" => {
                explain(question, out)?;
                continue;
            }
            _ => {}
        }
        if let Some(fault) = desk.fault(text, &question.field, answer) {
            writeln!(out, "{}", one_line(&fault))?;
            continue;
        }
        let change = Change::Set { path: question.field.clone(), value: answer.to_owned() };
        // An answer that reads well as a value but not in its place leaves the spec as it is.
        match change.apply(text).filter(|changed| desk.advise(changed).is_some()) {
            Some(changed) => return Ok(Said::Answered(changed)),
            None => writeln!(out, "this cannot be written there; skip it with an empty line")?,
        }
    }
}

/// Says what a field means and what may stand there.
fn explain(question: &Question, out: &mut dyn Write) -> io::Result<()> {
    let said = question.ask.as_deref().unwrap_or_default();
    writeln!(out, "{}", one_line(said))?;
    if let Some(asked) = asked(&question.field) {
        let meaning = if asked.meaning.is_empty() { String::new() } else { format!(": {}", asked.meaning) };
        writeln!(out, "  {} in the spec{meaning}", one_line(&question.field))?;
        let words: Vec<String> = asked.words.iter().map(|word| format!("`{word}`")).collect();
        let tried = question.effects.first().map(|effect| effect.answer.as_str());
        match (&words[..], tried.unwrap_or(&asked.example)) {
            ([], "") => {}
            ([], example) => writeln!(out, "  a value such as `{}`", one_line(example))?,
            (words, _) => writeln!(out, "  one of {}", words.join(", "))?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::interview;
    use crate::advise::{Desk, Profile};
    use crate::design::Loader;
    use crate::engine::{Engine, Options};

    const BRIEF: &str = "caseproof: 1 # a brief
design: { name: Bag, stage: concept }
production:
  order_quantity: 1000 # first run
parts:
  shell: { material: eva-foam-75c }
engagement:
  client: { engineers: 0 } # nobody yet
  documents: { drawings: missing }
";

    /// Text, answers and everything that was asked.
    fn answered(lines: &str) -> (String, usize, String) {
        let (engine, profile) = (Engine::builtin().expect("checks"), Profile::builtin().expect("rows"));
        let options = Options { today: Some("2026-11-22".to_owned()), ..Options::default() };
        let loader = Loader::new(Path::new("."));
        let desk = Desk { engine: &engine, profile: &profile, loader, sets: Vec::new(), folder: None, options };
        let mut out = Vec::new();
        let done = interview(&desk, BRIEF, &mut lines.as_bytes(), &mut out).expect("it can be read");
        (done.text, done.answers, String::from_utf8(out).expect("UTF-8"))
    }

    #[test]
    fn answers_come_into_the_spec_and_leave_the_rest_of_it_alone() {
        let (text, answers, asked) = answered("banana\n");
        assert_eq!((text.as_str(), answers), (BRIEF, 0), "{asked}");
        assert!(asked.matches("\n> ").count() >= 2, "what cannot be read is asked again: {asked}");

        let first = asked.lines().find(|line| line.contains(": ") && line.contains("such as")).expect("a question");
        let field = first.split(": ").next().expect("a field");
        let answer = first.rsplit("or `").next().and_then(|rest| rest.split('`').next()).expect("an answer");
        let (text, answers, asked) = answered(&format!("{answer}\nend\n"));
        assert_eq!(answers, 1, "{asked}");
        let key = field.rsplit('.').next().expect("a key");
        assert!(text.contains(key) && text.contains(answer), "{text}");
        for line in BRIEF.lines().filter(|line| line.contains('#')) {
            let comment = line.split('#').nth(1).expect("a comment");
            assert!(text.contains(comment), "{text}");
        }
    }

    #[test]
    fn a_question_is_explained_and_asked_again() {
        let (text, answers, asked) = answered("?\nend\n");
        assert_eq!((text.as_str(), answers), (BRIEF, 0), "{asked}");
        assert!(!asked.contains("expected"), "{asked}");
        assert!(asked.contains(" in the spec") && asked.matches("\n> ").count() >= 2, "{asked}");
    }

    #[test]
    fn questions_that_are_skipped_are_not_asked_again() {
        let (text, answers, asked) = answered(&"\n".repeat(40));
        assert_eq!((text.as_str(), answers), (BRIEF, 0));
        let mut fields: Vec<&str> =
            asked.lines().filter(|line| line.contains("such as")).filter_map(|line| line.split(": ").next()).collect();
        let all = fields.len();
        fields.sort_unstable();
        fields.dedup();
        assert!(all >= 4 && fields.len() == all, "{asked}");
    }
}
