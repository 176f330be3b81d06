//! The facts of stacks.

macro_rules! stack_facts {
    ($with:ident) => {
        $with! { Stack:
            lower_limit: number(LENGTH, "mm"), "smallest gap that works";
            upper_limit: number(LENGTH, "mm"), "largest gap that works";
            contributors: number(NONE, ""), "number of contributors";
            nominal: number(LENGTH, "mm"), "gap at nominal dimensions";
            worst_case_min: number(LENGTH, "mm"), "smallest gap at the worst case";
            worst_case_max: number(LENGTH, "mm"), "largest gap at the worst case";
            statistical_min: number(LENGTH, "mm"), "smallest gap by root sum square; for an expression that bends the end of the range that holds 99.73 % by simulation";
            statistical_max: number(LENGTH, "mm"), "largest gap by root sum square; for an expression that bends the end of the range that holds 99.73 % by simulation";
            statistical_by: word(any), "how these two are found: `root sum square` or `simulation`";
            share_outside: number(NONE, "%"), "share of assemblies outside the limits, each contributor scattering as given, or normally with Cp 1";
        }
    };
}
pub(crate) use stack_facts;
