//! Tests of the registry: every formula is complete, exemplified and survives any input.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::quantity::{Dimension, find_unit};

/// Formulas without a worked example, each with the reason. Empty: keep it so.
const WITHOUT_EXAMPLE: &[(&str, &str)] = &[];

fn formula(name: &str) -> &'static Formula {
    find(name).unwrap_or_else(|| panic!("there is no formula {name}"))
}

fn call(name: &str, given: &[(&str, &str)]) -> Result<Calculation, Vec<Fault>> {
    let given: Vec<_> = given.iter().map(|(name, value)| (*name, Given::Text(value))).collect();
    calculate(formula(name), &given)
}

fn faults(name: &str, given: &[(&str, &str)]) -> Vec<String> {
    call(name, given).expect_err(name).iter().map(ToString::to_string).collect()
}

fn number(name: &str, given: &[(&str, &str)], output: &str) -> f64 {
    let calculation = call(name, given).expect(name);
    let found = calculation.outputs().find(|(named, _)| named.name == output).expect(output).1;
    found.value.as_f64().expect("a number")
}

#[test]
fn names_are_unique_and_kebab_case() {
    let mut seen = HashSet::new();
    let kebab = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    for formula in formulas() {
        assert!(seen.insert(formula.name), "{} twice", formula.name);
        assert!(kebab(formula.name), "{}", formula.name);
        let mut inputs = HashSet::new();
        for input in formula.inputs {
            assert!(kebab(input.name) && inputs.insert(input.name), "{}.{}", formula.name, input.name);
        }
        for text in [formula.title, formula.formula, formula.source, formula.validity] {
            assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text}", formula.name);
        }
    }
    assert!(AREAS.iter().all(|area| kebab(area.name) && !area.formulas.is_empty()));
}

#[test]
fn every_area_is_in_the_manual() {
    let manual = include_str!("../../docs/formulas.md");
    for area in AREAS {
        assert!(manual.contains(&format!("`{}`", area.name)), "{}", area.name);
    }
    // Formulas that the table of conventions names; a dash keeps plain words out.
    let (_, table) = manual.split_once("## Same name, two meanings").expect("the table");
    let (table, _) = table.split_once("## Worked examples").expect("its end");
    for name in table.split('`').skip(1).step_by(2).filter(|name| name.contains('-')) {
        assert!(find(name).is_some(), "{name}");
    }
}

#[test]
fn outputs_have_units_that_exist() {
    for formula in formulas() {
        assert!(!formula.outputs.is_empty());
        for output in formula.outputs {
            match output.unit.strip_prefix('=') {
                Some(input) => assert!(formula.inputs.iter().any(|known| known.name == input), "{}", formula.name),
                None => assert!(output.unit.is_empty() || find_unit(output.unit).is_some(), "{}: {}", formula.name, output.unit),
            }
        }
    }
}

#[test]
fn examples_and_defaults_run() {
    for formula in formulas() {
        let given: Vec<_> = formula.example().map(|(name, value)| (name, Given::Text(value))).collect();
        let calculation = calculate(formula, &given).unwrap_or_else(|faults| panic!("{}: {faults:?}", formula.name));
        assert_eq!(calculation.values.len(), formula.outputs.len(), "{}", formula.name);
        assert!(formula.example_command().starts_with(&format!("caseproof calc {}", formula.name)));
        // Every input by its own example, the optional ones too.
        let all: Vec<_> = formula.inputs.iter().map(|input| (input.name, Given::Text(input.example))).collect();
        assert!(calculate(formula, &all).is_ok(), "{}", formula.name);
    }
}

#[test]
fn every_published_example_comes_out() {
    let report = selftest();
    let wrong: Vec<_> = report.lines.iter().filter(|line| line.verdict == Verdict::Differs).collect();
    assert!(report.passed(), "{wrong:#?} {:#?}", report.failures);
    assert!(report.misprints > 10 && report.agree > 150 && report.recomputed > 150);
}

