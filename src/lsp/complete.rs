//! What may be written at the cursor: keys, words, ids, and values that would pass.
//!
//! While somebody types, the text is rarely whole. A word of our own is put at the cursor, as a value and then as a key, into the
//! text, into what stands before the cursor, and into the lines that hold it by their indentation; the first of these that is
//! YAML says where the cursor is.

use std::ops::Range;

use gen_lsp_types::{CompletionItem, CompletionItemKind, Documentation, MarkupContent, MarkupKind, TextEdit};

use super::documents::{Document, Documents};
use super::format::{Choice, Format};
use super::hover::semantic;
use super::names::{chain, ids, ids_of, places};
use super::place::{Spot, spots};
use super::setup::Setup;
use super::windows::{passing, rows};
use crate::design::{Named, named};
use crate::report::one_line;
use crate::yaml::{Budget, parse, scalar};

/// The word that is put at the cursor; no file has it.
const CURSOR: &str = "cursor-7f3a9c";

/// Most items that are offered at once.
const MOST: usize = 1000;

/// Something that may be written, in the order in which it is offered.
struct Offer {
    text: String,
    label: String,
    detail: String,
    meaning: String,
    kind: CompletionItemKind,
}

/// Where the cursor is, and the text with our word there.
struct Found {
    text: String,
    spots: Vec<Spot>,
    spot: Spot,
    /// Whether nothing of the text was left out.
    whole: bool,
}

/// What may be written at a byte of an open text.
pub(super) fn complete(
    documents: &Documents,
    document: &Document,
    offset: usize,
    format: &Format,
    setup: &Setup,
) -> Vec<CompletionItem> {
    let text = document.text.as_str();
    let word = word(text, document.text.line(offset), offset);
    let Some(found) = find(text, &word) else { return Vec::new() };
    let offers =
        if found.spot.key { keys(&found, format, text, &word) } else { values(documents, document, &found, format, setup) };
    let range = document.text.range(word);
    let item = |(number, offer): (usize, Offer)| CompletionItem {
        label: offer.label,
        kind: Some(offer.kind),
        detail: (!offer.detail.is_empty()).then_some(offer.detail),
        documentation: (!offer.meaning.is_empty())
            .then_some(Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: offer.meaning })),
        sort_text: Some(format!("{number:04}")),
        filter_text: Some(offer.text.clone()),
        text_edit: Some(TextEdit { range, new_text: offer.text }.into()),
        ..CompletionItem::default()
    };
    offers.into_iter().take(MOST).enumerate().map(item).collect()
}

/// The bytes of the word that is being written.
fn word(text: &str, line: Range<usize>, offset: usize) -> Range<usize> {
    let offset = offset.clamp(line.start, line.end);
    let line = line.start + if text[line.start..offset].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }..line.end;
    let before = &text[line.start..offset];
    let flow = depth(&text[..offset]) > 0;
    let ends: &[&str] = if flow { &["{", "[", ",", ": ", "- "] } else { &[": ", "- "] };
    let last = ends.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max().unwrap_or(0);
    let start = line.start + last + (before[last..].len() - before[last..].trim_start().len());
    let after = &text[offset..line.end];
    let stops: &[char] = if flow { &[',', ']', '}', '#', ':'] } else { &['#', ':'] };
    let end = after.find(stops).unwrap_or(after.len());
    start.min(offset)..offset + after[..end].trim_end().len()
}

/// Brackets that are open at the end of a text, by counting those outside of quotes and comments.
fn depth(text: &str) -> usize {
    closers(text).len()
}

/// The brackets that close what is open at the end of a text, the innermost first.
fn closers(text: &str) -> String {
    let mut open = Vec::new();
    // The last sign that is no blank: a bracket opens something only where a value may begin.
    let (mut quote, mut before, mut last, mut comment) = (None, ' ', '\n', false);
    for c in text.chars() {
        let begins = matches!(last, '\n' | '[' | '{' | ',' | ':' | '-');
        let starts = matches!(before, ' ' | '\n' | '\r' | '\t' | '[' | '{' | ',' | ':');
        match (c, quote) {
            _ if comment => comment = c != '\n',
            // A quote that is escaped ends nothing.
            (c, Some(end)) if c == end && !(c == '"' && before == '\\') => quote = None,
            ('"' | '\'', None) if starts => quote = Some(c),
            ('#', None) if starts => comment = true,
            ('{', None) if begins => open.push('}'),
            ('[', None) if begins => open.push(']'),
            ('}' | ']', None) if open.last() == Some(&c) => {
                open.pop();
            }
            _ => {}
        }
        before = c;
        if c == '\n' || !c.is_whitespace() {
            // A bracket within a plain text is a letter of it.
            last = if matches!(c, '[' | '{') && !begins { 'x' } else { c };
        }
    }
    open.into_iter().rev().collect()
}

