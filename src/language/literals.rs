//! The numbers that a condition holds itself.

use std::ops::Range;

use super::lexer::{Token, tokens};
use crate::quantity::{Dimension, Measure};

/// Where a condition holds a number that judges. Nothing and the whole (`0`, `0 h`, `1`, `100 %`) do not: they say whether
/// there is any, or all, of something. A text that cannot be read has none; reading it says what is wrong.
pub fn thresholds(condition: &str) -> Vec<Range<usize>> {
    let found = tokens(condition).unwrap_or_default();
    let judges = found.into_iter().filter(|placed| matches!(placed.token, Token::Number(number) if !is_neutral(number)));
    judges.map(|placed| placed.at).collect()
}

fn is_neutral(number: Measure) -> bool {
    let whole = number.si == 1.0 && number.dimension() == Dimension::NONE;
    whole || (number.si == 0.0 && !number.dimension().is_point())
}

#[cfg(test)]
mod tests {
    use super::thresholds;

    #[test]
    fn what_judges_is_found_where_it_stands() {
        for (condition, expected) in [
            ("", vec![]),
            ("(((", vec![]),
            ("count(part.layers) > 0 and part.ratio <= 1", vec![]),
            ("part.delay > 0 h and part.share < 100 % and part.rise > -0 K", vec![]),
            ("part.draft < 0.5 deg", vec!["0.5 deg"]),
            ("part.wall < least / 2 or part.draft < 1 deg", vec!["2", "1 deg"]),
            ("part.temperature > 0 °C", vec!["0 °C"]),
            ("count(part.layers) > 10", vec!["10"]),
        ] {
            let found: Vec<&str> = thresholds(condition).into_iter().map(|at| &condition[at]).collect();
            assert_eq!(found, expected, "{condition}");
        }
    }
}
