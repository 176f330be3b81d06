//! The dynamic programming is held against an enumeration of all choices.

use super::*;

/// A small generator, so that the cases are the same on every machine (Numerical Recipes, `ranqd1`).
struct Draws(u32);

impl Draws {
    fn next(&mut self, upto: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % upto
    }
}

fn choice(weight: f64, burden: [f64; MEASURES]) -> Choice {
    Choice { weight, burden: Burden(burden) }
}

fn plain(choices: &[(f64, f64)]) -> Ladder {
    let choices = choices.iter().map(|(weight, cost)| choice(*weight, [*cost, 0.0, 0.0, 0.0, 0.0])).collect();
    Ladder { choices, by_weight: true }
}

/// All choices, by enumeration.
fn all(ladders: &[Ladder]) -> Vec<Chosen> {
    allocations(ladders, false, usize::MAX).expect("finite")
}

/// The least burden at which the weight stays within a bound.
fn least(chosen: &[Chosen], bound: f64) -> Option<Burden> {
    chosen.iter().find(|chosen| chosen.weight <= bound).map(|chosen| chosen.burden)
}

/// Three contributors, two processes each, worked by hand: of the eight sums 3 + 3 + 3 = 9 costs 3, and to come to at most 6 the
/// cheapest way is to pay 2 for the second, which alone brings the sum to 3 + 1 + 3 = 7, and 3 more for the third, 3 + 1 + 2.
#[test]
fn the_cheapest_processes_of_three_parts() {
    let ladders = [plain(&[(3.0, 1.0), (1.0, 9.0)]), plain(&[(3.0, 1.0), (1.0, 3.0)]), plain(&[(3.0, 1.0), (2.0, 4.0)])];
    let chosen = allocations(&ladders, true, 1000).expect("few");
    let first = |bound: f64| chosen.iter().find(|chosen| chosen.weight <= bound).expect("one");
    assert_eq!((first(9.0).numbers.as_slice(), first(9.0).burden.0[0]), ([0, 0, 0].as_slice(), 3.0));
    assert_eq!((first(7.0).numbers.as_slice(), first(7.0).burden.0[0]), ([0, 1, 0].as_slice(), 5.0));
    assert_eq!((first(6.0).numbers.as_slice(), first(6.0).burden.0[0]), ([0, 1, 1].as_slice(), 8.0));
    assert_eq!((first(5.0).numbers.as_slice(), first(5.0).burden.0[0]), ([1, 1, 0].as_slice(), 13.0));
    assert_eq!((first(4.0).numbers.as_slice(), first(4.0).burden.0[0]), ([1, 1, 1].as_slice(), 16.0));
    assert_eq!(chosen.iter().find(|chosen| chosen.weight < 4.0), None);
}

/// Taking the cheapest step again and again ends dearer: from 10 + 10 it would take the step of 1 to 10 + 8 first and then have to
/// pay 5 more to come to 10, while 5 alone does.
#[test]
fn it_is_not_greedy() {
    let ladders = [plain(&[(10.0, 0.0), (0.0, 5.0)]), plain(&[(10.0, 0.0), (8.0, 1.0)])];
    let chosen = allocations(&ladders, true, 1000).expect("few");
    let found = chosen.iter().find(|chosen| chosen.weight <= 10.0).expect("one");
    assert_eq!((found.numbers.as_slice(), found.burden.0[0]), ([1, 0].as_slice(), 5.0));
}

#[test]
fn for_every_bound_it_finds_what_an_enumeration_finds() {
    let mut draws = Draws(7);
    for _ in 0..300 {
        let ladders: Vec<Ladder> = (0..2 + draws.next(4))
            .map(|_| {
                let choices = (0..=draws.next(6))
                    .map(|_| {
                        let mut drawn = || f64::from(draws.next(20));
                        choice(drawn(), [drawn().min(3.0), drawn(), drawn(), 0.0, 0.0])
                    })
                    .collect();
                Ladder { choices, by_weight: true }
            })
            .collect();
        let (fast, slow) = (allocations(&ladders, true, usize::MAX).expect("finite"), all(&ladders));
        assert_eq!(slow.len(), ladders.iter().map(|ladder| ladder.choices.len()).product::<usize>());
        assert!(fast.len() <= slow.len());
        for bound in 0..100 {
            assert_eq!(least(&fast, f64::from(bound)), least(&slow, f64::from(bound)), "{ladders:?} within {bound}");
        }
    }
}

/// What does not matter by its weight alone is never dropped for what is lighter: the caller's test may see it otherwise.
#[test]
fn choices_that_matter_by_more_than_their_weight_are_all_kept() {
    let mut ladders = vec![plain(&[(3.0, 1.0), (2.0, 1.0), (1.0, 1.0)]), plain(&[(1.0, 1.0), (2.0, 5.0)])];
    assert_eq!(allocations(&ladders, true, 1000).expect("few").len(), 1);
    ladders[0].by_weight = false;
    let numbers: Vec<Vec<usize>> = allocations(&ladders, true, 1000).expect("few").into_iter().map(|one| one.numbers).collect();
    assert_eq!(numbers, [vec![0, 0], vec![1, 0], vec![2, 0]]);
}

#[test]
fn what_cannot_be_chosen_from_has_no_answer() {
    assert_eq!(allocations(&[Ladder { choices: Vec::new(), by_weight: true }], true, 10), None);
    assert_eq!(allocations(&[plain(&[(-1.0, 0.0)])], true, 10), None);
    assert_eq!(allocations(&[plain(&[(f64::NAN, 0.0)])], true, 10), None);
    let two = plain(&[(1.0, 0.0), (2.0, 0.0)]);
    assert_eq!(allocations(&[two.clone(), two.clone(), two], false, 7), None);
    assert_eq!(allocations(&[], true, 10).map(|all| all.len()), Some(1));
}
