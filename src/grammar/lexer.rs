//! Words, numbers with units, and signs.

use std::ops::Range;

use super::ConditionError;
use crate::quantity::{Measure, parse_unit};

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A word or a dotted path; words may hold hyphens.
    Word(String),
    /// A number with its unit.
    Number(Measure),
    /// `( ) [ ] , : < <= > >= + - * / ^`
    Sign(&'static str),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The token.
    pub token: Token,
    /// Its bytes.
    pub at: Range<usize>,
}

const SIGNS: [&str; 15] = ["<=", ">=", "(", ")", "[", "]", ",", ":", "<", ">", "+", "-", "*", "/", "^"];

/// Splits a text into tokens.
pub fn tokens(text: &str) -> Result<Vec<Placed>, ConditionError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        // `-20 °C` is one number: the sign belongs before the conversion, or it would be minus 293 K.
        let signed = next == '-' && starts_number(&text[at + 1..]) && !ends_value(found.last());
        let (token, length) = if signed || starts_number(&text[at..]) {
            match number(&text[at..]).map_err(|length| ConditionError::new(at..at + length, "not a number"))? {
                // A power comes before a sign.
                (_, length) if signed && text[at + length..].trim_start().starts_with('^') => (Token::Sign("-"), 1),
                found => found,
            }
        } else if next.is_alphabetic() || next == '_' {
            let length = word_length(&text[at..]);
            (Token::Word(text[at..at + length].to_owned()), length)
        } else if let Some(sign) = SIGNS.iter().find(|sign| text[at..].starts_with(**sign)) {
            (Token::Sign(sign), sign.len())
        } else {
            return Err(ConditionError::new(at..at + next.len_utf8(), format!("`{next}` means nothing here")));
        };
        found.push(Placed { token, at: at..at + length });
        at += length;
    }
    Ok(found)
}

/// Whether a value ends here, so that a minus sign after it takes away.
fn ends_value(last: Option<&Placed>) -> bool {
    match last.map(|placed| &placed.token) {
        Some(Token::Number(_)) => true,
        Some(Token::Sign(sign)) => matches!(*sign, ")" | "]"),
        Some(Token::Word(word)) => !matches!(word.as_str(), "and" | "or" | "not" | "is" | "in" | "between"),
        None => false,
    }
}

/// Letters, digits, `_` and `.`; a hyphen only between letters or digits, so that `a - b` is a difference.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.next() {
        let joins = matches!(next, '-' | '.') && rest.peek().is_some_and(|after| after.is_alphanumeric());
        if !(next.is_alphanumeric() || next == '_' || joins) {
            break;
        }
        length += next.len_utf8();
    }
    length
}

/// Digits, or a dot and digits.
fn starts_number(text: &str) -> bool {
    text.strip_prefix('.').unwrap_or(text).starts_with(|c: char| c.is_ascii_digit())
}

/// A number and the unit after it, if what follows is one; the length of what is no number.
fn number(text: &str) -> Result<(Token, usize), usize> {
    let digits = number_length(text);
    let value: Option<f64> = text[..digits].parse().ok();
    let value = value.filter(|value| value.is_finite()).ok_or(digits)?;
    let rest = &text[digits..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let unit_text = &rest[gap..];
    let first = unit_length(unit_text);
    // `75 Shore C` is the only unit of two words.
    let two = unit_text.strip_prefix("Shore ").map_or(0, |scale| 6 + unit_length(scale));
    // In `3 mm/2` the slash divides.
    let before_slash = unit_text[..first].rfind('/').unwrap_or(0);
    for length in [two, first, before_slash] {
        if length > 0
            && let Some(unit) = parse_unit(&unit_text[..length])
        {
            return Ok((Token::Number(Measure::new(unit.to_si(value), Some(unit))), digits + gap + length));
        }
    }
    Ok((Token::Number(Measure::new(value, None)), digits))
}

/// A sign, digits and dots, and an exponent if digits follow it; so `2e` is a number and a word.
fn number_length(text: &str) -> usize {
    let sign = usize::from(text.starts_with('-'));
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mantissa = text[sign..].find(|c: char| !(c.is_ascii_digit() || c == '.')).map_or(text.len(), |length| sign + length);
    let Some(exponent) = text[mantissa..].strip_prefix(['e', 'E']) else { return mantissa };
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    match digits(unsigned) {
        0 => mantissa,
        length => text.len() - unsigned.len() + length,
    }
}

fn unit_length(text: &str) -> usize {
    let starts = text.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '%' | '°' | '$'));
    if !starts {
        return 0;
    }
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '%' | '°' | '/' | '$'))).unwrap_or(text.len())
}
