//! Facts of parts, and of the ways a part is made.

use super::given::{computed, computed_in, elements, field, flag, flag_or_no, measure, number, word};
use super::listed::Fact;
use super::{Item, Kind, Trace, Type, Value, Words, World};
use crate::design::{Appearance, Part};
use crate::formulas::{cost, fastener, foam, molding, tooling};
use crate::knowledge::Table;
use crate::quantity::{Dimension, Measure, find_unit};
use crate::yaml::TextOr;

const NUMBER: Type = Type::Number(Dimension::NONE);
const LENGTH: Type = Type::Number(Dimension::LENGTH);

/// A process as a value.
pub(super) fn process<'w>(
    world: &'w World<'w>,
    index: Option<u16>,
    trace: &mut Trace,
    given: &crate::yaml::Field<Box<str>>,
    path: impl FnOnce() -> String,
) -> Option<Value> {
    debug_assert!(index.is_none() || (index.unwrap_or(0) as usize) < world.library.entries(Table::Process).len());
    field(given, trace, path)?;
    index.map(|index| Value::Item(Item::new(Kind::Process, index as usize)))
}

macro_rules! part_number {
    ($name:literal, $kind:expr, $unit:literal, $sentence:literal, $($way:ident).+) => {
        Fact::new($name, $kind, $unit, $sentence, |w, i, t| {
            let part = &w.parts[i];
            part_number!(@ part.part, t, part.id, $($way).+)
        })
    };
    (@ $part:expr, $t:ident, $id:expr, $field:ident) => {
        number(&$part.$field, $t, || format!("parts.{}.{}", $id, stringify!($field)))
    };
    (@ $part:expr, $t:ident, $id:expr, $outer:ident . $field:ident) => {
        match $part.$outer.get() {
            Some(outer) => number(&outer.$field, $t, || format!("parts.{}.{}.{}", $id, stringify!($outer), stringify!($field))),
            None => $t.need(|| format!("parts.{}.{}.{}", $id, stringify!($outer), stringify!($field))),
        }
    };
}

/// The nominal, thinnest or thickest wall; a plain wall is all three.
fn wall(world: &World<'_>, i: usize, which: usize, trace: &mut Trace) -> Option<Measure> {
    let view = &world.parts[i];
    let path = || format!("parts.{}.wall", view.id);
    match view.part.wall.get() {
        None => trace.need(path),
        Some(TextOr::Text(wall)) => {
            trace.given(view.part.wall.span());
            Some(wall.measure)
        }
        Some(TextOr::Long(long)) => {
            let extreme = match which {
                1 => &long.min,
                2 => &long.max,
                _ => &long.nominal,
            };
            if extreme.is_given() {
                return measure(extreme, trace, path);
            }
            let nominal = measure(&long.nominal, trace, || format!("{}.nominal", path()))?;
            // Without extremes of its own the wall varies by its tolerance.
            let deviation = long.tolerance.get().map_or(0.0, |tolerance| match which {
                1 => tolerance.lower.si,
                2 => tolerance.upper.si,
                _ => 0.0,
            });
            Some(Measure::new(nominal.si + deviation, nominal.unit))
        }
    }
}

/// Least and largest thickness of a part as tolerances allow, in m: of all its layers, or of its wall.
pub(super) fn thickness_range(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, f64)> {
    let view = &world.parts[i];
    if view.layers.is_empty() {
        return Some((wall(world, i, 1, trace)?.si, wall(world, i, 2, trace)?.si));
    }
    let mut total = Some((0.0, 0.0));
    for layer in &view.layers {
        let given = &world.layers[*layer].layer.thickness;
        let path = || format!("parts.{}.layers.{}.thickness", view.id, world.layers[*layer].number);
        let thickness = field(given, trace, path);
        total = total.zip(thickness).map(|((least, most), layer)| (least + layer.least(), most + layer.most()));
    }
    total
}

