//! Which records stand: by the revision that they were made to, and by how many units or readings they hold.

use super::target::in_order;
use crate::design::{Count, Quantity};
use crate::knowledge::Table;
use crate::vocabulary::{Item, Kind};
use crate::world::World;
use crate::world::gap::Gap;
use crate::world::given::elements;
use crate::yaml::Field;

/// What a record says of itself that a later one has to reach to take its place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Extent<'w> {
    /// The revision that it was made to.
    pub revision: Option<&'w str>,
    /// The fewest and the most units or readings that it may hold.
    pub count: Option<(f64, f64)>,
}

impl<'w> Extent<'w> {
    /// The extent of a record with these fields.
    pub(crate) fn new(revision: &'w Field<Box<str>>, count: &Field<Quantity<Count>>) -> Self {
        Self { revision: revision.get().map(|name| &**name), count: count.get().map(Quantity::bounds) }
    }
}

/// Whether later records of the same thing take the place of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outdone {
    /// One of them is of another revision, or together they hold as many units.
    Yes,
    /// They are of no other revision, and hold fewer.
    No,
    /// The earlier one does not say its revision, and a later one names one.
    UnsaidRevision,
    /// The earlier one does not say how many it holds.
    UnsaidCount,
}

/// Whether later records take the place of an earlier one. What they do not say of themselves they do not bring.
pub(crate) fn outdone(earlier: Extent<'_>, later: &[Extent<'_>]) -> Outdone {
    let another = |later: &Extent<'_>| earlier.revision.zip(later.revision).is_some_and(|(one, other)| !is_same(one, other));
    let together: f64 = later.iter().filter_map(|later| later.count).map(|(least, _)| least).sum();
    let enough = earlier.count.is_some_and(|(_, most)| together >= most);
    if later.iter().any(another) || enough && !later.is_empty() {
        Outdone::Yes
    } else if later.is_empty() {
        Outdone::No
    } else if earlier.revision.is_none() && later.iter().any(|later| later.revision.is_some()) {
        Outdone::UnsaidRevision
    } else if earlier.count.is_none() {
        Outdone::UnsaidCount
    } else {
        Outdone::No
    }
}

impl World<'_> {
    /// Whether a build counts: one of another revision than that of the design is history where its lot has others.
    #[must_use]
    pub fn counts_build(&self, build: usize) -> bool {
        is_of_now(self, &self.builds[build].given.revision) || self.lots.iter().any(|lot| lot.builds.contains(&build))
    }

    /// Whether a test counts: one of another revision than that of the design is history where its claim has others.
    #[must_use]
    pub fn counts_test(&self, test: usize) -> bool {
        is_of_now(self, &self.tests[test].given.revision) || self.claims.iter().any(|claim| claim.tests.contains(&test))
    }

    /// Whether a study counts: one of another revision than that of the design is history where its dimension has others.
    #[must_use]
    pub fn counts_study(&self, study: usize) -> bool {
        is_of_now(self, &self.measurements[study].given.revision) || self.studies_like(study).contains(&study)
    }

    /// Whether no newer study of the same dimension, process and revision is there.
    #[must_use]
    pub fn is_newest_study(&self, study: usize) -> bool {
        self.studies_like(study).last() == Some(&study)
    }

    /// Whether a study stands: newer ones of the same dimension, process and revision hold fewer readings, or there are none.
    #[must_use]
    pub fn stands_study(&self, study: usize) -> bool {
        self.outdone_study(study) == Some(Outdone::No)
    }

    /// Where older studies do not say what tells whether they stand.
    pub(in crate::world) fn unsaid_studies(&self) -> impl Iterator<Item = Gap> {
        (0..self.measurements.len()).filter_map(|study| {
            let key = match self.outdone_study(study)? {
                Outdone::UnsaidRevision => "revision",
                Outdone::UnsaidCount => "count",
                Outdone::Yes | Outdone::No => return None,
            };
            let at = self.path(Item::new(Kind::Measurement, study));
            Some(Gap { needs: vec![format!("{at}.{key}")], at })
        })
    }

    /// Whether newer studies take the place of one; none of one that is history by its revision.
    fn outdone_study(&self, study: usize) -> Option<Outdone> {
        let studies = self.studies_like(study);
        let place = studies.iter().position(|other| *other == study)?;
        let newer: Vec<Extent<'_>> = studies[place + 1..].iter().map(|newer| self.extent(*newer)).collect();
        Some(outdone(self.extent(study), &newer))
    }

    /// Of which revision a study is and how many readings it holds; an empty list holds none yet.
    pub(crate) fn extent(&self, study: usize) -> Extent<'_> {
        let given = self.measurements[study].given;
        let extent = Extent::new(&given.revision, &given.count);
        let values = Some(elements(&given.values).count() as f64).filter(|count| *count > 0.0);
        Extent { count: values.map(|count| (count, count)).or(extent.count), ..extent }
    }

    /// The studies of the same dimension and process that count, the oldest first.
    fn studies_like(&self, study: usize) -> Vec<usize> {
        let given = |study: usize| self.measurements[study].given;
        let process = |study: usize| given(study).process.get().and_then(|name| self.library.find(Table::Process, name));
        let alike = |other: &usize| given(*other).of.get() == given(study).of.get() && process(*other) == process(study);
        let studies: Vec<usize> = (0..self.measurements.len()).filter(alike).collect();
        let studies = of_this_revision(self, studies, |study| &given(study).revision);
        in_order(studies, |study| &given(study).date)
    }
}

