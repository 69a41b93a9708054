//! Bounds on nesting, so that no tree overflows the stack that walks it.
//!
//! Two bounds. Before parsing, [`bound_tokens`] counts in one pass what makes
//! the parser recurse or builds long chains, and cuts what no real program has.
//! After it, [`bound_tree`] brings the tree to at most [`MAX_DEPTH`] levels:
//! what lies deeper becomes statements of its own before the statement it stood
//! in, so that `a + b + …` and `x.f().g()…` lose none of their calls.

use std::cell::{Cell, RefCell};

use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::{
    AtomicNodeIndex, ExceptHandler, Expr, ExprContext, ExprName, ModModule, Pattern,
    PatternMatchAs, Stmt, StmtExpr, Suite, name::Name,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::edit::Edit;
use super::layout::Line;
use super::scan::{Kind, Token};

/// How many levels of statements, expressions and patterns a tree may have.
pub(super) const MAX_DEPTH: u32 = 1_000;

/// How deeply the parser may recurse. `CPython`'s own parser allows 200 brackets
/// (`MAXLEVEL` in `Parser/lexer/state.h`).
const MAX_RECURSION: u32 = 2_000;

/// How many operators and calls may follow each other in one expression. Such a
/// chain costs the parser nothing, but nests the tree as deeply as it is long.
const MAX_CHAIN: u32 = 60_000;

/// How many levels of blocks there may be; `CPython` allows 100 (`MAXINDENT`).
pub(super) const MAX_BLOCKS: usize = 100;

/// How deeply fields of f-strings may nest.
pub(super) const MAX_STRING_DEPTH: u32 = 200;

/// Whether `text` is large enough to nest too deeply for the parser. Most files
/// are not, and need no other look.
pub(super) fn may_be_deep(text: &str) -> bool {
    const SMALL: usize = 16 * 1024;
    text.len() > SMALL
        || text
            .bytes()
            .filter(|b| matches!(b, b'(' | b'[' | b'{' | b'-' | b'+' | b'~' | b'*'))
            .count()
            > MAX_RECURSION as usize
}

/// The edits that bring `lines` within the bounds of the parser.
pub(super) fn bound_tokens(source: &str, lines: &[Line]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for line in lines {
        let mut at = 0;
        let mut counter = Counter::default();
        while let Some(&token) = line.tokens.get(at) {
            let before = at.checked_sub(1).and_then(|i| line.tokens.get(i));
            if counter.count(source, before, token) {
                at += 1;
                continue;
            }
            let end = group_end(source, &line.tokens, at);
            let last = line.tokens.get(end.saturating_sub(1)).copied();
            let binary = before.is_some_and(|t| is_operand(source, *t));
            let text = if binary { "" } else { "None" };
            edits.push(Edit::replace(
                token.start,
                last.map_or(token.end, |t| t.end),
                text,
            ));
            at = end;
        }
    }
    edits
}

/// Where the bracket, or the element of it, that the token at `at` stands in
/// ends: the index of the first token after it.
fn group_end(source: &str, tokens: &[Token], at: usize) -> usize {
    let mut depth = 0_u32;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match token.text(source) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" | "," | ";" if depth == 0 => return index,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

fn is_operand(source: &str, token: Token) -> bool {
    match token.kind {
        Kind::Number | Kind::Str { .. } => true,
        Kind::Op => matches!(token.text(source), ")" | "]" | "}"),
        Kind::Name => !matches!(
            token.text(source),
            "and"
                | "or"
                | "not"
                | "in"
                | "is"
                | "if"
                | "else"
                | "lambda"
                | "await"
                | "return"
                | "yield"
                | "print"
                | "assert"
                | "for"
                | "while"
                | "elif"
                | "with"
                | "del"
        ),
        _ => false,
    }
}

/// What nests within one pair of brackets, up to a comma.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// Operators that the parser recurses for.
    recursion: u32,
    /// Operators that nest to the left.
    operators: u32,
    /// Attributes, calls and subscripts of the present operand, and of the
    /// operand that has most.
    postfix: u32,
    longest: u32,
}

impl Level {
    fn chain(self) -> u32 {
        self.operators + self.longest
    }

    fn postfix(&mut self) {
        self.postfix += 1;
        self.longest = self.longest.max(self.postfix);
    }

    fn operator(&mut self) {
        self.operators += 1;
        self.postfix = 0;
    }
}

/// What is open in a logical line.
#[derive(Debug, Default)]
struct Counter {
    /// The brackets around.
    outer: Vec<Level>,
    level: Level,
    /// Sums over `outer`.
    outer_recursion: u32,
    outer_chain: u32,
}

impl Counter {
    /// Counts a token; false if it goes beyond a bound.
    fn count(&mut self, source: &str, before: Option<&Token>, token: Token) -> bool {
        let after_operand = before.is_some_and(|t| is_operand(source, *t));
        match token.text(source) {
            "(" | "[" | "{" => {
                if after_operand {
                    self.level.postfix();
                }
                if !self.fits(1) {
                    return false;
                }
                self.outer_recursion += self.level.recursion + 1;
                self.outer_chain += self.level.chain();
                self.outer.push(std::mem::take(&mut self.level));
            }
            ")" | "]" | "}" => {
                self.level = self.outer.pop().unwrap_or_default();
                self.outer_recursion = self
                    .outer_recursion
                    .saturating_sub(self.level.recursion + 1);
                self.outer_chain = self.outer_chain.saturating_sub(self.level.chain());
            }
            "," | ";" => self.level = Level::default(),
            "not" | "lambda" | "await" | "else" | "**" | ":=" | "~" => self.level.recursion += 1,
            "." => self.level.postfix(),
            "+" | "-" | "*" if !after_operand => self.level.recursion += 1,
            "+" | "-" | "*" | "/" | "//" | "%" | "@" | "&" | "|" | "^" | "<<" | ">>" | "=" => {
                self.level.operator();
            }
            _ => {}
        }
        self.fits(0)
    }

    fn fits(&self, more: u32) -> bool {
        self.outer_recursion + self.level.recursion + more <= MAX_RECURSION
            && self.outer_chain + self.level.chain() <= MAX_CHAIN
    }
}

/// Brings `module` to at most [`MAX_DEPTH`] levels; returns the ranges, in the
/// parsed text, of what was taken out of its place.
pub(super) fn bound_tree(module: &mut ModModule) -> Vec<TextRange> {
    let cutter = Cutter::default();
    cutter.visit_body(&mut module.body);
    let mut places = cutter.cut.take();
    let mut done = 0;
    // What was cut may be too deep itself.
    while done < places.len() {
        let until = places.len();
        for (statement, expr) in places.iter_mut().skip(done) {
            cutter.statement.set(*statement);
            cutter.depth.set(1);
            cutter.visit_expr(expr);
        }
        done = until;
        places.append(&mut cutter.cut.borrow_mut());
    }
    let mut ranges: Vec<TextRange> = places.iter().map(|(_, expr)| expr.range()).collect();
    ranges.append(&mut cutter.dropped.borrow_mut());
    if !places.is_empty() {
        // The innermost part of a chain is evaluated first.
        places.reverse();
        places.sort_by_key(|(statement, _)| *statement);
        hoist(&mut module.body, &mut places);
    }
    ranges
}

#[derive(Debug, Default)]
struct Cutter {
    depth: Cell<u32>,
    /// Start of the innermost statement around.
    statement: Cell<TextSize>,
    cut: RefCell<Vec<(TextSize, Expr)>>,
    dropped: RefCell<Vec<TextRange>>,
}

impl Cutter {
    fn deeper(&self, walk: impl FnOnce()) {
        self.depth.set(self.depth.get() + 1);
        walk();
        self.depth.set(self.depth.get() - 1);
    }
}

impl Transformer for Cutter {
    fn visit_stmt(&self, stmt: &mut Stmt) {
        let around = self.statement.replace(stmt.range().start());
        self.deeper(|| transformer::walk_stmt(self, stmt));
        self.statement.set(around);
    }

    fn visit_expr(&self, expr: &mut Expr) {
        if self.depth.get() < MAX_DEPTH {
            self.deeper(|| transformer::walk_expr(self, expr));
            return;
        }
        // A leaf is no deeper than what stands for it.
        if expr.is_name_expr() || expr.is_literal_expr() {
            return;
        }
        let placeholder = missing(expr.range());
        let expr = std::mem::replace(expr, placeholder);
        self.cut.borrow_mut().push((self.statement.get(), expr));
    }

    fn visit_pattern(&self, pattern: &mut Pattern) {
        if self.depth.get() < MAX_DEPTH {
            self.deeper(|| transformer::walk_pattern(self, pattern));
            return;
        }
        // Patterns nest by brackets alone, which the parser's bound has limited.
        self.dropped.borrow_mut().push(pattern.range());
        *pattern = Pattern::MatchAs(PatternMatchAs {
            node_index: AtomicNodeIndex::NONE,
            range: pattern.range(),
            pattern: None,
            name: None,
        });
    }
}

/// What the parser itself puts where an expression is missing.
fn missing(range: TextRange) -> Expr {
    Expr::Name(ExprName {
        node_index: AtomicNodeIndex::NONE,
        range,
        id: Name::empty(),
        ctx: ExprContext::Invalid,
    })
}

/// Puts each expression before the statement that starts at its offset.
/// `places` is sorted by offset and holds those of `body`'s statements at least.
fn hoist(body: &mut Suite, places: &mut Vec<(TextSize, Expr)>) {
    let mut index = 0;
    while let Some(stmt) = body.get_mut(index) {
        inner_suites(stmt, places);
        let start = stmt.range().start();
        let first = places.partition_point(|(at, _)| *at < start);
        let last = places.partition_point(|(at, _)| *at <= start);
        let moved: Vec<_> = places.drain(first..last).collect();
        for (_, expr) in moved {
            body.insert(
                index,
                Stmt::Expr(StmtExpr {
                    node_index: AtomicNodeIndex::NONE,
                    range: expr.range(),
                    value: Box::new(expr),
                }),
            );
            index += 1;
        }
        index += 1;
    }
}

fn inner_suites(stmt: &mut Stmt, places: &mut Vec<(TextSize, Expr)>) {
    match stmt {
        Stmt::FunctionDef(node) => hoist(&mut node.body, places),
        Stmt::ClassDef(node) => hoist(&mut node.body, places),
        Stmt::With(node) => hoist(&mut node.body, places),
        Stmt::For(node) => {
            hoist(&mut node.body, places);
            hoist(&mut node.orelse, places);
        }
        Stmt::While(node) => {
            hoist(&mut node.body, places);
            hoist(&mut node.orelse, places);
        }
        Stmt::If(node) => {
            hoist(&mut node.body, places);
            for clause in &mut node.elif_else_clauses {
                hoist(&mut clause.body, places);
            }
        }
        Stmt::Match(node) => {
            for case in &mut node.cases {
                hoist(&mut case.body, places);
            }
        }
        Stmt::Try(node) => {
            hoist(&mut node.body, places);
            for handler in &mut node.handlers {
                let ExceptHandler::ExceptHandler(handler) = handler;
                hoist(&mut handler.body, places);
            }
            hoist(&mut node.orelse, places);
            hoist(&mut node.finalbody, places);
        }
        _ => {}
    }
}
