//! Logical lines of a text whose brackets and blocks may be broken.
//!
//! In: tokens. Out: the logical lines, and the edits that make the brackets
//! balance. A bracket that is never closed ends before the next line that
//! starts a statement; the rest of the file stays what it is.

use super::edit::Edit;
use super::scan::{Kind, Token};

/// Tokens from the first to the last of a statement line, comments left out.
#[derive(Debug)]
pub(super) struct Line {
    /// The tokens, without newlines and comments; never empty.
    pub(super) tokens: Vec<Token>,
    /// The first byte of the physical line that it starts on.
    pub(super) start: u32,
    /// Indentation in columns, a tab going to the next multiple of 8.
    pub(super) column: u32,
    /// A missing `:` was put at its end.
    pub(super) colon_added: bool,
}

/// The logical lines, and what was mended to get them.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) lines: Vec<Line>,
    pub(super) edits: Vec<Edit>,
    /// Ranges and messages of what was wrong.
    pub(super) problems: Vec<(u32, u32, &'static str)>,
}

/// Keywords that start a statement and can start no line inside brackets.
const HARD: [&str; 19] = [
    "def", "class", "import", "return", "raise", "while", "with", "try", "except", "finally",
    "assert", "del", "pass", "break", "continue", "global", "nonlocal", "elif", "print",
];

/// Keywords that start a block.
pub(super) const BLOCK: [&str; 13] = [
    "def", "class", "if", "elif", "else", "for", "while", "with", "try", "except", "finally",
    "async", "match",
];

/// Words that cannot follow a complete expression but between operands.
const INFIX: [&str; 9] = ["and", "or", "in", "is", "not", "if", "else", "for", "async"];

/// Groups `tokens` of `source` into logical lines.
pub(super) fn layout(source: &str, tokens: &[Token]) -> Layout {
    let marks = match_brackets(source, tokens);
    let mut builder = Builder {
        source,
        tokens,
        open: Vec::new(),
        current: Vec::new(),
        out: Layout::default(),
    };
    for (index, &token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Comment => {}
            Kind::Newline => {
                if builder.open.is_empty() || builder.must_end(index, &marks) {
                    builder.finish();
                }
            }
            Kind::Op if marks.get(index) == Some(&Mark::Stray) => {
                builder
                    .out
                    .edits
                    .push(Edit::replace(token.start, token.end, " "));
                builder.out.problems.push((
                    token.start,
                    token.end,
                    "closing bracket without an opening one",
                ));
            }
            _ => builder.push(index, token),
        }
    }
    builder.finish();
    builder.out
}

/// What is known of a bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// No bracket, or one with its partner.
    Fine,
    /// An opening bracket that is never closed.
    Unclosed,
    /// A closing bracket that nothing opens.
    Stray,
}

fn match_brackets(source: &str, tokens: &[Token]) -> Vec<Mark> {
    let mut marks = vec![Mark::Fine; tokens.len()];
    let mut stack: Vec<usize> = Vec::new();
    let mut line_start = true;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Newline => line_start = true,
            Kind::Comment => {}
            Kind::Name => {
                if line_start && !stack.is_empty() && is_hard(source, tokens, index) {
                    give_up(&mut stack, &mut marks);
                }
                line_start = false;
            }
            Kind::Op => {
                if line_start && token.text(source) == "@" && is_decorator(source, tokens, index) {
                    give_up(&mut stack, &mut marks);
                }
                line_start = false;
                match_bracket(source, tokens, index, &mut stack, &mut marks);
            }
            _ => line_start = false,
        }
    }
    give_up(&mut stack, &mut marks);
    marks
}

