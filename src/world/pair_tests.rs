//! Every row of the table of pairs can speak: some material, method, exposure or state leads to it.

use super::super::contact::{exposure_classes, known, names_of};
use super::*;
use crate::design::Exposure;
use crate::knowledge::{Entry, Table};

const EXPOSURES: [Exposure; 15] = [
    Exposure::Uv,
    Exposure::Sweat,
    Exposure::SaltSpray,
    Exposure::CleaningAlcohol,
    Exposure::Sunscreen,
    Exposure::Fuel,
    Exposure::Oil,
    Exposure::Ozone,
    Exposure::Rain,
    Exposure::ParkedCar,
    Exposure::Dust,
    Exposure::HotWater,
    Exposure::CleaningAmmonia,
    Exposure::SulfurGas,
    Exposure::Denim,
];

fn names(entry: &'static Entry<'static>) -> Names {
    Names::of(entry)
}

/// Everything that a design can name as a material, with the names by which pairs mean it.
fn materials() -> Vec<Names> {
    library().entries(Table::Material).iter().map(|entry| names(entry)).collect()
}

/// Things that can stand for a name of a row, in the state that the row asks for and no other.
fn parties<'n>(materials: &'n [Names], name: &str) -> Vec<Party<'n>> {
    let (base, state) = State::split(name);
    let mut holds = States::default();
    if let Some(state) = state {
        holds.add(state);
    }
    let fitting = materials.iter().flat_map(Names::meant).filter(|names| base == ANY || names.words.contains(&base));
    fitting.map(|names| Party { holds, ..Party::known(names) }).collect()
}

/// Whether two things lead to a row, in the way in which the facts of its method look it up.
fn leads(row: usize, methods: &[&str], a: &Party<'_>, b: &Party<'_>) -> bool {
    let pair = &library().pairs()[row];
    match pair.method {
        "contact" if pair.rating == "good" => fits("contact", a, b).first().is_some_and(|fit| fit.row == row),
        "contact" => known(a, b).iter().any(|fit| fit.row == row),
        // A face is rated under the first class of the adhesive that has a row, so that the method is in its classes.
        method if method.starts_with("adhesive-") || method == "print" => [(a, b), (b, a)].iter().any(|(on, put)| {
            put.names.words.contains(&method) && rate_first(&put.names.words, on, put).is_some_and(|fit| fit.row == row)
        }),
        method @ ("galvanic" | "lamination") if rate(method, a, b).is_some_and(|fit| fit.row == row) => true,
        method => {
            let classes = library().entries(Table::Method).iter().map(|entry| &entry.classes);
            methods.contains(&method)
                && classes
                    .filter(|classes| classes.contains(&method))
                    .any(|classes| rate_first(classes, a, b).is_some_and(|fit| fit.row == row))
        }
    }
}

