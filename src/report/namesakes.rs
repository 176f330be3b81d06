//! Designs of one run that go by one number or name: the fingerprints of their findings would be the same.

use std::collections::HashMap;

use crate::finding::{DesignReport, FileReport, fingerprint};

/// The designs seen so far, by the fingerprint of what they go by.
#[derive(Default)]
pub(super) struct Namesakes(HashMap<String, Seen>);

/// What was seen of a number or name.
struct Seen {
    /// The file of the first design of it.
    first: String,
    /// The file of the latest, and how many that has.
    latest: (String, usize),
}

impl Namesakes {
    /// Mixes the file, and the count where one file has several, into the fingerprints of each further design of one number or name. What to say of them.
    pub(super) fn settle(&mut self, report: &mut FileReport) -> Vec<String> {
        report.designs.iter_mut().filter_map(|design| self.design(design)).collect()
    }

    fn design(&mut self, design: &mut DesignReport) -> Option<String> {
        let file = design.file.path.clone();
        let Some(seen) = self.0.get_mut(&fingerprint(&design.identity)) else {
            self.0.insert(fingerprint(&design.identity), Seen { first: file.clone(), latest: (file, 1) });
            return None;
        };
        // Files come one after the other.
        let count = if seen.latest.0 == file { seen.latest.1 + 1 } else { 1 };
        seen.latest = (file.clone(), count);
        let own = if count == 1 { file.clone() } else { format!("{file}\u{1f}{count}") };
        let waived = design.waived.iter_mut().map(|waived| &mut waived.finding);
        for finding in design.findings.iter_mut().chain(waived) {
            finding.fingerprint = fingerprint(&format!("{}\u{1f}{own}", finding.fingerprint));
        }
        Some(format!(
            "{file}: a design of {} has the number or name `{}` as well; fingerprints tell them apart by their files",
            seen.first, design.identity
        ))
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use std::sync::Arc;

    use super::Namesakes;
    use crate::finding::{DesignReport, FileReport, SourceFile};
    use crate::report::samples::case;

    fn design(file: &str, identity: &str) -> DesignReport {
        let file = Arc::new(SourceFile::new(file.to_owned(), String::new()));
        DesignReport { file, identity: identity.to_owned(), ..case() }
    }

    /// What is said of each file, and all fingerprints in their order: each design has three.
    fn settled(files: Vec<Vec<DesignReport>>) -> (Vec<usize>, Vec<String>) {
        let mut namesakes = Namesakes::default();
        let (mut said, mut prints) = (Vec::new(), Vec::new());
        for designs in files {
            let mut report = FileReport { designs, ..FileReport::default() };
            said.push(namesakes.settle(&mut report).len());
            for design in &report.designs {
                prints.extend(design.findings.iter().map(|finding| finding.fingerprint.clone()));
                prints.extend(design.waived.iter().map(|waived| format!("waived {}", waived.finding.fingerprint)));
            }
        }
        (said, prints)
    }

    #[test]
    fn a_number_that_only_one_design_has_changes_nothing() {
        assert_eq!(settled(Vec::new()), (Vec::new(), Vec::new()));
        let own: Vec<String> = ["3f2a", "77b1", "waived 77b1"].map(str::to_owned).into();
        assert_eq!(settled(vec![vec![design("a.yaml", "1")]]), (vec![0], own.clone()));
        let two = settled(vec![vec![design("a.yaml", "1")], vec![design("b.yaml", "2")]]);
        assert_eq!(two, (vec![0, 0], [own.clone(), own].concat()));
    }

    #[test]
    fn namesakes_are_told_apart_by_their_files_and_places_in_them() {
        let of = |file: &str| design(file, "1");
        let (said, prints) =
            settled(vec![vec![of("a.yaml"), of("a.yaml")], vec![of("b.yaml"), of("b.yaml")], vec![of("c.yaml")]]);
        assert_eq!(said, [1, 2, 1]);
        assert_eq!(prints[..3], ["3f2a", "77b1", "waived 77b1"], "the first keeps its own");
        let mut unique = prints.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!((prints.len(), unique.len()), (15, 15));
        // Those of the other file do not hang on how many there are in the first.
        let (_, fewer) = settled(vec![vec![of("a.yaml")], vec![of("b.yaml")]]);
        assert_eq!(fewer[3..], prints[6..9]);
    }
}
