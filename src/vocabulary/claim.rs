//! The facts of claims.

macro_rules! claim_facts {
    ($with:ident) => {
        $with! { Claim:
            kind: word(TEST_KINDS), "the kind of test that shows it";
            what: word(any), "what has to be shown, in a few words";
            made: flag, "the design makes it by what it promises or how it is built, whether anybody tested it or not";
            of_form: flag, "it is known to be about form and fit alone";
            tested: flag, "a test of it is on record";
            test: item(Test), "the test that decides, on units as production makes them if there are any: a failure that was not repeated as hard and on as many units or of another revision, else the newest that was as hard as what is claimed, else the newest";
            superseded: items(Test), "older tests that failed and were repeated";
            cycles: number(NONE, ""), "how often the joint is opened";
        }
    };
}
pub(crate) use claim_facts;
