//! Contexts: making them, writing their settings, connecting them.

use super::Interp;
use super::arguments::Arguments;
use super::library::Use;
use crate::domain::config::{Config, Tracked, Written};
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::Cell;
use crate::domain::value::{Atom, Guarded, Traced, Value};
use crate::facts::OriginKind;
use ruff_python_ast::Operator;
use tlsfloor_catalogue::model::{Base, ClonedField, Setting, Table};
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{
    Argument, Bound, Build, Context, Engine, Protocol, PythonError, Role, pyopenssl, ssl,
};
use tlsfloor_source::Span;

/// Atoms with what they are as arguments, build by build.
type AtomArguments = Vec<(Atom, Vec<(BuildSet, Option<Argument>)>)>;

/// How a mask of options changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Add,
    Remove,
    Assign,
    /// `options ^= …`, `+= …`, `-= …`: whatever else the operator does.
    Operator(Operator),
}

impl<'a> Interp<'a> {
    /// The catalogue's class of an engine's contexts.
    fn context_class(&self, engine: Engine) -> &'a str {
        self.vocabulary
            .context_classes
            .iter()
            .find(|(own, _)| *own == engine)
            .map_or("", |(_, class)| class.as_str())
    }

    // ----- making -----

    /// A new context with the base's settings as defaults.
    pub(super) fn new_context(&mut self, base: &Base, span: Span) -> Value {
        let object = self.new_object(span, "context", ObjectKind::Context(base.engine));
        let origins = Origins::one(self.traces.origin(span, OriginKind::Default));
        let number = base.method.unwrap_or(match base.engine {
            Engine::Ssl => 2,
            Engine::PyOpenSsl => 7,
        });
        let configs = self.constructed(base.engine, Argument::Int(i128::from(number)), &origins);
        self.set_configs(object, Guarded::of(configs));
        self.records.context(object, span);
        self.object_value(span, object)
    }

    /// What the constructor makes of a method's number, build by build. A
    /// build that lacks the method takes it from the nearest one that has it:
    /// the code goes on with the symbol.
    fn constructed(
        &self,
        engine: Engine,
        number: Argument,
        origins: &Origins,
    ) -> Vec<(Guard, Config)> {
        let builds = self.builds();
        let groups = self.by_build(builds, |build| {
            self.construct(engine, build, number)
                .map(|context| Config::new(&context, origins))
        });
        let single = groups.len() == 1;
        groups
            .into_iter()
            .filter_map(|(builds, config)| {
                let guard = if single {
                    Guard::ALWAYS
                } else {
                    Guard::on(builds)
                };
                Some((guard, config?))
            })
            .collect()
    }

    fn construct(&self, engine: Engine, build: &Build, number: Argument) -> Option<Context> {
        let make = |build: &Build| match (engine, number.integer()) {
            (Engine::Ssl, _) => ssl::socket_context(build, number).ok(),
            (Engine::PyOpenSsl, Some(number)) => {
                pyopenssl::new_context(build, i64::try_from(number).ok()?).ok()
            }
            (Engine::PyOpenSsl, None) => None,
        };
        if let Some(context) = make(build) {
            return Some(context);
        }
        let index = self.universe.iter().position(|own| own == build)?;
        (1..self.universe.len()).find_map(|distance| {
            let later = self.universe.get(index + distance).and_then(make);
            let earlier = index
                .checked_sub(distance)
                .and_then(|at| self.universe.get(at))
                .and_then(make);
            later.or(earlier)
        })
    }

    pub(super) fn clone_context(
        &mut self,
        base: &Base,
        fields: &[ClonedField],
        source: &Value,
        span: Span,
    ) -> Value {
        let sources = self.context_objects(source);
        let made = self.new_context(base, span);
        let Some(Atom::Object(object)) = made.single_atom().cloned() else {
            return made;
        };
        for (guard, source) in sources {
            let configs = self.configs(source);
            let Some((_, config)) = configs.entries().first().cloned() else {
                continue;
            };
            self.update_configs(object, &guard, |_, _, copy| {
                for field in fields {
                    match field {
                        ClonedField::Method => copy.method = config.method.clone(),
                        ClonedField::Minimum => copy.minimum = config.minimum.clone(),
                        ClonedField::Maximum => copy.maximum = config.maximum.clone(),
                        ClonedField::Options => {
                            copy.options = config.options;
                            copy.disabled = config.disabled.clone();
                        }
                    }
                }
            });
        }
        made
    }

    // ----- configurations -----

    pub(super) fn configs(&mut self, object: ObjectId) -> Guarded<Config> {
        let slot = self.slot(Place::Content(object));
        match self.state.store.get(slot) {
            Some(Cell::Configs(configs)) => configs.on_path(&self.choices, &self.state.path),
            _ => Guarded::empty(),
        }
    }

    fn set_configs(&mut self, object: ObjectId, configs: Guarded<Config>) {
        let slot = self.slot(Place::Content(object));
        self.state.store.set(slot, Cell::Configs(configs));
    }

    /// Changes every configuration of a context where `guard` holds, build by
    /// build where the builds differ.
    pub(super) fn update_configs(
        &mut self,
        object: ObjectId,
        guard: &Guard,
        mut change: impl FnMut(&mut Self, &Build, &mut Config),
    ) {
        let old = self.configs(object);
        let kept = self.untouched(&old, guard);
        let changed = self.changed_configs(&old, guard, |interp, build, config, _| {
            change(interp, build, config);
        });
        self.set_configs(object, Guarded::of(changed).union(&kept));
    }

    /// Changes a context by a value: each thing that the value may be changes
    /// the configurations as they were before, and the results stand side by
    /// side.
    fn update_by_value(
        &mut self,
        object: ObjectId,
        guard: &Guard,
        value: &Value,
        span: Span,
        mut change: impl FnMut(&mut Self, &Build, &mut Config, &Traced) -> Option<&'static str>,
    ) {
        let old = self.configs(object);
        let mut outcomes: Vec<(Guard, Option<&'static str>)> = Vec::new();
        let mut entries: Vec<(Guard, Config)> = self.untouched(&old, guard).entries().to_vec();
        for (own, traced) in value.entries() {
            let Some(both) = guard.and(own) else { continue };
            if !self.choices.compatible(&both, &self.state.path) {
                continue;
            }
            let mut traced = traced.clone();
            if traced.origins.list().is_empty() {
                traced.origins = self.written(span);
            }
            let changed = self.changed_configs(&old, &both, |interp, build, config, guard| {
                let error = change(interp, build, config, &traced);
                let bit = BuildSet(interp.bit_of(build));
                let found = outcomes.iter_mut().find(|(own, own_error)| {
                    *own_error == error && own.literals() == guard.literals()
                });
                match found {
                    Some((own, _)) => own.builds.0 |= bit.0,
                    None => {
                        let mut guard = guard.clone();
                        guard.builds = bit;
                        outcomes.push((guard, error));
                    }
                }
            });
            entries.extend(changed);
        }
        if !entries.is_empty() {
            self.set_configs(object, Guarded::of(entries));
        }
        outcomes.extend(
            self.complement(guard)
                .into_iter()
                .map(|piece| (piece, None)),
        );
        self.raise_where(&outcomes);
    }

    /// What a mutator raised, for the configurations for which it did.
    fn raise_where(&mut self, outcomes: &[(Guard, Option<&'static str>)]) {
        for class in ["ValueError", "TypeError", "AttributeError", "OverflowError"] {
            if self.state.dead || !self.catches_builtin(class) {
                continue;
            }
            let raising = |error: &Option<&'static str>| *error == Some(class);
            let failing: Vec<Guard> = outcomes
                .iter()
                .filter(|(_, error)| raising(error))
                .map(|(guard, _)| guard.clone())
                .collect();
            if failing.is_empty() {
                continue;
            }
            let passing = outcomes
                .iter()
                .filter(|(_, error)| !raising(error))
                .map(|(guard, _)| guard.clone())
                .collect();
            let split = self.split_of(failing, passing);
            self.raise_split(&split, class);
        }
    }

    /// The configurations where `guard` does not hold.
    fn untouched(&self, old: &Guarded<Config>, guard: &Guard) -> Guarded<Config> {
        if guard.is_always() || self.state.path.implies(guard) {
            Guarded::empty()
        } else {
            self.outside(old, guard)
        }
    }

    fn changed_configs(
        &mut self,
        old: &Guarded<Config>,
        guard: &Guard,
        mut change: impl FnMut(&mut Self, &Build, &mut Config, &Guard),
    ) -> Vec<(Guard, Config)> {
        let mut entries = Vec::new();
        for (own, config) in old.entries() {
            let Some(both) = own.and(guard) else { continue };
            let builds = BuildSet(both.builds.0 & self.builds().0);
            let mut groups: Vec<(BuildSet, Config)> = Vec::new();
            for (index, build) in self.universe.iter().enumerate() {
                let bit = 1_u32 << index;
                if builds.0 & bit == 0 {
                    continue;
                }
                let mut changed = config.clone();
                change(self, build, &mut changed, &both);
                match groups.iter_mut().find(|(_, own)| *own == changed) {
                    Some((set, _)) => set.0 |= bit,
                    None => groups.push((BuildSet(bit), changed)),
                }
            }
            let single = groups.len() == 1;
            for (builds, config) in groups {
                let guard = if single {
                    Some(both.clone())
                } else {
                    both.and(&Guard::on(builds))
                };
                entries.extend(guard.map(|guard| (guard, config)));
            }
        }
        entries
    }

    /// The contexts that a value may be, with unknown values; nothing else.
    pub(super) fn contexts_in(&mut self, value: &Value) -> Value {
        Value::of(
            value
                .entries()
                .iter()
                .filter(|(_, traced)| match &traced.atom {
                    Atom::Object(object) => {
                        matches!(
                            self.objects.kind(*object),
                            ObjectKind::Context(_) | ObjectKind::Instance(_)
                        )
                    }
                    Atom::Unknown(_) => true,
                    _ => false,
                })
                .cloned()
                .collect(),
        )
    }

    /// The context objects that a value may be here.
    pub(super) fn context_objects(&self, value: &Value) -> Vec<(Guard, ObjectId)> {
        value
            .atoms()
            .filter(|(guard, _)| self.choices.compatible(guard, &self.state.path))
            .filter_map(|(guard, atom)| match atom {
                Atom::Object(object)
                    if matches!(self.objects.kind(*object), ObjectKind::Context(_)) =>
                {
                    Some((guard.clone(), *object))
                }
                _ => None,
            })
            .collect()
    }

    // ----- settings -----

    /// Writes a method: the context is as its constructor makes it.
    pub(super) fn set_method(&mut self, target: &Value, value: &Value, span: Span) {
        let defaults = Origins::one(self.traces.origin(span, OriginKind::Default));
        for (guard, object) in self.context_objects(target) {
            let ObjectKind::Context(engine) = *self.objects.kind(object) else {
                continue;
            };
            let mut entries = Vec::new();
            for (own, traced) in value.entries() {
                let Some(guard) = guard.and(own) else {
                    continue;
                };
                let mut origins = traced.origins.clone();
                if origins.list().is_empty() {
                    origins = self.written(span);
                }
                for (builds, argument) in self.as_arguments(&traced.atom) {
                    let Some(guard) = guard.and(&Guard::on(builds)) else {
                        continue;
                    };
                    let number = argument.unwrap_or(Argument::Int(match engine {
                        Engine::Ssl => 2,
                        Engine::PyOpenSsl => 7,
                    }));
                    if argument.is_some() {
                        self.constructor_may_raise(engine, &guard, number);
                        if self.state.dead {
                            return;
                        }
                    }
                    for (build_guard, mut config) in self.constructed(engine, number, &defaults) {
                        config.method.origins = origins.clone();
                        if argument.is_none() {
                            config.method.value = None;
                        }
                        if let Some(guard) = guard.and(&build_guard) {
                            entries.push((guard, config));
                        }
                    }
                }
            }
            if !entries.is_empty() {
                self.set_configs(object, Guarded::of(entries));
            }
        }
    }

    /// The constructor's own errors, where a handler waits for them.
    fn constructor_may_raise(&mut self, engine: Engine, guard: &Guard, number: Argument) {
        let builds = BuildSet(guard.builds.0 & self.builds().0);
        let groups = self.by_build(builds, |build| match engine {
            Engine::Ssl => ssl::socket_context(build, number).err().map(|e| e.class),
            Engine::PyOpenSsl => number
                .integer()
                .and_then(|number| i64::try_from(number).ok())
                .and_then(|number| pyopenssl::new_context(build, number).err())
                .map(|error| error.class),
        });
        for (builds, error) in groups {
            if let Some(class) = error {
                self.raise_on(builds, class);
            }
        }
    }

    /// Writes a minimum or a maximum.
    pub(super) fn set_bound(&mut self, target: &Value, value: &Value, minimum: bool, span: Span) {
        for (guard, object) in self.context_objects(target) {
            let ObjectKind::Context(engine) = *self.objects.kind(object) else {
                continue;
            };
            let arguments = self.arguments_of(value);
            self.update_by_value(
                object,
                &guard,
                value,
                span,
                |interp, build, config, traced| {
                    let Some(argument) = interp.argument_on(&arguments, &traced.atom, build) else {
                        let field = if minimum {
                            &mut config.minimum
                        } else {
                            &mut config.maximum
                        };
                        *field = Tracked {
                            value: None,
                            origins: traced.origins.clone(),
                        };
                        return None;
                    };
                    let written = if minimum {
                        Written::Minimum
                    } else {
                        Written::Maximum
                    };
                    let result = config.apply(written, &traced.origins, |context| {
                        write_bound(engine, context, build, argument, minimum)
                    });
                    result.err().map(|error| error.class)
                },
            );
            if self.state.dead {
                return;
            }
        }
    }

    /// The bit of a build in a set of builds.
    pub(super) fn bit_of(&self, build: &Build) -> u32 {
        self.universe
            .iter()
            .position(|own| own == build)
            .map_or(0, |index| 1_u32 << index)
    }

    /// An atom as an argument of the protocol crate, build by build; `None`
    /// where it is not known.
    fn as_arguments(&mut self, atom: &Atom) -> Vec<(BuildSet, Option<Argument>)> {
        let everywhere = BuildSet(u32::MAX);
        let builds = self.builds();
        match atom {
            Atom::None => vec![(everywhere, Some(Argument::None))],
            Atom::Bool(value) => vec![(everywhere, Some(Argument::Bool(*value)))],
            Atom::Str(_) => vec![(everywhere, Some(Argument::Str))],
            Atom::Unknown(_) => vec![(everywhere, None)],
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                if self.catalogue.constant(&dotted).is_none() {
                    return vec![(everywhere, None)];
                }
                self.constant_ints(&dotted, builds)
                    .into_iter()
                    .map(|(builds, int)| (builds, int.map(Argument::Int)))
                    .collect()
            }
            _ => match self.ints(atom, builds) {
                Some(ints) => ints
                    .into_iter()
                    .map(|(builds, int)| (builds, Some(Argument::Int(int))))
                    .collect(),
                None => match atom {
                    Atom::Float(_) | Atom::Bytes(_) | Atom::Tuple(_) => {
                        vec![(everywhere, Some(Argument::Other))]
                    }
                    _ => vec![(everywhere, None)],
                },
            },
        }
    }

    /// Each atom of a value as arguments.
    fn arguments_of(&mut self, value: &Value) -> AtomArguments {
        let atoms: Vec<Atom> = value.atoms().map(|(_, atom)| atom.clone()).collect();
        atoms
            .into_iter()
            .map(|atom| {
                let arguments = self.as_arguments(&atom);
                (atom, arguments)
            })
            .collect()
    }

    fn argument_on(
        &self,
        arguments: &AtomArguments,
        atom: &Atom,
        build: &Build,
    ) -> Option<Argument> {
        let bit = self.bit_of(build);
        let (_, arguments) = arguments.iter().find(|(own, _)| own == atom)?;
        arguments
            .iter()
            .find(|(builds, _)| builds.0 & bit != 0)
            .and_then(|(_, argument)| *argument)
    }

    /// Changes the options of contexts.
    pub(super) fn change_options(
        &mut self,
        target: &Value,
        value: &Value,
        change: Change,
        span: Span,
    ) {
        for (guard, object) in self.context_objects(target) {
            let ObjectKind::Context(engine) = *self.objects.kind(object) else {
                continue;
            };
            let arguments = self.arguments_of(value);
            self.update_by_value(
                object,
                &guard,
                value,
                span,
                |interp, build, config, traced| {
                    let result = match interp.argument_on(&arguments, &traced.atom, build) {
                        Some(argument) => {
                            change_known(engine, config, build, argument, change, &traced.origins)
                        }
                        None => {
                            change_unknown(config, change, &traced.origins);
                            Ok(())
                        }
                    };
                    result.err().map(|error| error.class)
                },
            );
            if self.state.dead {
                return;
            }
        }
    }

    /// `context.options op= operand`, bit by bit, so that unknown bits do not
    /// make the known ones unknown.
    pub(super) fn augment_options(
        &mut self,
        object: &Value,
        name: Name,
        op: Operator,
        operand: &Value,
        span: Span,
    ) -> bool {
        let text = self.names.text(name);
        let contexts = self.context_objects(object);
        if text.as_ref() != "options"
            || contexts.is_empty()
            || contexts.len() != object.entries().len()
        {
            return false;
        }
        let change = match op {
            Operator::BitOr => Change::Add,
            other => Change::Operator(other),
        };
        self.change_options(object, operand, change, span);
        true
    }

    /// Writes what a table's row says.
    pub(super) fn look_up(&mut self, target: &Value, value: &Value, table: &Table, span: Span) {
        for (guard, object) in self.context_objects(target) {
            self.update_by_value(
                object,
                &guard,
                value,
                span,
                |interp, build, config, traced| {
                    if let Atom::Unknown(_) = traced.atom {
                        for row in &table.rows {
                            forget_settings(config, &row.settings, &traced.origins);
                        }
                        return None;
                    }
                    let row = table.rows.iter().find(|row| {
                        row.values
                            .iter()
                            .any(|pattern| interp.matches(&traced.atom, pattern))
                    });
                    match (row, &table.otherwise) {
                        (Some(row), _) => {
                            interp.write_settings(build, config, &row.settings, &traced.origins);
                        }
                        (None, Some(otherwise)) => {
                            interp.write_settings(build, config, otherwise, &traced.origins);
                        }
                        (None, None) => return Some("ValueError"),
                    }
                    None
                },
            );
        }
    }

    /// Writes settings in the protocol crate's terms.
    pub(super) fn apply_settings(
        &mut self,
        object: ObjectId,
        guard: &Guard,
        settings: &[Setting],
        origins: &Origins,
    ) {
        self.update_configs(object, guard, |interp, build, config| {
            interp.write_settings(build, config, settings, origins);
        });
    }

    fn write_settings(
        &self,
        build: &Build,
        config: &mut Config,
        settings: &[Setting],
        origins: &Origins,
    ) {
        for setting in settings {
            if let Setting::Method(number) = setting {
                let number = Argument::Int(i128::from(*number));
                if let Some(context) = self.construct(config.engine, build, number) {
                    config.method = Tracked {
                        value: Some(context.method),
                        origins: origins.clone(),
                    };
                }
            } else {
                apply_setting(config, setting, origins);
            }
        }
    }

    /// Code that is not followed may have set anything.
    pub(super) fn forget_settings_of(&mut self, value: &Value, span: Span) {
        let origins = Origins::one(self.traces.origin(span, OriginKind::Unknown));
        for (guard, object) in self.context_objects(value) {
            self.update_configs(object, &guard, |_, _, config| {
                config.method = Tracked {
                    value: None,
                    origins: origins.clone(),
                };
                config.minimum = Tracked {
                    value: None,
                    origins: origins.clone(),
                };
                config.maximum = Tracked {
                    value: None,
                    origins: origins.clone(),
                };
                for protocol in Protocol::ALL {
                    config.forget_bit(protocol, &origins);
                }
            });
        }
    }

    // ----- attributes and methods -----

    pub(super) fn context_attribute(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: Name,
        span: Span,
    ) -> Value {
        let text = self.names.text(name);
        match (engine, text.as_ref()) {
            (Engine::Ssl, "options") => return self.read_options(object, span),
            (Engine::Ssl, "minimum_version") => return self.read_bound(object, true, span),
            (Engine::Ssl, "maximum_version") => return self.read_bound(object, false, span),
            _ => {}
        }
        let stored = self.read(Place::Name(object, name));
        if !stored.is_empty() {
            return stored;
        }
        let class = self.context_class(engine);
        if self.catalogue.method(class, &text).is_empty() {
            // Something about certificates or ciphers, or nothing at all.
            self.may_raise_known("AttributeError");
            return self.bound(Atom::Object(object), name, None, span);
        }
        self.bound(Atom::Object(object), name, None, span)
    }

    /// Whether a context of the engine has an attribute or method.
    pub(super) fn context_has(&self, engine: Engine, name: &str, build: &Build) -> bool {
        let class = self.context_class(engine);
        let attribute = self.catalogue.attribute(class, name);
        let method = self.catalogue.method(class, name);
        if attribute.is_empty() && method.is_empty() {
            return true;
        }
        attribute
            .iter()
            .chain(method)
            .any(|entry| entry.api.python.contains(build.python))
    }

    pub(super) fn read_options(&mut self, object: ObjectId, span: Span) -> Value {
        let configs = self.configs(object);
        let mut entries = Vec::new();
        for (guard, config) in configs.entries() {
            if !config.options_known() {
                let unknown = self.unknown_here(span);
                entries.extend(unknown.restricted(guard).entries().iter().cloned());
                continue;
            }
            let context = config.context();
            let builds = BuildSet(guard.builds.0 & self.builds().0);
            let groups = self.by_build(builds, |build| match context.engine {
                Engine::Ssl => ssl::read_options(&context, build),
                Engine::PyOpenSsl => i128::from(context.options),
            });
            for (builds, int) in groups {
                if let Some(guard) = guard.and(&Guard::on(builds)) {
                    entries.push((
                        guard,
                        Traced {
                            atom: Atom::Int(int),
                            origins: Origins::default(),
                        },
                    ));
                }
            }
        }
        Value::of(entries)
    }

    fn read_bound(&mut self, object: ObjectId, minimum: bool, span: Span) -> Value {
        let configs = self.configs(object);
        let mut entries = Vec::new();
        for (guard, config) in configs.entries() {
            let field = if minimum {
                &config.minimum
            } else {
                &config.maximum
            };
            let context = config.context();
            let builds = BuildSet(guard.builds.0 & self.builds().0);
            let known = field.value.is_some() && config.method.value.is_some();
            let groups = self.by_build(builds, |build| {
                if !known {
                    return None;
                }
                let read = if minimum {
                    ssl::minimum_version(&context, build)
                } else {
                    ssl::maximum_version(&context, build)
                };
                read.ok()
            });
            for (builds, int) in groups {
                let Some(guard) = guard.and(&Guard::on(builds)) else {
                    continue;
                };
                match int {
                    Some(int) => entries.push((
                        guard,
                        Traced {
                            atom: Atom::Int(i128::from(int)),
                            origins: field.origins.clone(),
                        },
                    )),
                    None => {
                        let unknown = self.unknown_here(span);
                        entries.extend(unknown.restricted(&guard).entries().iter().cloned());
                    }
                }
            }
        }
        Value::of(entries)
    }

    /// `context.name = value`.
    pub(super) fn assign_setting(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        let text = self.names.text(name);
        let class = self.context_class(engine);
        let catalogue = self.catalogue;
        let entries = catalogue.attribute(class, &text);
        if entries.is_empty() {
            self.write_where(Place::Name(object, name), guard, value);
            return;
        }
        self.use_attribute(entries, object, guard, value, span);
    }

    pub(super) fn call_context_method(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: &str,
        arguments: &Arguments,
    ) -> Value {
        let class = self.context_class(engine);
        let catalogue = self.catalogue;
        let entries = catalogue.method(class, name);
        if entries.is_empty() {
            // Certificates, ciphers, callbacks: no version settings.
            self.may_raise();
            return self.unknown_here(arguments.span);
        }
        self.use_api(entries, Some(object), arguments)
    }

    pub(super) fn expose_context(&mut self, object: ObjectId) {
        let exposed = self.configs(object).map(|config| Config {
            exposed: true,
            ..config.clone()
        });
        self.set_configs(object, exposed);
    }

    // ----- connecting -----

    /// The target meets a socket: an endpoint for each context that it may be.
    pub(super) fn connect(
        &mut self,
        target: &Value,
        roles: Vec<(Guard, Option<Role>)>,
        used: &Use<'_>,
    ) {
        for (role_guard, role) in roles {
            for (guard, traced) in target.entries() {
                let Some(guard) = guard.and(&role_guard) else {
                    continue;
                };
                if !self.choices.compatible(&guard, &self.state.path) {
                    continue;
                }
                match &traced.atom {
                    Atom::Object(object)
                        if matches!(self.objects.kind(*object), ObjectKind::Context(_)) =>
                    {
                        self.connect_context(*object, &guard, role, used);
                    }
                    _ => {
                        let builds = BuildSet(guard.builds.0 & self.builds().0);
                        self.record_unknown(builds, role, used);
                    }
                }
            }
        }
    }

    fn connect_context(
        &mut self,
        object: ObjectId,
        guard: &Guard,
        role: Option<Role>,
        used: &Use<'_>,
    ) {
        let configs = self.configs(object);
        let mut errors: Vec<(u32, &'static str)> = Vec::new();
        let mut outcomes = Vec::new();
        for (own, config) in configs.entries() {
            let Some(both) = own.and(guard) else { continue };
            if !self.choices.compatible(&both, &self.state.path) {
                continue;
            }
            let builds = BuildSet(both.builds.0 & self.builds().0);
            outcomes.push((builds, config.clone()));
            if let (Engine::Ssl, Some(role)) = (config.engine, role) {
                for (index, build) in self.universe.iter().enumerate() {
                    if builds.0 & (1 << index) != 0
                        && ssl::wrap(&config.context(), build, role).is_err()
                    {
                        errors.push((1 << index, "OSError"));
                    }
                }
            }
        }
        self.record_connection(object, outcomes, role, used);
        // What wrapping raises at once is seen by a handler only.
        let failing = errors.iter().fold(0, |all, (bit, _)| all | bit);
        if failing != 0 {
            self.raise_on(BuildSet(failing), "OSError");
        }
    }
}

/// An operator that Python does not have for these operands.
const UNSUPPORTED: PythonError = PythonError {
    class: "TypeError",
    message: "unsupported operand type(s)",
};

fn write_bound(
    engine: Engine,
    context: &mut Context,
    build: &Build,
    argument: Argument,
    minimum: bool,
) -> Result<(), PythonError> {
    match (engine, minimum) {
        (Engine::Ssl, true) => ssl::set_minimum_version(context, build, argument),
        (Engine::Ssl, false) => ssl::set_maximum_version(context, build, argument),
        (Engine::PyOpenSsl, true) => pyopenssl::set_min_proto_version(context, build, argument),
        (Engine::PyOpenSsl, false) => pyopenssl::set_max_proto_version(context, build, argument),
    }
}

fn change_known(
    engine: Engine,
    config: &mut Config,
    build: &Build,
    argument: Argument,
    change: Change,
    origins: &Origins,
) -> Result<(), PythonError> {
    let Some(operand) = argument.integer() else {
        return match change {
            Change::Assign => config.apply(Written::Options, origins, |context| {
                ssl::set_options(context, build, argument)
            }),
            _ => Err(UNSUPPORTED),
        };
    };
    let partial = !config.options_known();
    let read = |context: &Context| match engine {
        Engine::Ssl => ssl::read_options(context, build),
        Engine::PyOpenSsl => i128::from(context.options),
    };
    let unknown_before: Vec<Protocol> = Protocol::ALL
        .into_iter()
        .filter(|protocol| config.disabled[protocol.index()].value.is_none())
        .collect();
    let written = if change == Change::Assign {
        Written::Options
    } else {
        Written::Flags
    };
    let result = config.apply(written, origins, |context| {
        let old = read(context);
        let new = match change {
            Change::Add => {
                if engine == Engine::PyOpenSsl {
                    return pyopenssl::set_options(context, build, argument).map(|_| ());
                }
                old | operand
            }
            Change::Remove => old & !operand,
            Change::Assign => operand,
            Change::Operator(op) => match op {
                Operator::BitAnd => old & operand,
                Operator::BitXor => old ^ operand,
                Operator::Add => old.saturating_add(operand),
                Operator::Sub => old.saturating_sub(operand),
                Operator::BitOr => old | operand,
                _ => return Err(UNSUPPORTED),
            },
        };
        match engine {
            Engine::Ssl => ssl::set_options(context, build, Argument::Int(new)),
            Engine::PyOpenSsl => {
                context.options = u64::try_from(new).unwrap_or(0);
                Ok(())
            }
        }
    });
    if partial && change != Change::Assign {
        settle_unknown(config, &unknown_before, operand, change, origins);
    }
    result
}

/// What a known operand says of bits that were unknown before.
fn settle_unknown(
    config: &mut Config,
    unknown: &[Protocol],
    operand: i128,
    change: Change,
    origins: &Origins,
) {
    for protocol in unknown {
        let bit = i128::from(crate::domain::config::no_bit(*protocol));
        let set = operand & bit != 0;
        let value = match change {
            Change::Add | Change::Operator(Operator::BitOr) if set => Some(true),
            Change::Remove if set => Some(false),
            Change::Operator(Operator::BitAnd) if !set => Some(false),
            _ => None,
        };
        let tracked = &mut config.disabled[protocol.index()];
        let keep = tracked.origins.clone();
        *tracked = Tracked {
            value,
            origins: if value.is_some() {
                origins.clone()
            } else {
                keep
            },
        };
        if value == Some(true) {
            config.options |= crate::domain::config::no_bit(*protocol);
        } else {
            config.options &= !crate::domain::config::no_bit(*protocol);
        }
    }
}

fn change_unknown(config: &mut Config, change: Change, origins: &Origins) {
    for protocol in Protocol::ALL {
        let now = config.disabled[protocol.index()].value;
        let stays = match change {
            Change::Add | Change::Operator(Operator::BitOr) => now == Some(true),
            Change::Remove | Change::Operator(Operator::BitAnd) => now == Some(false),
            _ => false,
        };
        if !stays {
            config.forget_bit(protocol, origins);
        }
    }
}

fn apply_setting(config: &mut Config, setting: &Setting, origins: &Origins) {
    let bound = |protocol: &Option<Protocol>| Tracked {
        value: Some(protocol.map_or(Bound::Unset, Bound::At)),
        origins: origins.clone(),
    };
    match setting {
        Setting::Method(_) => {}
        Setting::Minimum(protocol) => config.minimum = bound(protocol),
        Setting::Maximum(protocol) => config.maximum = bound(protocol),
        Setting::Enable(protocols) => {
            for protocol in protocols {
                config.set_bit(*protocol, false, origins);
            }
        }
        Setting::Disable(protocols) => {
            for protocol in protocols {
                config.set_bit(*protocol, true, origins);
            }
        }
    }
}

/// A row of a table may or may not have been applied.
fn forget_settings(config: &mut Config, settings: &[Setting], origins: &Origins) {
    for setting in settings {
        match setting {
            Setting::Method(_) => {
                config.method = Tracked {
                    value: None,
                    origins: origins.clone(),
                };
            }
            Setting::Minimum(_) => {
                config.minimum = Tracked {
                    value: None,
                    origins: origins.clone(),
                };
            }
            Setting::Maximum(_) => {
                config.maximum = Tracked {
                    value: None,
                    origins: origins.clone(),
                };
            }
            Setting::Enable(protocols) | Setting::Disable(protocols) => {
                for protocol in protocols {
                    config.forget_bit(*protocol, origins);
                }
            }
        }
    }
}
