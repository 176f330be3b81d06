//! Facts of defects: how many units showed one, by which mechanism it comes about, and what of the design is a known cause of it.

use std::rc::Rc;

use crate::design;
use crate::facts::given::{bounds, derived, quantity};
use crate::facts::typed::{Build, Defect, Thing as _, methods};
use crate::facts::{Item, Kind, Known, Lack, Origin, Trace, Word, both};
use crate::formulas::yields;
use crate::knowledge::{DefectRow, Feature};
use crate::quantity::Bounds;
use crate::vocabulary::defect_facts;
use crate::world::risk;
use crate::world::shown::Target;
use crate::world::shown::defect::DefectView;
use crate::world::views::{Found, OpenCheck};

defect_facts!(methods);

impl<'w> Defect<'w> {
    fn view(self) -> &'w DefectView {
        &self.world.defects[self.index]
    }

    fn given(self) -> &'w design::Build {
        self.world.builds[self.view().build].given
    }

    /// The semantic path of a field of a build.
    fn path(self, build: usize, key: &str) -> String {
        super::path(self.world, Item::new(Kind::Build, build), key)
    }

    /// The rows of the table that its name means, with the need for a name that means something.
    fn rows(self, trace: &mut Trace) -> Known<Vec<&'static DefectRow<'static>>> {
        let table = self.world.library.defects();
        let rows: Vec<&'static DefectRow<'static>> = self.view().rows.iter().map(|row| &table[usize::from(*row)]).collect();
        if rows.is_empty() {
            return trace.unknown(|| self.path(self.view().build, &format!("defects.{}", self.view().name)));
        }
        for row in &rows {
            trace.origin(|| Origin::Row { what: format!("defect {}", row.id).into(), basis: row.basis, sources: &row.sources });
        }
        Ok(rows)
    }

    /// A text of each of its rows.
    fn texts(self, trace: &mut Trace, pick: fn(&DefectRow<'static>) -> &'static str) -> Rc<[Word]> {
        self.rows(trace).unwrap_or_default().into_iter().map(|row| pick(row).into()).collect()
    }

    /// The parts that may show it: the one that was built; those that the step works on, adds or joins; all of the case.
    fn parts(self) -> Vec<usize> {
        let world = self.world;
        let all = || (0..world.parts.len()).collect();
        match self.view().of {
            Target::Part(part) => vec![part],
            Target::Joint(joint) => world.joints[joint].parts.clone(),
            Target::Case => all(),
            Target::Step(step) => {
                let step = &world.steps[step];
                let joined = step.makes.iter().flat_map(|joint| &world.joints[*joint].parts);
                let mut parts: Vec<usize> = step.adds.iter().chain(&step.of).chain(joined).copied().collect();
                parts.sort_unstable();
                parts.dedup();
                if parts.is_empty() { all() } else { parts }
            }
        }
    }

    /// Semantic paths of what may be its cause: the parts concerned, joints of them, and the step that was built.
    fn places(self) -> Vec<String> {
        let world = self.world;
        let parts = self.parts();
        let joint = |part: usize| (0..world.joints.len()).filter(move |joint| world.joints[*joint].parts.contains(&part));
        let mut places: Vec<String> = vec![self.view().of.path(world)];
        for part in parts {
            places.push(world.path(Item::new(Kind::Part, part)));
            places.extend(joint(part).map(|joint| world.path(Item::new(Kind::Joint, joint))));
        }
        places
    }

    /// Findings there that its rows name as causes.
    fn causes(self, rows: &[&DefectRow<'_>]) -> Known<Vec<&'w Found>> {
        let found = &self.world.seen.get().ok_or(Lack::Unknown)?.found;
        let places = self.places();
        let named = |finding: &&Found| rows.iter().any(|row| row.checks.contains(&&*finding.check));
        let there = |finding: &&Found| finding.places.iter().any(|place| places.iter().any(|of| lies_in(place, of)));
        Ok(found.iter().filter(named).filter(there).collect())
    }

    /// What is missing to know whether a cause that its rows name is there.
    fn open_causes(self, rows: &[&DefectRow<'_>]) -> Known<Vec<&'w str>> {
        let open = &self.world.seen.get().ok_or(Lack::Unknown)?.open;
        let places = self.places();
        let named = |open: &&OpenCheck| rows.iter().any(|row| row.checks.contains(&&*open.check));
        let there = |open: &&OpenCheck| places.iter().any(|of| lies_in(&open.at, of));
        let needs = open.iter().filter(named).filter(there).flat_map(|open| &open.needs);
        Ok(needs.map(String::as_str).collect())
    }
}

/// Whether a semantic path is this one or lies below it.
fn lies_in(path: &str, of: &str) -> bool {
    path.split('+').any(|path| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

impl<'w> Facts<'w> for Defect<'w> {
    fn build(self, _: &mut Trace) -> Known<Build<'w>> {
        Ok(Build::at(self.world, self.view().build))
    }

    fn of(self, _: &mut Trace) -> Known<Word> {
        Ok(self.view().of.name(self.world).into())
    }

    fn units(self, trace: &mut Trace) -> Known<Bounds> {
        let view = self.view();
        let defects = self.given().defects.get().map_or(&[][..], |defects| defects);
        let entry = defects.iter().find(|entry| *entry.id == *view.name).ok_or(Lack::Unknown)?;
        trace.given_at(view.key, || self.path(view.build, &format!("defects.{}", view.name)));
        entry.value.as_ref().map(bounds).ok_or(Lack::Unknown)
    }

    fn built(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().built, trace, || self.path(self.view().build, "built"))
    }

    fn share(self, trace: &mut Trace) -> Known<Bounds> {
        let (units, built) = both(self.units(trace), self.built(trace))?;
        derived([units, built], "%", |[units, built]| yields::defects_per_unit(units, built))
    }

    fn known(self, _: &mut Trace) -> Known<bool> {
        Ok(!self.view().rows.is_empty())
    }

    fn mechanisms(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        Ok(self.texts(trace, |row| row.mechanism))
    }

    fn fixes(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        Ok(self.texts(trace, |row| row.fix))
    }

    fn grows(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.rows(trace)?.iter().any(|row| row.grows))
    }

    fn features(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let rows = self.rows(trace).unwrap_or_default();
        let parts = self.parts();
        let has = |(feature, _): &&(Feature, &str)| parts.iter().any(|part| risk::has(self.world, *part, *feature));
        let mut words: Vec<&str> = rows.iter().flat_map(|row| row.concerns.iter().filter(has)).map(|(_, word)| *word).collect();
        words.dedup();
        Ok(words.into_iter().map(Word::from).collect())
    }

    fn found(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let rows = self.rows(trace).unwrap_or_default();
        let mut codes: Vec<&str> = self.causes(&rows)?.into_iter().map(|finding| &*finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        Ok(codes.into_iter().map(Word::from).collect())
    }

    fn explained(self, trace: &mut Trace) -> Known<bool> {
        let rows = self.rows(trace)?;
        let causes = self.causes(&rows)?;
        for span in causes.iter().map(|finding| finding.span) {
            trace.given(span);
        }
        if causes.is_empty() {
            let open = self.open_causes(&rows)?;
            for need in &open {
                trace.need::<()>(|| (*need).to_owned());
            }
            return if open.is_empty() { Ok(false) } else { Err(Lack::Unknown) };
        }
        Ok(true)
    }

    fn closed(self, trace: &mut Trace) -> Known<bool> {
        let view = self.view();
        if view.later.is_empty() {
            return Ok(false);
        }
        let wanted = self.built(trace)?.high;
        let (mut units, mut unsaid) = (0.0, false);
        for later in &view.later {
            let given = self.world.builds[*later].given;
            let clean = given.rejected.get().is_some_and(|rejected| rejected.si() == 0.0);
            if clean || given.defects.is_given() {
                units += quantity(&given.built, trace, || self.path(*later, "built"))?.low;
            } else {
                unsaid = true;
                trace.need::<()>(|| self.path(*later, "defects"));
            }
        }
        match (units >= wanted, unsaid) {
            (true, _) => Ok(true),
            (false, true) => Err(Lack::Unknown),
            (false, false) => Ok(false),
        }
    }
}
