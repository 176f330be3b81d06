//! Waivers: which findings somebody accepted, until when and under which condition.

use std::collections::HashMap;
use std::ops::Range;

use super::place::{Place, Places};
use crate::catalogue::Check;
use crate::catalogue::locate::inside;
use crate::design::Waiver;
use crate::facts::World;
use crate::finding::Finding;
use crate::knowledge::library;
use crate::language::{Condition, ConditionError, Context, Truth};
use crate::vocabulary::Item;
use crate::yaml::{Field, Problem, Span, nearest};

/// A mistake in a waiver: its owner believes that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverFault {
    code: &'static str,
    span: Span,
    value: String,
    at: Range<usize>,
    message: String,
    help: Option<String>,
}

impl WaiverFault {
    fn new(code: &'static str, field: &Field<Box<str>>, error: ConditionError) -> Self {
        let value = field.get().map_or_else(String::new, ToString::to_string);
        let ConditionError { at, message, help } = error;
        Self { code, span: field.span(), value, at, message, help }
    }

    /// The mistake with its place in the text of the file that the waiver stands in.
    #[must_use]
    pub fn problem(&self, file: &str) -> Problem {
        let span = inside(file, self.span, &self.value, &self.at);
        Problem { help: self.help.clone(), ..Problem::new(self.code, span, self.message.clone()) }
    }
}

/// The waivers of a design that hold on a day, by the name of their check.
pub(super) struct Waivers<'s>(HashMap<&'s str, Vec<Ready<'s>>>);

/// A waiver whose parts are found.
struct Ready<'s> {
    waiver: &'s Waiver,
    /// Every place if none.
    place: Option<Place<'s>>,
    /// Always if none.
    condition: Option<Condition>,
}

impl<'s> Waivers<'s> {
    /// Compiles the waivers of a design. Each with a mistake is left out and named.
    pub(super) fn compile(world: &'s World<'s>, checks: &[&'s Check], today: Option<&str>) -> (Self, Vec<WaiverFault>) {
        let mut ready: HashMap<&str, Vec<Ready<'_>>> = HashMap::new();
        let mut faults = Vec::new();
        let given: Vec<&Waiver> = world.spec.waivers.get().into_iter().flatten().filter_map(Field::get).collect();
        if given.is_empty() {
            return (Self(ready), faults);
        }
        let names: HashMap<&str, &Check> =
            checks.iter().flat_map(|check| check.names().into_iter().map(|name| (name, *check))).collect();
        let mut places = Places::of(world);
        for waiver in given {
            let before = faults.len();
            let check = check_of(waiver, &names, &mut faults);
            let place = waiver.at.get().map(|path| places.find(path));
            let place = settle(place, "dangling-reference", &waiver.at, &mut faults);
            let condition = check.and_then(|check| Some(compile(waiver.while_.get()?, check)));
            let condition = settle(condition, "condition", &waiver.while_, &mut faults);
            let whole = faults.len() == before && (waiver.while_.get().is_some() || !waiver.while_.is_given());
            if let Some(check) = check.filter(|_| whole && in_time(waiver, today)) {
                ready.entry(&check.name).or_default().push(Ready { waiver, place, condition });
            }
        }
        (Self(ready), faults)
    }

    /// The waiver that covers a finding.
    pub(super) fn covering(&self, finding: &Finding, world: &World<'_>, slots: &[Item]) -> Option<&'s Waiver> {
        let of_check = self.0.get(finding.check.as_str())?;
        let covering = of_check.iter().find(|ready| {
            ready.place.as_ref().is_none_or(|place| place.covers(finding))
                && ready.condition.as_ref().is_none_or(|condition| condition.judge(world, slots) == Truth::True)
        });
        covering.map(|ready| ready.waiver)
    }
}

/// Keeps what is right and notes what is wrong.
fn settle<T>(
    outcome: Option<Result<T, ConditionError>>,
    code: &'static str,
    field: &Field<Box<str>>,
    faults: &mut Vec<WaiverFault>,
) -> Option<T> {
    match outcome? {
        Ok(value) => Some(value),
        Err(error) => {
            faults.push(WaiverFault::new(code, field, error));
            None
        }
    }
}

fn check_of<'c>(waiver: &Waiver, names: &HashMap<&str, &'c Check>, faults: &mut Vec<WaiverFault>) -> Option<&'c Check> {
    let name = waiver.check.get()?;
    let found = names.get(&**name).copied();
    if found.is_none() {
        let error = ConditionError::new(0..name.len(), format!("there is no check `{name}`"));
        let error = match nearest(name, names.keys().copied()) {
            Some(near) => error.or_did_you_mean(Some(near)),
            None => error.with_help("see `caseproof checks`"),
        };
        faults.push(WaiverFault::new("dangling-reference", &waiver.check, error));
    }
    found
}

/// The condition of a waiver on the subject of its check; facts of the subject may be written without its name.
fn compile(text: &str, check: &Check) -> Result<Condition, ConditionError> {
    Condition::compile_bare(text, &Context { names: check.subject.names(), limits: Vec::new(), lexicon: library() })
}

/// Dates are written year first, so they compare as text.
fn in_time(waiver: &Waiver, today: Option<&str>) -> bool {
    waiver.until.get().is_some_and(|until| today.is_none_or(|today| today <= &**until))
}
