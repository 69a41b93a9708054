//! The iteration protocol: `iter()`, `next()`, and classes of the program that
//! follow it.

use super::control::{Repeated, UNSTARTED};
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::{Sequence, State};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::exception::ExceptionClass;
use crate::limit::{self, Limit};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Items that are taken one by one from an iterator of the program.
const MAX_TAKEN: usize = 256;

/// What gives items one after the other.
#[derive(Clone, Debug)]
pub(in crate::interp) enum Iterator {
    Generator(ObjectId),
    /// An instance of a class of the program, by its `__next__`.
    Own(Value),
}

impl<'a> Interp<'a> {
    /// What `iter()` gives: the result of a class's own `__iter__`, and of
    /// anything else itself.
    pub(in crate::interp) fn iterator_of(
        &mut self,
        iterable: &Value,
        asynchronous: bool,
        span: Span,
    ) -> Value {
        let name = if asynchronous {
            "__aiter__"
        } else {
            "__iter__"
        };
        let value = iterable.on_path(&self.choices, &self.state.path);
        match self.own_method(&value, &[name], span) {
            Some(method) => self.call_value(&method, &Arguments::none(span)),
            None => value,
        }
    }

    /// What gives items one after the other, if a value is of that kind.
    pub(in crate::interp) fn iterator(&mut self, value: &Value) -> Option<Iterator> {
        let value = value.on_path(&self.choices, &self.state.path);
        if let Some(generator) = self.generator(&value) {
            return Some(Iterator::Generator(generator));
        }
        let Some(Atom::Object(object)) = value.single_atom() else {
            return None;
        };
        let span = self.objects.span(*object);
        self.own_method(&value, &["__next__", "next", "__anext__"], span)
            .map(Iterator::Own)
    }

    /// A method that the program's own class defines by one of these names.
    pub(in crate::interp) fn own_method(
        &mut self,
        value: &Value,
        names: &[&str],
        span: Span,
    ) -> Option<Value> {
        let (object, class) = self.own_instance(value.single_atom()?)?;
        for name in names {
            let name = self.names.intern(name);
            let method = self.class_attribute(class, name);
            if !method.is_empty() {
                return Some(self.read_from_class(object, class, &method, span));
            }
        }
        None
    }

    /// What iterating over something of the program's own gives; `None` for
    /// anything else.
    pub(in crate::interp) fn collected(
        &mut self,
        atom: &Atom,
        span: Span,
    ) -> Option<Vec<(Guard, Sequence)>> {
        if self.shallow || !matches!(atom, Atom::Object(_)) {
            return None;
        }
        let value = self.constant(span, atom.clone());
        let iterator = self.iterator_of(&value, false, span);
        if self.state.dead {
            return Some(Vec::new());
        }
        match self.iterator(&iterator) {
            Some(Iterator::Generator(generator)) => {
                if let Some(items) = self.items_untouched(generator) {
                    self.finish_generator(generator, span);
                    return Some(vec![(Guard::ALWAYS, Sequence::Known(items))]);
                }
                Some(self.all_of_generator(generator, span))
            }
            Some(Iterator::Own(next)) => Some(vec![(Guard::ALWAYS, self.all_of_own(&next, span))]),
            None if iterator != value => Some(self.sequences_of(&iterator, span)),
            None => None,
        }
    }

    /// Takes one item: where there is one, and where there is none any more.
    fn take_item(&mut self, next: &Value, span: Span) -> (Value, Vec<State>) {
        let ends = ["StopIteration", "StopAsyncIteration"];
        let classes = ends.map(ExceptionClass::Builtin).to_vec();
        self.push_handlers(vec![classes]);
        let item = self.call_value(next, &Arguments::none(span));
        let item = self.awaited(&item, span);
        let ended = self.pop_handlers();
        (item, ended.into_iter().flatten().collect())
    }

    fn all_of_own(&mut self, next: &Value, span: Span) -> Sequence {
        let mut items = Vec::new();
        while items.len() < MAX_TAKEN {
            let (item, ended) = self.take_item(next, span);
            if self.state.dead {
                self.rejoin(ended);
                return Sequence::Known(Rc::new(items));
            }
            items.push(item);
            if !ended.is_empty() {
                self.rejoin(ended);
                break;
            }
            self.step(span);
            if self.shallow {
                break;
            }
        }
        if items.len() >= MAX_TAKEN {
            limit::reached(Limit::Items);
        }
        let unknown = self.unknown_here(span);
        items.push(unknown);
        Sequence::Open(Value::union_of(items.iter()))
    }

    /// `for` over an iterator of the program.
    pub(in crate::interp) fn run_for_next(&mut self, repeated: Repeated<'a>, next: &Value) {
        let span = repeated.span;
        let key = self.span(repeated.iter);
        let item = std::cell::RefCell::new(Value::empty());
        self.repeat(
            key,
            repeated.orelse,
            &mut |interp| {
                if interp.resume().is_some() {
                    return (Some(Guard::ALWAYS), None);
                }
                let (taken, ended) = interp.take_item(next, span);
                *item.borrow_mut() = taken;
                let more = !interp.state.dead;
                let mut ended = ended;
                ended.retain(|state| !state.dead);
                if ended.is_empty() {
                    return (more.then_some(Guard::ALWAYS), None);
                }
                let end = interp.choices.fresh();
                if more {
                    interp.assume(&Guard::when(end.negated()));
                }
                let taken = interp.take_state();
                let ended = interp.merge_states(ended);
                interp.state = taken;
                if let Some(mut ended) = ended
                    && let Some(path) = interp.choices.narrow(&ended.path, &Guard::when(end))
                {
                    ended.path = path;
                    interp.rejoin(vec![ended]);
                }
                let again = more.then(|| Guard::when(end.negated()));
                (again, Some(Guard::when(end)))
            },
            &mut |interp| {
                let item = item.borrow().clone();
                interp.visit(repeated, &item);
            },
        );
    }

