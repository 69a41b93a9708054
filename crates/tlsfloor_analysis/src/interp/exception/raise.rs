//! Raising: a state leaves for the handler that catches its exception.

use super::class::{ExceptionClass, catches};
use super::pile::Pile;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectKind, Place};
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::flow::Split;
use ruff_python_ast as ast;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::{Span, TextRange};

impl<'a> Interp<'a> {
    /// A known operation raises here. True if something catches it: then
    /// nothing runs here any more.
    pub(in crate::interp) fn raise(&mut self, class: &'static str) -> bool {
        if self.raise_in_case(BuildSet(u32::MAX), class) {
            return true;
        }
        if self.state.dead || !self.is_caught(&ExceptionClass::Builtin(class)) {
            self.known_raises += 1;
            self.state.doomed = true;
            return self.state.dead;
        }
        let state = self.take_state();
        self.throw(state, &ExceptionClass::Builtin(class));
        true
    }

    /// Evaluates something that stands for one of the things that a value may be:
    /// what it raises, it raises where `guard` holds.
    pub(in crate::interp) fn in_case<T>(
        &mut self,
        guard: &Guard,
        evaluate: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = self.case.replace(guard.clone());
        let result = evaluate(self);
        self.case = outer;
        result
    }

    /// Where what raises is one of several things that a value may be, the others
    /// go on. False where it is all there is.
    fn raise_in_case(&mut self, builds: BuildSet, class: &'static str) -> bool {
        let case = self
            .case
            .as_ref()
            .and_then(|case| case.and(&Guard::on(builds)));
        let Some(case) = case.filter(|case| {
            let mut literals = case.literals().iter();
            !self.state.dead && !literals.all(|literal| self.state.path.holds(*literal))
        }) else {
            return false;
        };
        let rest = self.complement(&case);
        self.raise_on_some_ways(vec![case], rest, class);
        true
    }

    /// A known operation raises on some ways and passes on the others. What no
    /// handler catches ends the way on builds for which another one passes; where
    /// all of them fail, the code after is still judged.
    pub(in crate::interp) fn raise_on_some_ways(
        &mut self,
        failing: Vec<Guard>,
        mut passing: Vec<Guard>,
        class: &'static str,
    ) {
        if self.catches_builtin(class) {
            let split = self.split_of(failing, passing);
            self.raise_split(&split, class);
            return;
        }
        let passes_on = passing.iter().fold(0, |all, guard| all | guard.builds.0);
        let (mut left, mut judged) = (Vec::new(), Vec::new());
        for guard in failing {
            for (builds, side) in [(passes_on, &mut left), (!passes_on, &mut judged)] {
                side.extend(guard.and(&Guard::on(BuildSet(builds))));
            }
        }
        if left.is_empty() || passing.is_empty() {
            return;
        }
        passing.extend(judged);
        if let Some(goes_on) = self.split_of(left, passing).no {
            self.assume(&goes_on);
        }
    }

    /// As [`Interp::raise`]; the value of an operation that raised.
    pub(in crate::interp) fn raised(&mut self, class: &'static str, span: Span) -> Value {
        if self.raise(class) {
            Value::empty()
        } else {
            self.unknown_here(span)
        }
    }

    /// Whether a handler in sight catches a builtin exception.
    pub(in crate::interp) fn catches_builtin(&self, class: &'static str) -> bool {
        self.is_caught(&ExceptionClass::Builtin(class))
    }

    /// A known operation raises on one side of a split, and goes on on the
    /// other.
    pub(in crate::interp) fn raise_split(&mut self, split: &Split, class: &'static str) {
        if let Some(guard) = &split.yes {
            let mut raising = self.state.clone();
            if let Some(path) = self.choices.narrow(&raising.path, guard) {
                raising.path = path;
                self.throw(raising, &ExceptionClass::Builtin(class));
            }
        }
        match &split.no {
            Some(guard) => self.assume(guard),
            None => self.state.dead = true,
        }
    }

