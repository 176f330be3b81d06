//! Critical path of activities with durations and predecessors, such as the lead times of tools, samples and approvals.
//!
//! Reference: J. Kelley, M. Walker, Critical-path planning and scheduling, Proceedings of the Eastern Joint Computer Conference
//! (1959) 160; worked example at <https://slideplayer.com/slide/3283910/>.

/// One activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Duration in s, finite and not negative.
    pub duration: f64,
    /// Numbers of the activities that end before it starts.
    pub predecessors: Vec<usize>,
}

/// When activities can start at the earliest and must start at the latest, so that the last one ends as early as possible.
#[derive(Debug, Clone, PartialEq)]
pub struct CriticalPath {
    /// Earliest start of each activity in s.
    pub earliest: Vec<f64>,
    /// Latest start of each activity in s.
    pub latest: Vec<f64>,
    /// Total slack of each activity in s: how much later than at the earliest it can start.
    pub slack: Vec<f64>,
    /// Time from the first start to the last end in s; 0 without activities.
    pub duration: f64,
    /// A longest path from start to end; of equals the one with the lowest numbers from its end.
    pub path: Vec<usize>,
}

/// Why there is no critical path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CriticalPathError {
    /// The duration of an activity is not a finite number of at least 0, or the sum of all is not finite.
    Duration {
        /// Number of the activity.
        activity: usize,
    },
    /// A predecessor is not an activity.
    Predecessor {
        /// Number of the activity.
        activity: usize,
        /// The number that is not of an activity.
        predecessor: usize,
    },
    /// Activities that come before themselves, or only after such activities.
    Loop {
        /// Numbers of the activities, ascending.
        activities: Vec<usize>,
    },
}

impl std::fmt::Display for CriticalPathError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Duration { activity } => write!(f, "the duration of activity {activity} is not a finite number of at least 0"),
            Self::Predecessor { activity, predecessor } => {
                write!(f, "activity {activity} comes after {predecessor}, which is not an activity")
            }
            Self::Loop { activities } => write!(f, "the order of the activities {activities:?} runs in a circle"),
        }
    }
}

impl std::error::Error for CriticalPathError {}

/// Share of the whole duration below which slack is rounding.
const ROUNDING: f64 = 1e-12;

/// Earliest and latest starts, slack and a longest path.
///
/// Reference: see the module.
pub fn critical_path(activities: &[Activity]) -> Result<CriticalPath, CriticalPathError> {
    let order = order(activities)?;
    let mut earliest = vec![0.0_f64; activities.len()];
    let end = |activity: usize, starts: &[f64]| starts[activity] + activities[activity].duration;
    for activity in &order {
        let ends = activities[*activity].predecessors.iter().map(|before| end(*before, &earliest));
        earliest[*activity] = ends.fold(0.0, f64::max);
    }
    let duration = (0..activities.len()).map(|activity| end(activity, &earliest)).fold(0.0, f64::max);
    if let Some(activity) = order.iter().find(|activity| !end(**activity, &earliest).is_finite()) {
        return Err(CriticalPathError::Duration { activity: *activity });
    }
    let mut latest_end = vec![duration; activities.len()];
    let mut latest = vec![0.0; activities.len()];
    for activity in order.iter().rev() {
        latest[*activity] = latest_end[*activity] - activities[*activity].duration;
        for before in &activities[*activity].predecessors {
            latest_end[*before] = latest_end[*before].min(latest[*activity]);
        }
    }
    let slack = |(early, late): (&f64, &f64)| if late - early > duration * ROUNDING { late - early } else { 0.0 };
    let slack = earliest.iter().zip(&latest).map(slack).collect();
    // Starts are ends that were passed on unchanged, so that they can be compared.
    let mut path = Vec::new();
    let mut next = (0..activities.len()).find(|activity| end(*activity, &earliest) >= duration);
    while let Some(activity) = next {
        path.push(activity);
        let before = activities[activity].predecessors.iter().copied();
        next = before.filter(|before| end(*before, &earliest) >= earliest[activity]).min();
    }
    path.reverse();
    Ok(CriticalPath { earliest, latest, slack, duration, path })
}

