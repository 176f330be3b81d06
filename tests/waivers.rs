//! Waivers: what they cover, and where each mistake in one is shown.

use assert_cmd::Command;

const SPEC: &str = "caseproof: 1
design: { name: x }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.1 deg }
  lid: { material: abs, process: injection-molding, draft: 0.1 deg }
joints:
  clip: { method: snap-fit-cantilever, between: [tray, lid] }
assembly:
  - { step: close, makes: [clip] }
evidence:
  tests:
    - { name: drop, of: design, units: 5, failures: 1 }
waivers:
";

fn waiver(rest: &str) -> String {
    format!("{SPEC}  - {{ check: S10, reason: r, owner: o, {rest} }}\n")
}

fn check(spec: &str) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let arguments = ["check", "--format", "concise", "--date", "2027-01-01", "--fail-on", "never", "-"];
    let output = command.args(arguments).write_stdin(spec).output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How many parts still have too little draft, of the two.
fn left(rest: &str) -> usize {
    let (code, shown) = check(&waiver(rest));
    assert_eq!(code, Some(0), "{rest}: {shown}");
    shown.lines().filter(|line| line.contains("[S10]")).count()
}

#[test]
fn conditions_name_facts_of_the_subject_anywhere() {
    for (condition, expected) in [
        ("draft >= 0.05 deg", 0),
        ("0.05 deg <= draft", 0),
        ("not draft < 0.05 deg", 0),
        ("part.draft >= 0.05 deg", 0),
        ("0.1 deg <= draft and made and material is abs", 0),
        ("material is pc or draft > 1 deg or (draft + draft) / 2 between 0 and 0.1 deg", 0),
        ("design.has_assembly", 0),
        ("0.15 deg <= draft", 2),
        ("not draft < 0.15 deg", 2),
        ("material is pc", 2),
        ("draft > wall * 1 deg / 1 mm", 2),
    ] {
        assert_eq!(left(&format!("until: 2027-02-28, while: \"{condition}\"")), expected, "{condition}");
    }
}

#[test]
fn places_cover_what_is_at_below_or_rests_on_them() {
    for (at, expected) in [
        ("parts", 0),
        ("parts.tray", 1),
        ("parts.tray.draft", 1),
        ("parts.tray.material", 1),
        ("joints.clip", 2),
        ("assembly.close", 2),
        ("evidence.tests.0", 2),
        ("evidence", 2),
        ("design", 2),
    ] {
        assert_eq!(left(&format!("until: 2027-02-28, at: {at}")), expected, "{at}");
    }
}

#[test]
fn a_field_that_a_finding_shows_is_a_place() {
    let spec = "caseproof: 1
design: { name: x }
parts:
  tray:
    material: abs
    process: injection-molding
    draft: 1 deg
    wall: { nominal: 2 mm, min: 2 mm, max: 2 mm }
    ribs: { thickness: 2 mm, height: 5 mm }
    bosses: { screw_diameter: 4 mm, outer_diameter: 5 mm }
waivers:
";
    for (code, at) in
        [("S15", "parts.tray.ribs.thickness"), ("S15", "parts.tray.ribs"), ("A25", "parts.tray.bosses.outer_diameter")]
    {
        let (status, before) = check(&spec.replace("waivers:\n", ""));
        assert_eq!(status, Some(0), "{before}");
        assert_eq!(before.matches(&format!("[{code}]")).count(), 1, "{before}");
        let (status, after) =
            check(&format!("{spec}  - {{ check: {code}, reason: r, owner: o, until: 2027-02-28, at: {at} }}\n"));
        assert_eq!((status, after.matches(&format!("[{code}]")).count()), (Some(0), 0), "{at}: {after}");
    }
    let (status, shown) =
        check(&format!("{spec}  - {{ check: S15, reason: r, owner: o, until: 2027-02-28, at: parts.tray.ribs.spacing }}\n"));
    assert_eq!(status, Some(2), "{shown}");
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    for (rest, column, expected) in [
        ("until: 2027-02-31", 47, "`2027-02-31` is not a day"),
        ("until: 2027-+1-+1", 47, "`2027-+1-+1` is not a day"),
        ("until: 2027-02-28, while: darft >= 0.5 deg", 66, "a part has no fact `darft`"),
        ("until: 2027-02-28, while: '0.5 deg <= darft'", 78, "a part has no fact `darft`"),
        ("until: 2027-02-28, while: part.darft >= 0.5 deg", 71, "a part has no fact `darft`"),
        ("until: 2027-02-28, while: material.densty > 1 kg", 75, "a material has no fact `densty`"),
        ("until: 2027-02-28, while: draft > 1 mm", 66, "an angle does not compare with a length"),
        ("until: 2027-02-28, while: \"(((\"", 70, "the condition ends too early"),
        ("until: 2027-02-28, while: material is unobtainium", 78, "unobtainium"),
        ("until: 2027-02-28, at: zzz", 63, "there is no `zzz`"),
        ("until: 2027-02-28, at: Parts.tray", 63, "there is no `Parts.tray`"),
        ("until: 2027-02-28, at: parts.trya", 69, "there is no `parts.trya`"),
        ("until: 2027-02-28, at: parts.tray.zzz", 74, "there is no `parts.tray.zzz`"),
        ("until: 2027-02-28, at: parts.tray.wall", 74, "the design gives no value `parts.tray.wall`"),
        ("until: 2027-02-28, at: parts.tray+zzz", 69, "there is no `parts.tray+zzz`"),
        ("until: 2027-02-28, at: evidence.tests.9", 78, "there is no `evidence.tests.9`"),
    ] {
        let (code, shown) = check(&waiver(rest));
        let place = format!("<stdin>:14:{column}: error[design/");
        assert_eq!(code, Some(2), "{rest}: {shown}");
        assert!(shown.starts_with(&place) && shown.contains(expected), "{rest} at {place}: {shown}");
        assert_eq!(shown.matches("error[design/").count(), 1, "said once: {shown}");
    }
}

#[test]
fn advice_says_what_was_meant() {
    for (rest, expected) in [
        ("until: 2027-02-28, while: 0.5 deg <= darft", "did you mean `draft`?"),
        ("until: 2027-02-28, at: Parts.Tray", "did you mean `parts.tray`? capitals count"),
        ("until: 2027-02-28, at: parts.trya", "did you mean `parts.tray`?"),
        ("until: 2027-02-28, at: parts.tray.darft", "did you mean `parts.tray.draft`?"),
        ("until: 2027-02-28, at: somewhere", "write the path of a finding"),
    ] {
        let mut command = Command::cargo_bin("caseproof").expect("the program");
        let output = command.args(["check", "-"]).write_stdin(waiver(rest)).output().expect("it runs");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
}

#[test]
fn a_thousand_waivers_are_read_and_one_more_is_refused() {
    let one = "  - { check: S10, at: parts.lid, reason: r, owner: o, until: 2027-02-28, while: draft >= 0.5 deg }\n";
    let (code, shown) = check(&format!("{SPEC}{}", one.repeat(1000)));
    assert_eq!((code, shown.matches("[S10]").count()), (Some(0), 2), "{shown}");
    let (code, shown) = check(&format!("{SPEC}{}", one.repeat(1001)));
    assert_eq!(code, Some(2));
    assert!(shown.starts_with("<stdin>:13:1: error[design/too-large] more than 1000 entries in `waivers`"), "{shown}");
}
