//! Methods of dicts.

use super::union_of;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind, ViewPart};
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
            ("keys" | "values" | "items" | "iterkeys" | "itervalues" | "iteritems", _) => {
                let part = match method.trim_start_matches("iter") {
                    "keys" => ViewPart::Keys,
                    "values" => ViewPart::Values,
                    _ => ViewPart::Items,
                };
                self.view_of(object, part, span)
            }
            ("has_key", Some(key)) => {
                let dict = self.object_value(span, object);
                self.compare(ruff_python_ast::CmpOp::In, &key, &dict, span)
            }
            ("popitem", None) => self.dict_popitem(object, span),
            ("fromkeys", Some(keys)) => self.dict_from_keys(&keys, default, span),
            ("__contains__", Some(key)) => {
                let dict = self.object_value(span, object);
                self.compare_plainly(ruff_python_ast::CmpOp::In, &key, &dict, span)
            }
            ("__getitem__", Some(key)) => {
                let dict = self.object_value(span, object);
                self.item(&dict, &key, span)
            }
            ("__setitem__", Some(key)) => {
                let dict = self.object_value(span, object);
                self.assign_item(&dict, &key, &default.unwrap_or(none.clone()), span);
                none
            }
            ("__delitem__", Some(key)) => {
                let dict = self.object_value(span, object);
                self.delete_item(&dict, &key, span);
                none
            }
            ("__len__", None) => {
                let dict = self.object_value(span, object);
                self.builtin_len(Some(&dict), span)
            }
            ("__iter__", None) => {
                let dict = self.object_value(span, object);
                self.builtin_list("builtins.iter", Some(&dict), span)
            }
            _ => {
                // It may have changed anything.
                let unknown = self.unknown_here(span);
                let mut mapping = self.mapping(object);
                self.put(&mut mapping, &unknown, &unknown);
                self.set_mapping(object, mapping);
                self.unfollowed(arguments)
            }
        }
    }

    /// `dict.popitem()`: the item that was put in last.
    fn dict_popitem(&mut self, object: ObjectId, span: Span) -> Value {
        let mut mapping = self.mapping(object);
        let path = self.state.path.clone();
        let present = |value: &Value| !value.on_path(&self.choices, &path).is_empty();
        let last = mapping
            .entries
            .iter()
            .rposition(|(_, value)| present(value));
        match last {
            None if mapping.rest.is_none() => return self.raised("KeyError", span),
            Some(at) if mapping.rest.is_none() => {
                let (key, value) = mapping.entries[at].clone();
                let value = value.on_path(&self.choices, &self.state.path);
                if self.surely_present(&value) {
                    Rc::make_mut(&mut mapping.entries).remove(at);
                    self.set_mapping(object, mapping);
                    let key = self.constant(span, key);
                    return self.constant(span, Atom::Tuple(Rc::new(vec![key, value])));
                }
            }
            _ => {}
        }
        // Any of its items may be gone.
        let unknown = self.unknown_here(span);
        let items = self.dict_items(&mapping, true, span).any();
        self.put(&mut mapping, &unknown, &unknown);
        self.set_mapping(object, mapping);
        items.union(&unknown)
    }

    /// `dict.fromkeys(keys, value)`.
    pub(super) fn dict_from_keys(
        &mut self,
        keys: &Value,
        value: Option<Value>,
        span: Span,
    ) -> Value {
        let value = match value {
            Some(value) => value,
            None => self.constant(span, Atom::None),
        };
        self.over_sequences(keys, span, |interp, sequence| {
            let mut mapping = Mapping::default();
            match sequence {
                Sequence::Known(keys) => {
                    for key in keys.iter() {
                        interp.put(&mut mapping, key, &value);
                    }
                }
                Sequence::Open(key) => {
                    interp.put(&mut mapping, &key, &value);
                    mapping.rest = Some(value.clone());
                }
            }
            interp.new_dict(span, mapping)
        })
    }

    /// A view, that also keeps what the dict holds now: before Python 3, these
    /// methods give a list.
    fn view_of(&mut self, dict: ObjectId, part: ViewPart, span: Span) -> Value {
        let view = self.new_object(span, "view", ObjectKind::View(dict, part));
        let shown = self.shown_now(dict, part, span);
        self.set_sequence(view, shown);
        self.object_value(span, view)
    }

    /// What a view of a dict shows now.
    pub(in crate::interp) fn shown_by_view(&mut self, view: ObjectId, span: Span) -> Sequence {
        let ObjectKind::View(dict, part) = *self.objects.kind(view) else {
            return Sequence::Open(self.unknown_here(span));
        };
        // The place of the view: what has not changed is equal, origins and all.
        let made_at = self.objects.span(view);
        let now = self.shown_now(dict, part, made_at);
        let groups = self.by_build(self.builds(), |build| build.python.major > 2);
        if groups.iter().all(|(_, is_view)| *is_view) {
            return now;
        }
        let content = self.content(view);
        let then = match content.single() {
            Some(then) => then.clone(),
            None => Sequence::Open(self.all_items(&content)),
        };
        if then == now {
            return now;
        }
        let on_its_builds = |sequence: &Sequence, is_view: bool| -> Option<Vec<Value>> {
            let Sequence::Known(items) = sequence else {
                return None;
            };
            let (builds, _) = groups.iter().find(|(_, own)| *own == is_view)?;
            let guard = Guard::on(*builds);
            Some(items.iter().map(|item| item.restricted(&guard)).collect())
        };
        if let [(_, false)] = groups.as_slice() {
            return then;
        }
        match (on_its_builds(&then, false), on_its_builds(&now, true)) {
            (Some(then), Some(now)) if then.len() == now.len() => {
                let both = then.iter().zip(&now).map(|(then, now)| then.union(now));
                Sequence::Known(Rc::new(both.collect()))
            }
            _ => Sequence::Open(then.any().union(&now.any())),
        }
    }

    fn shown_now(&mut self, dict: ObjectId, part: ViewPart, span: Span) -> Sequence {
        let mapping = self.mapping(dict);
        match part {
            ViewPart::Keys => self.keys(&mapping, span),
            ViewPart::Values => self.dict_items(&mapping, false, span),
            ViewPart::Items => self.dict_items(&mapping, true, span),
        }
    }

    fn dict_items(&mut self, mapping: &Mapping, pairs: bool, span: Span) -> Sequence {
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
        if let Some(rest) = mapping.rest.clone() {
            items.push(if pairs {
                let key = self.unknown_here(span);
                self.constant(span, Atom::Tuple(Rc::new(vec![key, rest])))
            } else {
                rest
            });
        }
        if certain {
            Sequence::Known(Rc::new(items))
        } else {
            Sequence::Open(union_of(&items))
        }
    }

    fn dict_get(&mut self, object: ObjectId, key: &Value, default: &Value, span: Span) -> Value {
        let mapping = self.mapping(object);
        let key = &self.keys_apart(key);
        self.offer_refusal_of_keys(std::iter::once(key));
        if self.state.dead {
            return Value::empty();
        }
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
