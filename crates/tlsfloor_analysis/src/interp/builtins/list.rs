//! Methods of lists and sets.

use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn call_list_method(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let first = arguments.positional.first().cloned();
        match (method, first) {
            ("append" | "add", Some(value)) => {
                let item = self.new_sequence(span, ObjectKind::List, Ok(vec![value]));
                self.extend(object, &item, span);
                self.constant(span, Atom::None)
            }
            ("extend" | "update", Some(value)) => {
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
            ("index", _) => {
                self.may_raise_known("ValueError");
                self.unknown_here(span)
            }
            ("insert" | "remove" | "sort" | "reverse", _) => {
                if method == "remove" {
                    self.may_raise_known("ValueError");
                }
                let content = self.content(object);
                let mut items = self.all_items(&content);
                for value in &arguments.positional {
                    items = items.union(value);
                }
                self.set_sequence(object, Sequence::Open(items));
                self.constant(span, Atom::None)
            }
            _ => self.unknown_here(span),
        }
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
        if let (Some(Sequence::Known(items)), Some(index)) = (content.single(), index) {
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
