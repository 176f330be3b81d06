//! The facts of orders.

macro_rules! order_facts {
    ($with:ident) => {
        $with! { Order:
            earlier: item(Step), "the step that comes first";
            later: item(Step), "the step that comes later";
            part: item(Part), "the first of the parts on which both work";
            direct: flag, "no step comes between them";
            repeated: flag, "the process of the first one is run again after the later one";
            elapsed: number(TIME, "h"), "time from the end of the first step to the start of the second";
        }
    };
}
pub(crate) use order_facts;
