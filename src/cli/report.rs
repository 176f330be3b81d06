//! `caseproof report`: the review of a design, or of all designs of a folder, as a page; and holding a page against its files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::bases::is_base;
use super::judging::{Judging, Run as Judges};
use super::limits::windows;
use super::omitted::Omitted;
use super::outlet::over_input;
use super::output::{data, note, style};
use super::run::rejections;
use super::shown::shown;
use super::suggest::Threads;
use super::walk::{Entry, Found, entries};
use super::whole::{unwritable, write_whole};
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::design::{Loader, Spec, Stage};
use crate::engine::{Engine, Judged, Options};
use crate::facts::World;
use crate::finding::{DesignReport, Rejected, SourceFile};
use crate::propose::{Bench, propose};
use crate::report::review::{
    Input, Page, PageFormat, Part, Refused, Request, Run, Templates, differences, input_of, read_page, write_page,
};
use crate::report::{Format, Language, Rules, one_line};
use crate::review::{Form, FormKind, Review, form, proposed, review};
use crate::source::plain;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec, or a folder with designs
    #[arg(required_unless_present = "verify")]
    path: Option<PathBuf>,
    /// Where the page is written, whole or not at all; standard output if left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the page
    #[arg(long, value_enum, default_value_t)]
    format: PageFormat,
    /// Write one form of the page: for signatures, for action, a letter of questions, or the sheet of limits
    #[arg(long, value_enum)]
    form: Option<FormKind>,
    /// Language of the page; `both` has Chinese beside the English
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
    #[command(flatten)]
    judging: Judging,
    /// Folder with templates that stand in the place of those of the program with the same names
    #[arg(long, value_name = "FOLDER")]
    templates: Option<PathBuf>,
    /// Look for changes that clear errors and warnings, each proven by judging again, which takes seconds
    #[arg(long)]
    proposals: bool,
    /// Derive a page again from the files that it names, and list what differs
    #[arg(long, value_name = "PAGE", conflicts_with_all = ["output", "format", "form", "lang", "gate", "checks", "sets", "date", "select", "ignore", "config", "isolated", "templates", "proposals"])]
    verify: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match &arguments.verify {
        Some(page) => verify(page, arguments.path.as_deref()),
        None => make(arguments),
    }
}

/// Makes a page and writes it.
fn make(arguments: &Arguments) -> u8 {
    let path = arguments.path.clone().unwrap_or_default();
    if arguments.format == PageFormat::Text && arguments.form.is_none() {
        note("plain text is for forms: name one with `--form`");
        return FAILED;
    }
    let read = entries(std::slice::from_ref(&path));
    let read = read.iter().map(|entry| entry.target.path.as_path());
    if let Some(why) = arguments.output.as_deref().and_then(|output| over_input(output, read)) {
        note(&why);
        return FAILED;
    }
    let judging = &arguments.judging;
    let request = Request {
        path: shown(&path),
        date: judging.day(),
        language: arguments.lang.word().to_owned(),
        gate: judging.gate.map(|gate| gate.word().to_owned()),
        sets: judging.sets.clone(),
        checks: judging.checks.iter().map(|folder| shown(folder)).collect(),
        select: judging.select.clone(),
        ignore: judging.ignore.clone(),
        config: judging.config.as_ref().map(|file| shown(file)),
        isolated: judging.isolated,
        templates: arguments.templates.as_ref().map(|folder| shown(folder)),
        form: arguments.form.map(|form| form.word().to_owned()),
        proposals: arguments.proposals,
    };
    let Made { text, code, read } = match page(&path, request, arguments.format) {
        Ok(made) => made,
        Err(code) => return code,
    };
    let read = read.iter().map(PathBuf::as_path);
    if let Some(why) = arguments.output.as_deref().and_then(|output| over_input(output, read)) {
        note(&why);
        return FAILED;
    }
    match &arguments.output {
        None => data(code, |out| out.write_all(text.as_bytes())),
        Some(output) => match write_whole(output, &text) {
            Ok(()) => code,
            Err(error) => {
                note(&format!("cannot write {}: {}; nothing was written", shown(output), unwritable(output, &error)));
                FAILED
            }
        },
    }
}

