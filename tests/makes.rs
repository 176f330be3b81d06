//! What a process can make: every pair of a family of materials and a process that shapes or finishes, held against what shops do.
//!
//! The tables below were written from practice, family by family, and not from `checks/knowledge`. `+` is made so in series
//! or as a sample, `-` cannot be made so, `.` hangs on the grade or the machine, or nobody here knows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use assert_cmd::Command;
use caseproof::knowledge::{Ability, Entry, Table, library};
use serde_json::Value;

/// One material for each family, in the order of the columns.
const MATERIALS: [&str; 11] = [
    "abs",
    "aluminum-6061",
    "eva-foam-45c",
    "cfrp-woven",
    "birch-plywood-9mm",
    "polyester-600d-pu",
    "sla-tough-resin",
    "genuine-leather",
    "pc-film",
    "tpu",
    "grayboard",
];

/// Processes that shape a part, against the families.
const SHAPED: &str = "
                          plastic metal foam composite wood textile prototype leather film elastomer board
    injection-molding           +     -    .         -    -       -         -       -    -         +     -
    soft-tooling                +     -    .         -    -       -         -       -    -         +     -
    printed-mold                +     -    .         -    -       -         -       -    -         +     -
    single-cavity-molding       +     -    .         -    -       -         -       -    -         +     -
    multi-cavity-molding        +     -    .         -    -       -         -       -    -         +     -
    two-shot-molding            +     -    .         -    -       -         -       -    -         +     -
    overmolding                 +     -    .         -    -       -         -       -    .         +     -
    insert-molding              +     -    .         -    -       -         -       -    .         +     -
    in-mold-decoration          +     -    .         -    -       -         -       -    +         +     -
    lsr-molding                 -     -    -         -    -       -         -       -    -         -     -
    lsr-molding-low-cure        -     -    -         -    -       -         -       -    -         -     -
    compression-molding         .     -    .         .    -       -         -       -    -         .     -
    eva-compression-molding     -     -    +         -    -       -         -       -    -         -     -
    foam-molding                .     -    +         -    -       -         -       -    -         .     -
    prepreg-pressing            -     -    -         +    -       -         -       -    -         -     -
    hand-layup                  -     -    -         +    -       -         -       -    -         -     -
    blow-molding                +     -    -         -    -       -         -       -    -         +     -
    rotational-molding          .     -    -         -    -       -         -       -    -         .     -
    aluminum-die-casting        -     .    -         -    -       -         -       -    -         -     -
    zinc-die-casting            -     -    -         -    -       -         -       -    -         -     -
    eva-forming                 .     -    +         -    -       .         -       .    .         .     -
    eva-sample-forming          .     -    +         -    -       .         -       .    .         .     -
    hand-forming                +     -    +         -    -       .         -       .    .         .     -
    vacuum-forming              +     -    +         -    -       .         -       .    +         +     -
    thin-gauge-forming          +     -    +         -    -       .         -       .    +         +     -
    sample-vacuum-forming       +     -    +         -    -       .         -       .    +         +     -
    pressure-forming            +     -    +         -    -       .         -       .    +         +     -
    leather-hot-pressing        .     -    .         -    -       .         -       +    .         .     .
    aluminum-extrusion          -     +    -         -    -       -         -       -    -         -     -
    rubber-extrusion            .     -    .         -    -       -         -       -    -         +     -
    sheet-metal-bending         -     +    -         -    -       -         -       -    -         -     -
    metal-stamping              -     +    -         -    -       -         -       -    -         -     -
    deep-drawing                -     +    -         -    -       -         -       -    -         -     -
    fdm                         +     -    -         -    -       -         -       -    -         +     -
    sla                         -     -    -         -    -       -         +       -    -         -     -
    polyjet                     -     -    -         -    -       -         +       -    -         -     -
    sls                         .     -    -         -    -       -         -       -    -         .     -
    mjf                         .     -    -         -    -       -         -       -    -         +     -
    vacuum-casting              -     -    -         .    -       -         -       -    -         -     -
    cnc-milling                 +     +    .         +    +       -         .       -    .         .     .
    die-cutting                 .     .    +         .    -       +         -       +    +         +     +
    foam-cnc                    .     -    +         .    .       .         .       .    .         .     .
    water-jet-cutting           .     .    +         .    .       .         .       .    .         .     .
    laser-cutting               .     .    +         .    +       +         .       +    +         .     +
    textile-cutting             .     -    .         -    -       +         -       +    +         .     .
    hand-cutting                .     -    +         .    .       +         .       +    +         +     +
    pick-and-pluck              -     -    .         -    -       -         -       -    -         -     -
    foam-splitting              -     -    +         -    -       -         -       .    -         .     -
    skiving-folding             -     -    .         -    -       .         -       +    .         .     .
    hand-folding                -     -    .         -    -       .         -       +    .         .     .
    trimming                    +     +    +         +    .       +         .       +    +         +     .
