//! The facts of the design.

macro_rules! design_facts {
    ($with:ident) => {
        $with! { Design:
            kind: word(CASE_KINDS), "kind of case";
            stage: word(STAGES), "where the project stands, or the gate it is judged for";
            device_mass: number(MASS, "g"), "mass of what it protects";
            device_weight: number(FORCE, "N"), "weight of what it protects";
            device_size_known_by: word(KNOWN_BY), "how the size of what it protects is known";
            device_room: number(LENGTH, "mm"), "least by which one of its parts is longer and wider inside than what it protects: its cavity, or its size without the walls that a mold or die gave it";
            parts_cost: number(MONEY, "USD"), "cost of all pieces of one case";
            tools_cost: number(MONEY, "USD"), "cost of the tools that are described";
            tools_time_left: number(TIME, "weeks"), "time until the last of the tools that are described is there";
            tools_cost_by_unit: number(MONEY, "USD"), "cost of the tools that are described, spread over the lifetime volume";
            fragility: number(ACCELERATION, "G"), "deceleration that what it protects survives";
            touches: words(any), "surfaces of what it protects, under the ids of the materials they name";
            charger_aligned: flag, "magnets of what it protects line up a charger";
            charger_gap: number(LENGTH, "mm"), "thickness of the case between the device and a charger on its back: as given, otherwise no less than the thinnest wall of what carries the magnets that line the charger up";
            families: words(family of Material), "families of the materials of its parts and layers";
            parts: items(Part), "all parts";
            joints: items(Joint), "all joints";
            steps: items(Step), "all assembly steps";
            unbuilt: words(any), "parts that are made and of which no build by production has units, in their own material";
            builds: records(Build), "all builds";
            records_tests: flag, "a list of tests is part of the design";
            tests: records(Test), "all tests";
            measurements: records(Measurement), "all measurements";
            future_records: words(any), "records of evidence that are dated after the day of the run; they are none";
            revision: word(any), "the revision at which it stands";
            earlier_records: words(any), "records that decide and were made to another revision than its own, with none of its own for the same thing; what does not name a revision is not among them";
            without_pilot: flag, "its stage is pvt or later, or is not given, and no build of the whole case as production makes it is on record at pvt or later; what is not recorded is not";
            unrecorded: words(any), "lists of evidence that are not there: builds, tests, and measurements where a dimension is critical";
            unshown: words(any), "what waits for them: claims, builds with the production process, readings of critical dimensions";
            fit_on_record: flag, "a fit test of production units is on record; what is not recorded is not";
            has_assembly: flag, "the assembly is described";
            reorientations: number(NONE, ""), "times the side from which parts come in changes";
            rolled_throughput_yield: number(NONE, "%"), "product of the first-pass yields of all steps";
            yield_gap: number(NONE, "%"), "how far the rolled throughput yield stays below the target";
            worst_step: item(Step), "the step with the lowest first-pass yield of those that are known";
            pieces: number(NONE, ""), "pieces of all parts in one case";
            minimum_parts: number(NONE, ""), "parts that have to be parts of their own";
            states_essential: flag, "it is said which parts have to be parts of their own";
            assembly_time: number(TIME, "s"), "work time of the steps that add or join parts, machines that make them left out";
            assembly_index: number(NONE, "%"), "design-for-assembly index of Boothroyd and Dewhurst: 3 s for each part that has to be one, by the assembly time";
            fastener_types: number(NONE, ""), "different kinds and diameters of screws and rivets";
        }
    };
}
pub(crate) use design_facts;