fn match_bracket(
    source: &str,
    tokens: &[Token],
    index: usize,
    stack: &mut Vec<usize>,
    marks: &mut [Mark],
) {
    let text = |index: usize| tokens.get(index).map_or("", |t| t.text(source));
    match text(index) {
        "(" | "[" | "{" => stack.push(index),
        closer @ (")" | "]" | "}") => {
            // Looking only a few brackets down keeps this linear.
            let partner = stack
                .iter()
                .rev()
                .take(8)
                .position(|&open| closer_of(text(open)) == closer);
            let Some(depth) = partner else {
                set(marks, index, Mark::Stray);
                return;
            };
            for _ in 0..depth {
                if let Some(open) = stack.pop() {
                    set(marks, open, Mark::Unclosed);
                }
            }
            stack.pop();
        }
        _ => {}
    }
}

fn set(marks: &mut [Mark], index: usize, mark: Mark) {
    if let Some(place) = marks.get_mut(index) {
        *place = mark;
    }
}

fn give_up(stack: &mut Vec<usize>, marks: &mut [Mark]) {
    for open in stack.drain(..) {
        set(marks, open, Mark::Unclosed);
    }
}

fn closer_of(opener: &str) -> &'static str {
    match opener {
        "(" => ")",
        "[" => "]",
        "{" => "}",
        _ => "",
    }
}

/// Whether the name at `index`, the first of its line, can only start a
/// statement.
fn is_hard(source: &str, tokens: &[Token], index: usize) -> bool {
    let text = |index: usize| tokens.get(index).map_or("", |t| t.text(source));
    let next = tokens.get(index + 1);
    let next_kind = next.map(|t| t.kind);
    match text(index) {
        // `print(…)` and `print = …` may stand in brackets.
        "print" => matches!(next_kind, Some(Kind::Name | Kind::Str { .. })),
        "from" => next_kind == Some(Kind::Name) && text(index + 2) == "import",
        // As a keyword argument they would be an error too, but in old code
        // these words are names: `with=…`.
        word if HARD.contains(&word) => !matches!(text(index + 1), "=" | "," | ")" | "."),
        _ => false,
    }
}

fn is_decorator(source: &str, tokens: &[Token], index: usize) -> bool {
    // A line inside brackets may start with `@` as the operator of matrices;
    // a decorator stands before `def`, `class` or another one.
    let mut rest = tokens.iter().skip(index + 1).take(200);
    rest.by_ref().find(|t| t.kind == Kind::Newline);
    rest.find(|t| !matches!(t.kind, Kind::Newline | Kind::Comment))
        .is_some_and(|t| matches!(t.text(source), "def" | "class" | "@" | "async"))
}

struct Builder<'a> {
    source: &'a str,
    tokens: &'a [Token],
    /// Indices of the brackets that are open in the current line.
    open: Vec<usize>,
    current: Vec<Token>,
    out: Layout,
}

