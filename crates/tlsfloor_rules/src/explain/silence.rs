//! Why nothing is said of a line.

use tlsfloor_analysis::facts::{Endpoint, FileOutline, Mention, Mentioned, Usage};
use tlsfloor_protocol::BuildSet;
use tlsfloor_source::Span;

use super::{ExplainInput, Line, Silence};
use crate::diagnostic::DiagnosticKind;
use crate::platform::describe_builds;

/// A reason, for tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SilenceKind {
    /// The file never names TLS and was not parsed.
    PutAside,
    /// There is no code on the line.
    NoCode,
    /// The text is no valid Python there.
    Syntax,
    /// A bound of the analysis cut it off.
    Bound,
    /// The platform excludes the code.
    Platform,
    /// The function around it was not run, since nothing in it was found to lead to
    /// TLS.
    Aside,
    /// No path through the program leads there.
    Unreached,
    /// A constant that is only compared.
    Compared,
    /// A constant that is only part of an assertion.
    Asserted,
    /// A constant that is passed, by position, to a function that is not known.
    Passed,
    /// A text that spells a constant, given to a function.
    Spelled,
    /// A constant that is only imported.
    Imported,
    /// A constant that reaches no connection.
    Unused,
    /// A call that has to do with TLS and decides no version there.
    Call,
    /// Nothing on the line has to do with TLS.
    NoTls,
}

impl SilenceKind {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PutAside => "put-aside",
            Self::NoCode => "no-code",
            Self::Syntax => "syntax",
            Self::Bound => "bound",
            Self::Platform => "platform",
            Self::Aside => "aside",
            Self::Unreached => "unreached",
            Self::Compared => "compared",
            Self::Asserted => "asserted",
            Self::Passed => "passed",
            Self::Spelled => "spelled",
            Self::Imported => "imported",
            Self::Unused => "unused",
            Self::Call => "call",
            Self::NoTls => "no-tls",
        }
    }
}

