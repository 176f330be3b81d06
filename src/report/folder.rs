//! Paths as they are seen from the root of a repository, which is where services look for them.

/// Where a run is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The root of the repository, else the folder of the run, in full with `/` between folders; empty if not known.
    pub root: String,
    /// The folder of the run as seen from there; empty if it is the same.
    pub below: String,
}

impl Folder {
    /// A path as it is shown in other formats, as seen from the root: never absolute where the root is known, and without steps
    /// that lead nowhere.
    pub(super) fn seen_from_root(&self, shown: &str) -> String {
        let absolute = shown.starts_with('/') || shown.get(1..3) == Some(":/");
        if !absolute {
            return walked(self.below.split('/').chain(shown.split('/')));
        }
        if self.root.is_empty() {
            return shown.to_owned();
        }
        let (root, path): (Vec<&str>, Vec<&str>) = (words(&self.root), words(shown));
        let shared = root.iter().zip(&path).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", root.len() - shared);
        up.chain(path[shared..].iter().copied()).collect::<Vec<_>>().join("/")
    }
}

fn words(path: &str) -> Vec<&str> {
    path.split('/').filter(|word| !word.is_empty() && *word != ".").collect()
}

/// A path without `.` and without a folder that is left at once.
fn walked<'p>(words: impl Iterator<Item = &'p str>) -> String {
    let mut path: Vec<&str> = Vec::new();
    for word in words.filter(|word| !word.is_empty() && *word != ".") {
        if word == ".." && path.last().is_some_and(|last| *last != "..") {
            path.pop();
        } else {
            path.push(word);
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::Folder;

    #[test]
    fn paths_start_at_the_root() {
        let of = |root: &str, below: &str, shown: &str| {
            Folder { root: root.to_owned(), below: below.to_owned() }.seen_from_root(shown)
        };
        assert_eq!(of("/home/cases", "", "a/b.yaml"), "a/b.yaml");
        assert_eq!(of("/home/cases", "designs/new", "a.yaml"), "designs/new/a.yaml");
        assert_eq!(of("/home/cases", "designs/new", "../old/./a.yaml"), "designs/old/a.yaml");
        assert_eq!(of("/home/cases", "designs", "../../other/a.yaml"), "../other/a.yaml");
        assert_eq!(of("/home/cases", "designs", "/home/cases/x/a.yaml"), "x/a.yaml");
        assert_eq!(of("/home/cases", "", "/tmp/a.yaml"), "../../tmp/a.yaml");
        assert_eq!(of("", "", "/tmp/a.yaml"), "/tmp/a.yaml", "nothing is known");
        assert_eq!(of("", "", "<stdin>"), "<stdin>");
    }
}
