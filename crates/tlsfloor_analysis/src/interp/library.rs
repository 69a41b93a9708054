//! Calls of libraries: the catalogue's effects, run in order.

use super::Interp;
use super::arguments::Arguments;
use super::flow::Split;
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Traced, Value};
use crate::facts::OriginKind;
use std::sync::Arc;
use tlsfloor_catalogue::ApiEntry;
use tlsfloor_catalogue::model::{
    Action, Api, ArgumentOrValue, Condition, ConnectRole, Effect, Match, ReleaseRange, Returns,
};
use tlsfloor_protocol::Role;
use tlsfloor_protocol::platform::BuildSet;
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
    fn parameter(&self, name: &str) -> Option<&Value> {
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

    /// Whether a dotted name is described, or a module of the language.
    pub(super) fn is_known_library(&self, dotted: &str) -> bool {
        self.is_known_name(dotted)
            || self.catalogue.module_known(dotted)
            || dotted.starts_with("builtins.")
            || super::standard::is_standard(dotted)
    }

    /// Calls a library's function or class.
    pub(super) fn call_library_name(&mut self, dotted: &str, arguments: &Arguments) -> Value {
        if let Some(value) = self.call_builtin(dotted, arguments) {
            return value;
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

    fn use_entry(
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
            self.expose(&value);
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
                if target.is_empty() {
                    self.unknown_here(span)
                } else {
                    target
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

    /// The effects in order; returns the target context.
    pub(super) fn run_effects(&mut self, used: &Use<'_>) -> Value {
        let mut target = match used.receiver {
            Some(object) if matches!(self.objects.kind(object), ObjectKind::Context(_)) => {
                self.object_value(used.span, object).restricted(&used.guard)
            }
            _ => Value::empty(),
        };
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

    // ----- arguments -----

    fn bind_library_parameters(
        &mut self,
        api: &Api,
        arguments: &Arguments,
    ) -> Vec<(String, Value)> {
        let mut bound = Vec::new();
        for parameter in &api.parameters {
            let by_position = parameter
                .position
                .and_then(|position| arguments.positional.get(usize::from(position)))
                .cloned();
            let name = self.names.intern(&parameter.name);
            let value = by_position.or_else(|| arguments.keyword(name).cloned());
            let value = match value {
                Some(value) => value,
                None => {
                    let open = if parameter.position.is_some() {
                        arguments.open_positional.as_ref()
                    } else {
                        None
                    };
                    // What may stand in an unknown `**kwargs` is not counted:
                    // nearly every wrapper has one, and says nothing by it.
                    match open {
                        Some(open) => open.clone(),
                        None => continue,
                    }
                }
            };
            let value = value.on_path(&self.choices, &self.state.path);
            if !value.is_empty() {
                bound.push((parameter.name.clone(), value));
            }
        }
        bound
    }

    fn unused_arguments(&mut self, api: &Api, arguments: &Arguments) -> Vec<Value> {
        let mut unused = Vec::new();
        for (index, value) in arguments.positional.iter().enumerate() {
            let known = api
                .parameters
                .iter()
                .any(|parameter| parameter.position.map(usize::from) == Some(index));
            if !known {
                unused.push(value.clone());
            }
        }
        for (name, value) in &arguments.keywords {
            let text = self.names.text(*name);
            if !api.parameters.iter().any(|p| p.name == text.as_ref()) {
                unused.push(value.clone());
            }
        }
        unused
    }

    // ----- conditions -----

    /// Where an effect's condition holds.
    fn condition(&mut self, when: &Condition, used: &Use<'_>) -> Split {
        let (mut yes, mut no) = (vec![Guard::ALWAYS], Vec::new());
        let add = |outcomes: Vec<(Guard, bool)>, yes: &mut Vec<Guard>, no: &mut Vec<Guard>| {
            let mut still = Vec::new();
            for holds in yes.iter() {
                for (guard, truth) in &outcomes {
                    if let Some(guard) = holds.and(guard) {
                        if *truth {
                            still.push(guard);
                        } else {
                            no.push(guard);
                        }
                    }
                }
            }
            *yes = still;
        };
        if !release_is_newest(&when.release) {
            return Split {
                yes: None,
                no: Some(Guard::ALWAYS),
            };
        }
        if !when.python.intervals.is_empty() {
            let groups = self.by_build(self.builds(), |build| when.python.contains(build.python));
            let single = groups.len() == 1;
            let outcomes = groups
                .into_iter()
                .map(|(builds, holds)| {
                    let guard = if single {
                        Guard::ALWAYS
                    } else {
                        Guard::on(builds)
                    };
                    (guard, holds)
                })
                .collect();
            add(outcomes, &mut yes, &mut no);
        }
        for name in &when.given {
            let outcomes = self.given(used.parameter(name), true);
            add(outcomes, &mut yes, &mut no);
        }
        for name in &when.omitted {
            let outcomes = self.given(used.parameter(name), false);
            add(outcomes, &mut yes, &mut no);
        }
        for (name, matches) in &when.equals {
            let value = used.parameter(name).cloned();
            let outcomes = self.equals_any(value.as_ref(), matches, used.span);
            add(outcomes, &mut yes, &mut no);
        }
        self.split_of(yes, no)
    }

    /// Where a parameter is given and not None (or, negated, where it is not).
    fn given(&self, value: Option<&Value>, positive: bool) -> Vec<(Guard, bool)> {
        let Some(value) = value else {
            return vec![(Guard::ALWAYS, !positive)];
        };
        let mut outcomes: Vec<(Guard, bool)> = value
            .atoms()
            .filter(|(guard, _)| self.choices.compatible(guard, &self.state.path))
            .map(|(guard, atom)| (guard.clone(), matches!(atom, Atom::None) != positive))
            .collect();
        if !self.surely_present(value) {
            // Absent on some way to here: as if omitted there.
            let mut pieces = vec![Guard::ALWAYS];
            for (guard, _) in value.entries() {
                let mut next = Vec::new();
                for piece in pieces {
                    for literal in guard.literals() {
                        next.extend(piece.and(&Guard::when(literal.negated())));
                    }
                    if guard.builds.0 != u32::MAX {
                        next.extend(piece.and(&Guard::on(BuildSet(!guard.builds.0))));
                    }
                }
                pieces = next;
            }
            outcomes.extend(pieces.into_iter().map(|guard| (guard, !positive)));
        }
        outcomes
    }

    fn equals_any(
        &mut self,
        value: Option<&Value>,
        matches: &[Match],
        span: Span,
    ) -> Vec<(Guard, bool)> {
        let Some(value) = value else {
            return vec![(Guard::ALWAYS, matches.contains(&Match::None))];
        };
        let mut outcomes = Vec::new();
        for (guard, atom) in value.atoms() {
            if let Atom::Unknown(_) = atom {
                let atom = self.pure("match", matches.len(), atom, &Atom::None);
                let test = Value::atom(atom, Origins::default());
                let split = self.split(span, &test);
                for (side, truth) in [(split.yes, true), (split.no, false)] {
                    outcomes.extend(side.and_then(|side| Some((guard.and(&side)?, truth))));
                }
                continue;
            }
            let truth = matches.iter().any(|pattern| self.matches(atom, pattern));
            outcomes.push((guard.clone(), truth));
        }
        outcomes
    }

    /// Whether a known atom is what a table or a condition names.
    pub(super) fn matches(&mut self, atom: &Atom, pattern: &Match) -> bool {
        let builds = self.builds();
        match (pattern, atom) {
            (Match::None, atom) => matches!(atom, Atom::None),
            (Match::Bool(wanted), Atom::Bool(value)) => wanted == value,
            (Match::Str(wanted), Atom::Str(text)) => wanted.as_str() == text.as_ref(),
            (Match::Constant(wanted), Atom::Library(name)) => {
                self.names.text(*name).as_ref() == wanted.as_str()
            }
            (Match::Bool(_) | Match::Str(_) | Match::Constant(_), _) => false,
            (Match::Int(wanted), atom) => self
                .ints(atom, builds)
                .is_some_and(|ints| ints.iter().all(|(_, int)| *int == i128::from(*wanted))),
        }
    }

    // ----- actions -----

    fn act(&mut self, effect: &Effect, used: &Use<'_>, target: Value) -> Value {
        let span = used.span;
        match &effect.action {
            Action::New(base) => {
                self.record_creator(used);
                self.new_context(base, span)
            }
            Action::Use { argument } => match used.parameter(argument) {
                Some(value) => {
                    let contexts = self.contexts_in(&value.clone());
                    if contexts.is_empty() {
                        target
                    } else {
                        contexts
                    }
                }
                None => target,
            },
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
            Action::Method(value) => {
                let value = self.action_value(value, used);
                self.set_method(&target, &value, span);
                target
            }
            Action::Minimum(value) => {
                let value = self.action_value(value, used);
                self.set_bound(&target, &value, true, span);
                target
            }
            Action::Maximum(value) => {
                let value = self.action_value(value, used);
                self.set_bound(&target, &value, false, span);
                target
            }
            Action::AddOptions(value) => {
                let value = self.action_value(value, used);
                self.change_options(&target, &value, super::context::Change::Add, span);
                target
            }
            Action::RemoveOptions(value) => {
                let value = self.action_value(value, used);
                self.change_options(&target, &value, super::context::Change::Remove, span);
                target
            }
            Action::AssignOptions(value) => {
                let value = self.action_value(value, used);
                self.change_options(&target, &value, super::context::Change::Assign, span);
                target
            }
            Action::Lookup { argument, table } => {
                let library = Arc::clone(&used.entry.library);
                let table = self.catalogue.table(&library, table).cloned();
                if let (Some(table), Some(value)) = (table, used.parameter(argument).cloned()) {
                    self.look_up(&target, &value, &table, span);
                }
                target
            }
            Action::Set(settings) => {
                let origins = Origins::one(self.traces.origin(span, OriginKind::Default));
                for (guard, object) in self.context_objects(&target) {
                    self.apply_settings(object, &guard, settings, &origins);
                }
                target
            }
            Action::Connect(role) => {
                let role = self.connect_role(role, used);
                self.connect(&target, role, used);
                target
            }
            Action::Role(role) => {
                if let Some(object) = used.receiver {
                    self.records.play(object, *role);
                }
                target
            }
            Action::Ignore { .. } => target,
            Action::Refuse { .. } => {
                // The library raises; where nothing catches it, the code after
                // it is judged all the same.
                let unknown = self.unknown_here(span);
                self.raise("ValueError");
                self.contexts_in(&unknown)
            }
        }
    }

    pub(super) fn connect_role(
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
                        super::flow::Truth::Known(true) => Some(Role::Server),
                        super::flow::Truth::Known(false) => Some(Role::Client),
                        super::flow::Truth::When(_) => None,
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
                let key = crate::domain::state::plain(Atom::Str(key.as_str().into()));
                let known = mapping.atoms().all(|(_, atom)| match atom {
                    Atom::Object(object) => {
                        matches!(self.objects.kind(*object), ObjectKind::Dict)
                    }
                    _ => false,
                });
                if !known {
                    return self.unknown_here(used.span);
                }
                let mut all = crate::domain::state::Mapping::default();
                self.update_mapping(&mut all, &mapping, used.span);
                match key.single_atom().and_then(|key| all.get(key)) {
                    Some(value) => value.on_path(&self.choices, &self.state.path),
                    None => all.rest.unwrap_or_else(Value::empty),
                }
            }
            ArgumentOrValue::Attribute { name, default } => {
                let name = self.names.intern(name);
                let own = match used.receiver {
                    Some(object) => self.object_place(object, name),
                    None => Value::empty(),
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

    /// `ssl.TLSVersion(769)`, `Enum(value)` of a library: the member.
    fn enumeration_of_value(&mut self, class: &str, arguments: &Arguments) -> Value {
        let Some(value) = arguments.positional.first() else {
            return self.unfollowed(arguments);
        };
        let mut entries = Vec::new();
        for (guard, traced) in value.clone().entries() {
            let builds = self.builds();
            let atom = match self.ints(&traced.atom, builds).as_deref() {
                Some([(_, int)]) => Atom::Int(*int),
                _ => {
                    let unknown = self.pure("enum", 0, &traced.atom, &Atom::Str(class.into()));
                    entries.push((
                        guard.clone(),
                        Traced {
                            atom: unknown,
                            origins: traced.origins.clone(),
                        },
                    ));
                    continue;
                }
            };
            entries.push((
                guard.clone(),
                Traced {
                    atom,
                    origins: traced.origins.clone(),
                },
            ));
        }
        Value::of(entries)
    }
}

/// The newest release is judged as long as no other is stated.
fn release_is_newest(range: &ReleaseRange) -> bool {
    range.before.is_none()
}
