//! `check`: findings, without those that a comment hides or that are less
//! sure than wanted.

use tlsfloor_analysis::facts::{Analysis, Endpoint, Escape};
use tlsfloor_files::System;
use tlsfloor_rules::{Diagnostic, Finding, Input, judge};
use tlsfloor_source::{FileId, SourceMap};

use crate::guard::guarded;
use crate::run::{Counts, Run, RunError};
use crate::settings::Settings;
use crate::suppression::Applied;

/// What a check found.
#[derive(Debug)]
pub struct CheckResult {
    /// The findings to show, ordered by path, position and rule.
    pub findings: Vec<Finding>,
    /// What else the reader must know, ordered by path and position.
    pub diagnostics: Vec<Diagnostic>,
    /// What the result rests on.
    pub counts: Counts,
    /// The files that were parsed.
    pub sources: SourceMap,
    /// A path that was asked for is missing or could not be read.
    pub incomplete: bool,
}

/// Judges the code that `settings` name.
///
/// # Errors
///
/// When the job cannot be done at all; everything else is a diagnostic of the
/// result.
pub fn run_check(system: &dyn System, settings: &Settings) -> Result<CheckResult, RunError> {
    // The default rule judges implicit calls; they are counted nowhere.
    let mut run = Run::new(system, settings, true)?;
    let analysis = std::mem::take(&mut run.analysis);
    let findings = findings(&mut run, settings, &analysis);
    run.count_endpoints(
        analysis
            .endpoints
            .iter()
            .filter(|endpoint| !endpoint.implicit),
    );
    let mut suppressions = Applied::new(&analysis.files, &run.sources);
    let mut shown = Vec::new();
    for finding in findings {
        let hidden_by_comment = suppressions.hides(&finding);
        let sure = finding.confidence.at_least(settings.confidence);
        match (hidden_by_comment, sure) {
            (false, true) => shown.push(finding),
            (true, true) => run.counts.suppressed += 1,
            (_, false) => run.counts.hidden += 1,
        }
    }
    run.counts.findings = shown.len();
    run.diagnostics
        .extend(suppressions.diagnostics(&run.sources));
    Ok(CheckResult {
        findings: shown,
        diagnostics: run.sorted_diagnostics(),
        counts: run.counts,
        sources: run.sources,
        incomplete: run.incomplete,
    })
}

/// All findings. Should judging panic, it is tried file by file, so that only
/// the file with the problem is lost.
pub(crate) fn findings(run: &mut Run, settings: &Settings, analysis: &Analysis) -> Vec<Finding> {
    let judged = |endpoints: &[Endpoint], escapes: &[Escape]| {
        judge(&Input {
            endpoints,
            escapes,
            universe: run.universe,
            platform_of: &|file| run.platform_of(file),
            policy: &settings.policy,
            sources: &run.sources,
            remedies: &analysis.remedies,
        })
    };
    if let Ok(findings) = guarded("", || judged(&analysis.endpoints, &analysis.escapes)) {
        return findings;
    }
    let mut findings = Vec::new();
    let mut failures = Vec::new();
    for (file, source) in run.sources.iter() {
        let endpoints = of_file(&analysis.endpoints, file, |endpoint| endpoint.call.file);
        let escapes = of_file(&analysis.escapes, file, |escape| escape.span.file);
        match guarded(source.path(), || judged(&endpoints, &escapes)) {
            Ok(found) => findings.extend(found),
            Err(failure) => failures.push(failure),
        }
    }
    run.diagnostics.extend(failures);
    findings
}

fn of_file<T: Clone>(facts: &[T], file: FileId, file_of: impl Fn(&T) -> FileId) -> Vec<T> {
    facts
        .iter()
        .filter(|fact| file_of(fact) == file)
        .cloned()
        .collect()
}
