//! The engine of the command line, and what is said where it cannot be had.

use std::path::PathBuf;

use super::FAILED;
use super::outlet::Outlets;
use super::output::{note, style};
use super::page::Page;
use crate::engine::Engine;
use crate::finding::Rejected;
use crate::report::{Format, Rules, Run, Style};

/// The engine with the checks of some house folders. If a check cannot be loaded, all that is wrong is reported and the exit code is that of a failure.
/// It lives as long as the program: taking it apart at the end would take longer than judging a small design.
pub(super) fn engine(folders: &[PathBuf], outlets: impl Into<Outlets>, style: &Style) -> Result<&'static Engine, u8> {
    let engine = Engine::with_house(folders).map_err(|wrong| {
        let code = rejections(wrong, outlets, style);
        note("the checks could not be loaded; nothing was judged");
        code
    })?;
    engine.replacements().iter().for_each(|replacement| note(&replacement.to_string()));
    Ok(Box::leak(Box::new(engine)))
}

/// The engine of the built-in checks, for commands that report in text if it is damaged.
pub(super) fn builtin_engine() -> Result<&'static Engine, u8> {
    engine(&[], Format::Text, &style())
}

/// Reports files that could not be read; the exit code.
pub(super) fn rejections(wrong: Vec<Rejected>, outlets: impl Into<Outlets>, style: &Style) -> u8 {
    let mut page = match Page::new(&outlets.into(), style, Rules::new(&[]), &Run::default()) {
        Ok(page) => page,
        Err(code) => return code,
    };
    for rejected in wrong {
        page.file(rejected.into());
    }
    page.end(FAILED)
}
