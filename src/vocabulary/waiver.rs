//! The facts of waivers.

macro_rules! waiver_facts {
    ($with:ident) => {
        $with! { Waiver:
            check: word(any), "the check as the waiver names it";
            place: word(any), "where its findings are accepted; the whole design if the waiver names no place";
            condition: word(any), "under which condition it holds; ruled out if it always does";
            owner: word(any), "who answers for it";
            until: word(any), "the last day on which it holds";
            left: number(TIME, "d"), "time from the day of the run to its last day";
            state: word(WAIVER_STATES), "what it does in this run, once all other checks are judged";
            fault: word(any), "what is wrong with the check or the place that it names";
        }
    };
}
pub(crate) use waiver_facts;
