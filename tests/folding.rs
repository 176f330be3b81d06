//! One fault is one finding: what several checks see of it is folded under the one that says most.

use std::path::Path;

use caseproof::design::Loader;
use caseproof::engine::{Engine, Options};
use caseproof::finding::DesignReport;

/// A design with one fault, and how the findings of some checks stand: each that is counted with those folded under it.
struct Fault {
    name: &'static str,
    spec: &'static str,
    checks: &'static [&'static str],
    stands: &'static [(&'static str, &'static [&'static str])],
}

const FAULTS: &[Fault] = &[
    Fault {
        name: "CA on black ABS, both faces primed",
        spec: "caseproof: 1
design: { name: A, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, color: black, appearance: visible }
  badge: { material: abs, process: injection-molding, color: black, appearance: visible }
joints:
  bond: { method: bonding-cyanoacrylate, between: [tray, badge], adhesive: cyanoacrylate, preparation: [priming] }
evidence: { tests: [] }
",
        checks: &["C40", "C49", "C44"],
        stands: &[("C40", &["C40", "C49"])],
    },
    Fault {
        name: "aluminum on ABS with a rigid adhesive",
        spec: "caseproof: 1
design: { name: B, stage: dvt }
environment: { service: [-20 °C, 60 °C] }
parts:
  panel:
    size: [600 mm, 400 mm, 4 mm]
    flatness: 1 mm
    layers:
      - { material: aluminum-5052, thickness: 1 mm }
      - { material: abs, thickness: 3 mm, bond: epoxy }
",
        checks: &["C13", "C59", "C65"],
        stands: &[("C13", &["C59", "C65"])],
    },
    Fault {
        name: "ABS glued to steel with a rigid adhesive",
        spec: "caseproof: 1
design: { name: B, stage: dvt }
environment: { service: [-40 °C, 85 °C] }
parts:
  frame: { process: injection-molding, material: abs, wall: 3 mm, size: [400 mm, 300 mm, 3 mm] }
  plate: { process: metal-stamping, material: steel-carbon, wall: 3 mm, size: [400 mm, 300 mm, 3 mm] }
joints:
  bond: { method: bonding-epoxy, between: [plate, frame], adhesive: epoxy }
",
        checks: &["C132", "C134"],
        stands: &[("C134", &["C132"])],
    },
    Fault {
        name: "polyethylene foam on contact cement",
        spec: "caseproof: 1
design: { name: B, stage: dvt }
environment: { exposure: [] }
parts:
  panel: { material: birch-plywood-9mm, process: cnc-milling }
  pad: { material: xlpe-33, process: die-cutting }
joints:
  bond: { method: bonding-contact-cement, between: [pad, panel], adhesive: contact-cement }
evidence: { tests: [] }
",
        checks: &["C03", "C44"],
        stands: &[("C03", &["C44"])],
    },
    Fault {
        name: "contact cement on polystyrene foam",
        spec: "caseproof: 1
design: { name: B, stage: dvt }
parts:
  panel: { material: birch-plywood-9mm, process: cnc-milling }
  pad: { material: eps-foam, process: die-cutting }
joints:
  bond: { method: bonding-contact-cement, between: [pad, panel], adhesive: contact-cement }
",
        checks: &["C07", "C111"],
        stands: &[("C07", &["C111"])],
    },
    Fault {
        name: "polycarbonate bonded under stress",
        spec: "caseproof: 1
design: { name: C, stage: dvt }
parts:
  window: { process: injection-molding, material: pc, bosses: { outer_diameter: 6 mm, screw_diameter: 3 mm } }
  badge: { process: injection-molding, material: pc }
joints:
  bond: { method: bonding, adhesive: cyanoacrylate, between: [window, badge] }
evidence: { tests: [] }
",
        checks: &["C51", "C44"],
        stands: &[("C51", &["C44", "C44"])],
    },
    Fault {
        name: "a living hinge of two plastics, one of which makes none",
        spec: "caseproof: 1
design: { name: H, stage: dvt }
parts:
  lid: { material: pp-copolymer, process: injection-molding }
  base: { material: pc, process: injection-molding }
joints:
  hinge: { method: living-hinge, between: [lid, base] }
",
        checks: &["A31", "A141"],
        stands: &[("A31", &["A141"])],
    },
    Fault {
        name: "a wall that the resin fills nowhere, in a long part",
        spec: "caseproof: 1
design: { name: W, stage: dvt }
parts:
  tray: { process: injection-molding, material: pp-copolymer, size: [350 mm, 250 mm, 60 mm], tool: { gates: 1 }, wall: { nominal: 0.3 mm, tolerance: ±0.02 mm } }
",
        checks: &["S34", "S115"],
        stands: &[("S34", &["S115"])],
    },
    Fault {
        name: "silicone in the field of a radio-frequency weld",
        spec: "caseproof: 1
design: { name: R, stage: dvt }
parts:
  pouch: { material: tpu-film, process: die-cutting }
  pad: { material: hcr-silicone, process: compression-molding }
joints:
  seam: { method: rf-welding, between: [pouch, pad] }
",
        checks: &["C26", "C131"],
        stands: &[("C131", &["C26"])],
    },
    Fault {
        name: "too little draft under a texture",
        spec: "caseproof: 1
design: { name: D, stage: dvt }
parts:
  tray: { process: injection-molding, material: abs, draft: 0.3 deg, texture_depth: 0.02 mm }
",
        checks: &["S10", "S11"],
        stands: &[("S11", &["S10"])],
    },
    Fault {
        name: "a critical dimension that nobody read",
        spec: "caseproof: 1
design: { name: E, stage: production }
parts:
  tray:
    material: abs
    process: injection-molding
    dimensions: { width: { nominal: 100 mm, tolerance: ±0.2 mm, critical: true } }
evidence: { measurements: [] }
",
        checks: &["Y05", "Y07"],
        stands: &[("Y07", &["Y05"])],
    },
    Fault {
        name: "a late tool, and another",
        spec: "caseproof: 1
design: { name: F, stage: dvt }
production:
  launch: 2027-01-31
  plan: [{ task: tool, time: 16 weeks }, { task: first-run, time: 2 weeks, after: [tool] }]
parts:
  tray: { process: injection-molding, material: abs, tool: { lead_time: 16 weeks } }
  lid: { process: injection-molding, material: abs, tool: { lead_time: 18 weeks } }
",
        checks: &["S26", "S45"],
        stands: &[("S26", &[]), ("S26", &["S45"])],
    },
    Fault {
        name: "one weak build",
        spec: "caseproof: 1
design: { name: G, stage: pvt }
production: { target_yield: 95 % }
parts:
  tray: { process: injection-molding, material: abs }
assembly:
  - { step: mold, process: injection-molding, adds: [tray], yield: 98 % }
evidence:
  builds: [{ of: mold, process: injection-molding, stage: dvt, built: 100, rejected: 12 }]
",
        checks: &["Y01", "Y02", "Y04", "Y40"],
        stands: &[("Y01", &["Y04", "Y40"])],
    },
    Fault {
        name: "a build that shows too little",
        spec: "caseproof: 1
design: { name: G, stage: pvt }
production: { target_yield: 95 % }
parts:
  tray: { process: injection-molding, material: abs }
assembly:
  - { step: mold, process: injection-molding, adds: [tray], yield: 96 % }
evidence:
  builds: [{ of: mold, process: injection-molding, stage: dvt, built: 40, rejected: 1 }]
",
        checks: &["Y01", "Y02", "Y04", "Y40"],
        stands: &[("Y02", &["Y04"])],
    },
    Fault {
        name: "no vent, whichever wall gives way",
        spec: "caseproof: 1
design: { name: V, stage: dvt }
environment: { ingress: ip67, air_transport: true, vent: false, sealed_volume: 2 L }
parts:
  lid: { material: pc, process: injection-molding, size: [200 mm, 150 mm, 20 mm], wall: 2 mm }
  gasket: { material: hcr-silicone }
  base: { material: pc, process: injection-molding, size: [200 mm, 150 mm, 60 mm], wall: 2 mm }
  window: { material: tpu-film }
joints:
  seal: { method: compression-gasket, between: [lid, gasket, base] }
",
        checks: &["C63", "C90", "C91"],
        stands: &[("C63", &["C90", "C91", "C91"])],
    },
    Fault {
        name: "a slack gasket",
        spec: "caseproof: 1
design: { name: H, stage: dvt }
parts:
  lid: { process: injection-molding, material: abs }
  base: { process: injection-molding, material: abs }
  ring: { material: epdm-sponge }
joints:
  seal: { method: compression-gasket, between: [lid, base, ring], section: 4 mm, groove: { depth: 3.7 mm, width: 5 mm } }
",
        checks: &["A13", "A14"],
        stands: &[("A13", &["A14"])],
    },
    Fault {
        name: "an overmold that nobody pulled",
        spec: "caseproof: 1
design: { name: I, stage: dvt }
parts:
  back: { process: injection-molding, material: pbt }
  grip: { process: overmolding, material: tpu-ester-85a }
joints:
  bond: { method: overmolding, between: [back, grip] }
evidence: { tests: [] }
",
        checks: &["S52", "C45"],
        stands: &[("S52", &["C45"])],
    },
    Fault {
        name: "silicone that lets go",
        spec: "caseproof: 1
design: { name: J, stage: dvt }
parts:
  pad: { process: lsr-molding, material: lsr }
  skin: { process: overmolding, material: tpu-ester-85a }
joints:
  bond: { method: overmolding, between: [pad, skin] }
evidence: { tests: [] }
",
        checks: &["C01", "C60"],
        stands: &[("C01", &["C60"])],
    },
    Fault {
        name: "no list of substances",
        spec: "caseproof: 1
design: { name: K, stage: dvt }
environment: { markets: [eu] }
engagement: { model: odm, documents: { compliance: missing } }
parts:
  cover: { material: pvc-soft }
  strap: { material: chrome-tanned-leather }
",
        checks: &["C46", "E12"],
        stands: &[("E12", &["C46", "C46"])],
    },
    Fault {
        name: "samples that hide the heat",
        spec: "caseproof: 1
design: { name: L, stage: dvt }
environment: { service: [-20 °C, 110 °C], storage: [-20 °C, 110 °C] }
parts:
  shell: { material: abs, process: injection-molding, prototype: { process: sls, material: pa12-sls, quantity: 3 } }
",
        checks: &["S04", "C14"],
        stands: &[("C14", &["S04"])],
    },
    Fault {
        name: "no unit from production",
        spec: "caseproof: 1
design: { name: M, stage: pvt }
engagement: { model: oem }
parts:
  shell: { material: abs, process: injection-molding }
evidence: { builds: [], tests: [] }
",
        checks: &["E01", "S08"],
        stands: &[("E01", &["S08"])],
    },
    Fault {
        name: "samples that were made another way",
        spec: "caseproof: 1\ndesign: { name: N, stage: dvt }\nparts:\n  shell: { material: abs, process: injection-molding, prototype: { process: sls, material: pa12-sls, quantity: 3 } }\nevidence: { builds: [], tests: [], measurements: [] }\n",
        checks: &["S06", "S39"],
        stands: &[("S39", &["S06"])],
    },
];

