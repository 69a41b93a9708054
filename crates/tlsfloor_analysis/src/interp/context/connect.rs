//! A context meets a socket: here endpoints come from.

use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
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
                    let builds = interp.builds_where(&guard);
                    interp.record_unknown(builds, role, used);
                }
            }
            Value::empty()
        });
    }

    /// The builds on which something guarded so exists here.
    fn builds_where(&self, guard: &Guard) -> BuildSet {
        let left = self.choices.builds_left(guard, &self.state.path);
        BuildSet(left.0 & self.all_builds.0)
    }

    /// A library connects a context whose class has its own way to do that: it
    /// runs, with arguments that are not in view.
    fn connects_by_itself(&mut self, object: ObjectId, guard: &Guard, used: &Use<'_>) {
        let ObjectKind::Context(engine) = *self.objects.kind(object) else {
            return;
        };
        let class = self.context_class(engine);
        let vocabulary = self.vocabulary;
        let mut methods: Vec<&str> = vocabulary
            .unknown_methods
            .iter()
            .filter(|(_, entry)| {
                let owner = entry.api.name.rsplit_once('.');
                owner.is_some_and(|(owner, _)| owner == class)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        methods.sort_unstable();
        let order = self.context_order(object, engine);
        for method in methods {
            let name = self.names.intern(method);
            if self.look_up_in(&order, name).value.is_empty() {
                continue;
            }
            self.only_where(guard, |interp| {
                let arguments = Arguments {
                    open_positional: Some(interp.unknown_here(used.span)),
                    ..Arguments::none(used.span)
                };
                let method = interp.context_attribute(object, engine, name, used.span);
                let outer = std::mem::replace(&mut interp.records.indirect, true);
                interp.call_value(&method, &arguments);
                interp.records.indirect = outer;
                interp.expose_context(object, used.span);
            });
        }
    }

    fn connect_context(
        &mut self,
        object: ObjectId,
        guard: &Guard,
        role: Option<Role>,
        used: &Use<'_>,
    ) {
        if used.receiver != Some(object) {
            self.connects_by_itself(object, guard, used);
            if self.state.dead {
                return;
            }
        }
        let configs = self.configs(object);
        let mut errors: Vec<(u32, &'static str)> = Vec::new();
        let mut outcomes = Vec::new();
        for (own, config) in configs.entries() {
            let Some(both) = own.and(guard) else { continue };
            if !self.choices.compatible(&both, &self.state.path) {
                continue;
            }
            let builds = self.builds_where(&both);
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
        let no_socket = self.builds_without_socket(used);
        if !self.state.dead && no_socket.0 != 0 {
            self.raise_on(no_socket, "AttributeError");
        }
    }

    /// The builds on which what a context of `ssl` wraps is surely no socket:
    /// its methods are called at once (`Lib/ssl.py`; run on 2.7, 3.6 and 3.11).
    fn builds_without_socket(&self, used: &Use<'_>) -> BuildSet {
        let socket = used.parameter("sock").filter(|value| !value.is_empty());
        let is_no_socket = |atom: &Atom| {
            matches!(
                atom,
                Atom::None
                    | Atom::Str(_)
                    | Atom::Bytes(_)
                    | Atom::Int(_)
                    | Atom::Float(_)
                    | Atom::Bool(_)
            )
        };
        let raises = |value: &Value| value.atoms().all(|(_, atom)| is_no_socket(atom));
        let is_ssl = used.entry.api.name.starts_with("ssl.");
        if is_ssl && socket.is_some_and(raises) {
            self.builds()
        } else {
            BuildSet(0)
        }
    }
}
