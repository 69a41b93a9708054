//! What every command does first: from paths to facts.

use std::fmt;
use std::io;

use tlsfloor_analysis::facts::{Analysis, AnalysisDiagnosticKind, Endpoint};
use tlsfloor_analysis::{Analyser, InputFile, Options, Project, STACK_BYTES, Steps};
use tlsfloor_catalogue::Catalogue;
use tlsfloor_files::{BadGlob, System};
use tlsfloor_protocol::Build;
use tlsfloor_protocol::platform::reference_builds;
use tlsfloor_rules::{Diagnostic, DiagnosticKind, Platform, Verdict, verdict};
use tlsfloor_source::{FileId, SourceFile, SourceMap, Span};

use crate::guard::guarded;
use crate::models::models;
use crate::platform::Detector;
use crate::read::{path_diagnostic, read};
use crate::settings::Settings;
use crate::workers;

/// Why nothing could be done.
#[derive(Debug)]
pub enum RunError {
    /// A glob of the settings is not understood.
    Glob(BadGlob),
    /// No thread with the stack that the analysis needs could be started.
    Threads(io::Error),
    /// The user's models cannot be used: sentences.
    Models(String),
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
            Self::Models(sentence) | Self::Target(sentence) => f.write_str(sentence),
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

impl Run {
    /// Reads and analyses what `settings` name.
    pub(crate) fn new(
        system: &dyn System,
        settings: &Settings,
        implicit: bool,
    ) -> Result<Self, RunError> {
        let story = false;
        Self::with(system, settings, &options(implicit, story))
    }

    /// The same with every call, and with the story that `explain` tells.
    pub(crate) fn telling(system: &dyn System, settings: &Settings) -> Result<Self, RunError> {
        let (implicit, story) = (true, true);
        Self::with(system, settings, &options(implicit, story))
    }

    fn with(system: &dyn System, settings: &Settings, options: &Options) -> Result<Self, RunError> {
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
        let models = models(system, &settings.models)?;
        let catalogue = models.as_ref().unwrap_or_else(|| Catalogue::builtin());
        let reading = read(system, settings, catalogue)?;
        run.counts.files_discovered = reading.discovered;
        run.diagnostics.extend(reading.diagnostics);
        for problem in reading.problems {
            run.incomplete |= problem.fatal;
            run.counts.paths_unread += usize::from(problem.unread);
            run.diagnostics.push(path_diagnostic(system, problem));
        }
        let mut paths = Vec::with_capacity(reading.candidates.len());
        for candidate in reading.candidates {
            paths.push(candidate.path);
            run.sources.push(candidate.source);
        }
        run.counts.files_parsed = paths.len();
        run.say_decode_problems();
        let analyser = Analyser::new(catalogue);
        run.analyse(&reading.groups, settings.jobs, |group| {
            let inputs: Vec<InputFile<'_>> = group
                .iter()
                .map(|(id, source)| InputFile {
                    id: *id,
                    path: source.path(),
                    text: source.text(),
                })
                .collect();
            let project = Project {
                files: &inputs,
                roots: &reading.roots,
            };
            analyser.analyse(&project, universe, options)
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

    /// Analyses each group of files with `analyse`. Where that fails for a
    /// group, a defect in tlsfloor, each of its files is tried for itself.
    fn analyse(
        &mut self,
        groups: &[Vec<FileId>],
        jobs: usize,
        analyse: impl Fn(&[(FileId, &SourceFile)]) -> Analysis + Sync,
    ) -> Result<(), RunError> {
        let sources = &self.sources;
        let mut order: Vec<usize> = (0..groups.len()).collect();
        // The largest first: the last thread to end decides.
        order.sort_by_key(|group| std::cmp::Reverse(groups[*group].len()));
        let results = workers::map(&order, jobs, STACK_BYTES, |group| {
            let files: Vec<(FileId, &SourceFile)> = groups[*group]
                .iter()
                .map(|id| (*id, sources.get(*id)))
                .collect();
            let together = guarded(files[0].1.path(), || analyse(&files));
            match together {
                Ok(analysis) => vec![Ok(analysis)],
                Err(diagnostic) if files.len() == 1 => vec![Err(diagnostic)],
                Err(_) => files
                    .iter()
                    .map(|file| guarded(file.1.path(), || analyse(&[*file])))
                    .collect(),
            }
        })
        .map_err(RunError::Threads)?;
        let mut results: Vec<_> = order.into_iter().zip(results).collect();
        results.sort_by_key(|(group, _)| *group);
        for result in results.into_iter().flat_map(|(_, results)| results) {
            match result {
                Ok(analysis) => append(&mut self.analysis, analysis),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        self.analysis.files.sort_by_key(|facts| facts.file);
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
        diagnostics
    }
}

/// What is asked of the analysis.
fn options(implicit: bool, story: bool) -> Options {
    let steps = Steps::default();
    Options {
        implicit,
        story,
        steps,
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
        cut,
        outlines,
        reached,
        remedies,
    } = part;
    all.cut |= cut;
    all.endpoints.extend(endpoints);
    all.escapes.extend(escapes);
    all.diagnostics.extend(diagnostics);
    all.files.extend(files);
    all.unresolved_imports.extend(unresolved_imports);
    all.outlines.extend(outlines);
    all.reached.extend(reached);
    all.remedies.extend(remedies);
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlsfloor_files::MemorySystem;

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
        let group = vec![FileId(0), FileId(1), FileId(2)];
        let again = run.analyse(&[group], 2, |files| {
            let broken = files.iter().any(|(_, source)| source.path() == "broken.py");
            assert!(!broken, "a planted defect");
            let mut part = Analysis::default();
            let is_own = |file| files.iter().any(|(id, _)| *id == file);
            let own = whole.files.iter().filter(|facts| is_own(facts.file));
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
