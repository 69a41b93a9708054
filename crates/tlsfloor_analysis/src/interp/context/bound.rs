//! The minimum and the maximum version of a context, written and read.

use crate::domain::config::{Config, Tracked, Written};
use crate::domain::guard::Guard;
use crate::domain::object::ObjectId;
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Guarded, Traced, Value};
use crate::interp::Interp;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Argument, Build, Engine, Method, PythonError, Side, pyopenssl, ssl};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Writes a minimum or a maximum.
    pub(in crate::interp) fn set_bound(
        &mut self,
        target: &Value,
        value: &Value,
        minimum: bool,
        span: Span,
    ) {
        self.part_by_method(target);
        self.update_by_argument(
            target,
            value,
            span,
            |build, config, argument, origins| match (argument, minimum) {
                _ if is_fixed_to_something(config, build) => Err(PythonError {
                    class: "ValueError",
                    message: "a fixed protocol has no bounds",
                }),
                (Some(argument), true) => write_minimum(config, build, argument, origins),
                (Some(argument), false) => write_maximum(config, build, argument, origins),
                (None, true) => {
                    config.minimum = Tracked::unknown(origins);
                    Ok(())
                }
                (None, false) => {
                    config.maximum = Tracked::unknown(origins);
                    Ok(())
                }
            },
        );
    }

    /// A context takes a bound only where its method negotiates. So one whose
    /// method is not known negotiates from here on, and where something catches
    /// what the others raise, they go there as they were.
    fn part_by_method(&mut self, target: &Value) {
        let caught = self.catches_builtin("ValueError");
        let mut negotiates = None;
        for (guard, object) in self.context_objects(target) {
            let configs = self.configs(object);
            if configs
                .entries()
                .iter()
                .all(|(_, own)| own.method.value.is_some())
            {
                continue;
            }
            let mut entries = self.untouched(&configs, &guard).entries().to_vec();
            for (own, config) in configs.entries() {
                let Some(own) = own.and(&guard) else { continue };
                let groups = self.by_build(BuildSet(own.builds.0 & self.builds().0), |build| {
                    is_fixed_to_something(config, build)
                });
                for (builds, parts) in groups {
                    let Some(own) = own.and(&Guard::on(builds)) else {
                        continue;
                    };
                    if !parts {
                        entries.push((own, config.clone()));
                        continue;
                    }
                    let mut settled = config.clone();
                    settled.method.value = Some(Method::Negotiating(Side::Both));
                    if !caught {
                        entries.push((own, settled));
                        continue;
                    }
                    let literal = *negotiates.get_or_insert_with(|| self.choices.fresh());
                    for (literal, config) in
                        [(literal, settled), (literal.negated(), config.clone())]
                    {
                        entries.extend(own.and(&Guard::when(literal)).map(|own| (own, config)));
                    }
                }
            }
            if !entries.is_empty() {
                self.set_configs(object, Guarded::of(entries));
            }
        }
    }

    pub(super) fn read_bound(&mut self, object: ObjectId, minimum: bool, span: Span) -> Value {
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
                            atom: self
                                .member_of_int("ssl.TLSVersion", i128::from(int))
                                .filter(|_| context.engine == Engine::Ssl)
                                .unwrap_or(Atom::Int(i128::from(int))),
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
}

/// Whether a context's method is not known, which is a fixed one where a bound
/// is refused.
fn is_fixed_to_something(config: &Config, build: &Build) -> bool {
    config.engine == Engine::Ssl && build.has_bounds && config.method.value.is_none()
}

fn write_minimum(
    config: &mut Config,
    build: &Build,
    argument: Argument,
    origins: &Origins,
) -> Result<(), PythonError> {
    let engine = config.engine;
    config.apply(Written::Minimum, origins, |context| match engine {
        Engine::Ssl => ssl::set_minimum_version(context, build, argument),
        Engine::PyOpenSsl => pyopenssl::set_min_proto_version(context, build, argument),
    })
}

fn write_maximum(
    config: &mut Config,
    build: &Build,
    argument: Argument,
    origins: &Origins,
) -> Result<(), PythonError> {
    let engine = config.engine;
    config.apply(Written::Maximum, origins, |context| match engine {
        Engine::Ssl => ssl::set_maximum_version(context, build, argument),
        Engine::PyOpenSsl => pyopenssl::set_max_proto_version(context, build, argument),
    })
}