    /// A known operation raises on some builds, where something catches it.
    pub(in crate::interp) fn raise_on(&mut self, builds: BuildSet, class: &'static str) {
        // That a version lacks something is nothing that models wait for.
        let caught = self.handlers.iter().any(|scope| {
            let mut classes = scope.handlers.iter().flatten();
            scope.ends_exceptions()
                || !scope.model
                    && classes
                        .any(|own| catches(own, &ExceptionClass::Builtin(class)) != Some(false))
        });
        if self.state.dead || !caught {
            self.known_raises += 1;
            return;
        }
        if self.raise_in_case(builds, class) {
            return;
        }
        let mut raising = self.state.clone();
        raising.path.builds.0 &= builds.0;
        self.state.path.builds.0 &= !builds.0;
        if raising.path.builds.0 & self.all_builds.0 != 0 {
            self.throw(raising, &ExceptionClass::Builtin(class));
        }
        if self.builds().0 == 0 {
            self.state.dead = true;
        }
    }

    /// A path goes no further on builds whose Python lacks what it uses here.
    /// Where none would be left, it goes on as if they had it: code for
    /// versions that exclude each other is still judged.
    pub(in crate::interp) fn end_on(&mut self, builds: BuildSet) {
        if self
            .case
            .as_ref()
            .is_some_and(|case| !self.state.path.implies(case))
        {
            // Other things that the value may be are there.
            return;
        }
        if self.builds().0 & !builds.0 != 0 {
            self.state.path.builds.0 &= !builds.0;
        }
    }

    /// Something unknown happens here: it may raise whatever the innermost
    /// handlers catch.
    pub(in crate::interp) fn may_raise(&mut self) {
        self.may_raise_where(&|_| true, &|caught| {
            catches(caught, &ExceptionClass::Possible) == Some(true)
        });
    }

    /// Something happens here that may raise `class`.
    pub(in crate::interp) fn may_raise_known(&mut self, class: &'static str) {
        let class = ExceptionClass::Builtin(class);
        self.may_raise_where(
            &|caught| catches(caught, &class) != Some(false),
            &|caught| catches(caught, &class) == Some(true),
        );
    }

    /// An attribute of something unknown is read: it may be missing, for a
    /// handler that waits for just that. (For one that catches more, the calls
    /// around it raise enough.)
    pub(in crate::interp) fn unknown_attribute_may_raise(&mut self) {
        let exactly =
            |caught: &ExceptionClass| *caught == ExceptionClass::Builtin("AttributeError");
        self.may_raise_where(&exactly, &exactly);
    }

    /// Offers the current state to the handlers in sight that are `wanted`,
    /// from the innermost outwards, until one is met that surely `stops` what
    /// is raised. A `finally` on the way runs before what lies beyond it.
    fn may_raise_where(
        &mut self,
        wanted: &dyn Fn(&ExceptionClass) -> bool,
        stops: &dyn Fn(&ExceptionClass) -> bool,
    ) {
        if self.state.dead {
            return;
        }
        for at in (0..self.handlers.len()).rev() {
            if self.handlers[at].model {
                continue;
            }
            if self.handlers[at].leaving.is_some() {
                let beyond = self.handlers[at].ends_exceptions()
                    || self.handlers[..at]
                        .iter()
                        .any(|scope| scope.handlers.iter().flatten().any(wanted));
                if beyond {
                    self.may_leave(at);
                }
                return;
            }
            let handlers = &self.handlers[at].handlers;
            let ends = handlers.iter().flatten().any(stops);
            let offered: Vec<usize> = (0..handlers.len())
                .filter(|index| handlers[*index].iter().any(wanted))
                .collect();
            if !offered.is_empty() {
                self.offer(at, offered);
            }
            if ends {
                return;
            }
        }
        self.unknown_raises += 1;
    }

    /// The current state with "something unknown raised, below this scope".
    fn raising_below(&mut self, at: usize) -> Option<State> {
        let literal = match self.handlers[at].raised {
            Some(literal) => literal,
            None => {
                let literal = self.choices.fresh();
                self.handlers[at].raised = Some(literal);
                literal
            }
        };
        let mut state = self.state.clone();
        state.path = self.choices.narrow(&state.path, &Guard::when(literal))?;
        Some(state)
    }

    fn offer(&mut self, at: usize, handlers: Vec<usize>) {
        let Some(state) = self.raising_below(at) else {
            return;
        };
        let state = self.having_left(at, state);
        for index in handlers {
            self.pile_up(state.clone(), |interp| {
                &mut interp.handlers[at].caught[index]
            });
        }
    }

    /// The current state may leave through a `finally`.
    fn may_leave(&mut self, at: usize) {
        let Some(state) = self.raising_below(at) else {
            return;
        };
        let state = self.having_left(at, state);
        self.pile_up(state, |interp| &mut interp.handlers[at].possible);
    }

