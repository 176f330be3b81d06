//! Slips in the notation of YAML that are certain by their look: what is wrong, and the text without them, so that everything
//! else that is wrong with a file is found in the same run. A file with a slip is never judged.

use super::{Problem, Span};

/// A text without its slips, and where its places stand in the original.
#[derive(Debug)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// What was wrong, with spans in the original.
    pub problems: Vec<Problem>,
    /// Where what was written in its place begins and ends here, and how many bytes stood there.
    moved: Vec<(usize, usize, usize)>,
    /// Whether a word is a key of the format.
    is_key: fn(&str) -> bool,
}

impl Repaired {
    /// The place in the original of a place in the text.
    fn original(&self, at: usize) -> usize {
        let mut shift = 0_usize;
        let mut grown = 0_usize;
        for (start, end, bytes) in &self.moved {
            if at < *start {
                break;
            }
            if at < *end {
                return *start + shift - grown;
            }
            shift += bytes;
            grown += end - start;
        }
        at + shift - grown
    }

    /// A problem of the text as one of the original.
    #[must_use]
    pub fn back(&self, mut problem: Problem) -> Problem {
        problem.span = self.place(problem.span);
        problem.related = problem.related.map(|(span, text)| (self.place(span), text));
        problem
    }

    fn place(&self, span: Span) -> Span {
        if span.file != 0 {
            return span;
        }
        let range = span.range();
        Span::new(self.original(range.start), self.original(range.end))
    }
}

/// The text without its slips; none if it has none that are known.
#[must_use]
pub fn repair(source: &str, is_key: fn(&str) -> bool) -> Option<Repaired> {
    let text = String::with_capacity(source.len());
    let mut repaired = Repaired { text, problems: Vec::new(), moved: Vec::new(), is_key };
    let indent = usual_indent(source);
    let mut at = 0;
    let mut tabbed = None;
    let mut above = String::new();
    for line in source.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t']);
        let lead = &line[..line.len() - body.len()];
        if lead.contains('\t') && !body.trim().is_empty() {
            tabbed = tabbed.or_else(|| lead.find('\t').map(|tab| at + tab));
            // A tab among spaces was to be as wide as the line above is indented.
            let begins = above.trim_start().len();
            let spaces = above.len() - begins;
            if lead.starts_with('\t') && lead.len() == 1 && spaces > indent.len() && above.starts_with(' ') {
                let deeper = if above.trim_end().ends_with(':') { indent.as_str() } else { "" };
                repaired.push(&format!("{}{deeper}", &above[..spaces]), 1);
            } else {
                for c in lead.chars() {
                    repaired.push(if c == '\t' { &indent } else { " " }, 1);
                }
            }
        } else {
            repaired.text.push_str(lead);
        }
        if !body.trim().is_empty() {
            line.clone_into(&mut above);
        }
        repaired.line(body, at + lead.len());
        at += line.len();
    }
    if let Some(tab) = tabbed {
        let problem = Problem::new("syntax", Span::new(tab, tab + 1), "a tab cannot indent YAML");
        repaired.problems.push(problem.with_help("use spaces in all lines of the file, two for each level"));
    }
    (!repaired.problems.is_empty()).then_some(repaired)
}

impl Repaired {
    /// Writes something in the place of some bytes of the original.
    fn push(&mut self, text: &str, bytes: usize) {
        let start = self.text.len();
        self.text.push_str(text);
        if text.len() != bytes {
            self.moved.push((start, self.text.len(), bytes));
        }
    }

    /// Takes in a line behind its indentation.
    fn line(&mut self, body: &str, at: usize) {
        let slip = cut_by_comment(body)
            .map(|comment| cut(body, comment, at))
            .or_else(|| cut_key(body, at))
            .or_else(|| wide_colon(body, at))
            .or_else(|| second_colon(body).map(|colon| self.colons(body, colon, at)))
            .or_else(|| bound(body, at))
            .or_else(|| self.unspaced(body, at));
        let Some(Slip { problem, range, text }) = slip else {
            self.text.push_str(body);
            return;
        };
        self.problems.push(problem);
        self.text.push_str(&body[..range.start]);
        self.push(&text, range.len());
        self.text.push_str(&body[range.end..]);
    }

