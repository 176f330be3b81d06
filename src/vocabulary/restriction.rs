//! The facts of restrictions.

macro_rules! restriction_facts {
    ($with:ident) => {
        $with! { Restriction:
            part: item(Part), "the part";
            material: item(Material), "the first of its materials that may hold it";
            substance: word(any), "the substances";
            law: word(any), "the law";
            limit: word(any), "what it allows";
            proof: word(any), "what to ask the supplier for";
            markets: words(any), "markets of the design in which it holds";
            excluded: flag, "the part is said to be free of it, or the compliance list is released";
        }
    };
}
pub(crate) use restriction_facts;
