//! Namespaces as mappings: `object.__dict__`, `vars(object)`, `globals()`.
//!
//! The mapping is a view: what is written into it is written into the object.

use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::Mapping;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use std::collections::BTreeMap;
use std::rc::Rc;
use tlsfloor_source::Span;

/// What Python itself puts into each module.
const OF_MODULES: &[&str] = &[
    "__builtins__",
    "__doc__",
    "__file__",
    "__loader__",
    "__name__",
    "__package__",
    "__spec__",
];
/// What each class has from `object`.
pub(in crate::interp) const OF_INSTANCES: &[&str] = &[
    "__class__",
    "__delattr__",
    "__dict__",
    "__dir__",
    "__doc__",
    "__eq__",
    "__format__",
    "__ge__",
    "__getattribute__",
    "__gt__",
    "__hash__",
    "__init__",
    "__init_subclass__",
    "__le__",
    "__lt__",
    "__module__",
    "__ne__",
    "__new__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__setattr__",
    "__sizeof__",
    "__str__",
    "__subclasshook__",
    "__weakref__",
];

impl<'a> Interp<'a> {
    /// The namespace of an object as a mapping.
    pub(in crate::interp) fn namespace_of(&mut self, object: ObjectId, span: Span) -> Value {
        let view = self.new_object(span, "namespace", ObjectKind::Namespace(object));
        self.object_value(span, view)
    }

    /// Whether an object is a dict, or a namespace seen as one.
    pub(in crate::interp) fn is_mapping(&self, object: ObjectId) -> bool {
        matches!(
            self.objects.kind(object),
            ObjectKind::Dict | ObjectKind::Namespace(_)
        )
    }

    /// What the names of an object hold.
    pub(in crate::interp) fn namespace_content(&mut self, object: ObjectId) -> Mapping {
        let mut mapping = Mapping::default();
        for name in self.objects.names(object).to_vec() {
            let text = self.names.text(name);
            if text.starts_with(crate::interp::function_attribute::DEFAULT) {
                continue;
            }
            let value = self.read(Place::Name(object, name));
            if !value.is_empty() {
                mapping.set(&Atom::Str(text), value);
            }
        }
        mapping
    }

    /// `dir(object)`, of a module, a class or an instance of the program; `None`
    /// where some of the names come from a library.
    pub(in crate::interp) fn names_of_object(
        &mut self,
        object: ObjectId,
        span: Span,
    ) -> Option<Value> {
        let (class, inborn) = match *self.objects.kind(object) {
            ObjectKind::Module => (None, OF_MODULES),
            ObjectKind::Instance(class) => (Some(class), OF_INSTANCES),
            ObjectKind::Class(_) => (Some(object), OF_INSTANCES),
            _ => return None,
        };
        let mut holders = vec![object];
        if let Some(class) = class {
            let (ancestors, libraries, complete) = self.ancestors(class);
            if !complete || !libraries.is_empty() {
                return None;
            }
            holders.extend(ancestors);
        }
        // What decides by itself, and what is not bound by name.
        let special = ["__dir__", "__slots__", "*"].map(|name| self.names.intern(name));
        let mut has_more = false;
        for holder in &holders {
            has_more |= matches!(self.objects.kind(*holder),
                ObjectKind::Class(class) if class.metaclass.is_some());
            for name in special {
                has_more |= !self.read(Place::Name(*holder, name)).is_empty();
            }
        }
        if has_more {
            return None;
        }
        let mut names: BTreeMap<Rc<str>, Value> = BTreeMap::new();
        for holder in holders {
            for (key, value) in self.namespace_content(holder).entries.iter() {
                if let Atom::Str(name) = key {
                    let held = names.entry(Rc::clone(name)).or_insert_with(Value::empty);
                    *held = held.union(value);
                }
            }
        }
        let mut items: BTreeMap<Rc<str>, Value> = BTreeMap::new();
        for name in inborn {
            let name: Rc<str> = (*name).into();
            items.insert(Rc::clone(&name), self.constant(span, Atom::Str(name)));
        }
        for (name, held) in names {
            let present = self.surely_present(&held);
            let item = self.constant(span, Atom::Str(Rc::clone(&name)));
            let item = if present {
                item
            } else {
                let guards = held.entries().iter().map(|(guard, _)| guard);
                guards.fold(Value::empty(), |all, guard| {
                    all.union(&item.restricted(guard))
                })
            };
            if !item.is_empty() {
                items.insert(name, item);
            }
        }
        let items = items.into_values().collect();
        Some(self.new_sparse(span, ObjectKind::List, items))
    }

    /// `object.__dict__ = value`.
    pub(in crate::interp) fn replace_namespace(&mut self, object: ObjectId, value: &Value) {
        match value.single_atom() {
            Some(Atom::Object(mapping)) if self.is_mapping(*mapping) => {
                let mapping = self.mapping(*mapping);
                self.set_namespace(object, &mapping);
            }
            _ => self.cut = true,
        }
    }

    /// The namespace of a library is written, or handed on: any of its names
    /// may mean something else from now on.
    pub(in crate::interp) fn note_library_namespace(&mut self, atom: &Atom) {
        if let Atom::Library(name) = atom
            && self.names.text(*name).ends_with(".__dict__")
        {
            self.cut = true;
        }
    }

    /// Writes a mapping back into the names of an object.
    pub(in crate::interp) fn set_namespace(&mut self, object: ObjectId, mapping: &Mapping) {
        for name in self.objects.names(object).to_vec() {
            let text = self.names.text(name);
            if text.starts_with(crate::interp::function_attribute::DEFAULT) {
                continue;
            }
            let key = Atom::Str(text);
            let place = Place::Name(object, name);
            if mapping.get(&key).is_none() && !self.read(place).is_empty() {
                self.write(place, Value::empty());
            }
        }
        for (key, value) in mapping.entries.iter() {
            let Atom::Str(text) = key else { continue };
            let name = self.names.intern(text);
            let place = Place::Name(object, name);
            if self.read(place) != *value {
                self.write(place, value.clone());
            }
        }
        if mapping.rest.is_some() {
            // Any name may have been written.
            self.cut = true;
        }
    }

    /// `vars(library).get(name)`; `None` if that is not what is called.
    pub(in crate::interp) fn read_library_namespace(
        &mut self,
        dotted: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let span = arguments.span;
        if let Some((library, method)) = dotted.rsplit_once(".__dict__.")
            && matches!(method, "items" | "keys" | "values" | "copy")
        {
            let library = self.names.intern(library);
            let mapping = self.library_mapping(library, span)?;
            let copy = self.new_dict(span, mapping);
            let Some(&Atom::Object(copy)) = copy.single_atom() else {
                return None;
            };
            return Some(self.call_dict_method(copy, method, arguments));
        }
        let library = dotted.strip_suffix(".__dict__.get")?;
        let name = arguments.positional.first()?.single_str()?.clone();
        let library = self.library(library);
        let library = self.constant(span, library);
        let default = match arguments.positional.get(1) {
            Some(default) => default.clone(),
            None => self.constant(span, Atom::None),
        };
        Some(self.attribute_or(&library, &name, Some(&default), span))
    }

    /// The library whose namespace a name is: `ssl` of `ssl.__dict__`.
    pub(in crate::interp) fn library_of_namespace(&mut self, atom: &Atom) -> Option<Name> {
        let Atom::Library(name) = atom else {
            return None;
        };
        let dotted = self.names.text(*name);
        let library = dotted.strip_suffix(".__dict__")?;
        Some(self.names.intern(library))
    }
}
