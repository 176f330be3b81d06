//! The review as a page: its figures, what it does with hostile text, how it is verified, and the templates that make it.

use std::collections::BTreeSet;
use std::fs;

use crate::common::page::{DAY, SHORT, data_text, folder, page, report, review, shown};
use assert_cmd::Command;
use serde_json::Value;

const HEADPHONES: &str = "sample_designs/flawed/eva-headphone-case.yaml";

fn near(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|number| (number - expected).abs() < 1e-9 * expected.abs().max(1.0))
}

#[test]
fn the_figures_are_those_of_the_design() {
    let page = page(HEADPHONES, &[]);
    let of = review(&page, 0);
    assert_eq!(of["about"]["number"], "HP-033");
    assert_eq!(of["standing"]["verdict"], "not-ready");
    // As `check` counts them.
    let check = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["check", HEADPHONES, "--format", "json", "--date", DAY])
        .output();
    let check: Value = serde_json::from_slice(&check.expect("it runs").stdout).expect("JSON");
    for (key, summary) in [("errors", "errors"), ("warnings", "warnings"), ("advice", "advice")] {
        assert_eq!(of["standing"]["counts"][key], check["summary"][summary], "{key}");
    }
    assert_eq!(of["standing"]["coverage"]["applicable"], check["designs"][0]["coverage"]["applicable"]);
    let causes = of["causes"].as_array().expect("causes");
    let counted: u64 = causes.iter().map(|cause| cause["counts"]["warnings"].as_u64().expect("a count")).sum();
    assert_eq!(counted, check["summary"]["warnings"].as_u64().expect("a count"), "every warning stands under a cause");
    assert_eq!(of["decisions"].as_array().map(Vec::len), Some(5));

    // 0.99 · 0.992 · 0.98 · 0.97 · 0.99 · 0.99
    assert!(near(&of["yields"]["rolled"], 0.99 * 0.992 * 0.98 * 0.97 * 0.99 * 0.99), "{}", of["yields"]);
    let steps = of["yields"]["steps"].as_array().expect("steps");
    assert!(near(&steps[2]["after"], 0.99 * 0.992 * 0.98) && near(&steps[2]["before"], 0.99 * 0.992));

    let layers = &of["layers"][0];
    assert_eq!((&layers["part"], &layers["same"][0]), (&"shell-bottom".into(), &"shell-top".into()));
    assert_eq!(layers["total"]["shown"], "6.25 mm");
    assert_eq!(layers["layers"].as_array().map(Vec::len), Some(3));

    // 72 h and 24 h of rest, and 30 + 30 + 120 + 170 + 12 + 30 s of work, all in a row.
    assert!(near(&of["assembly"]["longest"], 96.0 * 3600.0 + 392.0), "{}", of["assembly"]["longest"]);
    assert_eq!(of["assembly"]["unknown"], serde_json::json!(["assembly.set-zipper.wait"]));
    assert!(of["assembly"]["steps"].as_array().expect("steps").iter().all(|step| step["critical"] == true));
    assert_eq!(of["assembly"]["steps"][2]["temperature"]["shown"], "125 °C");

    let stack = &of["stacks"][0]["study"];
    assert!(near(&stack["worst_case"]["minimum"], -0.004) && near(&stack["worst_case"]["maximum"], 0.004), "{stack}");
    // 26 days of 10 h a month for 150000 units a year.
    assert!(near(&of["line"]["takt"], 26.0 * 12.0 * 36_000.0 / 150_000.0), "{}", of["line"]["takt"]);
}

