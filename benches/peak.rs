//! The most memory that a run of the program takes, as Linux counts it.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Peak memory in KiB and exit code of `check` in a folder; none where the system does not say it.
pub fn peak(binary: &Path, folder: &Path, format: &str) -> Option<(u64, i32)> {
    let mut command = Command::new(binary);
    // As many threads as on any machine, because each has memory of its own.
    command.current_dir(folder).env("RAYON_NUM_THREADS", "2").args(["check", "--format", format, "."]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let mut most = 0;
    loop {
        most = so_far(&child).unwrap_or(0).max(most);
        if let Some(status) = child.try_wait().ok()? {
            return status.code().filter(|_| most > 0).map(|code| (most, code));
        }
        sleep(Duration::from_millis(5));
    }
}

/// The most that a process took until now. It never falls, so that the last look before the end is the one that counts.
fn so_far(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
