//! The facts of the production targets.

macro_rules! production_facts {
    ($with:ident) => {
        $with! { Production:
            annual_volume: number(NONE, "units"), "units by year";
            order_quantity: number(NONE, "units"), "units of one order";
            lifetime_volume: number(NONE, "units"), "units over the life of the product";
            target_yield: number(NONE, "%"), "good units out of units started";
            target_unit_cost: number(MONEY, "USD"), "cost of one unit";
            sampled: words(TEST_KINDS), "kinds of tests that are made on a sample of every lot by a plan that can be read";
            leaks_sampled: flag, "a sample of every lot is tested for leaks by a plan that can be read";
            leak_limiting_quality: number(NONE, "%"), "share of leaking units at which one lot in ten of the size of one order still passes by that plan";
            leak_limit: number(NONE, "%"), "AQL at general level II that keeps out lots as bad of the size of one order: the first whose plan has no better limiting quality";
            launch_in: number(TIME, "weeks"), "time to the launch";
            planned: flag, "what has to happen before the launch is planned";
            plan_time: number(TIME, "weeks"), "time from today to the end of the plan, by its longest path";
            critical_tasks: words(any), "tasks on the longest path of the plan";
            takt: number(TIME, "s"), "working time for one unit at the annual volume";
            allowed_station_time: number(TIME, "s"), "takt less what effectiveness and target yield cost";
        }
    };
}
pub(crate) use production_facts;
