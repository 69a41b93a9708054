//! `try`: its handlers, `else` and `finally`.

use super::class::ExceptionClass;
use super::pile::Pile;
use super::{Ends, Scope};
use crate::domain::guard::{Guard, Literal};
use crate::domain::object::{Place, is_prelude};
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::suspended::offset;
use ruff_python_ast as ast;
use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use tlsfloor_source::Span;

/// What runs when a protected body is left, by the class of the exception.
type Exit<'t, I> = &'t mut dyn FnMut(&mut I, Option<&ExceptionClass>) -> Value;

/// How a `finally` was reached: by the end of the body, or this.
const ENDS: i128 = 0;
const RETURNS: i128 = 1;
const BREAKS: i128 = 2;
const CONTINUES: i128 = 3;
const RAISES: i128 = 4;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn push_handlers(&mut self, handlers: Vec<Vec<ExceptionClass>>) {
        let caught = handlers.iter().map(|_| Pile::default()).collect();
        self.handlers.push(Scope {
            handlers,
            caught,
            raised: None,
            leaving: None,
            possible: Pile::default(),
            ends: Ends::Never,
            model: is_prelude(self.source.id),
            frames: self.frames.len(),
            stepped_out: self.stepped_out.len(),
        });
    }

    /// Ends the body of a `try`: what goes on did not raise. Returns the states
    /// that each handler caught.
    pub(in crate::interp) fn pop_handlers(&mut self) -> Vec<Vec<State>> {
        let caught = self.end_scope().map(|scope| scope.caught);
        let piles = caught.unwrap_or_default().into_iter();
        piles.map(|pile| pile.into_states().collect()).collect()
    }

    /// Ends the innermost protected body: what goes on did not raise.
    fn end_scope(&mut self) -> Option<Scope> {
        let scope = self.handlers.pop()?;
        if let Some(literal) = scope.raised {
            let leaving = scope.leaving.iter().flatten().map(|(state, _)| state);
            let caught = scope.caught.iter().chain([&scope.possible]);
            let states = caught.flat_map(Pile::states).chain(leaving);
            self.tell_where_raised(literal, states);
            if !self.state.dead {
                self.assume(&Guard::when(literal.negated()));
            }
        }
        Some(scope)
    }

    /// What holds wherever something unknown raised, `literal` implies: then
    /// that and "it did not raise" make a whole.
    fn tell_where_raised<'s>(&mut self, literal: Literal, states: impl Iterator<Item = &'s State>) {
        let common = states
            .filter(|state| state.path.holds(literal))
            .map(|state| state.path.clone())
            .reduce(|common, path| common.common(&path));
        for other in common.iter().flat_map(Guard::literals) {
            if *other != literal {
                self.choices.imply(literal, *other);
            }
        }
    }

    pub(in crate::interp) fn run_try(&mut self, tried: &'a ast::StmtTry) {
        if tried.finalbody.is_empty() {
            self.run_handled(tried);
            return;
        }
        let span = self.span(tried);
        if self.resumes_among(&tried.finalbody) {
            return self.resume_finally(tried, span);
        }
        self.protected(
            span,
            if leaves_by_itself(&tried.finalbody) {
                Ends::Always
            } else {
                Ends::Never
            },
            &mut |interp| interp.run_handled(tried),
            &mut |interp, _| {
                interp.run(&tried.finalbody);
                Value::empty()
            },
        );
    }

    /// Goes on in a `finally`, and then as it was reached.
    fn resume_finally(&mut self, tried: &'a ast::StmtTry, span: Span) {
        let ways = self.kept("leaving", span.range.start());
        let exception = self.kept("exception", span.range.start());
        self.run(&tried.finalbody);
        let before = self.take_state();
        let mut normal = Vec::new();
        for (guard, atom) in ways.atoms() {
            self.state = before.clone();
            self.assume(guard);
            if self.state.dead {
                continue;
            }
            match atom {
                Atom::Int(RETURNS) => {
                    let state = self.take_state();
                    self.frame_mut().returns.push(state);
                }
                Atom::Int(BREAKS) => self.leave_loop(true),
                Atom::Int(CONTINUES) => self.leave_loop(false),
                Atom::Int(RAISES) => {
                    let (class, _) = self.raised_value(&exception, span);
                    self.write(Place::Exception, exception.clone());
                    let state = self.take_state();
                    self.throw(state, &class);
                }
                _ => normal.push(self.take_state()),
            }
        }
        self.state.dead = true;
        self.rejoin(normal);
    }

    /// Runs `body`, and `exit` however it is left. For an exception `exit` is
    /// told its class, and `ends` says whether that goes further.
    pub(in crate::interp) fn protected(
        &mut self,
        span: Span,
        ends: Ends,
        body: &mut dyn FnMut(&mut Self),
        exit: Exit<'_, Self>,
    ) {
        self.handlers.push(Scope {
            handlers: Vec::new(),
            caught: Vec::new(),
            raised: None,
            leaving: Some(Vec::new()),
            possible: Pile::default(),
            ends,
            frames: self.frames.len(),
            stepped_out: self.stepped_out.len(),
            model: ends != Ends::WhereTrue && is_prelude(self.source.id),
        });
        let returns = self.frame().returns.len();
        let (breaks, continues) = self.loop_marks();
        body(self);
        let scope = self.end_scope();
        let leaving = scope.map(Scope::into_leaving).unwrap_or_default();
        let leaving = self.by_class(leaving);
        let returned = self.frame_mut().returns.split_off(returns);
        let (broken, continued) = self.loop_since(breaks, continues);
        if !self.state.dead {
            self.keep_number("leaving", span, ENDS);
            exit(self, None);
        }
        let mut normal = vec![self.take_state()];
        for (state, class) in leaving {
            self.state = state;
            if self.frame().generator.is_some() {
                self.keep_number("leaving", span, RAISES);
                let exception = self.read(Place::Exception);
                self.keep("exception", span.range.start(), exception);
            }
            let suppressed = exit(self, Some(&class));
            normal.extend(self.suppressed(span, ends, &suppressed, &class));
        }
        if let Some(state) = self.through_exit(exit, returned, (span, RETURNS)) {
            self.frame_mut().returns.push(state);
        }
        if let Some(state) = self.through_exit(exit, broken, (span, BREAKS)) {
            self.push_loop_exit(state, true);
        }
        if let Some(state) = self.through_exit(exit, continued, (span, CONTINUES)) {
            self.push_loop_exit(state, false);
        }
        self.state.dead = true;
        self.rejoin(normal);
    }

    /// Sends the exception on where it is not suppressed; the state where it is.
    fn suppressed(
        &mut self,
        span: Span,
        ends: Ends,
        suppressed: &Value,
        class: &ExceptionClass,
    ) -> Option<State> {
        if self.state.dead {
            return None;
        }
        if ends != Ends::WhereTrue || suppressed.is_empty() {
            let state = self.take_state();
            self.throw(state, class);
            return None;
        }
        let split = self.split(span, suppressed);
        let mut ended = None;
        if let Some(guard) = &split.yes {
            let mut state = self.state.clone();
            if let Some(path) = self.choices.narrow(&state.path, guard) {
                state.path = path;
                let place = self.slot(Place::Exception);
                state.store.remove(place);
                ended = Some(state);
            }
        }
        if let Some(guard) = &split.no {
            self.assume(guard);
            let state = self.take_state();
            if !state.dead {
                self.throw(state, class);
            }
        }
        ended
    }

    /// States that leave with the same class of exception as one: `finally` runs
    /// once for each class.
    fn by_class(&mut self, leaving: Vec<(State, ExceptionClass)>) -> Vec<(State, ExceptionClass)> {
        let mut groups: Vec<(Vec<State>, ExceptionClass)> = Vec::new();
        for (state, class) in leaving {
            match groups.iter_mut().find(|(_, own)| *own == class) {
                Some((states, _)) => states.push(state),
                None => groups.push((vec![state], class)),
            }
        }
        groups
            .into_iter()
            .filter_map(|(states, class)| Some((self.merge_states(states)?, class)))
            .collect()
    }

    fn through_exit(
        &mut self,
        exit: Exit<'_, Self>,
        states: Vec<State>,
        (span, way): (Span, i128),
    ) -> Option<State> {
        self.state = self.merge_states(states)?;
        self.keep_number("leaving", span, way);
        // `finally` may overwrite what is returned, but only by returning.
        exit(self, None);
        (!self.state.dead).then(|| self.take_state())
    }

    fn run_handled(&mut self, tried: &'a ast::StmtTry) {
        if self.resumes_among(&tried.orelse) {
            return self.run(&tried.orelse);
        }
        if tried.handlers.is_empty() {
            self.run(&tried.body);
            self.run(&tried.orelse);
            return;
        }
        for ast::ExceptHandler::ExceptHandler(handler) in &tried.handlers {
            if self.resumes_among(&handler.body) {
                let exception = self.kept("handled", offset(handler));
                self.handled.push(exception);
                self.run(&handler.body);
                self.handled.pop();
                return;
            }
        }
        let mut classes = Vec::new();
        for ast::ExceptHandler::ExceptHandler(handler) in &tried.handlers {
            let named =
                self.beside_resume(|interp| interp.exception_classes(handler.type_.as_deref()));
            classes.push(named);
            if self.state.dead {
                return;
            }
        }
        let made = self.made_so_far();
        self.push_handlers(classes);
        self.run(&tried.body);
        let caught = self.pop_handlers();
        self.run(&tried.orelse);
        let mut done = Vec::new();
        let normal = self.take_state();
        done.push(normal);
        for (states, ast::ExceptHandler::ExceptHandler(handler)) in
            caught.into_iter().zip(&tried.handlers)
        {
            let Some(state) = self.merge_states(states) else {
                continue;
            };
            self.state = state;
            let span = self.span(handler);
            let mut exception = self.read(Place::Exception);
            if exception.is_empty() || !self.surely_present(&exception) {
                let other = self.unknown_here(span);
                exception = self.filled(&exception, &other);
            }
            // What is raised from here on is another one.
            self.write(Place::Exception, Value::empty());
            if let Some(name) = &handler.name {
                let name = self.name_of(name);
                self.bind(name, exception.clone());
            }
            self.keep("handled", offset(handler), exception.clone());
            self.handled.push(exception);
            self.release_unwound(made, span);
            self.run(&handler.body);
            self.handled.pop();
            let state = self.take_state();
            done.push(state);
        }
        if let Some(state) = self.merge_states(done) {
            self.state = state;
        }
    }
}

/// Whether a `finally` may leave by `return`, `break` or `continue`: then the
/// exception that led there is gone.
fn leaves_by_itself(body: &[ast::Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> StatementVisitor<'a> for Finder {
        fn visit_stmt(&mut self, statement: &'a ast::Stmt) {
            match statement {
                ast::Stmt::Return(_) | ast::Stmt::Break(_) | ast::Stmt::Continue(_) => {
                    self.0 = true;
                }
                ast::Stmt::FunctionDef(_) | ast::Stmt::ClassDef(_) => {}
                _ => walk_stmt(self, statement),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}
