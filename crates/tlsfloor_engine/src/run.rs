//! What every command does first: from paths to facts.

use std::collections::HashMap;
use std::fmt;
use std::io;

use tlsfloor_analysis::facts::{Analysis, AnalysisDiagnosticKind, Endpoint};
use tlsfloor_analysis::{Analyser, InputFile, Options, STACK_BYTES};
use tlsfloor_catalogue::Catalogue;
use tlsfloor_files::{
    BadGlob, DEFAULT_LIMIT, DiscoverOptions, DiscoveredFile, PathProblem, System, discover,
    read_source,
};
use tlsfloor_protocol::Build;
use tlsfloor_protocol::platform::reference_builds;
use tlsfloor_rules::{Diagnostic, DiagnosticKind, Platform, Verdict, verdict};
use tlsfloor_source::{FileId, SourceFile, SourceMap, Span, decode_owned};

use crate::guard::guarded;
use crate::platform::Detector;
use crate::prefilter::Prefilter;
use crate::settings::{Settings, Stdin};
use crate::workers;

/// Why nothing could be done.
#[derive(Debug)]
pub enum RunError {
    /// A glob of the settings is not understood.
    Glob(BadGlob),
    /// No thread with the stack that the analysis needs could be started.
    Threads(io::Error),
    /// The stated Pythons are none that can be judged: a sentence.
    Target(String),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Glob(error) => error.fmt(f),
            Self::Threads(error) => write!(
                f,
                "no thread with a stack of {} MiB could be started: {error}; allow more memory, \
                 or fewer threads with --jobs",
                STACK_BYTES >> 20
            ),
            Self::Target(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for RunError {}

/// What a result rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Python files met.
    pub files_discovered: usize,
    /// Files that were parsed; the others never name TLS or were not readable.
    pub files_parsed: usize,
    /// Paths that were named or met and could not be read, or not in full.
    pub paths_unread: usize,
    /// Findings shown.
    pub findings: usize,
    /// Findings below the confidence that was asked for.
    pub hidden: usize,
    /// Findings that a comment hides.
    pub suppressed: usize,
    /// Endpoints judged; those that leave everything to a library only where
    /// they are listed.
    pub endpoints: usize,
    /// Endpoints in whose settings something unknown took part.
    pub approximate: usize,
    /// Imports that led to no file, standard module or catalogue entry.
    pub unresolved_imports: usize,
    /// Bounds of the analysis that were reached.
    pub bounds_reached: usize,
}

/// The facts of a run, and the platform of each file.
pub(crate) struct Run {
    pub(crate) sources: SourceMap,
    pub(crate) universe: &'static [Build],
    pub(crate) analysis: Analysis,
    /// By file number.
    pub(crate) platforms: Vec<Platform>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) counts: Counts,
    pub(crate) incomplete: bool,
}

/// A file that is worth parsing.
struct Candidate {
    path: std::path::PathBuf,
    source: SourceFile,
}

