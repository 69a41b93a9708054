//! Attributes whose class decides about them: properties, descriptors, and the
//! methods that are asked for every attribute.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{FunctionKind, ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use tlsfloor_source::Span;

/// The parts of a property, as attributes of it.
const GETTER: &str = "fget";
pub(in crate::interp) const SETTER: &str = "fset";
const DELETER: &str = "fdel";

/// Methods of `object` that classes hand on to.
const OF_OBJECT: &[&str] = &[
    "__delattr__",
    "__getattribute__",
    "__init__",
    "__init_subclass__",
    "__setattr__",
];

impl<'a> Interp<'a> {
    // ----- properties -----

    /// `property(fget, fset, fdel)`.
    pub(in crate::interp) fn new_property(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let object = self.new_object(span, "property", ObjectKind::Property);
        for (at, part) in [GETTER, SETTER, DELETER].into_iter().enumerate() {
            let name = self.names.intern(part);
            let value = arguments
                .positional
                .get(at)
                .or_else(|| arguments.keyword(name))
                .cloned();
            let value = value.unwrap_or_else(|| self.constant(span, Atom::None));
            self.write(Place::Name(object, name), value);
        }
        self.object_value(span, object)
    }

    /// `property.setter(function)` and its like: a new property.
    pub(in crate::interp) fn property_with(
        &mut self,
        property: ObjectId,
        part: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let part = match part {
            "getter" => GETTER,
            "setter" => SETTER,
            "deleter" => DELETER,
            _ => return None,
        };
        let span = arguments.span;
        let given = arguments.positional.first()?.clone();
        let parts = [GETTER, SETTER, DELETER].map(|own| {
            if own == part {
                given.clone()
            } else {
                self.part_of_property(property, own, span)
            }
        });
        let mut all = Arguments::none(span);
        all.positional = parts.to_vec();
        Some(self.new_property(&all))
    }

    fn part_of_property(&mut self, property: ObjectId, part: &str, span: Span) -> Value {
        match self.objects.kind(property) {
            // A function that a decorator made a property.
            ObjectKind::Function(_) if part == GETTER => self.object_value(span, property),
            ObjectKind::Function(_) => self.constant(span, Atom::None),
            _ => {
                let name = self.names.intern(part);
                self.read(Place::Name(property, name))
            }
        }
    }

    /// Whether an object is a property.
    pub(in crate::interp) fn is_property(&self, object: ObjectId) -> bool {
        match self.objects.kind(object) {
            ObjectKind::Property => true,
            ObjectKind::Function(function) => function.kind == FunctionKind::Property,
            _ => false,
        }
    }

    /// Calls a part of a property on an instance.
    pub(in crate::interp) fn use_property(
        &mut self,
        property: ObjectId,
        part: &str,
        (instance, given): (ObjectId, &[Value]),
        span: Span,
    ) -> Value {
        let function = self.part_of_property(property, part, span);
        if function.single_atom() == Some(&Atom::None) {
            return self.raised("AttributeError", span);
        }
        let this = self.object_value(span, instance);
        let mut arguments = Arguments::none(span);
        arguments.positional = vec![this];
        arguments.positional.extend(given.iter().cloned());
        match function.single_atom() {
            // Not through the class: the function itself is called.
            Some(Atom::Object(function))
                if matches!(self.objects.kind(*function), ObjectKind::Function(_)) =>
            {
                let function = *function;
                self.enter_function(function, &arguments)
            }
            _ => self.call_value(&function, &arguments),
        }
    }

    /// What a property gives.
    pub(in crate::interp) fn get_property(
        &mut self,
        property: ObjectId,
        instance: ObjectId,
        span: Span,
    ) -> Value {
        self.use_property(property, GETTER, (instance, &[]), span)
    }

    // ----- descriptors -----

    /// A name is bound in a class: one whose value decides itself how it is
    /// read and written is remembered.
    pub(in crate::interp) fn note_descriptor(&mut self, name: Name, value: &Value) {
        let decides = value.atoms().any(|(_, atom)| match atom {
            Atom::Object(object) => {
                self.is_property(*object)
                    || matches!(self.objects.kind(*object), ObjectKind::Instance(_))
            }
            _ => false,
        });
        if decides {
            self.descriptor_names.insert(name);
        }
    }

    /// The attribute of a class that decides itself about reading and writing:
    /// a property, or an instance with `__set__` or `__delete__`.
    fn data_descriptor(&mut self, class: ObjectId, name: Name) -> Option<ObjectId> {
        if !self.descriptor_names.contains(&name) {
            return None;
        }
        let value = self.class_attribute(class, name);
        let value = value.on_path(&self.choices, &self.state.path);
        let Some(Atom::Object(object)) = value.single_atom() else {
            return None;
        };
        let object = *object;
        let decides =
            self.is_property(object) || self.has_special(&value, &["__set__", "__delete__"]);
        decides.then_some(object)
    }

