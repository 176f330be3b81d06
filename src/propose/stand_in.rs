//! Which entries of the tables may take each other's place: read from `checks/advice/stand_ins.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::role::fits;
use crate::knowledge::{Entry, library};
use crate::yaml::{Budget, Session, parse};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// Codes of the checks for whose findings alone it counts, and no other group does.
    #[serde(default, rename = "for")]
    checks: Vec<String>,
    /// Patterns of the fields where it counts.
    at: Vec<String>,
    /// Ids of entries.
    #[serde(default)]
    members: Vec<String>,
    /// With `of` the entries that never take their place, whatever another group says.
    #[serde(default)]
    never: Vec<String>,
    /// The only entries that the others stand in for, where it does not hold both ways.
    #[serde(default)]
    of: Vec<String>,
}

static TEXT: &str = include_str!("../../checks/advice/stand_ins.yaml");

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    // Without groups the families alone would decide: a test fails if the table cannot be read.
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

impl Group {
    fn is_at(&self, field: &str) -> bool {
        let field = &field.replace('[', ".").replace(']', "");
        self.at.iter().any(|pattern| fits(pattern, field))
    }
}

/// Whether the findings of a check are answered at a field by groups of its own alone.
pub(super) fn has_groups(field: &str, check: &str) -> bool {
    GROUPS.iter().any(|group| group.checks.iter().any(|known| known == check) && group.is_at(field))
}

/// Whether one entry may take the place of another at a field, as far as the groups know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StandIn {
    /// Both are in a group there.
    Yes,
    /// One of them is in a group there without the other.
    No,
    /// Neither is in any: their families decide.
    Unsaid,
}

/// What the groups say of two entries at a field, where the finding of a check is to be answered for that check. A check with groups of
/// its own is answered by these alone.
pub(super) fn stands_in(field: &str, own: &Entry<'static>, other: &Entry<'static>, check: Option<&str>) -> StandIn {
    let own_groups = check.filter(|check| has_groups(field, check));
    let of_check = |group: &Group| match own_groups {
        Some(check) => group.checks.iter().any(|known| known == check),
        None => group.checks.is_empty(),
    };
    let here = |group: &&Group| of_check(group) && group.is_at(field);
    let mut said = if own_groups.is_some() { StandIn::No } else { StandIn::Unsaid };
    // Of a word that means one of several materials each may be meant.
    let has = |ids: &[String], entry: &Entry<'static>| {
        library().meant_by(entry).any(|meant| ids.iter().any(|member| member == meant.id))
    };
    if GROUPS.iter().filter(here).any(|group| has(&group.of, own) && has(&group.never, other)) {
        return StandIn::No;
    }
    for group in GROUPS.iter().filter(here) {
        let one_way = !group.of.is_empty();
        let from = if one_way { &group.of } else { &group.members };
        match (has(from, own), has(&group.members, other)) {
            (true, true) => return StandIn::Yes,
            (false, false) => {}
            _ if one_way => {}
            _ => said = StandIn::No,
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Table;

    fn said(field: &str, own: &str, other: &str) -> StandIn {
        let entry = |id: &str| library().entry(Table::Material, library().find(Table::Material, id).expect(id));
        stands_in(field, entry(own), entry(other), None)
    }

    #[test]
    fn what_does_the_same_work_stands_in() {
        assert!(GROUPS.len() > 20, "{} groups", GROUPS.len());
        let material = "parts.a.layers.0.material";
        assert_eq!(said(material, "nylon-thread", "polyester-thread"), StandIn::Yes);
        assert_eq!(said(material, "nylon-840d", "nylon-thread"), StandIn::No);
        assert_eq!(said(material, "conductive-film", "tpu-film"), StandIn::No);
        assert_eq!(said(material, "abs", "pc"), StandIn::Unsaid);
        assert_eq!(said("parts.a.layers.0.bond", "hot-melt-web", "polyamide-hot-melt"), StandIn::Yes);
        assert_eq!(said("parts.a.layers.0.bond", "hot-melt-web", "imd-pc-film"), StandIn::No);
        assert_eq!(said("joints.a.adhesive", "threadlocker-anaerobic", "mma-structural"), StandIn::No);
        assert_eq!(said("joints.a.adhesive", "threadlocker-anaerobic", "cyanoacrylate"), StandIn::Yes);
        assert_eq!(said("joints.a.adhesive", "cyanoacrylate", "threadlocker-anaerobic"), StandIn::No);
        assert_eq!(said("parts.a.material", "abs", "hips"), StandIn::No);
        assert_eq!(said("parts.a.material", "hips", "abs"), StandIn::Unsaid);
        assert_eq!(said("parts.a.material", "ndfeb-n52", "ndfeb-ah"), StandIn::No);
        assert_eq!(said("parts.a.material", "ndfeb-n52", "ndfeb-h"), StandIn::Unsaid);
        assert_eq!(said(material, "pvc-leather", "brushed-tricot"), StandIn::Yes);
        assert_eq!(said(material, "pu-leather", "nylon-840d"), StandIn::No);
    }

    #[test]
    fn what_a_law_restricts_is_answered_by_a_grade_of_the_same_base() {
        let entry = |id: &str| library().entry(Table::Material, library().find(Table::Material, id).expect(id));
        let said = |own: &str, other: &str| stands_in("parts.a.material", entry(own), entry(other), Some("C46"));
        assert_eq!(said("pvc-soft", "pvc-soft-totm"), StandIn::Yes);
        assert_eq!(said("pvc-soft", "tpu"), StandIn::No);
        assert_eq!(said("brass", "copper-beryllium"), StandIn::No);
        assert_eq!(said("pc", "abs"), StandIn::No);
        let engine = crate::engine::Engine::builtin().expect("the checks");
        for code in GROUPS.iter().flat_map(|group| &group.checks) {
            assert!(engine.find(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn groups_name_entries_that_are_there() {
        let is = |member: &str, table: Table| library().entries(table).iter().any(|entry| entry.id == member);
        let unknown = |member: &&String| ![Table::Material, Table::Method, Table::Process].iter().any(|table| is(member, *table));
        let all = GROUPS.iter().flat_map(|group| group.members.iter().chain(&group.of).chain(&group.never));
        let wrong: Vec<&String> = all.filter(unknown).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
