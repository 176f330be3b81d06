//! One design as the checks see it: its things in lists, with the relations between them.
//!
//! It is built in stages, each from those before it: names, parts with their layers, joints, steps and their order, and then
//! what follows from them: what is there when a step runs, what has to stick, what touches, what is known about that, what
//! samples leave open and what markets restrict. Nothing here judges, and no fact is evaluated while it is built.

pub mod contact;
mod count;
pub mod document;
pub mod face;
pub mod figures;
pub mod gap;
pub mod given;
pub mod joint;
mod locate;
pub mod material;
pub mod meant;
pub mod memory;
pub mod order;
pub mod pair;
pub mod placement;
pub mod project;
pub mod restriction;
pub mod risk;
pub mod sequence;
pub mod shown;
pub mod state;
pub mod value;
pub mod views;

use std::collections::HashMap;
use std::sync::OnceLock;

use contact::{ContactView, PairingView};
use face::FaceView;
use figures::NAMES_ADHESIVE;
use given::elements;
use material::MaterialView;
use memory::Memory;
use pair::Names;
use project::{WaiverView, Wanted};
use sequence::Sequence;
use shown::claim::ClaimView;
use shown::defect::DefectView;
use shown::lot::LotView;
use views::{
    Coverage, DimensionView, JointView, LayerView, Listed, OrderView, PartView, PlacementView, RestrictionView, RiskView,
    Sampled, Seen, StepView, UseView,
};

use crate::design::{Build, Measurement, Part, Records, Spec, Stack, Stage, Test, days_of, records};
use crate::knowledge::{Entry, Library, Table, library};
use crate::yaml::{Field, Span};

/// One design with everything that follows from it.
pub struct World<'d> {
    /// As written.
    pub spec: &'d Spec,
    /// The stage at which it is judged.
    pub stage: Option<Stage>,
    /// The day on which it is judged, counted from 1970-01-01; none if it is not said.
    pub today: Option<i64>,
    /// Whether it is a change that is tried: what was tested is the design as it was.
    pub tried: bool,
    /// The tables.
    pub library: &'static Library,
    /// Materials that occur, grades of the project included.
    pub materials: Vec<MaterialView<'d>>,
    /// For each material the names under which pairs may name it, the most specific first.
    pub names: Vec<Names>,
    /// Parts.
    pub parts: Vec<PartView<'d>>,
    /// Layers.
    pub layers: Vec<LayerView<'d>>,
    /// Materials where they are used.
    pub uses: Vec<UseView>,
    /// Materials of the packaging.
    pub packaging: Vec<usize>,
    /// Joints.
    pub joints: Vec<JointView<'d>>,
    /// Steps.
    pub steps: Vec<StepView<'d>>,
    /// The order of the steps.
    pub sequence: Sequence,
    /// What is there when heat comes.
    pub placements: Vec<PlacementView>,
    /// What is done to a part after something else.
    pub orders: Vec<OrderView>,
    /// What touches.
    pub contacts: Vec<ContactView>,
    /// What is known about what touches or is joined.
    pub pairings: Vec<PairingView>,
    /// For each part what the tables know nothing of where it meets something else.
    pub unrated: Vec<Vec<String>>,
    /// What has to stick.
    pub faces: Vec<FaceView>,
    /// What samples leave open.
    pub risks: Vec<RiskView>,
    /// Substances that markets restrict.
    pub restrictions: Vec<RestrictionView>,
    /// Dimensions.
    pub dimensions: Vec<DimensionView<'d>>,
    /// Stacks.
    pub stacks: Vec<Listed<'d, Stack>>,
    /// What samples say about each stack, once one asks.
    pub sampled: Vec<OnceLock<Sampled>>,
    /// Builds.
    pub builds: Vec<Listed<'d, Build>>,
    /// Measurements.
    pub measurements: Vec<Listed<'d, Measurement>>,
    /// Tests.
    pub tests: Vec<Listed<'d, Test>>,
    /// Records that are dated after the day on which the design is judged: semantic path, and where the day stands. None of them is
    /// among the lists.
    pub future: Vec<(String, Span)>,
    /// What tests have to show.
    pub claims: Vec<ClaimView>,
    /// Units that were built alike.
    pub lots: Vec<LotView>,
    /// Kinds of rejects.
    pub defects: Vec<DefectView>,
    /// What was found and what was not decided, once the checks are judged that look at nothing but the design.
    pub seen: OnceLock<Seen>,
    /// What the project wants the design to have, once somebody says it.
    pub wanted: OnceLock<Vec<Wanted>>,
    /// The checks whose findings are accepted, once all others are judged.
    pub accepted: OnceLock<Vec<WaiverView>>,
    /// How much was judged, once the other families are done.
    pub coverage: OnceLock<Coverage>,
    pub(crate) memory: Memory,
    part_index: HashMap<&'d str, usize>,
}