";

/// Processes that finish a part, against the families.
const FINISHED: &str = "
                          plastic metal foam composite wood textile prototype leather film elastomer board
    anodizing                   -     +    -         -    -       -         -       -    -         -     -
    hard-anodizing              -     +    -         -    -       -         -       -    -         -     -
    plating                     -     +    -         .    -       .         -       -    .         -     -
    plating-on-plastics         +     -    -         .    -       -         .       -    .         -     -
    powder-coating              -     +    -         .    .       -         .       -    .         .     .
    sublimation                 .     .    -         .    .       +         .       -    .         .     .
";

/// Where a grade or a class answers otherwise than its family, or the family is no answer.
const GRADES: &str = "
    injection-molding - ptfe
    injection-molding - pp-corrugated
    injection-molding - xlpe-33
    injection-molding - pu-foam-ether
    injection-molding - eps-foam
    injection-molding - cast-pu-abs-like
    injection-molding - tempered-glass
    injection-molding - ndfeb-n52
    injection-molding + pp-gf30
    injection-molding + tpv
    injection-molding + pvc-soft
    injection-molding . lsr
    injection-molding . nbr
    injection-molding . stainless-17-4ph
    injection-molding . magnesium
    multi-cavity-molding - ptfe
    in-mold-decoration + imd-pet-film
    lsr-molding + lsr
    lsr-molding - hcr-silicone
    lsr-molding - epdm
    compression-molding + hcr-silicone
    compression-molding + epdm-peroxide-cured
    compression-molding + ptfe
    eva-compression-molding - pu-foam-ether
    foam-molding + epp
    foam-molding + eps-foam
    foam-molding + pu-foam-ether
    foam-molding - xps-foam
    prepreg-pressing . hpl
    blow-molding + hdpe
    blow-molding - genuine-leather
    rotational-molding + hdpe
    rotational-molding + ldpe
    rotational-molding + pvc-soft
    rotational-molding - ptfe
    aluminum-die-casting + aluminum-adc12
    aluminum-die-casting - zamak-3
    aluminum-die-casting - steel-carbon
    zinc-die-casting + zamak-3
    zinc-die-casting - aluminum-adc12
    zinc-die-casting - brass
    eva-forming + xlpe-33
    eva-forming - silicone-sponge
    vacuum-forming + hips
    vacuum-forming + petg
    vacuum-forming + xlpe-33
    vacuum-forming - epdm
    vacuum-forming - ptfe
    thin-gauge-forming + hips
    aluminum-extrusion + aluminum-6063
    aluminum-extrusion - steel-carbon
    rubber-extrusion + epdm-sponge
    sheet-metal-bending + stainless-304
    sheet-metal-bending - pc
    sheet-metal-bending - zamak-3
    sheet-metal-bending - aluminum-adc12
    metal-stamping - aluminum-adc12
    deep-drawing - aluminum-adc12
    vacuum-forming . pa66-gf30
    blow-molding - lsr
    blow-molding - nbr
    blow-molding . pvc-soft
    rotational-molding - lsr
    rotational-molding . silicone-tin
    cnc-milling - lsr
    cnc-milling . hcr-silicone
    fdm + fdm-pla
    fdm + pc
    fdm - lsr
    sla - fdm-pla
    sls + pa12-sls
    sls + pa12
    mjf + pa12-mjf
    vacuum-casting + cast-pu-abs-like
    cnc-milling + pom-copolymer
    cnc-milling - tempered-glass
    die-cutting - tempered-glass
    die-cutting + acrylic-foam-tape
    laser-cutting + pmma
    laser-cutting - pvc-rigid
    laser-cutting - pvc-leather
    laser-cutting - polyester-600d-pvc
    laser-cutting - tempered-glass
    water-jet-cutting - tempered-glass
    pick-and-pluck + pu-foam-ether
    anodizing - steel-carbon
    anodizing - stainless-304
    anodizing - zamak-3
    anodizing - brass
    anodizing . titanium
    anodizing . aluminum-adc12
    plating + zamak-3
    plating + brass
    plating + ndfeb-n52
    plating - pc-abs
    plating-on-plastics + pc-abs
    plating-on-plastics . hdpe
    plating-on-plastics - zamak-3
    powder-coating - pp-copolymer
    powder-coating - tin-lead-solder
    powder-coating . mdf
    sublimation - cotton-canvas
    sublimation - pp-copolymer
    sublimation + velvet
";

/// Processes with the answer for each of the materials.
fn rows(table: &str) -> Vec<(&str, Vec<char>)> {
    let lines = table.lines().skip(2).filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let process = words.next().expect("a process");
            let signs: Vec<char> = words.map(|word| word.chars().next().expect("a sign")).collect();
            assert_eq!(signs.len(), MATERIALS.len(), "{process}");
            (process, signs)
        })
        .collect()
}

