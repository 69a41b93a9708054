//! From paths to texts: which files are worth parsing, and which belong
//! together.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use tlsfloor_analysis::STACK_BYTES;
use tlsfloor_analysis::project::{Import, Layout, ScannedFile, imports, related};
use tlsfloor_catalogue::Catalogue;
use tlsfloor_files::{
    DEFAULT_LIMIT, DiscoverOptions, DiscoveredFile, PathProblem, System, discover, read_source,
};
use tlsfloor_rules::{Diagnostic, DiagnosticKind};
use tlsfloor_source::{FileId, SourceFile, decode_owned};

use crate::guard::guarded;
use crate::prefilter::Prefilter;
use crate::run::RunError;
use crate::settings::{Settings, Stdin};
use crate::workers;

/// Files that mark the folder of a project.
const PROJECT_FILES: &[&str] = &["pyproject.toml", "setup.py", "setup.cfg"];

/// A file that is parsed.
pub(crate) struct Candidate {
    pub(crate) path: PathBuf,
    pub(crate) source: SourceFile,
}

/// What was read, and what was not.
#[derive(Default)]
pub(crate) struct Reading {
    /// Python files met.
    pub(crate) discovered: usize,
    /// What is parsed; the position is the number of the file.
    pub(crate) candidates: Vec<Candidate>,
    /// The candidates that reach each other by imports, each in ascending
    /// order.
    pub(crate) groups: Vec<Vec<FileId>>,
    /// Folders with a project file, as the files below them are displayed.
    pub(crate) roots: Vec<String>,
    pub(crate) problems: Vec<PathProblem>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Finds and reads the files, and decodes those that are worth parsing.
pub(crate) fn read(
    system: &dyn System,
    settings: &Settings,
    catalogue: &Catalogue,
) -> Result<Reading, RunError> {
    let options = DiscoverOptions {
        no_ignore: settings.no_ignore,
        exclude: settings.exclude.clone(),
        jobs: settings.jobs,
    };
    let found = discover(system, &settings.paths, &options).map_err(RunError::Glob)?;
    let filter = if settings.prefilter {
        Prefilter::new(catalogue)
    } else {
        Prefilter::off()
    };
    let mut inputs: Vec<Input<'_>> = Vec::new();
    inputs.extend(
        settings
            .stdin
            .as_ref()
            .map(|stdin| Input::stdin(system, stdin)),
    );
    inputs.extend(found.files.iter().map(Input::file));
    let mut reading = Reading {
        discovered: inputs.len(),
        problems: found.problems,
        ..Reading::default()
    };
    let outcomes = workers::map(&inputs, settings.jobs, STACK_BYTES, |input| {
        input.scanned(system, &filter)
    })
    .map_err(RunError::Threads)?;
    let mut scanned = Vec::with_capacity(inputs.len());
    let mut sources: Vec<Option<SourceFile>> = Vec::with_capacity(inputs.len());
    for (input, outcome) in inputs.iter().zip(outcomes) {
        let (imports, source) = reading.keep(outcome);
        scanned.push(ScannedFile {
            path: input.display.clone(),
            imports,
            wanted: source.is_some(),
        });
        sources.push(source);
    }
    reading.roots = roots(system, &inputs);
    let layout = Layout::new(
        scanned.iter().map(|file| file.path.as_str()),
        reading.roots.iter().cloned(),
    );
    let groups = related(&scanned, &layout);
    let drawn_in: Vec<usize> = groups
        .iter()
        .flatten()
        .map(|number| *number as usize)
        .filter(|number| !scanned[*number].wanted)
        .collect();
    let more = workers::map(&drawn_in, settings.jobs, STACK_BYTES, |number| {
        inputs[*number].decoded(system)
    })
    .map_err(RunError::Threads)?;
    for (number, outcome) in drawn_in.into_iter().zip(more) {
        sources[number] = reading.keep(outcome).1;
    }
    reading.number(&inputs, sources, &groups);
    Ok(reading)
}

impl Reading {
    /// Takes what reading gave, and notes what went wrong.
    fn keep(&mut self, outcome: Outcome) -> (Vec<Import>, Option<SourceFile>) {
        match outcome {
            Outcome::Read(imports, source) => (imports, source.map(|source| *source)),
            Outcome::Unreadable(problem) => {
                self.problems.push(problem);
                (Vec::new(), None)
            }
            Outcome::Failed(diagnostic) => {
                self.diagnostics.push(diagnostic);
                (Vec::new(), None)
            }
        }
    }

