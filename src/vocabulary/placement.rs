//! The facts of placements.

macro_rules! placement_facts {
    ($with:ident) => {
        $with! { Placement:
            step: item(Step), "the step";
            part: item(Part), "the part that is there";
            material: item(Material), "its material";
            worked: flag, "the step joins the part, or names it under `of`";
            reached: flag, "the heat of the step reaches it: of a process that heats one place only what the step works on, and what lies closer to it than heat spreads";
        }
    };
}
pub(crate) use placement_facts;
