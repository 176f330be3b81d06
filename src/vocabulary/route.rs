//! The facts of routes.

macro_rules! route_facts {
    ($with:ident) => {
        $with! { Route:
            part: item(Part), "the part";
            process: item(Process), "the process";
            material: item(Material), "the material";
            makeable: flag, "the process makes parts of the material";
            refusal: word(any), "why the process makes no part of the material";
            quantity: number(NONE, ""), "samples made";
            not_proven: words(any), "what samples of this route leave open for production";
        }
    };
}
pub(crate) use route_facts;
