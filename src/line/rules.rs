//! The list rules of the textbooks: stations are filled one after the other with the task of highest rank that is available and
//! fits.

use super::network::Instance;
use super::tasks::Tasks;

/// How a rule ranks tasks. Equal ranks go to the longer task, then to the one listed first.
///
/// References: W. Helgeson, D. Birnie, Assembly line balancing using the ranked positional weight technique, Journal of
/// Industrial Engineering 12 (1961) 394; R. Jacobs, R. Chase, Operations and Supply Chain Management, `McGraw-Hill` (longest task,
/// most following tasks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Longest task time first, also called the largest candidate rule.
    LongestTask,
    /// Ranked positional weight: the time of the task and of all that follow it.
    PositionalWeight,
    /// Most following tasks, direct or not.
    MostFollowers,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 3] = [Self::LongestTask, Self::PositionalWeight, Self::MostFollowers];

    /// Stations by this rule.
    pub(super) fn assign<const WORDS: usize>(self, instance: &Instance<'_, WORDS>) -> Vec<Tasks<WORDS>> {
        let rank = |task: usize| match self {
            Self::LongestTask => instance.times[task],
            Self::PositionalWeight => instance.times[task] + instance.time(instance.after[task]),
            Self::MostFollowers => instance.after[task].len() as u64,
        };
        let mut ranked: Vec<usize> = (0..instance.len()).collect();
        // Stable, and the numbers run from the longest task to the shortest.
        ranked.sort_by_key(|task| std::cmp::Reverse(rank(*task)));
        let mut stations = Vec::new();
        let mut done = Tasks::EMPTY;
        while done.len() < instance.len() {
            let (mut load, mut room) = (Tasks::EMPTY, instance.cycle);
            let fits = |task: usize, done: Tasks<WORDS>, room: u64| {
                !done.contains(task) && instance.times[task] <= room && instance.before[task].is_subset(done)
            };
            while let Some(task) = ranked.iter().copied().find(|task| fits(*task, done, room)) {
                load = load.with(task);
                done = done.with(task);
                room -= instance.times[task];
            }
            stations.push(load);
        }
        stations
    }
}