/// Derives a page again and says where it differs.
fn verify(page_file: &Path, path: Option<&Path>) -> u8 {
    let name = shown(page_file);
    let refuse = |reason: &str| {
        note(&format!("{name}: {reason}"));
        FAILED
    };
    let written = match fs::read_to_string(page_file) {
        Ok(written) => written,
        Err(error) => return refuse(&plain(&error)),
    };
    let run = match read_page(&written) {
        Ok((run, _)) => run,
        Err(reason) => return refuse(&reason),
    };
    let path = path.map_or_else(|| PathBuf::from(&run.request.path), Path::to_owned);
    if run.version != env!("CARGO_PKG_VERSION") {
        note(&format!("the page was made by version {}, and this is {}", one_line(&run.version), env!("CARGO_PKG_VERSION")));
    }
    let again = match page(&path, run.request, PageFormat::Html) {
        Ok(Made { text, .. }) => text,
        Err(code) => return code,
    };
    let found = differences(&written, &again);
    let code = if found.is_empty() { CLEAN } else { FINDINGS };
    data(code, |out| {
        for line in &found {
            writeln!(out, "{line}")?;
        }
        if found.is_empty() {
            writeln!(out, "{name}: the same, derived again from {}", shown(&path))?;
        }
        Ok(())
    })
}

/// What a page was asked to be judged by.
fn asked(request: &Request) -> Judging {
    Judging {
        gate: request.gate.as_deref().and_then(Stage::from_word),
        checks: request.checks.iter().map(PathBuf::from).collect(),
        sets: request.sets.clone(),
        date: Some(request.date.clone()),
        select: request.select.clone(),
        ignore: request.ignore.clone(),
        config: request.config.as_ref().map(PathBuf::from),
        isolated: request.isolated,
    }
}

/// A page that was made.
struct Made {
    text: String,
    /// The exit code of making it.
    code: u8,
    /// The files that it was made from.
    read: Vec<PathBuf>,
}

/// The page of a design or a folder; the exit code if there is none.
fn page(path: &Path, request: Request, format: PageFormat) -> Result<Made, u8> {
    let judging = asked(&request);
    let judges = judging.run_over(path)?;
    let Judges { engine, loader, .. } = &judges;
    let (templates, mut inputs) = templates(request.templates.as_deref())?;
    inputs.extend(house_checks(&judges.folders));
    inputs.extend(judges.configured.files().map(|file| input_of(file)));
    let portfolio = path.is_dir();
    let Files { judged, refused } = judge(path, &judges, portfolio)?;
    let mut designs: Vec<(Review, &DesignReport)> = Vec::new();
    for One { folder, options, judged } in &judged {
        let each = judged.report.designs.iter().zip(&judged.specs);
        designs.extend(each.map(|(design, spec)| (review(engine, spec, design, options), design)));
        if let ([design], Some((of, _)), true) = (&judged.report.designs[..], designs.last_mut(), request.proposals) {
            let bench = Bench { engine, loader, folder: folder.clone(), options: options.clone() };
            let text = &design.sources.main().text;
            of.proposals = propose(&bench, text, &Threads).map(|answers| proposed(&answers, text));
        }
    }
    let mut omitted = Omitted::default();
    for One { options, judged, .. } in &judged {
        omitted.add(&options.policy, &judged.report.designs);
    }
    omitted.words().iter().for_each(|words| note(words));
    if designs.is_empty() && (!portfolio || refused.is_empty()) {
        note("there is no design here");
        return Err(NOTHING);
    }
    let files = designs.iter().flat_map(|(_, judged)| judged.sources.files());
    inputs.extend(files.map(|file| input_of(file)));
    let specs = judged
        .iter()
        .flat_map(|one| one.judged.specs.iter().take(one.judged.report.designs.len()).map(|spec| (spec, &one.options)));
    let forms = forms((engine, loader), specs, &designs, &request);
    let language = [Language::En, Language::Zh, Language::Both].into_iter().find(|language| language.word() == request.language);
    let read = inputs.iter().map(|input| PathBuf::from(&input.file)).chain(judges.configured.waivers()).collect();
    let run = Run::new(request, inputs);
    let parts: Vec<Part<'_>> =
        designs.iter().zip(&forms).map(|((review, judged), form)| Part { review, judged, form: form.as_ref() }).collect();
    let page = Page {
        rules: Rules::new(engine.checks()).speaking(language.unwrap_or_default()),
        run: &run,
        designs: &parts,
        refused: &refused,
        portfolio: portfolio || parts.len() > 1,
    };
    let code = if refused.is_empty() { CLEAN } else { FAILED };
    write_page(&page, &templates, format).map(|text| Made { text, code, read }).map_err(|fault| {
        note(&format!("{fault}; nothing was written"));
        FAILED
    })
}

