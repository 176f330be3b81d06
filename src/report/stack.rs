//! A stack in words: contributors, the methods side by side, units outside the limits, and a histogram.

use std::io;

use super::sanitize::one_line;
use super::table::table;
use crate::finding::SourceFile;
use crate::quantity::{Measure, display_number, find_unit};
use crate::study::{Outside, StackStudy};

/// Columns of the longest bar of the histogram.
const BAR: f64 = 40.0;

/// Writes a stack.
pub fn write_stack(file: &SourceFile, study: &StackStudy, out: &mut dyn io::Write) -> io::Result<()> {
    let gap = match study.limits {
        Some((low, high)) => format!("a gap of {} to {} works", length(low), length(high)),
        None => "no limits of the gap are given".to_owned(),
    };
    writeln!(out, "{} ({}): {gap}\n", one_line(&study.stack), one_line(&file.path))?;
    write!(out, "{}", table(&contributors(study)))?;
    writeln!(out)?;
    write!(out, "{}", table(&methods(study)))?;
    if study.worst_case_by == "intervals" {
        writeln!(out, "worst case by interval arithmetic: never too narrow, possibly too wide")?;
    }
    if study.worst_case.minimum < 0.0 && study.root_sum_square.minimum >= 0.0 {
        writeln!(out, "at the worst case the parts interfere; by root sum square they clear")?;
    }
    if let (Some(exact), Some(simulated)) = (study.exact, study.simulated) {
        writeln!(out)?;
        write!(out, "{}", table(&outside(study, exact, simulated)))?;
    }
    if let (true, Some(exact), Some(simulated)) = (study.linear_estimate, study.exact, study.simulated) {
        let (estimated, sampled) = (exact.below + exact.above, simulated.below + simulated.above + study.undefined);
        let spread = simulated.together_error;
        if (estimated - sampled).abs() > 5.0 * spread && (estimated - sampled).abs() > 0.1 * sampled {
            writeln!(out, "the formula bends within the tolerances: the linear estimate does not hold, go by the simulation")?;
        }
    }
    if study.undefined > 0.0 {
        writeln!(out, "without a value, counted as outside: {} of the samples", ppm(study.undefined))?;
    }
    if let Some(best) = study
        .contributors
        .iter()
        .filter(|row| row.saved.is_some_and(|saved| saved > 0.0))
        .max_by(|a, b| a.saved.unwrap_or(0.0).total_cmp(&b.saved.unwrap_or(0.0)))
    {
        let saved = best.saved.map_or_else(String::new, ppm);
        writeln!(out, "\na tenth off the scatter of {} buys the most: {saved} of the units", one_line(&best.name))?;
    }
    write!(out, "\n{}", histogram(study))
}

pub(super) fn length(si: f64) -> String {
    Measure::new(si, find_unit("mm")).to_string()
}

/// A share in the unit in which it is read: percent or parts per million.
pub(super) fn ppm(share: f64) -> String {
    match share {
        share if share >= 0.001 => format!("{} %", display_number(share * 100.0)),
        0.0 => "none".to_owned(),
        share if share < 1e-12 => "under 1e-6 ppm".to_owned(),
        share if share < 1e-9 => format!("{:.1e} ppm", share * 1e6),
        share => format!("{} ppm", display_number(share * 1e6)),
    }
}

fn cells<const N: usize>(row: [&str; N]) -> Vec<String> {
    row.map(str::to_owned).to_vec()
}

/// The contributors, that with the largest share of the variance first.
fn contributors(study: &StackStudy) -> Vec<Vec<String>> {
    let mut rows =
        vec![cells(["contributor", "moves", "nominal", "from", "to", "scatters", "sigma", "share", "10 % less saves", "usual"])];
    let mut order: Vec<_> = study.contributors.iter().collect();
    order.sort_by(|a, b| b.variance_share.total_cmp(&a.variance_share));
    for row in order {
        let sign = if row.sensitivity < 0.0 { "-" } else { "+" };
        let size = row.sensitivity.abs();
        let moves = if (size - 1.0).abs() < 1e-9 { sign.to_owned() } else { format!("{sign}{}", display_number(size)) };
        rows.push(vec![
            one_line(&row.name),
            moves,
            length(row.nominal),
            length(row.lower),
            length(row.upper),
            row.scatter.to_owned(),
            length(row.deviation),
            format!("{:.1} %", row.variance_share * 100.0),
            row.saved.map_or_else(String::new, ppm),
            row.usual.map_or_else(String::new, |usual| format!("±{}", length(usual))),
        ]);
    }
    rows
}

fn methods(study: &StackStudy) -> Vec<Vec<String>> {
    let mut rows = vec![cells(["method", "smallest gap", "largest gap"])];
    for (name, range) in [
        ("worst case", study.worst_case),
        ("root sum square", study.root_sum_square),
        ("modified root sum square", study.modified),
    ] {
        rows.push(vec![name.to_owned(), length(range.minimum), length(range.maximum)]);
    }
    rows.push(vec![
        "nominal".to_owned(),
        length(study.nominal),
        format!("mean {}, sigma {}", length(study.mean), length(study.deviation)),
    ]);
    rows
}

fn outside(study: &StackStudy, exact: Outside, simulated: Outside) -> Vec<Vec<String>> {
    let convolution = if study.linear_estimate { "convolution, linear estimate" } else { "convolution" };
    let row = |name: &str, shares: Outside, undefined: f64, error: String| {
        let all = (shares.below + shares.above + undefined).min(1.0);
        // Parts per million that are lost must not read as none.
        let yields = match all {
            0.0 => "all".to_owned(),
            all if all < 1e-4 => format!("{:.7} %", (1.0 - all) * 100.0),
            all => format!("{} %", display_number((1.0 - all) * 100.0)),
        };
        vec![name.to_owned(), ppm(shares.below), ppm(shares.above), ppm(all), yields, error]
    };
    let spread = simulated.together_error;
    vec![
        cells(["units outside", "too small", "too large", "together", "yield", ""]),
        row(convolution, exact, 0.0, String::new()),
        row(
            "simulation",
            simulated,
            study.undefined,
            format!("±{}, {} samples, seed {}", ppm(spread), study.samples, study.seed),
        ),
    ]
}

/// Bars of the histogram, with the limits marked.
fn histogram(study: &StackStudy) -> String {
    let most = study.histogram.iter().map(|class| class.share).fold(0.0, f64::max);
    let mut text = String::new();
    let edges: Vec<String> = study.histogram.iter().map(|class| format!("{:.3}", class.low * 1000.0)).collect();
    let width = edges.iter().map(String::len).max().unwrap_or(0);
    for (class, edge) in study.histogram.iter().zip(&edges) {
        let inside = |limit: f64| class.low <= limit && limit < class.high;
        let mark = match study.limits {
            Some((low, _)) if inside(low) => "smallest that works",
            Some((_, high)) if inside(high) => "largest that works",
            _ => "",
        };
        let bar = bar(if most > 0.0 { class.share / most } else { 0.0 });
        let line = if mark.is_empty() {
            format!("{edge:>width$} mm │{bar}")
        } else {
            format!("{edge:>width$} mm │{bar:<44}◄ {mark}")
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A bar in eighths of a column.
fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let length = (share * BAR).clamp(0.0, BAR);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 320")]
    let eighths = (length * 8.0).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}