fn entry(table: Table, id: &str) -> &'static Entry<'static> {
    library().entry(table, library().find(table, id).unwrap_or_else(|| panic!("there is no {id}")))
}

/// What the tables of the program say of a process and a material.
fn told(process: &str, material: &str) -> char {
    match entry(Table::Process, process).makes(entry(Table::Material, material)).map(|row| row.answer) {
        Some(Ability::Can) => '+',
        Some(Ability::Cannot) => '-',
        Some(Ability::Open) | None => '.',
    }
}

/// The pairs that differ from practice, and how often each sign stands in the table of practice.
fn compared(table: &str) -> (Vec<String>, BTreeMap<char, usize>) {
    let (mut wrong, mut counts) = (Vec::new(), BTreeMap::new());
    for (process, signs) in rows(table) {
        for (material, sign) in MATERIALS.into_iter().zip(signs) {
            *counts.entry(sign).or_default() += 1;
            let found = told(process, material);
            if found != sign {
                wrong.push(format!("{process} {material}: practice {sign}, tables {found}"));
            }
        }
    }
    (wrong, counts)
}

#[test]
fn each_pair_of_family_and_process_is_told_as_shops_do_it() {
    let (wrong, counts) = compared(SHAPED);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(counts, BTreeMap::from([('+', 94), ('-', 357), ('.', 110)]), "of 561 pairs");
    let (wrong, counts) = compared(FINISHED);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(counts, BTreeMap::from([('+', 6), ('-', 40), ('.', 20)]), "of 66 pairs");
}

#[test]
fn the_table_of_practice_has_every_process_that_shapes_a_part() {
    let written: BTreeSet<&str> = rows(SHAPED).into_iter().map(|(process, _)| process).collect();
    let shaping = library().entries(Table::Process).iter().filter(|entry| entry.chemistry == "forming").map(|entry| entry.id);
    assert_eq!(written, shaping.chain(["in-mold-decoration"]).collect(), "a process that shapes stands in the table of practice");
    assert_eq!(written.len(), 51);
}

#[test]
fn grades_and_classes_answer_for_themselves() {
    let mut read = 0;
    for line in GRADES.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let [process, sign, material] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert_eq!(told(process, material).to_string(), sign, "{process} {material}");
        read += 1;
    }
    assert_eq!(read, 104);
}

/// Codes and parts of the findings, and of what is not assessed, of a design that makes a part by each process.
fn judged(material: &str, processes: &[&str]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut spec = String::from("caseproof: 1\ndesign: { name: Probe, stage: production }\nparts:\n");
    for process in processes {
        let _ = writeln!(spec, "  {process}: {{ process: {process}, material: {material} }}");
    }
    let output = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["check", "--format", "json", "--date", "2026-11-22", "--fail-on", "never", "-"])
        .write_stdin(spec)
        .output()
        .expect("it runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!(report["rejected"], serde_json::json!([]), "{material}");
    let of = |key: &str| -> BTreeSet<String> {
        let listed = report["designs"][0][key].as_array().expect("a list").iter();
        let mine = listed.filter(|item| item["code"] == "C75");
        mine.inspect(|item| {
            if key == "findings" {
                assert_eq!(item["severity"], "error", "{item}");
            }
        })
        .map(|item| item["at"].as_str().expect("a place").trim_start_matches("parts.").to_owned())
        .collect()
    };
    (of("findings"), of("not_assessed"))
}

#[test]
fn the_program_refuses_what_cannot_be_made_and_asks_about_what_is_open() {
    let table = rows(SHAPED);
    let processes: Vec<&str> = table.iter().map(|(process, _)| *process).collect();
    for (column, material) in MATERIALS.into_iter().enumerate() {
        let with =
            |sign: char| table.iter().filter(move |(_, signs)| signs[column] == sign).map(|(process, _)| (*process).to_owned());
        let (refused, open) = judged(material, &processes);
        assert_eq!(refused, with('-').collect(), "{material}: errors");
        assert_eq!(open, with('.').collect(), "{material}: not assessed");
    }
}

#[test]
fn tempered_glass_is_shaped_by_none_of_them() {
    let able: Vec<&str> =
        rows(SHAPED).into_iter().map(|(process, _)| process).filter(|process| told(process, "tempered-glass") != '-').collect();
    assert_eq!(able, Vec::<&str>::new());
}

#[test]
fn each_refusal_has_a_source() {
    let mut refusals = 0;
    for process in library().entries(Table::Process) {
        for row in process.makes.iter().filter(|row| row.answer == Ability::Cannot) {
            assert!(!row.sources.is_empty() && !row.why.is_empty(), "{}: {:?}", process.id, row.of);
            refusals += 1;
        }
    }
    assert!(refusals > 90, "{refusals}");
}
