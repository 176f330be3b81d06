//! Tests of expressions.

use super::*;
use crate::formulas::nonlinear::Range;
use crate::grammar::ConditionError;
use crate::quantity::Dimension;
use proptest::prelude::*;
use std::f64::consts::PI;

const NAMES: [(&str, Dimension); 4] =
    [("a", Dimension::NONE), ("b", Dimension::NONE), ("rim-gap", Dimension::NONE), ("shell-top.length", Dimension::NONE)];

fn read(text: &str) -> Result<Expression, ConditionError> {
    Expression::parse(text, &NAMES).map(|found| found.0)
}

fn value(text: &str) -> f64 {
    read(text).unwrap_or_else(|error| panic!("{text}: {error:?}")).evaluate(&[2.0, 3.0, 5.0, 7.0])
}

/// The text between the marks of the error, its message and its help.
fn failure(text: &str) -> (String, String, Option<String>) {
    let error = read(text).unwrap_err();
    (text[error.at].to_owned(), error.message, error.help)
}

#[test]
fn values() {
    let cases = [
        ("1", 1.0),
        ("1.5e3", 1500.0),
        ("2.5e-1", 0.25),
        (".5", 0.5),
        ("5 %", 0.05),
        ("a + b * 2", 8.0),
        ("(a + b) * 2", 10.0),
        ("a - b - 1", -2.0),
        ("a -1", 1.0),
        ("12 / b / a", 2.0),
        ("-a^2", -4.0),
        ("-2^2", -4.0),
        ("a - -2 ^ 2", 6.0),
        ("2^-1", 0.5),
        ("2^3^2", 512.0),
        ("a^0.5", std::f64::consts::SQRT_2),
        ("a^(1/2)", std::f64::consts::SQRT_2),
        ("a^b", 8.0),
        ("--a", 2.0),
        ("a*-b", -6.0),
        ("rim-gap - a", 3.0),
        ("shell-top.length", 7.0),
        ("sqrt(a*8)", 4.0),
        ("sin(pi/2 * 1 rad) + cos(0 deg) + tan(0 deg)", 2.0),
        ("sin(30 deg) + sin(30°)", 1.0),
        ("cos(60 deg / 2)^2", 0.75),
        ("asin(1) + acos(1) + atan(0)", PI / 2.0),
        ("abs(a - b)", 1.0),
        ("min(a, b, 1) + max(a, b, 9)", 10.0),
        ("  (  ( a ) )  ", 2.0),
    ];
    for (text, expected) in cases {
        assert!((value(text) - expected).abs() < 1e-12, "{text}: {}", value(text));
    }
}

const LENGTHS: [&str; 3] = ["gap", "rim", "d"];

fn length(text: &str) -> f64 {
    let expression = Expression::length(text, &LENGTHS).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    expression.evaluate(&[0.004, 0.003, 0.002])
}

/// Lengths in m, out of units as they are written.
#[test]
fn quantities_count_with_their_units() {
    let cases = [
        ("gap", 0.004),
        ("2 * gap", 0.008),
        ("gap / 2 + rim * 50 %", 0.0035),
        ("gap + 3 mm", 0.007),
        ("gap - 0.1 in", 0.001_46),
        ("0 - gap", -0.004),
        ("max(gap - rim - 5 mm, 0)", 0.0),
        ("min(0, gap)", 0.0),
        ("sqrt(gap^2 + rim^2)", 0.005),
        ("(gap^2 + rim^2)^0.5", 0.005),
        ("(gap * rim * d * 1 mm)^(1/4)", (24.0e-12_f64).powf(0.25)),
        ("sqrt(gap * 1 mm)", 0.002),
        ("gap * rim / d", 0.006),
        ("3 mm/2 + 0 * d", 0.0015),
        ("3 mm / d * 1 mm", 0.0015),
        ("gap * sin(30 deg)", 0.002),
        ("gap * cos(atan(rim / gap))", 0.0032),
        ("d * (90 deg / 1 rad)", 0.001 * PI),
        ("(3 mm)^2 / 1 mm", 0.009),
        ("5 mm * (60 °C - 20 °C) / 1 K", 0.2),
    ];
    for (text, expected) in cases {
        assert!((length(text) - expected).abs() < 1e-15, "{text}: {}", length(text));
    }
}

