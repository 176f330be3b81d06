//! A value through a range as a picture of letters with its change points, and as a table for spreadsheets.

use std::io;

use super::sanitize::one_line;
use super::wrap::{clip, columns, paragraph};
use crate::compare::{Row, State, Stretch, Sweep};

/// Reasons that are told why a design does not load; more are counted.
const MOST_REASONS: usize = 3;

/// Columns of a picture, at the least and at the most.
const PICTURE: [usize; 2] = [20, 100];
/// Columns for the place of a check.
const MOST_PLACE: usize = 28;

/// How many steps fit into the picture of a screen.
#[must_use]
pub fn sweep_steps(width: usize) -> u64 {
    let room = width.saturating_sub(MOST_PLACE + 10).clamp(PICTURE[0], PICTURE[1]);
    room as u64 - 1
}

/// The letter of a state in a picture.
const fn letter(state: State) -> char {
    match state {
        State::Nothing => '.',
        State::Undecided => '?',
        State::Advice => 'a',
        State::Warning => 'W',
        State::Error => 'E',
        State::Refused => 'x',
    }
}

const fn word(state: State) -> &'static str {
    match state {
        State::Nothing => "nothing",
        State::Undecided => "undecided",
        State::Advice => "advice",
        State::Warning => "warning",
        State::Error => "error",
        State::Refused => "refused",
    }
}

/// Writes a range as text.
pub fn write_sweep(sweep: &Sweep, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let (first, last) = (sweep.values.first().map_or("", |first| first), sweep.values.last().map_or("", |last| last));
    let path = one_line(&sweep.path);
    let head = format!(
        "{path} from {first} to {last} in {} steps, judged {} times, changes to within {}",
        sweep.values.len() - 1,
        sweep.judged,
        sweep.within
    );
    write!(out, "{}", paragraph("", &head, width))?;
    if sweep.rows.is_empty() {
        let loads = if sweep.refused.is_empty() { "" } else { " where the design loads" };
        writeln!(out, "\nno finding hangs on it in this range{loads}")?;
    } else {
        picture(sweep, (first, last), width, out)?;
    }
    for row in &sweep.rows {
        let said = row.stretches.iter().map(|stretch| said(stretch, (first, last))).collect::<Vec<_>>().join(", ");
        write!(out, "{}", paragraph(&format!("{}  ", row.code), &format!("{}: {said}", row.at), width))?;
    }
    for refused in sweep.refused.iter().take(MOST_REASONS) {
        write!(out, "{}", paragraph("refused: ", refused, width))?;
    }
    if let Some(more @ 1..) = sweep.refused.len().checked_sub(MOST_REASONS) {
        writeln!(out, "refused: {more} more values")?;
    }
    let many = if sweep.throughout == 1 { "1 finding is" } else { &format!("{} findings are", sweep.throughout) };
    let where_ = if sweep.refused.is_empty() { "" } else { " at which the design loads" };
    writeln!(out, "{many} there at every value{where_}; what comes and goes within one of the steps is not seen")
}

/// `warning from 0.5 deg to 0.999 deg`; an end of the range is not named.
fn said(stretch: &Stretch, (first, last): (&str, &str)) -> String {
    let word = word(stretch.state);
    match (stretch.from == first, stretch.to == last) {
        (true, true) => format!("{word} throughout"),
        (true, false) => format!("{word} up to {}", stretch.to),
        (false, true) => format!("{word} from {}", stretch.from),
        (false, false) if stretch.from == stretch.to => format!("{word} at {}", stretch.from),
        (false, false) => format!("{word} from {} to {}", stretch.from, stretch.to),
    }
}

/// A line of letters for each check, below a line with the ends of the range.
fn picture(sweep: &Sweep, (first, last): (&str, &str), width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let label = |row: &Row| format!("{}  {}", row.code, clip(&row.at, MOST_PLACE));
    let widest = sweep.rows.iter().map(|row| columns(&label(row))).max().unwrap_or(0) + 2;
    let room = width.saturating_sub(widest).clamp(PICTURE[0], PICTURE[1]).min(sweep.values.len());
    let gap = room.saturating_sub(columns(first) + columns(last)).max(1);
    writeln!(out, "\n{}{first}{}{last}", " ".repeat(widest), " ".repeat(gap))?;
    for row in &sweep.rows {
        let label = label(row);
        writeln!(out, "{label}{}{}", " ".repeat(widest - columns(&label)), bar(&row.states, room))?;
    }
    let shown = [State::Error, State::Warning, State::Advice, State::Nothing, State::Undecided, State::Refused];
    let used = shown.into_iter().filter(|state| sweep.rows.iter().any(|row| row.states.contains(state)));
    let legend: Vec<String> = used.map(|state| format!("{} {}", letter(state), word(state))).collect();
    writeln!(out, "{}{}\n", " ".repeat(widest), legend.join("   "))
}

/// The states in so many letters; where several share a letter, the worst is shown.
fn bar(states: &[State], room: usize) -> String {
    let room = room.clamp(1, states.len().max(1));
    let of = |place: usize| &states[place * states.len() / room..(place + 1) * states.len() / room];
    (0..room).filter_map(|place| of(place).iter().max()).map(|state| letter(*state)).collect()
}

/// Writes how each check stands from where to where, a line each, for spreadsheets.
pub fn write_sweep_csv(sweep: &Sweep, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["code", "check", "at", "state", "from", "to", "within"])?;
    for row in &sweep.rows {
        for Stretch { state, from, to } in &row.stretches {
            let cells = [&row.code, &row.check, &row.at, word(*state), from, to, &sweep.within];
            table.write_record(cells.map(cell))?;
        }
    }
    table.flush()
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let line = one_line(text);
    if line.starts_with(['=', '+', '@']) { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_shows_the_worst_where_there_is_little_room() {
        use State::{Error, Nothing, Warning};
        let states = [Error, Error, Warning, Nothing, Nothing, Nothing, Warning, Nothing];
        assert_eq!(bar(&states, 8), "EEW...W.");
        assert_eq!(bar(&states, 20), "EEW...W.");
        assert_eq!(bar(&states, 4), "EW.W");
        assert_eq!(bar(&[], 4), "");
    }
}
