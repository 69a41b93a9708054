//! `with`: entering context managers and leaving them.

use super::Interp;
use super::arguments::Arguments;
use super::exception::{Ends, ExceptionClass};
use crate::domain::object::{ObjectKind, Place};
use crate::domain::state::Sequence;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use crate::limit::{self, Limit};
use ruff_python_ast as ast;
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
            if !followed {
                limit::reached(Limit::Managers);
            }
            let span = self.span(&item.context_expr);
            let goes_on = self.resume().is_some() && !self.resumes_in(&item.context_expr);
            let manager = if goes_on {
                self.kept("manager", span.range.start())
            } else {
                let manager = self.eval(&item.context_expr);
                self.keep("manager", span.range.start(), manager.clone());
                manager
            };
            if self.state.dead {
                return;
            }
            if followed && let Some(classes) = self.suppressed_classes(&manager, span) {
                if let (Some(target), false) = (&item.optional_vars, goes_on) {
                    let none = self.constant(span, Atom::None);
                    self.assign_traced(target, &none);
                }
                self.push_handlers(vec![classes]);
                self.run_with_from(with, at + 1);
                self.rejoin_suppressed();
                return;
            }
            if followed
                && !self.shallow
                && let Some(generator) = self.generator(&manager)
            {
                self.run_with_generator(with, at, generator);
                return;
            }
            if !goes_on {
                let entered = self.entered_value(&manager, with.is_async, span);
                if self.state.dead {
                    return;
                }
                if let Some(target) = &item.optional_vars {
                    self.assign_traced(target, &entered);
                }
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
            Ends::WhereTrue,
            &mut |interp| interp.run_with_from(with, next),
            &mut |interp, class| {
                let mut arguments = Arguments::none(span);
                arguments.positional = interp.details_of(class, span);
                let value = interp.call_value(exit, &arguments);
                interp.awaited(&value, span)
            },
        );
    }

    /// Ends a body of which the handlers pushed last let nothing out.
    fn rejoin_suppressed(&mut self) {
        let caught = self.pop_handlers();
        let mut states: Vec<_> = caught.into_iter().flatten().collect();
        let exception = self.slot(Place::Exception);
        for state in &mut states {
            state.store.remove(exception);
        }
        self.rejoin(states);
    }

    /// What `__exit__` is told of how a body was left.
    fn details_of(&mut self, class: Option<&ExceptionClass>, span: Span) -> Vec<Value> {
        let none = self.constant(span, Atom::None);
        let Some(class) = class else {
            return vec![none; 3];
        };
        let trace = self.unknown_here(span);
        if *class == ExceptionClass::Possible {
            return vec![trace; 3];
        }
        let exception = self.read(Place::Exception);
        let exception = if exception.is_empty() || !self.surely_present(&exception) {
            let other = self.unknown_here(span);
            self.filled(&exception, &other)
        } else {
            exception
        };
        let kind = match class {
            ExceptionClass::Builtin(name) => {
                let class = self.library(&format!("builtins.{name}"));
                self.constant(span, class)
            }
            _ => match exception.single_atom() {
                Some(Atom::Object(object)) => match *self.objects.kind(*object) {
                    ObjectKind::Instance(class) => self.object_value(span, class),
                    _ => trace.clone(),
                },
                _ => trace.clone(),
            },
        };
        vec![kind, exception, trace]
    }

    /// The classes of a `contextlib.suppress(…)`: its own model would have to
    /// tell what may have been raised from what was.
    fn suppressed_classes(&mut self, manager: &Value, span: Span) -> Option<Vec<ExceptionClass>> {
        let Some(Atom::Object(object)) = manager.single_atom() else {
            return None;
        };
        let (object, ObjectKind::Instance(class)) = (*object, self.objects.kind(*object)) else {
            return None;
        };
        let class = *class;
        let suppress = self.names.intern("contextlib.suppress");
        let suppress = self.read(Place::LibraryAttribute(suppress));
        if suppress.single_atom() != Some(&Atom::Object(class)) {
            return None;
        }
        let exceptions = self.names.intern("_exceptions");
        let exceptions = self.read(Place::Name(object, exceptions));
        let Sequence::Known(exceptions) = self.sequence_of(&exceptions, span) else {
            return Some(vec![ExceptionClass::Unknown]);
        };
        Some(self.classes_in(exceptions.iter()))
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
