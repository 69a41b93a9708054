//! `with`: entering context managers and leaving them.

use super::Interp;
use super::arguments::Arguments;
use super::exception::ExceptionClass;
use crate::domain::object::ObjectKind;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use ruff_python_ast::{self as ast, Expr};
use tlsfloor_source::Span;

/// Items of one `with` of which it is followed how they are left.
const MAX_MANAGERS: usize = 64;

impl<'a> Interp<'a> {
    pub(super) fn run_with(&mut self, with: &'a ast::StmtWith) {
        self.run_with_from(with, 0);
    }

    /// Runs a `with` from one of its items on.
    pub(super) fn run_with_from(&mut self, with: &'a ast::StmtWith, first: usize) {
        for (at, item) in with.items.iter().enumerate().skip(first) {
            let followed = at < MAX_MANAGERS;
            if followed && let Some(classes) = self.suppressed_classes(&item.context_expr) {
                self.push_handlers(vec![classes]);
                self.run_with_from(with, at + 1);
                let caught = self.pop_handlers();
                self.rejoin(caught.into_iter().flatten().collect());
                return;
            }
            let span = self.span(&item.context_expr);
            let manager = self.eval(&item.context_expr);
            if self.state.dead {
                return;
            }
            if followed
                && !self.shallow
                && let Some(generator) = self.generator(&manager)
            {
                self.run_with_generator(with, at, generator);
                return;
            }
            let entered = self.entered_value(&manager, with.is_async, span);
            if self.state.dead {
                return;
            }
            if let Some(target) = &item.optional_vars {
                self.assign_traced(target, &entered);
            }
            let exit = if with.is_async {
                "__aexit__"
            } else {
                "__exit__"
            };
            if followed && let Some(exit) = self.own_method(&manager, &[exit], span) {
                self.run_managed(with, at + 1, &exit, span);
                return;
            }
        }
        self.run(&with.body);
    }

    /// Runs the rest of a `with` inside of the program's own manager, whose
    /// `__exit__` sees how it is left and may suppress an exception.
    fn run_managed(&mut self, with: &'a ast::StmtWith, next: usize, exit: &Value, span: Span) {
        self.protected(
            span,
            true,
            &mut |interp| interp.run_with_from(with, next),
            &mut |interp, class| {
                let mut arguments = Arguments::none(span);
                let none = interp.constant(span, Atom::None);
                arguments.positional = vec![none; 3];
                if let Some(class) = class {
                    arguments.positional = vec![interp.unknown_here(span); 3];
                    if let ExceptionClass::Builtin(name) = class {
                        let class = interp.library(&format!("builtins.{name}"));
                        arguments.positional[0] = interp.constant(span, class);
                    }
                }
                let value = interp.call_value(exit, &arguments);
                interp.awaited(&value, span)
            },
        );
    }

    /// The classes of `contextlib.suppress(…)`.
    fn suppressed_classes(&mut self, expr: &'a Expr) -> Option<Vec<ExceptionClass>> {
        let Expr::Call(call) = expr else {
            return None;
        };
        let callee = match call.func.as_ref() {
            Expr::Name(_) | Expr::Attribute(_) => self.eval(&call.func),
            _ => return None,
        };
        let Some(Atom::Library(name)) = callee.single_atom() else {
            return None;
        };
        if self.names.text(*name).as_ref() != "contextlib.suppress" {
            return None;
        }
        let mut classes = Vec::new();
        for argument in &call.arguments.args {
            classes.extend(self.exception_classes(Some(argument)));
        }
        Some(classes)
    }

    /// What `with … as` binds.
    fn entered_value(&mut self, manager: &Value, asynchronous: bool, span: Span) -> Value {
        let enter = if asynchronous {
            "__aenter__"
        } else {
            "__enter__"
        };
        if let Some(method) = self.own_method(manager, &[enter], span) {
            let value = self.call_value(&method, &Arguments::none(span));
            return self.awaited(&value, span);
        }
        let enter = self.names.intern(enter);
        let mut result = Value::empty();
        for (guard, traced) in manager.entries() {
            let value = match &traced.atom {
                Atom::Object(object) => {
                    let object = *object;
                    match self.objects.kind(object) {
                        ObjectKind::LibraryInstance(_) => Value::always(traced.clone()),
                        ObjectKind::Instance(_) => {
                            let method = self.object_attribute_value(object, enter, span);
                            self.call_value(&method, &Arguments::none(span))
                        }
                        _ => self.unknown_here(span),
                    }
                }
                Atom::Unknown(id) => self.unknown(span, UnknownKey::Attribute(*id, enter)),
                _ => self.unknown_here(span),
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }
}