#[test]
fn every_formula_has_an_example() {
    let examples = examples().expect("the worked examples");
    let shown: HashSet<&str> = examples.examples.iter().map(|example| example.formula.name).collect();
    for formula in formulas() {
        let excused = WITHOUT_EXAMPLE.iter().any(|(name, _)| *name == formula.name);
        assert_ne!(shown.contains(formula.name), excused, "{}", formula.name);
    }
    let ids: HashSet<&str> = examples.examples.iter().map(|example| example.id).collect();
    assert_eq!(ids.len(), examples.examples.len(), "ids are unique");
}

/// The test of the selftest: it has to notice a wrong figure, a misprint that agrees, and an example that does not run.
#[test]
fn selftest_notices_what_is_wrong() {
    const TEXT: &str = "
- { id: A, formula: groove-fill, inputs: { section: 1 mm, depth: 1 mm, width: 1 mm }, expected: { fill: { value: 78 % } }, source: none }
- { id: B, formula: bearing-area, inputs: { mass: 1 kg, stress: 0 kPa }, expected: { area: { value: 1 m2 } }, source: none }
- id: C
  formula: risk-priority-number
  inputs: { severity: 2, occurrence: 3, detection: 4 }
  expected: { rpn: { value: 24 } }
  misprinted: { rpn: 24 }
  source: none
- { id: D, formula: action-priority, inputs: { severity: 2, occurrence: 3, detection: 4 }, expected: { priority: { value: H } }, source: none }
";
    let report = selftest::run(&published::read(TEXT).expect("examples"));
    assert_eq!((report.examples, report.differ, report.failures.len()), (4, 3, 1));
    assert!(!report.passed());
    assert!(report.failures[0].starts_with("B: stress: must be above 0"), "{:?}", report.failures);
}

#[test]
fn mistakes_in_examples_are_told() {
    for (text, expected) in [
        ("{ id: A }", "expected a list"),
        ("- { id: A, formula: nonsense, source: none }", "there is no formula"),
        ("- { id: A, formula: cp, source: none }", "nothing is expected"),
        ("- { id: A, formula: cp, expected: { cp: { value: 1 } } }", "`source` is missing"),
        ("- { id: A, formula: cp, expected: { cq: { value: 1 } }, source: none }", "no output `cq`"),
        ("- { id: A, formula: cp, expected: { cp: { value: one } }, source: none }", "`one` is not a number"),
        ("- { id: A, formula: cp, expected: { cp: { value: 1 } }, misprinted: { cpk: 2 }, source: none }", "but not expected"),
        ("- { formula: cp }", "no id"),
        ("- { id: A, formula: cp, basis: guessed, source: none }", "no basis"),
        ("[", "not valid YAML"),
    ] {
        let found = published::read(text).expect_err(text);
        assert!(found.contains(expected), "{text}: {found}");
    }
}

#[test]
fn conventions_that_share_a_name_differ() {
    let counted = number("first-pass-yield", &[("defectives", "15"), ("units", "200")], "yield");
    let estimated = number("throughput-yield", &[("defects-per-unit", "0.3")], "yield");
    assert!(estimated < counted);
    let target = [("reliability", "95 %"), ("confidence", "95 %")];
    let classical = number("success-run-sample", &target, "samples");
    assert_eq!(classical, number("bayes-success-run-sample", &target, "samples") + 1.0);
    let cooling = [("wall", "2 mm"), ("diffusivity", "0.09 mm2/s"), ("melt", "446 °F"), ("mold", "50 °C"), ("ejection", "90 °C")];
    assert!(number("cooling-time-average", &cooling, "time") < number("cooling-time-center-line", &cooling, "time"));
}