impl Builder<'_> {
    fn push(&mut self, index: usize, token: Token) {
        if let Kind::Str { closed: false } = token.kind {
            self.close_string(token);
        }
        if token.kind == Kind::Op {
            match token.text(self.source) {
                "(" | "[" | "{" => self.open.push(index),
                closer @ (")" | "]" | "}") => self.close(token, closer),
                _ => {}
            }
        }
        self.current.push(token);
    }

    /// Closes brackets up to the partner of `closer`.
    fn close(&mut self, token: Token, closer: &str) {
        while let Some(open) = self.open.pop() {
            let wanted = closer_of(self.tokens.get(open).map_or("", |t| t.text(self.source)));
            if wanted == closer {
                return;
            }
            self.out.edits.push(Edit::insert(token.start, wanted));
            self.unclosed(open);
        }
    }

    fn unclosed(&mut self, open: usize) {
        if let Some(token) = self.tokens.get(open) {
            self.out
                .problems
                .push((token.start, token.end, "bracket is never closed"));
        }
    }

    fn close_string(&mut self, token: Token) {
        let text = token.text(self.source);
        let Some(at) = text.find(['"', '\'']) else {
            return;
        };
        let rest = text.get(at..).unwrap_or("");
        let quote = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quote| rest.starts_with(quote))
            .unwrap_or("");
        // A backslash before the end would swallow the quote.
        let odd = text.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
        let closing = if odd {
            format!("\\{quote}")
        } else {
            quote.to_owned()
        };
        self.out.edits.push(Edit::insert(token.end, closing));
        self.out
            .problems
            .push((token.start, token.end, "string is never closed"));
    }

    /// Whether the line must end at the newline at `index`, though brackets are
    /// open.
    fn must_end(&self, index: usize, marks: &[Mark]) -> bool {
        // Blank lines and comments wait for the line after them, which keeps
        // this linear.
        let next = index + 1;
        let Some(token) = self.tokens.get(next) else {
            return true;
        };
        if matches!(token.kind, Kind::Newline | Kind::Comment) {
            return false;
        }
        let unclosed = |open: &usize| marks.get(*open) == Some(&Mark::Unclosed);
        if !self.open.iter().any(unclosed) {
            return false;
        }
        let (Some(&first), Some(&token), Some(&last)) = (
            self.current.first(),
            self.tokens.get(next),
            self.current.last(),
        ) else {
            return true;
        };
        if is_hard(self.source, self.tokens, next) {
            return true;
        }
        let (text, last_text) = (token.text(self.source), last.text(self.source));
        let starts = match token.kind {
            Kind::Name => !INFIX.contains(&text) || matches!(text, "if" | "for" | "async" | "not"),
            Kind::Op => text == "@" && is_decorator(self.source, self.tokens, next),
            _ => true,
        };
        let start = line_start(self.source, first.start);
        let own = column(self.source, start, first.start);
        let theirs = column(
            self.source,
            line_start(self.source, token.start),
            token.start,
        );
        if starts && theirs <= own {
            return true;
        }
        if last_text == ":" && BLOCK.contains(&first.text(self.source)) {
            return true;
        }
        let operand = match last.kind {
            Kind::Name => !INFIX.contains(&last_text) && last_text != "lambda",
            Kind::Op => matches!(last_text, ")" | "]" | "}"),
            _ => true,
        };
        operand && token.kind == Kind::Name && !INFIX.contains(&text)
    }

    /// Ends the current line, closing what is open.
    fn finish(&mut self) {
        let open = std::mem::take(&mut self.open);
        let tokens = std::mem::take(&mut self.current);
        let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else {
            return;
        };
        let mut colon_added = false;
        if !open.is_empty() {
            let mut closers: String = open
                .iter()
                .rev()
                .filter_map(|&at| self.tokens.get(at))
                .map(|t| closer_of(t.text(self.source)))
                .collect();
            let block = BLOCK.contains(&first.text(self.source));
            let colon = last.text(self.source) == ":";
            if block && !colon {
                closers.push(':');
                colon_added = true;
            }
            let at = if block && colon { last.start } else { last.end };
            self.out.edits.push(Edit::insert(at, closers));
            if let Some(&at) = open.first() {
                self.unclosed(at);
            }
        }
        let start = line_start(self.source, first.start);
        self.out.lines.push(Line {
            column: column(self.source, start, first.start),
            start,
            tokens,
            colon_added,
        });
    }
}

/// The first byte of the physical line that holds `at`.
fn line_start(source: &str, at: u32) -> u32 {
    let before = source.as_bytes().get(..at as usize).unwrap_or(&[]);
    let length = before
        .iter()
        .rev()
        .take_while(|b| !matches!(b, b'\n' | b'\r'))
        .count();
    at - super::scan::offset(length)
}

/// The column of `at` in the line that starts at `start`, as Python 2 counts:
/// a tab goes to the next multiple of 8, a form feed starts anew.
fn column(source: &str, start: u32, at: u32) -> u32 {
    let blank = source
        .as_bytes()
        .get(start as usize..at as usize)
        .unwrap_or(&[]);
    blank.iter().fold(0, |column, byte| match byte {
        b'\t' => (column / 8 + 1) * 8,
        b'\x0c' => 0,
        _ => column + 1,
    })
}
