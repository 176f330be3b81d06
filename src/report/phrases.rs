//! The short pieces of text that findings, designs and runs are reported with.

use super::Summary;
use super::form::Tail;
use super::said;
use super::sanitize::one_line;
use super::tongue::Tongue;
use super::words::{Rules, side_words, source_words};
use super::wrap::paragraph;
use crate::catalogue::Severity;
use crate::facts::Coverage;
use crate::finding::{
    Citation, Clear, Confidence, DesignReport, Finding, Loss, Need, NotAssessed, SourceFile, SourceMap, UnknownWord, Verdict,
    Want,
};
use crate::language::Side;
use crate::quantity::{display_number, three_figures};
use crate::source::Span;

/// Files that were not read and are named; all are counted.
const MOST_LEFT_OUT: usize = 10;

/// What is open, and what would close it.
pub(super) fn open_question(unknown: &NotAssessed, tongue: Tongue) -> String {
    let needs = needs(unknown, tongue);
    let phrase = if needs.is_empty() { said::OPEN } else { said::OPEN_NEEDS };
    phrase.say(tongue, &[("code", &unknown.code), ("at", &unknown.at), ("needs", &needs)])
}

/// The fields that something waits for, each with what would pass there; empty if none can be named.
pub(super) fn needs(unknown: &NotAssessed, tongue: Tongue) -> String {
    let needs: Vec<String> = unknown.needs.iter().map(|of| need(of, tongue)).collect();
    needs.join(tongue.comma())
}

/// What is missing to see whether a finding is worse; none if nothing is.
pub(super) fn waits(finding: &Finding, tongue: Tongue) -> Option<String> {
    let needs: Vec<String> = finding.waits.iter().map(|of| need(of, tongue)).collect();
    (!needs.is_empty()).then(|| said::WAITS.say(tongue, &[("needs", &needs.join(tongue.comma()))]))
}

/// A field, with what would pass there.
fn need(need: &Need, tongue: Tongue) -> String {
    let closer = need.closer && need.one_of.is_empty();
    let mut wants: Vec<String> = closer.then(|| said::CLOSER.plain(tongue).to_owned()).into_iter().collect();
    wants.extend((!need.one_of.is_empty()).then(|| which(&need.one_of, tongue)));
    wants.extend(need.wants.iter().map(|of| want(of, tongue)));
    wants.extend(need.unknown.as_ref().map(|of| unknown(of, tongue)));
    if wants.is_empty() {
        return need.at.clone();
    }
    said::NEED.say(tongue, &[("at", &need.at), ("wants", &wants.join(tongue.comma()))])
}

/// A word of which the tables know nothing, and the nearest that they know.
fn unknown(unknown: &UnknownWord, tongue: Tongue) -> String {
    let word = one_line(&unknown.word);
    match &unknown.nearest {
        Some(nearest) => said::NEAREST.say(tongue, &[("word", &word), ("nearest", nearest)]),
        None => said::NOTHING_KNOWN.say(tongue, &[("word", &word)]),
    }
}

/// The materials of which a word means one.
fn which(one_of: &[String], tongue: Tongue) -> String {
    let materials: Vec<String> = one_of.iter().map(|id| one_line(id)).collect();
    said::WHICH.say(tongue, &[("materials", &materials.join(tongue.list()))])
}

/// `at least 1 deg`, with the severity otherwise.
fn want(want: &Want, tongue: Tongue) -> String {
    let (side, severity) = (tongue.word(side_words(want.side)), tongue.word(want.severity.word()));
    said::WANT.say(tongue, &[("side", &side), ("value", &tongue.measure(&want.value)), ("severity", &severity)])
}

/// A place to draw, and what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Where.
    pub span: Span,
    /// What to say; empty if the place speaks for itself.
    pub text: String,
}

/// The places of a finding, the primary one first; one mark for each place.
pub(super) fn places(finding: &Finding, rules: Rules<'_>) -> Vec<Place> {
    let mut places = vec![Place { span: finding.span, text: String::new() }];
    for label in &finding.labels {
        let text = rules.joined(|rules| rules.label(finding, label));
        match places.iter_mut().find(|place| place.span == label.span) {
            Some(place) if place.text.is_empty() => place.text = text,
            Some(place) if text.is_empty() || place.text == text => {}
            Some(place) => place.text = [place.text.as_str(), &text].join(rules.tongue().semicolon()),
            None => places.push(Place { span: label.span, text }),
        }
    }
    places
}

