//! What the parser must give, whatever it is fed.

use super::*;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};

/// Runs `test` on a thread with the stack that the parser asks for.
fn with_stack<T: Send>(test: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, test)
            .unwrap()
            .join()
            .unwrap()
    })
}

/// Every call of a tree as `function:text of the call`, in order of place.
struct Calls<'t> {
    text: &'t str,
    scope: Vec<String>,
    found: Vec<(u32, String)>,
}

impl<'a> Visitor<'a> for Calls<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let name = match stmt {
            Stmt::FunctionDef(node) => Some(node.name.id.to_string()),
            Stmt::ClassDef(node) => Some(node.name.id.to_string()),
            _ => None,
        };
        let inner = name.is_some();
        self.scope.extend(name);
        visitor::walk_stmt(self, stmt);
        if inner {
            self.scope.pop();
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            let range = call.range();
            let text = self
                .text
                .get(range.start().to_usize()..range.end().to_usize())
                .unwrap_or("<no text>");
            self.found.push((
                range.start().to_u32(),
                format!("{}:{text}", self.scope.join(".")),
            ));
        }
        visitor::walk_expr(self, expr);
    }
}

/// The calls of `module`.
fn calls(text: &str, module: &ParsedModule) -> Vec<String> {
    let mut calls = Calls {
        text,
        scope: Vec::new(),
        found: Vec::new(),
    };
    calls.visit_body(&module.body.body);
    calls.found.sort();
    calls.found.into_iter().map(|(_, call)| call).collect()
}

fn slice(text: &str, range: TextRange) -> &str {
    text.get(range.start() as usize..range.end() as usize)
        .unwrap_or("<no text>")
}

mod broken;
mod deep;
mod old;
