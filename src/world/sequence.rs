//! The order of the steps as a graph: what comes before what, and what waits for itself.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::World;
use super::given::elements;

/// The order of the steps.
#[derive(Debug, Default)]
pub struct Sequence {
    /// Steps that wait for each other, each group in the order of the file.
    pub cycles: Vec<Vec<usize>>,
    /// For each step, which steps come before it; for steps in a cycle, all that they wait for.
    before: Vec<Vec<bool>>,
    /// Steps directly before each step.
    pub previous: Vec<Vec<usize>>,
}

impl Sequence {
    /// The order that `after` and the list give.
    pub fn new(world: &World<'_>) -> Self {
        let previous: Vec<Vec<usize>> = (0..world.steps.len()).map(|step| previous_of(world, step)).collect();
        let before = (0..previous.len()).map(|step| reach(&previous, step)).collect();
        Self { cycles: cycles(&previous), before, previous }
    }

    /// Whether `earlier` comes before `later`.
    #[must_use]
    pub fn is_before(&self, earlier: usize, later: usize) -> bool {
        self.before[later][earlier]
    }

    /// The steps directly after a step.
    pub fn next(&self, step: usize) -> impl Iterator<Item = usize> {
        self.previous.iter().enumerate().filter(move |(_, previous)| previous.contains(&step)).map(|(later, _)| later)
    }
}

/// Steps that make a joint.
pub fn makers(world: &World<'_>, joint: usize) -> impl Iterator<Item = usize> {
    world.steps.iter().enumerate().filter(move |(_, step)| step.makes.contains(&joint)).map(|(number, _)| number)
}

/// Steps that add a part.
pub fn adders(world: &World<'_>, part: usize) -> impl Iterator<Item = usize> {
    world.steps.iter().enumerate().filter(move |(_, step)| step.adds.contains(&part)).map(|(number, _)| number)
}

/// `after` replaces the order of the list.
fn previous_of(world: &World<'_>, step: usize) -> Vec<usize> {
    let given = &world.steps[step].step.after;
    if given.is_given() {
        return elements(given).filter_map(|(name, _)| world.step_named(name)).collect();
    }
    step.checked_sub(1).into_iter().collect()
}

fn reach(previous: &[Vec<usize>], step: usize) -> Vec<bool> {
    let mut seen = vec![false; previous.len()];
    let mut open = previous[step].clone();
    while let Some(next) = open.pop() {
        if !std::mem::replace(&mut seen[next], true) {
            open.extend(&previous[next]);
        }
    }
    seen
}

fn cycles(previous: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut graph = DiGraph::<(), ()>::with_capacity(previous.len(), previous.len());
    let nodes: Vec<NodeIndex> = previous.iter().map(|_| graph.add_node(())).collect();
    for (later, earlier) in previous.iter().enumerate() {
        for earlier in earlier {
            graph.add_edge(nodes[*earlier], nodes[later], ());
        }
    }
    let mut groups: Vec<Vec<usize>> = tarjan_scc(&graph)
        .into_iter()
        .map(|group| {
            let mut steps: Vec<usize> = group.into_iter().map(NodeIndex::index).collect();
            steps.sort_unstable();
            steps
        })
        .filter(|steps| steps.len() > 1 || previous[steps[0]].contains(&steps[0]))
        .collect();
    groups.sort_unstable();
    groups
}
