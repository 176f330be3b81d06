//! How two outputs differ, in a few lines.

use std::time::Duration;

use similar::TextDiff;

/// Lines of a difference that are shown.
const SHOWN: usize = 14;
/// What a difference may take before it becomes coarser.
const TIME: Duration = Duration::from_secs(1);

/// The beginning of a unified diff.
pub fn first_lines(name: &str, frozen: &[u8], now: &[u8]) -> String {
    let (frozen, now) = (String::from_utf8_lossy(frozen), String::from_utf8_lossy(now));
    let diff = TextDiff::configure().timeout(TIME).diff_lines(frozen.as_ref(), now.as_ref());
    let all = diff.unified_diff().context_radius(1).header(&format!("frozen/{name}"), &format!("now/{name}")).to_string();
    let mut lines: Vec<&str> = all.lines().take(SHOWN).collect();
    let more = all.lines().count() - lines.len();
    let rest = format!("… and {more} more lines");
    if more > 0 {
        lines.push(&rest);
    }
    lines.join("\n")
}
