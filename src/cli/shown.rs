//! How the paths of files are written.

use std::fmt::Write as _;
use std::path::{MAIN_SEPARATOR, Path};

/// A path with `/` between folders and without a leading `./`. Bytes that are no text are written as `\xff`, so that two names
/// never look the same; a name that holds such an escape itself is told apart by a doubled `\`.
pub(super) fn shown(path: &Path) -> String {
    let mut text = String::new();
    let bytes = path.as_os_str().as_encoded_bytes();
    for chunk in bytes.utf8_chunks() {
        text.push_str(&chunk.valid().replace('\\', if MAIN_SEPARATOR == '\\' { "/" } else { "\\\\" }));
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    // Nothing in it looks like an escape, so nothing has to be told apart.
    if let Some(plain) = path.to_str().filter(|plain| MAIN_SEPARATOR != '\\' && !plain.contains("\\x")) {
        plain.clone_into(&mut text);
    }
    let plain = text.strip_prefix("./").unwrap_or(&text);
    // A line of a log that begins so would be obeyed.
    if plain.starts_with("::") { format!("./{plain}") } else { plain.to_owned() }
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::path::Path;

    use super::shown;

    #[test]
    fn names_are_shown_so_that_they_differ() {
        for (bytes, expected) in [
            (&b""[..], ""),
            (b"a.yaml", "a.yaml"),
            (b"./a/b.yaml", "a/b.yaml"),
            (b"./::error::b.yaml", "./::error::b.yaml"),
            (b"::error::b.yaml", "./::error::b.yaml"),
            (b"a\\b.yaml", "a\\b.yaml"),
            ("\u{fffd}.yaml".as_bytes(), "\u{fffd}.yaml"),
            (b"bad\xff.yaml", "bad\\xff.yaml"),
            (b"bad\xfe.yaml", "bad\\xfe.yaml"),
            (b"bad\\xff.yaml", "bad\\\\xff.yaml"),
            (b"bad\\\xff.yaml", "bad\\\\\\xff.yaml"),
        ] {
            assert_eq!(shown(Path::new(OsStr::from_bytes(bytes))), expected);
        }
    }
}
