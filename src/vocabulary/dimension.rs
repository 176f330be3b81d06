//! The facts of dimensions.

macro_rules! dimension_facts {
    ($with:ident) => {
        $with! { Dimension:
            part: item(Part), "its part";
            nominal: number(LENGTH, "mm"), "its nominal value";
            tolerance: number(LENGTH, "mm"), "half of the width of its tolerance";
            toleranced: flag, "it has a tolerance";
            critical: flag, "it is critical to quality";
            crosses_parting: flag, "it crosses the parting line or a moving part of the tool";
            after_finish: flag, "it holds on the finished part, after what is put on it";
            built_up: flag, "something that builds up is put on its part: metal, or a coat of a step that is thick enough to spoil a fit";
            in_stack: flag, "a stack is made of it";
            general_tolerance: number(LENGTH, "mm"), "deviation each way that process and resin hold as a matter of course at this size";
            measurements: items(Measurement), "measurements of it";
            all_measurements: records(Measurement), "the same, as a list that may hold more where it is not said to be whole";
        }
    };
}
pub(crate) use dimension_facts;
