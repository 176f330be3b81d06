//! A run held against a baseline, file by file: what is known, what is new or worse, what has ended, and what the next baseline
//! would be.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::{Baseline, Entry};
use crate::finding::{Baselined, DesignReport, FileReport, Finding, Mark, Turn, Worse, fingerprint};

/// Why a finding of the baseline was not found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// Its check now passes, or no longer applies.
    Fixed,
    /// A waiver covers it.
    Waived,
    /// Its design, or the file of that, is no longer there.
    Gone,
    /// Its check can no longer be decided: less is known than before, so it stays in the baseline.
    Open,
    /// The project leaves its check out, which is found to fail all the same: it stays in the baseline.
    LeftOut,
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Findings that are known and no worse.
    pub known: usize,
    /// Findings that the baseline does not have.
    pub new: usize,
    /// Findings that are worse than it says.
    pub worse: usize,
    /// How many of those that are new or worse are of checks that no baseline accepts.
    pub bound: usize,
    /// How many of those that are new or worse are folded under another of them.
    pub folded: usize,
    /// Findings of the baseline that were not found again, in its order.
    pub ended: Vec<(Entry, Ended)>,
}

/// What came of a part of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// What came of the files of the part.
    pub outcome: Outcome,
    /// Findings of the baseline whose file is no longer there.
    pub gone: usize,
    /// How many of them are of designs that are now in another file of the part.
    pub followed: usize,
    /// File and design of those in the baseline.
    pub moved: BTreeSet<(String, String)>,
}

/// A baseline and the run that is held against it.
pub struct Hold<'b> {
    was: &'b Baseline,
    /// Whether there is a file of this name, as the baseline names files.
    there: &'b dyn Fn(&str) -> bool,
    /// Whether what is found is accepted, for a new baseline.
    accepts: bool,
    outcome: Outcome,
    /// Findings for the new baseline.
    found: Vec<Found>,
    /// The designs of the run: what they go by, file, and number among namesakes of the file.
    designs: BTreeSet<(String, String, usize)>,
    /// Files of the run.
    files: BTreeSet<String>,
    /// Files and designs of the baseline that are now in another file.
    moved: BTreeSet<(String, String)>,
    /// Findings of the baseline that stay in it although they were not found.
    kept: BTreeSet<(String, String)>,
}

/// A finding on its way to a new baseline, with its number among namesakes of its file.
struct Found {
    entry: Entry,
    number: usize,
}

/// The design of a file: what it goes by, where the baseline has its findings, and its number among namesakes of the file.
struct Place {
    design: String,
    file: String,
    number: usize,
}

impl<'b> Hold<'b> {
    /// Nothing yet. `there` says whether a file exists that the baseline names.
    #[must_use]
    pub fn new(was: &'b Baseline, there: &'b dyn Fn(&str) -> bool) -> Self {
        Self {
            was,
            there,
            accepts: false,
            outcome: Outcome::default(),
            found: Vec::new(),
            designs: BTreeSet::new(),
            files: BTreeSet::new(),
            moved: BTreeSet::new(),
            kept: BTreeSet::new(),
        }
    }

    /// The same, accepting whatever is found for a new baseline.
    #[must_use]
    pub fn accepting(self) -> Self {
        Self { accepts: true, ..self }
    }

    /// Sets apart what is known in what one file yields. `file` is its name as the baseline names files; `bound` says of a check
    /// whether none of its findings may be known.
    pub fn settle(&mut self, report: &mut FileReport, file: &str, bound: &dyn Fn(&str) -> bool) {
        // What could not be judged as a whole is not accepted, and what is known of it stays.
        let whole = report.rejected.is_none() && report.internal.is_empty();
        self.files.insert(file.to_owned());
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut met = BTreeSet::new();
        let mut places = Vec::new();
        for design in &mut report.designs {
            let number = numbers.entry(design.identity.clone()).or_default();
            *number += 1;
            let place = Place { design: design.identity.clone(), file: self.origin(&design.identity, file), number: *number };
            self.designs.insert((place.design.clone(), file.to_owned(), place.number));
            self.design(design, &place, (file, whole), &mut met, bound);
            places.push(place);
        }
        let sources: BTreeSet<&str> = places.iter().map(|place| place.file.as_str()).chain([file]).collect();
        // Of a file that is no longer there, only what came from it to this one.
        let here = |entry: &Entry| {
            entry.file == file || places.iter().any(|place| place.file == entry.file && place.design == entry.design)
        };
        let missed = sources.into_iter().flat_map(|file| self.was.of_file(file));
        let missed = missed.filter(|(key, entry)| !met.contains(*key) && here(entry));
        let missed: Vec<Entry> = missed.map(|(_, entry)| entry.clone()).collect();
        for entry in missed {
            if whole { self.ended(ended(&report.designs, &entry), entry) } else { self.keep(&entry) }
        }
    }

