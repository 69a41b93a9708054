//! Causes by counterfactual: from endpoints to findings.
//!
//! Step by step: [`cause`] finds the setting to blame for one endpoint on one
//! build; [`group`] puts together what one place brings about; [`story`] makes
//! a finding of it, with the words of [`message`] and [`advice`].

mod advice;
mod cause;
mod fingerprint;
mod flow;
mod group;
mod message;
mod part;
mod story;

use tlsfloor_analysis::facts::{Endpoint, Escape, Remedy};
use tlsfloor_protocol::Build;
use tlsfloor_source::{FileId, SourceMap};

use crate::finding::Finding;
use crate::platform::Platform;
use crate::policy::Policy;

pub use message::unconnected;

/// What a judgement rests on.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The endpoints of the analysis, implicit ones included.
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
    /// What may stand in place of values that libraries look up.
    pub remedies: &'a [Remedy],
}

/// The findings, whatever their confidence, ordered by path, position and rule.
#[must_use]
pub fn judge(input: &Input<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = group::groups(input)
        .iter()
        .map(|group| story::finding(input, group))
        .collect();
    findings.sort_by(|left, right| {
        let key = |finding: &Finding| (finding.span.range, finding.rule.id);
        let path = |finding: &Finding| input.sources.get(finding.span.file).path().to_owned();
        path(left)
            .cmp(&path(right))
            .then_with(|| key(left).cmp(&key(right)))
    });
    fingerprint::assign(&mut findings, input.sources);
    findings
}

#[cfg(test)]
mod tests;
