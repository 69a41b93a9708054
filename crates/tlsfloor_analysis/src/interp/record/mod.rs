//! What the run found: connections, contexts, and bounds that were reached.

mod export;
mod kept;
mod remedy;

use super::Interp;
use super::library::Use;
use crate::domain::config::Config;
use crate::domain::guard::{Choices, Guard, Literal};
use crate::domain::object::{ObjectId, Place};
use crate::domain::state::{Cell, State};
use crate::domain::value::Join;
use crate::facts::{Escape, Remedy};
use crate::limit::Limit;
use rustc_hash::{FxHashMap, FxHashSet};
use tlsfloor_catalogue::model::Library;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Engine, Role};
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
    engine: Engine,
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
    /// The contexts of the present world in the order of their creation.
    pub(super) contexts: Vec<(ObjectId, Span)>,
    /// Those of all worlds.
    all_contexts: Vec<(ObjectId, Span)>,
    seen_contexts: FxHashSet<ObjectId>,
    created_by: FxHashMap<Span, (String, String)>,
    connected: FxHashSet<Span>,
    /// The last settings of contexts on paths that ended.
    last: FxHashMap<ObjectId, Vec<Found>>,
    /// Contexts that were given to objects which connect later.
    kept: Vec<kept::Kept>,
    /// Roles that connection objects were given later.
    played: FxHashMap<ObjectId, Vec<Role>>,
    bounds: FxHashSet<(Span, Limit)>,
    splits: FxHashMap<(Vec<Guard>, Vec<Guard>), Literal>,
    unresolved: FxHashSet<(Span, String)>,
    escapes: FxHashSet<Escape>,
    remedies: FxHashMap<Span, Remedy>,
    /// What connects now is not called as the text says: by a library's
    /// constructor that a class of the program may override, or by code that is
    /// not in view.
    pub(super) indirect: bool,
}

impl Records {
    pub(super) fn bound(&mut self, span: Span, limit: Limit) {
        self.bounds.insert((span, limit));
    }

    pub(super) fn unresolved(&mut self, span: Span, module: &str) {
        self.unresolved.insert((span, module.to_owned()));
    }

    pub(super) fn context(&mut self, object: ObjectId, span: Span) {
        if !self.contexts.iter().any(|(own, _)| *own == object) {
            self.contexts.push((object, span));
        }
        if self.seen_contexts.insert(object) {
            self.all_contexts.push((object, span));
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
        // The same question asked the other way round is the same choice.
        let mut sides = [yes.to_vec(), no.to_vec()];
        for side in &mut sides {
            side.sort_by_key(|guard| (guard.builds.0, guard.literals().to_vec()));
        }
        let [yes, no] = sides;
        if let Some(literal) = self.splits.get(&(no.clone(), yes.clone())) {
            return literal.negated();
        }
        *self
            .splits
            .entry((yes, no))
            .or_insert_with(|| choices.fresh())
    }

    fn add(&mut self, key: Key, library: &Library, implicit: bool, mut found: Found) {
        if let (true, Some(config)) = (self.indirect, &mut found.config) {
            config.exposed = true;
        }
        let entry = self.endpoints.entry(key).or_insert_with(|| Entry {
            library: library.name.clone(),
            engine: library.engine,
            implicit,
            outcomes: Vec::new(),
        });
        entry.implicit &= implicit;
        add_found(&mut entry.outcomes, found);
    }
}

/// Adds an outcome to those that are there. Equal settings are one outcome, but
/// what one version of Python writes is no origin on another.
fn add_found(outcomes: &mut Vec<Found>, found: Found) {
    let same = outcomes.iter_mut().find(|own| {
        let overlap = own.builds.0 & found.builds.0 != 0;
        own.removed == found.removed
            && own.instance == found.instance
            && match (&own.config, &found.config) {
                (Some(own), Some(config)) if overlap => {
                    own.same(config) && own.exposed == config.exposed
                }
                (Some(own), Some(config)) => own == config,
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
            call: self.in_program(used.span),
            api: used.entry.api.name.clone(),
            created_at: Some(created),
            role,
        };
        let instance = role.is_none().then_some(used.instance).flatten();
        self.keep_for_later(object, &key, used);
        for (builds, mut config) in outcomes {
            config.exposed |= self.cut;
            let found = Found {
                builds,
                config: Some(config),
                removed: used.removed,
                instance,
            };
            self.records
                .add(key.clone(), &used.entry.library, used.implicit, found);
        }
    }

    /// A connection of something that is not known.
    pub(super) fn record_unknown(&mut self, builds: BuildSet, role: Option<Role>, used: &Use<'_>) {
        let key = Key {
            call: self.in_program(used.span),
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
            .add(key, &used.entry.library, used.implicit, found);
    }

    /// The call that is making contexts, for their own endpoints.
    pub(super) fn record_creator(&mut self, used: &Use<'_>) {
        // An object that exists already was made by another call.
        let object = self.making.and_then(|making| making.object);
        let span = object.map_or(used.span, |object| self.objects.span(object));
        self.records
            .created_by
            .entry(span)
            .or_insert_with(|| (used.entry.library.name.clone(), used.entry.api.name.clone()));
    }

    /// A path ends here: what its contexts were last set to.
    pub(super) fn end_path(&mut self, state: &State) {
        self.connect_kept(state);
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
                let mut config = config.clone();
                config.exposed |= self.cut;
                let found = Found {
                    builds,
                    config: Some(config),
                    removed: false,
                    instance: None,
                };
                add_found(self.records.last.entry(object).or_default(), found);
            }
        }
    }
}
