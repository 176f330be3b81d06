//! Which candidate beats which: no worse in any quantity and better in one. What is not known beats nothing and is not beaten.

use std::cmp::Ordering;

use super::measure::{Aspect, Known};
use super::{Flip, Ranked};

/// How a candidate stands among the others.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Standing {
    /// Nothing beats it.
    Unbeaten,
    /// These beat it.
    Beaten(Vec<String>),
    /// Another is no worse in all that is known of both and better in some, but this quantity of it is not known.
    Hangs {
        aspect: Aspect,
        by: String,
        /// From where on it is beaten.
        from: f64,
    },
}

/// How one candidate compares with another in a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Better,
    Same,
    Worse,
    /// Ranges that overlap, or other work.
    Open,
    /// Known of the first only.
    OnlyOne,
    /// Known of the second only.
    OnlyOther,
}

fn side(one: &Ranked, other: &Ranked, aspect: Aspect) -> Side {
    if aspect == Aspect::Open {
        return by_what_is_open(one, other);
    }
    match (one.of(aspect), other.of(aspect)) {
        (one, other) if aspect.is_other_work() && one != other => Side::Open,
        (Known::Not, Known::Not) => Side::Same,
        (Known::Between(..), Known::Not) => Side::OnlyOne,
        (Known::Not, Known::Between(..)) => Side::OnlyOther,
        (Known::Between(low, high), Known::Between(other_low, other_high)) => {
            let (low, high) = (low.total_cmp(&other_low), high.total_cmp(&other_high));
            let better = if aspect.more_is_better() { Ordering::Greater } else { Ordering::Less };
            match (low, high) {
                (Ordering::Equal, Ordering::Equal) => Side::Same,
                _ if (low == better || low.is_eq()) && (high == better || high.is_eq()) => Side::Better,
                _ if low != better && high != better => Side::Worse,
                _ => Side::Open,
            }
        }
    }
}

/// One that leaves fewer checks open is better only if it decides all that the other does: what it leaves open might speak
/// against it.
fn by_what_is_open(one: &Ranked, other: &Ranked) -> Side {
    match (one.open.is_subset(&other.open), other.open.is_subset(&one.open)) {
        (true, true) => Side::Same,
        (true, false) => Side::Better,
        (false, true) => Side::Worse,
        (false, false) => Side::Open,
    }
}

/// Whether one candidate beats another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beats {
    No,
    Yes,
    /// It would, but this quantity of the other is not known.
    But(Aspect),
}

fn beats(one: &Ranked, other: &Ranked, aspects: &[Aspect]) -> Beats {
    let (mut better, mut unknown) = (false, None);
    for aspect in aspects {
        match side(one, other, *aspect) {
            Side::Better => better = true,
            Side::Same => {}
            Side::OnlyOne => unknown = unknown.or(Some(*aspect)),
            Side::Worse | Side::Open | Side::OnlyOther => return Beats::No,
        }
    }
    match (better, unknown) {
        (false, _) => Beats::No,
        (true, None) => Beats::Yes,
        (true, Some(aspect)) => Beats::But(aspect),
    }
}

/// How each candidate stands, in their order.
pub(super) fn standings(all: &[Ranked], aspects: &[Aspect]) -> Vec<Standing> {
    let beat = |one: &Ranked, other: &Ranked| beats(one, other, aspects) == Beats::Yes;
    let free: Vec<&Ranked> = all.iter().filter(|other| !all.iter().any(|one| beat(one, other))).collect();
    let hangs = |other: &Ranked| {
        free.iter().find_map(|one| {
            let Beats::But(aspect) = beats(one, other, aspects) else { return None };
            let Known::Between(low, high) = one.of(aspect) else { return None };
            Some(Standing::Hangs { aspect, by: one.id.clone(), from: if aspect.more_is_better() { low } else { high } })
        })
    };
    // Whoever is beaten is beaten by one that nothing beats: those are named, and those that hang on a figure last.
    let (certain, doubtful): (Vec<&Ranked>, Vec<&Ranked>) = free.iter().partition(|one| hangs(one).is_none());
    let standing = |other: &Ranked| {
        let by: Vec<String> = certain.iter().chain(&doubtful).filter(|one| beat(one, other)).map(|one| one.id.clone()).collect();
        if by.is_empty() { hangs(other).unwrap_or(Standing::Unbeaten) } else { Standing::Beaten(by) }
    };
    all.iter().map(standing).collect()
}

