//! Loading from memory: layers, places, copies and budgets.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::source::{Memory, content_hash};

/// What reading `/p/case.yaml` among some files yields.
fn read(files: &[(&str, &str)], sets: &[(&str, &str)]) -> Read {
    let memory = files.iter().fold(Memory::new(), |memory, (name, text)| memory.with(format!("/p/{name}"), *text));
    let sets = sets.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
    let loader = Loader::from(Arc::new(memory), Path::new("/p")).with_sets(sets);
    loader.file(Path::new("/p/case.yaml"), "case.yaml")
}

/// `file:line:column: code message` of every problem.
fn problems(read: &Read) -> Vec<String> {
    let say = |problem: &Problem| {
        let (file, position) = read.sources.begin(problem.span);
        format!("{}:{}:{}: {} {}", file.path, position.line, position.column, problem.code, problem.message)
    };
    read.problems.iter().map(say).collect()
}

fn spec(read: &Read) -> &Spec {
    match &read.content {
        Content::Specs(specs) if specs.len() == 1 => &specs[0],
        _ => panic!("{:?}", problems(read)),
    }
}

/// Value and place of the draft of a part.
fn draft(read: &Read, id: &str) -> (String, String) {
    let parts = spec(read).parts.get().expect("parts");
    let part = parts.iter().find(|part| &*part.id == id).and_then(|part| part.value.as_ref()).expect(id);
    let (file, position) = read.sources.begin(part.draft.span());
    let value = part.draft.get().expect("a draft").measure.to_string();
    (value, format!("{}:{}:{}", file.path, position.line, position.column))
}

const BASE: &str = "caseproof: 1\ndesign: { name: Base }\nparts:\n  bottom: { material: abs, process: injection-molding, draft: 2 deg }\n  top: { like: bottom }\n";

#[test]
fn a_copy_in_a_base_stays_a_copy_and_keeps_its_places() {
    let derived = "caseproof: 1\nextends: base.yaml\nparts:\n  top: { wall: 2 mm }\n";
    let found = read(&[("case.yaml", derived), ("base.yaml", BASE)], &[]);
    assert_eq!(problems(&found), Vec::<String>::new());
    assert_eq!(draft(&found, "top"), ("2 deg".to_owned(), "base.yaml:4:63".to_owned()));
    let part = spec(&found).parts.get().expect("parts")[1].value.as_ref().expect("top");
    assert_eq!(found.sources.begin(part.wall.span()).0.path, "case.yaml");
    // The copy follows what the derived spec makes of the original.
    let changed = "caseproof: 1\nextends: base.yaml\nparts: { bottom: { draft: 3 deg } }\n";
    let found = read(&[("case.yaml", changed), ("base.yaml", BASE)], &[]);
    assert_eq!(draft(&found, "top"), ("3 deg".to_owned(), "case.yaml:3:27".to_owned()));
}

#[test]
fn one_figure_of_a_grade_of_the_base_can_be_changed() {
    let base = format!("{BASE}materials: {{ soft: {{ like: abs, supplier: Acme, density: 1.05 g/cm3 }} }}\n");
    let derived = "caseproof: 1\nextends: base.yaml\nmaterials: { soft: { density: 1.04 g/cm3 } }\n";
    let found = read(&[("case.yaml", derived), ("base.yaml", &base)], &[]);
    assert_eq!(problems(&found), Vec::<String>::new());
    let grade = spec(&found).materials.get().expect("grades")[0].value.as_ref().expect("soft");
    let keys: Vec<&str> = grade.figures.iter().map(|figure| &*figure.id).collect();
    assert_eq!(keys, ["like", "supplier", "density"]);
}