#[test]
fn faults_name_the_input_and_the_reason() {
    let arm = |length, thickness| vec![("length", length), ("thickness", thickness), ("deflection", "1 mm")];
    for (name, given, expected) in [
        ("snap-fit-strain", arm("0 mm", "1 mm"), "length: must be above 0, found `0 mm`"),
        ("snap-fit-strain", arm("10 mm", "-1 mm"), "thickness: must be above 0, found `-1 mm`"),
        (
            "snap-fit-strain",
            arm("10", "1 mm"),
            "length: `10` has no unit; write a length such as `10 mm`; accepted units: mm, m, cm",
        ),
        ("snap-fit-strain", arm("10 N", "1 mm"), "length: expected a length, found a force (`10 N`); accepted units: mm"),
        ("snap-fit-strain", arm("10 mmm", "1 mm"), "length: unknown unit `mmm`"),
        (
            "snap-fit-strain",
            arm("nan mm", "1 mm"),
            "length: expected a length such as `10 mm`, found a number that is not finite",
        ),
        ("snap-fit-strain", arm("inf mm", "1 mm"), "not finite"),
        ("snap-fit-strain", arm("1e308 km", "1 mm"), "length: unknown unit `km`"),
        ("snap-fit-strain", arm("1e-300 mm", "1 mm"), "length: the result is too large or too small"),
        ("groove-depth", vec![("section", "3 mm"), ("squeeze", "120 %")], "squeeze: must be from 0 to 100 %"),
        ("groove-depth", vec![("section", "3 mm"), ("squeeze", "20")], "(a share: write `20 %` if percent is meant)"),
        ("clopper-pearson-lower", vec![("successes", "4"), ("trials", "3")], "successes: must not be above `trials`"),
        ("clopper-pearson-lower", vec![("successes", "0"), ("trials", "0")], "trials: must be 1 or more"),
        ("clopper-pearson-lower", vec![("successes", "1.5"), ("trials", "3")], "successes: expected a whole number"),
        (
            "risk-priority-number",
            vec![("severity", "11"), ("occurrence", "1"), ("detection", "1")],
            "severity: must be from 1 to 10",
        ),
        (
            "mismatch-strain",
            vec![("expansion-1", "1 /K"), ("expansion-2", "1 /K"), ("temperature-change", "20 °F")],
            "1 °F of difference is 5/9 K",
        ),
        ("cpk", vec![("mean", "1 mm"), ("deviation", "1 N"), ("lower", "0 mm")], "deviation: is a force, but `mean` is a length"),
        ("cpk", vec![("mean", "1"), ("deviation", "1")], "lower: this or `upper` has to be given"),
        ("cpk", vec![("mean", "20 °C"), ("deviation", "1 K"), ("lower", "0 K")], "mean: a temperature on a scale"),
        ("cp", vec![("deviation", "1"), ("lower", "2"), ("upper", "1")], "lower: must be below `upper`"),
        ("cpk-to-observe", vec![("target", "1.33"), ("samples", "2")], "samples: 2 are too few"),
        ("ring-factor", vec![("bore", "4 mm"), ("outside", "4 mm")], "outside: must be larger than `bore`"),
        ("smallest-sample", vec![("failures", "0"), ("reliability", "99.99999999999 %")], "reliability: needs more than"),
        ("units-still-needed", vec![("tested", "1"), ("failures", "2"), ("reliability", "95 %")], "failures: must not be above"),
        ("sampling-plan", vec![("lot", "500"), ("aql", "2 %")], "aql: there are plans for 0.065 %, 0.1 %"),
        ("sampling-plan", vec![("lot", "500"), ("aql", "2.5 %"), ("level", "IV")], "level: there is no word `IV`"),
        ("acceptance-binomial", vec![("sample", "5"), ("accept", "5"), ("share", "1 %")], "accept: must be below `sample`"),
        (
            "acceptance-hypergeometric",
            vec![("lot", "20000000"), ("defective", "1"), ("sample", "1"), ("accept", "0")],
            "lot: must be from 1 to 10000000",
        ),
        ("shapiro-wilk", vec![("values", "[1, 2]")], "values: needs 3 to 5000 readings"),
        ("shapiro-wilk", vec![("values", "[1, 1, 1]")], "values: are all equal"),
        ("grubbs-test", vec![("values", "[1 N, 1 N, 1 N]")], "values: are all equal"),
        ("generalized-esd", vec![("values", "[1, 2, 3]"), ("most", "2")], "most: must be at least two below"),
        ("actual-cp", vec![("observed", "2"), ("share", "50 %")], "share: the gauge alone spreads as far"),
        ("gauge-share-of-variation", vec![("gauge", "0 mm"), ("parts", "0 mm")], "gauge: this or `parts` must be above 0"),
        ("starts-needed", vec![("needed", "2000000000"), ("yield", "50 %")], "needed: needs more than"),
        ("wilks-sample-two-sided", vec![("coverage", "99.9999999999 %")], "coverage: needs more than"),
        ("ppk-percentile", vec![("readings", "[{value: 1, count: 739}]"), ("upper", "2")], "readings: are too few"),
        ("ppk-percentile", vec![("readings", "[{value: 1, count: 740}]"), ("upper", "2")], "readings: have no spread"),
        (
            "ppk-percentile",
            vec![("readings", "[{value: 1, count: 1000001}]"), ("upper", "2")],
            "readings: are more than a million",
        ),
        ("cost-of-good-unit", vec![("steps", "[{adds: 1, yield: 90 %}]")], "steps row 1: adds: `1` has no unit"),
        (
            "lindstrom-madden-lower",
            vec![("steps", "[{defectives: 3, units: 2}]")],
            "steps: row 1: `defectives` must not be above `units`",
        ),
    ] {
        let found = faults(name, &given);
        assert!(found.len() == 1 && found[0].contains(expected), "{name} {given:?}: {found:?}");
    }
}

