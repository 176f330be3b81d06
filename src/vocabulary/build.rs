//! The facts of builds.

macro_rules! build_facts {
    ($with:ident) => {
        $with! { Build:
            of: word(any), "the step or part that was built";
            step: item(Step), "the step that was run in it";
            process: item(Process), "the process it was built with";
            from_production: flag, "units were built in it with the production process of what it names, and of no other material";
            built: number(NONE, "units"), "units started";
            rejected: number(NONE, "units"), "units rejected at the first pass";
            stage: word(STAGES), "stage of the project at that time";
            consistent: flag, "not more units were rejected than started";
            shown_yield: number(NONE, "%"), "good units out of units started";
        }
    };
}
pub(crate) use build_facts;
