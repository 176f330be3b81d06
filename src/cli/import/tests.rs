//! What becomes of rows.

use super::super::columns::columns;
use super::*;
use crate::design::{Content, Loader};

fn imported(headings: &[&str], rows: &[&[&str]]) -> Written {
    let bill = Bill {
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        rows: rows
            .iter()
            .enumerate()
            .map(|(number, row)| (number + 2, row.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect(),
        notes: Vec::new(),
    };
    let columns = columns(&bill.headings, &bill.rows, &[]).expect("columns");
    let written = write(&bill, &columns, "Case: \"A\"", "bom.csv").expect("parts");
    let read = Loader::new(std::path::Path::new(".")).text(written.text.clone(), "imported", None);
    assert!(read.problems.is_empty() && matches!(read.content, Content::Specs(_)), "{}\n{:?}", written.text, read.problems);
    written
}

#[test]
fn what_has_a_place_becomes_a_value() {
    let found = imported(
        &[
            "Part Name",
            "P/N",
            "Material",
            "Supplier",
            "Process",
            "Qty",
            "Unit",
            "Unit price (USD)",
            "Lead time (days)",
            "MOQ",
            "Color",
            "Size (mm)",
            "Make/Buy",
            "Remark",
        ],
        &[
            &[
                "Top Shell",
                "10-1",
                "ABS",
                "",
                "Injection Molding",
                "1",
                "pcs",
                "1.25",
                "30",
                "500",
                "black",
                "200x100x30",
                "make",
                "A",
            ],
            &["Zipper", "10-2", "nylon zipper", "YKK", "", "2", "pcs", "$0.40", "", "", "", "", "buy", ""],
        ],
    );
    assert_eq!(found.unplaced, Vec::<String>::new());
    assert!(found.text.contains("  top-shell: { material: abs, process: injection-molding, cost: 1.25 USD, lead_time: 30 days, minimum_order: 500, color: black, size: [200 mm, 100 mm, 30 mm] }\n"), "{}", found.text);
    assert!(found.text.contains("# row 2; Top Shell; P/N: 10-1; Remark: A\n"), "{}", found.text);
    assert!(found.text.contains("  ykk-zipper-nylon: { like: zipper-nylon, supplier: YKK }\n"), "{}", found.text);
    assert!(
        found.text.contains("  zipper: { material: ykk-zipper-nylon, bought: true, quantity: 2 pcs, cost: 0.40 USD }\n"),
        "{}",
        found.text
    );
}

#[test]
fn what_has_none_is_named_by_row_and_column() {
    let found = imported(
        &["品名", "材质", "用量", "单位", "单价（元）"],
        &[&["上盖", "ABS", "1", "PCS", "3.5"], &["织带", "polyester webbing tape", "1.2", "m", ""], &["", "ABS", "1", "", ""]],
    );
    assert_eq!(found.parts, 2);
    let all = found.unplaced.join("\n");
    for expected in [
        "row 2, `单价（元）`: `3.5 元`: expected an amount of money",
        "row 3, `材质`: `polyester webbing tape`: did you mean `polyester-webbing`",
        "row 3, `用量`: `1.2 m`: expected a whole number",
        "row 4: it names no part",
    ] {
        assert!(all.contains(expected), "{expected} is not in\n{all}");
    }
    assert!(!all.contains("PCS"), "one piece is one piece: {all}");
    assert!(found.text.contains("  上盖: { material: abs"), "{}", found.text);
}

#[test]
fn a_row_that_adds_up_and_cells_without_a_heading_are_no_parts() {
    let found = imported(
        &["Item", "Part name", "Material", "Unit price"],
        &[&["1", "Top shell", "abs", "1.2 USD"], &["2", "Zipper", "pc", "", "steel lid"], &["Total", "", "", "3.2"]],
    );
    let unplaced =
        ["row 3, column 5: `steel lid`: no heading stands above it", "row 4: `Total` adds up other rows and is no part"];
    assert_eq!((found.parts, found.unplaced), (2, unplaced.map(str::to_owned).to_vec()));
    assert!(found.text.contains("  top-shell: { material: abs, cost: 1.2 USD }\n"), "{}", found.text);
}

#[test]
fn hostile_cells_stay_text() {
    let found = imported(
        &["Part", "Material", "Color", "Remark"],
        &[
            &["=cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "=HYPERLINK(\"x\")"],
            &["a: b # c", "ABS", "{ x: [", "x\n  evil: { material: abs }"],
            &["*anchor", "&a", "\u{202e}abc", "\u{2028}evil: 1"],
            &["a b c", "abs", "", ""],
        ],
    );
    assert_eq!(found.parts, 4);
    assert!(!found.text.lines().any(|line| line.trim_start().starts_with("evil")), "{}", found.text);
    assert!(found.text.contains("  a-b-c-2: { material: abs }\n"), "{}", found.text);
    assert!(found.text.contains("color: -2+3 }"), "{}", found.text);
}
