//! The facts of the engagement.

macro_rules! engagement_facts {
    ($with:ident) => {
        $with! { Engagement:
            given: flag, "the design says how the work is shared";
            model: word(MODELS), "how the work is shared";
            engineers: number(NONE, ""), "engineers on the client's side";
            supplier_quality: flag, "the client has supplier-quality staff at the factory";
            client_owns_design: flag, "the client owns the design";
            exclusive: flag, "nobody else may sell the design";
            documents: items(Document), "all documents a factory needs";
            documents_ready: number(NONE, ""), "documents that are released, approved or not needed";
            coverage: number(NONE, "%"), "share of the other families' applicable checks that could be decided";
        }
    };
}
pub(crate) use engagement_facts;