#[test]
fn the_cost_rolls_up_to_what_the_target_leaves() {
    let text = "caseproof: 1
design: { name: Tray, stage: dvt }
production: { target_unit_cost: 10 USD, lifetime_volume: 40000 }
parts:
  tray: { material: abs, process: injection-molding, cost: 2 USD, tool: { cost: 20000 USD } }
  pad: { material: eva-foam-75c, cost: 0.5 USD, quantity: 2 }
assembly:
  - { step: mold, adds: [tray], yield: 80 % }
  - { step: stick, adds: [pad], yield: 50 % }
";
    let folder = folder("cost", &[("case.yaml", text)]);
    let page = page(shown(&folder.join("case.yaml")), &[]);
    let cost = &review(&page, 0)["cost"];
    // A good case starts 1 / (0.8 · 0.5) trays and 1 / 0.5 sets of pads: 2 · 2.5 + 1 · 2 = 7 USD, of which 3 are in it.
    for (key, shown) in [("parts_cost", "3 USD"), ("scrap", "4 USD"), ("tools_by_unit", "0.5 USD"), ("left", "2.5 USD")] {
        assert_eq!(cost[key]["shown"], shown, "{key} of {cost}");
    }
    assert_eq!(cost["unknown"], serde_json::json!([]));
    assert!(page.contains("That leaves 2.5 USD"));
    let with = |set: &str| {
        let (page, notes, code) = report(&[shown(&folder.join("case.yaml")), "--date", DAY, "--set", set]);
        assert_eq!(code, 0, "{notes}");
        review(&page, 0)["cost"].clone()
    };
    assert_eq!(with("parts.pad.cost=1 USD")["scrap"]["shown"], "5 USD");
    // Trays at 2 to 3 USD: 4 to 5.5 USD of scrap, and with all else 7.5 to 10 USD.
    let range = with("parts.tray.cost=2 USD to 3 USD");
    assert_eq!(range["scrap"]["shown"], "4 USD to 5.5 USD");
    assert!(near(&range["left"]["low"], 0.0) && near(&range["left"]["high"], 2.5), "{range}");
    // Without a yield nothing is known of the scrap, and no more is left than without it.
    let text = fs::read_to_string(folder.join("case.yaml")).expect("a design").replace(", yield: 50 %", "");
    fs::write(folder.join("case.yaml"), text).expect("a design");
    let open = with("parts.pad.cost=0.5 USD");
    assert_eq!(
        (&open["scrap"], &open["left"]["low"], &open["left"]["shown"]),
        (&Value::Null, &Value::Null, &"at most 6.5 USD".into())
    );
    assert_eq!(open["unknown"], serde_json::json!(["assembly.stick.yield"]));
}

#[test]
fn a_layer_without_a_thickness_is_said_and_not_drawn_to_scale() {
    let text = "caseproof: 1
design: { name: Sleeve, stage: dvt }
parts:
  body:
    layers:
      - { material: polyester-600d-pu, thickness: 0.5 mm }
      - { material: eva-foam-75c }
      - { material: velvet, thickness: 1 mm to 2 mm }
";
    let folder = folder("layers", &[("case.yaml", text)]);
    let page = page(shown(&folder.join("case.yaml")), &[]);
    let layers = &review(&page, 0)["layers"][0];
    assert_eq!(layers["total"]["shown"], "at least 1.5 mm");
    assert_eq!(layers["layers"][1]["thickness"], Value::Null);
    // 2.5 mm at most are drawn 200 high: 0.5 mm takes 40, the range 160, of which 80 are there at least.
    assert!(page.contains("height=\"40.0\" fill=\"url(#pattern-0)\""), "the known layer is to scale");
    assert!(page.contains("height=\"160.0\" fill=\"url(#pattern-2)\""), "the range is drawn to its end");
    assert!(page.contains("fill=\"url(#pattern-unknown)\" class=\"edge dash\""));
    assert!(page.contains("parts.body.layers.1.thickness"), "the field that would tell is named");
}

#[test]
fn what_a_design_does_not_state_is_named_by_its_field() {
    let folder = folder("short", &[("case.yaml", SHORT)]);
    let page = page(shown(&folder.join("case.yaml")), &[]);
    for field in [
        "parts.*.layers",
        "assembly",
        "assembly.*.yield",
        "stacks",
        "production.annual_volume",
        "production.target_unit_cost",
        "waivers",
    ] {
        assert!(page.contains(&format!("<code>{field}</code>")), "{field}");
    }
    let pictures = page.matches("role=\"img\"").count();
    assert_eq!(pictures, 0, "no empty picture");
    assert!(page.matches("class=\"empty\"").count() >= 7);
    let of = review(&page, 0);
    assert_eq!((&of["line"], &of["assembly"], &of["yields"]), (&Value::Null, &Value::Null, &Value::Null));
    let asked: Vec<&Value> = of["questions"].as_array().expect("topics").iter().map(|topic| &topic["place"]).collect();
    assert!(asked.contains(&&Value::from("parts.tray")), "{asked:?}");
}

