//! Indentation that makes sense, for a text whose own does not.
//!
//! Python 2 lets tabs and spaces mix (a tab goes to the next multiple of 8);
//! half-written code has stray indents, and `except` inside the `try` block.
//! In: logical lines. Out: edits after which each line stands in the block that
//! it was most likely meant for.

use super::depth::MAX_BLOCKS;
use super::edit::Edit;
use super::layout::{BLOCK, Line};

/// What a block level waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    Nothing,
    If,
    Loop,
    Try,
    Handlers,
    TryElse,
}

/// One level of indentation.
#[derive(Clone, Copy, Debug)]
struct Level {
    /// The column in the original text.
    column: u32,
    /// The column in the rewritten text.
    new: u32,
    waiting: Waiting,
}

/// The edits and the problems they mend.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) edits: Vec<Edit>,
    pub(super) problems: Vec<(u32, u32, &'static str)>,
    /// Tabs and spaces mix.
    pub(super) tabs: bool,
    /// Ranges of lines that nest too deeply and were put less deep.
    pub(super) too_deep: Vec<(u32, u32)>,
}

/// Finds the block of each line.
pub(super) fn blocks(source: &str, lines: &[Line]) -> Blocks {
    let mut out = Blocks::default();
    let mut levels = vec![Level {
        column: 0,
        new: 0,
        waiting: Waiting::Nothing,
    }];
    let mut opened = false;
    let mut places = Vec::with_capacity(lines.len());
    for line in lines {
        let keyword = keyword(source, line);
        let popped = enter(line, &mut levels, opened, &mut out);
        if matches!(keyword, "except" | "finally" | "else" | "elif") {
            rejoin(line, keyword, &mut levels, popped, &mut out);
        }
        if let Some(top) = levels.last_mut() {
            top.waiting = after(keyword, top.waiting);
            places.push(top.new);
        }
        opened = opens(source, line);
    }
    indent(source, lines, &places, &mut out);
    out
}

/// Finds the level of `line` by its column; returns the last level left.
fn enter(line: &Line, levels: &mut Vec<Level>, opened: bool, out: &mut Blocks) -> Option<Level> {
    let top = *levels.last()?;
    if line.column > top.column {
        if opened && levels.len() > MAX_BLOCKS {
            if let (Some(first), Some(last)) = (line.tokens.first(), line.tokens.last()) {
                out.too_deep.push((first.start, last.end));
            }
        } else if opened {
            levels.push(Level {
                column: line.column,
                new: line.column.max(top.new + 1),
                waiting: Waiting::Nothing,
            });
        } else {
            problem(line, "unexpected indentation", out);
        }
        return None;
    }
    let mut popped = None;
    while levels.len() > 1 && levels.last().is_some_and(|l| l.column > line.column) {
        popped = levels.pop();
    }
    if let (Some(last), Some(level)) = (levels.last(), popped)
        && last.column < line.column
    {
        problem(line, "unindent does not match any outer indentation", out);
        levels.push(Level {
            column: line.column,
            ..level
        });
        return None;
    }
    popped
}

/// Puts a line that continues a compound statement at that statement's level.
fn rejoin(
    line: &Line,
    keyword: &str,
    levels: &mut Vec<Level>,
    popped: Option<Level>,
    out: &mut Blocks,
) {
    let fits = |level: &Level| continues(keyword, level.waiting);
    if levels.last().is_some_and(fits) {
        return;
    }
    if let Some(at) = levels.iter().rposition(fits) {
        levels.truncate(at + 1);
        problem(line, "indented inside the statement that it continues", out);
    } else if let Some(level) = popped.filter(fits)
        && matches!(keyword, "except" | "finally")
    {
        levels.push(Level {
            column: line.column,
            ..level
        });
        problem(
            line,
            "indented less than the statement that it continues",
            out,
        );
    }
}

fn problem(line: &Line, message: &'static str, out: &mut Blocks) {
    if let Some(first) = line.tokens.first() {
        out.problems.push((first.start, first.end, message));
    }
}

fn continues(keyword: &str, waiting: Waiting) -> bool {
    match keyword {
        "except" => matches!(waiting, Waiting::Try | Waiting::Handlers),
        "finally" => matches!(waiting, Waiting::Try | Waiting::Handlers | Waiting::TryElse),
        "else" => matches!(waiting, Waiting::If | Waiting::Loop | Waiting::Handlers),
        "elif" => waiting == Waiting::If,
        _ => false,
    }
}

fn after(keyword: &str, waiting: Waiting) -> Waiting {
    match keyword {
        "if" | "elif" => Waiting::If,
        "for" | "while" => Waiting::Loop,
        "try" => Waiting::Try,
        "except" => Waiting::Handlers,
        "else" if waiting == Waiting::Handlers => Waiting::TryElse,
        _ => Waiting::Nothing,
    }
}

fn keyword<'a>(source: &'a str, line: &Line) -> &'a str {
    let text = |at: usize| line.tokens.get(at).map_or("", |t| t.text(source));
    if text(0) == "async" { text(1) } else { text(0) }
}

/// Whether a block may follow `line`.
fn opens(source: &str, line: &Line) -> bool {
    let colon = |token: &super::scan::Token| token.text(source) == ":";
    line.colon_added
        || line.tokens.last().is_some_and(colon)
        || (BLOCK.contains(&keyword(source, line)) && !line.tokens.iter().any(colon))
}

/// Writes the indentation of the lines that need another one.
fn indent(source: &str, lines: &[Line], places: &[u32], out: &mut Blocks) {
    let blank = |line: &Line| {
        let end = line.tokens.first().map_or(line.start, |t| t.start);
        source.get(line.start as usize..end as usize).unwrap_or("")
    };
    let tabs = lines.iter().any(|line| blank(line).contains('\t'));
    let spaces = lines.iter().any(|line| blank(line).contains(' '));
    let moved = lines
        .iter()
        .zip(places)
        .any(|(line, place)| line.column != *place);
    out.tabs = tabs && spaces;
    for (line, &place) in lines.iter().zip(places) {
        let Some(first) = line.tokens.first() else {
            continue;
        };
        let has_tab = blank(line).contains('\t');
        if line.column != place || (has_tab && (spaces || moved)) {
            let width = usize::try_from(place).unwrap_or(0);
            out.edits
                .push(Edit::replace(line.start, first.start, " ".repeat(width)));
        }
    }
}
