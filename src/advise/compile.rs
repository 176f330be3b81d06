//! From rows as they are written to rows that can be held against a design; every mistake is a problem at its place.

use super::asked::{Amount, Asked, Sentence, context};
use super::quantities::Quantities;
use super::rows::{Band, Criterion, Figures, Gate, Level, Model, Money, Phase, Profile, Row};
use super::written::{
    Text, Written, WrittenBand, WrittenCriterion, WrittenGate, WrittenLevel, WrittenLimit, WrittenModel, WrittenMoney,
    WrittenPhase, WrittenQuestion,
};
use crate::catalogue::source_fault;
use crate::knowledge::{Basis, library};
use crate::language::{Condition, ConditionError, Figure, Lexicon as _, Message, NamedLimit, thresholds};
use crate::quantity::{Bounds, Dimension, parse_as, parse_measure, split_range};
use crate::source::{SourceMap, Span, nearest};
use crate::yaml::{Entries, Entry, Field, Problem};

/// A figure that nobody answers for, as the rows write it.
const PROPOSAL: &str = "proposal";

/// Whether nobody answers for a figure with this source.
fn is_proposal(source: &str) -> bool {
    [PROPOSAL, "unverified"].contains(&source)
}

/// Compiles rows; what is wrong is added to the problems.
pub(super) struct Compiler<'c> {
    sources: &'c SourceMap,
    house: bool,
    models: Vec<String>,
    figures: Figures,
    problems: &'c mut Vec<Problem>,
}

/// Texts by the number of their model.
type ByModel<T> = Vec<(usize, T)>;

impl<'c> Compiler<'c> {
    pub(super) const fn new(sources: &'c SourceMap, house: bool, problems: &'c mut Vec<Problem>) -> Self {
        Self { sources, house, models: Vec::new(), figures: Figures { all: 0, proposed: 0 }, problems }
    }

    /// All rows; none of those that are broken.
    pub(super) fn profile(mut self, written: &Written) -> Option<Profile> {
        self.models = entries(&written.models).map(|entry| entry.id.to_string()).collect();
        let models = self.rows(&written.models, Self::model);
        let mut bands = self.rows(&written.bands, Self::band);
        bands.sort_by(|one, other| other.from.total_cmp(&one.from));
        let gates = self.rows(&written.gates, Self::gate);
        let mut criteria = self.rows(&written.criteria, Self::criterion);
        let phases = self.rows(&written.phases, Self::phase);
        let money = self.rows(&written.money, Self::money);
        let questions = self.rows(&written.questions, Self::question);
        let all: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
        if all <= 0.0 {
            let span = written.criteria.key();
            self.wrong(span, "wrong-value", "no criterion has any weight".to_owned());
            return None;
        }
        for criterion in &mut criteria {
            criterion.weight /= all;
        }
        Some(Profile { models, bands, gates, criteria, phases, money, questions, figures: self.figures })
    }

    fn rows<W, T>(&mut self, of: &Field<Entries<W>>, row: fn(&mut Self, &Entry<W>, &W) -> Option<T>) -> Vec<T> {
        let ids: Vec<&str> = entries(of).map(|entry| &*entry.id).collect();
        let mut found = Vec::new();
        for entry in entries(of) {
            let Some(written) = &entry.value else { continue };
            let before = self.problems.len();
            found.extend(row(self, entry, written));
            self.hint(before, entry, &ids);
        }
        found
    }

    /// What lacks keys may be a slip of another row's id.
    fn hint<W>(&mut self, before: usize, entry: &Entry<W>, ids: &[&str]) {
        let others = ids.iter().copied().filter(|id| **id != *entry.id);
        let Some(near) = nearest(&entry.id, others) else { return };
        for problem in self.problems[before..].iter_mut().filter(|problem| problem.code == "missing-key") {
            problem.help.get_or_insert_with(|| format!("did you mean `{near}`?"));
        }
    }

    fn wrong(&mut self, span: Span, code: &'static str, message: String) {
        self.problems.push(Problem::new(code, span, message));
    }

    fn model(&mut self, entry: &Entry<WrittenModel>, written: &WrittenModel) -> Option<Model> {
        let sources = self.sources_of(entry, &written.sources);
        let client = texts(&written.client);
        let factory = texts(&written.factory);
        Some(Model {
            id: entry.id.to_string(),
            name: self.text(entry, "name", &written.name)?,
            short: self.text(entry, "short", &written.short)?,
            word: self.text(entry, "word", &written.word)?,
            about: self.text(entry, "about", &written.about)?,
            owner: self.text(entry, "owner", &written.owner)?,
            client,
            factory,
            sources,
        })
    }

