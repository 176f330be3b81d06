//! Classic instances of line balancing with their optima.
//!
//! The data are those of A. Scholl, Data of assembly line balancing problems, Schriften zur Quantitativen Betriebswirtschaftslehre
//! 16/93, TH Darmstadt 1993, read in the files that each instance names. Least and greatest time, sum and order strength were
//! compared with the table at <https://it.scribd.com/document/349204116/SALBP-Data-Sets> where it could be read.
//!
//! No list of optima could be read that can be relied on: they are proven here by the search, which tests compare with dynamic
//! programming over sets where there are few. All cycles of the larger ones (Tonge's has 2,514,264 sets) were compared with it
//! once; only those of Wee-Mag, which has too many, rest on the search alone.

use super::tests::{assert_feasible, optimum_by_sets};
use super::*;

/// Times and pairs of tasks, counted from 1, of which the first comes directly before the second.
struct Classic {
    name: &'static str,
    times: &'static str,
    order: &'static str,
    /// Sum of the times and order strength in %, the share of the pairs of tasks that have an order; if the table was read.
    table: Option<(f64, f64)>,
    /// Cycles and fewest stations.
    optima: &'static [(u32, u64)],
}

impl Classic {
    fn tasks(&self) -> Vec<Task> {
        let times = self.times.split_whitespace().map(|time| time.parse().unwrap());
        let mut tasks: Vec<Task> = times.map(|time| Task::new(time, vec![])).collect();
        for pair in self.order.split_whitespace() {
            let (before, after) = pair.split_once(',').unwrap();
            tasks[after.parse::<usize>().unwrap() - 1].predecessors.push(before.parse::<usize>().unwrap() - 1);
        }
        tasks
    }
}

