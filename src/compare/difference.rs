//! What a change does: the designs of two runs, paired, and what became of each finding.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Severity;
use crate::facts::Coverage;
use crate::finding::{DesignReport, Finding, Mark, Turn, Verdict};

/// A judged design and its place among the others of its run.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its file as seen from what is compared, so that both runs call the same file the same.
    pub place: String,
    /// What was found.
    pub report: DesignReport,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It was not there before.
    New,
    /// It is more severe, or further beyond its limit.
    Worsened,
    /// Its check can no longer be decided, because less is known: it was not fixed.
    Lost,
    /// It is milder, or nearer to its limit.
    Improved,
    /// A waiver covers it.
    Waived,
    /// Its check passes, or no longer applies.
    Fixed,
    /// The design is gone, and nobody knows whether what follows it is any better.
    Gone,
}

/// All kinds in their order.
pub const KINDS: [Kind; 7] = [Kind::New, Kind::Worsened, Kind::Lost, Kind::Improved, Kind::Waived, Kind::Fixed, Kind::Gone];

/// What its check was, where a finding is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It passed, or did not apply.
    Passed,
    /// It could not be decided.
    Open,
    /// A waiver covered the finding.
    Waived,
    /// The design was not there.
    Absent,
}

/// A finding that is not as it was.
#[derive(Clone, Debug)]
pub struct Change {
    /// What became of it.
    pub kind: Kind,
    /// The finding as it is now; as it was, where it is no longer there.
    pub finding: Finding,
    /// How bad it was, if it was there.
    pub was: Option<Mark>,
    /// What its check was, if the finding is new.
    pub before: Option<Before>,
}

/// How a design stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Its verdict.
    pub verdict: Verdict,
    /// How much was judged.
    pub coverage: Coverage,
}

/// A design and what changed in it.
#[derive(Clone, Debug)]
pub struct Designed {
    /// Its name.
    pub design: String,
    /// Its file before and now; none where it was not there.
    pub files: (Option<String>, Option<String>),
    /// How it stood and stands; none where it was not there.
    pub standing: (Option<Standing>, Option<Standing>),
    /// Its findings that are not as they were, by kind, the worst first.
    pub changes: Vec<Change>,
    /// How many are as they were.
    pub unchanged: usize,
}

impl Designed {
    /// Whether anything is other than before; a file that moved is not.
    #[must_use]
    pub fn differs(&self) -> bool {
        !self.changes.is_empty() || self.standing.0 != self.standing.1
    }

    /// How many changes there are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }
}

/// What changed from one run to another, by the designs of the later one; those that are gone come last.
#[must_use]
pub fn difference(old: &[Placed], new: &[Placed]) -> Vec<Designed> {
    let mut pairs = pairs(old, new);
    let met: BTreeSet<usize> = pairs.iter().filter_map(|(before, _)| *before).collect();
    pairs.extend((0..old.len()).filter(|before| !met.contains(before)).map(|before| (Some(before), None)));
    pairs.into_iter().map(|(before, now)| designed(before.map(|at| &old[at].report), now.map(|at| &new[at].report))).collect()
}

/// Each design of the later run with what it was: the same number or name in the same file, then in another, then another number
/// or name in the same file, if nothing else stands there.
fn pairs(old: &[Placed], new: &[Placed]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut was: Vec<Option<usize>> = vec![None; new.len()];
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    let mut pair = |same: &dyn Fn(&Placed, &Placed) -> bool| {
        for (now, place) in was.iter_mut().enumerate().filter(|(_, place)| place.is_none()) {
            *place = free.iter().copied().find(|before| same(&old[*before], &new[now]));
            if let Some(before) = place {
                free.remove(before);
            }
        }
    };
    let same_name = |a: &Placed, b: &Placed| a.report.identity == b.report.identity;
    let count = |all: &[Placed], place: &str| all.iter().filter(|one| one.place == place).count();
    let alone = |place: &str| count(old, place) == 1 && count(new, place) == 1;
    pair(&|a, b| same_name(a, b) && a.place == b.place);
    pair(&same_name);
    pair(&|a, b| a.place == b.place && alone(&a.place));
    was.into_iter().enumerate().map(|(now, before)| (before, Some(now))).collect()
}