    /// Gives the files that are parsed their numbers.
    fn number(
        &mut self,
        inputs: &[Input<'_>],
        sources: Vec<Option<SourceFile>>,
        groups: &[Vec<u32>],
    ) {
        let mut numbers: HashMap<usize, FileId> = HashMap::new();
        for (position, source) in sources.into_iter().enumerate() {
            let Some(source) = source else { continue };
            let number = u32::try_from(self.candidates.len()).unwrap_or(u32::MAX);
            numbers.insert(position, FileId(number));
            self.candidates.push(Candidate {
                path: inputs[position].path.clone(),
                source,
            });
        }
        for group in groups {
            let members = group.iter().map(|position| *position as usize);
            let members: Vec<FileId> = members
                .filter_map(|position| numbers.get(&position).copied())
                .collect();
            if !members.is_empty() {
                self.groups.push(members);
            }
        }
    }
}

/// The folders of `inputs`, and those above them, that hold a project file, as
/// they are displayed.
fn roots(system: &dyn System, inputs: &[Input<'_>]) -> Vec<String> {
    let mut roots = Vec::new();
    let mut seen: HashSet<(&Path, &str)> = HashSet::new();
    for input in inputs {
        let (mut path, mut display) = (input.path.as_path(), input.display.as_str());
        while let Some(folder) = path.parent() {
            let above = display.rfind('/').map_or("", |at| &display[..at]);
            if !seen.insert((folder, above)) {
                break;
            }
            let is_root = PROJECT_FILES
                .iter()
                .any(|name| system.metadata(&folder.join(name)).is_ok());
            if is_root {
                roots.push(above.to_owned());
            }
            if above.is_empty() {
                break;
            }
            (path, display) = (folder, above);
        }
    }
    roots
}

/// Something to read.
struct Input<'a> {
    /// Where it lies.
    path: PathBuf,
    /// How its path is shown.
    display: String,
    from: From<'a>,
}

#[derive(Clone, Copy)]
enum From<'a> {
    Stdin(&'a Stdin),
    File(&'a DiscoveredFile),
}

/// What reading gave.
enum Outcome {
    /// The imports, and the text if it was asked for or looks relevant.
    Read(Vec<Import>, Option<Box<SourceFile>>),
    Unreadable(PathProblem),
    Failed(Diagnostic),
}

impl<'a> Input<'a> {
    fn file(file: &'a DiscoveredFile) -> Self {
        Self {
            path: file.path.clone(),
            display: file.display.clone(),
            from: From::File(file),
        }
    }

    fn stdin(system: &dyn System, stdin: &'a Stdin) -> Self {
        let (path, display) = match &stdin.path {
            None => (system.current_dir().join("<stdin>"), "<stdin>".to_owned()),
            Some(path) => {
                let path = tlsfloor_files::absolute(system, path);
                let display = tlsfloor_files::display(system, &path, None);
                (path, display)
            }
        };
        Self {
            path,
            display,
            from: From::Stdin(stdin),
        }
    }

    fn bytes(&self, system: &dyn System) -> Result<Vec<u8>, PathProblem> {
        match self.from {
            From::Stdin(stdin) => Ok(stdin.bytes.clone()),
            From::File(file) => read_source(system, file, DEFAULT_LIMIT),
        }
    }

    /// Its imports, and its text if it may concern TLS.
    fn scanned(&self, system: &dyn System, filter: &Prefilter) -> Outcome {
        match self.bytes(system) {
            Err(problem) => Outcome::Unreadable(problem),
            Ok(bytes) => {
                let imports = imports(&bytes);
                if filter.passes(&bytes) {
                    self.text(imports, bytes)
                } else {
                    Outcome::Read(imports, None)
                }
            }
        }
    }

    /// Its text, since another file needs it.
    fn decoded(&self, system: &dyn System) -> Outcome {
        match self.bytes(system) {
            Err(problem) => Outcome::Unreadable(problem),
            Ok(bytes) => self.text(Vec::new(), bytes),
        }
    }

    fn text(&self, imports: Vec<Import>, bytes: Vec<u8>) -> Outcome {
        match guarded(&self.display, || decode_owned(bytes)) {
            Ok(decoded) => {
                let source = SourceFile::new(self.display.clone(), decoded);
                Outcome::Read(imports, Some(Box::new(source)))
            }
            Err(diagnostic) => Outcome::Failed(diagnostic),
        }
    }
}

/// What is said of a path that was not read.
pub(crate) fn path_diagnostic(system: &dyn System, problem: PathProblem) -> Diagnostic {
    let path = system.current_dir().join(&problem.path);
    let missing =
        matches!(system.metadata(&path), Err(error) if error.kind() == io::ErrorKind::NotFound);
    Diagnostic {
        path: problem.path,
        span: None,
        kind: if missing {
            DiagnosticKind::Missing
        } else {
            DiagnosticKind::Unreadable
        },
        message: problem.message,
    }
}
