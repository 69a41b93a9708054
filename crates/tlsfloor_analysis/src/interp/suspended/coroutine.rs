//! Coroutines: awaiting them, and what `asyncio` does with them.

use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `await value`.
    pub(in crate::interp) fn awaited(&mut self, value: &Value, span: Span) -> Value {
        if self.state.dead {
            return Value::empty();
        }
        let value = value.on_path(&self.choices, &self.state.path);
        if let Some(coroutine) = self.coroutine(&value) {
            return self.run_to_end(coroutine, span);
        }
        let coroutines = value.atoms().filter(|(_, atom)| match atom {
            Atom::Object(object) => matches!(self.objects.kind(*object), ObjectKind::Suspended(..)),
            _ => false,
        });
        if coroutines.count() == value.entries().len() && !value.is_empty() {
            // Calling a coroutine, which Python has no meaning for, finishes it.
            return self.call_value(&value, &Arguments::none(span));
        }
        self.run_scheduled(span);
        value
    }

    /// Runs a coroutine, unless it has run: what it returns.
    pub(in crate::interp) fn run_to_end(&mut self, coroutine: ObjectId, span: Span) -> Value {
        let done = self.read(Place::Result(coroutine));
        if !done.is_empty() {
            return done;
        }
        let value = self.run_suspended(coroutine, span);
        if !self.state.dead {
            self.write(Place::Result(coroutine), value.clone());
        }
        value
    }

    /// Runs the tasks that were scheduled and have not run.
    fn run_scheduled(&mut self, span: Span) {
        for task in std::mem::take(&mut self.scheduled) {
            if self.state.dead {
                return;
            }
            self.run_to_end(task, span);
        }
    }

    /// A function or a method that runs or schedules coroutines which it is
    /// given; `None` if it is none.
    pub(in crate::interp) fn scheduled(
        &mut self,
        callee: &Value,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (name, receiver) = self.asynchronous_name(callee)?;
        let span = arguments.span;
        let first = arguments.positional.first();
        match name.as_str() {
            "run" | "run_until_complete" => {
                let coroutine = self.coroutine(first?)?;
                let value = self.run_to_end(coroutine, span);
                if !self.state.dead {
                    self.run_scheduled(span);
                }
                Some(value)
            }
            "create_task" | "ensure_future" | "run_coroutine_threadsafe" | "start_soon" => {
                let task = first?.clone();
                let coroutine = self.coroutine(&task)?;
                self.scheduled.push(coroutine);
                Some(task)
            }
            "wait_for" | "shield" => {
                self.coroutine(first?)?;
                first.cloned()
            }
            "gather" => {
                for value in &arguments.positional {
                    self.coroutine(value)?;
                }
                let mut results = Vec::new();
                for value in &arguments.positional {
                    results.push(self.awaited(value, span));
                }
                if self.state.dead {
                    return Some(Value::empty());
                }
                Some(self.new_sequence(span, ObjectKind::List, Ok(results)))
            }
            "sleep" if receiver == "asyncio" => {
                self.run_scheduled(span);
                Some(self.constant(span, Atom::None))
            }
            "to_thread" if receiver == "asyncio" => {
                let mut passed = arguments.clone();
                let function =
                    (!passed.positional.is_empty()).then(|| passed.positional.remove(0))?;
                Some(self.call_value(&function, &passed))
            }
            "run_in_executor" => {
                let mut passed = arguments.clone();
                let function = passed.positional.get(1).cloned()?;
                passed.positional.drain(..2);
                Some(self.call_value(&function, &passed))
            }
            _ => None,
        }
    }

    /// The last part of a callee's name, and what comes before it where that is
    /// a library.
    fn asynchronous_name(&mut self, callee: &Value) -> Option<(String, String)> {
        match callee.single_atom()? {
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                let (receiver, name) = dotted.rsplit_once('.')?;
                let asynchronous = receiver == "asyncio" || receiver.starts_with("asyncio.");
                asynchronous.then(|| (name.to_owned(), receiver.to_owned()))
            }
            Atom::Bound(bound) if bound.function.is_none() => {
                let open = match bound.receiver {
                    Atom::Unknown(_) => true,
                    Atom::Object(object) => {
                        matches!(self.objects.kind(object), ObjectKind::LibraryInstance(_))
                    }
                    _ => false,
                };
                open.then(|| (self.names.text(bound.name).to_string(), String::new()))
            }
            Atom::Unknown(id) => {
                let (_, name) = self.unknowns.attribute_of(*id)?;
                Some((self.names.text(name).to_string(), String::new()))
            }
            _ => None,
        }
    }
}
