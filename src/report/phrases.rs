//! The short pieces of text that a finding is reported with.

use super::sanitize::one_line;
use crate::finding::{Citation, Confidence, Finding, Label, Loss, NotAssessed, SourceFile, SourceMap};
use crate::quantity::display_number;

/// What is open, and what would close it.
pub(super) fn open_question(unknown: &NotAssessed) -> String {
    let needs = if unknown.needs.is_empty() { String::new() } else { format!(" needs {}", unknown.needs.join(", ")) };
    format!("{} at {}{needs}", unknown.code, unknown.at)
}

/// The places of a finding, the primary one first; one mark for each place.
pub(super) fn places(finding: &Finding) -> Vec<Label> {
    let mut places = vec![Label { span: finding.span, text: String::new() }];
    for label in &finding.labels {
        match places.iter_mut().find(|place| place.span == label.span) {
            Some(place) if place.text.is_empty() => place.text.clone_from(&label.text),
            Some(place) if label.text.is_empty() || place.text == label.text => {}
            Some(place) => place.text = format!("{}; {}", place.text, label.text),
            None => places.push(label.clone()),
        }
    }
    places
}

/// The lines of the places that are not shown.
pub(super) fn also_at(hidden: &[Label], file: &SourceFile) -> Option<String> {
    let mut numbers: Vec<String> = hidden.iter().map(|place| file.position(place.span.start as usize).line.to_string()).collect();
    numbers.dedup();
    (!numbers.is_empty()).then(|| format!("also at line {}", numbers.join(", ")))
}

/// Takes out the places that are not in the file of the first one, and says in words where they are.
pub(super) fn apart(places: &mut Vec<Label>, sources: &SourceMap) -> Option<String> {
    let first = places.first().map(|place| place.span.file)?;
    let (here, apart): (Vec<Label>, Vec<Label>) = places.drain(..).partition(|place| place.span.file == first);
    *places = here;
    let mut said: Vec<String> = Vec::new();
    for Label { span, text } in apart {
        let (file, position) = sources.begin(span);
        let colon = if text.is_empty() { "" } else { ": " };
        said.push(format!("{}:{}{colon}{text}", one_line(&file.path), position.line));
    }
    said.dedup();
    (!said.is_empty()).then(|| format!("also at {}", said.join(", ")))
}

/// What was compared, and how sure it is where it is not sure.
pub(super) fn figures(finding: &Finding) -> Option<String> {
    let mut parts = Vec::new();
    // That there are more than none of something is said by the message already.
    let counted = finding.limit.is_some_and(|limit| limit.si == 0.0 && limit.unit.is_none());
    if !counted {
        parts.extend(finding.actual.map(|actual| format!("actual {actual}")));
        parts.extend(finding.limit.map(|limit| format!("limit {limit}")));
    }
    parts.extend(finding.margin.filter(|margin| margin.is_finite()).map(|margin| format!("margin {}", percent(margin))));
    parts.extend(finding.clears.as_ref().map(|clears| format!("cleared by {clears}")));
    parts.extend(finding.loss.map(lost));
    let figures = parts.join(", ");
    let doubt = match finding.confidence {
        Confidence::High => "",
        Confidence::Medium => "confidence medium: rests on a figure widened beyond its source",
        Confidence::Low => "confidence low: rests on a figure without a source",
    };
    let both: Vec<&str> = [figures.as_str(), doubt].into_iter().filter(|part| !part.is_empty()).collect();
    (!both.is_empty()).then(|| both.join("; "))
}

/// What is expected to be lost, in points of yield and in money.
fn lost(loss: Loss) -> String {
    let points = if loss.share < 1e-5 { "under 0.001".to_owned() } else { display_number(loss.share * 100.0) };
    let money = loss.money.map_or_else(String::new, |money| format!(", about {} USD a year", display_number(money.si.round())));
    format!("expected loss {points} points of yield{money}")
}

/// A share in percent, without decimals that nobody needs.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent.abs() < 10.0 { format!("{percent:.1} %") } else { format!("{percent:.0} %") }
}

/// Sources in words, each once with all the figures taken from it.
pub(super) fn cited(sources: &[&Citation]) -> Vec<String> {
    let mut cited: Vec<(&Citation, Vec<&str>)> = Vec::new();
    for source in sources {
        let figure = Some(source.figure.as_str()).filter(|figure| !figure.is_empty());
        match cited.iter_mut().find(|(known, _)| known.id == source.id && known.text == source.text) {
            Some((_, figures)) => figures.extend(figure),
            None => cited.push((source, figure.into_iter().collect())),
        }
    }
    cited.iter().map(|(source, figures)| citation(source, figures)).collect()
}

/// `title [id]: figures`.
fn citation(source: &Citation, figures: &[&str]) -> String {
    let name = match (source.text.as_str(), source.id.as_str()) {
        ("", id) | (_, id @ "unverified") => id.to_owned(),
        // An address that is its own id is printed once.
        (text, id) if text == id => text.to_owned(),
        (text, id) => format!("{text} [{id}]"),
    };
    if figures.is_empty() { name } else { format!("{name}: {}", figures.join(", ")) }
}
