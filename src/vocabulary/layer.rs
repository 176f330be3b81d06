//! The facts of layers.

macro_rules! layer_facts {
    ($with:ident) => {
        $with! { Layer:
            material: item(Material), "its material";
            part: item(Part), "its part";
            thickness: number(LENGTH, "mm"), "its thickness";
            bonded: flag, "it is joined to a layer before it by an adhesive or film";
            inner: flag, "there is a layer before it";
            innermost: flag, "it is the last layer, towards what is protected";
            bond: item(Material), "adhesive or film that joins it to the layer before it";
            bond_given: flag, "it is said what joins it to the layer before it";
            before: item(Layer), "the layer before it, on the outside";
            laminated: flag, "it is joined to the layer before it over its whole face";
            pair_rating: word(RATINGS), "how it goes together with the layer before it";
            pair_rated: flag, "the table of pairs rates it on the layer before it";
            pair_failure: word(any), "what goes wrong between them";
            pair_reason: word(any), "why they are rated so";
            pair_remedy: word(any), "under which condition they hold";
            tests: records(Test), "tests of its part or of the whole case";
            peeled: flag, "a peel or pull test of its part, or of a joint of it, is on record";
            condition_shown: flag, "a test of its part was run under the condition of its pair";
            color: word(any), "its color";
            tone: word(TONES), "how light its color is, or that it lets light through";
            mismatch_strain: number(NONE, "%"), "difference of free thermal strain to the layer before it, from where it was laminated (23 °C if cold) to the farther end of use";
            bow: number(LENGTH, "mm"), "deflection at midspan that the thermal mismatch to the layer before it causes over the length of the part";
            edge_shear: number(PRESSURE, "MPa"), "shear stress at the edge of its bond that the thermal mismatch to the layer before it causes";
        }
    };
}
pub(crate) use layer_facts;
