//! One design as the checks see it: its things in lists, with the relations between them.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::assembly::Sequence;
use super::chain::Sampled;
use super::contact::{ContactView, PairingView};
use super::face::FaceView;
use super::figures::NAMES_ADHESIVE;
use super::given::elements;
use super::material::MaterialView;
use super::state::Spot;
use super::{Item, Kind};
use crate::design::{Build, Dimensioned, Joint, Layer, Measurement, Part, Spec, Stack, Stage, Step, Test};
use crate::knowledge::{Entry, Library, Table, library};
use crate::yaml::{Field, Span};

/// A part.
#[derive(Debug)]
pub struct PartView<'d> {
    /// Its id.
    pub id: &'d str,
    /// Where its key stands.
    pub key: Span,
    /// As written.
    pub part: &'d Part,
    /// Its material, as an index.
    pub material: Option<usize>,
    /// Its production process, as an index of the library.
    pub process: Option<u16>,
    /// The process of its samples.
    pub prototype_process: Option<u16>,
    /// The material of its samples.
    pub prototype_material: Option<usize>,
    /// Its layers, as indices.
    pub layers: Vec<usize>,
    /// Paint, print or foil on its outside, in their order.
    pub finish: Vec<usize>,
    /// What touches it while it is made.
    pub aids: Vec<usize>,
}

/// A layer.
#[derive(Debug)]
pub struct LayerView<'d> {
    /// Its part.
    pub part: usize,
    /// Which one from the outside.
    pub number: usize,
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub layer: &'d Layer,
    /// Its material.
    pub material: Option<usize>,
    /// The adhesive that joins it to the layer before it.
    pub bond: Option<usize>,
}

/// A material where it is used.
#[derive(Clone, Copy, Debug)]
pub struct UseView {
    /// The part.
    pub part: usize,
    /// The layer, if the part has layers.
    pub layer: Option<usize>,
    /// The material.
    pub material: usize,
}

impl UseView {
    /// Where it is.
    #[must_use]
    pub const fn spot(&self) -> Spot {
        Spot { part: self.part, layer: self.layer }
    }
}

/// A joint.
#[derive(Debug)]
pub struct JointView<'d> {
    /// Its id.
    pub id: &'d str,
    /// Where its key stands.
    pub key: Span,
    /// As written.
    pub joint: &'d Joint,
    /// Its method, as an index of the library.
    pub method: Option<u16>,
    /// The parts it joins.
    pub parts: Vec<usize>,
    /// Its adhesive, tape or ink.
    pub adhesive: Option<usize>,
}

/// A step.
#[derive(Debug)]
pub struct StepView<'d> {
    /// Its id.
    pub id: &'d str,
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub step: &'d Step,
    /// Its process, as an index of the library.
    pub process: Option<u16>,
    /// Parts that come in.
    pub adds: Vec<usize>,
    /// Joints that it makes.
    pub makes: Vec<usize>,
    /// Joints that it undoes.
    pub undoes: Vec<usize>,
    /// Parts that it closes in.
    pub encloses: Vec<usize>,
    /// Parts that it works on; none named means all.
    pub of: Vec<usize>,
}

/// A step and a material that is there when it runs.
#[derive(Clone, Copy, Debug)]
pub struct PlacementView {
    /// The step.
    pub step: usize,
    /// What is there.
    pub what: Placed,
    /// Its material.
    pub material: usize,
    /// The part it belongs to.
    pub part: usize,
}

/// What is in the assembly when a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// A material in use.
    Use(usize),
    /// The adhesive of a joint.
    Adhesive(usize),
    /// The bond of a layer.
    Bond(usize),
}

/// A step and a later one that works on the same part.
#[derive(Clone, Copy, Debug)]
pub struct OrderView {
    /// The step that comes first.
    pub earlier: usize,
    /// The step that comes later.
    pub later: usize,
    /// The first of the parts on which both work.
    pub part: usize,
}

/// Something that samples of a part leave open.
#[derive(Clone, Copy, Debug)]
pub struct RiskView {
    /// The part.
    pub part: usize,
    /// The risk, as an index of the table.
    pub risk: u16,
}

/// A part and a substance in its materials that a market restricts.
#[derive(Clone, Copy, Debug)]
pub struct RestrictionView {
    /// The part.
    pub part: usize,
    /// The first of its materials in use that may hold it.
    pub use_: usize,
    /// The restriction, as an index of the table.
    pub row: usize,
}

/// A dimension of a part.
#[derive(Debug)]
pub struct DimensionView<'d> {
    /// Its part.
    pub part: usize,
    /// Its id.
    pub id: &'d str,
    /// Where its key stands.
    pub key: Span,
    /// As written.
    pub dimension: &'d Dimensioned,
}

/// A thing of a list of the spec: where it stands, and as written.
#[derive(Debug)]
pub struct Listed<'d, T> {
    /// Its id or number.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub given: &'d T,
}

/// How much of a design was judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Checks that apply, counted once for each of their subjects.
    pub applicable: usize,
    /// Those without a finding.
    pub passed: usize,
    /// Those with a finding.
    pub failed: usize,
    /// Those with a finding that is waived.
    pub waived: usize,
    /// Those that could not be decided.
    pub not_assessed: usize,
}

impl Coverage {
    /// The share of the applicable checks that could be decided; none if there were none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.applicable > 0).then(|| (self.applicable - self.not_assessed) as f64 / self.applicable as f64)
    }
}

