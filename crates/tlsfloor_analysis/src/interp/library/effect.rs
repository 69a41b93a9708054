//! What each effect of the catalogue does.

use super::Use;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::{Mapping, plain};
use crate::domain::value::{Atom, Value};
use crate::facts::OriginKind;
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::context::Change;
use crate::interp::flow::Truth;
use std::sync::Arc;
use tlsfloor_catalogue::model::{Action, ArgumentOrValue, ConnectRole, Effect};
use tlsfloor_protocol::Role;

impl<'a> Interp<'a> {
    /// The effects in order; returns the target context.
    pub(in crate::interp) fn run_effects(&mut self, used: &Use<'_>) -> Value {
        let mut target = match used.receiver {
            Some(object) if matches!(self.objects.kind(object), ObjectKind::Context(_)) => {
                self.object_value(used.span, object).restricted(&used.guard)
            }
            _ => Value::empty(),
        };
        if self.refuses(used) {
            self.raise("ValueError");
            return Value::empty();
        }
        for effect in &used.api().effects {
            if self.state.dead {
                return Value::empty();
            }
            let split = self.condition(&effect.when, used);
            let old = target.clone();
            target = self.branch_value(
                &split,
                |interp| interp.act(effect, used, target),
                |interp| old.on_path(&interp.choices, &interp.state.path),
            );
        }
        target
    }

    /// Does what an effect says; returns the target from here on.
    fn act(&mut self, effect: &Effect, used: &Use<'_>, target: Value) -> Value {
        let span = used.span;
        match &effect.action {
            Action::New(base) => {
                self.record_creator(used);
                let made = self.new_context(base, span);
                self.note_factory(&made, used);
                made
            }
            Action::Use { argument } => match used.parameter(argument) {
                Some(value) => {
                    let contexts = self.contexts_in(&value.clone());
                    let contexts = self.given_by_hooks(contexts, span);
                    if contexts.is_empty() {
                        target
                    } else {
                        contexts
                    }
                }
                None => target,
            },
            Action::Recall { attribute } => {
                let name = self.names.intern(attribute);
                match used.receiver {
                    Some(object) => self.object_place(object, name),
                    None => target,
                }
            }
            Action::Clone { base, fields } => self.clone_context(base, fields, &target, span),
            Action::Call { argument } => match used.parameter(argument).cloned() {
                Some(function) => {
                    let value = self.call_value(&function, &Arguments::none(span));
                    self.contexts_in(&value)
                }
                None => target,
            },
            Action::CallFunction {
                function,
                arguments,
            } => self.call_named(function, arguments, used),
            Action::Refuse { .. } => {
                // The library raises; where nothing catches it, the code after
                // it is judged all the same.
                let unknown = self.unknown_here(span);
                self.raise("ValueError");
                self.contexts_in(&unknown)
            }
            action => {
                self.act_on(action, used, &target);
                target
            }
        }
    }

    /// Whether an argument surely is no value that its table takes: then the
    /// library raises, and no context meets a socket.
    fn refuses(&mut self, used: &Use<'_>) -> bool {
        used.api().effects.iter().any(|effect| {
            let refused = match &effect.action {
                Action::Lookup {
                    argument, table, ..
                } => self.is_refused(argument, table, used),
                Action::Refuse { .. } => true,
                _ => false,
            };
            refused && {
                let split = self.condition(&effect.when, used);
                split.yes.is_some() && split.no.is_none()
            }
        })
    }

    fn is_refused(&mut self, argument: &str, table: &str, used: &Use<'_>) -> bool {
        let library = Arc::clone(&used.entry.library);
        let table = self.catalogue.table(&library, table).cloned();
        let (Some(table), Some(value)) = (table, used.parameter(argument)) else {
            return false;
        };
        let value = value.on_path(&self.choices, &self.state.path);
        if table.otherwise.is_some() || value.is_empty() {
            return false;
        }
        let atoms: Vec<Atom> = value.atoms().map(|(_, atom)| atom.clone()).collect();
        let patterns = || table.rows.iter().flat_map(|row| &row.values);
        atoms.iter().all(|atom| {
            !matches!(atom, Atom::Unknown(_)) && !patterns().any(|own| self.matches(atom, own))
        })
    }

    /// Actions that change the target, connect it, or say what it is used for.
    fn act_on(&mut self, action: &Action, used: &Use<'_>, target: &Value) {
        let span = used.span;
        match action {
            Action::Method(value) => {
                let value = self.action_value(value, used);
                self.set_method(target, &value, span);
            }
            Action::Minimum(value) => {
                let value = self.action_value(value, used);
                self.set_bound(target, &value, true, span);
            }
            Action::Maximum(value) => {
                let value = self.action_value(value, used);
                self.set_bound(target, &value, false, span);
            }
            Action::AddOptions(value) => {
                let value = self.action_value(value, used);
                self.change_options(target, &value, Change::Add, span);
            }
            Action::RemoveOptions(value) => {
                let value = self.action_value(value, used);
                self.change_options(target, &value, Change::Remove, span);
            }
            Action::AssignOptions(value) => {
                let value = self.action_value(value, used);
                self.change_options(target, &value, Change::Assign, span);
            }
            Action::Lookup {
                argument,
                table,
                instead,
            } => {
                let library = Arc::clone(&used.entry.library);
                let table = self.catalogue.table(&library, table).cloned();
                if let (Some(table), Some(value)) = (table, used.parameter(argument).cloned()) {
                    self.record_remedy(&value, &table, instead.as_deref());
                    self.look_up(target, &value, &table, span);
                }
            }
            Action::Set(settings) => {
                let origins = Origins::one(self.traces.origin(span, OriginKind::Default));
                for (guard, object) in self.context_objects(target) {
                    self.apply_settings(object, &guard, settings, &origins, span);
                }
            }
            Action::Connect(role) => {
                let role = self.connect_role(role, used);
                self.connect(target, role, used);
            }
            Action::Role(role) => {
                if let Some(object) = used.receiver {
                    self.records.play(object, *role);
                }
            }
            Action::Keep { attribute } => {
                if let Some(object) = used.instance.or(used.receiver) {
                    let name = self.names.intern(attribute);
                    self.write_where(Place::Name(object, name), &used.guard, target);
                }
            }
            Action::New(_)
            | Action::Use { .. }
            | Action::Recall { .. }
            | Action::Clone { .. }
            | Action::Call { .. }
            | Action::CallFunction { .. }
            | Action::Refuse { .. }
            | Action::Ignore { .. } => {}
        }
    }

