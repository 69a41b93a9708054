//! Who is handed what a generator yields, and what happens there.

use crate::domain::guard::Literal;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use crate::interp::exception::{ExceptionClass, Scope};
use crate::interp::{Frame, Interp, LoopScope};
use ruff_python_ast::{self as ast, Expr};
use tlsfloor_source::{FileId, Span};

/// What is done with the items of a generator.
#[derive(Clone, Debug)]
pub(in crate::interp) enum Usage<'a> {
    /// The body of a `for` runs with each.
    For(&'a ast::StmtFor),
    /// The body of a `with` runs once; the item is what this `with` item binds.
    With(&'a ast::StmtWith, usize),
    /// They are put into this list.
    Collect(ObjectId),
    /// They are the items of the generator that contains `yield from`.
    Delegate,
    /// The next one is taken; the `yield` before gives this value.
    Next(Value),
    /// At the `yield` that was reached last this is raised.
    Throw(ExceptionClass),
}

/// How a body that runs at a `yield` was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interp) enum Way {
    Return,
    Break,
    Continue,
}

/// A generator that runs, and who consumes it.
#[derive(Debug)]
pub(in crate::interp) struct Consumer<'a> {
    pub(super) generator: ObjectId,
    pub(super) usage: Usage<'a>,
    /// Frames and handlers below the generator's own, and the file there.
    pub(super) frames: usize,
    pub(super) handlers: usize,
    pub(super) file: FileId,
    /// The state when the generator went on, and the items taken before.
    pub(super) present: State,
    pub(super) taken: i128,
    /// States that need no further items.
    pub(in crate::interp) left: Vec<State>,
    /// How the body of a `with` was left, by the choice that tells it.
    pub(in crate::interp) ways: Vec<(Literal, Way)>,
}

/// What is inside of the consumer while its own code runs.
struct Inside {
    frame: Frame,
    file: FileId,
    handlers: Vec<Scope>,
}

impl<'a> Interp<'a> {
    /// `yield value`.
    pub(in crate::interp) fn eval_yield(&mut self, yielded: Option<&'a Expr>, span: Span) -> Value {
        let value = self.eval_or_none(yielded, span);
        if self.state.dead {
            return Value::empty();
        }
        self.hand_over(&value, span)
    }

    /// `yield from iterable`.
    pub(in crate::interp) fn eval_yield_from(&mut self, iterable: &'a Expr, span: Span) -> Value {
        let iterable = self.eval(iterable);
        if self.state.dead {
            return Value::empty();
        }
        if let Some(generator) = self.generator(&iterable) {
            let (consumer, value) = self.run_generator(generator, Usage::Delegate, span);
            self.rejoin(consumer.left);
            return value;
        }
        for (_, sequence) in self.sequences_of(&iterable, span) {
            match sequence {
                crate::domain::state::Sequence::Known(items) => {
                    for item in items.iter() {
                        if !self.state.dead {
                            self.hand_over(item, span);
                        }
                    }
                }
                crate::domain::state::Sequence::Open(item) => {
                    self.cut = true;
                    self.hand_over(&item, span);
                }
            }
        }
        self.constant(span, Atom::None)
    }

    /// Hands an item to who consumes the generator that runs; what `yield`
    /// gives.
    pub(super) fn hand_over(&mut self, value: &Value, span: Span) -> Value {
        let frames = self.frames.len();
        let mine = |consumer: &Consumer<'a>| consumer.frames + 1 == frames;
        let consumer = match self.consumers.last() {
            Some(consumer) if mine(consumer) => self.consumers.pop(),
            _ => None,
        };
        let Some(mut consumer) = consumer else {
            // Nobody in view.
            self.expose(value, span);
            return self.unknown_here(span);
        };
        let result = self.give(&mut consumer, value, span);
        self.consumers.push(consumer);
        result
    }