const CLASSICS: &[Classic] = &[
    // <https://github.com/pacluke/SALBP-1_VNS>, instances/MERTENS.IN2.
    Classic {
        name: "Mertens",
        times: "1 5 4 3 5 6 5",
        order: "1,2 1,4 2,3 2,5 4,7 5,6",
        table: Some((29.0, 52.38)),
        optima: &[(6, 6), (7, 5), (8, 5), (10, 3), (15, 2), (18, 2)],
    },
    // <https://github.com/juanseck/GAMmALB>, BOWMAN8.IN2.
    Classic {
        name: "Bowman",
        times: "11 17 9 5 8 12 10 3",
        order: "1,2 2,3 2,4 3,5 3,6 4,6 5,7 6,8",
        table: Some((75.0, 75.0)),
        optima: &[(20, 5)],
    },
    // <https://github.com/juanseck/GAMmALB>, JAESCHKE.IN2.
    Classic {
        name: "Jaeschke",
        times: "5 3 4 5 4 5 1 4 6",
        order: "1,2 1,3 2,4 3,4 4,5 4,6 4,7 5,8 6,9 7,9 8,9",
        table: Some((37.0, 83.33)),
        optima: &[(6, 8), (7, 7), (8, 6), (10, 4), (18, 3)],
    },
    // <https://github.com/juanseck/GAMmALB>, JACKSON.IN2.
    Classic {
        name: "Jackson",
        times: "6 2 5 7 1 2 3 6 5 5 4",
        order: "1,2 1,3 1,4 1,5 2,6 3,7 4,7 5,7 6,8 7,9 8,10 9,11 10,11",
        table: Some((46.0, 58.18)),
        optima: &[(7, 8), (9, 6), (10, 5), (13, 4), (14, 4), (21, 3)],
    },
    // <https://github.com/juanseck/GAMmALB>, MANSOOR.IN2.
    Classic {
        name: "Mansoor",
        times: "4 38 45 12 10 8 12 10 2 10 34",
        order: "1,4 2,4 2,5 3,11 4,6 5,7 6,8 7,9 8,10 9,10 10,11",
        table: Some((185.0, 60.0)),
        optima: &[(48, 4), (62, 3), (94, 2)],
    },
    // <https://github.com/pacluke/SALBP-1_VNS>, glpk/instance2.dat.
    Classic {
        name: "Mitchell",
        times: "4 3 9 5 9 4 8 7 5 1 3 1 5 3 5 3 13 5 2 3 7",
        order: "1,2 1,3 2,21 3,4 4,5 4,21 5,6 5,7 6,8 7,8 7,14 8,9 9,10 9,11 9,12 9,13 10,15 11,15 12,15 13,17 13,18 \
            14,19 15,16 15,18 16,17 17,20 18,19",
        table: Some((105.0, 70.95)),
        optima: &[(14, 8), (15, 8), (21, 5), (26, 5), (35, 3), (39, 3)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/ROSZIEG.IN2.
    Classic {
        name: "Roszieg",
        times: "4 3 9 5 9 4 8 7 5 1 3 1 5 3 5 3 13 5 2 3 7 5 3 8 4",
        order: "1,3 2,3 3,4 4,5 4,8 5,6 6,7 6,10 7,11 7,12 8,9 8,11 9,13 9,10 11,13 12,15 13,14 14,16 14,19 14,20 15,17 \
            15,22 16,18 17,18 17,23 18,25 19,22 20,21 20,25 21,22 21,24 23,25",
        table: None,
        optima: &[(14, 10), (16, 8), (18, 8), (21, 6), (25, 6), (32, 4)],
    },
    // <https://github.com/juanseck/GAMmALB>, HESKIA.IN2.
    Classic {
        name: "Heskiaoff",
        times: "70 59 33 6 1 27 17 62 31 53 21 19 108 52 5 8 97 8 47 67 17 8 3 21 107 3 2 72",
        order: "1,3 1,4 1,5 1,8 1,19 1,21 1,22 1,23 1,24 1,26 2,6 2,17 3,28 4,28 5,28 6,7 7,18 8,9 9,10 10,11 10,12 11,15 \
            12,13 13,14 13,16 14,28 15,28 16,28 17,28 18,28 19,20 20,28 21,28 22,28 23,28 24,25 25,28 26,27 27,28",
        table: Some((1024.0, 22.49)),
        optima: &[(138, 8), (205, 5), (216, 5), (256, 4), (324, 4), (342, 3)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/BUXEY.IN2.
    Classic {
        name: "Buxey",
        times: "7 19 15 5 12 10 8 16 2 6 21 10 9 4 14 7 14 17 10 16 1 9 25 14 14 2 10 7 20",
        order: "1,3 1,25 2,6 2,26 3,4 4,5 5,8 5,13 6,8 7,9 7,12 7,25 8,11 8,16 9,10 10,14 10,15 11,17 12,15 13,17 14,16 \
            15,19 16,18 17,20 18,22 19,21 20,23 21,22 22,23 23,24 23,28 24,29 25,29 26,27 27,29 28,29",
        table: Some((324.0, 50.74)),
        optima: &[(27, 13), (30, 12), (33, 11), (36, 10), (41, 8), (47, 7), (54, 7)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/SAWYER30.IN2.
    Classic {
        name: "Sawyer",
        times: "8 7 19 10 2 6 14 10 1 4 14 15 5 12 9 10 2 10 18 16 21 14 16 7 17 9 25 7 14 2",
        order: "1,4 1,5 2,11 2,12 3,16 3,17 4,7 5,6 6,7 7,8 8,9 9,26 10,24 12,13 13,14 14,15 14,20 15,22 16,20 17,18 \
            18,19 20,21 20,24 21,22 22,23 23,27 24,25 25,26 26,27 27,28 27,29 29,30",
        table: None,
        optima: &[(25, 14), (27, 13), (30, 12), (33, 11), (36, 10), (41, 8), (47, 7), (54, 7), (75, 5)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/LUTZ1.IN2.
    Classic {
        name: "Lutz1",
        times: "458 276 520 1400 352 196 214 456 646 512 408 262 544 202 458 694 616 678 328 324 100 352 544 500 382 858 \
            388 352 428 238 258 196",
        order: "1,5 2,6 3,9 4,15 5,6 6,7 6,8 6,9 7,21 8,21 9,10 9,11 10,16 11,12 12,13 13,14 13,15 14,16 14,17 15,17 \
            16,18 17,19 18,21 19,20 20,21 21,22 21,23 21,24 22,25 23,32 24,32 25,26 26,27 27,28 28,29 29,30 30,31 \
            31,32",
        table: Some((14140.0, 83.47)),
        optima: &[(1414, 11), (1572, 10), (1768, 9), (2020, 8), (2357, 7), (2828, 6)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/GUNTHER.IN2.
    Classic {
        name: "Gunther",
        times: "29 3 5 22 6 14 2 5 22 30 23 30 23 2 19 29 2 2 19 29 6 10 16 23 5 5 5 40 2 5 5 1 40 2 2",
        order: "1,2 1,5 1,7 1,10 1,12 2,3 3,4 4,11 5,6 6,7 6,8 7,14 7,18 8,9 9,13 10,14 11,28 11,33 12,18 13,28 13,33 \
            14,15 15,16 16,21 17,20 18,19 19,20 20,21 21,22 21,25 21,30 21,32 22,23 23,24 24,27 25,26 26,27 27,28 \
            27,33 27,34 28,29 30,31 31,32 32,33 33,35",
        table: Some((483.0, 59.5)),
        optima: &[(41, 14), (44, 12), (49, 11), (54, 9), (61, 9), (69, 8), (81, 7)],
    },
    // <https://github.com/juanseck/GAMmALB>, KILBRID.IN2.
    Classic {
        name: "Kilbridge",
        times: "9 9 10 10 17 17 13 13 20 20 10 11 6 22 11 19 12 3 7 4 55 14 27 29 26 6 5 24 4 5 7 4 15 3 7 9 4 7 5 4 21 \
            12 6 5 5",
        order: "1,3 1,7 2,4 2,8 3,5 4,6 5,9 6,10 7,9 7,14 8,10 8,14 9,41 10,41 11,13 12,13 12,37 13,14 13,15 14,17 14,25 \
            14,29 14,30 14,31 14,32 15,16 15,18 15,23 15,24 16,19 17,26 17,27 18,19 19,20 19,33 20,21 21,22 22,28 \
            23,33 24,33 25,26 26,38 27,28 27,33 28,38 29,41 30,41 31,41 32,41 33,34 33,35 33,36 34,38 35,40 36,38 \
            37,43 38,40 39,41 40,41 41,42 42,44 42,45",
        table: Some((552.0, 44.55)),
        optima: &[(56, 10), (57, 10), (62, 9), (69, 8), (79, 7), (110, 6), (111, 5), (184, 3)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/HAHN.IN2.
    Classic {
        name: "Hahn",
        times: "971 142 142 142 103 96 99 1207 160 180 82 60 112 420 1556 236 259 125 601 80 80 70 89 89 105 330 132 69 \
            99 70 70 158 191 70 53 50 125 353 70 128 65 1775 91 91 113 487 138 80 80 65 40 742 1085",
        order: "1,2 1,3 1,4 1,5 1,6 1,7 2,36 3,36 4,9 5,9 6,9 7,9 8,9 9,10 10,11 11,12 12,13 12,14 12,15 13,16 13,17 \
            13,18 14,22 15,16 15,17 16,29 16,30 16,31 17,19 18,42 19,20 19,21 19,22 20,23 21,24 22,25 23,36 24,36 \
            25,26 26,27 27,28 28,29 28,30 28,31 28,32 28,33 28,34 29,35 30,35 31,35 32,35 33,35 34,35 35,36 36,37 \
            37,38 37,39 37,40 38,41 39,41 40,41 41,42 42,43 42,44 42,45 42,46 42,47 43,48 44,49 45,51 45,52 46,50 \
            47,51 47,52 48,51 48,52 49,51 49,52 50,51 50,52 51,53 52,53",
        table: Some((14026.0, 83.82)),
        optima: &[(2004, 8), (2338, 7), (2806, 6), (3507, 5), (4676, 4)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/WARNECKE.IN2.
    Classic {
        name: "Warnecke",
        times: "10 53 41 36 35 17 34 23 14 52 33 34 12 52 12 33 44 7 15 13 29 37 43 23 24 9 16 12 26 22 51 47 34 23 12 52 \
            12 33 44 7 15 13 29 37 43 23 24 9 16 12 26 12 52 12 33 44 7 15",
        order: "1,9 2,25 3,21 3,22 4,10 5,36 6,23 6,24 7,43 8,44 9,11 11,13 11,14 11,15 12,17 13,17 14,17 15,17 16,18 \
            17,20 18,19 19,23 20,21 20,25 21,26 21,44 22,27 23,31 24,31 25,38 26,29 27,30 28,32 28,33 29,31 30,34 \
            31,36 32,45 33,35 34,36 35,43 36,37 36,38 37,39 37,40 37,41 38,52 39,43 40,43 41,42 42,43 43,45 44,45 \
            45,46 45,48 45,49 46,47 46,50 47,51 48,55 49,58 50,58 51,52 52,53 53,54 54,55 54,56 55,57 56,57 57,58",
        table: None,
        optima: &[(54, 31)],
    },
    // <https://github.com/juanseck/GAMmALB>, TONGE70.IN2.
    Classic {
        name: "Tonge",
        times: "17 66 54 52 6 88 21 128 68 70 85 21 134 135 94 90 50 143 19 54 50 40 73 12 152 42 45 74 26 11 31 50 102 \
            46 35 40 2 1 3 13 16 25 21 43 30 83 89 56 59 43 11 26 44 121 38 68 22 7 16 32 25 27 156 28 15 26 18 72 23 \
            27",
        order: "1,2 1,41 1,69 1,70 2,3 3,4 3,68 4,6 4,7 5,6 5,24 5,30 6,8 7,8 8,12 9,10 10,11 11,12 12,13 12,14 13,23 \
            14,23 15,16 16,17 16,18 17,19 18,19 19,20 19,22 19,57 20,21 21,23 22,23 23,25 23,31 23,33 24,25 25,26 \
            25,27 25,28 25,29 26,35 27,35 28,35 29,35 30,31 31,32 32,35 33,34 34,35 35,36 35,44 35,48 35,51 35,53 \
            35,56 35,60 35,61 35,62 36,37 37,38 38,39 39,40 40,42 41,42 42,43 43,50 44,45 45,46 46,47 47,50 48,49 \
            49,50 51,52 52,54 53,54 54,55 57,58 58,59 59,60 61,65 62,63 63,64 64,65 64,66 64,67",
        table: None,
        optima: &[(176, 21), (195, 19), (270, 14), (320, 11), (364, 10), (410, 9), (468, 8), (527, 7)],
    },
    // <https://github.com/lanahra/SALBP2>, instances/WEE-MAG.IN2.
    Classic {
        name: "Wee-Mag",
        times: "23 24 25 26 23 22 6 22 23 21 22 15 5 23 4 26 21 5 24 25 26 26 24 27 20 23 25 13 3 11 21 22 21 22 25 8 22 \
            24 22 21 6 26 22 6 21 25 11 22 21 25 22 22 23 22 22 25 23 21 22 22 22 22 21 27 23 2 26 25 24 22 24 4 22 \
            10 25",
        order: "1,2 1,3 1,4 1,5 1,6 1,7 2,15 3,13 3,24 4,8 4,14 4,16 5,12 5,15 6,9 6,10 6,11 6,13 9,20 9,24 10,18 12,19 \
            13,22 15,17 15,20 15,23 16,21 16,26 17,30 18,26 18,30 20,27 21,33 24,25 25,28 25,30 25,33 25,34 26,31 \
            26,32 26,41 27,29 27,35 27,36 31,37 31,39 32,44 32,45 33,41 35,38 35,42 36,40 36,43 39,51 40,46 42,47 \
            43,48 43,50 46,51 46,48 47,49 47,50 47,52 47,53 49,59 49,61 49,62 50,54 50,55 50,60 50,62 52,56 52,57 \
            53,58 55,63 58,65 59,64 59,66 62,67 66,68 68,69 68,70 68,71 68,72 68,73 68,74 68,75",
        table: None,
        optima: &[(28, 63), (34, 61), (42, 55), (43, 50), (49, 32)],
    },
    // <https://github.com/maralbus/SALBP>, data/Scholl/LUTZ2.IN2.
    Classic {
        name: "Lutz2",
        times: "1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 10 \
            1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9",
        order: "1,2 2,3 3,4 4,5 4,6 4,7 4,8 4,9 5,10 6,11 7,12 8,18 9,18 10,14 11,12 12,13 13,14 14,15 14,16 15,17 16,54 \
            17,18 18,19 18,20 19,22 20,21 20,28 21,54 22,23 23,24 24,25 25,26 25,27 25,29 26,37 27,33 28,29 29,31 \
            30,54 31,32 32,33 33,34 34,35 35,36 35,37 36,38 37,38 38,39 39,40 39,41 39,42 39,43 40,44 41,53 42,53 \
            43,45 44,52 45,46 46,47 47,48 47,49 49,50 50,51 51,52 52,53 53,68 53,69 53,70 53,71 54,55 55,56 56,57 \
            57,58 57,59 57,60 57,61 57,62 57,63 57,64 57,65 57,66 58,67 59,67 60,67 61,67 62,67 63,67 64,67 65,67 \
            66,67 67,73 68,72 69,72 70,72 71,73 72,78 72,80 73,74 74,75 74,76 75,77 76,81 77,78 78,79 79,81 80,81 \
            80,87 81,82 81,84 81,85 82,83 83,86 84,86 85,86 86,87 86,89 87,88 87,89",
        table: Some((485.0, 77.55)),
        optima: &[(17, 29)],
    },
];

#[test]
fn the_data_are_those_of_the_table() {
    for classic in CLASSICS {
        let tasks = classic.tasks();
        let count = tasks.len();
        let row = |task: &Task| (0..count).map(|other| task.predecessors.contains(&other)).collect::<Vec<_>>();
        let mut before: Vec<_> = tasks.iter().map(row).collect();
        for middle in 0..count {
            for last in 0..count {
                for first in 0..count {
                    before[last][first] |= before[last][middle] && before[middle][first];
                }
            }
        }
        let ordered = before.iter().flatten().filter(|ordered| **ordered).count() as f64;
        if let Some((sum, strength)) = classic.table {
            assert_eq!(tasks.iter().map(|task| task.time).sum::<f64>(), sum, "{}", classic.name);
            let found = 200.0 * ordered / (count * (count - 1)) as f64;
            assert!((found - strength).abs() <= 0.005, "{}: {found}", classic.name);
        }
    }
}

#[test]
fn optima_are_found_and_proven() {
    for classic in CLASSICS {
        let tasks = classic.tasks();
        for (cycle, expected) in classic.optima {
            let found = balance(&tasks, f64::from(*cycle), &Effort { smoothing: 0, ..Effort::default() }).unwrap();
            let name = classic.name;
            assert!(found.proven, "{name} at {cycle}");
            assert_eq!((found.fewest.count(), found.lower_bound), (*expected, *expected), "{name} at {cycle}");
            assert_feasible(&found.fewest, &tasks, f64::from(*cycle));
        }
    }
}

#[test]
fn dynamic_programming_agrees() {
    for classic in CLASSICS {
        let tasks = classic.tasks();
        if tasks.len() >= 28 {
            continue;
        }
        for (cycle, expected) in classic.optima {
            assert_eq!(optimum_by_sets(&tasks, u64::from(*cycle)), *expected, "{} at {cycle}", classic.name);
        }
    }
    for name in ["Buxey", "Sawyer", "Gunther"] {
        let classic = CLASSICS.iter().find(|classic| classic.name == name).unwrap();
        let (cycle, expected) = classic.optima[0];
        assert_eq!(optimum_by_sets(&classic.tasks(), u64::from(cycle)), expected, "{name}");
    }
}

/// The slowest station for the given number of stations, proven; the next shorter cycle needs one more station.
#[test]
fn smoothing_ends_at_the_shortest_cycle() {
    for (name, cycle, slowest) in
        [("Sawyer", 54.0, 47.0), ("Gunther", 61.0, 54.0), ("Buxey", 36.0, 34.0), ("Lutz1", 2828.0, 2396.0)]
    {
        let classic = CLASSICS.iter().find(|classic| classic.name == name).unwrap();
        let tasks = classic.tasks();
        let found = balance(&tasks, cycle, &Effort::default()).unwrap();
        assert!(found.balanced_proven, "{name}");
        assert_eq!(found.balanced.slowest(), slowest, "{name}");
        assert_feasible(&found.balanced, &tasks, slowest);
        let shorter = balance(&tasks, slowest - 1.0, &Effort::default()).unwrap();
        assert!(shorter.proven && shorter.fewest.count() > found.fewest.count(), "{name}");
    }
}

/// Where the effort does not suffice, the answer says so and is a line with a bound.
#[test]
fn an_unproven_answer_says_so() {
    let classic = CLASSICS.iter().find(|classic| classic.name == "Wee-Mag").unwrap();
    let tasks = classic.tasks();
    let effort = Effort { stations: 20_000, smoothing: 0 };
    let found = balance(&tasks, 47.0, &effort).unwrap();
    assert!(!found.proven && found.nodes <= effort.stations);
    assert_feasible(&found.fewest, &tasks, 47.0);
    assert_eq!(found.lower_bound, 32);
    assert!((33..=34).contains(&found.fewest.count()));
    assert_eq!(found, balance(&tasks, 47.0, &effort).unwrap());
}
