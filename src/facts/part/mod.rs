//! Facts of parts.

mod load;
mod place;
mod resin;
mod supply;
mod tool;
pub(super) mod wall;

use std::rc::Rc;

use super::color;
use super::coming::Coming;
use super::given::{amount, answer, answer_or_no, derived, quantity};
use super::state::{self, Spot};
use super::typed::{
    Answer, Joint, Layer, List, Material, Method, Part, Process, Records, Restriction, Risk, Test, Thing, methods,
};
use super::{Known, Lack, Trace, Word, World, both, evidence};
use crate::design;
use crate::formulas::{fastener, molding};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::part_facts;
use crate::world::views::PartView;
use crate::yaml::Field;

pub(crate) use wall::may_stand;

part_facts!(methods);

impl<'w> Part<'w> {
    fn view(self) -> &'w PartView<'w> {
        &self.world.parts[self.index]
    }

    pub(in crate::facts) fn given(self) -> &'w design::Part {
        self.view().part
    }

    /// How many of its tools the volume wears out; none where their life or the volume is not known.
    pub(crate) fn tools_worn(self, trace: &mut Trace) -> Option<Bounds> {
        tool::needed(self, trace)
    }

    /// The semantic path of one of its keys.
    pub(super) fn path(self, key: &str) -> String {
        format!("parts.{}.{key}", self.view().id)
    }

    fn first_layer(self) -> Option<Layer<'w>> {
        self.view().layers.first().map(|layer| Layer::at(self.world, *layer))
    }

    /// What has its color: the part, or its first layer if nothing is said of the part.
    fn colored(self) -> Spot {
        let own = Spot { part: self.index, layer: None };
        let first = self.view().layers.first().copied();
        if state::coloring(self.world, own).is_given() { own } else { Spot { layer: first, ..own } }
    }

    /// Whether it is known of what it is made; a part with a material and no layers has none.
    fn structure(self, trace: &mut Trace) -> Known<()> {
        let needs = self.world.unsaid_material(self.index);
        if needs.is_empty() {
            return Ok(());
        }
        for need in needs {
            trace.need::<()>(|| need);
        }
        Err(Lack::Unknown)
    }

    /// Length, width and height.
    fn size(self, trace: &mut Trace) -> Known<[Bounds; 3]> {
        super::whole::lengths(&self.given().size, trace, || self.path("size"))
    }

    /// A dimension of its bosses in diameters of their screws.
    fn in_screws(self, dimension: Known<Bounds>, trace: &mut Trace) -> Known<Bounds> {
        let (dimension, screw) = both(dimension, self.screw_diameter(trace))?;
        derived([dimension, screw], "", |[dimension, screw]| fastener::ratio_to_screw(dimension, screw))
    }
}

/// The larger or smaller one of two lengths, as `end` picks.
fn end_of([one, other]: [Bounds; 2], end: fn(f64, f64) -> f64) -> Bounds {
    Bounds { low: end(one.low, other.low), high: end(one.high, other.high), ..one }
}

fn millimeters(si: f64) -> Bounds {
    Bounds::exact(si, find_unit("mm"))
}

/// Facts that are the value of one field of a part, or of one of its blocks.
macro_rules! fields {
    ($($name:ident: $($way:ident).+;)*) => {$(
        fn $name(self, trace: &mut Trace) -> Known<Bounds> {
            fields!(@ self, trace, $($way).+)
        }
    )*};
    (@ $part:ident, $trace:ident, $field:ident) => {
        quantity(&$part.given().$field, $trace, || $part.path(stringify!($field)))
    };
    (@ $part:ident, $trace:ident, $outer:ident.$field:ident) => {{
        let path = || $part.path(concat!(stringify!($outer), ".", stringify!($field)));
        match $part.given().$outer.get() {
            Some(outer) => quantity(&outer.$field, $trace, path),
            None => $trace.unknown(path),
        }
    }};
}

/// Flags that say whether a field is given.
macro_rules! presence {
    ($($name:ident: $field:ident;)*) => {$(
        fn $name(self, _: &mut Trace) -> Known<bool> {
            Ok(self.given().$field.is_given())
        }
    )*};
}

/// Flags that say whether a block is given and not ruled out.
macro_rules! there {
    ($($name:ident: $field:ident;)*) => {$(
        fn $name(self, _: &mut Trace) -> Known<bool> {
            Ok(self.given().$field.is_there())
        }
    )*};
}

