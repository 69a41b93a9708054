//! Special methods: what the language calls of a class of the program where no
//! call is written: operators, items, truth, and reading and writing attributes.
//!
//! Each runs where Python calls it, with its real arguments. What a class does
//! not define is looked up as for any other value.

mod attribute;
mod namespace;
mod operator;
mod slots;

pub(super) use attribute::SETTER;
pub(in crate::interp) use namespace::OF_INSTANCES;

use super::Interp;
use super::arguments::Arguments;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Value};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// The instance and its class, if an atom is an instance of a class of the
    /// program.
    pub(super) fn own_instance(&self, atom: &Atom) -> Option<(ObjectId, ObjectId)> {
        let Atom::Object(object) = *atom else {
            return None;
        };
        match *self.objects.kind(object) {
            ObjectKind::Instance(class) => Some((object, class)),
            // A class is an instance of its metaclass.
            ObjectKind::Class(ref class) => Some((object, class.metaclass?)),
            _ => None,
        }
    }

    /// Whether a value may be an instance whose class defines one of these
    /// methods.
    pub(super) fn has_special(&mut self, value: &Value, methods: &[&str]) -> bool {
        value.atoms().any(|(_, atom)| {
            self.own_instance(atom).is_some_and(|(_, class)| {
                methods.iter().any(|method| {
                    let name = self.names.intern(method);
                    !self.class_attribute(class, name).is_empty()
                })
            })
        })
    }

    /// Whether a class may have methods that are not in view.
    pub(super) fn may_have_special(&mut self, class: ObjectId) -> bool {
        let (_, libraries, complete) = self.ancestors(class);
        let object = |name: &crate::domain::intern::Name| {
            self.names.text(*name).as_ref() == "builtins.object"
        };
        !complete || !libraries.iter().all(object)
    }

    /// Calls a special method that the class of an instance defines; `None` if
    /// it defines none.
    pub(super) fn special(
        &mut self,
        atom: &Atom,
        method: &str,
        given: &[Value],
        span: Span,
    ) -> Option<Value> {
        let (object, class) = self.own_instance(atom)?;
        let name = self.names.intern(method);
        let function = self.class_attribute(class, name);
        if function.is_empty() || function.single_atom() == Some(&Atom::None) {
            return None;
        }
        let method = self.read_from_class(object, class, &function, span);
        let mut arguments = Arguments::none(span);
        arguments.positional = given.to_vec();
        Some(self.call_value(&method, &arguments))
    }

    /// Runs each case on its own copy of the state, where its guard holds, and
    /// merges what they leave. The cases are all that can be.
    pub(super) fn each_case<T>(
        &mut self,
        cases: Vec<(Guard, T)>,
        mut run: impl FnMut(&mut Self, T) -> Value,
    ) -> Value {
        let (path, choices) = (&self.state.path, &self.choices);
        let mut cases: Vec<(Guard, T)> = cases
            .into_iter()
            .filter(|(guard, _)| choices.compatible(guard, path))
            .collect();
        if let [(guard, _)] = cases.as_slice()
            && (guard.is_always() || path.implies(guard))
            && let Some((_, only)) = cases.pop()
        {
            return run(self, only);
        }
        let exclusive = cases.iter().enumerate().all(|(at, (guard, _))| {
            cases[at + 1..]
                .iter()
                .all(|(other, _)| !self.choices.compatible(guard, other))
        });
        let before = self.state.clone();
        let (mut done, mut result) = (Vec::new(), Value::empty());
        for (guard, case) in cases {
            self.state = before.clone();
            let guard = if exclusive {
                guard
            } else {
                let apart = self.choices.fresh();
                guard.and(&Guard::when(apart)).unwrap_or(guard)
            };
            self.assume(&guard);
            if self.state.dead {
                continue;
            }
            let value = run(self, case);
            result = result.union(&value.restricted(&guard));
            let state = self.take_state();
            done.push(state);
        }
        self.state.dead = true;
        if let Some(state) = self.merge_states(done) {
            self.state = state;
        }
        result
    }

    /// Runs something where a guard holds, and nothing elsewhere.
    pub(super) fn only_where(&mut self, guard: &Guard, run: impl FnOnce(&mut Self)) {
        if guard.is_always() || self.state.path.implies(guard) {
            run(self);
            return;
        }
        let mut elsewhere = Vec::new();
        for piece in self.complement(guard) {
            let mut state = self.state.clone();
            if let Some(path) = self.choices.narrow(&state.path, &piece) {
                state.path = path;
                elsewhere.push(state);
            }
        }
        self.assume(guard);
        if !self.state.dead {
            run(self);
        }
        self.rejoin(elsewhere);
    }

    /// What a value's `__bool__` or `__len__` says, where its class has one.
    pub(super) fn truth_value(&mut self, value: &Value, span: Span) -> Value {
        const METHODS: [&str; 3] = ["__bool__", "__nonzero__", "__len__"];
        if !self.has_special(value, &METHODS) {
            return self.without_classes(value);
        }
        self.each_case(value.entries().to_vec(), |interp, traced| {
            for method in METHODS {
                if let Some(value) = interp.special(&traced.atom, method, &[], span) {
                    return value;
                }
            }
            interp.without_classes(&Value::always(traced))
        })
    }

    /// Calls the first of these methods that a class defines, of each thing
    /// that a value may be; `otherwise` says what else comes of it. `None` if
    /// it can be no such instance.
    pub(super) fn special_or(
        &mut self,
        value: &Value,
        methods: &[&str],
        given: &[Value],
        span: Span,
        mut otherwise: impl FnMut(&mut Self, &Value) -> Value,
    ) -> Option<Value> {
        if !self.has_special(value, methods) {
            return None;
        }
        let cases = value.entries().to_vec();
        Some(self.each_case(cases, |interp, traced| {
            for method in methods {
                if let Some(value) = interp.special(&traced.atom, method, given, span) {
                    return value;
                }
            }
            otherwise(interp, &Value::always(traced))
        }))
    }
}
