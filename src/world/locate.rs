//! Where things stand: semantic paths that survive re-indentation and reordering, and spans in the file.

use super::World;
use super::shown::{Made, Target};
use super::views::Placed;
use crate::knowledge::Table;
use crate::vocabulary::{Item, Kind};
use crate::yaml::Span;

impl World<'_> {
    /// The semantic path of a thing, such as `parts.tray` or `joints.clip`.
    #[must_use]
    pub fn path(&self, item: Item) -> String {
        let i = item.at();
        match item.kind {
            Kind::Part => ["parts.", self.parts[i].id].concat(),
            Kind::Route => ["parts.", self.parts[i / 2].id, if i.is_multiple_of(2) { ".prototype" } else { "" }].concat(),
            Kind::Layer => format!("parts.{}.layers.{}", self.parts[self.layers[i].part].id, self.layers[i].number),
            Kind::Use => match self.uses[i].layer {
                Some(layer) => self.path(Item::new(Kind::Layer, layer)),
                None => ["parts.", self.parts[self.uses[i].part].id, ".material"].concat(),
            },
            Kind::Risk => {
                let view = self.risks[i];
                ["parts.", self.parts[view.part].id, ".prototype+", self.library.risks()[usize::from(view.risk)].id].concat()
            }
            Kind::Restriction => {
                let view = self.restrictions[i];
                ["parts.", self.parts[view.part].id, "+", self.library.restrictions()[view.row].id].concat()
            }
            Kind::Joint => ["joints.", self.joints[i].id].concat(),
            Kind::Step => self.step_path(i),
            Kind::Placement => {
                let placement = self.placements[i];
                let what = match placement.what {
                    Placed::Use(used) => self.path(Item::new(Kind::Use, used)),
                    Placed::Adhesive(joint) => format!("joints.{}.adhesive", self.joints[joint].id),
                    Placed::Bond(layer) => format!("{}.bond", self.path(Item::new(Kind::Layer, layer))),
                };
                format!("{}+{what}", self.step_path(placement.step))
            }
            Kind::Order => {
                let order = self.orders[i];
                [&self.step_path(order.earlier), "+", self.steps[order.later].id].concat()
            }
            Kind::Cycle => {
                let names: Vec<&str> = self.sequence.cycles[i].iter().map(|step| self.steps[*step].id).collect();
                format!("assembly.{}", names.join("+"))
            }
            Kind::Dimension => {
                let dimension = &self.dimensions[i];
                ["parts.", self.parts[dimension.part].id, ".dimensions.", dimension.id].concat()
            }
            Kind::Stack => ["stacks.", &self.stacks[i].id].concat(),
            Kind::Build => format!("evidence.builds.{}", self.builds[i].id),
            Kind::Measurement => format!("evidence.measurements.{}", self.measurements[i].id),
            Kind::Test => format!("evidence.tests.{}", self.tests[i].id),
            Kind::Claim => self.claim_path(i),
            Kind::Lot => self.lot_path(i),
            Kind::Defect => format!("evidence.builds.{}.defects.{}", self.builds[self.defects[i].build].id, self.defects[i].name),
            Kind::Waiver => self.waiver_path(i),
            Kind::Demand => self.wanted.get().map_or_else(String::new, |wanted| wanted[i].path()),
            Kind::Contact => self.contacts[i].path(self),
            Kind::Pairing => self.pairings[i].path(self),
            Kind::Face => self.faces[i].path(self),
            Kind::Document => format!("engagement.documents.{}", crate::vocabulary::words::DOCUMENTS[i]),
            Kind::Material => format!("materials.{}", self.materials[i].id),
            Kind::Process | Kind::Method => self.name(item).to_owned(),
            Kind::Design | Kind::Environment | Kind::Production | Kind::Engagement => item.kind.word().to_owned(),
        }
    }

    /// The thing itself, whatever its place in a list: what is said of it rather than its number.
    #[must_use]
    pub fn identity(&self, item: Item) -> String {
        let i = item.at();
        let words = |words: &[Option<&str>]| words.iter().map(|word| word.unwrap_or("")).collect::<Vec<_>>().join("/");
        let text = |field: &'_ crate::yaml::Field<Box<str>>| field.get().map(ToString::to_string);
        match item.kind {
            Kind::Build => {
                let given = self.builds[i].given;
                let (of, process) = (text(&given.of), text(&given.process));
                format!("evidence.builds.{}", words(&[of.as_deref(), process.as_deref(), given.stage.get().map(|s| s.word())]))
            }
            Kind::Measurement => format!("evidence.measurements.{}", text(&self.measurements[i].given.of).unwrap_or_default()),
            Kind::Claim if self.claims[i].made == Made::No => {
                self.claims[i].tests.last().map_or_else(String::new, |test| self.identity(Item::new(Kind::Test, *test)))
            }
            Kind::Test => {
                let given = self.tests[i].given;
                let (name, of, process) = (text(&given.name), text(&given.of), text(&given.process));
                format!("evidence.tests.{}", words(&[name.as_deref(), of.as_deref(), process.as_deref()]))
            }
            Kind::Defect => {
                let defect = &self.defects[i];
                format!("{}.defects.{}", self.identity(Item::new(Kind::Build, defect.build)), defect.name)
            }
            Kind::Layer => format!("parts.{}.layers.{}", self.parts[self.layers[i].part].id, self.name(item)),
            Kind::Use if self.uses[i].layer.is_some() => {
                format!("parts.{}.layers.{}", self.parts[self.uses[i].part].id, self.name(item))
            }
            _ => self.path(item),
        }
    }

    /// The check and the place of a waiver, as `waive` takes them.
    fn waiver_path(&self, waiver: usize) -> String {
        let Some(view) = self.accepted.get().map(|accepted| &accepted[waiver]) else { return String::new() };
        let at = view.waiver.at.get().map_or_else(String::new, |at| format!("@{at}"));
        format!("waivers.{}{at}", view.check)
    }

    /// The newest test about a claim; where nothing was tested, what the claim is about.
    fn claim_span(&self, claim: usize) -> Span {
        let claim = &self.claims[claim];
        match (claim.tests.last(), claim.of) {
            (Some(test), _) => self.tests[*test].span,
            (None, Target::Part(part)) => self.parts[part].key,
            (None, Target::Joint(joint)) => self.joints[joint].key,
            (None, Target::Step(step)) => self.steps[step].span,
            (None, Target::Case) => self.spec.design.key(),
        }
    }

    /// What the design claims, with the kind of its test; what only a test speaks of stands where that test is.
    fn claim_path(&self, claim: usize) -> String {
        let claim = &self.claims[claim];
        match (claim.tests.last(), claim.kind) {
            (Some(test), _) if claim.made == Made::No => self.path(Item::new(Kind::Test, *test)),
            (_, kind) => format!("{}+{}", claim.of.path(self), kind.unwrap_or("other")),
        }
    }

    /// What was built, with the process.
    fn lot_path(&self, lot: usize) -> String {
        let lot = &self.lots[lot];
        let process = lot.process.map_or("built", |process| self.library.entry(Table::Process, process).id);
        format!("{}+{process}", lot.of.path(self))
    }

    pub(crate) fn step_path(&self, step: usize) -> String {
        match self.steps[step].id {
            "" => format!("assembly.{step}"),
            id => ["assembly.", id].concat(),
        }
    }

    /// Where a thing stands: its key, or what it hangs on.
    #[must_use]
    pub fn span(&self, item: Item) -> Span {
        let i = item.at();
        match item.kind {
            Kind::Part => self.parts[i].key,
            Kind::Route if self.parts[i / 2].part.prototype.is_there() && i.is_multiple_of(2) => {
                self.parts[i / 2].part.prototype.key()
            }
            Kind::Route => self.parts[i / 2].key,
            Kind::Layer => {
                self.layers[i].layer.material.get().map_or(self.layers[i].span, |_| self.layers[i].layer.material.span())
            }
            Kind::Use => {
                let used = self.uses[i];
                match used.layer {
                    Some(layer) => self.span(Item::new(Kind::Layer, layer)),
                    None => self.parts[used.part].part.material.span(),
                }
            }
            Kind::Risk => self.span(Item::new(Kind::Route, 2 * self.risks[i].part)),
            Kind::Restriction => self.span(Item::new(Kind::Use, self.restrictions[i].use_)),
            Kind::Joint => self.joints[i].key,
            Kind::Step => self.steps[i].span,
            Kind::Placement => self.steps[self.placements[i].step].span,
            Kind::Order => self.steps[self.orders[i].later].span,
            Kind::Cycle => self.sequence.cycles[i].first().map_or_else(Span::default, |step| self.steps[*step].span),
            Kind::Dimension => self.dimensions[i].key,
            Kind::Stack => self.stacks[i].span,
            Kind::Build => self.builds[i].span,
            Kind::Measurement => self.measurements[i].span,
            Kind::Test => self.tests[i].span,
            Kind::Claim => self.claim_span(i),
            Kind::Lot => self.lots[i].builds.last().map_or_else(Span::default, |build| self.builds[*build].span),
            Kind::Defect => self.defects[i].key,
            Kind::Waiver => self.accepted.get().map_or_else(Span::default, |accepted| accepted[i].span),
            Kind::Demand => self.wanted.get().map_or_else(Span::default, |wanted| wanted[i].span(self)),
            Kind::Contact => self.contacts[i].span(self),
            Kind::Pairing => self.pairings[i].span(self),
            Kind::Face => self.faces[i].span(self),
            Kind::Document => super::document::span(self, i),
            Kind::Environment if self.spec.environment.is_given() => self.spec.environment.key(),
            Kind::Production if self.spec.production.is_given() => self.spec.production.key(),
            Kind::Engagement if self.spec.engagement.is_given() => self.spec.engagement.key(),
            Kind::Material | Kind::Process | Kind::Method => Span::default(),
            Kind::Design | Kind::Environment | Kind::Production | Kind::Engagement => self.spec.design.key(),
        }
    }
}
