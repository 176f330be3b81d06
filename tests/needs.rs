//! What could not be judged says what it needs: every entry names at least one need, and each need is a semantic path, never a
//! sentence.
//!
//! Over the sample designs, the public designs, those of the folder that `CASEPROOF_CASES` names, and the examples of the checks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::common::corpus::{self, Sample};
use crate::common::node::{Node, Step};
use crate::common::run::{Design, Outcome, judge};
use caseproof::catalogue::{Example, builtin_checks, builtin_examples};
use caseproof::judge::complete;
use rayon::prelude::*;

/// The checks that read how much the others could decide.
fn of_coverage() -> &'static BTreeSet<String> {
    static CHECKS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let checks = builtin_checks().expect("the catalogue");
        checks.iter().filter(|check| check.is_of_coverage()).map(|check| check.name.to_string()).collect()
    });
    &CHECKS
}

/// How many entries a report has, and which of them have no need or one that is no path.
fn faults(name: &str, outcome: &Outcome) -> (usize, Vec<String>) {
    let Some(design) = outcome.design() else { return (0, Vec::new()) };
    // Each judgement is one thing: what is found is not listed as open as well.
    let coverage = &design.coverage;
    // What a project wants is no part of what is known of a design, and what is said of the coverage does not count for it.
    let of_coverage = of_coverage();
    let counted = |check: &str| !check.starts_with("project/") && !of_coverage.contains(check);
    let open = design.not_assessed.iter().filter(|open| counted(&open.check)).count();
    assert_eq!(open, coverage.not_assessed, "{name}");
    let found = design.findings.iter().filter(|finding| counted(&finding.check)).count();
    assert_eq!(found, coverage.failed, "{name}");
    assert_eq!(coverage.passed + coverage.failed + coverage.waived + coverage.not_assessed, coverage.applicable, "{name}");
    let is_path = |need: &str| !need.is_empty() && !need.contains(char::is_whitespace);
    let bad = design.not_assessed.iter().filter(|open| open.needs().next().is_none() || !open.needs().all(is_path));
    let shown = |open: &crate::common::run::Open| {
        let needs: Vec<&str> = open.needs().collect();
        format!("{name}: {} at {} needs {needs:?}", open.check, open.at)
    };
    (design.not_assessed.len(), bad.map(shown).collect())
}

/// A wall that is too thick wherever it is thickest, which nobody says.
#[test]
fn what_is_found_is_not_open_as_well() {
    let part = "tray: { process: injection-molding, material: ppo, wall: { nominal: 4.5 mm, min: 4 mm } }";
    let text = format!("caseproof: 1\ndesign: {{ name: Case, stage: production }}\nparts:\n  {part}\n");
    let outcomes = judge(&[text], &[]);
    faults("a tray", &outcomes[0]);
    let design = outcomes[0].design().expect("it is judged");
    let check = "scale-up/wall-too-thick-for-process";
    assert!(
        design.findings.iter().any(|finding| finding.check == check && finding.severity == "warning"),
        "{:?}",
        design.findings
    );
    assert!(design.not_assessed.iter().all(|open| open.check != check));
    let asked = design.asked().find(|(asked, ..)| *asked == check).map(|(.., needs)| needs);
    assert_eq!(asked, Some(vec!["parts.tray.wall.max"]));
}

