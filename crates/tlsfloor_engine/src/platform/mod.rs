//! On which Pythons a file is judged: what the user states; else what the
//! file's own project states; else Python 2.7 for Python 2 syntax; else 3.10
//! and later.

mod dist_info;
mod metadata;
mod specifier;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tlsfloor_files::{ReadError, System, display};
use tlsfloor_protocol::platform::reference_builds;
use tlsfloor_protocol::{Build, BuildSet, PythonVersion};
use tlsfloor_rules::{Diagnostic, DiagnosticKind, Platform, ProjectId, describe_builds};

use crate::settings::Target;
use dist_info::Distributions;
use metadata::Statement;
pub use specifier::Specifier;

/// Metadata files above this many bytes are not read (16 MiB); the largest of
/// a real project, a `RECORD`, has about one.
const LIMIT: u64 = 16 << 20;

/// Whoever says nothing is judged on these, the versions whose reference
/// builds start at TLS 1.2.
const DEFAULT: PythonVersion = PythonVersion::new(3, 10);

/// The files of a folder that may state a Python, the first one first.
const SOURCES: [(&str, Reader); 4] = [
    ("pyproject.toml", metadata::pyproject),
    ("setup.cfg", metadata::setup_cfg),
    ("setup.py", metadata::setup_py),
    ("PKG-INFO", metadata::headers),
];

type Reader = fn(&str) -> Result<Statement, String>;

/// Fails, with a sentence, when `versions` allow none of the Pythons that are
/// known. `text` is how they were written.
///
/// # Errors
///
/// As said.
pub fn require_known(versions: &Specifier, text: &str) -> Result<(), String> {
    let universe = reference_builds();
    if builds(versions, universe).is_empty() {
        let all = BuildSet::first_n(universe.len());
        let known = describe_builds(all, universe);
        return Err(format!(
            "no known Python matches `{}`: there are {known}",
            text.trim()
        ));
    }
    Ok(())
}

fn builds(versions: &Specifier, universe: &[Build]) -> BuildSet {
    universe
        .iter()
        .enumerate()
        .filter(|(_, build)| versions.allows(build.python))
        .map(|(index, _)| index)
        .collect()
}

/// Finds the platform of one file after the other; each folder is read once.
pub(crate) struct Detector<'a> {
    system: &'a dyn System,
    universe: &'a [Build],
    stated: Option<(BuildSet, String)>,
    folders: HashMap<PathBuf, Folder>,
    distributions: Distributions<'a>,
    /// By where each project's statement or root stands.
    projects: HashMap<PathBuf, ProjectId>,
    diagnostics: Vec<Diagnostic>,
}

/// What a folder's own files say.
#[derive(Clone, Debug, Default)]
struct Folder {
    requires: Option<Stated>,
    classified: Option<Stated>,
    /// It holds a project file, whatever that says of Python.
    is_project: bool,
    /// Nothing above it belongs to the same project.
    is_top: bool,
}

/// The Pythons that a metadata file states.
#[derive(Clone, Debug)]
struct Stated {
    target: BuildSet,
    source: String,
}

impl<'a> Detector<'a> {
    /// For files on `system`; `target` overrules what projects state.
    ///
    /// # Errors
    ///
    /// A sentence, when `target` allows none of the builds.
    pub(crate) fn new(
        system: &'a dyn System,
        universe: &'a [Build],
        target: Option<&Target>,
    ) -> Result<Self, String> {
        let stated = match target {
            None => None,
            Some(target) => {
                let target_builds = builds(&target.versions, universe);
                if target_builds.is_empty() {
                    return Err(format!(
                        "no known Python is among those of {}",
                        target.source
                    ));
                }
                Some((target_builds, target.source.clone()))
            }
        };
        Ok(Self {
            system,
            universe,
            stated,
            folders: HashMap::new(),
            distributions: Distributions::new(system),
            projects: HashMap::new(),
            diagnostics: Vec::new(),
        })
    }

    /// The platform of the file at `path` (absolute).
    pub(crate) fn platform_of(&mut self, path: &Path, python2: bool) -> Platform {
        let (project, own) = self.project_of(path);
        let (target, stated, source) = match (&self.stated, own) {
            (Some((target, source)), _) => (*target, true, source.clone()),
            (None, Some(own)) => (own.target, true, own.source),
            (None, None) if python2 => {
                let python27 = self.builds_where(|python| python.major == 2);
                (python27, false, "Python 2 syntax".to_owned())
            }
            (None, None) => (
                self.builds_where(|python| python >= DEFAULT),
                false,
                "default".to_owned(),
            ),
        };
        Platform {
            target,
            stated,
            source,
            description: describe_builds(target, self.universe),
            project,
        }
    }

