//! Balance of an assembly line, and critical paths.

use std::collections::HashMap;

use super::{count, from_zero, input, positive, require};
use crate::calc::arguments::{Arguments, Fault, Value};
use crate::calc::entry::{Formula, Input, Kind, output};
use crate::calc::limit::Limit;
use crate::line::critical_path::{self, Activity, CriticalPathError};
use crate::line::{self, Assignment, BalanceError, Effort, Rule, Task};
use crate::quantity::Dimension;

const BECKER: &str = "C. Becker, A. Scholl, A survey on problems and methods in generalized assembly line balancing, European Journal of Operational Research 168 (2006) 694";
const RULES: &str = "R. Jacobs, R. Chase, Operations and Supply Chain Management, McGraw-Hill; W. Helgeson, D. Birnie, Journal of Industrial Engineering 12 (1961) 394";
const KELLEY: &str = "J. Kelley, M. Walker, Critical-path planning and scheduling, Proceedings of the Eastern Joint Computer Conference (1959) 160";
const WORDS: &[&str] = &["longest-task", "positional-weight", "most-following"];

const AFTER: Input = input("after", Kind::Labels, Limit::ANY, "[A]", "names of those that come before").optional();
const FIELDS: &[Input] = &[
    input("task", Kind::Label, Limit::ANY, "A", "name of the task"),
    from_zero("time", Dimension::TIME, "45 s", "time for one unit"),
    AFTER,
    count("stations", 1, "1", "stations side by side that do nothing else; 1 for a task that may share its station").or("1"),
];
const TASKS: Input = input(
    "tasks",
    Kind::Records(FIELDS),
    Limit::ANY,
    r#"[{"task": "A", "time": "45 s"}, {"task": "B", "time": "11 s", "after": ["A"]}, {"task": "C", "time": "30 s"}]"#,
    "tasks, each with those it comes after",
);
const CYCLE: Input = positive("cycle", Dimension::TIME, "50 s", "takt of the line");
const ACTIVITIES: &[Input] = &[
    input("activity", Kind::Label, Limit::ANY, "tool", "name of the activity"),
    from_zero("time", Dimension::TIME, "6 weeks", "how long it takes"),
    AFTER,
];

/// Names of rows, and for each the numbers of the rows that it comes after.
fn network<'a>(a: &'a Arguments, list: &'static str, name: &'static str) -> Result<(Vec<&'a str>, Vec<Vec<usize>>), Fault> {
    let rows = a.rows(list)?;
    let names: Vec<&str> = rows.iter().map(|row| row.word(name).unwrap_or_default()).collect();
    let mut places = HashMap::new();
    for (place, name) in names.iter().enumerate() {
        require(places.insert(*name, place).is_none(), list, &format!("`{name}` is there twice"))?;
    }
    let before = |(row, name): (&Arguments, &&str)| {
        let place = |before: &String| {
            let unknown = || Fault::new(list, format!("`{name}` comes after `{before}`, which is not among them"));
            places.get(before.as_str()).copied().ok_or_else(unknown)
        };
        row.words("after").iter().map(place).collect()
    };
    let before = rows.iter().zip(&names).map(before).collect::<Result<_, _>>()?;
    Ok((names, before))
}

fn circle(list: &'static str, names: &[&str], numbers: &[usize]) -> Fault {
    let names: Vec<&str> = numbers.iter().filter_map(|number| names.get(*number).copied()).collect();
    Fault::new(list, format!("the order of {} runs in a circle", names.join(", ")))
}

fn fault(error: &BalanceError, names: &[&str]) -> Fault {
    let name = |task: usize| names.get(task).copied().unwrap_or_default();
    match error {
        BalanceError::Loop { tasks } => circle("tasks", names, tasks),
        BalanceError::TooLong { task, stations } => {
            let task = name(*task);
            Fault::new("cycle", format!("task `{task}` takes longer; it needs {stations} stations side by side"))
        }
        BalanceError::Cycle => Fault::new("cycle", error.to_string()),
        BalanceError::Time { task } => Fault::new("tasks", format!("the time of `{}` is above 1e9 s", name(*task))),
        _ => Fault::new("tasks", error.to_string()),
    }
}

fn tasks(a: &Arguments) -> Result<(Vec<&str>, Vec<Task>, f64), Fault> {
    let (names, before) = network(a, "tasks", "task")?;
    let task = |(row, predecessors): (&Arguments, Vec<usize>)| {
        Ok(Task { time: row.number("time")?, stations: row.count("stations")?, predecessors })
    };
    let tasks = a.rows("tasks")?.iter().zip(before).map(task).collect::<Result<_, _>>()?;
    Ok((names, tasks, a.number("cycle")?))
}

