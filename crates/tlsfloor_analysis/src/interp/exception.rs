//! Exceptions: what may be raised, who catches it, and `finally`.
//!
//! Handlers in sight stand on a stack that crosses calls. A state that raises
//! goes to the innermost handler that catches it. An operation that is not
//! known may raise whatever a handler in sight catches; one that is known
//! raises just what Python raises, and only where something catches it: where
//! nothing does, the analysis goes on, so that a mistake of ours never hides
//! what comes after.

use super::Interp;
use crate::domain::guard::{Guard, Literal};
use crate::domain::object::{ObjectKind, Place};
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use ruff_python_ast::{self as ast, Expr};
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// A class of exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ExceptionClass {
    /// Catches everything: `except:`.
    Any,
    /// A builtin, by name.
    Builtin(&'static str),
    /// A library's or the program's, by name: related to the builtins that are
    /// listed.
    Named(String, Vec<ExceptionClass>),
    /// Not known.
    Unknown,
}

/// A `try` whose body is being run.
#[derive(Debug)]
pub(super) struct Scope {
    /// For each handler, the classes that it catches. Empty for `finally`.
    handlers: Vec<Vec<ExceptionClass>>,
    caught: Vec<Vec<State>>,
    /// Stands for "something unknown in the body raised".
    raised: Option<Literal>,
    /// States on their way out through a `finally`.
    leaving: Option<Vec<(State, ExceptionClass)>>,
}

impl<'a> Interp<'a> {
    // ----- raising -----

    /// A known operation raises here. True if something catches it: then
    /// nothing runs here any more.
    pub(super) fn raise(&mut self, class: &'static str) -> bool {
        if self.state.dead || !self.is_caught(&ExceptionClass::Builtin(class)) {
            return self.state.dead;
        }
        let state = self.take_state();
        self.throw(state, &ExceptionClass::Builtin(class));
        true
    }

    /// As [`Interp::raise`]; the value of an operation that raised.
    pub(super) fn raised(&mut self, class: &'static str, span: Span) -> Value {
        if self.raise(class) {
            Value::empty()
        } else {
            self.unknown_here(span)
        }
    }

    /// Whether a handler in sight catches a builtin exception.
    pub(super) fn catches_builtin(&self, class: &'static str) -> bool {
        self.is_caught(&ExceptionClass::Builtin(class))
    }