    fn band(&mut self, entry: &Entry<WrittenBand>, written: &WrittenBand) -> Option<Band> {
        let _ = self.sources_of(entry, &written.sources);
        let from = self.share(entry, "from", &written.from)?;
        Some(Band { from, says: self.text(entry, "says", &written.says)? })
    }

    fn gate(&mut self, entry: &Entry<WrittenGate>, written: &WrittenGate) -> Option<Gate> {
        let limits = self.limits(&written.limits);
        let sources = self.sources_of(entry, &written.sources);
        if written.closed.is_given() {
            self.required(entry, "remedy", &written.remedy)?;
        } else if !written.hangs_on.is_given() {
            self.required(entry, "closed", &written.closed)?;
        }
        Some(Gate {
            id: entry.id.to_string(),
            title: self.text(entry, "title", &written.title)?,
            models: self.model_list(&written.models),
            applies: self.asked(&written.applies, &limits),
            closed: self.asked(&written.closed, &limits),
            hangs_on: written.hangs_on.get().map(ToString::to_string),
            remedy: self.sentence(&written.remedy, &limits),
            away: self.sentence(&written.away, &limits),
            lacks: written.lacks.get().map(ToString::to_string),
            sources,
        })
    }

    fn criterion(&mut self, entry: &Entry<WrittenCriterion>, written: &WrittenCriterion) -> Option<Criterion> {
        let limits = self.limits(&written.limits);
        let sources = self.sources_of(entry, &written.sources);
        let title = self.text(entry, "title", &written.title)?;
        let weight = self.share(entry, "weight", &written.weight)?;
        self.required(entry, "weight_source", &written.weight_source)?;
        let weight_proposed = self.count(&written.weight_source);
        let all: Vec<&Entry<WrittenLevel>> = entries(&written.levels).collect();
        let mut levels = Vec::new();
        for (number, level) in all.iter().enumerate() {
            let Some(value) = &level.value else { continue };
            let last = number + 1 == all.len();
            if last && value.when.is_given() {
                self.wrong(value.when.key(), "level", "the last level stands for everything else and has no `when`".to_owned());
            } else if !last && !value.when.is_given() {
                self.wrong(level.key, "missing-key", format!("`{}` needs `when`: only the last level has none", level.id));
            }
            levels.extend(self.level(level, value, &limits));
        }
        if levels.is_empty() {
            self.wrong(entry.key, "missing-key", format!("`{}` needs `levels`", entry.id));
        }
        Some(Criterion { id: entry.id.to_string(), title, weight, weight_proposed, levels, sources })
    }

    fn level(&mut self, entry: &Entry<WrittenLevel>, written: &WrittenLevel, limits: &[NamedLimit]) -> Option<Level> {
        Some(Level {
            says: self.required(entry, "says", &written.says).and_then(|()| self.sentence(&written.says, limits))?,
            when: self.asked(&written.when, limits),
            fits: self.model_list(&written.fits),
            hangs_on: self.by_model(&written.hangs_on),
            remedy: self.sentences(&written.remedy, limits),
            against: self.sentences(&written.against, limits),
            away: self.sentences(&written.away, limits),
        })
    }

    fn phase(&mut self, entry: &Entry<WrittenPhase>, written: &WrittenPhase) -> Option<Phase> {
        let limits = self.limits(&written.limits);
        let sources = self.sources_of(entry, &written.sources);
        let title = self.text(entry, "title", &written.title)?;
        let applies = self.asked(&written.applies, &limits);
        let proposed = sources.iter().any(|source| is_proposal(source));
        let mut weeks = Vec::new();
        for time in entries(&written.weeks) {
            let (Some(model), Some(text)) = (self.model_number(&time.id, time.key), &time.value) else { continue };
            self.figures.all += 1;
            self.figures.proposed += usize::from(proposed);
            weeks.extend(self.range(text, time.span).map(|range| (model, range)));
        }
        let given_if = self.asked(&written.given_if, &limits);
        let given = self.amount(&written.given, &limits, Dimension::TIME).map(|given| (given, given_if));
        Some(Phase { id: entry.id.to_string(), title, applies, weeks, given, sources })
    }

