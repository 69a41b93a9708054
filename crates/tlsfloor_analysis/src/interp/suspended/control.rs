//! Where a suspended body was left, and how it goes on from there.
//!
//! At each `yield` the place is written down beside the state, as the offset of
//! the `yield` in its file. A body that goes on runs from there: statements
//! find the way down to the place without doing anything ([`Frame::resume`]),
//! with what they had kept for it: the iterator of a loop and its visit, the
//! manager of a `with`, how a `finally` was reached, and the operands of the
//! expression that the `yield` stands in.
//!
//! [`Frame::resume`]: crate::interp::Frame

use crate::domain::object::{ObjectId, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::limit::Limit;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use tlsfloor_source::Span;

/// Positions that are no offset: before the first statement, and after the
/// last.
pub(super) const UNSTARTED: i128 = -1;
pub(super) const FINISHED: i128 = -2;

impl<'a> Interp<'a> {
    /// The place that the running body goes on at, while it looks for it.
    pub(in crate::interp) fn resume(&self) -> Option<u32> {
        self.frame().resume
    }

    /// Whether the running body goes on inside of this.
    pub(in crate::interp) fn resumes_in(&self, node: &impl Ranged) -> bool {
        self.resume().is_some_and(|at| covers(node.range(), at))
    }

    /// Whether the running body goes on inside of these statements.
    pub(in crate::interp) fn resumes_among(&self, body: &[Stmt]) -> bool {
        match (body.first(), body.last()) {
            (Some(first), Some(last)) => {
                let range = TextRange::new(first.start(), last.end());
                self.resumes_in(&range)
            }
            _ => false,
        }
    }

    /// Does something that has nothing to do with the way down.
    pub(in crate::interp) fn beside_resume<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let resume = self.frame_mut().resume.take();
        let result = run(self);
        self.frame_mut().resume = resume;
        result
    }

    fn kept_place(&mut self, what: &str, at: u32) -> Option<Place> {
        let generator = self.frame().generator?;
        // No name of a program holds a space.
        let name = self.names.intern(&format!("{what} at {at}"));
        Some(Place::Name(generator, name))
    }

    /// Keeps something for when the running body goes on; nothing where it
    /// cannot be left.
    pub(in crate::interp) fn keep(&mut self, what: &str, at: u32, value: Value) {
        if let Some(place) = self.kept_place(what, at) {
            self.write(place, value);
        }
    }

    pub(in crate::interp) fn keep_number(&mut self, what: &str, span: Span, number: i128) {
        if self.frame().generator.is_some() {
            let value = self.constant(span, Atom::Int(number));
            self.keep(what, span.range.start(), value);
        }
    }

    /// What was kept.
    pub(in crate::interp) fn kept(&mut self, what: &str, at: u32) -> Value {
        match self.kept_place(what, at) {
            Some(place) => self.read(place),
            None => Value::empty(),
        }
    }

    /// The largest number that was kept.
    pub(in crate::interp) fn kept_number(&mut self, what: &str, span: Span) -> Option<i128> {
        let kept = self.kept(what, span.range.start());
        let numbers = kept.atoms().filter_map(|(_, atom)| match atom {
            Atom::Int(number) => Some(*number),
            _ => None,
        });
        numbers.max()
    }

    /// The operand of an expression that is gone through again.
    pub(in crate::interp) fn kept_operand(&mut self, expr: &Expr, span: Span) -> Value {
        let value = self.kept(&operand(expr), span.range.start());
        if value.is_empty() {
            self.cut = true;
            return self.unknown_here(span);
        }
        value
    }

    pub(in crate::interp) fn keep_operand(&mut self, expr: &Expr, span: Span, value: &Value) {
        self.keep(&operand(expr), span.range.start(), value.clone());
    }

    /// The place was not found: what goes on is not known.
    pub(in crate::interp) fn lose_way(&mut self, span: Span) {
        if self.frame_mut().resume.take().is_some() {
            self.cut = true;
            self.reached(span, Limit::Generator);
        }
    }

    /// Where a suspended body was left.
    pub(super) fn position_place(&mut self, object: ObjectId) -> Place {
        Place::Name(object, self.names.intern("position"))
    }

    pub(super) fn set_position(&mut self, object: ObjectId, position: i128, span: Span) {
        let place = self.position_place(object);
        let value = self.constant(span, Atom::Int(position));
        self.write(place, value);
    }

    /// Declares again what the statements that are skipped had declared.
    pub(super) fn declare_again(&mut self, body: &'a [Stmt]) {
        struct Declarations<'a>(Vec<&'a Stmt>);
        impl<'a> Visitor<'a> for Declarations<'a> {
            fn visit_stmt(&mut self, statement: &'a Stmt) {
                match statement {
                    Stmt::Global(_) | Stmt::Nonlocal(_) => self.0.push(statement),
                    Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                    _ => visitor::walk_stmt(self, statement),
                }
            }

            fn visit_expr(&mut self, _: &'a Expr) {}
        }
        let mut declarations = Declarations(Vec::new());
        for statement in body {
            declarations.visit_stmt(statement);
        }
        for statement in declarations.0 {
            self.beside_resume(|interp| interp.run(std::slice::from_ref(statement)));
        }
    }
}

