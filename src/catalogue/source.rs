//! What counts as a source. Shared with the build, which holds the built-in checks to it.

/// A figure or mechanism that nobody vouches for.
pub const UNVERIFIED: &str = "unverified";
/// How a source of a house starts: `house: ACME design manual 4.2, 2025-03`.
const HOUSE: &str = "house:";

/// What is wrong with a source: it is an id of the list, an address, `unverified`, or, in a house check, a document of the
/// house with its section, edition or date. Any other text is an opinion.
pub fn source_fault(source: &str, house: bool, is_id: impl Fn(&str) -> bool) -> Option<String> {
    if source == UNVERIFIED || is_address(source) || is_id(source) {
        return None;
    }
    match source.strip_prefix(HOUSE) {
        Some(document) if house => {
            let named = document.chars().any(char::is_alphabetic) && document.chars().any(|c| c.is_ascii_digit());
            (!named).then(|| format!("`{source}` names no document with its section, edition or date"))
        }
        Some(_) => Some("a built-in check cannot rest on a document of one house".to_owned()),
        None => Some(format!("there is no source `{source}`")),
    }
}

/// `http://` or `https://`, a host with a dot, and no space.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let dotted = host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty());
        dotted && !rest.contains(char::is_whitespace)
    })
}
