//! Who is handed what a generator yields, and what happens there.

use super::control::{Repeated, offset};
use crate::domain::guard::Literal;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::{Sequence, State};
use crate::domain::value::{Atom, Value};
use crate::interp::exception::{ExceptionClass, Scope};
use crate::interp::{Frame, Interp, LoopScope};
use ruff_python_ast::{self as ast, Expr};
use tlsfloor_source::{FileId, Span};

/// What is done with the items of a generator.
#[derive(Clone, Debug)]
pub(in crate::interp) enum Usage<'a> {
    /// The body of a `for` runs with each.
    For(Repeated<'a>),
    /// The body of a `with` runs once; the item is what this `with` item binds.
    With(&'a ast::StmtWith, usize),
    /// They are put into this list.
    Collect(ObjectId),
    /// The first that is true, or that is not, ends it: `any` and `all`.
    Until(bool),
    /// They are the items of the generator that contains `yield from`.
    Delegate,
    /// What it waits for is what the coroutine waits for that awaits it.
    Await,
    /// It is run to its end, whatever it waits for.
    Whole,
    /// The next one is taken; the `yield` before gives this value.
    Next(Value),
    /// At the `yield` that was reached last this is raised.
    Throw(ExceptionClass, Value),
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
    /// The expression that consumes.
    pub(super) at: Span,
    /// Frames and handlers below the generator's own, and the file there.
    pub(super) frames: usize,
    pub(super) handlers: usize,
    pub(super) file: FileId,
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

/// For what the frame of a generator is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interp) enum Aside {
    /// It gives items: what their consumer raises does not enter it.
    Iterated,
    /// It manages a block, and is told what that raises.
    Manages,
    /// It runs for another one.
    Delegates,
}

impl<'a> Interp<'a> {
    /// A state that left generators through an exception, up to a handler: they
    /// go on no more.
    pub(in crate::interp) fn having_left(&mut self, at: usize, state: State) -> State {
        let scope = &self.handlers[at];
        let frames = self.frames.get(scope.frames..).unwrap_or_default();
        let mut left: Vec<ObjectId> = frames.iter().filter_map(|frame| frame.generator).collect();
        let mut delegating = Vec::new();
        for (generator, by) in self
            .stepped_out
            .get(scope.stepped_out..)
            .unwrap_or_default()
        {
            match by {
                Aside::Iterated => delegating.clear(),
                Aside::Manages => {
                    left.append(&mut delegating);
                    left.push(*generator);
                }
                Aside::Delegates => delegating.push(*generator),
            }
        }
        if left.is_empty() || state.dead {
            return state;
        }
        let outer = std::mem::replace(&mut self.state, state);
        for generator in left {
            let span = self.objects.span(generator);
            self.finish_generator(generator, span);
        }
        std::mem::replace(&mut self.state, outer)
    }

    /// `yield value`.
    pub(in crate::interp) fn eval_yield(&mut self, yielded: Option<&'a Expr>, span: Span) -> Value {
        if self.resume() == Some(span.range.start()) {
            return self.resumed(span);
        }
        let value = self.eval_or_none(yielded, span);
        if self.state.dead {
            return Value::empty();
        }
        self.hand_over(&value, span)
    }

    /// `yield from iterable`.
    pub(in crate::interp) fn eval_yield_from(&mut self, iterable: &'a Expr, span: Span) -> Value {
        let goes_on = self.resume() == Some(span.range.start());
        let iterable = if goes_on {
            self.frame_mut().resume = None;
            self.kept("iterator", span.range.start())
        } else {
            let iterable = self.eval(iterable);
            let iterable = self.iterator_of(&iterable, false, span);
            self.keep("iterator", span.range.start(), iterable.clone());
            iterable
        };
        if self.state.dead {
            return Value::empty();
        }
        if let Some(generator) = self.generator(&iterable).or(self.coroutine(&iterable)) {
            let (consumer, value) = self.run_generator(generator, Usage::Delegate, span);
            self.rejoin(consumer.left);
            return value;
        }
        let from = if goes_on {
            self.kept_number("visit", span).unwrap_or(0)
        } else {
            let all = self.sequence_of(&iterable, span);
            let kept = match all {
                Sequence::Known(items) => self.constant(span, Atom::Tuple(items)),
                Sequence::Open(_) => {
                    let item = self.unknown_here(span);
                    self.expose(&iterable, span);
                    item
                }
            };
            self.keep("items", span.range.start(), kept);
            -1
        };
        let items = self.kept("items", span.range.start());
        let items = self.sequence_of(&items, span);
        self.delegate_items(&items, from, span);
        self.constant(span, Atom::None)
    }

    /// Hands over the items of a plain sequence, from the one after the last
    /// that was given out.
    fn delegate_items(&mut self, items: &Sequence, last: i128, span: Span) {
        if last >= 0 {
            self.resumed(span);
        }
        let first = usize::try_from(last + 1).unwrap_or(0);
        match items {
            Sequence::Known(items) => {
                for (at, item) in items.iter().enumerate().skip(first) {
                    if self.state.dead {
                        return;
                    }
                    self.keep_number("visit", span, i128::try_from(at).unwrap_or(0));
                    self.hand_over(item, span);
                }
            }
            Sequence::Open(item) => {
                self.cut = true;
                if !self.state.dead && last < 0 {
                    self.keep_number("visit", span, 0);
                    self.hand_over(item, span);
                }
            }
        }
    }

    /// The consumer of the generator whose frame is the innermost.
    fn own_consumer(&mut self) -> Option<Consumer<'a>> {
        let frames = self.frames.len();
        match self.consumers.last() {
            Some(consumer) if consumer.frames + 1 == frames => self.consumers.pop(),
            _ => None,
        }
    }

    /// Hands an item to who consumes the generator that runs; what `yield`
    /// gives.
    pub(in crate::interp) fn hand_over(&mut self, value: &Value, span: Span) -> Value {
        let Some(mut consumer) = self.own_consumer() else {
            // Nobody in view.
            self.expose(value, span);
            return self.unknown_here(span);
        };
        self.set_position(consumer.generator, i128::from(span.range.start()), span);
        let result = self.give(&mut consumer, value, span);
        self.consumers.push(consumer);
        result
    }

    fn give(&mut self, consumer: &mut Consumer<'a>, value: &Value, span: Span) -> Value {
        match consumer.usage.clone() {
            Usage::Collect(list) => {
                let item = self.new_sequence(span, ObjectKind::List, Ok(vec![value.clone()]));
                self.extend(list, &item, span);
            }
            Usage::Until(decisive) => self.decide(consumer, value, decisive, span),
            Usage::Next(_) | Usage::Throw(..) => {
                let place = self.item_place(consumer.generator);
                self.write(place, value.clone());
                let state = self.take_state();
                consumer.left.push(state);
                return Value::empty();
            }
            Usage::Delegate => {
                let inside = self.step_out(consumer, true);
                let given = self.hand_over(value, consumer.at);
                self.step_in(inside);
                return given;
            }
            Usage::Await => {
                let inside = self.step_out(consumer, true);
                let given = self.wait(value, consumer.at);
                self.step_in(inside);
                return given;
            }
            Usage::Whole => {}
            Usage::For(repeated) => self.visit_with(consumer, repeated, Some(value), span),
            Usage::With(with, item) => self.enter_with(consumer, with, item, Some(value)),
        }
        if self.state.dead {
            Value::empty()
        } else {
            self.constant(span, Atom::None)
        }
    }

    /// A coroutine waits: what runs it goes on with something else. What
    /// nothing in view runs does not wait.
    fn wait(&mut self, value: &Value, at: Span) -> Value {
        let is_run = |consumer: &Consumer<'a>| {
            let kind = self.objects.kind(consumer.generator);
            let coroutine = matches!(
                kind,
                ObjectKind::Suspended(crate::domain::object::Suspension::Coroutine, _)
            );
            match consumer.usage {
                Usage::Await => true,
                Usage::Next(_) | Usage::Throw(..) => coroutine,
                _ => false,
            }
        };
        let frames = self.frames.len();
        match self.consumers.last() {
            Some(consumer) if consumer.frames + 1 == frames && is_run(consumer) => {
                self.hand_over(value, at)
            }
            _ => self.constant(at, Atom::None),
        }
    }

    /// The body that runs goes on where it was left: what `yield` gives.
    pub(in crate::interp) fn resumed(&mut self, span: Span) -> Value {
        self.frame_mut().resume = None;
        let Some(mut consumer) = self.own_consumer() else {
            return self.unknown_here(span);
        };
        let outer = self.frames.len().checked_sub(2);
        let inside = outer.is_some_and(|outer| self.frames[outer].resume.is_some());
        let value = match consumer.usage.clone() {
            Usage::For(repeated) if inside => {
                self.visit_with(&mut consumer, repeated, None, span);
                self.constant(span, Atom::None)
            }
            Usage::With(with, item) if inside => {
                self.enter_with(&mut consumer, with, item, None);
                self.constant(span, Atom::None)
            }
            Usage::Next(sent) => sent,
            Usage::Throw(class, exception) => {
                self.write(Place::Exception, exception);
                let state = self.take_state();
                self.throw(state, &class);
                Value::empty()
            }
            Usage::Delegate | Usage::Await => {
                let inside = self.step_out(&consumer, true);
                let value = self.resumed(span);
                self.step_in(inside);
                value
            }
            _ => self.constant(span, Atom::None),
        };
        self.consumers.push(consumer);
        if self.state.dead {
            Value::empty()
        } else {
            value
        }
    }

    /// Whether the items of the generator that runs are put into a list.
    pub(in crate::interp) fn collects(&self) -> bool {
        self.collected_in().is_some()
    }

    /// The list that the items of the generator that runs are put into.
    pub(in crate::interp) fn collected_in(&self) -> Option<ObjectId> {
        let consumer = self.consumers.last()?;
        match consumer.usage {
            Usage::Collect(list) if consumer.frames + 1 == self.frames.len() => Some(list),
            _ => None,
        }
    }

    /// An item decides what `any` or `all` gives, or the next one is asked.
    fn decide(&mut self, consumer: &mut Consumer<'a>, value: &Value, decisive: bool, span: Span) {
        let inside = self.step_out(consumer, true);
        let split = self.split(span, value);
        let (decides, other) = if decisive {
            (split.yes, split.no)
        } else {
            (split.no, split.yes)
        };
        if let Some(guard) = &decides {
            let mut state = self.state.clone();
            if let Some(path) = self.choices.narrow(&state.path, guard) {
                state.path = path;
                consumer.left.push(state);
            }
        }
        match &other {
            Some(guard) => self.assume(guard),
            None => self.state.dead = true,
        }
        self.step_in(inside);
    }

    /// Leaves the generator's frame for the consumer's.
    fn step_out(&mut self, consumer: &Consumer<'a>, handlers_stay: bool) -> Option<Inside> {
        let frame = self.frames.pop()?;
        let by = match consumer.usage {
            Usage::With(..) => Aside::Manages,
            Usage::Delegate | Usage::Await => Aside::Delegates,
            _ => Aside::Iterated,
        };
        self.stepped_out.push((consumer.generator, by));
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
        self.stepped_out.pop();
        self.enter_file(inside.file);
        self.handlers.extend(inside.handlers);
        self.frames.push(inside.frame);
    }

    /// Runs the body of a `for` with one item, or goes on in it.
    fn visit_with(
        &mut self,
        consumer: &mut Consumer<'a>,
        repeated: Repeated<'a>,
        item: Option<&Value>,
        span: Span,
    ) {
        let within = self.frame().path;
        let inside = self.step_out(consumer, false);
        let outer = self.frame().path;
        let path = self.objects.call_path(within, span, 1);
        self.frame_mut().path = path;
        self.frame_mut().loops.push(LoopScope::default());
        let item = match item {
            Some(item) => self.here(span, item),
            None => Value::empty(),
        };
        self.visit(repeated, &item);
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
        value: Option<&Value>,
    ) {
        let inside = self.step_out(consumer, true);
        let returns = self.frame().returns.len();
        let (breaks, continues) = self.loop_marks();
        if let Some(value) = value
            && let Some(item) = with.items.get(item)
        {
            if let Some(target) = &item.optional_vars {
                self.assign_traced(target, value);
            }
            self.keep("entered", offset(&item.context_expr), value.clone());
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
