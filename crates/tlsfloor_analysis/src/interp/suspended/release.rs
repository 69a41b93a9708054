//! Generators that nothing names any more. CPython closes them there and then:
//! what follows their `yield` in `finally`, or leaves a `with`, runs.

use crate::domain::object::{FunctionBody, ObjectId, ObjectKind};
use crate::domain::state::{Cell, Sequence};
use crate::domain::store::Store;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{self as ast, Stmt};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// A generator was made; what happens when it is let go may matter.
    pub(super) fn note_generator(&mut self, generator: ObjectId, function: ObjectId) {
        let ObjectKind::Function(definition) = self.objects.kind(function) else {
            return;
        };
        if let FunctionBody::Statements(body) = definition.body
            && acts_when_closed(body)
            && !self.unreleased.contains(&generator)
        {
            self.unreleased.push(generator);
        }
    }

    /// Runs something that may make generators, and lets those go that nothing
    /// names afterwards. `result` may name them, too.
    pub(in crate::interp) fn releasing<T>(
        &mut self,
        span: Span,
        run: impl FnOnce(&mut Self) -> T,
        result: impl FnOnce(&T) -> Option<&Value>,
    ) -> T {
        let before = self.unreleased.len();
        let done = run(self);
        if self.unreleased.len() > before && !self.state.dead {
            let named = result(&done).cloned();
            let made = self.unreleased.split_off(before);
            for generator in made {
                if self.is_named(generator, named.as_ref()) {
                    self.unreleased.push(generator);
                } else {
                    self.close(generator, span);
                }
            }
        }
        done
    }

    /// Whether anything but its own call still holds an object.
    fn is_named(&self, object: ObjectId, result: Option<&Value>) -> bool {
        let consumed = |consumer: &super::Consumer<'_>| consumer.generator == object;
        if self.consumers.iter().any(consumed) || result.is_some_and(|value| names(value, object)) {
            return true;
        }
        let nothing = Store::default();
        let mut slots = nothing.differences(&self.state.store).into_iter();
        slots.any(|slot| {
            let cell = self.state.store.get(slot);
            cell.is_some_and(|cell| cell_names(cell, object))
        })
    }
}

fn cell_names(cell: &Cell, object: ObjectId) -> bool {
    match cell {
        Cell::Value(value) => names(value, object),
        Cell::Configs(_) => false,
        Cell::Sequence(alternatives) => {
            let mut alternatives = alternatives.entries().iter();
            alternatives.any(|(_, sequence)| match sequence {
                Sequence::Known(items) => items.iter().any(|item| names(item, object)),
                Sequence::Open(item) => names(item, object),
            })
        }
        Cell::Mapping(mapping) => {
            let mut entries = mapping.entries.iter();
            entries.any(|(key, value)| atom_names(key, object) || names(value, object))
                || mapping
                    .rest
                    .as_ref()
                    .is_some_and(|rest| names(rest, object))
        }
    }
}

fn names(value: &Value, object: ObjectId) -> bool {
    value.atoms().any(|(_, atom)| atom_names(atom, object))
}

fn atom_names(atom: &Atom, object: ObjectId) -> bool {
    match atom {
        Atom::Object(own) => *own == object,
        Atom::Tuple(items) => items.iter().any(|item| names(item, object)),
        Atom::Bound(bound) => atom_names(&bound.receiver, object),
        Atom::Member(member) => names(&member.value, object),
        _ => false,
    }
}

/// Whether closing a generator in the middle of this body runs any of it.
fn acts_when_closed(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> StatementVisitor<'a> for Finder {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::Try(ast::StmtTry { .. }) | Stmt::With(_) => self.0 = true,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ => walk_stmt(self, statement),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}
