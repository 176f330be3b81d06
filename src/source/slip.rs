//! What somebody meant who wrote numbers as a drawing or a mail does.

/// `[240 mm, 110 mm, 32 mm]` for `240x110x32 mm`: two or three numbers with a cross between them, each with the unit of the last.
#[must_use]
pub fn crossed(text: &str) -> Option<String> {
    let parts: Vec<(&str, &str)> = text.split(['x', 'X', '×', '*']).map(number).collect::<Option<_>>()?;
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    // Without any unit the one in which cases are drawn stands in the example.
    let usual = parts.last().map(|(_, unit)| *unit).filter(|unit| !unit.is_empty()).unwrap_or("mm");
    let sizes: Vec<String> = parts
        .iter()
        .map(|(number, unit)| format!("{number} {}", length_unit(if unit.is_empty() { usual } else { unit })))
        .collect();
    Some(format!("[{}]", sizes.join(", ")))
}

/// The marks by which drawings write inches, and feet.
const INCHES: [&str; 5] = ["\"", "”", "″", "''", "in."];
const FEET: [&str; 4] = ["'", "’", "′", "ft."];

/// The unit that a mark behind a number means.
fn length_unit(mark: &str) -> &str {
    if INCHES.contains(&mark) {
        return "in";
    }
    if FEET.contains(&mark) { "ft" } else { mark }
}

/// A number and what stands behind it.
fn number(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    (end > 0 && text[..end].parse::<f64>().is_ok()).then(|| (&text[..end], text[end..].trim()))
}

/// What to write for a number with a comma in it, such as `1,5 mm` or `60,000`.
#[must_use]
pub fn without_comma(text: &str) -> Option<String> {
    let (before, after) = text.trim().split_once(',')?;
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let whole = before.trim_start_matches(['-', '−', '+']);
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) || digits == 0 {
        return None;
    }
    let grouped = digits == 3 && whole.len() <= 3 && !whole.starts_with('0');
    if after[digits..].contains(',') {
        // `1,200,000` groups its digits in threes.
        let plain = text.replace(',', "");
        return (grouped && number(plain.trim_start_matches(['-', '−', '+'])).is_some())
            .then(|| format!("write `{}`", plain.trim()));
    }
    Some(if grouped {
        format!("write `{before}{after}`, or `{before}.{after}` if the comma is the decimal sign")
    } else {
        format!("write `{before}.{after}`")
    })
}

/// `3000` for `3k`.
#[must_use]
pub fn thousands(text: &str) -> Option<String> {
    let (number, unit) = number(text)?;
    let factor = match unit {
        "k" | "K" => 1e3,
        "M" | "Mio" | "mio" => 1e6,
        "万" => 1e4,
        _ => return None,
    };
    let number = number.parse::<f64>().ok()? * factor;
    (number.fract() == 0.0 && number < 1e15).then(|| format!("{number}"))
}

/// Words of counted things, which a count has no need of.
const PIECES: [&str; 31] = [
    "per year",
    "/year",
    "/yr",
    "/a",
    "p.a.",
    "a year",
    "yearly",
    "per annum",
    "pieces",
    "piece",
    "pcs.",
    "pcs",
    "units",
    "unit",
    "sets",
    "set",
    "each",
    "ea",
    "cases",
    "shots",
    "shot",
    "cycles",
    "times",
    "drops",
    "samples",
    "off",
    "个",
    "件",
    "只",
    "套",
    "台",
];

/// Words for none of a thing.
const NONE_OF_IT: [&str; 6] = ["none", "no", "nil", "zero", "nothing", "no failures"];

/// Short words for units of time that are none here, with what to write.
const TIMES: [(&str, &str); 8] = [
    ("years", "years"),
    ("yrs", "years"),
    ("y", "years"),
    ("yr.", "years"),
    ("mos", "months"),
    ("mo", "months"),
    ("hrs", "h"),
    ("mins", "min"),
];

/// What a value may mean that is written as it is spoken: `3.20 USD` for `$3.20`, `10000` for `10k pcs`, `3 in` for `3"`, `95%` for
/// `95% RH`. Whether it is what is asked for is for the reader to try.
#[must_use]
pub fn spoken(text: &str) -> Vec<String> {
    let text = text.trim();
    let money = ["US$", "USD", "$"].into_iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim);
    let money = money.filter(|rest| is_number(rest)).map(|rest| format!("{rest} USD"));
    let inches = INCHES.into_iter().find_map(|mark| text.strip_suffix(mark)).map(str::trim);
    let inches = inches.filter(|rest| is_number(rest)).map(|rest| format!("{rest} in"));
    let humid = [" RH", "%RH", " rh", "%rh", " r.h."].into_iter().find(|end| text.ends_with(end));
    let humid = humid.map(|end| text[..text.len() - end.len() + usize::from(end.starts_with('%'))].trim().to_owned());
    let counted = PIECES.into_iter().find_map(|word| text.strip_suffix(word)).map(str::trim);
    let counted = counted.and_then(|rest| thousands(rest).or_else(|| is_number(rest).then(|| rest.to_owned())));
    let none = NONE_OF_IT.contains(&text.to_lowercase().as_str()).then(|| "0".to_owned());
    let time = number(text).and_then(|(number, unit)| {
        let (_, meant) = TIMES.into_iter().find(|(short, _)| unit.eq_ignore_ascii_case(short))?;
        Some(format!("{number} {meant}"))
    });
    let bound = text.strip_prefix(['>', '<', '≥', '≤', '~', '≈']).map(|rest| rest.trim_start_matches('=').trim().to_owned());
    [money, inches, humid, counted, none, time, fraction(text), family(text), bound, radius(text), stitches(text)]
        .into_iter()
        .flatten()
        .collect()
}

