//! Advice on how the work is shared, as text: every model in a column, and beside the columns what they speak of.

use std::io;

use super::sanitize::one_line;
use super::words::counted;
use super::wrap::paragraph;
use crate::advise::{Advice, Answer, Effect, ModelAdvice, MoneyRow, Question, Standing};

/// Questions that are shown with what they change; the others by their field alone.
const MOST_QUESTIONS: usize = 8;

/// Columns for what stands beside the models, at least.
const LEAST_ROOM: usize = 30;

/// Writes the advice on one design; `file` is how it is called.
pub fn write_advice(advice: &Advice, file: &str, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { advice, width, text: String::new() };
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
    width: usize,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, first: &str, text: &str) {
        let width = self.width.max(first.chars().count() + LEAST_ROOM);
        self.text.push_str(&paragraph(first, &one_line(text), width));
    }

    fn title(&mut self, text: &str) {
        self.text.push('\n');
        self.line("", text);
    }

    /// Columns of a cell: as wide as the widest name of a model, and wide enough for what stands below.
    fn cell(&self) -> usize {
        self.advice.models.iter().map(|model| model.short.chars().count()).max().unwrap_or(0).max(10) + 1
    }

    /// Cells of the models, and beside them a text.
    fn row(&mut self, cells: &[String], text: &str) {
        let wide = self.cell();
        let first: Vec<String> = cells.iter().map(|cell| format!("{:<wide$}", one_line(cell))).collect();
        let first = first.concat();
        self.line(&format!("  {first} "), text);
    }

    /// A text beside the models, below a row.
    fn beside(&mut self, word: &str, text: &str) {
        let blank = " ".repeat(self.cell() * self.advice.models.len() + 3);
        self.line(&format!("{blank}{word}"), text);
    }

    /// The names of the models over their columns.
    fn names(&mut self) {
        let wide = self.cell();
        let models = self.advice.models.iter();
        let names: Vec<String> = models.map(|model| format!("{:<wide$}", one_line(&model.short))).collect();
        let names = names.concat();
        self.text.push_str(format!("  {names}").trim_end());
        self.text.push('\n');
    }

    fn head(&mut self, file: &str) {
        let advice = self.advice;
        let stage = advice.stage.as_deref().map_or_else(String::new, |stage| format!(" at {stage}"));
        self.line("", &format!("{} ({file}){stage}: who designs and who builds", advice.design));
        let says = match &advice.says {
            Some(says) => format!("the spec says `{says}`"),
            None => "the spec does not say how the work is shared, which is taken as undecided".to_owned(),
        };
        let open = advice.open;
        let found = format!("{}, {}", counted(open.errors, "error"), counted(open.warnings, "warning"));
        self.line("", &format!("{says}; the checks find {found} and can decide {} of {}", open.decided, open.applicable));
        self.title("In short");
        for model in &advice.models {
            self.line("  ", &in_short(model));
            if let Some(away) = away(model) {
                self.line("    ", &away);
            }
        }
        self.line("  ", &together(advice));
        let said: Vec<&ModelAdvice> = advice.models.iter().filter(|model| advice.says.as_ref() == Some(&model.word)).collect();
        if !said.is_empty() && said.iter().all(|model| model.standing == Standing::Closed) {
            self.line("  ", "gates close what the spec says");
        }
    }

    fn models(&mut self) {
        let models = &self.advice.models;
        let cells = |said: fn(&ModelAdvice) -> String| models.iter().map(said).collect::<Vec<String>>();
        let rows = [
            (cells(|model| model.gates_closed.to_string()), "gates that close it"),
            (cells(|model| model.gates_open.to_string()), "gates of which it cannot be said"),
            (cells(|model| model.met.to_string()), "criteria that speak for it"),
            (cells(|model| model.not_met.to_string()), "criteria that speak against it"),
            (cells(|model| model.cannot_say.to_string()), "criteria of which it cannot be said"),
            (
                cells(|model| format!("{} %", ends(model.fit.map(|share| share * 100.0), 0))),
                "share of the weight that speaks for it",
            ),
            (cells(|model| ends(model.weeks, 0)), "weeks to the first lot"),
        ];
        self.title("Side by side");
        self.names();
        for (cells, text) in rows {
            self.row(&cells, text);
        }
    }

    fn gates(&mut self) {
        self.title("Gates: what closes a model, whatever else speaks for it");
        self.names();
        for row in &self.advice.gates {
            let cells: Vec<String> = row.answers.iter().map(|answer| mark(answer).to_owned()).collect();
            self.row(&cells, &row.title);
            self.open_points(&row.answers);
            self.hanging(&row.answers);
        }
    }

    fn criteria(&mut self) {
        self.title("Criteria: what speaks for a model (yes) and against it (no)");
        self.names();
        for row in &self.advice.criteria {
            let cells: Vec<String> = row.answers.iter().map(|answer| mark(answer).to_owned()).collect();
            let proposed = if row.weight_proposed { ", a proposal" } else { "" };
            self.row(&cells, &format!("{} ({:.0} %{proposed})", row.title, row.weight * 100.0));
            self.stands(&row.stands);
            self.needs(&row.needs);
            self.hanging(&row.answers);
            for (model, against) in self.advice.models.iter().zip(&row.against) {
                if let Some(against) = against {
                    self.beside("", &format!("against {}: {against}", model.short));
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
                |(model, stands): (&ModelAdvice, &Option<String>)| (stands.as_deref() == Some(text)).then(|| model.short.clone());
            let of: Vec<String> = self.advice.models.iter().zip(stands).filter_map(of).collect();
            let of = if one { String::new() } else { format!("{}: ", of.join(", ")) };
            self.beside("", &format!("{of}{text}"));
        }
    }

    /// What answers hang on that no field says, with the models.
    fn hanging(&mut self, answers: &[Answer]) {
        for text in hangs_on(answers) {
            let hangs = |answer: &Answer| matches!(answer, Answer::CannotSay { hangs_on, .. } if hangs_on.contains(&text));
            let of = self.advice.models.iter().zip(answers).filter(|(_, answer)| hangs(answer));
            let of: Vec<String> = of.map(|(model, _)| model.short.clone()).collect();
            self.beside("", &format!("{} hangs on {text}", of.join(", ")));
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
            self.beside("? needs ", &listed(needs, 3));
        }
    }

    fn phases(&mut self) {
        self.title("Weeks to the first lot, one phase after the other");
        self.names();
        for row in &self.advice.phases {
            let cells: Vec<String> =
                row.weeks.iter().map(|weeks| weeks.map_or_else(|| "-".to_owned(), |weeks| ends(weeks, 1))).collect();
            let behind = if row.given { ", as the spec gives it" } else { proposed(&row.sources) };
            self.row(&cells, &format!("{}{behind}", row.title));
            self.open_points(std::slice::from_ref(&row.applies));
        }
        let sums: Vec<String> = self.advice.models.iter().map(|model| ends(model.weeks, 1)).collect();
        self.row(&sums, "together");
    }

    fn money(&mut self) {
        self.title("Money at stake");
        for row in &self.advice.money {
            self.line("  ", &format!("{}: {}{}", row.title, amount(row), proposed(&row.sources)));
            self.line("    basis: ", &row.basis);
            if !row.needs.is_empty() {
                self.line("    ? needs ", &listed(&row.needs, 3));
            }
            let paid = self.advice.models.iter().zip(&row.paid);
            let paid: Vec<String> =
                paid.map(|(model, by)| format!("{}: {}", model.short, by.as_deref().unwrap_or("none"))).collect();
            self.line("    paid by: ", &paid.join("; "));
        }
    }

    fn changes(&mut self) {
        self.title("What would change the answer");
        for (number, model) in self.advice.models.iter().enumerate() {
            if model.gates_closed + model.not_met == 0 {
                self.line("  ", &format!("{}: nothing that is known stands against it", model.name));
                continue;
            }
            self.line("  ", &format!("{}:", model.name));
            for remedy in &model.remedies {
                let moves = if remedy.gate { "opens a gate".to_owned() } else { format!("moves {:.0} %", remedy.weight * 100.0) };
                self.line("    - ", &format!("{} ({moves}: {})", remedy.does, remedy.of));
            }
            let against = self.advice.criteria.iter().filter(|row| row.answers[number] == Answer::NotMet);
            let against = against.filter(|row| row.remedies[number].is_none());
            let against: Vec<String> = against
                .map(|row| {
                    row.against[number].clone().or_else(|| row.stands[number].clone()).unwrap_or_else(|| row.title.clone())
                })
                .collect();
            if !against.is_empty() {
                self.line("    - ", &format!("speaks against it as well: {}", against.join("; ")));
            }
        }
    }

    fn questions(&mut self) {
        let questions = &self.advice.questions;
        if questions.is_empty() {
            self.title("Questions: none is open");
            return;
        }
        self.title("Questions, in the order of how much their answers would change");
        let telling = questions.iter().filter(|question| question.effect() > 0.0).take(MOST_QUESTIONS).count();
        for (number, question) in questions.iter().take(telling).enumerate() {
            self.question(number + 1, question);
        }
        let others = questions.iter().skip(telling).flat_map(|question| std::iter::once(&question.field).chain(&question.others));
        let others: Vec<String> = others.cloned().collect();
        if !others.is_empty() {
            self.line("  ", &format!("by themselves these change less or nothing: {}", listed(&others, 12)));
        }
    }

    fn question(&mut self, number: usize, question: &Question) {
        let ask = question.ask.as_deref().map_or_else(String::new, |ask| format!(": {ask}"));
        let others = match question.others.len() {
            0 => String::new(),
            more => format!(" and {more} more such fields"),
        };
        self.line(&format!("  {number}. "), &format!("{}{others}{ask}", question.field));
        for effect in &question.effects {
            let models = self.advice.models.iter().enumerate();
            let then: Vec<String> = models
                .filter(|(model, _)| differs(question, *model))
                .map(|(model, advice)| {
                    let gates = counted(effect.gates_closed[model], "gate");
                    let gates = if shuts(question, model) { format!("{gates} closed, ") } else { String::new() };
                    format!("{} {gates}{} %", advice.short, ends(effect.fit[model].map(|share| share * 100.0), 0))
                })
                .collect();
            self.line("     ", &format!("`{}`: {}", effect.answer, then.join("; ")));
        }
    }

    fn shares(&mut self) {
        self.title("What each asks of whom");
        for model in &self.advice.models {
            self.line("  ", &format!("{}: {}; {}", model.name, model.about, model.owner));
            self.line("    of the client: ", &model.client.join("; "));
            self.line("    of the factory: ", &model.factory.join("; "));
        }
    }

    fn foot(&mut self) {
        let (all, proposals) = (self.advice.figures, self.advice.proposals);
        self.text.push('\n');
        self.line(
            "",
            &format!(
                "{proposals} of the {all} figures behind this are proposals that no source gives; a factory puts its own in their place with --profile"
            ),
        );
    }
}

/// The state of a model in one sentence.
fn in_short(model: &ModelAdvice) -> String {
    let gates = match model.standing {
        Standing::Closed => format!("closed by {}", counted(model.gates_closed, "gate")),
        Standing::CannotSay => "closed by no gate so far".to_owned(),
        Standing::Open => "open".to_owned(),
    };
    let more = match model.gates_open {
        0 => String::new(),
        open => format!(", {} cannot be said yet", counted(open, "gate")),
    };
    let bands = model.bands.join(" to ");
    let bands = if bands.is_empty() { String::new() } else { format!("; {bands} of the criteria speak for it") };
    format!("{}: {gates}{more}{bands}", model.name)
}

/// What lies between the design and a model, in one sentence.
fn away(model: &ModelAdvice) -> Option<String> {
    let words: Vec<&str> = model.away.iter().map(String::as_str).collect();
    (!words.is_empty()).then(|| format!("{} away from {}", and(&words), model.name))
}

/// `one, two and three`.
fn and(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What can be said of all models together.
fn together(advice: &Advice) -> String {
    let name = |id: &String| advice.models.iter().find(|model| model.id == *id).map_or("", |model| &model.name);
    if let Some(best) = &advice.fits_best {
        return format!("of what no gate closes, {} has the most that speaks for it, whatever is answered", name(best));
    }
    match &advice.in_question[..] {
        [] => "a gate closes every model today".to_owned(),
        [one] => format!("only {} is in question, and whether a gate closes it cannot be said yet", name(one)),
        many => {
            let names: Vec<&str> = many.iter().map(name).collect();
            format!("which of {} fits best cannot be said yet", and(&names))
        }
    }
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

const fn mark(answer: &Answer) -> &'static str {
    match answer {
        Answer::Met => "yes",
        Answer::NotMet => "no",
        Answer::NotDue => "later",
        Answer::NotAsked => "-",
        Answer::CannotSay { .. } => "?",
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

fn listed(words: &[String], most: usize) -> String {
    let shown = words.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    let more = words.len().saturating_sub(most);
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// What stands behind a row of which a figure is a proposal.
fn proposed(sources: &[String]) -> &'static str {
    if sources.iter().any(|source| source == "proposal") { " (a proposal)" } else { "" }
}

fn amount(row: &MoneyRow) -> String {
    match (&row.shown, row.quoted) {
        (Some(shown), _) => shown.clone(),
        (None, true) => "to be quoted".to_owned(),
        (None, false) => "cannot be said yet".to_owned(),
    }
}
