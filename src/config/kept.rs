//! What nobody takes away from a run: checks that are mandatory, and the check of what a base requires.

use super::layer::{Config, Layer, Name, Whence};
use super::names::{ALL, Faults, meant};
use crate::catalogue::{Check, Replacement};
use crate::source::Span;
use crate::vocabulary::Kind;
use crate::yaml::Problem;

/// The checks that stay, by their numbers.
pub(super) struct Kept {
    /// Where each check is made mandatory: no layer takes it away.
    pub(super) mandatory: Vec<Option<Whence>>,
    /// Where a base requires what each check looks for: no layer above that base takes it away.
    required: Vec<Option<Span>>,
}

/// Why a check stays.
#[derive(Clone, Copy, Debug)]
pub(super) enum Why {
    Mandatory(Whence),
    Required(Span),
}

impl Kept {
    /// What stays of the checks. That a house check stands for one of them although it may not is noted.
    pub(super) fn of(config: Option<&Config>, checks: &[Check], replacements: &[Replacement], faults: &mut Faults) -> Self {
        let mut kept = Self { mandatory: vec![None; checks.len()], required: vec![None; checks.len()] };
        let Some(config) = config else { return kept };
        for name in &config.mandatory {
            for (index, _) in meant(name, checks, faults) {
                kept.mandatory[index].get_or_insert(name.whence);
            }
            for replacement in replacements {
                refuse(replacement, name, config, faults);
            }
        }
        if let Some(span) = required(config) {
            let judges = |check: &Check| check.subject.kind() == Kind::Demand;
            kept.required = checks.iter().map(|check| judges(check).then_some(span)).collect();
        }
        kept
    }

    /// Why a layer cannot take a check away, if it cannot.
    pub(super) fn against(&self, layer: &Layer, index: usize) -> Option<Why> {
        let above = |span: &Span| layer.file.is_none_or(|file| file < span.file);
        let required = || self.required[index].filter(above).map(Why::Required);
        self.mandatory[index].map(Why::Mandatory).or_else(required)
    }
}

/// Where the farthest base that requires anything does so. What a project requires itself it may also leave out.
fn required(config: &Config) -> Option<Span> {
    let wanted = config.layers.iter().flat_map(|layer| layer.documents.iter().chain(&layer.sections));
    wanted.filter_map(|(_, whence)| whence.span()).filter(|span| span.file > 0).max_by_key(|span| span.file)
}

/// Notes that a house check stands for one that a name makes mandatory, unless whoever makes it so, or a base of it, brings that
/// house check along.
fn refuse(replacement: &Replacement, name: &Name, config: &Config, faults: &mut Faults) {
    let Whence::File(said) = name.whence else { return };
    let text = name.text.trim();
    let family = replacement.replaced.name.split('/').next();
    if !(text.eq_ignore_ascii_case(ALL)
        || family.is_some_and(|family| family.eq_ignore_ascii_case(text))
        || replacement.stands_for(text))
    {
        return;
    }
    let message = format!("{} is mandatory, and cannot be replaced by {}", replacement.replaced.code, replacement.code);
    match config.checks.get(replacement.folder) {
        Some((_, folder)) if folder.file >= said.file => {}
        Some((_, folder)) => {
            let problem =
                Problem::new("clash", *folder, message).with_help("give it a name of its own, beside the mandatory one");
            faults.problems.push(Problem { related: Some((said, "made mandatory here".to_owned())), ..problem });
        }
        None => faults.said.push(format!("{message}, which --checks names")),
    }
}

impl Why {
    /// Notes that a name takes a check away.
    pub(super) fn refuse(self, name: &Name, check: &Check, what: &str, faults: &mut Faults) {
        let (message, why) = match self {
            Self::Mandatory(whence) => {
                (format!("{} is mandatory, and cannot be {what}", check.code), (whence.span(), "made mandatory here"))
            }
            Self::Required(span) => {
                (format!("{} judges what a base requires, and cannot be {what}", check.code), (Some(span), "required here"))
            }
        };
        faults.kept(name, message, why);
    }
}
