use proptest::prelude::*;

use super::*;

fn message<S: Sort>(text: &str) -> String {
    let coded = Quantity::<S>::parse(text).map(|quantity| quantity.measure).expect_err(text);
    coded.split_once('\u{1}').map_or_else(|| coded.clone(), |(code, message)| format!("{code}: {message}"))
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1e-12)
}

#[test]
fn a_value_is_its_own_bounds_and_a_range_has_two() {
    let exact = Quantity::<Thickness>::parse("2 mm").expect("a wall");
    assert!(exact.is_exact());
    assert_eq!(exact.bounds(), (0.002, 0.002));
    for (text, low, high) in [("2 mm to 3 mm", 0.002, 0.003), ("2 to 3 mm", 0.002, 0.003), ("0.1 in to 3 mm", 0.00254, 0.003)] {
        let range = Quantity::<Thickness>::parse(text).expect(text);
        assert!(!range.is_exact(), "{text}");
        assert!(close(range.bounds().0, low) && close(range.bounds().1, high), "{text}: {:?}", range.bounds());
        assert_eq!((range.least(), range.most()), range.bounds(), "{text}");
        assert_eq!(range.si(), range.bounds().0, "{text}");
    }
    let volume = Quantity::<Count>::parse("50000 to 80000").expect("a count");
    assert_eq!(volume.bounds(), (50_000.0, 80_000.0));
    let service = Quantity::<Temperature>::parse("-20 to 60 °C").expect("a temperature");
    assert!(close(service.bounds().0, 253.15) && close(service.bounds().1, 333.15));
    assert!(Quantity::<Thickness>::parse("2 mm to 2 mm").expect("a wall").is_exact(), "no width, nothing open");
}

#[test]
fn a_range_that_is_none_says_why() {
    for (text, expected) in [
        ("3 mm to 2 mm", "wrong-range: the lower end 3 mm exceeds the upper end 2 mm"),
        ("2 mm to 3", "missing-unit: `3` has no unit"),
        ("2 mm to 3 kg", "wrong-dimension: expected a length, found a mass"),
        ("2 kg to 3 mm", "wrong-dimension: expected a length, found a mass"),
        ("0 mm to 3 mm", "impossible-value: `0 mm`: a thickness must be more than zero"),
        ("1 mm to 2 mm to 3 mm", "unknown-unit: unknown unit `mm to 3 mm`"),
        ("thin to thick", "wrong-type: expected a length"),
    ] {
        let found = message::<Thickness>(text);
        assert!(found.starts_with(expected), "{text}: {found}");
    }
    assert!(message::<Count>("1.5 to 3").starts_with("impossible-value: `1.5`: a count is a whole number"));
}

#[test]
fn a_count_in_groups_of_three_digits_is_asked_for() {
    for (text, said) in [
        ("20.000", "`20.000` has three digits behind its point; write `20000`, or `20` if the point is the decimal sign"),
        ("1.500", "`1.500` has three digits behind its point; write `1500`"),
        ("20,000", "`20,000` has three digits behind its comma; write `20000`, or `20` if the comma is the decimal sign"),
        ("1.200.000", "`1.200.000` has three digits behind its point; write `1200000`"),
    ] {
        assert_eq!(message::<Count>(text), format!("wrong-type: {said}"));
    }
    // What is no count is told by its unit, and a plain number may have any digits.
    assert!(Quantity::<Length>::parse("20.000 mm").is_ok() && Quantity::<Number>::parse("1.500").is_ok());
    assert!(Quantity::<Count>::parse("2000.0").is_ok());
}

#[test]
fn what_cannot_be_says_the_true_reason() {
    for (found, expected) in [
        (message::<Length>("1e308 mm"), "`1e308 mm`: at most 1000000 mm can be right here"),
        (message::<Length>("-1 mm"), "a length cannot be negative"),
        (message::<Deviation>("-2 km"), "unknown unit `km`"),
        (message::<Deviation>("-2000 m"), "a deviation is at most 1 km"),
        (message::<Count>("1e308"), "at most 1e15 can be right here"),
        (message::<Count>("2.5"), "a count is a whole number from 0 up"),
        (message::<AtLeastOne>("1e308"), "at most 1e15 can be right here"),
        (message::<AtLeastOne>("0"), "this is a whole number from 1 up"),
        (message::<Positive>("1e308"), "at most 1e15 can be right here"),
        (message::<Positive>("0"), "this number must be more than zero"),
        (message::<Thickness>("1e-308 mm"), "at least 0.000001 mm can be right here"),
        (message::<Share>("101 %"), "a share lies between 0 and 100 %"),
        (message::<Share>("-1 %"), "a share lies between 0 and 100 %"),
        (message::<Temperature>("-300 °C"), "a temperature cannot be below absolute zero"),
        (message::<Count>("1e"), "unknown unit `e`; expected"),
    ] {
        assert!(found.contains(expected), "{found}");
    }
}

fn bounded<S: Sort>() {
    assert!(S::LEAST.is_finite() && S::MOST.is_finite() && S::LEAST < S::MOST, "{}", S::NAME);
    assert!(!S::IMPOSSIBLE.is_empty(), "{}", S::NAME);
    let example = Quantity::<S>::parse(S::EXAMPLE).expect(S::NAME);
    assert!(example.is_exact(), "{}", S::NAME);
}

#[test]
fn every_sort_has_ends_and_an_example_that_reads() {
    bounded::<Length>();
    bounded::<Thickness>();
    bounded::<Deviation>();
    bounded::<Mass>();
    bounded::<Duration>();
    bounded::<Temperature>();
    bounded::<Share>();
    bounded::<Angle>();
    bounded::<Pressure>();
    bounded::<Force>();
    bounded::<Torque>();
    bounded::<Turn>();
    bounded::<Peel>();
    bounded::<Money>();
    bounded::<Deceleration>();
    bounded::<Area>();
    bounded::<Volume>();
    bounded::<SewingSpeed>();
    bounded::<Count>();
    bounded::<AtLeastOne>();
    bounded::<Period>();
    bounded::<Positive>();
    bounded::<Skewness>();
    bounded::<Number>();
}

proptest! {
    #[test]
    fn ends_come_back_in_order_or_are_refused(a in 0.001_f64..900.0, b in 0.001_f64..900.0, short in any::<bool>()) {
        let text = if short { format!("{a} to {b} mm") } else { format!("{a} mm to {b} mm") };
        match Quantity::<Thickness>::parse(&text) {
            Ok(range) => {
                prop_assert!(a <= b);
                prop_assert!(close(range.bounds().0, a / 1000.0) && close(range.bounds().1, b / 1000.0));
                prop_assert!(range.least() <= range.si() && range.si() <= range.most());
            }
            Err(_) => prop_assert!(a > b),
        }
    }

    #[test]
    fn no_text_makes_a_range_fail(text in "\\PC{0,12}( to )?\\PC{0,12}") {
        if let Ok(quantity) = Quantity::<Deviation>::parse(&text) {
            let (low, high) = quantity.bounds();
            prop_assert!(low <= high);
        }
    }
}
