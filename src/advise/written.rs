//! The rows of the advice as they are written, with their spans: files of one form, each laid over those before it.

use serde::Deserialize;

use crate::source::{SourceMap, Span};
use crate::yaml::{Budget, Entries, Field, Layer, Layers, Parsed, Problem, Session, parse_file};

pub(super) type Text = Box<str>;

/// All rows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Written {
    pub(super) models: Field<Entries<WrittenModel>>,
    pub(super) bands: Field<Entries<WrittenBand>>,
    pub(super) gates: Field<Entries<WrittenGate>>,
    pub(super) criteria: Field<Entries<WrittenCriterion>>,
    pub(super) phases: Field<Entries<WrittenPhase>>,
    pub(super) money: Field<Entries<WrittenMoney>>,
    pub(super) questions: Field<Entries<WrittenQuestion>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenModel {
    pub(super) name: Field<Text>,
    pub(super) short: Field<Text>,
    pub(super) word: Field<Text>,
    pub(super) about: Field<Text>,
    pub(super) owner: Field<Text>,
    pub(super) client: Field<Vec<Field<Text>>>,
    pub(super) factory: Field<Vec<Field<Text>>>,
    pub(super) sources: Field<Vec<Field<Text>>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenBand {
    pub(super) from: Field<Text>,
    pub(super) says: Field<Text>,
    pub(super) sources: Field<Vec<Field<Text>>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenLimit {
    pub(super) value: Field<Text>,
    pub(super) source: Field<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenGate {
    pub(super) title: Field<Text>,
    pub(super) models: Field<Vec<Field<Text>>>,
    pub(super) applies: Field<Text>,
    pub(super) closed: Field<Text>,
    pub(super) hangs_on: Field<Text>,
    pub(super) remedy: Field<Text>,
    pub(super) away: Field<Text>,
    pub(super) lacks: Field<Text>,
    pub(super) limits: Field<Entries<WrittenLimit>>,
    pub(super) sources: Field<Vec<Field<Text>>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenCriterion {
    pub(super) title: Field<Text>,
    pub(super) weight: Field<Text>,
    pub(super) weight_source: Field<Text>,
    pub(super) levels: Field<Entries<WrittenLevel>>,
    pub(super) limits: Field<Entries<WrittenLimit>>,
    pub(super) sources: Field<Vec<Field<Text>>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenLevel {
    pub(super) says: Field<Text>,
    pub(super) when: Field<Text>,
    pub(super) fits: Field<Vec<Field<Text>>>,
    pub(super) hangs_on: Field<Entries<Text>>,
    pub(super) remedy: Field<Entries<Text>>,
    pub(super) against: Field<Entries<Text>>,
    pub(super) away: Field<Entries<Text>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenPhase {
    pub(super) title: Field<Text>,
    pub(super) applies: Field<Text>,
    pub(super) weeks: Field<Entries<Text>>,
    pub(super) given: Field<Text>,
    pub(super) given_if: Field<Text>,
    pub(super) limits: Field<Entries<WrittenLimit>>,
    pub(super) sources: Field<Vec<Field<Text>>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenMoney {
    pub(super) title: Field<Text>,
    pub(super) applies: Field<Text>,
    pub(super) low: Field<Text>,
    pub(super) high: Field<Text>,
    pub(super) basis: Field<Text>,
    pub(super) paid: Field<Entries<Text>>,
    pub(super) limits: Field<Entries<WrittenLimit>>,
    pub(super) sources: Field<Vec<Field<Text>>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WrittenQuestion {
    pub(super) fields: Field<Vec<Field<Text>>>,
    pub(super) set: Field<Text>,
    pub(super) together: Field<bool>,
    pub(super) ask: Field<Text>,
    pub(super) answers: Field<Vec<Field<Text>>>,
}

impl Written {
    /// Reads files, each laid over those before it in the order given; what is wrong with any of them is a problem.
    pub(super) fn read(sources: &SourceMap, order: &[u16], problems: &mut Vec<Problem>) -> Option<Self> {
        let mut layers = Layers::new(&Budget::SPEC);
        let mut laid = None;
        for id in order {
            let Parsed { mut tree, documents, problems: syntax } = parse_file(&sources.file(*id).text, *id, &Budget::SPEC);
            let broken = !syntax.is_empty();
            problems.extend(syntax);
            if broken {
                return None;
            }
            let Some(document) = documents.first() else {
                problems.push(Problem::new("syntax", Span::new(0, 0).of(*id), "an empty file says nothing of any model"));
                return None;
            };
            if tree.entries(document.root).is_none() {
                let span = tree.node(document.root).span;
                problems.push(Problem::new("wrong-type", span, "expected a map with keys such as models, gates, criteria"));
                return None;
            }
            if let Some((below, root)) = laid.take() {
                let below_root = tree.append(&below) + root;
                if layers.overlay(&mut tree, below_root, document.root, Layer::Base).is_err() {
                    problems.push(Problem::new("too-large", Span::new(0, 0).of(*id), "the rows are too many"));
                    return None;
                }
            }
            laid = Some((tree, document.root));
        }
        let (tree, root) = laid?;
        let session = Session::new(&tree, Budget::SPEC);
        let written = session.read(root);
        problems.extend(session.into_problems());
        written
    }
}
