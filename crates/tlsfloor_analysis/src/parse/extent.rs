//! The extents of statements that span several lines.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Decorator, ElifElseClause, ExceptHandler, MatchCase, Stmt, Suite};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The extents, of compound statements those of their headers, in order.
pub(super) fn extents(body: &Suite, text: &str) -> Vec<TextRange> {
    let mut extents = Extents {
        text,
        found: Vec::new(),
    };
    extents.visit_body(body);
    extents
        .found
        .sort_by_key(|range| (range.start(), range.end()));
    extents.found.dedup();
    extents.found
}

struct Extents<'a> {
    text: &'a str,
    found: Vec<TextRange>,
}

impl Extents<'_> {
    fn add(&mut self, start: TextSize, end: TextSize) {
        let text = self
            .text
            .get(start.to_usize()..end.to_usize())
            .unwrap_or("");
        if text.contains(['\n', '\r']) {
            self.found.push(TextRange::new(start, end));
        }
    }
}

impl<'a> Visitor<'a> for Extents<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let range = stmt.range();
        let (start, end) = match stmt {
            Stmt::FunctionDef(node) => (
                node.name.range.start(),
                node.returns
                    .as_ref()
                    .map_or(node.parameters.range.end(), |r| r.range().end()),
            ),
            Stmt::ClassDef(node) => (
                node.name.range.start(),
                node.arguments
                    .as_ref()
                    .map_or(node.name.range.end(), |a| a.range.end()),
            ),
            Stmt::For(node) => (range.start(), node.iter.range().end()),
            Stmt::While(node) => (range.start(), node.test.range().end()),
            Stmt::If(node) => (range.start(), node.test.range().end()),
            Stmt::With(node) => (
                range.start(),
                node.items.last().map_or(range.start(), |i| i.range.end()),
            ),
            Stmt::Match(node) => (range.start(), node.subject.range().end()),
            Stmt::Try(_) => (range.start(), range.start()),
            _ => (range.start(), range.end()),
        };
        self.add(start, end.max(start));
        visitor::walk_stmt(self, stmt);
    }

    fn visit_decorator(&mut self, node: &'a Decorator) {
        self.add(node.range.start(), node.range.end());
    }

    fn visit_elif_else_clause(&mut self, node: &'a ElifElseClause) {
        if let Some(test) = &node.test {
            self.add(
                node.range.start(),
                test.range().end().max(node.range.start()),
            );
        }
        visitor::walk_elif_else_clause(self, node);
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(node) = handler;
        if let Some(kind) = &node.type_ {
            self.add(
                node.range.start(),
                kind.range().end().max(node.range.start()),
            );
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_match_case(&mut self, node: &'a MatchCase) {
        let end = node
            .guard
            .as_ref()
            .map_or(node.pattern.range().end(), |g| g.range().end());
        self.add(node.range.start(), end.max(node.range.start()));
        visitor::walk_match_case(self, node);
    }

    // No statement stands inside an expression.
    fn visit_expr(&mut self, _: &'a ruff_python_ast::Expr) {}
}
