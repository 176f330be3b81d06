//! The facts of tests.

macro_rules! test_facts {
    ($with:ident) => {
        $with! { Test:
            name: word(any), "what was tested";
            kind: word(TEST_KINDS), "what kind of test it is: as given, else by whole words of its name, or of its method";
            shows: words(TEST_KINDS), "kinds of tests that it is: as given, and those that whole words of its name or its method mean beside";
            process: item(Process), "the process the units were made with";
            source: word(TEST_SOURCES), "where the units come from";
            by_production: flag, "production made the units: with its process, and after evt, whatever they are made of";
            from_production: flag, "the units are as production makes them: made by it, and of no other material";
            make_known: flag, "it is known whether they are";
            soft_tool: flag, "its units are known to come from a soft or single-cavity tool";
            made: word(any), "where its units come from, the stage or process they were made at, or the material that production does not use";
            of_given: flag, "a part or joint is named, not the whole case";
            of_case: flag, "the whole case was tested, or its only part";
            material_given: flag, "the material of the units is named";
            from_production_material: flag, "the units were of a material that production uses in what was tested";
            units: number(NONE, "units"), "units tested";
            units_built: number(NONE, "units"), "pieces of what it tests in all builds that are listed, whatever they were built with; none where no build is";
            failures: number(NONE, "units"), "units that failed";
            method: word(any), "the standard and its section";
            method_given: flag, "a standard is named";
            temperature: number(TEMPERATURE, "°C"), "temperature of the test";
            coldest: number(TEMPERATURE, "°C"), "lowest temperature of the test";
            cycles: number(NONE, ""), "how often each unit was opened, bent or loaded: as given, else the one count that stands in its method or name";
            families: words(family of Material), "families of the materials of what was tested";
            wet: flag, "it was made wet and not dry, by a word of its name or method";
            grade: number(NONE, ""), "worst grade of its units on the scale of its method";
            force: number(FORCE, "N"), "least force that one of its units took or gave";
            height: number(LENGTH, "m"), "height of its drops: as given, else the one height that stands in its method or name; the lower where they differ";
            surface: word(any), "what its drops ended on, as the tables call it: as given, else by words of its method or name";
            ingress: word(any), "code of the protection that was tested: as given, else by words of its method or name";
            load: number(FORCE, "N"), "load under which it was made: its force as given, else the one force or weight that stands in its method or name";
            agents: words(EXPOSURES), "what of that to which a case may be exposed its name, method or conditions name";
            contradictions: words(any), "respects in which its key and its words, or its method and its name, say two things, each with both, the milder last; another temperature counts whichever way";
            duration: number(TIME, "h"), "how long it took";
            units_for_target: number(NONE, "units"), "units that demonstrate the target yield if none of them fails";
            meets_target: flag, "its units demonstrate the target yield whatever failed; no where no target is given";
            cycled: flag, "it takes the units from cold to hot in turns, by words of its name and method";
            stage: word(STAGES), "stage of the project at that time";
            reliability_without_failure: number(NONE, "%"), "share of good units that as many units demonstrate if none of them fails, with 95 % confidence";
            demonstrated_reliability: number(NONE, "%"), "share of good units demonstrated with 95 % confidence (Clopper-Pearson, one-sided)";
        }
    };
}
pub(crate) use test_facts;
