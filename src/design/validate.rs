//! References: every id, material, process and method that a spec names must exist.

use std::collections::HashSet;

use super::contradictions::contradictions;
use super::counts::{cavities, defects, more_than};
use super::decided::decided;
use super::several::{laminate, several};
use super::trade::{TEXTURE, is_texture, word_for};
use super::working::day;
use crate::expression::Expression;
use crate::knowledge::{Library, MATERIAL_PROPERTIES, PropertyKind, Table, library};
use crate::line::critical_path::{Activity, CriticalPathError, critical_path};
use crate::vocabulary::words::NO_MATERIAL;
use crate::yaml::{Entries, Entry, Field, MAX_PROBLEMS, Problem, Span, TextOr, did_you_mean_one_of};

use super::{FIGURE_FORMS, GRADE_KEYS, GradeValue, Link, Part, Spec, Stack, Step, Task, property_for, read_figure, records};

struct Names<'d> {
    library: &'static Library,
    grades: Vec<&'d str>,
    parts: Vec<&'d str>,
    joints: Vec<&'d str>,
    steps: Vec<&'d str>,
    dimensions: HashSet<String>,
}

pub(super) type Problems = Vec<Problem>;

/// Notes everything that a spec names but does not have, and what is missing at its top.
pub(super) fn references(spec: &Spec, root: Span, problems: &mut Problems) {
    let names = Names::of(spec);
    top(spec, root, problems);
    grades(spec, &names, problems);
    let parts = spec.parts.get().map_or(&[][..], |parts| parts);
    ids(parts, "part", problems);
    for entry in parts {
        if let Some(part) = &entry.value {
            names.part(part, problems);
        }
    }
    let joints = spec.joints.get().map_or(&[][..], |joints| joints);
    ids(joints, "joint", problems);
    for entry in joints {
        let Some(joint) = &entry.value else { continue };
        required(&joint.method, "method", entry.key, problems);
        names.entry(Table::Method, &joint.method, problems);
        Names::all(&names.parts, "part", &joint.between, problems);
        names.material(&joint.adhesive, problems);
        if let Some(beam) = joint.beam.get()
            && let Some(part) = beam.part.get()
        {
            Names::one(&names.parts, "part", part, beam.part.span(), problems);
        }
        for field in [&joint.gasket, &joint.hub, &joint.fastener] {
            if let Some(part) = field.get() {
                Names::one(&names.parts, "part", part, field.span(), problems);
            }
        }
        for element in joint.preparation.get().into_iter().flatten() {
            names.entry(Table::Process, element, problems);
        }
    }
    for entry in spec.stacks.get().map_or(&[][..], |stacks| stacks) {
        if let Some(stack) = entry.value.as_ref().filter(|stack| stack.chain.get().is_some_and(Vec::is_empty)) {
            problems.push(Problem::new("missing-value", stack.chain.span(), "a chain has at least one contributor"));
        }
        names.stack(entry, problems);
    }
    let packaging = spec.environment.get().and_then(|environment| environment.packaging.get());
    for element in packaging.into_iter().flatten() {
        names.material(element, problems);
    }
    free_of(spec, problems);
    steps(spec, &names, problems);
    plan(spec, problems);
    if let Some(production) = spec.production.get() {
        super::working::working(production, problems);
    }
    evidence(spec, &names, problems);
    super::waiver::waivers(spec, problems);
    decided(spec, problems);
    contradictions(spec, problems);
}

impl<'d> Names<'d> {
    fn of(spec: &'d Spec) -> Self {
        let parts = keys(&spec.parts);
        let mut dimensions = HashSet::new();
        for part in spec.parts.get().map_or(&[][..], |parts| parts) {
            let given = part.value.as_ref().and_then(|part| part.dimensions.get());
            dimensions.extend(given.into_iter().flat_map(|d| d.iter()).map(|d| format!("{}.{}", part.id, d.id)));
        }
        let steps = spec.assembly.get().into_iter().flatten().filter_map(|step| step.get()?.step.get().map(|id| &**id)).collect();
        Self { library: library(), grades: keys(&spec.materials), parts, joints: keys(&spec.joints), steps, dimensions }
    }