    /// Where the baseline has the findings of a design: in its file, or in one that is no longer there.
    fn origin(&mut self, design: &str, file: &str) -> String {
        let of = |entry: &Entry| entry.design == design;
        if self.was.of_file(file).any(|(_, entry)| of(entry)) {
            return file.to_owned();
        }
        let free = |entry: &&Entry| {
            of(entry) && !self.moved.contains(&(entry.file.clone(), entry.design.clone())) && !(self.there)(&entry.file)
        };
        let Some(from) = self.was.entries().find(free).map(|entry| entry.file.clone()) else { return file.to_owned() };
        self.moved.insert((from.clone(), design.to_owned()));
        from
    }

    fn design(
        &mut self,
        design: &mut DesignReport,
        place: &Place,
        (file, whole): (&str, bool),
        met: &mut BTreeSet<(String, String)>,
        bound: &dyn Fn(&str) -> bool,
    ) {
        let mut known = Vec::with_capacity(design.findings.len());
        let mut worse = Vec::new();
        for (number, finding) in design.findings.iter().enumerate() {
            let mark = Mark::from(finding);
            let entry = self.entry(finding, place);
            let turn = entry.map(|entry| entry.mark.turn(&mark));
            met.extend(entry.map(|entry| (entry.file.clone(), entry.fingerprint.clone())));
            if bound(&finding.check) {
                self.outcome.new += 1;
                self.outcome.bound += 1;
                known.push(false);
                continue;
            }
            let accepted = self.accepts && whole;
            match turn {
                None => self.outcome.new += 1,
                Some(Turn::Worse) => {
                    self.outcome.worse += 1;
                    worse.extend(entry.map(|entry| Worse { finding: number, was: entry.mark }));
                }
                Some(_) => self.outcome.known += 1,
            }
            known.push(accepted || turn.is_some_and(|turn| turn != Turn::Worse));
            if accepted {
                // What is as it was keeps its values, so that small steps do not add up to a large one.
                let mark = entry.filter(|_| turn == Some(Turn::Same)).map_or(mark, |entry| entry.mark);
                self.found.push(Found { entry: fresh(finding, &place.design, file, mark), number: place.number });
            }
        }
        set_apart(design, &known, worse);
        self.outcome.folded += design.findings.iter().filter(|finding| finding.folded_under.is_some()).count();
    }

