//! The facts of defects.

macro_rules! defect_facts {
    ($with:ident) => {
        $with! { Defect:
            build: item(Build), "the newest build that counted it";
            of: word(any), "the step, the part or the case that was built";
            units: number(NONE, "units"), "units that were rejected for it in that build";
            built: number(NONE, "units"), "units that were started in that build";
            share: number(NONE, "%"), "units that were rejected for it by units started";
            known: flag, "the tables know a mechanism of what it is called, in the process that was built";
            mechanisms: words(any), "how it comes about, as far as the tables know";
            fixes: words(any), "what to change";
            grows: flag, "units that passed carry its cause as well, so that it comes out in use";
            features: words(any), "features of the parts concerned that bring it along";
            found: words(any), "codes of the findings on the parts concerned that are a known cause of it";
            explained: flag, "a finding on the parts concerned is a known cause of it";
            closed: flag, "as many units of the same were built after it without one that shows it";
        }
    };
}
pub(crate) use defect_facts;