/// The lines of the places that are not shown.
pub(super) fn also_at(hidden: &[Place], file: &SourceFile, tongue: Tongue) -> Option<String> {
    let mut numbers: Vec<String> = hidden.iter().map(|place| file.position(place.span.start as usize).line.to_string()).collect();
    numbers.dedup();
    (!numbers.is_empty()).then(|| said::ALSO_AT_LINES.say(tongue, &[("lines", &numbers.join(tongue.list()))]))
}

/// Takes out the places that are not in the file of the first one, and says in words where they are.
pub(super) fn apart(places: &mut Vec<Place>, sources: &SourceMap, tongue: Tongue) -> Option<String> {
    let first = places.first().map(|place| place.span.file)?;
    let (here, apart): (Vec<Place>, Vec<Place>) = places.drain(..).partition(|place| place.span.file == first);
    *places = here;
    let mut others: Vec<String> = Vec::new();
    for Place { span, text } in apart {
        let (file, position) = sources.begin(span);
        let colon = if text.is_empty() { "" } else { tongue.colon() };
        others.push(format!("{}:{}{colon}{text}", one_line(&file.path), position.line));
    }
    others.dedup();
    (!others.is_empty()).then(|| said::ALSO_AT.say(tongue, &[("places", &others.join(tongue.list()))]))
}

/// What was compared, and how sure it is where it is not sure.
pub(super) fn figures(finding: &Finding, tongue: Tongue) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(measured) = &finding.measured {
        let (actual, limit) = measured.shown();
        let (actual, limit, side) = (tongue.bounds(&actual), tongue.bounds(&limit), side_words(measured.limit().side));
        parts.push(said::ACTUAL.say(tongue, &[("actual", &actual), ("side", &tongue.word(side)), ("limit", &limit)]));
        parts.extend(measured.margin().and_then(|margin| beyond(margin, measured.limit().side, tongue)));
    }
    parts.extend(cleared(&finding.clears, tongue));
    parts.extend(finding.loss.map(|loss| lost(loss, tongue)));
    let figures = parts.join(tongue.comma());
    let doubt = match finding.confidence {
        Confidence::High => "",
        Confidence::Medium => said::MEDIUM.plain(tongue),
        Confidence::Low => said::LOW.plain(tongue),
    };
    let both: Vec<&str> = [figures.as_str(), doubt].into_iter().filter(|part| !part.is_empty()).collect();
    (!both.is_empty()).then(|| both.join(tongue.semicolon()))
}

/// A finding that is folded under another, on a line of its own: `C44 advice: the bond holds …`.
pub(super) fn also(finding: &Finding, rules: Rules<'_>) -> String {
    let tongue = rules.tongue();
    let severity = tongue.word(finding.severity.word());
    said::FOLDED.say(tongue, &[("code", &finding.code), ("severity", &severity), ("message", &rules.message(finding))])
}

/// The value that clears a finding altogether, and the one that clears its severity; both as they are written in a design.
fn cleared(clears: &[Clear], tongue: Tongue) -> Option<String> {
    let (all, rest) = clears.split_first()?;
    let all_of_it = format!("{} {} {}", all.at, sign(all.side), all.value);
    Some(match rest.last() {
        Some(worst) => {
            let first = format!("{} {}", sign(worst.side), worst.value);
            let severity = tongue.word(worst.severity.word());
            said::CLEARED_IN_STEPS.say(tongue, &[("severity", &severity), ("first", &first), ("all", &all_of_it)])
        }
        None => said::CLEARED_BY.say(tongue, &[("all", &all_of_it)]),
    })
}

/// The value that clears a finding altogether, with its field: `parts.tray.draft >= 1 deg`.
pub(super) fn cleared_briefly(finding: &Finding) -> Option<String> {
    finding.clears.first().map(|all| format!("{} {} {}", all.at, sign(all.side), all.value))
}

