//! Builtin functions, and the methods of lists and dicts.

use super::Interp;
use super::arguments::Arguments;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Traced, Value};
use crate::facts::StepKind;
use std::rc::Rc;
use tlsfloor_source::Span;

/// Longest `range()` that is unrolled.
const MAX_RANGE: i128 = 256;

impl<'a> Interp<'a> {
    /// A function of the language; `None` if it is none that is modelled.
    pub(super) fn call_builtin(&mut self, dotted: &str, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let first = arguments.positional.first().cloned();
        Some(match dotted {
            "builtins.getattr" => self.builtin_getattr(arguments),
            "builtins.setattr" => self.builtin_setattr(arguments),
            "builtins.hasattr" => self.builtin_hasattr(arguments),
            "functools.partial" => self.new_partial(arguments),
            "builtins.isinstance" | "builtins.issubclass" | "builtins.callable" => {
                return Some(self.pure_call("isinstance", arguments));
            }
            "builtins.bool" => self.builtin_bool(first.as_ref(), span),
            "builtins.str" | "builtins.unicode" => match first {
                Some(value) => self.text_value(&value, span),
                None => self.constant(span, Atom::Str("".into())),
            },
            "builtins.int" | "builtins.long" => self.builtin_int(first.as_ref(), span),
            "builtins.len" => self.builtin_len(first.as_ref(), span),
            "builtins.dict" | "collections.OrderedDict" => self.builtin_dict(arguments),
            "builtins.list" | "builtins.sorted" | "builtins.set" | "builtins.frozenset"
            | "builtins.reversed" | "builtins.iter" => {
                self.builtin_list(dotted, first.as_ref(), span)
            }
            "builtins.tuple" => self.builtin_tuple(first.as_ref(), span),
            "builtins.range" | "builtins.xrange" => self.builtin_range(arguments),
            "builtins.enumerate" => self.builtin_enumerate(first.as_ref(), span),
            "builtins.zip" => self.builtin_zip(arguments),
            "builtins.print" | "logging.debug" | "logging.info" | "logging.warning"
            | "logging.error" => self.constant(span, Atom::None),
            "builtins.exit" | "builtins.quit" | "sys.exit" | "os._exit" | "os.abort" => {
                let state = self.take_state();
                self.throw(
                    state,
                    &super::exception::ExceptionClass::Builtin("SystemExit"),
                );
                Value::empty()
            }
            "builtins.type" if arguments.positional.len() == 1 => self.unknown_here(span),
            "builtins.max" | "builtins.min" => self.builtin_extreme(dotted, arguments),
            "operator.or_" => self.reduce_pair(ruff_python_ast::Operator::BitOr, arguments),
            "functools.reduce" | "builtins.reduce" => self.builtin_reduce(arguments),
            "contextlib.closing" | "contextlib.nullcontext" | "copy.copy" | "typing.cast" => {
                let index = usize::from(dotted == "typing.cast");
                return arguments.positional.get(index).cloned();
            }
            _ => return None,
        })
    }

