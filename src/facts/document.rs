//! Facts of the documents that a factory needs to build to print.

use super::given::known;
use super::typed::{Document, methods};
use super::{Known, Lack, Trace, Word};
use crate::vocabulary::document_facts;
use crate::vocabulary::words::DOCUMENTS;
use crate::world::document::given;

document_facts!(methods);

impl<'w> Facts<'w> for Document<'w> {
    fn name(self, _: &mut Trace) -> Known<Word> {
        Ok(DOCUMENTS[self.index].into())
    }

    fn state(self, trace: &mut Trace) -> Known<Word> {
        let path = || format!("engagement.documents.{}", DOCUMENTS[self.index]);
        match given(self.world, self.index) {
            _ if self.world.spec.engagement.is_ruled_out() => Err(Lack::RuledOut),
            Some(found) => known(found, trace, path).map(|state| state.word().into()),
            None => trace.unknown(path),
        }
    }
}
