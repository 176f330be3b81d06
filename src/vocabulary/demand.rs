//! The facts of what a project wants every design to have.

macro_rules! demand_facts {
    ($with:ident) => {
        $with! { Demand:
            kind: word(DEMANDS), "what kind of thing it is";
            name: word(any), "which one";
            met: flag, "the design has it: a section that is written, a document that exists at least in draft";
        }
    };
}
pub(crate) use demand_facts;
