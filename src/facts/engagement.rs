//! Facts of the engagement: how the work is shared, and how far its documents are.

use super::given::{known, quantity};
use super::typed::{Document, Engagement, List, Thing as _, methods};
use super::{Known, Lack, Trace, Word};
use crate::design::{self, Client, DocumentState};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::engagement_facts;
use crate::vocabulary::words::DOCUMENTS;

engagement_facts!(methods);

impl<'w> Engagement<'w> {
    fn spec(self) -> Option<&'w design::Engagement> {
        self.world.spec.engagement.get().map(|engagement| &**engagement)
    }

    /// What is said of it, unless it is that there is none.
    fn told(self) -> Known<Option<&'w design::Engagement>> {
        if self.world.spec.engagement.is_ruled_out() { Err(Lack::RuledOut) } else { Ok(self.spec()) }
    }

    /// The client, or the need for one of its fields.
    fn client(self, name: &str, trace: &mut Trace) -> Known<&'w Client> {
        match self.told()?.map(|engagement| engagement.client.get()) {
            Some(Some(client)) => Ok(client),
            Some(None) => trace.unknown(|| format!("engagement.client.{name}")),
            None => trace.unknown(|| "engagement".to_owned()),
        }
    }
}

impl<'w> Facts<'w> for Engagement<'w> {
    fn given(self, trace: &mut Trace) -> Known<bool> {
        if self.told()?.is_some() { Ok(true) } else { trace.unknown(|| "engagement".to_owned()) }
    }

    fn model(self, trace: &mut Trace) -> Known<Word> {
        match self.told()? {
            Some(engagement) => {
                known(&engagement.model, trace, || "engagement.model".to_owned()).map(|model| model.word().into())
            }
            None => trace.unknown(|| "engagement".to_owned()),
        }
    }

    fn engineers(self, trace: &mut Trace) -> Known<Bounds> {
        let client = self.client("engineers", trace)?;
        quantity(&client.engineers, trace, || "engagement.client.engineers".to_owned())
    }

    fn supplier_quality(self, trace: &mut Trace) -> Known<bool> {
        let client = self.client("supplier_quality", trace)?;
        known(&client.supplier_quality, trace, || "engagement.client.supplier_quality".to_owned()).copied()
    }

    fn client_owns_design(self, trace: &mut Trace) -> Known<bool> {
        let client = self.client("owns_design", trace)?;
        known(&client.owns_design, trace, || "engagement.client.owns_design".to_owned()).copied()
    }

    fn exclusive(self, trace: &mut Trace) -> Known<bool> {
        let client = self.client("exclusive", trace)?;
        known(&client.exclusive, trace, || "engagement.client.exclusive".to_owned()).copied()
    }

    fn documents(self, trace: &mut Trace) -> Known<List<Document<'w>>> {
        if let Some(block) = crate::world::document::unsaid(self.world) {
            return trace.unknown(|| block.to_owned());
        }
        Ok((0..DOCUMENTS.len()).map(|number| Document::at(self.world, number)).collect())
    }

    fn documents_ready(self, trace: &mut Trace) -> Known<Bounds> {
        match self.told()? {
            Some(engagement) if engagement.documents.is_given() => {}
            Some(_) => return trace.unknown(|| "engagement.documents".to_owned()),
            None => return trace.unknown(|| "engagement".to_owned()),
        }
        let mut ready = 0;
        let given = |number| Some((number, crate::world::document::given(self.world, number)?));
        for (number, field) in (0..DOCUMENTS.len()).filter_map(given) {
            trace.given_at(field.span(), || format!("engagement.documents.{}", DOCUMENTS[number]));
            if matches!(field.get(), Some(DocumentState::Released | DocumentState::Approved | DocumentState::NotNeeded)) {
                ready += 1;
            }
        }
        Ok(Bounds::exact(f64::from(ready), None))
    }

    fn coverage(self, _: &mut Trace) -> Known<Bounds> {
        let share = self.world.coverage.get().and_then(super::Coverage::share);
        share.map(|share| Bounds::exact(share, find_unit("%"))).ok_or(Lack::Unknown)
    }
}
