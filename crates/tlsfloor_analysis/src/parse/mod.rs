//! From a file's text to a syntax tree that can be walked safely.
//!
//! In: decoded text, of any kind: valid Python, Python 2, half-written, hostile.
//! Out: always a tree of bounded depth whose ranges are those of the text that
//! was given, with what was wrong. Names and values are no business of this
//! module.

use std::collections::BTreeMap;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{ModModule, PySourceType};
use ruff_python_parser::{Parsed, parse_unchecked_source};
use ruff_text_size::Ranged;
use tlsfloor_source::TextRange;

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

/// What a tuple parameter of Python 2 binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TuplePattern {
    /// A name.
    Name(String),
    /// `(a, (b, c))`.
    Tuple(Vec<TuplePattern>),
}

/// A parsed file.
#[derive(Debug)]
pub(crate) struct ParsedModule {
    /// The tree; ranges are those of the original text.
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
    /// Tuple parameters by the range of the placeholder that stands for them in
    /// the tree. The tree already unpacks them: nobody has to look here.
    pub(crate) tuple_parameters: BTreeMap<TextRange, TuplePattern>,
    /// `except E, e:` in its Python 2 meaning, by the handler's range. The tree
    /// already has `e` as the handler's name: nobody has to look here.
    pub(crate) bound_exceptions: BTreeMap<TextRange, String>,
    /// Places that were cut out because they are nested too deeply.
    pub(crate) too_deep: Vec<TextRange>,
}

/// How many syntax problems are listed.
pub(crate) const MAX_ERRORS: usize = 20;

/// Parses `text`; always gives a tree.
pub(crate) fn parse(text: &str) -> ParsedModule {
    let parsed = parse_plain(text);
    let errors = parsed
        .errors()
        .iter()
        .take(MAX_ERRORS)
        .map(|error| SyntaxProblem {
            range: ours(error.location),
            message: error.error.to_string(),
        })
        .collect();
    let comments = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| ours(token.range()))
        .collect();
    ParsedModule {
        body: parsed.into_syntax(),
        errors,
        python2: None,
        comments,
        statements: Vec::new(),
        tuple_parameters: BTreeMap::new(),
        bound_exceptions: BTreeMap::new(),
        too_deep: Vec::new(),
    }
}

fn parse_plain(text: &str) -> Parsed<ModModule> {
    parse_unchecked_source(text, PySourceType::Python)
}

fn ours(range: ruff_text_size::TextRange) -> TextRange {
    TextRange::new(range.start().to_u32(), range.end().to_u32())
}