#[test]
fn hostile_text_arrives_as_text() {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u{202e}{{ 7 * 7 }}{% raw %}'\\\"";
    let quoted = evil.replace('\\', "\\\\").replace('"', "\\\"");
    let text = format!(
        "caseproof: 1
design: {{ name: \"{quoted}\", number: \"{quoted}\", revision: \"{quoted}\", stage: dvt }}
parts:
  tray: {{ material: abs, process: injection-molding, draft: 0.2 deg, color: \"{quoted}\" }}
  sleeve: {{ layers: [{{ material: velvet, color: \"{quoted}\" }}, {{ material: eva-foam-75c }}] }}
evidence:
  tests: [{{ name: \"{quoted}\", units: 5, failures: 1, stage: dvt }}]
waivers:
  - {{ check: S10, owner: \"{quoted}\", reason: \"{quoted}\", until: 2028-01-01 }}
"
    );
    // A material that is none is refused, and its name stands on the page of a folder.
    let refused = format!("caseproof: 1\ndesign: {{ name: x }}\nparts: {{ a: {{ material: \"{quoted}\" }} }}\n");
    let folder = folder("hostile", &[("<b>case.yaml", &text), ("refused.yaml", &refused)]);
    let file = folder.join("<b>case.yaml");
    let (all, _, code) = report(&[shown(&folder), "--date", DAY]);
    assert_eq!(code, 2);
    assert_eq!((all.matches("<script").count(), all.matches("</script").count()), (2, 2));
    assert!(!all.contains("<img") && !all.contains("<b>case"));
    for language in ["en", "zh", "both"] {
        let page = page(shown(&file), &["--lang", language]);
        assert_eq!(page.matches("<script").count(), 1, "the data alone");
        assert_eq!(page.matches("</script").count(), 1);
        assert!(!page.contains("<img") && !page.contains("<b>case") && !page.contains('\u{202e}'));
        assert!(page.contains("&lt;img src=x onerror=alert(2)&gt;"), "it is there as text");
        assert!(page.contains("{{ 7 * 7 }}"), "and is no template");
        let of = review(&page, 0);
        assert_eq!((&of["about"]["name"], &of["waivers"][0]["owner"]), (&evil.into(), &evil.into()), "the data hold it as it is");
    }
    let (markdown, _, code) = report(&[shown(&file), "--date", DAY, "--format", "markdown"]);
    assert_eq!(code, 0);
    assert!(!markdown.replace("\\<", "").contains('<'), "nothing is markup that is not escaped");
}

#[test]
fn a_page_is_the_same_when_it_is_derived_again() {
    let folder = folder("verify", &[("case.yaml", SHORT)]);
    let (file, output) = (folder.join("case.yaml"), folder.join("page.html"));
    let make = |more: &[&str]| report(&[&[shown(&file), "--date", DAY, "-o", shown(&output)], more].concat());
    let verify = || report(&["--verify", shown(&output)]);
    assert_eq!(make(&["--lang", "both", "--gate", "pvt", "--set", "parts.tray.draft=1 deg"]), (String::new(), String::new(), 0));
    let written = fs::read_to_string(&output).expect("a page");
    let (said, notes, code) = verify();
    assert_eq!(code, 0, "{said}{notes}");

    let changed = |from: &str, to: &str| {
        assert!(written.contains(from), "{from}");
        fs::write(&output, written.replacen(from, to, 1)).expect("a page");
        verify()
    };
    // A figure of the data, and one that stands on the page alone.
    let errors = format!("\"counts\":{{\"errors\":{}", review(&written, 0)["standing"]["counts"]["errors"]);
    let (said, _, code) = changed(&errors, "\"counts\":{\"errors\":99");
    assert_eq!(code, 1);
    assert!(said.contains("].standing.counts.errors: 99 on the page"), "{said}");
    let (said, _, code) = changed("<dd>0</dd>", "<dd>7</dd>");
    assert_eq!(code, 1);
    assert!(said.starts_with("line ") && said.contains('7'), "{said}");

    // Another file below the same page.
    fs::write(&output, &written).expect("a page");
    fs::write(&file, SHORT.replace("bought: false", "bought: true")).expect("a design");
    let (said, _, code) = verify();
    assert_eq!(code, 1);
    assert!(said.contains("sha256") && said.contains("case.yaml") || said.contains("run.inputs"), "{said}");
    assert!(said.lines().any(|line| line.starts_with("designs[")), "{said}");

    for (text, why) in
        [("no page", "holds no data"), ("<script type=\"application/json\" id=\"caseproof-data\">{</script>", "cannot be read")]
    {
        fs::write(&output, text).expect("a file");
        let (_, notes, code) = verify();
        assert_eq!(code, 2);
        assert!(notes.contains(why), "{notes}");
    }
}

#[test]
fn templates_are_replaced_by_name() {
    let folder = folder("templates", &[("case.yaml", SHORT)]);
    let own = folder.join("own");
    fs::create_dir_all(&own).expect("a folder");
    let (file, output) = (folder.join("case.yaml"), folder.join("page.html"));
    let make = || report(&[shown(&file), "--date", DAY, "-o", shown(&output), "--templates", shown(&own)]);

    fs::write(own.join("verdict.html"), "<p>House rules for {{ r.about.name }}: {{ t(\"now\") }}</p>").expect("a template");
    assert_eq!(make(), (String::new(), String::new(), 0));
    let written = fs::read_to_string(&output).expect("a page");
    assert!(written.contains("<p>House rules for Tray: now</p>") && !written.contains("class=\"tiles\""));
    assert!(written.contains("verdict.<wbr>html</code>"), "the template is one of the inputs");
    assert_eq!(report(&["--verify", shown(&output)]).2, 0);

    // One with a mistake: its place is said, and the page stays as it was.
    for (text, line, what) in [
        ("<p>\n{{ r.about.nam }}</p>", 2, "undefined"),
        ("<p>\n\n{% if %}", 3, "unexpected"),
        ("{{ t(\"no-such-phrase\") }}", 1, "there is no phrase `no-such-phrase`"),
    ] {
        fs::write(own.join("verdict.html"), text).expect("a template");
        let (_, notes, code) = make();
        assert_eq!(code, 2, "{notes}");
        assert!(notes.contains(&format!("own/verdict.html:{line}: ")) && notes.contains(what), "{notes}");
        assert_eq!(fs::read_to_string(&output).expect("a page"), written);
    }
    fs::remove_file(own.join("verdict.html")).expect("a template");
    let (_, notes, code) = make();
    assert_eq!((code, notes.contains("no templates here")), (2, true), "{notes}");
    let (_, notes, code) = report(&[shown(&file), "--templates", shown(&folder.join("none"))]);
    assert_eq!((code, notes.contains("there is no such file")), (2, true), "{notes}");
}

#[test]
fn what_cannot_be_read_or_written_is_said_and_nothing_is_left() {
    let folder =
        folder("faults", &[("good.yaml", SHORT), ("bad.yaml", "caseproof: 1\ndesign: { name: 3 mm, stage: nowhere }\n")]);
    let output = folder.join("page.html");
    let (_, notes, code) = report(&[shown(&folder.join("good.yaml")), "-o", shown(&folder.join("none/page.html"))]);
    assert_eq!(code, 2);
    assert!(notes.contains("cannot write") && notes.contains("none/page.html"), "{notes}");
    let (said, notes, code) = report(&[shown(&folder.join("bad.yaml")), "-o", shown(&output)]);
    assert_eq!(code, 2);
    assert!(format!("{said}{notes}").contains("bad.yaml:2:"), "{said}{notes}");
    assert!(!output.exists());
    let left: Vec<_> = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert_eq!(report(&["no-such-file.yaml"]).2, 2);

    // Of a folder the others go on, and the page names the one that failed.
    let (_, _, code) = report(&[shown(&folder), "--date", DAY, "-o", shown(&output)]);
    assert_eq!(code, 2);
    let written = fs::read_to_string(&output).expect("a page");
    assert_eq!(review(&written, 0)["about"]["name"], "Tray");
    assert!(written.contains("bad.yaml:2:") && written.contains("nowhere"));
}

#[test]
fn a_folder_gives_a_table_of_its_designs() {
    let page = page("sample_designs", &[]);
    let data: Value = serde_json::from_str(data_text(&page)).expect("JSON");
    let designs = data["designs"].as_array().expect("designs");
    assert_eq!(designs.len(), 16);
    let table = page.split_once("<table id=\"designs\"").and_then(|(_, rest)| rest.split_once("</table>")).expect("a table").0;
    for (number, design) in designs.iter().enumerate() {
        let row = table.split("<tr data-verdict=").nth(number + 1).expect("a row");
        assert!(row.starts_with(&format!("\"{}\"", design["standing"]["verdict"].as_str().expect("a verdict"))));
        assert!(row.contains(&format!("#d{}-design", number + 1)), "it leads to its details");
        let counts = &design["standing"]["counts"];
        let cells = format!("<td class=\"n\">{}</td><td class=\"n\">{}</td>", counts["errors"], counts["warnings"]);
        assert!(row.contains(&cells), "{row}");
    }
    assert_eq!(page.matches("<script").count(), 2, "the data, and one script for the table");
    sound(&page);
}

#[test]
fn proposals_stand_there_with_their_proof() {
    let text = "caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.2 deg }
";
    let folder = folder("proposals", &[("case.yaml", text)]);
    let (file, output) = (folder.join("case.yaml"), folder.join("page.html"));
    let plain = page(shown(&file), &[]);
    assert_eq!(review(&plain, 0)["proposals"], Value::Null);
    assert!(!plain.contains("id=\"proposals\""));
    assert_eq!(report(&[shown(&file), "--date", DAY, "--proposals", "-o", shown(&output)]).2, 0);
    let written = fs::read_to_string(&output).expect("a page");
    let of = review(&written, 0);
    let mut answers = of["proposals"].as_array().expect("answers").iter();
    let draft = &answers.find(|answer| answer["code"] == "S10").expect("the draft")["proposals"][0];
    assert_eq!((&draft["changes"][0]["at"], &draft["changes"][0]["from"]), (&"parts.tray.draft".into(), &"0.2 deg".into()));
    assert_eq!(draft["cleared"], serde_json::json!(["S10 at parts.tray"]));
    assert!(written.contains("id=\"proposals\"") && written.contains("S10 at parts.tray"));
    sound(&written);
    assert_eq!(report(&["--verify", shown(&output)]).2, 0, "it is derived again with its proposals");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for arguments in [&["sample_designs/sound", "--lang", "both"][..], &[HEADPHONES, "--format", "markdown"]] {
        let (once, notes, code) = report(&[arguments, &["--date", DAY][..]].concat());
        assert_eq!(code, 0, "{notes}");
        let mut command = Command::cargo_bin("caseproof").expect("the program");
        let again =
            command.env("RAYON_NUM_THREADS", "1").arg("report").args(arguments).args(["--date", DAY]).output().expect("it runs");
        assert!(once.as_bytes() == again.stdout, "{arguments:?}");
    }
}

#[test]
fn codes_and_numbers_are_the_same_in_both_languages() {
    let (english, chinese, both) =
        (page(HEADPHONES, &[]), page(HEADPHONES, &["--lang", "zh"]), page(HEADPHONES, &["--lang", "both"]));
    assert_eq!(review(&english, 0), review(&chinese, 0));
    assert_eq!(review(&english, 0), review(&both, 0));
    assert!(chinese.contains("<html lang=\"zh\">") && english.contains("<html lang=\"en\">"));
    assert!(chinese.contains("首先要定的五件事") && !english.contains("首先要定的五件事"));
    assert!(both.contains("Five decisions to take first <span lang=\"zh\" class=\"also\">首先要定的五件事</span>"));
    for page in [&english, &chinese, &both] {
        sound(page);
    }
}

/// What a browser and a screen reader rely on.
fn sound(page: &str) {
    let tags: Vec<&str> = page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag).collect();
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let ids: Vec<String> = tags.iter().filter_map(|tag| attribute(tag, "id")).collect();
    let distinct: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "an id stands once");
    let named = tags.iter().flat_map(|tag| {
        let local = attribute(tag, "href").and_then(|to| to.strip_prefix('#').map(str::to_owned));
        let labels = attribute(tag, "aria-labelledby").unwrap_or_default();
        local.into_iter().chain(labels.split(' ').filter(|label| !label.is_empty()).map(str::to_owned).collect::<Vec<_>>())
    });
    for name in named {
        assert!(distinct.contains(&name), "nothing is called {name}");
    }
    let mut level = 0;
    for tag in &tags {
        if let Some(next) = tag.strip_prefix('h').and_then(|rest| rest.chars().next()?.to_digit(10)) {
            assert!(next <= level + 1, "h{next} follows h{level}");
            level = next;
        }
        assert!(!tag.starts_with("th") || tag.starts_with("thead") || tag.contains("scope="), "{tag}");
        for outside in ["src=", "@import", "url(http", "<link", "<iframe"] {
            assert!(!tag.contains(outside), "{tag}");
        }
    }
    assert_eq!(level_count(&tags, "h1"), 1, "one heading of the page");
    assert_eq!(level_count(&tags, "main"), 1, "one main landmark");
    let pictures = tags.iter().filter(|tag| tag.contains("role=\"img\"")).count();
    assert_eq!((level_count(&tags, "title"), level_count(&tags, "desc")), (pictures + 1, pictures), "each picture is described");
    assert!(page.contains("Content-Security-Policy") && page.contains("default-src 'none'"));
}

fn level_count(tags: &[&str], name: &str) -> usize {
    tags.iter().filter(|tag| tag.split(' ').next() == Some(name)).count()
}

#[test]
fn what_is_summed_is_rounded_once() {
    let longest = |name: &str| {
        let page = page(&format!("sample_designs/flawed/{name}.yaml"), &[]);
        (review(&page, 0)["assembly"]["longest"].as_f64().expect("a time"), page)
    };
    let (tablet, page) = longest("silicone-tablet-case");
    assert!((tablet - 259_347.0).abs() < 0.5, "{tablet}");
    assert!(page.contains("takes 3 days, work and rests together"), "of 72.04 h");
    let (drybox, _) = longest("pp-drybox");
    assert!((drybox / 86_400.0 - 4.0019).abs() < 5e-5, "{}", drybox / 86_400.0);
}

#[test]
fn as_many_tools_are_counted_as_the_volume_wears_out() {
    let page = page("sample_designs/flawed/tpe-grip-phone-case.yaml", &[]);
    let of = review(&page, 0);
    let tools = of["cost"]["tools"].as_array().expect("tools");
    let grip = tools.iter().find(|tool| tool["part"] == "grip").expect("the grip");
    // 326 % of the life of one.
    assert_eq!(grip["pieces"]["shown"], "4", "{grip}");
}

#[test]
fn a_record_of_tests_is_asked_whether_it_is_complete() {
    let page = page("sample_designs/sound/eva-drone-case.yaml", &[]);
    let of = review(&page, 0);
    let paths: Vec<&str> = of["decisions"].as_array().expect("decisions").iter().filter_map(|one| one["path"].as_str()).collect();
    assert!(paths.contains(&"evidence.complete") && !paths.contains(&"evidence.tests"), "{paths:?}");
    assert!(page.contains("Are the tests and builds on record all that there are?"));
    let all: Vec<&Value> = of["questions"]
        .as_array()
        .expect("topics")
        .iter()
        .flat_map(|topic| topic["questions"].as_array().expect("fields"))
        .collect();
    let asked = all.iter().find(|one| one["wanted"]["at"] == "evidence.complete").expect("the question");
    assert_eq!((&asked["decides"], &asked["alone"]), (&22.into(), &18.into()), "four wait for more builds as well: {asked}");
    assert_eq!(asked["wanted"]["expected"], serde_json::json!(["fit"]), "the drone that it holds was never put in");
}

#[test]
fn markdown_has_what_the_page_has_of_assumptions_and_sources() {
    let (text, _, code) = report(&["sample_designs/flawed/pp-drybox.yaml", "--format", "markdown", "--lang", "zh"]);
    assert_eq!(code, 0);
    for part in ["## 假设与未核实的数值", "依据不足的数值", "各问题引用的来源", "dannie-seals-gaskets"] {
        assert!(text.contains(part), "{part}");
    }
    for word in ["by-definition", " unverified"] {
        assert!(!text.contains(word), "{word} is English");
    }
}