    /// A constructor of a class that is not the engine's own makes a factory.
    fn note_factory(&mut self, made: &Value, used: &Use<'_>) {
        let name = &used.api().name;
        let makes_contexts = self
            .catalogue
            .class(name)
            .is_some_and(|class| class.context.is_some());
        if !makes_contexts || used.receiver.is_some() {
            return;
        }
        for (_, object) in self.context_objects(made) {
            if let ObjectKind::Context(engine) = *self.objects.kind(object)
                && self.context_class(engine) != name
            {
                let factory = self.names.intern(name);
                self.objects.set_factory_of_context(object, factory);
            }
        }
    }

    pub(in crate::interp) fn connect_role(
        &mut self,
        role: &ConnectRole,
        used: &Use<'_>,
    ) -> Vec<(Guard, Option<Role>)> {
        match role {
            ConnectRole::Fixed(role) => vec![(Guard::ALWAYS, Some(*role))],
            ConnectRole::Unknown => vec![(Guard::ALWAYS, None)],
            ConnectRole::ServerIf(name) => {
                let Some(value) = used.parameter(name).cloned() else {
                    return vec![(Guard::ALWAYS, Some(Role::Client))];
                };
                let mut roles = Vec::new();
                for (guard, atom) in value.atoms() {
                    let role = match self.truth(atom, used.span) {
                        Truth::Known(true) => Some(Role::Server),
                        Truth::Known(false) => Some(Role::Client),
                        Truth::When(_) => None,
                    };
                    roles.push((guard.clone(), role));
                }
                roles
            }
        }
    }

    fn call_named(
        &mut self,
        function: &str,
        arguments: &[(String, ArgumentOrValue)],
        used: &Use<'_>,
    ) -> Value {
        let mut passed = Arguments::none(used.span);
        for (name, value) in arguments {
            let value = self.action_value(value, used);
            if value.is_empty() {
                continue;
            }
            let name = self.names.intern(name);
            passed.keywords.push((name, value));
        }
        let full = self.names.intern(function);
        let stored = self.read(Place::LibraryAttribute(full));
        let callee = if stored.is_empty() {
            self.constant(used.span, Atom::Library(full))
        } else {
            stored
        };
        let value = self.call_value(&callee, &passed);
        self.contexts_in(&value)
    }

    /// The value that an action takes.
    fn action_value(&mut self, value: &ArgumentOrValue, used: &Use<'_>) -> Value {
        match value {
            ArgumentOrValue::Argument(name) => match used.parameter(name) {
                Some(value) => value.on_path(&self.choices, &self.state.path),
                None => Value::empty(),
            },
            ArgumentOrValue::Value(number) => {
                let origins = Origins::one(self.traces.origin(used.span, OriginKind::Default));
                Value::atom(Atom::Int(i128::from(*number)), origins)
            }
            ArgumentOrValue::Item { argument, key } => {
                let Some(mapping) = used.parameter(argument).cloned() else {
                    return Value::empty();
                };
                let key = plain(Atom::Str(key.as_str().into()));
                // `True` in place of a mapping has no items.
                let mapping = Value::of(
                    mapping
                        .entries()
                        .iter()
                        .filter(|(_, traced)| {
                            !matches!(traced.atom, Atom::None | Atom::Bool(_) | Atom::Int(_))
                        })
                        .cloned()
                        .collect(),
                );
                let known = mapping.atoms().all(|(_, atom)| match atom {
                    Atom::Object(object) => self.is_mapping(*object),
                    _ => false,
                });
                if !known {
                    return self.unknown_here(used.span);
                }
                let mut all = Mapping::default();
                self.update_mapping(&mut all, &mapping, used.span);
                match key.single_atom().and_then(|key| all.get(key)) {
                    Some(value) => value.on_path(&self.choices, &self.state.path),
                    None => all.rest.unwrap_or_else(Value::empty),
                }
            }
            ArgumentOrValue::Attribute { name, default } => {
                let name = self.names.intern(name);
                let own = match (used.receiver, self.making) {
                    (Some(object), _) => self.object_place(object, name),
                    (None, Some(making)) => self.class_attribute(making.class, name),
                    (None, None) => Value::empty(),
                };
                if own.is_empty() {
                    let origins = Origins::one(self.traces.origin(used.span, OriginKind::Default));
                    Value::atom(Atom::Int(i128::from(*default)), origins)
                } else {
                    own
                }
            }
        }
    }
}