    fn money(&mut self, entry: &Entry<WrittenMoney>, written: &WrittenMoney) -> Option<Money> {
        let limits = self.limits(&written.limits);
        let sources = self.sources_of(entry, &written.sources);
        let title = self.text(entry, "title", &written.title)?;
        let (low, high) =
            (self.amount(&written.low, &limits, Dimension::MONEY), self.amount(&written.high, &limits, Dimension::MONEY));
        if written.low.is_given() != written.high.is_given() {
            self.wrong(entry.key, "missing-key", format!("`{}` needs both `low` and `high`, or neither", entry.id));
        }
        Some(Money {
            id: entry.id.to_string(),
            title,
            applies: self.asked(&written.applies, &limits),
            ends: low.zip(high).map(|(low, high)| [low, high]),
            basis: self.required(entry, "basis", &written.basis).and_then(|()| self.sentence(&written.basis, &limits))?,
            paid: self.by_model(&written.paid),
            sources,
        })
    }

    fn question(&mut self, entry: &Entry<WrittenQuestion>, written: &WrittenQuestion) -> Option<Row> {
        let fields = texts(&written.fields);
        if fields.is_empty() {
            self.wrong(entry.key, "missing-key", format!("`{}` needs `fields`", entry.id));
        }
        let ask = self.text(entry, "ask", &written.ask)?;
        let together = written.together.get() == Some(&true);
        Some(Row { fields, set: written.set.get().map(ToString::to_string), together, ask, answers: texts(&written.answers) })
    }

    fn required<W, T>(&mut self, entry: &Entry<W>, key: &str, field: &Field<T>) -> Option<()> {
        if !field.is_given() {
            self.wrong(entry.key, "missing-key", format!("`{}` needs `{key}`", entry.id));
        }
        field.get().map(|_| ())
    }

    fn text<W>(&mut self, entry: &Entry<W>, key: &str, field: &Field<Text>) -> Option<String> {
        self.required(entry, key, field)?;
        field.get().map(ToString::to_string)
    }

    /// A share between nothing and all.
    fn share<W>(&mut self, entry: &Entry<W>, key: &str, field: &Field<Text>) -> Option<f64> {
        self.required(entry, key, field)?;
        let text = field.get()?;
        let share = parse_measure(text).ok().filter(|share| share.dimension() == Dimension::NONE);
        match share.filter(|share| (0.0..=1.0).contains(&share.si)) {
            Some(share) => Some(share.si),
            None => {
                self.wrong(field.span(), "wrong-value", format!("expected a share such as `20 %`, found `{text}`"));
                None
            }
        }
    }

    /// A time, or two ends of one.
    fn range(&mut self, text: &str, span: Span) -> Option<Bounds> {
        let (low, high) = split_range(text).unwrap_or((text, text));
        match (parse_as(low, Dimension::TIME), parse_as(high, Dimension::TIME)) {
            (Ok(low), Ok(high)) if low.si <= high.si && low.si >= 0.0 => Some(Bounds::between(low.si, high.si, high.unit)),
            _ => {
                self.wrong(span, "wrong-value", format!("expected a time such as `2 weeks to 6 weeks`, found `{text}`"));
                None
            }
        }
    }

    fn limits(&mut self, written: &Field<Entries<WrittenLimit>>) -> Vec<NamedLimit> {
        let mut limits = Vec::new();
        for entry in entries(written) {
            let Some(limit) = &entry.value else { continue };
            let value = self.required(entry, "value", &limit.value).and_then(|()| limit.value.get());
            let source = self.required(entry, "source", &limit.source).and_then(|()| limit.source.get());
            let (Some(value), Some(source)) = (value, source) else { continue };
            let proposed = self.count(&limit.source);
            let Ok(measure) = parse_measure(value) else {
                self.wrong(limit.value.span(), "wrong-value", format!("`{value}` is no quantity such as `50 units`"));
                continue;
            };
            let basis = if proposed { Basis::Unverified } else { Basis::Sourced };
            limits.push(NamedLimit { name: entry.id.to_string(), measure, basis, source: source.to_string() });
        }
        limits
    }

    /// Counts a figure by its source; whether nobody answers for it.
    fn count(&mut self, source: &Field<Text>) -> bool {
        self.source(source);
        let proposed = source.get().is_none_or(|source| is_proposal(source));
        self.figures.all += 1;
        self.figures.proposed += usize::from(proposed);
        proposed
    }

    fn source(&mut self, field: &Field<Text>) {
        let Some(source) = field.get().filter(|source| ***source != *PROPOSAL) else { return };
        if let Some(message) = source_fault(source, self.house, |id| library().has_source(id)) {
            let help = library().near_source(source).map(|near| format!("did you mean `{near}`?"));
            let help = help.unwrap_or_else(|| "write an id of the list of sources, an address, or `proposal`".to_owned());
            self.problems.push(Problem::new("source", field.span(), message).with_help(help));
        }
    }

