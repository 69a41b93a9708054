//! Calls of libraries: which entry of the catalogue a call means.
//!
//! An entry's parameters are bound and its effects are run in order, on the
//! builds on which it holds; `effect` says what each of them does, `condition`
//! where.

mod attribute;
mod condition;
mod effect;
mod enumeration;
mod parameter;
mod setting;
mod unknown;

use super::Interp;
use super::arguments::Arguments;
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Value};
use tlsfloor_catalogue::ApiEntry;
use tlsfloor_catalogue::model::{Action, Api, Returns};
use tlsfloor_source::Span;

/// One use of an API that is being run.
pub(super) struct Use<'c> {
    pub(super) entry: &'c ApiEntry,
    /// The call, or the assignment.
    pub(super) span: Span,
    /// The object that it is used on.
    pub(super) receiver: Option<ObjectId>,
    /// Where, on the present path, it is that object.
    pub(super) guard: Guard,
    pub(super) parameters: Vec<(String, Value)>,
    /// The API is gone from these builds.
    pub(super) removed: bool,
    /// No TLS knob was given.
    pub(super) implicit: bool,
    /// The object that the call returns, where it makes one.
    pub(super) instance: Option<ObjectId>,
}

impl Use<'_> {
    pub(super) fn parameter(&self, name: &str) -> Option<&Value> {
        self.parameters
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value)
    }

    fn api(&self) -> &Api {
        &self.entry.api
    }
}

impl<'a> Interp<'a> {
    /// Whether the catalogue describes this very name.
    pub(super) fn is_known_name(&self, dotted: &str) -> bool {
        self.catalogue.constant(dotted).is_some()
            || self.catalogue.class(dotted).is_some()
            || !self.catalogue.function(dotted).is_empty()
    }

    /// Whether a dotted name is a module itself, not something inside one.
    pub(super) fn is_module(&self, dotted: &str) -> bool {
        self.catalogue
            .libraries()
            .iter()
            .any(|library| library.modules.iter().any(|module| module == dotted))
            || !dotted.contains('.')
    }

    /// Calls a library's function or class.
    pub(super) fn call_library_name(&mut self, dotted: &str, arguments: &Arguments) -> Value {
        if let Some(value) = self.call_builtin(dotted, arguments) {
            return value;
        }
        if let Some(value) = self.construct_exception(dotted, arguments) {
            return value;
        }
        if let Some(value) = self.read_library_namespace(dotted, arguments) {
            return value;
        }
        if let (Some(class), [key]) = (
            dotted.strip_suffix(".__getitem__"),
            arguments.positional.as_slice(),
        ) && self.is_enumeration(class)
        {
            let class = self.library(class);
            let class = self.constant(arguments.span, class);
            return self.item(&class, &key.clone(), arguments.span);
        }
        if let Some((namespace, method)) = dotted.rsplit_once('.')
            && matches!(
                method,
                "update" | "setdefault" | "pop" | "clear" | "__setitem__"
            )
        {
            let namespace = Atom::Library(self.names.intern(namespace));
            self.note_library_namespace(&namespace);
        }
        let catalogue = self.catalogue;
        let entries = catalogue.function(dotted);
        if entries.is_empty() {
            if let Some(class) = catalogue.class(dotted) {
                if class.enumeration {
                    return self.enumeration_of_value(dotted, arguments);
                }
                let name = self.names.intern(dotted);
                let object = self.new_object(
                    arguments.span,
                    "instance",
                    ObjectKind::LibraryInstance(name),
                );
                return self.object_value(arguments.span, object);
            }
            if super::standard::is_pure(dotted) {
                return self.pure_call(super::standard::interned_name(dotted), arguments);
            }
            if let Some(value) = self.method_of_unknown_library(dotted, arguments) {
                return value;
            }
            self.keywords_to_unknown(arguments);
            return self.unfollowed(arguments);
        }
        self.use_api(entries, None, arguments)
    }

    /// `library.thing.wrap_socket(…)` of a library that nothing is known of.
    fn method_of_unknown_library(&mut self, dotted: &str, arguments: &Arguments) -> Option<Value> {
        let (receiver, method) = dotted.rsplit_once('.')?;
        if self.catalogue.module_known(receiver) || super::standard::is_standard(receiver) {
            return None;
        }
        let receiver = Atom::Library(self.names.intern(receiver));
        self.call_method_on_unknown(&receiver, method, arguments)
    }