pub(super) const fn sign(side: Side) -> &'static str {
    match side {
        Side::AtLeast => ">=",
        Side::AtMost => "<=",
    }
}

/// What is expected to be lost, in points of yield and in money.
fn lost(loss: Loss, tongue: Tongue) -> String {
    let three = |number: f64| display_number(three_figures(number));
    let under = || said::UNDER.say(tongue, &[("n", &"0.001")]);
    let points = if loss.share < 1e-5 { under() } else { three(loss.share * 100.0) };
    match loss.money {
        Some(money) => said::LOSS_IN_MONEY.say(tongue, &[("points", &points), ("money", &three(money.si))]),
        None => said::LOSS.say(tongue, &[("points", &points)]),
    }
}

/// How far it is from its bound: as a share of that, or in times of it where it is more than twice the bound. What is below zero
/// where more than nothing is wanted is no multiple of that, and speaks for itself.
fn beyond(margin: f64, side: Side, tongue: Tongue) -> Option<String> {
    let three = |number: f64| display_number(three_figures(number));
    match margin {
        margin if !margin.is_finite() => None,
        margin if margin < -1.0 && side == Side::AtLeast => None,
        margin if margin < -1.0 => Some(said::TIMES.say(tongue, &[("n", &three(1.0 - margin))])),
        margin => Some(said::MARGIN.say(tongue, &[("n", &three(margin * 100.0))])),
    }
}

/// Sources in words, each once with all the figures taken from it.
pub(super) fn cited(sources: &[&Citation]) -> Vec<String> {
    let mut cited: Vec<(&Citation, Vec<&str>)> = Vec::new();
    for source in sources {
        let figure = Some(source.figure.as_str()).filter(|figure| !figure.is_empty());
        match cited.iter_mut().find(|(known, _)| known.id == source.id) {
            Some((_, figures)) => figures.extend(figure),
            None => cited.push((source, figure.into_iter().collect())),
        }
    }
    cited.iter().map(|(source, figures)| citation(source, figures)).collect()
}

/// `title [id]: figures`.
fn citation(source: &Citation, figures: &[&str]) -> String {
    let text = source_words(source);
    // An address that is its own id is printed once.
    let name = if text == source.id { text } else { format!("{text} [{}]", source.id) };
    if figures.is_empty() { name } else { format!("{name}: {}", figures.join(", ")) }
}

/// The files that look like designs and were not read, each with why; empty if there are none.
pub(super) fn left_out(tail: &Tail, tongue: Tongue, width: usize) -> String {
    let named = tail.left_out.iter().take(MOST_LEFT_OUT).map(|of| format!("{} ({})", of.file, of.reason));
    let more = (tail.left_out.len() > MOST_LEFT_OUT).then(|| "…".to_owned());
    let files: Vec<String> = named.chain(more).collect();
    if files.is_empty() { String::new() } else { paragraph(said::LEFT_OUT_FILES.plain(tongue), &files.join(", "), width) }
}

/// The last line of a text report.
pub(super) fn last_line(summary: &Summary, internal: usize, tongue: Tongue) -> String {
    // No errors were found in what was not judged, and that is not to be read as good.
    let unjudged = summary.designs == 0 && summary.rejected > 0;
    let phrase = if unjudged { said::NOTHING_JUDGED } else { said::LAST_LINE };
    let mut line = phrase.say(
        tongue,
        &[
            ("files", &said::FILES.counted(tongue, summary.files)),
            ("designs", &said::DESIGNS.counted(tongue, summary.designs)),
            ("errors", &said::ERRORS.counted(tongue, summary.errors)),
            ("warnings", &said::WARNINGS.counted(tongue, summary.warnings)),
            ("advice", &said::ADVICE.say(tongue, &[("n", &summary.advice)])),
            ("rejected", &summary.rejected),
            ("skipped", &summary.skipped),
        ],
    );
    for (phrase, count) in [
        (said::LEFT_OUT_IGNORED, summary.gitignored),
        (said::LEFT_OUT_HIDDEN, summary.hidden),
        (said::LEFT_OUT_LINKED, summary.linked),
    ] {
        if count > 0 {
            line.push_str(tongue.semicolon());
            line.push_str(&phrase.say(tongue, &[("n", &count)]));
        }
    }
    if summary.known > 0 {
        line.push_str(tongue.semicolon());
        line.push_str(&said::BASELINED.say(tongue, &[("n", &summary.known)]));
    }
    if summary.ignored > 0 {
        line.push_str(tongue.semicolon());
        line.push_str(&said::LEFT_OUT.say(tongue, &[("n", &summary.ignored)]));
    }
    if internal > 0 {
        line.push_str(tongue.semicolon());
        line.push_str(&said::INTERNAL_ERRORS.counted(tongue, internal));
    }
    line
}

