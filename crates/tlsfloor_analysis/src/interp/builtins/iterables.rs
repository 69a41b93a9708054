//! Functions over iterables: `map`, `filter`, `sum`, `any`, `all`, and those of
//! `itertools` that need no more than the items.
//!
//! `map` and `filter` call their function where an item is taken, not before:
//! what they give is an object that holds the function and what it is called
//! with ([`ObjectKind::Mapped`]).

use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::suspended::Iterator;
use crate::limit::{self, Limit};
use ruff_python_ast::Operator;
use std::rc::Rc;
use tlsfloor_source::Span;

/// Rows of a product or items of a repetition that are kept apart.
const MAX_ROWS: usize = 256;

impl<'a> Interp<'a> {
    /// `map(function, …)`, and with `filters`, `filter(function, items)`.
    pub(super) fn new_mapped(&mut self, arguments: &Arguments, filters: bool) -> Value {
        let span = arguments.span;
        let Some((function, iterables)) = arguments.positional.split_first() else {
            return self.unfollowed(arguments);
        };
        if iterables.is_empty() || arguments.open_positional.is_some() {
            return self.unfollowed(arguments);
        }
        if self.shallow {
            return self.unfollowed(arguments);
        }
        let object = self.new_object(span, "mapped", ObjectKind::Mapped { filters });
        let func = self.names.intern("func");
        self.write(Place::Name(object, func), function.clone());
        let iterables = self.constant(span, Atom::Tuple(Rc::new(iterables.to_vec())));
        let args = self.names.intern("args");
        self.write(Place::Name(object, args), iterables);
        self.object_value(span, object)
    }

    /// What the function is still to be called with, row by row. They are taken
    /// out: whoever iterates again finds nothing.
    pub(in crate::interp) fn take_rows(&mut self, object: ObjectId, span: Span) -> Sequence {
        let args = self.names.intern("args");
        let iterables = self.read(Place::Name(object, args));
        let rows = self.rows_of(object, &iterables, span);
        if matches!(rows, Sequence::Open(_)) {
            // It is called with what they hold, however often.
            let func = self.names.intern("func");
            let function = self.read(Place::Name(object, func));
            self.expose(&function, span);
            self.expose(&iterables, span);
        }
        rows
    }

