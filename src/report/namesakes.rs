//! Designs of one run that go by one number or name: the fingerprints of their findings would be the same.

use std::collections::HashMap;

use super::told::Told;
use crate::finding::{FileReport, fingerprint};

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

/// What is mixed into the fingerprints of a design, and what is said of it.
struct Clash {
    own: String,
    said: String,
}

impl Clash {
    fn mix(&self, print: &mut String) {
        *print = fingerprint(&format!("{print}\u{1f}{}", self.own));
    }
}

impl Namesakes {
    /// Mixes the file, and the count where one file has several, into the fingerprints of each further design of one number or name. What to say of them.
    pub(super) fn settle(&mut self, report: &mut FileReport) -> Vec<String> {
        let said = report.designs.iter_mut().filter_map(|design| {
            let clash = self.clash(&design.file.path, &design.identity)?;
            let waived = design.waived.iter_mut().map(|waived| &mut waived.finding);
            let known = design.baseline.iter_mut().flat_map(|baseline| &mut baseline.known);
            let all = design.findings.iter_mut().chain(waived).chain(known);
            all.for_each(|finding| clash.mix(&mut finding.fingerprint));
            Some(clash.said)
        });
        said.collect()
    }

    /// The same for what a part of a run tells.
    pub(super) fn settle_told(&mut self, told: &mut Told) -> Vec<String> {
        let said = told.designs.iter_mut().filter_map(|design| {
            let clash = self.clash(&design.file, design.identity.as_ref().unwrap_or(&design.design))?;
            let waived = design.waived.iter_mut().map(|waived| &mut waived.finding);
            for finding in design.findings.iter_mut().chain(waived) {
                clash.mix(&mut finding.fingerprint);
                finding.folded_under.iter_mut().for_each(|lead| clash.mix(lead));
            }
            if let Some(baseline) = &mut design.baseline {
                baseline.known.iter_mut().for_each(|known| clash.mix(&mut known.fingerprint));
                baseline.worse.iter_mut().for_each(|worse| clash.mix(&mut worse.fingerprint));
            }
            Some(clash.said)
        });
        said.collect()
    }

    fn clash(&mut self, file: &str, identity: &str) -> Option<Clash> {
        let Some(seen) = self.0.get_mut(&fingerprint(identity)) else {
            self.0.insert(fingerprint(identity), Seen { first: file.to_owned(), latest: (file.to_owned(), 1) });
            return None;
        };
        // Files come one after the other.
        let count = if seen.latest.0 == file { seen.latest.1 + 1 } else { 1 };
        seen.latest = (file.to_owned(), count);
        let beside = beside(&seen.first, file);
        let own = if count == 1 { beside } else { format!("{beside}\u{1f}{count}") };
        let first = &seen.first;
        let said = if *first == file {
            format!("{file}: several designs have the number or name `{identity}`; fingerprints tell them apart by their order")
        } else {
            format!(
                "{file}: a design of {first} has the number or name `{identity}` as well; fingerprints tell them apart by their files"
            )
        };
        Some(Clash { own, said })
    }
}

/// The path of a file as seen from another, so that it does not hang on the folder in which the program runs.
fn beside(from: &str, file: &str) -> String {
    let words = |path: &str| path.split(['/', '\\']).filter(|word| *word != ".").map(str::to_owned).collect::<Vec<_>>();
    let (from, file) = (words(from), words(file));
    let folder = from.len().saturating_sub(1);
    let shared = from[..folder].iter().zip(&file).take_while(|(a, b)| a == b).count();
    let up = vec!["..".to_owned(); folder - shared];
    up.into_iter().chain(file[shared..].iter().cloned()).collect::<Vec<_>>().join("/")
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

    /// However the folder is named that both files lie in.
    #[test]
    fn fingerprints_do_not_hang_on_the_folder_of_the_run() {
        let of = |folder: &str| {
            let at = |file: &str| vec![design(&format!("{folder}{file}"), "1")];
            settled(vec![at("a.yaml"), at("b/c.yaml"), at("d.yaml")]).1
        };
        assert_eq!(of("cases/new/"), of("./"));
        assert_eq!(of("cases/new/"), of("/home/cases/new/"));
        assert_eq!(super::beside("x/a/b.yaml", "x/c/d.yaml"), "../c/d.yaml");
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
