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
        if let Some(class) = dotted.strip_suffix(".__init__")
            && is_builtin_exception(class)
            && let Some((this, given)) = arguments.positional.split_first()
            && let Some(Atom::Object(object)) = this.single_atom()
        {
            let args = self.constant(arguments.span, Atom::Tuple(Rc::new(given.to_vec())));
            let name = self.names.intern("args");
            self.write(Place::Name(*object, name), args);
            return Some(self.constant(arguments.span, Atom::None));
        }
        if !is_builtin_exception(dotted) || arguments.open_positional.is_some() {
            return None;
        }
        let object = self.new_exception(dotted, &arguments.positional, arguments.span);
        Some(self.object_value(arguments.span, object))
    }

    /// An instance of a class of the program that inherits an exception of the
    /// language keeps what its constructor is given.
    pub(in crate::interp) fn keep_exception_arguments(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        arguments: &Arguments,
    ) {
        let (_, libraries, _) = self.ancestors(class);
        let mut libraries = libraries.iter();
        if libraries.any(|name| is_builtin_exception(&self.names.text(*name))) {
            let span = arguments.span;
            let given = match arguments.open_positional {
                Some(_) => self.unknown_here(span),
                None => {
                    let given = Atom::Tuple(Rc::new(arguments.positional.clone()));
                    self.constant(span, given)
                }
            };
            let name = self.names.intern("args");
            self.write(Place::Name(object, name), given);
        }
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
