//! The facts of lots.

macro_rules! lot_facts {
    ($with:ident) => {
        $with! { Lot:
            of: word(any), "the step or part that was built";
            step: item(Step), "the step that was built, if it is one";
            process: item(Process), "the process it was built with";
            from_production: flag, "it was built with the production process of what it names";
            newest: item(Build), "the newest of its builds";
            worst: item(Build), "the build that passed the smallest share of its units and was not followed by as many units in newer ones";
            superseded: items(Build), "older builds that contradict the target and were repeated on as many units; they are history";
            built: number(NONE, "units"), "units started in all its builds but those";
            rejected: number(NONE, "units"), "units rejected of them at the first pass";
            shown_yield: number(NONE, "%"), "good units out of units started";
            demonstrated_yield: number(NONE, "%"), "yield demonstrated with 95 % confidence (Clopper-Pearson, one-sided)";
            best_yield: number(NONE, "%"), "highest yield that its rejects allow, with 95 % confidence (Clopper-Pearson, one-sided)";
            units_for_target: number(NONE, "units"), "units that would demonstrate the target yield with the rejects it had";
        }
    };
}
pub(crate) use lot_facts;