    fn part(&self, part: &Part, problems: &mut Problems) {
        self.one_material(&part.material, |name| laminate(self.library, name), problems);
        self.entry(Table::Process, &part.process, problems);
        if let Some(prototype) = part.prototype.get() {
            self.entry(Table::Process, &prototype.process, problems);
            if prototype.material.get().is_none_or(|name| &**name != "same") {
                self.material(&prototype.material, problems);
            }
        }
        for element in [&part.finish, &part.process_aids].into_iter().filter_map(Field::get).flatten() {
            self.one_material(element, |name| is_texture(name).then(|| TEXTURE.to_owned()), problems);
        }
        for layer in part.layers.get().into_iter().flatten().filter_map(Field::get) {
            self.material(&layer.material, problems);
            self.material(&layer.bond, problems);
        }
    }

    fn material(&self, field: &Field<Box<str>>, problems: &mut Problems) {
        self.one_material(field, |_| None, problems);
    }

    fn one_material(&self, field: &Field<Box<str>>, told: impl Fn(&str) -> Option<String>, problems: &mut Problems) {
        let Some(name) = field.get() else { return };
        if self.grades.contains(&&**name) || NO_MATERIAL.contains(&&**name) || self.library.find(Table::Material, name).is_some()
        {
            return;
        }
        let own = did_you_mean_one_of(name, self.grades.iter().chain(NO_MATERIAL).copied());
        let near = own.or_else(|| told(name)).or_else(|| self.meant(Table::Material, name));
        problems.push(unknown("unknown-material", "material", name, field.span(), near, SEARCH_MATERIALS));
    }

    fn entry(&self, table: Table, field: &Field<Box<str>>, problems: &mut Problems) {
        let Some(name) = field.get() else { return };
        if self.library.find(table, name).is_none() {
            let code = if table == Table::Process { "unknown-process" } else { "unknown-method" };
            let command = if table == Table::Process { SEARCH_PROCESSES } else { SEARCH_METHODS };
            let told = word_for("Part", name).filter(|_| table == Table::Process);
            let told = told.map(|(key, value)| format!("a part that is bought ready-made has `{key}: {value}` and no process"));
            let near = told.or_else(|| self.meant(table, name));
            problems.push(unknown(code, table.word(), name, field.span(), near, command));
        }
    }

    /// What an unknown name may mean: something else of its table, or something that another table has.
    fn meant(&self, table: Table, name: &str) -> Option<String> {
        let mut others = [Table::Process, Table::Method, Table::Material].into_iter().filter(|other| *other != table);
        // Several of a thing are called as one of it.
        let named = |other| self.library.find(other, name).or_else(|| self.library.find(other, name.strip_suffix('s')?));
        let elsewhere = others.find_map(|other| Some((other, named(other)?)));
        let near = self.library.did_you_mean(table, name);
        match (elsewhere, near) {
            (Some((other, _)), near) => {
                let said = format!("`{name}` is a {}, a {} is asked for", other.word(), table.word());
                Some(near.map_or_else(|| said.clone(), |near| format!("{said}; {near}")))
            }
            (None, near) => near,
        }
    }

    fn one(known: &[&str], what: &str, name: &str, span: Span, problems: &mut Problems) {
        if !known.contains(&name) {
            let near = several(name, known).or_else(|| did_you_mean_one_of(name, known.iter().copied()));
            problems.push(unknown("dangling-reference", what, name, span, near, "it must be defined in this file"));
        }
    }

    fn all(known: &[&str], what: &str, list: &Field<Vec<Field<Box<str>>>>, problems: &mut Problems) {
        for element in list.get().into_iter().flatten() {
            if let Some(name) = element.get() {
                Self::one(known, what, name, element.span(), problems);
            }
        }
    }

    fn link(&self, link: &Field<Link>, problems: &mut Problems) {
        let Some(given) = link.get() else { return };
        if given.plus.is_given() == given.minus.is_given() {
            problems.push(Problem::new("missing-key", link.span(), "a contributor has `plus` or `minus`, one of them"));
        }
        for side in [&given.plus, &given.minus] {
            if let Some(TextOr::Text(name)) = side.get() {
                self.dimension(name, side.span(), problems);
            }
        }
    }

