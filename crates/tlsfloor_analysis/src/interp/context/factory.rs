//! Factories of libraries, such as Twisted's: objects that stand for the context
//! which they make, and whose subclasses decide about it.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use tlsfloor_catalogue::model::{Action, Api};
use tlsfloor_catalogue::{ApiEntry, Catalogue};
use tlsfloor_protocol::Engine;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// The library's class that makes an object a context: the engine's own, or
    /// that of a factory.
    pub(in crate::interp) fn library_class(&mut self, object: ObjectId, engine: Engine) -> Name {
        if let Some(factory) = self.objects.factory_of_context(object) {
            return factory;
        }
        let class = self.objects.class_of_context(object);
        match class.and_then(|class| self.context_base(class)) {
            Some((base, _)) => base,
            None => {
                let name = self.context_class(engine);
                self.names.intern(name)
            }
        }
    }

    /// Whether a context is a factory that stands for the context which it makes.
    pub(in crate::interp) fn is_factory(&mut self, object: ObjectId, engine: Engine) -> bool {
        let class = self.library_class(object, engine);
        self.names.text(class).as_ref() != self.context_class(engine)
    }

    /// What the catalogue says of an attribute of a context, or of a factory.
    pub(in crate::interp) fn context_attribute_entries(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: &str,
    ) -> &'a [ApiEntry] {
        self.context_entries(object, engine, |catalogue, class| {
            catalogue.attribute(class, name)
        })
    }

    /// What the catalogue says of a method of a context, or of a factory.
    pub(in crate::interp) fn context_method_entries(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: &str,
    ) -> &'a [ApiEntry] {
        self.context_entries(object, engine, |catalogue, class| {
            catalogue.method(class, name)
        })
    }

    /// The entries of a context's own class; without any, those of the engine's.
    fn context_entries(
        &mut self,
        object: ObjectId,
        engine: Engine,
        entries: impl Fn(&'a Catalogue, &str) -> &'a [ApiEntry],
    ) -> &'a [ApiEntry] {
        let own = self.library_class(object, engine);
        match entries(self.catalogue, &self.names.text(own)) {
            [] => entries(self.catalogue, self.context_class(engine)),
            found => found,
        }
    }

    /// An attribute of a factory is assigned of which the catalogue says nothing:
    /// the library may make its context with it. What is no method of the library
    /// and not private is a subclass's own.
    pub(super) fn forget_where_inside(
        &mut self,
        (object, engine): (ObjectId, Engine),
        name: &str,
        guard: &Guard,
        span: Span,
    ) {
        if !self.is_factory(object, engine) {
            return;
        }
        let is_inside = name.starts_with('_') && !name.starts_with("__")
            || !self.context_method_entries(object, engine, name).is_empty();
        if is_inside || self.objects.class_of_context(object).is_none() {
            let this = self.object_value(span, object).restricted(guard);
            self.forget_settings_of(&this, span);
        }
    }

    /// Whether a library's class is one of factories.
    fn is_factory_class(&self, class: &str) -> bool {
        let makes_contexts = self
            .catalogue
            .class(class)
            .is_some_and(|class| class.context.is_some());
        let mut engines = self.vocabulary.context_classes.iter();
        makes_contexts && !engines.any(|(_, own)| own.as_str() == class)
    }

    /// Whether an entry of the catalogue is the constructor of a factory.
    pub(in crate::interp) fn makes_factory(&self, api: &Api) -> bool {
        self.is_factory_class(&api.name)
    }

    /// An attribute of a library's class is assigned: where it is a factory,
    /// nothing is known of those that there are, and of those that come.
    pub(in crate::interp) fn patch_factories(&mut self, class: &str, span: Span) {
        if self.is_factory_class(class) {
            self.factories_patched = true;
            for factory in self.objects.factories() {
                let this = self.object_value(span, factory);
                self.forget_settings_of(&this, span);
            }
        }
    }

    /// Whether a library calls a method of its class that a subclass overrides,
    /// and takes the context that this returns.
    pub(super) fn is_hook(&self, library_class: &str, method: &str) -> bool {
        self.hooks_for_contexts(library_class).contains(&method)
    }

    fn hooks_for_contexts(&self, library_class: &str) -> Vec<&'a str> {
        let catalogue = self.catalogue;
        let gives = |entry: &&ApiEntry| {
            entry.api.parameters.is_empty()
                && entry.api.effects.iter().any(|effect| {
                    matches!(&effect.action, Action::Use { argument } if argument == "return")
                })
        };
        let hooks = catalogue.hooks(library_class).into_iter().filter(gives);
        hooks
            .filter_map(|entry| entry.api.name.rsplit('.').next())
            .collect()
    }

    /// The contexts that a library uses where it is given these: of a factory of
    /// the program, what its own method gives.
    pub(in crate::interp) fn given_by_hooks(&mut self, contexts: Value, span: Span) -> Value {
        let mut given = Value::empty();
        let mut any = false;
        for (guard, traced) in contexts.entries() {
            let own = Value::of(vec![(guard.clone(), traced.clone())]);
            let value = match &traced.atom {
                Atom::Object(object) => self.given_by_hook(*object, span),
                _ => None,
            };
            any |= value.is_some();
            given = given.union(&value.map_or(own, |value| value.restricted(guard)));
        }
        if any { given } else { contexts }
    }

    fn given_by_hook(&mut self, object: ObjectId, span: Span) -> Option<Value> {
        let ObjectKind::Context(engine) = *self.objects.kind(object) else {
            return None;
        };
        self.objects.class_of_context(object)?;
        let library = self.library_class(object, engine);
        let library = self.names.text(library);
        for hook in self.hooks_for_contexts(&library) {
            let name = self.names.intern(hook);
            let order = self.context_order(object, engine);
            if self.look_up_in(&order, name).value.is_empty() {
                continue;
            }
            let method = self.context_attribute(object, engine, name, span);
            let value = self.call_value(&method, &Arguments::none(span));
            return Some(self.contexts_in(&value));
        }
        None
    }
}
