//! Statements.

use super::exception::ExceptionClass;
use super::suspended::keeps_operands;
use super::{FrameKind, Interp};
use crate::domain::object::Place;
use crate::domain::value::Value;
use crate::facts::StepKind;
use ruff_python_ast::{self as ast, Expr, Stmt};

impl<'a> Interp<'a> {
    /// Runs statements one after the other, until nothing runs any more.
    pub(super) fn run(&mut self, statements: &'a [Stmt]) {
        let first = match self.resume() {
            Some(_) => statements.iter().position(|own| self.resumes_in(own)),
            None => Some(0),
        };
        for statement in &statements[first.unwrap_or(0)..] {
            if self.state.dead {
                return;
            }
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        if self.frame().generator.is_none() {
            return self.run_statement(statement);
        }
        let keeps = keeps_operands(statement);
        let outer = std::mem::replace(&mut self.frame_mut().keeps, keeps);
        self.run_statement(statement);
        self.frame_mut().keeps = outer;
        let span = self.span(statement);
        self.lose_way(span);
    }

    fn run_statement(&mut self, statement: &'a Stmt) {
        let span = self.span(statement);
        self.step(span);
        self.tell_reached(span);
        match statement {
            // The names of a call go when it returns; tests let go themselves.
            Stmt::Return(_) | Stmt::Raise(_) | Stmt::If(_) | Stmt::While(_) => {
                self.statement_here(statement);
            }
            _ => self.releasing(span, |interp| interp.statement_here(statement), |()| None),
        }
        self.note_limits(span);
    }

    fn statement_here(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Expr(expression) => {
                self.eval(&expression.value);
            }
            Stmt::Assign(assign) => self.run_assign(assign),
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    let value = self.eval(value);
                    self.assign_traced(&assign.target, &value);
                }
            }
            Stmt::AugAssign(assign) => self.augmented(assign),
            Stmt::Return(returned) => self.run_return(returned),
            Stmt::If(conditional) => self.run_if(conditional),
            Stmt::For(repeated) => self.run_for(repeated),
            Stmt::While(repeated) => self.run_while(repeated),
            Stmt::Break(_) => self.leave_loop(true),
            Stmt::Continue(_) => self.leave_loop(false),
            Stmt::Try(tried) => self.run_try(tried),
            Stmt::Raise(raised) => self.run_raise(raised),
            Stmt::With(with) => self.run_with(with),
            Stmt::FunctionDef(function) => self.define_function(function),
            Stmt::ClassDef(class) => self.define_class(class),
            Stmt::Import(import) => self.run_import(import),
            Stmt::ImportFrom(import) => self.run_import_from(import),
            Stmt::Global(global) => {
                let scopes = self.frame().scopes.clone();
                let module = scopes[scopes.len() - 1];
                self.declare(&global.names, |_, _| module);
            }
            Stmt::Nonlocal(nonlocal) => {
                self.declare(&nonlocal.names, super::Interp::enclosing);
            }
            Stmt::Delete(delete) => {
                for target in &delete.targets {
                    self.delete(target);
                }
            }
            Stmt::Assert(assert) => self.run_assert(assert),
            Stmt::Match(matched) => self.run_match(matched),
            Stmt::TypeAlias(_) | Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn run_assign(&mut self, assign: &'a ast::StmtAssign) {
        let value = self.eval(&assign.value);
        for target in &assign.targets {
            self.assign_traced(target, &value);
        }
    }

    /// Assigns with a step for plain names (attributes and items add theirs).
    pub(super) fn assign_traced(&mut self, target: &'a Expr, value: &Value) {
        if matches!(target, Expr::Name(_)) {
            let span = self.span(target);
            let value = self.passed(value, span, StepKind::Assigned);
            self.assign(target, &value);
        } else {
            self.assign(target, value);
        }
    }

