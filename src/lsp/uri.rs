//! Paths of files as URIs, and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is written with a percent sign: all but what RFC 3986 leaves alone in a path.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of a file; none of what is no file, such as a text that was never saved.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // A host may stand before the path, as of a share.
    let path = &rest[rest.find('/')?..];
    let path = percent_decode_str(path.split(['?', '#']).next()?).decode_utf8().ok()?;
    // `/C:/case.yaml` is a path with a drive.
    let drive = path.as_bytes().get(2) == Some(&b':') && path.as_bytes()[1].is_ascii_alphabetic();
    Some(PathBuf::from(if drive { &path[1..] } else { &*path }))
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    Uri::from(format!("file://{root}{}", utf8_percent_encode(&path, ESCAPED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_paths() {
        for (uri, expected) in [
            ("file:///a/b.yaml", Some("/a/b.yaml")),
            ("file:///a%20b/%E6%BC%A2.yaml", Some("/a b/漢.yaml")),
            ("file://localhost/a.yaml", Some("/a.yaml")),
            ("file:///c%3A/a.yaml", Some("c:/a.yaml")),
            ("untitled:Untitled-1", None),
            ("file:", None),
            ("", None),
        ] {
            assert_eq!(path(uri), expected.map(PathBuf::from), "{uri}");
        }
        for (path_of, expected) in [("/a b/漢#1.yaml", "file:///a%20b/%E6%BC%A2%231.yaml"), ("c:/x.yaml", "file:///c%3A/x.yaml")]
        {
            assert_eq!(uri(Path::new(path_of)).0, expected);
            assert_eq!(path(expected), Some(PathBuf::from(path_of)));
        }
    }
}
