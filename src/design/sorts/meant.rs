//! What to write for a text that is no value of its sort: a length with its tolerance, a word for what is open, a day.

use crate::quantity::{Dimension, Measure, parse_measure, parse_tolerance};
use crate::source::fold;

/// Words for what is not known yet, without case and hyphens.
const OPEN: [&str; 8] = ["tbd", "tba", "tbc", "n/a", "na", "?", "unknown", "open"];

/// What to do about a text that cannot be read as a quantity of a dimension. `read` reads one that is possible at its place.
pub(super) fn advice(text: &str, dimension: Dimension, read: &dyn Fn(&str) -> Option<Measure>) -> Option<String> {
    if OPEN.contains(&fold(text).as_str()) {
        return Some("leave the key out while it is not known; it is then asked for where it matters".to_owned());
    }
    if dimension == Dimension::LENGTH {
        return toleranced(text, read).map(|long| format!("write `{long}`"));
    }
    let is_day = dimension == Dimension::TIME && year(text);
    is_day.then(|| "write how long it takes, such as `24 weeks`; the day of the launch is `production.launch`".to_owned())
}

/// Whether a text names a year of this century.
fn year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4 && digits.starts_with("20"))
}

/// `{ nominal: 2 mm, tolerance: ±0.1 mm }` for `2.0±0.1 mm`, and the same with two deviations.
fn toleranced(text: &str, read: &dyn Fn(&str) -> Option<Measure>) -> Option<String> {
    let text = text.trim().replace("+/-", "±").replace("+-", "±").replace('−', "-");
    let at = text.char_indices().skip(1).find(|(_, c)| matches!(c, '±' | '+' | '-')).map(|(at, _)| at)?;
    let (nominal, deviations) = (text[..at].trim(), text[at..].trim());
    let unit = deviations.trim_start_matches(|c: char| !c.is_alphabetic());
    let nominal = match parse_measure(nominal).ok()? {
        bare if bare.unit.is_none() => format!("{nominal} {unit}"),
        _ => nominal.to_owned(),
    };
    let nominal = read(&nominal)?;
    let unit = if unit.is_empty() { nominal.unit?.name } else { unit };
    let bare = deviations.strip_suffix(unit).unwrap_or(deviations).trim();
    let tolerance = match bare.strip_prefix('±') {
        Some(half) => format!("±{} {unit}", half.trim()),
        None => {
            let two: Vec<&str> = bare.split(['/', ' ']).map(|one| one.strip_suffix(unit).unwrap_or(one).trim()).collect();
            let two: Vec<&str> = two.into_iter().filter(|one| !one.is_empty()).collect();
            let upper = two.iter().find(|one| one.starts_with('+'))?;
            let lower = two.iter().find(|one| one.starts_with('-'))?;
            (two.len() == 2).then(|| format!("{upper} {lower} {unit}"))?
        }
    };
    parse_tolerance(&tolerance, Dimension::LENGTH).ok()?;
    Some(format!("{{ nominal: {nominal}, tolerance: {tolerance} }}"))
}

#[cfg(test)]
mod tests {
    use super::advice;
    use crate::quantity::{Dimension, parse_measure};

    fn told(text: &str, dimension: Dimension) -> Option<String> {
        advice(text, dimension, &|text| parse_measure(text).ok())
    }

    #[test]
    fn a_length_with_its_tolerance_is_told_in_its_long_form() {
        for (text, long) in [
            ("2.0±0.1 mm", Some("{ nominal: 2 mm, tolerance: ±0.1 mm }")),
            ("2 mm ±0.1 mm", Some("{ nominal: 2 mm, tolerance: ±0.1 mm }")),
            ("2 mm ±0.1", Some("{ nominal: 2 mm, tolerance: ±0.1 mm }")),
            ("2 mm +/-0.1 mm", Some("{ nominal: 2 mm, tolerance: ±0.1 mm }")),
            ("2.0 +0.1/-0.2 mm", Some("{ nominal: 2 mm, tolerance: +0.1 -0.2 mm }")),
            ("2 mm -0.2/+0.1", Some("{ nominal: 2 mm, tolerance: +0.1 -0.2 mm }")),
            ("2-3 mm", None),
            ("pom-c", None),
            ("±0.1 mm", None),
        ] {
            let help = told(text, Dimension::LENGTH);
            assert_eq!(help, long.map(|long| format!("write `{long}`")), "{text}");
        }
    }

    #[test]
    fn what_is_open_is_left_out_and_a_day_has_a_key() {
        for text in ["TBD", "tbd", "n/a", "?"] {
            assert!(told(text, Dimension::LENGTH).is_some_and(|help| help.starts_with("leave the key out")), "{text}");
        }
        assert!(told("Q2 2027", Dimension::TIME).is_some_and(|help| help.contains("`production.launch`")));
        assert_eq!(told("soon", Dimension::TIME), None);
    }
}
