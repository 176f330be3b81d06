//! Tests of expressions.

use super::*;
use crate::formulas::nonlinear::Range;
use proptest::prelude::*;
use std::f64::consts::PI;

const NAMES: [&str; 4] = ["a", "b", "rim-gap", "shell-top.length"];

fn value(text: &str) -> f64 {
    Expression::parse(text, &NAMES).unwrap().evaluate(&[2.0, 3.0, 5.0, 7.0])
}

/// The text between the marks of the error, its message and its help.
fn failure(text: &str) -> (String, String, Option<String>) {
    let error = Expression::parse(text, &NAMES).unwrap_err();
    (text[error.at].to_owned(), error.message, error.help)
}

#[test]
fn values() {
    let cases = [
        ("1", 1.0),
        ("1.5e3", 1500.0),
        ("2.5e-1", 0.25),
        (".5", 0.5),
        ("a + b * 2", 8.0),
        ("(a + b) * 2", 10.0),
        ("a - b - 1", -2.0),
        ("12 / b / a", 2.0),
        ("-a^2", -4.0),
        ("2^-1", 0.5),
        ("2^3^2", 512.0),
        ("a^0.5", std::f64::consts::SQRT_2),
        ("a^b", 8.0),
        ("--a", 2.0),
        ("a*-b", -6.0),
        ("rim-gap - a", 3.0),
        ("shell-top.length", 7.0),
        ("sqrt(a*8)", 4.0),
        ("sin(pi/2) + cos(0) + tan(0)", 2.0),
        ("asin(1) + acos(1) + atan(0)", PI / 2.0),
        ("abs(a - b)", 1.0),
        ("min(a, b, 1) + max(a, b, 9)", 10.0),
        ("  (  ( a ) )  ", 2.0),
    ];
    for (text, expected) in cases {
        assert!((value(text) - expected).abs() < 1e-12, "{text}: {}", value(text));
    }
}

#[test]
fn undefined_values_are_not_a_number() {
    for text in ["sqrt(a - b)", "asin(a)", "0/0", "min(sqrt(-1), a)", "max(a, sqrt(-1))"] {
        assert!(value(text).is_nan(), "{text}");
    }
    assert!(value("1/0").is_infinite());
    assert!(Expression::parse("b", &NAMES).unwrap().evaluate(&[1.0]).is_nan());
}

#[test]
fn mistakes_are_located() {
    let cases = [
        ("", "", "expected a number, a name or `(`"),
        ("a +", "", "expected a number, a name or `(`"),
        ("a + * b", "*", "expected a number, a name or `(`"),
        ("(a + b", "", "expected `)`"),
        ("a b", "b", "expected an operator or the end"),
        ("a)", ")", "expected an operator or the end"),
        ("sin a", "a", "expected `(` after `sin`"),
        ("sin(a, b)", ",", "`sin` takes one value: expected `)`"),
        ("min(a)", ")", "expected `,`"),
        ("max(a, )", ")", "expected a number, a name or `(`"),
        ("1.2.3", "1.2.3", "not a number"),
        ("1e999", "1e999", "not a number"),
        (".", ".", "not a number"),
        ("a $ b", "$", "`$` means nothing here"),
        ("a + ¼", "¼", "`¼` means nothing here"),
        ("log(a)", "log", "unknown function `log`"),
        ("2e", "e", "expected an operator or the end"),
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
    let expression = Expression::parse("min + min(pi, 9)", &["min", "pi"]).unwrap();
    assert!((expression.evaluate(&[1.0, 2.0]) - 3.0).abs() < 1e-15);
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Expression::parse(&nested(40), &NAMES).is_ok());
    assert_eq!(failure(&nested(41)).1, "nested too deeply");
    assert_eq!(failure(&"-".repeat(100_000)).1, "nested too deeply");
    assert_eq!(failure(&format!("2{}", "^2".repeat(1000))).1, "nested too deeply");
    assert_eq!(failure(&format!("{}a{}", "a - (".repeat(35), ")".repeat(35))).1, "nested too deeply");
    assert_eq!(value(&format!("{}a{}", "a - (".repeat(31), ")".repeat(31))), 0.0);
    assert_eq!(failure(&format!("a{}", " + a".repeat(10_000))).1, "the expression is too long");
    assert!(Expression::parse(&format!("a{}", " + a".repeat(1000)), &NAMES).is_ok());
}

fn worst(text: &str, names: &[&str], ends: &[(f64, f64)]) -> Option<WorstCase> {
    let ranges: Vec<Range> = ends.iter().map(|(low, high)| Range::new(*low, *high).unwrap()).collect();
    Expression::parse(text, names).unwrap().worst_case(&ranges)
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
    let found = worst("height - length * sin(angle)", &["height", "length", "angle"], &[(0.009, 0.011), (0.3, 0.3), (0.0, 0.02)]);
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
    Expression::parse(text, &["x"]).unwrap().bounds(&[(low, high)])
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
        ("sin(x)", 0.0, PI, Some((0.0, 1.0))),
        ("sin(x)", -10.0, 10.0, Some((-1.0, 1.0))),
        ("cos(x)", 0.0, PI, Some((-1.0, 1.0))),
        ("cos(x)", 1.0, 2.0, Some((f64::cos(2.0), f64::cos(1.0)))),
        ("tan(x)", -1.0, 1.0, Some((-f64::tan(1.0), f64::tan(1.0)))),
        ("tan(x)", 1.0, 2.0, None),
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
            (
                prop_oneof![Just("sqrt"), Just("sin"), Just("cos"), Just("tan"), Just("abs"), Just("atan"), Just("asin")],
                inner.clone()
            )
                .prop_map(|(function, inner)| format!("{function}({inner})")),
            (prop_oneof![Just("min"), Just("max")], inner.clone(), inner)
                .prop_map(|(function, one, other)| format!("{function}({one}, {other})")),
        ]
    })
}

proptest! {
    /// Every value at a point of the box lies within the bounds.
    #[test]
    fn bounds_hold(text in any_text(), x in 0.5..2.0_f64, y in -1.0..1.0_f64, at in 0.0..1.0_f64, across in 0.0..1.0_f64) {
        let expression = Expression::parse(&text, &["x", "y"]).unwrap();
        if let Some((low, high)) = expression.bounds(&[(x, x + 0.5), (y, y + 0.5)]) {
            let value = expression.evaluate(&[x + 0.5 * at, y + 0.5 * across]);
            let slack = 1e-9 * (1.0 + low.abs() + high.abs());
            prop_assert!(value >= low - slack && value <= high + slack, "{text}: {value} not in {low} to {high}");
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,40}") {
        if let Err(error) = Expression::parse(&text, &NAMES) {
            prop_assert!(text.get(error.at.clone()).is_some(), "{text:?} {:?}", error.at);
        }
    }

    #[test]
    fn signs_and_names_are_read_or_refused(text in "[-+*/^(),ab0-9. ]{0,40}") {
        if let Ok(expression) = Expression::parse(&text, &NAMES) {
            let _ = expression.evaluate(&[1.0, 2.0, 3.0, 4.0]);
        }
    }
}
