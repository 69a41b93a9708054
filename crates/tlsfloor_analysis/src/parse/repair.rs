//! All that can be mended in a text before it is parsed once more.
//!
//! In: a text that the parser finds errors in, or that may nest too deeply.
//! Out: edits, and what they are there for.

use std::borrow::Cow;

use super::blocks::blocks;
use super::depth::{MAX_BLOCKS, MAX_STRING_DEPTH, bound_tokens};
use super::edit::Edit;
use super::layout::{Layout, Line, layout};
use super::python2::{Python2, python2};
use super::scan::{Kind, Scan, line_length, newline_length, offset, scan};

/// What is to be rewritten.
#[derive(Debug, Default)]
pub(super) struct Repair {
    /// Python 2, and what is nested too deeply.
    pub(super) language: Vec<Edit>,
    /// Brackets, strings, indentation and lines that are no Python.
    pub(super) structure: Vec<Edit>,
    /// What is wrong whatever the Python: ranges and messages.
    pub(super) problems: Vec<(u32, u32, &'static str)>,
    /// Tabs and spaces mix in the indentation.
    pub(super) tabs: bool,
    /// What was cut out as too deep.
    pub(super) too_deep: Vec<(u32, u32)>,
    /// What was found of Python 2.
    pub(super) python2: Python2,
    /// First and last byte of each logical line.
    pub(super) lines: Vec<(u32, u32)>,
}

/// Whether the parser would recurse too deeply on `text`.
pub(super) fn too_deep(text: &str) -> bool {
    let found = scan(text, &[], MAX_STRING_DEPTH);
    let lines = layout(text, &found.tokens).lines;
    let deepest = lines.iter().map(|line| line.column).max().unwrap_or(0);
    !found.deep_strings.is_empty()
        || !bound_tokens(text, &lines).is_empty()
        || (deepest as usize > MAX_BLOCKS && !blocks(text, &lines).too_deep.is_empty())
}

fn string_edits(found: &Scan) -> impl Iterator<Item = Edit> + '_ {
    found
        .deep_strings
        .iter()
        .filter_map(|&at| found.tokens.get(at))
        .map(|token| Edit::replace(token.start, token.end, "''"))
}

/// Finds what can be mended in `text`.
pub(super) fn repair(text: &str) -> Repair {
    let found = scan_with_cuts(text);
    let Layout {
        lines,
        edits,
        problems,
    } = layout(text, &found.tokens);
    let mut out = Repair {
        structure: edits,
        problems,
        ..Repair::default()
    };
    let mut deep = bound_tokens(text, &lines);
    deep.extend(string_edits(&found));
    out.too_deep = deep.iter().map(|edit| (edit.start, edit.end)).collect();
    out.language.append(&mut deep);
    not_python(text, &lines, &mut out);
    half_written(text, &lines, &mut out.structure);
    let mut blocks = blocks(text, &lines);
    out.structure.append(&mut blocks.edits);
    out.problems.append(&mut blocks.problems);
    out.too_deep.append(&mut blocks.too_deep);
    out.tabs = blocks.tabs;
    out.python2 = python2(text, &lines);
    out.language.append(&mut out.python2.edits);
    out.lines = lines
        .iter()
        .filter_map(|line| Some((line.tokens.first()?.start, line.tokens.last()?.end)))
        .collect();
    out
}

/// Lines that are no Python at all: magics of IPython, template tags.
fn not_python(text: &str, lines: &[Line], out: &mut Repair) {
    for line in lines {
        let (Some(first), Some(last)) = (line.tokens.first(), line.tokens.last()) else {
            continue;
        };
        let second = line.tokens.get(1).map_or("", |t| t.text(text));
        let magic = matches!(first.text(text), "%" | "!" | "?" | "$" | "??")
            || (first.text(text) == "{" && matches!(second, "%" | "%=") && last.text(text) == "}");
        if magic {
            out.structure
                .push(Edit::replace(first.start, last.end, "pass"));
            out.problems.push((first.start, last.end, "no Python"));
        }
    }
}