    /// Reading an attribute that a data descriptor of the class decides.
    pub(in crate::interp) fn read_data_descriptor(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        name: Name,
        span: Span,
    ) -> Option<Value> {
        let descriptor = self.data_descriptor(class, name)?;
        let value = self.object_value(span, descriptor);
        let decides = self.is_property(descriptor) || self.has_special(&value, &["__get__"]);
        decides.then(|| self.read_from_class(object, class, &value, span))
    }

    /// What `__get__` of a descriptor gives; `None` if it has none.
    pub(in crate::interp) fn get_descriptor(
        &mut self,
        descriptor: &Atom,
        receiver: Option<ObjectId>,
        class: ObjectId,
        span: Span,
    ) -> Option<Value> {
        let instance = match receiver {
            Some(receiver) => self.object_value(span, receiver),
            None => self.constant(span, Atom::None),
        };
        let owner = self.object_value(span, class);
        self.special(descriptor, "__get__", &[instance, owner], span)
    }

    // ----- writing and deleting -----

    /// `instance.name = value`, whatever the class says of it.
    pub(in crate::interp) fn set_instance_attribute(
        &mut self,
        (object, class): (ObjectId, ObjectId),
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        if self.names.text(name).as_ref() == "__dict__" {
            self.replace_namespace(object, value);
            return;
        }
        let this = Atom::Object(object);
        let itself = self.object_value(span, object);
        if self.has_special(&itself, &["__setattr__"]) {
            let text = self.names.text(name);
            let key = self.constant(span, Atom::Str(text));
            let given = [key, value.restricted(guard)];
            self.only_where(guard, |interp| {
                interp.special(&this, "__setattr__", &given, span);
            });
            return;
        }
        self.set_plainly((object, class), name, guard, value, span);
    }

    /// What `object.__setattr__` does: a data descriptor of the class decides,
    /// else the instance holds the value.
    fn set_plainly(
        &mut self,
        (object, class): (ObjectId, ObjectId),
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        if self.is_frozen_field(class, name) {
            self.only_where(guard, |interp| {
                interp.raise("AttributeError");
            });
            return;
        }
        let Some(descriptor) = self.data_descriptor(class, name) else {
            if self.lacks_slot(class, name) {
                self.only_where(guard, |interp| {
                    interp.raise("AttributeError");
                });
                return;
            }
            self.write_where(Place::Name(object, name), guard, value);
            return;
        };
        self.only_where(guard, |interp| {
            let given = std::slice::from_ref(value);
            if interp.is_property(descriptor) {
                interp.use_property(descriptor, SETTER, (object, given), span);
                return;
            }
            let this = interp.object_value(span, object);
            let given = [this, value.clone()];
            let set = interp.special(&Atom::Object(descriptor), "__set__", &given, span);
            if set.is_none() {
                interp.raise("AttributeError");
            }
        });
    }

    /// `del instance.name`.
    pub(in crate::interp) fn delete_instance_attribute(
        &mut self,
        (object, class): (ObjectId, ObjectId),
        name: Name,
        span: Span,
    ) {
        let text = self.names.text(name);
        let key = self.constant(span, Atom::Str(text));
        let this = Atom::Object(object);
        if self.special(&this, "__delattr__", &[key], span).is_none() {
            self.delete_plainly((object, class), name, span);
        }
    }

    fn delete_plainly(&mut self, (object, class): (ObjectId, ObjectId), name: Name, span: Span) {
        if let Some(descriptor) = self.data_descriptor(class, name) {
            if self.is_property(descriptor) {
                self.use_property(descriptor, DELETER, (object, &[]), span);
                return;
            }
            let this = self.object_value(span, object);
            let descriptor = Atom::Object(descriptor);
            if self
                .special(&descriptor, "__delete__", &[this], span)
                .is_some()
            {
                return;
            }
        }
        let place = Place::Name(object, name);
        if self.read(place).is_empty() {
            self.may_raise_known("AttributeError");
        }
        self.write(place, Value::empty());
    }

    // ----- methods of `object` -----

    /// Whether `object` has this method, and it means something here.
    pub(in crate::interp) fn is_of_object(&self, name: Name) -> bool {
        OF_OBJECT.contains(&self.names.text(name).as_ref())
    }

    /// A method that an instance has from `object`; `None` if that is not what
    /// is called.
    pub(in crate::interp) fn call_of_object(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (_, class) = self.own_instance(&Atom::Object(object))?;
        let span = arguments.span;
        let name = arguments.positional.first();
        let name = name.and_then(|name| name.single_str().cloned());
        let name = name.map(|name| self.names.intern(&name));
        match (method, name) {
            ("__getattribute__", Some(name)) => {
                Some(self.plain_attribute(object, class, name, span))
            }
            ("__setattr__", Some(name)) => {
                let value = arguments.positional.get(1)?.clone();
                self.set_plainly((object, class), name, &Guard::ALWAYS, &value, span);
                Some(self.constant(span, Atom::None))
            }
            ("__delattr__", Some(name)) => {
                self.delete_plainly((object, class), name, span);
                Some(self.constant(span, Atom::None))
            }
            ("__init_subclass__", _) => Some(self.constant(span, Atom::None)),
            _ => None,
        }
    }
}