/// Flags that say whether a field is given and more than zero.
macro_rules! above_zero {
    ($($name:ident: $field:ident;)*) => {$(
        fn $name(self, trace: &mut Trace) -> Known<bool> {
            let given = &self.given().$field;
            Ok(given.get().is_some_and(|amount| {
                trace.given_at(given.span(), || self.path(stringify!($field)));
                amount.si() > 0.0
            }))
        }
    )*};
}

/// Facts that are found elsewhere.
macro_rules! found {
    ($($name:ident: $way:path => $kind:ty;)*) => {$(
        fn $name(self, trace: &mut Trace) -> Known<$kind> {
            $way(self, trace)
        }
    )*};
}

impl<'w> Facts<'w> for Part<'w> {
    found! {
        draft_under_texture: wall::draft_under_texture => Bounds;
        wall: wall::nominal => Bounds;
        wall_min: wall::wall_min => Bounds;
        wall_max: wall::wall_max => Bounds;
        resin_walled: wall::resin_walled => bool;
        flow_length: resin::flow_length => Bounds;
        melts: resin::melts => bool;
        solid_ribs: wall::solid_ribs => bool;
        bulge_pressure: wall::bulge_pressure => Bounds;
        tool_metal: tool::metal => Word;
        total_thickness: wall::total => Bounds;
        tool_life_used: tool::life_used => Bounds;
        cavities_needed: tool::cavities_needed => Bounds;
        tool_time_left: tool::time_left => Bounds;
        pieces_per_order: supply::pieces_per_order => Bounds;
        leftover: supply::leftover => Bounds;
        uses_regrind: resin::uses_regrind => bool;
        claims_recycled: resin::claims_recycled => bool;
        proves_recycled: resin::proves_recycled => bool;
        shrinkage_spread: resin::shrinkage_spread => Bounds;
        static_stress: load::static_stress => Bounds;
        least_deceleration: load::least_deceleration => Bounds;
        borne_load: load::on_one_piece => Bounds;
        rated_for_load: load::rated => bool;
        plated: super::makes::plated => bool;
        boss_needed: super::joint::boss_needed => Bounds;
        faces_outward: place::faces_outward => bool;
    }

    fields! {
        draft: draft;
        inside_radius: inside_radius;
        corner_radius: corner_radius;
        texture_depth: texture_depth;
        rib_thickness: ribs.thickness;
        rib_height: ribs.height;
        rib_spacing: ribs.spacing;
        boss_diameter: bosses.outer_diameter;
        boss_hole: bosses.hole_diameter;
        screw_diameter: bosses.screw_diameter;
        screw_engagement: bosses.engagement;
        undercuts: undercuts;
        narrowest_web: narrowest_web;
        flatness: flatness;
        regrind: regrind;
        recycled: recycled;
        cavities: tool.cavities;
        tool_life: tool.life;
        cycle: tool.cycle;
        tool_lead_time: tool.lead_time;
        lead_time: lead_time;
        minimum_order: minimum_order;
        cost: cost;
        drying_temperature: drying.temperature;
        drying_time: drying.time;
        moisture: drying.moisture;
        rated_load: bears.rated;
        breaking_load: bears.breaking;
        open_after_drying: drying.open;
    }

    presence! {
        states_undercuts: undercuts;
        webbed: narrowest_web;
        flat: flatness;
        tooled: tool;
        states_drying: drying;
        bears: bears;
    }

    there! {
        has_prototype: prototype;
        ribbed: ribs;
    }

    above_zero! {
        textured: texture_depth;
        undercut: undercuts;
    }

    fn bossed(self, trace: &mut Trace) -> Known<bool> {
        if !self.given().bosses.is_given() && super::joint::may_be_screwed_into(self.world, self.index) {
            return trace.unknown(|| self.path("bosses"));
        }
        Ok(self.given().bosses.is_there())
    }

    fn supports(self, trace: &mut Trace) -> Known<bool> {
        let area = amount(&self.given().support_area, trace, || self.path("support_area"))?;
        Ok(area.high > 0.0)
    }

    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        if let Some(material) = self.view().material {
            trace.given_at(self.given().material.span(), || self.path("material"));
            return Ok(Material::at(self.world, material));
        }
        let layered = self.first_layer().and_then(|layer| self.world.layers[layer.index].material);
        match layered {
            Some(material) => Ok(Material::at(self.world, material)),
            None => trace.unknown(|| self.path("material")),
        }
    }

    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        let process = named(self.world, self.view().process, trace, &self.given().process, || self.path("process"))?;
        wall::process_of_sheet(self, process, trace)
    }

    fn made(self, trace: &mut Trace) -> Known<bool> {
        if answer_or_no(&self.given().bought, trace, || self.path("bought")) {
            return Ok(false);
        }
        if self.view().process.is_some() { Ok(true) } else { trace.unknown(|| self.path("process")) }
    }

    fn makeable(self, trace: &mut Trace) -> Known<bool> {
        let process = self.process(trace)?;
        super::makes::of_part(process, self, trace)
    }

    fn refusal(self, trace: &mut Trace) -> Known<Word> {
        let process = self.process(trace)?;
        super::makes::reason(process, self, trace)
    }

    fn bought(self, trace: &mut Trace) -> Known<bool> {
        let bought = &self.given().bought;
        // What has a process of its own is made, if nothing else is said.
        if bought.is_given() || self.view().process.is_none() {
            return answer(bought, trace, || self.path("bought"));
        }
        trace.given_at(self.given().process.span(), || self.path("process"));
        Ok(false)
    }

    fn layers(self, trace: &mut Trace) -> Known<List<Layer<'w>>> {
        self.structure(trace)?;
        Ok(self.view().layers.iter().map(|layer| Layer::at(self.world, *layer)).collect())
    }

    fn layered(self, trace: &mut Trace) -> Known<bool> {
        self.structure(trace)?;
        Ok(self.view().layers.len() > 1)
    }

    fn visible(self, trace: &mut Trace) -> Known<bool> {
        let appearance = super::given::field(&self.given().appearance, trace, || self.path("appearance"));
        appearance.map(|appearance| *appearance == design::Appearance::Visible).ok_or(Lack::Unknown)
    }

    fn rib_to_wall(self, trace: &mut Trace) -> Known<Bounds> {
        let (rib, wall) = both(self.rib_thickness(trace), self.wall(trace))?;
        derived([rib, wall], "", |[rib, wall]| molding::rib_to_wall_ratio(rib, wall))
    }

    fn boss_to_wall(self, trace: &mut Trace) -> Known<Bounds> {
        let (boss, wall) = both(both(self.boss_diameter(trace), self.boss_hole(trace)), self.wall(trace))?;
        let (outer, hole) = boss;
        derived([outer, hole, wall], "", |[outer, hole, wall]| molding::rib_to_wall_ratio((outer - hole) / 2.0, wall))
    }

    fn boss_to_screw(self, trace: &mut Trace) -> Known<Bounds> {
        let diameter = self.boss_diameter(trace);
        self.in_screws(diameter, trace)
    }

    fn hole_to_screw(self, trace: &mut Trace) -> Known<Bounds> {
        let hole = self.boss_hole(trace);
        self.in_screws(hole, trace)
    }

    fn engagement_to_screw(self, trace: &mut Trace) -> Known<Bounds> {
        let engagement = self.screw_engagement(trace);
        self.in_screws(engagement, trace)
    }

    fn threaded(self, trace: &mut Trace) -> Known<bool> {
        super::joint::threaded(self, trace)
    }

    fn screwed_by(self, trace: &mut Trace) -> Known<Method<'w>> {
        let method = super::joint::screwed_by(self.world, self.index, trace);
        method.and_then(|method| Method::of(self.world, &method)).ok_or(Lack::Unknown)
    }

    fn states_breaking(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().bears.get().is_some_and(|bears| bears.breaking.is_given()))
    }

    fn length(self, trace: &mut Trace) -> Known<Bounds> {
        self.size(trace).map(|[length, width, _]| end_of([length, width], f64::max))
    }

    fn width(self, trace: &mut Trace) -> Known<Bounds> {
        self.size(trace).map(|[length, width, _]| end_of([length, width], f64::min))
    }

    fn depth(self, trace: &mut Trace) -> Known<Bounds> {
        self.size(trace).map(|[_, _, height]| height)
    }

    fn depth_to_width(self, trace: &mut Trace) -> Known<Bounds> {
        let (width, depth) = both(self.width(trace), self.depth(trace))?;
        derived([width, depth], "", |[width, depth]| (width > 0.0).then(|| depth / width))
    }

    fn tool_proven(self, trace: &mut Trace) -> Known<bool> {
        Ok(tool::proven(self, trace))
    }

    fn time_left(self, trace: &mut Trace) -> Known<Bounds> {
        Coming::part(self.given()).field(trace, |key| self.path(key))
    }

    fn leftover_cost(self, trace: &mut Trace) -> Known<Bounds> {
        let (price, left) = both(self.cost(trace), self.leftover(trace))?;
        derived([price, left], "USD", |[price, left]| Some(price * left))
    }

    fn joints(self, trace: &mut Trace) -> Known<List<Joint<'w>>> {
        if let Some(key) = self.world.block_of_joints() {
            return trace.unknown(|| key.to_owned());
        }
        if let Some(joint) = self.world.joints.iter().find(|joint| !joint.joint.between.is_given()) {
            return trace.unknown(|| format!("joints.{}.between", joint.id));
        }
        let of = self.world.joints.iter().enumerate().filter(|(_, joint)| joint.parts.contains(&self.index));
        Ok(of.map(|(number, _)| Joint::at(self.world, number)).collect())
    }

    fn color(self, trace: &mut Trace) -> Known<Word> {
        color::color(self.world, self.colored(), trace)
    }

    fn tone(self, trace: &mut Trace) -> Known<Word> {
        color::tone(self.world, self.colored(), trace)
    }

    fn passes_laser(self, trace: &mut Trace) -> Known<bool> {
        color::passes_laser(self.world, self.colored(), trace)
    }

    fn essential(self, trace: &mut Trace) -> Known<bool> {
        answer(&self.given().essential, trace, || self.path("essential"))
    }

    fn has_unrated(self, _: &mut Trace) -> Known<bool> {
        Ok(!self.world.unrated[self.index].is_empty())
    }

    fn meets_unrated(self, trace: &mut Trace) -> Known<bool> {
        place::unrated(self, trace)
    }

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        evidence::tests_of(self.world, self.world.parts[self.index].id, trace)
    }

    fn nearly_symmetric(self, trace: &mut Trace) -> Known<bool> {
        Ok(answer_or_no(&self.given().nearly_symmetric, trace, || self.path("nearly_symmetric")))
    }

    fn edges_sealed(self, trace: &mut Trace) -> Known<bool> {
        answer(&self.given().edges_sealed, trace, || self.path("edges_sealed"))
    }

    fn faces_out(self, trace: &mut Trace) -> Known<bool> {
        let location = super::given::field(&self.given().location, trace, || self.path("location")).ok_or(Lack::Unknown)?;
        Ok(*location == design::Side::Outside)
    }

    fn near_coil(self, trace: &mut Trace) -> Known<bool> {
        answer(&self.given().near_coil, trace, || self.path("near_coil"))
    }

    fn near_antenna(self, trace: &mut Trace) -> Known<bool> {
        answer(&self.given().near_antenna, trace, || self.path("near_antenna"))
    }

    fn clear_of_coil(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.given().near_coil.is_given() && !self.near_coil(trace)?)
    }

    fn open_release_risks(self, trace: &mut Trace) -> Known<List<Risk<'w>>> {
        super::risk::open_risks(self.world, self.index, true, trace)
    }

    fn release_proofs(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        Ok(super::risk::proofs(self.world, &self.open_release_risks(trace)?))
    }

    fn open_minor_risks(self, trace: &mut Trace) -> Known<List<Risk<'w>>> {
        super::risk::open_risks(self.world, self.index, false, trace)
    }

    fn restricted(self, trace: &mut Trace) -> Known<List<Restriction<'w>>> {
        super::restriction::open(self.world, self.index, trace)
    }

    fn restricted_at_all(self, trace: &mut Trace) -> Known<bool> {
        if self.world.restrictions.iter().any(|view| view.part == self.index) {
            return Ok(true);
        }
        super::restriction::told(self.world, self.index, trace)?;
        Ok(false)
    }

    fn pieces(self, trace: &mut Trace) -> Known<Bounds> {
        Ok(Bounds::exact(pieces(self.world, self.index, trace), None))
    }

    fn added(self, _: &mut Trace) -> Known<bool> {
        Ok(self.world.steps.iter().any(|step| step.adds.contains(&self.index)))
    }
}

/// A process that is named in a field.
pub(super) fn named<'w>(
    world: &'w World<'w>,
    index: Option<u16>,
    trace: &mut Trace,
    given: &Field<Box<str>>,
    path: impl FnOnce() -> String,
) -> Known<Process<'w>> {
    super::given::field(given, trace, path).ok_or(Lack::Unknown)?;
    index.map(|index| Process::at(world, usize::from(index))).ok_or(Lack::Unknown)
}

/// Pieces of a part in one case.
pub(super) fn pieces(world: &World<'_>, i: usize, trace: &mut Trace) -> f64 {
    let given = &world.parts[i].part.quantity;
    given.get().map_or(1.0, |quantity| {
        trace.given_at(given.span(), || format!("parts.{}.quantity", world.parts[i].id));
        quantity.si()
    })
}

#[cfg(test)]
mod tests;