/// One design with everything that follows from it.
pub struct World<'d> {
    /// As written.
    pub spec: &'d Spec,
    /// The stage at which it is judged.
    pub stage: Option<Stage>,
    /// The tables.
    pub library: &'static Library,
    /// Materials that occur, grades of the project included.
    pub materials: Vec<MaterialView<'d>>,
    /// For each material the names under which pairs may name it, the most specific first.
    pub names: Vec<Vec<&'static str>>,
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
    /// How much was judged, once the other families are done.
    pub coverage: OnceLock<Coverage>,
    pub(super) memory: super::memory::Memory,
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
            faces: Vec::new(),
            risks: Vec::new(),
            restrictions: Vec::new(),
            dimensions: Vec::new(),
            stacks: Vec::new(),
            sampled: Vec::new(),
            builds: Vec::new(),
            measurements: Vec::new(),
            tests: Vec::new(),
            coverage: OnceLock::new(),
            memory: super::memory::Memory::default(),
            part_index: HashMap::new(),
        };
        world.add_parts();
        if let Some(environment) = spec.environment.get() {
            world.packaging = world.materials_of(&environment.packaging);
        }
        world.add_joints();
        world.add_steps();
        world.add_evidence();
        world.sequence = Sequence::new(&world);
        world.placements = super::placement::placements(&world);
        world.orders = super::order::orders(&world);
        world.faces = super::face::faces(&world);
        world.contacts = super::contact::contacts(&world);
        world.pairings = super::contact::pairings(&world);
        world.risks = super::risk::risks(&world);
        world.restrictions = super::restriction::restrictions(&world);
        world
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
            let method = joint.method.get().and_then(|name| self.library.find(Table::Method, name));
            let adhesive = match method.and_then(|method| super::state::word_of(self.library, method, NAMES_ADHESIVE)) {
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
        let view = MaterialView::grade(self.spec, self.library, name).or_else(|| {
            let index = self.library.find(Table::Material, name)?;
            Some(MaterialView { id: name, library: Some(index), figures: Vec::new(), grade: None })
        })?;
        let names =
            view.entry(self.library).map(|entry| std::iter::once(entry.id).chain(entry.classes.iter().copied()).collect());
        self.names.push(names.unwrap_or_default());
        self.materials.push(view);
        Some(self.materials.len() - 1)
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

    /// The things of a kind, by their number.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Design | Kind::Environment | Kind::Production | Kind::Engagement => 1,
            Kind::Document => crate::vocabulary::words::DOCUMENTS.len(),
            Kind::Part => self.parts.len(),
            Kind::Layer => self.layers.len(),
            Kind::Use => self.uses.len(),
            Kind::Contact => self.contacts.len(),
            Kind::Joint => self.joints.len(),
            Kind::Face => self.faces.len(),
            Kind::Pairing => self.pairings.len(),
            Kind::Step => self.steps.len(),
            Kind::Placement => self.placements.len(),
            Kind::Order => self.orders.len(),
            Kind::Cycle => self.sequence.cycles.len(),
            Kind::Dimension => self.dimensions.len(),
            Kind::Stack => self.stacks.len(),
            Kind::Route => 2 * self.parts.len(),
            Kind::Risk => self.risks.len(),
            Kind::Restriction => self.restrictions.len(),
            Kind::Build => self.builds.len(),
            Kind::Measurement => self.measurements.len(),
            Kind::Test => self.tests.len(),
            Kind::Material => self.materials.len(),
            Kind::Process => self.library.entries(Table::Process).len(),
            Kind::Method => self.library.entries(Table::Method).len(),
        }
    }

    /// Its id, as conditions compare it and messages show it.
    #[must_use]
    pub fn name(&self, item: Item) -> &str {
        let i = item.at();
        match item.kind {
            Kind::Part => self.parts[i].id,
            Kind::Joint => self.joints[i].id,
            Kind::Step => self.steps[i].id,
            Kind::Dimension => self.dimensions[i].id,
            Kind::Stack => &self.stacks[i].id,
            Kind::Build => &self.builds[i].id,
            Kind::Measurement => &self.measurements[i].id,
            Kind::Test => &self.tests[i].id,
            Kind::Material => self.materials[i].id,
            Kind::Process => self.library.entries(Table::Process)[i].id,
            Kind::Method => self.library.entries(Table::Method)[i].id,
            Kind::Layer => self.layers[i].material.map_or("layer", |material| self.materials[material].id),
            Kind::Use => self.materials[self.uses[i].material].id,
            Kind::Route => self.parts[i / 2].id,
            Kind::Risk => self.library.risks()[usize::from(self.risks[i].risk)].topic,
            Kind::Restriction => self.library.restrictions()[self.restrictions[i].row].id,
            Kind::Document => crate::vocabulary::words::DOCUMENTS[i],
            Kind::Face => self.faces[i].name(self),
            Kind::Placement => self.steps[self.placements[i].step].id,
            Kind::Order => self.steps[self.orders[i].later].id,
            other => other.word(),
        }
    }
}

fn listed<T>(list: &Field<Vec<Field<T>>>) -> Vec<Listed<'_, T>> {
    elements(list)
        .enumerate()
        .map(|(number, (given, element))| Listed { id: number.to_string(), span: element.span(), given })
        .collect()
}
