//! What templates may call: fixed phrases, sentences in the languages of a page, numbers as people read them.

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State};
use serde::Deserialize as _;

use super::said::phrase;
use crate::finding::LeftOut;
use crate::quantity::{Bounds, display_number, find_unit, three_figures};
use crate::report::left_out::left_out_words;
use crate::report::limits::quantity_words;
use crate::report::sanitize::sanitize;
use crate::report::tongue::{Language, Tongue};
use crate::report::wrap::paragraph;
use crate::review::field_name;
use crate::study::{Amount, readable_short};

/// Columns of a form in plain text, which fit on A4 and Letter.
const PRINTED: usize = 78;

/// What stands between the words of a page: in one with English on it, and in one that is all Chinese.
const PUNCTUATION: [(&str, [&str; 2]); 7] = [
    ("comma", [", ", "，"]),
    ("listing", [", ", "、"]),
    ("semicolon", ["; ", "；"]),
    ("colon", [": ", "："]),
    ("stop", [".", "。"]),
    ("lpar", ["(", "（"]),
    ("rpar", [")", "）"]),
];

/// Adds what templates may call, for a page in a language.
pub(super) fn install(environment: &mut Environment<'_>, language: Language) {
    environment.set_formatter(|out, state, value| match value.as_str().filter(|_| !value.is_safe()) {
        // Whatever comes from a file is made harmless before it is escaped.
        Some(text) => minijinja::escape_formatter(out, state, &Value::from(sanitize(text).into_owned())),
        None => minijinja::escape_formatter(out, state, value),
    });
    environment.add_function("t", move |state: &State, name: &str, values: Kwargs| phrased(state, language, name, &values));
    environment.add_function("plain", move |name: &str, values: Kwargs| plain(language, name, &values));
    environment.add_filter("say", say);
    for (name, [ascii, full]) in PUNCTUATION {
        environment.add_global(name, if language == Language::Zh { full } else { ascii });
    }
    environment.add_filter("resting", move |what: &str| spoken(language, what, Tongue::resting));
    environment.add_filter("placed", move |finding: &str| spoken(language, finding, Tongue::placed));
    environment.add_filter("moved", move |change: &Value| moved(language, change));
    environment.add_filter("fig", move |text: &str| figure(language, text));
    environment.add_filter("value", move |state: &State, word: &str, fact: &str| {
        both(state, language, |tongue| tongue.value(fact, word).into_owned())
    });
    environment.add_filter("percent", percent);
    environment.add_filter("share", |share: &Value| amount(share, percent));
    environment.add_filter("units", |units: &Value| amount(units, |units| display_number(three_figures(units))));
    environment.add_filter("seconds", move |time: &Value| amount(time, readable_short).map(|text| figure(language, &text)));
    environment.add_filter("time", move |seconds: f64| figure(language, &readable_short(seconds)));
    environment.add_filter("mm", |length: f64| Bounds::exact(length, find_unit("mm")).in_three_figures().to_string());
    environment.add_filter("three", |number: f64| display_number(three_figures(number)));
    environment.add_filter("cell", |text: &str| cell(text));
    environment.add_filter("anchor", anchor);
    environment.add_filter("asked", move |state: &State, said: &Value| asked(state, language, said));
    environment.add_filter("named", move |state: &State, row: &Value| {
        let text = |key: &str| row.get_attr(key).ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default();
        let [measure, field, quantity, of] = ["measure", "field", "quantity", "of"].map(text);
        both(state, language, |tongue| quantity_words(tongue, [&measure, &field, &quantity, &of]))
    });
    environment.add_filter("question", move |state: &State, wanted: &Value| {
        let at = wanted.get_attr("at").ok().and_then(|at| at.as_str().map(str::to_owned)).unwrap_or_default();
        let kinds = wanted.get_attr("expected").and_then(|kinds| kinds.try_iter());
        let kinds: Vec<Value> = kinds.map_or_else(|_| Vec::new(), Iterator::collect);
        both(state, language, |tongue| asked_for(&at, &kinds, tongue))
    });
    environment.add_filter("figures", move |state: &State, compared: &Value| {
        let text = |key: &str| compared.get_attr(key).ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default();
        let [actual, side, limit] = ["actual", "side", "limit"].map(text);
        both(state, language, |tongue| {
            let (actual, side, limit) = (tongue.figure(&actual), tongue.word(&side), tongue.figure(&limit));
            say_phrase("compared", tongue, &[("actual", &actual), ("side", &side), ("limit", &limit)])
        })
    });
    environment.add_filter("left_out", move |state: &State, of: Value| {
        let of = LeftOut::deserialize(of)?;
        Ok::<Value, Error>(both(state, language, |tongue| left_out_words(&of, tongue)))
    });
    environment.add_filter("wrapped", |text: &str, first: &str| paragraph(first, &sanitize(text), PRINTED));
    environment.add_filter("phrase", move |name: &str| plain(language, name, &Kwargs::from_iter(Vec::<(&str, Value)>::new())));
    environment.add_filter("host", |address: &str| host(address).to_owned());
    environment.add_test("address", |text: &str| text.starts_with("https://") || text.starts_with("http://"));
}

