//! The facts of tests.

macro_rules! test_facts {
    ($with:ident) => {
        $with! { Test:
            name: word(any), "what was tested";
            kind: word(TEST_KINDS), "what kind of test it is, by words of its name and method";
            process: item(Process), "the process the units were made with";
            from_production: flag, "the units were made with the production process";
            of_given: flag, "a part or joint is named, not the whole case";
            material_given: flag, "the material of the units is named";
            from_production_material: flag, "the units were made of the production material of the part it names";
            units: number(NONE, "units"), "units tested";
            failures: number(NONE, "units"), "units that failed";
            method: word(any), "the standard and its section";
            method_given: flag, "a standard is named";
            temperature: number(TEMPERATURE, "°C"), "temperature of the test";
            cycled: flag, "it takes the units from cold to hot in turns, by words of its name and method";
            stage: word(STAGES), "stage of the project at that time";
            demonstrated_reliability: number(NONE, "%"), "share of good units demonstrated with 95 % confidence (Clopper-Pearson, one-sided)";
        }
    };
}
pub(crate) use test_facts;
