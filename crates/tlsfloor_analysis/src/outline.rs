//! What a file says, whether or not it runs: its statements, and where names
//! of the catalogue stand.
//!
//! Names are found by their last part alone: this explains why nothing is said
//! of a line, and judges nothing.

use crate::facts::{FileOutline, Mention, Mentioned, Usage};
use crate::interp::is_reflective;
use crate::parse::ParsedModule;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;
use tlsfloor_catalogue::Catalogue;
use tlsfloor_source::{FileId, Span, TextRange};

/// The outline of a parsed file.
pub(crate) fn outline(file: FileId, parsed: &ParsedModule, catalogue: &Catalogue) -> FileOutline {
    let mut collector = Collector {
        file,
        words: words(catalogue),
        usage: Usage::Other,
        asserted: false,
        statements: Vec::new(),
        functions: Vec::new(),
        mentions: Vec::new(),
    };
    for statement in &parsed.body.body {
        collector.visit_stmt(statement);
    }
    collector.mentions.sort();
    collector.mentions.dedup();
    FileOutline {
        file,
        reflective: is_reflective(&parsed.body.body),
        statements: collector.statements,
        functions: collector.functions,
        mentions: collector.mentions,
    }
}

/// The last parts of the catalogue's names, with what they stand for.
fn words(catalogue: &Catalogue) -> FxHashMap<&str, Mentioned> {
    let mut words = FxHashMap::default();
    for library in catalogue.libraries() {
        for api in &library.apis {
            words.insert(last_part(&api.name), Mentioned::Api);
        }
    }
    for library in catalogue.libraries() {
        for constant in &library.constants {
            let what = Mentioned::Constant(constant.protocol);
            words.insert(last_part(&constant.name), what);
        }
    }
    words
}

fn last_part(dotted: &str) -> &str {
    dotted.rsplit('.').next().unwrap_or(dotted)
}

struct Collector<'c> {
    file: FileId,
    words: FxHashMap<&'c str, Mentioned>,
    /// How the expression that is visited next is used.
    usage: Usage,
    asserted: bool,
    statements: Vec<Span>,
    functions: Vec<Span>,
    mentions: Vec<Mention>,
}

impl Collector<'_> {
    fn span(&self, node: &impl Ranged) -> Span {
        let range = node.range();
        Span {
            file: self.file,
            range: TextRange::new(range.start().into(), range.end().into()),
        }
    }

    fn visit_as(&mut self, usage: Usage, expr: &Expr) {
        let outer = std::mem::replace(&mut self.usage, usage);
        self.visit_expr(expr);
        self.usage = outer;
    }

    fn mention(&mut self, name: &str, span: Span) {
        let Some(what) = self.words.get(name) else {
            return;
        };
        // Short words of methods (`get`, `connect`) mean something as calls only.
        if *what == Mentioned::Api && self.usage != Usage::Called {
            return;
        }
        let usage = if self.asserted {
            Usage::Asserted
        } else {
            self.usage.clone()
        };
        self.mentions.push(Mention {
            span,
            what: what.clone(),
            usage,
        });
    }
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let span = self.span(statement);
        self.statements.push(span);
        if matches!(statement, Stmt::FunctionDef(_)) {
            self.functions.push(span);
        }
        let outer = std::mem::replace(&mut self.usage, Usage::Other);
        let asserted = std::mem::replace(&mut self.asserted, matches!(statement, Stmt::Assert(_)));
        if let Stmt::ImportFrom(import) = statement {
            for alias in &import.names {
                self.usage = Usage::Imported;
                self.mention(alias.name.as_str(), self.span(&alias.name));
            }
        }
        visitor::walk_stmt(self, statement);
        self.usage = outer;
        self.asserted = asserted;
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Compare(compare) => {
                self.visit_as(Usage::Compared, &compare.left);
                for operand in &compare.comparators {
                    self.visit_as(Usage::Compared, operand);
                }
            }
            Expr::Call(call) => {
                self.visit_as(Usage::Called, &call.func);
                let callee = self.span(call.func.as_ref());
                for argument in &call.arguments.args {
                    self.visit_as(Usage::Passed(callee), argument);
                }
                for keyword in &call.arguments.keywords {
                    self.visit_as(Usage::Other, &keyword.value);
                }
            }
            Expr::Attribute(attribute) => {
                self.mention(attribute.attr.as_str(), self.span(expr));
                self.visit_as(Usage::Other, &attribute.value);
            }
            Expr::StringLiteral(text) => {
                if let Usage::Passed(callee) = self.usage {
                    let outer = std::mem::replace(&mut self.usage, Usage::Spelled(callee));
                    self.mention(text.value.to_str(), self.span(expr));
                    self.usage = outer;
                }
            }
            Expr::Name(name) => self.mention(name.id.as_str(), self.span(expr)),
            // What is written down item by item is used as the whole is.
            Expr::Tuple(_) | Expr::List(_) | Expr::Set(_) | Expr::Starred(_) => {
                visitor::walk_expr(self, expr);
            }
            _ => {
                let outer = std::mem::replace(&mut self.usage, Usage::Other);
                visitor::walk_expr(self, expr);
                self.usage = outer;
            }
        }
    }
}
