//! A part of a run, for many machines: which files fall to it, and what the parts of one run share.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::walk::Entry;
use crate::catalogue::Check;
use crate::finding::fingerprint;
use crate::report::published::Part;

/// Parts that a run may have.
const MOST_PARTS: usize = 10_000;

/// Which part of how many, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Partition {
    number: usize,
    of: usize,
}

impl FromStr for Partition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("write which part of how many, such as `2/8`, from 1/1 to {MOST_PARTS}/{MOST_PARTS}");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let (Ok(number), Ok(of)) = (number.trim().parse(), of.trim().parse()) else { return Err(wrong()) };
        if (1..=of).contains(&number) && of <= MOST_PARTS { Ok(Self { number, of }) } else { Err(wrong()) }
    }
}

impl Partition {
    /// Whether it is the first part.
    pub(super) const fn is_first(&self) -> bool {
        self.number == 1
    }

    /// The files that fall to it: each part has its neighbors in the order of the files, and all parts together have each file
    /// once.
    pub(super) fn share<'e>(&self, entries: &'e [Entry]) -> &'e [Entry] {
        let bound = |number: usize| entries.len() * number / self.of;
        &entries[bound(self.number - 1)..bound(self.number)]
    }

    /// What its report says of it. `options` is all that the judgement and the exit code hang on besides the files.
    pub(super) fn part(&self, entries: &[Entry], checks: &[Check], options: &str, verbose: bool) -> Part {
        let names: Vec<&str> = entries.iter().map(|entry| entry.target.shown.as_str()).collect();
        let codes = checks.iter().map(|check| (check.definition.code.clone(), check.name.to_string()));
        Part {
            number: self.number,
            of: self.of,
            run: fingerprint(&format!("{options}\u{1f}{}", names.join("\u{1f}"))),
            verbose,
            checks: codes.collect::<BTreeMap<String, String>>(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Partition;
    use crate::cli::walk::{Entry, Found};
    use crate::engine::Target;

    fn entries(count: usize) -> Vec<Entry> {
        let target = |number: usize| Target { path: "".into(), shown: number.to_string(), named: false };
        (0..count).map(|number| Entry { target: target(number), found: Found::File }).collect()
    }

    #[test]
    fn each_file_falls_to_one_part() {
        for (count, of) in [(0, 3), (1, 3), (7, 3), (23, 7), (24, 1)] {
            let entries = entries(count);
            let parts = (1..=of).map(|number| Partition { number, of }.share(&entries));
            let names: Vec<&str> = parts.flatten().map(|entry| entry.target.shown.as_str()).collect();
            assert_eq!(names, entries.iter().map(|entry| entry.target.shown.as_str()).collect::<Vec<_>>(), "{count} in {of}");
        }
        let sizes: Vec<usize> = (1..=3).map(|number| Partition { number, of: 3 }.share(&entries(7)).len()).collect();
        assert_eq!(sizes, [2, 2, 3]);
    }

    #[test]
    fn parts_are_counted_from_one() {
        assert_eq!("2/8".parse(), Ok(Partition { number: 2, of: 8 }));
        for wrong in ["", "2", "0/3", "4/3", "1/0", "1/10001", "-1/3", "a/b"] {
            assert!(wrong.parse::<Partition>().is_err_and(|said| said.contains("2/8")), "{wrong}");
        }
    }
}
