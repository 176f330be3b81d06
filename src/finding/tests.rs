//! A finding is plain data: what is written of it is what is read again.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{Citation, Clear, Confidence, Finding, Label, Limit, Loss, Measured, Shown};
use crate::catalogue::{Consequence, Severity};
use crate::language::Side;
use crate::quantity::{Bounds, Measure, Toward, Unit, find_unit};
use crate::source::Span;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-z.+-]{1,20}", any::<String>()]
}

/// Every number but those that are none.
fn number() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO
}

fn unit() -> impl Strategy<Value = Option<&'static Unit>> {
    const NAMES: [&str; 8] = ["mm", "deg", "%", "°C", "N/mm²", "h", "USD", "units"];
    option::of(proptest::sample::select(&NAMES[..])).prop_map(|name| name.and_then(find_unit))
}

fn measure() -> impl Strategy<Value = Measure> {
    (number(), unit()).prop_map(|(si, unit)| Measure { si, unit })
}

/// A number that is known, between two ends, or open on one side or on both.
fn bounds() -> impl Strategy<Value = Bounds> {
    (number(), number(), 0..5_u8, unit()).prop_map(|(one, other, ends, unit)| {
        let Bounds { low, high, .. } = Bounds::between(one, other, unit);
        let (low, high) = match ends {
            0 => (one, one),
            1 => (f64::NEG_INFINITY, high),
            2 => (low, f64::INFINITY),
            3 => (f64::NEG_INFINITY, f64::INFINITY),
            _ => (low, high),
        };
        Bounds { low, high, unit }
    })
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::AtLeast), Just(Side::AtMost)]
}

fn severity() -> impl Strategy<Value = Severity> {
    prop_oneof![Just(Severity::Advice), Just(Severity::Warning), Just(Severity::Error)]
}

fn shown() -> impl Strategy<Value = Shown> {
    prop_oneof![
        bounds().prop_map(Shown::Number),
        (side(), bounds()).prop_map(|(side, bounds)| Shown::Bound(side, bounds)),
        any::<bool>().prop_map(Shown::Flag),
        vec(text(), 0..7).prop_map(Shown::Words),
        Just(Shown::Unknown),
    ]
}

fn span() -> impl Strategy<Value = Span> {
    any::<(u16, u32, u32)>().prop_map(|(file, start, end)| Span { file, start, end })
}

fn label() -> impl Strategy<Value = Label> {
    (text(), span(), any::<Option<u16>>()).prop_map(|(at, span, label)| Label { at, span, label })
}

fn measured() -> impl Strategy<Value = Measured> {
    let limit = (severity(), side(), bounds(), any::<bool>()).prop_map(|(severity, side, value, given)| Limit {
        severity,
        side,
        value,
        given,
        toward: given.then_some(Toward::Down),
    });
    (text(), option::of(text()), bounds(), vec(limit, 1..4), 0..4_usize).prop_map(|(name, at, actual, bounds, number)| Measured {
        given: at.is_some(),
        name,
        at,
        actual,
        toward: (number % 2 == 0).then_some(Toward::Up),
        decided: number % bounds.len(),
        bounds,
    })
}

fn clear() -> impl Strategy<Value = Clear> {
    (severity(), text(), side(), measure()).prop_map(|(severity, at, side, value)| Clear { severity, at, side, value })
}

fn finding() -> impl Strategy<Value = Finding> {
    let words = [(); 6].map(|()| text());
    let kinds = (
        severity(),
        prop_oneof![Just(Consequence::Safety), Just(Consequence::Cost)],
        prop_oneof![Just(Confidence::Low), Just(Confidence::Medium), Just(Confidence::High)],
    );
    let source = (text(), text()).prop_map(|(id, figure)| Citation { id, figure });
    let loss = (number(), option::of(measure())).prop_map(|(share, money)| Loss { share, money });
    let lists = (vec(label(), 0..4), vec((text(), shown()), 0..6), vec(source, 0..4), vec(clear(), 0..3));
    (words, kinds, span(), lists, option::of(measured()), option::of(loss)).prop_map(
        |([code, check, at, cause, identity, fingerprint], kinds, span, (labels, values, sources, clears), measured, loss)| {
            Finding {
                code,
                check,
                severity: kinds.0,
                consequence: kinds.1,
                confidence: kinds.2,
                at,
                span,
                cause,
                folded_under: None,
                labels,
                values,
                sources,
                measured,
                clears,
                loss,
                waits: Vec::new(),
                identity,
                fingerprint,
            }
        },
    )
}

proptest! {
    #[test]
    fn a_finding_survives_being_written_and_read(finding in finding()) {
        let written = serde_json::to_string(&finding).expect("JSON");
        let read: Finding = serde_json::from_str(&written).expect("the same types read it");
        prop_assert_eq!(&read, &finding);
        prop_assert_eq!(serde_json::to_string(&read).expect("JSON"), written);
    }
}
