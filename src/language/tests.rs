use proptest::prelude::*;

use super::*;
use crate::design::{Content, Loader, Spec};
use crate::facts::{Trace, World};
use crate::knowledge::library;
use crate::quantity::Bounds;
use crate::vocabulary::{Item, Kind};

const SPEC: &str = "
caseproof: 1
design: { name: Case, stage: dvt }
environment: { service: [-20 °C, 60 °C], exposure: [uv, sweat] }
materials: { grade: { like: abs, service_high: 90 °C } }
parts:
  tray: { material: abs, process: injection-molding, draft: 1 deg, wall: 2 mm, ribs: { thickness: 1.4 mm } }
  base: { material: grade, process: injection-moulding, prototype: { process: sla, material: same } }
  shell:
    layers: [{ material: velvet, thickness: 1 mm }, { material: eva-foam-75c }]
";

fn spec() -> Spec {
    match Loader::new(std::path::Path::new(".")).text(SPEC.to_owned(), "spec", None) {
        crate::design::Read { content: Content::Specs(mut specs), problems, .. } if problems.is_empty() => specs.remove(0),
        other => panic!("{other:?}"),
    }
}

fn context() -> Context<'static> {
    Context { names: vec![("part", Kind::Part)], limits: Vec::new(), lexicon: library() }
}

fn judge(text: &str, part: usize) -> Truth {
    let spec = spec();
    let world = World::new(&spec, None);
    Condition::compile(text, &context())
        .unwrap_or_else(|error| panic!("{text}: {error:?}"))
        .judge(&world, &[Item::new(Kind::Part, part)])
}

#[test]
fn conditions_come_out_as_written() {
    use Truth::{False, True, Unknown};
    for (text, part, expected) in [
        ("part.draft < 1 deg", 0, False),
        ("part.draft <= 1 deg", 0, True),
        ("part.draft < 1.01 deg", 0, True),
        ("part.draft > 0", 0, True),
        ("part.rib_to_wall <= 70 %", 0, True),
        ("part.rib_to_wall > 70 %", 0, False),
        ("part.rib_to_wall between 50 % and 70 %", 0, True),
        ("part.rib_to_wall not between 50 % and 60 %", 0, True),
        ("part.material is abs", 0, True),
        ("part.material is ABS", 0, True),
        ("part.material is abs", 1, True),
        ("part.process is injection-moulding", 0, True),
        ("part.process is not injection-molding", 0, False),
        ("part.process in [eva-forming, injection-molding]", 0, True),
        ("part.process not in [eva-forming]", 0, True),
        ("uv in environment.exposure", 0, True),
        ("fuel in environment.exposure", 0, False),
        ("part.material.service_high > environment.service_high", 1, True),
        ("environment.service_high - environment.service_low > 79 K", 0, True),
        ("environment.service_high - environment.service_low > 80 K", 0, False),
        ("count(part.layers) >= 2", 2, True),
        ("any(part.layers: layer.thickness > 2 mm)", 2, Unknown),
        ("any(part.layers: layer.thickness > 0.5 mm)", 2, True),
        ("all(part.layers: layer.thickness > 2 mm)", 2, False),
        ("count(part.layers: layer.bonded) < 1", 2, Unknown),
        ("part.draft < 1 deg", 1, Unknown),
        ("part.draft < 1 deg and part.material is pc", 1, False),
        ("part.draft < 1 deg or part.material is abs", 1, True),
        ("not part.draft < 1 deg", 1, Unknown),
        ("not (part.material is pc)", 0, True),
        ("part.made and not part.has_prototype", 0, True),
        ("part.wall * 2 > 3.9 mm and part.wall / 2 < 1.1 mm", 0, True),
        ("-part.wall < 0", 0, True),
        ("environment.service_low < -19 °C", 0, True),
        ("environment.service_low < -20 °C", 0, False),
        ("part.wall - 1 mm <= 1 mm", 0, True),
        ("environment.service_low between -25 °C and -20 °C", 0, True),
    ] {
        assert_eq!(judge(text, part), expected, "{text}");
    }
}

