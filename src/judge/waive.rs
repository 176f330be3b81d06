//! Waivers: which findings somebody accepted, until when and under which condition.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::place::{Place, Places};
use super::policy::Policy;
use crate::catalogue::Check;
use crate::catalogue::locate::inside;
use crate::design::Waiver;
use crate::facts::World;
use crate::finding::{Finding, NotAssessed};
use crate::knowledge::library;
use crate::language::{Condition, ConditionError, Context, Truth};
use crate::vocabulary::{Item, Kind};
use crate::world::project::{WaiverState, WaiverView};
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
pub(super) struct Waivers<'s> {
    ready: HashMap<&'s str, Vec<Ready<'s>>>,
    /// Each check that a waiver names, with what is known of it before anything is judged.
    views: Vec<WaiverView>,
}

/// A waiver whose parts are found.
struct Ready<'s> {
    waiver: &'s Waiver,
    /// Its number among the views.
    view: usize,
    /// Every place if none.
    place: Option<Place<'s>>,
    /// The bytes in which findings begin that a comment is about; all if none.
    lines: Option<Span>,
    /// Always if none.
    condition: Option<Condition>,
    /// Whether the design has no such place; a finding may still show it.
    lost: bool,
    expired: bool,
    mandatory: bool,
    /// What it met: the last is what it does.
    met: Cell<Met>,
}

/// What a waiver met, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Nothing,
    /// What is not assessed, and may become a finding.
    Open,
    /// A finding for which its condition does not hold.
    Otherwise,
    /// A finding that it would cover if it held.
    Late,
    /// A finding that it covers.
    Finding,
}

