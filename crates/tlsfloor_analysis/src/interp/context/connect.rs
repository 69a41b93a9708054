//! A context meets a socket: here endpoints come from.

use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::library::Use;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Engine, Role, ssl};

impl<'a> Interp<'a> {
    /// The target meets a socket: an endpoint for each context that it may be.
    pub(in crate::interp) fn connect(
        &mut self,
        target: &Value,
        roles: Vec<(Guard, Option<Role>)>,
        used: &Use<'_>,
    ) {
        let mut ways = Vec::new();
        for (role_guard, role) in roles {
            for (guard, traced) in target.entries() {
                if let Some(guard) = guard.and(&role_guard)
                    && self.choices.compatible(&guard, &self.state.path)
                {
                    ways.push((guard.clone(), (guard, traced.atom.clone(), role)));
                }
            }
        }
        self.each_way(ways, |interp, (guard, atom, role)| {
            match atom {
                Atom::Object(object)
                    if matches!(interp.objects.kind(object), ObjectKind::Context(_)) =>
                {
                    interp.connect_context(object, &guard, role, used);
                }
                _ => {
                    let builds = BuildSet(guard.builds.0 & interp.builds().0);
                    interp.record_unknown(builds, role, used);
                }
            }
            Value::empty()
        });
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
