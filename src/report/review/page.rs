//! A page: what is filled into its templates.

use std::collections::BTreeMap;

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::PageFormat;
use super::origin::{Run, base64, digest};
use super::picture::Pictures;
use super::sentences::{Said, Sentences, sentences};
use super::templates::{TemplateFault, Templates};
use crate::finding::{DesignReport, Finding};
use crate::report::sanitize::escape_json;
use crate::report::tongue::Language;
use crate::report::words::Rules;
use crate::review::{Form, Review};

/// The sections about a design, in their order: each is a template of its name, and a phrase of its name its heading.
pub(super) const SECTIONS: &[&str] = &[
    "verdict",
    "decisions",
    "risks",
    "causes",
    "proposals",
    "layers",
    "assembly",
    "yields",
    "stacks",
    "line",
    "cost",
    "questions",
    "footing",
    "waivers",
    "origin",
];

/// A design on a page.
pub struct Part<'p> {
    /// Its review.
    pub review: &'p Review,
    /// What it was derived from, for the sentences.
    pub judged: &'p DesignReport,
    /// The form of it that was asked for; none for the whole page.
    pub form: Option<&'p Form>,
}

/// A file that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// What is wrong with it, each with its place.
    pub problems: Vec<String>,
}

/// A page.
pub struct Page<'p> {
    /// The checks and the language.
    pub rules: Rules<'p>,
    /// What it was made from.
    pub run: &'p Run,
    /// Its designs.
    pub designs: &'p [Part<'p>],
    /// Files that could not be judged.
    pub refused: &'p [Refused],
    /// Whether it is about a folder, with a table of the designs.
    pub portfolio: bool,
}

/// What a template sees of a design.
#[derive(Serialize)]
struct Shown<'p> {
    /// What the names of its places on the page begin with.
    prefix: String,
    review: &'p Review,
    form: Option<&'p Form>,
    /// The findings by their numbers.
    found: Vec<Named<'p>>,
    said: Vec<Sentences>,
    waived: Vec<Sentences>,
    pictures: Pictures,
    /// The numbers of the sources by their ids, from 1.
    numbers: BTreeMap<&'p str, usize>,
}

/// A finding as a form names it.
#[derive(Serialize)]
struct Named<'p> {
    code: &'p str,
    severity: &'static str,
    at: &'p str,
}

impl<'p> Named<'p> {
    fn of(finding: &'p Finding) -> Self {
        Self { code: &finding.code, severity: finding.severity.word(), at: &finding.at }
    }
}

/// What a template sees.
#[derive(Serialize)]
struct Context<'p> {
    language: &'static str,
    /// The language of what is in none of its own.
    html_language: &'static str,
    run: &'p Run,
    portfolio: bool,
    form: Option<&'p str>,
    sections: &'static [&'static str],
    /// What each check finds, by its code.
    titles: BTreeMap<String, Said>,
    designs: Vec<Shown<'p>>,
    refused: &'p [Refused],
    /// What the page was made from and what was derived, as JSON that may stand in a script element.
    data: Value,
    script: Value,
    /// The name of the script in a content security policy.
    script_hash: String,
    style: Value,
}

/// What a page holds for programs.
#[derive(Serialize)]
struct Data<'p> {
    run: &'p Run,
    designs: Vec<&'p Review>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<&'p Form>,
    refused: &'p [Refused],
}

/// The text of a page.
pub fn write_page(page: &Page<'_>, templates: &Templates, format: PageFormat) -> Result<String, TemplateFault> {
    let language = page.rules.language();
    let designs = page.designs.iter().enumerate().map(|(number, part)| {
        let (said, waived) = sentences(part.judged, page.rules);
        let prefix = if page.portfolio { format!("d{}-", number + 1) } else { String::new() };
        let found = part.judged.findings.iter().map(Named::of).collect();
        let numbers = part.review.sources.iter().enumerate().map(|(number, source)| (source.id.as_str(), number + 1)).collect();
        let pictures = Pictures::of(part.review);
        Shown { prefix, review: part.review, form: part.form, found, said, waived, pictures, numbers }
    });
    let data = Data {
        run: page.run,
        designs: page.designs.iter().map(|part| part.review).collect(),
        forms: page.designs.iter().filter_map(|part| part.form).collect(),
        refused: page.refused,
    };
    let (script, style) = (templates.text("script.js"), templates.text("style.css"));
    let context = Context {
        language: language.word(),
        html_language: if language == Language::Zh { "zh" } else { "en" },
        run: page.run,
        portfolio: page.portfolio,
        form: page.run.request.form.as_deref(),
        sections: SECTIONS,
        titles: titles(page.rules),
        designs: designs.collect(),
        refused: page.refused,
        data: Value::from_safe_string(embedded(&data)),
        script: Value::from_safe_string(script.to_owned()),
        script_hash: format!("sha256-{}", base64(&digest(script))),
        style: Value::from_safe_string(style.to_owned()),
    };
    let name = match (page.run.request.form.is_some(), format) {
        (true, PageFormat::Html) => "form.html",
        (true, PageFormat::Markdown) => "form.md",
        (_, PageFormat::Text) => "form.txt",
        (false, PageFormat::Html) => "review.html",
        (false, PageFormat::Markdown) => "review.md",
    };
    let text = templates.fill(name, language, Value::from(Serde(&context)))?;
    Ok(if format == PageFormat::Html { breakable(&text) } else { text })
}

/// What each check finds, in the languages of the page.
fn titles(rules: Rules<'_>) -> BTreeMap<String, Said> {
    let title = |check| Said::of(rules.language(), |tongue| rules.in_tongue(tongue).title(check).to_owned());
    rules.all().iter().map(|check| (check.code.to_string(), title(check))).collect()
}

/// A page on which paths and ids go on in the next line behind their marks and nowhere else.
fn breakable(page: &str) -> String {
    const CODE: &str = "<code>";
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, (code, after))) =
        rest.split_once(CODE).and_then(|(before, of)| Some((before, of.split_once("</code>")?)))
    {
        text.push_str(before);
        text.push_str(CODE);
        for (number, c) in code.char_indices() {
            text.push(c);
            if matches!(c, '.' | '/' | '+' | '_') && number > 0 {
                text.push_str("<wbr>");
            }
        }
        text.push_str("</code>");
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Data as JSON in which nothing ends a script element.
fn embedded(data: &Data<'_>) -> String {
    // Plain data of strings and numbers always has a form in JSON.
    let json = serde_json::to_string(data).unwrap_or_default();
    escape_json(&json).replace('<', "\\u003c")
}
