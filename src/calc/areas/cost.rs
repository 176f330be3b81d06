//! What scrap, rework, missed yields and minimum orders cost.

use super::{from_zero, input, number, positive};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::cost::{self, CostedStep};
use crate::quantity::Dimension;

const HORNGREN: &str = "C. Horngren, S. Datar, M. Rajan, Cost Accounting: A Managerial Emphasis, Prentice-Hall, chapter on spoilage, rework and scrap";
const STATED: &str = "as good as the costs that are stated; USD stands for any one currency";

const fn money(name: &'static str, example: &'static str, meaning: &'static str) -> Input {
    from_zero(name, Dimension::MONEY, example, meaning)
}

const FIELDS: &[Input] = &[
    input("name", Kind::Label, Limit::ANY, "mold", "name of the step").optional(),
    money("adds", "1.8 USD", "material and work that the step adds to a unit, whether it passes or not"),
    number("yield", Limit::POSITIVE_SHARE, "90 %", "share of the units that go on"),
];

fn step(row: &Arguments) -> Result<CostedStep, Fault> {
    Ok(CostedStep { adds: row.number("adds")?, step_yield: row.number("yield")? })
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "cost-of-good-unit",
        title: "cost of a good unit and of the scrap in it",
        formula: "started = 1 / product of yields, total = sum of adds / product of the yields from that step on, scrap = total - sum of adds",
        source: HORNGREN,
        validity: "scrap brings nothing back; USD stands for any one currency",
        inputs: &[input(
            "steps",
            Kind::Records(FIELDS),
            Limit::ANY,
            r#"[{"adds": "7.20 USD", "yield": "80 %"}, {"adds": "1.80 USD", "yield": "90 %"}]"#,
            "steps in their order",
        )],
        outputs: &[
            output("started", "", "units started for one good unit"),
            output("total", "USD", "cost of a good unit, scrap included"),
            output("scrap", "USD", "part of it that went into scrapped units"),
        ],
        compute: |a| {
            let steps = a.rows("steps")?.iter().map(step).collect::<Result<Vec<_>, _>>()?;
            let cost = cost::cost_of_good_unit(&steps).ok_or_else(Fault::beyond)?;
            numbers([cost.started, cost.total, cost.scrap].map(Some))
        },
    },
    Formula {
        name: "cost-of-rejects",
        title: "cost of rework and scrap for one started unit",
        formula: "cost = (1 - first) * (reworkable * rework + (1 - reworkable * success) * scrap)",
        source: HORNGREN,
        validity: "one pass of rework, paid whether it succeeds or not; USD stands for any one currency",
        inputs: &[
            number("first", Limit::SHARE, "90 %", "first-pass yield"),
            number("reworkable", Limit::SHARE, "50 %", "share of rejects that can be reworked"),
            number("success", Limit::SHARE, "80 %", "share of rework that passes"),
            money("rework", "2 USD", "cost of one rework"),
            money("scrap", "10 USD", "cost of one scrapped unit"),
        ],
        outputs: &[output("cost", "USD", "for one started unit")],
        compute: |a| {
            let (first, reworkable, success) = (a.number("first")?, a.number("reworkable")?, a.number("success")?);
            one(cost::cost_of_rejects(first, reworkable, success, a.number("rework")?, a.number("scrap")?))
        },
    },
    Formula {
        name: "cost-of-yield-gap",
        title: "money lost because a line yields less than planned",
        formula: "loss = good * cost * (1 / reached - 1 / planned)",
        source: HORNGREN,
        validity: STATED,
        inputs: &[
            number("good", Limit::NOT_NEGATIVE, "9500 units", "good units needed"),
            money("cost", "6 USD", "cost of a started unit"),
            number("planned", Limit::POSITIVE_SHARE, "95 %", "yield that was planned"),
            number("reached", Limit::POSITIVE_SHARE, "80 %", "yield that is reached"),
        ],
        outputs: &[output("loss", "USD", "negative if the line does better")],
        compute: |a| {
            let (planned, reached) = (a.number("planned")?, a.number("reached")?);
            one(cost::cost_of_yield_gap(a.number("good")?, a.number("cost")?, planned, reached))
        },
    },
    Formula {
        name: "unit-cost-with-tooling",
        title: "cost of a good unit with its share of what is paid once",
        formula: "cost = variable / yield + once / good",
        source: HORNGREN,
        validity: STATED,
        inputs: &[
            money("variable", "4.50 USD", "cost of a started unit"),
            number("yield", Limit::POSITIVE_SHARE, "90 %", "yield of the line"),
            money("once", "18000 USD", "tools, set-up and approval"),
            number(
                "good",
                Limit::POSITIVE,
                "12000 units",
                "good units that it is spread over: those committed, not those hoped for",
            ),
        ],
        outputs: &[output("cost", "USD", "of a good unit")],
        compute: |a| {
            let (variable, once) = (a.number("variable")?, a.number("once")?);
            one(cost::unit_cost_with_tooling(variable, a.number("yield")?, once, a.number("good")?))
        },
    },
    Formula {
        name: "break-even",
        title: "good units from which a sum paid once pays off",
        formula: "units = ceil(once / saving)",
        source: HORNGREN,
        validity: STATED,
        inputs: &[
            money("once", "30000 USD", "sum paid once, such as for a second cavity"),
            positive("saving", Dimension::MONEY, "0.30 USD", "saved on each good unit"),
        ],
        outputs: &[output("units", "", "good units")],
        compute: |a| one(cost::break_even(a.number("once")?, a.number("saving")?).map(|units| units as f64)),
    },
    Formula {
        name: "order-leftover",
        title: "what is left over of material that has a minimum order and comes in packs",
        formula: "ordered = ceil(max(needed, minimum) / pack) * pack, quantity = ordered - needed, value = quantity * price",
        source: HORNGREN,
        validity: "quantities are plain numbers in one unit, such as meters; nothing is ordered if nothing is needed",
        inputs: &[
            number("needed", Limit::NOT_NEGATIVE, "420", "quantity needed"),
            number("minimum", Limit::NOT_NEGATIVE, "500", "minimum order"),
            number("pack", Limit::POSITIVE, "50", "quantity in a pack"),
            money("price", "3 USD", "price of one unit of quantity"),
        ],
        outputs: &[
            output("ordered", "", "quantity to be ordered"),
            output("quantity", "", "quantity left over"),
            output("value", "USD", "what it cost"),
        ],
        compute: |a| {
            let rest = cost::leftover(a.number("needed")?, a.number("minimum")?, a.number("pack")?, a.number("price")?);
            let rest = rest.ok_or_else(Fault::beyond)?;
            numbers([rest.ordered, rest.quantity, rest.value].map(Some))
        },
    },
];