#[test]
fn cooling_needs_temperatures_in_order() {
    let given = |mold, ejection| {
        vec![("wall", "2 mm"), ("diffusivity", "0.09 mm2/s"), ("melt", "230 °C"), ("mold", mold), ("ejection", ejection)]
    };
    assert!(faults("cooling-time-average", &given("90 °C", "50 °C"))[0].starts_with("ejection: must be above `mold`"));
    assert!(faults("cooling-time-average", &given("50 °C", "240 °C"))[0].starts_with("ejection: must be below `melt`"));
    assert!(faults("cooling-time-average", &given("-300 °C", "90 °C"))[0].starts_with("mold: must be -273.15 °C or more"));
}

#[test]
fn all_slips_of_reading_are_told_together() {
    let found = faults("snap-fit-strain", &[("length", "10"), ("lenth", "10 mm"), ("thickness", "1 mm"), ("thickness", "2 mm")]);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[1].contains("there is no input `lenth`; did you mean `length`?"));
    assert!(found[2].contains("given twice"));
    assert!(found[3].starts_with("deflection: is missing"));
    assert_eq!(faults("snap-fit-strain", &[]).len(), 3);
}

#[test]
fn lists_are_told_by_item_and_row() {
    let dims = |text: &str| faults("tolerance-stack", &[("dims", text)]).join("; ");
    for (text, expected) in [
        ("", "dims: expected a list of rows"),
        ("[]", "dims: is empty"),
        ("3 mm", "dims: expected a list of rows"),
        ("[3 mm]", "dims row 1: expected a map with name, nominal, plus, minus"),
        ("[{nominal: 3 mm}]", "dims row 1: plus, minus is missing"),
        ("[{nominal: 3 mm, plus: 0.1 mm, minus: 0.1 mm}]", "dims: row 1: `plus` and `minus` are equal"),
        ("[{nominal: 3 mm, plus: -0.1 mm, minus: 0.1 mm}]", "dims: row 1: `minus` is above `plus`"),
        (
            "[{nominal: 3 mm, plus: 0 mm, minus: 0 mm}, {nominal: 3, plus: 0 mm, minus: 0 mm}]",
            "dims row 2: nominal: `3` has no unit",
        ),
        ("[{nominal: 3 mm, plus: 0 mm, mius: 0 mm}]", "dims row 1: there is no field `mius`; did you mean `minus`?"),
        ("[{nominal: 3 mm, nominal: 3 mm}]", "dims row 1: `nominal` is given twice"),
        ("[{nominal: [3 mm]}]", "dims row 1: nominal: expected a length"),
        ("[", "dims: not valid YAML"),
        ("[1]\n---\n[2]", "dims: expected a list of rows"),
    ] {
        assert!(dims(text).contains(expected), "{text}: {}", dims(text));
    }
    let deep = "[".repeat(5000);
    assert!(dims(&deep).contains("nested too deeply"));
    assert!(
        faults("rolled-throughput-yield", &[("steps", "[98 %, 101 %]")])[0].contains("steps item 2: must be from 0 to 100 %")
    );
    assert!(faults("sample-statistics", &[("values", "[1 mm, 1 N]")])[0].contains("values item 2: is a force"));
    assert!(faults("sample-statistics", &[("values", "[1 mm]")])[0].contains("values: needs at least two"));
}

