//! What the run found: connections, contexts, and bounds that were reached.

use super::Interp;
use super::library::Use;
use crate::domain::config::Config;
use crate::domain::guard::{Choices, Guard, Literal};
use crate::domain::object::{ObjectId, Place};
use crate::domain::origin::Origins;
use crate::domain::state::{Cell, State};
use crate::domain::value::{Join, Value};
use crate::facts::{
    AnalysisDiagnostic, AnalysisDiagnosticKind, Endpoint, EndpointKind, Escape, Outcome,
};
use rustc_hash::{FxHashMap, FxHashSet};
use tlsfloor_protocol::Role;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// One endpoint: a call, with the context that it is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    call: Span,
    api: String,
    created_at: Option<Span>,
    role: Option<Role>,
}

#[derive(Clone, Debug)]
struct Entry {
    library: String,
    implicit: bool,
    outcomes: Vec<Found>,
}

#[derive(Clone, Debug)]
struct Found {
    builds: BuildSet,
    config: Option<Config>,
    removed: bool,
    /// The connection object that the call returned.
    instance: Option<ObjectId>,
}

/// Everything that is recorded during a run.
#[derive(Debug, Default)]
pub(super) struct Records {
    endpoints: FxHashMap<Key, Entry>,
    /// Contexts in the order of their creation, with the API that made them.
    contexts: Vec<(ObjectId, Span)>,
    created_by: FxHashMap<Span, (String, String)>,
    connected: FxHashSet<Span>,
    /// The last settings of contexts on paths that ended.
    last: FxHashMap<ObjectId, Vec<Found>>,
    /// Roles that connection objects were given later.
    played: FxHashMap<ObjectId, Vec<Role>>,
    bounds: FxHashSet<(Span, String)>,
    splits: FxHashMap<(Vec<Guard>, Vec<Guard>), Literal>,
    unresolved: FxHashSet<(Span, String)>,
    escapes: FxHashSet<Escape>,
}

impl Records {
    pub(super) fn bound(&mut self, span: Span, message: &str) {
        self.bounds.insert((span, message.to_owned()));
    }

    pub(super) fn unresolved(&mut self, span: Span, module: &str) {
        self.unresolved.insert((span, module.to_owned()));
    }

    pub(super) fn context(&mut self, object: ObjectId, span: Span) {
        if !self.contexts.iter().any(|(own, _)| *own == object) {
            self.contexts.push((object, span));
        }
    }

    pub(super) fn play(&mut self, object: ObjectId, role: Role) {
        let roles = self.played.entry(object).or_default();
        if !roles.contains(&role) {
            roles.push(role);
        }
    }

    pub(super) fn escape(&mut self, escape: Escape) {
        self.escapes.insert(escape);
    }

    /// The choice that stands for "one of these guards holds".
    pub(super) fn named_split(
        &mut self,
        yes: &[Guard],
        no: &[Guard],
        choices: &mut Choices,
    ) -> Literal {
        let key = (yes.to_vec(), no.to_vec());
        *self.splits.entry(key).or_insert_with(|| choices.fresh())
    }

    fn add(&mut self, key: Key, library: &str, implicit: bool, found: Found) {
        let entry = self.endpoints.entry(key).or_insert_with(|| Entry {
            library: library.to_owned(),
            implicit,
            outcomes: Vec::new(),
        });
        entry.implicit &= implicit;
        add_found(&mut entry.outcomes, found);
    }
}

fn add_found(outcomes: &mut Vec<Found>, found: Found) {
    let same = outcomes.iter_mut().find(|own| {
        own.removed == found.removed
            && own.instance == found.instance
            && match (&own.config, &found.config) {
                (Some(own), Some(config)) => own.same(config) && own.exposed == config.exposed,
                (None, None) => true,
                _ => false,
            }
    });
    match same {
        Some(own) => {
            own.builds.0 |= found.builds.0;
            if let (Some(own), Some(config)) = (&mut own.config, &found.config) {
                own.join(config);
            }
        }
        None => outcomes.push(found),
    }
}

