//! A line in words: steps with their yields and rests, the balanced stations, the yield of the line and the plan.

use std::io;

use super::sanitize::one_line;
use super::table::table;
use crate::finding::SourceFile;
use crate::quantity::{Toward, display_number};
use crate::study::{Amount, LineStep, LineStudy, readable};

/// Writes a line.
pub fn write_line(name: &str, file: &SourceFile, study: &LineStudy, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{} ({})", one_line(name), one_line(&file.path))?;
    let known = |time: Option<Amount>| time.map_or_else(|| "not known".to_owned(), |time| time.words(readable));
    writeln!(
        out,
        "takt {}, allowed station time {} after effectiveness and yield, work content {}\n",
        known(study.takt),
        known(study.allowed),
        known(study.work)
    )?;
    let mut rows = vec![cells(["step", "time", "stations", "first-pass yield", "shown by builds (90 %)", "rests", "racks"])];
    rows.extend(study.steps.iter().map(|step| row(step, study.bottleneck.as_deref())));
    write!(out, "{}", table(&rows))?;
    if let Some(bottleneck) = &study.bottleneck {
        writeln!(out, "* bottleneck: {}", one_line(bottleneck))?;
    }
    if study.steps.iter().any(|step| step.more_stations) {
        writeln!(out, "+ more stations side by side than the design gives: the step alone is slower than the allowed time")?;
    }
    write_balance(study, out)?;
    write_yield(study, out)?;
    write_learning(study, out)?;
    write_plan(study, out)
}

fn cells<const N: usize>(row: [&str; N]) -> Vec<String> {
    row.map(str::to_owned).to_vec()
}

/// A share with as many digits as one looks at.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if (10.0..99.9).contains(&percent) { format!("{percent:.1} %") } else { format!("{percent:.2} %") }
}

/// The ends of a confidence interval, rounded so that they say no more than was shown.
fn interval((low, high): (f64, f64)) -> String {
    let end = |share: f64, toward: Toward| display_number(toward.share(share, 2) * 100.0);
    format!("{} % to {} %", end(low, Toward::Down), end(high, Toward::Up))
}

