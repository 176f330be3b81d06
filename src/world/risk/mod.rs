//! What samples of a part leave open for production.

mod feature;

pub(crate) use feature::{has, joint_has};

use super::World;
use super::views::RiskView;
use crate::knowledge::Table;

/// The risks of every part whose samples come from another process than production, as far as they concern the part.
pub(crate) fn risks(world: &World<'_>) -> Vec<RiskView> {
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
            let concerns = &world.library.risks()[usize::from(**risk)].concerns;
            concerns.is_empty() || concerns.iter().any(|feature| has(world, part, *feature))
        };
        found.extend(open.iter().filter(concerned).map(|risk| RiskView { part, risk: *risk }));
    }
    found
}