    fn rows_of(&mut self, object: ObjectId, iterables: &Value, span: Span) -> Sequence {
        let args = self.names.intern("args");
        let none = self.constant(span, Atom::Tuple(Rc::new(Vec::new())));
        self.write(Place::Name(object, args), none);
        let Sequence::Known(iterables) = self.sequence_of(iterables, span) else {
            let unknown = self.unknown_here(span);
            return Sequence::Open(unknown);
        };
        let mut columns = Vec::new();
        for iterable in iterables.iter() {
            match self.sequence_of(iterable, span) {
                Sequence::Known(items) => columns.push(items),
                Sequence::Open(_) => {
                    let unknown = self.unknown_here(span);
                    return Sequence::Open(unknown);
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
        Sequence::Known(Rc::new(rows))
    }

    /// Puts rows back that were not used.
    pub(in crate::interp) fn put_rows_back(
        &mut self,
        object: ObjectId,
        rows: &[Value],
        span: Span,
    ) {
        let columns = rows
            .iter()
            .map(|row| match row.single_atom() {
                Some(Atom::Tuple(items)) => items.as_ref().clone(),
                _ => Vec::new(),
            })
            .collect::<Vec<_>>();
        let width = columns.first().map_or(0, Vec::len);
        let iterables = (0..width)
            .map(|at| {
                let column = columns.iter().filter_map(|row| row.get(at).cloned());
                self.constant(span, Atom::Tuple(Rc::new(column.collect())))
            })
            .collect();
        let iterables = self.constant(span, Atom::Tuple(Rc::new(iterables)));
        let args = self.names.intern("args");
        self.write(Place::Name(object, args), iterables);
    }

    /// What one row becomes: the item, and of a filter whether it stays, `None`
    /// where that is not known.
    pub(in crate::interp) fn mapped_item(
        &mut self,
        object: ObjectId,
        row: &Value,
        span: Span,
    ) -> (Value, Option<bool>) {
        let func = self.names.intern("func");
        let function = self.read(Place::Name(object, func));
        let mut arguments = Arguments::none(self.objects.span(object));
        if let Some(Atom::Tuple(items)) = row.single_atom() {
            arguments.positional = items.as_ref().clone();
        }
        if !matches!(
            self.objects.kind(object),
            ObjectKind::Mapped { filters: true }
        ) {
            return (self.call_value(&function, &arguments), Some(true));
        }
        let item = arguments.positional.first().cloned();
        let item = item.unwrap_or_else(Value::empty);
        let kept = match function.single_atom() {
            Some(Atom::None) => item.clone(),
            _ => self.call_value(&function, &arguments),
        };
        let kept = self.builtin_bool(Some(&kept), span);
        let kept = match kept.single_atom() {
            Some(Atom::Bool(kept)) => Some(*kept),
            _ => None,
        };
        (item, kept)
    }

    /// All items of a `map` or a `filter`.
    pub(in crate::interp) fn all_of_mapped(&mut self, object: ObjectId, span: Span) -> Sequence {
        let rows = match self.take_rows(object, span) {
            Sequence::Known(rows) => rows,
            open => return open,
        };
        let outer = self.frame().path;
        let (mut items, mut known) = (Vec::new(), true);
        for (visit, row) in rows.iter().enumerate() {
            self.step(span);
            let visit = u32::try_from(visit).unwrap_or(u32::MAX);
            self.frame_mut().path = self.objects.call_path(outer, span, visit);
            let (item, kept) = self.mapped_item(object, row, span);
            known &= kept.is_some();
            if kept != Some(false) {
                items.push(item);
            }
            if self.state.dead {
                break;
            }
        }
        self.frame_mut().path = outer;
        if known {
            Sequence::Known(Rc::new(items))
        } else {
            Sequence::Open(Value::union_of(items.iter()))
        }
    }

    /// `next()` of a `map` or a `filter`: calls the function as often as it
    /// takes to find an item. `None` where that is not known.
    pub(in crate::interp) fn next_of_mapped(
        &mut self,
        object: ObjectId,
        default: Option<Value>,
        span: Span,
    ) -> Option<Value> {
        let Sequence::Known(rows) = self.take_rows(object, span) else {
            return None;
        };
        for (at, row) in rows.iter().enumerate() {
            let (item, kept) = self.mapped_item(object, row, span);
            match kept {
                Some(false) => continue,
                Some(true) => {
                    self.put_rows_back(object, &rows[at + 1..], span);
                    return Some(item);
                }
                None => return None,
            }
        }
        Some(match default {
            Some(default) => default,
            None => self.raised("StopIteration", span),
        })
    }

    /// `sum(items[, start])`. What a set holds twice, for all that is known,
    /// is not added up.
    pub(super) fn builtin_sum(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let Some(items) = arguments.positional.first().cloned() else {
            return self.unfollowed(arguments);
        };
        let start = self.names.intern("start");
        let start = arguments
            .positional
            .get(1)
            .or_else(|| arguments.keyword(start));
        let start = start.cloned();
        let is_set = items.atoms().any(|(_, atom)| match atom {
            Atom::Object(object) => matches!(self.objects.kind(*object), ObjectKind::Set),
            _ => false,
        });
        let arguments = arguments.clone();
        self.over_sequences(&items, span, |interp, sequence| {
            let Sequence::Known(items) = sequence else {
                return interp.unfollowed(&arguments);
            };
            let mut items = items.as_ref().clone();
            if is_set {
                match interp.distinct(&items) {
                    Some(distinct) => items = distinct,
                    None => return interp.unfollowed(&arguments),
                }
            }
            let zero = interp.constant(span, Atom::Int(0));
            let mut sum = start.clone().unwrap_or(zero);
            for item in items {
                sum = interp.binary(Operator::Add, &sum, &item, span);
            }
            sum
        })
    }

    /// Each of these once; `None` where it is not known which are equal.
    pub(in crate::interp) fn distinct(&mut self, items: &[Value]) -> Option<Vec<Value>> {
        let mut keys: Vec<Atom> = Vec::new();
        let mut distinct: Vec<Value> = Vec::new();
        for item in items {
            let key = self.hashable(&item.single_atom()?.clone())?;
            match keys.iter().position(|own| *own == key) {
                // It is there where any of them is.
                Some(at) => distinct[at] = distinct[at].union(item),
                None => {
                    keys.push(key);
                    distinct.push(item.clone());
                }
            }
        }
        Some(distinct)
    }

    /// `any(items)` and `all(items)`. Both stop at the item that decides, so
    /// what a generator would do after it must not happen.
    pub(super) fn builtin_any(&mut self, arguments: &Arguments, decisive: bool) -> Option<Value> {
        let span = arguments.span;
        let [items] = arguments.positional.as_slice() else {
            return None;
        };
        let items = items.clone();
        if !self.shallow
            && let Some(Iterator::Generator(generator)) = self.iterator(&items)
        {
            return Some(self.until(generator, decisive, span));
        }
        let before = self.state.clone();
        let lazy = !items.atoms().all(|(_, atom)| match atom {
            Atom::Tuple(_) => true,
            Atom::Object(object) => matches!(
                self.objects.kind(*object),
                ObjectKind::List | ObjectKind::Set | ObjectKind::Dict | ObjectKind::View(..)
            ),
            _ => false,
        });
        let Sequence::Known(items) = self.sequence_of(&items, span) else {
            self.state = before;
            return None;
        };
        let truths: Vec<Value> = items
            .iter()
            .map(|item| self.builtin_bool(Some(item), span))
            .collect();
        let decides = |truth: &Value| truth.single_atom() == Some(&Atom::Bool(decisive));
        let never = |truth: &Value| truth.single_atom() == Some(&Atom::Bool(!decisive));
        if lazy && !truths.iter().rev().skip(1).all(never) {
            self.state = before;
            return None;
        }
        let mut result = self.constant(span, Atom::Bool(!decisive));
        for truth in truths.iter().rev() {
            if decides(truth) {
                result = self.constant(span, Atom::Bool(decisive));
            } else if !never(truth) {
                let split = self.split(span, truth);
                let decided = self.constant(span, Atom::Bool(decisive));
                let rest = result.clone();
                result = if decisive {
                    self.branch_value(&split, |_| decided, |_| rest)
                } else {
                    self.branch_value(&split, |_| rest, |_| decided)
                };
            }
        }
        Some(result)
    }

    /// What a function of `itertools` gives for known items.
    pub(super) fn call_of_itertools(
        &mut self,
        function: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let span = arguments.span;
        if arguments.open_positional.is_some() || !arguments.keywords.is_empty() {
            return None;
        }
        let given = arguments.positional.clone();
        let is_plain = |interp: &Self, value: &Value| {
            value.atoms().all(|(_, atom)| match atom {
                Atom::Tuple(_) | Atom::Str(_) => true,
                Atom::Object(object) => matches!(
                    interp.objects.kind(*object),
                    ObjectKind::List | ObjectKind::Set | ObjectKind::Dict
                ),
                _ => false,
            })
        };
        let items = match (function, given.as_slice()) {
            ("chain", iterables) if iterables.iter().all(|one| is_plain(self, one)) => {
                self.chained(iterables, span)?
            }
            ("chain.from_iterable", [rows]) if is_plain(self, rows) => {
                let Sequence::Known(rows) = self.sequence_of(rows, span) else {
                    return None;
                };
                if !rows.iter().all(|row| is_plain(self, row)) {
                    return None;
                }
                self.chained(&rows, span)?
            }
            ("islice", [items, stop]) if is_plain(self, items) => {
                let stop = self.size_of(stop)?;
                let mut items = self.chained(std::slice::from_ref(items), span)?;
                items.truncate(stop);
                items
            }
            ("repeat", [item, times]) => vec![item.clone(); self.size_of(times)?],
            ("product", columns) if columns.iter().all(|one| is_plain(self, one)) => {
                self.product(columns, span)?
            }
            _ => return None,
        };
        Some(self.new_sequence(span, ObjectKind::List, Ok(items)))
    }

    fn size_of(&self, value: &Value) -> Option<usize> {
        match value.single_atom() {
            Some(Atom::Int(size)) => usize::try_from(*size).ok().filter(|size| {
                if *size > MAX_ROWS {
                    limit::reached(Limit::Items);
                }
                *size <= MAX_ROWS
            }),
            _ => None,
        }
    }

    fn chained(&mut self, iterables: &[Value], span: Span) -> Option<Vec<Value>> {
        let mut items = Vec::new();
        for iterable in iterables {
            let Sequence::Known(more) = self.sequence_of(iterable, span) else {
                return None;
            };
            items.extend(more.iter().cloned());
        }
        Some(items)
    }

    fn product(&mut self, columns: &[Value], span: Span) -> Option<Vec<Value>> {
        let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
        for column in columns {
            let items = self.chained(std::slice::from_ref(column), span)?;
            if rows.len() * items.len() > MAX_ROWS {
                limit::reached(Limit::Items);
                return None;
            }
            rows = rows
                .iter()
                .flat_map(|row| {
                    items.iter().map(|item| {
                        let mut row = row.clone();
                        row.push(item.clone());
                        row
                    })
                })
                .collect();
        }
        let tuple = |row| self.constant(span, Atom::Tuple(Rc::new(row)));
        Some(rows.into_iter().map(tuple).collect())
    }
}