impl<'s> Waivers<'s> {
    /// Compiles the waivers of a design. Each with a mistake is left out and named.
    pub(super) fn compile(
        world: &'s World<'s>,
        checks: &[&'s Check],
        today: Option<&str>,
        policy: &Policy,
    ) -> (Self, Vec<WaiverFault>) {
        let mut waivers = Self { ready: HashMap::new(), views: Vec::new() };
        let mut faults = Vec::new();
        let given: Vec<&Waiver> = world.spec.waivers.get().into_iter().flatten().filter_map(Field::get).collect();
        if given.is_empty() {
            return (waivers, faults);
        }
        let names: HashMap<String, &Check> =
            checks.iter().flat_map(|check| check.names().into_iter().map(|name| (name.to_ascii_lowercase(), *check))).collect();
        let mut places = Places::of(world);
        for waiver in given {
            let before = faults.len();
            faults.extend(too_long(waiver, today));
            for (name, span) in waiver.checks() {
                let found = names.get(&name.to_ascii_lowercase()).copied().ok_or_else(|| no_check(name, &names));
                let place = waiver.at.get().map(|path| places.find(path)).transpose();
                let place = place.map_err(|error| misplaced(waiver, &error));
                let condition = found.as_ref().ok().and_then(|check| Some(compile(waiver.while_.get()?, check)));
                let condition = settle(condition, "condition", &waiver.while_, &mut faults);
                let sound = faults.len() == before && (waiver.while_.get().is_some() || !waiver.while_.is_given());
                waivers.add(waiver, (name, span), found, place, condition.filter(|_| sound), today, policy);
            }
        }
        (waivers, faults)
    }

    /// Adds one check of a waiver.
    #[expect(clippy::too_many_arguments, reason = "the parts of a waiver, found one by one")]
    fn add(
        &mut self,
        waiver: &'s Waiver,
        (name, span): (&str, Span),
        check: Result<&'s Check, String>,
        place: Result<Option<Place<'s>>, (Span, String)>,
        condition: Option<Condition>,
        today: Option<&str>,
        policy: &Policy,
    ) {
        let view = self.views.len();
        let mut known = WaiverView {
            waiver: waiver.clone(),
            check: name.into(),
            span,
            state: WaiverState::InForce,
            used: false,
            fault: None,
        };
        match (check, place) {
            (Err(message), _) => (known.state, known.fault) = (WaiverState::UnknownCheck, Some((span, message))),
            (Ok(check), place) => {
                let (place, fault) = match place {
                    Ok(place) => (place, None),
                    Err(fault) => (waiver.at.get().map(|path| Place::shown(path)), Some(fault)),
                };
                known.fault = fault;
                let ready = Ready {
                    lost: known.fault.is_some(),
                    waiver,
                    view,
                    place,
                    lines: lines(waiver),
                    condition,
                    expired: !in_time(waiver, today),
                    mandatory: policy.is_mandatory(check) || check.subject.kind() == Kind::Waiver,
                    met: Cell::new(Met::Nothing),
                };
                // A condition that cannot be read holds nowhere.
                if ready.condition.is_some() || !waiver.while_.is_given() {
                    self.ready.entry(&check.name).or_default().push(ready);
                }
            }
        }
        self.views.push(known);
    }

    /// The waiver that covers a finding.
    pub(super) fn covering(&self, finding: &Finding, world: &World<'_>, slots: &[Item]) -> Option<&'s Waiver> {
        let of_check = self.ready.get(finding.check.as_str())?;
        // Each is asked, so that none that covers a finding beside another counts as idle.
        let covering: Vec<&Ready<'s>> = of_check.iter().filter(|ready| ready.covers(finding, world, slots)).collect();
        covering.first().map(|ready| ready.waiver)
    }

    /// Notes what is not assessed: a waiver for it is not in vain.
    pub(super) fn note_open(&self, open: &NotAssessed) {
        for ready in self.ready.get(open.check.as_str()).into_iter().flatten() {
            if ready.place.as_ref().is_none_or(|place| place.holds(&open.at)) {
                ready.meet(Met::Open);
            }
        }
    }

    /// What each check of each waiver does, once all findings are known.
    pub(super) fn accepted(&self) -> Vec<WaiverView> {
        let mut views = self.views.clone();
        for ready in self.ready.values().flatten() {
            views[ready.view].state = ready.state();
            views[ready.view].used = ready.met.get() == Met::Finding;
        }
        views
    }
}

impl Ready<'_> {
    fn meet(&self, met: Met) {
        self.met.set(self.met.get().max(met));
    }

    fn covers(&self, finding: &Finding, world: &World<'_>, slots: &[Item]) -> bool {
        let here = self.place.as_ref().is_none_or(|place| place.covers(finding))
            && self
                .lines
                .is_none_or(|lines| lines.file == finding.span.file && lines.range().contains(&(finding.span.start as usize)));
        if !here {
            return false;
        }
        let met = match &self.condition {
            Some(condition) if condition.judge(world, slots) != Truth::True => Met::Otherwise,
            _ if self.expired || self.mandatory => Met::Late,
            _ => Met::Finding,
        };
        self.meet(met);
        met == Met::Finding
    }

    fn state(&self) -> WaiverState {
        // Of a waiver for several designs this one knows only what it meets.
        let elsewhere = self.waiver.is_shared() && self.met.get() == Met::Nothing;
        match self.met.get() {
            _ if elsewhere => WaiverState::InForce,
            Met::Nothing | Met::Open if self.lost => WaiverState::UnknownPlace,
            _ if self.expired => WaiverState::Expired,
            _ if self.mandatory => WaiverState::NotWaivable,
            Met::Finding | Met::Open | Met::Late => WaiverState::InForce,
            Met::Otherwise => WaiverState::ConditionFalse,
            Met::Nothing => WaiverState::Unused,
        }
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

/// That no check is called so, with what may be meant.
fn no_check(name: &str, names: &HashMap<String, &Check>) -> String {
    let near = nearest(name, names.values().flat_map(|check| check.names()));
    let hint = near.map_or_else(|| "see `caseproof checks`".to_owned(), |near| format!("did you mean `{near}`?"));
    format!("there is no check `{name}`; {hint}")
}

/// What is wrong with a place, and where in it.
fn misplaced(waiver: &Waiver, error: &ConditionError) -> (Span, String) {
    let hint = error.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    (waiver.at.span(), format!("{}{hint}", error.message))
}

/// The bytes for which a comment holds.
fn lines(waiver: &Waiver) -> Option<Span> {
    let (start, end) = waiver.lines.get()?.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?).of(waiver.lines.span().file))
}

/// Years that a waiver may hold: what is accepted for longer is how the product is.
const MOST_YEARS: i32 = 2;

/// A waiver that ends too late to be one.
fn too_long(waiver: &Waiver, today: Option<&str>) -> Option<WaiverFault> {
    let until = waiver.until.get()?;
    let (year, rest) = today?.split_once('-')?;
    let last = format!("{:04}-{rest}", year.parse::<i32>().ok()? + MOST_YEARS);
    (**until > *last).then(|| {
        let error =
            ConditionError::new(0..until.len(), format!("a waiver ends within {MOST_YEARS} years, by {last} at the latest"));
        WaiverFault::new("impossible-value", &waiver.until, error.with_help("name a day by then, and decide again when it comes"))
    })
}

/// The condition of a waiver on the subject of its check; facts of the subject may be written without its name.
fn compile(text: &str, check: &Check) -> Result<Condition, ConditionError> {
    Condition::compile_bare(text, &Context { names: check.subject.names(), limits: Vec::new(), lexicon: library() })
}

/// Dates are written year first, so they compare as text.
fn in_time(waiver: &Waiver, today: Option<&str>) -> bool {
    waiver.until.get().is_some_and(|until| today.is_none_or(|today| today <= &**until))
}
