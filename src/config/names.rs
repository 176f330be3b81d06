//! What a name in a configuration means among the checks, and what is wrong with names.

use super::layer::{Name, Whence};
use crate::catalogue::Check;
use crate::source::{Span, nearest};
use crate::yaml::Problem;

/// What stands for every check.
pub(super) const ALL: &str = "all";

/// What is wrong with names.
#[derive(Default)]
pub(super) struct Faults {
    pub(super) problems: Vec<Problem>,
    /// With those of the command line.
    pub(super) said: Vec<String>,
}

impl Faults {
    pub(super) fn note(&mut self, code: &'static str, whence: Whence, message: String, help: Option<String>) {
        match whence {
            Whence::File(span) => self.problems.push(Problem { help, ..Problem::new(code, span, message) }),
            Whence::CommandLine | Whence::Default => {
                self.said.push(help.map_or_else(|| message.clone(), |help| format!("{message}; {help}")));
            }
        }
    }

    /// With a name for a check that stays, and why it does.
    pub(super) fn kept(&mut self, name: &Name, message: String, (span, why): (Option<Span>, &str)) {
        let before = self.problems.len();
        self.note("clash", name.whence, message, None);
        if let (Some(problem), Some(span)) = (self.problems.get_mut(before), span) {
            problem.related = Some((span, why.to_owned()));
        }
    }
}

/// How closely a check is meant by its code or name.
pub(super) const CLOSEST: u8 = 2;

/// The checks that a name means, and how closely: all of them, a family, or one by itself.
pub(super) fn meant(name: &Name, checks: &[Check], faults: &mut Faults) -> Vec<(usize, u8)> {
    let text = name.text.trim();
    let lower = text.to_ascii_lowercase();
    let each = |closeness: u8, fits: &dyn Fn(&Check) -> bool| -> Vec<(usize, u8)> {
        checks.iter().enumerate().filter(|(_, check)| fits(check)).map(|(index, _)| (index, closeness)).collect()
    };
    if lower == ALL {
        return each(0, &|_| true);
    }
    let family = each(1, &|check| check.name.split('/').next() == Some(&*lower));
    if !family.is_empty() {
        return family;
    }
    let own = each(CLOSEST, &|check| check.names().iter().any(|known| known.eq_ignore_ascii_case(text)));
    if own.is_empty() {
        let families = checks.iter().filter_map(|check| check.name.split('/').next());
        let near = nearest(text, checks.iter().flat_map(Check::names).chain(families).chain([ALL]));
        let help = near.map_or_else(
            || "write a code, a name, a family or `all`; `caseproof checks` lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        faults.note("dangling-reference", name.whence, format!("there is no check and no family `{text}`"), Some(help));
    }
    own
}