impl<'d> World<'d> {
    /// Derives everything from a design without problems. `gate` judges it as if it stood at that stage.
    #[must_use]
    pub fn new(spec: &'d Spec, gate: Option<Stage>) -> Self {
        let stage = gate.or_else(|| spec.design.get().and_then(|about| about.stage.get().copied()));
        let mut world = Self {
            spec,
            stage,
            today: None,
            tried: false,
            library: library(),
            materials: Vec::new(),
            names: Vec::new(),
            parts: Vec::new(),
            layers: Vec::new(),
            uses: Vec::new(),
            packaging: Vec::new(),
            joints: Vec::new(),
            steps: Vec::new(),
            sequence: Sequence::default(),
            placements: Vec::new(),
            orders: Vec::new(),
            contacts: Vec::new(),
            pairings: Vec::new(),
            unrated: Vec::new(),
            faces: Vec::new(),
            risks: Vec::new(),
            restrictions: Vec::new(),
            dimensions: Vec::new(),
            stacks: Vec::new(),
            sampled: Vec::new(),
            builds: Vec::new(),
            measurements: Vec::new(),
            tests: Vec::new(),
            future: Vec::new(),
            claims: Vec::new(),
            lots: Vec::new(),
            defects: Vec::new(),
            seen: OnceLock::new(),
            coverage: OnceLock::new(),
            wanted: OnceLock::new(),
            accepted: OnceLock::new(),
            memory: Memory::default(),
            part_index: HashMap::with_capacity(spec.parts.get().map_or(0, |parts| parts.len())),
        };
        world.add_parts();
        if let Some(environment) = spec.environment.get() {
            world.packaging = world.materials_of(&environment.packaging);
        }
        world.add_joints();
        world.add_steps();
        world.add_evidence();
        world.derive();
        world
    }

    /// Derives what follows from the parts, joints, steps and evidence together, each from what came before it.
    fn derive(&mut self) {
        self.sequence = Sequence::new(self);
        self.placements = placement::placements(self);
        self.orders = order::orders(self);
        self.faces = face::faces(self);
        self.contacts = contact::contacts(self);
        let mut around = contact::Surroundings::of(self);
        self.pairings = contact::pairings(self, &mut around);
        self.unrated = contact::unrated(self, &mut around);
        self.risks = risk::risks(self);
        self.restrictions = restriction::restrictions(self);
        self.claims = shown::claim::claims(self);
        self.lots = shown::lot::lots(self);
        self.defects = shown::defect::defects(self);
    }

    /// The same, judged on a day that is written as YYYY-MM-DD.
    #[must_use]
    pub fn on(mut self, today: Option<&str>) -> Self {
        self.today = today.and_then(days_of);
        self.leave_out_the_future();
        self
    }

    /// The same, judged as a change that is tried.
    #[must_use]
    pub const fn as_tried(mut self) -> Self {
        self.tried = true;
        self
    }

    /// A record of a day that is still to come is none.
    fn leave_out_the_future(&mut self) {
        let Some(today) = self.today else { return };
        let mut future = Vec::new();
        take_future(&mut self.builds, ("builds", today), |build| &build.date, &mut future);
        take_future(&mut self.measurements, ("measurements", today), |study| &study.date, &mut future);
        take_future(&mut self.tests, ("tests", today), |test| &test.date, &mut future);
        if !future.is_empty() {
            self.future = future;
            self.claims = shown::claim::claims(self);
            self.lots = shown::lot::lots(self);
            self.defects = shown::defect::defects(self);
        }
    }

