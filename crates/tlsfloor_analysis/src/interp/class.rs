//! Attributes of instances, and of classes of the program.

use super::Interp;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// The attribute as the class or the first base that has it holds it.
    pub(super) fn class_attribute(&mut self, class: ObjectId, name: Name) -> Value {
        let (ancestors, ..) = self.ancestors(class);
        let mut result = Value::empty();
        for ancestor in ancestors {
            let value = self.read(Place::Name(ancestor, name));
            if value.is_empty() {
                continue;
            }
            result = if result.is_empty() {
                value
            } else {
                self.filled(&result, &value)
            };
            if self.surely_present(&result) {
                break;
            }
        }
        result
    }

    /// `instance.name`, whatever the class says of it.
    pub(super) fn instance_attribute(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        name: Name,
        span: Span,
    ) -> Value {
        let key = Value::atom(Atom::Str(self.names.text(name)), Origins::default());
        let this = Atom::Object(object);
        match self.special(&this, "__getattribute__", &[key], span) {
            Some(value) => value,
            None => self.plain_attribute(object, class, name, span),
        }
    }

    /// What `object.__getattribute__` gives, and `__getattr__` where there is
    /// nothing.
    pub(super) fn plain_attribute(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        name: Name,
        span: Span,
    ) -> Value {
        if let Some(value) = self.read_data_descriptor(object, class, name, span) {
            return value;
        }
        let own = self.read(Place::Name(object, name));
        if !own.is_empty() && self.surely_present(&own) {
            return own;
        }
        let inherited = self.class_attribute(class, name);
        if inherited.is_empty() {
            if let Some(value) = self.fallback_attribute(object, name, span) {
                return if own.is_empty() {
                    value
                } else {
                    self.filled(&own, &value)
                };
            }
            if !own.is_empty() {
                return own;
            }
            return self.missing_on_instance(object, class, name, span);
        }
        let inherited = self.read_from_class(object, class, &inherited, span);
        if own.is_empty() {
            inherited
        } else {
            self.filled(&own, &inherited)
        }
    }

    /// What `__getattr__` gives for a name that nobody has.
    pub(super) fn fallback_attribute(
        &mut self,
        object: ObjectId,
        name: Name,
        span: Span,
    ) -> Option<Value> {
        let text = self.names.text(name);
        if text.starts_with("__") {
            // The language asks for these behind the class's back.
            return None;
        }
        let key = self.constant(span, Atom::Str(text));
        self.special(&Atom::Object(object), "__getattr__", &[key], span)
    }

    fn missing_on_instance(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        name: Name,
        span: Span,
    ) -> Value {
        match self.names.text(name).as_ref() {
            "__dict__" => return self.namespace_of(object, span),
            "__class__" => return self.object_value(span, class),
            _ => {}
        }
        if self.underlying(&Atom::Object(object)).is_some() {
            return self.bound(Atom::Object(object), name, None, span);
        }
        let (_, libraries, _) = self.ancestors(class);
        if !libraries.is_empty() || self.is_of_object(name) {
            // A method that a library's class gives.
            return self.bound(Atom::Object(object), name, None, span);
        }
        self.attribute_may_be_missing(&Atom::Object(object));
        let parent = self.unknowns.intern(UnknownKey::Operation(
            "instance",
            vec![Atom::Object(object)],
        ));
        self.unknown(span, UnknownKey::Attribute(parent, name))
    }

    /// What stands for an attribute that is not found.
    pub(super) fn missing_attribute(&mut self, atom: Atom, name: Name, span: Span) -> Value {
        self.attribute_may_be_missing(&atom);
        let key = UnknownKey::Operation("object", vec![atom]);
        let parent = self.unknowns.intern(key);
        self.unknown(span, UnknownKey::Attribute(parent, name))
    }

    /// An attribute is not found: it is missing where the whole thing is in view,
    /// and may be elsewhere.
    pub(super) fn attribute_may_be_missing(&mut self, atom: &Atom) {
        let is_left_out = matches!(atom, Atom::Object(object) if self.left_out.contains(object));
        let is_enum = matches!(atom, Atom::Object(object) if matches!(
            self.objects.kind(*object),
            ObjectKind::Class(class) if class.is_enum
        ));
        if !is_left_out && (is_enum || self.is_in_view(atom)) {
            self.may_raise_known("AttributeError");
        } else if !is_left_out {
            self.unknown_attribute_may_raise();
        }
    }

    /// Whether all that decides about the attributes of a thing is in view: it
    /// is an instance of classes of the program alone, or such a class.
    fn is_in_view(&self, atom: &Atom) -> bool {
        let Atom::Object(object) = atom else {
            return false;
        };
        match *self.objects.kind(*object) {
            ObjectKind::Instance(class) => self.ancestors(class).2,
            ObjectKind::Class(ref class) => class.metaclass.is_none() && self.ancestors(*object).2,
            _ => false,
        }
    }

    /// An attribute of any object, by name.
    pub(super) fn object_attribute_value(
        &mut self,
        object: ObjectId,
        name: Name,
        span: Span,
    ) -> Value {
        let value = self.object_value(span, object);
        self.attribute(&value, name, span)
    }

    /// An attribute as the program has set it on an object or its classes;
    /// empty if it has not.
    pub(super) fn object_place(&mut self, object: ObjectId, name: Name) -> Value {
        let own = self.read(Place::Name(object, name));
        if !own.is_empty() {
            return own;
        }
        match self.objects.kind(object) {
            ObjectKind::Instance(class) => {
                let class = *class;
                self.class_attribute(class, name)
            }
            _ => own,
        }
    }
}
