//! What of the checks is left out, in a sentence.

use super::said;
use super::sanitize::one_line;
use super::tongue::Tongue;
use crate::finding::LeftOut;

/// Checks and codes that are named; more are counted.
const MOST_NAMED: usize = 10;

/// `left out by configuration: 1 check with 1 finding: S10 1`, with what was selected before it.
pub(crate) fn left_out_words(of: &LeftOut, tongue: Tongue) -> String {
    let found: usize = of.findings.iter().map(|(_, count)| count).sum();
    let codes: Vec<String> = of.findings.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let each = if codes.is_empty() { String::new() } else { format!("{}{}", tongue.colon(), listed(&codes, tongue)) };
    let left_out = said::LEFT_OUT_CHECKS.say(
        tongue,
        &[
            ("checks", &said::CHECKS.counted(tongue, of.checks)),
            ("findings", &said::FINDINGS.counted(tongue, found)),
            ("each", &each),
        ],
    );
    if of.selected.is_empty() {
        return left_out;
    }
    let names: Vec<String> = of.selected.iter().map(|name| one_line(name)).collect();
    said::SELECTED.say(tongue, &[("names", &listed(&names, tongue)), ("left_out", &left_out)])
}

/// The first of some words, and how many there are beside them.
fn listed(words: &[String], tongue: Tongue) -> String {
    let shown = words.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(tongue.list());
    let more = words.len().saturating_sub(MOST_NAMED);
    if more == 0 { shown } else { said::MORE_NAMED.say(tongue, &[("named", &shown), ("n", &more)]) }
}

#[cfg(test)]
mod tests {
    use super::left_out_words;
    use crate::finding::LeftOut;
    use crate::report::tongue::Tongue;

    #[test]
    fn what_is_left_out_is_counted_and_named() {
        let found = |codes: &[(&str, usize)]| codes.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect();
        let of = |selected: &[&str], checks, codes: &[(&str, usize)]| {
            let selected = selected.iter().map(|name| (*name).to_owned()).collect();
            LeftOut::of(selected, checks, found(codes)).expect("something is left out")
        };
        assert_eq!(LeftOut::of(Vec::new(), 0, Vec::new()), None);
        let one = of(&[], 1, &[("S10", 1)]);
        assert_eq!(left_out_words(&one, Tongue::En), "left out by configuration: 1 check with 1 finding: S10 1");
        assert_eq!(left_out_words(&one, Tongue::Zh), "按配置略去 1 项检查，其中有 1 个问题：S10 1");
        let several = of(&["S10", "yield"], 400, &[("A01", 1), ("C20", 3)]);
        let said = "judged by S10, yield alone; left out by configuration: 400 checks with 4 findings: C20 3, A01 1";
        assert_eq!(left_out_words(&several, Tongue::En), said);
        let codes: Vec<(String, usize)> = (10..24).map(|number| (format!("C{number}"), 1)).collect();
        let many = LeftOut::of(Vec::new(), 14, codes).expect("something is left out");
        assert!(left_out_words(&many, Tongue::En).ends_with("C19 1 and 4 more"));
    }
}
