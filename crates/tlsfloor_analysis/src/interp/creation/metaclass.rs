//! Classes as objects: what they have from their metaclass and from `type`.

use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::ancestry::Ancestor;
use crate::interp::arguments::Arguments;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `Class.name`.
    pub(in crate::interp) fn attribute_of_class(
        &mut self,
        class: ObjectId,
        name: Name,
        span: Span,
    ) -> Value {
        let Some((_, metaclass)) = self.own_instance(&Atom::Object(class)) else {
            let value = self.class_attribute(class, name);
            if value.is_empty() {
                return self.attribute_from_type(class, name, span);
            }
            return self.read_from_class(class, class, &value, span);
        };
        let key = Value::atom(Atom::Str(self.names.text(name)), Origins::default());
        match self.special(&Atom::Object(class), "__getattribute__", &[key], span) {
            Some(value) => value,
            None => self.plain_class_attribute((class, metaclass), name, span),
        }
    }

    /// What `type.__getattribute__` gives of a class with a metaclass of the
    /// program, and that one's `__getattr__` where there is nothing.
    fn plain_class_attribute(
        &mut self,
        (class, metaclass): (ObjectId, ObjectId),
        name: Name,
        span: Span,
    ) -> Value {
        if let Some(value) = self.read_data_descriptor(class, metaclass, name, span) {
            return value;
        }
        let value = self.class_attribute(class, name);
        if !value.is_empty() {
            let own = self.read_from_class(class, class, &value, span);
            if self.surely_present(&value) {
                return own;
            }
            let unknown = self.attribute_from_type(class, name, span);
            return self.filled(&own, &unknown);
        }
        // Instances are made by `type.__new__`, not by the metaclass's own.
        let is_new = self.names.text(name).as_ref() == "__new__";
        let inherited = self.class_attribute(metaclass, name);
        if !is_new && !inherited.is_empty() {
            return self.read_from_class(class, metaclass, &inherited, span);
        }
        match self.fallback_attribute(class, name, span) {
            Some(value) => value,
            None => self.attribute_from_type(class, name, span),
        }
    }

    /// What a class has from `type` and `object`.
    fn attribute_from_type(&mut self, class: ObjectId, name: Name, span: Span) -> Value {
        let text = self.names.text(name);
        let (_, libraries, complete) = self.ancestors(class);
        let from_library = libraries
            .iter()
            .find(|library| text.as_ref() != "__new__" && self.library_class_has(**library, name));
        if let Some(library) = from_library.copied() {
            return self.library_attribute(library, name, span);
        }
        // The classes of contexts change nothing in how attributes are set.
        let is_set_plainly = complete
            || self.context_base(class).is_some()
                && !self.linearised(class).contains(&Ancestor::Unknown);
        match text.as_ref() {
            "__name__" | "__qualname__" => {
                if let ObjectKind::Class(definition) = self.objects.kind(class) {
                    let own = self.names.text(definition.name);
                    return self.constant(span, Atom::Str(own));
                }
            }
            "_make" if self.fields_of(class).is_some() => {
                return self.bound(Atom::Object(class), name, None, span);
            }
            "__dict__" => return self.namespace_of(class, span),
            "__members__" => return self.members_by_name(class, span),
            "__class__" => return self.type_of(&Atom::Object(class), span),
            "__mro__" => {
                let order = self.order_as_values(class, span);
                return self.constant(span, Atom::Tuple(Rc::new(order)));
            }
            "__bases__" => {
                if let ObjectKind::Class(definition) = self.objects.kind(class) {
                    let bases = definition.bases.clone();
                    return self.constant(span, Atom::Tuple(Rc::new(bases)));
                }
            }
            "mro" | "__subclasses__" | "__init_subclass__" => {
                return self.bound(Atom::Object(class), name, None, span);
            }
            "__getattribute__" | "__setattr__" | "__delattr__" if is_set_plainly => {
                let atom = self.library(&format!("builtins.object.{text}"));
                return self.constant(span, atom);
            }
            "__new__" if complete => {
                let atom = self.library(&format!("builtins.object.{text}"));
                return self.constant(span, atom);
            }
            "__new__" => {
                if let Some(library) = libraries.first().copied() {
                    return self.library_attribute(library, name, span);
                }
            }
            "register" => self.registers = true,
            _ => {}
        }
        self.missing_attribute(Atom::Object(class), name, span)
    }

    /// A method that a class has from `type`, called; `None` if that is not
    /// what is called.
    pub(in crate::interp) fn call_of_class(
        &mut self,
        class: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let span = arguments.span;
        Some(match method {
            "__call__" => self.make_instance(class, arguments),
            "__init__" | "__init_subclass__" => self.constant(span, Atom::None),
            "mro" => {
                let order = self.order_as_values(class, span);
                self.new_sequence(span, ObjectKind::List, Ok(order))
            }
            "__subclasses__" => {
                let heirs = self.heirs(class, span);
                self.new_sequence(span, ObjectKind::List, Ok(heirs))
            }
            "__getattribute__" => {
                let (_, metaclass) = self.own_instance(&Atom::Object(class))?;
                let name = arguments.positional.first()?.single_str()?.clone();
                let name = self.names.intern(&name);
                self.plain_class_attribute((class, metaclass), name, span)
            }
            "__setattr__" | "__delattr__" => return self.call_of_object(class, method, arguments),
            _ => return None,
        })
    }

    fn order_as_values(&mut self, class: ObjectId, span: Span) -> Vec<Value> {
        let mut order = Vec::new();
        for ancestor in self.linearised(class) {
            let value = match ancestor {
                Ancestor::Class(own) => self.object_value(span, own),
                Ancestor::Library(name) => self.constant(span, Atom::Library(name)),
                Ancestor::Unknown => self.unknown_here(span),
            };
            order.push(value);
        }
        let object = self.library("builtins.object");
        order.push(self.constant(span, object));
        order
    }

    /// The classes that name a class among their bases, in the order of their
    /// making.
    fn heirs(&mut self, class: ObjectId, span: Span) -> Vec<Value> {
        let mut heirs = Vec::new();
        for heir in self.classes.clone() {
            let ObjectKind::Class(definition) = self.objects.kind(heir) else {
                continue;
            };
            let inherits = definition
                .bases
                .iter()
                .any(|base| base.single_atom() == Some(&Atom::Object(class)));
            if inherits && !self.read(Place::Content(heir)).is_empty() {
                heirs.push(self.object_value(span, heir));
            }
        }
        heirs
    }

    // ----- type() -----

    /// `type(object)` and `type(name, bases, namespace)`.
    pub(in crate::interp) fn builtin_type(&mut self, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        match arguments.positional.as_slice() {
            [object] => {
                let mut result = Value::empty();
                for (guard, traced) in object.clone().entries() {
                    let class = self.type_of(&traced.atom, span);
                    result = result.union(&class.restricted(guard));
                }
                Some(result)
            }
            [_, bases, _] => {
                let bases = match self.sequence_of(&bases.clone(), span) {
                    crate::domain::state::Sequence::Known(items) => items.as_ref().clone(),
                    crate::domain::state::Sequence::Open(_) => Vec::new(),
                };
                let metaclass = self.chosen_metaclass(None, &bases);
                Some(self.make_class(metaclass, arguments))
            }
            _ => None,
        }
    }

    /// The class of a thing.
    pub(in crate::interp) fn type_of(&mut self, atom: &Atom, span: Span) -> Value {
        let name = match atom {
            Atom::Str(_) => "builtins.str",
            Atom::Bytes(_) => "builtins.bytes",
            Atom::Bool(_) => "builtins.bool",
            Atom::Int(_) => "builtins.int",
            Atom::Float(_) => "builtins.float",
            Atom::Tuple(_) => "builtins.tuple",
            Atom::None => "types.NoneType",
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                match self.class_of_constant(&dotted) {
                    Some(class) => {
                        let class = self.library(&class);
                        return self.constant(span, class);
                    }
                    None if self.catalogue.class(&dotted).is_some() => "builtins.type",
                    None => return self.unknown_here(span),
                }
            }
            Atom::Member(member) => return self.object_value(span, member.class),
            Atom::Object(object) => {
                if let Some(class) = self.class_of_object(*object) {
                    return self.object_value(span, class);
                }
                match self.objects.kind(*object) {
                    ObjectKind::Class(class) => match class.metaclass {
                        Some(metaclass) => return self.object_value(span, metaclass),
                        None => "builtins.type",
                    },
                    ObjectKind::LibraryInstance(name) => {
                        let atom = Atom::Library(*name);
                        return self.constant(span, atom);
                    }
                    ObjectKind::List => "builtins.list",
                    ObjectKind::Dict => "builtins.dict",
                    ObjectKind::Set if self.objects.frozen_sets.contains(object) => {
                        "builtins.frozenset"
                    }
                    ObjectKind::Set => "builtins.set",
                    ObjectKind::Function(_) => "types.FunctionType",
                    ObjectKind::Context(engine) => self.context_class(*engine),
                    _ => return self.unknown_here(span),
                }
            }
            _ => return self.unknown_here(span),
        };
        let atom = self.library(name);
        self.constant(span, atom)
    }

    /// What `hasattr` says of an instance or a class of the program; `None` if
    /// that is not known.
    pub(in crate::interp) fn has_own_attribute(
        &mut self,
        object: ObjectId,
        name: &str,
    ) -> Option<bool> {
        let (class, is_class) = match self.objects.kind(object) {
            ObjectKind::Instance(class) => (*class, false),
            ObjectKind::Class(class) if class.metaclass.is_none() && !class.is_enum => {
                (object, true)
            }
            _ => return None,
        };
        let interned = self.names.intern(name);
        let mut held = self.class_attribute(class, interned);
        let decides = held.atoms().any(|(_, atom)| {
            // A property or a descriptor may raise.
            matches!(atom, Atom::Object(own) if self.is_property(*own)
                || matches!(self.objects.kind(*own), ObjectKind::Instance(_)))
        });
        if decides {
            return None;
        }
        if !is_class {
            let own = self.read(Place::Name(object, interned));
            held = if own.is_empty() || held.is_empty() {
                own.union(&held)
            } else {
                self.filled(&own, &held)
            };
        }
        if !held.is_empty() {
            return self.surely_present(&held).then_some(true);
        }
        let (_, _, complete) = self.ancestors(class);
        let asked = !is_class
            && ["__getattr__", "__getattribute__"]
                .iter()
                .any(|method| self.attribute_if_any(class, method).is_some());
        (complete && !asked && !name.starts_with("__")).then_some(false)
    }

    /// `Class[key]`, where the class has a `__class_getitem__`.
    pub(in crate::interp) fn class_item(
        &mut self,
        object: &Atom,
        key: &Atom,
        span: Span,
    ) -> Option<Value> {
        let Atom::Object(class) = *object else {
            return None;
        };
        let ObjectKind::Class(definition) = self.objects.kind(class) else {
            return None;
        };
        if definition.is_enum {
            return None;
        }
        let method = self.attribute_if_any(class, "__class_getitem__")?;
        let method = self.read_from_class(class, class, &method, span);
        let mut arguments = Arguments::none(span);
        arguments.positional = vec![self.constant(span, key.clone())];
        Some(self.call_value(&method, &arguments))
    }
}