#[test]
fn what_is_wrong_with_a_base_is_said_there_once() {
    let base = BASE.replace("draft: 2 deg", "draft: 2 mm");
    let derived = "caseproof: 1\nextends: deep/../base.yaml\n";
    let found = read(&[("case.yaml", derived), ("base.yaml", &base), ("deep/x", "")], &[]);
    assert_eq!(problems(&found), ["base.yaml:4:63: wrong-dimension expected an angle, found a length (`2 mm`)"]);
    let found = read(&[("case.yaml", derived), ("base.yaml", "caseproof: 1\nparts: [\n"), ("deep/x", "")], &[]);
    assert!(problems(&found)[0].starts_with("base.yaml:2:8: syntax not valid YAML"), "{:?}", problems(&found));
    assert_eq!(found.problems[0].related.as_ref().map(|(span, text)| (span.file, text.as_str())), Some((0, "extended here")));
}

#[test]
fn a_split_by_extends_changes_nothing() {
    let parts = [
        ("design", "design: { name: Split, stage: dvt }\n"),
        ("materials", "materials: { soft: { like: tpu-85a, supplier: Acme } }\n"),
        ("parts", "parts: { a: { material: soft, draft: 1 deg, layers: [{ material: abs }] }, b: { like: a, draft: 2 deg } }\n"),
        ("joints", "joints: { j: { method: bonding, between: [a, b], cycles: 3 to 5 } }\n"),
    ];
    let whole: String = parts.iter().map(|(_, text)| *text).collect();
    let shown = |read: &Read| {
        let text = format!("{:?}", spec(read));
        // Places differ, values may not; neither may the way a base is named.
        let mut bare = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("Span {") {
            bare.push_str(before);
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        bare + rest
    };
    let one = read(&[("case.yaml", &format!("caseproof: 1\nextends: none.yaml\n{whole}")), ("none.yaml", "x-none: 1\n")], &[]);
    for mask in 1..15_u32 {
        let side = |inside: bool| -> String {
            let chosen = parts.iter().enumerate().filter(|(number, _)| (mask >> number & 1 == 1) == inside);
            chosen.map(|(_, (_, text))| *text).collect()
        };
        let derived = format!("caseproof: 1\nextends: none.yaml\n{}", side(true));
        let two = read(&[("case.yaml", &derived), ("none.yaml", &format!("caseproof: 1\n{}", side(false)))], &[]);
        assert_eq!(shown(&two), shown(&one), "{derived}");
    }
}

#[test]
fn records_stand_where_their_rows_are() {
    let case = format!(
        "{BASE}evidence:\n  measurements:\n    - {{ of: bottom.width, file: r.csv }}\n    - {{ of: bottom.width, file: r.csv }}\n"
    )
    .replace("draft: 2 deg", "draft: 2 deg, dimensions: { width: { nominal: 9 mm } }");
    let found = read(&[("case.yaml", &case), ("r.csv", "cavity,value [mm]\nA,9.1\nB,9.2\n")], &[]);
    assert_eq!(problems(&found), Vec::<String>::new());
    let evidence = spec(&found).evidence.get().expect("evidence");
    let measurements = evidence.measurements.get().expect("measurements");
    assert_eq!(measurements.len(), 2);
    let values = measurements[1].get().and_then(|measurement| measurement.values.get()).expect("values");
    let places: Vec<(String, usize, usize)> = values
        .iter()
        .map(|value| found.sources.begin(value.span()))
        .map(|(file, position)| (file.path.clone(), position.line, position.column))
        .collect();
    assert_eq!(places, [("r.csv".to_owned(), 2, 3), ("r.csv".to_owned(), 3, 3)]);
    assert_eq!(found.sources.files().count(), 2, "a file that is named twice is read once");
}

#[test]
fn records_of_a_base_stand_beside_it() {
    let base = format!("{BASE}evidence: {{ tests: [{{ name: drop, file: t.csv }}] }}\n");
    let files = [
        ("case.yaml", "caseproof: 1\nextends: family/base.yaml\n"),
        ("family/base.yaml", base.as_str()),
        ("family/t.csv", "units,failures\n5,9\n"),
    ];
    assert_eq!(problems(&read(&files, &[])), ["family/t.csv:2:3: impossible-value more units failed (9) than tested (5)"]);
}

#[test]
fn values_are_set_on_top_and_stand_in_a_text_of_their_own() {
    let files = [("case.yaml", BASE)];
    let found = read(&files, &[("parts.top.draft", "1.5 deg")]);
    assert_eq!(draft(&found, "bottom").0, "2 deg");
    assert_eq!(draft(&found, "top"), ("1.5 deg".to_owned(), "--set:1:17".to_owned()));
    let found = read(&files, &[("parts.bottom.draft", "1 deg"), ("parts.bottom.draft", "3 deg")]);
    assert_eq!(draft(&found, "top"), ("3 deg".to_owned(), "--set:1:20".to_owned()), "the copy follows, the last one wins");
    let found = read(&files, &[("parts.tpo.draft", "1 deg"), ("parts.top.drft", "1 deg"), ("parts.top.draft", "1 mm")]);
    assert_eq!(
        problems(&found),
        [
            "--set:1:7: dangling-reference there is no `tpo` in `parts`",
            "--set:1:11: unknown-key unknown key `drft`",
            "--set:1:17: wrong-dimension expected an angle, found a length (`1 mm`)",
        ]
    );
}

#[test]
fn what_was_read_is_listed_with_its_hash() {
    let derived = "caseproof: 1\nextends: base.yaml\nevidence: { tests: [{ file: gone.csv }] }\n";
    let found = read(&[("case.yaml", derived), ("base.yaml", BASE)], &[]);
    let inputs: Vec<(&str, Option<u64>)> =
        found.inputs.iter().map(|input| (input.path.to_str().expect("text"), input.hash)).collect();
    let hash = |text: &str| Some(content_hash(text.as_bytes()));
    assert_eq!(inputs, [("/p/case.yaml", hash(derived)), ("/p/base.yaml", hash(BASE)), ("/p/gone.csv", None)]);
    let missing = Loader::from(Arc::new(Memory::new()), Path::new("/p")).file(Path::new("/p/no.yaml"), "no.yaml");
    assert_eq!(problems(&missing), ["no.yaml:1:1: unreadable cannot read the file: there is no such file"]);
}

#[test]
fn a_memory_project_has_its_walls() {
    let case = |base: &str| format!("caseproof: 1\nextends: {base}\ndesign: {{ name: x }}\nparts: {{ a: {{}} }}\n");
    let memory = Memory::new()
        .with("/q/.git/config", "")
        .with("/q/deep/case.yaml", case("../base.yaml"))
        .with("/q/base.yaml", "caseproof: 1\n")
        .with("/p/case.yaml", case("../q/base.yaml"));
    let loader = Loader::from(Arc::new(memory), Path::new("/p"));
    let inside = loader.file(Path::new("/q/deep/case.yaml"), "case.yaml");
    assert_eq!(problems(&inside), Vec::<String>::new());
    let outside = loader.file(Path::new("/p/case.yaml"), "case.yaml");
    assert_eq!(problems(&outside), ["case.yaml:2:10: extends `../q/base.yaml` lies outside of the project of this spec"]);
}

#[test]
fn one_name_for_two_things_is_wrong_only_where_it_is_used() {
    let case = format!("{BASE}assembly: [{{ step: top, adds: [top, bottom] }}]\n");
    assert_eq!(problems(&read(&[("case.yaml", &case)], &[])), Vec::<String>::new());
    let used = format!("{case}evidence: {{ builds: [{{ of: top, built: 5 }}, {{ of: bottom, built: 5 }}] }}\n");
    assert_eq!(
        problems(&read(&[("case.yaml", &used)], &[])),
        ["case.yaml:7:28: ambiguous-reference `top` names the part and a step"]
    );
    // A part may be called as the whole case is; evidence of it means one of the two.
    let case = BASE.replace("top", "design");
    assert_eq!(problems(&read(&[("case.yaml", &case)], &[])), Vec::<String>::new());
    for (evidence, expected) in [
        ("builds: [{ of: design, built: 5 }]", "case.yaml:6:28: ambiguous-reference `design` names the whole case and a part"),
        ("tests: [{ kind: drop, of: design }]", "case.yaml:6:39: ambiguous-reference `design` names the whole case and a part"),
    ] {
        let used = format!("{case}evidence: {{ {evidence} }}\n");
        assert_eq!(problems(&read(&[("case.yaml", &used)], &[])), [expected]);
    }
}

#[test]
fn ranges_stand_where_something_can_be_decided() {
    let with = |part: &str| BASE.replace("draft: 2 deg", part);
    let good = with("draft: 1 to 2 deg, wall: 2 mm to 3 mm, dimensions: { w: { nominal: 9 mm to 10 mm } }");
    let found = read(&[("case.yaml", &good)], &[]);
    assert_eq!(problems(&found), Vec::<String>::new());
    for (part, expected) in [
        ("wall: { nominal: 2 mm to 3 mm, tolerance: ±0.1 mm }", "case.yaml:4:73: wrong-range a length is a range while"),
        (
            "dimensions: { w: { nominal: 2 to 3 mm, tolerance: ±0.1 mm } }",
            "case.yaml:4:84: wrong-range a length is a range while",
        ),
        (
            "ribs: { thickness: { nominal: 1 to 2 mm, tolerance: ±0.1 mm } }",
            "case.yaml:4:75: wrong-range a length is a range while",
        ),
        ("wall: 3 mm to 2 mm", "case.yaml:4:62: wrong-range the lower end 3 mm exceeds the upper end 2 mm"),
    ] {
        let found = problems(&read(&[("case.yaml", &with(part))], &[]));
        assert!(found.len() == 1 && found[0].starts_with(expected), "{part}: {found:?}");
    }
    let counted = format!("{BASE}evidence: {{ builds: [{{ of: top, built: 5 to 9 }}] }}\n");
    assert_eq!(problems(&read(&[("case.yaml", &counted)], &[])), ["case.yaml:6:40: wrong-range what was counted is one number"]);
}

#[test]
fn what_cannot_be_true_together_is_refused() {
    let with = |part: &str, more: &str| format!("{}{more}", BASE.replace("draft: 2 deg", part));
    for (part, more, expected) in [
        ("wall: { nominal: 2 mm, min: 2.5 mm }", "", "4:84: wrong-range `min` 2.5 mm exceeds `nominal` 2 mm"),
        ("wall: { nominal: 2 mm, max: 1.5 mm }", "", "4:73: wrong-range `nominal` 2 mm exceeds `max` 1.5 mm"),
        ("wall: { min: 2 mm to 3 mm, max: 1.5 mm }", "", "4:69: wrong-range `min` 2 mm exceeds `max` 1.5 mm"),
        (
            "wall: { nominal: 0.2 mm, tolerance: ±0.3 mm }",
            "",
            "4:73: impossible-value a length of 0.2 mm with a deviation of -0.3 mm would be negative",
        ),
        (
            "bosses: { outer_diameter: 5 mm, hole_diameter: 6 mm }",
            "",
            "4:103: impossible-value a hole of 6 mm leaves nothing of a boss of 5 mm around it",
        ),
        (
            "size: [50 mm, 20 mm, 8 mm], ribs: { height: 60 mm }",
            "",
            "4:100: impossible-value a rib of 60 mm does not fit into a part whose side is 50 mm",
        ),
        (
            "size: [50 mm, 20 mm, 8 mm], corner_radius: 11 mm",
            "",
            "4:99: impossible-value a radius of 11 mm does not fit into a part whose side is 20 mm",
        ),
        (
            "draft: 2 deg",
            "environment: { service: [0 °C, 40 °C], storage: [-20 °C, 60 °C], usual: 90 °C }\n",
            "6:73: impossible-value most of its life at 90 °C, where it is neither used nor stored",
        ),
        (
            "draft: 2 deg",
            "environment: { carry: { mass: 30 kg, force: 20 N } }\n",
            "6:31: impossible-value one load is given as a mass and as a force",
        ),
    ] {
        let found = problems(&read(&[("case.yaml", &with(part, more))], &[]));
        assert_eq!(found, [format!("case.yaml:{expected}")], "{part}");
    }
    for sound in [
        "wall: { nominal: 2 mm, min: 1.5 mm to 2.5 mm, max: 2 mm }",
        "dimensions: { step: { nominal: 0 mm, tolerance: ±0.3 mm } }",
        "size: [50 mm, 20 mm, 8 mm], corner_radius: 10 mm, ribs: { height: 20 mm }",
    ] {
        assert_eq!(problems(&read(&[("case.yaml", &with(sound, ""))], &[])), Vec::<String>::new(), "{sound}");
    }
}

#[test]
fn what_is_there_is_no_size_of_zero() {
    let joint = |keys: &str| format!("joints: {{ seal: {{ method: o-ring, between: [top, bottom], {keys} }} }}\n");
    let three = "wrong-type a size is length, width and height".to_owned();
    let (length, count) = ("this length must be more than zero", "this is a whole number from 1 up");
    for (part, more, expected) in [
        ("size: [0 mm, 20 mm, 8 mm]", String::new(), format!("impossible-value `0 mm`: {length}")),
        ("cavity: [20 mm, 0 mm to 2 mm, 8 mm]", String::new(), format!("impossible-value `0 mm`: {length}")),
        ("bosses: { engagement: 0 mm }", String::new(), format!("impossible-value `0 mm`: {length}")),
        ("draft: 2 deg", joint("section: 0 mm"), format!("impossible-value `0 mm`: {length}")),
        ("draft: 2 deg", joint("section: { nominal: 0 mm, tolerance: ±0.1 mm }"), format!("impossible-value `0 mm`: {length}")),
        ("draft: 2 deg", joint("groove: { depth: { nominal: 0 mm } }"), format!("impossible-value `0 mm`: {length}")),
        ("draft: 2 deg", joint("groove: { width: 0 in }"), format!("impossible-value `0 in`: {length}")),
        ("draft: 2 deg", "environment: { drop: { count: 0 } }\n".to_owned(), format!("impossible-value `0`: {count}")),
        ("size: [50 mm, 20 mm]", String::new(), three.clone()),
        ("draft: 2 deg", "design: { name: D, protects: { size: [50 mm, 20 mm] } }\n".to_owned(), three.clone()),
        ("draft: 2 deg", "design: { name: D, protects: { size: [1 mm, 2 mm, 3 mm, 4 mm] } }\n".to_owned(), three),
    ] {
        let base = if more.starts_with("design") { BASE.replace("design: { name: Base }\n", "") } else { BASE.to_owned() };
        let text = format!("{}{more}", base.replace("draft: 2 deg", part));
        let found = problems(&read(&[("case.yaml", &text)], &[]));
        // The copy of the part has what the part has.
        assert!(found.len() == 1 && found[0].ends_with(&expected), "{part} {more}{found:?}");
    }
    let sound = format!("{BASE}{}", joint("interference: 0 mm"));
    assert_eq!(problems(&read(&[("case.yaml", &sound)], &[])), Vec::<String>::new());
}

#[test]
fn long_chains_of_copies_and_bombs_are_refused_before_the_work() {
    let chain = |count: usize| {
        let links = (0..count).map(|n| format!("  p{n}: {{ like: p{} }}\n", n + 1)).collect::<Vec<_>>().concat();
        format!("caseproof: 1\ndesign: {{ name: x }}\nparts:\n{links}  p{count}: {{ draft: 1 deg }}\n")
    };
    let found = read(&[("case.yaml", &chain(299))], &[]);
    assert_eq!(draft(&found, "p0"), ("1 deg".to_owned(), "case.yaml:303:18".to_owned()));
    assert_eq!(
        problems(&read(&[("case.yaml", &chain(300))], &[])),
        ["case.yaml:3:1: too-large more than 300 entries in `parts`"]
    );
    assert_eq!(problems(&read(&[("case.yaml", &chain(20_000))], &[])).len(), 1);
    // Each level holds the one below it nine times.
    let mut levels = vec!["x-0: &a0 { k: 1 }\n".to_owned()];
    for level in 1..12 {
        let below: Vec<String> = (0..9).map(|key| format!("k{key}: *a{}", level - 1)).collect();
        levels.push(format!("x-{level}: &a{level} {{ {} }}\n", below.join(", ")));
    }
    let bomb = levels.concat();
    let base = format!("caseproof: 1\n{bomb}");
    let harmless =
        read(&[("case.yaml", &format!("caseproof: 1\nextends: base.yaml\n{}", &BASE[13..])), ("base.yaml", &base)], &[]);
    assert_eq!(problems(&harmless), Vec::<String>::new());
    let both =
        read(&[("case.yaml", &format!("caseproof: 1\nextends: base.yaml\n{bomb}{}", &BASE[13..])), ("base.yaml", &base)], &[]);
    assert_eq!(problems(&both), ["case.yaml:2:10: too-large the base specs hold too many values or nest them too deeply"]);
}

#[test]
fn none_says_that_there_is_no_such_thing() {
    let text = "caseproof: 1\ndesign: { name: n }\nengagement: none\nenvironment: { drop: none, markets: none }\njoints: none\n\
                assembly: none\nparts: { lid: { prototype: none, layers: none } }\nevidence: { tests: none }\n";
    let found = read(&[("case.yaml", text)], &[]);
    let spec = spec(&found);
    assert!(spec.engagement.is_ruled_out() && !spec.engagement.is_there());
    let environment = spec.environment.get().expect("an environment");
    assert!(environment.drop.is_ruled_out());
    assert_eq!(environment.markets.get().map(Vec::len), Some(0));
    assert_eq!(spec.joints.get().map(|joints| joints.len()), Some(0));
    assert_eq!(spec.assembly.get().map(Vec::len), Some(0));
    assert_eq!(spec.evidence.get().and_then(|evidence| evidence.tests.get()).map(|tests| tests.len()), Some(0));
    let bare = read(&[("case.yaml", "caseproof: 1\ndesign: { name: n }\nparts: { lid: {} }\nevidence: none\n")], &[]);
    assert!(self::spec(&bare).evidence.is_ruled_out());
    let lid = spec.parts.get().and_then(|parts| parts[0].value.as_ref()).expect("a lid");
    assert!(lid.prototype.is_ruled_out() && lid.layers.is_given());
}

#[test]
fn other_words_are_no_block_and_no_list() {
    let text = "caseproof: 1\ndesign: none\nengagement: nothing\njoints: nil\nparts: { lid: { layers: no } }\n";
    let found = read(&[("case.yaml", text)], &[]);
    let problems = problems(&found);
    for (place, message) in [
        ("2:9", "found `none`"),
        ("3:13", "expected a map with keys such as model, client, documents, found `nothing`"),
        ("4:9", "expected a map, found `nil`"),
        ("5:25", "expected a map with keys such as material, thickness, color, tone, found `no`"),
    ] {
        let said = |problem: &&String| problem.starts_with(&format!("case.yaml:{place}:")) && problem.contains(message);
        assert!(problems.iter().any(|problem| said(&problem)), "{place} {message}: {problems:?}");
    }
}

#[test]
fn what_is_wrong_in_a_list_in_the_place_of_a_map_is_said_in_the_same_round() {
    let text = "caseproof: 1\ndesign: { name: n }\nparts:\n  - { material: nonsense, process: purchased, overmold: TPE }\n  - { material: abs, surface: VDI 24 }\njoints:\n  - between: [part-1, part-2]\n    method: nowhere\n";
    let found = problems(&read(&[("case.yaml", text)], &[])).join("\n");
    for said in [
        "case.yaml:4:3: wrong-type expected a map, found a list",
        "unknown-material there is no material `nonsense`",
        "unknown-process there is no process `purchased`",
        "unknown-key unknown key `overmold`",
        "unknown-key unknown key `surface`",
        "case.yaml:7:3: wrong-type expected a map, found a list",
        "unknown-method there is no method `nowhere`",
    ] {
        assert!(found.contains(said), "{said}: {found}");
    }
    assert!(!found.contains("there is no part"), "{found}");
    let fields = "caseproof: 1\ndesign: { name: n }\nparts: { a: {} }\nenvironment:\n  - drop: 3 kg\n  - ip: IP67\n";
    let found = problems(&read(&[("case.yaml", fields)], &[])).join("\n");
    assert!(found.contains("expected a map, found a list") && found.contains("unknown key `ip`"), "{found}");
}

#[test]
fn requirements_are_read_as_the_environment() {
    for key in ["requirements", "specification", "specs", "spec"] {
        let text = format!(
            "caseproof: 1\ndesign: {{ name: n }}\nparts: {{ a: {{}} }}\nenvironment: {{ exposure: [mars] }}\n{key}: {{ ip: IP67, drop: 1 m }}\n"
        );
        let found = read(&[("case.yaml", &text)], &[]);
        let helps: Vec<&str> = found.problems.iter().filter_map(|problem| problem.help.as_deref()).collect();
        let said = problems(&found).join("\n");
        assert!(helps.contains(&"what the case has to stand is `environment`"), "{key}: {said}");
        assert!(helps.contains(&"ingress protection is `ingress: ip67`") && said.contains("found `1 m`"), "{key}: {said}");
        assert!(said.contains("mars"), "{said}");
    }
}

#[test]
fn a_brief_names_no_part_where_it_is_asked_for() {
    let load = |text: &str| {
        let memory = Memory::new().with("/p/case.yaml", text);
        Loader::from(Arc::new(memory), Path::new("/p")).with_briefs().file(Path::new("/p/case.yaml"), "case.yaml")
    };
    let brief = "caseproof: 1\ndesign: { name: n, stage: concept }\n";
    let parts = |read: &Read| spec(read).parts.get().expect("parts").iter().map(|part| part.id.to_string()).collect::<Vec<_>>();
    assert_eq!(parts(&load(brief)), ["case"]);
    assert_eq!(parts(&load(&brief.replace(", stage: concept", ""))), ["case"]);
    assert_eq!(parts(&load(&format!("{brief}parts: {{ a: {{}} }}\n"))), ["a"]);
    assert!(problems(&load(&brief.replace("concept", "evt"))).join("").contains("`parts` is missing"));
}

#[test]
fn words_of_the_workshop_are_names() {
    let text = "caseproof: 1\ndesign: { name: n }\nparts:\n  a: { material: abs, process: 2K }\n  b: { material: tpu, process: two shot }\n  c: { material: abs, layers: [{ material: abs }, { material: abs, bond: 3M 300LSE }] }\njoints:\n  j: { between: [a, b], method: 2K }\n  k: { between: [a, b], method: two shot }\n  l: { between: [a, c], method: bonding, adhesive: 502 }\n";
    let found = read(&[("case.yaml", &text.replace("material: abs, layers", "layers"))], &[]);
    assert_eq!(problems(&found), Vec::<String>::new());
}

#[test]
fn quantities_of_an_order_or_of_a_year_are_asked_for_by_name() {
    for block in ["production: { qty: 100k }", "production: { quantity: 5000 }", "design: { name: n, quantity: 50k pcs }"] {
        let design = if block.starts_with("design") { "" } else { "design: { name: n }\n" };
        let text = format!("caseproof: 1\n{design}parts: {{ a: {{}} }}\n{block}\n");
        let found = read(&[("case.yaml", &text)], &[]);
        let help = found.problems[0].help.as_deref().unwrap_or_default();
        assert!(help.contains("annual_volume`") && help.contains("order_quantity`"), "{block}: {help}");
    }
}
