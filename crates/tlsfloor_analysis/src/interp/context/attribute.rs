//! Attributes and methods of contexts.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use tlsfloor_protocol::{Build, Engine};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn context_attribute(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: Name,
        span: Span,
    ) -> Value {
        let text = self.names.text(name);
        match (engine, text.as_ref()) {
            (Engine::Ssl, "options") => return self.read_options(object, span),
            (Engine::Ssl, "minimum_version") => return self.read_bound(object, true, span),
            (Engine::Ssl, "maximum_version") => return self.read_bound(object, false, span),
            _ => {}
        }
        let stored = self.read(Place::Name(object, name));
        if !stored.is_empty() {
            return stored;
        }
        let class = self.context_class(engine);
        if self.catalogue.method(class, &text).is_empty() {
            // Something about certificates or ciphers, or nothing at all.
            self.may_raise_known("AttributeError");
            return self.bound(Atom::Object(object), name, None, span);
        }
        self.bound(Atom::Object(object), name, None, span)
    }

    /// Whether a context of the engine has an attribute or method.
    pub(in crate::interp) fn context_has(&self, engine: Engine, name: &str, build: &Build) -> bool {
        let class = self.context_class(engine);
        let attribute = self.catalogue.attribute(class, name);
        let method = self.catalogue.method(class, name);
        if attribute.is_empty() && method.is_empty() {
            return true;
        }
        attribute
            .iter()
            .chain(method)
            .any(|entry| entry.api.python.contains(build.python))
    }

    /// `context.name = value`.
    pub(in crate::interp) fn assign_setting(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        let text = self.names.text(name);
        let class = self.context_class(engine);
        let catalogue = self.catalogue;
        let entries = catalogue.attribute(class, &text);
        if entries.is_empty() {
            self.write_where(Place::Name(object, name), guard, value);
            return;
        }
        self.use_attribute(entries, object, guard, value, span);
    }

    pub(in crate::interp) fn call_context_method(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: &str,
        arguments: &Arguments,
    ) -> Value {
        let class = self.context_class(engine);
        let catalogue = self.catalogue;
        let entries = catalogue.method(class, name);
        if entries.is_empty() {
            // Certificates, ciphers, callbacks: no version settings.
            self.may_raise();
            return self.unknown_here(arguments.span);
        }
        self.use_api(entries, Some(object), arguments)
    }
}