    /// A known operation raises on one side of a split, and goes on on the
    /// other.
    pub(super) fn raise_split(&mut self, split: &super::flow::Split, class: &'static str) {
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

    /// A known operation raises on some builds.
    pub(super) fn raise_on(&mut self, builds: BuildSet, class: &'static str) {
        if self.state.dead || !self.is_caught(&ExceptionClass::Builtin(class)) {
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

    /// Something unknown happens here: it may raise whatever the innermost
    /// handlers catch.
    pub(super) fn may_raise(&mut self) {
        self.may_raise_where(&|_| true);
    }

    /// Something happens here that may raise `class`.
    pub(super) fn may_raise_known(&mut self, class: &'static str) {
        let class = ExceptionClass::Builtin(class);
        self.may_raise_where(&|caught| catches(caught, &class) != Some(false));
    }

    /// An attribute of something unknown is read: it may be missing, for a
    /// handler that waits for just that. (For one that catches more, the calls
    /// around it raise enough.)
    pub(super) fn unknown_attribute_may_raise(&mut self) {
        self.may_raise_where(&|caught| *caught == ExceptionClass::Builtin("AttributeError"));
    }

    fn may_raise_where(&mut self, wanted: &dyn Fn(&ExceptionClass) -> bool) {
        if self.state.dead {
            return;
        }
        let Some(at) = self
            .handlers
            .iter()
            .rposition(|scope| scope.leaving.is_none())
        else {
            return;
        };
        let wanted: Vec<usize> = self.handlers[at]
            .handlers
            .iter()
            .enumerate()
            .filter(|(_, classes)| classes.iter().any(wanted))
            .map(|(index, _)| index)
            .collect();
        if wanted.is_empty() {
            return;
        }
        let literal = match self.handlers[at].raised {
            Some(literal) => literal,
            None => {
                let literal = self.choices.fresh();
                self.handlers[at].raised = Some(literal);
                literal
            }
        };
        let mut state = self.state.clone();
        let Some(path) = self.choices.narrow(&state.path, &Guard::when(literal)) else {
            return;
        };
        state.path = path;
        for index in wanted {
            let caught = &mut self.handlers[at].caught[index];
            let seen = caught.last().is_some_and(|last| {
                last.path == state.path && last.store.is_same_copy(&state.store)
            });
            if seen {
                continue;
            }
            caught.push(state.clone());
            if caught.len() > 8 {
                let states = std::mem::take(caught);
                let merged = self.merge_states(states);
                self.handlers[at].caught[index].extend(merged);
            }
        }
    }

    /// Whether some handler in sight surely catches the class.
    fn is_caught(&self, class: &ExceptionClass) -> bool {
        self.handlers.iter().any(|scope| {
            scope
                .handlers
                .iter()
                .flatten()
                .any(|caught| catches(caught, class) != Some(false))
        })
    }

    /// Sends a state to where its exception is caught.
    pub(super) fn throw(&mut self, state: State, class: &ExceptionClass) {
        for at in (0..self.handlers.len()).rev() {
            if let Some(leaving) = &mut self.handlers[at].leaving {
                leaving.push((state, class.clone()));
                return;
            }
            for index in 0..self.handlers[at].handlers.len() {
                let verdicts: Vec<Option<bool>> = self.handlers[at].handlers[index]
                    .iter()
                    .map(|caught| catches(caught, class))
                    .collect();
                if verdicts.contains(&Some(true)) {
                    self.handlers[at].caught[index].push(state);
                    return;
                }
                if verdicts.contains(&None) {
                    self.handlers[at].caught[index].push(state.clone());
                }
            }
        }
        self.end_path(&state);
    }

    pub(super) fn run_raise(&mut self, raised: &'a ast::StmtRaise) {
        let span = self.span(raised);
        let value = self.eval_or_none(raised.exc.as_deref(), span);
        if let Some(cause) = &raised.cause {
            self.eval(cause);
        }
        if self.state.dead {
            return;
        }
        let class = match raised.exc.as_deref() {
            Some(_) => value
                .single_atom()
                .cloned()
                .map_or(ExceptionClass::Unknown, |atom| self.class_of(&atom)),
            None => ExceptionClass::Unknown,
        };
        self.write(Place::Exception, value);
        let state = self.take_state();
        self.throw(state, &class);
    }

    // ----- classes -----

    /// The class of an exception, from the class itself or an instance.
    fn class_of(&mut self, atom: &Atom) -> ExceptionClass {
        match atom {
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                named_class(&dotted)
            }
            Atom::Object(object) => match self.objects.kind(*object).clone() {
                ObjectKind::Class(class) => {
                    let name = format!("program.{}", object.0);
                    let mut parents = Vec::new();
                    for base in &class.bases {
                        match base.single_atom().cloned() {
                            Some(base) => parents.push(self.class_of(&base)),
                            None => parents.push(ExceptionClass::Unknown),
                        }
                    }
                    ExceptionClass::Named(name, parents)
                }
                ObjectKind::Instance(class) => self.class_of(&Atom::Object(class)),
                ObjectKind::LibraryInstance(class) => {
                    let dotted = self.names.text(class);
                    named_class(&dotted)
                }
                _ => ExceptionClass::Unknown,
            },
            _ => ExceptionClass::Unknown,
        }
    }

    /// The classes that a handler names.
    pub(super) fn exception_classes(&mut self, expr: Option<&'a Expr>) -> Vec<ExceptionClass> {
        let Some(expr) = expr else {
            return vec![ExceptionClass::Any];
        };
        let value = match expr {
            Expr::Tuple(tuple) => {
                let mut classes = Vec::new();
                for item in &tuple.elts {
                    classes.extend(self.exception_classes(Some(item)));
                }
                return classes;
            }
            // Reading a name or an attribute; nothing else happens here.
            Expr::Name(_) | Expr::Attribute(_) => self.eval(expr),
            _ => return vec![ExceptionClass::Unknown],
        };
        let atoms: Vec<Atom> = value.atoms().map(|(_, atom)| atom.clone()).collect();
        let mut classes = Vec::new();
        for atom in atoms {
            if let Atom::Tuple(items) = &atom {
                for item in items.iter() {
                    match item.single_atom().cloned() {
                        Some(item) => classes.push(self.class_of(&item)),
                        None => classes.push(ExceptionClass::Unknown),
                    }
                }
            } else {
                classes.push(self.class_of(&atom));
            }
        }
        if classes.is_empty() {
            classes.push(ExceptionClass::Unknown);
        }
        classes
    }

    // ----- try -----

    pub(super) fn push_handlers(&mut self, handlers: Vec<Vec<ExceptionClass>>) {
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
    pub(super) fn pop_handlers(&mut self) -> Vec<Vec<State>> {
        let Some(scope) = self.handlers.pop() else {
            return Vec::new();
        };
        if let (Some(literal), false) = (scope.raised, self.state.dead) {
            self.assume(&Guard::when(literal.negated()));
        }
        scope.caught
    }

    pub(super) fn run_try(&mut self, tried: &'a ast::StmtTry) {
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
        let leaving = self
            .handlers
            .pop()
            .and_then(|scope| scope.leaving)
            .unwrap_or_default();
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

/// Parents of builtin exceptions, as far as handlers tell them apart.
const PARENTS: &[(&str, &str)] = &[
    ("Exception", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("SystemExit", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("ArithmeticError", "Exception"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("ConnectionError", "OSError"),
    ("TimeoutError", "OSError"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("StopIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("MemoryError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ReferenceError", "Exception"),
    ("SystemError", "Exception"),
];

fn named_class(dotted: &str) -> ExceptionClass {
    if let Some(name) = dotted.strip_prefix("builtins.") {
        let name = match name {
            "IOError" | "EnvironmentError" | "WindowsError" => "OSError",
            "StandardError" => "Exception",
            other => other,
        };
        if name == "BaseException" {
            return ExceptionClass::Builtin("BaseException");
        }
        return PARENTS
            .iter()
            .find(|(own, _)| *own == name)
            .map_or(ExceptionClass::Unknown, |(own, _)| {
                ExceptionClass::Builtin(own)
            });
    }
    // These are OSError, or were its siblings in Python 2; nothing that is
    // raised as a known builtin is one of them.
    if dotted == "socket.error" || dotted == "ssl.SSLError" || dotted.starts_with("ssl.SSL") {
        return ExceptionClass::Named(dotted.to_owned(), vec![ExceptionClass::Builtin("OSError")]);
    }
    ExceptionClass::Named(dotted.to_owned(), vec![ExceptionClass::Unknown])
}

/// Whether a handler for `handler` catches `raised`; `None`: maybe.
fn catches(handler: &ExceptionClass, raised: &ExceptionClass) -> Option<bool> {
    match (handler, raised) {
        (ExceptionClass::Any | ExceptionClass::Builtin("BaseException"), _) => Some(true),
        (ExceptionClass::Unknown, _) | (_, ExceptionClass::Unknown | ExceptionClass::Any) => None,
        (ExceptionClass::Builtin(handler), ExceptionClass::Builtin(raised)) => {
            let mut at = *raised;
            loop {
                if at == *handler {
                    return Some(true);
                }
                match PARENTS.iter().find(|(own, _)| *own == at) {
                    Some((_, parent)) => at = parent,
                    None => return Some(false),
                }
            }
        }
        (handler, ExceptionClass::Named(_, parents)) if handler == raised || parents.is_empty() => {
            Some(handler == raised)
        }
        (handler, ExceptionClass::Named(_, parents)) => {
            let mut maybe = false;
            for parent in parents {
                match catches(handler, parent) {
                    Some(true) => return Some(true),
                    None => maybe = true,
                    Some(false) => {}
                }
            }
            if maybe { None } else { Some(false) }
        }
        // A named class may be an ancestor of a builtin only if it is not a
        // descendant of one; those that we meet are descendants.
        (ExceptionClass::Named(..), ExceptionClass::Builtin(_)) => Some(false),
    }
}