/// A number of things.
fn counted(count: u64, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// A time of a plan.
fn weeks(seconds: f64) -> String {
    let weeks = (seconds / 604_800.0 * 10.0).round() / 10.0;
    if weeks == 1.0 { "1 week".to_owned() } else { format!("{weeks} weeks") }
}

fn row(step: &LineStep, bottleneck: Option<&str>) -> Vec<String> {
    let mark = if bottleneck == Some(step.step.as_str()) { " *" } else { "" };
    let more = if step.more_stations { " +" } else { "" };
    let units = |units: Option<Amount>| units.map_or_else(String::new, |units| units.words(|units| format!("{units:.0}")));
    let origin = if step.built > 0 { "" } else { " stated" };
    vec![
        format!("{}{mark}", one_line(&step.step)),
        step.time.map_or_else(|| "?".to_owned(), |time| time.words(readable)),
        format!("{}{}{more}", step.stations, if step.machine { " machine" } else { "" }),
        step.first_pass_yield.map_or_else(|| "?".to_owned(), |share| format!("{}{origin}", share.words(percent))),
        step.shown.map_or_else(String::new, |ends| format!("{}, {} built", interval(ends), step.built)),
        units(step.resting),
        units(step.rack),
    ]
}

fn write_balance(study: &LineStudy, out: &mut dyn io::Write) -> io::Result<()> {
    if let Some(reason) = &study.unbalanced {
        return writeln!(out, "\nnot balanced: {}", one_line(reason));
    }
    let Some(balanced) = &study.balanced else { return Ok(()) };
    let best = &balanced.best;
    let machines: u32 = study.steps.iter().filter(|step| step.machine).map(|step| step.stations).sum();
    let beside = if machines > 0 { format!(" beside {}", counted(u64::from(machines), "machine")) } else { String::new() };
    let proof =
        if balanced.proven { "no line has fewer".to_owned() } else { format!("at least {} are needed", balanced.lower_bound) };
    writeln!(
        out,
        "\n{}{beside}, {proof}; slowest {}, {} of the stations' time is work",
        counted(best.count, "station"),
        readable(best.slowest),
        percent(best.efficiency)
    )?;
    let mut rows = Vec::new();
    for (number, station) in best.places.iter().enumerate() {
        let side = if station.parallel > 1 { format!(" x {}", station.parallel) } else { String::new() };
        let steps = station.steps.iter().map(|step| one_line(step)).collect::<Vec<_>>().join(", ");
        rows.push(vec![format!("  {}{side}", number + 1), readable(station.time), steps]);
    }
    write!(out, "{}", table(&rows))?;
    if study.allowed.into_iter().chain(study.steps.iter().filter_map(|step| step.time)).any(Amount::is_open) {
        writeln!(out, "balanced for the longest times and the shortest allowed one")?;
    }
    let rules: Vec<String> = balanced.rules.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    writeln!(out, "textbook rules: {}", rules.join(", "))
}

fn write_yield(study: &LineStudy, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(rolled) = &study.rolled else {
        return writeln!(out, "\nrolled throughput yield: needs the first-pass yield of every step");
    };
    write!(out, "\nrolled throughput yield {}", rolled.point.words(percent))?;
    if let Some((low, high)) = rolled.interval {
        write!(
            out,
            "; {} with builds: {} (90 %, Lindstrom-Madden)",
            counted(rolled.shown_steps as u64, "step"),
            interval((low, high))
        )?;
    }
    writeln!(out)?;
    let costly = {
        let mut steps: Vec<(&str, Amount)> =
            study.steps.iter().filter_map(|step| Some((step.step.as_str(), step.first_pass_yield?))).collect();
        steps.sort_by(|a, b| a.1.low().total_cmp(&b.1.low()));
        let lost = |share: Amount| Amount::between(1.0 - share.high(), 1.0 - share.low()).words(percent);
        steps.iter().take(3).map(|(step, share)| format!("{} {}", one_line(step), lost(*share))).collect::<Vec<_>>()
    };
    writeln!(out, "most is lost at {}", costly.join(", "))?;
    if let (Some(target), Some(needed)) = (study.target, rolled.needed_each) {
        writeln!(out, "the target of {} asks for {} of each step", target.words(percent), needed.words(percent))?;
    }
    Ok(())
}

fn write_learning(study: &LineStudy, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(learned) = study.learned else { return Ok(()) };
    write!(out, "\nlearning curve of the {} model", learned.model)?;
    if let Some(order) = learned.order {
        write!(out, ": one order takes {} hours of work", order.words(|time| format!("{:.1}", time / 3600.0)))?;
    }
    if let Some(units) = learned.units_to_step_times {
        write!(out, "; from unit {} on the steps keep their times", units.words(|units| format!("{units:.0}")))?;
    }
    writeln!(out)
}

fn write_plan(study: &LineStudy, out: &mut dyn io::Write) -> io::Result<()> {
    if let Some(needs) = &study.unplanned {
        return writeln!(out, "\nthe plan: {}", one_line(needs));
    }
    let Some(plan) = &study.plan else { return Ok(()) };
    let open = plan.duration.is_open() || plan.tasks.iter().any(|task| task.time.is_open());
    let launch = plan.launch_in.map_or_else(String::new, |launch| {
        format!(", {}", to_launch(launch.low() - plan.duration.high(), launch.high() - plan.duration.low()))
    });
    writeln!(out, "\nthe plan takes {}{launch}", plan.duration.words(weeks))?;
    let slack = if open { "slack at the longest times" } else { "slack" };
    let mut rows = vec![cells(["task", "starts in", "takes", slack])];
    let start = |start: f64| if start > 0.0 { weeks(start) } else { "now".to_owned() };
    for task in &plan.tasks {
        let slack = if task.slack > 0.0 { weeks(task.slack) } else { "none".to_owned() };
        rows.push(vec![one_line(&task.task), task.start.words(start), task.time.words(weeks), slack]);
    }
    write!(out, "{}", table(&rows))
}

/// How far a plan ends from the launch, from the least to the most time that is left.
fn to_launch(least: f64, most: f64) -> String {
    let late = |slack: f64| if slack >= 0.0 { format!("{} before", weeks(slack)) } else { format!("{} after", weeks(-slack)) };
    let (least, most) = (late(least), late(most));
    if least == most { format!("{least} the launch") } else { format!("{least} to {most} the launch") }
}