    fn run_return(&mut self, returned: &'a ast::StmtReturn) {
        let span = self.span(returned);
        let value = self.eval_or_none(returned.value.as_deref(), span);
        if self.state.dead {
            return;
        }
        let value = match &returned.value {
            Some(expr) => {
                let span = self.span(expr.as_ref());
                self.passed(&value, span, StepKind::Returned)
            }
            None => value,
        };
        if self.frame().kind != FrameKind::Function {
            return;
        }
        let locals = self.frame().locals;
        self.write(Place::Result(locals), value);
        let state = self.take_state();
        self.frame_mut().returns.push(state);
    }

    /// What a statement tests: what is made for that alone is let go.
    pub(super) fn eval_test(&mut self, test: &'a Expr) -> Value {
        let span = self.span(test);
        self.releasing(span, |interp| interp.eval(test), |value| Some(value))
    }

    fn run_if(&mut self, conditional: &'a ast::StmtIf) {
        // Clauses one after the other, not inside each other: there may be
        // thousands.
        let mut done = Vec::new();
        let mut clauses: Vec<(Option<&'a Expr>, &'a [Stmt])> =
            vec![(Some(&conditional.test), &conditional.body)];
        for clause in &conditional.elif_else_clauses {
            clauses.push((clause.test.as_ref(), &clause.body));
        }
        if let Some((_, body)) = clauses.iter().find(|(_, body)| self.resumes_among(body)) {
            return self.run(body);
        }
        let tested =
            |(test, _): &(Option<&'a Expr>, _)| test.is_some_and(|test| self.resumes_in(test));
        if let Some(at) = clauses.iter().position(tested) {
            clauses.drain(..at);
        }
        for (test, body) in clauses {
            if self.state.dead {
                break;
            }
            let Some(test) = test else {
                self.run(body);
                let state = self.take_state();
                done.push(state);
                break;
            };
            let value = self.eval_test(test);
            if self.state.dead {
                break;
            }
            let span = self.span(test);
            let split = self.split(span, &value);
            self.story.tested(span, &split);
            let before = self.state.clone();
            if let Some(guard) = &split.yes {
                self.assume(guard);
                if !self.state.dead {
                    self.refine(test, true);
                    self.run(body);
                    let state = self.take_state();
                    done.push(state);
                }
            }
            self.state = before;
            match &split.no {
                Some(guard) => {
                    self.assume(guard);
                    if !self.state.dead {
                        self.refine(test, false);
                    }
                }
                None => self.state.dead = true,
            }
        }
        self.rejoin(done);
    }

    fn run_assert(&mut self, assert: &'a ast::StmtAssert) {
        let value = self.eval(&assert.test);
        if self.state.dead {
            return;
        }
        let span = self.span(assert);
        let split = self.split(span, &value);
        if let Some(guard) = &split.no {
            let mut failing = self.state.clone();
            match self.choices.narrow(&failing.path, guard) {
                Some(path) => failing.path = path,
                None => failing.dead = true,
            }
            if !failing.dead {
                self.throw(failing, &ExceptionClass::Builtin("AssertionError"));
            }
        }
        match &split.yes {
            Some(guard) => {
                self.assume(guard);
                if !self.state.dead {
                    self.refine(&assert.test, true);
                }
            }
            None => self.state.dead = true,
        }
    }

    fn declare(
        &mut self,
        names: &'a [ast::Identifier],
        home: impl Fn(&mut Self, crate::domain::intern::Name) -> crate::domain::object::ObjectId,
    ) {
        for name in names {
            let name = self.name_of(name);
            let scope = home(self, name);
            self.frame_mut().elsewhere.insert(name, scope);
        }
    }

    /// The innermost enclosing function scope that ever binds the name.
    fn enclosing(&mut self, name: crate::domain::intern::Name) -> crate::domain::object::ObjectId {
        let scopes = self.frame().scopes.clone();
        let inner = scopes.iter().skip(1).take(scopes.len().saturating_sub(2));
        for scope in inner {
            if !self.read(Place::Name(*scope, name)).is_empty() {
                return *scope;
            }
        }
        scopes.get(1).copied().unwrap_or(scopes[0])
    }
}
