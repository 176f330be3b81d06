//! Advice on how the work is shared, as text: every model in a column, and beside the columns what they speak of.

mod sentences;

use std::io;

use super::said;
use super::sanitize::one_line;
use super::tongue::{Language, Phrase, Tongue};
use super::wrap::{columns, paragraph};
use crate::advise::{Advice, Answer, Effect, ModelAdvice, Question, Standing};

/// Questions that are shown with what they change; the others by their field alone.
const MOST_QUESTIONS: usize = 8;

/// Columns for what stands beside the models, at least.
const LEAST_ROOM: usize = 30;

/// Writes the advice on one design in each language, one below the other; `file` is how it is called.
pub fn write_advice(advice: &Advice, file: &str, language: Language, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (number, tongue) in language.tongues().iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        write_in(advice, file, *tongue, width, out)?;
    }
    Ok(())
}

fn write_in(advice: &Advice, file: &str, tongue: Tongue, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { advice, tongue, width, text: String::new() };
    page.head(file);
    page.models();
    page.gates();
    page.criteria();
    page.questions();
    page.changes();
    page.phases();
    page.money();
    page.shares();
    page.foot();
    write!(out, "{}", page.text)
}

/// The page as it is written.
struct Page<'a> {
    advice: &'a Advice,
    tongue: Tongue,
    width: usize,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, first: &str, text: &str) {
        let width = self.width.max(columns(first) + LEAST_ROOM);
        self.text.push_str(&paragraph(first, &one_line(text), width));
    }

    fn title(&mut self, text: &str) {
        self.text.push('\n');
        self.line("", text);
    }

    /// A phrase, filled in.
    fn say(&self, phrase: Phrase, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        phrase.say(self.tongue, values)
    }

    fn plain(&self, phrase: Phrase) -> &'static str {
        phrase.plain(self.tongue)
    }

    /// A text of the rows of advice.
    fn told(&self, text: &str) -> String {
        told(self.tongue, text)
    }

    fn counted(&self, phrase: Phrase, count: usize) -> String {
        phrase.counted(self.tongue, count)
    }

    /// The short name of a model.
    fn short(&self, model: &ModelAdvice) -> String {
        one_line(&self.told(&model.short))
    }

    /// Texts with what stands between clauses.
    fn clauses(&self, texts: &[String]) -> String {
        texts.join(self.tongue.semicolon())
    }

    /// Columns of a cell: as wide as the widest name of a model, and wide enough for what stands below.
    fn cell(&self) -> usize {
        self.advice.models.iter().map(|model| columns(&self.short(model))).max().unwrap_or(0).max(10) + 1
    }

    /// Cells with as much space behind each as makes them equally wide.
    fn padded(&self, cells: &[String]) -> String {
        let wide = self.cell();
        let gap = |cell: &String| " ".repeat(wide.saturating_sub(columns(cell)));
        cells.iter().flat_map(|cell| [cell.clone(), gap(cell)]).collect()
    }

    /// Cells of the models, and beside them a text.
    fn row(&mut self, cells: &[String], text: &str) {
        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
        let first = self.padded(&cells);
        self.line(&format!("  {first} "), text);
    }

    /// A text beside the models, below a row.
    fn beside(&mut self, word: &str, text: &str) {
        let blank = " ".repeat(self.cell() * self.advice.models.len() + 3);
        self.line(&format!("{blank}{word}"), text);
    }

    /// The names of the models over their columns.
    fn names(&mut self) {
        let names: Vec<String> = self.advice.models.iter().map(|model| self.short(model)).collect();
        let names = self.padded(&names);
        self.text.push_str(format!("  {names}").trim_end());
        self.text.push('\n');
    }

    fn head(&mut self, file: &str) {
        let advice = self.advice;
        let stage = advice.stage.as_deref().map_or_else(String::new, |stage| {
            let stage = self.tongue.value("stage", stage);
            self.say(said::AT_STAGE, &[("stage", &stage)])
        });
        self.line("", &self.say(said::ADVISE_HEAD, &[("design", &advice.design), ("file", &file), ("stage", &stage)]));
        let says = match &advice.says {
            Some(says) => self.say(said::ADVISE_SAYS, &[("word", says)]),
            None => self.plain(said::ADVISE_SAYS_NOTHING).to_owned(),
        };
        let open = advice.open;
        let errors = self.counted(said::ERRORS, open.errors);
        let warnings = self.counted(said::WARNINGS, open.warnings);
        let values: [(&str, &dyn std::fmt::Display); 5] = [
            ("says", &says),
            ("errors", &errors),
            ("warnings", &warnings),
            ("decided", &open.decided),
            ("all", &open.applicable),
        ];
        self.line("", &self.say(said::ADVISE_OPEN, &values));
        self.title(self.plain(said::ADVISE_IN_SHORT));
        for model in &advice.models {
            self.line("  ", &self.in_short(model));
            if let Some(away) = self.away(model) {
                self.line("    ", &away);
            }
        }
        self.line("  ", &self.together());
        let said_ones: Vec<&ModelAdvice> =
            advice.models.iter().filter(|model| advice.says.as_ref() == Some(&model.word)).collect();
        if !said_ones.is_empty() && said_ones.iter().all(|model| model.standing == Standing::Closed) {
            self.line("  ", self.plain(said::ADVISE_SAID_IS_CLOSED));
        }
    }

    fn models(&mut self) {
        let models = &self.advice.models;
        let cells = |said: fn(&ModelAdvice) -> String| models.iter().map(said).collect::<Vec<String>>();
        let rows = [
            (cells(|model| model.gates_closed.to_string()), said::ADVISE_ROW_CLOSED),
            (cells(|model| model.gates_open.to_string()), said::ADVISE_ROW_GATES_OPEN),
            (cells(|model| model.met.to_string()), said::ADVISE_ROW_FOR),
            (cells(|model| model.not_met.to_string()), said::ADVISE_ROW_AGAINST),
            (cells(|model| model.cannot_say.to_string()), said::ADVISE_ROW_OPEN),
            (cells(|model| format!("{} %", ends(model.fit.map(|share| share * 100.0), 0))), said::ADVISE_ROW_SHARE),
            (cells(|model| ends(model.weeks, 0)), said::ADVISE_ROW_WEEKS),
        ];
        self.title(self.plain(said::ADVISE_SIDE_BY_SIDE));
        self.names();
        for (cells, phrase) in rows {
            self.row(&cells, self.plain(phrase));
        }
    }

    fn gates(&mut self) {
        self.title(self.plain(said::ADVISE_GATES));
        self.names();
        for row in &self.advice.gates {
            let cells: Vec<String> = row.answers.iter().map(|answer| self.plain(mark(answer)).to_owned()).collect();
            self.row(&cells, &self.told(&row.title));
            self.open_points(&row.answers);
            self.hanging(&row.answers);
        }
    }

    fn criteria(&mut self) {
        self.title(self.plain(said::ADVISE_CRITERIA));
        self.names();
        for row in &self.advice.criteria {
            let cells: Vec<String> = row.answers.iter().map(|answer| self.plain(mark(answer)).to_owned()).collect();
            let phrase = if row.weight_proposed { said::ADVISE_WEIGHT_PROPOSED } else { said::ADVISE_WEIGHT };
            let weight = format!("{:.0}", row.weight * 100.0);
            self.row(&cells, &self.say(phrase, &[("title", &self.told(&row.title)), ("weight", &weight)]));
            self.stands(&row.stands);
            self.needs(&row.needs);
            self.hanging(&row.answers);
            for (model, against) in self.advice.models.iter().zip(&row.against) {
                if let Some(against) = against {
                    let values: [(&str, &dyn std::fmt::Display); 2] =
                        [("model", &self.short(model)), ("against", &self.told(against))];
                    self.beside("", &self.say(said::ADVISE_AGAINST, &values));
                }
            }
        }
    }

    /// Where the design stands; for which models, where that is not the same for all.
    fn stands(&mut self, stands: &[Option<String>]) {
        let all = once(stands);
        let one = all.len() == 1 && stands.iter().all(Option::is_some);
        for text in &all {
            let of =
                |(model, stands): (&ModelAdvice, &Option<String>)| (stands.as_deref() == Some(text)).then(|| self.short(model));
            let of: Vec<String> = self.advice.models.iter().zip(stands).filter_map(of).collect();
            let stands = self.told(text);
            let text = if one {
                stands
            } else {
                self.say(said::ADVISE_OF, &[("models", &of.join(self.tongue.list())), ("text", &stands)])
            };
            self.beside("", &text);
        }
    }

    /// What answers hang on that no field says, with the models.
    fn hanging(&mut self, answers: &[Answer]) {
        for text in hangs_on(answers) {
            let hangs = |answer: &Answer| matches!(answer, Answer::CannotSay { hangs_on, .. } if hangs_on.contains(&text));
            let of = self.advice.models.iter().zip(answers).filter(|(_, answer)| hangs(answer));
            let of: Vec<String> = of.map(|(model, _)| self.short(model)).collect();
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("models", &of.join(self.tongue.list())), ("text", &self.told(&text))];
            self.beside("", &self.say(said::ADVISE_HANGS, &values));
        }
    }

    /// What would say what cannot be said.
    fn open_points(&mut self, answers: &[Answer]) {
        let mut needs: Vec<String> = Vec::new();
        for answer in answers {
            if let Answer::CannotSay { needs: more, .. } = answer {
                needs.extend(more.iter().filter(|need| !needs.contains(need)).cloned().collect::<Vec<_>>());
            }
        }
        self.needs(&needs);
    }

    fn needs(&mut self, needs: &[String]) {
        if !needs.is_empty() {
            self.beside(self.plain(said::ADVISE_NEEDS), &self.listed(needs, 3));
        }
    }

    /// A gate or criterion: its id, by which it is found in the data, or what it asks for.
    fn called(&self, id: &str) -> String {
        let gates = self.advice.gates.iter().map(|row| (&row.id, &row.title));
        let mut rows = gates.chain(self.advice.criteria.iter().map(|row| (&row.id, &row.title)));
        let title = rows.find(|(known, _)| *known == id).map(|(_, title)| self.told(title));
        title.filter(|_| self.tongue == Tongue::Zh).unwrap_or_else(|| id.to_owned())
    }

    fn phases(&mut self) {
        self.title(self.plain(said::ADVISE_PHASES));
        self.names();
        for row in &self.advice.phases {
            let cells: Vec<String> =
                row.weeks.iter().map(|weeks| weeks.map_or_else(|| "-".to_owned(), |weeks| ends(weeks, 1))).collect();
            let phrase = if row.given { said::ADVISE_AS_GIVEN } else { proposed(&row.sources) };
            self.row(&cells, &self.say(phrase, &[("text", &self.told(&row.title))]));
            self.open_points(std::slice::from_ref(&row.applies));
        }
        let sums: Vec<String> = self.advice.models.iter().map(|model| ends(model.weeks, 1)).collect();
        self.row(&sums, self.plain(said::ADVISE_TOGETHER));
    }

    fn money(&mut self) {
        self.title(self.plain(said::ADVISE_MONEY));
        for row in &self.advice.money {
            let text = self.say(said::ADVISE_OF, &[("models", &self.told(&row.title)), ("text", &self.amount(row))]);
            self.line("  ", &self.say(proposed(&row.sources), &[("text", &text)]));
            self.line(self.plain(said::ADVISE_BASIS), &self.told(&row.basis));
            if !row.needs.is_empty() {
                self.line(&format!("    {}", self.plain(said::ADVISE_NEEDS)), &self.listed(&row.needs, 3));
            }
            let paid = self.advice.models.iter().zip(&row.paid).map(|(model, by)| {
                let by = by.as_deref().map_or_else(|| self.tongue.word("none").to_owned(), |by| self.told(by));
                self.say(said::ADVISE_OF, &[("models", &self.short(model)), ("text", &by)])
            });
            let paid: Vec<String> = paid.collect();
            self.line(self.plain(said::ADVISE_PAID), &self.clauses(&paid));
        }
    }

    fn changes(&mut self) {
        self.title(self.plain(said::ADVISE_CHANGES));
        for (number, model) in self.advice.models.iter().enumerate() {
            let name = self.told(&model.name);
            if model.gates_closed + model.not_met == 0 {
                self.line("  ", &self.say(said::ADVISE_NOTHING_AGAINST, &[("model", &name)]));
                continue;
            }
            self.line("  ", &self.say(said::ADVISE_OF, &[("models", &name), ("text", &"")]));
            for remedy in &model.remedies {
                let weight = format!("{:.0}", remedy.weight * 100.0);
                let phrase = if remedy.gate { said::ADVISE_OPENS } else { said::ADVISE_MOVES };
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("does", &self.told(&remedy.does)), ("weight", &weight), ("of", &self.called(&remedy.of))];
                self.line("    - ", &self.say(phrase, &values));
            }
            let against = self.advice.criteria.iter().filter(|row| row.answers[number] == Answer::NotMet);
            let against = against.filter(|row| row.remedies[number].is_none());
            let against: Vec<String> = against
                .map(|row| self.told(row.against[number].as_ref().or(row.stands[number].as_ref()).unwrap_or(&row.title)))
                .collect();
            if !against.is_empty() {
                self.line("    - ", &self.say(said::ADVISE_AS_WELL, &[("against", &self.clauses(&against))]));
            }
        }
    }

    fn questions(&mut self) {
        let questions = &self.advice.questions;
        if questions.is_empty() {
            self.title(self.plain(said::ADVISE_NO_QUESTIONS));
            return;
        }
        self.title(self.plain(said::ADVISE_QUESTIONS));
        let telling = questions.iter().filter(|question| question.effect() > 0.0).take(MOST_QUESTIONS).count();
        for (number, question) in questions.iter().take(telling).enumerate() {
            self.question(number + 1, question);
        }
        let others = questions.iter().skip(telling).flat_map(|question| std::iter::once(&question.field).chain(&question.others));
        let others: Vec<String> = others.cloned().collect();
        if !others.is_empty() {
            self.line("  ", &self.say(said::ADVISE_LESS, &[("fields", &self.listed(&others, 12))]));
        }
    }

    fn question(&mut self, number: usize, question: &Question) {
        let field = match question.others.len() {
            0 => question.field.clone(),
            more => self.say(said::ADVISE_SUCH_FIELDS, &[("field", &question.field), ("n", &more)]),
        };
        let text = question
            .ask
            .as_deref()
            .map_or_else(|| field.clone(), |ask| self.say(said::ADVISE_OF, &[("models", &field), ("text", &self.told(ask))]));
        self.line(&format!("  {number}. "), &text);
        for effect in &question.effects {
            let models = self.advice.models.iter().enumerate();
            let then: Vec<String> = models
                .filter(|(model, _)| differs(question, *model))
                .map(|(model, advice)| {
                    let share = ends(effect.fit[model].map(|share| share * 100.0), 0);
                    let phrase = if shuts(question, model) { said::ADVISE_THEN_CLOSED } else { said::ADVISE_THEN };
                    let gates = self.counted(said::GATES, effect.gates_closed[model]);
                    self.say(phrase, &[("model", &self.short(advice)), ("gates", &gates), ("share", &share)])
                })
                .collect();
            let answer = format!("`{}`", effect.answer);
            self.line("     ", &self.say(said::ADVISE_OF, &[("models", &answer), ("text", &self.clauses(&then))]));
        }
    }

    fn shares(&mut self) {
        self.title(self.plain(said::ADVISE_SHARES));
        for model in &self.advice.models {
            let about = self.clauses(&[self.told(&model.about), self.told(&model.owner)]);
            self.line("  ", &self.say(said::ADVISE_OF, &[("models", &self.told(&model.name)), ("text", &about)]));
            let each = |texts: &[String]| self.clauses(&texts.iter().map(|text| self.told(text)).collect::<Vec<_>>());
            let (client, factory) = (each(&model.client), each(&model.factory));
            self.line(self.plain(said::ADVISE_OF_CLIENT), &client);
            self.line(self.plain(said::ADVISE_OF_FACTORY), &factory);
        }
    }

    fn foot(&mut self) {
        let (all, proposals) = (self.advice.figures, self.advice.proposals);
        self.text.push('\n');
        self.line("", &self.say(said::ADVISE_FOOT, &[("proposals", &proposals), ("all", &all)]));
    }
}

