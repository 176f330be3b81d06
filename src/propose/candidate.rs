//! What might clear a finding: other values of the decisions it rests on.

use super::bench::Judged;
use super::change::{Change, Draft};
use super::effect::is_shorter;
use super::formed::Formed;
use super::made_again::kept;
use super::made_by::made_by;
use super::role::{Named, Role, Row, fields_of, role, row};
use super::stand_in::{StandIn, has_groups, stands_in};
use super::tries::Tries;
use crate::catalogue::{Check, Severity};
use crate::design::Spec;
use crate::facts::{World, names_fastener};
use crate::finding::Finding;
use crate::knowledge::{Entry, FigureValue, Table, library};
use crate::vocabulary::{FactId, figure};
use crate::world::figures::{ADHERES, FASTENER, SETS_THREAD, TOOL_FORCE};

/// A change that may clear a finding, and how far it is from the design as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// How far: a number within its window, then the order, then another entry of the family, then one farther off.
    pub distance: u32,
    /// What is changed, in this order.
    pub changes: Vec<Change>,
}

/// A finding that is to go.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    /// Its check.
    pub check: &'a Check,
    /// The finding.
    pub finding: &'a Finding,
    /// The severity below which it counts as gone.
    pub bar: Severity,
    /// How often its check is open at its place beside it.
    pub open: usize,
}

impl<'a> Target<'a> {
    /// A finding of a judged design that is to go below a severity.
    pub fn of(check: &'a Check, finding: &'a Finding, bar: Severity, judged: &Judged) -> Self {
        let place = (finding.code.clone(), finding.at.clone());
        Self { check, finding, bar, open: judged.open.get(&place).copied().unwrap_or(0) }
    }
}

impl Candidate {
    pub fn one(distance: u32, change: Change) -> Self {
        Self { distance, changes: vec![change] }
    }
}

/// The kind of shape that a process makes.
const SHAPES: FactId = figure(Table::Process, "shapes");

/// What a joint says that has no adhesive.
const NONE: &str = "none";

/// How much farther a change is of what a finding does not rest on by itself.
const FARTHER: u32 = 2;

/// The decisions on which a finding rests: what was measured, what it shows, and what else stands behind it.
pub(super) fn decisions(finding: &Finding) -> Vec<String> {
    let measured = finding.measured.iter().filter_map(|measured| measured.at.as_ref());
    let cleared = finding.clears.iter().map(|clear| &clear.at);
    let shown = finding.labels.iter().map(|label| &label.at);
    let mut fields: Vec<String> = Vec::new();
    for at in measured.chain(cleared).chain(shown).chain([&finding.cause]) {
        let answers = row(at).is_none_or(|row| !row.not_for.contains(&finding.code));
        if answers && role(at) == Role::Decision && !fields.contains(at) {
            fields.push(at.clone());
        }
    }
    fields
}

/// The fields of the things that a finding is about, beside those it rests on: its subject, and the parts that a joint holds.
fn further(finding: &Finding, draft: &Draft<'_>) -> Vec<(String, &'static Row)> {
    let mut things: Vec<String> = Vec::new();
    for at in finding.at.split(['+', ':']).chain([&*finding.cause]) {
        let mut words = at.split('.');
        let (Some(section), Some(id)) = (words.next(), words.next()) else { continue };
        things.push(format!("{section}.{id}"));
        let sides = (0..).map_while(|index| draft.current(&format!("{section}.{id}.between[{index}]")));
        things.extend(sides.map(|part| format!("parts.{part}")));
    }
    things.sort_unstable();
    things.dedup();
    things.iter().flat_map(|thing| fields_of(thing)).collect()
}

/// The fields with values to be tried of the joints that hold a part which a finding is about.
fn held_by(finding: &Finding, draft: &Draft<'_>) -> Vec<(String, &'static Row)> {
    let Some(part) = finding.at.strip_prefix("parts.").and_then(|rest| rest.split(['.', '+', ':']).next()) else {
        return Vec::new();
    };
    let holds = |joint: &String| {
        let mut sides = (0..).map_while(|index| draft.current(&format!("{joint}.between[{index}]")));
        sides.any(|side| side == part)
    };
    let joints = draft.keys("joints").into_iter().map(|id| format!("joints.{id}")).filter(holds);
    joints.flat_map(|joint| fields_of(&joint)).filter(|(_, row)| row.of.is_none()).collect()
}