/// A phrase in the languages of a page, filled in.
fn phrased(state: &State, language: Language, name: &str, values: &Kwargs) -> Result<Value, Error> {
    let said = |tongue| filled(name, tongue, values);
    // Looked up once, so that a name that is none is an error and no gap.
    said(Tongue::En)?;
    values.assert_all_used()?;
    Ok(both(state, language, |tongue| said(tongue).unwrap_or_default()))
}

/// The same without any markup, for attributes.
fn plain(language: Language, name: &str, values: &Kwargs) -> Result<String, Error> {
    let mut said = language.tongues().iter().map(|tongue| filled(name, *tongue, values)).collect::<Result<Vec<_>, _>>()?;
    values.assert_all_used()?;
    said.dedup();
    Ok(said.join(" / "))
}

/// A phrase in one language, with what is named by the caller in its place.
fn filled(name: &str, tongue: Tongue, values: &Kwargs) -> Result<String, Error> {
    let phrase = phrase(name).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("there is no phrase `{name}`")))?;
    let mut named: Vec<(&str, String)> = Vec::new();
    for key in values.args() {
        named.push((key, values.get::<Value>(key)?.to_string()));
    }
    let values: Vec<(&str, &dyn std::fmt::Display)> =
        named.iter().map(|(key, value)| (*key, value as &dyn std::fmt::Display)).collect();
    Ok(phrase.say(tongue, &values))
}

/// A phrase that is known to be there, filled in.
fn say_phrase(name: &str, tongue: Tongue, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    phrase(name).map_or_else(String::new, |phrase| phrase.say(tongue, values))
}

/// What is asked for at a field, in the words of the trade, with the kinds of tests that are expected and not there.
fn asked_for(at: &str, kinds: &[Value], tongue: Tongue) -> String {
    let asked = stated(at, tongue);
    if kinds.is_empty() {
        return asked;
    }
    let words: Vec<String> = kinds.iter().filter_map(Value::as_str).map(|kind| tongue.value("what", kind).into_owned()).collect();
    let expected = say_phrase("tests-expected", tongue, &[("kinds", &words.join(tongue.list()))]);
    format!("{asked}{}{expected}", if tongue == Tongue::En { " " } else { "" })
}

fn stated(at: &str, tongue: Tongue) -> String {
    let Some(known) = field_name(at) else { return say_phrase("state-field", tongue, &[("field", &at)]) };
    let own = |en: &String, zh: &String| if tongue == Tongue::En { en.clone() } else { zh.clone() };
    if let Some(ask) = &known.ask {
        return own(&ask.en, &ask.zh);
    }
    let name = own(&known.en, &known.zh);
    match known.thing(at) {
        None => say_phrase("state-of", tongue, &[("name", &name)]),
        Some(thing) => say_phrase("state-of-thing", tongue, &[("name", &name), ("thing", &thing)]),
    }
}

