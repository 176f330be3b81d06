//! The facts of the environment.

macro_rules! environment_facts {
    ($with:ident) => {
        $with! { Environment:
            service_high: number(TEMPERATURE, "°C"), "highest temperature in use";
            service_low: number(TEMPERATURE, "°C"), "lowest temperature in use";
            storage_high: number(TEMPERATURE, "°C"), "highest temperature in storage and transport";
            storage_low: number(TEMPERATURE, "°C"), "lowest temperature in storage and transport";
            high: number(TEMPERATURE, "°C"), "highest temperature in use or storage";
            low: number(TEMPERATURE, "°C"), "lowest temperature in use or storage";
            peaks: flag, "heat for minutes at a time, beyond its use, is stated";
            peak: number(TEMPERATURE, "°C"), "highest temperature that it sees for minutes at a time";
            peak_time: number(TIME, "min"), "how long such a peak lasts";
            hottest: number(TEMPERATURE, "°C"), "highest temperature in use or storage, or for minutes at a time";
            usual: number(TEMPERATURE, "°C"), "temperature at which it spends most of its life; where it is not given, that of a room or warmer, as far as the temperatures in use go";
            humidity: number(NONE, "%"), "highest relative humidity";
            wet: number(NONE, "%"), "share of its life in which its faces are wet with sweat or rain";
            exposure: words(EXPOSURES), "what it is exposed to";
            life: number(TIME, "years"), "how long it has to last";
            drop_height: number(LENGTH, "m"), "height of the drops it has to survive";
            drop_surface: word(any), "what it falls on, as claimed";
            drop_claimed: flag, "drops are claimed";
            drop_tested: flag, "a drop test of the whole case is on record";
            drop_test: item(Test), "the test of the whole case that decides about the drops that are claimed";
            drop_height_met: flag, "that test was made from the height that is claimed or more, or from what either of them may be rounded to";
            drop_surface_met: flag, "that test ended its drops on the surface that is claimed, or on one that gives no more";
            drop_beside: items(Test), "drop tests of single parts or joints";
            ingress_beside: items(Test), "ingress and leak tests of single parts or joints";
            ingress_test: item(Test), "the test of the whole case that decides about the ingress protection that is claimed";
            ingress_met: flag, "the code that is claimed was tested, or one that includes it: by that test and by others that nothing failed";
            crush_test: item(Test), "the test of the whole case that decides about loads that press on it";
            carry_beside: items(Test), "load tests of single parts or joints that do not show it";
            stack_test: item(Test), "the test of the whole case that decides about loads that are stacked on it";
            carry_test: item(Test), "the test of the whole case that decides about the load at its handle or strap";
            crush_met: flag, "the test that decides about the load that presses on the closed case was made under as much, or under what either of them may be rounded to";
            crush_load: number(FORCE, "N"), "load that presses on the closed case";
            crush_claimed: flag, "a load that presses on the closed case is claimed";
            crush_ruled_out: flag, "it is said that nothing presses on the closed case";
            crush_tested: flag, "a crush test of the whole case is on record";
            stack_met: flag, "the test that decides about the load that is stacked on it was made under as much, or under what either of them may be rounded to";
            stack_load: number(FORCE, "N"), "load that is stacked on the closed case";
            stack_claimed: flag, "a load that is stacked on the closed case is claimed";
            stack_ruled_out: flag, "it is said that nothing is stacked on the closed case";
            stack_tested: flag, "a crush or stacking test of the whole case is on record";
            load_claimed: flag, "a load that presses on, is stacked on or hangs from the closed case is claimed";
            carry_met: flag, "the test that decides about the load at its handle or strap was made under as much, or under what either of them may be rounded to";
            carry_load: number(FORCE, "N"), "load that hangs from its handle or strap";
            carry_claimed: flag, "a load that hangs from its handle or strap is claimed";
            carry_ruled_out: flag, "it is said that nothing hangs from its handle or strap";
            carry_tested: flag, "a load test of the whole case is on record";
            ingress: word(INGRESS), "ingress protection that is claimed, as `ip67` whatever its spelling; of two codes `ipx5/ipx7`";
            ingress_claimed: flag, "an ingress protection is claimed";
            water_claimed: flag, "the protection that is claimed is against water too";
            water_forced: flag, "it is against jets of water, or against water in which the case lies";
            water_pressed: flag, "it is against strong jets of water, or against water in which the case lies";
            sealed_claimed: flag, "it wants a case that is closed all around: against water that splashes at least, and against all that is thicker than dust";
            ingress_tested: flag, "an ingress or leak test of the whole case is on record";
            sealed_volume: number(VOLUME, "L"), "air inside when closed";
            air_transport: flag, "it is shipped by air or used at altitude";
            vent: flag, "a vent or valve equalizes the pressure";
            markets: words(any), "where it is sold";
        }
    };
}
pub(crate) use environment_facts;