/// A text of the rows of advice in a language, with the numbers that it was filled in with.
fn told(tongue: Tongue, text: &str) -> String {
    tongue.value("advised", text).into_owned()
}

/// Whether the answers to a question differ for a model.
fn differs(question: &Question, model: usize) -> bool {
    let same = |pair: &[Effect]| {
        let near = |end: usize| (pair[0].fit[model][end] - pair[1].fit[model][end]).abs() < 1e-9;
        pair[0].gates_closed[model] == pair[1].gates_closed[model] && near(0) && near(1)
    };
    !question.effects.windows(2).all(same)
}

/// Whether the answers to a question close different numbers of gates of a model.
fn shuts(question: &Question, model: usize) -> bool {
    question.effects.windows(2).any(|pair| pair[0].gates_closed[model] != pair[1].gates_closed[model])
}

const fn mark(answer: &Answer) -> Phrase {
    match answer {
        Answer::Met => said::ADVISE_YES,
        Answer::NotMet => said::ADVISE_NO,
        Answer::NotDue => said::ADVISE_LATER,
        Answer::NotAsked => said::ADVISE_NOT_ASKED,
        Answer::CannotSay { .. } => said::ADVISE_UNSAID,
    }
}

/// What answers hang on that no field says, each once.
fn hangs_on(answers: &[Answer]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for answer in answers {
        if let Answer::CannotSay { hangs_on, .. } = answer {
            all.extend(hangs_on.iter().filter(|one| !all.contains(one)).cloned().collect::<Vec<_>>());
        }
    }
    all
}

/// Each text once.
fn once(texts: &[Option<String>]) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for text in texts.iter().flatten() {
        if !all.contains(&&**text) {
            all.push(text);
        }
    }
    all
}

/// `20–60`, or one number where both ends are shown alike.
fn ends([low, high]: [f64; 2], digits: usize) -> String {
    let shown = |number: f64| {
        let text = format!("{number:.digits$}");
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    let (low, high) = (shown(low), shown(high));
    if low == high { low } else { format!("{low}–{high}") }
}

/// What stands around a row, by whether a figure of it is a proposal.
fn proposed(sources: &[String]) -> Phrase {
    if sources.iter().any(|source| source == "proposal") { said::ADVISE_PROPOSED } else { said::ADVISE_SOURCED }
}
