//! `operator.attrgetter`, `itemgetter` and `methodcaller`: functions that are
//! told at first what they take of an object.
//!
//! Each is kept like a `functools.partial` of a function that exists here alone:
//! it is given what was told, and the object last.

use crate::domain::object::ObjectKind;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `operator.attrgetter("name")` and its like.
    pub(super) fn new_getter(&mut self, dotted: &str, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let function = self.library(&format!("{dotted}()"));
        let function = self.constant(span, function);
        let object = self.new_object(span, "getter", ObjectKind::Partial);
        self.store_call(object, &function, arguments);
        self.object_value(span, object)
    }

    /// Calls what [`Interp::new_getter`] made; `None` where what it was told is
    /// not known.
    pub(super) fn call_getter(&mut self, dotted: &str, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let (object, told) = arguments.positional.split_last()?;
        let (object, told) = (object.clone(), told.to_vec());
        if dotted == "operator.methodcaller()" {
            let (name, given) = told.split_first()?;
            let name = self.names.intern(name.single_str()?);
            let method = self.attribute(&object, name, span);
            let mut call = arguments.clone();
            call.positional = given.to_vec();
            return Some(self.call_value(&method, &call));
        }
        let mut taken = Vec::new();
        for key in &told {
            taken.push(match dotted {
                "operator.attrgetter()" => self.attribute_by_path(&object, key, span)?,
                _ => self.item(&object, key, span),
            });
        }
        if taken.len() == 1 {
            return taken.pop();
        }
        Some(self.constant(span, Atom::Tuple(Rc::new(taken))))
    }

    /// `object.a.b` for `"a.b"`.
    fn attribute_by_path(&mut self, object: &Value, path: &Value, span: Span) -> Option<Value> {
        let path = path.single_str()?.clone();
        let mut value = object.clone();
        for part in path.split('.') {
            let name = self.names.intern(part);
            value = self.attribute(&value, name, span);
        }
        Some(value)
    }
}
