//! Making instances: `Class(…)`, `__new__` and `__init__`.

use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::fields::{Fields, Generated};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `Class(…)`, as its metaclass decides.
    pub(in crate::interp) fn instantiate(
        &mut self,
        class: ObjectId,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let ObjectKind::Class(definition) = self.objects.kind(class).clone() else {
            return self.unfollowed(arguments);
        };
        if definition.is_enum {
            return match arguments.positional.first().cloned() {
                Some(value) => self.member_of_value(class, &value, span),
                None => self.unknown_here(span),
            };
        }
        let given = [arguments.positional.len() == 3, self.is_metaclass(class)];
        if given == [true, true] {
            return self.make_class(Some(class), arguments);
        }
        if let Some(metaclass) = definition.metaclass
            && let Some(call) = self.attribute_if_any(metaclass, "__call__")
        {
            let call = self.read_from_class(class, metaclass, &call, span);
            return self.call_value(&call, arguments);
        }
        self.make_instance(class, arguments)
    }

    /// What `type.__call__` does: `__new__`, then `__init__` of what it gave if
    /// that is an instance of the class.
    pub(super) fn make_instance(&mut self, class: ObjectId, arguments: &Arguments) -> Value {
        let span = arguments.span;
        self.instantiated.insert(class);
        self.offer_refusal_of_instances(class);
        if let Some(value) = self.instance_of_context_class(class, arguments) {
            return value;
        }
        let Some(new) = self.attribute_if_any(class, "__new__") else {
            let object = self.allocate(class, span);
            self.keep_exception_arguments(object, class, arguments);
            self.initialise_instance(object, class, arguments, false);
            if self.state.dead {
                return Value::empty();
            }
            return self.object_value(span, object);
        };
        let this = self.object_value(span, class);
        let made = self.call_value(&new, &arguments.after(vec![this]));
        if self.state.dead {
            return Value::empty();
        }
        self.each_case(made.entries().to_vec(), |interp, traced| {
            if let Atom::Object(object) = traced.atom
                && let ObjectKind::Instance(own) = *interp.objects.kind(object)
                && interp.inherits(own, class)
            {
                interp.initialise_instance(object, own, arguments, true);
            }
            if interp.state.dead {
                return Value::empty();
            }
            Value::always(traced)
        })
    }

    /// `object.__new__(class)`: an instance without attributes.
    fn allocate(&mut self, class: ObjectId, span: Span) -> ObjectId {
        let kind = ObjectKind::Instance(class);
        let object = self.new_object_of((span, class.0), "instance", kind);
        for name in self.objects.names(object).to_vec() {
            self.write(Place::Name(object, name), Value::empty());
        }
        // Worlds that have made it are told by this.
        let made = self.constant(span, Atom::Bool(true));
        self.write(Place::Content(object), made);
        self.give_companion(object, class, &Arguments::none(span));
        self.note_instance(object, class);
        object
    }

    /// `__init__` of an instance. `had_new`: its class has a `__new__`, which
    /// took the arguments.
    fn initialise_instance(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        arguments: &Arguments,
        had_new: bool,
    ) {
        let init = self.names.intern("__init__");
        let generated = self.generated_constructor(class, init);
        let mut known = false;
        let method = match &generated {
            // A tuple has its items from `__new__`.
            Some(fields) if had_new && fields.generated == Generated::NamedTuple => Value::empty(),
            Some(fields) => {
                self.construct_fields(object, fields, arguments);
                known = true;
                Value::empty()
            }
            None => self.class_attribute(class, init),
        };
        for (_, traced) in method.entries() {
            if let Atom::Object(function) = traced.atom
                && matches!(self.objects.kind(function), ObjectKind::Function(_))
            {
                let this = self.object_value(arguments.span, object);
                let arguments = arguments.after(vec![this]);
                self.enter_function(function, &arguments);
                known = true;
            }
        }
        let (_, _, complete) = self.ancestors(class);
        let took_all = had_new && complete;
        let is_given = !arguments.positional.is_empty() || !arguments.keywords.is_empty();
        if !known && complete && !had_new && is_given {
            // That of `object` takes nothing.
            self.may_raise_known("TypeError");
        }
        if !known && !took_all && !self.construct_companion(object, class, arguments) {
            self.inherited_constructor(class, arguments);
        }
    }

    /// The fields by which a class is constructed; `None` where a constructor
    /// that is written comes first.
    fn generated_constructor(&mut self, class: ObjectId, init: Name) -> Option<Fields> {
        for ancestor in self.ancestors(class).0 {
            if !self.read(Place::Name(ancestor, init)).is_empty() {
                return None;
            }
            if let Some(fields) = self.field_classes.get(&ancestor)
                && fields.has_constructor()
            {
                return Some(fields.clone());
            }
        }
        None
    }

    /// `library.__new__(class, …)`, of a library's class that `class` inherits.
    pub(in crate::interp) fn new_of_library(
        &mut self,
        class: ObjectId,
        arguments: &Arguments,
    ) -> Value {
        if self.is_metaclass(class) {
            return self.type_new(Some(class), arguments);
        }
        let object = self.allocate(class, arguments.span);
        if let Some(fields) = self.fields_of(class)
            && fields.generated == Generated::NamedTuple
        {
            self.construct_fields(object, &fields, arguments);
        }
        if self.state.dead {
            return Value::empty();
        }
        self.object_value(arguments.span, object)
    }
}