/// The changes that may clear a finding, without those of numbers that have to be looked for; `spec` is what the draft says.
pub(super) fn candidates(
    tries: &Tries<'_>,
    finding: &Finding,
    all: &[Finding],
    draft: &Draft<'_>,
    spec: &Spec,
) -> Vec<Candidate> {
    // What was measured or built is answered by measuring or building more.
    if role(&finding.at) == Role::Evidence {
        return Vec::new();
    }
    let mut found = Vec::new();
    let own = decisions(finding).into_iter().map(|field| (row(&field), field)).map(|(row, field)| (field, row, 0));
    let more = further(finding, draft).into_iter().chain(held_by(finding, draft));
    let more = more.filter(|(_, row)| !row.not_for.contains(&finding.code)).map(|(field, row)| (field, Some(row), FARTHER));
    for (field, row, farther) in own.chain(more) {
        let value = draft.current(&field);
        for (place, tried) in (0..).zip(row.iter().flat_map(|row| &row.tried)).filter(|(_, tried)| value.as_ref() != Some(tried))
        {
            let value = added(draft, &field, tried);
            let distance = 1 + farther + place + row.map_or(0, Row::farther);
            found.extend(value.map(|value| Candidate::one(distance, Change::Set { path: field.clone(), value })));
        }
        let (Some(row), Some(value)) = (row, value) else { continue };
        if let Some(table) = row.of.map(table_of) {
            let alike = alike(&field, &value, finding, all, draft);
            let bound = kept_fastener(spec, &field);
            for (distance, id) in entries(table, &field, &value, &row.families, &finding.code) {
                if bound.is_some_and(|takes| !entry(table, id).is_some_and(takes)) {
                    continue;
                }
                let mut changes = vec![Change::set(&field, id)];
                changes.extend(follows(table, &field, id, draft));
                changes.extend(steps_follow(&changes, draft));
                changes.extend(itself(&field, &value, id, draft));
                changes.extend(alike.iter().map(|other| Change::set(other, id)));
                let kept = kept(spec, &changes);
                changes.extend(kept);
                found.push(Candidate { distance: distance + farther - known(table, id, draft), changes });
            }
            if holds_without(&field, &value, draft) {
                found.push(Candidate::one(1 + farther, Change::set(&field, NONE)));
            }
        }
    }
    let formed = Formed::of(spec);
    let keeps = |candidate: &Candidate| {
        formed.is_empty()
            || draft.with_all(&candidate.changes).and_then(|text| tries.spec(&text)).is_none_or(|spec| formed.keeps(&spec))
    };
    found.extend(moves(finding, draft).into_iter().filter(keeps));
    found
}

/// Whether changes may answer the findings of a check: where only some entries do, no other one is put in a field.
pub(super) fn may_answer(code: &str, changes: &[Change], draft: &Draft<'_>) -> bool {
    changes.iter().all(|change| {
        let Change::Set { path, value } = change else { return true };
        let Some(table) = row(path).and_then(|row| row.of).map(table_of) else { return true };
        let own = draft.current(path).and_then(|own| entry(table, &own));
        let Some((own, other)) = own.zip(entry(table, value)) else { return true };
        !has_groups(path, code) || stands_in(path, own, other, Some(code)) == StandIn::Yes
    })
}

