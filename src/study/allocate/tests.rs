//! The search is held against an enumeration of all sets of tolerances, and each set against figures of its own.

use std::path::Path;

use super::*;
use crate::design::{Content, Loader, Spec};
use crate::formulas::allocation::{Burden, MEASURES};

/// Three parts of ABS within one half of the mold: ±0.36 mm at 100 mm (TG5), ±0.2 mm at 30 mm, and one of polypropylene (TG7).
const PARTS: &str = "
caseproof: 1
design: { name: Stack }
parts:
  a: { material: abs, process: injection-molding, dimensions: { d: { nominal: 100 mm, tolerance: ±0.5 mm } } }
  b: { material: abs, process: injection-molding, dimensions: { d: { nominal: 100 mm, tolerance: ±0.3 mm } } }
  c: { material: pp-copolymer, process: injection-molding, dimensions: { d: { nominal: 30 mm, tolerance: ±0.2 mm SHAPE } } }
stacks:
  gap: { limits: [LOW mm, HIGH mm], chain: [{ plus: a.d }, { minus: b.d }, { minus: c.d }, { plus: { nominal: 30.5 mm, tolerance: ±0.1 mm } }] }
";

fn spec(low: f64, high: f64, shape: &str) -> Spec {
    let text = PARTS.replace("LOW", &low.to_string()).replace("HIGH", &high.to_string());
    let text = text.replace("mm SHAPE", &format!("mm{shape}"));
    let Content::Specs(mut specs) = Loader::new(Path::new(".")).text(text, "spec", None).content else { panic!("a spec") };
    specs.remove(0)
}

/// The least burden of all sets that keep the limits, by trying every one.
fn enumerated(search: &Search) -> Option<Burden> {
    let mut best: Option<Burden> = None;
    let mut numbers = vec![0; search.ladders.len()];
    loop {
        if search.keeps(&numbers) {
            let burdens = numbers.iter().zip(&search.ladders).map(|(number, ladder)| ladder.burden(*number).0);
            let sum = burdens.fold([0.0; MEASURES], |sum, burden| std::array::from_fn(|at| sum[at] + burden[at]));
            if best.is_none_or(|best| Burden(sum).compare(&best).is_lt()) {
                best = Some(Burden(sum));
            }
        }
        let Some(at) = (0..numbers.len()).find(|at| numbers[*at] + 1 < search.ladders[*at].steps.len()) else { return best };
        numbers[..at].fill(0);
        numbers[at] += 1;
    }
}

#[test]
fn no_set_is_looser_than_the_one_that_is_found() {
    let shapes =
        ["", ", distribution: uniform", ", distribution: skewed, skewness: 0.8", ", distribution: sorted, capability: 0.8"];
    let goals = [Goal::Share(0.0027), Goal::WorstCase, Goal::Share(0.05), Goal::Share(1e-6)];
    let limits = [(0.1, 0.9), (0.3, 0.8), (0.4, 0.6), (0.0, 1.0), (0.2, 0.8), (0.25, 0.6), (-1.0, 2.0)];
    let (mut kept, mut refused) = (0, 0);
    for (number, shape) in shapes.into_iter().enumerate() {
        // Shapes other than the normal one are added up by convolution, which takes its time.
        let (windows, asked) = if number == 0 { (7, 4) } else { (2, 1) };
        for (low, high) in limits.into_iter().take(windows) {
            let spec = spec(low, high, shape);
            let world = World::new(&spec, None);
            for goal in goals.into_iter().take(asked) {
                let search = Search::new(&world, "gap", goal, None).expect("a stack");
                let (found, proven) = search.loosest();
                assert!(proven);
                let (found, best) = (found.map(|found| found.burden.0), enumerated(&search).map(|best| best.0));
                kept += usize::from(found.is_some());
                refused += usize::from(found.is_none());
                assert_eq!(found.is_some(), best.is_some(), "{shape} {low} {high} {goal:?}");
                for (one, other) in found.into_iter().flatten().zip(best.into_iter().flatten()) {
                    assert!((one - other).abs() < 1e-9, "{shape} {low} {high} {goal:?}: {found:?} {best:?}");
                }
            }
        }
    }
    assert!(kept > 20 && refused > 5, "{kept} {refused}");
}

#[test]
fn the_steps_are_the_groups_from_what_is_usual_to_the_closest() {
    let spec = spec(0.0, 1.0, "");
    let world = World::new(&spec, None);
    let allocation = allocate(&world, "gap", Goal::WorstCase, None).expect("a stack");
    let steps = |at: usize| -> Vec<(String, f64, bool)> {
        let steps = allocation.contributors[at].steps.iter();
        steps.map(|step| (step.group.clone(), (1e6 * step.half_width).round() / 1e3, step.present)).collect()
    };
    let of = |steps: &[(&str, f64, bool)]| {
        steps.iter().map(|(group, half, now)| ((*group).to_owned(), *half, *now)).collect::<Vec<_>>()
    };
    // TG1 of the table is closer than ABS is molded to.
    let groups = [("TG4", 0.23, false), ("TG3", 0.15, false), ("TG2", 0.09, false)];
    assert_eq!(steps(0), of(&[[("", 0.5, true), ("TG5", 0.36, false)].as_slice(), &groups].concat()));
    assert_eq!(steps(1), of(&[[("TG5", 0.36, false), ("", 0.3, true)].as_slice(), &groups].concat()));
    assert_eq!(steps(3), of(&[("", 0.1, true)]));
    assert_eq!(allocation.contributors[3].fixed, Some(Fixed::NoPart));
    // 0.5 + 0.3 + 0.2 + 0.1 mm each way about 0.5 mm.
    let ends = |held: Held| ((1e6 * held.worst_case.minimum).round() / 1e3, (1e6 * held.worst_case.maximum).round() / 1e3);
    assert_eq!(ends(allocation.present), (-0.6, 1.6));
    assert_eq!((allocation.mean * 1e6).round() / 1e3, 0.5);
}
