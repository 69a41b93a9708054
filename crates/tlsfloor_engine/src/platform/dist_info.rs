//! Installed and unpacked distributions: which `*.dist-info` or `*.egg-info`
//! folder describes a package that stands beside it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tlsfloor_files::{FileKind, System};

use super::LIMIT;

/// A distribution's metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Distribution {
    /// Its `*.dist-info` or `*.egg-info` folder.
    pub(crate) folder: PathBuf,
    /// `METADATA` or `PKG-INFO` in it.
    pub(crate) metadata: PathBuf,
}

/// The distributions of each folder that was asked about.
pub(crate) struct Distributions<'a> {
    system: &'a dyn System,
    folders: HashMap<PathBuf, Index>,
}

/// Which distributions a folder's packages and modules belong to: several for
/// a namespace package. Keys are bare names, `.py` left out.
type Index = HashMap<String, Vec<Distribution>>;

impl<'a> Distributions<'a> {
    pub(crate) fn new(system: &'a dyn System) -> Self {
        Self {
            system,
            folders: HashMap::new(),
        }
    }

    /// The distribution whose metadata stands in `folder` and which the file
    /// at `path`, somewhere below, belongs to.
    pub(crate) fn of(&mut self, folder: &Path, path: &Path) -> Option<Distribution> {
        let system = self.system;
        let index = self
            .folders
            .entry(folder.to_owned())
            .or_insert_with(|| read_index(system, folder));
        if index.is_empty() {
            return None;
        }
        let inside = path.strip_prefix(folder).ok()?;
        let child = inside.components().next()?.as_os_str().to_string_lossy();
        match index.get(module_name(&child))?.as_slice() {
            [only] => Some(only.clone()),
            several => {
                let wanted = inside.to_string_lossy().replace('\\', "/");
                let lists = |distribution: &&Distribution| {
                    let record = read_text(system, &distribution.folder.join("RECORD"));
                    record_paths(&record).any(|listed| listed == wanted)
                };
                several.iter().find(lists).cloned()
            }
        }
    }
}

fn read_index(system: &dyn System, folder: &Path) -> Index {
    let mut index = Index::new();
    let Ok(listing) = system.read_dir(folder) else {
        return index;
    };
    let mut names: Vec<String> = listing
        .entries
        .iter()
        .filter(|entry| matches!(entry.kind, FileKind::Folder | FileKind::Link))
        .map(|entry| entry.name.to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    for name in names {
        let (metadata, stem) = if let Some(stem) = name.strip_suffix(".dist-info") {
            ("METADATA", stem)
        } else if let Some(stem) = name.strip_suffix(".egg-info") {
            ("PKG-INFO", stem)
        } else {
            continue;
        };
        let own = folder.join(&name);
        let distribution = Distribution {
            metadata: own.join(metadata),
            folder: own,
        };
        if system.metadata(&distribution.metadata).is_err() {
            continue;
        }
        for module in modules(system, &distribution.folder, stem) {
            index.entry(module).or_default().push(distribution.clone());
        }
    }
    index
}

/// The top-level packages and modules of a distribution: those that it lists,
/// else the one of its own name.
fn modules(system: &dyn System, own: &Path, stem: &str) -> Vec<String> {
    let listed = read_text(system, &own.join("top_level.txt"));
    let mut modules: Vec<String> = listed.split_whitespace().map(str::to_owned).collect();
    if modules.is_empty() {
        let record = read_text(system, &own.join("RECORD"));
        modules = record_paths(&record)
            .filter_map(|path| {
                let (top, below) = path.split_once('/').unwrap_or((path, ""));
                let is_code = !below.is_empty() || top.ends_with(".py");
                let is_data = top.ends_with(".dist-info") || top.ends_with(".data") || top == "..";
                (is_code && !is_data).then(|| module_name(top).to_owned())
            })
            .collect();
    }
    if modules.is_empty() {
        // `Foo_Bar-1.0` holds `foo_bar` unless it says otherwise.
        let name = stem.split('-').next().unwrap_or(stem);
        modules.push(name.replace('.', "_").to_lowercase());
    }
    modules.sort_unstable();
    modules.dedup();
    modules
}

fn module_name(file: &str) -> &str {
    file.strip_suffix(".py").unwrap_or(file)
}

/// The paths of a `RECORD`: the first field of each line.
fn record_paths(record: &str) -> impl Iterator<Item = &str> {
    record.lines().map(|line| match line.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or(quoted),
        None => line.split(',').next().unwrap_or(line),
    })
}

/// A missing or unreadable list lists nothing.
fn read_text(system: &dyn System, path: &Path) -> String {
    let bytes = system.read_file(path, LIMIT).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
