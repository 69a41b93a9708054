//! Classes of the program, their instances, and enums.

use super::arguments::Arguments;
use super::fields::Fields;
use super::{Frame, FrameKind, Interp};
use crate::domain::intern::Name;
use crate::domain::object::{Class, ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Value};
use ruff_python_ast as ast;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(super) fn define_class(&mut self, definition: &'a ast::StmtClassDef) {
        let name = self.name_of(&definition.name);
        let span = self.span(&definition.name);
        let mut bases = Vec::new();
        if let Some(arguments) = &definition.arguments {
            for base in &arguments.args {
                bases.push(self.eval(base));
            }
            for keyword in &arguments.keywords {
                self.eval(&keyword.value);
            }
        }
        let is_enum = bases.iter().any(|base| self.is_enum_base(base));
        let class = Class { bases, is_enum };
        let object = self.new_object(span, "class", ObjectKind::Class(class));
        if !self.classes.contains(&object) {
            self.classes.push(object);
        }
        let mut scopes = vec![object];
        scopes.extend(self.frame().scopes.iter().copied());
        let path = self.frame().path;
        self.frames.push(Frame {
            locals: object,
            scopes: Rc::new(scopes),
            path,
            kind: FrameKind::Class,
            method: None,
            elsewhere: FxHashMap::default(),
            returns: Vec::new(),
            loops: Vec::new(),
        });
        self.run(&definition.body);
        self.frames.pop();
        self.name_descriptors(object, span);
        self.declare_fields(object, definition, span);
        if is_enum {
            self.make_members(object);
        }
        let mut value = self.object_value(span, object);
        let mut own = Vec::new();
        for decorator in &definition.decorator_list {
            if self.dataclass_decorator(&decorator.expression).is_some() {
                continue;
            }
            let callee = self.eval(&decorator.expression);
            // Libraries' decorators of classes (`dataclass` and its like) give
            // the class back.
            if !matches!(callee.single_atom(), Some(Atom::Library(_))) {
                own.push((callee, self.span(&decorator.expression)));
            }
        }
        for (callee, span) in own.into_iter().rev() {
            if self.state.dead {
                return;
            }
            let mut arguments = Arguments::none(span);
            arguments.positional = vec![value.clone()];
            value = self.call_value(&callee, &arguments);
        }
        self.bind(name, value);
    }

    /// The fields of a named tuple or a dataclass.
    fn declare_fields(&mut self, class: ObjectId, definition: &'a ast::StmtClassDef, span: Span) {
        let ObjectKind::Class(Class { bases, .. }) = self.objects.kind(class) else {
            return;
        };
        let is_named_tuple = bases.iter().any(|base| {
            matches!(base.single_atom(), Some(Atom::Library(name))
                if self.names.text(*name).ends_with(".NamedTuple"))
        });
        if is_named_tuple {
            self.make_named_tuple(class, &definition.body, span);
        }
        for decorator in &definition.decorator_list {
            if let Some(options) = self.dataclass_decorator(&decorator.expression) {
                self.make_dataclass(class, &definition.body, &options);
            }
        }
    }

    /// Tells what has `__set_name__` which name it has in a new class.
    fn name_descriptors(&mut self, class: ObjectId, span: Span) {
        for name in self.objects.names(class).to_vec() {
            if !self.descriptor_names.contains(&name) {
                continue;
            }
            let value = self.read(Place::Name(class, name));
            let Some(atom @ Atom::Object(_)) = value.single_atom() else {
                continue;
            };
            let owner = self.object_value(span, class);
            let text = self.names.text(name);
            let key = self.constant(span, Atom::Str(text));
            self.special(&atom.clone(), "__set_name__", &[owner, key], span);
        }
    }

    // ----- attributes -----

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
    fn fallback_attribute(&mut self, object: ObjectId, name: Name, span: Span) -> Option<Value> {
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
        self.unknown_attribute_may_raise();
        let parent = self
            .unknowns
            .intern(crate::domain::unknown::UnknownKey::Operation(
                "instance",
                vec![Atom::Object(object)],
            ));
        self.unknown(
            span,
            crate::domain::unknown::UnknownKey::Attribute(parent, name),
        )
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

    // ----- instances -----

    /// The fields by which a class is constructed; `None` where a constructor
    /// that is written comes first.
    fn generated_constructor(&mut self, class: ObjectId, init: Name) -> Option<Fields> {
        for ancestor in self.ancestors(class).0 {
            if !self.read(Place::Name(ancestor, init)).is_empty() {
                return None;
            }
            if let Some(fields) = self.field_classes.get(&ancestor) {
                return Some(fields.clone());
            }
        }
        None
    }

    /// `Class(…)`.
    pub(super) fn instantiate(&mut self, class: ObjectId, arguments: &Arguments) -> Value {
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
        self.instantiated.insert(class);
        if let Some(value) = self.instance_of_context_class(class, arguments) {
            return value;
        }
        let object = self.new_object(span, "instance", ObjectKind::Instance(class));
        for name in self.objects.names(object).to_vec() {
            self.write(Place::Name(object, name), Value::empty());
        }
        // Worlds that have made it are told by this.
        let made = self.constant(span, Atom::Bool(true));
        self.write(Place::Content(object), made);
        self.give_companion(object, class, arguments);
        let init = self.names.intern("__init__");
        let mut known = false;
        let generated = self.generated_constructor(class, init);
        if let Some(fields) = &generated {
            self.construct_fields(object, fields, arguments);
            known = true;
        }
        let method = if generated.is_some() {
            Value::empty()
        } else {
            self.class_attribute(class, init)
        };
        for (_, traced) in method.entries() {
            if let Atom::Object(function) = traced.atom
                && matches!(self.objects.kind(function), ObjectKind::Function(_))
            {
                let this = self.object_value(span, object);
                let arguments = arguments.after(vec![this]);
                self.enter_function(function, &arguments);
                known = true;
            }
        }
        if !known && !self.construct_companion(object, class, arguments) {
            self.inherited_constructor(class, arguments);
        }
        if self.state.dead {
            return Value::empty();
        }
        self.object_value(span, object)
    }
}
