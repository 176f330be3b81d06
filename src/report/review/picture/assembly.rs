//! The order of the assembly as boxes and lines, from the top down.

use serde::Serialize;

use super::{fitting, round};
use crate::review::{Assembly, Step};

/// Width of the picture while it fits.
const WIDTH: f64 = 720.0;
/// Widest and narrowest box, and the space between two.
const WIDEST: f64 = 420.0;
const NARROWEST: f64 = 200.0;
const GAP: f64 = 24.0;
/// Height of a box, and from box to box.
const BOX: f64 = 46.0;
const ROW: f64 = 76.0;
/// Where the first box begins.
const TOP: f64 = 8.0;
/// Width of a column of text of 13 units.
const COLUMN: f64 = 7.6;

/// The picture.
#[derive(Debug, Serialize)]
pub(super) struct Flow {
    width: f64,
    height: f64,
    boxes: Vec<Node>,
    lines: Vec<Line>,
}

/// A step.
#[derive(Debug, Serialize)]
struct Node {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    name: String,
    process: String,
    /// Its number among the steps.
    step: usize,
}

/// A step directly before another.
#[derive(Debug, Serialize)]
struct Line {
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    critical: bool,
    /// Number of the step before, whose rest stands at the line; none where it stands at another.
    rest_of: Option<usize>,
}

/// The picture of an assembly.
pub(super) fn flow(of: &Assembly) -> Flow {
    let ranks = of.steps.iter().map(|step| step.rank).max().map_or(0, |most| most + 1);
    let members = |rank: usize| of.steps.iter().enumerate().filter(move |(_, step)| step.rank == rank);
    let lanes = (0..ranks).map(|rank| members(rank).count()).max().unwrap_or(1).max(1) as f64;
    let width = ((WIDTH - (lanes - 1.0) * GAP) / lanes).clamp(NARROWEST, WIDEST);
    let columns = columns(width - 16.0);
    let mut boxes: Vec<Node> = Vec::new();
    for rank in 0..ranks {
        for (lane, (number, step)) in members(rank).enumerate() {
            boxes.push(Node {
                x: round(lane as f64 * (width + GAP) + 1.5),
                y: TOP + rank as f64 * ROW,
                width: round(width),
                height: BOX,
                name: fitting(&step.step, columns),
                process: fitting(&step.process, columns),
                step: number,
            });
        }
    }
    boxes.sort_by_key(|node| node.step);
    let lines = lines(&of.steps, &boxes);
    let wide = lanes * (width + GAP) - GAP + 3.0;
    let height = TOP + ranks as f64 * ROW - (ROW - BOX) + 8.0;
    Flow { width: round(wide.max(WIDTH)), height, boxes, lines }
}

fn lines(steps: &[Step], boxes: &[Node]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        // What waits for itself has no place below another.
        for before in step.after.iter().copied().filter(|before| steps[*before].rank < step.rank) {
            let (from, to) = (&boxes[before], &boxes[number]);
            let said = lines.iter().any(|line| line.rest_of == Some(before));
            lines.push(Line {
                x1: round(from.x + from.width / 2.0),
                y1: from.y + from.height,
                x2: round(to.x + to.width / 2.0),
                y2: to.y,
                critical: step.critical && steps[before].critical,
                rest_of: (!said && steps[before].rest.is_some()).then_some(before),
            });
        }
    }
    lines
}

/// Columns of text that fit into a width.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width of some hundred units")]
fn columns(width: f64) -> usize {
    (width / COLUMN).max(8.0) as usize
}
