//! The facts of documents.

macro_rules! document_facts {
    ($with:ident) => {
        $with! { Document:
            name: word(DOCUMENTS), "which document it is";
            state: word(DOCUMENT_STATES), "its state";
        }
    };
}
pub(crate) use document_facts;
