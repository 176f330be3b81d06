//! `caseproof new`: a commented starter spec that loads, or a brief with slots for what is still asked.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error, ValueEnum};

use super::date::today;
use super::output::{note, style, text};
use super::run::{builtin_engine, rejections};
use super::shown::shown;
use super::slots::slots;
use super::whole::write_new;
use super::{CLEAN, FAILED};
use crate::design::{CaseKind, Loader, kinds_meant};
use crate::engine::{Options, Target};
use crate::report::{Format, one_line, quoted};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Kind of case
    #[arg(value_parser = KindParser, required_unless_present = "from", conflicts_with = "from")]
    kind: Option<Kind>,
    /// A brief, or any spec: its text is kept, and commented slots for what is asked come behind it
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// File to write; standard output if left out
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    PhoneCase,
    EvaCase,
    RuggedCase,
    FlightCase,
    Sleeve,
    Folio,
}

impl Kind {
    /// Its word in a spec.
    const fn word(self) -> &'static str {
        match self {
            Self::PhoneCase => CaseKind::PhoneCase.word(),
            Self::EvaCase => CaseKind::EvaCase.word(),
            Self::RuggedCase => CaseKind::RuggedCase.word(),
            Self::FlightCase => CaseKind::FlightCase.word(),
            Self::Sleeve => CaseKind::Sleeve.word(),
            Self::Folio => CaseKind::Folio.word(),
        }
    }

    const fn starter(self) -> &'static str {
        match self {
            Self::PhoneCase => include_str!("starters/phone-case.yaml"),
            Self::EvaCase => include_str!("starters/eva-case.yaml"),
            Self::RuggedCase => include_str!("starters/rugged-case.yaml"),
            Self::FlightCase => include_str!("starters/flight-case.yaml"),
            Self::Sleeve => include_str!("starters/sleeve.yaml"),
            Self::Folio => include_str!("starters/folio.yaml"),
        }
    }
}

/// Reads a kind by its word, or by what the trade calls it.
#[derive(Clone)]
struct KindParser;

impl TypedValueParser for KindParser {
    type Value = Kind;

    fn parse_ref(&self, command: &Command, _: Option<&Arg>, value: &OsStr) -> Result<Kind, Error> {
        let text = value.to_string_lossy();
        kind(&text).map_err(|why| Error::raw(ErrorKind::InvalidValue, format!("{why}\n")).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Kind::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// The starters that are near a kind without one.
const NEAR: &[(&str, &[Kind])] = &[("tablet-case", &[Kind::PhoneCase, Kind::Folio])];

/// The kind that a text names, with a starter; else what to write.
fn kind(text: &str) -> Result<Kind, String> {
    let starter = |word: &&str| Kind::from_str(word, false).ok();
    let all = || Kind::value_variants().iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    let meant = kinds_meant(text);
    match meant[..] {
        [one] => starter(&one).ok_or_else(|| {
            let near: Vec<String> =
                NEAR.iter().filter(|row| row.0 == one).flat_map(|row| row.1).map(|kind| format!("`{}`", kind.word())).collect();
            let begin = if near.is_empty() { format!("the one nearest in build, of {}", all()) } else { near.join(" or ") };
            format!("there is no starter for `{one}`: begin with {begin}, and write `kind: {one}` into it")
        }),
        [] => Err(format!("there is no kind of case `{}`: write one of {}", one_line(text), all())),
        _ => {
            let shown: Vec<String> =
                meant.iter().filter(|word| starter(word).is_some()).map(|word| format!("`{word}`")).collect();
            Err(format!("`{}` may be several kinds of case: write one of {}", one_line(text), shown.join(", ")))
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let made = match (&arguments.from, arguments.kind) {
        (Some(brief), _) => from(brief),
        (None, Some(kind)) => Ok(kind.starter().to_owned()),
        (None, None) => return FAILED,
    };
    match made {
        Ok(made) => write(&made, arguments.output.as_deref()),
        Err(code) => code,
    }
}

fn write(made: &str, output: Option<&Path>) -> u8 {
    let Some(path) = output else { return text(CLEAN, made) };
    match write_new(path, made) {
        Ok(()) => {
            note(&format!("wrote {}; next: caseproof check {}", shown(path), quoted(&shown(path))));
            CLEAN
        }
        Err(why) => {
            note(&why);
            FAILED
        }
    }
}

/// The text of a brief with slots for what is asked of it; the exit code if it does not load.
fn from(brief: &Path) -> Result<String, u8> {
    let engine = builtin_engine()?;
    let target = Target { path: brief.to_owned(), shown: shown(brief), named: true };
    let options = Options { today: Some(today()), ..Options::default() };
    let judged = engine.judged_file(&Loader::new(Path::new(".")), &target, &options);
    let report = judged.report.settled(|| false);
    if let Some(rejected) = report.rejected {
        return Err(rejections(vec![rejected], Format::Text, &style()));
    }
    let [design] = &report.designs[..] else {
        note(&format!("{}: a brief is one design, found {}", shown(brief), report.designs.len()));
        return Err(FAILED);
    };
    let known = design.file.text.trim_end();
    Ok(format!("{known}\n\n{}", slots(design)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_what_they_are_called() {
        for (text, expected) in [
            ("eva-case", Kind::EvaCase),
            ("EVA case", Kind::EvaCase),
            ("eva", Kind::EvaCase),
            ("Road Case", Kind::FlightCase),
            ("FOLIO", Kind::Folio),
        ] {
            assert_eq!(kind(text), Ok(expected), "{text}");
        }
        for (text, said) in [
            ("tablet-case", "begin with `phone-case` or `folio`, and write `kind: tablet-case` into it"),
            ("other", "begin with the one nearest in build, of phone-case, eva-case, rugged-case, flight-case, sleeve, folio"),
            ("case", "`case` may be several kinds of case: write one of `"),
            ("zzz", "there is no kind of case `zzz`: write one of phone-case, "),
        ] {
            assert!(kind(text).is_err_and(|why| why.contains(said)), "{text}: {:?}", kind(text));
        }
    }
}