/// One diagnostic for each kind of bound, at the first place that reached it.
fn bound_diagnostics(mut bounds: Vec<(Span, String)>) -> Vec<AnalysisDiagnostic> {
    bounds.sort();
    let mut kinds: Vec<(Span, String, usize)> = Vec::new();
    for (span, message) in bounds {
        match kinds.iter_mut().find(|(_, own, _)| *own == message) {
            Some((_, _, more)) => *more += 1,
            None => kinds.push((span, message, 0)),
        }
    }
    kinds
        .into_iter()
        .map(|(span, message, more)| AnalysisDiagnostic {
            kind: AnalysisDiagnosticKind::Bound,
            span,
            message: match more {
                0 => message,
                1 => format!("{message} (and at 1 more place)"),
                _ => format!("{message} (and at {more} more places)"),
            },
        })
        .collect()
}

/// Where the settings of endpoints were written.
fn used_origins(endpoints: &[Endpoint]) -> FxHashSet<Span> {
    let mut used = FxHashSet::default();
    for settings in endpoints
        .iter()
        .flat_map(|endpoint| &endpoint.outcomes)
        .filter_map(|outcome| outcome.settings.as_ref())
    {
        used.extend(settings.method.origins.iter().map(|origin| origin.span));
        used.extend(settings.minimum.origins.iter().map(|origin| origin.span));
        used.extend(settings.maximum.origins.iter().map(|origin| origin.span));
    }
    used
}

impl<'a> Interp<'a> {
    /// A connection of a context that is in view.
    pub(super) fn record_connection(
        &mut self,
        object: ObjectId,
        outcomes: Vec<(BuildSet, Config)>,
        role: Option<Role>,
        used: &Use<'_>,
    ) {
        let created = self.objects.span(object);
        self.records.connected.insert(created);
        let key = Key {
            call: used.span,
            api: used.entry.api.name.clone(),
            created_at: Some(created),
            role,
        };
        let instance = role.is_none().then_some(used.instance).flatten();
        for (builds, config) in outcomes {
            let found = Found {
                builds,
                config: Some(config),
                removed: used.removed,
                instance,
            };
            self.records
                .add(key.clone(), &used.entry.library.name, used.implicit, found);
        }
    }

    /// A connection of something that is not known.
    pub(super) fn record_unknown(&mut self, builds: BuildSet, role: Option<Role>, used: &Use<'_>) {
        let key = Key {
            call: used.span,
            api: used.entry.api.name.clone(),
            created_at: None,
            role,
        };
        let found = Found {
            builds,
            config: None,
            removed: used.removed,
            instance: role.is_none().then_some(used.instance).flatten(),
        };
        self.records
            .add(key, &used.entry.library.name, used.implicit, found);
    }

    /// The call that is making contexts, for their own endpoints.
    pub(super) fn record_creator(&mut self, used: &Use<'_>) {
        self.records
            .created_by
            .entry(used.span)
            .or_insert_with(|| (used.entry.library.name.clone(), used.entry.api.name.clone()));
    }

    /// A path ends here: what its contexts were last set to.
    pub(super) fn end_path(&mut self, state: &State) {
        for index in 0..self.records.contexts.len() {
            let (object, span) = self.records.contexts[index];
            if self.records.connected.contains(&span) {
                continue;
            }
            let slot = self.objects.slot(Place::Content(object));
            let Some(Cell::Configs(configs)) = state.store.get(slot) else {
                continue;
            };
            let configs = configs.on_path(&self.choices, &state.path);
            for (guard, config) in configs.entries() {
                let builds = BuildSet(guard.builds.0 & state.path.builds.0 & self.all_builds.0);
                if builds.0 == 0 {
                    continue;
                }
                let found = Found {
                    builds,
                    config: Some(config.clone()),
                    removed: false,
                    instance: None,
                };
                add_found(self.records.last.entry(object).or_default(), found);
            }
        }
    }