#[test]
fn mistakes_are_found_when_the_check_is_loaded_and_marked() {
    for (text, marked, message) in [
        ("part.darft < 1 deg", "darft", "no fact"),
        ("prat.draft < 1 deg", "prat", "not known here"),
        ("part.draft < 3 %", "part.draft < 3 %", "does not compare"),
        ("part.draft < 3", "part.draft < 3", "does not compare"),
        ("environment.service_high > 0", "environment.service_high > 0", "does not compare"),
        (
            "environment.service_high - environment.service_low > 80 °C",
            "environment.service_high - environment.service_low > 80 °C",
            "does not compare",
        ),
        (
            "environment.service_high + environment.service_low > 80 °C",
            "environment.service_high + environment.service_low",
            "cannot be added",
        ),
        ("part.wall + part.draft > 1 mm", "part.wall + part.draft", "cannot be added"),
        ("part.material is abz", "abz", "there is no material"),
        ("uvv in environment.exposure", "uvv", "it is never"),
        ("design.kind is eva-cases", "eva-cases", "it is never"),
        ("part.draft", "part.draft", "not yes or no"),
        ("part.made < 3", "part.made", "not a number"),
        ("part.draft is 3 deg", "3 deg", "compare numbers"),
        ("part.draft.more < 1", "more", "nothing below"),
        ("any(part.layers)", "any(part.layers)", "say of what"),
        ("any(part.draft: part.made)", "part.draft", "not a list"),
        ("part.made part.made", "part.made", "expected `and`"),
        ("part.made and", "", "ends too early"),
        ("part.made & part.made", "&", "means nothing"),
        ("(part.made", "", "expected `)`"),
        ("count(part.layers)", "count(part.layers)", "a number is not true or false"),
        ("part.wall + 3 > 1 mm", "part.wall + 3", "a length cannot be added to a plain number"),
        ("part.wall^2 > 1 mm2", "^", "expected `and`"),
        ("part.wall < 1e999 mm", "1e999", "not a number"),
    ] {
        let error = Condition::compile(text, &context()).err().unwrap_or_else(|| panic!("{text} compiles"));
        assert!(error.message.contains(message), "{text}: {}", error.message);
        assert_eq!(&text[error.at.clone()], marked, "{text}: {error:?}");
    }
    let error = Condition::compile("part.darft < 1 deg", &context()).expect_err("an error");
    assert_eq!(error.help.as_deref(), Some("did you mean `draft`?"));
}

/// A chain of operators is a tree as deep as it is long, and every list and sign nests.
#[test]
fn length_and_depth_are_bounded() {
    let chain = |sign: &str, terms: usize| vec!["part.wall"; terms].join(sign);
    assert_eq!(judge(&format!("{} > 399 mm", chain(" + ", 200)), 0), Truth::True);
    assert_eq!(judge(&format!("{} < 401 mm", chain(" + ", 200)), 0), Truth::True);
    for sign in [" + ", " - ", " * ", "/"] {
        for terms in [202, 1_546, 100_000] {
            let error = Condition::compile(&chain(sign, terms), &context()).expect_err("an error");
            assert_eq!(error.message, "more than 200 operators in one condition");
            let operator = 201 * 9 + 200 * sign.len() + sign.len() / 2;
            assert_eq!(error.at, operator..operator + 1, "{sign}");
        }
    }
    assert_eq!(judge(&vec!["part.made"; 201].join(" and "), 0), Truth::True);
    assert!(Condition::compile(&vec!["part.made"; 202].join(" or "), &context()).is_err());
    for nested in ["(", "count(", "any(", "-", "not "] {
        let error = Condition::compile(&nested.repeat(150), &context()).expect_err("an error");
        assert_eq!(error.message, "nested too deeply", "{nested}");
        assert!(Condition::compile(&nested.repeat(100_000), &context()).is_err());
    }
}

