//! Contexts that a library's object keeps and connects with later: what is set
//! in the meantime counts, too.

use super::{Found, Key};
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::{Cell, State};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::library::Use;
use std::sync::Arc;
use tlsfloor_catalogue::model::{ApiKind, Library};
use tlsfloor_protocol::platform::BuildSet;

/// A context that was given to a library's object.
#[derive(Debug)]
pub(super) struct Kept {
    object: ObjectId,
    /// Holds something on the paths on which that happened.
    happened: Place,
    key: Key,
    library: Arc<Library>,
    implicit: bool,
    removed: bool,
}

impl Interp<'_> {
    /// A constructor takes a context: it connects some time later.
    pub(super) fn keep_for_later(&mut self, object: ObjectId, key: &Key, used: &Use<'_>) {
        let api = &used.entry.api;
        let ObjectKind::Context(engine) = *self.objects.kind(object) else {
            return;
        };
        // What the engine's own module makes of a context copies its settings
        // there and then.
        let module = |dotted: &'_ str| dotted.split('.').next().map(str::to_owned);
        let at_once = module(&api.name) == module(self.context_class(engine));
        if api.kind != ApiKind::Constructor || at_once || used.receiver.is_some() {
            return;
        }
        let mut all = self.records.kept.iter();
        let happened = match all.find(|kept| kept.object == object && kept.key == *key) {
            Some(kept) => kept.happened,
            None => {
                // No name of a program holds a space.
                let name = format!("kept {}", self.records.kept.len());
                let happened = Place::Name(object, self.names.intern(&name));
                self.records.kept.push(Kept {
                    object,
                    happened,
                    key: key.clone(),
                    library: used.entry.library.clone(),
                    implicit: used.implicit,
                    removed: used.removed,
                });
                happened
            }
        };
        let yes = Value::atom(Atom::Bool(true), Origins::default());
        self.write_quietly(happened, yes);
    }

    /// A path ends here: what its kept contexts were last set to.
    pub(super) fn connect_kept(&mut self, state: &State) {
        for index in 0..self.records.kept.len() {
            let kept = &self.records.kept[index];
            let (object, happened) = (kept.object, kept.happened);
            let happened = self.objects.slot(happened);
            let content = self.objects.slot(Place::Content(object));
            let (Some(Cell::Value(happened)), Some(Cell::Configs(configs))) =
                (state.store.get(happened), state.store.get(content))
            else {
                continue;
            };
            let happened = happened.on_path(&self.choices, &state.path);
            let configs = configs.on_path(&self.choices, &state.path);
            for (guard, config) in configs.entries() {
                let mut ways = happened.entries().iter();
                let together = ways.any(|(own, _)| {
                    guard
                        .and(own)
                        .is_some_and(|both| self.choices.compatible(&both, &state.path))
                });
                let builds = BuildSet(guard.builds.0 & state.path.builds.0 & self.all_builds.0);
                if !together || builds.0 == 0 {
                    continue;
                }
                let mut config = config.clone();
                config.exposed |= self.cut;
                let kept = &self.records.kept[index];
                let (key, library) = (kept.key.clone(), kept.library.clone());
                let found = Found {
                    builds,
                    config: Some(config),
                    removed: kept.removed,
                    instance: None,
                };
                let implicit = kept.implicit;
                self.records.add(key, &library, implicit, found);
            }
        }
    }
}
