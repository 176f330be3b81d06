//! The facts of placements.

macro_rules! placement_facts {
    ($with:ident) => {
        $with! { Placement:
            step: item(Step), "the step";
            part: item(Part), "the part that is there";
            material: item(Material), "its material";
        }
    };
}
pub(crate) use placement_facts;