/// Headers and lambdas that stop in the middle: without its colon each takes
/// what stands on the next line.
fn half_written(text: &str, lines: &[Line], edits: &mut Vec<Edit>) {
    for line in lines {
        let word = |at: usize| line.tokens.get(at).map_or("", |t| t.text(text));
        let skip = usize::from(word(0) == "async");
        let Some(last) = line.tokens.last() else {
            continue;
        };
        let rest: Vec<&str> = (skip + 1..line.tokens.len().min(skip + 4))
            .map(word)
            .collect();
        let missing = match (word(skip), rest.as_slice()) {
            ("def", []) => Some(" _():"),
            ("def", [_]) => Some("():"),
            _ => None,
        };
        if let Some(missing) = missing {
            edits.push(Edit::insert(last.end, missing));
        }
        let lambda = line.tokens.iter().rposition(|t| t.text(text) == "lambda");
        let open = |at: usize| !line.tokens.iter().skip(at).any(|t| t.text(text) == ":");
        if lambda.is_some_and(open) {
            edits.push(Edit::insert(last.end, ": None"));
        }
    }
}

/// Scans `text`; a triple-quoted string without an end is closed at the end of
/// its first line. If it is one too few in the middle of the file, that is the
/// first that holds what looks like the code around it.
fn scan_with_cuts(text: &str) -> Scan {
    let mut cuts = Vec::new();
    for _ in 0..4 {
        let found = scan(text, &cuts, MAX_STRING_DEPTH);
        let unclosed = found.tokens.iter().rev().find(|token| {
            token.kind == Kind::Str { closed: false }
                && token.text(text).contains(['\n', '\r'])
                && token.end as usize == text.len()
        });
        let Some(last) = unclosed else {
            return found;
        };
        let culprit = found
            .tokens
            .iter()
            .filter(|token| matches!(token.kind, Kind::Str { .. }))
            .find(|token| !cuts.contains(&token.start) && holds_code(token.text(text)))
            .unwrap_or(last);
        cuts.push(culprit.start);
    }
    scan(text, &cuts, MAX_STRING_DEPTH)
}

fn holds_code(string: &str) -> bool {
    string.lines().skip(1).any(|line| {
        let line = line.trim();
        let block = line.starts_with("def ") || line.starts_with("class ");
        (block && line.ends_with(':')) || line.starts_with("import ")
    })
}

/// Replaces merge markers and NUL bytes by blanks, so that all offsets stay.
/// Both sides of a conflict are kept; the common ancestor, which is in neither
/// version of the file, is not.
pub(super) fn blank_markers(text: &str) -> (Cow<'_, str>, Vec<(u32, u32)>) {
    let bytes = text.as_bytes();
    let conflict = text.contains("<<<<<<<") || text.contains(">>>>>>>");
    if !conflict && !text.contains('\0') {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut new = String::with_capacity(text.len());
    let (mut markers, mut at, mut ancestor) = (Vec::new(), 0, false);
    while at < bytes.len() {
        let length = line_length(bytes, at);
        let line = text.get(at..at + length).unwrap_or("");
        let marker = |sign: &str| {
            conflict
                && line
                    .strip_prefix(sign)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let base = marker("|||||||");
        let is_marker = base || marker("<<<<<<<") || marker("=======") || marker(">>>>>>>");
        if is_marker {
            ancestor = base;
            markers.push((offset(at), offset(at + length)));
        }
        if is_marker || ancestor {
            new.extend(std::iter::repeat_n(' ', length));
        } else {
            new.extend(line.chars().map(|c| if c == '\0' { ' ' } else { c }));
        }
        let end = newline_length(bytes, at + length);
        new.push_str(text.get(at + length..at + length + end).unwrap_or(""));
        at += length + end;
    }
    (Cow::Owned(new), markers)
}