    /// A stack is a chain or a formula of variables.
    fn stack(&self, stack: &Entry<Stack>, problems: &mut Problems) {
        let Some(given) = &stack.value else { return };
        for link in given.chain.get().into_iter().flatten() {
            self.link(link, problems);
        }
        if given.chain.is_given() && given.expression.is_given() {
            let message = "a stack is a `chain` or an `expression`, one of them";
            problems
                .push(Problem::new("impossible-value", given.expression.key(), message).with_related(given.chain.key(), "chain"));
        }
        if let Some(text) = given.expression.get() {
            let names: Vec<&str> =
                given.variables.get().map_or(&[][..], |variables| variables).iter().map(|entry| &*entry.id).collect();
            if let Err(error) = Expression::length(text, &names) {
                let place = text.get(error.at.clone()).filter(|wrong| !wrong.is_empty());
                let place = place.map_or_else(|| "at its end".to_owned(), |wrong| format!("at `{wrong}`"));
                let span = within(given.expression.span(), text, &error.at);
                let problem = Problem::new("expression", span, format!("{}, {place}", error.message));
                problems.push(match error.help {
                    Some(help) => problem.with_help(help),
                    None => problem,
                });
            }
        }
        for variable in given.variables.get().map_or(&[][..], |variables| variables) {
            if let Some(TextOr::Text(name)) = &variable.value {
                self.dimension(name, variable.span, problems);
            }
        }
    }

    fn dimension(&self, name: &str, span: Span, problems: &mut Problems) {
        if !self.dimensions.contains(name) {
            // Candidates are only worth their time while problems are still shown; sorted, because the nearest is the first of them.
            let mut known: Vec<&str> = self.dimensions.iter().map(String::as_str).collect();
            known.sort_unstable();
            let near = if problems.len() < MAX_PROBLEMS { did_you_mean_one_of(name, known) } else { None };
            problems.push(unknown("dangling-reference", "dimension", name, span, near, "write `part.dimension`"));
        }
    }
}

/// A place within a text as the file has it; the whole of one that is written with escapes or on several lines.
fn within(span: Span, text: &str, at: &std::ops::Range<usize>) -> Span {
    let start = span.start as usize;
    match span.range().len().checked_sub(text.len()) {
        Some(0) => Span::new(start + at.start, start + at.end),
        // Two quotes.
        Some(2) => Span::new(start + 1 + at.start, start + 1 + at.end),
        _ => span,
    }
}

fn keys<T>(map: &Field<Entries<T>>) -> Vec<&str> {
    map.get().map_or(&[][..], |entries| entries).iter().map(|entry| &*entry.id).collect()
}

fn unknown(code: &'static str, what: &str, name: &str, span: Span, near: Option<String>, otherwise: &str) -> Problem {
    Problem::new(code, span, format!("there is no {what} `{name}`")).with_help(near.unwrap_or_else(|| otherwise.to_owned()))
}

/// What to do about names of which no word is known.
const SEARCH_MATERIALS: &str =
    "search with `caseproof materials WORD`; write a grade of your own into `materials`, or leave the key out while it is open";
const SEARCH_PROCESSES: &str = "search with `caseproof processes WORD`, or leave the key out while it is open";
const SEARCH_METHODS: &str = "search with `caseproof methods WORD`";

fn required<T>(field: &Field<T>, name: &str, at: Span, problems: &mut Problems) {
    if !field.is_given() {
        problems.push(Problem::new("missing-key", at, format!("`{name}` is missing")));
    }
}

/// What every design needs.
fn top(spec: &Spec, root: Span, problems: &mut Problems) {
    let start = root.begin();
    if let Some(version) = spec.caseproof.get()
        && version.si() != 1.0
    {
        let message = format!("format {} is not known; this program reads format 1", version.measure);
        problems.push(Problem::new("impossible-value", spec.caseproof.span(), message));
    }
    required(&spec.design, "design", start, problems);
    if !spec.parts.is_given() {
        let problem = Problem::new("missing-key", start, "`parts` is missing");
        problems.push(problem.with_help(
            "write at least one part, such as `parts: { shell: {} }`, with `material` and `process` as far as they are decided",
        ));
    }
    if let Some(about) = spec.design.get() {
        required(&about.name, "name", spec.design.key(), problems);
    }
    if spec.parts.get().is_some_and(|parts| parts.is_empty()) {
        problems.push(Problem::new("missing-value", spec.parts.key(), "a design has at least one part"));
    }
}

/// Ids are words of one piece, so that paths and references stay plain.
fn ids<T>(entries: &[Entry<T>], what: &str, problems: &mut Problems) {
    problems.extend(entries.iter().filter(|entry| !is_id(&entry.id)).map(|entry| wrong_id(&entry.id, what, entry.key)));
}

