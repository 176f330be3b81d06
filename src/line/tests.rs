//! Properties of the balance, and a second exact method to compare with.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Fewest stations by dynamic programming over the sets of tasks that can come first (M. Held, R. Karp, R. Shareshian,
/// Assembly-line-balancing: dynamic programming with precedence constraints, Operations Research 11 (1963) 442): for each set the
/// least pair of stations and time in the last one.
/// A task with stations of its own takes the whole cycle here, and 64 tasks are the most.
pub(super) fn optimum_by_sets(tasks: &[Task], cycle: u64) -> u64 {
    // Whole seconds, as the tests have them.
    let time = |task: usize| if tasks[task].stations > 1 { cycle } else { units(tasks[task].time) / 1_000_000 };
    let before: Vec<u64> =
        tasks.iter().map(|task| task.predecessors.iter().fold(0, |set, earlier| set | 1 << *earlier)).collect();
    let mut layer = BTreeMap::from([(0_u64, (0, cycle))]);
    for _ in tasks {
        let mut next = BTreeMap::new();
        for (set, (stations, used)) in layer {
            for task in (0..tasks.len()).filter(|task| set >> task & 1 == 0 && before[*task] & !set == 0) {
                let fits = used + time(task) <= cycle;
                let value = if fits { (stations, used + time(task)) } else { (stations + 1, time(task)) };
                let entry = next.entry(set | 1 << task).or_insert(value);
                *entry = value.min(*entry);
            }
        }
        layer = next;
    }
    let extra: u64 = tasks.iter().map(|task| u64::from(task.stations) - 1).sum();
    layer.values().map(|(stations, _)| *stations).min().unwrap_or(0).max(1) + extra
}

/// Everything that makes an assignment one of these tasks for this cycle.
pub(super) fn assert_feasible(assignment: &Assignment, tasks: &[Task], cycle: f64) {
    let mut done = vec![false; tasks.len()];
    for station in &assignment.stations {
        assert!(!station.tasks.is_empty());
        for task in &station.tasks {
            assert!(!done[*task], "task {task} is done twice");
            assert!(tasks[*task].predecessors.iter().all(|earlier| done[*earlier]), "task {task} comes too early");
            done[*task] = true;
        }
        let work: f64 = station.tasks.iter().map(|task| tasks[*task].time).sum();
        let allowed = 0.5e-6 * (tasks.len() + 1) as f64 + 1e-9 * cycle;
        assert!((work / f64::from(station.parallel) - station.time).abs() <= 1e-9 * cycle && station.time <= cycle + allowed);
        let alone = station.tasks.iter().filter(|task| tasks[**task].stations > 1);
        for task in alone {
            assert_eq!(station.parallel, tasks[*task].stations);
            assert!(station.tasks.iter().all(|other| other == task || tasks[*other].time == 0.0));
        }
    }
    assert!(done.iter().all(|done| *done));
}

fn chain(times: &[f64]) -> Vec<Task> {
    times.iter().enumerate().map(|(task, time)| Task::new(*time, task.checked_sub(1).into_iter().collect())).collect()
}

/// A balance for any effort is feasible, and its bounds hold.
fn checked(tasks: &[Task], cycle: f64, effort: &Effort) -> Balance {
    let found = balance(tasks, cycle, effort).unwrap();
    for assignment in [&found.fewest, &found.balanced] {
        assert_feasible(assignment, tasks, cycle);
    }
    let count = found.fewest.count();
    assert!(found.lower_bound <= count && found.proven == (found.lower_bound == count));
    assert_eq!(found.balanced.count(), count);
    // Times are compared to the microsecond a task.
    assert!(found.balanced.slowest() <= found.fewest.slowest() + 1e-6 * tasks.len() as f64);
    assert!(found.nodes <= effort.stations + effort.smoothing);
    for rule in Rule::ALL {
        let by_rule = assign_by(rule, tasks, cycle).unwrap();
        assert_feasible(&by_rule, tasks, cycle);
        assert!(count <= by_rule.count());
    }
    found
}

/// Stations of a proven balance.
fn stations(tasks: &[Task], cycle: f64) -> u64 {
    let found = checked(tasks, cycle, &Effort::default());
    assert!(found.proven && found.balanced_proven);
    found.fewest.count()
}

