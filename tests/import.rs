//! `caseproof import` and `caseproof new`: what they write loads, and nothing is written halfway or over somebody's work.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.current_dir(folder).args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-import-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Whether a spec of the folder loads.
fn loads(folder: &Path, file: &str) -> bool {
    let (_, out, _) = run(folder, &["check", "--format", "json", "--fail-on", "never", file]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    report["rejected"].as_array().is_some_and(Vec::is_empty) && report["summary"]["designs"] == 1
}

#[test]
fn a_bill_becomes_parts_that_load() {
    let folder = folder("bill");
    let bill = "BOM rev C;;;\nTeil;Werkstoff;Qty;Preis (USD)\nTop shell;ABS;1;1.25\nStrap;unobtainium;2;0,40\n;;;\n";
    fs::write(folder.join("bom.csv"), bill).expect("a file");
    let maps = ["--map", "part=Teil", "--map", "material=Werkstoff", "--map", "cost=Preis (USD)"];
    let (code, out, notes) =
        run(&folder, &[&["import", "bom.csv", "-o", "case.yaml", "--name", "Tool case"][..], &maps].concat());
    assert_eq!((code, out.as_str()), (1, ""), "{notes}");
    for expected in [
        "columns: part=Teil, material=Werkstoff, quantity=Qty, cost=Preis (USD)",
        "wrote case.yaml with 2 parts",
        "not placed: row 4, `Werkstoff`: `unobtainium`: no material is called so",
        "not placed: row 4, `Preis (USD)`: `0,40`: write `0.40`",
    ] {
        assert!(notes.contains(expected), "{expected}\n{notes}");
    }
    let spec = fs::read_to_string(folder.join("case.yaml")).expect("a spec");
    assert!(spec.contains("  top-shell: { material: abs, cost: 1.25 USD }\n"), "{spec}");
    assert!(spec.contains("# row 4; Strap; Werkstoff: unobtainium; Preis (USD): 0,40\n  strap: { quantity: 2 }\n"), "{spec}");
    assert!(loads(&folder, "case.yaml"));
    let (code, _, notes) = run(&folder, &["import", "bom.csv", "-o", "case.yaml", "--map", "part=Teil"]);
    assert!(code == 2 && notes.contains("refusing to overwrite case.yaml"), "{notes}");
    assert_eq!(fs::read_to_string(folder.join("case.yaml")).expect("a spec"), spec);
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// A workbook with a merged cell and a cell that would be a command.
fn workbook(path: &Path, sheet: &str) {
    let mut book = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    let mut put = |name: &str, text: &str| {
        book.start_file(name, options).expect("an entry");
        book.write_all(text.as_bytes()).expect("written");
    };
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    put(
        "[Content_Types].xml",
        &format!(
            "<?xml version=\"1.0\"?><Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{kind}.worksheet+xml\"/></Types>"
        ),
    );
    put(
        "_rels/.rels",
        &format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    put(
        "xl/workbook.xml",
        &format!(
            "<?xml version=\"1.0\"?><workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"BOM\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
    );
    put(
        "xl/worksheets/sheet1.xml",
        &format!(
            "<?xml version=\"1.0\"?><worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells></worksheet>"
        ),
    );
    book.finish().expect("written");
}

#[test]
fn a_workbook_is_read_and_computes_nothing() {
    let folder = folder("book");
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: usize, cells: &[String]| format!("<row r=\"{number}\">{}</row>", cells.concat());
    let sheet = [
        row(1, &[cell("A1", "品名"), cell("B1", "材质"), cell("C1", "数量")]),
        row(2, &[cell("A2", "上盖"), cell("B2", "ABS"), "<c r=\"C2\"><v>2</v></c>".to_owned()]),
        row(3, &[cell("A3", "=cmd|' /C calc'!A0"), "<c r=\"C3\"><f>1+1</f><v>4</v></c>".to_owned()]),
    ];
    workbook(&folder.join("bom.xlsx"), &sheet.concat());
    let (code, out, notes) = run(&folder, &["import", "bom.xlsx"]);
    assert_eq!(code, 0, "{notes}");
    assert!(notes.contains("part=品名, material=材质, quantity=数量") && notes.contains("1 cells span several rows"), "{notes}");
    assert!(out.contains("  上盖: { material: abs, quantity: 2 }\n"), "{out}");
    assert!(out.contains("  cmd-c-calc-a0: { material: abs, quantity: 4 }\n"), "a merged word counts for its rows: {out}");
    fs::write(folder.join("case.yaml"), &out).expect("a file");
    assert!(loads(&folder, "case.yaml"));
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn what_is_no_bill_writes_nothing() {
    let folder = folder("none");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("a file");
    put("empty.csv", b"");
    put("heading.csv", b"Part,Material\n");
    put("binary.csv", b"Part,Material\n\0\x01,\x02\n");
    put("large.csv", &vec![b'a'; 9 << 20]);
    put("broken.xlsx", b"PK\x03\x04 and then nothing");
    put("old.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    put("many.csv", format!("Part\n{}", (0..301).map(|n| format!("p{n}")).collect::<Vec<_>>().join("\n")).as_bytes());
    for (file, why) in [
        ("empty.csv", "it holds no row"),
        ("heading.csv", "no row stands below its heading"),
        ("binary.csv", "it is no text"),
        ("large.csv", "it is larger than 8 MiB"),
        ("broken.xlsx", "it is no workbook"),
        ("old.xls", "save it as .xlsx or .csv"),
        ("many.csv", "it has 301 rows, and a spec has at most 300 parts"),
        ("absent.csv", "cannot read it"),
        (".", "it is not a file"),
    ] {
        let (code, out, notes) = run(&folder, &["import", file, "-o", "case.yaml"]);
        assert_eq!((code, out.as_str()), (2, ""), "{file}: {notes}");
        assert!(notes.contains(why) && !folder.join("case.yaml").exists(), "{file}: {notes}");
    }
    // A workbook that unpacks to more than it may.
    let bomb = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", " ".repeat(65 << 20));
    workbook(&folder.join("bomb.xlsx"), &bomb);
    let (code, _, notes) = run(&folder, &["import", "bomb.xlsx"]);
    assert!(code == 2 && notes.contains("it holds more than 64 MiB"), "{notes}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

const BRIEF: &str = "caseproof: 1 # a brief\ndesign: { name: Camera case, kind: eva-case, stage: concept }\nproduction:\n  order_quantity: 1000 # first run\nparts:\n  shell: { material: eva-foam-75c, process: eva-forming }\n";

#[test]
fn a_brief_keeps_its_text_and_gets_slots() {
    let folder = folder("brief");
    fs::write(folder.join("brief.yaml"), BRIEF).expect("a file");
    let (code, out, notes) = run(&folder, &["new", "--from", "brief.yaml", "-o", "case.yaml"]);
    assert_eq!((code, out.as_str()), (0, ""), "{notes}");
    let spec = fs::read_to_string(folder.join("case.yaml")).expect("a spec");
    let slots = spec.strip_prefix(BRIEF).unwrap_or_else(|| panic!("{spec}"));
    assert!(slots.lines().all(|line| line.is_empty() || line.starts_with("# ")), "{slots}");
    assert!(slots.lines().count() >= 15, "{slots}");
    assert!(slots.contains("# environment:") && slots.contains("service: "), "{slots}");
    assert!(loads(&folder, "case.yaml"));
    for (arguments, code, said) in [
        (&["new", "--from", "brief.yaml", "-o", "case.yaml"][..], 2, "refusing to overwrite case.yaml"),
        (&["new", "eva-case", "-o", "brief.yaml"], 2, "refusing to overwrite brief.yaml"),
        (&["new", "eva-case", "-o", "no/case.yaml"], 2, "there is no folder no"),
        (&["new"], 2, "<KIND>"),
        (&["new", "Tablet Case"], 2, "begin with `phone-case` or `folio`, and write `kind: tablet-case` into it"),
        (&["new", "other"], 2, "there is no starter for `other`: begin with the one nearest in build"),
        (&["new", "EVA"], 0, ""),
        (&["new", "sleeve", "--from", "brief.yaml"], 2, "cannot be used with"),
        (&["new", "--from", "absent.yaml"], 2, ""),
    ] {
        let (found, _, notes) = run(&folder, arguments);
        assert!(found == code && notes.contains(said), "{arguments:?}: {found} {notes}");
    }
    assert_eq!(fs::read_to_string(folder.join("brief.yaml")).expect("a text"), BRIEF);
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn a_brief_without_parts_is_told_what_to_write() {
    let folder = folder("partless");
    fs::write(folder.join("brief.yaml"), "caseproof: 1\ndesign: { name: Lantern case, kind: eva-case }\n").expect("a file");
    let (code, out, notes) = run(&folder, &["new", "--from", "brief.yaml"]);
    let said = format!("{out}{notes}");
    assert!(code == 2 && said.contains("`parts` is missing") && said.contains("`parts: { shell: {} }`"), "{said}");
    fs::write(folder.join("brief.yaml"), "caseproof: 1\ndesign: { name: Lantern case, kind: eva-case }\nparts: { shell: {} }\n")
        .expect("a file");
    let (code, out, notes) = run(&folder, &["new", "--from", "brief.yaml"]);
    assert!(code == 0 && out.contains("# environment:"), "{out}{notes}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn numbers_alone_are_no_names_where_another_column_has_names() {
    let folder = folder("item");
    let bill = "Item,Part Name,Material,Qty\n1,Top Shell,ABS,1\n2,Gasket,EPDM,1\n";
    fs::write(folder.join("bom.csv"), bill).expect("a file");
    let (code, out, notes) = run(&folder, &["import", "bom.csv"]);
    assert_eq!(code, 0, "{notes}");
    assert!(notes.contains("`Item` is kept as a comment, part=Part Name, material=Material"), "{notes}");
    assert!(out.contains("  top-shell: { material: abs }\n") && out.contains("  gasket: { material: epdm }\n"), "{out}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn every_starter_loads_and_names_no_foreign_address() {
    let folder = folder("starters");
    for kind in ["phone-case", "eva-case", "rugged-case", "flight-case", "sleeve", "folio"] {
        let file = format!("{kind}.yaml");
        let (code, _, notes) = run(&folder, &["new", kind, "-o", &file]);
        assert_eq!(code, 0, "{notes}");
        let text = fs::read_to_string(folder.join(&file)).expect("a text");
        assert!(!text.contains("://"), "{kind}");
        assert!(loads(&folder, &file), "{kind}");
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}