/// Rows that name each other, and rows that scatter.
#[test]
fn mistakes_in_networks_and_stacks_are_told() {
    let task = |more: &str| format!("[{{task: A, time: 2 s{more}}}, {{task: B, time: 3 s, after: [A]}}]");
    let dims = |first: &str| format!("[{{nominal: 3 mm, plus: 0.1 mm, minus: -0.1 mm, {first}}}]");
    let fixed = "[{nominal: 3 mm, plus: 0 mm, minus: 0 mm}]";
    for (name, input, value, cycle, expected) in [
        ("line-balance", "tasks", task(", after: [B]"), true, "tasks: the order of A, B runs in a circle"),
        ("line-balance", "tasks", task(", after: [C]"), true, "tasks: `A` comes after `C`, which is not among them"),
        ("line-balance", "tasks", task(", after: C"), true, "tasks row 1: after: expected a list of names"),
        ("line-balance", "tasks", task(", after: [[C]]"), true, "tasks row 1: after: is not a list of names"),
        ("line-balance", "tasks", task("}, {task: A, time: 1 s"), true, "tasks: `A` is there twice"),
        ("line-balance", "tasks", task("}, {task: C, time: 9 s"), true, "cycle: task `C` takes longer; it needs 2 stations"),
        ("line-balance", "tasks", task("}, {task: C, time: 9 s, stations: 0"), true, "stations: must be 1 or more"),
        ("line-balance", "tasks", task("}, {task: C, time: 1e10 s"), true, "tasks: the time of `C` is above 1e9 s"),
        ("critical-path", "activities", task("").replace("task:", "activity:").replace("[A]", "[B]"), false, "runs in a circle"),
        ("stack-distribution", "dims", fixed.to_owned(), false, "dims: none of them scatters"),
        ("stack-distribution", "dims", dims("distribution: skewed"), false, "dims: row 1: a skewed one needs `skewness`"),
        ("stack-simulation", "dims", dims("distribution: even"), false, "distribution: there is no word `even`"),
    ] {
        let mut given = vec![(input, value.as_str())];
        given.extend(cycle.then_some(("cycle", "5 s")));
        let found = faults(name, &given).join("; ");
        assert!(found.contains(expected), "{value}: {found}");
    }
    let limits = faults("stack-distribution", &[("dims", &dims("distribution: uniform")), ("lower", "4 mm"), ("upper", "3 mm")]);
    assert!(limits[0].starts_with("lower: must be below `upper`"));
    let nothing = faults("learning-curve-unit-to-reach", &[("first", "2 h"), ("target", "1 h"), ("rate", "100 %")]);
    assert!(nothing[0].starts_with("rate: is 100 %: nothing is learned"));
}

