//! What was found out of changed texts, so that a change that may clear several findings is read and judged once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::bench::{Bench, Judged};
use crate::catalogue::Check;
use crate::design::Spec;
use crate::facts::World;
use crate::judge::{Judgement, judge_under};

/// What is known of each text; nothing of one that does not load.
type Known<T> = Mutex<HashMap<String, Option<Arc<T>>>>;

/// Trials on one design. Two threads that ask for the same text at the same time may both do the work: what comes is the same.
pub(super) struct Tries<'b> {
    /// Where it is judged.
    pub bench: &'b Bench<'b>,
    specs: Known<Spec>,
    judged: Known<Judged>,
}

impl<'b> Tries<'b> {
    pub fn new(bench: &'b Bench<'b>) -> Self {
        Self { bench, specs: Known::default(), judged: Known::default() }
    }

    /// What all checks say of a text.
    pub fn judge(&self, text: &str) -> Option<Arc<Judged>> {
        once(&self.judged, text, || Some(self.bench.judge_spec(&*self.spec(text)?)))
    }

    /// What one check alone says of a text.
    pub fn by(&self, check: &Check, text: &str) -> Option<Judgement> {
        let (spec, options) = (self.spec(text)?, &self.bench.options);
        let world = World::new(&spec, options.gate_for(&spec)).on(options.today.as_deref());
        Some(judge_under(&world, &[check], options.today.as_deref(), &options.policy))
    }

    /// What a text says; none if it does not load.
    pub fn spec(&self, text: &str) -> Option<Arc<Spec>> {
        once(&self.specs, text, || self.bench.spec(text))
    }
}

/// What is known of a text, found out if it is not.
fn once<T>(known: &Known<T>, text: &str, find: impl FnOnce() -> Option<T>) -> Option<Arc<T>> {
    if let Some(found) = known.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
        return found.clone();
    }
    let found = find().map(Arc::new);
    known.lock().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), found.clone());
    found
}
