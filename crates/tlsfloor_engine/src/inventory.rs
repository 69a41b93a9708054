//! `inventory`: every endpoint, with what it can negotiate.

use tlsfloor_analysis::facts::Endpoint;
use tlsfloor_files::System;
use tlsfloor_protocol::Build;
use tlsfloor_rules::{Diagnostic, Platform};
use tlsfloor_source::{FileId, SourceMap};

use crate::run::{Counts, Run, RunError};
use crate::settings::Settings;

/// Every endpoint of the code.
#[derive(Debug)]
pub struct InventoryResult {
    /// The endpoints that exist on their platform, ordered by path, position,
    /// API and creation.
    pub endpoints: Vec<Endpoint>,
    /// The builds that the bits of every `BuildSet` stand for.
    pub universe: &'static [Build],
    /// What else the reader must know, ordered by path and position.
    pub diagnostics: Vec<Diagnostic>,
    /// What the result rests on.
    pub counts: Counts,
    /// The files that were parsed.
    pub sources: SourceMap,
    /// A path that was asked for is missing or could not be read.
    pub incomplete: bool,
    /// By file number.
    platforms: Vec<Platform>,
}

impl InventoryResult {
    /// The platform that a file of [`Self::sources`] is judged on.
    #[must_use]
    pub fn platform_of(&self, file: FileId) -> &Platform {
        &self.platforms[file.0 as usize]
    }
}

/// Lists the endpoints of the code that `settings` name.
///
/// # Errors
///
/// When the job cannot be done at all; everything else is a diagnostic of the
/// result.
pub fn run_inventory(
    system: &dyn System,
    settings: &Settings,
) -> Result<InventoryResult, RunError> {
    let mut run = Run::new(system, settings, settings.implicit)?;
    let analysis = std::mem::take(&mut run.analysis);
    let mut endpoints = analysis.endpoints;
    endpoints.retain(|endpoint| {
        (settings.implicit || !endpoint.implicit) && run.verdict(endpoint).is_some()
    });
    run.count_endpoints(&endpoints);
    Ok(InventoryResult {
        endpoints,
        diagnostics: run.sorted_diagnostics(),
        universe: run.universe,
        counts: run.counts,
        sources: run.sources,
        incomplete: run.incomplete,
        platforms: run.platforms,
    })
}
