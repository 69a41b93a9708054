//! Comments that hide findings, applied; and what is wrong with them.

use std::collections::BTreeMap;

use tlsfloor_analysis::facts::FileFacts;
use tlsfloor_rules::{Diagnostic, DiagnosticKind, Finding, rules};
use tlsfloor_source::{FileId, SourceMap, Span, Suppressions, TextRange};

/// The suppressions of the run's files, and which of them hid something.
pub(crate) struct Applied {
    by_file: BTreeMap<FileId, (Suppressions, Vec<bool>)>,
}

impl Applied {
    /// Reads the comments of each file.
    pub(crate) fn new(files: &[FileFacts], sources: &SourceMap) -> Self {
        let ranges = |spans: &[Span]| spans.iter().map(|span| span.range).collect::<Vec<_>>();
        let by_file = files
            .iter()
            .filter_map(|facts| {
                let file = sources.get(facts.file);
                let ours = |span: &&Span| file.slice(span.range).contains("tlsfloor");
                let comments: Vec<TextRange> = facts
                    .comments
                    .iter()
                    .filter(ours)
                    .map(|span| span.range)
                    .collect();
                if comments.is_empty() {
                    return None;
                }
                let statements = ranges(&facts.statements);
                let found = Suppressions::parse(file.text(), &comments, &statements, file.lines());
                let used = vec![false; found.items().len()];
                Some((facts.file, (found, used)))
            })
            .collect();
        Self { by_file }
    }

    /// Whether a comment hides `finding`.
    pub(crate) fn hides(&mut self, finding: &Finding) -> bool {
        let Some((suppressions, used)) = self.by_file.get_mut(&finding.span.file) else {
            return false;
        };
        let hidden_by = suppressions.suppresses(finding.rule.id, finding.span.range);
        if let Some(used) = hidden_by.and_then(|index| used.get_mut(index)) {
            *used = true;
        }
        hidden_by.is_some()
    }

    /// What is to say once every finding was asked about: comments that are
    /// written wrongly, name no rule, or hid nothing.
    pub(crate) fn diagnostics(&self, sources: &SourceMap) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (file, (suppressions, used)) in &self.by_file {
            let mut say = |range: TextRange, kind: DiagnosticKind, message: String| {
                diagnostics.push(Diagnostic {
                    path: sources.get(*file).path().to_owned(),
                    span: Some(Span { file: *file, range }),
                    kind,
                    message,
                });
            };
            for problem in suppressions.problems() {
                say(
                    problem.range,
                    DiagnosticKind::InvalidSuppression,
                    problem.message.clone(),
                );
            }
            for item in suppressions.unused(used) {
                match rules::find(&item.rule) {
                    Ok(rule) => say(
                        item.range,
                        DiagnosticKind::UnusedSuppression,
                        format!(
                            "this comment hides nothing: `{}` has no finding here; remove it",
                            rule.id
                        ),
                    ),
                    Err(unknown) => say(
                        item.range,
                        DiagnosticKind::InvalidSuppression,
                        format!("this comment hides nothing: {unknown}"),
                    ),
                }
            }
        }
        diagnostics
    }
}
