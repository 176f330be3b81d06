//! What is meant, and what is not.

use super::*;

#[test]
fn names_fold_case_spaces_and_hyphens() {
    for name in ["zinc alloy", "Zinc_Alloy", "ZINC-ALLOY", "zincalloy"] {
        assert_eq!(fold(name), "zincalloy");
    }
    assert_eq!(fold("尼龙 拉链"), "尼龙拉链");
}

#[test]
fn shared_words_count_and_rare_ones_more() {
    let names = ["die-cutting", "laser-cutting", "plating", "injection-molding", "compression-molding", "zipper-nylon-5"];
    assert_eq!(candidates("cutting", names), ["die-cutting", "laser-cutting"]);
    assert_eq!(candidates("Die cutting", names), ["die-cutting"]);
    assert_eq!(candidates("injection moulding", names)[0], "injection-molding");
    assert_eq!(candidates("YKK #5 nylon coil", names), ["zipper-nylon-5"]);
}

#[test]
fn of_grades_the_nearest_comes_first() {
    let names = ["eva-foam-30c", "eva-foam-45c", "eva-foam-75c", "eva-solid", "eva-hot-melt"];
    assert_eq!(candidates("EVA 38C", names), ["eva-foam-45c", "eva-foam-30c", "eva-foam-75c"]);
    assert_eq!(candidates("proto", ["evt", "prototype"]), ["prototype"]);
}

#[test]
fn nothing_absurd_is_offered() {
    for (wrong, known) in [
        ("cutting", "plating"),
        ("38C", "a383"),
        ("60k", "K"),
        ("ribbon", "li-ion"),
        ("piping", "paint"),
        ("5", "zipper-5"),
        ("sweat", "wet"),
    ] {
        assert_eq!(candidates(wrong, [known]), Vec::<&str>::new(), "{wrong} is not {known}");
    }
    assert_eq!(candidates(&"x".repeat(200), ["x"]), Vec::<&str>::new());
    assert_eq!(candidates("", ["a"]), Vec::<&str>::new());
}

#[test]
fn at_most_three_are_named() {
    let names = ["felt-a", "felt-b", "felt-c", "felt-d"];
    assert_eq!(candidates("wool felt", names), ["felt-a", "felt-b", "felt-c"]);
    assert_eq!(did_you_mean_one_of("wool felt", names).as_deref(), Some("did you mean `felt-a`, `felt-b` or `felt-c`?"));
    assert_eq!(did_you_mean_one_of("wol", ["wool"]).as_deref(), Some("did you mean `wool`?"));
    assert_eq!(did_you_mean_one_of("steel", names), None);
}

#[test]
fn scripts_without_spaces_share_words_within_each_other() {
    assert_eq!(candidates("尼龙拉链5号", ["拉链", "皮革"]), ["拉链"]);
}