    /// What is wrong with a second colon: the value is a map without brackets, or a text without quotes.
    fn colons(&self, body: &str, colon: usize, at: usize) -> Slip {
        let (key, _) = body.split_once(": ").unwrap_or((body, ""));
        let start = key.len() + 2;
        let end = body.split(" #").next().unwrap_or(body).trim_end().len();
        let value = body[start..end].trim();
        let start = start + body[start..end].find(value).unwrap_or(0);
        let inner = value.split(':').next().unwrap_or_default();
        let text = if (self.is_key)(inner) { format!("{{ {value} }}") } else { quoted(value) };
        let what = if text.starts_with('{') { "put the map in brackets" } else { "put the text in quotes" };
        let problem = Problem::new("syntax", Span::new(at + colon, at + colon + 1), "a second `: ` in one line")
            .with_help(format!("{what}: `{}: {text}`", key.trim_start_matches("- ")));
        Slip { problem, range: start..end, text }
    }

    /// A key of the format without a space behind its colon, on a line of its own.
    fn unspaced(&self, body: &str, at: usize) -> Option<Slip> {
        let begin = if body.starts_with("- ") { 2 } else { 0 };
        let line = body.trim_end();
        let (key, value) = line[begin..].split_once(':')?;
        let known = (self.is_key)(key) && !value.is_empty() && !value.starts_with([' ', '/', ':']) && !line.contains(": ");
        let colon = begin + key.len();
        known.then(|| Slip {
            problem: Problem::new("syntax", Span::new(at + begin, at + line.len()), "no space behind the colon")
                .with_help(format!("write `{key}: {value}`")),
            range: colon..colon + 1,
            text: ": ".to_owned(),
        })
    }
}

/// A slip in a line: what is wrong, and what is read in the place of some of its bytes.
struct Slip {
    problem: Problem,
    range: std::ops::Range<usize>,
    text: String,
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A value that begins with a sign of YAML, as `>= 1 deg`: the figure behind it.
fn bound(body: &str, at: usize) -> Option<Slip> {
    let found = body.match_indices(": ").find_map(|(colon, _)| {
        let value = body[colon + 2..].trim_start();
        let figure = value.strip_prefix('>')?.trim_start_matches('=').trim_start();
        figure.starts_with(|c: char| c.is_ascii_digit()).then_some((colon, value.len(), figure))
    });
    let (colon, length, figure) = found?;
    let start = body.len() - length;
    let end = figure.find([',', '}', ']']).unwrap_or(figure.trim_end().len());
    let figure = figure[..end].split(" #").next().unwrap_or_default().trim_end();
    let range = start..body.len() - length + (length - body[start..].trim_start_matches(['>', '=', ' ']).len());
    let key = body[..colon].rsplit(['{', ',', ' ']).next().unwrap_or_default();
    let problem = Problem::new("syntax", Span::new(at + start, at + start + 1), "a value cannot begin with `>`")
        .with_help(format!("write the value that is meant, `{key}: {figure}`, or a range, `{key}: {figure} to …`"));
    Some(Slip { problem, range, text: String::new() })
}

/// Spaces by which the first indented line is indented; two if there is none.
fn usual_indent(source: &str) -> String {
    let leads = source.lines().filter(|line| line.starts_with(' ') && !line.trim().is_empty());
    let least = leads.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(2);
    " ".repeat(least.clamp(1, 8))
}

/// The place of a `#` that begins a comment within a map or list on one line and swallows its end.
fn cut_by_comment(body: &str) -> Option<usize> {
    let (mut depth, mut quote, mut before) = (0_usize, None, '\n');
    for (at, c) in body.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            (None, '#') if before.is_whitespace() || before == '\n' => {
                let rest = &body[at + 1..];
                let swallows = rest.matches(['}', ']']).count() > rest.matches(['{', '[']).count();
                return (depth > 0 && at > 0 && swallows && !rest.starts_with([' ', '\t'])).then_some(at);
            }
            _ => {}
        }
        before = c;
    }
    None
}