/// A normal chain is the same by root sum square and by convolution, and the exact line is never longer than by a rule.
#[test]
fn conventions_of_stacks_and_lines_differ_as_they_say() {
    let chain = |distribution: &str| {
        format!(
            "[{{nominal: 1 mm, plus: 1 mm, minus: -1 mm, distribution: {distribution}}}, {{nominal: -0.5 mm, plus: 1 mm, minus: -1 mm}}]"
        )
    };
    let below = |dims: &str| number("stack-distribution", &[("dims", dims)], "below");
    let rss = number(
        "tolerance-stack",
        &[("dims", "[{nominal: 1 mm, plus: 1 mm, minus: -1 mm}, {nominal: -0.5 mm, plus: 1 mm, minus: -1 mm}]")],
        "rss",
    );
    let width = format!("{rss} mm");
    let normal = number("stack-share-outside", &[("mean", "0.5 mm"), ("half-width", &width)], "below");
    assert!((below(&chain("normal")) / normal - 1.0).abs() < 1e-9);
    for (narrow, wide) in [("fixed", "sorted"), ("sorted", "normal"), ("normal", "triangular"), ("triangular", "uniform")] {
        assert!(below(&chain(narrow)) < below(&chain(wide)), "{narrow} {wide}");
    }
    let drawn = |seed| number("stack-simulation", &[("dims", &chain("uniform")), ("seed", seed), ("samples", "2000")], "mean");
    assert_eq!(drawn("7").to_bits(), drawn("7").to_bits());
    assert_ne!(drawn("7").to_bits(), drawn("8").to_bits());
}

#[test]
fn rows_have_one_dimension_and_print_in_their_unit() {
    let study = |readings: &str, upper: &str| call("subgroup-capability", &[("readings", readings), ("upper", upper)]);
    let told = |readings: &str, upper: &str| study(readings, upper).expect_err(readings)[0].to_string();
    let two = "[{value: 1 in, group: a}, {value: 2 in, group: a}]";
    let shown: Vec<_> = study(two, "60 mm").expect("a study").outputs().map(|(output, shown)| (output.name, shown)).collect();
    let mean = &shown[1].1;
    assert_eq!((shown[1].0, mean.unit), ("mean", "in"));
    assert!((mean.value.as_f64().expect("a number") - 1.5).abs() < 1e-12);
    assert_eq!((shown[4].0, shown[4].1.value.as_str()), ("cp", Some("none")));
    assert!(told(two, "60 N").contains("upper: is a force, but `readings` is a length"));
    assert!(told("[{value: 1 mm, group: a}, {value: 2 N, group: a}]", "3 mm").contains("readings row 2: `value` is a force"));
    for alone in ["[{value: 1 mm, group: a}, {value: 2 mm, group: b}]", "[{value: 1 mm, group: a}, {value: 1 mm, group: a}]"] {
        assert!(told(alone, "3 mm").starts_with("readings: no subgroup has two readings that differ"));
    }
    let one_group = call("between-subgroups", &[("readings", two)]).expect_err("one group");
    assert!(one_group[0].message.contains("at least two subgroups"));
}

#[test]
fn files_are_lists_or_maps_of_one_key() {
    let steps = |text: &str| {
        let given = [("steps", Given::File { path: "line.yaml", text })];
        calculate(formula("rolled-throughput-yield"), &given).map_err(|faults| faults[0].to_string())
    };
    for text in ["[98 %, 99 %]", "- 98 %\n- 99 %\n", "steps:\n- 98 %\n- 99 %\n", "{\"steps\": [\"98 %\", 0.99]}"] {
        assert!(
            matches!(steps(text).expect(text).values[..], [Value::Number(found)] if (found - 0.9702).abs() < 1e-12),
            "{text}"
        );
    }
    assert!(steps("- 98 %\n- 99\n").unwrap_err().starts_with("line.yaml:2:3: steps item 2: must be"));
    assert!(steps("a: 1\nb: 2\n").unwrap_err().contains("or a map with the one key `steps`"));
    assert!(steps("").unwrap_err().contains("expected a list"));
    assert!(steps("- &a [1]\n- *a\n").unwrap_err().contains("is not a single value"));
}

#[test]
fn units_are_those_asked_for() {
    let inches = [("length", "0.5 in"), ("thickness", "60 mil"), ("deflection", "0.05 in")];
    assert!((number("snap-fit-strain", &inches, "strain") - 1.8).abs() < 1e-12);
    let readings = [("values", "[1 in, 2 in, 3 in]")];
    assert!((number("sample-statistics", &readings, "mean") - 2.0).abs() < 1e-12);
    let shown = call("sample-statistics", &readings).expect("readings");
    assert_eq!(shown.outputs().nth(1).expect("a mean").1.unit, "in");
}