/// The form that is asked for of each design; none where the whole page is.
fn forms<'s>(
    (engine, loader): (&Engine, &Loader),
    specs: impl Iterator<Item = (&'s Spec, &'s Options)>,
    designs: &[(Review, &DesignReport)],
    request: &Request,
) -> Vec<Option<Form>> {
    let kind = FormKind::ALL.into_iter().find(|kind| request.form.as_deref() == Some(kind.word()));
    let one = |((spec, options), (review, design)): ((&Spec, &Options), &(Review, &DesignReport))| {
        let limits = |world: &World<'_>| {
            windows(&options.policy.judged(engine.checks()), world, (loader, Path::new(&design.file.path)), None)
        };
        kind.map(|kind| form(kind, engine, spec, (design, review), options, limits))
    };
    specs.zip(designs).map(one).collect()
}

/// Files that were judged.
#[derive(Default)]
struct Files {
    /// What each yields.
    judged: Vec<One>,
    /// Those that could not be judged.
    refused: Vec<Refused>,
}

/// A file that was judged.
struct One {
    /// The folder that it lies in.
    folder: Option<PathBuf>,
    /// How it was judged.
    options: Options,
    judged: Judged,
}

/// Judges a file or the files of a folder. A file that is named has to load; of a folder the others go on.
fn judge(path: &Path, judges: &Judges, portfolio: bool) -> Result<Files, u8> {
    let mut files = Files::default();
    for Entry { target, found } in entries(&[path.to_owned()]) {
        let options = judges.options(&target.path);
        let judged = match found {
            Found::File => {
                let Judged { report, specs } = judges.engine.judged_file(&judges.loader, &target, &options);
                Judged { report: report.settled(|| is_base(&target.path)), specs }
            }
            Found::NoFile => continue,
            Found::Unreadable(problem) => {
                let file = std::sync::Arc::new(SourceFile::new(target.shown.clone(), String::new()));
                Judged { report: Rejected::new(file, "design", vec![problem]).into(), specs: Vec::new() }
            }
        };
        if !judged.report.internal.is_empty() {
            judged.report.internal.iter().for_each(|fault| note(&format!("internal error: {fault}")));
            return Err(FAILED);
        }
        if let Some(rejected) = &judged.report.rejected {
            if !portfolio {
                return Err(rejections(vec![rejected.clone()], Format::Text, &style()));
            }
            files.refused.push(refusal(rejected));
        }
        files.judged.push(One { folder: target.path.parent().map(Path::to_owned), options, judged });
    }
    Ok(files)
}

fn refusal(rejected: &Rejected) -> Refused {
    let problems = rejected.problems.iter().map(|problem| {
        let (file, position) = rejected.sources.begin(problem.span);
        format!("{}:{}:{}: {}", file.path, position.line, position.column, problem.message)
    });
    Refused { file: rejected.file.path.clone(), problems: problems.collect() }
}

/// The templates of a folder, in the place of those of the program, and what was read for them.
fn templates(folder: Option<&str>) -> Result<(Templates, Vec<Input>), u8> {
    let Some(folder) = folder else { return Ok((Templates::default(), Vec::new())) };
    let refuse = |path: &Path, reason: &str| {
        note(&format!("{}: {reason}; nothing was written", shown(path)));
        FAILED
    };
    let files = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>());
    let mut files = files.map_err(|error| refuse(Path::new(folder), &plain(&error)))?;
    files.retain(|file| file.is_file());
    files.sort();
    let (mut own, mut inputs) = (BTreeMap::new(), Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| refuse(&file, &plain(&error)))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !Templates::names().any(|known| known == name) {
            note(&format!("{}: no template of the program has this name; others may include it", shown(&file)));
        }
        inputs.push(input_of(&SourceFile::new(shown(&file), text.clone())));
        own.insert(name, text);
    }
    if own.is_empty() {
        return Err(refuse(Path::new(folder), "no templates here"));
    }
    Ok((Templates::replaced(folder.to_owned(), own), inputs))
}

/// The files of house checks, which have loaded already.
fn house_checks(folders: &[PathBuf]) -> Vec<Input> {
    let files = folders.iter().flat_map(|folder| entries(std::slice::from_ref(folder)));
    let texts = files.filter_map(|entry| Some((entry.target.shown, fs::read_to_string(&entry.target.path).ok()?)));
    texts.map(|(name, text)| input_of(&SourceFile::new(name, text))).collect()
}
