//! Realistic specs from a seed: 6 to 10 KB each, all keys of the format, no two alike.

use std::fmt::Write as _;

/// `SplitMix64` (Steele, Lea, Flood 2014): the same specs from the same seed on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        #[expect(clippy::cast_possible_truncation, reason = "below the length of a short list")]
        let index = self.below(list.len() as u64) as usize;
        list[index]
    }
}

/// A spec.
pub fn spec(seed: u64) -> String {
    let mut r = Random(seed);
    let mut text = String::with_capacity(10_000);
    let resins = ["abs", "pc", "pc-abs", "pp-copolymer", "pa6", "petg"];
    let samples =
        [("injection-molding", "same"), ("injection-molding", "same"), ("sls", "pa12-sls"), ("injection-molding", "same")];
    let _ = write!(
        text,
        "# Carry case, generated for measurements\ncaseproof: 1\n\ndesign:\n  name: Carry case {seed}\n  number: CC-{seed}\n  revision: B\n  \
         kind: {}\n  stage: {}\n  protects: {{ mass: {} g, size: [205 mm, 140 mm, 60 mm], fragility: 60 G, touches: [glass, silver] }}\n\n\
         production:\n  annual_volume: {}\n  lifetime_volume: {}\n  order_quantity: 5000\n  target_yield: {} %\n  target_unit_cost: 6.40 USD\n  \
         launch_in: {} weeks\n  working_time: {{ days_per_month: 26, shifts_per_day: 1, hours_per_shift: 10, efficiency: 80 % }}\n\n\
         environment:\n  service: [-20 °C, 60 °C]\n  storage: [-30 °C, 70 °C]\n  humidity: 95 %\n  exposure: [uv, sweat]\n  \
         drop: {{ height: 1.2 m, count: 26 }}\n  life: 3 years\n  markets: [eu, us]\n\n\
         materials:\n  acme-eva: {{ like: eva-foam-75c, hardness: 75 Shore C, density: 120 kg/m3, supplier: Acme }}\n\nparts:\n",
        r.pick(&["eva-case", "rugged-case", "other"]),
        r.pick(&["prototype", "evt", "dvt"]),
        700 + r.below(600),
        50_000 + r.below(100_000),
        200_000 + r.below(100_000),
        92 + r.below(6),
        16 + r.below(20),
    );
    let trays = 4 + r.below(3);
    for shell in ["shell-bottom", "shell-top"] {
        let _ = write!(
            text,
            "  {shell}:\n    process: eva-forming                     # the production process\n    prototype: {{ process: hand-forming, material: same, quantity: 5 }}\n    \
             size: [{} mm, 150 mm, 45 mm]\n    draft: {} deg\n    inside_radius: 6 mm\n    appearance: visible\n    layers:\n      \
             - {{ material: polyester-1680d-pu, thickness: 0.7 mm, color: black }}\n      - {{ material: acme-eva, thickness: 5 mm, bond: pur-hot-melt }}\n      \
             - {{ material: velvet, thickness: 0.8 mm, bond: hot-melt-web }}\n    dimensions:\n      rim-length: {{ nominal: 208 mm, tolerance: ±0.5 mm, critical: true }}\n",
            200 + r.below(30),
            3 + r.below(4),
        );
    }
    text.push_str("  zipper: { material: zipper-nylon-5, bought: true, lead_time: 4 weeks }\n");
    for tray in 0..trays {
        let resin = r.pick(&resins);
        #[expect(clippy::cast_possible_truncation, reason = "one of four")]
        let (process, material) = samples[r.below(4) as usize];
        let _ = write!(
            text,
            "  tray-{tray}:\n    material: {resin}\n    process: injection-molding\n    prototype: {{ process: {process}, material: {material}, quantity: 3 }}\n    \
             size: [{} mm, 140 mm, 30 mm]\n    wall: {{ nominal: 2 mm, min: 1.8 mm, max: {}.{} mm }}\n    draft: {}.{} deg\n    texture_depth: 0.01 mm\n    \
             inside_radius: 1.{} mm\n    ribs: {{ thickness: 1.{}5 mm, height: 9 mm, spacing: 6 mm }}\n    \
             bosses: {{ outer_diameter: 6 mm, hole_diameter: 2.5 mm, screw_diameter: 3 mm, engagement: 6 mm }}\n    undercuts: {}\n    \
             dimensions:\n      width: {{ nominal: 1{}.4 mm, tolerance: ±0.{} mm, critical: true }}\n    \
             tool: {{ cavities: 2, material: p20, life: 300000 shots, cycle: {} s, lead_time: 6 weeks, cost: 18000 USD }}\n",
            100 + r.below(100),
            2,
            r.below(9),
            1 + r.below(3),
            r.below(9),
            r.below(9),
            r.below(3),
            r.below(2),
            r.below(9),
            6 + r.below(3),
            25 + r.below(10),
        );
    }
    text.push_str("\njoints:\n  zipper-seam: { method: lockstitch, between: [shell-top, zipper, shell-bottom], seam_allowance: 6 mm, stitch_length: 3 mm, thread: polyester }\n");
    for tray in 0..trays {
        let _ = write!(
            text,
            "  clip-{tray}:\n    method: snap-fit-cantilever\n    between: [tray-{tray}, shell-bottom]\n    \
             beam: {{ length: {} mm, thickness: 1.5 mm, width: 6 mm, deflection: 1.{} mm, taper: none }}\n    cycles: {}\n",
            14 + r.below(8),
            r.below(5),
            1 + r.below(2),
        );
    }
    text.push_str("\nstacks:\n  rim-gap:\n    limits: [-0.8 mm, 2 mm]\n    chain:\n      - { plus: shell-top.rim-length }\n      - { minus: shell-bottom.rim-length }\n      - { plus: { nominal: 0.6 mm, tolerance: ±0.1 mm } }\n");
    text.push_str("\nassembly:\n  - { step: laminate, process: hot-melt-lamination, adds: [shell-top, shell-bottom], temperature: 120 °C, pressure: 0.3 MPa, time: 35 s, wait: 24 h, yield: 98.5 % }\n  - { step: form, process: eva-forming, temperature: 130 °C, time: 55 s, operators: 1, yield: 97 % }\n  - { step: set-zipper, process: lockstitch, adds: [zipper], makes: [zipper-seam], time: 150 s, speed: 2500 stitches/min, yield: 97 % }\n");
    for tray in 0..trays {
        let _ = writeln!(
            text,
            "  - {{ step: fit-tray-{tray}, process: manual-assembly, adds: [tray-{tray}], makes: [clip-{tray}], time: {} s, from: above, yield: 99.{} % }}",
            8 + r.below(10),
            r.below(9),
        );
    }
    text.push_str("  - { step: inspect, process: visual-inspection, time: 20 s, yield: 99 % }\n");
    let _ = write!(
        text,
        "\nevidence:\n  builds:\n    - {{ of: form, process: eva-forming, built: {}, rejected: {}, stage: evt, defects: {{ crease: 2, delamination: 1 }} }}\n  \
         tests:\n    - {{ name: drop, method: MIL-STD-810H 516.8, units: 5, failures: 0, process: eva-forming }}\n\n\
         engagement:\n  model: {}\n  client: {{ engineers: {}, supplier_quality: false, owns_design: true }}\n  \
         documents: {{ drawings: released, bom: draft, tolerances: missing, ctq-list: missing, golden-sample: approved, test-plan: draft, qc-plan: missing }}\n",
        30 + r.below(300),
        3 + r.below(5),
        r.pick(&["oem", "odm", "undecided"]),
        r.below(3),
    );
    text
}
