//! Generators and coroutines: calls whose bodies run later.
//!
//! A call makes a suspended object that keeps the function and what it was
//! given. The body runs where it is consumed. A generator hands what it yields
//! to its [`Consumer`], which acts right there, in the frame that consumes: the
//! body of a `for` or of a `with` runs at each `yield`, with the names and
//! handlers of its own function, so that everything happens in Python's order.
//! `next()` leaves the body at a `yield`; where, and how it goes on from there,
//! is told in [`control`].

mod consumer;
mod control;
mod coroutine;
mod generator;
mod holdings;
mod iterator;
mod release;

use super::Interp;
use super::arguments::Arguments;
use crate::domain::object::{Function, FunctionBody, ObjectId, ObjectKind, Place, Suspension};
use crate::domain::value::{Atom, Value};
use tlsfloor_source::Span;

pub(super) use consumer::{Aside, Consumer};
pub(super) use control::{Body, Clause, Repeated, Sink, keeps_operands, offset};
pub(super) use iterator::Iterator;
pub(super) use release::Unreleased;

impl<'a> Interp<'a> {
    /// The object of a call whose body runs later; `None` where what it was
    /// given cannot be kept.
    pub(super) fn suspend(
        &mut self,
        function: ObjectId,
        kind: Suspension,
        arguments: &Arguments,
    ) -> Option<Value> {
        if arguments.open_positional.is_some() {
            return None;
        }
        let span = arguments.span;
        let path = self.frame().path;
        let path = self.objects.call_path(path, span, 0);
        let object = self.new_object(span, "suspended", ObjectKind::Suspended(kind, path));
        if kind == Suspension::Generator {
            self.note_generator(object, function);
        }
        let function = self.object_value(span, function);
        self.store_call(object, &function, arguments);
        self.write(Place::Result(object), Value::empty());
        self.set_position(object, control::UNSTARTED, span);
        Some(self.object_value(span, object))
    }

    /// Runs the body of a suspended call from its start, or from where it was
    /// left; what it returns.
    fn run_suspended(&mut self, object: ObjectId, resume: Option<u32>, span: Span) -> Value {
        let ObjectKind::Suspended(_, path) = *self.objects.kind(object) else {
            return self.unknown_here(span);
        };
        let arguments = Arguments::none(self.objects.span(object));
        let (function, arguments) = self.stored_call(object, &arguments);
        let Some(Atom::Object(function)) = function.single_atom() else {
            return self.unknown_here(span);
        };
        let function = *function;
        let ObjectKind::Function(definition) = self.objects.kind(function).clone() else {
            return self.unknown_here(span);
        };
        if self.shallow || !self.may_enter(&definition, span) {
            return self.runs_out_of_sight(function, &arguments);
        }
        let locals = match resume {
            Some(_) => self.locals_of(definition.span, path),
            None => self.new_locals(definition.span, path),
        };
        self.in_frame(&definition, path, locals, |interp| {
            interp.frame_mut().generator = Some(object);
            if resume.is_none() {
                interp.bind_suspended(function, &definition, &arguments);
            } else if let FunctionBody::Statements(body) = definition.body {
                interp.declare_again(body);
            }
            interp.frame_mut().resume = resume;
            interp.run_body_of(&definition);
        })
    }

    /// Binds what a suspended call was given.
    fn bind_suspended(
        &mut self,
        function: ObjectId,
        definition: &Function<'a>,
        arguments: &Arguments,
    ) {
        if let (FunctionBody::Generator(_), Some(iterator)) =
            (definition.body, arguments.positional.first())
        {
            let locals = self.frame().locals;
            let name = self.names.intern(".0");
            self.write(Place::Name(locals, name), iterator.clone());
        }
        if let Some(parameters) = definition.parameters {
            self.bind_parameters(
                parameters,
                &|interp, name| interp.default_of(function, name),
                arguments,
            );
        }
    }

    /// The suspended object of this kind that a value is.
    fn suspended(&self, value: &Value, wanted: Suspension) -> Option<ObjectId> {
        let Some(Atom::Object(object)) = value.single_atom() else {
            return None;
        };
        match self.objects.kind(*object) {
            ObjectKind::Suspended(kind, _) if *kind == wanted => Some(*object),
            _ => None,
        }
    }

    /// The generator that a value is.
    pub(super) fn generator(&self, value: &Value) -> Option<ObjectId> {
        self.suspended(value, Suspension::Generator)
    }

    /// The coroutine that a value is.
    pub(super) fn coroutine(&self, value: &Value) -> Option<ObjectId> {
        self.suspended(value, Suspension::Coroutine)
    }

    /// The item that `next()` took last.
    fn item_place(&mut self, object: ObjectId) -> Place {
        Place::Name(object, self.names.intern("item"))
    }
}
