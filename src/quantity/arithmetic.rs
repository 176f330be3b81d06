//! What sums, differences, products and quotients of quantities measure.

use super::Dimension;

/// The dimension of `left sign right`, the sign one of `+ - * /`; what is wrong if there is none.
///
/// Quantities of one dimension are added and taken from each other. Of two temperatures there is a difference but no sum, and a
/// temperature is neither multiplied nor divided.
pub fn combine(sign: char, left: Dimension, right: Dimension) -> Result<Dimension, String> {
    let points = (left.is_point(), right.is_point());
    match (sign, points) {
        ('*' | '/', (true, _) | (_, true)) => Err("a temperature cannot be multiplied; take a difference first".to_owned()),
        ('*', _) => Ok(left * right),
        ('/', _) => Ok(left / right),
        _ if left.difference() != right.difference() => Err(refused(sign, left, right)),
        ('-', (true, true)) => Ok(left.difference()),
        ('-', (false, true)) | (_, (true, true)) => Err(refused(sign, left, right)),
        (_, (true, _) | (_, true)) => Ok(left.as_point()),
        _ => Ok(left),
    }
}

fn refused(sign: char, left: Dimension, right: Dimension) -> String {
    let name = |dimension: Dimension| match dimension {
        Dimension::NONE => "a plain number".to_owned(),
        other => other.name(),
    };
    if sign == '+' {
        format!("{} cannot be added to {}", name(left), name(right))
    } else {
        format!("{} cannot be taken from {}", name(right), name(left))
    }
}