    fn builtin_getattr(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let (Some(object), Some(name)) = (
            arguments.positional.first().cloned(),
            arguments.positional.get(1).cloned(),
        ) else {
            return self.unfollowed(arguments);
        };
        let default = arguments.positional.get(2).cloned();
        let name = self.with_texts(&name);
        let mut result = Value::empty();
        for (guard, traced) in name.entries() {
            if !self.choices.compatible(guard, &self.state.path) || self.state.dead {
                continue;
            }
            let value = match &traced.atom {
                Atom::Str(text) => {
                    let value = self.attribute_or(&object, text, default.as_ref(), span);
                    // The name was written where the string was.
                    self.with_origin_of(&value, traced, span)
                }
                key => {
                    let key = key.clone();
                    let picked = self.any_attribute(&object, &key, span);
                    match &default {
                        Some(default) => picked.union(default),
                        None => picked,
                    }
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }

    /// Where the attribute's name came from elsewhere, that is where the choice
    /// was written.
    fn with_origin_of(&mut self, value: &Value, name: &Traced, span: Span) -> Value {
        let passed_on = name.origins.list().iter().any(|trace| {
            self.traces
                .export(*trace)
                .is_some_and(|origin| !origin.steps.is_empty())
        });
        if !passed_on {
            return value.clone();
        }
        value.map(|traced| match traced.atom {
            Atom::Library(_) => Traced {
                atom: traced.atom.clone(),
                origins: name.origins.clone(),
            },
            _ => {
                let _ = span;
                traced.clone()
            }
        })
    }

    /// `getattr(object, name, default)`.
    fn attribute_or(
        &mut self,
        object: &Value,
        name: &str,
        default: Option<&Value>,
        span: Span,
    ) -> Value {
        let interned = self.names.intern(name);
        let Some(default) = default else {
            return self.attribute(object, interned, span);
        };
        let mut result = Value::empty();
        for (guard, traced) in object.entries() {
            let one = Value::always(traced.clone());
            let value = match self.has_attribute(&traced.atom, name) {
                Some(outcomes) => {
                    let mut value = Value::empty();
                    for (own, exists) in outcomes {
                        let part = if exists {
                            // Where it exists, reading it raises nothing.
                            let builds = self.state.path.builds;
                            self.state.path.builds.0 &= own.builds.0;
                            let part = self.attribute(&one, interned, span);
                            self.state.path.builds = builds;
                            part
                        } else {
                            default.clone()
                        };
                        value = value.union(&part.restricted(&own));
                    }
                    value
                }
                None => {
                    let read = self.attribute(&one, interned, span);
                    let uncertain = match &traced.atom {
                        // A name of a library that nothing is known of.
                        Atom::Library(_) => read.atoms().any(|(_, atom)| match atom {
                            Atom::Library(name) => {
                                let dotted = self.names.text(*name);
                                !self.is_known_name(&dotted)
                            }
                            _ => false,
                        }),
                        _ => read
                            .atoms()
                            .any(|(_, atom)| matches!(atom, Atom::Unknown(_))),
                    };
                    if uncertain {
                        // Whether it is there is one test, whoever asks.
                        let test = self.pure("hasattr", 0, &traced.atom, &Atom::Str(name.into()));
                        let test = Value::atom(test, crate::domain::origin::Origins::default());
                        let split = self.split(span, &test);
                        match (split.yes, split.no) {
                            (Some(yes), Some(no)) => {
                                read.restricted(&yes).union(&default.restricted(&no))
                            }
                            (Some(_), None) => read,
                            _ => default.clone(),
                        }
                    } else {
                        read
                    }
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }

    /// `getattr(object, unknown)`: any attribute that is a protocol.
    fn any_attribute(&mut self, object: &Value, key: &Atom, span: Span) -> Value {
        let mut result = Value::empty();
        for (guard, traced) in object.entries() {
            let value = match &traced.atom {
                Atom::Library(name) => {
                    let dotted = self.names.text(*name);
                    self.any_constant_below(&dotted, key, span)
                }
                _ => None,
            };
            let value = match value {
                Some(value) => value,
                None => self.unknown_of("getattr", vec![traced.atom.clone(), key.clone()], span),
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }

    fn builtin_setattr(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        if let [object, name, value, ..] = arguments.positional.as_slice() {
            let (object, name, value) = (object.clone(), name.clone(), value.clone());
            for (guard, traced) in name.entries() {
                match &traced.atom {
                    Atom::Str(text) => {
                        let name = self.names.intern(text);
                        self.assign_attribute(&object.restricted(guard), name, &value, span);
                    }
                    _ => self.expose(&object),
                }
            }
        }
        self.constant(span, Atom::None)
    }

    fn builtin_hasattr(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let (Some(object), Some(name)) = (
            arguments.positional.first().cloned(),
            arguments
                .positional
                .get(1)
                .and_then(|name| name.single_str().cloned()),
        ) else {
            return self.unknown_here(span);
        };
        let origins = self.written(span);
        let mut entries = Vec::new();
        for (guard, traced) in object.entries() {
            let outcomes = match self.has_attribute(&traced.atom, &name) {
                Some(outcomes) => outcomes
                    .into_iter()
                    .map(|(own, truth)| (own, Atom::Bool(truth)))
                    .collect(),
                None => {
                    let unknown = self.pure("hasattr", 0, &traced.atom, &Atom::Str(name.clone()));
                    vec![(Guard::ALWAYS, unknown)]
                }
            };
            for (own, atom) in outcomes {
                if let Some(guard) = guard.and(&own) {
                    entries.push((
                        guard,
                        Traced {
                            atom,
                            origins: origins.clone(),
                        },
                    ));
                }
            }
        }
        Value::of(entries)
    }

    fn builtin_bool(&mut self, value: Option<&Value>, span: Span) -> Value {
        let Some(value) = value else {
            return self.constant(span, Atom::Bool(false));
        };
        let value = value.clone();
        let split = self.split(span, &value);
        let yes = self.constant(span, Atom::Bool(true));
        let no = self.constant(span, Atom::Bool(false));
        self.branch_value(&split, |_| yes, |_| no)
    }

    fn builtin_int(&mut self, value: Option<&Value>, span: Span) -> Value {
        let Some(value) = value.cloned() else {
            return self.constant(span, Atom::Int(0));
        };
        let mut entries = Vec::new();
        for (guard, traced) in value.entries() {
            let builds = self.builds();
            let known = match &traced.atom {
                Atom::Str(text) => text.trim().parse().ok().map(|int| vec![(builds, int)]),
                Atom::Float(bits) => {
                    let float = f64::from_bits(*bits).trunc();
                    // Larger ones mean nothing here.
                    (float.abs() < 9e15)
                        .then(|| format!("{float:.0}").parse().ok())
                        .flatten()
                        .map(|int| vec![(builds, int)])
                }
                atom => self.ints(atom, builds),
            };
            match known {
                Some(ints) => {
                    for (builds, int) in ints {
                        if let Some(guard) = guard.and(&Guard::on(builds)) {
                            entries.push((
                                guard,
                                Traced {
                                    atom: Atom::Int(int),
                                    origins: traced.origins.clone(),
                                },
                            ));
                        }
                    }
                }
                None => {
                    self.may_raise_known("ValueError");
                    let atom = self.pure("int", 0, &traced.atom, &Atom::None);
                    entries.push((
                        guard.clone(),
                        Traced {
                            atom,
                            origins: traced.origins.clone(),
                        },
                    ));
                }
            }
        }
        Value::of(entries)
    }

    fn builtin_len(&mut self, value: Option<&Value>, span: Span) -> Value {
        let Some(value) = value.cloned() else {
            return self.unknown_here(span);
        };
        match self.sequence_of(&value, span) {
            Sequence::Known(items) => {
                let length = i128::try_from(items.len()).unwrap_or(i128::MAX);
                self.constant(span, Atom::Int(length))
            }
            Sequence::Open(_) => self.unknown_here(span),
        }
    }

    fn builtin_dict(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let mut mapping = Mapping::default();
        if let Some(first) = arguments.positional.first().cloned() {
            let is_dict = first.atoms().all(|(_, atom)| match atom {
                Atom::Object(object) => matches!(self.objects.kind(*object), ObjectKind::Dict),
                _ => false,
            });
            if is_dict {
                self.update_mapping(&mut mapping, &first, span);
            } else if let Sequence::Known(pairs) = self.sequence_of(&first, span) {
                for pair in pairs.iter() {
                    match self.sequence_of(pair, span) {
                        Sequence::Known(pair) if pair.len() == 2 => {
                            self.put(&mut mapping, &pair[0], &pair[1]);
                        }
                        _ => mapping.rest = Some(self.unknown_here(span)),
                    }
                }
            } else {
                mapping.rest = Some(self.unknown_here(span));
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

    fn builtin_list(&mut self, which: &str, value: Option<&Value>, span: Span) -> Value {
        let content = match value.cloned() {
            None => Ok(Vec::new()),
            Some(value) => match self.sequence_of(&value, span) {
                Sequence::Known(items) => Ok(items.as_ref().clone()),
                Sequence::Open(item) => Err(item),
            },
        };
        let content = match (which, content) {
            ("builtins.reversed", Ok(mut items)) => {
                items.reverse();
                Ok(items)
            }
            ("builtins.sorted", Ok(items)) => self.sorted(&items),
            (_, content) => content,
        };
        let kind = if which.ends_with("set") {
            ObjectKind::Set
        } else {
            ObjectKind::List
        };
        self.new_sequence(span, kind, content)
    }

    /// Strings or integers in order; of anything else the order is not known.
    fn sorted(&mut self, items: &[Value]) -> Result<Vec<Value>, Value> {
        let mut keyed: Vec<(Vec<(i128, String)>, Value)> = Vec::new();
        for item in items {
            match self.sort_key(item) {
                Some(key) => keyed.push((key, item.clone())),
                None => return Err(union_of(items)),
            }
        }
        keyed.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(keyed.into_iter().map(|(_, item)| item).collect())
    }

    /// What a string, an integer or a tuple that begins with these sorts as.
    /// Of a tuple, the part up to the first item that is neither: it decides
    /// only between items that are equal before it.
    fn sort_key(&mut self, item: &Value) -> Option<Vec<(i128, String)>> {
        let atom = item.single_atom()?.clone();
        let builds = self.builds();
        if let Atom::Tuple(items) = &atom {
            let first = self.sort_key(items.first()?)?;
            let mut key = first;
            for item in &items[1..] {
                match self.sort_key(item) {
                    Some(more) => key.extend(more),
                    None => break,
                }
            }
            return Some(key);
        }
        if let Atom::Str(text) = &atom {
            return Some(vec![(0, text.to_string())]);
        }
        match self.ints(&atom, builds).as_deref() {
            Some([(_, int)]) => Some(vec![(*int, String::new())]),
            _ => None,
        }
    }

    fn builtin_tuple(&mut self, value: Option<&Value>, span: Span) -> Value {
        match value.cloned() {
            None => self.constant(span, Atom::Tuple(Rc::new(Vec::new()))),
            Some(value) => match self.sequence_of(&value, span) {
                Sequence::Known(items) => self.constant(span, Atom::Tuple(items)),
                Sequence::Open(item) => self.new_sequence(span, ObjectKind::List, Err(item)),
            },
        }
    }

    fn builtin_range(&mut self, arguments: &Arguments) -> Value {
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
                let item = self.unknown_here(span);
                return self.new_sequence(span, ObjectKind::List, Err(item));
            }
            items.push(self.constant(span, Atom::Int(at)));
            at = at.saturating_add(step);
        }
        self.new_sequence(span, ObjectKind::List, Ok(items))
    }

    fn builtin_enumerate(&mut self, value: Option<&Value>, span: Span) -> Value {
        let Some(value) = value.cloned() else {
            return self.unknown_here(span);
        };
        let content = match self.sequence_of(&value, span) {
            Sequence::Known(items) => Ok(items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let index = Atom::Int(i128::try_from(index).unwrap_or(0));
                    let index = self.constant(span, index);
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

    fn builtin_zip(&mut self, arguments: &Arguments) -> Value {
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

    /// `max` and `min` of known integers; else any of them.
    fn builtin_extreme(&mut self, which: &str, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let items = match arguments.positional.as_slice() {
            [one] => match self.sequence_of(&one.clone(), span) {
                Sequence::Known(items) => items.as_ref().clone(),
                Sequence::Open(item) => return item,
            },
            several => several.to_vec(),
        };
        if !arguments.keywords.is_empty() {
            return union_of(&items);
        }
        match self.sorted(&items) {
            Ok(sorted) => {
                let picked = if which.ends_with("max") {
                    sorted.last()
                } else {
                    sorted.first()
                };
                match picked {
                    Some(value) => value.clone(),
                    None => self.raised("ValueError", span),
                }
            }
            Err(any) => any,
        }
    }

    fn reduce_pair(&mut self, op: ruff_python_ast::Operator, arguments: &Arguments) -> Value {
        match arguments.positional.as_slice() {
            [left, right] => {
                let (left, right) = (left.clone(), right.clone());
                self.binary(op, &left, &right, arguments.span)
            }
            _ => self.unknown_here(arguments.span),
        }
    }

    /// `reduce(function, items[, start])`.
    fn builtin_reduce(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let [function, items, start @ ..] = arguments.positional.as_slice() else {
            return self.unfollowed(arguments);
        };
        let (function, items) = (function.clone(), items.clone());
        let Sequence::Known(items) = self.sequence_of(&items, span) else {
            return self.unfollowed(arguments);
        };
        let mut items: Vec<Value> = start.iter().take(1).chain(items.iter()).cloned().collect();
        if items.is_empty() {
            return self.raised("TypeError", span);
        }
        let mut value = items.remove(0);
        for item in items {
            let mut step = Arguments::none(span);
            step.positional = vec![value, item];
            value = self.call_value(&function, &step);
        }
        value
    }

    // ----- methods -----

    pub(super) fn call_list_method(
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
            ("insert" | "remove" | "sort" | "reverse", _) => {
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
            let Some(at) = super::item::index_of(index, items.len()) else {
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

    pub(super) fn call_dict_method(
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
                    let entries = mapping.entries.as_ref().clone();
                    let atom = traced.atom.clone();
                    let picked = if entries.is_empty() && mapping.rest.is_none() {
                        Value::empty()
                    } else {
                        self.pick(&entries, mapping.rest.as_ref(), &atom, span, "no error")
                    };
                    // The default, too, is picked by what the key is.
                    let default = self.passed(default, span, StepKind::Selected);
                    self.filled(&picked, &default)
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }
}

fn union_of(items: &[Value]) -> Value {
    Value::union_of(items.iter())
}
