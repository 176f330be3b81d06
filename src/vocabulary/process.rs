//! The facts of processes.

macro_rules! process_facts {
    ($with:ident) => {
        $with! { Process:
            id: word(of Process), "its id";
            family: word(any), "family, such as `molding` or `printing-and-casting`";
            role: word(any), "forming, joining, finishing, inspection or handling";
            makes_listed: flag, "the tables say of which materials it makes parts, or on which it works";
        }
    };
}
pub(crate) use process_facts;
