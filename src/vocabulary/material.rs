//! The facts of materials.

macro_rules! material_facts {
    ($with:ident) => {
        $with! { Material:
            id: word(of Material), "the library material it is or starts from";
            family: word(family of Material), "family, such as `rigid-plastic`";
            chemistry: word(any), "chemistry, such as `polyolefin`";
            gives_way: number(TEMPERATURE, "°C"), "temperature at which it bends under its own fasteners: its heat deflection under low stress, otherwise the most it survives in production";
            stands_for_minutes: number(TEMPERATURE, "°C"), "temperature that it stands for minutes at a time without a load: as its makers say, and no less than that of its continuous use";
            classes: words(any), "classes under which pairs name it";
        }
    };
}
pub(crate) use material_facts;