fn judged(spec: &str) -> DesignReport {
    let engine = Engine::builtin().unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let options = Options { today: Some("2026-11-22".to_owned()), ..Options::default() };
    let mut report = engine.check_text(&Loader::new(Path::new(".")), spec.to_owned(), "case.yaml", &options);
    assert!(report.rejected.is_none() && report.internal.is_empty(), "{:?} {:?}", report.rejected, report.internal);
    report.designs.remove(0)
}

/// The findings of some checks that are counted, each with the codes of those that are folded under it.
fn standing(design: &DesignReport, checks: &[&str]) -> Vec<(String, Vec<String>)> {
    let of_interest = design.standing().filter(|(_, finding)| checks.contains(&finding.code.as_str()));
    let mut standing: Vec<(String, Vec<String>)> = of_interest
        .map(|(number, finding)| {
            let mut folded: Vec<String> = design.folded(number).map(|finding| finding.code.clone()).collect();
            folded.sort();
            (finding.code.clone(), folded)
        })
        .collect();
    standing.sort();
    standing
}

#[test]
fn a_fault_is_one_finding() {
    let mut wrong = Vec::new();
    for Fault { name, spec, checks, stands } in FAULTS {
        let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<String>>();
        let expected: Vec<(String, Vec<String>)> =
            stands.iter().map(|(lead, folded)| ((*lead).to_owned(), owned(folded))).collect();
        let found = standing(&judged(spec), checks);
        if found != expected {
            wrong.push(format!("{name}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Over all designs: what is folded is never worse than what it is folded under, and that stands by itself.
#[test]
fn the_worst_of_a_place_stands() {
    let folders = ["sample_designs/sound", "sample_designs/flawed", "tests/real"];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let texts = files.map(|file| file.expect("a file").path()).filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    let engine = Engine::builtin().unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let (mut seen, mut folded) = (0, 0);
    for path in texts {
        let target = caseproof::engine::Target { shown: path.display().to_string(), path, named: true };
        let report = engine.check_file(&Loader::new(Path::new(".")), &target, &Options::default());
        for design in &report.designs {
            for finding in &design.findings {
                seen += 1;
                let Some(lead) = finding.folded_under.map(|lead| &design.findings[lead]) else { continue };
                folded += 1;
                assert!(
                    lead.severity >= finding.severity && lead.stands(),
                    "{}: {} under {}",
                    target.shown,
                    finding.code,
                    lead.code
                );
            }
        }
    }
    assert!(seen > 200 && folded > 10, "{folded} of {seen}");
}

/// The texture is accepted; that the wall has too little draft at all is not.
#[test]
fn a_waiver_of_the_main_one_does_not_hide_the_others() {
    let spec = FAULTS.iter().find(|fault| fault.checks.contains(&"S11")).expect("the draft").spec;
    let waiver = "waivers: [{ check: S11, at: parts.tray, reason: soft grain, owner: tooling, until: 2027-03-31 }]\n";
    let design = judged(&format!("{spec}{waiver}"));
    assert_eq!(design.waived.len(), 1);
    assert_eq!(standing(&design, &["S10", "S11"]), [("S10".to_owned(), Vec::new())]);
}

/// The same parts in another order, and the same joints: the same findings lead.
#[test]
fn the_order_of_parts_does_not_matter() {
    let parts = [
        "  cover: { material: pvc-soft }\n",
        "  strap: { material: chrome-tanned-leather }\n",
        "  lining: { material: pvc-leather }\n",
    ];
    let spec = |order: [usize; 3]| {
        let head = "caseproof: 1\ndesign: { name: K, stage: dvt }\nenvironment: { markets: [eu] }\nparts:\n";
        format!("{head}{}", order.map(|part| parts[part]).concat())
    };
    let leads = |order| {
        let design = judged(&spec(order));
        let mut pairs: Vec<(String, Option<String>)> = design
            .findings
            .iter()
            .map(|finding| {
                (format!("{} {}", finding.code, finding.at), finding.folded_under.map(|lead| design.findings[lead].at.clone()))
            })
            .collect();
        pairs.sort();
        pairs
    };
    let first = leads([0, 1, 2]);
    assert!(first.iter().any(|(_, lead)| lead.is_some()), "{first:?}");
    for order in [[2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        assert_eq!(leads(order), first);
    }
}

/// A day of the launch is counted from the day of the run: ten weeks here.
#[test]
fn a_launch_on_a_day_is_so_many_weeks_away() {
    let spec = FAULTS.iter().find(|fault| fault.checks.contains(&"S45")).expect("the launch").spec;
    let design = judged(spec);
    let plan = design.findings.iter().find(|finding| finding.code == "S45").expect("a late plan");
    let measured = plan.measured.as_ref().expect("a time");
    assert_eq!((measured.actual.to_string(), measured.limit().value.to_string()), ("18 weeks".to_owned(), "10 weeks".to_owned()));
}