/// What is wrong with a text that a comment cuts.
fn cut(body: &str, comment: usize, at: usize) -> Slip {
    let start = body[..comment].rfind([':', ',', '[', '{']).map_or(0, |place| place + 1);
    let end = body[comment..].find([',', '}', ']']).map_or(body.trim_end().len(), |place| comment + place);
    let text = body[start..end].trim();
    let start = start + body[start..end].find(text).unwrap_or(0);
    let problem =
        Problem::new("syntax", Span::new(at + comment, at + end), "` #` begins a comment, so the rest of this line is not read")
            .with_help(format!("put the text in quotes: `{}`", quoted(text)));
    Slip { problem, range: start..start + text.len(), text: quoted(text) }
}

/// A key that a comment cuts, as `Zipper #5:`; as an id it has no such sign.
fn cut_key(body: &str, at: usize) -> Option<Slip> {
    let begin = if body.starts_with("- ") { 2 } else { 0 };
    let mark = body[begin..].find(" #").map(|mark| begin + mark)?;
    let rest = &body[mark + 2..];
    let colon = mark + 2 + rest.find(": ").or_else(|| rest.trim_end().strip_suffix(':').map(str::len))?;
    let (name, cut) = (&body[begin..mark], &body[mark + 2..colon]);
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/'));
    if name.trim().is_empty() || cut.starts_with(' ') || cut.is_empty() || !plain(name) || !plain(cut) {
        return None;
    }
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let id = format!("{}-{}", words(name), words(cut));
    let problem = Problem::new("syntax", Span::new(at + mark + 1, at + colon), "` #` begins a comment, so this key has no end")
        .with_help(format!("write `{id}:`, here and where it is named"));
    Some(Slip { problem, range: begin..colon, text: id })
}

/// A key with the wide colon of Chinese type, `material：abs`, which ends no key.
fn wide_colon(body: &str, at: usize) -> Option<Slip> {
    let begin = if body.starts_with("- ") { 2 } else { 0 };
    let (key, value) = body[begin..].split_once('：')?;
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let colon = begin + key.len();
    let end = colon + '：'.len_utf8();
    plain.then(|| Slip {
        problem: Problem::new("syntax", Span::new(at + colon, at + end), "a wide colon ends no key")
            .with_help(format!("write `:` and a space: `{key}: {}`", value.trim())),
        range: colon..end,
        text: ": ".to_owned(),
    })
}

/// The place of the second `: ` of a line with a key and a text without quotes.
fn second_colon(body: &str) -> Option<usize> {
    let body = body.split(" #").next().unwrap_or(body).trim_end();
    let begin = if body.starts_with("- ") { 2 } else { 0 };
    let first = begin + body[begin..].find(": ")?;
    let value = body[first + 2..].trim_start();
    let from = body.len() - value.len();
    let plain = !value.is_empty() && !value.starts_with(['"', '\'', '{', '[', '|', '>', '&', '*', '!']);
    let key = !body[begin..first].contains(['{', '[', '"', '\'']);
    let second = from + value.find(": ").or_else(|| value.strip_suffix(':').map(str::len))?;
    (plain && key).then_some(second)
}