/// Where the cursor is.
fn find(text: &str, word: &Range<usize>) -> Option<Found> {
    let (before, after) = (&text[..word.start], &text[word.end..]);
    let held = skeleton(before);
    let close = |start: &str, word: &str| format!("{start}{word}{}", closers(start));
    let tries = [
        format!("{before}{CURSOR}{after}"),
        format!("{before}{CURSOR}: {after}"),
        close(before, CURSOR),
        close(before, &format!("{CURSOR}: x")),
        close(&held, CURSOR),
        close(&held, &format!("{CURSOR}: x")),
    ];
    tries.into_iter().enumerate().find_map(|(number, text)| {
        let is_yaml = parse(&text, &Budget::SPEC).problems.is_empty();
        let spots = if is_yaml { spots(&text) } else { Vec::new() };
        let spot = spots.iter().find(|spot| spot.text == CURSOR)?.clone();
        Some(Found { text, spots, spot, whole: number < 2 })
    })
}

/// The last line and the lines that hold it, by their indentation: of a text that is broken elsewhere the part that counts.
fn skeleton(before: &str) -> String {
    let lines: Vec<&str> = before.split_inclusive('\n').collect();
    let Some((last, above)) = lines.split_last() else { return before.to_owned() };
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let mut kept = if last.ends_with('\n') { Vec::new() } else { vec![*last] };
    let mut least = if last.ends_with('\n') { 0 } else { last.len() - last.trim_start_matches(' ').len() };
    for line in above.iter().rev() {
        let said = line.trim();
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        let own = line.len() - line.trim_start_matches(' ').len();
        if own < least {
            // A list item holds the keys beside its first one as well.
            least = if indent(line) > own { own + 1 } else { own };
            kept.push(line);
            if own == 0 {
                break;
            }
        }
    }
    kept.reverse();
    kept.concat()
}

/// The keys that may stand there and do not yet.
fn keys(found: &Found, format: &Format, text: &str, word: &Range<usize>) -> Vec<Offer> {
    let spot = &found.spot;
    let way = &spot.path[..spot.path.len() - 1];
    let has_colon = text[word.end..].trim_start_matches([' ', '\t']).starts_with(':');
    key_offers(found, way, format, if has_colon { "" } else { ":" })
}

fn key_offers(found: &Found, way: &[String], format: &Format, colon: &str) -> Vec<Offer> {
    let there = |key: &str| {
        found.spots.iter().any(|other| {
            other.key
                && other.design == found.spot.design
                && other.path.len() == way.len() + 1
                && other.path.starts_with(way)
                && other.path[way.len()] == key
        })
    };
    let way: Vec<&str> = way.iter().map(String::as_str).collect();
    let offer = |choice: Choice| {
        let below = [&way[..], &[&*choice.word]].concat();
        let forms = format.forms(&below);
        let space = if colon.is_empty() || forms.map && format.words(&below).is_empty() { "" } else { " " };
        Offer {
            text: format!("{}{colon}{space}", choice.word),
            label: choice.word,
            detail: String::new(),
            meaning: choice.meaning,
            kind: CompletionItemKind::Property,
        }
    };
    format.keys(&way).into_iter().filter(|choice| !there(&choice.word)).map(offer).collect()
}

/// What may stand as a value.
fn values(documents: &Documents, document: &Document, found: &Found, format: &Format, setup: &Setup) -> Vec<Offer> {
    let spot = &found.spot;
    let mut offers = passing_values(documents, document, found, setup);
    let forms = format.forms(&spot.path());
    // On the line of its key a map or list has to be in brackets.
    let own_line = {
        let start = found.text[..spot.range.start].rfind('\n').map_or(0, |at| at + 1);
        found.text[start..spot.range.start].trim_start_matches([' ', '-', '\u{feff}']).is_empty()
    };
    if forms.map && own_line {
        offers.extend(key_offers(found, &spot.path, format, ":"));
    }
    let (open, close) = if own_line { ("- ", "") } else { ("[", "]") };
    if forms.list {
        let element: Vec<String> = [&spot.path[..], &["0".to_owned()]].concat();
        for offer in words_at(documents, document, found, &element, format, setup) {
            offers.push(Offer { text: format!("{open}{}{close}", offer.text), ..offer });
        }
    }
    offers.extend(words_at(documents, document, found, &spot.path, format, setup));
    if forms.flag {
        offers.extend(["true", "false"].map(|word| plain(word, "", CompletionItemKind::Keyword)));
    }
    let mut seen = std::collections::HashSet::new();
    offers.retain(|offer| seen.insert(offer.text.clone()));
    offers
}

/// Ids and words at a path.
fn words_at(
    documents: &Documents,
    document: &Document,
    found: &Found,
    path: &[String],
    format: &Format,
    setup: &Setup,
) -> Vec<Offer> {
    let words: Vec<&str> = path.iter().map(String::as_str).collect();
    let pages = chain(documents, document, &found.text, found.spot.design);
    let mut offers = Vec::new();
    for of in named(&words) {
        match of {
            Named::Place => {
                let places = places(&found.spots, found.spot.design, format);
                offers.extend(places.iter().map(|place| plain(place, "", CompletionItemKind::Reference)));
            }
            Named::Check => {
                offers.extend(
                    setup
                        .engine
                        .checks()
                        .iter()
                        .map(|check| plain(&check.code, &check.definition.title, CompletionItemKind::Value)),
                );
            }
            of => {
                let mut given = ids(&pages, *of);
                // Of what stands behind a fault the last whole text knows.
                let spec = document.specs.get(found.spot.design).filter(|_| !found.whole);
                given.extend(spec.into_iter().flat_map(|spec| ids_of(spec, *of)));
                let given = given.into_iter().filter(|id| id != CURSOR);
                offers.extend(given.map(|id| plain(&id, of.word(), CompletionItemKind::Reference)));
            }
        }
    }
    offers.extend(
        format.words(&words).into_iter().map(|choice| plain(&choice.word, &choice.meaning, CompletionItemKind::EnumMember)),
    );
    offers
}

