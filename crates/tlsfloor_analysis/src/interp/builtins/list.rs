//! Methods of lists and sets.

use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::limit::{self, Limit};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Things that a list may hold of which each is looked at alone.
const MAX_WAYS: usize = 8;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn call_list_method(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let first = arguments.positional.first().cloned();
        if matches!(self.objects.kind(object), ObjectKind::Set) {
            let others = arguments.positional.clone();
            if let Some(value) = self.call_set_method(object, method, &others, span) {
                return value;
            }
        }
        let several = matches!(
            method,
            "pop" | "insert" | "remove" | "reverse" | "sort" | "index" | "count"
        );
        if several && let Some(value) = self.on_each_content(object, method, arguments) {
            return value;
        }
        match (method, first) {
            ("add", Some(value)) => {
                let item = self.new_sequence(span, ObjectKind::List, Ok(vec![value]));
                self.combine_in_place(ruff_python_ast::Operator::BitOr, object, &item, span);
                self.constant(span, Atom::None)
            }
            ("append", Some(value)) => {
                let item = self.new_sequence(span, ObjectKind::List, Ok(vec![value]));
                self.extend(object, &item, span);
                self.constant(span, Atom::None)
            }
            ("extend", Some(value)) => {
                self.extend(object, &value, span);
                self.constant(span, Atom::None)
            }
            ("pop", index) => self.list_pop(object, index.as_ref(), span),
            ("copy", _) => {
                let list = self.object_value(span, object);
                self.builtin_list("builtins.list", Some(&list), span)
            }
            ("clear", _) => {
                self.set_sequence(object, Sequence::Known(Rc::new(Vec::new())));
                self.constant(span, Atom::None)
            }
            ("index" | "count", Some(item)) if arguments.positional.len() == 1 => {
                self.list_search(object, method, &item, span)
            }
            ("insert" | "remove" | "reverse" | "sort", _) => {
                self.list_reorder(object, method, arguments);
                self.constant(span, Atom::None)
            }
            ("isdisjoint" | "issubset" | "issuperset", Some(other)) => {
                self.set_relation(object, method, &other, span)
            }
            ("isdisjoint" | "issubset" | "issuperset" | "index" | "count", _)
            | ("__len__" | "__contains__" | "__iter__" | "__getitem__", _) => {
                self.may_raise_known("ValueError");
                self.unknown_here(span)
            }
            _ => {
                self.loosen_sequence(object, &arguments.positional, span);
                self.unknown_here(span)
            }
        }
    }

    /// A method of a list that holds one thing on some paths and another on
    /// others, on each of them; `None` where it holds one.
    fn on_each_content(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let content = self.content(object);
        let known = |(_, own): &(_, Sequence)| matches!(own, Sequence::Known(_));
        let ways = content.entries();
        if ways.len() < 2 || !ways.iter().all(known) {
            return None;
        }
        if ways.len() > MAX_WAYS {
            limit::reached(Limit::Contents);
            return None;
        }
        let ways = ways.to_vec();
        Some(self.each_way(ways, |interp, items| {
            interp.set_sequence(object, items);
            interp.call_list_method(object, method, arguments)
        }))
    }

    pub(in crate::interp) fn list_search(
        &mut self,
        list: ObjectId,
        method: &str,
        item: &Value,
        span: Span,
    ) -> Value {
        let content = self.content(list);
        let found = match content.single() {
            Some(Sequence::Known(items)) => self.position_of(items, item),
            _ => None,
        };
        let number = match (method, found) {
            ("count", Some((_, count))) => count,
            (_, Some((Some(first), _))) => first,
            (_, Some((None, _))) => return self.raised("ValueError", span),
            (_, None) => {
                self.may_raise_known("ValueError");
                return self.unknown_here(span);
            }
        };
        let number = i128::try_from(number).unwrap_or(i128::MAX);
        self.constant(span, Atom::Int(number))
    }

    /// `insert`, `remove`, `reverse` and `sort`.
    fn list_reorder(&mut self, list: ObjectId, method: &str, arguments: &Arguments) {
        let content = self.content(list);
        let changed = match content.single() {
            Some(Sequence::Known(items)) => {
                let items = items.as_ref().clone();
                self.reordered(items, method, arguments)
            }
            _ => None,
        };
        let changed = match changed {
            Some(items) => Sequence::Known(Rc::new(items)),
            None => {
                if method == "remove" {
                    self.may_raise_known("ValueError");
                }
                let mut items = self.all_items(&content);
                if method == "insert" {
                    for value in &arguments.positional {
                        items = items.union(value);
                    }
                }
                Sequence::Open(items)
            }
        };
        if !self.state.dead {
            self.set_sequence(list, changed);
        }
    }

    fn reordered(
        &mut self,
        mut items: Vec<Value>,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Vec<Value>> {
        match (method, arguments.positional.as_slice()) {
            ("reverse", []) => items.reverse(),
            ("sort", []) => items = self.sorted_as_told(&items, arguments).ok()?,
            ("insert", [at, item]) => {
                let Some(Atom::Int(at)) = at.single_atom() else {
                    return None;
                };
                let length = i128::try_from(items.len()).ok()?;
                let at = if *at < 0 { length + at } else { *at };
                items.insert(usize::try_from(at.clamp(0, length)).ok()?, item.clone());
            }
            ("remove", [item]) => match self.position_of(&items, item)? {
                (Some(at), _) => {
                    items.remove(at);
                }
                (None, _) => {
                    self.raised("ValueError", arguments.span);
                }
            },
            _ => return None,
        }
        Some(items)
    }

    fn list_pop(&mut self, object: ObjectId, index: Option<&Value>, span: Span) -> Value {
        let content = self.content(object);
        let index = match index {
            None => Some(-1),
            Some(value) => match value.single_atom() {
                Some(Atom::Int(index)) => Some(*index),
                _ => None,
            },
        };
        // Which item a set gives is not said.
        let is_set = matches!(self.objects.kind(object), ObjectKind::Set);
        if let (Some(Sequence::Known(items)), Some(index)) = (content.single(), index)
            && (!is_set || items.len() < 2)
        {
            let Some(at) = crate::interp::container::index_of(index, items.len()) else {
                return self.raised("IndexError", span);
            };
            let mut items = items.as_ref().clone();
            let value = items.remove(at);
            self.set_sequence(object, Sequence::Known(Rc::new(items)));
            return value;
        }
        let items = self.all_items(&content);
        self.set_sequence(object, Sequence::Open(items.clone()));
        if items.is_empty() {
            self.unknown_here(span)
        } else {
            items
        }
    }
}