fn operand(expr: &Expr) -> String {
    format!("value to {}", expr.end().to_u32())
}

fn covers(range: TextRange, at: u32) -> bool {
    range.start().to_u32() <= at && at < range.end().to_u32()
}

/// Whether a statement holds a `yield` or `await` inside of an expression of
/// its own, so that its operands have to be kept.
pub(in crate::interp) fn keeps_operands(statement: &Stmt) -> bool {
    let whole = |expr: &Expr| match expr {
        Expr::Yield(own) => own.value.as_deref().is_none_or(|value| !leaves(value)),
        Expr::YieldFrom(own) => !leaves(&own.value),
        Expr::Await(own) => !leaves(&own.value),
        other => !leaves(other),
    };
    match statement {
        Stmt::Expr(own) => !whole(&own.value),
        Stmt::Assign(own) => !whole(&own.value) || own.targets.iter().any(leaves),
        Stmt::AnnAssign(own) => own.value.as_deref().is_some_and(|value| !whole(value)),
        Stmt::Return(own) => own.value.as_deref().is_some_and(|value| !whole(value)),
        Stmt::AugAssign(own) => leaves(&own.value),
        Stmt::If(own) => {
            let clauses = own.elif_else_clauses.iter();
            leaves(&own.test) || clauses.filter_map(|own| own.test.as_ref()).any(leaves)
        }
        Stmt::While(own) => leaves(&own.test),
        Stmt::For(own) => leaves(&own.iter),
        Stmt::With(own) => own.items.iter().any(|item| leaves(&item.context_expr)),
        Stmt::Match(own) => leaves(&own.subject),
        Stmt::Raise(own) => own.exc.as_deref().is_some_and(leaves),
        Stmt::Assert(own) => leaves(&own.test),
        _ => false,
    }
}

/// Whether a body can be left inside of an expression.
fn leaves(expr: &Expr) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Await(_) => self.0 = true,
                Expr::Lambda(_) => {}
                _ if self.0 => {}
                _ => visitor::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}

/// The offset of a node in its file.
pub(in crate::interp) fn offset(node: &impl Ranged) -> u32 {
    node.start().to_u32()
}

/// A `for` that a body is in: its statement or its clause of a comprehension.
#[derive(Clone, Copy, Debug)]
pub(in crate::interp) struct Repeated<'a> {
    pub(in crate::interp) target: &'a Expr,
    pub(in crate::interp) iter: &'a Expr,
    pub(in crate::interp) is_async: bool,
    pub(in crate::interp) body: Body<'a>,
    pub(in crate::interp) orelse: &'a [Stmt],
    /// The whole of it.
    pub(in crate::interp) span: Span,
}

/// What is done with each item of a `for`.
#[derive(Clone, Copy, Debug)]
pub(in crate::interp) enum Body<'a> {
    Statements(&'a [Stmt]),
    Clause(Clause<'a>),
}

/// What follows the `for` of a comprehension.
#[derive(Clone, Copy, Debug)]
pub(in crate::interp) struct Clause<'a> {
    pub(in crate::interp) conditions: &'a [Expr],
    pub(in crate::interp) rest: &'a [ast::Comprehension],
    pub(in crate::interp) element: &'a Expr,
    pub(in crate::interp) value: Option<&'a Expr>,
    pub(in crate::interp) sink: Sink,
}

/// Where the elements of a comprehension go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interp) enum Sink {
    /// To the comprehension that is evaluated just now.
    Collected,
    /// To who consumes the generator expression.
    Yield,
}