/// `12 mm` for the `R12` of a drawing.
fn radius(text: &str) -> Option<String> {
    let (number, unit) = number(text.strip_prefix(['R', 'r'])?)?;
    Some(format!("{number} {}", if unit.is_empty() { "mm" } else { unit }))
}

/// `3.2 mm` for `8 SPI`: so many stitches on an inch.
fn stitches(text: &str) -> Option<String> {
    let (number, unit) = number(text)?;
    let words = ["spi", "st/in", "stitches/in", "stitches per inch", "stitches/inch"];
    let count = number.parse::<f64>().ok().filter(|count| *count > 0.0 && words.contains(&unit.to_lowercase().as_str()))?;
    Some(format!("{} mm", (254.0 / count).round() / 10.0))
}

/// `0.125 in` for `1/8 in`, and `1.5 in` for `1 1/2 in`.
fn fraction(text: &str) -> Option<String> {
    let (above, rest) = text.split_once('/')?;
    let (below, unit) = number(rest)?;
    let (whole, above) = above.trim().rsplit_once([' ', '-']).unwrap_or(("0", above));
    let [whole, above, below] = [whole, above, below].map(|part| part.trim().parse::<u32>().ok());
    let value = f64::from(whole?) + f64::from(above?) / f64::from(below.filter(|below| *below > 0)?);
    let rounded = (value * 1e6).round() / 1e6;
    Some(format!("{rounded} {}", unit.trim_matches(['"', '”', '″'])).trim().to_owned()).filter(|meant| !meant.is_empty())
}

/// `1` for the `1+1` of a tool with one cavity for each of two parts: of one part it is the first.
fn family(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('+').map(str::trim).collect();
    let plain = parts.len() > 1 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    plain.then(|| parts[0].to_owned())
}

/// `3000` for `3.000`: digits in threes behind points, as many countries write a thousand.
#[must_use]
pub fn grouped_by_points(text: &str) -> Option<String> {
    let (number, _) = number_with_points(text.trim())?;
    let mut parts = number.split('.');
    let first = parts.next().filter(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'))?;
    let rest: Vec<&str> = parts.collect();
    (!rest.is_empty() && rest.iter().all(|part| part.len() == 3)).then(|| format!("{first}{}", rest.concat()))
}

/// Digits and points, and what stands behind them.
fn number_with_points(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    (end > 0).then(|| (&text[..end], text[end..].trim()))
}

fn is_number(text: &str) -> bool {
    number(text).is_some_and(|(_, unit)| unit.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_they_are_spoken() {
        for (text, meant) in [
            ("$3.20", &["3.20 USD"][..]),
            ("US$ 3.20", &["3.20 USD"]),
            ("USD 3.20", &["3.20 USD"]),
            ("10k pcs", &["10000"]),
            ("500 sets", &["500"]),
            ("3\"", &["3 in"]),
            ("3 in.", &["3 in"]),
            ("95% RH", &["95%"]),
            ("95%RH", &["95%"]),
            ("€3", &[]),
            ("300k shots", &["300000"]),
            ("100k per year", &["100000"]),
            ("none", &["0"]),
            ("3y", &["3 years"]),
            ("5 yrs", &["5 years"]),
            ("1/8 in", &["0.125 in"]),
            ("1 1/2 in", &["1.5 in"]),
            ("1+1", &["1"]),
            (">= 1 deg", &["1 deg"]),
            ("≥ 1 deg", &["1 deg"]),
            ("R12", &["12 mm"]),
            ("r 0.5 in", &["0.5 in"]),
            ("8 SPI", &["3.2 mm"]),
            ("10 stitches per inch", &["2.5 mm"]),
            ("Rubber", &[]),
            ("$", &[]),
            ("box", &[]),
            ("5 mm", &[]),
        ] {
            assert_eq!(spoken(text), meant, "{text}");
        }
    }

    #[test]
    fn sizes_with_crosses() {
        for (text, meant) in [
            ("240x110x32 mm", Some("[240 mm, 110 mm, 32 mm]")),
            ("600 x 400 x 50 mm", Some("[600 mm, 400 mm, 50 mm]")),
            ("10×20×3.5cm", Some("[10 cm, 20 cm, 3.5 cm]")),
            ("100*50", Some("[100 mm, 50 mm]")),
            ("1 in x 2 in x 3 in", Some("[1 in, 2 in, 3 in]")),
            ("2x", None),
            ("box", None),
            ("5 mm", None),
        ] {
            assert_eq!(crossed(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn commas_in_numbers() {
        for (text, meant) in [
            ("1,5 mm", Some("write `1.5 mm`")),
            ("60,000", Some("write `60000`, or `60.000` if the comma is the decimal sign")),
            ("0,125 mm", Some("write `0.125 mm`")),
            ("1,200,000", Some("write `1200000`")),
            ("1,2,3", None),
            ("a,5", None),
            ("5 mm", None),
        ] {
            assert_eq!(without_comma(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn digits_in_threes_behind_points() {
        for (text, meant) in [
            ("20.000", Some("20000")),
            ("1.500", Some("1500")),
            ("1.200.000 pcs", Some("1200000")),
            ("0.500", None),
            ("2000.000", None),
            ("1.50", None),
            ("1500", None),
        ] {
            assert_eq!(grouped_by_points(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn thousands_by_a_letter() {
        for (text, meant) in
            [("3k", Some("3000")), ("1.5 K", Some("1500")), ("2M", Some("2000000")), ("6万", Some("60000")), ("3 mm", None)]
        {
            assert_eq!(thousands(text).as_deref(), meant, "{text}");
        }
    }
}