/// The order in which candidates are listed: quantity by quantity, what is not known last, then by id.
pub(super) fn first(one: &Ranked, other: &Ranked) -> Ordering {
    let by = |aspect: &Aspect| better_first(one.of(*aspect), other.of(*aspect), *aspect);
    let mut orders = Aspect::ALL.iter().filter(|aspect| !aspect.is_other_work()).map(by);
    orders.find(|order| order.is_ne()).unwrap_or_else(|| one.id.cmp(&other.id))
}

fn better_first(one: Known, other: Known, aspect: Aspect) -> Ordering {
    match (one, other) {
        (Known::Not, Known::Not) => Ordering::Equal,
        (Known::Between(..), Known::Not) => Ordering::Less,
        (Known::Not, Known::Between(..)) => Ordering::Greater,
        (Known::Between(low, high), Known::Between(other_low, other_high)) => {
            let order = (low + high).total_cmp(&(other_low + other_high));
            if aspect.more_is_better() { order.reverse() } else { order }
        }
    }
}

/// Which candidates lead if one quantity counts most, where those are not the first of the list.
pub(super) fn weights(standing: &[Ranked], aspects: &[Aspect]) -> Vec<Flip> {
    let Some(leader) = standing.first() else { return Vec::new() };
    let leads = |aspect: &Aspect| {
        let best = standing.iter().min_by(|one, other| better_first(one.of(*aspect), other.of(*aspect), *aspect))?;
        let equal = |one: &&Ranked| better_first(one.of(*aspect), best.of(*aspect), *aspect).is_eq();
        let first: Vec<String> = standing.iter().filter(equal).map(|one| one.id.clone()).collect();
        (!first.contains(&leader.id)).then_some(Flip::Weight { aspect: *aspect, first })
    };
    aspects.iter().filter(|aspect| !aspect.is_other_work()).filter_map(leads).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::measure::Amount;
    use super::*;

    fn candidate(id: &str, amounts: &[(Aspect, Option<(f64, f64)>)]) -> Ranked {
        let amount = |(aspect, known): &(Aspect, Option<(f64, f64)>)| Amount {
            aspect: *aspect,
            known: known.map_or(Known::Not, |(low, high)| Known::Between(low, high)),
        };
        Ranked {
            id: id.to_owned(),
            name: String::new(),
            family: String::new(),
            present: false,
            amounts: amounts.iter().map(amount).collect(),
            least_margin: None,
            findings: Vec::new(),
            open: BTreeSet::new(),
        }
    }

    fn plain(id: &str, warnings: f64, margin: f64, density: Option<f64>) -> Ranked {
        candidate(
            id,
            &[
                (Aspect::Warnings, Some((warnings, warnings))),
                (Aspect::Margin, Some((margin, margin))),
                (Aspect::Density, density.map(|density| (density, density))),
            ],
        )
    }

    const ASPECTS: [Aspect; 3] = [Aspect::Warnings, Aspect::Margin, Aspect::Density];

    #[test]
    fn only_what_is_no_worse_in_anything_beats() {
        let all = [
            plain("light", 0.0, 0.1, Some(900.0)),
            plain("strong", 0.0, 0.5, Some(1200.0)),
            plain("heavy", 0.0, 0.1, Some(1000.0)),
            plain("twin", 0.0, 0.1, Some(900.0)),
            plain("warned", 1.0, 0.05, Some(1300.0)),
        ];
        let by = |ids: &[&str]| Standing::Beaten(ids.iter().map(|id| (*id).to_owned()).collect());
        let expected = [
            Standing::Unbeaten,
            Standing::Unbeaten,
            by(&["light", "twin"]),
            Standing::Unbeaten,
            by(&["light", "strong", "twin"]),
        ];
        assert_eq!(standings(&all, &ASPECTS), expected);
    }

    #[test]
    fn what_is_not_known_keeps_a_candidate_from_being_beaten_and_is_named() {
        let all = [plain("known", 0.0, 0.3, Some(950.0)), plain("dark", 0.0, 0.2, None), plain("better", 0.0, 0.4, None)];
        let hangs = Standing::Hangs { aspect: Aspect::Density, by: "known".to_owned(), from: 950.0 };
        // `better` and `dark` are compared in what is known of both: nothing is known of the density of either.
        assert_eq!(
            standings(&all, &ASPECTS),
            [Standing::Unbeaten, Standing::Beaten(vec!["better".to_owned()]), Standing::Unbeaten]
        );
        assert_eq!(standings(&all[..2], &ASPECTS), [Standing::Unbeaten, hangs]);
    }

    #[test]
    fn what_another_decides_has_to_be_decided() {
        let open = |id: &str, open: &[&str]| {
            let count = open.len() as f64;
            let open = open.iter().map(|place| (*place).to_owned()).collect();
            Ranked { open, ..candidate(id, &[(Aspect::Open, Some((count, count)))]) }
        };
        let all = [open("few", &["X1 at a"]), open("more", &["X1 at a", "X2 at b"]), open("other", &["X2 at b", "X3 at c"])];
        let found = standings(&all, &[Aspect::Open]);
        assert_eq!(found, [Standing::Unbeaten, Standing::Beaten(vec!["few".to_owned()]), Standing::Unbeaten]);
    }

    #[test]
    fn ranges_that_overlap_beat_nothing_and_shifted_ones_do() {
        let range = |id: &str, low: f64, high: f64| candidate(id, &[(Aspect::Density, Some((low, high)))]);
        let all = [range("wide", 900.0, 1200.0), range("narrow", 1000.0, 1100.0), range("shifted", 1000.0, 1300.0)];
        let by = |ids: &[&str]| Standing::Beaten(ids.iter().map(|id| (*id).to_owned()).collect());
        let found = standings(&all, &[Aspect::Density]);
        assert_eq!(found, [Standing::Unbeaten, Standing::Unbeaten, by(&["wide", "narrow"])]);
    }

    #[test]
    fn another_hardness_is_other_work() {
        let foam = |id: &str, density: f64, shore: Option<f64>| {
            let hardness = (Aspect::HardnessC, shore.map(|shore| (shore, shore)));
            candidate(id, &[(Aspect::Density, Some((density, density))), hardness])
        };
        let all = [
            foam("soft", 60.0, Some(30.0)),
            foam("hard", 120.0, Some(75.0)),
            foam("heavy", 130.0, Some(75.0)),
            foam("unsaid", 140.0, None),
        ];
        let aspects = [Aspect::Density, Aspect::HardnessC];
        let by = Standing::Beaten(vec!["hard".to_owned()]);
        assert_eq!(standings(&all, &aspects), [Standing::Unbeaten, Standing::Unbeaten, by, Standing::Unbeaten]);
        assert_eq!(weights(&all, &aspects), []);
    }

    #[test]
    fn each_quantity_has_its_own_leader() {
        let mut all = vec![plain("strong", 0.0, 0.5, Some(1200.0)), plain("light", 0.0, 0.1, Some(900.0))];
        all.sort_by(first);
        assert_eq!(all[0].id, "strong", "the wider margin comes first among those with the same findings");
        let flips = weights(&all, &ASPECTS);
        assert_eq!(flips, [Flip::Weight { aspect: Aspect::Density, first: vec!["light".to_owned()] }]);
    }
}
