//! Classes that inherit from a container: each instance has a container of its
//! own beside its attributes.

use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;

impl<'a> Interp<'a> {
    /// The container that an instance of a class derived from one is.
    pub(in crate::interp) fn companion(&mut self, atom: &Atom) -> Option<ObjectId> {
        let (object, class) = self.own_instance(atom)?;
        if !self.container_classes.contains(&class) {
            return None;
        }
        let place = Place::Result(object);
        match self.read(place).single_atom() {
            Some(Atom::Object(container)) => Some(*container),
            _ => None,
        }
    }

    /// The container class among a class's ancestors.
    fn container_base(&self, libraries: &[Name]) -> Option<&'static str> {
        libraries
            .iter()
            .find_map(|name| match self.names.text(*name).as_ref() {
                "builtins.dict"
                | "collections.OrderedDict"
                | "collections.UserDict"
                | "UserDict.UserDict"
                | "UserDict.IterableUserDict" => Some("builtins.dict"),
                "builtins.list" | "collections.UserList" | "UserList.UserList" => {
                    Some("builtins.list")
                }
                "builtins.set" => Some("builtins.set"),
                _ => None,
            })
    }

    /// Gives a new instance the empty container that its class inherits.
    pub(in crate::interp) fn give_companion(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        arguments: &Arguments,
    ) {
        let (_, libraries, _) = self.ancestors(class);
        if let Some(base) = self.container_base(&libraries) {
            self.container_classes.insert(class);
            self.fill_companion(object, base, &Arguments::none(arguments.span));
        }
    }

    /// The inherited constructor fills the container; `false` if the class
    /// inherits from none.
    pub(in crate::interp) fn construct_companion(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        arguments: &Arguments,
    ) -> bool {
        let (_, libraries, _) = self.ancestors(class);
        let Some(base) = self.container_base(&libraries) else {
            return false;
        };
        self.fill_companion(object, base, arguments);
        true
    }

    fn fill_companion(&mut self, object: ObjectId, base: &str, arguments: &Arguments) {
        let value = match base {
            "builtins.dict" => self.builtin_dict(arguments),
            _ => {
                let first = arguments.positional.first().cloned();
                self.builtin_list(base, first.as_ref(), arguments.span)
            }
        };
        let place = Place::Result(object);
        // The instance goes on having the container that it has.
        let present = self.read(place);
        match (present.single_atom(), value.single_atom()) {
            (Some(&Atom::Object(present)), Some(&Atom::Object(new))) => {
                match self.objects.kind(new) {
                    ObjectKind::Dict => {
                        let content = self.mapping(new);
                        self.set_mapping(present, content);
                    }
                    _ => {
                        let content = self.content(new);
                        let content = content
                            .single()
                            .cloned()
                            .unwrap_or_else(|| Sequence::Open(self.all_items(&content)));
                        self.set_sequence(present, content);
                    }
                }
            }
            _ => self.write(place, value),
        }
    }

    /// The tuple or the container that an instance is by what its class
    /// inherits.
    pub(in crate::interp) fn underlying(&mut self, atom: &Atom) -> Option<Atom> {
        if self.field_classes.is_empty() && self.container_classes.is_empty() {
            return None;
        }
        match self.companion(atom) {
            Some(container) => Some(Atom::Object(container)),
            None => self.as_tuple(atom),
        }
    }

    /// A method that an instance has from the tuple or container that it is.
    pub(in crate::interp) fn call_inherited_container(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let named = self.call_named_tuple_method(object, method, arguments);
        if named.is_some() {
            return named;
        }
        let container = self.companion(&Atom::Object(object))?;
        let span = arguments.span;
        let first = arguments.positional.first().cloned();
        let value = self.object_value(span, container);
        Some(match method {
            "__getitem__" => self.item(&value, &first?, span),
            "__setitem__" => {
                let new = arguments.positional.get(1)?.clone();
                self.assign_item(&value, &first?, &new, span);
                self.constant(span, Atom::None)
            }
            "__delitem__" => {
                self.delete_item(&value, &first?, span);
                self.constant(span, Atom::None)
            }
            "__contains__" => {
                self.compare_plainly(ruff_python_ast::CmpOp::In, &first?, &value, span)
            }
            "__len__" => self.builtin_len(Some(&value), span),
            "__iter__" => value,
            _ if self.is_mapping(container) => self.call_dict_method(container, method, arguments),
            _ => self.call_list_method(container, method, arguments),
        })
    }

    /// A value with the tuples and containers in place of the instances that
    /// are such by what their classes inherit.
    pub(in crate::interp) fn without_classes(&mut self, value: &Value) -> Value {
        let mut changed = false;
        let entries = value
            .entries()
            .iter()
            .map(|(guard, traced)| match self.underlying(&traced.atom) {
                Some(atom) => {
                    changed = true;
                    let origins = traced.origins.clone();
                    (guard.clone(), Traced { atom, origins })
                }
                None => (guard.clone(), traced.clone()),
            })
            .collect();
        if changed {
            Value::of(entries)
        } else {
            value.clone()
        }
    }
}
