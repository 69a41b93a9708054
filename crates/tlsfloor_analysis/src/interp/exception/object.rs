//! Exceptions of the language as objects, with what their constructors keep.

use super::class::{ExceptionClass, catches, named_class};
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Calls a class of exceptions of the language; `None` for anything else.
    pub(in crate::interp) fn construct_exception(
        &mut self,
        dotted: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        if !is_builtin_exception(dotted) || arguments.open_positional.is_some() {
            return None;
        }
        let object = self.new_exception(dotted, &arguments.positional, arguments.span);
        Some(self.object_value(arguments.span, object))
    }

    /// An exception that holds these.
    pub(in crate::interp) fn new_exception(
        &mut self,
        dotted: &str,
        given: &[Value],
        span: Span,
    ) -> ObjectId {
        let class = self.names.intern(dotted);
        let object = self.new_object_of(
            (span, class.0),
            "exception",
            ObjectKind::LibraryInstance(class),
        );
        let mut attributes = vec![(
            "args",
            self.constant(span, Atom::Tuple(Rc::new(given.to_vec()))),
        )];
        let first = match given.first() {
            Some(first) => first.clone(),
            None => self.constant(span, Atom::None),
        };
        match dotted {
            "builtins.StopIteration" => attributes.push(("value", first)),
            "builtins.SystemExit" => attributes.push(("code", first)),
            _ => {}
        }
        for name in ["__traceback__", "__cause__", "__context__"] {
            let unknown = self.unknown_here(span);
            attributes.push((name, unknown));
        }
        for (name, value) in attributes {
            let name = self.names.intern(name);
            self.write(Place::Name(object, name), value);
        }
        object
    }

    /// The exception of this class that the interpreter itself raises.
    pub(in crate::interp) fn raised_object(
        &mut self,
        class: &str,
        given: &[Value],
        span: Span,
    ) -> Value {
        let object = self.new_exception(&format!("builtins.{class}"), given, span);
        self.object_value(span, object)
    }
}

/// Whether a dotted name is a class of exceptions of the language.
pub(in crate::interp) fn is_builtin_exception(dotted: &str) -> bool {
    dotted.starts_with("builtins.") && matches!(named_class(dotted), ExceptionClass::Builtin(_))
}

/// Whether a class of exceptions of the language inherits another; `None` where
/// one of them is none.
pub(in crate::interp) fn inherits(own: &str, other: &str) -> Option<bool> {
    if !is_builtin_exception(own) || !is_builtin_exception(other) {
        return None;
    }
    catches(&named_class(other), &named_class(own))
}
