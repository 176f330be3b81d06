//! The facts of measurements.

macro_rules! measurement_facts {
    ($with:ident) => {
        $with! { Measurement:
            dimension: item(Dimension), "the dimension that was measured";
            count: number(NONE, ""), "number of readings";
            mean: number(LENGTH, "mm"), "mean of the readings";
            deviation: number(LENGTH, "mm"), "standard deviation of the readings";
            cavities: number(NONE, ""), "cavities among the readings; where some do not say theirs, no fewer than are named";
            names_cavities: flag, "the cavity of a reading is given";
            without_cavity: number(NONE, ""), "readings that do not say of which cavity they are";
            least_of_a_cavity: number(NONE, ""), "readings of the cavity with the fewest";
            worst_cavity_cpk: number(NONE, ""), "Cpk of the worst cavity by itself";
            between_cavities: number(NONE, "%"), "share of the variance of the readings that lies between cavities";
            cpk_within: number(NONE, ""), "Cpk by the spread within cavities (the Cpk of AIAG where cavities differ)";
            outside: number(NONE, ""), "readings outside the tolerance of the dimension, given one by one or all alike";
            has_readings: flag, "the readings are given one by one";
            normality: number(NONE, "%"), "chance of readings this far from normal if the parts are normal (Shapiro-Wilk), the least of all cavities";
            outliers: number(NONE, ""), "readings that stand out (generalized ESD test at 5 %)";
            gauge_given: flag, "the error of the gauge is given";
            gauge_share: number(NONE, "%"), "spread of the gauge as a share of the tolerance (GRR of tolerance)";
            ppm: number(NONE, "ppm"), "parts outside the tolerance if the readings are normal, both tails";
            cpk: number(NONE, ""), "Cpk of the readings by the spread of all of them, also called Ppk";
            cpk_demonstrated: number(NONE, ""), "lower 95 % bound of Cpk (Bissell's approximation; below 30 readings by noncentral t); none above 0 where they show nothing yet";
            from_production: flag, "the parts were made with the production process";
        }
    };
}
pub(crate) use measurement_facts;
