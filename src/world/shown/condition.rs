//! Under which conditions a test was made, and a claim has to hold: heights, surfaces, codes, loads, counts, and which of two is
//! the harder one. Not what follows from it.

use std::iter::once;

use super::kind::{self, length, words};
use super::target::Target;
use super::written::{counts, forces, heights, weight};
use crate::design::{Load, Quantity, Sort, Test};
use crate::knowledge::{Condition, Feature, IngressRow, Library, Numeral, SurfaceRow, TestRow};
use crate::quantity::{Dimension, Measure, parse_unit, reaches};
use crate::source::Span;
use crate::world::World;
use crate::world::given::is_none;
use crate::yaml::{Field, OrNone};

/// Words that lead to the surface of a drop.
const SURFACE_LINKS: [&str; 4] = ["on", "onto", "over", "from"];

/// How hard something is tried in one respect.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Level {
    /// A height, a load or a count: the least and the most that it may be.
    Number(Measure, Measure),
    /// A surface.
    Surface(&'static SurfaceRow<'static>),
    /// Numerals of codes of protection.
    Codes(Vec<&'static IngressRow<'static>>),
}

impl Level {
    /// It in words.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Number(low, high) if low == high => low.to_string(),
            Self::Number(low, high) => format!("{low} to {high}"),
            Self::Surface(row) => row.surface.to_owned(),
            Self::Codes(rows) => {
                let of =
                    |numeral| rows.iter().filter(|row| row.numeral == numeral).map(|row| row.code).next_back().unwrap_or("X");
                format!("IP{}{}", of(Numeral::First), of(Numeral::Second)).to_uppercase()
            }
        }
    }

    /// What two tests show together: each shows its codes, and a height or load is that of one of them.
    pub(crate) fn with(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Codes(mut codes), Self::Codes(more)) => {
                let new: Vec<_> = more.iter().filter(|row| !codes.contains(row)).copied().collect();
                codes.extend(new);
                Self::Codes(codes)
            }
            (one, _) => one,
        }
    }
}

/// A condition of a test, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// How hard.
    pub level: Level,
    /// Where.
    pub span: Span,
    /// Whether it was read from the words of its method or name.
    pub guessed: bool,
}

impl Condition {
    /// The key of a test that says it.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Height => "height",
            Self::Surface => "surface",
            Self::Ingress => "ingress",
            Self::Force => "force",
            Self::Cycles => "cycles",
        }
    }
}

