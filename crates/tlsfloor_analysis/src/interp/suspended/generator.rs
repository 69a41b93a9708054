//! Running generators: wholly, item by item, to their end.

use super::consumer::{Consumer, Usage, Way};
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind, Place, Suspension};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::exception::ExceptionClass;
use ruff_python_ast as ast;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Runs a generator on from where it was left, for this consumer; what it
    /// returns. The states that need no further items lie in the consumer.
    pub(in crate::interp) fn run_generator(
        &mut self,
        generator: ObjectId,
        usage: Usage<'a>,
        span: Span,
    ) -> (Consumer<'a>, Value) {
        let taken = self.consumed_place(generator);
        let consumer = Consumer {
            generator,
            usage,
            frames: self.frames.len(),
            handlers: self.handlers.len(),
            file: self.source.id,
            present: self.state.clone(),
            taken: self.count_at(taken).unwrap_or(0),
            left: Vec::new(),
            ways: Vec::new(),
        };
        let finished = self.read(Place::Result(generator));
        if !finished.is_empty() || consumer.generator_runs(&self.consumers) {
            return (consumer, finished);
        }
        let position = self.position_place(generator);
        let zero = self.constant(span, Atom::Int(0));
        self.write(position, zero);
        let depth = self.consumers.len();
        let mut spare = consumer.emptied();
        self.consumers.push(consumer);
        let result = self.run_suspended(generator, span);
        self.consumers.truncate(depth + 1);
        if self.consumers.len() > depth
            && let Some(consumer) = self.consumers.pop()
        {
            spare = consumer;
        }
        if !self.state.dead {
            self.write(Place::Result(generator), result.clone());
        }
        (spare, result)
    }

    /// `for … in generator`.
    pub(in crate::interp) fn run_for_generator(
        &mut self,
        repeated: &'a ast::StmtFor,
        generator: ObjectId,
    ) {
        let span = self.span(repeated);
        let (consumer, _) = self.run_generator(generator, Usage::For(repeated), span);
        self.run(&repeated.orelse);
        self.rejoin(consumer.left);
    }

    /// `with` a generator that `contextlib.contextmanager` made a manager.
    pub(in crate::interp) fn run_with_generator(
        &mut self,
        with: &'a ast::StmtWith,
        item: usize,
        generator: ObjectId,
    ) {
        let span = self.span(with);
        let (consumer, _) = self.run_generator(generator, Usage::With(with, item), span);
        for (literal, way) in consumer.ways {
            if self.state.dead {
                break;
            }
            let mut leaving = self.state.clone();
            let path = self.choices.narrow(&leaving.path, &Guard::when(literal));
            self.assume(&Guard::when(literal.negated()));
            let Some(path) = path else { continue };
            leaving.path = path;
            match way {
                Way::Return => self.frame_mut().returns.push(leaving),
                Way::Break => self.push_loop_exit(leaving, true),
                Way::Continue => self.push_loop_exit(leaving, false),
            }
        }
        self.rejoin(consumer.left);
    }

    /// All items that are left of a generator, for each way that it may go.
    pub(super) fn all_of_generator(
        &mut self,
        generator: ObjectId,
        span: Span,
    ) -> Vec<(Guard, Sequence)> {
        let list = self.new_object(span, "collected", ObjectKind::List);
        self.set_sequence(list, Sequence::Known(Rc::new(Vec::new())));
        let (consumer, _) = self.run_generator(generator, Usage::Collect(list), span);
        self.rejoin(consumer.left);
        self.content(list).entries().to_vec()
    }

    /// `next(generator)` and its like; `sent` is what the `yield` before gives.
    pub(super) fn next_of_generator(
        &mut self,
        generator: ObjectId,
        sent: Value,
        default: Option<&Value>,
        span: Span,
        asynchronous: bool,
    ) -> Value {
        let (consumer, _) = self.run_generator(generator, Usage::Next(sent), span);
        let place = self.item_place(generator);
        if !self.state.dead {
            match default {
                Some(default) => self.write(place, default.clone()),
                None => {
                    self.end_of_items(asynchronous);
                }
            }
        }
        // Where nothing catches the end of the items, they did not end.
        if default.is_none() && !consumer.left.is_empty() {
            self.state.dead = true;
        }
        self.rejoin(consumer.left);
        if self.state.dead {
            return Value::empty();
        }
        let item = self.read(place);
        if item.is_empty() {
            return self.unknown_here(span);
        }
        item
    }

    /// `StopIteration` is raised; true if something catches it.
    pub(super) fn end_of_items(&mut self, asynchronous: bool) -> bool {
        self.raise(if asynchronous {
            "StopAsyncIteration"
        } else {
            "StopIteration"
        })
    }

    /// A generator that `contextlib.contextmanager` made a manager decorates a
    /// function: each call of that is in a new one.
    pub(in crate::interp) fn call_manager(
        &mut self,
        generator: ObjectId,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let [decorated] = arguments.positional.as_slice() else {
            return self.unfollowed(arguments);
        };
        let asynchronous = match decorated.single_atom() {
            Some(Atom::Object(function)) => match self.objects.kind(*function) {
                ObjectKind::Function(function) => {
                    function.suspension == Some(Suspension::Coroutine)
                }
                _ => false,
            },
            _ => false,
        };
        let decorated = decorated.clone();
        let (function, given) = self.stored_call(generator, &Arguments::none(span));
        let args = self.constant(span, Atom::Tuple(Rc::new(given.positional.clone())));
        let mapping = self.mapping(generator);
        let kwargs = self.new_dict(span, mapping);
        let model = if asynchronous {
            "contextlib._decorated_coroutine"
        } else {
            "contextlib._decorated"
        };
        let given = vec![function, args, kwargs, decorated];
        match self.call_model(model, given, span) {
            Some(decorator) => decorator,
            None => self.unfollowed(arguments),
        }
    }

    /// A method of a generator or a coroutine.
    pub(in crate::interp) fn call_suspended_method(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let value = self.object_value(span, object);
        if self.generator(&value).is_none() {
            return match method {
                "send" | "__await__" => self.run_to_end(object, span),
                _ => self.unfollowed(arguments),
            };
        }
        let none = self.constant(span, Atom::None);
        let sent = arguments
            .positional
            .first()
            .cloned()
            .unwrap_or(none.clone());
        match method {
            "__iter__" | "__aiter__" => value,
            // One that `contextlib.contextmanager` made a manager is entered.
            "next" | "__next__" | "__enter__" | "__aenter__" => {
                self.next_of_generator(object, none, None, span, false)
            }
            "__exit__" | "__aexit__" => {
                let mut given = vec![value];
                given.extend(arguments.positional.iter().take(2).cloned());
                self.call_model("contextlib._leave", given, span)
                    .unwrap_or_else(|| self.unfollowed(arguments))
            }
            "send" => self.next_of_generator(object, sent, None, span, false),
            "__anext__" => self.next_of_generator(object, none, None, span, true),
            "asend" => self.next_of_generator(object, sent, None, span, true),
            "close" | "aclose" => {
                let class = ExceptionClass::Builtin("GeneratorExit");
                self.throw_into(object, &class, span);
                none
            }
            "throw" | "athrow" => {
                let class = match sent.single_atom().cloned() {
                    Some(atom) => self.class_of(&atom),
                    None => ExceptionClass::Unknown,
                };
                self.throw_into(object, &class, span);
                self.unknown_here(span)
            }
            _ => self.unfollowed(arguments),
        }
    }

    /// Raises at the `yield` that a generator was left at.
    fn throw_into(&mut self, generator: ObjectId, class: &ExceptionClass, span: Span) {
        let taken = self.consumed_place(generator);
        let started = self.count_at(taken) != Some(0);
        let closes = *class == ExceptionClass::Builtin("GeneratorExit");
        if started {
            if closes {
                self.push_handlers(vec![vec![class.clone()]]);
            }
            let usage = Usage::Throw(class.clone());
            let (consumer, _) = self.run_generator(generator, usage, span);
            self.rejoin(consumer.left);
            if closes {
                let caught = self.pop_handlers();
                self.rejoin(caught.into_iter().flatten().collect());
            }
        }
        if !self.state.dead {
            let none = self.constant(span, Atom::None);
            self.write(Place::Result(generator), none);
        }
    }
}

impl<'a> Consumer<'a> {
    /// Whether the generator runs already: it cannot be entered again.
    fn generator_runs(&self, consumers: &[Self]) -> bool {
        consumers.iter().any(|own| own.generator == self.generator)
    }

    /// The same, with nothing in it.
    fn emptied(&self) -> Self {
        Self {
            generator: self.generator,
            usage: self.usage.clone(),
            frames: self.frames,
            handlers: self.handlers,
            file: self.file,
            present: self.present.clone(),
            taken: self.taken,
            left: Vec::new(),
            ways: Vec::new(),
        }
    }
}