#[test]
fn quantities_that_do_not_fit_are_marked() {
    let three = Some("write `3 mm`");
    let angle = Some("write an angle, such as `30 deg`; `* 1 rad` makes one of a plain number");
    let power = Some("put it in parentheses, as in `(3 mm)^2`, which is 9 mm²");
    let cases = [
        ("gap + 3", "gap + 3", "a length cannot be added to a plain number", three),
        ("rim * (3 + gap)", "3 + gap", "a plain number cannot be added to a length", three),
        ("gap - 3", "gap - 3", "a plain number cannot be taken from a length", three),
        ("gap + 5 %", "gap + 5 %", "a length cannot be added to a plain number", None),
        ("gap + rim^2", "gap + rim^2", "a length cannot be added to an area", None),
        ("max(gap, 3)", "max(gap, 3)", "`max` does not compare a length with a number or percentage", three),
        ("gap * cos(30)", "30", "`cos` takes an angle, not a number or percentage", angle),
        ("gap * sin(rim)", "rim", "`sin` takes an angle, not a length", angle),
        ("gap * acos(rim)", "rim", "`acos` takes a plain number, not a length", None),
        ("sqrt(gap)", "gap", "the square root of a length has no unit", None),
        ("gap^rim", "rim", "an exponent is a plain number", None),
        ("gap^(rim/gap)", "rim/gap", "a length to this power has no unit", None),
        ("gap^0.5", "0.5", "a length to this power has no unit", None),
        ("gap + 3 mm^2", "3 mm", "a number with a unit is raised to a power", power),
        ("gap * rim", "gap * rim", "it comes out as an area, not as a length", None),
        ("gap / rim", "gap / rim", "it comes out as a number or percentage, not as a length", None),
        ("3", "3", "it comes out as a number or percentage, not as a length", None),
        ("gap * 20 °C", "gap * 20 °C", "a temperature cannot be multiplied; take a difference first", None),
        ("20 °C + 0", "20 °C + 0", "a temperature cannot be added to a plain number", Some("write `0 °C`")),
    ];
    for (text, at, message, help) in cases {
        let error = Expression::length(text, &LENGTHS).unwrap_err();
        assert_eq!((&text[error.at], &*error.message, error.help.as_deref()), (at, message, help), "{text}");
    }
}

#[test]
fn undefined_values_are_not_a_number() {
    for text in ["sqrt(a - b)", "asin(a)", "0/0", "min(sqrt(-1), a)", "max(a, sqrt(-1))"] {
        assert!(value(text).is_nan(), "{text}");
    }
    assert!(value("1/0").is_infinite());
    assert!(read("b").unwrap().evaluate(&[1.0]).is_nan());
}

#[test]
fn mistakes_are_located() {
    let cases = [
        ("", "", "the formula ends too early"),
        ("a +", "", "the formula ends too early"),
        ("a + * b", "*", "expected a number, a name or `(`, found `*`"),
        ("(a + b", "", "expected `)`"),
        ("a b", "b", "expected an operator or the end of the formula"),
        ("a)", ")", "expected an operator or the end of the formula"),
        ("a < b", "<", "expected an operator or the end of the formula"),
        ("(a and b)", "and", "expected `)`"),
        ("sin a", "a", "expected an operator or the end of the formula"),
        ("sin", "sin", "expected `(` after `sin`"),
        ("abs(a, b)", "b", "`abs` takes one value"),
        ("min(a)", "min(a)", "`min` takes two values or more"),
        ("max(a, )", ")", "expected a number, a name or `(`, found `)`"),
        ("1.2.3", "1.2.3", "not a number"),
        ("1e999", "1e999", "not a number"),
        (".", ".", "`.` means nothing here"),
        ("a $ b", "$", "`$` means nothing here"),
        ("a + ¼", "¼", "`¼` means nothing here"),
        ("log(a)", "log", "unknown function `log`"),
        ("2e", "e", "expected an operator or the end of the formula"),
    ];
    for (text, at, message) in cases {
        let found = failure(text);
        assert_eq!((found.0.as_str(), found.1.as_str()), (at, message), "{text}");
    }
}

#[test]
fn near_names_are_offered() {
    let help = |text: &str| failure(text).2;
    assert_eq!(help("rim-gab + a").as_deref(), Some("did you mean `rim-gap`?"));
    assert_eq!(help("sqr(a)").as_deref(), Some("did you mean `sqrt`?"));
    assert_eq!(help("a-b").as_deref(), Some("put spaces about the minus sign for a difference: `a - b`"));
    assert_eq!(help("something").as_deref(), None);
}