    fn add_parts(&mut self) {
        let parts = self.spec.parts.get().map_or(&[][..], |parts| parts);
        for entry in parts {
            let Some(part) = &entry.value else { continue };
            let number = self.parts.len();
            let material = self.material_of(&part.material);
            let layers = self.add_layers(number, part);
            let (finish, aids) = (self.materials_of(&part.finish), self.materials_of(&part.process_aids));
            let first = layers.first().and_then(|layer| self.layers[*layer].material);
            let prototype = part.prototype.get();
            let prototype_material = prototype.and_then(|prototype| match prototype.material.get() {
                Some(name) if &**name == "same" => material.or(first),
                _ => self.material_of(&prototype.material),
            });
            if let (Some(material), true) = (material, layers.is_empty()) {
                self.uses.push(UseView { part: number, layer: None, material });
            }
            for dimension in part.dimensions.get().map_or(&[][..], |dimensions| dimensions) {
                if let Some(given) = &dimension.value {
                    self.dimensions.push(DimensionView { part: number, id: &dimension.id, key: dimension.key, dimension: given });
                }
            }
            self.part_index.insert(&entry.id, number);
            self.parts.push(PartView {
                id: &entry.id,
                key: entry.key,
                part,
                material,
                process: self.process_of(&part.process),
                prototype_process: prototype.and_then(|prototype| self.process_of(&prototype.process)),
                prototype_material,
                layers,
                finish,
                aids,
            });
        }
    }

    fn add_layers(&mut self, part: usize, given: &'d Part) -> Vec<usize> {
        let mut numbers = Vec::new();
        for (number, (layer, element)) in elements(&given.layers).enumerate() {
            let material = self.material_of(&layer.material);
            let bond = self.material_of(&layer.bond);
            let index = self.layers.len();
            self.layers.push(LayerView { part, number, span: element.span(), layer, material, bond });
            if let Some(material) = material {
                self.uses.push(UseView { part, layer: Some(index), material });
            }
            numbers.push(index);
        }
        numbers
    }

    fn add_joints(&mut self) {
        for entry in self.spec.joints.get().map_or(&[][..], |joints| joints) {
            let Some(joint) = &entry.value else { continue };
            let parts = self.parts_named(&joint.between);
            let method = self.method_named(&joint.method).map(|method| joint::among_plastics(self, method, &parts));
            let adhesive = match method.and_then(|method| state::word_of(self.library, method, NAMES_ADHESIVE)) {
                Some(named) if !joint.adhesive.is_given() => self.material_named(named),
                _ => self.material_of(&joint.adhesive),
            };
            self.joints.push(JointView { id: &entry.id, key: entry.key, joint, method, parts, adhesive });
        }
        for entry in self.spec.stacks.get().map_or(&[][..], |stacks| stacks) {
            if let Some(given) = &entry.value {
                self.sampled.push(OnceLock::new());
                self.stacks.push(Listed { id: entry.id.to_string(), span: entry.key, given });
            }
        }
    }

    fn add_steps(&mut self) {
        let spec = self.spec;
        for (step, element) in elements(&spec.assembly) {
            let id = step.step.get().map_or("", |id| id);
            let makes = self.joints_named(&step.makes);
            let undoes = self.joints_named(&step.undoes);
            self.steps.push(StepView {
                id,
                span: if step.step.is_given() { step.step.span() } else { element.span() },
                step,
                process: self.process_of(&step.process),
                adds: self.parts_named(&step.adds),
                makes,
                undoes,
                encloses: self.parts_named(&step.encloses),
                of: self.parts_named(&step.of),
            });
        }
    }

    fn add_evidence(&mut self) {
        let Some(evidence) = self.spec.evidence.get() else { return };
        self.builds = listed(&evidence.builds);
        self.measurements = listed(&evidence.measurements);
        self.tests = listed(&evidence.tests);
    }

    fn parts_named(&self, names: &Field<Vec<Field<Box<str>>>>) -> Vec<usize> {
        elements(names).filter_map(|(name, _)| self.part_named(name)).collect()
    }