#[test]
fn every_pair_can_be_reached() {
    assert_eq!(EXPOSURES.map(Exposure::word), Exposure::WORDS, "every exposure is tried");
    let mut materials = materials();
    let methods: Vec<&str> = library().entries(Table::Method).iter().flat_map(|entry| entry.classes.iter().copied()).collect();
    // What a case is exposed to and the load of the device stand in for a material of a contact.
    let of_classes =
        |classes: &[&'static str]| classes.split_first().map_or_else(Names::default, |(first, rest)| Names::new(first, rest));
    materials.extend(EXPOSURES.map(|exposure| of_classes(exposure_classes(exposure))));
    materials.push(of_classes(&["long-static-load"]));
    // A joint of one part has no partner.
    materials.push(Names::default());
    let unreachable: Vec<String> = (0..library().pairs().len())
        .filter(|row| {
            let pair = &library().pairs()[*row];
            let (first, second) = (parties(&materials, pair.a), parties(&materials, pair.b));
            !first.iter().any(|a| second.iter().any(|b| leads(*row, &methods, a, b)))
        })
        .map(|row| {
            let pair = &library().pairs()[row];
            format!("{} {}: {} with {} ({})", pair.id, pair.method, pair.a, pair.b, pair.rating)
        })
        .collect();
    assert!(unreachable.is_empty(), "{} rows:\n{}", unreachable.len(), unreachable.join("\n"));
}

#[test]
fn surfaces_of_the_device_are_found_by_their_word() {
    let classes = |word: &str| names_of(word).words;
    assert!(classes("magnetic-card").contains(&"magnetic-card-compass"));
    assert!(classes("compass").contains(&"magnetic-card-compass"));
    assert!(classes("usb-port").contains(&"usb-port"));
    assert!(classes("port").contains(&"usb-port"));
    assert!(classes("Nitro Lacquer").starts_with(&["nitrocellulose-lacquer", "lacquer", "paint"]));
    assert_eq!(classes("nothing-of-this-name"), Vec::<&str>::new());
}

fn plain(words: &[&'static str]) -> Party<'static> {
    Party::plain(words)
}

fn with(words: &[&'static str], states: &[State], open: &[State]) -> Party<'static> {
    let set = |list: &[State]| {
        let mut set = States::default();
        for state in list {
            set.add(*state);
        }
        set
    };
    Party { holds: set(states), open: set(open), ..plain(words) }
}

fn rated(method: &str, a: &Party<'_>, b: &Party<'_>) -> Option<(&'static str, Option<Open>)> {
    rate(method, a, b).map(|fit| (fit.pair().id, fit.open))
}

#[test]
fn a_pair_holds_in_both_directions_and_the_specific_one_counts() {
    let (tpu, abs, pp) = (["tpu"], ["abs"], ["pp"]);
    assert_eq!(rated("overmold", &plain(&tpu), &plain(&abs)), rated("overmold", &plain(&abs), &plain(&tpu)));
    assert_eq!(rated("overmold", &plain(&tpu), &plain(&abs)), Some(("P045", None)));
    assert_eq!(rated("overmold", &plain(&abs), &plain(&pp)), None);
    assert_eq!(rated("no-such-method", &plain(&tpu), &plain(&abs)), None);
    assert_eq!(rated("overmold", &plain(&[]), &plain(&[])), None);
}

#[test]
fn a_state_that_is_not_known_is_asked_for_and_one_that_does_not_hold_is_passed_by() {
    let pp = ["pp-homopolymer", "pp", "thermoplastic"];
    let black = with(&pp, &[State::Black, State::Dark], &[]);
    let clear = with(&pp, &[State::Clear], &[]);
    let unsaid = with(&pp, &[], &[State::Black, State::Dark, State::Clear]);
    assert_eq!(rated("laser-weld", &black, &black), Some(("P125", None)));
    assert_eq!(rated("laser-weld", &clear, &black), Some(("P122", None)));
    assert_eq!(rated("laser-weld", &clear, &clear), None);
    assert!(rated("laser-weld", &unsaid, &black).is_some_and(|(_, open)| open.is_some()));
}

#[test]
fn only_two_pieces_of_one_material_weld_as_the_same() {
    let (pp, pa) = (["pp-homopolymer", "pp", "thermoplastic"], ["pa66", "pa", "thermoplastic"]);
    let (abs, petg) = (["abs", "thermoplastic"], ["petg", "thermoplastic"]);
    assert_eq!(rated("melt-weld", &plain(&pp), &plain(&pp)).map(|(id, _)| id), Some("P394"));
    assert_eq!(rated("melt-weld", &plain(&pp), &plain(&pa)).map(|(id, _)| id), Some("P399"));
    assert_eq!(rated("melt-weld", &plain(&abs), &plain(&petg)), None);
}

#[test]
fn a_state_outranks_the_material_only_where_it_is_worse() {
    let (ca, abs) = (["cyanoacrylate", "adhesive-cyanoacrylate"], ["abs", "hard-plastic"]);
    let on = |states: &[State]| rated("adhesive-cyanoacrylate", &with(&abs, states, &[]), &plain(&ca)).map(|(id, _)| id);
    assert_eq!(on(&[]), Some("P126"));
    assert_eq!(on(&[State::Primed]), Some("P141"));
    assert_eq!(on(&[State::DarkVisible]), Some("P140"));
    assert_eq!(on(&[State::Strained]), Some("P126"));
}

#[test]
fn a_good_row_clears_its_way_to_fail() {
    let humid = ["humid-heat"];
    let polycarbonate = ["pu-leather-polycarbonate-type", "pu-resin-any-grade"];
    let ester = ["pu-leather-polyester-type", "pu-resin-any-grade"];
    assert!(known(&plain(&polycarbonate), &plain(&humid)).is_empty());
    let found: Vec<&str> = known(&plain(&ester), &plain(&humid)).iter().map(|fit| fit.pair().id).collect();
    assert_eq!(found, ["P294"]);
}

#[test]
fn a_row_of_a_class_answers_for_its_members_the_nearest_first() {
    let material = |id: &str| {
        let index = library().find(Table::Material, id).expect("a material");
        names(library().entry(Table::Material, index))
    };
    let rows = |a: &str, b: &str| -> Vec<&'static str> {
        known(&Party::known(&material(a)), &Party::known(&material(b))).iter().map(|fit| fit.pair().id).collect()
    };
    for polystyrene in ["ps", "hips", "eps-foam", "xps-foam"] {
        assert_eq!(rows("pvc-soft", polystyrene), ["P230"], "{polystyrene}");
    }
    assert_eq!(rows("pvc-soft", "tpu-film"), ["P234"]);
    // The row of the lacquer itself stands before that of paints, which would be milder.
    assert_eq!(rows("pvc-leather", "nitrocellulose-lacquer"), ["P422"]);
    assert_eq!(rows("lsr", "epdm-peroxide-cured"), ["P428"]);
    assert_eq!(rows("lsr", "epdm-sponge"), ["P252"]);
    // A foam is polystyrene to a plasticizer and no resin to a horn.
    assert!(!material("eps-foam").words.contains(&"ps"));
}

#[test]
fn a_word_for_several_materials_is_rated_where_they_agree() {
    let material = |id: &str| names(library().entry(Table::Material, library().find(Table::Material, id).expect("a material")));
    let (pp, epdm, lsr, silver) = (material("pp"), material("epdm"), material("lsr"), material("silver"));
    let abs = material("abs");
    let of = |method: &str, a: &Names, b: &Names| rated(method, &Party::known(a), &Party::known(b)).map(|(_, open)| open);
    assert_eq!(of("melt-weld", &pp, &abs), Some(None));
    // A word means the same wherever it stands.
    assert_eq!(of("melt-weld", &pp, &pp), Some(None));
    assert_eq!(of("melt-weld", &pp, &material("pp-homopolymer")), Some(Some(Open::Which)));
    let open = |a: &Names, b: &Names| -> Vec<Option<Open>> {
        known(&Party::known(a), &Party::known(b)).iter().map(|fit| fit.open).collect()
    };
    // Sulfur forbids it and peroxide does not; silver is blackened by the first alone.
    assert_eq!(open(&lsr, &epdm), [Some(Open::Which)]);
    assert_eq!(open(&epdm, &silver), [Some(Open::Which)]);
    assert_eq!(open(&epdm, &Names::new("mineral-oil", &[])), [None]);
}

#[test]
fn of_equally_near_rows_the_worst_counts() {
    let near = Names::at(vec!["abs", "pc-abs"], vec![0, 0]);
    let both = Party::known(&near);
    let found = known(&plain(&["pvc-soft"]), &both);
    assert_eq!(found.iter().map(|fit| fit.specific).collect::<Vec<_>>(), [0]);
    let far = Names::at(vec!["pc", "pvc-rigid"], vec![1, 1]);
    let polycarbonate = Party::known(&far);
    // P561 rates polycarbonate poor and P231 is milder on rigid vinyl, at the same distance.
    let found: Vec<&str> = known(&plain(&["pvc-soft"]), &polycarbonate).iter().map(|fit| fit.pair().id).collect();
    assert_eq!(found, ["P561"]);
}
