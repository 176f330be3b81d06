//! Facts of what samples leave open for production, and whether evidence from production closes it.
//!
//! Evidence closes a risk only if it comes from the production process of the part; everything else shows form and fit.

mod closed;

use std::collections::BTreeSet;
use std::rc::Rc;

use super::typed::{List, Part, Risk, Thing as _, methods};
use super::{Known, Lack, Origin, Trace, Word, World};
use crate::knowledge::{Basis, Risk as Row};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::risk_facts;

fn row(world: &World<'_>, i: usize) -> &'static Row<'static> {
    &world.library.risks()[usize::from(world.risks[i].risk)]
}

fn origin(row: &'static Row<'static>) -> Origin {
    Origin::Row { what: format!("risk {}", row.id).into(), basis: row.basis, sources: &row.sources }
}

/// The risks of a part that no evidence closes: those that stop a release, or the others. Not known where the evidence that
/// would close each of them is not recorded; once one is known to be open, what is not recorded is open with it.
pub(super) fn open_risks<'w>(world: &'w World<'w>, part: usize, stops: bool, trace: &mut Trace) -> Known<List<Risk<'w>>> {
    let of_part = (0..world.risks.len()).filter(|i| world.risks[*i].part == part);
    let of_part = of_part.filter(|i| (row(world, *i).severity == "error") == stops).map(|i| Risk::at(world, i));
    let each: Vec<(Risk<'_>, Known<bool>)> = of_part.map(|risk| (risk, risk.closed(&mut Trace::off()))).collect();
    if each.iter().any(|(_, closed)| closed.is_err()) && !each.iter().any(|(_, closed)| *closed == Ok(false)) {
        for (risk, _) in each.iter().filter(|(_, closed)| closed.is_err()) {
            risk.closed(trace).unwrap_or_default();
        }
        return Err(Lack::Unknown);
    }
    let open: Vec<Risk<'_>> = each.into_iter().filter(|(_, closed)| *closed != Ok(true)).map(|(risk, _)| risk).collect();
    // Of several one is enough: what is said rests on those that a source states, as long as there is one.
    let sourced = |risk: &&Risk<'_>| row(world, risk.index).basis != Basis::Unverified;
    let any = open.iter().any(|risk| sourced(&risk));
    for risk in open.iter().filter(|risk| !any || sourced(risk)) {
        trace.origin(|| origin(row(world, risk.index)));
    }
    Ok(open)
}

/// The records of which one would close each of these risks, as keys of the design.
pub(super) fn proofs(world: &World<'_>, risks: &[Risk<'_>]) -> Rc<[Word]> {
    let ways = |risk: &Risk<'_>| {
        let row = row(world, risk.index);
        let part = world.parts[world.risks[risk.index].part].id;
        let tests = (!row.tests.is_empty()).then(|| "`evidence.tests`".to_owned());
        let built = row.built.then(|| format!("`evidence.builds.of: {part}`"));
        let document = (!row.document.is_empty()).then(|| format!("`engagement.documents.{}`", row.document));
        [tests, built, document].into_iter().flatten().chain(risk.readings_wanted())
    };
    let mut known = BTreeSet::new();
    risks.iter().flat_map(ways).filter(|way| known.insert(way.clone())).map(Word::from).collect()
}

risk_facts!(methods);

impl Risk<'_> {
    /// A text of its row.
    fn text(self, trace: &mut Trace, pick: fn(&'static Row<'static>) -> &'static str) -> Known<Word> {
        let row = row(self.world, self.index);
        trace.origin(|| origin(row));
        Ok(pick(row).into())
    }
}

impl<'w> Facts<'w> for Risk<'w> {
    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.world.risks[self.index].part))
    }

    fn topic(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.topic)
    }

    fn why(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.why)
    }

    fn evidence(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.evidence)
    }

    fn acceptance(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.acceptance)
    }

    fn fix(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.fix)
    }

    fn severity(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.severity)
    }

    fn units(self, trace: &mut Trace) -> Known<Bounds> {
        let row = row(self.world, self.index);
        let units = row.units.ok_or(Lack::Unknown)?;
        trace.origin(|| origin(row));
        Ok(Bounds::exact(f64::from(units), find_unit("units")))
    }

    fn closed(self, trace: &mut Trace) -> Known<bool> {
        if let Some((span, _)) = self.closed_by() {
            trace.given(span);
            return Ok(true);
        }
        let missing = self.not_recorded();
        for list in &missing {
            trace.need::<()>(|| format!("evidence.{list}"));
        }
        if missing.is_empty() { Ok(false) } else { Err(Lack::Unknown) }
    }
}
