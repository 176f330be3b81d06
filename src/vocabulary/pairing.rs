//! The facts of pairings.

macro_rules! pairing_facts {
    ($with:ident) => {
        $with! { Pairing:
            a: item(Material), "the first material";
            other: word(any), "the second material or what comes from outside";
            rating: word(RATINGS), "how the two go together";
            place: word(PLACES), "where the two meet";
            part: item(Part), "the part at which they meet, where it is one";
            failure_mode: word(any), "what goes wrong";
            reason: word(any), "why it goes wrong";
            remedy: word(any), "under which condition it works";
            isolated: flag, "the joint keeps them apart";
            withstood: flag, "a test of production units, in which none failed, shows that they stand each other; never where the table forbids the two";
            conditional: flag, "the row says that they go together under a condition, whether or not it is the one that holds here";
            first: item(Pairing), "of all places at which the same row speaks of the same two the first one by name";
            condition_met: flag, "a coat or a test of the part meets the condition under which it works";
        }
    };
}
pub(crate) use pairing_facts;
