//! Contexts: making them, writing their settings, connecting them.
//!
//! A context is an object whose content is its configurations, each under a
//! guard. Everything here reads or changes these; what the settings mean is the
//! protocol crate's.

mod argument;
mod attribute;
mod bits;
mod bound;
mod connect;
mod create;
mod factory;
mod options;
mod settings;
mod subclass;
mod update;

use super::Interp;
use crate::domain::config::Config;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::Cell;
use crate::domain::value::{Atom, Guarded, Value};
use tlsfloor_protocol::{Build, Engine};
use tlsfloor_source::Span;

pub(super) use options::Change;
pub(super) use subclass::Making;

impl<'a> Interp<'a> {
    /// The catalogue's class of an engine's contexts.
    pub(in crate::interp) fn context_class(&self, engine: Engine) -> &'a str {
        self.vocabulary
            .context_classes
            .iter()
            .find(|(own, _)| *own == engine)
            .map_or("", |(_, class)| class.as_str())
    }

    pub(super) fn configs(&mut self, object: ObjectId) -> Guarded<Config> {
        let slot = self.slot(Place::Content(object));
        match self.state.store.get(slot) {
            Some(Cell::Configs(configs)) => configs.on_path(&self.choices, &self.state.path),
            _ => Guarded::empty(),
        }
    }

    fn set_configs(&mut self, object: ObjectId, configs: Guarded<Config>) {
        let slot = self.slot(Place::Content(object));
        self.touch(object);
        self.state.store.set(slot, Cell::Configs(configs));
    }

    pub(super) fn expose_context(&mut self, object: ObjectId, span: Span) {
        let configs = self.configs(object);
        let scene = self.scene(span, self.story.handing());
        let exposed = configs.map(|config| {
            let mut exposed = config.clone();
            exposed.exposed = true;
            self.story.tell(&scene, &Origins::default(), &mut exposed);
            exposed
        });
        self.set_configs(object, exposed);
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

    /// The bit of a build in a set of builds.
    pub(super) fn bit_of(&self, build: &Build) -> u32 {
        self.universe
            .iter()
            .position(|own| own == build)
            .map_or(0, |index| 1_u32 << index)
    }
}