    /// Keyword arguments that mean a TLS version, passed to something that is
    /// not known: what they were leaves our sight.
    pub(super) fn keywords_to_unknown(&mut self, arguments: &super::arguments::Arguments) {
        for (name, value) in arguments.keywords.clone() {
            let text = self.names.text(name);
            if self.vocabulary.keywords.contains(text.as_ref()) {
                self.record_escape(&value, crate::facts::EscapeKind::Keyword);
            }
        }
    }

    /// `unknown.minimum_version = value` and its like: a low choice that leaves
    /// our sight.
    pub(super) fn knob_on_unknown(
        &mut self,
        name: crate::domain::intern::Name,
        value: &Value,
        _span: Span,
    ) {
        let text = self.names.text(name);
        if self.vocabulary.unknown_attributes.contains(text.as_ref()) {
            self.record_escape(value, crate::facts::EscapeKind::Keyword);
        }
    }

    /// Everything that was found, in the order of place.
    pub(super) fn finish(&mut self, analysis: &mut crate::facts::Analysis) {
        let mut records = std::mem::take(&mut self.records);
        let mut keys: Vec<Key> = records.endpoints.keys().cloned().collect();
        keys.sort();
        for key in keys {
            let Some(entry) = records.endpoints.remove(&key) else {
                continue;
            };
            self.export(&key, entry, &records, analysis);
        }
        self.export_contexts(&records, analysis);
        let used = used_origins(&analysis.endpoints);
        let mut escapes: Vec<Escape> = records
            .escapes
            .drain()
            .filter(|escape| !used.contains(&escape.span))
            .collect();
        escapes.sort();
        analysis.escapes.extend(escapes);
        let concerns_tls = analysis
            .endpoints
            .iter()
            .any(|endpoint| endpoint.call.file == self.file)
            || analysis
                .escapes
                .iter()
                .any(|escape| escape.span.file == self.file);
        if concerns_tls {
            let bounds: Vec<(Span, String)> = records.bounds.into_iter().collect();
            analysis.diagnostics.extend(bound_diagnostics(bounds));
        }
        let mut unresolved: Vec<(Span, String)> = records.unresolved.into_iter().collect();
        unresolved.sort();
        analysis.unresolved_imports.extend(unresolved);
    }

    /// One endpoint for each role that it plays.
    fn export(
        &self,
        key: &Key,
        entry: Entry,
        records: &Records,
        analysis: &mut crate::facts::Analysis,
    ) {
        let mut by_role: Vec<(Option<Role>, Vec<Found>)> = Vec::new();
        for found in entry.outcomes {
            let played = found
                .instance
                .and_then(|instance| records.played.get(&instance));
            let roles: Vec<Option<Role>> = match (key.role, played) {
                (None, Some(roles)) => roles.iter().map(|role| Some(*role)).collect(),
                (role, _) => vec![role],
            };
            for role in roles {
                let found = Found {
                    instance: None,
                    ..found.clone()
                };
                match by_role.iter_mut().find(|(own, _)| *own == role) {
                    Some((_, list)) => add_found(list, found),
                    None => by_role.push((role, vec![found])),
                }
            }
        }
        by_role.sort_by_key(|(role, _)| *role);
        for (role, outcomes) in by_role {
            analysis.endpoints.push(Endpoint {
                call: key.call,
                kind: EndpointKind::Connection,
                implicit: entry.implicit,
                library: entry.library.clone(),
                api: key.api.clone(),
                role,
                created_at: key.created_at,
                outcomes: self.outcomes(outcomes),
            });
        }
    }