    /// The entry of a finding.
    fn entry(&self, finding: &Finding, place: &Place) -> Option<&'b Entry> {
        let own = own(&finding.fingerprint, &place.file, place.number);
        let shared = || self.was.get(&place.file, &finding.fingerprint).filter(|_| place.number == 1);
        self.was.get(&place.file, &own).or_else(shared)
    }

    fn ended(&mut self, ended: Ended, entry: Entry) {
        if matches!(ended, Ended::Open | Ended::LeftOut) {
            self.keep(&entry);
        }
        self.outcome.ended.push((entry, ended));
    }

    fn keep(&mut self, entry: &Entry) {
        self.kept.insert((entry.file.clone(), entry.fingerprint.clone()));
    }

    /// What came of the run when all files are through: findings whose file is no longer there have ended as well.
    pub fn outcome(&mut self) -> Outcome {
        for entry in self.was.entries().filter(|entry| !self.files.contains(&entry.file)) {
            if self.moved.contains(&(entry.file.clone(), entry.design.clone())) {
                continue;
            }
            if (self.there)(&entry.file) {
                self.kept.insert((entry.file.clone(), entry.fingerprint.clone()));
            } else {
                self.outcome.ended.push((entry.clone(), Ended::Gone));
            }
        }
        self.outcome.ended.sort_by(|(a, _), (b, _)| (&a.file, &a.code, &a.subject).cmp(&(&b.file, &b.code, &b.subject)));
        take(&mut self.outcome)
    }

    /// What came of a part of a run: of findings whose file is no longer there it says how many there are in all, how many of
    /// them were found again in this part, and by which designs. The files of other parts are not spoken of.
    pub fn share(&mut self) -> Share {
        let outcome = take(&mut self.outcome);
        let gone = self.was.entries().filter(|entry| !(self.there)(&entry.file));
        let followed = |entry: &&Entry| self.moved.contains(&(entry.file.clone(), entry.design.clone()));
        let (followed, lost): (Vec<&Entry>, Vec<&Entry>) = gone.partition(followed);
        Share { outcome, gone: followed.len() + lost.len(), followed: followed.len(), moved: self.moved.clone() }
    }

    /// The baseline that has what was found, and what is known of files that were not judged. To be asked after the outcome.
    #[must_use]
    pub fn next(self) -> Baseline {
        let kept: Vec<Entry> = self.kept.iter().filter_map(|(file, print)| self.was.get(file, print)).cloned().collect();
        // The same name or number in another file, or once more in this one.
        let mut namesakes: BTreeMap<&str, BTreeSet<(&str, usize)>> = BTreeMap::new();
        let judged = self.designs.iter().map(|(design, file, number)| (design.as_str(), (file.as_str(), *number)));
        for (design, place) in judged.chain(kept.iter().map(|entry| (entry.design.as_str(), (entry.file.as_str(), 1)))) {
            namesakes.entry(design).or_default().insert(place);
        }
        let shared = |design: &str| namesakes.get(design).is_some_and(|places| places.len() > 1);
        let found = self.found.into_iter().map(|Found { entry, number }| {
            if shared(&entry.design) {
                return Entry { fingerprint: own(&entry.fingerprint, &entry.file, number), ..entry };
            }
            entry
        });
        Baseline::of(kept.iter().cloned().chain(found))
    }
}

/// The fingerprint of a finding of a design whose name or number others have as well.
fn own(print: &str, file: &str, number: usize) -> String {
    fingerprint(&format!("{print}\u{1f}{file}\u{1f}{number}"))
}

/// Why a finding of the baseline was not found again in the designs of its file.
fn ended(designs: &[DesignReport], entry: &Entry) -> Ended {
    let mut own = designs.iter().filter(|design| design.identity == entry.design).peekable();
    if own.peek().is_none() {
        return Ended::Gone;
    }
    let mut ended = Ended::Fixed;
    for design in own {
        if design.not_assessed.iter().any(|open| open.check == entry.check && open.at == entry.subject) {
            return Ended::Open;
        }
        if design.ignored.iter().any(|(code, _)| *code == entry.code) {
            return Ended::LeftOut;
        }
        let waived = |finding: &Finding| finding.check == entry.check && finding.identity == entry.subject;
        if design.waived.iter().any(|given| waived(&given.finding)) {
            ended = Ended::Waived;
        }
    }
    ended
}

fn fresh(finding: &Finding, design: &str, file: &str, mark: Mark) -> Entry {
    Entry {
        file: file.to_owned(),
        design: design.to_owned(),
        code: finding.code.clone(),
        check: finding.check.clone(),
        subject: finding.identity.clone(),
        mark,
        fingerprint: finding.fingerprint.clone(),
    }
}

/// Takes the known findings of a design out of those that count. What is folded under one of another kind stands by itself.
fn set_apart(design: &mut DesignReport, known: &[bool], mut worse: Vec<Worse>) {
    let (mut here, mut there) = (0, 0);
    let places: Vec<usize> = known
        .iter()
        .map(|known| {
            let next = if *known { &mut there } else { &mut here };
            *next += 1;
            *next - 1
        })
        .collect();
    let mut apart = Baselined::default();
    let mut left = Vec::with_capacity(here);
    for (mut finding, is_known) in take(&mut design.findings).into_iter().zip(known) {
        finding.folded_under = finding.folded_under.filter(|lead| known[*lead] == *is_known).map(|lead| places[lead]);
        if *is_known { apart.known.push(finding) } else { left.push(finding) }
    }
    worse.retain(|worse| !known[worse.finding]);
    for worse in &mut worse {
        worse.finding = places[worse.finding];
    }
    apart.worse = worse;
    design.findings = left;
    design.baseline = Some(apart);
}
