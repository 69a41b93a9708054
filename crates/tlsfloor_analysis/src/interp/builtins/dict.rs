//! Methods of dicts.

use super::union_of;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Value};
use crate::facts::StepKind;
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::container::{Otherwise, with_keys};
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn call_dict_method(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let first = arguments.positional.first().cloned();
        let none = self.constant(span, Atom::None);
        let default = arguments.positional.get(1).cloned();
        match (method, first) {
            ("get", Some(key)) => self.dict_get(object, &key, &default.unwrap_or(none), span),
            ("pop", Some(key)) => {
                let value = match default {
                    Some(default) => self.dict_get(object, &key, &default, span),
                    None => {
                        let dict = self.object_value(span, object);
                        self.item(&dict, &key, span)
                    }
                };
                let mut mapping = self.mapping(object);
                if let Some(key) = key.single_atom().and_then(|key| self.hashable(key)) {
                    Rc::make_mut(&mut mapping.entries).retain(|(own, _)| *own != key);
                }
                self.set_mapping(object, mapping);
                value
            }
            ("setdefault", Some(key)) => {
                let value = self.dict_get(object, &key, &default.unwrap_or(none), span);
                let mut mapping = self.mapping(object);
                self.put(&mut mapping, &key, &value);
                self.set_mapping(object, mapping);
                value
            }
            ("update", first) => {
                let mut mapping = self.mapping(object);
                let added = self.builtin_dict(&Arguments {
                    positional: first.into_iter().collect(),
                    ..arguments.clone()
                });
                self.update_mapping(&mut mapping, &added, span);
                self.set_mapping(object, mapping);
                none
            }
            ("copy", _) => {
                let mapping = self.mapping(object);
                self.new_dict(span, mapping)
            }
            ("clear", _) => {
                self.set_mapping(object, Mapping::default());
                none
            }
            ("keys", _) => {
                let mapping = self.mapping(object);
                let keys = self.keys(&mapping, span);
                self.sequence_value(keys, span)
            }
            ("values" | "items" | "itervalues" | "iteritems", _) => {
                self.dict_items(object, method.ends_with("items"), span)
            }
            ("has_key", Some(key)) => {
                let dict = self.object_value(span, object);
                self.compare(ruff_python_ast::CmpOp::In, &key, &dict, span)
            }
            _ => self.unfollowed(arguments),
        }
    }

    fn sequence_value(&mut self, sequence: Sequence, span: Span) -> Value {
        let content = match sequence {
            Sequence::Known(items) => Ok(items.as_ref().clone()),
            Sequence::Open(item) => Err(item),
        };
        self.new_sequence(span, ObjectKind::List, content)
    }

    fn dict_items(&mut self, object: ObjectId, pairs: bool, span: Span) -> Value {
        let mapping = self.mapping(object);
        let mut certain = mapping.rest.is_none();
        let mut items = Vec::new();
        for (key, value) in mapping.entries.iter() {
            let value = value.on_path(&self.choices, &self.state.path);
            if value.is_empty() {
                continue;
            }
            certain &= self.surely_present(&value);
            items.push(if pairs {
                let key = self.constant(span, key.clone());
                self.constant(span, Atom::Tuple(Rc::new(vec![key, value])))
            } else {
                value
            });
        }
        if let Some(rest) = mapping.rest {
            items.push(if pairs {
                let key = self.unknown_here(span);
                self.constant(span, Atom::Tuple(Rc::new(vec![key, rest])))
            } else {
                rest
            });
        }
        let content = if certain {
            Ok(items)
        } else {
            Err(union_of(&items))
        };
        self.new_sequence(span, ObjectKind::List, content)
    }

    fn dict_get(&mut self, object: ObjectId, key: &Value, default: &Value, span: Span) -> Value {
        let mapping = self.mapping(object);
        // Where the key is not known on some path, what it is picks the default.
        let unsure = key
            .atoms()
            .any(|(_, atom)| matches!(atom, Atom::Unknown(_)));
        let default = &if unsure {
            self.passed(default, span, StepKind::Selected)
        } else {
            default.clone()
        };
        let mut result = Value::empty();
        for (guard, traced) in key.entries() {
            let value = match self.hashable(&traced.atom) {
                Some(key) => {
                    let known = mapping.get(&key).cloned().unwrap_or_else(Value::empty);
                    let known = known.on_path(&self.choices, &self.state.path);
                    let other = match &mapping.rest {
                        Some(rest) => default.union(rest),
                        None => default.clone(),
                    };
                    if known.is_empty() {
                        other
                    } else if self.surely_present(&known) {
                        known
                    } else {
                        self.filled(&known, &other)
                    }
                }
                None => {
                    let entries = with_keys(&mapping.entries);
                    let atom = traced.atom.clone();
                    let picked = if entries.is_empty() && mapping.rest.is_none() {
                        Value::empty()
                    } else {
                        let otherwise = Otherwise::Nothing;
                        self.pick(&entries, mapping.rest.as_ref(), &atom, span, otherwise)
                    };
                    self.filled(&picked, default)
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }
}
