//! The facts of risks.

macro_rules! risk_facts {
    ($with:ident) => {
        $with! { Risk:
            part: item(Part), "the part of which samples were made";
            topic: word(any), "what it is about";
            why: word(any), "why the sample does not show it";
            evidence: word(any), "what has to be shown";
            acceptance: word(any), "when that is good enough";
            fix: word(any), "what to change if the evidence is bad";
            severity: word(SEVERITIES), "how bad it is if it is still open in mass production";
            units: number(NONE, "units"), "units that the evidence takes";
            closed: flag, "evidence from production closes it";
        }
    };
}
pub(crate) use risk_facts;