/// Reasons for silence, the most telling first. What the platform excludes is
/// always told; all else only where there is nothing else to tell (`empty`).
pub(super) fn silence(
    input: &ExplainInput<'_>,
    line: Line,
    excluded: &[&Endpoint],
    empty: bool,
) -> Vec<Silence> {
    let mut reasons: Vec<Silence> = excluded
        .iter()
        .map(|endpoint| left_out(input, endpoint))
        .collect();
    reasons.dedup();
    if !empty || !reasons.is_empty() {
        return reasons;
    }
    let outline = input
        .analysis
        .outlines
        .iter()
        .find(|outline| outline.file == line.file);
    let Some(outline) = outline else {
        return vec![plain(
            SilenceKind::Bound,
            "The file could not be analysed.".to_owned(),
        )];
    };
    reasons.extend(damage(input, line));
    let statement = innermost(input, line, outline);
    match statement {
        None => reasons.push(plain(
            SilenceKind::NoCode,
            "There is no code on this line.".to_owned(),
        )),
        Some(statement) => {
            reasons.extend(unreached(input, outline, statement));
            // What does not run needs no other reason.
            let runs = reasons.is_empty();
            let mentions = outline
                .mentions
                .iter()
                .filter(|mention| runs && line.touches(mention.span, input.sources));
            for mention in mentions {
                let reason = mentioned(input, mention);
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
    }
    if reasons.is_empty() {
        reasons.push(plain(
            SilenceKind::NoTls,
            "Nothing on this line makes, changes or connects a TLS context.".to_owned(),
        ));
    }
    reasons
}

fn plain(kind: SilenceKind, message: String) -> Silence {
    Silence {
        kind,
        message,
        span: None,
    }
}

/// An endpoint that lives on other builds only.
fn left_out(input: &ExplainInput<'_>, endpoint: &Endpoint) -> Silence {
    let platform = (input.platform_of)(endpoint.call.file);
    let builds = endpoint
        .outcomes
        .iter()
        .fold(BuildSet::default(), |all, outcome| {
            all.union(outcome.builds)
        });
    Silence {
        kind: SilenceKind::Platform,
        message: format!(
            "`{}` is reached here on Python {} only; the file is judged on {} ({}).",
            endpoint.api,
            describe_builds(builds, input.universe),
            platform.description,
            platform.source,
        ),
        span: Some(endpoint.call),
    }
}

/// Syntax errors and bounds on the line.
fn damage(input: &ExplainInput<'_>, line: Line) -> Vec<Silence> {
    let mut reasons = Vec::new();
    for found in input.diagnostics {
        let Some(span) = found.span else { continue };
        if !line.touches(span, input.sources) {
            continue;
        }
        let (kind, start) = match found.kind {
            DiagnosticKind::Syntax => (SilenceKind::Syntax, "This is no valid Python"),
            DiagnosticKind::Bound => (SilenceKind::Bound, "A bound of the analysis was reached"),
            _ => continue,
        };
        reasons.push(Silence {
            kind,
            message: format!("{start}: {}.", found.message.trim_end_matches('.')),
            span: Some(span),
        });
    }
    reasons
}

/// The smallest statement on the line.
fn innermost(input: &ExplainInput<'_>, line: Line, outline: &FileOutline) -> Option<Span> {
    let text = input.sources.get(line.file);
    let range = text.lines().line_range(line.number);
    let code = text.slice(range).trim_start();
    if code.is_empty() || code.starts_with('#') {
        return None;
    }
    outline
        .statements
        .iter()
        .copied()
        .filter(|span| line.touches(*span, input.sources))
        .min_by_key(|span| span.range.end() - span.range.start())
}

/// Whether the statement runs at all, and on the platform.
fn unreached(input: &ExplainInput<'_>, outline: &FileOutline, statement: Span) -> Option<Silence> {
    let platform = (input.platform_of)(statement.file);
    let builds = input
        .analysis
        .reached
        .iter()
        .filter(|(span, _)| *span == statement)
        .fold(BuildSet::default(), |all, (_, builds)| all.union(*builds));
    if builds.is_empty() && is_aside(input, outline, statement) {
        return Some(plain(
            SilenceKind::Aside,
            "No call of the function around this line was followed, and nothing in it was \
             found to lead to a connection, so it was not run."
                .to_owned(),
        ));
    }
    if builds.is_empty() {
        return Some(plain(
            SilenceKind::Unreached,
            "No path through the program leads to this line, on any Python.".to_owned(),
        ));
    }
    builds.intersection(platform.target).is_empty().then(|| {
        plain(
            SilenceKind::Platform,
            format!(
                "This line runs on Python {} only; the file is judged on {} ({}).",
                describe_builds(builds, input.universe),
                platform.description,
                platform.source,
            ),
        )
    })
}

/// Whether a statement lies in a function of which nothing ran.
fn is_aside(input: &ExplainInput<'_>, outline: &FileOutline, statement: Span) -> bool {
    let within = |outer: Span, inner: Span| {
        outer.file == inner.file
            && outer != inner
            && outer.range.start() <= inner.range.start()
            && inner.range.end() <= outer.range.end()
    };
    let reached = &input.analysis.reached;
    let ran = |own: Span| reached.iter().any(|(span, _)| *span == own);
    let mut around = outline.functions.iter().copied();
    around.any(|function| {
        within(function, statement)
            && ran(function)
            && !reached.iter().any(|(span, _)| within(function, *span))
    })
}

/// What a name of the catalogue does on the line.
fn mentioned(input: &ExplainInput<'_>, mention: &Mention) -> Silence {
    let text = |span: Span| input.sources.get(span.file).slice(span.range).to_owned();
    let name = text(mention.span);
    let none = if input.analysis.cut {
        "reached no connection before a bound was reached"
    } else {
        "reaches no connection in view"
    };
    let (kind, message) = match (&mention.what, &mention.usage) {
        (Mentioned::Api, _) => (
            SilenceKind::Call,
            format!("`{name}(…)` is no connection here, and sets no version of one in view."),
        ),
        (Mentioned::Constant(_), Usage::Compared) => (
            SilenceKind::Compared,
            format!("`{name}` is only compared here: a comparison sets nothing."),
        ),
        (Mentioned::Constant(_), Usage::Asserted) => (
            SilenceKind::Asserted,
            format!("`{name}` is part of an assertion here: that sets nothing."),
        ),
        (Mentioned::Constant(_), Usage::Passed(callee)) => (
            SilenceKind::Passed,
            format!(
                "`{name}` is passed to `{}` by position, and {none}.",
                text(*callee)
            ),
        ),
        (Mentioned::Constant(_), Usage::Spelled(callee)) => (
            SilenceKind::Spelled,
            format!(
                "`{}` gets the name {name} here, and what comes of it {none}.",
                text(*callee)
            ),
        ),
        (Mentioned::Constant(_), Usage::Imported) => (
            SilenceKind::Imported,
            format!("`{name}` is only imported here: it matters where it is used."),
        ),
        (Mentioned::Constant(_), Usage::Called | Usage::Other) => (
            SilenceKind::Unused,
            format!("`{name}` is named here and {none}."),
        ),
    };
    Silence {
        kind,
        message,
        span: Some(mention.span),
    }
}