/// What to do about a syntax error, by the lines around it.
#[must_use]
pub fn advice(source: &str, at: usize) -> Option<String> {
    let line = source[..at].matches('\n').count();
    let lines: Vec<&str> = source.lines().collect();
    let here = lines.get(line).copied().unwrap_or_default();
    let above =
        lines.iter().enumerate().take(line).rev().find(|(_, line)| !line.trim().is_empty() && !line.trim().starts_with('#'));
    if let Some(open) = open_bracket(source, at) {
        let opened = source[..open].matches('\n').count();
        if opened < line {
            return Some(format!("close the bracket that line {} opens, or write a comma behind its last entry", opened + 1));
        }
        let key = source[open..at].trim_end().rsplit([' ', ',', '{', '[']).next().unwrap_or_default();
        let before = source[open..at].trim_end().trim_end_matches(key).trim_end();
        if source[at..].starts_with(':') && !key.is_empty() && !before.ends_with([',', '{', '[', ':']) {
            return Some(format!("write a comma before `{key}:`; put a text that holds `: ` in quotes"));
        }
        if !source[at..].starts_with(':') && source[at..].lines().next().is_some_and(|rest| !rest.contains(['}', ']'])) {
            return Some(format!("close the bracket that line {} opens, or write a comma behind its last entry", opened + 1));
        }
    }
    if source[at..].starts_with(':') {
        return Some("put a text that holds `: ` in quotes".to_owned());
    }
    let rest = source[at..].trim_start();
    if rest.starts_with(['@', '%', '`', '>', '|', '&', '*', '!']) {
        return Some("put a text that begins with this letter in quotes".to_owned());
    }
    let indent = |text: &str| text.len() - text.trim_start().len();
    above.filter(|(_, above)| indent(above) != indent(here) && here.contains(':')).map(|(number, _)| {
        format!("indent keys of one map alike: line {} and line {} begin at different columns", number + 1, line + 1)
    })
}

