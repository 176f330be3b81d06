//! The facts of uses.

macro_rules! use_facts {
    ($with:ident) => {
        $with! { Use:
            material: item(Material), "the material";
            part: item(Part), "the part it is in";
            outside: flag, "it is the outside of a part that is not hidden";
            color: word(any), "its color";
            tone: word(TONES), "how light its color is, or that it lets light through";
            dark: flag, "its color is black or another dark one";
            strained: flag, "a joint keeps a place of its part under lasting stress";
            humid_life: number(TIME, "years"), "time in which water cuts each of its chains once, at the usual temperature and the highest humidity of use; in saturated air as long as it is wet with sweat or rain";
            tests: records(Test), "tests of its part or of the whole case";
        }
    };
}
pub(crate) use use_facts;
