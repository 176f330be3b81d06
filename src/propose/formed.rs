//! Steps that work on what another one has formed, and so stay behind it: read from `checks/advice/formed.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::design::Spec;
use crate::facts::World;
use crate::knowledge::{Table, library};
use crate::yaml::{Budget, Session, parse};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Families of the process that gives a part its form.
    first: Vec<String>,
    /// Families of the processes that work on the formed part.
    then: Vec<String>,
}

static TEXT: &str = include_str!("../../checks/advice/formed.yaml");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    // Without rows steps are moved anywhere: a test fails if the table cannot be read.
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

/// The steps of a design that form a part, each with a later one that works on the formed part, by their names.
pub(super) struct Formed(Vec<(String, String)>);

impl Formed {
    pub fn of(spec: &Spec) -> Self {
        let world = World::new(spec, None);
        let family = |step: usize| world.steps[step].process.map(|process| library().entry(Table::Process, process).family);
        let among = |families: &[String], step: usize| family(step).is_some_and(|own| families.iter().any(|known| known == own));
        let stays = |earlier: usize, later: usize| ROWS.iter().any(|row| among(&row.first, earlier) && among(&row.then, later));
        let orders = world.orders.iter().filter(|order| stays(order.earlier, order.later));
        let name = |step: usize| world.steps[step].id.to_owned();
        Self(orders.map(|order| (name(order.earlier), name(order.later))).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether in another order of the steps each of them still comes before the one that works on what it formed.
    pub fn keeps(&self, spec: &Spec) -> bool {
        let world = World::new(spec, None);
        let place = |name: &str| world.steps.iter().position(|step| step.id == name);
        let before = |(first, then): &(String, String)| {
            place(first).zip(place(then)).is_none_or(|(first, then)| world.sequence.is_before(first, then))
        };
        self.0.iter().all(before)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::design::{Content, Loader};

    fn spec(steps: &[&str]) -> Spec {
        let step = |name: &&str| match *name {
            "laminate" => "  - { step: laminate, process: hot-melt-lamination, adds: [shell] }\n".to_owned(),
            "form" => "  - { step: form, process: eva-forming }\n".to_owned(),
            "pad" => "  - { step: pad, process: die-cutting, of: [pad] }\n".to_owned(),
            process => format!("  - {{ step: {process}, process: {process}, of: [shell] }}\n"),
        };
        let steps: String = steps.iter().map(step).collect();
        let text = format!(
            "caseproof: 1\ndesign: {{ name: x }}\nparts: {{ shell: {{ material: eva-foam-75c }}, pad: {{ material: epe }} }}\nassembly:\n{steps}"
        );
        let read = Loader::new(Path::new(".")).text(text, "design", None);
        let Content::Specs(mut specs) = read.content else { panic!("{:?}", read.problems) };
        specs.pop().expect("a design")
    }

    #[test]
    fn what_works_on_a_formed_part_stays_behind_its_forming() {
        let formed = Formed::of(&spec(&["laminate", "form", "trimming", "zipper-setting", "pad"]));
        assert_eq!(formed.0.len(), 2, "{:?}", formed.0);
        assert!(formed.keeps(&spec(&["form", "laminate", "trimming", "zipper-setting", "pad"])));
        assert!(formed.keeps(&spec(&["pad", "laminate", "form", "zipper-setting", "trimming"])));
        assert!(!formed.keeps(&spec(&["laminate", "trimming", "form", "zipper-setting", "pad"])));
        assert!(!formed.keeps(&spec(&["zipper-setting", "laminate", "form", "trimming", "pad"])));
        // A blank that is cut flat may be cut behind.
        assert!(Formed::of(&spec(&["laminate", "die-cutting", "form"])).is_empty());
    }

    #[test]
    fn rows_name_families_that_are_there() {
        for family in ROWS.iter().flat_map(|row| row.first.iter().chain(&row.then)) {
            assert!(library().entries(Table::Process).iter().any(|entry| entry.family == family), "{family}");
        }
        assert!(!ROWS.is_empty());
    }
}
