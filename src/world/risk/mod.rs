//! What samples of a part leave open for production.

mod device;
mod feature;

pub(crate) use device::meets_device;
pub(crate) use feature::{has, joint_has};

use super::World;
use super::views::RiskView;
use crate::knowledge::Table;

/// The risks of every part whose samples come from another process than production, as far as they concern the part.
pub(crate) fn risks(world: &World<'_>) -> Vec<RiskView> {
    let kind = world.spec.design.get().and_then(|about| about.kind.get()).map(|kind| kind.word());
    let mut found = Vec::new();
    for (part, view) in world.parts.iter().enumerate() {
        let id = |index: Option<u16>| index.map(|index| world.library.entry(Table::Process, index).id);
        let (Some(from), Some(to)) = (id(view.prototype_process), id(view.process)) else { continue };
        let mut open: Vec<u16> = Vec::new();
        for transfer in world.library.transfers().iter().filter(|row| row.from.contains(&from) && row.to.contains(&to)) {
            open.extend(&transfer.not_proven);
        }
        open.sort_unstable();
        open.dedup();
        let concerned = |risk: &&u16| {
            let row = &world.library.risks()[usize::from(**risk)];
            let of_kind = row.kinds.is_empty() || kind.is_none_or(|kind| row.kinds.contains(&kind));
            of_kind && (row.concerns.is_empty() || row.concerns.iter().any(|feature| has(world, part, *feature)))
        };
        found.extend(open.iter().filter(concerned).map(|risk| RiskView { part, risk: *risk }));
    }
    found
}