#[test]
fn numbers_are_shown_with_six_figures() {
    for (number, shown) in [
        (0.0, "0"),
        (102.040_816, "102.041"),
        (102.0, "102"),
        (1_234_567.0, "1234567"),
        (0.000_012_345_678, "0.0000123457"),
        (1.234_567_8e-9, "1.23457e-9"),
        (1e300, "1e300"),
        (-2.5, "-2.5"),
    ] {
        assert_eq!(show_number(number), shown);
    }
}

#[test]
fn limits_hold_what_they_say() {
    for (limit, inside, outside, words) in [
        (Limit::POSITIVE, 1e-300, 0.0, "above 0"),
        (Limit::NOT_NEGATIVE, 0.0, -1e-300, "0 or more"),
        (Limit::SHARE, 1.0, 1.000_001, "from 0 to 1"),
        (Limit::POSITIVE_SHARE, 1.0, 0.0, "above 0 and up to 1"),
        (Limit::SHARE_BELOW_ONE, 0.0, 1.0, "from 0 to below 1"),
        (Limit::OPEN_SHARE, 0.5, 1.0, "above 0 and below 1"),
        (Limit::ANY, -1e308, f64::NAN, ""),
    ] {
        assert!(limit.holds(inside) && !limit.holds(outside), "{words}");
        assert!(!limit.holds(f64::INFINITY));
        assert_eq!(limit.words(None), words);
    }
    assert!(Limit::SHARE.is_share(Dimension::NONE) && !Limit::SHARE.is_share(Dimension::LENGTH));
}

/// Texts near what a formula takes: numbers of all sizes, units, lists and nonsense.
fn any_text() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        Just("0".to_owned()),
        any::<f64>().prop_map(|number| number.to_string()),
        any::<i32>().prop_map(|n| n.to_string()),
        Just("1e308".to_owned()),
        Just("1e-308".to_owned())
    ];
    let unit = prop::sample::select(vec![
        "", " mm", " %", " N", " MPa", " s", " kg", " K", " °C", " 1/K", " mm2/s", " units", " deg", " cm2",
    ]);
    let scalar = (number, unit).prop_map(|(number, unit)| format!("{number}{unit}"));
    prop_oneof![
        4 => scalar.clone(),
        1 => prop::collection::vec(scalar, 0..5).prop_map(|items| format!("[{}]", items.join(", "))),
        1 => ".{0,40}",
        1 => "[\\[\\]{}:,&*! a-z0-9\"'-]{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn no_argument_panics(at in 0..formulas().count(), texts in prop::collection::vec(any_text(), 9), own in any::<u16>()) {
        let formula = formulas().nth(at).expect("a formula");
        // Some inputs keep their own example, so that the arithmetic is reached.
        let given: Vec<_> = formula.inputs.iter().zip(texts.iter().cycle()).enumerate().map(|(bit, (input, text))| {
            (input.name, Given::Text(if own >> bit & 1 == 1 { input.example } else { text }))
        }).collect();
        match calculate(formula, &given) {
            Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.place.is_empty())),
            Ok(calculation) => for (output, shown) in calculation.outputs() {
                let finite = |value: &serde_json::Value| value.is_number() || value.is_string();
                let good = shown.value.as_array().map_or_else(|| finite(&shown.value), |items| items.iter().all(finite));
                prop_assert!(good, "{} {}: {:?}", formula.name, output.name, shown);
            }
        }
    }

    #[test]
    fn no_file_panics(text in "[\\[\\]{}:,&*!\\n a-z0-9\"'%-]{0,80}") {
        for (name, input) in [("tolerance-stack", "dims"), ("rolled-throughput-yield", "steps"), ("snap-fit-strain", "length")] {
            let _ = calculate(formula(name), &[(input, Given::File { path: "a.yaml", text: &text })]);
        }
    }
}