/// A contributor may have the name of a function or constant.
#[test]
fn names_come_before_constants() {
    let plain = |names: [&'static str; 2]| names.map(|name| (name, Dimension::NONE));
    let (expression, _) = Expression::parse("min + min(pi, 9)", &plain(["min", "pi"])).unwrap();
    assert!((expression.evaluate(&[1.0, 2.0]) - 3.0).abs() < 1e-15);
    let (expression, _) = Expression::parse("count - not * 2", &plain(["count", "not"])).unwrap();
    assert!((expression.evaluate(&[9.0, 2.0]) - 5.0).abs() < 1e-15);
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(read(&nested(40)).is_ok());
    assert_eq!(failure(&nested(41)).1, "nested too deeply");
    assert_eq!(failure(&"-".repeat(150)).1, "nested too deeply");
    assert_eq!(failure(&format!("2{}", "^2".repeat(150))).1, "nested too deeply");
    assert_eq!(failure(&format!("{}a{}", "abs(".repeat(100_000), ")".repeat(100_000))).1, "nested too deeply");
    assert_eq!(failure(&format!("{}a{}", "a - (".repeat(35), ")".repeat(35))).1, "nested too deeply");
    assert_eq!(value(&format!("{}a{}", "a - (".repeat(31), ")".repeat(31))), 0.0);
    assert!((value(&format!("a{}", " + a".repeat(200))) - 402.0).abs() < 1e-9);
    for long in [format!("a{}", " + a".repeat(201)), "-".repeat(100_000), format!("min(a{})", ", a".repeat(201))] {
        let error = read(&long).unwrap_err();
        assert_eq!(error.message, "more than 200 operators in one formula");
        assert_eq!(error.at.len(), 1);
    }
    assert_eq!(read(&format!("a{}", " + a".repeat(201))).unwrap_err().at, 802..803);
}

fn worst(text: &str, names: &[&str], ends: &[(f64, f64)]) -> Option<WorstCase> {
    let ranges: Vec<Range> = ends.iter().map(|(low, high)| Range::new(*low, *high).unwrap()).collect();
    let names: Vec<(&str, Dimension)> = names.iter().map(|name| (*name, Dimension::NONE)).collect();
    Expression::parse(text, &names).unwrap().0.worst_case(&ranges)
}

#[test]
fn worst_case_by_corners() {
    let found = worst("a * b - 1", &["a", "b"], &[(1.0, 2.0), (-1.0, 3.0)]).unwrap();
    assert_eq!((found.range.low, found.range.high, found.method), (-3.0, 5.0, Method::Corners));
    assert_eq!(worst("sqrt(a)", &["a"], &[(-1.0, 1.0)]), None);
    assert_eq!(worst("a + b", &["a", "b"], &[(-1.0, 1.0)]), None);
}

/// A leaning lid: its rim rises with the sine of the angle.
#[test]
fn worst_case_of_a_leaning_lid() {
    let found =
        worst("height - length * sin(angle * 1 rad)", &["height", "length", "angle"], &[(0.009, 0.011), (0.3, 0.3), (0.0, 0.02)]);
    let range = found.unwrap().range;
    assert!((range.high - 0.011).abs() < 1e-15 && (range.low - (0.009 - 0.3 * f64::sin(0.02))).abs() < 1e-15);
}

const MANY: [&str; 13] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"];

/// Names that do not occur do not count, thirteen that do take the intervals.
#[test]
fn worst_case_by_intervals() {
    let ends = [(1.0, 2.0); 13];
    assert_eq!(worst("a + m", &MANY, &ends).unwrap().method, Method::Corners);
    let found = worst(&MANY.join(" + "), &MANY, &ends).unwrap();
    assert_eq!((found.range.low, found.range.high, found.method), (13.0, 26.0, Method::Intervals));
}

fn bounds(text: &str, low: f64, high: f64) -> Option<(f64, f64)> {
    Expression::parse(text, &[("x", Dimension::NONE)]).unwrap().0.bounds(&[(low, high)])
}

#[test]
fn bounds_of_each_function() {
    let cases = [
        ("-x", -1.0, 2.0, Some((-2.0, 1.0))),
        ("abs(x)", -1.0, 2.0, Some((0.0, 2.0))),
        ("abs(x)", -2.0, -1.0, Some((1.0, 2.0))),
        ("x^2", -1.0, 2.0, Some((0.0, 4.0))),
        ("x^3", -1.0, 2.0, Some((-1.0, 8.0))),
        ("x^0", -1.0, 2.0, Some((1.0, 1.0))),
        ("x^-1", 1.0, 2.0, Some((0.5, 1.0))),
        ("x^-1", -1.0, 2.0, None),
        ("x^0.5", 4.0, 9.0, Some((2.0, 3.0))),
        ("x^0.5", -1.0, 9.0, None),
        ("sqrt(x)", 4.0, 9.0, Some((2.0, 3.0))),
        ("sqrt(x)", -1.0, 9.0, None),
        ("1/x", -1.0, 1.0, None),
        ("1/x", 2.0, 4.0, Some((0.25, 0.5))),
        ("2-x", 0.0, 1.0, Some((1.0, 2.0))),
        ("sin(x * 1 rad)", 0.0, PI, Some((0.0, 1.0))),
        ("sin(x * 1 rad)", -10.0, 10.0, Some((-1.0, 1.0))),
        ("cos(x * 1 rad)", 0.0, PI, Some((-1.0, 1.0))),
        ("cos(x * 1 rad)", 1.0, 2.0, Some((f64::cos(2.0), f64::cos(1.0)))),
        ("tan(x * 1 rad)", -1.0, 1.0, Some((-f64::tan(1.0), f64::tan(1.0)))),
        ("tan(x * 1 rad)", 1.0, 2.0, None),
        ("asin(x)", 0.0, 1.0, Some((0.0, PI / 2.0))),
        ("acos(x)", 0.0, 1.0, Some((0.0, PI / 2.0))),
        ("acos(x)", 0.0, 1.1, None),
        ("atan(x)", 0.0, 1.0, Some((0.0, PI / 4.0))),
        ("min(x, 1)", 0.0, 2.0, Some((0.0, 1.0))),
        ("max(x, 1)", 0.0, 2.0, Some((1.0, 2.0))),
        // Each place of the name varies on its own: too wide, never too narrow.
        ("x - x", 0.0, 1.0, Some((-1.0, 1.0))),
    ];
    for (text, low, high, expected) in cases {
        match (bounds(text, low, high), expected) {
            (Some(found), Some(expected)) => {
                assert!((found.0 - expected.0).abs() < 1e-12 && (found.1 - expected.1).abs() < 1e-12, "{text} {found:?}");
            }
            (found, expected) => assert_eq!(found, expected, "{text}"),
        }
    }
}

/// Texts of expressions over `x` and `y`.
fn any_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![Just("x".to_owned()), Just("y".to_owned()), (0.1..5.0_f64).prop_map(|number| format!("{number:.2}"))];
    leaf.prop_recursive(4, 24, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop_oneof!["[-+*/]", Just("^".to_owned())], inner.clone())
                .prop_map(|(left, sign, right)| format!("({left}) {sign} ({right})")),
            (prop_oneof![Just("sqrt"), Just("abs")], inner.clone()).prop_map(|(function, inner)| format!("{function}({inner})")),
            (prop_oneof![Just("sin"), Just("cos"), Just("tan")], inner.clone())
                .prop_map(|(function, inner)| format!("{function}(({inner}) * 1 rad)")),
            (prop_oneof![Just("atan"), Just("asin")], inner.clone())
                .prop_map(|(function, inner)| format!("{function}({inner}) / 1 rad")),
            (prop_oneof![Just("min"), Just("max")], inner.clone(), inner)
                .prop_map(|(function, one, other)| format!("{function}({one}, {other})")),
        ]
    })
}

proptest! {
    /// Every value at a point of the box lies within the bounds.
    #[test]
    fn bounds_hold(text in any_text(), x in 0.5..2.0_f64, y in -1.0..1.0_f64, at in 0.0..1.0_f64, across in 0.0..1.0_f64) {
        let expression = Expression::parse(&text, &[("x", Dimension::NONE), ("y", Dimension::NONE)]).unwrap().0;
        if let Some((low, high)) = expression.bounds(&[(x, x + 0.5), (y, y + 0.5)]) {
            let value = expression.evaluate(&[x + 0.5 * at, y + 0.5 * across]);
            let slack = 1e-9 * (1.0 + low.abs() + high.abs());
            prop_assert!(value >= low - slack && value <= high + slack, "{text}: {value} not in {low} to {high}");
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,40}") {
        if let Err(error) = read(&text) {
            prop_assert!(text.get(error.at.clone()).is_some(), "{text:?} {:?}", error.at);
        }
    }

    #[test]
    fn signs_and_names_are_read_or_refused(text in "[-+*/^(),ab0-9. ]{0,40}") {
        if let Ok(expression) = read(&text) {
            let _ = expression.evaluate(&[1.0, 2.0, 3.0, 4.0]);
        }
    }
}
