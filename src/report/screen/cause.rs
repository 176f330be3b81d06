//! What a reader acts on: a field that several findings share, or a check that speaks of several like places.

use std::collections::HashMap;

use crate::catalogue::Severity;
use crate::finding::{DesignReport, Finding};

/// Findings that are mended in one go.
#[derive(Clone, Debug)]
pub(in crate::report) struct Cause<'r> {
    /// The fields that they point at, that of the worst finding first.
    pub fields: Vec<&'r str>,
    /// The findings, each with its number in the list of the design, the worst first.
    pub findings: Vec<(usize, &'r Finding)>,
}

impl<'r> Cause<'r> {
    /// Its worst finding.
    pub(in crate::report) fn worst(&self) -> &'r Finding {
        self.findings[0].1
    }

    /// How bad it is.
    pub(in crate::report) fn severity(&self) -> Severity {
        self.worst().severity
    }

    /// What is found at it, so that causes alike can be told.
    fn kind(&self) -> Vec<(&'r str, Severity)> {
        let mut kind: Vec<_> = self.findings.iter().map(|(_, finding)| (finding.check.as_str(), finding.severity)).collect();
        kind.sort_unstable();
        kind
    }
}

/// The findings of a design that are counted, by the field that they share; in the order of the worst of each. What is said of a
/// thing as a whole, such as the design, shares no field with what another check says of it.
pub(in crate::report) fn by_field(design: &DesignReport) -> Vec<Cause<'_>> {
    let mut causes: Vec<Cause<'_>> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for found in design.standing() {
        let Finding { cause, at, check, .. } = found.1;
        let field = cause.as_str();
        let whole = cause == at || !cause.contains('.');
        let number = *known.entry((field, if whole { check } else { "" })).or_insert(causes.len());
        match causes.get_mut(number) {
            Some(cause) => cause.findings.push(found),
            None => causes.push(Cause { fields: vec![field], findings: vec![found] }),
        }
    }
    causes
}

/// The causes of a design, errors first: of fields at which the same checks find the same, such as those of copied parts, one.
pub(super) fn causes(design: &DesignReport) -> Vec<Cause<'_>> {
    let mut causes: Vec<Cause<'_>> = Vec::new();
    let mut known: HashMap<Vec<(&str, Severity)>, usize> = HashMap::new();
    for cause in by_field(design) {
        let number = *known.entry(cause.kind()).or_insert(causes.len());
        match causes.get_mut(number) {
            Some(like) => {
                like.fields.extend(cause.fields);
                like.findings.extend(cause.findings);
            }
            None => causes.push(cause),
        }
    }
    for cause in &mut causes {
        cause.findings.sort_by_key(|(number, _)| *number);
    }
    // The findings stand in the order of their severity, and so do the causes already.
    causes
}

/// Several fields as one text: `parts.{base,lid}.draft` where they differ in one key, otherwise one behind the other.
pub(super) fn together(fields: &[&str], list: &str) -> String {
    let keys: Vec<Vec<&str>> = fields.iter().map(|field| field.split('.').collect()).collect();
    let Some((first, rest)) = keys.split_first().filter(|(_, rest)| !rest.is_empty()) else { return fields.join(list) };
    let differs = |at: &usize| rest.iter().any(|other| other.get(*at) != first.get(*at));
    let differing: Vec<usize> = (0..first.len()).filter(differs).collect();
    match differing[..] {
        [at] if rest.iter().all(|other| other.len() == first.len()) => {
            let mut shown: Vec<String> = first.iter().map(|key| (*key).to_owned()).collect();
            let all: Vec<&str> = keys.iter().map(|keys| keys[at]).collect();
            shown[at] = format!("{{{}}}", all.join(","));
            shown.join(".")
        }
        _ => fields.join(list),
    }
}

#[cfg(test)]
mod tests {
    use super::{causes, together};
    use crate::catalogue::Severity;
    use crate::finding::{DesignReport, Finding};
    use crate::report::samples::{case, draft, snap};

    fn design(findings: Vec<Finding>) -> DesignReport {
        DesignReport { findings, ..case() }
    }

    /// The codes and fields of each cause.
    fn shown(design: &DesignReport) -> Vec<(Vec<&str>, Vec<&str>)> {
        let codes = |findings: &[(usize, &Finding)]| findings.iter().map(|(number, _)| *number).collect::<Vec<_>>();
        let all = causes(design);
        assert_eq!(all.iter().map(|cause| codes(&cause.findings).len()).sum::<usize>(), design.standing().count());
        all.iter()
            .map(|cause| (cause.findings.iter().map(|(_, finding)| finding.code.as_str()).collect(), cause.fields.clone()))
            .collect()
    }

    #[test]
    fn a_shared_field_is_one_cause_and_so_are_like_places() {
        let at = |finding: Finding, field: &str| Finding { cause: field.to_owned(), ..finding };
        let two = design(vec![at(snap(), "a.x"), at(draft(), "a.x"), at(snap(), "b.x"), at(draft(), "c.x")]);
        assert_eq!(
            shown(&two),
            [(vec!["A07", "Y03"], vec!["a.x"]), (vec!["A07"], vec!["b.x"]), (vec!["Y03"], vec!["c.x"])],
            "what is found at them differs"
        );
        let like = design(vec![at(snap(), "a.x"), at(snap(), "b.x"), at(draft(), "c.x")]);
        assert_eq!(shown(&like), [(vec!["A07", "A07"], vec!["a.x", "b.x"]), (vec!["Y03"], vec!["c.x"])]);
        let milder = Finding { severity: Severity::Warning, ..at(snap(), "b.x") };
        assert_eq!(shown(&design(vec![at(snap(), "a.x"), milder])).len(), 2, "not of one severity");
    }

    #[test]
    fn fields_that_differ_in_one_key_are_folded() {
        assert_eq!(together(&["parts.a.draft"], ", "), "parts.a.draft");
        assert_eq!(together(&["parts.a.draft", "parts.b.draft"], ", "), "parts.{a,b}.draft");
        assert_eq!(together(&["tests.0", "tests.1", "tests.4"], ", "), "tests.{0,1,4}");
        assert_eq!(together(&["parts.a.draft", "parts.b.wall"], ", "), "parts.a.draft, parts.b.wall");
        assert_eq!(together(&["parts.a", "parts.a.b"], "、"), "parts.a、parts.a.b");
        assert_eq!(together(&[], ", "), "");
    }
}