    fn give(&mut self, consumer: &mut Consumer<'a>, value: &Value, span: Span) -> Value {
        let place = self.position_place(consumer.generator);
        let given = self.count_at(place).unwrap_or(consumer.taken);
        let next = self.constant(span, Atom::Int(given.saturating_add(1)));
        self.write(place, next.clone());
        let none = self.constant(span, Atom::None);
        if given < consumer.taken {
            if given + 1 < consumer.taken {
                return none;
            }
            return self.back_in_the_present(consumer, none);
        }
        let taken = self.consumed_place(consumer.generator);
        self.write(taken, next);
        match consumer.usage.clone() {
            Usage::Collect(list) => {
                let item = self.new_sequence(span, ObjectKind::List, Ok(vec![value.clone()]));
                self.extend(list, &item, span);
            }
            Usage::Next(_) => {
                let place = self.item_place(consumer.generator);
                self.write(place, value.clone());
                let state = self.take_state();
                consumer.left.push(state);
                return Value::empty();
            }
            Usage::Throw(_) => {
                // It went on to another item instead of ending.
                let state = self.take_state();
                consumer.left.push(state);
                return Value::empty();
            }
            Usage::Delegate => {
                let inside = self.step_out(consumer, true);
                let given = self.hand_over(value, span);
                self.step_in(inside);
                return if self.state.dead {
                    Value::empty()
                } else {
                    given
                };
            }
            Usage::For(repeated) => self.visit_with(consumer, repeated, value, span),
            Usage::With(with, item) => self.enter_with(consumer, with, item, value),
        }
        if self.state.dead {
            Value::empty()
        } else {
            none
        }
    }

    /// The place is found where the generator was left: it goes on with what
    /// is true now.
    fn back_in_the_present(&mut self, consumer: &Consumer<'a>, none: Value) -> Value {
        let path = self
            .choices
            .narrow(&self.state.path, &consumer.present.path);
        self.state = consumer.present.clone();
        match path {
            Some(path) => self.state.path = path,
            None => self.state.dead = true,
        }
        match &consumer.usage {
            Usage::Next(sent) => sent.clone(),
            Usage::Throw(class) => {
                let state = self.take_state();
                self.throw(state, class);
                Value::empty()
            }
            _ => none,
        }
    }

    /// Leaves the generator's frame for the consumer's.
    fn step_out(&mut self, consumer: &Consumer<'a>, handlers_stay: bool) -> Option<Inside> {
        let frame = self.frames.pop()?;
        let handlers = if handlers_stay {
            Vec::new()
        } else {
            let from = consumer.handlers.min(self.handlers.len());
            self.handlers.split_off(from)
        };
        let file = self.enter_file(consumer.file);
        Some(Inside {
            frame,
            file,
            handlers,
        })
    }

    fn step_in(&mut self, inside: Option<Inside>) {
        let Some(inside) = inside else { return };
        self.enter_file(inside.file);
        self.handlers.extend(inside.handlers);
        self.frames.push(inside.frame);
    }

    /// Runs the body of a `for` with one item.
    fn visit_with(
        &mut self,
        consumer: &mut Consumer<'a>,
        repeated: &'a ast::StmtFor,
        item: &Value,
        span: Span,
    ) {
        let within = self.frame().path;
        let inside = self.step_out(consumer, false);
        let outer = self.frame().path;
        let path = self.objects.call_path(within, span, 1);
        self.frame_mut().path = path;
        self.frame_mut().loops.push(LoopScope::default());
        let item = self.here(span, item);
        self.assign(&repeated.target, &item);
        self.run(&repeated.body);
        let breaks = self.end_visit();
        consumer.left.extend(breaks);
        self.frame_mut().path = outer;
        self.step_in(inside);
    }

    /// Runs what a `with` contains. What leaves it leaves through the rest of
    /// the generator: a choice tells the ways apart until then.
    fn enter_with(
        &mut self,
        consumer: &mut Consumer<'a>,
        with: &'a ast::StmtWith,
        item: usize,
        value: &Value,
    ) {
        let inside = self.step_out(consumer, true);
        let returns = self.frame().returns.len();
        let (breaks, continues) = self.loop_marks();
        if let Some(target) = with
            .items
            .get(item)
            .and_then(|item| item.optional_vars.as_ref())
        {
            self.assign_traced(target, value);
        }
        self.run_with_from(with, item + 1);
        let returned = self.frame_mut().returns.split_off(returns);
        let (broken, continued) = self.loop_since(breaks, continues);
        let leaving = [
            (Way::Return, returned),
            (Way::Break, broken),
            (Way::Continue, continued),
        ];
        for (way, states) in leaving {
            let normal = self.take_state();
            let Some(mut state) = self.merge_states(states) else {
                self.state = normal;
                continue;
            };
            let literal = self.choices.fresh();
            let when = crate::domain::guard::Guard::when;
            self.state = normal;
            if !self.state.dead {
                self.assume(&when(literal.negated()));
            }
            if let Some(path) = self.choices.narrow(&state.path, &when(literal)) {
                state.path = path;
                self.rejoin(vec![state]);
                consumer.ways.push((literal, way));
            }
        }
        self.step_in(inside);
    }
}