/// What an id is, for who writes another.
pub const ID_RULE: &str = "letters and digits, with single hyphens or `_` between them";

/// Letters of any script and digits, with single `-` or `_` between them.
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.split(['-', '_']).all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric))
}

fn wrong_id(id: &str, what: &str, at: Span) -> Problem {
    let message = format!("`{id}` is not a {what} id: {ID_RULE}");
    let parts: Vec<&str> = id.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let problem = Problem::new("wrong-id", at, message);
    if parts.is_empty() { problem } else { problem.with_help(format!("write `{}`, here and where it is named", parts.join("-"))) }
}

fn grades(spec: &Spec, names: &Names<'_>, problems: &mut Problems) {
    for entry in spec.materials.get().map_or(&[][..], |materials| materials) {
        let Some(grade) = &entry.value else { continue };
        let mut based = false;
        for figure in grade.figures.iter() {
            if &*figure.id == "like" {
                based = true;
                if let Some(GradeValue::One(name)) = &figure.value
                    && names.library.find(Table::Material, name).is_none()
                {
                    let near = names.meant(Table::Material, name);
                    problems.push(unknown("unknown-material", "library material", name, figure.span, near, SEARCH_MATERIALS));
                }
                continue;
            }
            grade_figure(figure, problems);
        }
        if !based {
            problems.push(
                Problem::new("missing-key", entry.key, "`like` is missing").with_help("name the library material it starts from"),
            );
        }
    }
}

fn grade_figure(figure: &Entry<GradeValue>, problems: &mut Problems) {
    let Some(value) = &figure.value else { return };
    if let Some(property) = property_for(&figure.id, value) {
        if let Err((code, message)) = read_figure(&MATERIAL_PROPERTIES[property].kind, value) {
            let problem = Problem::new(code, figure.span, message);
            let quantity = matches!(MATERIAL_PROPERTIES[property].kind, PropertyKind::Quantity(..));
            // Of an end in the wrong order the form is right.
            problems.push(if quantity && code != "wrong-range" { problem.with_help(FIGURE_FORMS) } else { problem });
        }
        return;
    }
    if &*figure.id == "hardness" {
        problems.push(Problem::new(
            "wrong-dimension",
            figure.span,
            "expected a hardness such as `75 Shore C`, `60 Shore A` or `50 Shore D`",
        ));
        return;
    }
    if GRADE_KEYS.contains(&&*figure.id) {
        return;
    }
    let known = MATERIAL_PROPERTIES.iter().map(|p| p.name).chain(GRADE_KEYS.iter().copied());
    let help = did_you_mean_one_of(&figure.id, known).unwrap_or_else(|| "see `caseproof facts material`".to_owned());
    problems.push(Problem::new("unknown-key", figure.key, format!("unknown key `{}`", figure.id)).with_help(help));
}

fn steps(spec: &Spec, names: &Names<'_>, problems: &mut Problems) {
    let Some(steps) = spec.assembly.get() else { return };
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for element in steps {
        let Some(step) = element.get() else { continue };
        required(&step.step, "step", element.span().begin(), problems);
        if let Some(id) = step.step.get() {
            if !is_id(id) {
                problems.push(wrong_id(id, "step", step.step.span()));
            }
            match seen.iter().find(|(other, _)| **other == **id) {
                Some((_, first)) => problems.push(
                    Problem::new("duplicate-key", step.step.span(), format!("two steps are called `{id}`"))
                        .with_related(*first, "first given here"),
                ),
                None => seen.push((id, step.step.span())),
            }
        }
        step_references(step, names, problems);
    }
}

fn step_references(step: &Step, names: &Names<'_>, problems: &mut Problems) {
    names.entry(Table::Process, &step.process, problems);
    for list in [&step.adds, &step.encloses, &step.of] {
        Names::all(&names.parts, "part", list, problems);
    }
    for list in [&step.makes, &step.undoes] {
        Names::all(&names.joints, "joint", list, problems);
    }
    Names::all(&names.steps, "step", &step.after, problems);
}

/// What a part is free of is one of the restrictions that the tables know: a slip would silently exclude nothing.
fn free_of(spec: &Spec, problems: &mut Problems) {
    let known: Vec<&str> = library().restrictions().iter().map(|restriction| restriction.id).collect();
    for entry in spec.parts.get().map_or(&[][..], |parts| parts) {
        let named = entry.value.iter().filter_map(|part| part.free_of.get()).flatten();
        for element in named {
            let Some(name) = element.get() else { continue };
            if !known.contains(&&**name) {
                let near = did_you_mean_one_of(name, known.iter().copied());
                let otherwise = "see `caseproof restrictions`";
                problems.push(unknown("dangling-reference", "restriction", name, element.span(), near, otherwise));
            }
        }
    }
}

