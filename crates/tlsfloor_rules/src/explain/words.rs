//! What happened to a context, as clauses.

use tlsfloor_analysis::facts::{Happening, Origin, OriginKind, Tested};
use tlsfloor_protocol::{Protocol, ProtocolSet};
use tlsfloor_source::{FileId, SourceMap, Span};

/// The word for tools.
pub(super) const fn kind(kind: Happening) -> &'static str {
    match kind {
        Happening::Made => "made",
        Happening::Changed => "changed",
        Happening::Copied => "copied",
        Happening::Handed => "handed",
        Happening::Unfollowed => "unfollowed",
        Happening::Unsettled => "unsettled",
        Happening::Cut => "cut",
    }
}

/// Letters of a test that are quoted.
const MAX_TEST: usize = 60;

/// `where `debug` holds (line 3)`, told in `file`.
pub(super) fn condition(sources: &SourceMap, tested: Tested, file: FileId) -> String {
    let holds = if tested.held {
        "holds"
    } else {
        "does not hold"
    };
    let (text, line) = (
        quoted(sources, tested.test),
        line(sources, tested.test, file),
    );
    format!("where {text} {holds} ({line})")
}

/// The text of a test, as code on one line, cut where it is long.
pub(super) fn quoted(sources: &SourceMap, test: Span) -> String {
    let source = sources.get(test.file);
    let text: Vec<&str> = source.slice(test.range).split_whitespace().collect();
    let mut text = text.join(" ").replace("( ", "(").replace(" )", ")");
    if text.chars().count() > MAX_TEST {
        text = text.chars().take(MAX_TEST - 1).collect::<String>() + "…";
    }
    format!("`{text}`")
}

/// `line 3`; `net.py:3` where that is told in another file.
pub(super) fn line(sources: &SourceMap, span: Span, file: FileId) -> String {
    let source = sources.get(span.file);
    let line = source.lines().line(span.range.start());
    if span.file == file {
        format!("line {line}")
    } else {
        format!("{}:{line}", source.path())
    }
}

/// What the place where a value came from says, and what several places do.
pub(super) fn origin(origin: &Origin) -> (&'static str, &'static str) {
    match origin.kind {
        OriginKind::Unknown => (
            "a value that is not known comes from here",
            "values that are not known come from these lines",
        ),
        _ if origin.public_default => (
            "a value is the default of this parameter",
            "values are the defaults of these parameters",
        ),
        _ if origin.selected => (
            "a value may be this one, picked by something not known",
            "a value may be any of these, picked by something not known",
        ),
        _ => (
            "a value is written here",
            "values are written on these lines",
        ),
    }
}

/// `SSLv3, TLSv1 and TLSv1.1`; `nothing` for none.
pub(super) fn list(protocols: ProtocolSet, last: &str) -> String {
    let names: Vec<&str> = protocols.into_iter().map(Protocol::name).collect();
    if names.is_empty() {
        return "nothing".to_owned();
    }
    joined(&names, last)
}

/// `a, b and c`.
pub(super) fn joined<T: AsRef<str> + std::borrow::Borrow<str>>(words: &[T], and: &str) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("{} {and} {}", rest.join(", "), last.as_ref())
        }
        _ => words.concat(),
    }
}