    fn sources_of<W>(&mut self, entry: &Entry<W>, written: &Field<Vec<Field<Text>>>) -> Vec<String> {
        let list = written.get().map_or(&[][..], |list| list);
        if list.is_empty() {
            self.wrong(entry.key, "missing-key", format!("`{}` needs `sources`", entry.id));
        }
        for source in list {
            self.source(source);
        }
        texts(written)
    }

    fn model_list(&mut self, written: &Field<Vec<Field<Text>>>) -> Vec<usize> {
        let list = written.get().map_or(&[][..], |list| list);
        list.iter().filter_map(|name| self.model_number(name.get()?, name.span())).collect()
    }

    fn model_number(&mut self, name: &str, span: Span) -> Option<usize> {
        let found = self.models.iter().position(|model| model == name);
        if found.is_none() {
            let help = match nearest(name, self.models.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("models are {}", self.models.join(", ")),
            };
            self.problems.push(Problem::new("unknown-model", span, format!("there is no model `{name}`")).with_help(help));
        }
        found
    }

    fn by_model(&mut self, written: &Field<Entries<Text>>) -> ByModel<String> {
        let named = entries(written)
            .filter_map(|entry| Some((self.model_number(&entry.id, entry.key)?, entry.value.as_ref()?.to_string())));
        named.collect()
    }

    fn sentences(&mut self, written: &Field<Entries<Text>>, limits: &[NamedLimit]) -> ByModel<Sentence> {
        let mut found = Vec::new();
        for entry in entries(written) {
            let Some(model) = self.model_number(&entry.id, entry.key) else { continue };
            let Some(text) = &entry.value else { continue };
            found.extend(self.message(text, entry.span, limits).map(|sentence| (model, sentence)));
        }
        found
    }

    fn sentence(&mut self, field: &Field<Text>, limits: &[NamedLimit]) -> Option<Sentence> {
        self.message(field.get()?, field.span(), limits)
    }

    fn message(&mut self, text: &str, span: Span, limits: &[NamedLimit]) -> Option<Sentence> {
        match Message::compile(text, &context(limits, &Quantities::default()), false) {
            Ok(message) => Some(Sentence { message }),
            Err(error) => {
                self.located(text, span, error);
                None
            }
        }
    }

    fn asked(&mut self, field: &Field<Text>, limits: &[NamedLimit]) -> Option<Asked> {
        let text = field.get()?;
        self.bare_numbers(text, field.span());
        match Condition::compile(text, &context(limits, &Quantities::default())) {
            Ok(condition) => Some(Asked { text: text.to_string(), limits: limits.to_vec(), condition }),
            Err(error) => {
                self.located(text, field.span(), error);
                None
            }
        }
    }

    /// A number of one dimension.
    fn amount(&mut self, field: &Field<Text>, limits: &[NamedLimit], dimension: Dimension) -> Option<Amount> {
        let text = field.get()?;
        self.bare_numbers(text, field.span());
        match Figure::compile(text, &context(limits, &Quantities::default())) {
            Ok((figure, found)) if found == dimension => Some(Amount { text: text.to_string(), limits: limits.to_vec(), figure }),
            Ok((_, other)) => {
                self.wrong(field.span(), "wrong-value", format!("this is {}, not {}", other.name(), dimension.name()));
                None
            }
            Err(error) => {
                self.located(text, field.span(), error);
                None
            }
        }
    }

    fn bare_numbers(&mut self, text: &str, span: Span) {
        for at in thresholds(text) {
            let message = format!("a bare `{}` has no source", &text[at.clone()]);
            let error = ConditionError::new(at, message).with_help("give it a name in `limits`, with its source or `proposal`");
            self.located(text, span, error);
        }
    }

    fn located(&mut self, text: &str, span: Span, error: ConditionError) {
        let file = self.sources.file(span.file);
        let span = crate::catalogue::locate::inside(&file.text, span, text, &error.at).of(span.file);
        self.problems.push(Problem { help: error.help, ..Problem::new("condition", span, error.message) });
    }
}

fn entries<T>(field: &Field<Entries<T>>) -> impl Iterator<Item = &Entry<T>> {
    field.get().into_iter().flat_map(|entries| entries.iter())
}

fn texts(field: &Field<Vec<Field<Text>>>) -> Vec<String> {
    field.get().into_iter().flatten().filter_map(Field::get).map(ToString::to_string).collect()
}