    /// What was wrong with the metadata that was read.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    fn builds_where(&self, wanted: impl Fn(PythonVersion) -> bool) -> BuildSet {
        let indices = self.universe.iter().enumerate();
        indices
            .filter(|(_, build)| wanted(build.python))
            .map(|(index, _)| index)
            .collect()
    }

    /// The project of a file, with the Pythons that it states.
    fn project_of(&mut self, path: &Path) -> (ProjectId, Option<Stated>) {
        let mut root = None;
        for folder in path.ancestors().skip(1) {
            let known = self.folder(folder);
            if known.requires.is_some() {
                return (self.project(folder), known.requires);
            }
            if let Some(distribution) = self.distributions.of(folder, path) {
                let project = self.project(&distribution.folder);
                let shown = display(self.system, &distribution.metadata, None);
                let statement = self.read(&distribution.metadata, metadata::headers);
                let stated = statement.and_then(|statement| self.stated_by(statement, &shown));
                return (project, stated.or(known.classified));
            }
            if known.classified.is_some() {
                return (self.project(folder), known.classified);
            }
            if known.is_project || known.is_top {
                root.get_or_insert_with(|| folder.to_owned());
            }
            if known.is_top {
                break;
            }
        }
        // Loose files without any project belong together.
        let root = root.unwrap_or_default();
        (self.project(&root), None)
    }

    fn project(&mut self, root: &Path) -> ProjectId {
        let next = ProjectId(u32::try_from(self.projects.len()).unwrap_or(u32::MAX));
        *self.projects.entry(root.to_owned()).or_insert(next)
    }

    fn folder(&mut self, folder: &Path) -> Folder {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let mut found = Folder::default();
        for (name, reader) in SOURCES {
            let path = folder.join(name);
            if self.system.metadata(&path).is_err() {
                continue;
            }
            found.is_project = true;
            let Some(statement) = self.read(&path, reader) else {
                continue;
            };
            let requires = statement.requires.is_some();
            let shown = display(self.system, &path, None);
            let Some(stated) = self.stated_by(statement, &shown) else {
                continue;
            };
            if requires {
                found.requires = Some(stated);
                break;
            }
            found.classified.get_or_insert(stated);
        }
        let installed = ["site-packages", "dist-packages"];
        let is_installed = folder
            .file_name()
            .is_some_and(|name| installed.iter().any(|known| name == *known));
        found.is_top = is_installed || self.system.metadata(&folder.join(".git")).is_ok();
        self.folders.insert(folder.to_owned(), found.clone());
        found
    }

    /// Reads a metadata file; a broken one is said and passed over.
    fn read(&mut self, path: &Path, reader: Reader) -> Option<Statement> {
        let statement = match self.system.read_file(path, LIMIT) {
            Ok(bytes) => reader(&String::from_utf8_lossy(&bytes)),
            Err(ReadError::Io(error)) => Err(format!("cannot be read: {error}")),
            Err(ReadError::NotRegular(kind)) => Err(format!("is {}, not a file", kind.described())),
            Err(ReadError::TooLarge { len, limit }) => Err(format!(
                "has {len} bytes, more than the {limit} that are read of it"
            )),
        };
        statement.map_err(|problem| self.say(path, &problem)).ok()
    }

    fn say(&mut self, path: &Path, problem: &str) {
        let diagnostic = Diagnostic {
            path: display(self.system, path, None),
            span: None,
            kind: DiagnosticKind::Config,
            message: format!("{problem}; the Pythons of the project were looked for elsewhere"),
        };
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The builds that a statement in the file shown as `shown` means.
    fn stated_by(&mut self, statement: Statement, shown: &str) -> Option<Stated> {
        let (versions, field) = match statement.requires {
            Some(requires) => requires,
            None if statement.classifiers.is_empty() => return None,
            None => (Specifier::any_of(&statement.classifiers), "classifiers"),
        };
        let target = builds(&versions, self.universe);
        if target.is_empty() {
            let path = self.system.current_dir().join(shown);
            self.say(&path, &format!("{field} allows no Python that is known"));
            return None;
        }
        Some(Stated {
            target,
            source: format!("{field} in {shown}"),
        })
    }
}

#[cfg(test)]
mod tests;
