//! The facts of methods.

macro_rules! method_facts {
    ($with:ident) => {
        $with! { Method:
            id: word(of Method), "its id";
            family: word(any), "family, such as `adhesive`, `snap` or `seal`";
        }
    };
}
pub(crate) use method_facts;