    /// `next(iterator[, default])`.
    pub(in crate::interp) fn builtin_next(&mut self, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let (iterator, default) = match arguments.positional.as_slice() {
            [iterator] => (iterator.clone(), None),
            [iterator, default] => (iterator.clone(), Some(default.clone())),
            _ => return None,
        };
        match self.iterator(&iterator) {
            Some(Iterator::Generator(generator)) => {
                let none = self.constant(span, Atom::None);
                Some(self.next_of_generator(generator, none, default.as_ref(), span, false))
            }
            Some(Iterator::Own(next)) => {
                let Some(default) = default else {
                    return Some(self.call_value(&next, &Arguments::none(span)));
                };
                let (item, ended) = self.take_item(&next, span);
                let more = !self.state.dead;
                self.rejoin(ended);
                Some(if more { item.union(&default) } else { default })
            }
            None => self.next_of_list(&iterator, default, span),
        }
    }

    /// The first item of an iterator that is kept as a list.
    fn next_of_list(
        &mut self,
        iterator: &Value,
        default: Option<Value>,
        span: Span,
    ) -> Option<Value> {
        let Some(Atom::Object(list)) = iterator.single_atom() else {
            return None;
        };
        let list = *list;
        if matches!(self.objects.kind(list), ObjectKind::Mapped { .. }) {
            return self.next_of_mapped(list, default, span);
        }
        if !matches!(self.objects.kind(list), ObjectKind::List) {
            return None;
        }
        let content = self.content(list);
        match content.single() {
            Some(Sequence::Known(items)) => {
                let Some((first, rest)) = items.split_first() else {
                    return Some(match default {
                        Some(default) => default,
                        None => self.raised("StopIteration", span),
                    });
                };
                let first = first.clone();
                self.set_sequence(list, Sequence::Known(Rc::new(rest.to_vec())));
                Some(first)
            }
            _ => {
                let items = self.all_items(&content);
                self.may_raise_known("StopIteration");
                let items = match default {
                    Some(default) => items.union(&default),
                    None => items,
                };
                (!items.is_empty()).then_some(items)
            }
        }
    }

    /// Functions of the language over iterators of the program: they take one
    /// item when one is taken of them.
    pub(in crate::interp) fn lazy_iterator(
        &mut self,
        dotted: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let given = arguments.positional.len();
        let model = match (dotted, given) {
            ("builtins.zip", 1..) => "builtins._zip",
            ("builtins.enumerate", 1..) => "builtins._enumerate",
            ("builtins.map", 2..) => "builtins._map",
            ("builtins.filter", 2) => "builtins._filter",
            ("builtins.iter", 2) => "builtins._until",
            _ => return None,
        };
        if self.shallow || arguments.open_positional.is_some() {
            return None;
        }
        let skipped = usize::from(matches!(dotted, "builtins.map" | "builtins.filter"));
        let lazy = dotted == "builtins.iter"
            || arguments.positional[skipped..]
                .iter()
                .any(|value| self.gives_items_one_by_one(value, arguments.span));
        if !lazy {
            return None;
        }
        let function = self.model(model);
        (!function.is_empty()).then(|| self.call_value(&function, arguments))
    }

    fn gives_items_one_by_one(&mut self, value: &Value, span: Span) -> bool {
        self.iterator(value).is_some()
            || self.mapped(value).is_some()
            || self.own_method(value, &["__iter__"], span).is_some()
    }

    /// An iterator over the items of a list that nothing else names.
    pub(in crate::interp) fn one_by_one(&mut self, list: Value, span: Span) -> Value {
        let Some(Atom::Object(object)) = list.single_atom() else {
            return list;
        };
        if !matches!(self.objects.kind(*object), ObjectKind::List) {
            return list;
        }
        let content = self.content(*object);
        let Some(Sequence::Known(items)) = content.single() else {
            return list;
        };
        let items = self.constant(span, Atom::Tuple(items.clone()));
        if self.shallow || self.state.dead {
            return list;
        }
        self.call_model("builtins._iterator", vec![items], span)
            .unwrap_or(list)
    }

    /// The items of such an iterator, of which none was taken yet.
    pub(in crate::interp) fn items_untouched(
        &mut self,
        generator: ObjectId,
    ) -> Option<Rc<Vec<Value>>> {
        let span = self.objects.span(generator);
        let (function, arguments) = self.stored_call(generator, &Arguments::none(span));
        let model = self.model("builtins._iterator");
        if model.is_empty() || function.single_atom() != model.single_atom() {
            return None;
        }
        let place = self.position_place(generator);
        if self.read(place).single_atom() != Some(&Atom::Int(UNSTARTED)) {
            return None;
        }
        match arguments.positional.first()?.single_atom()? {
            Atom::Tuple(items) => Some(items.clone()),
            _ => None,
        }
    }
}
