//! Values that a comment cuts: ` #5` in `YKK #5 nylon coil` begins one.

use crate::yaml::Problem;

/// Says so of every problem with a value that a comment follows which looks like a part of it: no space stands behind its `#`.
pub(super) fn explain(text: &str, problems: &mut [Problem]) {
    for problem in problems.iter_mut().filter(|problem| problem.span.file == 0 && problem.code != "syntax") {
        let range = problem.span.range();
        let (Some(value), Some(rest)) = (text.get(range.clone()), text.get(range.end..)) else { continue };
        let line = rest.lines().next().unwrap_or_default();
        let cut = line.trim_start_matches([' ', '\t']);
        let is_text = cut.strip_prefix('#').is_some_and(|comment| comment.starts_with(char::is_alphanumeric));
        if is_text && cut.len() < line.len() && !value.is_empty() && !value.contains('\n') {
            let whole = format!("{value}{}", line.trim_end()).replace('"', "\\\"");
            let help = format!(
                "` #` begins a comment, so `{}` is not read: if it belongs to the text, write `\"{whole}\"`",
                cut.trim_end()
            );
            problem.help = Some(problem.help.take().map_or_else(|| help.clone(), |other| format!("{other}; {help}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::yaml::{Problem, Span};

    #[test]
    fn only_what_looks_like_text_is_explained() {
        for (text, value, said) in [
            (
                "a: YKK #5 coil\n",
                "YKK",
                Some("` #` begins a comment, so `#5 coil` is not read: if it belongs to the text, write `\"YKK #5 coil\"`"),
            ),
            ("a: YKK # the old one\n", "YKK", None),
            ("a: YKK\n#5\n", "YKK", None),
            ("a: YKK\n", "YKK", None),
        ] {
            let at = text.find(value).expect("the value");
            let mut problems = [Problem::new("unknown-material", Span::new(at, at + value.len()), "m")];
            explain(text, &mut problems);
            assert_eq!(problems[0].help.as_deref(), said, "{text}");
        }
    }
}
