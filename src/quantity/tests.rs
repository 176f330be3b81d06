use proptest::prelude::*;

use super::*;

fn si(text: &str) -> f64 {
    parse_measure(text).unwrap_or_else(|error| panic!("{text}: {error:?}")).si
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1e-12)
}

#[test]
fn units_engineers_write() {
    // Conversions from NIST SP 811 (2008), appendix B.
    for (text, expected) in [
        ("5 mm", 0.005),
        ("0.2 in", 0.00508),
        ("-20 °C", 253.15),
        ("-4 °F", 253.15),
        ("32 °F", 273.15),
        ("40 s", 40.0),
        ("24 h", 86_400.0),
        ("6 weeks", 3_628_800.0),
        ("97 %", 0.97),
        ("900 g", 0.9),
        ("0.3 MPa", 300_000.0),
        ("15 psi", 103_421.359_4),
        ("75 Shore C", 75.0),
        ("6.40 USD", 6.4),
        ("60 G", 588.399),
        ("18 N/25mm", 720.0),
        ("18 N / 25 mm", 720.0),
        ("2500 stitches/min", 2500.0 / 60.0),
        ("120 kg/m3", 120.0),
        ("20 cm2", 0.002),
        ("−3 mm", -0.003),
        ("1e-3 m", 0.001),
        ("10 pli", 1751.268),
    ] {
        let found = si(text);
        assert!((found - expected).abs() <= 1e-6 * expected.abs(), "{text}: {found}");
    }
}

#[test]
fn what_is_no_quantity_says_why() {
    use QuantityError::*;
    assert_eq!(parse_measure(""), Err(NotANumber));
    assert_eq!(parse_measure("mm"), Err(NotANumber));
    assert_eq!(parse_measure("1..2 mm"), Err(NotANumber));
    assert_eq!(parse_measure(".inf mm"), Err(NotFinite));
    assert_eq!(parse_measure("nan"), Err(NotFinite));
    assert_eq!(parse_measure("1e999 mm"), Err(NotFinite));
    assert_eq!(parse_measure("5 MM"), Err(UnknownUnit("MM".to_owned(), Some("mm"))));
    assert_eq!(parse_as("5", Dimension::LENGTH), Err(MissingUnit));
    assert_eq!(parse_as("5 °C", Dimension::LENGTH), Err(WrongDimension(Dimension::TEMPERATURE)));
    assert_eq!(parse_as("10 °C", Dimension::TEMPERATURE_DIFFERENCE), Err(WrongDimension(Dimension::TEMPERATURE)));
    assert_eq!(parse_as("60 Shore A", Dimension::SHORE_C), Err(WrongDimension(Dimension::SHORE_A)));
}

#[test]
fn tolerances_in_every_form() {
    for (text, lower, upper) in [
        ("±0.2 mm", -0.0002, 0.0002),
        ("+/-0.2 mm", -0.0002, 0.0002),
        ("+- 0.2 mm", -0.0002, 0.0002),
        ("+0.3 -0.1 mm", -0.0001, 0.0003),
        ("+0.3/-0.1 mm", -0.0001, 0.0003),
        ("+0.3 mm -0.1 mm", -0.0001, 0.0003),
        ("+0 -0.1 mm", -0.0001, 0.0),
        ("±0.01 in", -0.000_254, 0.000_254),
    ] {
        let (low, high) = parse_tolerance(text, Dimension::LENGTH).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert!(close(low.si, lower) && close(high.si, upper), "{text}: {low:?} {high:?}");
    }
    assert!(parse_tolerance("0.2 mm", Dimension::LENGTH).is_err(), "a tolerance has a sign");
    assert!(parse_tolerance("±0.2", Dimension::LENGTH).is_err());
    assert!(parse_tolerance("±0.2 °C", Dimension::LENGTH).is_err());
}

#[test]
fn ranges_have_two_ends() {
    for (text, ends) in [
        ("", None),
        ("2 mm", None),
        ("2 mm to 3 mm", Some(("2 mm", "3 mm"))),
        ("2 to 3 mm", Some(("2", "3 mm"))),
        ("2\tto\u{a0}3", Some(("2", "3"))),
        ("2 mm to", None),
        ("to 3 mm", None),
        ("2tons", None),
        ("to to to", Some(("to", "to"))),
        ("1 to 2 to 3", Some(("1", "2 to 3"))),
    ] {
        assert_eq!(split_range(text), ends, "{text}");
    }
}

#[test]
fn numbers_are_shown_as_engineers_write_them() {
    for (number, text) in [
        (0.0, "0"),
        (2.0, "2"),
        (2.50, "2.5"),
        (0.1 + 0.2, "0.3"),
        (300_000.0, "300000"),
        (123.456, "123.46"),
        (1234.56, "1235"),
        (99.999, "100"),
        (0.000_12, "0.00012"),
        (-0.5, "-0.5"),
    ] {
        assert_eq!(display_number(number), text);
    }
    assert_eq!(parse_measure("0.30 mm").expect("a length").to_string(), "0.3 mm");
    assert_eq!(parse_measure("-4 °F").expect("a temperature").to_string(), "-4 °F");
}

#[test]
fn dimensions_multiply_and_divide() {
    assert_eq!(Dimension::LENGTH * Dimension::LENGTH, Dimension::AREA);
    assert_eq!(Dimension::FORCE / Dimension::AREA, Dimension::PRESSURE);
    assert_eq!(Dimension::FORCE / Dimension::LENGTH, Dimension::FORCE_PER_LENGTH);
    assert_eq!(Dimension::TIME / Dimension::TIME, Dimension::NONE);
    assert_eq!((Dimension::AREA * Dimension::TIME).to_string(), "length^2 · time");
    assert_ne!(Dimension::TEMPERATURE, Dimension::TEMPERATURE_DIFFERENCE);
}

proptest! {
    #[test]
    fn writing_and_reading_agree(number in -1e6..1e6_f64, unit in prop::sample::select(vec!["mm", "in", "°C", "°F", "%", "N", "psi", "h", "N/25mm"])) {
        let measure = parse_measure(&format!("{number} {unit}")).expect("a quantity");
        prop_assert!((measure.number() - number).abs() <= 1e-9 * number.abs().max(1.0));
    }

    #[test]
    fn no_text_makes_it_fail(text in "\\PC{0,30}") {
        let _ = parse_measure(&text);
        let _ = parse_tolerance(&text, Dimension::LENGTH);
        let _ = split_range(&text);
        let _ = parse_as(&text, Dimension::TEMPERATURE);
    }
}
