//! The minimum and the maximum version of a context, written and read.

use crate::domain::config::{Tracked, Written};
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Argument, Build, Context, Engine, PythonError, pyopenssl, ssl};
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
}

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