    /// Calls a method of an instance of a library's class.
    pub(super) fn call_instance_method(
        &mut self,
        object: ObjectId,
        class: Name,
        method: Name,
        arguments: &Arguments,
    ) -> Value {
        let (class, method) = (self.names.text(class), self.names.text(method));
        let catalogue = self.catalogue;
        let entries = catalogue.method(&class, &method);
        if entries.is_empty() {
            self.keywords_to_unknown(arguments);
            return self.unfollowed(arguments);
        }
        self.use_api(entries, Some(object), arguments)
    }

    /// Runs the entry that holds on each build.
    pub(super) fn use_api(
        &mut self,
        entries: &[ApiEntry],
        receiver: Option<ObjectId>,
        arguments: &Arguments,
    ) -> Value {
        let groups = self.by_build(self.builds(), |build| {
            let fits = |entry: &ApiEntry| entry.api.release.before.is_none();
            let exact = entries
                .iter()
                .position(|entry| fits(entry) && entry.api.python.contains(build.python));
            // Gone, or not there yet: as where it is.
            let nearest = entries.iter().rposition(fits);
            (exact.or(nearest), exact.is_none())
        });
        let before = self.state.clone();
        let (mut done, mut result) = (Vec::new(), Value::empty());
        let single = groups.len() == 1;
        for (builds, (entry, removed)) in groups {
            let Some(entry) = entry.map(|index| &entries[index]) else {
                continue;
            };
            let guard = if single {
                Guard::ALWAYS
            } else {
                Guard::on(builds)
            };
            self.state = before.clone();
            self.assume(&guard);
            if self.state.dead {
                continue;
            }
            let value = self.use_entry(entry, receiver, arguments, removed);
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

    pub(in crate::interp) fn use_entry(
        &mut self,
        entry: &ApiEntry,
        receiver: Option<ObjectId>,
        arguments: &Arguments,
        removed: bool,
    ) -> Value {
        let parameters = self.bind_library_parameters(&entry.api, arguments);
        let knob_given = entry.api.parameters.iter().any(|parameter| {
            parameter.knob
                && parameters.iter().any(|(name, value)| {
                    *name == parameter.name
                        && value.atoms().any(|(_, atom)| !matches!(atom, Atom::None))
                })
        });
        // What the library does not take up goes on to code that is not in view.
        let rest: Vec<Value> = self.unused_arguments(&entry.api, arguments);
        for value in rest {
            self.expose(&value, arguments.span);
        }
        let instance = match &entry.api.returns {
            Returns::Instance(class) => {
                let name = self.names.intern(class);
                Some(self.new_object(
                    arguments.span,
                    "instance",
                    ObjectKind::LibraryInstance(name),
                ))
            }
            _ => None,
        };
        let used = Use {
            entry,
            span: arguments.span,
            receiver,
            guard: Guard::ALWAYS,
            parameters,
            removed,
            implicit: entry.api.implicit && !knob_given,
            instance,
        };
        let target = self.run_effects(&used);
        if self.state.dead {
            return Value::empty();
        }
        if self.factories_patched && self.makes_factory(used.api()) {
            self.forget_settings_of(&target, used.span);
        }
        let connects = used
            .api()
            .effects
            .iter()
            .any(|effect| matches!(effect.action, Action::Connect(_)));
        if connects || used.api().effects.is_empty() {
            self.may_raise();
        }
        self.returned(&used, target)
    }

    fn returned(&mut self, used: &Use<'_>, target: Value) -> Value {
        let span = used.span;
        match &used.api().returns {
            Returns::Unknown => self.unknown_here(span),
            Returns::Context => {
                let own = used.receiver.filter(|_| used.api().effects.is_empty());
                match own {
                    // What a factory makes is what it stands for.
                    Some(object) => self.object_value(span, object),
                    None if target.is_empty() => self.unknown_here(span),
                    None => target,
                }
            }
            Returns::Instance(_) => match used.instance {
                Some(object) => self.object_value(span, object),
                None => self.unknown_here(span),
            },
            Returns::This => match used.receiver {
                Some(object) => self.object_value(span, object),
                None => self.unknown_here(span),
            },
            Returns::None => self.constant(span, Atom::None),
            Returns::Options => match used.receiver {
                Some(object) => self.read_options(object, span),
                None => self.unknown_here(span),
            },
        }
    }
}
