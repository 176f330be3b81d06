//! Globs of paths, by the rules of `.gitignore`.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// The paths that a pattern means, relative to the folder of the file that it stands in: one without a slash is meant at every
/// depth, and one that names a folder means all in it. Why it is none otherwise.
pub(crate) fn glob(pattern: &str) -> Result<GlobSet, String> {
    let bare = pattern.trim_start_matches("./").trim_end_matches('/');
    let deep = if bare.contains('/') { bare.to_owned() } else { format!("**/{bare}") };
    let mut set = GlobSetBuilder::new();
    for glob in [deep.clone(), format!("{deep}/**")] {
        let glob = GlobBuilder::new(&glob).literal_separator(true).build();
        set.add(glob.map_err(|error| format!("`{pattern}` is no glob: {}", error.kind()))?);
    }
    set.build().map_err(|error| format!("`{pattern}` is no glob: {}", error.kind()))
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn patterns_mean_paths() {
        for (pattern, path, expected) in [
            ("*.draft.yaml", "a/b/x.draft.yaml", true),
            ("*.draft.yaml", "x.yaml", false),
            ("prototypes/", "prototypes/deep/x.yaml", true),
            ("prototypes", "a/prototypes/x.yaml", true),
            ("a/*.yaml", "a/b/x.yaml", false),
            ("a/**/x.yaml", "a/b/c/x.yaml", true),
            ("./a/x.yaml", "a/x.yaml", true),
            ("case.yaml", "case.yaml", true),
        ] {
            assert_eq!(glob(pattern).expect(pattern).is_match(path), expected, "{pattern} {path}");
        }
        assert!(glob("a[b").is_err_and(|said| said.starts_with("`a[b` is no glob: ")));
    }
}
