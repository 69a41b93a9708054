//! From a file's text to a syntax tree that can be walked safely.
//!
//! In: decoded text, of any kind: valid Python, Python 2, half-written, hostile.
//! Out: always a tree of bounded depth whose ranges are those of the text that
//! was given, with what was wrong. Names and values are no business of this
//! module.

mod blocks;
mod depth;
mod edit;
mod extent;
mod layout;
mod python2;
mod remap;
mod repair;
mod scan;
mod scan_string;
mod tree;

#[cfg(test)]
mod tests;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{ModModule, PySourceType};
use ruff_python_parser::{Parsed, parse_unchecked_source};
use ruff_text_size::Ranged;
use tlsfloor_source::TextRange;

use edit::Map;
use repair::Repair;

/// The stack, in bytes, of the thread that calls [`parse`] and that walks and
/// drops its result.
pub(crate) const STACK_BYTES: usize = 64 << 20;

/// A place that is no valid Python.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SyntaxProblem {
    /// Where.
    pub(crate) range: TextRange,
    /// What is wrong, for people.
    pub(crate) message: String,
}

/// A parsed file.
#[derive(Debug)]
pub(crate) struct ParsedModule {
    /// The tree; ranges are those of the original text. Where Python 2 means
    /// something else by what is written, the tree says it in Python 3:
    /// `except E, e:` has `e` as its name, `raise E, v` is a call, and a tuple
    /// parameter is a plain one that the first statement unpacks.
    pub(crate) body: ModModule,
    /// What is no valid Python, in order; at most [`MAX_ERRORS`].
    pub(crate) errors: Vec<SyntaxProblem>,
    /// The first thing that only Python 2 means.
    pub(crate) python2: Option<TextRange>,
    /// Every comment, in order.
    pub(crate) comments: Vec<TextRange>,
    /// The extent of each statement (of compound statements: the header) that
    /// spans several lines, in order of start.
    pub(crate) statements: Vec<TextRange>,
    /// Places that were cut out because they are nested too deeply.
    pub(crate) too_deep: Vec<TextRange>,
}

/// How many syntax problems are listed.
pub(crate) const MAX_ERRORS: usize = 20;

/// Parses `text`; always gives a tree.
///
/// The thread needs a stack of [`STACK_BYTES`]; a text must be shorter than
/// 4 GiB.
pub(crate) fn parse(text: &str) -> ParsedModule {
    let plain = if depth::may_be_deep(text) && repair::too_deep(text) {
        None
    } else {
        let plain = parse_plain(text);
        if plain.has_valid_syntax() {
            return finish(text, plain, &Map::default(), &Repair::default());
        }
        Some(plain)
    };
    let (blanked, markers) = repair::blank_markers(text);
    let mut repair = repair::repair(&blanked);
    repair.problems.extend(
        markers
            .iter()
            .map(|&(start, end)| (start, end, "merge conflict marker")),
    );
    let language = std::mem::take(&mut repair.language);
    let mut all = std::mem::take(&mut repair.structure);
    all.extend_from_slice(&language);
    let (rewritten, map) = edit::apply(&blanked, all);
    let parsed = parse_plain(&rewritten);
    // A repair that makes things worse has misunderstood the text.
    if let Some(plain) = plain
        && plain.errors().len() < parsed.errors().len()
    {
        let (rewritten, map) = edit::apply(&blanked, language);
        let parsed = parse_plain(&rewritten);
        repair.problems.clear();
        if plain.errors().len() < parsed.errors().len() {
            return finish(text, plain, &Map::default(), &Repair::default());
        }
        return finish(text, parsed, &map, &repair);
    }
    finish(text, parsed, &map, &repair)
}

fn parse_plain(text: &str) -> Parsed<ModModule> {
    parse_unchecked_source(text, PySourceType::Python)
}

/// Bounds the tree, gives it the ranges of `text` and says in it what Python 2
/// means.
fn finish(text: &str, parsed: Parsed<ModModule>, map: &Map, repair: &Repair) -> ParsedModule {
    let comments = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| map.range(token.range()))
        .collect();
    let mut problems: Vec<SyntaxProblem> = parsed
        .errors()
        .iter()
        .map(|error| SyntaxProblem {
            range: map.range(error.location),
            message: error.error.to_string(),
        })
        .collect();
    let mut body = parsed.into_syntax();
    let mut too_deep: Vec<TextRange> = depth::bound_tree(&mut body)
        .into_iter()
        .map(|range| map.range(range))
        .collect();
    remap::remap(&mut body, map, scan::offset(text.len()));
    let evidence = tree::evidence(&body);
    let python2 = first_evidence(repair, &problems, &evidence);
    tree::say_python2(&mut body, &repair.python2.tuples, python2.is_some());
    if repair.tabs && python2.is_none() && problems.is_empty() && repair.problems.is_empty() {
        problems.push(SyntaxProblem {
            range: TextRange::new(0, 0),
            message: "tabs and spaces mix in the indentation".to_owned(),
        });
    }
    problems.extend(
        repair
            .problems
            .iter()
            .map(|&(start, end, message)| SyntaxProblem {
                range: TextRange::new(start, end),
                message: message.to_owned(),
            }),
    );
    too_deep.extend(repair.too_deep.iter().map(|&(s, e)| TextRange::new(s, e)));
    too_deep.sort();
    // What is wrong where something was cut out is wrong because of the cut.
    problems.retain(|problem| {
        let start = problem.range.start();
        let next = too_deep.partition_point(|cut| cut.start() <= start);
        let cut = next.checked_sub(1).and_then(|index| too_deep.get(index));
        cut.is_none_or(|cut| cut.end() < start)
    });
    problems.sort();
    list_first(&mut problems);
    ParsedModule {
        statements: extent::extents(&body.body, text)
            .into_iter()
            .map(ours)
            .collect(),
        body,
        errors: problems,
        python2,
        comments,
        too_deep,
    }
}

/// Keeps so many problems as a reader looks at; the last says how many follow.
fn list_first(problems: &mut Vec<SyntaxProblem>) {
    let more = problems.len().saturating_sub(MAX_ERRORS);
    problems.truncate(MAX_ERRORS);
    if let (1.., Some(last)) = (more, problems.last_mut()) {
        let rest = format!(" (and {more} more in this file)");
        last.message.push_str(&rest);
    }
}

/// The first place that only Python 2 means. A construct in a line that is
/// still wrong after it was understood may be anything, and proves nothing.
fn first_evidence(
    repair: &Repair,
    problems: &[SyntaxProblem],
    tree: &tree::Evidence,
) -> Option<TextRange> {
    let wrong = |line: usize| {
        repair.lines.get(line).is_some_and(|&(start, end)| {
            let first = problems.partition_point(|p| p.range.end() < start);
            problems
                .get(first..)
                .unwrap_or(&[])
                .iter()
                .take_while(|p| p.range.start() < end)
                .any(|p| p.range.end() >= start)
        })
    };
    let token = repair
        .python2
        .evidence
        .iter()
        .find(|(.., line)| !wrong(*line))
        .map(|&(start, end, _)| TextRange::new(start, end));
    tree.places.iter().map(|&r| ours(r)).chain(token).min()
}

fn ours(range: ruff_text_size::TextRange) -> TextRange {
    TextRange::new(range.start().to_u32(), range.end().to_u32())
}