#[test]
fn a_guard_rules_out_what_fails_by_the_first_thing_asked() {
    let spec = spec();
    let world = World::new(&spec, None);
    for (text, expected) in [
        // Nothing says how the shell is made, so that nothing is ruled out there.
        ("part.process.family is forming and part.draft > 9 deg", Some([true, true, false])),
        ("part.process.family in [forming, sewing]", Some([true, true, false])),
        ("part.process.by_hand", Some([true, true, false])),
        ("part.process.family is molding and part.draft > 9 deg", Some([false, false, false])),
        ("part.made and part.process.by_hand", None),
        ("part.process.by_hand or part.made", None),
        ("not part.process.by_hand", None),
    ] {
        let condition = Condition::compile(text, &context()).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let found =
            condition.guard().map(|mut guard| [0, 1, 2].map(|part| guard.rules_out(&world, &[Item::new(Kind::Part, part)])));
        assert_eq!(found, expected, "{text}");
        for part in (0..3).filter(|part| found.is_some_and(|found| found[*part])) {
            assert_eq!(condition.judge(&world, &[Item::new(Kind::Part, part)]), Truth::False, "{text}");
        }
    }
}

#[test]
fn needs_name_the_fields_that_would_decide() {
    let spec = spec();
    let world = World::new(&spec, None);
    for (text, part, needs) in [
        ("part.draft < 1 deg", 1, vec!["parts.base.draft"]),
        ("part.draft < 1 deg and part.wall > 3 mm", 1, vec!["parts.base.draft", "parts.base.wall"]),
        ("part.draft < 1 deg or part.wall > 3 mm and part.material is pc", 1, vec!["parts.base.draft"]),
        ("any(part.layers: layer.thickness > 2 mm)", 2, vec!["parts.shell.layers.1.thickness"]),
        ("environment.humidity > 90 %", 0, vec!["environment.humidity"]),
        ("production.takt > 3 s", 0, vec!["production.working_time", "production.annual_volume"]),
    ] {
        let condition = Condition::compile(text, &context()).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let slots = [Item::new(Kind::Part, part)];
        assert_eq!(condition.judge(&world, &slots), Truth::Unknown, "{text}");
        let found = world.needs(&condition.notes(&world, &slots));
        assert_eq!(found.iter().map(|wish| &*wish.at).collect::<Vec<_>>(), needs, "{text}");
    }
}

#[test]
fn numbers_carry_their_bounds() {
    let spec = spec();
    let world = World::new(&spec, None);
    for (text, low, high, shown) in [
        ("part.draft", 1.0, 1.0, "1 deg"),
        ("part.rib_to_wall * 2", 1.4, 1.4, "140 %"),
        ("part.rib_to_wall / 10 %", 7.0, 7.0, "7"),
        ("count(design.parts: part.draft > 0.5 deg)", 1.0, 3.0, "1 to 3"),
        ("3 - count(design.parts: part.draft > 0.5 deg)", 0.0, 2.0, "0 to 2"),
    ] {
        let (figure, _) = Figure::compile(text, &context()).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let found = figure.value(&world, &[Item::new(Kind::Part, 0)], &mut Trace::off()).expect(text);
        let number = |si: f64| found.unit.map_or(si, |unit| unit.number_of(si));
        let expected = if shown.contains('%') { (100.0 * low, 100.0 * high) } else { (low, high) };
        assert!((number(found.low) - expected.0).abs() < 1e-9, "{text}: {found:?}");
        assert!((number(found.high) - expected.1).abs() < 1e-9, "{text}: {found:?}");
    }
}

