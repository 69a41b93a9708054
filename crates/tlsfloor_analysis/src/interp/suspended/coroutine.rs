//! Coroutines: awaiting them, and what `asyncio` does with them.

use super::consumer::Usage;
use crate::domain::object::{ObjectId, ObjectKind, Suspension};
use crate::domain::state::Mapping;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use ruff_python_ast::Expr;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `await value`.
    pub(in crate::interp) fn eval_await(&mut self, value: &'a Expr, span: Span) -> Value {
        let at = span.range.start();
        let awaitable = if self.resume() == Some(at) {
            self.frame_mut().resume = None;
            self.kept("awaited", at)
        } else {
            let value = self.eval(value);
            let awaitable = self.awaitable_of(&value, span);
            self.keep("awaited", at, awaitable.clone());
            awaitable
        };
        if self.state.dead {
            return Value::empty();
        }
        let awaited = self.coroutine(&awaitable).or(self.generator(&awaitable));
        let Some(awaited) = awaited else {
            return self.awaited(&awaitable, span);
        };
        let usage = if self.frame().generator.is_some() {
            Usage::Await
        } else {
            Usage::Whole
        };
        let (consumer, value) = self.run_generator(awaited, usage, span);
        self.rejoin(consumer.left);
        value
    }

    /// What `await` goes through: of an object of the program, what its
    /// `__await__` gives.
    fn awaitable_of(&mut self, value: &Value, span: Span) -> Value {
        let value = value.on_path(&self.choices, &self.state.path);
        match self.own_method(&value, &["__await__"], span) {
            Some(method) => self.call_value(&method, &Arguments::none(span)),
            None => value,
        }
    }

    /// `await value`, where whatever it waits for is not waited for.
    pub(in crate::interp) fn awaited(&mut self, value: &Value, span: Span) -> Value {
        if self.state.dead {
            return Value::empty();
        }
        let value = self.awaitable_of(value, span);
        if self.state.dead {
            return Value::empty();
        }
        if let Some(coroutine) = self.coroutine(&value) {
            return self.run_to_end(coroutine, span);
        }
        let suspended = |atom: &Atom| match atom {
            Atom::Object(object) => matches!(
                self.objects.kind(*object),
                ObjectKind::Suspended(Suspension::Coroutine, _)
            ),
            _ => false,
        };
        let coroutines = value.atoms().filter(|(_, atom)| suspended(atom));
        if coroutines.count() == value.entries().len() && !value.is_empty() {
            // Calling a coroutine, which Python has no meaning for, finishes it.
            return self.call_value(&value, &Arguments::none(span));
        }
        value
    }

    /// Runs a coroutine, unless it has run: what it returns.
    pub(in crate::interp) fn run_to_end(&mut self, coroutine: ObjectId, span: Span) -> Value {
        let (consumer, value) = self.run_generator(coroutine, Usage::Whole, span);
        self.rejoin(consumer.left);
        value
    }

    /// Whether something can be awaited, for all that is known.
    fn is_awaitable(&mut self, value: &Value, span: Span) -> bool {
        self.coroutine(value).is_some() || self.own_method(value, &["__await__"], span).is_some()
    }

    /// A function or a method that runs or schedules coroutines which it is
    /// given; `None` if it is none.
    pub(in crate::interp) fn scheduled(
        &mut self,
        callee: &Value,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (name, receiver) = self.asynchronous_name(callee)?;
        let span = arguments.span;
        let given = &arguments.positional;
        let library = receiver == "asyncio";
        let (model, passed) = match name.as_str() {
            "run" | "run_until_complete" if self.is_awaitable(given.first()?, span) => {
                ("asyncio._run", vec![given[0].clone()])
            }
            "create_task"
            | "ensure_future"
            | "run_coroutine_threadsafe"
            | "start_soon"
            | "shield"
                if self.is_awaitable(given.first()?, span) =>
            {
                ("asyncio._task", vec![given[0].clone()])
            }
            "wait_for" if self.is_awaitable(given.first()?, span) => {
                ("asyncio._wait_for", vec![given[0].clone()])
            }
            "gather" if library => {
                for value in given {
                    if !self.is_awaitable(value, span) {
                        return None;
                    }
                }
                let all = self.constant(span, Atom::Tuple(Rc::new(given.clone())));
                let exceptions = self.names.intern("return_exceptions");
                let exceptions = match arguments.keyword(exceptions) {
                    Some(exceptions) => exceptions.clone(),
                    None => self.constant(span, Atom::Bool(false)),
                };
                ("asyncio._gather", vec![all, exceptions])
            }
            "sleep" if library => {
                let delay = self.known_delay(given.first(), span);
                let mut passed = vec![delay];
                passed.extend(given.get(1).cloned());
                ("asyncio._sleep", passed)
            }
            "to_thread" if library => {
                let (function, rest) = given.split_first()?;
                let args = self.constant(span, Atom::Tuple(Rc::new(rest.to_vec())));
                let kwargs = self.keywords_as_dict(arguments);
                ("asyncio._thread", vec![function.clone(), args, kwargs])
            }
            "run_in_executor" | "call_soon" | "call_soon_threadsafe" | "call_later" => {
                return self.scheduled_call(&name, arguments);
            }
            "create_future" if given.is_empty() && !library => ("asyncio.Future", Vec::new()),
            _ => return None,
        };
        self.call_model(model, passed, span)
    }

    /// A plain function that an event loop is to call.
    fn scheduled_call(&mut self, name: &str, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let given = &arguments.positional;
        let first = usize::from(matches!(name, "run_in_executor" | "call_later"));
        let function = given.get(first)?.clone();
        let rest = given[first + 1..].to_vec();
        let args = self.constant(span, Atom::Tuple(Rc::new(rest)));
        let (model, passed) = match name {
            "run_in_executor" => ("asyncio._executed", vec![function, args]),
            "call_later" => {
                let delay = self.known_delay(given.first(), span);
                ("asyncio._call_later", vec![delay, function, args])
            }
            _ => ("asyncio._call_soon", vec![function, args]),
        };
        self.call_model(model, passed, span)
    }

    /// How long something waits; what is not known is the next turn.
    fn known_delay(&mut self, delay: Option<&Value>, span: Span) -> Value {
        match delay.and_then(Value::single_atom) {
            Some(Atom::Int(_) | Atom::Float(_)) => delay.cloned().unwrap_or_else(Value::empty),
            _ => self.constant(span, Atom::Int(0)),
        }
    }

    fn keywords_as_dict(&mut self, arguments: &Arguments) -> Value {
        let mut mapping = Mapping {
            rest: arguments.open_keywords.clone(),
            ..Mapping::default()
        };
        for (name, value) in &arguments.keywords {
            let name = self.names.text(*name);
            mapping.set(&Atom::Str(name), value.clone());
        }
        self.new_dict(arguments.span, mapping)
    }

    /// The last part of a callee's name, and what comes before it where that is
    /// a library.
    fn asynchronous_name(&mut self, callee: &Value) -> Option<(String, String)> {
        match callee.single_atom()? {
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                let (receiver, name) = dotted.rsplit_once('.')?;
                let asynchronous = receiver == "asyncio" || receiver.starts_with("asyncio.");
                asynchronous.then(|| (name.to_owned(), receiver.to_owned()))
            }
            Atom::Bound(bound) if bound.function.is_none() => {
                let open = match bound.receiver {
                    Atom::Unknown(_) => true,
                    Atom::Object(object) => {
                        matches!(self.objects.kind(object), ObjectKind::LibraryInstance(_))
                    }
                    _ => false,
                };
                open.then(|| (self.names.text(bound.name).to_string(), String::new()))
            }
            Atom::Unknown(id) => {
                let (_, name) = self.unknowns.attribute_of(*id)?;
                Some((self.names.text(name).to_string(), String::new()))
            }
            _ => None,
        }
    }
}
