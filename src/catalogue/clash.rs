//! Codes and names: those of a house, and what they may not take from others.

use std::collections::HashMap;

use super::check::spellings;
use super::yields::yield_faults;
use super::{Check, CheckFile};
use crate::yaml::Problem;

/// Notes in every file what an earlier one has already: a code, a name, or the built-in check that it replaces.
pub fn refuse_clashes(files: &mut [CheckFile]) {
    let mut taken: HashMap<String, String> = HashMap::new();
    for file in files {
        let Some(check) = &file.check else { continue };
        let place = format!("{}:{}", file.file.path, file.file.position(file.code.start as usize).line);
        let clash = check.names().iter().find_map(|name| Some(((*name).to_owned(), taken.get(*name)?.clone())));
        if let Some((name, other)) = clash {
            let replaced =
                check.replaced().is_some_and(|replaced| spellings(&replaced.code, &replaced.name).contains(&name.as_str()));
            let what = if replaced { "is replaced twice" } else { "is used twice" };
            let problem = Problem::new("clash", file.code, format!("`{name}` {what}: {other} has it too"));
            file.problems.push(problem);
            file.check = None;
        } else {
            taken.extend(check.names().into_iter().map(|name| (name.to_owned(), place.clone())));
        }
    }
}

/// Notes in every file the names of checks that it cannot yield to. What stands for a built-in check is the file.
pub fn refuse_false_yields(files: &mut [CheckFile], builtin: &[Check]) {
    let mut wrong = Vec::new();
    {
        let own: Vec<(usize, &Check)> =
            files.iter().enumerate().filter_map(|(number, file)| Some((number, file.check.as_ref()?))).collect();
        // Without a check of a house there is nothing to read the definitions of all others for.
        if own.is_empty() {
            return;
        }
        let taken = |known: &&Check| {
            let name = &known.name;
            let stands_for =
                |check: &Check| check.name == *name || check.replaced().is_some_and(|replaced| replaced.name == *name);
            !own.iter().any(|(_, check)| stands_for(check))
        };
        let all: Vec<&Check> = own.iter().map(|(_, check)| *check).chain(builtin.iter().filter(taken)).collect();
        for fault in yield_faults(&all) {
            // What is wrong with a built-in check was refused when the program was built.
            wrong.extend(own.get(fault.check).map(|(file, _)| (*file, fault)));
        }
    }
    for (file, fault) in wrong {
        let span = files[file].yields.get(fault.number).copied().unwrap_or(files[file].code);
        files[file].problems.push(Problem { help: fault.help, ..Problem::new("yields", span, fault.message) });
        files[file].check = None;
    }
}

/// The built-in checks with those of house folders added, sorted by name; a replaced one is left out.
#[must_use]
pub fn with_house_checks(mut checks: Vec<Check>, house: Vec<Check>) -> Vec<Check> {
    // They were sorted when the program was built.
    if house.is_empty() {
        return checks;
    }
    checks.retain(|known| {
        let name = &known.name;
        !house.iter().any(|check| check.replaced().is_some_and(|replaced| replaced.name == *name))
    });
    checks.extend(house);
    checks.sort_by(|a, b| a.name.cmp(&b.name));
    checks
}

/// One line for each built-in check that a house check stands for: no run may pass over it in silence.
pub fn replacements(checks: &[Check]) -> impl Iterator<Item = String> {
    checks.iter().filter_map(|check| {
        let replaced = check.replaced()?;
        Some(format!("house check {} replaces {} {}", check.code, replaced.code, replaced.name))
    })
}
