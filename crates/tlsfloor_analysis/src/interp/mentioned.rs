//! The names that functions mention.

use super::Interp;
use crate::domain::intern::{Name, Names};
use crate::domain::object::{Function, FunctionBody};
use ruff_python_ast::Expr;
use ruff_python_ast::visitor::{self, Visitor};
use rustc_hash::FxHashSet;
use std::rc::Rc;

impl<'a> Interp<'a> {
    /// The names that a function's body mentions, attributes with a dot.
    pub(super) fn mentioned(&mut self, definition: &Function<'a>) -> Rc<FxHashSet<Name>> {
        if let Some(known) = self.mentioned_names.get(&definition.span) {
            return known.clone();
        }
        let mut names = FxHashSet::default();
        collect_names(definition, &mut self.names, &mut names);
        let names = Rc::new(names);
        self.mentioned_names.insert(definition.span, names.clone());
        names
    }
}

/// An attribute of this name, told apart from a variable.
fn as_attribute(names: &mut Names, text: &str) -> Name {
    names.intern(&format!(".{text}"))
}

/// The names that a function's body mentions, attributes with a dot.
fn collect_names(definition: &Function<'_>, names: &mut Names, found: &mut FxHashSet<Name>) {
    let mut collector = Collector { names, found };
    match definition.body {
        FunctionBody::Statements(body) => {
            for statement in body {
                collector.visit_stmt(statement);
            }
        }
        FunctionBody::Expression(body) => collector.visit_expr(body),
        FunctionBody::Generator(generator) => {
            collector.visit_expr(&generator.elt);
            for clause in &generator.generators {
                collector.visit_comprehension(clause);
            }
        }
    }
}

struct Collector<'n> {
    names: &'n mut Names,
    found: &'n mut FxHashSet<Name>,
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                let name = self.names.intern(name.id.as_str());
                self.found.insert(name);
            }
            Expr::Attribute(attribute) => {
                let name = as_attribute(self.names, attribute.attr.as_str());
                self.found.insert(name);
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