/// Activity numbers so that each comes after its predecessors.
fn order(activities: &[Activity]) -> Result<Vec<usize>, CriticalPathError> {
    let mut followers = vec![Vec::new(); activities.len()];
    for (activity, Activity { duration, predecessors }) in activities.iter().enumerate() {
        if !duration.is_finite() || *duration < 0.0 {
            return Err(CriticalPathError::Duration { activity });
        }
        for predecessor in predecessors {
            let Some(followers) = followers.get_mut(*predecessor) else {
                return Err(CriticalPathError::Predecessor { activity, predecessor: *predecessor });
            };
            followers.push(activity);
        }
    }
    let mut waiting: Vec<usize> = activities.iter().map(|activity| activity.predecessors.len()).collect();
    let mut order: Vec<usize> = (0..activities.len()).filter(|activity| waiting[*activity] == 0).collect();
    let mut next = 0;
    while let Some(activity) = order.get(next).copied() {
        next += 1;
        for follower in &followers[activity] {
            waiting[*follower] -= 1;
            if waiting[*follower] == 0 {
                order.push(*follower);
            }
        }
    }
    if order.len() < activities.len() {
        let activities = (0..activities.len()).filter(|activity| waiting[*activity] > 0).collect();
        return Err(CriticalPathError::Loop { activities });
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn activities(list: &[(f64, &[usize])]) -> Vec<Activity> {
        list.iter().map(|(duration, before)| Activity { duration: *duration, predecessors: before.to_vec() }).collect()
    }

    /// The network of eight activities of the slides, whose starts and ends are printed there.
    #[test]
    fn published_network() {
        let found = critical_path(&activities(&[
            (4.0, &[]),
            (3.0, &[0]),
            (5.0, &[0]),
            (2.0, &[0]),
            (5.0, &[1, 2]),
            (6.0, &[2, 3]),
            (4.0, &[4, 5]),
            (3.0, &[6]),
        ]))
        .unwrap();
        assert_eq!(found.earliest, [0.0, 4.0, 4.0, 4.0, 9.0, 9.0, 15.0, 19.0]);
        assert_eq!(found.latest, [0.0, 7.0, 4.0, 7.0, 10.0, 9.0, 15.0, 19.0]);
        assert_eq!(found.slack, [0.0, 3.0, 0.0, 3.0, 1.0, 0.0, 0.0, 0.0]);
        assert_eq!((found.duration, found.path), (22.0, vec![0, 2, 5, 6, 7]));
    }

    #[test]
    fn none_one_and_apart() {
        let none = critical_path(&[]).unwrap();
        assert_eq!((none.duration, none.path), (0.0, vec![]));
        let one = critical_path(&activities(&[(0.0, &[])])).unwrap();
        assert_eq!((one.duration, one.path), (0.0, vec![0]));
        let apart = critical_path(&activities(&[(2.0, &[]), (5.0, &[])])).unwrap();
        assert_eq!((apart.duration, apart.slack, apart.path), (5.0, vec![3.0, 0.0], vec![1]));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let error = |list: &[(f64, &[usize])]| critical_path(&activities(list)).unwrap_err();
        assert_eq!(error(&[(1.0, &[]), (-1.0, &[])]), CriticalPathError::Duration { activity: 1 });
        assert_eq!(error(&[(f64::NAN, &[])]), CriticalPathError::Duration { activity: 0 });
        assert_eq!(error(&[(f64::MAX, &[]), (f64::MAX, &[0])]), CriticalPathError::Duration { activity: 1 });
        assert_eq!(error(&[(1.0, &[3])]), CriticalPathError::Predecessor { activity: 0, predecessor: 3 });
        assert_eq!(error(&[(1.0, &[0])]), CriticalPathError::Loop { activities: vec![0] });
        let circle = error(&[(1.0, &[]), (1.0, &[0, 2]), (1.0, &[1]), (1.0, &[2])]);
        assert_eq!(circle, CriticalPathError::Loop { activities: vec![1, 2, 3] });
        assert!(circle.to_string().contains("[1, 2, 3]"));
    }

    prop_compose! {
        /// Activities whose predecessors have lower numbers.
        fn networks()(list in prop::collection::vec((0.0..100.0_f64, prop::collection::vec(any::<prop::sample::Index>(), 0..3)), 1..20))
            -> Vec<Activity> {
            let before = |activity: usize, picks: &[prop::sample::Index]| {
                picks.iter().filter(|_| activity > 0).map(|pick| pick.index(activity)).collect()
            };
            list.iter()
                .enumerate()
                .map(|(activity, (duration, picks))| Activity { duration: *duration, predecessors: before(activity, picks) })
                .collect()
        }
    }

    proptest! {
        #[test]
        fn the_path_is_as_long_as_the_whole(network in networks()) {
            let found = critical_path(&network).unwrap();
            let length: f64 = found.path.iter().map(|activity| network[*activity].duration).sum();
            prop_assert!((length - found.duration).abs() <= 1e-9);
            prop_assert!(found.path.iter().all(|activity| found.slack[*activity] == 0.0));
            prop_assert!(found.path.windows(2).all(|pair| network[pair[1]].predecessors.contains(&pair[0])));
            for (activity, Activity { duration, predecessors }) in network.iter().enumerate() {
                prop_assert!(found.slack[activity] >= 0.0 && found.latest[activity] + duration <= found.duration + 1e-9);
                for before in predecessors {
                    prop_assert!(found.earliest[*before] + network[*before].duration <= found.earliest[activity]);
                    prop_assert!(found.latest[*before] + network[*before].duration <= found.latest[activity] + 1e-9);
                }
            }
        }

        #[test]
        fn slack_is_how_much_an_activity_may_grow(network in networks(), pick: prop::sample::Index, more in 0.0..50.0_f64) {
            let found = critical_path(&network).unwrap();
            let activity = pick.index(network.len());
            let mut longer = network;
            longer[activity].duration += more;
            let expected = found.duration + (more - found.slack[activity]).max(0.0);
            prop_assert!((critical_path(&longer).unwrap().duration - expected).abs() <= 1e-9);
        }
    }
}