/// Tasks wait for tasks that exist, each with its own id.
fn plan(spec: &Spec, problems: &mut Problems) {
    let tasks: Vec<&Field<Task>> =
        spec.production.get().and_then(|production| production.plan.get()).into_iter().flatten().collect();
    let ids: Vec<&str> = tasks.iter().filter_map(|task| task.get()?.task.get()).map(|id| &**id).collect();
    for (number, element) in tasks.iter().enumerate() {
        let Some(task) = element.get() else { continue };
        required(&task.task, "task", element.span(), problems);
        if let Some(id) = task.task.get()
            && tasks[..number].iter().any(|other| other.get().is_some_and(|other| other.task.get() == Some(id)))
        {
            problems.push(Problem::new("duplicate-key", task.task.span(), format!("two tasks are called `{id}`")));
        }
        Names::all(&ids, "task", &task.after, problems);
    }
    let number = |name: &str| ids.iter().position(|id| *id == name);
    let activities = tasks.iter().map(|element| {
        let after = element.get().and_then(|task| task.after.get()).into_iter().flatten();
        let predecessors = after.filter_map(|name| number(name.get()?)).collect();
        Activity { duration: 0.0, predecessors }
    });
    let activities: Vec<Activity> = activities.collect();
    if let (true, Err(CriticalPathError::Loop { activities: waiting })) = (ids.len() == tasks.len(), critical_path(&activities)) {
        let names: Vec<&str> = waiting.iter().map(|task| ids[*task]).collect();
        let span = waiting.first().map_or_else(Span::default, |task| tasks[*task].span());
        problems.push(Problem::new("cycle", span, format!("tasks wait for each other: {}", names.join(", "))));
    }
}

fn evidence(spec: &Spec, names: &Names<'_>, problems: &mut Problems) {
    let Some(evidence) = spec.evidence.get() else { return };
    let of: Vec<&str> = names.steps.iter().chain(&names.parts).copied().chain(["design"]).collect();
    for (build, _) in records(&evidence.builds) {
        if let Some(name) = build.of.get() {
            Names::one(&of, "step or part", name, build.of.span(), problems);
            ambiguous(name, build.of.span(), [("part", &names.parts), ("step", &names.steps)], problems);
        }
        names.entry(Table::Process, &build.process, problems);
        names.material(&build.material, problems);
        more_than(&build.rejected, &build.built, "rejected", "built", problems);
        defects(build, problems);
        day(&build.date, problems);
    }
    let of: Vec<&str> = names.parts.iter().chain(&names.joints).copied().chain(["design"]).collect();
    for (test, _) in records(&evidence.tests) {
        if let Some(name) = test.of.get() {
            Names::one(&of, "part or joint", name, test.of.span(), problems);
            ambiguous(name, test.of.span(), [("part", &names.parts), ("joint", &names.joints)], problems);
        }
        names.entry(Table::Process, &test.process, problems);
        names.material(&test.material, problems);
        more_than(&test.failures, &test.units, "failed", "tested", problems);
        day(&test.date, problems);
    }
    for (measurement, _) in records(&evidence.measurements) {
        if let Some(name) = measurement.of.get() {
            names.dimension(name, measurement.of.span(), problems);
        }
        names.entry(Table::Process, &measurement.process, problems);
        cavities(measurement, problems);
        day(&measurement.date, problems);
    }
}

/// Notes that evidence is about a name that means two things: `design` means the whole case.
fn ambiguous(name: &str, at: Span, kinds: [(&'static str, &[&str]); 2], problems: &mut Problems) {
    let whole = [("whole case", &["design"][..])];
    let means = |(what, names): &(&'static str, &[&str])| names.contains(&name).then_some(*what);
    let meant: Vec<&str> = whole.iter().chain(&kinds).filter_map(means).collect();
    if let [one, .., other] = meant[..] {
        let problem = Problem::new("ambiguous-reference", at, format!("`{name}` names the {one} and a {other}"));
        problems.push(problem.with_help(format!("give the {other} a name of its own, here as well")));
    }
}
