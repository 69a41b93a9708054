//! Whether something is still held by anything: what `weakref` asks.

use crate::domain::object::{ObjectId, Place};
use crate::domain::state::{Cell, Sequence};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// True where anything but a weak reference holds the object. Things that
    /// hold each other in a circle count as held, as for CPython until it
    /// collects them.
    pub(super) fn builtin_held(&mut self, value: Option<&Value>, span: Span) -> Value {
        let object = match value.and_then(Value::single_atom) {
            Some(Atom::Object(object)) => *object,
            _ => return self.unknown_here(span),
        };
        let held = self.is_held(object);
        self.constant(span, Atom::Bool(held))
    }

    fn is_held(&mut self, object: ObjectId) -> bool {
        let weakly = self.names.intern("_target");
        let mine = self.frame().scopes.clone();
        (0..self.objects.slots()).any(|slot| {
            match self.objects.place(slot) {
                Some(Place::Name(_, name)) if *name == weakly => return false,
                // What the question itself is about.
                Some(Place::Name(owner, _)) if mine.first() == Some(owner) => return false,
                Some(Place::Name(owner, _)) if self.is_own_frame(*owner) => return false,
                _ => {}
            }
            let path = &self.state.path;
            let holds = |value: &Value| {
                value.entries().iter().any(|(guard, traced)| {
                    self.choices.compatible(guard, path) && mentions(&traced.atom, object)
                })
            };
            match self.state.store.get(slot) {
                Some(Cell::Value(value)) => holds(value),
                Some(Cell::Sequence(sequence)) => {
                    sequence
                        .entries()
                        .iter()
                        .any(|(_, sequence)| match sequence {
                            Sequence::Known(items) => items.iter().any(holds),
                            Sequence::Open(item) => holds(item),
                        })
                }
                Some(Cell::Mapping(mapping)) => {
                    mapping
                        .entries
                        .iter()
                        .any(|(key, value)| mentions(key, object) || holds(value))
                        || mapping.rest.as_ref().is_some_and(holds)
                }
                _ => false,
            }
        })
    }

    /// Whether names lie in a frame of the models, which hold for a moment.
    fn is_own_frame(&self, locals: ObjectId) -> bool {
        let is_model = crate::domain::object::is_prelude(self.objects.span(locals).file);
        is_model && self.frames.iter().any(|frame| frame.locals == locals)
    }
}

fn mentions(atom: &Atom, object: ObjectId) -> bool {
    match atom {
        Atom::Object(own) => *own == object,
        Atom::Bound(bound) => mentions(&bound.receiver, object),
        Atom::Tuple(items) => items
            .iter()
            .any(|item| item.atoms().any(|(_, atom)| mentions(atom, object))),
        _ => false,
    }
}
