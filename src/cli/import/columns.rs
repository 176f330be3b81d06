//! What the columns of a bill of materials mean: guessed from the words of its heading, in English and Chinese, or told.

use crate::source::fold;

/// What a column says of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Meaning {
    Part,
    Number,
    Material,
    Process,
    Quantity,
    Unit,
    Cost,
    Currency,
    Supplier,
    Color,
    Finish,
    LeadTime,
    MinimumOrder,
    Size,
    Source,
}

/// Each meaning with the word by which `--map` names it, and the headings that mean it; words within a longer heading count as
/// well, those first in this list before others.
const HEADINGS: &[(Meaning, &str, &[&str])] = &[
    (Meaning::MinimumOrder, "minimum_order", &["moq", "minimum order", "min order", "最小起订量", "起订量", "最小订购量"]),
    (Meaning::LeadTime, "lead_time", &["lead time", "leadtime", "delivery time", "交期", "采购周期"]),
    (
        Meaning::Number,
        "number",
        &["part number", "part no", "item number", "item no", "p/n", "pn", "drawing", "料号", "物料编码", "图号", "编码"],
    ),
    (Meaning::Currency, "currency", &["currency", "币种", "货币"]),
    (Meaning::Cost, "cost", &["unit price", "unit cost", "price", "cost", "单价", "价格", "成本"]),
    (Meaning::Quantity, "quantity", &["quantity", "qty", "usage", "pcs", "用量", "数量"]),
    (Meaning::Unit, "unit", &["uom", "unit of measure", "unit", "单位"]),
    (Meaning::Supplier, "supplier", &["supplier", "vendor", "manufacturer", "maker", "供应商", "厂商", "品牌"]),
    (Meaning::Source, "source", &["make/buy", "make or buy", "source", "自制/外购", "来源"]),
    (Meaning::Process, "process", &["process", "manufacturing", "工艺", "制程", "加工方式"]),
    (Meaning::Finish, "finish", &["surface finish", "surface treatment", "finish", "表面处理"]),
    (Meaning::Color, "color", &["color", "colour", "颜色"]),
    (Meaning::Size, "size", &["dimensions", "dimension", "size", "尺寸", "规格尺寸"]),
    (Meaning::Material, "material", &["material", "substance", "resin", "材质", "材料", "原料"]),
    (
        Meaning::Part,
        "part",
        &[
            "part name",
            "item name",
            "component",
            "description",
            "part",
            "item",
            "name",
            "品名",
            "名称",
            "零件",
            "部件",
            "物料名称",
        ],
    ),
];

impl Meaning {
    /// The word by which it is told.
    pub(super) fn word(self) -> &'static str {
        HEADINGS.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// The meaning with this word.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        HEADINGS.iter().find(|row| fold(row.1) == fold(word)).map(|row| row.0)
    }

    /// All words, for messages.
    pub(super) fn words() -> String {
        HEADINGS.iter().map(|row| row.1).collect::<Vec<_>>().join(", ")
    }
}

/// What a heading means: the same words first, then words within it.
pub(super) fn meaning(heading: &str) -> Option<Meaning> {
    let plain = heading.split(['(', '（', '[']).next().unwrap_or(heading);
    let folded = fold(plain);
    if folded.is_empty() {
        return None;
    }
    let same = |words: &&[&str]| words.iter().any(|word| fold(word) == folded);
    // Short words stand within others by chance.
    let within = |words: &&[&str]| words.iter().any(|word| holds(plain, word));
    let by = |test: &dyn Fn(&&[&str]) -> bool| HEADINGS.iter().find(|row| test(&row.2)).map(|row| row.0);
    by(&same).or_else(|| by(&within))
}

/// Whether a heading holds a word: as a whole word, or anywhere in a script without spaces.
fn holds(heading: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return heading.contains(word);
    }
    let heading = format!(" {} ", heading.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '/', " "));
    heading.contains(&format!(" {word} "))
}

/// Which column means what; each meaning once, told columns before guessed ones, the first before later ones.
///
/// A column that counts its rows names no part where another column that may has names.
pub(super) fn columns(
    headings: &[String],
    rows: &[(usize, Vec<String>)],
    told: &[(Meaning, String)],
) -> Result<Vec<Option<Meaning>>, String> {
    let mut found: Vec<Option<Meaning>> = vec![None; headings.len()];
    // A row that adds up others says nothing of what its columns hold.
    let rows: Vec<_> = rows.iter().filter(|(_, cells)| adds_up(cells).is_none()).cloned().collect();
    let rows = rows.as_slice();
    for (meaning, heading) in told {
        let column = headings.iter().position(|known| fold(known) == fold(heading));
        let column = column.ok_or_else(|| format!("there is no column `{heading}`; there are {}", headings.join(", ")))?;
        found[column] = Some(*meaning);
    }
    for (column, heading) in headings.iter().enumerate() {
        if let (None, Some(meaning)) = (found[column], meaning(heading))
            && !found.contains(&Some(meaning))
            && !(meaning == Meaning::Part && counts(column, rows) && has_names(column, headings, rows))
        {
            found[column] = Some(meaning);
        }
    }
    // Without a name a number names the part.
    if !found.contains(&Some(Meaning::Part))
        && let Some(column) = found.iter().position(|meaning| *meaning == Some(Meaning::Number))
    {
        found[column] = Some(Meaning::Part);
    }
    Ok(found)
}

