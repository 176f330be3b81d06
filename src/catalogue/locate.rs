//! Where a part of a value stands in its file.

use std::ops::Range;

use crate::yaml::Span;

/// The place of some bytes of a value that stands at `span` in a file; all of the value if it is not written as it is read,
/// as with a folded text, an escape, or a value that came from another file.
pub(crate) fn inside(file: &str, span: Span, value: &str, at: &Range<usize>) -> Span {
    let Some(raw) = file.get(span.range()) else { return span };
    let quote = usize::from(raw.starts_with(['"', '\'']));
    if !raw[quote..].starts_with(value) {
        return span;
    }
    let start = span.start as usize + quote;
    Span::new(start + at.start, start + at.end)
}
