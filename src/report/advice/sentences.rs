//! What is said of a model in one sentence, and of all of them together.

use super::Page;
use crate::advise::{ModelAdvice, MoneyRow, Standing};
use crate::report::said;
use crate::report::tongue::Tongue;

impl Page<'_> {
    /// The state of a model in one sentence.
    pub(super) fn in_short(&self, model: &ModelAdvice) -> String {
        let mut said = match model.standing {
            Standing::Closed => self.say(said::ADVISE_CLOSED_BY, &[("gates", &self.counted(said::GATES, model.gates_closed))]),
            Standing::CannotSay => self.plain(said::ADVISE_NOT_CLOSED).to_owned(),
            Standing::Open => self.plain(said::ADVISE_STANDS_OPEN).to_owned(),
        };
        if model.gates_open > 0 {
            let gates = self.counted(said::GATES, model.gates_open);
            said = self.say(said::ADVISE_GATES_UNSAID, &[("so_far", &said), ("gates", &gates)]);
        }
        let bands: Vec<String> = model.bands.iter().map(|band| self.told(band)).collect();
        if !bands.is_empty() {
            let gap = if self.tongue == Tongue::En { " " } else { "" };
            let bands = bands.join(&format!("{gap}{}{gap}", self.tongue.word("to")));
            said = self.say(said::ADVISE_BANDS, &[("so_far", &said), ("bands", &bands)]);
        }
        self.say(said::ADVISE_OF, &[("models", &self.told(&model.name)), ("text", &said)])
    }

    /// What lies between the design and a model, in one sentence.
    pub(super) fn away(&self, model: &ModelAdvice) -> Option<String> {
        let words: Vec<String> = model.away.iter().map(|word| self.told(word)).collect();
        let name = self.told(&model.name);
        (!words.is_empty()).then(|| self.say(said::ADVISE_AWAY, &[("words", &self.and(&words)), ("model", &name)]))
    }

    /// `one, two and three`.
    pub(super) fn and(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.say(said::ADVISE_AND, &[("first", &first.join(self.tongue.list())), ("last", last)]),
        }
    }

    /// What can be said of all models together.
    pub(super) fn together(&self) -> String {
        let models = &self.advice.models;
        let name =
            |id: &String| models.iter().find(|model| model.id == *id).map_or_else(String::new, |model| self.told(&model.name));
        if let Some(best) = &self.advice.fits_best {
            return self.say(said::ADVISE_BEST, &[("model", &name(best))]);
        }
        match &self.advice.in_question[..] {
            [] => self.plain(said::ADVISE_ALL_CLOSED).to_owned(),
            [one] => self.say(said::ADVISE_ONE_LEFT, &[("model", &name(one))]),
            many => {
                let names: Vec<String> = many.iter().map(name).collect();
                self.say(said::ADVISE_NOT_SAID_YET, &[("models", &self.and(&names))])
            }
        }
    }

    pub(super) fn listed(&self, words: &[String], most: usize) -> String {
        let shown = words.iter().take(most).cloned().collect::<Vec<_>>().join(self.tongue.list());
        match words.len().saturating_sub(most) {
            0 => shown,
            more => self.say(said::AND_MORE, &[("field", &shown), ("n", &more)]),
        }
    }

    pub(super) fn amount(&self, row: &MoneyRow) -> String {
        match (&row.shown, row.quoted) {
            (Some(shown), _) => self.tongue.figure(shown),
            (None, true) => self.plain(said::ADVISE_QUOTED).to_owned(),
            (None, false) => self.plain(said::ADVISE_NO_AMOUNT).to_owned(),
        }
    }
}
