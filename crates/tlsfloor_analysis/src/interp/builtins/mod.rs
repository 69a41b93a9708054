//! Builtin functions and the methods of builtin containers, as Python runs them.
//!
//! [`Interp::call_builtin`] is the table of the functions that are modelled; a
//! new one gets a row there and its model in the file of its kind.

mod attribute;
mod command_line;
mod construct;
mod copy;
mod dict;
mod getter;
mod held;
mod instance;
mod iterables;
mod list;
mod order;
mod set;

use super::Interp;
use super::arguments::Arguments;
use super::flow::Split;
use crate::domain::guard::{Guard, Literal};
use crate::domain::object::ObjectKind;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Traced, Value};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// A function of the language; `None` if it is none that is modelled.
    pub(super) fn call_builtin(&mut self, dotted: &str, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let first = arguments.positional.first().cloned();
        let key = self.names.intern("key");
        if let Some(function) = arguments.keyword(key).cloned()
            && !matches!(dotted, "builtins.sorted" | "builtins.max" | "builtins.min")
        {
            // `sorted`, `max` and `min` call it.
            self.expose(&function, span);
        }
        if let Some(value) = self.lazy_iterator(dotted, arguments) {
            return Some(value);
        }
        Some(match dotted {
            "builtins.getattr" => self.builtin_getattr(arguments),
            "builtins.setattr" => self.builtin_setattr(arguments),
            "builtins.hasattr" => self.builtin_hasattr(arguments),
            "functools.partial" => self.new_partial(arguments),
            "builtins.isinstance" => return Some(self.builtin_isinstance(arguments)),
            "builtins.issubclass" => return Some(self.builtin_issubclass(arguments)),
            "builtins.id" if arguments.positional.len() == 1 => self.pure_call("id", arguments),
            "builtins.hash" if arguments.positional.len() == 1 => {
                let value = first.unwrap_or_else(Value::empty);
                self.offer_refusal_of_keys(std::iter::once(&value));
                if self.state.dead {
                    return Some(value);
                }
                let own = self.special_or(&value, &["__hash__"], &[], span, |interp, _| {
                    interp.pure_call("hash", arguments)
                });
                own.unwrap_or_else(|| self.pure_call("hash", arguments))
            }
            "builtins.classmethod" | "builtins.staticmethod" => {
                return self.function_of_kind(dotted, arguments);
            }
            "types.MethodType" => return self.new_method(arguments),
            "builtins._guessed" => return self.guessed_arguments(arguments),
            "builtins._chosen" => self.chosen_command(span),
            "builtins._watched" => {
                self.note_watched(&first.unwrap_or_else(Value::empty));
                self.constant(span, Atom::None)
            }
            "builtins._held" => self.builtin_held(first.as_ref(), span),
            "builtins.callable" => self.builtin_callable(arguments),
            "builtins.bool" => self.builtin_bool(first.as_ref(), span),
            "builtins.str" | "builtins.unicode" if arguments.positional.len() <= 1 => match first {
                Some(value) => self.text_value(&value, span),
                None => self.constant(span, Atom::Str("".into())),
            },
            "builtins.int" | "builtins.long"
                if arguments.positional.len() <= 1 && arguments.keywords.is_empty() =>
            {
                self.builtin_int(first.as_ref(), span)
            }
            "builtins.repr" if arguments.positional.len() == 1 => {
                let value = first.unwrap_or_else(Value::empty);
                self.written_value(&value, super::text::Style::Repr, span)
            }
            "builtins.format" if arguments.keywords.is_empty() => {
                match arguments.positional.as_slice() {
                    [value] => {
                        let value = value.clone();
                        self.written_value(&value, super::text::Style::Format, span)
                    }
                    [value, spec] => {
                        let (value, spec) = (value.clone(), spec.clone());
                        self.formatted(&value, &spec, span)
                    }
                    _ => return None,
                }
            }
            "builtins.len" => self.builtin_len(first.as_ref(), span),
            "builtins.dict" | "collections.OrderedDict" => self.builtin_dict(arguments),
            "builtins.dict.fromkeys" | "collections.OrderedDict.fromkeys" => {
                let keys = first?;
                let value = arguments.positional.get(1).cloned();
                self.dict_from_keys(&keys, value, span)
            }
            "builtins.slice" => self.new_slice(arguments),
            "builtins.object" if arguments.positional.is_empty() => {
                let class = self.names.intern(dotted);
                let kind = ObjectKind::LibraryInstance(class);
                let object = self.new_object(span, "object", kind);
                self.object_value(span, object)
            }
            "builtins.iter" | "builtins.aiter" if arguments.positional.len() == 1 => {
                let iterable = first.unwrap_or_else(Value::empty);
                let iterator = self.iterator_of(&iterable, dotted == "builtins.aiter", span);
                if self.iterator(&iterator).is_some() || self.mapped(&iterator).is_some() {
                    return Some(iterator);
                }
                let items = self.builtin_list(dotted, Some(&iterator), span);
                self.one_by_one(items, span)
            }
            "builtins.reversed" => {
                let items = self.builtin_list(dotted, first.as_ref(), span);
                self.one_by_one(items, span)
            }
            "builtins.sorted" => self.builtin_sorted(arguments),
            "builtins.list" | "builtins.set" | "builtins.frozenset" | "builtins.iter" => {
                self.builtin_list(dotted, first.as_ref(), span)
            }
            "builtins.next" | "builtins.anext" => return self.builtin_next(arguments),
            "builtins.tuple" => self.builtin_tuple(first.as_ref(), span),
            "builtins.range" | "builtins.xrange" => self.builtin_range(arguments),
            "builtins.enumerate" => {
                let items = self.builtin_enumerate(arguments);
                self.one_by_one(items, span)
            }
            "builtins.zip" => {
                let items = self.builtin_zip(arguments);
                self.one_by_one(items, span)
            }
            "builtins.print" => {
                for value in &arguments.positional {
                    self.text_value(value, span);
                }
                self.constant(span, Atom::None)
            }
            "importlib.reload" | "imp.reload" | "builtins.reload" => {
                // The module's body runs again, over what it has become.
                self.cut = true;
                return None;
            }
            "logging.debug" | "logging.info" | "logging.warning" | "logging.error" => {
                self.constant(span, Atom::None)
            }
            "builtins.exit" | "builtins.quit" | "sys.exit" | "os._exit" | "os.abort" => {
                let state = self.take_state();
                self.throw(
                    state,
                    &super::exception::ExceptionClass::Builtin("SystemExit"),
                );
                Value::empty()
            }
            "os.getenv" | "os.environ.get" => return self.read_environment(arguments),
            "importlib.import_module"
            | "builtins.__import__"
            | "test.support.import_module"
            | "test.support.import_helper.import_module" => {
                return self.import_by_name(dotted, arguments);
            }
            "collections.namedtuple" | "typing.NamedTuple" => {
                return self.new_named_tuple(arguments);
            }
            "types.SimpleNamespace" | "argparse.Namespace" => {
                self.plain_namespace(dotted, arguments)
            }
            "dataclasses.field" => self.new_field(arguments),
            "dataclasses.replace"
            | "dataclasses.asdict"
            | "dataclasses.astuple"
            | "dataclasses.fields"
            | "dataclasses.is_dataclass" => {
                let function = dotted.rsplit('.').next().unwrap_or(dotted);
                return self.call_of_dataclasses(function, arguments);
            }
            "enum.auto" => {
                let auto = self.library(crate::interp::enumeration::AUTO);
                self.constant(span, auto)
            }
            "builtins.map" => self.new_mapped(arguments, false),
            "builtins.filter" => self.new_mapped(arguments, true),
            "builtins.sum" => self.builtin_sum(arguments),
            "builtins.any" => return self.builtin_any(arguments, true),
            "builtins.all" => return self.builtin_any(arguments, false),
            "builtins.property" => self.new_property(arguments),
            "builtins.vars" | "builtins.globals" | "builtins.locals" => {
                return self.builtin_namespace(dotted, arguments);
            }
            "builtins.dir" => return self.directory(arguments),
            "builtins.delattr" => self.builtin_delattr(arguments),
            "builtins.type" => return self.builtin_type(arguments),
            "builtins.max" | "builtins.min" => self.builtin_extreme(dotted, arguments),
            "operator.attrgetter" | "operator.itemgetter" | "operator.methodcaller" => {
                self.new_getter(dotted, arguments)
            }
            "operator.attrgetter()" | "operator.itemgetter()" | "operator.methodcaller()" => {
                return self.call_getter(dotted, arguments);
            }
            "operator.or_" => self.reduce_pair(ruff_python_ast::Operator::BitOr, arguments),
            "functools.reduce" | "builtins.reduce" => self.builtin_reduce(arguments),
            "copy.copy" => self.builtin_copy(arguments, false),
            "copy.deepcopy" => self.builtin_copy(arguments, true),
            "contextlib.closing" | "contextlib.nullcontext" | "typing.cast" => {
                let index = usize::from(dotted == "typing.cast");
                return arguments.positional.get(index).cloned();
            }
            _ if dotted.starts_with("itertools.") => {
                let function = dotted.strip_prefix("itertools.")?;
                return self.call_of_itertools(function, arguments);
            }
            _ => return self.call_of_data(dotted, arguments),
        })
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
        let methods = ["__int__", "__index__"];
        let own = self.special_or(&value, &methods, &[], span, |interp, other| {
            interp.builtin_int(Some(other), span)
        });
        if let Some(int) = own {
            return int;
        }
        let mut ways = Vec::new();
        for (guard, traced) in value.on_path(&self.choices, &self.state.path).entries() {
            ways.push((guard.clone(), traced.clone()));
        }
        let numbers: Vec<(Guard, Atom)> = ways
            .iter()
            .map(|(guard, traced)| (guard.clone(), traced.atom.clone()))
            .collect();
        let int = self.each_way(ways, |interp, traced| interp.int_of(&traced, span));
        self.all_are_numbers(&numbers);
        int
    }

    /// After `int(…)`: what it got is a number, where it cannot have got
    /// something else.
    fn all_are_numbers(&mut self, numbers: &[(Guard, Atom)]) {
        for (_, atom) in numbers {
            let Some(raises) = self.int_raises(atom) else {
                continue;
            };
            let where_raised = Guard::when(raises);
            let elsewhere = numbers.iter().any(|(guard, other)| {
                other != atom
                    && guard
                        .and(&where_raised)
                        .is_some_and(|guard| self.choices.compatible(&guard, &self.state.path))
            });
            if !elsewhere && !self.state.dead {
                self.assume(&Guard::when(raises.negated()));
            }
        }
    }

    /// That `int` raises for an unknown text: one and the same choice each time.
    fn int_raises(&mut self, atom: &Atom) -> Option<Literal> {
        let is_text = matches!(atom, Atom::Unknown(unknown)
            if self.unknowns.is_text(*unknown) && !self.unknowns.is_anonymous(*unknown));
        match self.pure("int raises", 0, atom, &Atom::None) {
            Atom::Unknown(raises) if is_text => {
                Some(self.unknowns.truth(&mut self.choices, raises))
            }
            _ => None,
        }
    }

    fn int_of(&mut self, traced: &Traced, span: Span) -> Value {
        let builds = self.builds();
        let known = match &traced.atom {
            Atom::None => return self.raised("TypeError", span),
            Atom::Str(_) | Atom::Float(_) | Atom::Bytes(_) => {
                let data = self.data_of(&traced.atom, super::fold::Constants::Numbers);
                let given = crate::plain::Given {
                    positional: data.into_iter().collect(),
                    keywords: Vec::new(),
                };
                match crate::plain::function("builtins.int", &given) {
                    Some(Ok(crate::plain::Data::Int(int))) => Some(vec![(builds, int)]),
                    Some(Err(crate::plain::Failure::Raises(class))) => {
                        return self.raised(class, span);
                    }
                    _ => None,
                }
            }
            atom => self.ints(atom, builds),
        };
        let entry = |guard, atom| {
            let origins = traced.origins.clone();
            (guard, Traced { atom, origins })
        };
        let Some(ints) = known else {
            self.int_may_raise(&traced.atom);
            if self.state.dead {
                return Value::empty();
            }
            let atom = self.pure("int", 0, &traced.atom, &Atom::None);
            return Value::of(vec![entry(Guard::ALWAYS, atom)]);
        };
        Value::of(
            ints.into_iter()
                .map(|(builds, int)| entry(Guard::on(builds), Atom::Int(int)))
                .collect(),
        )
    }

    fn int_may_raise(&mut self, atom: &Atom) {
        let Some(raises) = self.int_raises(atom) else {
            return self.may_raise_known("ValueError");
        };
        let split = Split {
            yes: Some(Guard::when(raises)),
            no: Some(Guard::when(raises.negated())),
        };
        if self.catches_builtin("ValueError") {
            self.raise_split(&split, "ValueError");
        } else {
            self.assume(&Guard::when(raises.negated()));
        }
    }

    pub(super) fn builtin_len(&mut self, value: Option<&Value>, span: Span) -> Value {
        let Some(value) = value.cloned() else {
            return self.unknown_here(span);
        };
        let own = self.special_or(&value, &["__len__"], &[], span, |interp, other| {
            interp.builtin_len(Some(other), span)
        });
        if let Some(length) = own {
            return length;
        }
        let has_none = |atom: &Atom| {
            matches!(
                atom,
                Atom::None | Atom::Bool(_) | Atom::Int(_) | Atom::Float(_)
            )
        };
        if !value.is_empty() && value.atoms().all(|(_, atom)| has_none(atom)) {
            return self.raised("TypeError", span);
        }
        let mut lengths = Value::empty();
        for (guard, sequence) in self.sequences_of(&value, span) {
            let length = match sequence {
                Sequence::Known(items) => {
                    let length = i128::try_from(items.len()).unwrap_or(i128::MAX);
                    self.constant(span, Atom::Int(length))
                }
                Sequence::Open(_) => self.unknown_here(span),
            };
            lengths = lengths.union(&length.restricted(&guard));
        }
        lengths
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
        let start = start.first().cloned();
        let arguments = arguments.clone();
        self.over_sequences(&items, span, |interp, sequence| {
            let Sequence::Known(items) = sequence else {
                return interp.unfollowed(&arguments);
            };
            let mut items: Vec<Value> = start.iter().chain(items.iter()).cloned().collect();
            if items.is_empty() {
                return interp.raised("TypeError", span);
            }
            let mut value = items.remove(0);
            let outer = interp.frame().path;
            for (visit, item) in (0..).zip(items) {
                let mut step = Arguments::none(span);
                step.positional = vec![value, item];
                interp.frame_mut().path = interp.objects.call_path(outer, span, visit);
                value = interp.call_value(&function, &step);
            }
            interp.frame_mut().path = outer;
            value
        })
    }
}

fn union_of(items: &[Value]) -> Value {
    Value::union_of(items.iter())
}
