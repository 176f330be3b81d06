//! The configurations of a run: which `caseproof.toml` is in force for which file, and what holds there.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::FAILED;
use super::outlet::Outlets;
use super::output::note;
use super::run::rejections;
use super::shown::shown;
use super::walk::real;
use crate::config::{Config, Named, Settled, Settling, load, nearest_above};
use crate::engine::Engine;
use crate::report::Style;
use crate::source::{Disk, SourceFile};

/// Which configuration the command line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked<'a> {
    /// The one that lies nearest above each file.
    Nearest,
    /// This one, for every file.
    File(&'a Path),
    /// None.
    Isolated,
}

/// The configurations of some files, before the names in them are looked up among the checks.
pub(super) struct Found {
    configs: Vec<Config>,
    /// Which of them is in force in a folder.
    folders: HashMap<PathBuf, Option<usize>>,
    /// Which is in force wherever nothing is known of the folder.
    otherwise: Option<usize>,
}

/// What holds under some layers of a configuration, by its number and theirs.
type Known = HashMap<(usize, Vec<usize>), Arc<Settled>>;

/// The configurations of a run.
pub(super) struct Configured {
    found: Found,
    /// For each configuration, and last for where there is none.
    settling: Vec<Settling>,
    known: Mutex<Known>,
}

impl Found {
    /// Reads what is in force for files and folders; the exit code if one of the configurations cannot be read.
    pub(super) fn read(asked: Asked<'_>, profile: Option<&str>, paths: &[PathBuf], out: (&Outlets, &Style)) -> Result<Self, u8> {
        let mut found = Self { configs: Vec::new(), folders: HashMap::new(), otherwise: None };
        let mut wrong = Vec::new();
        let mut known: HashMap<PathBuf, Option<usize>> = HashMap::new();
        let mut read = |path: &Path, configs: &mut Vec<Config>| match load(&Disk, path, profile, &config_shown) {
            Ok(config) => {
                configs.push(config);
                Some(configs.len() - 1)
            }
            Err(rejected) => {
                wrong.push(rejected);
                None
            }
        };
        match asked {
            Asked::Isolated => {}
            Asked::File(path) => found.otherwise = read(path, &mut found.configs),
            Asked::Nearest => {
                for folder in paths.iter().map(|path| folder_of(path)) {
                    if found.folders.contains_key(&folder) {
                        continue;
                    }
                    let number = nearest_above(&Disk, &folder)
                        .and_then(|path| *known.entry(path.clone()).or_insert_with(|| read(&path, &mut found.configs)));
                    found.folders.insert(folder, number);
                }
            }
        }
        if !wrong.is_empty() {
            let code = rejections(wrong, out.0.clone(), out.1);
            note("the configuration could not be read; nothing was judged");
            return Err(code);
        }
        if let (Some(name), true) = (profile, found.configs.is_empty()) {
            note(&format!("there is no profile `{name}`: no caseproof.toml is in force here"));
            return Err(FAILED);
        }
        Ok(found)
    }

    /// The folders of house checks, which have to be the same in all configurations of a run.
    pub(super) fn checks(&self) -> Result<Vec<PathBuf>, u8> {
        let folders = |config: &Config| config.checks.iter().map(|(folder, _)| folder.clone()).collect::<Vec<_>>();
        let mut all = self.configs.iter().map(|config| (folders(config), config));
        let Some((first, config)) = all.next() else { return Ok(Vec::new()) };
        let bare = self.otherwise.is_none() && self.folders.values().any(Option::is_none) && !first.is_empty();
        let other = all.find(|(folders, _)| *folders != first).map(|(_, other)| config_shown(&other.path));
        if let Some(other) = other.or_else(|| bare.then(|| "none".to_owned())) {
            note(&format!(
                "files of this run are under configurations with different house checks: {} and {other}; \
                 judge them in runs of their own, or name one with --config",
                config_shown(&config.path)
            ));
            return Err(FAILED);
        }
        Ok(first.iter().map(|folder| PathBuf::from(config_shown(folder))).collect())
    }

    /// Looks the names up among the checks.
    pub(super) fn settle(self, engine: &Engine, named: &Named, out: (&Outlets, &Style)) -> Result<Configured, u8> {
        let mut settling = Vec::new();
        let mut wrong = Vec::new();
        for config in self.configs.iter().map(Some).chain([None]) {
            match Settling::new(config, engine.checks(), engine.replacements(), named) {
                Ok(settled) => settling.push(settled),
                Err(Ok(rejected)) => wrong.push(rejected),
                Err(Err(message)) => {
                    note(&message);
                    return Err(FAILED);
                }
            }
        }
        if !wrong.is_empty() {
            let code = rejections(wrong, out.0.clone(), out.1);
            note("the configuration is wrong; nothing was judged");
            return Err(code);
        }
        Ok(Configured { found: self, settling, known: Mutex::default() })
    }
}

impl Configured {
    /// The configuration that is in force for a file.
    pub(super) fn config(&self, path: &Path) -> Option<&Config> {
        self.number(path).map(|number| &self.found.configs[number])
    }

    /// The files with waivers of all configurations.
    pub(super) fn waivers(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = Vec::new();
        for (path, _) in self.found.configs.iter().flat_map(|config| &config.waivers) {
            let path = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            if !all.contains(&path) {
                all.push(path);
            }
        }
        all
    }

    /// Every file of every configuration.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.found.configs.iter().flat_map(|config| config.sources.files())
    }

    fn number(&self, path: &Path) -> Option<usize> {
        self.found.folders.get(&folder_of(path)).copied().unwrap_or(self.found.otherwise)
    }

    /// What holds for a file.
    pub(super) fn settled(&self, path: &Path) -> Arc<Settled> {
        let number = self.number(path).unwrap_or(self.settling.len() - 1);
        let settling = &self.settling[number];
        let layers = settling.covering(&real(path));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry((number, layers)).or_insert_with_key(|(_, layers)| Arc::new(settling.settled(layers))))
    }
}

/// The folder in which a configuration is looked for first: the folder itself, or that of a file.
fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    }
    real(path).parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// A path as it is shown: from the working folder where it lies in it or in one above, otherwise whole.
pub(super) fn config_shown(path: &Path) -> String {
    // As it was named, if it is not there.
    if path.is_relative() {
        return shown(path);
    }
    let Ok(working) = std::env::current_dir().and_then(fs::canonicalize) else { return shown(path) };
    if let Ok(below) = path.strip_prefix(&working) {
        return if below.as_os_str().is_empty() { ".".to_owned() } else { shown(below) };
    }
    let above =
        path.parent().and_then(|folder| Some((working.strip_prefix(folder).ok()?.components().count(), path.file_name()?)));
    above.map_or_else(|| shown(path), |(steps, name)| shown(&PathBuf::from("../".repeat(steps)).join(name)))
}
