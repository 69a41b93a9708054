//! Constructors of containers: `dict`, `list`, `tuple`, `range` and their like.

use crate::domain::guard::Guard;
use crate::domain::object::ObjectKind;
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::limit::{self, Limit};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Longest `range()` that is unrolled.
const MAX_RANGE: i128 = 256;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn builtin_dict(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let mut mapping = Mapping::default();
        if let Some(first) = arguments.positional.first().cloned() {
            let first = self.without_classes(&first);
            let is_dict = first.atoms().all(|(_, atom)| match atom {
                Atom::Object(object) => self.is_mapping(*object),
                _ => false,
            });
            if is_dict || self.has_keys(&first) {
                self.update_mapping(&mut mapping, &first, span);
            } else if let Some(pairs) = self.sparse_items(&first, span) {
                for pair in pairs.iter() {
                    self.put_where_present(&mut mapping, pair, span);
                }
            } else {
                for (guard, pairs) in self.sequences_of(&first, span) {
                    let Sequence::Known(pairs) = pairs else {
                        mapping.rest = Some(self.unknown_here(span));
                        continue;
                    };
                    for pair in pairs.iter() {
                        self.put_pair(&mut mapping, pair, &guard, span);
                    }
                }
            }
        }
        for (name, value) in &arguments.keywords {
            let text = self.names.text(*name);
            let old = mapping
                .get(&Atom::Str(text.clone()))
                .cloned()
                .unwrap_or_else(Value::empty);
            let value = self.filled(value, &old);
            mapping.set(&Atom::Str(text), value);
        }
        if let Some(open) = &arguments.open_keywords {
            mapping.rest = Some(open.clone());
        }
        self.new_dict(span, mapping)
    }

    fn put_pair(&mut self, mapping: &mut Mapping, pair: &Value, guard: &Guard, span: Span) {
        if !guard.is_always() {
            self.put_where_present(mapping, &pair.restricted(guard), span);
            return;
        }
        match self.sequence_of(pair, span) {
            Sequence::Known(pair) if pair.len() == 2 => {
                self.put(mapping, &pair[0], &pair[1]);
            }
            _ => mapping.rest = Some(self.unknown_here(span)),
        }
    }

    /// A pair that is there on some ways only becomes an item on those.
    fn put_where_present(&mut self, mapping: &mut Mapping, pair: &Value, span: Span) {
        for (guard, traced) in pair.entries() {
            let own = Value::always(traced.clone());
            match self.sequence_of(&own, span) {
                Sequence::Known(parts) if parts.len() == 2 => {
                    let mut one = Mapping::default();
                    self.put(&mut one, &parts[0], &parts[1]);
                    let one = self.new_dict(span, one).restricted(guard);
                    self.update_mapping(mapping, &one, span);
                }
                _ => mapping.rest = Some(self.unknown_here(span)),
            }
        }
    }

    pub(in crate::interp) fn builtin_list(
        &mut self,
        which: &str,
        value: Option<&Value>,
        span: Span,
    ) -> Value {
        let kind = || match which.ends_with("set") {
            true => ObjectKind::Set,
            false => ObjectKind::List,
        };
        let Some(value) = value.cloned() else {
            return self.new_sequence(span, kind(), Ok(Vec::new()));
        };
        if matches!(which, "builtins.list" | "builtins.reversed")
            && let Some(items) = self.sparse_items(&value, span)
        {
            let mut items = items.as_ref().clone();
            if which == "builtins.reversed" {
                items.reverse();
            }
            return self.new_sparse(span, ObjectKind::List, items);
        }
        self.over_sequences(&value, span, |interp, sequence| {
            let content = match sequence {
                Sequence::Known(items) => Ok(items.as_ref().clone()),
                Sequence::Open(item) => Err(item),
            };
            let content = match (which, content) {
                ("builtins.reversed", Ok(mut items)) => {
                    items.reverse();
                    Ok(items)
                }
                ("builtins.set" | "builtins.frozenset", Ok(items)) => {
                    Ok(interp.distinct(&items).unwrap_or(items))
                }
                (_, content) => content,
            };
            let made = interp.new_sequence(span, kind(), content);
            if let ("builtins.frozenset", Some(Atom::Object(set))) = (which, made.single_atom()) {
                interp.objects.frozen_sets.insert(*set);
            }
            made
        })
    }

    pub(super) fn builtin_tuple(&mut self, value: Option<&Value>, span: Span) -> Value {
        match value.cloned() {
            None => self.constant(span, Atom::Tuple(Rc::new(Vec::new()))),
            Some(value) => self.over_sequences(&value, span, |interp, sequence| match sequence {
                Sequence::Known(items) => interp.constant(span, Atom::Tuple(items)),
                Sequence::Open(item) => interp.new_sequence(span, ObjectKind::List, Err(item)),
            }),
        }
    }

    pub(super) fn builtin_range(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let mut numbers = Vec::new();
        for value in &arguments.positional {
            match value.single_atom() {
                Some(Atom::Int(int)) => numbers.push(*int),
                _ => {
                    let item = self.unknown_here(span);
                    return self.new_sequence(span, ObjectKind::List, Err(item));
                }
            }
        }
        let (start, stop, step) = match numbers.as_slice() {
            [stop] => (0, *stop, 1),
            [start, stop] => (*start, *stop, 1),
            [start, stop, step] if *step != 0 => (*start, *stop, *step),
            _ => return self.unknown_here(span),
        };
        let mut items = Vec::new();
        let mut at = start;
        while (step > 0 && at < stop) || (step < 0 && at > stop) {
            if i128::try_from(items.len()).unwrap_or(i128::MAX) >= MAX_RANGE {
                limit::reached(Limit::Items);
                let item = self.unknown_here(span);
                return self.new_sequence(span, ObjectKind::List, Err(item));
            }
            items.push(self.constant(span, Atom::Int(at)));
            at = at.saturating_add(step);
        }
        self.new_sequence(span, ObjectKind::List, Ok(items))
    }

    pub(super) fn builtin_enumerate(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let Some(value) = arguments.positional.first().cloned() else {
            return self.unknown_here(span);
        };
        let name = self.names.intern("start");
        let start = arguments
            .positional
            .get(1)
            .or_else(|| arguments.keyword(name));
        let start = match start.map(Value::single_atom) {
            None => Some(0),
            Some(Some(Atom::Int(start))) => Some(*start),
            Some(_) => None,
        };
        let content = match self.sequence_of(&value, span) {
            Sequence::Known(items) => Ok(items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let index = i128::try_from(index)
                        .ok()
                        .and_then(|index| start?.checked_add(index));
                    let index = match index {
                        Some(index) => self.constant(span, Atom::Int(index)),
                        None => self.unknown_here(span),
                    };
                    self.constant(span, Atom::Tuple(Rc::new(vec![index, item.clone()])))
                })
                .collect()),
            Sequence::Open(item) => {
                let index = self.unknown_here(span);
                Err(self.constant(span, Atom::Tuple(Rc::new(vec![index, item]))))
            }
        };
        self.new_sequence(span, ObjectKind::List, content)
    }

    pub(super) fn builtin_zip(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let mut columns = Vec::new();
        for value in arguments.positional.clone() {
            match self.sequence_of(&value, span) {
                Sequence::Known(items) => columns.push(items),
                Sequence::Open(_) => {
                    let item = self.unknown_here(span);
                    return self.new_sequence(span, ObjectKind::List, Err(item));
                }
            }
        }
        let length = columns.iter().map(|column| column.len()).min().unwrap_or(0);
        let rows = (0..length)
            .map(|row| {
                let items = columns.iter().map(|column| column[row].clone()).collect();
                self.constant(span, Atom::Tuple(Rc::new(items)))
            })
            .collect();
        self.new_sequence(span, ObjectKind::List, Ok(rows))
    }
}