/// What the first cell of a row that adds up others holds.
const SUMS: &[&str] = &[
    "total",
    "totals",
    "subtotal",
    "sum",
    "grandtotal",
    "totalcost",
    "totalprice",
    "totalqty",
    "totalquantity",
    "合计",
    "总计",
    "小计",
    "共计",
    "总价",
    "合計",
    "總計",
    "小計",
];

/// The word by which a row adds up others, if it does.
pub(super) fn adds_up(cells: &[String]) -> Option<&str> {
    let first = cells.iter().find(|cell| !cell.is_empty())?;
    let plain = first.split(['(', '（', ':', '：']).next().unwrap_or(first);
    SUMS.contains(&fold(plain).as_str()).then_some(first)
}

/// The cells of a column that hold something.
fn cells(column: usize, rows: &[(usize, Vec<String>)]) -> impl Iterator<Item = &str> {
    rows.iter().filter_map(move |(_, cells)| cells.get(column)).map(String::as_str).filter(|cell| !cell.is_empty())
}

/// Whether a column has numbers alone, such as 1, 2, 3 or 1.1, 1.2.
fn counts(column: usize, rows: &[(usize, Vec<String>)]) -> bool {
    cells(column, rows).next().is_some()
        && cells(column, rows).all(|cell| cell.chars().all(|c| c.is_ascii_digit() || ".-".contains(c)))
}

/// Whether a column other than this one names the parts, in words.
fn has_names(but: usize, headings: &[String], rows: &[(usize, Vec<String>)]) -> bool {
    let names = |column: usize| column != but && meaning(&headings[column]) == Some(Meaning::Part) && !counts(column, rows);
    (0..headings.len()).any(|column| names(column) && cells(column, rows).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_counts_names_no_part_where_another_does() {
        let row = |cells: &[&str]| (2, cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        let headings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        let found =
            columns(&headings(&["Item", "Part Name", "Qty"]), &[row(&["1", "Top shell", "1"]), row(&["2", "", "1"])], &[]);
        assert_eq!(found, Ok(vec![None, Some(Meaning::Part), Some(Meaning::Quantity)]));
        let found = columns(&headings(&["Item", "Description"]), &[row(&["1.1", "Gasket"])], &[]);
        assert_eq!(found, Ok(vec![None, Some(Meaning::Part)]));
        // A row that adds up the others changes nothing in that.
        let total = row(&["Total", "", ""]);
        let found = columns(&headings(&["Item", "Part Name", "Qty"]), &[row(&["1", "Top shell", "1"]), total], &[]);
        assert_eq!(found, Ok(vec![None, Some(Meaning::Part), Some(Meaning::Quantity)]));
        for (cells, sum) in
            [(&["", "SUM:"][..], Some("SUM:")), (&["合计（元）"], Some("合计（元）")), (&["Sum box"], None), (&[""], None)]
        {
            assert_eq!(adds_up(&row(cells).1), sum, "{cells:?}");
        }
        // Without names numbers are better than nothing, and names stay names.
        let found = columns(&headings(&["Item", "Qty"]), &[row(&["1", "4"])], &[]);
        assert_eq!(found, Ok(vec![Some(Meaning::Part), Some(Meaning::Quantity)]));
        let found = columns(&headings(&["Item", "Description"]), &[row(&["shell", "upper half"])], &[]);
        assert_eq!(found, Ok(vec![Some(Meaning::Part), None]));
    }

    #[test]
    fn headings_in_two_languages() {
        for (heading, expected) in [
            ("Part Name", Meaning::Part),
            ("品名", Meaning::Part),
            ("Material", Meaning::Material),
            ("材质", Meaning::Material),
            ("Material / Spec", Meaning::Material),
            ("Qty", Meaning::Quantity),
            ("QTY per unit", Meaning::Quantity),
            ("用量", Meaning::Quantity),
            ("Unit Price (USD)", Meaning::Cost),
            ("单价（元）", Meaning::Cost),
            ("UOM", Meaning::Unit),
            ("单位", Meaning::Unit),
            ("Supplier", Meaning::Supplier),
            ("Lead time (days)", Meaning::LeadTime),
            ("MOQ", Meaning::MinimumOrder),
            ("Part No.", Meaning::Number),
            ("表面处理", Meaning::Finish),
        ] {
            assert_eq!(meaning(heading), Some(expected), "{heading}");
        }
        for heading in ["", "Remark", "No", "备注", "Partner"] {
            assert_eq!(meaning(heading), None, "{heading}");
        }
    }

    #[test]
    fn told_columns_come_first_and_each_meaning_once() {
        let headings: Vec<String> = ["Teil", "Werkstoff", "Material", "Qty", "Qty 2"].map(str::to_owned).to_vec();
        let told = [(Meaning::Part, "teil".to_owned()), (Meaning::Material, "Werkstoff".to_owned())];
        let found = columns(&headings, &[], &told).expect("they are there");
        assert_eq!(found, [Some(Meaning::Part), Some(Meaning::Material), None, Some(Meaning::Quantity), None]);
        assert!(
            columns(&headings, &[], &[(Meaning::Cost, "Preis".to_owned())]).is_err_and(|why| why.contains("no column `Preis`"))
        );
    }
}