/// The respects in which tests of a claim may be harder or milder.
pub(crate) fn conditions(library: &'static Library, kind: Option<&str>) -> &'static [Condition] {
    row(library, kind).map_or(&[], |row| &row.conditions)
}

/// Whether the design claims a surface that the tables know.
pub(crate) fn claimed_surface(world: &World<'_>) -> bool {
    let drop = world.spec.environment.get().and_then(|given| given.drop.get());
    drop.and_then(|drop| drop.surface.get()).is_some_and(|text| surface(world.library, text).is_some())
}

fn row(library: &'static Library, kind: Option<&str>) -> Option<&'static TestRow<'static>> {
    library.tests().iter().find(|row| Some(row.kind) == kind)
}

/// What a test says of a condition; none if it does not, or its words say two things. Where its key and its words differ, the
/// milder of them counts.
pub(crate) fn said(world: &World<'_>, test: usize, condition: Condition) -> Option<Said> {
    let milder = |mildest: Said, other: Said| if is_milder(&other.level, &mildest.level) { other } else { mildest };
    told(world, test, condition).into_iter().reduce(milder)
}

/// A respect in which the words of a test are milder than its key, or its name than its method.
pub(crate) struct Contradiction {
    /// The respect.
    pub condition: Condition,
    /// What is said first.
    pub said: Said,
    /// What is milder.
    pub milder: Said,
}

/// Where a test contradicts itself, in the respects that its kind knows.
pub(crate) fn contradictions(world: &World<'_>, test: usize) -> Vec<Contradiction> {
    let kind = kind::told(world.library, world.tests[test].given).kind();
    let contradiction = |condition: &Condition| {
        let said = told(world, test, *condition).into_iter().next()?;
        let milder = self::said(world, test, *condition)?;
        is_milder(&milder.level, &said.level).then_some(Contradiction { condition: *condition, said, milder })
    };
    conditions(world.library, kind).iter().filter_map(contradiction).collect()
}

/// All that a test says of a condition: by its key, its method and its name. A key that cannot be read leaves nothing to read.
fn told(world: &World<'_>, test: usize, condition: Condition) -> Vec<Said> {
    let given = world.tests[test].given;
    let key = match condition {
        Condition::Height => number(&given.height),
        Condition::Force => number(&given.force),
        Condition::Cycles => number(&given.cycles),
        Condition::Surface => text(&given.surface, |text| surface(world.library, text)),
        Condition::Ingress => text(&given.ingress, |text| codes(world.library, text)),
    };
    if let Some(None) = key {
        return Vec::new();
    }
    let key = key.flatten().map(|(level, span)| Said { level, span, guessed: false });
    let words = [&given.method, &given.name].into_iter().filter_map(|text| guessed(world.library, given, text, condition));
    key.into_iter().chain(words).collect()
}

/// Whether one thing is known to be milder than another. What one of them does not speak of it does not deny, and a number that
/// was rounded is the same.
fn is_milder(one: &Level, other: &Level) -> bool {
    match (one, other) {
        (Level::Number(_, high), Level::Number(low, _)) => {
            two_figures(high.si) < two_figures(low.si) && !is_weight_by_ten(high, low)
        }
        (Level::Surface(one), Level::Surface(other)) => one.level < other.level,
        (Level::Codes(one), Level::Codes(other)) => {
            // Immersion does not include jets, nor jets immersion: of two such codes neither is the milder one.
            let lacks = |one: &[&IngressRow<'_>], other: &[&IngressRow<'_>]| {
                let speaks_of = |numeral: Numeral| one.iter().any(|row| row.numeral == numeral);
                other.iter().any(|row| speaks_of(row.numeral) && !shows(one, row))
            };
            lacks(one, other) && !lacks(other, one)
        }
        _ => false,
    }
}

/// Whether two forces are of one mass, of which one was reckoned with 10 m/s² as workshops do: 10 kg are taken for 100 N.
fn is_weight_by_ten(one: &Measure, other: &Measure) -> bool {
    const BY_TEN: f64 = 10.0 / 9.80665;
    // What is left of the rounding of either.
    const ROUNDED: f64 = 0.002;
    let force = one.dimension() == Dimension::FORCE && other.dimension() == Dimension::FORCE;
    force && one.unit != other.unit && one.si > 0.0 && (other.si / one.si - BY_TEN).abs() < ROUNDED
}

/// A field as a level with its place: none where it is not given, nothing inside where it cannot be read.
type Told = Option<Option<(Level, Span)>>;

fn number<S: Sort>(field: &Field<Quantity<S>>) -> Told {
    field.is_given().then(|| field.get().map(|quantity| (ends(quantity), field.span())))
}

fn text(field: &Field<Box<str>>, read: impl Fn(&str) -> Option<Level>) -> Told {
    field.is_given().then(|| field.get().and_then(|text| Some((read(text)?, field.span()))))
}

fn ends<S: Sort>(quantity: &Quantity<S>) -> Level {
    let (low, high) = quantity.range.unwrap_or((quantity.measure, quantity.measure));
    Level::Number(low, high)
}

/// What the words of the method or name of a test say of a condition.
fn guessed(library: &'static Library, test: &Test, field: &Field<Box<str>>, condition: Condition) -> Option<Said> {
    let text = field.get()?;
    let level = match condition {
        Condition::Height => only(&heights(library, text)),
        Condition::Force => only(&forces(text)),
        Condition::Cycles => only(&counts(&row(library, kind::told(library, test).kind())?.words, text)),
        Condition::Surface => surface(library, text),
        Condition::Ingress => codes_among(library, text),
    }?;
    Some(Said { level, span: field.span(), guessed: true })
}

/// The one value of those that stand in a text.
fn only(found: &[Measure]) -> Option<Level> {
    let (first, rest) = found.split_first()?;
    let same = |other: &Measure| reaches(other, first) && reaches(first, other);
    rest.iter().all(same).then_some(Level::Number(*first, *first))
}

/// The surface that a text names, as a level.
fn surface(library: &'static Library, text: &str) -> Option<Level> {
    surface_in(library, text).map(Level::Surface)
}

/// The surface that a text names by its longest phrase; none if it names two that are not alike.
pub(crate) fn surface_in(library: &'static Library, text: &str) -> Option<&'static SurfaceRow<'static>> {
    let words = words(text);
    let found: Vec<(usize, &SurfaceRow<'_>)> =
        library.surfaces().iter().filter_map(|row| Some((length(&words, &row.words)?, row))).collect();
    let longest = found.iter().map(|(length, _)| *length).max()?;
    let mut rows = found.iter().filter(|(length, _)| *length == longest).map(|(_, row)| *row);
    let first = rows.next()?;
    rows.all(|row| row.level == first.level).then_some(first)
}

/// The codes of a text that holds nothing else, such as `IP67`, `IP 67` or `IPX5/IPX7`.
pub(crate) fn codes(library: &'static Library, text: &str) -> Option<Level> {
    let rows: Vec<_> = code_words(library, text)?.iter().filter_map(|word| code(library, word)).flatten().collect();
    Some(Level::Codes(rows))
}

/// The same, each as `ip67`.
pub(crate) fn code_words(library: &'static Library, text: &str) -> Option<Vec<String>> {
    let words = words(text);
    let says = |words: &[String]| {
        let rows: Option<Vec<_>> = words.iter().map(|word| code(library, word)).collect();
        rows.is_some_and(|rows| rows.iter().any(|rows| !rows.is_empty()))
    };
    [vec![words.concat()], words].into_iter().find(|words| says(words))
}

/// The codes that stand somewhere in a text.
fn codes_among(library: &'static Library, text: &str) -> Option<Level> {
    let rows: Vec<_> = words(text).iter().filter_map(|word| code(library, word)).flatten().collect();
    (!rows.is_empty()).then_some(Level::Codes(rows))
}

/// The numerals of a word such as `ip67`, `ipx4` or `ip69k`; `x` and `0` say nothing.
fn code(library: &'static Library, word: &str) -> Option<Vec<&'static IngressRow<'static>>> {
    let numerals = word.strip_prefix("ip")?;
    let (first, second) = numerals.split_at_checked(1)?;
    let said = |numeral: Numeral, code: &str| match code {
        "x" | "0" => Some(None),
        _ => library.ingress().iter().find(|row| row.numeral == numeral && row.code == code).map(Some),
    };
    Some(once(said(Numeral::First, first)?).chain([said(Numeral::Second, second)?]).flatten().collect())
}

/// Which words of a name say how hard a test of a kind was: numbers with their units, surfaces, codes. Of tests of ingress all
/// words that mean the kind say it: a spray is another code than an immersion, and not another test.
pub(super) fn words_of_hardness(library: &'static Library, kind: Option<&str>, name: &[String]) -> Vec<bool> {
    let Some(row) = row(library, kind).filter(|row| !row.conditions.is_empty()) else { return vec![false; name.len()] };
    let has = |condition| row.conditions.contains(&condition);
    let number = |word: &str| word.starts_with(|char: char| char.is_ascii_digit());
    let surface_word =
        |word: &str| SURFACE_LINKS.contains(&word) || library.surfaces().iter().any(|surface| surface.words.contains(&word));
    let hard = |(place, word): (usize, &String)| {
        let unit = place > 0 && number(&name[place - 1]) && parse_unit(word).is_some();
        let of_surface = has(Condition::Surface) && surface_word(word);
        let of_ingress = || {
            has(Condition::Ingress)
                && (code(library, word).is_some() || row.words.iter().any(|mark| mark.split([' ', '-']).any(|mark| mark == word)))
        };
        number(word) || unit || of_surface || of_ingress()
    };
    name.iter().enumerate().map(hard).collect()
}

/// What the design claims of a condition, if it does; none as well where it does not say how much.
pub(crate) fn claimed(world: &World<'_>, (of, kind): (Target, Option<&str>), condition: Condition) -> Option<Level> {
    let environment = world.spec.environment.get();
    match condition {
        Condition::Cycles => {
            let Target::Joint(joint) = of else { return None };
            world.joints[joint].joint.cycles.get().map(ends)
        }
        Condition::Force => {
            let features = row(world.library, kind).and_then(|row| row.claimed.as_ref()).map(|(_, features)| features)?;
            let given = environment?;
            let loads = [(Feature::Crush, &given.crush), (Feature::Crush, &given.stack), (Feature::Carry, &given.carry)];
            let loads = loads.into_iter().filter(|(feature, _)| features.contains(feature)).filter_map(|(_, load)| force(load));
            loads.reduce(|one, other| if one.1.si < other.1.si { other } else { one }).map(|(low, high)| Level::Number(low, high))
        }
        Condition::Ingress => {
            environment?.ingress.get().filter(|text| !is_none(text)).and_then(|text| codes(world.library, text))
        }
        Condition::Height | Condition::Surface => {
            let drop = environment?.drop.get().filter(|drop| !drop.is_none())?;
            match condition {
                Condition::Height => drop.height.get().map(ends),
                _ => drop.surface.get().and_then(|text| surface(world.library, text)),
            }
        }
    }
}

/// A load that is promised, as a level.
pub(crate) fn promised(load: &Field<OrNone<Load>>) -> Option<Level> {
    force(load).map(|(low, high)| Level::Number(low, high))
}

/// The force of a load that is claimed, or the weight of its mass.
fn force(load: &Field<OrNone<Load>>) -> Option<(Measure, Measure)> {
    let load = load.get().filter(|load| !load.is_none())?;
    if let Some(force) = load.force.get() {
        return Some(force.range.unwrap_or((force.measure, force.measure)));
    }
    let mass = load.mass.get()?;
    let (low, high) = mass.range.unwrap_or((mass.measure, mass.measure));
    Some((weight(&low), weight(&high)))
}

/// The number with two significant figures, as one is written that was rounded: 1.22 m are 1.2 m.
fn two_figures(number: f64) -> f64 {
    format!("{number:.1e}").parse().unwrap_or(number)
}

/// Whether a test was as hard as what is claimed, in one respect; not known where one of them does not say how hard.
pub(super) fn as_hard_as_claimed(world: &World<'_>, test: usize, claim: (Target, &str), condition: Condition) -> Option<bool> {
    let asked = claimed(world, (claim.0, Some(claim.1)), condition)?;
    covers(&said(world, test, condition)?.level, &asked)
}

/// Whether a test was as hard as what is claimed in every respect in which something is claimed.
pub(super) fn is_as_hard(world: &World<'_>, test: usize, (of, kind): (Target, Option<&str>)) -> bool {
    let met = |condition: &Condition| {
        claimed(world, (of, kind), *condition).is_none_or(|asked| {
            let said = said(world, test, *condition);
            said.and_then(|said| covers(&said.level, &asked)) == Some(true)
        })
    };
    conditions(world.library, kind).iter().all(met)
}

/// Whether what is tried at one level is tried at least as hard as at another; a number that is the other one but for rounding is.
pub(crate) fn covers(tried: &Level, asked: &Level) -> Option<bool> {
    match (tried, asked) {
        (Level::Number(low, high), Level::Number(least, most)) => {
            if reaches(low, most) {
                Some(true)
            } else {
                (!reaches(high, least)).then_some(false)
            }
        }
        (Level::Surface(tried), Level::Surface(asked)) => Some(tried.level >= asked.level),
        (Level::Codes(tried), Level::Codes(asked)) => Some(asked.iter().all(|asked| shows(tried, asked))),
        _ => None,
    }
}

/// Whether tests by these numerals show another one.
fn shows(tried: &[&IngressRow<'_>], asked: &IngressRow<'_>) -> bool {
    let alike = tried.iter().filter(|row| row.numeral == asked.numeral);
    alike.clone().any(|row| row.code == asked.code || row.includes.contains(&asked.code))
}

/// What the name of a test says of what was tried: a corner, a handle, a part of the design. One that tried something else does
/// not repeat it.
pub(crate) fn respects(world: &World<'_>, kind: Option<&str>, test: usize) -> Vec<String> {
    let name = world.tests[test].given.name.get().map(|name| words(name)).unwrap_or_default();
    let ids = world.parts.iter().map(|part| part.id).chain(world.joints.iter().map(|joint| joint.id));
    let named = ids.filter(|id| length(&name, &[id]).is_some()).map(ToOwned::to_owned);
    named.chain(kind::respects(world.library.tests(), kind, &name)).collect()
}

/// What a test says of how it was made, so that one that says the same repeats it.
pub(crate) fn telling(test: &Test) -> String {
    let plain = |text: &Field<Box<str>>| text.get().map(|text| words(text));
    let numbers = [
        test.height.get().map(Quantity::bounds),
        test.force.get().map(Quantity::bounds),
        test.cycles.get().map(Quantity::bounds),
    ];
    format!("{:?} {:?} {:?} {numbers:?}", plain(&test.method), plain(&test.surface), plain(&test.ingress))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library;
    use crate::quantity::parse_as;

    #[test]
    fn what_is_milder_is_so_in_what_both_speak_of() {
        let codes = |text: &str| codes_among(library(), text).expect("codes");
        for (one, other, milder) in [
            ("IPX4", "IP67", true),
            ("IPX7", "IP67", false),
            ("IP54", "IP67", true),
            ("IP67", "IPX4", false),
            ("IPX5 and IPX7", "IP67", false),
            ("IP67", "IP65", false),
            ("IP65", "IP67", false),
        ] {
            assert_eq!(is_milder(&codes(one), &codes(other)), milder, "{one} {other}");
        }
        let height = |text: &str| only(&heights(library(), text)).expect("a height");
        assert!(is_milder(&height("0.3 m"), &height("1 m")) && !is_milder(&height("1 m"), &height("0.3 m")));
        // 48 kg are 470.7 N, and 480 N to whoever reckons with 10 m/s²; 500 N are more.
        let force = |text: &str| only(&forces(text)).expect("a force");
        assert!(!is_milder(&force("48 kgf"), &force("480 N")) && !is_milder(&force("480 N"), &force("48 kgf")));
        assert!(is_milder(&force("48 kgf"), &force("500 N")) && is_milder(&force("470 N"), &force("480 N")));
        assert!(!is_milder(&height("1.2 m"), &height("1.22 m")) && !is_milder(&height("4 ft"), &height("1.22 m")));
    }

    #[test]
    fn jets_and_immersion_show_nothing_of_each_other() {
        let covers = |tried: &str, asked: &str| {
            covers(&codes(library(), tried).expect("codes"), &codes(library(), asked).expect("codes")).expect("comparable")
        };
        for (tried, asked, shown) in [
            ("IP67", "IP67", true),
            ("IP68", "IP67", true),
            ("IP67", "IP68", false),
            ("IPX4", "IP68", false),
            ("IP67", "IPX4", true),
            ("IP67", "IPX5", false),
            ("IP68", "IPX6", false),
            ("IPX6", "IPX5", true),
            ("IPX5/IPX7", "IPX5", true),
            ("IPX7", "IP67", false),
            ("IP6X, IPX7", "IP67", true),
            ("IP69K", "IP67", false),
        ] {
            assert_eq!(covers(tried, asked), shown, "{tried} for {asked}");
        }
        assert_eq!(code_words(library(), "IPX5/IPX7"), Some(vec!["ipx5".to_owned(), "ipx7".to_owned()]));
        assert_eq!(code_words(library(), "IP 67"), Some(vec!["ip67".to_owned()]));
        assert!(codes(library(), "IP67 immersion").is_none() && codes(library(), "ipad").is_none());
        assert!(codes_among(library(), "IEC 60529 IP67 immersion").is_some());
    }

    #[test]
    fn surfaces_have_an_order() {
        let level = |text: &str| surface(library(), text);
        assert!(covers(&level("steel over concrete").unwrap(), &level("plywood").unwrap()) == Some(true));
        assert!(covers(&level("0.3 m on carpet").unwrap(), &level("concrete").unwrap()) == Some(false));
        assert_eq!(level("5 cm plywood backed by concrete"), level("wood"));
        assert!(level("concrete, then carpet").is_none() && level("on the moon").is_none());
    }

    #[test]
    fn feet_are_the_same_height() {
        let height =
            |text: &str| Level::Number(parse_as(text, Dimension::LENGTH).unwrap(), parse_as(text, Dimension::LENGTH).unwrap());
        assert_eq!(covers(&height("4 ft"), &height("1.22 m")), Some(true));
        assert_eq!(covers(&height("1.22 m"), &height("4 ft")), Some(true));
        assert_eq!(covers(&height("1.2 m"), &height("1.22 m")), Some(false));
        assert_eq!(only(&heights(library(), "3 ft (91 cm)")), Some(height("3 ft")));
        assert_eq!(only(&heights(library(), "1 m, then 0.9 m")), None);
    }

    #[test]
    fn a_mass_is_its_weight_however_that_was_rounded() {
        let load = |text: &str| only(&forces(text)).expect("a load");
        for text in ["20 kg", "20 kgf", "196 N", "196.2 N", "196.13 N", "44.1 lb"] {
            assert_eq!(covers(&load(text), &load("20 kg")), Some(true), "{text}");
            assert_eq!(covers(&load("20 kg"), &load(text)), Some(true), "{text}");
        }
        for text in ["19 kg", "190 N", "42 lb"] {
            assert_eq!(covers(&load(text), &load("20 kg")), Some(false), "{text}");
        }
    }
}