/// The bracket that is still open at a place; quotes and comments hold none.
fn open_bracket(source: &str, at: usize) -> Option<usize> {
    let (mut open, mut quote, mut before, mut comment) = (Vec::new(), None, '\n', false);
    for (place, c) in source[..at].char_indices() {
        comment = comment && c != '\n' || quote.is_none() && c == '#' && before.is_whitespace();
        match (quote, c) {
            _ if comment => {}
            (Some(mark), _) if c == mark => quote = None,
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '{' | '[') => open.push(place),
            (None, '}' | ']') => drop(open.pop()),
            _ => {}
        }
        before = c;
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> bool {
        ["material", "draft", "process"].contains(&word)
    }

    fn repaired(source: &str) -> (String, Vec<(String, String)>) {
        let found = repair(source, key).expect(source);
        let at = |problem: &Problem| source[problem.span.range()].to_owned();
        let problems = found.problems.iter().map(|problem| (at(problem), problem.help.clone().unwrap_or_default())).collect();
        (found.text, problems)
    }

    #[test]
    fn a_comment_that_cuts_a_map_is_text() {
        let (text, problems) = repaired("zipper: { material: YKK #5 nylon coil, bought: yes }\n");
        assert_eq!(text, "zipper: { material: \"YKK #5 nylon coil\", bought: yes }\n");
        assert_eq!(problems, [("#5 nylon coil".to_owned(), "put the text in quotes: `\"YKK #5 nylon coil\"`".to_owned())]);
        for fine in [
            "a: { b: c } #5 }\n",
            "a: { b: \"x #5\" }\n",
            "a: [ # all\n  b ]\n",
            "a: b #5\n",
            "#5 { a }\n",
            "a: { b: c, #note\n  d: e }\n",
        ] {
            assert!(repair(fine, key).is_none(), "{fine}");
        }
    }

    #[test]
    fn a_key_that_a_comment_cuts_is_an_id() {
        let (text, problems) = repaired("parts:\n  Zipper #5:\n    bought: yes\n  coil #5 nylon: { bought: yes }\n");
        assert_eq!(text, "parts:\n  Zipper-5:\n    bought: yes\n  coil-5-nylon: { bought: yes }\n");
        let help = |id: &str| format!("write `{id}:`, here and where it is named");
        assert_eq!(problems, [("#5".to_owned(), help("Zipper-5")), ("#5 nylon".to_owned(), help("coil-5-nylon"))]);
        for fine in ["a: b #5: c\n", "abs # note: this\n", "#5: a\n", "\"a #5\": b\n", "- a #b\n"] {
            assert!(repair(fine, key).is_none(), "{fine}");
        }
    }

    #[test]
    fn a_wide_colon_is_one_of_yaml() {
        let (text, problems) = repaired("tray:\n  material：abs\n  process： fdm\n");
        assert_eq!(text, "tray:\n  material: abs\n  process:  fdm\n");
        assert_eq!(problems[0], ("：".to_owned(), "write `:` and a space: `material: abs`".to_owned()));
        assert_eq!(problems.len(), 2);
        assert!(repair("name: \"托盘：大\"\n", key).is_none());
    }

    #[test]
    fn tabs_become_the_spaces_of_the_file_and_places_stay() {
        let source = "a:\n\tb: 1\n    c: 2\nd:\n    e: 3\n";
        let found = repair(source, key).expect("tabs");
        assert_eq!(found.text, "a:\n    b: 1\n    c: 2\nd:\n    e: 3\n");
        assert_eq!(found.problems.len(), 1);
        for letter in ['b', 'c', 'd', 'e', '3'] {
            let (here, there) = (found.text.find(letter).expect("here"), source.find(letter).expect("there"));
            assert_eq!(found.original(here), there, "{letter}");
        }
        assert_eq!(found.original(found.text.len()), source.len());
    }

    #[test]
    fn a_tab_among_spaces_is_as_wide_as_the_line_above_it() {
        let (text, problems) = repaired("a:\n  b:\n    c: 1\n\td: 2\n");
        assert_eq!((text.as_str(), problems.len()), ("a:\n  b:\n    c: 1\n    d: 2\n", 1));
    }

    #[test]
    fn syntax_errors_say_what_to_look_at() {
        for (source, at, said) in [
            ("a: { b: c\nd: e }\n", "d", "close the bracket that line 1 opens, or write a comma behind its last entry"),
            ("a: { b: c: d }\n", ": d", "put a text that holds `: ` in quotes"),
            ("a: { b: 1 mm c: d }\n", ": d", "write a comma before `c:`; put a text that holds `: ` in quotes"),
            (
                "a: { b: c,\nd: {}\ne: d }\nf: 1\n",
                ": d",
                "close the bracket that line 1 opens, or write a comma behind its last entry",
            ),
            ("a: @b\n", "@", "put a text that begins with this letter in quotes"),
            ("a:\n    b: 1\n   c: 2\n", "c", "indent keys of one map alike: line 2 and line 3 begin at different columns"),
        ] {
            assert_eq!(advice(source, source.find(at).expect(at)).as_deref(), Some(said), "{source}");
        }
        assert_eq!(advice("a: 1\n", 0), None);
    }

    #[test]
    fn a_second_colon_is_text() {
        let (text, problems) = repaired("name: Case: big\n");
        assert_eq!(text, "name: \"Case: big\"\n");
        assert_eq!(problems, [(":".to_owned(), "put the text in quotes: `name: \"Case: big\"`".to_owned())]);
        for fine in ["name: \"Case: big\"\n", "a: { b: c: d }\n", "- step: x\n", "time: 5:30\n", "a: b # c: d\n"] {
            assert!(repair(fine, key).is_none(), "{fine}");
        }
    }

    #[test]
    fn a_map_without_brackets_gets_them() {
        let (text, problems) = repaired("a: material: abs\n");
        assert_eq!(text, "a: { material: abs }\n");
        assert_eq!(problems, [(":".to_owned(), "put the map in brackets: `a: { material: abs }`".to_owned())]);
    }

    #[test]
    fn a_key_without_a_space_and_a_bound_are_read() {
        let (text, problems) = repaired("a:\n  material:abs\n  process: fdm\n");
        assert_eq!(text, "a:\n  material: abs\n  process: fdm\n");
        assert_eq!(problems, [("material:abs".to_owned(), "write `material: abs`".to_owned())]);
        let (text, problems) = repaired("a: { process: fdm, draft: >= 1 deg, wall: 2 mm }\n");
        assert_eq!(text, "a: { process: fdm, draft: 1 deg, wall: 2 mm }\n");
        let help = "write the value that is meant, `draft: 1 deg`, or a range, `draft: 1 deg to …`";
        assert_eq!(problems, [(">".to_owned(), help.to_owned())]);
        assert_eq!(repaired("draft: > 1 deg\n").0, "draft: 1 deg\n");
        for fine in ["time:5\n", "a: >\n  text\n", "http://x\n"] {
            assert!(repair(fine, key).is_none(), "{fine}");
        }
    }
}
