//! What a check is judged on in one design.

use smallvec::{SmallVec, smallvec};

use crate::catalogue::Subject;
use crate::facts::{Gap, World};
use crate::vocabulary::{Item, Kind};

/// What one subject binds: the thing itself, and its two routes if it is in transition.
pub(super) type Slots = SmallVec<[Item; 3]>;

/// What each thing of a subject binds.
pub(super) fn slots(subject: Subject, world: &World<'_>) -> Vec<Slots> {
    let all = (0..world.count(subject.kind())).map(|i| Item::new(subject.kind(), i));
    match subject {
        // An older study of a dimension is history once newer ones hold as many readings.
        Subject::Each(Kind::Measurement) => {
            all.filter(|item| world.stands_study(item.at())).map(|item| smallvec![item]).collect()
        }
        Subject::Each(_) => all.map(|item| smallvec![item]).collect(),
        Subject::InTransition(kind) => all
            .filter_map(|item| {
                let parts = if kind == Kind::Part { vec![item.at()] } else { world.joints[item.at()].parts.clone() };
                let part = parts.into_iter().find(|part| world.parts[*part].part.prototype.is_there())?;
                Some(smallvec![item, Item::new(Kind::Route, 2 * part), Item::new(Kind::Route, 2 * part + 1)])
            })
            .collect(),
    }
}

/// Where the design may have further subjects of which it does not tell.
pub(super) fn gaps(subject: Subject, world: &World<'_>) -> Vec<Gap> {
    match subject {
        Subject::Each(kind) => world.gaps(kind),
        Subject::InTransition(kind) => world.gaps_in_transition(kind),
    }
}

/// What checks are judged on, listed once for all checks of a subject.
#[derive(Default)]
pub(super) struct Subjects(Vec<(Subject, Listed)>);

/// The subjects of one sort, and where the design may have further ones.
pub(super) struct Listed {
    pub slots: Vec<Slots>,
    pub gaps: Vec<Gap>,
}

impl Subjects {
    pub(super) fn of(&mut self, subject: Subject, world: &World<'_>) -> &Listed {
        let known = self.0.iter().position(|(known, _)| *known == subject);
        let place = known.unwrap_or_else(|| {
            self.0.push((subject, Listed { slots: slots(subject, world), gaps: gaps(subject, world) }));
            self.0.len() - 1
        });
        &self.0[place].1
    }
}