/// The values at which every check would pass that measures this field.
fn passing_values(documents: &Documents, document: &Document, found: &Found, setup: &Setup) -> Vec<Offer> {
    let place = semantic(&found.spots, &found.spot);
    // The design as it is without what is being written; else as it was when it was whole.
    let without = documents.judge(document, without(found), setup).specs;
    let specs = if without.is_empty() { &*document.specs } else { &without };
    let Some(spec) = specs.get(found.spot.design) else { return Vec::new() };
    let rows = rows(&setup.options.policy.judged(setup.engine.checks()), spec, setup.options.gate_for(spec), &place);
    passing(&rows).into_iter().map(|passing| plain(&passing.value, &passing.why, CompletionItemKind::Value)).collect()
}

/// The text without the entry at the cursor.
fn without(found: &Found) -> String {
    let text = &found.text;
    let value = &found.spot;
    let key = found.spots.iter().find(|other| other.key && other.design == value.design && other.path == value.path);
    let start = key.map_or(value.range.start, |key| key.range.start);
    let mut range = start..value.range.end;
    if depth(&text[..start]) > 0 {
        let after = &text[range.end..];
        let rest = after.trim_start();
        if let Some(rest) = rest.strip_prefix(',') {
            range.end = text.len() - rest.len();
        } else if let Some(comma) = text[..range.start].trim_end().strip_suffix(',') {
            range.start = comma.len();
        }
    }
    format!("{}{}", &text[..range.start], &text[range.end..])
}

fn plain(word: &str, detail: &str, kind: CompletionItemKind) -> Offer {
    Offer { text: scalar(word), label: one_line(word), detail: one_line(detail), meaning: String::new(), kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::text::{Encoding, Text};

    /// The path at `|`, with a colon behind it if a key is written there, and the word.
    fn at(marked: &str) -> Option<(String, String)> {
        let offset = marked.find('|').expect("a cursor");
        let text = Text::new(marked.replacen('|', "", 1), Encoding::Utf8);
        let word = word(text.as_str(), text.line(offset), offset);
        let found = find(text.as_str(), &word)?;
        let mut path = found.spot.path.clone();
        if found.spot.key {
            path.pop();
        }
        Some((format!("{}{}", path.join("."), if found.spot.key { ":" } else { "" }), text.as_str()[word].to_owned()))
    }

    #[test]
    fn the_cursor_is_found_in_what_is_not_whole_yet() {
        for (text, path, word) in [
            ("parts:\n  tray:\n    mat|\n    wall: 2 mm\n", "parts.tray:", "mat"),
            ("parts:\n  tray:\n    material: ab|\n", "parts.tray.material", "ab"),
            ("parts:\n  tray:\n    material: |\n    wall: 2 mm\n", "parts.tray.material", ""),
            ("parts:\n  tray:\n    draft: 1.5 d|eg # x\n", "parts.tray.draft", "1.5 deg"),
            ("parts: { tray: { material: a|, wall: 2 mm } }\n", "parts.tray.material", "a"),
            ("parts: { tray: { wall: 2 mm, | } }\n", "parts.tray:", ""),
            ("joints:\n  clip: { between: [a, |\n", "joints.clip.between.1", ""),
            ("joints:\n  clip: { between: [a, b|], method: x }\n", "joints.clip.between.1", "b"),
            ("assembly:\n  - step: a\n    pro|\n", "assembly.0:", "pro"),
            ("assembly:\n  - step: a\n  - |\n", "assembly.1", ""),
            ("parts:\n  tray:\n    |\n", "parts.tray", ""),
            ("a: }\nassembly:\n  - step: a\n    process: |\n", "assembly.0.process", ""),
            ("a: 'it{'\nb: |\n", "b", ""),
            ("a: }\nb:\n  c: 1\n|", "", ""),
            ("parts:\r\n  tray:\r\n    material: |\r\n    wall: 2 mm\r\n", "parts.tray.material", ""),
        ] {
            assert_eq!(at(text), Some((path.to_owned(), word.to_owned())), "{text}");
        }
        assert_eq!(at("|"), Some((String::new(), String::new())));
    }

    #[test]
    fn brackets_in_texts_and_comments_are_none() {
        for (text, expected) in
            [("a: { b: [", "]}"), ("a: '{' # [", ""), ("a: it's [ {", ""), ("a: [ 'x]' ", "]"), ("a: { b: \"}", "}")]
        {
            assert_eq!(closers(text), expected, "{text}");
        }
    }
}