#[test]
fn designs_are_asked_for_places() {
    let samples: Vec<Sample> = corpus::own().into_iter().chain(corpus::further()).collect();
    let (mut entries, mut all) = (0, Vec::new());
    for sample in &samples {
        let outcomes = judge(std::slice::from_ref(&sample.text), &sample.beside);
        let (count, bad) = faults(&sample.name, &outcomes[0]);
        entries += count;
        all.extend(bad);
    }
    assert!(entries >= 500, "only {entries} entries were looked at");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn examples_are_asked_for_places() {
    let examples = builtin_examples().expect("the examples");
    let texts: Vec<String> = examples
        .iter()
        .flatten()
        .map(|example| {
            let (Example::Flags(text) | Example::Passes(text) | Example::Unknown(text)) = example;
            complete(text)
        })
        .collect();
    assert!(texts.len() >= 600, "only {} examples", texts.len());
    let mut entries = 0;
    let mut all = Vec::new();
    for (number, outcome) in judge(&texts, &[]).iter().enumerate() {
        let (count, bad) = faults(&format!("example {number}"), outcome);
        entries += count;
        all.extend(bad);
    }
    assert!(entries >= 5000, "only {entries} entries were looked at");
    assert!(all.is_empty(), "{} entries:\n{}", all.len(), all.join("\n"));
}

/// Of a list of more words or figures than this only the ends are tried.
const LONG: usize = 4;

/// A quantity as a range around it: from a third to the threefold, as far as a share or an angle goes. None of what is no
/// quantity, or is written as a range already.
fn around(text: &str) -> Option<String> {
    let end = text.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let value: f64 = number.parse().ok().filter(|value| *value > 0.0)?;
    if !(unit.is_empty() || unit.starts_with(' ') && !unit[1..].contains(' ')) {
        return None;
    }
    let counted = value.fract() == 0.0 && (unit.is_empty() || unit == " shots");
    let (low, high) = (value / 3.0, value * 3.0);
    let high = match unit {
        " %" => high.min(100.0),
        _ => high,
    };
    let (low, high) = if counted { (low.ceil(), high) } else { (low, high) };
    Some(format!("{low}{unit} to {high}{unit}"))
}

/// A design with a range in the place of one of its quantities.
struct Ranged {
    /// The place, as findings write it.
    key: String,
    text: String,
}

/// A design with each of its quantities in turn made a range. What was counted or measured is one value.
fn ranged(node: &Node) -> Vec<Ranged> {
    let quantity = |path: &Vec<Step>| {
        let text = match node.at(path)? {
            Node::Text(text) => around(text)?,
            Node::Whole(count) => around(&count.to_string())?,
            Node::Number(number) => around(&number.to_string())?,
            _ => return None,
        };
        let mut changed = node.clone();
        *changed.at_mut(path)? = Node::Text(text);
        Some(Ranged { key: node.place(path), text: changed.json() })
    };
    let judged = |path: &&Vec<Step>| path.first() != Some(&Step::Key("evidence".to_owned()));
    node.paths(LONG).iter().filter(judged).filter_map(quantity).collect()
}

/// Whether one place is the other or stands below it.
fn within(place: &str, above: &str) -> bool {
    place.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The same key in the parts that are copies of the one in which it stands.
fn copies(node: &Node, key: &str) -> Vec<String> {
    let Some((part, rest)) = key.strip_prefix("parts.").and_then(|below| below.split_once('.')) else { return Vec::new() };
    let Some(Node::Map(parts)) = node.get("parts") else { return Vec::new() };
    let copy = |(_, of): &&(String, Node)| of.get("like").and_then(Node::text) == Some(part);
    parts.iter().filter(copy).map(|(id, _)| format!("parts.{id}.{rest}")).collect()
}

/// Whether a check asks at its place for what stands at one of some keys.
fn asks(design: &Design, check: &str, at: &str, keys: &[String]) -> bool {
    let named = |need: &&str| keys.iter().any(|key| within(need, key) || within(key, need));
    design.asked().any(|(name, place, needs)| name == check && place == at && needs.iter().any(named))
}

/// What is wrong with the report of a design in which a quantity became a range around itself: what is open since then has to
/// ask for it, and so has each finding that is milder or gone, for the value may still be the one that it was.
fn unsaid(before: &Design, after: &Design, keys: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for open in &after.not_assessed {
        let known = before.not_assessed.iter().any(|other| (&other.check, &other.at) == (&open.check, &open.at));
        if !known && !asks(after, &open.check, &open.at, keys) {
            faults.push(format!("{} at {} is open and does not ask for it", open.check, open.at));
        }
    }
    for finding in before.findings.iter().filter(|finding| finding.rank() > 0) {
        let stays = after
            .findings
            .iter()
            .any(|other| (&other.check, &other.at) == (&finding.check, &finding.at) && other.rank() >= finding.rank());
        if !stays && !asks(after, &finding.check, &finding.at, keys) {
            faults.push(format!("{} at {} is milder and does not ask for it", finding.check, finding.at));
        }
    }
    faults
}

/// Open judgements and milder findings that do not ask for the range that made them so. THE AIM IS 0. It may only go down.
const UNSAID: usize = 0;

#[test]
fn a_range_that_leaves_something_open_is_asked_for() {
    let (mut tried, mut nameless, mut all) = (0, Vec::new(), Vec::new());
    let samples: Vec<Sample> = corpus::own().into_iter().chain(corpus::further()).collect();
    let judged = |sample: &Sample| {
        let variants = ranged(&sample.node);
        let mut texts = vec![sample.text.clone()];
        texts.extend(variants.iter().map(|variant| variant.text.clone()));
        (variants, judge(&texts, &sample.beside))
    };
    let of_each: Vec<_> = samples.par_iter().with_max_len(1).map(judged).collect();
    for (sample, (variants, outcomes)) in samples.iter().zip(&of_each) {
        let Some(before) = outcomes[0].design() else { continue };
        for (Ranged { key, .. }, outcome) in variants.iter().zip(&outcomes[1..]) {
            nameless.extend(faults(&format!("{} {key}", sample.name), outcome).1);
            let Some(after) = outcome.design() else { continue };
            tried += 1;
            let mut keys = copies(&sample.node, key);
            keys.push(key.clone());
            all.extend(unsaid(before, after, &keys).into_iter().map(|fault| format!("{}: {key}: {fault}", sample.name)));
        }
    }
    println!("{tried} ranges, {} unsaid\n{}", all.len(), all.join("\n"));
    assert!(tried >= 1000, "only {tried} ranges were tried");
    assert!(nameless.is_empty(), "{}", nameless.join("\n"));
    assert!(all.len() == UNSAID, "{} rather than {UNSAID}:\n{}", all.len(), all.join("\n"));
}

#[test]
fn ranges_are_made_around_quantities() {
    for (text, expected) in [
        ("2 mm", Some("0.6666666666666666 mm to 6 mm")),
        ("95 %", Some("31.666666666666668 % to 100 %")),
        ("2", Some("1 to 6")),
        ("1.5 deg", Some("0.5 deg to 4.5 deg")),
        ("0 mm", None),
        ("2 mm to 3 mm", None),
        ("-20 °C", None),
        ("abs", None),
    ] {
        assert_eq!(around(text).as_deref(), expected, "{text}");
    }
}

/// The fields that a check asks for at a place of a design with these parts.
fn needs(rest: &str, check: &str, at: &str) -> Vec<String> {
    let outcomes = judge(&[format!("caseproof: 1\ndesign: {{ name: Case }}\n{rest}")], &[]);
    let design = outcomes[0].design().unwrap_or_else(|| panic!("{:?}", outcomes[0])).clone();
    design
        .asked()
        .filter(|(name, place, _)| (*name, *place) == (check, at))
        .flat_map(|(_, _, needs)| needs.into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn a_range_too_wide_to_tell_is_asked_for_closer() {
    let tray = |keys: &str| format!("parts: {{ tray: {{ material: abs, process: injection-molding, {keys} }} }}\n");
    let of_tray = |keys: &str, check: &str| needs(&tray(keys), check, "parts.tray");
    assert_eq!(of_tray("draft: 0.4 deg to 3 deg", "scale-up/shallow-draft"), ["parts.tray.draft"]);
    let ribs = "wall: 2 mm, ribs: { thickness: 0.5 mm to 2.5 mm }";
    assert_eq!(of_tray(ribs, "scale-up/thick-rib"), ["parts.tray.ribs.thickness"]);
    // A finding that may be worse; one that is as bad as it can be asks for nothing.
    let deep = |draft: &str| of_tray(&format!("size: [200 mm, 100 mm, 30 mm], draft: {draft}"), "scale-up/shallow-draft");
    assert_eq!(deep("0.25 deg to 0.75 deg"), ["parts.tray.draft"]);
    assert!(deep("0.2 deg to 0.3 deg").is_empty());
    // What is missing beside it is named as well.
    let used =
        "production: { annual_volume: 100000 to 400000 }\n".to_owned() + &tray("tool: { cavities: 1, life: 250000 shots }");
    let found = needs(&used, "scale-up/tool-life-without-margin", "parts.tray");
    assert_eq!(found, ["production.lifetime_volume", "production.target_yield", "production.annual_volume"]);
}

#[test]
fn what_is_asked_for_can_be_given() {
    // Nothing was tested or built: that is said, and not asked for.
    for rest in ["evidence: none", "evidence: { tests: none, builds: none, measurements: none }"] {
        let text = format!(
            "caseproof: 1\ndesign: {{ name: Case, stage: dvt }}\nproduction: {{ target_yield: 95 % }}\nparts: {{ tray: {{ material: abs, process: injection-molding, draft: 2 deg }} }}\nassembly: [{{ step: mold, process: injection-molding, adds: [tray], yield: 98 % }}]\n{rest}\n"
        );
        let outcomes = judge(&[text], &[]);
        let design = outcomes[0].design().expect("a design");
        let asking: Vec<_> =
            design.asked().filter(|(_, _, needs)| needs.iter().any(|need| need.starts_with("evidence"))).collect();
        assert!(asking.is_empty(), "{rest}: {asking:?}");
        assert!(design.findings.iter().any(|finding| finding.check.starts_with("yield/")), "what was not done is found");
    }
    // A wall is the thickness of a sheet without layers.
    let pouch = "parts: { face: { material: tpu-film, process: die-cutting, wall: 0.3 mm }, back: { material: tpu-film } }\njoints: { weld: { method: rf-welding, between: [face, back] } }\n";
    assert_eq!(needs(pouch, "compatibility/rf-weld-outside-thickness", "joints.weld"), ["parts.back.wall"]);
    // It is the expression that has no value.
    let stack = "parts: { a: { material: abs, process: injection-molding, dimensions: { d: { nominal: 3 mm, tolerance: ±1 mm } } } }\nstacks: { v: { limits: [0 mm, 1 mm], expression: \"1 mm / sin(0 deg)\", variables: { d: a.d } } }\n";
    for check in ["yield/worst-case-stack-outside-limits", "yield/statistical-stack-outside-limits"] {
        assert_eq!(needs(stack, check, "stacks.v"), ["stacks.v.expression"]);
    }
    // No plastic is stretched by a pin in rubber.
    let grip = "parts: { pin: { material: aluminum-6061, process: cnc-milling }, grip: { material: tpu-ester-85a, process: injection-molding } }\njoints: { f: { method: press-fit, between: [pin, grip] } }\nassembly: [{ step: press, process: press-assembly, adds: [pin, grip], makes: [f] }, { step: check, process: final-inspection }]\n";
    assert!(needs(grip, "assembly/press-fit-inspected-too-early", "assembly.press+check").is_empty());
    // A section that is no single value has no tolerance yet.
    let rim = "parts: { lid: { material: abs }, gasket: { material: epdm-sponge }, base: { material: abs } }\njoints: { rim: { method: compression-gasket, between: [lid, gasket, base], section: 4 mm to 6 mm, groove: { depth: { nominal: 3.2 mm, tolerance: ±0.2 mm }, width: 6 mm } } }\n";
    assert_eq!(needs(rim, "assembly/gasket-slack-at-worst-case", "joints.rim"), ["joints.rim.section"]);
}

#[test]
fn what_would_pass_is_more_than_nothing() {
    let text = "caseproof: 1\ndesign: { name: B2 }\nproduction: { annual_volume: 100000 to 400000, working_time: { days_per_month: 22, shifts_per_day: 1, hours_per_shift: 8, efficiency: 80 % } }\nparts: { a: { material: pp-homopolymer, process: injection-molding } }\nassembly: [{ step: slow, process: manual-assembly, adds: [a], time: 60 s, stations: 1 }]\n";
    let outcomes = judge(&[text.to_owned()], &[]);
    let design = outcomes[0].design().expect("a design");
    let open = design.not_assessed.iter().find(|open| open.check == "scale-up/station-slower-than-takt").expect("it is open");
    // 22 * 12 days of 8 h at 80 % for 400,000 units leave 15.2 s of a step that takes 60 s; no time would do, and four stations do.
    let passes = open.passes.as_ref().expect("what would pass");
    assert_eq!((&passes["measure"], &passes["at_least"]), (&"step.stations".into(), &"4".into()));
}

#[test]
fn a_finding_that_is_milder_for_want_of_a_field_waits_for_it() {
    let check = "assembly/face-pressed-too-hot";
    let pressed = |keys: &str| {
        let layers = "{ material: eva-foam-75c, thickness: 4 mm }, { material: velvet, thickness: 0.8 mm, bond: hot-melt-web }";
        let text = format!(
            "parts: {{ a: {{ layers: [{layers}] }} }}\nassembly: [{{ step: lam, process: hot-melt-lamination, adds: [a]{keys} }}]\n"
        );
        needs(&text, check, "assembly.lam+parts.a.layers.1")
    };
    // The upper end of the process, 140 °C, only may mark velvet; a step may be hotter.
    assert_eq!(pressed(""), ["assembly.lam.temperature"]);
    assert!(pressed(", temperature: 140 °C").is_empty());
    assert!(pressed(", temperature: 150 °C").is_empty());
    let sealed = |method: &str, keys: &str| {
        let text = format!(
            "parts: {{ a: {{ material: abs }}, o: {{ material: nbr }}, b: {{ material: pc }} }}\njoints: {{ j: {{ method: {method}, between: [a, o, b], section: 2 mm, {keys} }} }}\n"
        );
        needs(&text, "assembly/gasket-squeeze-outside-window", "joints.j")
    };
    // A ring that is stretched by 30 % is thinner than its groove is deep.
    let groove = |diameter: &str| format!("groove: {{ depth: 1.9 mm, width: 2 mm{diameter} }}");
    let open = sealed("o-ring-face", &groove(", diameter: 52 mm"));
    assert_eq!(open, ["joints.j.ring_diameter"]);
    let both = ["joints.j.ring_diameter", "joints.j.groove.diameter"];
    assert_eq!(sealed("o-ring-face", &groove("")), both);
    assert!(sealed("o-ring-face", &format!("ring_diameter: 40 mm, {}", groove(", diameter: 52 mm"))).is_empty());
    // A strip is not stretched.
    assert!(sealed("compression-gasket", &groove("")).is_empty());
    let drafted = |keys: &str| needs(&format!("parts: {{ tray: {{ {keys} }} }}\n"), "scale-up/shallow-draft", "parts.tray");
    let molded = |keys: &str| drafted(&format!("material: abs, process: injection-molding{keys}"));
    // How deep the walls are decides whether some draft is an error, and not whether there is a finding.
    assert_eq!(molded(", draft: 0.2 deg"), ["parts.tray.size"]);
    assert_eq!(molded(", draft: 0.2 deg, size: [200 mm, 100 mm, 10 mm to 30 mm]"), ["parts.tray.size"]);
    assert_eq!(molded(""), ["parts.tray.draft"]);
    for decided in ["0 deg", "0.7 deg", "0.2 deg, size: [200 mm, 100 mm, 10 mm]", "0.2 deg, size: [200 mm, 100 mm, 30 mm]"] {
        assert!(molded(&format!(", draft: {decided}")).is_empty(), "{decided}");
    }
    // Nobody answers for the least draft of this process, so that it makes no error.
    assert!(drafted("material: eva-foam-75c, process: eva-forming, draft: 2 deg").is_empty());
}
