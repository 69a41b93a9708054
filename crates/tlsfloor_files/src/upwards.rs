//! Finding a project's files in the folders above.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::system::{FileKind, System};

/// The nearest file, in `start` or a folder above it, that has one of `names`;
/// within one folder the first of the names.
#[must_use]
pub fn nearest_upwards(system: &dyn System, start: &Path, names: &[&str]) -> Option<PathBuf> {
    start
        .ancestors()
        .find_map(|folder| in_folder(system, folder, names))
}

fn in_folder(system: &dyn System, folder: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| folder.join(name)).find(|path| {
        system
            .metadata(path)
            .is_ok_and(|found| found.kind == FileKind::File)
    })
}

/// The same for many folders: each is looked at once.
pub struct NearestUpwards<'a> {
    system: &'a dyn System,
    names: &'a [&'a str],
    known: Mutex<HashMap<PathBuf, Option<PathBuf>>>,
}

impl<'a> NearestUpwards<'a> {
    /// Looks for `names`.
    #[must_use]
    pub fn new(system: &'a dyn System, names: &'a [&'a str]) -> Self {
        Self {
            system,
            names,
            known: Mutex::default(),
        }
    }

    /// As [`nearest_upwards`] from `start`, a folder.
    #[must_use]
    pub fn find(&self, start: &Path) -> Option<PathBuf> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut passed = Vec::new();
        let mut answer = None;
        for folder in start.ancestors() {
            if let Some(found) = known.get(folder) {
                answer.clone_from(found);
                break;
            }
            passed.push(folder);
            answer = in_folder(self.system, folder, self.names);
            if answer.is_some() {
                break;
            }
        }
        for folder in passed {
            known.insert(folder.to_path_buf(), answer.clone());
        }
        answer
    }
}
