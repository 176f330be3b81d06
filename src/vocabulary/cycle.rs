//! The facts of cycles.

macro_rules! cycle_facts {
    ($with:ident) => {
        $with! { Cycle:
            length: number(NONE, ""), "number of steps that wait for each other";
            steps: items(Step), "the steps";
        }
    };
}
pub(crate) use cycle_facts;
