//! New contexts: what a constructor makes of a method, build by build.

use crate::domain::config::Config;
use crate::domain::guard::Guard;
use crate::domain::object::{Creation, ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Guarded, Value};
use crate::facts::{Happening, OriginKind};
use crate::interp::Interp;
use crate::interp::context::subclass::Making;
use tlsfloor_catalogue::model::{Base, ClonedField};
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Argument, Build, Context, Engine, Method, Protocol, pyopenssl, ssl};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// A new context with the base's settings as defaults.
    pub(in crate::interp) fn new_context(&mut self, base: &Base, span: Span) -> Value {
        let object = match self.making {
            Some(Making {
                object: Some(object),
                ..
            }) => object,
            making => {
                let class = making.map(|making| making.class);
                self.new_context_object(base.engine, class, span)
            }
        };
        let origins = Origins::one(self.traces.origin(span, OriginKind::Default));
        let number = base.method.unwrap_or(match base.engine {
            Engine::Ssl => 2,
            Engine::PyOpenSsl => 7,
        });
        let mut configs =
            self.constructed(base.engine, Argument::Int(i128::from(number)), &origins);
        self.tell_made(&mut configs, span, &Origins::default());
        self.set_configs(object, Guarded::of(configs));
        let made = self.objects.span(object);
        self.records.context(object, made);
        self.object_value(span, object)
    }

    /// A context without settings so far, perhaps of a class of the program.
    pub(in crate::interp) fn new_context_object(
        &mut self,
        engine: Engine,
        class: Option<ObjectId>,
        span: Span,
    ) -> ObjectId {
        let creation = Creation {
            site: span,
            path: self.frame().path,
            part: class.map_or(0, |class| class.0 + 1),
        };
        let origins = self.written(span);
        let kind = ObjectKind::Context(engine);
        let (object, _) = self.objects.create(creation, "context", kind, origins);
        if let Some(class) = class {
            self.objects.set_class_of_context(object, class);
        }
        for name in self.objects.names(object).to_vec() {
            self.write(Place::Name(object, name), Value::empty());
        }
        object
    }

    pub(in crate::interp) fn clone_context(
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
            let scene = self.scene(span, Happening::Copied);
            self.update_configs(
                object,
                &guard,
                (span, &Origins::default()),
                |interp, _, copy| {
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
                    copy.history = config.history.clone();
                    interp.story.tell(&scene, &Origins::default(), copy);
                },
            );
        }
        made
    }

    /// Writes a method: the context is as its constructor makes it.
    pub(in crate::interp) fn set_method(&mut self, target: &Value, value: &Value, span: Span) {
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
                        self.in_case(&guard, |interp| {
                            interp.constructor_may_raise(engine, &guard, number);
                        });
                        if self.state.dead {
                            return;
                        }
                    }
                    let mut made = self.constructed(engine, number, &defaults);
                    for (_, config) in &mut made {
                        config.method.origins = origins.clone();
                        // The bounds that such a method comes with are its own.
                        let fixed = matches!(config.method.value, Some(Method::Fixed(_)));
                        if fixed && engine == Engine::PyOpenSsl {
                            config.minimum.origins = origins.clone();
                            config.maximum.origins = origins.clone();
                        }
                        if argument.is_none() {
                            config.method.value = None;
                        }
                    }
                    self.tell_made(&mut made, span, &origins);
                    for (build_guard, config) in made {
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

    /// The story of new configurations.
    fn tell_made(&mut self, made: &mut [(Guard, Config)], span: Span, origins: &Origins) {
        let scene = self.scene(span, Happening::Made);
        for (guard, config) in made {
            let scene = self.story.under(&scene, guard);
            self.story.begin(&scene, origins, config);
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

    pub(super) fn construct(
        &self,
        engine: Engine,
        build: &Build,
        number: Argument,
    ) -> Option<Context> {
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
        let of_others = (1..self.universe.len()).find_map(|distance| {
            let later = self.universe.get(index + distance).and_then(make);
            let earlier = index
                .checked_sub(distance)
                .and_then(|at| self.universe.get(at))
                .and_then(make);
            later.or(earlier)
        });
        // SSLv2 is in none of them: an OpenSSL that has it makes what it names.
        of_others.or_else(|| {
            let mut complete = build.clone();
            complete.available = Protocol::ALL.into_iter().collect();
            complete.pyopenssl.available = complete.available;
            complete.pyopenssl.fixed_methods_open = false;
            make(&complete)
        })
    }
}