    /// Contexts that reached no connection, one for each place of creation.
    fn export_contexts(&self, records: &Records, analysis: &mut crate::facts::Analysis) {
        let mut by_span: Vec<(Span, Vec<Found>)> = Vec::new();
        for (object, span) in &records.contexts {
            if records.connected.contains(span) {
                continue;
            }
            let found = records.last.get(object).cloned().unwrap_or_default();
            match by_span.iter_mut().find(|(own, _)| own == span) {
                Some((_, list)) => {
                    for found in found {
                        add_found(list, found);
                    }
                }
                None => by_span.push((*span, found)),
            }
        }
        by_span.sort_by_key(|(span, _)| *span);
        for (span, found) in by_span {
            if found.is_empty() {
                continue;
            }
            let (library, api) = records
                .created_by
                .get(&span)
                .cloned()
                .unwrap_or_else(|| ("ssl".to_owned(), "ssl.SSLContext".to_owned()));
            analysis.endpoints.push(Endpoint {
                call: span,
                kind: EndpointKind::Context,
                implicit: false,
                library,
                api,
                role: None,
                created_at: Some(span),
                outcomes: self.outcomes(found),
            });
        }
    }

    fn outcomes(&self, found: Vec<Found>) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = found
            .into_iter()
            .map(|found| {
                let approximate = found
                    .config
                    .as_ref()
                    .is_none_or(|config| config.exposed || config.has_unknown());
                Outcome {
                    builds: found.builds,
                    settings: found.config.map(|config| config.export(&self.traces)),
                    approximate,
                    removed: found.removed,
                }
            })
            .collect();
        outcomes.sort();
        outcomes
    }

    /// `object.attribute = value`, where the catalogue has effects for it.
    pub(super) fn use_attribute(
        &mut self,
        entries: &[tlsfloor_catalogue::ApiEntry],
        object: ObjectId,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        let value = value.restricted(guard);
        let missing = {
            let builds = self.builds();
            let mut missing = BuildSet(0);
            for (set, exists) in self.by_build(builds, |build| {
                entries
                    .iter()
                    .any(|entry| entry.api.python.contains(build.python))
            }) {
                if !exists {
                    missing.0 |= set.0;
                }
            }
            missing
        };
        self.raise_on(missing, "AttributeError");
        if self.state.dead {
            return;
        }
        let Some(entry) = entries
            .iter()
            .rfind(|entry| entry.api.release.before.is_none())
        else {
            return;
        };
        let used = Use {
            entry,
            span,
            receiver: Some(object),
            guard: guard.clone(),
            parameters: vec![("value".to_owned(), value)],
            removed: false,
            implicit: false,
            instance: None,
        };
        self.run_effects(&used);
    }

    /// An attribute of a library's instance is assigned.
    pub(super) fn assign_library_attribute(
        &mut self,
        object: ObjectId,
        class: crate::domain::intern::Name,
        name: crate::domain::intern::Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        let (class, name) = (self.names.text(class), self.names.text(name));
        let catalogue = self.catalogue;
        let entries = catalogue.attribute(&class, &name);
        if !entries.is_empty() {
            self.use_attribute(entries, object, guard, value, span);
        }
    }

    /// `something_unknown.wrap_socket(…)`: methods whose name alone says TLS.
    pub(super) fn call_method_on_unknown(
        &mut self,
        receiver: &crate::domain::value::Atom,
        method: &str,
        arguments: &super::arguments::Arguments,
    ) -> Option<Value> {
        let entry = self.vocabulary.unknown_methods.get(method)?.clone();
        let mut parameters = Vec::new();
        for parameter in &entry.api.parameters {
            let name = self.names.intern(&parameter.name);
            let value = parameter
                .position
                .and_then(|position| arguments.positional.get(usize::from(position)))
                .or_else(|| arguments.keyword(name));
            parameters.extend(value.map(|value| (parameter.name.clone(), value.clone())));
        }
        let used = Use {
            entry: &entry,
            span: arguments.span,
            receiver: None,
            guard: Guard::ALWAYS,
            parameters,
            removed: false,
            implicit: false,
            instance: None,
        };
        let target = Value::atom(receiver.clone(), Origins::default());
        for effect in &entry.api.effects {
            if let tlsfloor_catalogue::model::Action::Connect(role) = &effect.action {
                let roles = self.connect_role(role, &used);
                self.connect(&target, roles, &used);
            }
        }
        self.may_raise();
        Some(self.unknown_here(arguments.span))
    }
}