/// What is printed of an assignment: slowest station, efficiency and the tasks of each place.
fn shown(assignment: &Assignment, names: &[&str], cycle: f64) -> Result<[Value; 3], Fault> {
    let efficiency = assignment.efficiency(cycle).ok_or_else(Fault::beyond)?;
    let place = |tasks: &[usize]| {
        let names: Vec<&str> = tasks.iter().filter_map(|task| names.get(*task).copied()).collect();
        names.join(" + ")
    };
    let places = assignment.stations.iter().map(|station| place(&station.tasks)).collect();
    Ok([Value::Number(assignment.slowest()), Value::Number(efficiency), Value::Words(places)])
}

fn yes(holds: bool) -> Value {
    Value::Word(if holds { "yes" } else { "no" }.to_owned())
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "line-balance",
        title: "fewest stations of a line, and with as many the fastest slowest station",
        formula: "tasks to stations so that none takes longer than the cycle, none comes before those it is after, and the stations are as few as possible; then the slowest as fast as possible (simple assembly line balancing, types 1 and 2)",
        source: BECKER,
        validity: "by branch and bound; proven while its effort lasts, which is so for most lines of some dozen tasks, and the best that was found otherwise",
        inputs: &[TASKS, CYCLE],
        outputs: &[
            output("stations", "", "fewest stations that were found"),
            output("bound", "", "stations below which no assignment can be"),
            output("proven", "", "yes if there cannot be fewer"),
            output("slowest", "s", "time of the slowest station, as fast as was found"),
            output("efficiency", "%", "work over what the stations could do in a cycle"),
            output("assignment", "", "tasks of each place of the line with that slowest station"),
            output("smoothed", "", "yes if with as many stations the slowest cannot be faster"),
        ],
        compute: |a| {
            let (names, tasks, cycle) = tasks(a)?;
            let found = line::balance(&tasks, cycle, &Effort::default()).map_err(|error| fault(&error, &names))?;
            let counts = [found.fewest.count() as f64, found.lower_bound as f64].map(Value::Number);
            let shown = shown(&found.balanced, &names, cycle)?;
            Ok(counts.into_iter().chain([yes(found.proven)]).chain(shown).chain([yes(found.balanced_proven)]).collect())
        },
    },
    Formula {
        name: "line-balance-by-rule",
        title: "stations of a line by a rule of the textbooks",
        formula: "stations are filled one after the other with the task of highest rank that is available and fits",
        source: RULES,
        validity: "a rule to compare with; it may need more stations than line-balance",
        inputs: &[
            TASKS,
            CYCLE,
            input("rule", Kind::Word(WORDS), Limit::ANY, "most-following", "how tasks are ranked; ties go to the longer one"),
        ],
        outputs: &[
            output("stations", "", "stations"),
            output("slowest", "s", "time of the slowest station"),
            output("efficiency", "%", "work over what the stations could do in a cycle"),
            output("assignment", "", "tasks of each place of the line"),
        ],
        compute: |a| {
            let (names, tasks, cycle) = tasks(a)?;
            let rule = match a.word("rule") {
                Some("longest-task") => Rule::LongestTask,
                Some("positional-weight") => Rule::PositionalWeight,
                _ => Rule::MostFollowers,
            };
            let found = line::assign_by(rule, &tasks, cycle).map_err(|error| fault(&error, &names))?;
            let count = Value::Number(found.count() as f64);
            Ok(std::iter::once(count).chain(shown(&found, &names, cycle)?).collect())
        },
    },
    Formula {
        name: "critical-path",
        title: "critical path of activities: duration, earliest and latest starts, slack",
        formula: "earliest = largest end of those it is after, latest = smallest latest start of those after it less its time, slack = latest - earliest",
        source: KELLEY,
        validity: "times are certain and people are not shared",
        inputs: &[input(
            "activities",
            Kind::Records(ACTIVITIES),
            Limit::ANY,
            r#"[{"activity": "tool", "time": "6 weeks"}, {"activity": "samples", "time": "1 week", "after": ["tool"]}]"#,
            "activities, each with those it comes after",
        )],
        outputs: &[
            output("duration", "days", "from the first start to the last end"),
            output("path", "", "a longest path from start to end"),
            output("earliest", "days", "earliest starts"),
            output("latest", "days", "latest starts"),
            output("slack", "days", "by how much each may start later"),
        ],
        compute: |a| {
            let (names, before) = network(a, "activities", "activity")?;
            let activity =
                |(row, predecessors): (&Arguments, Vec<usize>)| Ok(Activity { duration: row.number("time")?, predecessors });
            let activities = a.rows("activities")?.iter().zip(before).map(activity).collect::<Result<Vec<_>, _>>()?;
            let found = critical_path::critical_path(&activities).map_err(|error| match error {
                CriticalPathError::Loop { activities } => circle("activities", &names, &activities),
                CriticalPathError::Duration { .. } | CriticalPathError::Predecessor { .. } => Fault::beyond(),
            })?;
            let path = found.path.iter().filter_map(|number| names.get(*number)).map(|name| (*name).to_owned());
            Ok(vec![
                Value::Number(found.duration),
                Value::Words(path.collect()),
                Value::Numbers(found.earliest),
                Value::Numbers(found.latest),
                Value::Numbers(found.slack),
            ])
        },
    },
];