fn designed(old: Option<&DesignReport>, new: Option<&DesignReport>) -> Designed {
    let standing = |of: &DesignReport| Standing { verdict: of.verdict, coverage: of.coverage };
    let file = |of: &DesignReport| of.file.path.clone();
    let (mut changes, unchanged) = changes(old, new);
    changes.sort_by_key(|change| (change.kind, std::cmp::Reverse(change.finding.severity)));
    Designed {
        design: new.or(old).map_or_else(String::new, |of| of.design.clone()),
        files: (old.map(file), new.map(file)),
        standing: (old.map(standing), new.map(standing)),
        changes,
        unchanged,
    }
}

/// What tells a finding from the others of its design, whatever that goes by.
type Key<'r> = (&'r str, &'r str, usize);

/// The findings of a design by check and subject, with a number where that is not enough.
fn keyed(design: Option<&DesignReport>) -> Vec<(Key<'_>, &Finding)> {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut keyed = Vec::new();
    for finding in design.into_iter().flat_map(|design| &design.findings) {
        let number = seen.entry((&finding.check, &finding.identity)).or_default();
        *number += 1;
        keyed.push(((finding.check.as_str(), finding.identity.as_str(), *number), finding));
    }
    keyed
}

/// What became of each finding, and how many are as they were. What one side leaves out is not compared: its findings are not known
/// one by one.
fn changes(old: Option<&DesignReport>, new: Option<&DesignReport>) -> (Vec<Change>, usize) {
    let (before, now) = (keyed(old), keyed(new));
    let known: BTreeMap<Key<'_>, &Finding> = before.iter().copied().collect();
    let there: BTreeSet<Key<'_>> = now.iter().map(|(key, _)| *key).collect();
    let mut changes = Vec::new();
    let mut unchanged = 0;
    let left_out = |design: Option<&DesignReport>, finding: &Finding| {
        design.is_some_and(|design| design.ignored.iter().any(|(code, _)| *code == finding.code))
    };
    for (key, finding) in now.into_iter().filter(|(_, finding)| !left_out(old, finding)) {
        let was = known.get(&key).map(|finding| Mark::from(*finding));
        let kind = match was.map(|was| was.turn(&Mark::from(finding))) {
            None => Kind::New,
            Some(Turn::Worse) => Kind::Worsened,
            Some(Turn::Better) => Kind::Improved,
            Some(Turn::Same) => {
                unchanged += 1;
                continue;
            }
        };
        let before = (kind == Kind::New).then(|| stood(old, finding));
        changes.push(Change { kind, finding: finding.clone(), was, before });
    }
    let gone = before.into_iter().filter(|(key, finding)| !there.contains(key) && !left_out(new, finding));
    for (_, finding) in gone {
        let kind = match stood(new, finding) {
            Before::Open => Kind::Lost,
            Before::Waived => Kind::Waived,
            Before::Passed => Kind::Fixed,
            Before::Absent => Kind::Gone,
        };
        changes.push(Change { kind, finding: finding.clone(), was: Some(Mark::from(finding)), before: None });
    }
    (changes, unchanged)
}

/// How the check of a finding stands in a run that does not have it.
fn stood(design: Option<&DesignReport>, finding: &Finding) -> Before {
    let Some(design) = design else { return Before::Absent };
    let same = |waived: &Finding| waived.check == finding.check && waived.identity == finding.identity;
    if design.waived.iter().any(|waived| same(&waived.finding)) {
        Before::Waived
    } else if design.not_assessed.iter().any(|open| open.code == finding.code && open.at == finding.at) {
        Before::Open
    } else {
        Before::Passed
    }
}

/// Whether anything of a severity or worse is of these kinds.
#[must_use]
pub fn any(designs: &[Designed], kinds: &[Kind], least: Severity) -> bool {
    let of = |change: &Change| kinds.contains(&change.kind) && change.finding.severity >= least;
    designs.iter().flat_map(|design| &design.changes).any(of)
}