/// The last line of a text report, for who sees none.
pub(crate) fn run_line(summary: &Summary) -> String {
    last_line(summary, 0, Tongue::En)
}

/// What of a run was not judged, and what was set for it, for who sees nothing of it; none if there is nothing to say.
pub(crate) fn beside_line(summary: &Summary, sets: &[String]) -> Option<String> {
    let tongue = Tongue::En;
    let mut said = Vec::new();
    if !sets.is_empty() {
        said.push(format!("{}{}", said::SET.plain(tongue), sets.join("; ")));
    }
    for (phrase, count) in [
        (said::SKIPPED_FILES, summary.skipped),
        (said::LEFT_OUT_IGNORED, summary.gitignored),
        (said::LEFT_OUT_HIDDEN, summary.hidden),
        (said::LEFT_OUT_LINKED, summary.linked),
    ] {
        said.extend((count > 0).then(|| phrase.say(tongue, &[("n", &count)])));
    }
    (!said.is_empty()).then(|| said.join(tongue.semicolon()))
}

/// `NOT READY`; what was found to be clean or open only as far as something is known, with the share that is: `OPEN, 3 % known`.
pub(super) fn verdict_words(design: &DesignReport, tongue: Tongue) -> String {
    let phrase = match design.verdict {
        Verdict::NotReady => said::NOT_READY,
        Verdict::NeedsWork => said::NEEDS_WORK,
        Verdict::Open => said::VERDICT_OPEN,
        // Advice may stand below it.
        Verdict::NoFindings => said::CLEAN,
        Verdict::NotAssessed => said::VERDICT_NOT_ASSESSED,
    };
    let verdict = phrase.plain(tongue);
    let known = design.coverage.percent().filter(|_| matches!(design.verdict, Verdict::Open | Verdict::NoFindings));
    let known = known.map(|share| said::KNOWN.say(tongue, &[("n", &share)]));
    known.map_or_else(|| verdict.to_owned(), |known| format!("{verdict}{}{known}", tongue.comma()))
}

/// Without which fields it cannot be said whether enough is known; none if that can be said, or is nothing beside what was found.
pub(super) fn open_until(design: &DesignReport, tongue: Tongue) -> Option<String> {
    let fields = design.open_until();
    (!fields.is_empty()).then(|| said::OPEN_UNTIL.say(tongue, &[("fields", &fields.join(tongue.list()))]))
}

/// The findings of a design by severity, and those that are folded; only what there is.
pub(super) fn counts(design: &DesignReport, tongue: Tongue) -> String {
    let found = by_severity(design, tongue);
    let folded = design.findings.len() - design.standing().count();
    if folded == 0 { found } else { said::MORE_FOLDED.say(tongue, &[("found", &found), ("n", &folded)]) }
}

/// The findings of a design by severity; only what there is.
pub(super) fn by_severity(design: &DesignReport, tongue: Tongue) -> String {
    let of = |severity| design.standing().filter(|(_, finding)| finding.severity == severity).count();
    let advice = of(Severity::Advice);
    let mut words = Vec::new();
    words.extend(Some(of(Severity::Error)).filter(|n| *n > 0).map(|n| said::ERRORS.counted(tongue, n)));
    words.extend(Some(of(Severity::Warning)).filter(|n| *n > 0).map(|n| said::WARNINGS.counted(tongue, n)));
    words.extend((advice > 0).then(|| said::ADVICE.say(tongue, &[("n", &advice)])));
    if words.is_empty() {
        let known = baselined(design, tongue);
        return known.map_or_else(
            || said::NO_FINDINGS.plain(tongue).to_owned(),
            |known| [said::NO_NEW.plain(tongue), &known].join(tongue.comma()),
        );
    }
    words.extend(baselined(design, tongue));
    words.join(tongue.comma())
}

