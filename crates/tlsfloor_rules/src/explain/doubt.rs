//! Why the answer for an endpoint is approximate.

use std::collections::BTreeMap;

use tlsfloor_analysis::facts::{Endpoint, Field, Happening, Origin, OriginKind, Settings};
use tlsfloor_protocol::{BuildSet, Protocol};

use tlsfloor_source::{FileId, Span};

use super::{ExplainInput, Note, words};
use crate::diagnostic::{Diagnostic, DiagnosticKind};

/// Places in other files that are named, of each kind.
const MAX_ELSEWHERE: usize = 4;

/// Reasons, those with a place first.
pub(super) fn doubts(input: &ExplainInput<'_>, endpoint: &Endpoint, target: BuildSet) -> Vec<Note> {
    let mut doubts = Vec::new();
    for way in &endpoint.ways {
        if way.builds.intersection(target).is_empty() {
            continue;
        }
        for step in &way.steps {
            let message = match step.kind {
                Happening::Handed => "it is handed to code that is not in view",
                Happening::Unfollowed => "it may be changed by a call that is not followed further",
                Happening::Unsettled => "a loop around it does not come to rest",
                _ => continue,
            };
            doubts.push(Note {
                span: Some(step.span),
                message: message.to_owned(),
            });
        }
    }
    let mut unknown = Unknown::default();
    for outcome in &endpoint.outcomes {
        if outcome.builds.intersection(target).is_empty() {
            continue;
        }
        match &outcome.settings {
            Some(settings) => unknown.add(settings),
            None => doubts.push(Note {
                span: None,
                message: "which context connects here is not known".to_owned(),
            }),
        }
    }
    doubts.extend(unknown.notes());
    doubts.sort();
    doubts.dedup();
    let file = endpoint.call.file;
    let mut outlines = input.analysis.outlines.iter();
    if outlines.any(|outline| outline.file == file && outline.reflective) {
        doubts.push(Note {
            span: None,
            message: "the file changes the program behind its text (`exec`, `globals()`, property \
                      setters and the like)"
                .to_owned(),
        });
    }
    doubts.extend(bounds(input, file));
    if doubts.is_empty() {
        doubts = elsewhere(input, file);
    }
    if doubts.is_empty() {
        doubts.push(Note {
            span: None,
            message: "code that is not followed takes part in it".to_owned(),
        });
    }
    doubts
}

/// The bounds that were reached in the file, the first place of each kind.
fn bounds(input: &ExplainInput<'_>, file: FileId) -> Vec<Note> {
    let path = input.sources.get(file).path();
    let mut kinds: Vec<(&Diagnostic, usize)> = Vec::new();
    for found in input.diagnostics {
        if found.kind != DiagnosticKind::Bound || found.path != path {
            continue;
        }
        match kinds
            .iter_mut()
            .find(|(own, _)| own.message == found.message)
        {
            Some((_, more)) => *more += 1,
            None => kinds.push((found, 0)),
        }
    }
    let note = |(found, more): (&Diagnostic, usize)| {
        let more = match more {
            0 => String::new(),
            1 => " (and at 1 more place)".to_owned(),
            more => format!(" (and at {more} more places)"),
        };
        Note {
            span: found.span,
            message: format!(
                "a bound of the analysis was reached: {}{more}",
                found.message
            ),
        }
    };
    kinds.into_iter().map(note).collect()
}

/// What may come from the other files that the program imports.
fn elsewhere(input: &ExplainInput<'_>, file: FileId) -> Vec<Note> {
    let outlines = input.analysis.outlines.iter();
    let reflective = outlines
        .filter(|outline| outline.reflective && outline.file != file)
        .filter_map(|outline| outline.statements.first());
    let bounds = input
        .diagnostics
        .iter()
        .filter(|found| found.kind == DiagnosticKind::Bound)
        .filter_map(|found| found.span.as_ref());
    let note = |span: &Span, message: &str| Note {
        span: Some(*span),
        message: message.to_owned(),
    };
    let changing = "a file that may take part changes the program behind its text";
    let bounded = "a bound was reached in a file that may take part";
    reflective
        .take(MAX_ELSEWHERE)
        .map(|span| note(span, changing))
        .chain(bounds.take(MAX_ELSEWHERE).map(|span| note(span, bounded)))
        .collect()
}

/// What is not known, by the place that it is not known from.
#[derive(Default)]
struct Unknown(BTreeMap<Span, Vec<&'static str>>);

impl Unknown {
    fn add(&mut self, settings: &Settings) {
        self.field(&settings.method, "its method");
        self.field(&settings.minimum, "its oldest version");
        self.field(&settings.maximum, "its newest version");
        for protocol in Protocol::ALL {
            self.field(
                &settings.disabled[protocol.index()],
                "what its options switch off",
            );
        }
    }

    fn field<T>(&mut self, field: &Field<T>, what: &'static str) {
        if field.value.is_some() {
            return;
        }
        let unknown = |origin: &Origin| origin.kind == OriginKind::Unknown;
        let some = field.origins.iter().any(unknown);
        for origin in field.origins.iter().filter(|own| !some || unknown(own)) {
            let fields = self.0.entry(origin.span).or_default();
            if !fields.contains(&what) {
                fields.push(what);
            }
        }
    }

    fn notes(self) -> impl Iterator<Item = Note> {
        self.0.into_iter().map(|(span, fields)| {
            let verb = if fields.len() > 1 { "are" } else { "is" };
            Note {
                span: Some(span),
                message: format!("{} {verb} not known", words::joined(&fields, "and")),
            }
        })
    }
}