    /// Adds a state to a pile, and merges what has become too much.
    fn pile_up(&mut self, state: State, pile: impl Fn(&mut Self) -> &mut Pile) {
        if pile(self).ends_with(&state) {
            return;
        }
        pile(self).push(state);
        while let Some((group, merges)) = pile(self).take_full() {
            let merged = self.merge_states(group);
            pile(self).put((merged, merges));
        }
    }

    /// Whether some handler in sight surely catches the class.
    fn is_caught(&self, class: &ExceptionClass) -> bool {
        self.handlers.iter().any(|scope| {
            scope.ends_exceptions()
                || scope
                    .handlers
                    .iter()
                    .flatten()
                    .any(|caught| catches(caught, class) != Some(false))
        })
    }

    /// A state that knows its exception: where no statement made one, the
    /// interpreter itself did.
    fn with_exception(&mut self, state: State, class: &ExceptionClass) -> State {
        let ExceptionClass::Builtin(name) = class else {
            return state;
        };
        if state.dead || self.handlers.is_empty() {
            return state;
        }
        let outer = std::mem::replace(&mut self.state, state);
        if self.read(Place::Exception).is_empty() {
            let span = Span {
                file: self.source.id,
                range: TextRange::new(0, 0),
            };
            let exception = self.raised_object(name, &[], span);
            self.write(Place::Exception, exception);
        }
        std::mem::replace(&mut self.state, outer)
    }

    /// Sends a state to where its exception is caught.
    pub(in crate::interp) fn throw(&mut self, state: State, class: &ExceptionClass) {
        let state = self.with_exception(state, class);
        for at in (0..self.handlers.len()).rev() {
            if self.handlers[at].leaving.is_some() {
                let state = self.having_left(at, state);
                if let Some(leaving) = &mut self.handlers[at].leaving {
                    leaving.push((state, class.clone()));
                }
                return;
            }
            for index in 0..self.handlers[at].handlers.len() {
                let verdicts: Vec<Option<bool>> = self.handlers[at].handlers[index]
                    .iter()
                    .map(|caught| catches(caught, class))
                    .collect();
                if verdicts.contains(&Some(true)) {
                    let state = self.having_left(at, state);
                    self.handlers[at].caught[index].push(state);
                    return;
                }
                if verdicts.contains(&None) && !self.handlers[at].model {
                    let state = self.having_left(at, state.clone());
                    self.handlers[at].caught[index].push(state);
                }
            }
        }
        self.known_raises += 1;
        // That something might raise ends no path: the other side goes on.
        if *class != ExceptionClass::Possible {
            self.end_path(&state);
            self.uncaught = Some(state);
        }
    }

    pub(in crate::interp) fn run_raise(&mut self, raised: &'a ast::StmtRaise) {
        let span = self.span(raised);
        let value = match raised.exc.as_deref() {
            Some(exception) => self.eval(exception),
            // The one that is being handled goes on.
            None => self
                .handled
                .last()
                .cloned()
                .unwrap_or_else(|| self.unknown_here(span)),
        };
        if let Some(cause) = &raised.cause {
            self.eval(cause);
        }
        if self.state.dead {
            return;
        }
        let (class, value) = self.raised_value(&value, span);
        if self.state.dead {
            return;
        }
        self.write(Place::Exception, value);
        let state = self.take_state();
        self.throw(state, &class);
    }

    /// The class of what is raised, and the exception itself: a class is raised
    /// as an instance of it.
    pub(in crate::interp) fn raised_value(
        &mut self,
        value: &Value,
        span: Span,
    ) -> (ExceptionClass, Value) {
        let class = match value.single_atom().cloned() {
            Some(Atom::Unknown(_)) | None => ExceptionClass::Unknown,
            Some(atom) => self.class_of(&atom),
        };
        let is_class = match value.single_atom() {
            Some(Atom::Object(class)) => {
                matches!(self.objects.kind(*class), ObjectKind::Class(_))
            }
            Some(Atom::Library(name)) => {
                crate::interp::exception::is_builtin_exception(&self.names.text(*name))
            }
            _ => false,
        };
        let exception = if is_class {
            self.call_value(value, &Arguments::none(span))
        } else {
            value.clone()
        };
        (class, exception)
    }
}
