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
pub fn repair(source: &str) -> Option<Repaired> {
    let mut repaired = Repaired { text: String::with_capacity(source.len()), problems: Vec::new(), moved: Vec::new() };
    let indent = usual_indent(source);
    let mut at = 0;
    let mut tabbed = None;
    for line in source.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t']);
        let lead = &line[..line.len() - body.len()];
        if lead.contains('\t') && !body.trim().is_empty() {
            tabbed = tabbed.or_else(|| lead.find('\t').map(|tab| at + tab));
            for c in lead.chars() {
                repaired.push(if c == '\t' { &indent } else { " " }, 1);
            }
        } else {
            repaired.text.push_str(lead);
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
        if let Some(comment) = cut_by_comment(body) {
            self.problems.push(cut(body, comment, at));
            // A `#` behind anything but a space is a letter like others.
            self.text.push_str(&body[..comment - 1]);
            self.text.push('-');
            self.text.push_str(&body[comment..]);
        } else if let Some(colon) = second_colon(body) {
            self.problems.push(colons(body, colon, at));
            self.text.push_str(&body[..colon]);
            self.text.push(';');
            self.text.push_str(&body[colon + 1..]);
        } else {
            self.text.push_str(body);
        }
    }
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
fn cut(body: &str, comment: usize, at: usize) -> Problem {
    let start = body[..comment].rfind([':', ',', '[', '{']).map_or(0, |place| place + 1);
    let end = body[comment..].find([',', '}', ']']).map_or(body.trim_end().len(), |place| comment + place);
    let text = body[start..end].trim();
    Problem::new("syntax", Span::new(at + comment, at + end), "` #` begins a comment, so the rest of this line is not read")
        .with_help(format!("put the text in quotes: `\"{}\"`", text.replace('"', "\\\"")))
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

fn colons(body: &str, colon: usize, at: usize) -> Problem {
    let (key, value) = body.split_once(": ").unwrap_or((body, ""));
    let value = value.split(" #").next().unwrap_or(value).trim();
    Problem::new("syntax", Span::new(at + colon, at + colon + 1), "a second `: ` in one line")
        .with_help(format!("put the text in quotes: `{}: \"{value}\"`", key.trim_start_matches("- ")))
}

/// What to do about a syntax error, by the lines around it.
#[must_use]
pub fn advice(source: &str, at: usize) -> Option<String> {
    if source[at..].starts_with(':') {
        return Some("put a text that holds `: ` in quotes".to_owned());
    }
    let line = source[..at].matches('\n').count();
    let lines: Vec<&str> = source.lines().collect();
    let here = lines.get(line).copied().unwrap_or_default();
    let above =
        lines.iter().enumerate().take(line).rev().find(|(_, line)| !line.trim().is_empty() && !line.trim().starts_with('#'));
    let open = |text: &str, open, close| text.matches(open).count() > text.matches(close).count();
    if let Some((number, above)) = above
        && (open(above, '{', '}') || open(above, '[', ']'))
    {
        return Some(format!("close the bracket that line {} opens, or write a comma behind its last entry", number + 1));
    }
    let rest = source[at..].trim_start();
    if rest.starts_with(['@', '%', '`']) {
        return Some("put a text that begins with this letter in quotes".to_owned());
    }
    let indent = |text: &str| text.len() - text.trim_start().len();
    above.filter(|(_, above)| indent(above) != indent(here) && here.contains(':')).map(|(number, _)| {
        format!("indent keys of one map alike: line {} and line {} begin at different columns", number + 1, line + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(source: &str) -> (String, Vec<(String, String)>) {
        let found = repair(source).expect(source);
        let at = |problem: &Problem| source[problem.span.range()].to_owned();
        let problems = found.problems.iter().map(|problem| (at(problem), problem.help.clone().unwrap_or_default())).collect();
        (found.text, problems)
    }

    #[test]
    fn a_comment_that_cuts_a_map_is_text() {
        let (text, problems) = repaired("zipper: { material: YKK #5 nylon coil, bought: yes }\n");
        assert_eq!(text, "zipper: { material: YKK-#5 nylon coil, bought: yes }\n");
        assert_eq!(problems, [("#5 nylon coil".to_owned(), "put the text in quotes: `\"YKK #5 nylon coil\"`".to_owned())]);
        for fine in [
            "a: { b: c } #5 }\n",
            "a: { b: \"x #5\" }\n",
            "a: [ # all\n  b ]\n",
            "a: b #5\n",
            "#5 { a }\n",
            "a: { b: c, #note\n  d: e }\n",
        ] {
            assert!(repair(fine).is_none(), "{fine}");
        }
    }

    #[test]
    fn tabs_become_the_spaces_of_the_file_and_places_stay() {
        let source = "a:\n\tb: 1\n    c: 2\nd:\n    e: 3\n";
        let found = repair(source).expect("tabs");
        assert_eq!(found.text, "a:\n    b: 1\n    c: 2\nd:\n    e: 3\n");
        assert_eq!(found.problems.len(), 1);
        for letter in ['b', 'c', 'd', 'e', '3'] {
            let (here, there) = (found.text.find(letter).expect("here"), source.find(letter).expect("there"));
            assert_eq!(found.original(here), there, "{letter}");
        }
        assert_eq!(found.original(found.text.len()), source.len());
    }

    #[test]
    fn syntax_errors_say_what_to_look_at() {
        for (source, at, said) in [
            ("a: { b: c\nd: e }\n", "d", "close the bracket that line 1 opens, or write a comma behind its last entry"),
            ("a: { b: c: d }\n", ": d", "put a text that holds `: ` in quotes"),
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
        assert_eq!(text, "name: Case; big\n");
        assert_eq!(problems, [(":".to_owned(), "put the text in quotes: `name: \"Case: big\"`".to_owned())]);
        for fine in ["name: \"Case: big\"\n", "a: { b: c: d }\n", "- step: x\n", "time: 5:30\n", "a: b # c: d\n"] {
            assert!(repair(fine).is_none(), "{fine}");
        }
    }
}
