//! Causes by counterfactual: from endpoints to findings.

use tlsfloor_analysis::facts::{Endpoint, Escape};
use tlsfloor_protocol::Build;
use tlsfloor_source::{FileId, SourceMap};

use crate::finding::Finding;
use crate::platform::Platform;
use crate::policy::Policy;

/// What a judgement rests on.
pub struct Input<'a> {
    /// The endpoints of the analysis.
    pub endpoints: &'a [Endpoint],
    /// Low choices that leave our sight.
    pub escapes: &'a [Escape],
    /// The builds that the bits of every `BuildSet` stand for.
    pub universe: &'a [Build],
    /// The platform of each file.
    pub platform_of: &'a dyn Fn(FileId) -> &'a Platform,
    /// The demand.
    pub policy: &'a Policy,
    /// The files.
    pub sources: &'a SourceMap,
}

/// The findings, whatever their confidence, ordered by path, position and rule.
#[must_use]
pub fn judge(input: &Input<'_>) -> Vec<Finding> {
    let _ = input;
    Vec::new()
}