/// One of length, width and height.
fn size(world: &World<'_>, i: usize, pick: fn(&[f64; 3]) -> f64, trace: &mut Trace) -> Option<Value> {
    let view = &world.parts[i];
    let given: Vec<f64> = elements(&view.part.size).map(|(length, _)| length.si()).collect();
    match given[..] {
        [a, b, c] => {
            trace.given(view.part.size.span());
            Some(Value::Number(Measure::new(pick(&[a, b, c]), find_unit("mm"))))
        }
        _ => trace.need(|| format!("parts.{}.size", view.id)),
    }
}

fn needs_transition(part: &super::world::PartView<'_>) -> bool {
    part.part.prototype.is_given()
}

/// Facts of parts.
pub static PART: &[Fact] = &[
    Fact::new("material", Type::Item(Kind::Material), "", "its material, or that of its first layer", |w, i, t| {
        let part = &w.parts[i];
        let layered = part.layers.first().and_then(|layer| w.layers[*layer].material);
        match part.material {
            Some(material) => {
                t.given(part.part.material.span());
                Some(Value::Item(Item::new(Kind::Material, material)))
            }
            None => match layered {
                Some(material) => Some(Value::Item(Item::new(Kind::Material, material))),
                None => t.need(|| format!("parts.{}.material", part.id)),
            },
        }
    }),
    Fact::new("process", Type::Item(Kind::Process), "", "its production process", |w, i, t| {
        let part = &w.parts[i];
        process(w, part.process, t, &part.part.process, || format!("parts.{}.process", part.id))
    }),
    Fact::new("made", Type::Flag, "", "it is made, not bought, and its process is named", |w, i, _| {
        let part = &w.parts[i];
        Some(Value::Flag(part.process.is_some() && part.part.bought.get() != Some(&true)))
    }),
    Fact::new("bought", Type::Flag, "", "it is bought ready-made", |w, i, t| flag_or_no(&w.parts[i].part.bought, t)),
    Fact::new("has_prototype", Type::Flag, "", "samples of it were made", |w, i, _| {
        Some(Value::Flag(needs_transition(&w.parts[i])))
    }),
    Fact::new("layers", Type::Items(Kind::Layer), "", "its layers from the outside in", |w, i, _| {
        Some(Value::items(w.parts[i].layers.iter().map(|layer| Item::new(Kind::Layer, *layer)).collect()))
    }),
    Fact::new("layered", Type::Flag, "", "it has more than one layer", |w, i, _| Some(Value::Flag(w.parts[i].layers.len() > 1))),
    Fact::new("visible", Type::Flag, "", "the user sees it", |w, i, t| {
        let part = &w.parts[i];
        field(&part.part.appearance, t, || format!("parts.{}.appearance", part.id))
            .map(|a| Value::Flag(*a == Appearance::Visible))
    }),
    part_number!("draft", Type::Number(Dimension::ANGLE), "deg", "draft of the walls, per side", draft),
    part_number!("inside_radius", LENGTH, "mm", "smallest inside radius", inside_radius),
    part_number!("corner_radius", LENGTH, "mm", "smallest radius of its outline in plan", corner_radius),
    part_number!("texture_depth", LENGTH, "mm", "depth of the texture on drafted walls", texture_depth),
    Fact::new("textured", Type::Flag, "", "a texture depth is given and is more than zero", |w, i, t| {
        let part = &w.parts[i].part;
        Some(Value::Flag(part.texture_depth.get().is_some_and(|depth| {
            t.given(part.texture_depth.span());
            depth.si() > 0.0
        })))
    }),
    Fact::new(
        "draft_under_texture",
        Type::Number(Dimension::ANGLE),
        "deg",
        "draft that the process usually has and its texture on top of it",
        |w, i, t| {
            let part = &w.parts[i];
            let depth = measure(&part.part.texture_depth, t, || format!("parts.{}.texture_depth", part.id))?;
            let process = Item::new(Kind::Process, part.process? as usize);
            let mut figure =
                |name| match crate::vocabulary::find(Kind::Process, name).and_then(|f| super::value_of(f, w, process, t)) {
                    Some(Value::Number(angle)) => Some(angle.si),
                    _ => None,
                };
            let (base, each) = (figure("draft_target"), figure("texture_draft"));
            computed_in(molding::draft_under_texture(base?, each?, depth.si), "deg")
        },
    ),
    Fact::new("wall", LENGTH, "mm", "nominal wall", |w, i, t| wall(w, i, 0, t).map(Value::Number)),
    Fact::new("wall_min", LENGTH, "mm", "thinnest wall", |w, i, t| wall(w, i, 1, t).map(Value::Number)),
    Fact::new("wall_max", LENGTH, "mm", "thickest wall", |w, i, t| wall(w, i, 2, t).map(Value::Number)),
    Fact::new("ribbed", Type::Flag, "", "it has ribs", |w, i, _| Some(Value::Flag(w.parts[i].part.ribs.is_given()))),
    part_number!("rib_thickness", LENGTH, "mm", "thickness of the ribs at the root", ribs.thickness),
    part_number!("rib_height", LENGTH, "mm", "height of the ribs", ribs.height),
    part_number!("rib_spacing", LENGTH, "mm", "distance from rib to rib", ribs.spacing),
    Fact::new("rib_to_wall", NUMBER, "%", "rib thickness as a share of the nominal wall", |w, i, t| {
        let Part { ribs, .. } = w.parts[i].part;
        let path = || format!("parts.{}.ribs.thickness", w.parts[i].id);
        let rib = match ribs.get() {
            Some(ribs) => measure(&ribs.thickness, t, path),
            None => t.need(path),
        };
        let wall = wall(w, i, 0, t);
        computed(molding::rib_to_wall_ratio(rib?.si, wall?.si))
    }),
    Fact::new("bossed", Type::Flag, "", "it has screw bosses", |w, i, _| Some(Value::Flag(w.parts[i].part.bosses.is_given()))),
    part_number!("boss_diameter", LENGTH, "mm", "outer diameter of the bosses", bosses.outer_diameter),
    part_number!("boss_hole", LENGTH, "mm", "hole diameter of the bosses", bosses.hole_diameter),
    part_number!("screw_diameter", LENGTH, "mm", "nominal diameter of the screws in the bosses", bosses.screw_diameter),
    part_number!("screw_engagement", LENGTH, "mm", "length of thread in the bosses", bosses.engagement),
    Fact::new("boss_to_screw", NUMBER, "", "outer diameter of the bosses by the diameter of the screws", |w, i, t| {
        boss_ratio(w, i, 0, t)
    }),
    Fact::new("hole_to_screw", NUMBER, "", "hole diameter of the bosses by the diameter of the screws", |w, i, t| {
        boss_ratio(w, i, 1, t)
    }),
    Fact::new("engagement_to_screw", NUMBER, "", "length of thread in the bosses by the diameter of the screws", |w, i, t| {
        boss_ratio(w, i, 2, t)
    }),
    Fact::new(
        "screwed_by",
        Type::Item(Kind::Method),
        "",
        "method of its joints whose screws form their thread in its bosses, otherwise the one of the tables that does",
        super::fastening::screwed_by,
    ),
    part_number!("undercuts", NUMBER, "", "features that need a side action", undercuts),
    Fact::new("states_undercuts", Type::Flag, "", "the number of its undercuts is given", |w, i, _| {
        Some(Value::Flag(w.parts[i].part.undercuts.is_given()))
    }),
    Fact::new("undercut", Type::Flag, "", "it is said to have undercuts", |w, i, t| {
        let part = &w.parts[i].part;
        Some(Value::Flag(part.undercuts.get().is_some_and(|count| {
            t.given(part.undercuts.span());
            count.si() > 0.0
        })))
    }),
    part_number!("narrowest_web", LENGTH, "mm", "narrowest web beside a cut-out", narrowest_web),
    Fact::new("webbed", Type::Flag, "", "a narrowest web is given", |w, i, _| {
        Some(Value::Flag(w.parts[i].part.narrowest_web.is_given()))
    }),
    part_number!("flatness", LENGTH, "mm", "deviation from flat that its function allows", flatness),
    Fact::new("flat", Type::Flag, "", "a flatness is asked for", |w, i, _| {
        Some(Value::Flag(w.parts[i].part.flatness.is_given()))
    }),
    Fact::new(
        "shrinkage_spread",
        LENGTH,
        "mm",
        "difference over its length of the shrinkage along and across the flow",
        |w, i, t| {
            let Value::Number(length) = size(w, i, |s| s[0].max(s[1]), t)? else { return None };
            let Value::Item(material) = (PART[0].get_value(w, i, t))? else { return None };
            let difference = crate::vocabulary::find(Kind::Material, "shrinkage_difference")
                .and_then(|fact| super::value_of(fact, w, material, t));
            let Value::Number(difference) = difference? else { return None };
            molding::shrinkage_spread(length.si, difference.si).map(|si| Value::Number(Measure::new(si, find_unit("mm"))))
        },
    ),
    part_number!("regrind", NUMBER, "%", "recycled material from the own process", regrind),
    Fact::new("uses_regrind", Type::Flag, "", "regrind is used", |w, i, t| {
        let part = &w.parts[i].part;
        Some(Value::Flag(part.regrind.get().is_some_and(|share| {
            t.given(part.regrind.span());
            share.si() > 0.0
        })))
    }),
    Fact::new("supports", Type::Flag, "", "it carries the load of the device", |w, i, _| {
        Some(Value::Flag(w.parts[i].part.support_area.is_given()))
    }),
    Fact::new(
        "static_stress",
        Type::Number(Dimension::PRESSURE),
        "kPa",
        "weight of what is protected by the area that carries it",
        |w, i, t| {
            let part = &w.parts[i];
            let area = measure(&part.part.support_area, t, || format!("parts.{}.support_area", part.id));
            let Some(protects) = w.spec.design.get().and_then(|about| about.protects.get()) else {
                return t.need(|| "design.protects.mass".to_owned());
            };
            let mass = measure(&protects.mass, t, || "design.protects.mass".to_owned());
            foam::static_stress(mass?.si, area?.si).map(|si| Value::Number(Measure::new(si, find_unit("kPa"))))
        },
    ),
    Fact::new("length", LENGTH, "mm", "longest side in plan", |w, i, t| size(w, i, |s| s[0].max(s[1]), t)),
    Fact::new("width", LENGTH, "mm", "shorter side in plan", |w, i, t| size(w, i, |s| s[0].min(s[1]), t)),
    Fact::new("depth", LENGTH, "mm", "height or depth of draw", |w, i, t| size(w, i, |s| s[2], t)),
    Fact::new("depth_to_width", NUMBER, "", "depth of draw as a share of the shorter side in plan", |w, i, t| {
        let Value::Number(width) = size(w, i, |s| s[0].min(s[1]), t)? else { return None };
        let Value::Number(depth) = size(w, i, |s| s[2], t)? else { return None };
        computed((width.si > 0.0).then(|| depth.si / width.si))
    }),
    Fact::new("total_thickness", LENGTH, "mm", "thickness of all layers", |w, i, t| {
        let mut total = 0.0;
        let mut complete = !w.parts[i].layers.is_empty();
        for layer in &w.parts[i].layers {
            match super::layer::thickness(w, *layer, t) {
                Some(thickness) => total += thickness.si,
                None => complete = false,
            }
        }
        complete.then(|| Value::Number(Measure::new(total, find_unit("mm"))))
    }),
    Fact::new("tooled", Type::Flag, "", "its production tool is described", |w, i, _| {
        Some(Value::Flag(w.parts[i].part.tool.is_given()))
    }),
    part_number!("cavities", NUMBER, "", "cavities of its tool", tool.cavities),
    part_number!("tool_life", NUMBER, "shots", "shots before its tool is worn", tool.life),
    part_number!("cycle", Type::Number(Dimension::TIME), "s", "time for one shot of its tool", tool.cycle),
    part_number!("tool_lead_time", Type::Number(Dimension::TIME), "weeks", "time to make its tool", tool.lead_time),
    Fact::new("tool_life_used", NUMBER, "%", "shots over the life of the product as a share of the tool's life", |w, i, t| {
        tool_life_used(w, i, t)
    }),
    Fact::new("cavities_needed", NUMBER, "", "cavities that the annual volume needs", |w, i, t| cavities_needed(w, i, t)),
    part_number!("lead_time", Type::Number(Dimension::TIME), "weeks", "time from order to delivery", lead_time),
    part_number!("minimum_order", NUMBER, "units", "smallest order the supplier takes", minimum_order),
    Fact::new("pieces_per_order", NUMBER, "units", "pieces of it that one order of cases takes", |w, i, t| {
        let order = match w.spec.production.get() {
            Some(production) => measure(&production.order_quantity, t, || "production.order_quantity".to_owned()),
            None => t.need(|| "production.order_quantity".to_owned()),
        };
        let pieces = order?.si * pieces(w, i, t);
        Some(Value::Number(Measure::new(pieces, find_unit("units"))))
    }),
    part_number!("cost", Type::Number(Dimension::MONEY), "USD", "cost of one piece", cost),
    Fact::new(
        "leftover",
        NUMBER,
        "units",
        "pieces that are left over of the smallest order for one order of cases",
        |w, i, t| computed_in(leftover(w, i, t).map(|left| left.quantity), "units"),
    ),
    Fact::new(
        "leftover_cost",
        Type::Number(Dimension::MONEY),
        "USD",
        "what the pieces that are left over have cost",
        |w, i, t| {
            let price = measure(&w.parts[i].part.cost, t, || format!("parts.{}.cost", w.parts[i].id));
            let left = leftover(w, i, t);
            computed_in(Some(left?.quantity * price?.si), "USD")
        },
    ),
    Fact::new("joints", Type::Items(Kind::Joint), "", "joints that hold it", |w, i, _| {
        let of = w.joints.iter().enumerate().filter(|(_, joint)| joint.parts.contains(&i));
        Some(Value::items(of.map(|(number, _)| Item::new(Kind::Joint, number)).collect()))
    }),
    Fact::new("color", Type::Word(Words::Any), "", "its color, or that of its first layer", |w, i, t| {
        let view = &w.parts[i];
        match view.layers.first() {
            Some(first) if !view.part.color.is_given() => {
                word(&w.layers[*first].layer.color, t, || format!("parts.{}.layers.0.color", view.id))
            }
            _ => word(&view.part.color, t, || format!("parts.{}.color", view.id)),
        }
    }),
    Fact::new("states_drying", Type::Flag, "", "it is said how its resin is dried", |w, i, _| {
        Some(Value::Flag(w.parts[i].part.drying.is_given()))
    }),
    part_number!(
        "drying_temperature",
        Type::Number(Dimension::TEMPERATURE),
        "°C",
        "temperature of the dryer",
        drying.temperature
    ),
    part_number!("drying_time", Type::Number(Dimension::TIME), "h", "time in the dryer", drying.time),
    part_number!("moisture", NUMBER, "%", "moisture of the resin as molded", drying.moisture),
    part_number!(
        "open_after_drying",
        Type::Number(Dimension::TIME),
        "min",
        "time from the dryer to the screw, or of the dried part to the overmold",
        drying.open
    ),
    Fact::new("essential", Type::Flag, "", "it has to be a part of its own", |w, i, t| {
        flag(&w.parts[i].part.essential, t, || format!("parts.{}.essential", w.parts[i].id))
    }),
    Fact::new("nearly_symmetric", Type::Flag, "", "it looks the same turned around but is not", |w, i, t| {
        flag_or_no(&w.parts[i].part.nearly_symmetric, t)
    }),
    Fact::new("edges_sealed", Type::Flag, "", "cut edges are sealed", |w, i, t| {
        flag(&w.parts[i].part.edges_sealed, t, || format!("parts.{}.edges_sealed", w.parts[i].id))
    }),
    Fact::new(
        "open_release_risks",
        Type::Items(Kind::Risk),
        "",
        "what its samples leave open, no evidence closes and stops a release",
        |w, i, t| super::risk::open_risks(w, i, true, t).ok().map(Value::items),
    ),
    Fact::new(
        "open_minor_risks",
        Type::Items(Kind::Risk),
        "",
        "what its samples leave open and no evidence closes, without what stops a release",
        |w, i, t| super::risk::open_risks(w, i, false, t).ok().map(Value::items),
    ),
    Fact::new(
        "restricted",
        Type::Items(Kind::Restriction),
        "",
        "restrictions of its markets on what its materials may hold, as far as nothing excludes them",
        |w, i, t| super::restriction::open(w, i, t).ok().map(Value::items),
    ),
    Fact::new("restricted_at_all", Type::Flag, "", "a market restricts what one of its materials may hold", |w, i, _| {
        Some(Value::Flag(w.restrictions.iter().any(|view| view.part == i)))
    }),
    Fact::new("pieces", NUMBER, "", "pieces of it in one case", |w, i, t| computed(Some(pieces(w, i, t)))),
    Fact::new("added", Type::Flag, "", "a step adds it", |w, i, _| {
        Some(Value::Flag(w.steps.iter().any(|step| step.adds.contains(&i))))
    }),
];

