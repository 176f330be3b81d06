//! Tests of the folding.

use proptest::prelude::*;

use super::*;
use crate::catalogue::{Consequence, Severity};
use crate::finding::Confidence;
use crate::yaml::Span;

fn finding(check: &str, at: &str, cause: &str, severity: Severity) -> Finding {
    Finding {
        code: check.to_uppercase(),
        check: check.to_owned(),
        severity,
        consequence: Consequence::Product,
        confidence: Confidence::High,
        at: at.to_owned(),
        span: Span::default(),
        cause: cause.to_owned(),
        folded_under: None,
        labels: Vec::new(),
        values: Vec::new(),
        sources: Vec::new(),
        measured: None,
        clears: Vec::new(),
        loss: None,
        waits: Vec::new(),
        identity: at.to_owned(),
        fingerprint: String::new(),
    }
}

fn folded(mut findings: Vec<Finding>, yields: &[(&'static str, &[&'static str])]) -> Vec<Option<usize>> {
    fold(&mut findings, &yields.iter().map(|(check, others)| (*check, others.to_vec())).collect());
    findings.iter().map(|finding| finding.folded_under).collect()
}

use Severity::{Advice, Error, Warning};

#[test]
fn one_fault_is_one_finding() {
    let late = vec![finding("plan", "production", "launch", Error), finding("tool", "parts.a", "launch", Error)];
    assert_eq!(folded(late.clone(), &[("plan", &["tool"])]), [Some(1), None], "by the cause that they share");
    assert_eq!(folded(late, &[]), [None, None], "no check says so");
    let apart = vec![
        finding("deep", "parts.a", "x", Error),
        finding("deep", "parts.b", "y", Error),
        finding("thin", "parts.b", "z", Advice),
    ];
    assert_eq!(folded(apart, &[("thin", &["deep"])]), [None, None, Some(1)], "by the subject, and not at another place");
}

#[test]
fn the_worse_of_two_on_one_subject_leads() {
    let two = |first, second| vec![finding("a", "parts.p", "x", first), finding("b", "parts.p", "y", second)];
    assert_eq!(folded(two(Warning, Error), &[("b", &["a"])]), [Some(1), None]);
    assert_eq!(folded(two(Error, Error), &[("b", &["a"])]), [None, Some(0)]);
    // Of different subjects with one cause neither may hide the other if it yields to what is milder.
    let causes = vec![finding("a", "parts.p", "x", Warning), finding("b", "parts.q", "x", Error)];
    assert_eq!(folded(causes, &[("b", &["a"])]), [None, None]);
}

#[test]
fn a_check_that_yields_to_itself_speaks_of_a_cause_once() {
    let faces = vec![
        finding("face", "joints.j+a", "joints.j.adhesive", Advice),
        finding("face", "joints.j+b", "joints.j.adhesive", Warning),
        finding("face", "joints.k+b", "joints.k.adhesive", Advice),
    ];
    assert_eq!(folded(faces, &[("face", &["face"])]), [Some(1), None, None]);
}

#[test]
fn a_chain_of_checks_has_one_lead() {
    let chain = vec![
        finding("c", "parts.p", "x", Advice),
        finding("b", "parts.p", "y", Warning),
        finding("a", "parts.p", "z", Error),
        finding("c", "parts.q", "y", Advice),
    ];
    assert_eq!(folded(chain, &[("c", &["b"]), ("b", &["a"])]), [Some(2), Some(2), None, Some(2)]);
}

const CHECKS: [&str; 4] = ["a", "b", "c", "d"];
const YIELDS: [(&str, &[&str]); 3] = [("b", &["a", "b"]), ("c", &["a", "b"]), ("d", &["c", "d"])];

fn some() -> impl Strategy<Value = Vec<Finding>> {
    let one = (0..4_usize, 0..4_u8, 0..4_u8, 0..3_usize);
    proptest::collection::vec(one, 0..16).prop_map(|drawn| {
        let mut findings: Vec<Finding> = Vec::new();
        for (check, at, cause, severity) in drawn {
            let next =
                finding(CHECKS[check], &format!("parts.{at}"), &format!("cause.{cause}"), [Advice, Warning, Error][severity]);
            // A check speaks of a subject once.
            if !findings.iter().any(|known| known.check == next.check && known.at == next.at) {
                findings.push(next);
            }
        }
        findings
    })
}

proptest! {
    #[test]
    fn the_highest_severity_of_a_place_stands(findings in some()) {
        let under = folded(findings.clone(), &YIELDS);
        for (number, finding) in findings.iter().enumerate() {
            let lead = under[number].unwrap_or(number);
            prop_assert!(under[lead].is_none(), "a lead stands");
            prop_assert!(findings[lead].severity >= finding.severity);
        }
        prop_assert_eq!(findings.is_empty(), under.iter().all(Option::is_some), "something stands if anything was found");
    }

    /// The same findings in another order, as files and parts may stand in another.
    #[test]
    fn the_order_does_not_matter(findings in some(), turn in 0..16_usize) {
        let names = |findings: &[Finding], under: &[Option<usize>]| {
            let name = |number: usize| format!("{} {}", findings[number].check, findings[number].at);
            let mut pairs: Vec<(String, Option<String>)> =
                under.iter().enumerate().map(|(number, under)| (name(number), under.map(name))).collect();
            pairs.sort();
            pairs
        };
        let mut other = findings.clone();
        other.reverse();
        if !other.is_empty() {
            let turn = turn % other.len();
            other.rotate_left(turn);
        }
        let (here, there) = (folded(findings.clone(), &YIELDS), folded(other.clone(), &YIELDS));
        prop_assert_eq!(names(&findings, &here), names(&other, &there));
    }
}