#[test]
fn a_bound_is_held_broken_or_open() {
    let number = |low, high| Bounds::between(low, high, None);
    for (actual, limit, at_least, at_most) in [
        (number(1.0, 1.0), number(2.0, 2.0), Truth::True, Truth::False),
        (number(2.0, 2.0), number(2.0, 2.0), Truth::False, Truth::False),
        (number(3.0, 3.0), number(2.0, 2.0), Truth::False, Truth::True),
        (number(1.0, 3.0), number(2.0, 2.0), Truth::Unknown, Truth::Unknown),
        (number(1.0, 1.5), number(2.0, 4.0), Truth::True, Truth::False),
        (number(3.0, 5.0), number(2.0, 4.0), Truth::Unknown, Truth::Unknown),
        (number(4.0, 5.0), number(2.0, 4.0), Truth::False, Truth::Unknown),
    ] {
        assert_eq!(violated(Side::AtLeast, actual, limit), at_least, "{actual} at least {limit}");
        assert_eq!(violated(Side::AtMost, actual, limit), at_most, "{actual} at most {limit}");
    }
}

#[test]
fn messages_name_facts_and_limits() {
    let message = Message::compile("{part} has {part.draft}, {measure} of {bound}", &context(), true).expect("a message");
    let names: Vec<&str> = message.parts.iter().filter_map(Part::name).collect();
    assert_eq!(names, ["part", "part.draft", "measure", "bound"]);
    assert!(Message::compile("{part.draft", &context(), false).is_err());
    let text = "walls{ of {part.wall} and {part.draft}}: {part}{ in {part.color}}.";
    let message = Message::compile(text, &context(), false).expect("clauses");
    assert_eq!(message.to_string(), text);
    let said = |unknown: &str| -> String {
        let known = |part: &Part| part.name() != Some(unknown);
        message.said(known).into_iter().map(|part| if let Part::Text(text) = part { text } else { "#" }).collect()
    };
    assert_eq!(said(""), "walls of # and #: # in #.");
    assert_eq!(said("part.draft"), "walls: # in #.");
    assert_eq!(said("part.color"), "walls of # and #: #.");
    for wrong in ["a { b {part", "{ {part} ", "{ a { {part} } }", "{ {nothing}}", "{ {}}"] {
        assert!(Message::compile(wrong, &context(), false).is_err(), "{wrong}");
    }
    assert!(Message::compile("{nothing}", &context(), false).is_err());
    assert!(Message::compile("{measure}", &context(), false).is_err());
}

/// A condition over facts that are true, false and unknown for the same part, with its value by Kleene's tables.
fn kleene() -> impl Strategy<Value = (String, Truth)> {
    let leaf = prop_oneof![
        Just(("part.made".to_owned(), Truth::True)),
        Just(("part.bought".to_owned(), Truth::False)),
        Just(("part.draft > 1 deg".to_owned(), Truth::Unknown)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let rank = |truth: Truth| match truth {
            Truth::False => 0,
            Truth::Unknown => 1,
            Truth::True => 2,
        };
        prop_oneof![
            inner.clone().prop_map(|(text, truth)| (format!("not ({text})"), truth.not())),
            (inner.clone(), inner.clone())
                .prop_map(move |((a, x), (b, y))| (format!("({a}) and ({b})"), if rank(x) < rank(y) { x } else { y })),
            (inner.clone(), inner)
                .prop_map(move |((a, x), (b, y))| (format!("({a}) or ({b})"), if rank(x) > rank(y) { x } else { y })),
        ]
    })
}

proptest! {
    #[test]
    fn three_valued_logic_is_kleene((text, expected) in kleene()) {
        prop_assert_eq!(judge(&text, 1), expected, "{}", text);
    }

    #[test]
    fn no_text_makes_the_compiler_fail(text in "\\PC{0,60}") {
        let _ = Condition::compile(&text, &context());
        let _ = Message::compile(&text, &context(), true);
    }

    #[test]
    fn almost_conditions_are_refused_or_compile(words in prop::collection::vec(prop::sample::select(vec![
        "part.draft", "part", "and", "or", "not", "(", ")", "<", "3 mm", "is", "in", "[", "]", "between", "any", ":", "count", "-", "*", "abs", ",",
    ]), 0..12)) {
        let text = words.join(" ");
        if let Err(error) = Condition::compile(&text, &context()) {
            prop_assert!(error.at.end <= text.len() && text.is_char_boundary(error.at.start) && text.is_char_boundary(error.at.end));
        }
    }
}