fn boss_ratio(world: &World<'_>, i: usize, which: usize, trace: &mut Trace) -> Option<Value> {
    let view = &world.parts[i];
    let Some(bosses) = view.part.bosses.get() else { return trace.need(|| format!("parts.{}.bosses", view.id)) };
    let path = |name: &str| format!("parts.{}.bosses.{name}", view.id);
    let dimension = match which {
        0 => measure(&bosses.outer_diameter, trace, || path("outer_diameter")),
        1 => measure(&bosses.hole_diameter, trace, || path("hole_diameter")),
        _ => measure(&bosses.engagement, trace, || path("engagement")),
    };
    let screw = measure(&bosses.screw_diameter, trace, || path("screw_diameter"));
    computed(fastener::ratio_to_screw(dimension?.si, screw?.si))
}

/// Pieces of a part in one case.
pub(super) fn pieces(world: &World<'_>, i: usize, trace: &mut Trace) -> f64 {
    let given = &world.parts[i].part.quantity;
    given.get().map_or(1.0, |quantity| {
        trace.given(given.span());
        quantity.si()
    })
}

/// What is left over of the smallest order that its supplier takes.
fn leftover(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<cost::Leftover> {
    let order = match world.spec.production.get() {
        Some(production) => measure(&production.order_quantity, trace, || "production.order_quantity".to_owned()),
        None => trace.need(|| "production.order_quantity".to_owned()),
    };
    let minimum = measure(&world.parts[i].part.minimum_order, trace, || format!("parts.{}.minimum_order", world.parts[i].id));
    cost::leftover(order?.si * pieces(world, i, trace), minimum?.si, 1.0, 0.0)
}

fn target_yield(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    match world.spec.production.get() {
        Some(production) => measure(&production.target_yield, trace, || "production.target_yield".to_owned()).map(|m| m.si),
        None => trace.need(|| "production.target_yield".to_owned()),
    }
}

fn tool_life_used(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value> {
    let view = &world.parts[i];
    let path = |name: &str| format!("parts.{}.tool.{name}", view.id);
    let Some(tool) = view.part.tool.get() else { return trace.need(|| format!("parts.{}.tool", view.id)) };
    let cavities = measure(&tool.cavities, trace, || path("cavities"));
    let life = measure(&tool.life, trace, || path("life"));
    let volume = lifetime_volume(world, trace);
    let share = target_yield(world, trace);
    let shots = tooling::shots_over_life(volume? * pieces(world, i, trace), whole(cavities?.si)?, share?)?;
    tooling::share_of_tool_life(shots, life?.si).map(|si| Value::Number(Measure::new(si, find_unit("%"))))
}

/// Units over the life of the product: as given, or the annual volume over the life of the case.
fn lifetime_volume(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    let path = || "production.lifetime_volume".to_owned();
    match world.spec.production.get() {
        Some(production) => measure(&production.lifetime_volume, trace, path).map(|m| m.si),
        None => trace.need(path),
    }
}

fn cavities_needed(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value> {
    let view = &world.parts[i];
    let Some(tool) = view.part.tool.get() else { return trace.need(|| format!("parts.{}.tool", view.id)) };
    let cycle = measure(&tool.cycle, trace, || format!("parts.{}.tool.cycle", view.id));
    let year = super::design::working_year(world, trace);
    let share = target_yield(world, trace);
    let volume = match world.spec.production.get() {
        Some(production) => measure(&production.annual_volume, trace, || "production.annual_volume".to_owned()),
        None => trace.need(|| "production.annual_volume".to_owned()),
    };
    let (seconds, effectiveness) = year?;
    let load =
        crate::formulas::line::cavity_load(volume?.si * pieces(world, i, trace), cycle?.si, seconds, effectiveness, share?);
    computed(load)
}

/// A whole number from zero to what a `u32` holds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be inside")]
pub(super) fn whole(number: f64) -> Option<u32> {
    (number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0).then_some(number as u32)
}

/// Facts of routes: even numbers are prototypes, odd ones production.
pub static ROUTE: &[Fact] = &[
    Fact::new("part", Type::Item(Kind::Part), "", "the part", |_, i, _| Some(Value::Item(Item::new(Kind::Part, i / 2)))),
    Fact::new("process", Type::Item(Kind::Process), "", "the process", |w, i, t| {
        let part = &w.parts[i / 2];
        if i % 2 == 1 {
            return process(w, part.process, t, &part.part.process, || format!("parts.{}.process", part.id));
        }
        let path = || format!("parts.{}.prototype.process", part.id);
        match part.part.prototype.get() {
            Some(prototype) => process(w, part.prototype_process, t, &prototype.process, path),
            None => t.need(path),
        }
    }),
    Fact::new("material", Type::Item(Kind::Material), "", "the material", |w, i, t| {
        let part = &w.parts[i / 2];
        let (found, path) = if i % 2 == 1 {
            t.given(part.part.material.span());
            let layered = part.layers.first().and_then(|layer| w.layers[*layer].material);
            (part.material.or(layered), format!("parts.{}.material", part.id))
        } else {
            if let Some(prototype) = part.part.prototype.get().filter(|prototype| prototype.material.is_given()) {
                t.given(prototype.material.span());
            }
            (part.prototype_material, format!("parts.{}.prototype.material", part.id))
        };
        match found {
            Some(material) => Some(Value::Item(Item::new(Kind::Material, material))),
            None => t.need(|| path),
        }
    }),
    Fact::new("quantity", NUMBER, "", "samples made", |w, i, t| {
        let part = &w.parts[i / 2];
        match part.part.prototype.get() {
            Some(prototype) => number(&prototype.quantity, t, || format!("parts.{}.prototype.quantity", part.id)),
            None => t.need(|| format!("parts.{}.prototype.quantity", part.id)),
        }
    }),
    Fact::new("not_proven", Type::Words(Words::Any), "", "what samples of this route leave open for production", |w, i, t| {
        let part = &w.parts[i / 2];
        let id = |index: Option<u16>| index.map(|index| w.library.entry(Table::Process, index).id);
        let (from, to) = (id(part.prototype_process)?, id(part.process)?);
        let mut open: Vec<&'static str> = Vec::new();
        for transfer in w.library.transfers() {
            if transfer.from.contains(&from) && transfer.to.contains(&to) {
                t.origin(|| super::Origin::Row {
                    what: format!("transfer {}", transfer.id),
                    basis: transfer.basis,
                    sources: &transfer.sources,
                });
                for risk in &transfer.not_proven {
                    let topic = w.library.risks()[usize::from(*risk)].topic;
                    if !open.contains(&topic) {
                        open.push(topic);
                    }
                }
            }
        }
        Some(Value::words(open))
    }),
];
