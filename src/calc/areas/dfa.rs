//! Design for assembly.

use super::{count, from_zero, input, positive, require};
use crate::calc::arguments::{Fault, Value};
use crate::calc::entry::{Formula, Input, Kind, one, output};
use crate::calc::limit::Limit;
use crate::formulas::dfa::{self, Operation};
use crate::quantity::Dimension;

const SOURCE: &str = "G. Boothroyd, P. Dewhurst, W. Knight, Product Design for Manufacture and Assembly";
const VALIDITY: &str =
    "small manual assembly at a bench; an index above 100 % means that the times are better than ideal, so check them";

const ROWS: &[Input] = &[
    input("name", Kind::Label, Limit::ANY, "screw", "name of the part").optional(),
    count("count", 0, "2", "how many times").or("1"),
    from_zero("handling", Dimension::TIME, "1.8 s", "time to pick up and orient one"),
    from_zero("insertion", Dimension::TIME, "8 s", "time to insert and fasten one"),
    input("essential", Kind::Word(&["yes", "no"]), Limit::ANY, "no", "whether the part has to be one of its own").or("no"),
];

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "assembly-worksheet",
        title: "assembly time and index from the rows of a worksheet",
        formula: "row = count * (handling + insertion), total = sum of rows, index = 3 s * essential rows / total",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[input(
            "parts",
            Kind::Records(ROWS),
            Limit::ANY,
            r#"[{"name": "block", "handling": "1.95 s", "insertion": "1.5 s", "essential": "yes"}, {"name": "screw", "count": 2, "handling": "1.8 s", "insertion": "8 s"}]"#,
            "rows of the worksheet",
        )],
        outputs: &[
            output("rows", "s", "time of each row"),
            output("total", "s", "assembly time"),
            output("essential", "", "theoretical minimum of parts"),
            output("index", "%", "assembly index"),
        ],
        compute: |a| {
            let rows = a.rows("parts")?;
            let operation = |row: &super::super::arguments::Arguments| {
                let (handling, insertion) = (row.number("handling")?, row.number("insertion")?);
                Ok(Operation { count: row.number("count")?, handling, insertion })
            };
            let operations = rows.iter().map(operation).collect::<Result<Vec<_>, Fault>>()?;
            let times: Option<Vec<f64>> = operations.iter().map(|operation| dfa::operation_time(*operation)).collect();
            let essential = rows.iter().filter(|row| row.word("essential") == Some("yes")).count() as f64;
            let total = dfa::assembly_time(&operations).ok_or_else(Fault::beyond)?;
            require(total > 0.0, "parts", "take no time at all, so that there is no index")?;
            let index = dfa::assembly_index(essential, total).ok_or_else(Fault::beyond)?;
            let times = times.ok_or_else(Fault::beyond)?;
            Ok(vec![Value::Numbers(times), Value::Number(total), Value::Number(essential), Value::Number(index)])
        },
    },
    Formula {
        name: "assembly-index",
        title: "assembly index from totals",
        formula: "index = 3 s * essential / total",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[
            count("essential", 0, "4", "theoretical minimum of parts"),
            positive("total", Dimension::TIME, "43.75 s", "assembly time"),
        ],
        outputs: &[output("index", "%", "assembly index")],
        compute: |a| one(dfa::assembly_index(a.number("essential")?, a.number("total")?)),
    },
];