/// What is said in each language: marked as such in HTML, one behind the other elsewhere; once where both say the same.
fn both(state: &State, language: Language, say: impl Fn(Tongue) -> String) -> Value {
    let mut said: Vec<(Tongue, String)> = language.tongues().iter().map(|tongue| (*tongue, say(*tongue))).collect();
    said.dedup_by(|later, earlier| later.1 == earlier.1);
    marked(state, &said, "also")
}

/// Texts with their languages.
fn marked(state: &State, said: &[(Tongue, String)], class: &str) -> Value {
    if *state.auto_escape() != AutoEscape::Html {
        return Value::from(said.iter().map(|(_, text)| sanitize(text)).collect::<Vec<_>>().join(" / "));
    }
    let element = |(number, (tongue, text)): (usize, &(Tongue, String))| {
        let text = escaped(text);
        match (number, tongue, said.len()) {
            (0, Tongue::En, _) | (0, _, 1) => text,
            (0, Tongue::Zh, _) => format!("<span lang=\"zh\">{text}</span>"),
            _ => format!("<span lang=\"{}\" class=\"{class}\">{text}</span>", if *tongue == Tongue::En { "en" } else { "zh" }),
        }
    };
    let elements: Vec<String> = said.iter().enumerate().map(element).collect();
    Value::from_safe_string(elements.join(" "))
}

fn escaped(text: &str) -> String {
    minijinja::HtmlEscape(&sanitize(text)).to_string()
}

/// Sentences of a finding in the languages that they are there in.
fn say(state: &State, said: &Value) -> Result<Value, Error> {
    let text = |key: &str| said.get_attr(key).ok().and_then(|text| text.as_str().map(str::to_owned));
    let said = [(Tongue::En, text("en")), (Tongue::Zh, text("zh"))];
    let said: Vec<(Tongue, String)> = said.into_iter().filter_map(|(tongue, text)| Some((tongue, text?))).collect();
    if said.is_empty() {
        return Err(Error::new(ErrorKind::InvalidOperation, "`say` is for what is said in languages"));
    }
    Ok(marked(state, &said, "also block"))
}

/// A text that is there in both languages, in those of the page.
fn asked(state: &State, language: Language, said: &Value) -> Result<Value, Error> {
    let (en, zh) = (said.get_attr("en")?, said.get_attr("zh")?);
    Ok(both(state, language, |tongue| if tongue == Tongue::En { en.to_string() } else { zh.to_string() }))
}

/// A text as a page in Chinese says it; with English on it as it is.
fn spoken(language: Language, text: &str, say: impl Fn(Tongue, &str) -> String) -> String {
    if language == Language::Zh { say(Tongue::Zh, text) } else { text.to_owned() }
}

/// What comes where something is changed; of a step that is moved, before or after which.
fn moved(language: Language, change: &Value) -> Result<String, Error> {
    let (from, to) = (change.get_attr("from")?, change.get_attr("to")?.to_string());
    Ok(if from.is_none() { spoken(language, &to, Tongue::moved) } else { to })
}

/// A number with its unit as a page in Chinese writes it; with English on it as it is written in a design.
fn figure(language: Language, text: &str) -> String {
    spoken(language, text, Tongue::figure)
}

/// A share of a hundred. What is nearly all is not rounded up to all.
fn percent(share: f64) -> String {
    let percent = find_unit("%");
    Bounds::exact(share, percent).in_three_figures().to_string()
}

/// A number of a study, or the ends between which it is not decided.
fn amount(of: &Value, one: impl Fn(f64) -> String) -> Result<String, Error> {
    let number = |value: &Value| f64::try_from(value.clone());
    let said = match number(of) {
        Ok(number) => Amount::Known(number),
        Err(_) => Amount::between(number(&of.get_attr("low")?)?, number(&of.get_attr("high")?)?),
    };
    Ok(said.words(one))
}

/// A text that stays one cell of a Markdown table, and in which nothing is markup.
fn cell(text: &str) -> String {
    let mut said = String::new();
    for c in crate::report::sanitize::one_line(text).chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '!' | '&') {
            said.push('\\');
        }
        said.push(c);
    }
    said
}

/// A text as part of the name of a place on the page.
fn anchor(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
}

/// Whose address it is, for what has no title.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).trim_start_matches("www.")
}