/// A value that is tried, added to the list that stands there; none if it is in that already.
fn added(draft: &Draft<'_>, field: &str, tried: &str) -> Option<String> {
    let (given, more) = (draft.list(field), tried.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')));
    let Some(more) = more.filter(|_| !given.is_empty()) else { return Some(tried.to_owned()) };
    (!given.iter().any(|known| known == more)).then(|| format!("[{}, {more}]", given.join(", ")))
}

/// The fields that hold the same entry as another and have a finding of the same check for it: what is of one material stays of one.
fn alike(field: &str, value: &str, finding: &Finding, all: &[Finding], draft: &Draft<'_>) -> Vec<String> {
    let same = all.iter().filter(|other| other.code == finding.code && other.at != finding.at);
    let mut fields: Vec<String> = same.flat_map(decisions).filter(|other| other != field).collect();
    fields.retain(|other| draft.current(other).as_deref() == Some(value));
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// How much nearer a material is that the design has already: nobody has to release another one for it.
fn known(table: Table, id: &str, draft: &Draft<'_>) -> u32 {
    let has = |part: &String| draft.current(&format!("parts.{part}.material")).as_deref() == Some(id);
    u32::from(table == Table::Material && draft.keys("parts").iter().any(has))
}

const fn table_of(named: Named) -> Table {
    match named {
        Named::Material => Table::Material,
        Named::Process => Table::Process,
        Named::Method => Table::Method,
    }
}

/// The entries that stand in for the present one, those of its kind first.
fn entries(table: Table, field: &str, value: &str, families: &[String], code: &str) -> Vec<(u32, &'static str)> {
    let library = library();
    let Some(index) = library.find(table, value) else { return Vec::new() };
    let own = library.entry(table, index);
    let kin = |other: &Entry<'static>| does_its_work(field, own, other, families, Some(code));
    let near = |other: &Entry<'static>| kin(other) && other.id != own.id;
    // Another role of a process is another step, not another way to do this one.
    let same_role = |other: &Entry<'_>| table != Table::Process || other.chemistry == own.chemistry && shapes_alike(own, other);
    // A word that leaves open which of several is meant is no answer.
    let all = library.entries(table).iter().filter(|other| other.one_of.is_empty() && near(other) && same_role(other));
    all.map(|other| (distance(table, own, other), other.id)).collect()
}

/// Whether an entry does the work of another at a field: as the groups say, for a check where it is one that asks, else by their families.
pub(super) fn does_its_work(
    field: &str,
    own: &Entry<'static>,
    other: &Entry<'static>,
    families: &[String],
    check: Option<&str>,
) -> bool {
    let among = |entry: &Entry<'_>| families.iter().any(|family| family == entry.family);
    match stands_in(field, own, other, check) {
        StandIn::Yes => true,
        StandIn::No => false,
        StandIn::Unsaid if row(field).is_some_and(|row| row.grouped) => false,
        StandIn::Unsaid => other.family == own.family || among(own) && among(other),
    }
}

/// The processes of steps that have to follow a changed method: what is glued is not made where tape is laid on.
fn steps_follow(changes: &[Change], draft: &Draft<'_>) -> Vec<Change> {
    let method = changes.iter().find_map(|change| match change {
        Change::Set { path, value } => {
            path.strip_prefix("joints.")?.strip_suffix(".method").map(|joint| (joint.to_owned(), value.clone()))
        }
        Change::Move { .. } => None,
    });
    let Some((joint, to)) = method else { return Vec::new() };
    let Some(from) = draft.current(&format!("joints.{joint}.method")) else { return Vec::new() };
    let steps = (0..).map_while(|number| draft.current(&format!("assembly.{number}.step")));
    let follow = |step: String| {
        let makes = draft.list(&format!("assembly.{step}.makes"));
        let path = format!("assembly.{step}.process");
        let process = draft.current(&path).filter(|_| makes.contains(&joint))?;
        made_by(&process, &from, &to).map(|process| Change::set(&path, process))
    };
    steps.filter_map(follow).collect()
}

/// What has to follow an entry that is put in a field: the method of a joint that is named for another adhesive, and the adhesive
/// of a joint that is no longer glued.
fn follows(table: Table, field: &str, id: &str, draft: &Draft<'_>) -> Option<Change> {
    let (joint, key) = field.rsplit_once('.')?;
    match (table, key) {
        (Table::Material, "adhesive") => {
            let path = format!("{joint}.method");
            let (method, adhesive) = (entry(Table::Method, &draft.current(&path)?)?, entry(Table::Material, id)?);
            let named_for = |method: &Entry<'_>| method.classes.iter().any(|class| adhesive.classes.contains(class));
            if named_for(method) || method.classes.is_empty() && method.family == adhesive.family {
                return None;
            }
            let own = library().entries(Table::Method).iter().filter(|other| other.family == adhesive.family);
            let found = own.clone().find(|other| named_for(other)).or_else(|| own.clone().find(|other| other.classes.is_empty()));
            found.filter(|_| has(method, ADHERES)).map(|found| Change::set(&path, found.id))
        }
        (Table::Method, "method") => {
            let path = format!("{joint}.adhesive");
            let glued = draft.current(&path).is_some_and(|adhesive| adhesive != NONE);
            let method = entry(Table::Method, id)?;
            (glued && !has(method, ADHERES)).then(|| Change::set(&path, NONE))
        }
        _ => None,
    }
}

/// The part that is the adhesive of a joint itself, as the print on a shell is its ink: it becomes what the joint holds by.
fn itself(field: &str, present: &str, id: &str, draft: &Draft<'_>) -> Vec<Change> {
    let Some(joint) = field.strip_suffix(".adhesive").filter(|joint| joint.starts_with("joints.")) else { return Vec::new() };
    let sides = (0..).map_while(|index| draft.current(&format!("{joint}.between[{index}]")));
    let paths = sides.map(|part| format!("parts.{part}.material"));
    paths.filter(|path| draft.current(path).as_deref() == Some(present)).map(|path| Change::set(&path, id)).collect()
}

/// Whether a process makes what another makes: a sheet is no stand-in for a solid, however well both take the resin.
fn shapes_alike(own: &Entry<'_>, other: &Entry<'_>) -> bool {
    let Some((_, property)) = SHAPES.property() else { return true };
    own.figure(property).map(|figure| &figure.value) == other.figure(property).map(|figure| &figure.value)
}

fn distance(table: Table, own: &Entry<'_>, other: &Entry<'_>) -> u32 {
    let far = match (own.family == other.family, own.chemistry == other.chemistry && !own.chemistry.is_empty()) {
        (true, true) => 0,
        (true, false) => 1,
        // What works by another principle is a redesign.
        (false, _) => 6,
    };
    far + match table {
        Table::Material => 3,
        Table::Method => 4,
        Table::Process => 5,
    }
}

/// Whether an entry has a flag.
fn has(entry: &Entry<'_>, flag: FactId) -> bool {
    let figure = flag.property().and_then(|(_, property)| entry.figure(property));
    figure.is_some_and(|figure| figure.value == FigureValue::Flag(true))
}

/// An entry of a table by its name.
fn entry(table: Table, id: &str) -> Option<&'static Entry<'static>> {
    library().find(table, id).map(|index| library().entry(table, index))
}

/// Whether a field is the adhesive of a joint that the force of a tool holds, as it holds a screw without its locker: it may be left
/// out. What lies in a groove or a seat by itself, as a gasket or a magnet does, needs its adhesive to stay there.
fn holds_without(field: &str, adhesive: &str, draft: &Draft<'_>) -> bool {
    let Some(joint) = field.strip_suffix(".adhesive").filter(|_| adhesive != NONE) else { return false };
    let method = draft.current(&format!("{joint}.method")).and_then(|method| entry(Table::Method, &method));
    method.is_some_and(|method| has(method, TOOL_FORCE) && !has(method, ADHERES))
}

/// What a method has to take, where a field is the method of a joint that names its fastener among its parts: a screw or rivet goes into
/// what is screwed or riveted, or turns in an insert, and an insert is no screw.
fn kept_fastener(spec: &Spec, field: &str) -> Option<fn(&Entry<'_>) -> bool> {
    let id = field.strip_prefix("joints.").and_then(|rest| rest.strip_suffix(".method"))?;
    let world = World::new(spec, None);
    let joint = world.joints.iter().position(|joint| joint.id == id).filter(|joint| names_fastener(&world, *joint))?;
    let method = library().entry(Table::Method, world.joints[joint].method?);
    Some(if has(method, SETS_THREAD) {
        |other| has(other, SETS_THREAD)
    } else {
        |other| has(other, FASTENER) || has(other, SETS_THREAD)
    })
}

/// The moves of the steps that a finding names to every other place, also out of the order that `after` gives.
fn moves(finding: &Finding, draft: &Draft<'_>) -> Vec<Candidate> {
    let named = finding.labels.iter().map(|label| &*label.at).chain([&*finding.at, &*finding.cause]);
    let mut steps: Vec<&str> = named.flat_map(|at| at.split(['+', ':'])).filter_map(|at| at.strip_prefix("assembly.")).collect();
    for step in &mut steps {
        *step = step.split('.').next().unwrap_or_default();
    }
    steps.sort_unstable();
    steps.dedup();
    let order = (0..).map_while(|index| draft.current(&format!("assembly.{index}.step"))).collect::<Vec<_>>();
    let mut found = Vec::new();
    for step in steps {
        let Some(from) = order.iter().position(|name| name == step) else { continue };
        let places = (0..order.len()).filter(|to| *to != from);
        // Each place farther is another step that it passes.
        let distance = |to: usize| 1 + u32::try_from(from.abs_diff(to)).unwrap_or(u32::MAX - 1);
        let moved = |to: usize| Change::Move { step: step.to_owned(), from, to };
        found.extend(places.map(|to| Candidate::one(distance(to), moved(to))));
        // Where `after` says what comes before a step, its place in the list says nothing: it may follow the step above it instead.
        let after = format!("assembly.{step}.after");
        let above = from.checked_sub(1).map(|above| &order[above]);
        let other = above.filter(|above| draft.current(&format!("{after}[0]")).is_some_and(|first| first != **above));
        found.extend(other.map(|above| Candidate::one(1, Change::Set { path: after.clone(), value: format!("[{above}]") })));
    }
    found
}

/// Whether a check alone finds nothing of the severity of the bar or worse at the place of a finding after changes, and can tell so there
/// as well as before: a groove that is just so wide that nobody knows is not wide enough.
pub(super) fn gone(tries: &Tries<'_>, target: Target<'_>, changes: &[Change], draft: &Draft<'_>) -> bool {
    let Target { check, finding, bar, open } = target;
    let Some(after) = draft.with_all(changes).and_then(|text| tries.by(check, &text)) else { return false };
    let still = after.findings.iter().any(|other| other.at == finding.at && other.severity >= bar);
    !still && after.not_assessed.iter().filter(|unknown| unknown.at == finding.at).count() <= open
}

/// Whether a check alone finds the same at the place of a finding after changes, and names fewer things.
pub(super) fn shorter(tries: &Tries<'_>, target: Target<'_>, changes: &[Change], draft: &Draft<'_>) -> bool {
    let Target { check, finding, .. } = target;
    let after = draft.with_all(changes).and_then(|text| tries.by(check, &text)).map(|after| after.findings).unwrap_or_default();
    after.iter().any(|other| other.at == finding.at && other.severity == finding.severity && is_shorter(finding, other))
}