impl Run {
    /// Reads and analyses what `settings` name.
    pub(crate) fn new(
        system: &dyn System,
        settings: &Settings,
        implicit: bool,
    ) -> Result<Self, RunError> {
        let universe = reference_builds();
        let mut detector =
            Detector::new(system, universe, settings.target.as_ref()).map_err(RunError::Target)?;
        let mut run = Self {
            sources: SourceMap::new(),
            universe,
            analysis: Analysis::default(),
            platforms: Vec::new(),
            diagnostics: Vec::new(),
            counts: Counts::default(),
            incomplete: false,
        };
        let candidates = run.read(system, settings)?;
        let mut paths = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            paths.push(candidate.path);
            run.sources.push(candidate.source);
        }
        run.counts.files_parsed = paths.len();
        run.say_decode_problems();
        let analyser = Analyser::new(Catalogue::builtin());
        run.analyse(settings.jobs, |id, source| {
            let input = InputFile {
                id,
                path: source.path(),
                text: source.text(),
            };
            analyser.analyse(&[input], universe, &Options { implicit })
        })?;
        for (file, path) in (0..).map(FileId).zip(&paths) {
            let python2 = run
                .analysis
                .files
                .iter()
                .any(|facts| facts.file == file && facts.python2.is_some());
            run.platforms.push(detector.platform_of(path, python2));
        }
        run.diagnostics.extend(detector.into_diagnostics());
        Ok(run)
    }

    /// Finds and reads the files, and decodes those that are worth parsing.
    fn read(
        &mut self,
        system: &dyn System,
        settings: &Settings,
    ) -> Result<Vec<Candidate>, RunError> {
        let options = DiscoverOptions {
            no_ignore: settings.no_ignore,
            exclude: settings.exclude.clone(),
            jobs: settings.jobs,
        };
        let found = discover(system, &settings.paths, &options).map_err(RunError::Glob)?;
        let filter = if settings.prefilter {
            Prefilter::new(Catalogue::builtin())
        } else {
            Prefilter::off()
        };
        let mut inputs: Vec<Input<'_>> = Vec::new();
        inputs.extend(settings.stdin.as_ref().map(Input::Stdin));
        inputs.extend(found.files.iter().map(Input::File));
        self.counts.files_discovered = inputs.len();
        let read = workers::map(&inputs, settings.jobs, STACK_BYTES, |input| {
            input.read(system, &filter)
        })
        .map_err(RunError::Threads)?;
        let mut candidates = Vec::new();
        let mut problems = found.problems;
        for outcome in read {
            match outcome {
                Outcome::Candidate(candidate) => candidates.push(*candidate),
                Outcome::PutAside => {}
                Outcome::Unreadable(problem) => problems.push(problem),
                Outcome::Failed(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        for problem in problems {
            self.incomplete |= problem.fatal;
            self.counts.paths_unread += usize::from(problem.unread);
            self.diagnostics.push(path_diagnostic(system, problem));
        }
        Ok(candidates)
    }

    fn say_decode_problems(&mut self) {
        for (file, source) in self.sources.iter() {
            for problem in &source.decoded().problems {
                self.diagnostics.push(Diagnostic {
                    path: source.path().to_owned(),
                    span: Some(Span {
                        file,
                        range: problem.range,
                    }),
                    kind: DiagnosticKind::Encoding,
                    message: problem.message.clone(),
                });
            }
        }
    }

    /// Analyses each file for itself with `analyse`.
    fn analyse(
        &mut self,
        jobs: usize,
        analyse: impl Fn(FileId, &SourceFile) -> Analysis + Sync,
    ) -> Result<(), RunError> {
        let files: Vec<(FileId, &SourceFile)> = self.sources.iter().collect();
        let results = workers::map(&files, jobs, STACK_BYTES, |(id, source)| {
            guarded(source.path(), || analyse(*id, source))
        })
        .map_err(RunError::Threads)?;
        for result in results {
            match result {
                Ok(analysis) => append(&mut self.analysis, analysis),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        self.counts.unresolved_imports = self.analysis.unresolved_imports.len();
        for limit in &self.analysis.diagnostics {
            let kind = match limit.kind {
                AnalysisDiagnosticKind::Syntax => DiagnosticKind::Syntax,
                AnalysisDiagnosticKind::Bound => DiagnosticKind::Bound,
            };
            self.counts.bounds_reached += usize::from(kind == DiagnosticKind::Bound);
            self.diagnostics.push(Diagnostic {
                path: self.sources.get(limit.span.file).path().to_owned(),
                span: Some(limit.span),
                kind,
                message: limit.message.clone(),
            });
        }
        Ok(())
    }

    /// The platform that a file is judged on.
    pub(crate) fn platform_of(&self, file: FileId) -> &Platform {
        &self.platforms[file.0 as usize]
    }

    /// What an endpoint can negotiate on its file's platform.
    pub(crate) fn verdict(&self, endpoint: &Endpoint) -> Option<Verdict> {
        let target = self.platform_of(endpoint.call.file).target;
        verdict(endpoint, self.universe, target)
    }

    /// Counts those of `endpoints` that exist on their platform.
    pub(crate) fn count_endpoints<'a>(
        &mut self,
        endpoints: impl IntoIterator<Item = &'a Endpoint>,
    ) {
        for endpoint in endpoints {
            if let Some(verdict) = self.verdict(endpoint) {
                self.counts.endpoints += 1;
                self.counts.approximate += usize::from(verdict.approximate);
            }
        }
    }

    /// All diagnostics, each once, ordered by path, position and kind.
    pub(crate) fn sorted_diagnostics(&mut self) -> Vec<Diagnostic> {
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        diagnostics.sort_unstable();
        diagnostics.dedup();
        merged(diagnostics)
    }
}

/// Of the bounds that a file reaches again and again in the same way, the first
/// place, with how many more there are: all of them say one thing.
fn merged(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<(Diagnostic, usize)> = Vec::with_capacity(diagnostics.len());
    let mut first: HashMap<(String, String), usize> = HashMap::new();
    for diagnostic in diagnostics {
        if diagnostic.kind == DiagnosticKind::Bound {
            let key = (diagnostic.path.clone(), diagnostic.message.clone());
            let at = *first.entry(key).or_insert(kept.len());
            if let Some((_, more)) = kept.get_mut(at) {
                *more += 1;
                continue;
            }
        }
        kept.push((diagnostic, 0));
    }
    let say = |(mut diagnostic, more): (Diagnostic, usize)| {
        let places = if more == 1 { "place" } else { "places" };
        if more > 0 {
            let rest = format!(" (and at {more} more {places} in this file)");
            diagnostic.message.push_str(&rest);
        }
        diagnostic
    };
    kept.into_iter().map(say).collect()
}

/// Something to read.
enum Input<'a> {
    Stdin(&'a Stdin),
    File(&'a DiscoveredFile),
}

/// What reading gave.
enum Outcome {
    Candidate(Box<Candidate>),
    PutAside,
    Unreadable(PathProblem),
    Failed(Diagnostic),
}

impl Input<'_> {
    fn read(&self, system: &dyn System, filter: &Prefilter) -> Outcome {
        let (path, display) = match self {
            Self::File(file) => (file.path.clone(), file.display.clone()),
            Self::Stdin(Stdin { path: None, .. }) => {
                (system.current_dir().join("<stdin>"), "<stdin>".to_owned())
            }
            Self::Stdin(Stdin {
                path: Some(path), ..
            }) => {
                let path = tlsfloor_files::absolute(system, path);
                let display = tlsfloor_files::display(system, &path, None);
                (path, display)
            }
        };
        let bytes = match self {
            Self::Stdin(stdin) => Ok(stdin.bytes.clone()),
            Self::File(file) => read_source(system, file, DEFAULT_LIMIT),
        };
        match bytes {
            Err(problem) => Outcome::Unreadable(problem),
            Ok(bytes) if !filter.passes(&bytes) => Outcome::PutAside,
            Ok(bytes) => match guarded(&display, || decode_owned(bytes)) {
                Ok(decoded) => Outcome::Candidate(Box::new(Candidate {
                    path,
                    source: SourceFile::new(display, decoded),
                })),
                Err(diagnostic) => Outcome::Failed(diagnostic),
            },
        }
    }
}

fn path_diagnostic(system: &dyn System, problem: PathProblem) -> Diagnostic {
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

/// Adds what was found in a later file.
fn append(all: &mut Analysis, part: Analysis) {
    let Analysis {
        endpoints,
        escapes,
        diagnostics,
        files,
        unresolved_imports,
    } = part;
    all.endpoints.extend(endpoints);
    all.escapes.extend(escapes);
    all.diagnostics.extend(diagnostics);
    all.files.extend(files);
    all.unresolved_imports.extend(unresolved_imports);
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlsfloor_files::MemorySystem;

    #[test]
    fn bounds_that_say_the_same_of_one_file_are_one_with_a_count() {
        let diagnostic = |path: &str, kind, message: &str| Diagnostic {
            path: path.to_owned(),
            span: None,
            kind,
            message: message.to_owned(),
        };
        let said = merged(vec![
            diagnostic("a.py", DiagnosticKind::Bound, "too deep"),
            diagnostic("a.py", DiagnosticKind::Syntax, "odd"),
            diagnostic("a.py", DiagnosticKind::Bound, "too deep"),
            diagnostic("a.py", DiagnosticKind::Bound, "too many"),
            diagnostic("a.py", DiagnosticKind::Syntax, "odd"),
            diagnostic("a.py", DiagnosticKind::Bound, "too deep"),
            diagnostic("b.py", DiagnosticKind::Bound, "too deep"),
            diagnostic("b.py", DiagnosticKind::Bound, "too deep"),
        ]);
        let messages: Vec<(&str, &str)> = said
            .iter()
            .map(|diagnostic| (&diagnostic.path[..], &diagnostic.message[..]))
            .collect();
        assert_eq!(
            messages,
            [
                ("a.py", "too deep (and at 2 more places in this file)"),
                ("a.py", "odd"),
                ("a.py", "too many"),
                ("a.py", "odd"),
                ("b.py", "too deep (and at 1 more place in this file)"),
            ]
        );
    }

    #[test]
    fn a_panic_on_one_file_costs_only_that_file() {
        let mut system = MemorySystem::new("/repo");
        for name in ["a.py", "broken.py", "c.py"] {
            system.file(name, "import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)\n");
        }
        let settings = Settings {
            paths: vec![".".into()],
            ..Settings::default()
        };
        let Ok(mut run) = Run::new(&system, &settings, true) else {
            panic!("the run did not start");
        };
        let whole = std::mem::take(&mut run.analysis);
        assert_eq!(whole.files.len(), 3);
        let again = run.analyse(2, |id, source| {
            assert!(source.path() != "broken.py", "a planted defect");
            let mut part = Analysis::default();
            let own = whole.files.iter().filter(|facts| facts.file == id);
            part.files.extend(own.cloned());
            part
        });
        assert!(again.is_ok());
        let done: Vec<u32> = run
            .analysis
            .files
            .iter()
            .map(|facts| facts.file.0)
            .collect();
        assert_eq!(done, [0, 2]);
        let diagnostics = run.sorted_diagnostics();
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].path, "broken.py");
        assert_eq!(diagnostics[0].kind, DiagnosticKind::Internal);
        assert!(diagnostics[0].message.contains("a planted defect"));
    }
}
