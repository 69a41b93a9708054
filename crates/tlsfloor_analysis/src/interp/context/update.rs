//! How configurations change: under guards, build by build, value by value.

use crate::domain::config::Config;
use crate::domain::guard::Guard;
use crate::domain::object::ObjectId;
use crate::domain::origin::Origins;
use crate::domain::unknown::UnknownId;
use crate::domain::value::{Atom, Guarded, Traced, Value};
use crate::facts::{Happening, OriginKind};
use crate::interp::Interp;
use tlsfloor_protocol::Build;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Changes every configuration of a context where `guard` holds, build by
    /// build where the builds differ.
    pub(in crate::interp) fn update_configs(
        &mut self,
        object: ObjectId,
        guard: &Guard,
        (span, origins): (Span, &Origins),
        mut change: impl FnMut(&mut Self, &Build, &mut Config),
    ) {
        let old = self.configs(object);
        let kept = self.untouched(&old, guard);
        let mut changed = self.changed_configs(&old, guard, |interp, build, config, _| {
            change(interp, build, config);
        });
        self.tell_changed(&mut changed, span, origins);
        self.set_configs(object, Guarded::of(changed).union(&kept));
    }

    /// Changes a context by a value: each thing that the value may be changes
    /// the configurations as they were before, and the results stand side by
    /// side.
    pub(super) fn update_by_value(
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
            let mut changed = self.changed_configs(&old, &both, |interp, build, config, guard| {
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
            let mut told = traced.origins.clone();
            // Nobody's value, or that of a module out of sight: what is not
            // known afterwards was not known here, whatever the origins say.
            if matches!(&traced.atom, Atom::Unknown(unknown) if *unknown != UnknownId::TOO_MANY)
                || matches!(&traced.atom, Atom::Library(_))
            {
                told.join(&Origins::one(self.traces.origin(span, OriginKind::Unknown)));
            }
            self.tell_changed(&mut changed, span, &told);
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

    /// The story of configurations that have just been written.
    fn tell_changed(&mut self, changed: &mut [(Guard, Config)], span: Span, origins: &Origins) {
        let scene = self.scene(span, Happening::Changed);
        for (guard, config) in changed {
            let scene = self.story.under(&scene, guard);
            self.story.tell(&scene, origins, config);
        }
    }

    /// What a mutator raised, for the configurations for which it did.
    fn raise_where(&mut self, outcomes: &[(Guard, Option<&'static str>)]) {
        for class in ["ValueError", "TypeError", "AttributeError", "OverflowError"] {
            if self.state.dead {
                return;
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
            self.raise_on_some_ways(failing, passing, class);
        }
    }

    /// The configurations where `guard` does not hold.
    pub(super) fn untouched(&self, old: &Guarded<Config>, guard: &Guard) -> Guarded<Config> {
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
}
