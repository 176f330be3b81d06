//! Where a design may have things of which it does not tell: there the key is asked for that would tell of them.

use super::World;
use super::figures::may_adhere;
use super::joint::part_that_sticks;
use super::sequence::{adders, makers};
use super::shown::Target;
use crate::knowledge::Expectation;
use crate::vocabulary::words::STAGES;
use crate::vocabulary::{Item, Kind};

/// A place that may have a thing of some kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Semantic path of what may have it.
    pub at: String,
    /// The keys of which any would tell of it.
    pub needs: Vec<String>,
}

impl Gap {
    fn one(at: String, need: String) -> Self {
        Self { at, needs: vec![need] }
    }

    /// A block of the design that is missing as a whole.
    fn block(key: &str) -> Self {
        Self::one(key.to_owned(), key.to_owned())
    }
}

impl World<'_> {
    /// Where the design may have further things of a kind.
    #[must_use]
    pub fn gaps(&self, kind: Kind) -> Vec<Gap> {
        match kind {
            Kind::Test => self.unrecorded("tests").or_else(|| self.unclosed("tests")).into_iter().collect(),
            Kind::Document => super::document::unsaid(self).into_iter().map(Gap::block).collect(),
            Kind::Claim => self.untested().into_iter().collect(),
            Kind::Build => self.unrecorded("builds").or_else(|| self.unclosed("builds")).into_iter().collect(),
            Kind::Lot => self.unbuilt().into_iter().collect(),
            Kind::Defect => self.unnamed_defects(),
            // What has no dimension is not measured.
            Kind::Measurement if !self.dimensions.is_empty() => {
                self.unmeasured().into_iter().chain(self.unsaid_studies()).collect()
            }
            Kind::Stack if !self.spec.stacks.is_given() && (self.parts.len() > 1 || !self.dimensions.is_empty()) => {
                vec![Gap::block("stacks")]
            }
            Kind::Layer => self.materials_of_parts().collect(),
            Kind::Use => self.materials_of_parts().chain(self.materials_of_layers()).collect(),
            Kind::Contact | Kind::Pairing => {
                let unsaid = self.materials_of_parts().chain(self.materials_of_layers()).chain(self.sides_of_joints());
                let blocks = self.block_of_joints().map(Gap::block);
                unsaid.chain(blocks).chain(self.adhesives_of_joints()).collect()
            }
            Kind::Face => {
                let unsaid = self.materials_of_layers().chain(self.materials_of_parts()).chain(self.bonds_of_layers());
                unsaid.chain(self.unsaid_joints()).collect()
            }
            // Without the assembly nothing says which steps there are.
            Kind::Placement if !self.steps.is_empty() => {
                let unsaid = self.materials_of_parts().chain(self.materials_of_layers()).chain(self.times_of_parts());
                unsaid.chain(self.times_of_joints()).chain(self.sides_of_joints()).chain(self.adhesives_of_joints()).collect()
            }
            Kind::Order if !self.steps.is_empty() => {
                self.times_of_parts().chain(self.times_of_joints()).chain(self.sides_of_joints()).collect()
            }
            Kind::Joint => self.unsaid_joints(),
            Kind::Step | Kind::Placement | Kind::Order => {
                self.expected("assembly", !self.spec.assembly.is_given() && !self.is_single_bought())
            }
            Kind::Dimension => {
                // A part that gives none says so.
                let open = self.parts.iter().filter(|part| !part.part.dimensions.is_given());
                let made = open.filter(|part| part.process.is_some() && part.part.bought.get() != Some(&true));
                // Any of them would tell of one; none is asked before the others.
                let mut needs: Vec<String> = made.map(|part| format!("parts.{}.dimensions", part.id)).collect();
                needs.sort_unstable();
                let blank = self.dimensions.is_empty() && !needs.is_empty() && self.is_expected("parts.*.dimensions");
                if blank { vec![Gap { at: "parts".to_owned(), needs }] } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// The block of joints, where parts have to be held together and nothing says how.
    fn unsaid_joints(&self) -> Vec<Gap> {
        self.expected("joints", self.parts.len() > 1 && !self.spec.joints.is_given())
    }

    /// A block that is missing, if a design of this kind has to state it at its stage.
    fn expected(&self, block: &str, missing: bool) -> Vec<Gap> {
        if missing && self.is_expected(block) { vec![Gap::block(block)] } else { Vec::new() }
    }

    /// Whether a design of this kind has to state a block at its stage.
    fn is_expected(&self, block: &str) -> bool {
        let kind = self.spec.design.get().and_then(|about| about.kind.get()).map(|kind| kind.word());
        let stage = |word: &str| STAGES.iter().position(|stage| *stage == word);
        let due = |row: &Expectation<'_>| self.stage.is_none_or(|now| stage(now.word()) >= stage(row.from));
        let concerned = |row: &Expectation<'_>| row.kinds.is_empty() || kind.is_none_or(|kind| row.kinds.contains(&kind));
        let rows = self.library.expectations().iter().filter(|row| row.block == block);
        rows.filter(|row| due(row) && concerned(row)).count() > 0
    }

    /// Where samples may have been made of which the design does not tell: parts that are made, and joints of them.
    #[must_use]
    pub fn gaps_in_transition(&self, kind: Kind) -> Vec<Gap> {
        let prototype = |part: usize| format!("parts.{}.prototype", self.parts[part].id);
        let sampled = |part: usize| self.parts[part].part.prototype.is_given();
        let unsaid = |part: &usize| !sampled(*part) && self.parts[*part].process.is_some() && !self.is_bought(*part);
        let blank = |part: usize| Some(self.part_path(part)).filter(|path| self.unsaid_material(part).contains(path));
        match kind {
            Kind::Part => (0..self.parts.len())
                .filter(|part| !sampled(*part))
                .filter_map(|part| blank(part).or_else(|| unsaid(&part).then(|| prototype(part))))
                .map(|need| Gap::one(need.clone(), need))
                .collect(),
            Kind::Joint => {
                let open = self.joints.iter().enumerate().filter(|(_, joint)| !joint.parts.iter().any(|part| sampled(*part)));
                let gap = |(number, needs): (usize, Vec<String>)| Gap { at: self.path(Item::new(Kind::Joint, number)), needs };
                let needs = open.map(|(number, joint)| {
                    (number, joint.parts.iter().copied().filter(|part| unsaid(part)).map(prototype).collect::<Vec<_>>())
                });
                needs.filter(|(_, needs)| !needs.is_empty()).map(gap).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The keys that would say what a part is made of, if nothing does.
    pub(crate) fn unsaid_material(&self, part: usize) -> Vec<String> {
        let view = &self.parts[part];
        let part = view.part;
        if part.material.is_given() || part.layers.is_given() {
            return Vec::new();
        }
        // Of a part of which hardly anything is said all is asked for.
        if view.process.is_none() && !part.bought.is_given() {
            return vec![format!("parts.{}", view.id)];
        }
        vec![format!("parts.{}.material", view.id), format!("parts.{}.layers", view.id)]
    }

    fn part_path(&self, part: usize) -> String {
        format!("parts.{}", self.parts[part].id)
    }

    /// The list of evidence with this name, if the design does not have it: an empty one says that nothing was done.
    pub(crate) fn unrecorded(&self, list: &str) -> Option<Gap> {
        if self.spec.evidence.is_ruled_out() {
            return None;
        }
        let evidence = self.spec.evidence.get();
        let given = evidence.is_some_and(|evidence| match list {
            "tests" => evidence.tests.is_given(),
            "builds" => evidence.builds.is_given(),
            _ => evidence.measurements.is_given(),
        });
        let complete = evidence.is_none_or(|evidence| evidence.complete.get() != Some(&false));
        (!given || !complete).then(|| Gap::block(&format!("evidence.{list}")))
    }

    /// Whether the design says that nothing was done of which a list of evidence tells, so that it cannot tell more. An empty list
    /// may still be filled.
    pub(crate) fn nothing_done(&self, list: &str) -> bool {
        let evidence = &self.spec.evidence;
        evidence.is_ruled_out()
            || evidence.get().is_some_and(|evidence| match list {
                "tests" => evidence.tests.is_ruled_out(),
                "builds" => evidence.builds.is_ruled_out(),
                _ => evidence.measurements.is_ruled_out(),
            })
    }

    /// A list of evidence with records of which nothing says whether they are all: one that was left out may be the worst.
    fn unclosed(&self, list: &str) -> Option<Gap> {
        let records = if list == "tests" { self.tests.len() } else { self.builds.len() };
        let said = self.spec.evidence.get().is_some_and(|evidence| evidence.complete.is_given());
        let (at, complete) = (format!("evidence.{list}"), "evidence.complete".to_owned());
        (records > 0 && !said).then(|| Gap { at: at.clone(), needs: vec![complete, at] })
    }

    /// Whether the design says that its lists of evidence hold all that was done.
    fn is_complete(&self) -> bool {
        self.spec.evidence.get().is_some_and(|evidence| evidence.complete.get() == Some(&true))
    }

    /// The list of tests, if the design does not have it, or if it may hold more and no test is of a claim that the design makes
    /// or of a part, by itself, in a joint or in the case.
    fn untested(&self) -> Option<Gap> {
        let told = self.is_complete() && self.unrecorded("tests").is_none();
        if self.nothing_done("tests") || told {
            return None;
        }
        let covered = |part: usize| self.claims.iter().any(|claim| !claim.tests.is_empty() && self.concerns(claim.of, part));
        let bare = (0..self.parts.len()).any(|part| !covered(part));
        let unshown =
            self.claims.iter().any(|claim| claim.made.is_certain() && claim.tests.is_empty() && claim.doubtful.is_empty());
        let gap = self.unrecorded("tests").or_else(|| (bare || unshown).then(|| Gap::block("evidence.tests")));
        gap.or_else(|| self.unclosed("tests"))
    }

    fn concerns(&self, of: Target, part: usize) -> bool {
        match of {
            Target::Case | Target::Step(_) => true,
            Target::Part(tested) => tested == part,
            Target::Joint(joint) => self.joints[joint].parts.contains(&part),
        }
    }

    /// The list of builds, if the design does not have it or a step, or where there are none a part that is made, is in none.
    fn unbuilt(&self) -> Option<Gap> {
        if self.nothing_done("builds") {
            return None;
        }
        let built = |of: Target| self.lots.iter().any(|lot| lot.of == of);
        let steps = (0..self.steps.len()).any(|step| !built(Target::Step(step)));
        let made = |part: &usize| self.parts[*part].process.is_some();
        let parts = self.steps.is_empty() && (0..self.parts.len()).filter(made).any(|part| !built(Target::Part(part)));
        let gap = self.unrecorded("builds").or_else(|| (steps || parts).then(|| Gap::block("evidence.builds")));
        gap.or_else(|| self.unclosed("builds"))
    }

    /// The list of builds, if the design does not have it, and builds that rejected units without saying for what: of all of
    /// them or of some.
    fn unnamed_defects(&self) -> Vec<Gap> {
        // An empty list may still be filled.
        let told = self.is_complete() && self.unrecorded("builds").is_none();
        if self.builds.is_empty() && !self.nothing_done("builds") && !told {
            return vec![Gap::block("evidence.builds")];
        }
        let current = self.lots.iter().filter_map(|lot| lot.builds.last());
        let rejected = |build: &&usize| {
            let given = self.builds[**build].given;
            let entries = given.defects.get().map_or(&[][..], |defects| defects);
            let named: f64 = entries.iter().filter_map(|entry| Some(entry.value.as_ref()?.most())).sum();
            given.rejected.get().map_or(!given.defects.is_given(), |rejected| rejected.si() > named)
        };
        let unnamed = current.filter(rejected).map(|build| {
            let at = self.path(Item::new(Kind::Build, *build));
            Gap { needs: vec![format!("{at}.defects")], at }
        });
        self.unrecorded("builds").or_else(|| self.unclosed("builds")).into_iter().chain(unnamed).collect()
    }

    /// The list of readings, if the design does not have it or a critical dimension is in none of them.
    fn unmeasured(&self) -> Option<Gap> {
        if self.nothing_done("measurements") {
            return None;
        }
        let read = |name: &str| self.measurements.iter().any(|study| study.given.of.get().is_some_and(|of| **of == *name));
        let critical = self.dimensions.iter().filter(|view| view.dimension.critical.get() == Some(&true));
        let mut names = critical.map(|view| format!("{}.{}", self.parts[view.part].id, view.id));
        let blank = names.any(|name| !read(&name));
        self.unrecorded("measurements").or_else(|| blank.then(|| Gap::block("evidence.measurements")))
    }

    /// The key that would say what is joined, if nothing does and there is something to join.
    pub(crate) fn block_of_joints(&self) -> Option<&'static str> {
        (!self.spec.joints.is_given() && self.parts.len() > 1).then_some("joints")
    }

    /// Whether it is one part that comes ready-made: nothing is put together.
    fn is_single_bought(&self) -> bool {
        self.parts.len() == 1 && self.is_bought(0)
    }

    fn is_bought(&self, part: usize) -> bool {
        self.parts[part].part.bought.get() == Some(&true)
    }

    fn materials_of_parts(&self) -> impl Iterator<Item = Gap> {
        let parts = (0..self.parts.len()).map(|part| (part, self.unsaid_material(part)));
        let unsaid = parts.filter(|(_, needs)| !needs.is_empty());
        unsaid.map(|(part, needs)| Gap { at: format!("parts.{}.material", self.parts[part].id), needs })
    }

    fn materials_of_layers(&self) -> impl Iterator<Item = Gap> {
        let unsaid = self.layers.iter().enumerate().filter(|(_, layer)| layer.material.is_none());
        unsaid.map(|(number, _)| {
            let at = self.path(Item::new(Kind::Layer, number));
            Gap::one(at.clone(), format!("{at}.material"))
        })
    }

    fn sides_of_joints(&self) -> impl Iterator<Item = Gap> {
        let unsaid = self.joints.iter().enumerate().filter(|(_, joint)| !joint.joint.between.is_given());
        unsaid.map(|(number, _)| {
            let at = self.path(Item::new(Kind::Joint, number));
            Gap::one(at.clone(), format!("{at}.between"))
        })
    }

    /// Layers of which it is not said what joins them to the one before.
    fn bonds_of_layers(&self) -> impl Iterator<Item = Gap> {
        let unsaid = self.layers.iter().enumerate().filter(|(_, layer)| layer.number > 0 && !layer.layer.bond.is_given());
        unsaid.map(|(number, _)| {
            let at = self.path(Item::new(Kind::Layer, number));
            Gap::one(at.clone(), format!("{at}.bond"))
        })
    }

    /// Joints that hold, or may hold, by an adhesive which is not named.
    fn adhesives_of_joints(&self) -> impl Iterator<Item = Gap> {
        let unsaid = self.joints.iter().enumerate().filter(move |(number, joint)| {
            joint.adhesive.is_none()
                && !joint.joint.adhesive.is_given()
                && joint.method.is_some_and(|method| may_adhere(self, method))
                && part_that_sticks(self, *number).is_none()
        });
        unsaid.map(|(number, _)| {
            let at = self.path(Item::new(Kind::Joint, number));
            Gap::one(at.clone(), format!("{at}.adhesive"))
        })
    }

    /// Parts that no step adds.
    pub(crate) fn unadded(&self) -> impl Iterator<Item = usize> {
        (0..self.parts.len()).filter(|part| adders(self, *part).next().is_none())
    }

    /// Joints that no step makes.
    pub(crate) fn unmade(&self) -> impl Iterator<Item = usize> {
        (0..self.joints.len()).filter(|joint| makers(self, *joint).next().is_none())
    }

    /// Joints that no step makes: what comes before and after them is not said.
    fn times_of_joints(&self) -> impl Iterator<Item = Gap> {
        self.unmade().map(|joint| Gap::one(self.path(Item::new(Kind::Joint, joint)), "assembly".to_owned()))
    }

    /// Parts that no step adds: which steps they go through is not said.
    fn times_of_parts(&self) -> impl Iterator<Item = Gap> {
        self.unadded().map(|part| Gap::one(self.path(Item::new(Kind::Part, part)), "assembly".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Content, Loader};

    /// The places that a design leaves open for things of a kind, and what they need.
    fn gaps(text: &str, of: impl Fn(&World<'_>) -> Vec<Gap>) -> Vec<(String, String)> {
        let text = format!("caseproof: 1\ndesign: {{ name: Case }}\n{text}");
        let content = Loader::new(std::path::Path::new(".")).text(text, "spec", None).content;
        let Content::Specs(specs) = content else { panic!("a spec") };
        of(&World::new(&specs[0], None)).into_iter().map(|gap| (gap.at, gap.needs.join(" "))).collect()
    }

    fn one(at: &str, needs: &str) -> Vec<(String, String)> {
        vec![(at.to_owned(), needs.to_owned())]
    }

    #[test]
    fn evidence_that_is_not_recorded_is_open_and_an_empty_list_is_not() {
        let tests = |text: &str| gaps(&format!("parts: {{ lid: {{ material: abs }} }}\n{text}"), |world| world.gaps(Kind::Test));
        assert_eq!(tests(""), one("evidence.tests", "evidence.tests"));
        assert_eq!(tests("evidence: { builds: [] }"), one("evidence.tests", "evidence.tests"));
        assert_eq!(tests("evidence: { tests: [] }"), []);
        assert_eq!(tests("evidence: { tests: none }"), []);
        assert_eq!(tests("evidence: none"), []);
        let open = one("evidence.tests", "evidence.complete evidence.tests");
        assert_eq!(tests("evidence: { tests: [{ name: drop }] }"), open);
        assert_eq!(tests("evidence: { complete: true, tests: [{ name: drop }] }"), []);
        assert_eq!(tests("evidence: { complete: false, tests: [{ name: drop }] }"), one("evidence.tests", "evidence.tests"));
    }

    #[test]
    fn a_whole_list_of_tests_tells_of_every_claim() {
        let claims = |keys: &str| {
            let two = "parts: { lid: { material: abs }, base: { material: abs } }";
            gaps(&format!("{two}\nevidence: {{ {keys} }}"), |world| world.gaps(Kind::Claim))
        };
        let (open, tests) = (one("evidence.tests", "evidence.tests"), "tests: [{ name: peel, of: lid, units: 5 }]");
        assert_eq!(claims(tests), open);
        assert_eq!(claims(&format!("complete: true, {tests}")), []);
        assert_eq!(claims(&format!("complete: false, {tests}")), open);
        assert_eq!(claims("complete: true"), open);
    }

    #[test]
    fn an_empty_list_of_builds_may_still_be_filled() {
        let defects = |evidence: &str| {
            gaps(&format!("parts: {{ lid: {{ material: abs }} }}\n{evidence}"), |world| world.gaps(Kind::Defect))
        };
        let open = one("evidence.builds", "evidence.builds");
        assert_eq!(defects(""), open);
        assert_eq!(defects("evidence: { builds: [] }"), open);
        assert_eq!(defects("evidence: { complete: true, builds: [] }"), []);
        assert_eq!(defects("evidence: { builds: none }"), []);
    }

    #[test]
    fn only_dimensions_are_measured() {
        let measured = |part: &str| gaps(&format!("parts: {{ lid: {{ {part} }} }}"), |world| world.gaps(Kind::Measurement));
        assert_eq!(measured(""), []);
        let dimension = "dimensions: { gap: { nominal: 1 mm } }";
        assert_eq!(measured(dimension), one("evidence.measurements", "evidence.measurements"));
    }

    #[test]
    fn the_order_of_parts_moves_no_question() {
        let dimensions = |parts: &str| gaps(&format!("parts: {{ {parts} }}"), |world| world.gaps(Kind::Dimension));
        let (lid, tray) = ("lid: { material: abs, process: injection-molding }", "tray: { material: abs, process: sls }");
        let asked = dimensions(&format!("{lid}, {tray}, screw: {{ bought: true }}"));
        assert_eq!(asked, one("parts", "parts.lid.dimensions parts.tray.dimensions"));
        assert_eq!(dimensions(&format!("screw: {{ bought: true }}, {tray}, {lid}")), asked);
        for none in ["none", "{}"] {
            let told = format!("lid: {{ material: abs, process: sls, dimensions: {none} }}");
            assert_eq!(dimensions(&told), []);
            assert_eq!(dimensions(&format!("{told}, {tray}")), one("parts", "parts.tray.dimensions"));
        }
        assert_eq!(dimensions(&format!("{lid}, base: {{ {}, dimensions: {{ a: {{ nominal: 1 mm }} }} }}", "material: abs")), []);
    }

    #[test]
    fn what_a_part_is_made_of_is_asked_for() {
        let uses = |part: &str| gaps(&format!("parts: {{ lid: {{ {part} }} }}"), |world| world.gaps(Kind::Use));
        assert_eq!(uses(""), one("parts.lid.material", "parts.lid"));
        assert_eq!(uses("bought: true"), one("parts.lid.material", "parts.lid.material parts.lid.layers"));
        assert_eq!(uses("process: die-cutting"), one("parts.lid.material", "parts.lid.material parts.lid.layers"));
        assert_eq!(uses("material: abs"), []);
        assert_eq!(
            uses("layers: [{ material: abs }, { thickness: 1 mm }]"),
            one("parts.lid.layers.1", "parts.lid.layers.1.material")
        );
    }

    #[test]
    fn two_parts_touch_somewhere() {
        let contacts = |text: &str| gaps(text, |world| world.gaps(Kind::Contact));
        assert_eq!(contacts("parts: { lid: { material: abs } }"), []);
        let two = "parts: { lid: { material: abs }, base: { material: abs } }";
        assert_eq!(contacts(two), one("joints", "joints"));
        assert_eq!(
            contacts(&format!("{two}\njoints: {{ glue: {{ method: ultrasonic-welding }} }}")),
            one("joints.glue", "joints.glue.between")
        );
        let glued =
            |rest: &str| contacts(&format!("{two}\njoints: {{ glue: {{ method: bonding, between: [lid, base]{rest} }} }}"));
        assert_eq!(glued(""), one("joints.glue", "joints.glue.adhesive"));
        assert_eq!(glued(", adhesive: epoxy"), []);
    }

    #[test]
    fn what_no_step_adds_goes_through_steps_unseen() {
        let placed =
            |text: &str| gaps(&format!("parts: {{ lid: {{ material: abs }} }}\n{text}"), |world| world.gaps(Kind::Placement));
        assert_eq!(placed(""), one("assembly", "assembly"));
        assert_eq!(placed("assembly: [{ step: press }]"), one("parts.lid", "assembly"));
        assert_eq!(placed("assembly: [{ step: press, adds: [lid] }]"), []);
    }

    #[test]
    fn a_joint_that_no_step_makes_and_a_layer_without_its_bond_are_open() {
        let text = "parts: { lid: { layers: [{ material: abs }, { material: eva-foam-45c }] }, base: { material: abs } }\n\
                    joints: { clip: { method: snap-fit-cantilever, between: [lid, base] } }\n";
        let orders = |step: &str| gaps(&format!("{text}assembly: [{{ step: press, {step} }}]"), |world| world.gaps(Kind::Order));
        assert_eq!(orders("adds: [lid, base]"), one("joints.clip", "assembly"));
        assert_eq!(orders("adds: [lid, base], makes: [clip]"), []);
        assert_eq!(gaps(text, |world| world.gaps(Kind::Face)), one("parts.lid.layers.1", "parts.lid.layers.1.bond"));
    }

    #[test]
    fn samples_are_asked_for_where_a_part_is_made() {
        let parts = |part: &str| gaps(&format!("parts: {{ lid: {{ {part} }} }}"), |world| world.gaps_in_transition(Kind::Part));
        assert_eq!(parts(""), one("parts.lid", "parts.lid"));
        assert_eq!(parts("material: abs"), []);
        assert_eq!(parts("bought: true"), []);
        assert_eq!(parts("process: injection-molding"), one("parts.lid.prototype", "parts.lid.prototype"));
        assert_eq!(parts("process: injection-molding, prototype: { process: sla }"), []);
        let joints = |lid: &str| {
            let text = format!(
                "parts: {{ lid: {{ {lid} }}, base: {{}} }}\njoints: {{ j: {{ method: bonding, between: [lid, base] }} }}"
            );
            gaps(&text, |world| world.gaps_in_transition(Kind::Joint))
        };
        assert_eq!(joints(""), []);
        assert_eq!(joints("process: injection-molding"), one("joints.j", "parts.lid.prototype"));
        assert_eq!(joints("process: injection-molding, prototype: { process: sla }"), []);
    }
}
