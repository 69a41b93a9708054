//! Diagnostics as lines on stderr.
//!
//! A large project reaches the same bounds at hundreds of places. They say one
//! thing, so each kind is one line with its first places, unless all are asked
//! for.

use tlsfloor_engine::rules::{Diagnostic, DiagnosticKind};
use tlsfloor_engine::source::SourceMap;

use crate::printer::{Message, Printer};

/// Places that are named of bounds of one kind.
const PLACES: usize = 2;

/// Says each diagnostic.
pub(crate) fn say(
    printer: &Printer,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    verbose: bool,
) {
    for line in lines(diagnostics, sources, verbose) {
        printer.say(Message::Warning, &line);
    }
}

/// `path:line:column: what`, and bounds of one kind together:
/// `what: path:line:column, path:line:column and 3 more places`.
fn lines(diagnostics: &[Diagnostic], sources: &SourceMap, verbose: bool) -> Vec<String> {
    let together = |diagnostic: &Diagnostic| diagnostic.kind == DiagnosticKind::Bound && !verbose;
    let mut kinds: Vec<(&str, Vec<&Diagnostic>)> = Vec::new();
    let mut lines = Vec::new();
    for diagnostic in diagnostics {
        let message = &diagnostic.message[..];
        if !together(diagnostic) {
            lines.push(format!("{}: {message}", place(diagnostic, sources)));
            continue;
        }
        match kinds.iter_mut().find(|(own, _)| *own == message) {
            Some((_, list)) => list.push(diagnostic),
            None => kinds.push((message, vec![diagnostic])),
        }
    }
    kinds.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
    let mut left_out = false;
    for (message, list) in &kinds {
        lines.push(match list.as_slice() {
            [only] => format!("{}: {message}", place(only, sources)),
            _ => format!("{message}: {}", places(list, sources)),
        });
        left_out |= list.len() > PLACES;
    }
    if left_out {
        lines.push("bounds of one kind are told together: `--verbose` names each place".to_owned());
    }
    lines
}

/// The first places, of different files where there are some.
fn places(list: &[&Diagnostic], sources: &SourceMap) -> String {
    let mut named: Vec<&Diagnostic> = Vec::new();
    for diagnostic in list {
        let new = named.iter().all(|own| own.path != diagnostic.path);
        if new && named.len() < PLACES {
            named.push(diagnostic);
        }
    }
    for diagnostic in list {
        if named.len() < PLACES && !named.contains(diagnostic) {
            named.push(diagnostic);
        }
    }
    let mut texts: Vec<String> = named.iter().map(|own| place(own, sources)).collect();
    match list.len() - named.len() {
        0 => {}
        1 => texts.push("1 more place".to_owned()),
        more => texts.push(format!("{more} more places")),
    }
    match texts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => texts.concat(),
    }
}

fn place(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let path = &diagnostic.path;
    match diagnostic.span {
        None => path.clone(),
        Some(span) => {
            let place = sources.get(span.file).line_column(span.range.start());
            format!("{path}:{}:{}", place.line, place.column)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic(path: &str, kind: DiagnosticKind, message: &str) -> Diagnostic {
        Diagnostic {
            path: path.to_owned(),
            span: None,
            kind,
            message: message.to_owned(),
        }
    }

    #[test]
    fn bounds_of_one_kind_are_one_line_the_most_frequent_first() {
        let bound = DiagnosticKind::Bound;
        let diagnostics = [
            diagnostic("a.py", bound, "too many"),
            diagnostic("a.py", bound, "too deep"),
            diagnostic("a.py", DiagnosticKind::Syntax, "odd"),
            diagnostic("a.py", bound, "too deep"),
            diagnostic("b.py", bound, "too deep"),
            diagnostic("c.py", bound, "too deep"),
            diagnostic("b.py", DiagnosticKind::Syntax, "odd"),
        ];
        let sources = SourceMap::new();
        assert_eq!(
            lines(&diagnostics, &sources, false),
            [
                "a.py: odd",
                "b.py: odd",
                "too deep: a.py, b.py and 2 more places",
                "a.py: too many",
                "bounds of one kind are told together: `--verbose` names each place",
            ]
        );
        assert_eq!(
            lines(&diagnostics, &sources, true)[..2],
            ["a.py: too many", "a.py: too deep"]
        );
        assert_eq!(lines(&diagnostics, &sources, true).len(), 7);
    }

    #[test]
    fn few_places_are_all_named() {
        let bound = DiagnosticKind::Bound;
        let diagnostics = [
            diagnostic("a.py", bound, "too deep"),
            diagnostic("b.py", bound, "too deep"),
        ];
        assert_eq!(
            lines(&diagnostics, &SourceMap::new(), false),
            ["too deep: a.py and b.py"]
        );
    }
}
