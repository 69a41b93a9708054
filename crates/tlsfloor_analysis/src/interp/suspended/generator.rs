//! Running generators: wholly, item by item, to their end.

use super::consumer::{Consumer, Usage, Way};
use super::control::{FINISHED, Repeated, UNSTARTED, offset};
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind, Place, Suspension};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::exception::ExceptionClass;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Runs a generator or a coroutine on from where it was left, for this
    /// consumer; what it returns. The states that need no further items lie in
    /// the consumer.
    pub(in crate::interp) fn run_generator(
        &mut self,
        generator: ObjectId,
        usage: Usage<'a>,
        span: Span,
    ) -> (Consumer<'a>, Value) {
        let mut consumer = Consumer {
            generator,
            usage,
            at: span,
            frames: self.frames.len(),
            handlers: self.handlers.len(),
            file: self.source.id,
            left: Vec::new(),
            ways: Vec::new(),
        };
        if self.state.dead {
            return (consumer, Value::empty());
        }
        if self.consumers.iter().any(|own| own.generator == generator) {
            // It runs already: it cannot be entered again.
            self.raise("ValueError");
            let unknown = self.unknown_here(span);
            return (consumer, unknown);
        }
        let place = self.position_place(generator);
        let positions = self.read(place);
        let before = self.state.clone();
        let several = positions.entries().len() > 1;
        let (mut result, mut ended) = (Value::empty(), Vec::new());
        for (guard, traced) in positions.entries() {
            if several {
                self.state = before.clone();
                self.assume(guard);
            }
            if self.state.dead {
                continue;
            }
            let position = match traced.atom {
                Atom::Int(position) => position,
                _ => self.somewhere(generator, span),
            };
            let value = self.run_from(position, &mut consumer, span);
            result = result.union(&value.restricted(guard));
            ended.push(self.take_state());
        }
        self.state.dead = true;
        self.rejoin(ended);
        (consumer, result)
    }

    /// It is not known where a generator was left: what it does from here on is
    /// out of sight.
    fn somewhere(&mut self, generator: ObjectId, span: Span) -> i128 {
        self.cut = true;
        let value = self.object_value(span, generator);
        self.expose(&value, span);
        UNSTARTED
    }

    fn run_from(&mut self, position: i128, consumer: &mut Consumer<'a>, span: Span) -> Value {
        let generator = consumer.generator;
        if position == FINISHED {
            return self.read(Place::Result(generator));
        }
        let depth = self.consumers.len();
        self.consumers.push(consumer.moved());
        let resume = u32::try_from(position).ok();
        let result = self.run_suspended(generator, resume, span);
        self.consumers.truncate(depth + 1);
        if self.consumers.len() > depth
            && let Some(own) = self.consumers.pop()
        {
            *consumer = own;
        }
        if !self.state.dead {
            self.write(Place::Result(generator), result.clone());
            self.set_position(generator, FINISHED, span);
        }
        result
    }

    /// `for … in generator`.
    pub(in crate::interp) fn run_for_generator(
        &mut self,
        repeated: Repeated<'a>,
        generator: ObjectId,
    ) {
        let (mut consumer, _) = self.run_generator(generator, Usage::For(repeated), repeated.span);
        self.close_left(generator, &mut consumer, repeated.span);
        self.run(repeated.orelse);
        self.rejoin(consumer.left);
    }

    /// A loop that was left lets go of a generator that nothing else names:
    /// what follows its `yield` in `finally` runs.
    fn close_left(&mut self, generator: ObjectId, consumer: &mut Consumer<'a>, span: Span) {
        if consumer.left.is_empty() || !self.is_temporary(generator, consumer) {
            return;
        }
        let after = self.take_state();
        let left = std::mem::take(&mut consumer.left);
        if let Some(state) = self.merge_states(left) {
            self.state = state;
            self.close(generator, span);
            let state = self.take_state();
            consumer.left.push(state);
        }
        self.state = after;
    }

    /// Whether a generator is made by the very `for` that consumes it.
    fn is_temporary(&self, generator: ObjectId, consumer: &Consumer<'a>) -> bool {
        let Usage::For(repeated) = consumer.usage else {
            return false;
        };
        matches!(repeated.iter, Expr::Call(_) | Expr::Generator(_))
            && self.objects.span(generator).file == consumer.file
            && self.objects.span(generator).range.start() >= offset(repeated.iter)
            && self.objects.span(generator).range.end() <= repeated.iter.end().to_u32()
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

    /// `any` or `all` of what is left of a generator.
    pub(in crate::interp) fn until(
        &mut self,
        generator: ObjectId,
        decisive: bool,
        span: Span,
    ) -> Value {
        let (consumer, _) = self.run_generator(generator, Usage::Until(decisive), span);
        let place = self.item_place(generator);
        let mut states = Vec::new();
        let ended = self.take_state();
        let decided = consumer.left.into_iter().map(|state| (state, decisive));
        for (state, verdict) in decided.chain([(ended, !decisive)]) {
            if state.dead {
                continue;
            }
            self.state = state;
            let verdict = self.constant(span, Atom::Bool(verdict));
            self.write(place, verdict);
            states.push(self.take_state());
        }
        self.rejoin(states);
        self.read(place)
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
        self.advance(generator, Usage::Next(sent), default, span, asynchronous)
    }

    /// Goes on with a generator up to its next `yield`: the item.
    fn advance(
        &mut self,
        generator: ObjectId,
        usage: Usage<'a>,
        default: Option<&Value>,
        span: Span,
        asynchronous: bool,
    ) -> Value {
        let (consumer, returned) = self.run_generator(generator, usage, span);
        let place = self.item_place(generator);
        if !self.state.dead {
            match default {
                Some(default) => self.write(place, default.clone()),
                None => {
                    if asynchronous {
                        self.raise("StopAsyncIteration");
                    } else if self.catches_builtin("StopIteration") {
                        let given = [returned];
                        let stop = self.raised_object("StopIteration", &given, span);
                        self.write(Place::Exception, stop);
                        self.raise("StopIteration");
                    } else {
                        self.raise("StopIteration");
                    }
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
        let none = self.constant(span, Atom::None);
        let sent = arguments
            .positional
            .first()
            .cloned()
            .unwrap_or(none.clone());
        match method {
            "__iter__" | "__aiter__" | "__await__" => value,
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
                self.close(object, span);
                none
            }
            "throw" | "athrow" => {
                let value = match arguments.positional.get(1) {
                    Some(value) if value.single_atom() != Some(&Atom::None) => value.clone(),
                    _ => sent,
                };
                self.throw_into(object, &value, span)
            }
            _ => self.unfollowed(arguments),
        }
    }

    /// `generator.throw(exception)`: what it yields next.
    fn throw_into(&mut self, generator: ObjectId, thrown: &Value, span: Span) -> Value {
        let (class, exception) = self.raised_value(thrown, span);
        if self.state.dead {
            return Value::empty();
        }
        let place = self.position_place(generator);
        let position = self.read(place);
        let runs = |atom: &Atom| !matches!(atom, Atom::Int(UNSTARTED | FINISHED));
        if position.atoms().all(|(_, atom)| runs(atom)) {
            let usage = Usage::Throw(class, exception);
            return self.advance(generator, usage, None, span, false);
        }
        if position.atoms().any(|(_, atom)| runs(atom)) {
            self.cut = true;
        }
        // One that has not begun, or is over, raises it at once.
        self.set_position(generator, FINISHED, span);
        self.write(Place::Exception, exception);
        let state = self.take_state();
        self.throw(state, &class);
        Value::empty()
    }

    /// `generator.close()`.
    pub(super) fn close(&mut self, generator: ObjectId, span: Span) {
        let place = self.position_place(generator);
        let position = self.read(place);
        let started = position
            .atoms()
            .any(|(_, atom)| !matches!(atom, Atom::Int(UNSTARTED | FINISHED)));
        if started && !self.state.dead {
            let class = ExceptionClass::Builtin("GeneratorExit");
            self.push_handlers(vec![vec![
                class.clone(),
                ExceptionClass::Builtin("StopIteration"),
            ]]);
            let exception = self.raised_object("GeneratorExit", &[], span);
            let before = self.state.clone();
            let (mut ways, mut closed) = (Vec::new(), Vec::new());
            for (guard, atom) in position.atoms() {
                let runs = !matches!(atom, Atom::Int(UNSTARTED | FINISHED));
                ways.push((guard.clone(), runs));
            }
            for (guard, runs) in ways {
                self.state = before.clone();
                self.assume(&guard);
                if runs && !self.state.dead {
                    let usage = Usage::Throw(class.clone(), exception.clone());
                    let (consumer, _) = self.run_generator(generator, usage, span);
                    closed.extend(consumer.left);
                }
                closed.push(self.take_state());
            }
            // Where there is no such generator, nothing happens.
            self.state = before.clone();
            if !self.surely_present(&position) {
                for guard in self.outside_of(&position) {
                    self.state = before.clone();
                    self.assume(&guard);
                    closed.push(self.take_state());
                }
            }
            self.state.dead = true;
            self.rejoin(closed);
            let caught = self.pop_handlers();
            let mut caught: Vec<_> = caught.into_iter().flatten().collect();
            let place = self.slot(Place::Exception);
            for state in &mut caught {
                state.store.remove(place);
            }
            self.rejoin(caught);
        }
        if !self.state.dead {
            self.finish_generator(generator, span);
        }
    }

    /// A generator gives no more items.
    pub(super) fn finish_generator(&mut self, generator: ObjectId, span: Span) {
        self.set_position(generator, FINISHED, span);
        let none = self.constant(span, Atom::None);
        self.write(Place::Result(generator), none);
    }
}

impl<'a> Consumer<'a> {
    /// All of it, leaving the same with nothing in it.
    fn moved(&mut self) -> Self {
        Self {
            generator: self.generator,
            usage: self.usage.clone(),
            at: self.at,
            frames: self.frames,
            handlers: self.handlers,
            file: self.file,
            left: std::mem::take(&mut self.left),
            ways: std::mem::take(&mut self.ways),
        }
    }
}