/// Leaves out records of another revision than that of the design, if there are any of this one or without one.
pub(super) fn of_this_revision<'w>(
    world: &World<'_>,
    records: Vec<usize>,
    revision: impl Fn(usize) -> &'w Field<Box<str>>,
) -> Vec<usize> {
    let holds = |record: &usize| is_of_now(world, revision(*record));
    if records.iter().any(holds) { records.into_iter().filter(holds).collect() } else { records }
}

/// Whether a record is not of another revision than that of the design.
pub(crate) fn is_of_now(world: &World<'_>, revision: &Field<Box<str>>) -> bool {
    let now = world.spec.design.get().and_then(|about| about.revision.get());
    revision.get().zip(now).is_none_or(|(revision, now)| is_same(revision, now))
}

/// Words that lead to the name of a revision, a longer one before what it begins with.
const LEADS: [&str; 5] = ["revision", "rev", "版本", "版次", "版"];

/// Whether two names mean the same revision, whatever their case and the blanks and leading words around them: `C`, ` c`, `Rev. C`.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// The name of a revision without case and without what only says that it is one.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let bare = LEADS.into_iter().find_map(|lead| after(&name, lead)).or_else(|| name.strip_suffix('版').map(str::trim_end));
    bare.filter(|bare| !bare.is_empty()).map_or_else(|| name.clone(), ToOwned::to_owned)
}

/// What stands behind a leading word, be there a sign between or not; none of another word that begins like it.
fn after<'n>(name: &'n str, lead: &str) -> Option<&'n str> {
    let rest = name.strip_prefix(lead)?;
    let bare = rest.trim_start_matches(|char: char| char.is_whitespace() || ".:#-_".contains(char));
    let apart = bare.len() < rest.len() || !lead.is_ascii();
    let short = bare.chars().count() == 1 || bare.starts_with(|char: char| char.is_ascii_digit());
    (apart || short).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(revision: &'static str, count: f64) -> Extent<'static> {
        Extent { revision: Some(revision).filter(|name| !name.is_empty()), count: Some((count, count)).filter(|_| count > 0.0) }
    }

    #[test]
    fn a_revision_is_known_by_its_name_alone() {
        for same in ["C", "c ", " C", "Rev C", "rev. c", "Rev.C", "REV-C", "revC", "Revision: C", "版本 C", "C版", "版C"] {
            assert!(is_same("C", same), "{same}");
        }
        assert!(is_same("rev 2.1", "2.1") && is_same("Rev2", "2"));
        for other in ["D", "C1", "CC", "", "rev", "Rev D", "C.1"] {
            assert!(!is_same("C", other), "{other}");
        }
        assert!(!is_same("review", "iew") && !is_same("rev", "") && !is_same("01", "1"));
    }

    #[test]
    fn as_many_units_or_another_revision_take_the_place_of_a_record() {
        for (earlier, later, expected) in [
            (of("", 30.0), vec![], Outdone::No),
            (of("", 30.0), vec![of("", 1.0)], Outdone::No),
            (of("", 30.0), vec![of("", 29.0)], Outdone::No),
            (of("", 30.0), vec![of("", 30.0)], Outdone::Yes),
            (of("", 30.0), vec![of("", 20.0), of("", 10.0)], Outdone::Yes),
            (of("A", 30.0), vec![of("A", 1.0)], Outdone::No),
            (of("A", 30.0), vec![of("B", 1.0)], Outdone::Yes),
            (of("A", 30.0), vec![of("", 1.0)], Outdone::No),
            (of("", 30.0), vec![of("B", 1.0)], Outdone::UnsaidRevision),
            (of("", 30.0), vec![of("B", 30.0)], Outdone::Yes),
            (of("", 0.0), vec![of("", 5.0)], Outdone::UnsaidCount),
            (of("", 30.0), vec![of("", 0.0)], Outdone::No),
        ] {
            assert_eq!(outdone(earlier, &later), expected, "{earlier:?} {later:?}");
        }
    }
}