/// How many findings are known from a baseline; none if there is none of them.
fn baselined(design: &DesignReport, tongue: Tongue) -> Option<String> {
    let known = design.baseline.as_ref().map_or(0, |baseline| baseline.known.len());
    (known > 0).then(|| said::BASELINED.say(tongue, &[("n", &known)]))
}

/// The findings that are worse than a baseline says, with what it says.
pub(super) fn worse_than(design: &DesignReport, tongue: Tongue) -> Option<String> {
    let all = design.baseline.iter().flat_map(|baseline| &baseline.worse);
    let words = all.filter_map(|worse| {
        let finding = design.findings.get(worse.finding)?;
        let severity = tongue.word(worse.was.severity.word()).to_owned();
        let was = worse.was.gauge.map(|gauge| {
            let (actual, limit) = gauge.shown();
            let side = tongue.word(side_words(gauge.side));
            said::ACTUAL.say(tongue, &[("actual", &tongue.bounds(&actual)), ("side", &side), ("limit", &tongue.bounds(&limit))])
        });
        let was = std::iter::once(severity).chain(was).collect::<Vec<_>>().join(tongue.comma());
        Some(said::WAS.say(tongue, &[("code", &finding.code), ("at", &finding.at), ("was", &was)]))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(tongue.semicolon()))
}

/// The findings that are known from a baseline; none if there is none of them.
pub(super) fn known(design: &DesignReport, tongue: Tongue) -> Option<String> {
    let all = design.baseline.iter().flat_map(|baseline| &baseline.known);
    let line = |finding: &Finding| {
        let severity = tongue.word(finding.severity.word());
        said::BASELINED_LINE.say(tongue, &[("code", &finding.code), ("severity", &severity), ("at", &finding.at)])
    };
    let words: Vec<String> = all.map(line).collect();
    (!words.is_empty()).then(|| words.join(tongue.semicolon()))
}

/// How much of a design was judged. The share is rounded down, so that only a complete one reads 100 %.
pub(super) fn coverage(coverage: &Coverage, tongue: Tongue) -> String {
    if coverage.applicable == 0 {
        return said::NOTHING_APPLIES.plain(tongue).to_owned();
    }
    let decided = coverage.applicable.saturating_sub(coverage.not_assessed);
    said::COVERAGE.say(
        tongue,
        &[
            ("share", &(decided * 100 / coverage.applicable)),
            ("decided", &decided),
            ("all", &said::CHECKS.counted(tongue, coverage.applicable)),
            ("passed", &coverage.passed),
            ("failed", &coverage.failed),
            ("waived", &coverage.waived),
            ("open", &coverage.not_assessed),
        ],
    )
}

/// The same in short.
pub(super) fn coverage_briefly(coverage: &Coverage, tongue: Tongue) -> String {
    if coverage.applicable == 0 {
        return said::NOTHING_APPLIES.plain(tongue).to_owned();
    }
    let decided = coverage.applicable.saturating_sub(coverage.not_assessed);
    let (share, all) = (decided * 100 / coverage.applicable, said::CHECKS.counted(tongue, coverage.applicable));
    let of: [(&str, &dyn std::fmt::Display); 4] =
        [("share", &share), ("decided", &decided), ("all", &all), ("open", &coverage.not_assessed)];
    said::COVERAGE_BRIEFLY.say(tongue, &of)
}

/// The fields that would settle the most checks; none if everything was decided.
pub(super) fn most_wanted(design: &DesignReport, tongue: Tongue) -> Option<String> {
    let wanted = design.most_wanted(3);
    let checks = |count: &usize| said::CHECKS.counted(tongue, *count);
    let words = wanted.iter().map(|(field, count)| said::WANTED.say(tongue, &[("field", field), ("checks", &checks(count))]));
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(tongue.comma()))
}
