//! `try`: its handlers, `else` and `finally`.

use super::Scope;
use super::class::ExceptionClass;
use crate::domain::guard::Guard;
use crate::domain::state::State;
use crate::interp::Interp;
use ruff_python_ast as ast;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn push_handlers(&mut self, handlers: Vec<Vec<ExceptionClass>>) {
        let caught = handlers.iter().map(|_| Vec::new()).collect();
        self.handlers.push(Scope {
            handlers,
            caught,
            raised: None,
            leaving: None,
        });
    }

    /// Ends the body of a `try`: what goes on did not raise. Returns the states
    /// that each handler caught.
    pub(in crate::interp) fn pop_handlers(&mut self) -> Vec<Vec<State>> {
        let Some(scope) = self.handlers.pop() else {
            return Vec::new();
        };
        if let (Some(literal), false) = (scope.raised, self.state.dead) {
            self.assume(&Guard::when(literal.negated()));
        }
        scope.caught
    }

    pub(in crate::interp) fn run_try(&mut self, tried: &'a ast::StmtTry) {
        if tried.finalbody.is_empty() {
            self.run_handled(tried);
            return;
        }
        self.handlers.push(Scope {
            handlers: Vec::new(),
            caught: Vec::new(),
            raised: None,
            leaving: Some(Vec::new()),
        });
        let returns = self.frame().returns.len();
        let (breaks, continues) = self.loop_marks();
        self.run_handled(tried);
        let scope = self.handlers.pop();
        if let (Some(literal), false) = (
            scope.as_ref().and_then(|scope| scope.raised),
            self.state.dead,
        ) {
            self.assume(&Guard::when(literal.negated()));
        }
        let leaving = self.by_class(scope.and_then(|scope| scope.leaving).unwrap_or_default());
        let returned = self.frame_mut().returns.split_off(returns);
        let (broken, continued) = self.loop_since(breaks, continues);
        self.run(&tried.finalbody);
        let normal = self.take_state();
        for (state, class) in leaving {
            self.state = state;
            self.run(&tried.finalbody);
            if !self.state.dead {
                let state = self.take_state();
                self.throw(state, &class);
            }
        }
        if let Some(state) = self.through_finally(tried, returned) {
            self.frame_mut().returns.push(state);
        }
        if let Some(state) = self.through_finally(tried, broken) {
            self.push_loop_exit(state, true);
        }
        if let Some(state) = self.through_finally(tried, continued) {
            self.push_loop_exit(state, false);
        }
        self.state = normal;
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

    fn through_finally(&mut self, tried: &'a ast::StmtTry, states: Vec<State>) -> Option<State> {
        self.state = self.merge_states(states)?;
        // `finally` may overwrite what is returned, but only by returning.
        self.run(&tried.finalbody);
        (!self.state.dead).then(|| self.take_state())
    }

    fn run_handled(&mut self, tried: &'a ast::StmtTry) {
        if tried.handlers.is_empty() {
            self.run(&tried.body);
            self.run(&tried.orelse);
            return;
        }
        let mut classes = Vec::new();
        for ast::ExceptHandler::ExceptHandler(handler) in &tried.handlers {
            classes.push(self.exception_classes(handler.type_.as_deref()));
            if self.state.dead {
                return;
            }
        }
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
            if let Some(name) = &handler.name {
                let name = self.name_of(name);
                let exception = self.unknown_here(span);
                self.bind(name, exception);
            }
            self.run(&handler.body);
            let state = self.take_state();
            done.push(state);
        }
        if let Some(state) = self.merge_states(done) {
            self.state = state;
        }
    }
}
