//! Names, numbers and signs.

use super::ExpressionError;
use std::ops::Range;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Name of a contributor, a function or a constant.
    Name(String),
    /// Number, not negative.
    Number(f64),
    /// One of `+ - * / ^ ( ) ,`.
    Sign(char),
}

/// A token and its bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) at: Range<usize>,
}

/// Splits a text into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, ExpressionError> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(next) = text[start..].chars().next() {
        let rest = &text[start..];
        let (token, length) = match next {
            _ if next.is_whitespace() => {
                start += next.len_utf8();
                continue;
            }
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' => (Token::Sign(next), 1),
            '0'..='9' | '.' => {
                let length = number_length(rest);
                (Token::Number(number(&rest[..length], start)?), length)
            }
            _ if next.is_alphabetic() || next == '_' => {
                let length = name_length(rest);
                (Token::Name(rest[..length].to_owned()), length)
            }
            _ => return Err(ExpressionError::new(start..start + next.len_utf8(), format!("`{next}` means nothing here"))),
        };
        found.push(Placed { token, at: start..start + length });
        start += length;
    }
    Ok(found)
}

fn number(text: &str, start: usize) -> Result<f64, ExpressionError> {
    let value: Option<f64> = text.parse().ok();
    value.filter(|value| value.is_finite()).ok_or_else(|| ExpressionError::new(start..start + text.len(), "not a number"))
}

/// Digits and dots, and an exponent if digits follow it; so `2e` is a number and a name.
fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mantissa = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let Some(exponent) = text[mantissa..].strip_prefix(['e', 'E']) else { return mantissa };
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    match digits(unsigned) {
        0 => mantissa,
        length => text.len() - unsigned.len() + length,
    }
}

/// Letters, digits and `_`; a hyphen or a dot only between letters or digits.
fn name_length(text: &str) -> usize {
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
