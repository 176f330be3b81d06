//! The facts of contacts.

macro_rules! contact_facts {
    ($with:ident) => {
        $with! { Contact:
            a: item(Material), "the first material";
            b: item(Material), "the second material";
            inside: flag, "both are materials of the case";
            other: word(any), "the second material or what comes from outside";
            insulated: flag, "a film that conducts nothing was laid on one of the two, by its process or a step";
            isolated: flag, "the joint keeps them apart";
            plated: flag, "the second is plated on the first, as a coat of the same part";
            part: item(Part), "the part at which they meet, where it is one";
            tests: records(Test), "tests of that part or of the whole case";
            couple_rated: flag, "the table of pairs rates the two as metals that touch";
            couple_rating: word(RATINGS), "how the two go together as metals that touch";
            couple_reason: word(any), "why the metals are rated so";
            couple_remedy: word(any), "under which condition the metals hold";
            metals: flag, "each is a metal, or carries an anodic index";
            noble_area: number(NONE, "%"), "area of the part of the nobler metal as a share of that of the other, by their sizes; 100 % where these are not given";
            galvanic_difference: number(VOLTAGE, "V"), "difference of the anodic indices";
        }
    };
}
pub(crate) use contact_facts;
