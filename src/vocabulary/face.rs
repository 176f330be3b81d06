//! The facts of faces.

macro_rules! face_facts {
    ($with:ident) => {
        $with! { Face:
            material: item(Material), "the substrate";
            adhesive: item(Material), "what has to stick to it";
            part: item(Part), "the part that carries it";
            in_joint: flag, "it belongs to a joint, not to a laminate";
            joint: item(Joint), "the joint that it belongs to";
            treated: flag, "a treatment or primer raises its surface energy before";
            cleaned: flag, "a wash or a treatment takes off what is on it before";
            rating: word(RATINGS), "how the adhesive holds on the substrate";
            rated: flag, "the table of pairs rates it";
            stated: flag, "what decides is a state of the substrate, such as a primer or a color";
            left_over: flag, "what decides is what a process left on the part";
            failure_mode: word(any), "what goes wrong";
            reason: word(any), "why it is rated so";
            remedy: word(any), "under which condition it holds";
            tests: records(Test), "tests of its joint or part, or of the whole case";
            condition_shown: flag, "a test of its joint or part was run under the condition of its pair";
            area: number(AREA, "cm2"), "bonded area";
        }
    };
}
pub(crate) use face_facts;
