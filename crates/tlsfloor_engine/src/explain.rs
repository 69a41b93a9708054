//! `explain`: the story of one line, with everything that `check` would read
//! taking part.

use std::fmt;
use std::path::PathBuf;

use tlsfloor_files::{FileKind, System, absolute, display};
use tlsfloor_protocol::Protocol;
use tlsfloor_rules::explain::{
    ExplainInput, Explanation, Fate, Line, Silence, SilenceKind, explain,
};
use tlsfloor_rules::{Diagnostic, DiagnosticKind, Finding, Platform};
use tlsfloor_source::{FileId, SourceMap};

use crate::check;
use crate::run::{Counts, Run, RunError};
use crate::settings::Settings;
use crate::suppression::Applied;

/// The line to explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file; `None` is standard input.
    pub file: Option<PathBuf>,
    /// The line, counted from 1.
    pub line: u32,
}

/// What is to be said of a line.
#[derive(Debug)]
pub struct ExplainResult {
    /// The story.
    pub explanation: Explanation,
    /// The file.
    pub file: FileId,
    /// The line, counted from 1.
    pub line: u32,
    /// The platform that the file is judged on.
    pub platform: Platform,
    /// The floor that is demanded.
    pub floor: Protocol,
    /// What else the reader must know, ordered by path and position.
    pub diagnostics: Vec<Diagnostic>,
    /// What the result rests on.
    pub counts: Counts,
    /// The files that were parsed.
    pub sources: SourceMap,
    /// A path that was asked for is missing or could not be read.
    pub incomplete: bool,
}

/// Why a line cannot be explained.
#[derive(Debug)]
pub enum ExplainError {
    /// Nothing could be run.
    Run(RunError),
    /// The file cannot be read: its path and why.
    File(String, String),
    /// The file has fewer lines: its path, the line and how many there are.
    Line(String, u32, u32),
}

impl fmt::Display for ExplainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Run(error) => error.fmt(f),
            Self::File(path, reason) => write!(f, "cannot explain `{path}`: {reason}"),
            Self::Line(path, line, count) => {
                let lines = if *count == 1 { "line" } else { "lines" };
                write!(
                    f,
                    "`{path}` has no line {line}: it has {count} {lines}, counted from 1"
                )
            }
        }
    }
}

impl std::error::Error for ExplainError {}

impl From<RunError> for ExplainError {
    fn from(error: RunError) -> Self {
        Self::Run(error)
    }
}

/// Explains `spot`. The paths of `settings` say what takes part beside its
/// file; without any, the working directory does where the file lies in it.
///
/// # Errors
///
/// When there is no such line, or nothing can be run.
pub fn run_explain(
    system: &dyn System,
    settings: &Settings,
    spot: &Spot,
) -> Result<ExplainResult, ExplainError> {
    let mut settings = settings.clone();
    let name = match &spot.file {
        None => stdin_name(system, &settings),
        Some(path) => {
            let full = absolute(system, path);
            let name = display(system, &full, None);
            check_file(system, &full, &name)?;
            let here = system.current_dir().to_path_buf();
            if settings.paths.is_empty() && full.starts_with(&here) {
                settings.paths.push(here);
            }
            settings.paths.push(full);
            name
        }
    };
    let mut run = Run::telling(system, &settings)?;
    let mut put_aside = false;
    let file = match find(&run.sources, &name) {
        Some(file) => file,
        None => {
            // It never names TLS, or it could not be read.
            put_aside = true;
            if let Some(path) = &spot.file {
                settings.paths = vec![absolute(system, path)];
            }
            settings.prefilter = false;
            let counts = run.counts;
            run = Run::telling(system, &settings)?;
            run.counts = counts;
            find(&run.sources, &name).ok_or_else(|| unreadable(&run, &name))?
        }
    };
    let count = line_count(&run.sources, file);
    if spot.line == 0 || spot.line > count {
        return Err(ExplainError::Line(name, spot.line, count));
    }
    let line = Line {
        file,
        number: spot.line,
    };
    Ok(told(run, &settings, line, put_aside))
}

fn told(mut run: Run, settings: &Settings, line: Line, put_aside: bool) -> ExplainResult {
    let analysis = std::mem::take(&mut run.analysis);
    let mut suppressions = Applied::new(&analysis.files, &run.sources);
    let findings: Vec<(Finding, Fate)> = check::findings(&mut run, settings, &analysis)
        .into_iter()
        .map(|finding| {
            let fate = if suppressions.hides(&finding) {
                Fate::Suppressed
            } else if finding.confidence.at_least(settings.confidence) {
                Fate::Shown
            } else {
                Fate::Hidden
            };
            (finding, fate)
        })
        .collect();
    let explicit = analysis.endpoints.iter().filter(|own| !own.implicit);
    run.count_endpoints(explicit);
    let diagnostics = run.sorted_diagnostics();
    let mut explanation = explain(
        &ExplainInput {
            analysis: &analysis,
            findings: &findings,
            diagnostics: &diagnostics,
            universe: run.universe,
            platform_of: &|file| run.platform_of(file),
            policy: &settings.policy,
            sources: &run.sources,
        },
        line,
    );
    if put_aside {
        explanation.silence = vec![Silence {
            kind: SilenceKind::PutAside,
            message: "The file names nothing that tlsfloor knows of TLS, so it was put aside \
                      without being analysed."
                .to_owned(),
            span: None,
        }];
    }
    ExplainResult {
        explanation,
        file: line.file,
        line: line.number,
        platform: run.platform_of(line.file).clone(),
        floor: settings.policy.floor,
        diagnostics,
        counts: run.counts,
        sources: run.sources,
        incomplete: run.incomplete,
    }
}

fn stdin_name(system: &dyn System, settings: &Settings) -> String {
    let path = settings.stdin.as_ref().and_then(|stdin| stdin.path.clone());
    path.map_or_else(
        || "<stdin>".to_owned(),
        |path| display(system, &absolute(system, &path), None),
    )
}

fn check_file(system: &dyn System, full: &std::path::Path, name: &str) -> Result<(), ExplainError> {
    let reason = match system.metadata(full) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "there is no such file",
        Ok(metadata) if metadata.kind == FileKind::Folder => {
            "it is a folder; name a file and one of its lines"
        }
        _ => return Ok(()),
    };
    Err(ExplainError::File(name.to_owned(), reason.to_owned()))
}

fn find(sources: &SourceMap, name: &str) -> Option<FileId> {
    let mut files = sources.iter();
    files
        .find(|(_, source)| source.path() == name)
        .map(|(file, _)| file)
}

fn unreadable(run: &Run, name: &str) -> ExplainError {
    let unread = |found: &&Diagnostic| {
        found.path == name
            && matches!(
                found.kind,
                DiagnosticKind::Missing | DiagnosticKind::Unreadable | DiagnosticKind::Internal
            )
    };
    let mut diagnostics = run.diagnostics.iter();
    let reason = diagnostics
        .find(unread)
        .map_or("it could not be read", |found| found.message.as_str());
    ExplainError::File(name.to_owned(), reason.to_owned())
}

/// Lines with something on them or after them: a line break at the end of the
/// file begins no line.
fn line_count(sources: &SourceMap, file: FileId) -> u32 {
    let source = sources.get(file);
    let count = source.lines().line_count();
    let last = source.slice(source.lines().line_range(count));
    if count > 1 && last.is_empty() {
        count - 1
    } else {
        count
    }
}
