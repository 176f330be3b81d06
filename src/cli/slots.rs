//! What is asked of a design, as commented lines of a spec: each field in its block, with what it means and how many judgements
//! wait for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::design::{Asked, asked};
use crate::finding::DesignReport;
use crate::report::one_line;

/// Most fields that have a slot; more are counted.
const MOST_SLOTS: usize = 40;

/// A block or a field that is asked for.
#[derive(Default)]
struct Slot {
    waiting: usize,
    field: Option<Asked>,
    below: Vec<(String, Slot)>,
}

/// The commented lines.
pub(super) fn slots(design: &DesignReport) -> String {
    let mut fields = fields(design);
    let all = fields.len();
    fields.truncate(MOST_SLOTS);
    let mut top = Slot::default();
    for (path, waiting, field) in fields {
        top.add(&path.split('.').collect::<Vec<_>>(), waiting, field);
    }
    let mut out = if all > MOST_SLOTS {
        format!("# Still asked for, the {MOST_SLOTS} most telling fields of {all}")
    } else {
        "# Still asked for, the most telling first".to_owned()
    };
    out.push_str(". Put a value in the place of the example, and move the line into its block.\n");
    top.write(&mut out, 0);
    out
}

/// The fields that the judgements of a design wait for, those first for which most do. What lies in a list is asked for when its
/// entries are there.
fn fields(design: &DesignReport) -> Vec<(String, usize, Asked)> {
    let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
    let open = design.not_assessed.iter().map(|open| &open.needs).chain(design.findings.iter().map(|finding| &finding.waits));
    for need in open.flatten().filter(|need| !need.closer && need.unknown.is_none()) {
        *waiting.entry(&need.at).or_default() += 1;
    }
    let described = waiting.into_iter().filter_map(|(path, count)| Some((path.to_owned(), count, asked(path)?)));
    let mut fields: Vec<(String, usize, Asked)> = described.collect();
    fields.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    fields
}

impl Slot {
    fn add(&mut self, path: &[&str], waiting: usize, field: Asked) {
        self.waiting = self.waiting.max(waiting);
        let Some((first, rest)) = path.split_first() else {
            self.field = Some(field);
            return;
        };
        let place = self.below.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
            self.below.push(((*first).to_owned(), Self::default()));
            self.below.len() - 1
        });
        self.below[place].1.add(rest, waiting, field);
    }

    fn write(&self, out: &mut String, depth: usize) {
        for (key, slot) in &self.below {
            let indent = "  ".repeat(depth);
            let key = one_line(key);
            let _ = match &slot.field {
                Some(Asked { meaning, example, .. }) if slot.below.is_empty() => {
                    let value = if example.is_empty() { "…" } else { example };
                    let noun = if slot.waiting == 1 { "judgement waits" } else { "judgements wait" };
                    writeln!(out, "# {indent}{:<34} # {meaning}; {} {noun}", format!("{key}: {value}"), slot.waiting)
                }
                Some(Asked { meaning, .. }) => writeln!(out, "# {indent}{:<34} # {meaning}", format!("{key}:")),
                None => writeln!(out, "# {indent}{key}:"),
            };
            slot.write(out, depth + 1);
        }
    }
}
