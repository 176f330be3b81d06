//! The facts of steps.

macro_rules! step_facts {
    ($with:ident) => {
        $with! { Step:
            process: item(Process), "its process";
            temperature: number(TEMPERATURE, "°C"), "temperature it brings to the parts";
            set_point: number(TEMPERATURE, "°C"), "temperature that the design gives for it";
            states_temperature: flag, "the design gives its temperature";
            heats: flag, "it brings heat to the parts";
            pressure: number(PRESSURE, "kPa"), "pressure on the parts";
            time: number(TIME, "s"), "work time for one unit";
            wait: number(TIME, "h"), "rest before the next step";
            rest_before_load: number(TIME, "h"), "rest until the next step loads what it made; steps that only condition or inspect count as rest";
            loaded_by: items(Step), "steps directly after that rest: the first that are more than conditioning or inspection";
            rests: flag, "a rest after it is given";
            speed: number(RATE, "stitches/min"), "sewing speed";
            operators: number(NONE, ""), "operators";
            rack: number(NONE, "units"), "units that fit on the racks while they rest";
            stated_yield: number(NONE, "%"), "first-pass yield as stated";
            states_yield: flag, "a first-pass yield is stated";
            first_pass_yield: number(NONE, "%"), "first-pass yield from builds with its process, or as stated where they do not show more";
            shown_yield: number(NONE, "%"), "first-pass yield of the builds with its process";
            first_pass_loss: number(NONE, "%"), "units rejected at the first pass";
            sampled_by_hand: flag, "samples of its kind of work were made by hand: builds, or samples of its parts, say so";
            built: number(NONE, "units"), "units built in it with its production process";
            built_in_all: number(NONE, "units"), "the same, or more where the list of builds may hold more";
            demonstrated_yield: number(NONE, "%"), "first-pass yield that its builds demonstrate with 95 % confidence";
            unit_time: number(TIME, "s"), "time for one unit: of a molding step that of the slowest tool, by its cycle and cavities; its work time otherwise";
            stations: number(NONE, ""), "stations side by side; 1 of a molding step whose tools say their cavities and cycle, 1 or more where it is not said";
            station_time: number(TIME, "s"), "time for one unit by the stations side by side";
            stations_for_takt: number(NONE, ""), "fewest stations that keep its takt";
            stations_for_allowed_time: number(NONE, ""), "fewest stations that keep its allowed time";
            takt: number(TIME, "s"), "working time for one unit at the annual volume, at the hours of the line or of the machines";
            allowed_time: number(TIME, "s"), "its takt less what effectiveness and target yield cost";
            resting_units: number(NONE, "units"), "units that rest at the same time at the takt of the line";
            adds: items(Part), "parts that come in";
            works_on: records(Use), "materials that go through it: of the parts it names, adds or joins, and of all that are there where it names none under `of`";
            molds: items(Part), "parts that it shapes of melt: those it adds, and those it names that its process makes and no such step brought in";
            makes: items(Joint), "joints that it makes";
            refused: items(Part), "parts on whose material it cannot work: of those it names, or all that are there";
            refusal: word(any), "why it cannot work on them";
            glues: flag, "an adhesive, film or tape sets in it";
            cure_needed: number(TIME, "h"), "longest time until its adhesives may be loaded";
            open_time: number(TIME, "min"), "shortest open time of its adhesives";
            application_pressure: number(PRESSURE, "kPa"), "pressure its tapes need";
            uncured: items(Joint), "joints made before it that have not had their cure time";
            uncured_bonds: items(Layer), "layers on the same parts whose bond has not had its cure time";
            undoes: items(Joint), "joints that it undoes again";
            encloses: items(Part), "parts that it closes in";
            builds: flag, "it adds parts or makes joints";
            following: items(Step), "all steps after it";
            earlier: items(Step), "steps before it that work on its parts";
            blind: flag, "the place where the part goes cannot be seen or reached freely";
            adjusts: flag, "something is set, trimmed or fitted by feel";
            force: number(FORCE, "N"), "force that the operator's hand gives";
            forced_by_hand: flag, "a force is given, and neither a press nor a tool of its process or joints gives it but the hand";
            conditioning_lacking: number(TIME, "h"), "rest that formed parts lack before it";
            joined_before: items(Joint), "joints made before it";
            hangs_together: items(Part), "parts that hang together with those it works on: joined before it, or put together by hand";
            last: flag, "no step comes after it";
            next: items(Step), "steps directly after it";
        }
    };
}
pub(crate) use step_facts;