    fn joints_named(&self, names: &Field<Vec<Field<Box<str>>>>) -> Vec<usize> {
        elements(names).filter_map(|(name, _)| self.joints.iter().position(|joint| *joint.id == **name)).collect()
    }

    /// The part with this id.
    #[must_use]
    pub fn part_named(&self, id: &str) -> Option<usize> {
        self.part_index.get(id).copied()
    }

    /// The step with this id.
    #[must_use]
    pub fn step_named(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// The method that a joint names; that of the joint may be another one, see [`joint::among_plastics`].
    pub(crate) fn method_named(&self, name: &Field<Box<str>>) -> Option<u16> {
        name.get().and_then(|name| self.library.find(Table::Method, name))
    }

    fn process_of(&self, name: &Field<Box<str>>) -> Option<u16> {
        name.get().and_then(|name| self.library.find(Table::Process, name))
    }

    fn material_of(&mut self, name: &'d Field<Box<str>>) -> Option<usize> {
        self.material_named(name.get()?)
    }

    fn materials_of(&mut self, names: &'d Field<Vec<Field<Box<str>>>>) -> Vec<usize> {
        elements(names).filter_map(|(name, _)| self.material_named(name)).collect()
    }

    /// The material with this name, added to the list if it is new.
    pub fn material_named(&mut self, name: &'d str) -> Option<usize> {
        if let Some(known) = self.materials.iter().position(|material| material.id == name) {
            return Some(known);
        }
        let view = MaterialView::named(self.spec, self.library, name)?;
        let number = self.materials.len();
        self.add_material(view);
        self.add_those_meant(number);
        Some(number)
    }

    fn add_material(&mut self, view: MaterialView<'d>) {
        self.names.push(view.entry(self.library).map(Names::of).unwrap_or_default());
        self.materials.push(view);
    }

    /// Adds the materials of which a word means one, each as it would be if the word meant it.
    fn add_those_meant(&mut self, number: usize) {
        let Some(entry) = self.material_entry(number) else { return };
        let first = self.materials.len();
        for meant in &entry.one_of {
            let word = &self.materials[number];
            let as_meant = if word.grade.is_some() {
                Some(MaterialView { library: Some(*meant), figures: word.figures.clone(), one_of: 0..0, ..*word })
            } else {
                MaterialView::named(self.spec, self.library, self.library.entry(Table::Material, *meant).id)
            };
            if let Some(view) = as_meant {
                self.add_material(view);
            }
        }
        self.materials[number].one_of = first..self.materials.len();
    }

    /// The word at a key of the design of which the tables know nothing, and the nearest that they know.
    #[must_use]
    pub fn unknown_word(&self, key: &str) -> Option<(&str, Option<&'static str>)> {
        contact::unknown_word(self, key)
    }

    /// The library entry of a material.
    #[must_use]
    pub fn material_entry(&self, material: usize) -> Option<&'static Entry<'static>> {
        self.materials[material].entry(self.library)
    }

    /// What tells two materials apart: the id of the grade, or that of the library entry whatever alias names it.
    #[must_use]
    pub fn material_identity(&self, material: usize) -> &str {
        let view = &self.materials[material];
        match self.material_entry(material) {
            Some(entry) if view.grade.is_none() => entry.id,
            _ => view.id,
        }
    }
}

/// Takes the records out that are dated after a day, and says which they were.
fn take_future<T>(
    list: &mut Vec<Listed<'_, T>>,
    (key, today): (&str, i64),
    date: fn(&T) -> &Field<Box<str>>,
    future: &mut Vec<(String, Span)>,
) {
    list.retain(|record| {
        let field = date(record.given);
        let ahead = field.get().and_then(|day| days_of(day)).is_some_and(|day| day > today);
        if ahead {
            future.push((format!("evidence.{key}.{}", record.id), field.span()));
        }
        !ahead
    });
}

fn listed<T>(list: &Records<T>) -> Vec<Listed<'_, T>> {
    records(list)
        .enumerate()
        .map(|(number, (given, element))| Listed { id: number.to_string(), span: element.span(), given })
        .collect()
}
