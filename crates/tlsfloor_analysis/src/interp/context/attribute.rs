//! Attributes and methods of contexts.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::ancestry::Ancestor;
use crate::interp::arguments::Arguments;
use crate::interp::special::OF_INSTANCES;
use tlsfloor_protocol::{Build, Engine, Method, Side};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(in crate::interp) fn context_attribute(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: Name,
        span: Span,
    ) -> Value {
        let order = self.context_order(object, engine);
        let held = self.look_up_in(&order, name);
        let descriptor = self.is_data_descriptor(&held.value);
        let mut found = if descriptor || held.library && held.value.is_empty() {
            Value::empty()
        } else {
            self.read(Place::Name(object, name))
        };
        if !held.value.is_empty() && !self.surely_present(&found) {
            let inherited = self.read_through_context(object, &held.value, span);
            found = self.filled(&found, &inherited);
        }
        if self.state.dead || !found.is_empty() && self.surely_present(&found) {
            return found;
        }
        if found.is_empty() {
            self.raise_where_absent((object, engine), (name, &order));
            if self.state.dead {
                return Value::empty();
            }
        }
        let native = self.native_attribute(object, engine, (name, &order), span);
        if found.is_empty() {
            native
        } else {
            self.filled(&found, &native)
        }
    }

    /// An attribute that nothing in sight gave to a context raises on the builds
    /// that do not have it.
    fn raise_where_absent(
        &mut self,
        (object, engine): (ObjectId, Engine),
        (name, order): (Name, &[Ancestor]),
    ) {
        let configs = self.configs(object);
        let is_exposed = configs.entries().iter().any(|(_, config)| config.exposed);
        if is_exposed || self.is_factory(object, engine) {
            return;
        }
        let getter = self.names.intern("__getattr__");
        if order.contains(&Ancestor::Unknown) || !self.look_up_in(order, getter).value.is_empty() {
            return;
        }
        let text = self.names.text(name);
        for (builds, has) in
            self.by_build(self.builds(), |build| self.native_has(engine, &text, build))
        {
            if has != Some(false) {
                continue;
            }
            if self.builds().0 & !builds.0 == 0 {
                // It is no matter of the version: models wait for it, too.
                self.raise("AttributeError");
                return;
            }
            self.raise_on(builds, "AttributeError");
        }
    }

    fn read_through_context(&mut self, object: ObjectId, value: &Value, span: Span) -> Value {
        if let (Some(atom), ObjectKind::Context(engine)) =
            (value.single_atom(), self.objects.kind(object).clone())
            && let Some(setting) = self.setting_of_library(atom)
        {
            let name = self.names.intern(&setting);
            return self.native_attribute(object, engine, (name, &[]), span);
        }
        let class = self.objects.class_of_context(object);
        // Any other object than the receiver: it is read through it.
        let class = class.unwrap_or(ObjectId::NOBODY);
        self.read_from_class(object, class, value, span)
    }

    /// `ssl.SSLContext.options`, taken from the class: the name of the setting.
    pub(in crate::interp) fn setting_of_library(&self, atom: &Atom) -> Option<String> {
        let Atom::Library(name) = atom else {
            return None;
        };
        let dotted = self.names.text(*name);
        let (class, attribute) = dotted.rsplit_once('.')?;
        self.catalogue.class(class)?.context?;
        let entries = self.catalogue.attribute(class, attribute);
        (!entries.is_empty()).then(|| attribute.to_owned())
    }

    /// What the library does where a setting of a context is assigned.
    pub(super) fn write_native(
        &mut self,
        object: ObjectId,
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        let ObjectKind::Context(engine) = *self.objects.kind(object) else {
            return;
        };
        let text = self.names.text(name);
        let entries = self.context_attribute_entries(object, engine, &text);
        self.use_attribute(entries, object, guard, value, span);
    }

    /// Settings that are no matter of versions, but not all values are taken.
    pub(super) fn refuse_setting(&mut self, object: ObjectId, name: &str, value: &Value) {
        match name {
            "verify_mode" => self.refuse_no_verification(object, value),
            "verify_flags" => self.refuse_flags(value),
            _ => {}
        }
    }

    /// A context that checks host names refuses to verify nothing. Whether it
    /// does is told by what was written last; where nothing was, it may. What is
    /// no mode at all is refused always.
    fn refuse_no_verification(&mut self, object: ObjectId, mode: &Value) {
        let mode = mode.on_path(&self.choices, &self.state.path);
        let wrong = |atom: &Atom| match atom {
            Atom::Int(mode) => (!(0..=2).contains(mode)).then_some("ValueError"),
            Atom::None | Atom::Str(_) | Atom::Bytes(_) | Atom::Float(_) | Atom::Tuple(_) => {
                Some("TypeError")
            }
            _ => None,
        };
        let wrong: Vec<_> = mode.atoms().map(|(_, atom)| wrong(atom)).collect();
        if let [Some(class)] = wrong.as_slice() {
            self.raise(class);
            return;
        }
        for class in wrong.into_iter().flatten() {
            self.may_raise_known(class);
        }
        let checks = self.names.intern("check_hostname");
        let checks = self.read(Place::Name(object, checks));
        let checks = checks.on_path(&self.choices, &self.state.path);
        let is_off = checks.single_atom().and_then(Atom::truth) == Some(false)
            && self.surely_present(&checks);
        let may_be_none = mode.atoms().any(|(_, atom)| match atom {
            Atom::Library(name) => self.names.text(*name).as_ref() == "ssl.CERT_NONE",
            Atom::Int(mode) => *mode == 0,
            Atom::Bool(mode) => !mode,
            Atom::Unknown(_) => true,
            _ => false,
        });
        let configs = self.configs(object);
        let never_checks = configs
            .entries()
            .iter()
            .all(|(_, config)| config.method.value == Some(Method::Negotiating(Side::Server)));
        if may_be_none && !is_off && !never_checks {
            self.may_raise_known("ValueError");
        }
    }

    /// Flags that are no number.
    fn refuse_flags(&mut self, flags: &Value) {
        let flags = flags.on_path(&self.choices, &self.state.path);
        let is_none = |atom: &Atom| {
            matches!(
                atom,
                Atom::None | Atom::Str(_) | Atom::Bytes(_) | Atom::Float(_) | Atom::Tuple(_)
            )
        };
        let wrong = flags.atoms().filter(|(_, atom)| is_none(atom)).count();
        if wrong == 1 && flags.entries().len() == 1 {
            self.raise("TypeError");
        } else if wrong > 0 {
            self.may_raise_known("TypeError");
        }
    }

    /// `super().name`, of a context: what the classes in `order` give.
    pub(in crate::interp) fn context_attribute_after(
        &mut self,
        object: ObjectId,
        engine: Engine,
        (name, order): (Name, &[Ancestor]),
        span: Span,
    ) -> Value {
        let held = self.look_up_in(order, name);
        let found = self.read_through_context(object, &held.value, span);
        if self.state.dead || !found.is_empty() && self.surely_present(&found) {
            return found;
        }
        let native = self.native_attribute(object, engine, (name, &[]), span);
        if found.is_empty() {
            native
        } else {
            self.filled(&found, &native)
        }
    }

    /// An attribute that the library gives to a context.
    fn native_attribute(
        &mut self,
        object: ObjectId,
        engine: Engine,
        (name, order): (Name, &[Ancestor]),
        span: Span,
    ) -> Value {
        let text = self.names.text(name);
        match (engine, text.as_ref()) {
            (Engine::Ssl, "options") => return self.read_options(object, span),
            (Engine::Ssl, "minimum_version") => return self.read_bound(object, true, span),
            (Engine::Ssl, "maximum_version") => return self.read_bound(object, false, span),
            _ => {}
        }
        let of_factory = self.is_factory(object, engine);
        if self
            .context_method_entries(object, engine, &text)
            .is_empty()
        {
            let own = self.names.intern("__getattr__");
            let getter = self.look_up_in(order, own).value;
            if !getter.is_empty() {
                let this = self.object_value(span, object);
                let mut arguments = Arguments::none(span);
                arguments.positional = vec![this, self.constant(span, Atom::Str(text))];
                return self.call_value(&getter, &arguments);
            }
            // Something about certificates or ciphers, or nothing at all.
            let judged =
                self.by_build(self.builds(), |build| self.native_has(engine, &text, build));
            let is_there = !of_factory && judged.iter().all(|(_, has)| *has == Some(true));
            if !is_there && !OF_INSTANCES.contains(&text.as_ref()) {
                self.may_raise_known("AttributeError");
            }
            return self.bound(Atom::Object(object), name, None, span);
        }
        self.bound(Atom::Object(object), name, None, span)
    }

    /// On which builds a context of an engine has an attribute or method; `None`
    /// where that is not known.
    fn native_has(&self, engine: Engine, name: &str, build: &Build) -> Option<bool> {
        // What every object has, and what is private.
        if name.starts_with('_') {
            return None;
        }
        let class = self.context_class(engine);
        let dotted = format!("{class}.{name}");
        let mut entries = self
            .catalogue
            .attribute(class, name)
            .iter()
            .chain(self.catalogue.method(class, name))
            .peekable();
        if entries.peek().is_some() {
            return Some(entries.any(|entry| entry.api.python.contains(build.python)));
        }
        match self.catalogue.constant(&dotted) {
            Some(constant) => Some(constant.python.contains(build.python)),
            None => self.catalogue.never_existed(&dotted).then_some(false),
        }
    }

    /// What `hasattr` says of a context; `None` where that is not known.
    pub(in crate::interp) fn context_has(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: &str,
    ) -> Option<Vec<(Guard, bool)>> {
        let interned = self.names.intern(name);
        let order = self.context_order(object, engine);
        let held = self.look_up_in(&order, interned);
        let own = self.read(Place::Name(object, interned));
        let own = self.filled(&own, &held.value);
        if self.surely_present(&own) {
            return Some(vec![(Guard::ALWAYS, true)]);
        }
        let getter = self.names.intern("__getattr__");
        let hidden =
            order.contains(&Ancestor::Unknown) || !self.look_up_in(&order, getter).value.is_empty();
        if !own.is_empty() || hidden || self.is_factory(object, engine) {
            return None;
        }
        let mut outcomes = Vec::new();
        for (builds, has) in
            self.by_build(self.builds(), |build| self.native_has(engine, name, build))
        {
            outcomes.push((Guard::on(builds), has?));
        }
        Some(outcomes)
    }

    pub(in crate::interp) fn call_context_method(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: &str,
        arguments: &Arguments,
    ) -> Value {
        if let Some(value) = self.call_native_special(object, engine, name, arguments) {
            return value;
        }
        let entries = self.context_method_entries(object, engine, name);
        if entries.is_empty() {
            // Certificates, ciphers, callbacks: no version settings.
            self.may_raise();
            return self.unknown_here(arguments.span);
        }
        self.use_api(entries, Some(object), arguments)
    }
}