/// LIN-01, the model J wagon of Jacobs and Chase; 195 s and 77 % are printed, the optimum of 4 is proven by both methods.
fn wagon() -> Vec<Task> {
    let times = [45, 11, 9, 50, 15, 12, 12, 12, 12, 8, 9];
    let before: [&[usize]; 11] = [&[], &[0], &[1], &[], &[3], &[2], &[2], &[4], &[4], &[5, 6, 7, 8], &[9]];
    times.iter().zip(before).map(|(time, before)| Task::new(f64::from(*time), before.to_vec())).collect()
}

#[test]
fn lin_01() {
    let (tasks, takt) = (wagon(), 50.4);
    let by_rule = |rule| {
        let station = |station: Station| {
            station.tasks.iter().map(|task| ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"][*task]).collect::<String>()
        };
        assign_by(rule, &tasks, takt).unwrap().stations.into_iter().map(station).collect::<Vec<_>>()
    };
    assert_eq!(by_rule(Rule::MostFollowers), ["A", "D", "BCEF", "GHIJ", "K"]);
    assert_eq!(by_rule(Rule::LongestTask), ["D", "A", "BEHI", "CFGJK"]);
    let efficiency = |rule| assign_by(rule, &tasks, takt).unwrap().efficiency(takt).unwrap();
    assert!((efficiency(Rule::MostFollowers) - 0.77).abs() < 5e-3);
    assert!((efficiency(Rule::LongestTask) - 0.967_26).abs() < 5e-6);
    assert_eq!(stations(&tasks, takt), 4);
    assert_eq!(optimum_by_sets(&tasks, 50), 4);
}

/// LIN-02: the first of the classics, by both methods.
#[test]
fn lin_02() {
    let times = [1, 5, 4, 3, 5, 6, 5];
    let before: [&[usize]; 7] = [&[], &[0], &[1], &[0], &[1], &[4], &[3]];
    let tasks: Vec<Task> = times.iter().zip(before).map(|(time, before)| Task::new(f64::from(*time), before.to_vec())).collect();
    for (cycle, expected) in [(6_u32, 6), (7, 5), (8, 5), (10, 3), (15, 2), (18, 2)] {
        assert_eq!(stations(&tasks, f64::from(cycle)), expected);
        assert_eq!(optimum_by_sets(&tasks, cycle.into()), expected);
    }
}

#[test]
fn one_two_and_none() {
    assert_eq!(stations(&chain(&[5.0]), 5.0), 1);
    assert_eq!(stations(&chain(&[0.0]), 5.0), 1);
    assert_eq!(stations(&chain(&[0.0, 0.0]), 5.0), 1);
    assert_eq!(stations(&chain(&[2.0, 3.0]), 5.0), 1);
    assert_eq!(stations(&chain(&[2.0, 3.1]), 5.0), 2);
    assert_eq!(stations(&chain(&[5.0, 0.0, 5.0, 0.0]), 5.0), 2);
    let found = balance(&chain(&[2.0, 3.0]), 5.0, &Effort::default()).unwrap();
    assert_eq!((found.fewest.bottleneck(), found.fewest.slowest(), found.fewest.smoothness_index()), (Some(0), 5.0, 0.0));
    assert_eq!(found.fewest.efficiency(10.0), Some(0.5));
}

#[test]
fn what_is_wrong_is_named() {
    let error = |tasks: &[Task], cycle| balance(tasks, cycle, &Effort::default()).unwrap_err();
    assert_eq!(error(&[], 5.0), BalanceError::Empty);
    assert_eq!(error(&chain(&vec![1.0; MOST_TASKS + 1]), 5.0), BalanceError::TooMany { tasks: MOST_TASKS + 1 });
    for cycle in [0.0, -1.0, 1e-9, 1e10, f64::NAN, f64::INFINITY] {
        assert_eq!(error(&chain(&[1.0]), cycle), BalanceError::Cycle);
    }
    for time in [-1.0, 1e10, f64::NAN, f64::INFINITY] {
        assert_eq!(error(&chain(&[1.0, time]), 5.0), BalanceError::Time { task: 1 });
    }
    assert_eq!(error(&[Task { stations: 0, ..Task::new(1.0, vec![]) }], 5.0), BalanceError::NoStation { task: 0 });
    assert_eq!(error(&[Task::new(1.0, vec![7])], 5.0), BalanceError::Predecessor { task: 0, predecessor: 7 });
    assert_eq!(error(&[Task::new(1.0, vec![0])], 5.0), BalanceError::Loop { tasks: vec![0] });
    let circle = [Task::new(1.0, vec![]), Task::new(1.0, vec![2]), Task::new(1.0, vec![1])];
    assert_eq!(error(&circle, 5.0), BalanceError::Loop { tasks: vec![1, 2] });
    let too_long = error(&chain(&[1.0, 11.0]), 5.0);
    assert_eq!(too_long, BalanceError::TooLong { task: 1, stations: 3 });
    assert!(too_long.to_string().contains("3 stations"));
}

#[test]
fn stations_side_by_side() {
    let mut tasks = chain(&[4.0, 27.0, 5.0, 6.0]);
    tasks[1].stations = 3;
    let found = checked(&tasks, 10.0, &Effort::default());
    // 4 alone as the long task splits the line, three side by side, 5 and 6 apart.
    assert_eq!((found.fewest.count(), found.fewest.stations.len()), (6, 4));
    assert_eq!(found.fewest.stations[1], Station { tasks: vec![1], parallel: 3, time: 9.0 });
    assert_eq!((found.fewest.bottleneck(), found.fewest.slowest()), (Some(1), 9.0));
    assert!((found.fewest.efficiency(10.0).unwrap() - 42.0 / 60.0).abs() < 1e-12);
    assert!((found.fewest.smoothness_index() - (25.0_f64 + 16.0 + 9.0).sqrt()).abs() < 1e-12);
    tasks[1].stations = 2;
    assert_eq!(balance(&tasks, 10.0, &Effort::default()), Err(BalanceError::TooLong { task: 1, stations: 3 }));
    // Two stations for a short task are its own as well.
    let mut short = chain(&[1.0, 1.0]);
    short[0].stations = 2;
    assert_eq!(stations(&short, 10.0), 3);
}

#[test]
fn rounding_is_forgiven_and_no_more() {
    assert_eq!(stations(&chain(&[0.1, 0.2]), 0.3), 1);
    assert_eq!(stations(&chain(&[2.0 / 3.0; 3]), 2.0), 1);
    assert_eq!(stations(&chain(&[1.0 / 3.0; 3]), 1.0), 1);
    assert_eq!(stations(&chain(&[0.5, 0.500_01]), 1.0), 2);
}

#[test]
fn without_effort_the_rules_and_the_bound_remain() {
    let none = Effort { stations: 0, smoothing: 0 };
    let found = checked(&wagon(), 50.4, &none);
    assert_eq!((found.nodes, found.fewest.count(), found.lower_bound), (0, 4, 4));
}

/// More tasks than a word has bits, and than two words have.
#[test]
fn long_lines() {
    for tasks in [64, 65, 129] {
        let times: Vec<f64> = (0..tasks).map(|task| f64::from(1 + task * 7 % 10)).collect();
        let found = checked(&chain(&times), 20.0, &Effort { stations: 20_000, smoothing: 2_000 });
        // A chain is filled best from the front.
        let (mut stations, mut room) = (0, 0.0);
        for time in times {
            if time > room {
                (stations, room) = (stations + 1, 20.0);
            }
            room -= time;
        }
        assert_eq!(found.fewest.count(), stations);
    }
}

prop_compose! {
    /// Small lines in whole seconds, with predecessors of lower numbers, and a cycle that every task fits.
    fn lines()(
        list in prop::collection::vec((0..12_u32, prop::collection::vec(any::<prop::sample::Index>(), 0..3), 0..12_u32), 1..10),
        more in 0..20_u32,
    ) -> (Vec<Task>, u32) {
        let longest = list.iter().map(|(time, ..)| *time).max().unwrap_or(0);
        let task = |(number, (time, picks, parallel)): (usize, &(u32, Vec<prop::sample::Index>, u32))| {
            let predecessors = picks.iter().filter(|_| number > 0).map(|pick| pick.index(number)).collect();
            // One in twelve has two stations.
            Task { stations: if *parallel == 0 { 2 } else { 1 }, ..Task::new(f64::from(*time), predecessors) }
        };
        (list.iter().enumerate().map(task).collect(), (longest + more).max(1))
    }
}

proptest! {
    #[test]
    fn both_exact_methods_agree((tasks, cycle) in lines()) {
        prop_assert_eq!(stations(&tasks, f64::from(cycle)), optimum_by_sets(&tasks, u64::from(cycle)));
    }

    /// The slowest shared station is as fast as the least cycle that keeps the number of stations.
    #[test]
    fn balanced_is_the_best_of_type_two((mut tasks, cycle) in lines()) {
        for task in &mut tasks {
            task.stations = 1;
        }
        let found = checked(&tasks, f64::from(cycle), &Effort::default());
        let longest = tasks.iter().map(|task| task.time).fold(1.0, f64::max);
        let least = (units(longest) / 1_000_000..=u64::from(cycle)).find(|cycle| optimum_by_sets(&tasks, *cycle) <= found.fewest.count());
        prop_assert!(found.balanced_proven);
        prop_assert_eq!(found.balanced.slowest().max(longest), least.unwrap() as f64);
    }

    #[test]
    fn names_do_not_matter((tasks, cycle) in lines(), keys in prop::collection::vec(any::<u32>(), 10)) {
        let mut numbers: Vec<usize> = (0..tasks.len()).collect();
        numbers.sort_by_key(|task| keys[*task]);
        let place = |task: &usize| numbers.iter().position(|number| number == task).unwrap();
        let renamed = |task: &usize| {
            let predecessors = tasks[*task].predecessors.iter().map(place).collect();
            Task { predecessors, ..tasks[*task].clone() }
        };
        let others: Vec<Task> = numbers.iter().map(renamed).collect();
        prop_assert_eq!(stations(&others, f64::from(cycle)), stations(&tasks, f64::from(cycle)));
    }

    #[test]
    fn walking_the_line_backward_needs_as_many((tasks, cycle) in lines()) {
        let mut turned: Vec<Task> = tasks.iter().map(|task| Task { predecessors: vec![], ..task.clone() }).collect();
        for (task, Task { predecessors, .. }) in tasks.iter().enumerate() {
            for earlier in predecessors {
                turned[*earlier].predecessors.push(task);
            }
        }
        prop_assert_eq!(stations(&turned, f64::from(cycle)), stations(&tasks, f64::from(cycle)));
    }

    #[test]
    fn one_more_order_never_needs_fewer((tasks, cycle) in lines(), a: prop::sample::Index, b: prop::sample::Index) {
        let (a, b) = (a.index(tasks.len()), b.index(tasks.len()));
        let mut stricter = tasks.clone();
        if a != b {
            stricter[a.max(b)].predecessors.push(a.min(b));
        }
        prop_assert!(stations(&stricter, f64::from(cycle)) >= stations(&tasks, f64::from(cycle)));
    }

    #[test]
    fn a_longer_cycle_never_needs_more((tasks, cycle) in lines(), more in 0..20_u32) {
        prop_assert!(stations(&tasks, f64::from(cycle + more)) <= stations(&tasks, f64::from(cycle)));
    }

    #[test]
    fn units_of_time_do_not_matter((tasks, cycle) in lines(), scale in 0.01..1e4_f64) {
        let scaled: Vec<Task> = tasks.iter().map(|task| Task { time: task.time * scale, ..task.clone() }).collect();
        let effort = Effort { smoothing: 0, ..Effort::default() };
        prop_assert_eq!(checked(&scaled, f64::from(cycle) * scale, &effort).fewest.count(), stations(&tasks, f64::from(cycle)));
    }

    #[test]
    fn any_effort_gives_a_line_and_a_bound((tasks, cycle) in lines(), nodes in 0..60_u64, smoothing in 0..60_u64) {
        let found = checked(&tasks, f64::from(cycle), &Effort { stations: nodes, smoothing });
        let optimum = optimum_by_sets(&tasks, u64::from(cycle));
        prop_assert!(found.lower_bound <= optimum && optimum <= found.fewest.count());
        prop_assert_eq!(&found, &balance(&tasks, f64::from(cycle), &Effort { stations: nodes, smoothing }).unwrap());
    }
}
