//! Contexts whose class is the program's: how they are made, and where their
//! attributes come from.
//!
//! The library's class stands among the others in the order of look-up. What is
//! found before it is the program's, the rest is the library's own.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::ancestry::Ancestor;
use crate::interp::arguments::Arguments;
use crate::interp::special::SETTER;
use tlsfloor_protocol::Engine;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// What a library's constructor is making just now, for a class of the program.
#[derive(Clone, Copy, Debug)]
pub(in crate::interp) struct Making {
    pub(in crate::interp) class: ObjectId,
    /// It exists already, and gets its settings now.
    pub(in crate::interp) object: Option<ObjectId>,
}

/// What the classes of an object hold under a name.
#[derive(Debug)]
pub(in crate::interp) struct Held {
    /// What the program has put there.
    pub(in crate::interp) value: Value,
    /// The library's class is reached.
    pub(in crate::interp) library: bool,
}

/// Whether the constructor of an engine's contexts sets them up in `__init__`,
/// not in `__new__`.
const fn is_set_up_by_init(engine: Engine) -> bool {
    matches!(engine, Engine::PyOpenSsl)
}

impl<'a> Interp<'a> {
    /// The classes of a context, in the order of look-up.
    pub(in crate::interp) fn context_order(
        &mut self,
        object: ObjectId,
        engine: Engine,
    ) -> Vec<Ancestor> {
        match self.objects.class_of_context(object) {
            Some(class) => self.linearised(class),
            None => vec![Ancestor::Library(self.library_class(object, engine))],
        }
    }

    /// Looks a name up in these classes.
    pub(in crate::interp) fn look_up_in(&mut self, order: &[Ancestor], name: Name) -> Held {
        let mut value = Value::empty();
        for ancestor in order {
            let own = match ancestor {
                Ancestor::Class(class) => self.read(Place::Name(*class, name)),
                Ancestor::Library(library) => {
                    let full = self.member_name(*library, name);
                    let stored = self.read(Place::LibraryAttribute(full));
                    // Put back what was there, it is the library's own again.
                    Value::of(
                        stored
                            .entries()
                            .iter()
                            .filter(|(_, traced)| traced.atom != Atom::Library(full))
                            .cloned()
                            .collect(),
                    )
                }
                Ancestor::Unknown => Value::empty(),
            };
            if !own.is_empty() {
                value = if value.is_empty() {
                    own
                } else {
                    self.filled(&value, &own)
                };
                if self.surely_present(&value) {
                    break;
                }
            }
            if let Ancestor::Library(library) = ancestor
                && self.library_class_has(*library, name)
            {
                return Held {
                    value,
                    library: true,
                };
            }
        }
        Held {
            value,
            library: false,
        }
    }

    fn member_name(&mut self, class: Name, member: Name) -> Name {
        let dotted = format!("{}.{}", self.names.text(class), self.names.text(member));
        let canonical = self.catalogue.canonical(&dotted).into_owned();
        self.names.intern(&canonical)
    }

    /// Whether the catalogue knows this attribute or method of a class.
    pub(in crate::interp) fn library_class_has(&self, class: Name, name: Name) -> bool {
        let (class, name) = (self.names.text(class), self.names.text(name));
        matches!(name.as_ref(), "__new__" | "__init__")
            || !self.catalogue.attribute(&class, &name).is_empty()
            || !self.catalogue.method(&class, &name).is_empty()
            || self
                .catalogue
                .constant(&format!("{class}.{name}"))
                .is_some()
    }

    /// Whether a context has this attribute from its library, untouched by the
    /// program.
    pub(in crate::interp) fn is_native(&mut self, object: ObjectId, name: Name) -> bool {
        let ObjectKind::Context(engine) = *self.objects.kind(object) else {
            return false;
        };
        let order = self.context_order(object, engine);
        let setter = self.names.intern("__setattr__");
        self.look_up_in(&order, name).value.is_empty()
            && self.look_up_in(&order, setter).value.is_empty()
    }

    // ----- making -----

    /// The library's class that makes the instances of a class contexts.
    pub(in crate::interp) fn context_base(&self, class: ObjectId) -> Option<(Name, Engine)> {
        self.linearised(class).into_iter().find_map(|ancestor| {
            let Ancestor::Library(name) = ancestor else {
                return None;
            };
            let class = self.catalogue.class(&self.names.text(name))?;
            Some((name, class.context?))
        })
    }

    /// `Class(…)`, of a class whose instances are contexts.
    pub(in crate::interp) fn instance_of_context_class(
        &mut self,
        class: ObjectId,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (base, engine) = self.context_base(class)?;
        let order = self.linearised(class);
        let new = self.names.intern("__new__");
        let held = self.look_up_in(&order, new);
        let made = if held.value.is_empty() {
            self.make_native((base, engine), class, arguments)
        } else {
            let this = self.object_value(arguments.span, class);
            self.call_value(&held.value, &arguments.after(vec![this]))
        };
        self.initialise(&made, class, arguments);
        if self.state.dead {
            return Some(Value::empty());
        }
        Some(made)
    }

    /// What the library's own `__new__` gives for a class of the program.
    pub(in crate::interp) fn make_native(
        &mut self,
        (base, engine): (Name, Engine),
        class: ObjectId,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let is_context = self.context_class(engine) == self.names.text(base).as_ref();
        if !is_context || is_set_up_by_init(engine) {
            let object = self.new_context_object(engine, Some(class), span);
            return self.object_value(span, object);
        }
        self.make_by_constructor(
            base,
            Making {
                class,
                object: None,
            },
            arguments,
        )
    }

    fn make_by_constructor(&mut self, base: Name, making: Making, arguments: &Arguments) -> Value {
        let dotted = self.names.text(base);
        let outer = self.making.replace(making);
        let made = self.call_library_name(&dotted, arguments);
        self.making = outer;
        let is_factory = !self
            .vocabulary
            .context_classes
            .iter()
            .any(|(_, class)| class.as_str() == dotted.as_ref());
        if self.linearised(making.class).contains(&Ancestor::Unknown)
            || is_factory && self.overrides(making.class, &dotted)
        {
            // A base that is not in view may change all that it likes.
            self.forget_settings_of(&made, arguments.span);
        }
        made
    }

    /// Whether a class of the program changes what a library's factory does, in
    /// a way that is not followed.
    fn overrides(&mut self, class: ObjectId, library_class: &str) -> bool {
        let (ancestors, ..) = self.ancestors(class);
        for ancestor in ancestors {
            for name in self.objects.names(ancestor).to_vec() {
                if self.read(Place::Name(ancestor, name)).is_empty() {
                    continue;
                }
                let text = self.names.text(name);
                let special = matches!(
                    text.as_ref(),
                    "__setattr__" | "__getattribute__" | "__getattr__"
                );
                // What a library keeps to itself, no catalogue lists.
                let private = text.starts_with('_') && !text.starts_with("__");
                if special
                    || private
                    || !self.catalogue.method(library_class, &text).is_empty()
                        && !self.is_hook(library_class, &text)
                {
                    return true;
                }
            }
        }
        false
    }

    /// `__init__` of what `__new__` gave, where that is an instance of `class`.
    fn initialise(&mut self, made: &Value, class: ObjectId, arguments: &Arguments) {
        for (guard, object) in self.context_objects(made) {
            if self.state.dead {
                return;
            }
            let own = self.objects.class_of_context(object);
            let is_instance =
                own.is_some_and(|own| self.linearised(own).contains(&Ancestor::Class(class)));
            if !is_instance {
                continue;
            }
            self.only_where(&guard, |interp| interp.initialise_one(object, arguments));
        }
    }

    fn initialise_one(&mut self, object: ObjectId, arguments: &Arguments) {
        let init = self.names.intern("__init__");
        let method = self.object_attribute_value(object, init, arguments.span);
        self.call_value(&method, arguments);
    }

    /// The special methods that a context has from its library, called.
    pub(in crate::interp) fn call_native_special(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let span = arguments.span;
        match name {
            "__init__" => self.init_native(object, engine, arguments),
            "__setattr__" => {
                let [name, value] = arguments.positional.as_slice() else {
                    return None;
                };
                let (name, value) = (name.clone(), value.clone());
                match name.single_str().cloned() {
                    Some(text) => {
                        let name = self.names.intern(&text);
                        self.set_context_attribute(object, name, &Guard::ALWAYS, &value, span);
                    }
                    None => {
                        let this = self.object_value(span, object);
                        self.forget_settings_of(&this, span);
                    }
                }
            }
            "__getattribute__" => {
                let name = arguments.positional.first()?.single_str()?.clone();
                let name = self.names.intern(&name);
                return Some(self.context_attribute(object, engine, name, span));
            }
            _ => return None,
        }
        Some(self.constant(span, Atom::None))
    }

    fn init_native(&mut self, object: ObjectId, engine: Engine, arguments: &Arguments) {
        let class = self.objects.class_of_context(object);
        let base = self.library_class(object, engine);
        let is_set_up = is_set_up_by_init(engine) || self.is_factory(object, engine);
        if let (true, Some(class)) = (is_set_up, class) {
            let making = Making {
                class,
                object: Some(object),
            };
            self.make_by_constructor(base, making, arguments);
            return;
        }
        let given = !arguments.positional.is_empty() || !arguments.keywords.is_empty();
        if let (true, Some(class)) = (given, class) {
            // `object.__init__` takes arguments only where a class has no
            // `__init__` of its own; before Python 3.7 `ssl` has one.
            let init = self.names.intern("__init__");
            let order = self.linearised(class);
            if !self.look_up_in(&order, init).value.is_empty() {
                let builds = self.by_build(self.builds(), |build| {
                    (build.python.major, build.python.minor) >= (3, 7)
                });
                let failing = builds.iter().filter(|(_, fails)| *fails);
                let failing = BuildSet(failing.fold(0, |all, (set, _)| all | set.0));
                self.raise_on(failing, "TypeError");
            }
        }
    }

    // ----- attributes -----

    /// Whether a class's value decides before the instance is asked: a property,
    /// or an instance with `__set__`.
    pub(in crate::interp) fn is_data_descriptor(&mut self, value: &Value) -> bool {
        self.has_special(value, &["__set__", "__delete__"])
            || value.atoms().any(|(_, atom)| match atom {
                Atom::Object(object) => self.is_property(*object),
                atom => self.setting_of_library(atom).is_some(),
            })
    }

    /// `context.name = value`, as the classes of the context will have it.
    pub(in crate::interp) fn assign_setting(
        &mut self,
        object: ObjectId,
        engine: Engine,
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        if self.objects.class_of_context(object).is_some() {
            let order = self.context_order(object, engine);
            let setter = self.names.intern("__setattr__");
            let held = self.look_up_in(&order, setter);
            if !held.value.is_empty() {
                let value = value.restricted(guard);
                self.only_where(guard, |interp| {
                    interp.call_setattr(object, &held.value, name, value, span);
                });
                return;
            }
        }
        self.set_context_attribute(object, name, guard, value, span);
    }

    fn call_setattr(
        &mut self,
        object: ObjectId,
        setter: &Value,
        name: Name,
        value: Value,
        span: Span,
    ) {
        let text = self.names.text(name);
        let this = self.object_value(span, object);
        let name = self.constant(span, Atom::Str(text));
        let mut arguments = Arguments::none(span);
        arguments.positional = vec![this, name, value];
        self.call_value(setter, &arguments);
    }

    /// What `object.__setattr__` does with a context.
    pub(in crate::interp) fn set_context_attribute(
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
        let order = self.context_order(object, engine);
        let held = self.look_up_in(&order, name);
        if self.is_data_descriptor(&held.value) {
            self.only_where(guard, |interp| {
                interp.set_by_descriptor(object, &held.value, value, span);
            });
            return;
        }
        let text = self.names.text(name);
        let entries = self.context_attribute_entries(object, engine, &text);
        if !held.value.is_empty() || entries.is_empty() {
            if held.value.is_empty() {
                self.refuse_setting(object, &text, value);
            }
            if self.state.dead {
                return;
            }
            self.write_where(Place::Name(object, name), guard, value);
            self.forget_where_inside((object, engine), &text, guard, span);
            return;
        }
        self.write_native(object, name, guard, value, span);
    }

    fn set_by_descriptor(&mut self, object: ObjectId, held: &Value, value: &Value, span: Span) {
        let this = self.object_value(span, object);
        match held.single_atom() {
            Some(atom @ Atom::Library(_)) => {
                if let Some(setting) = self.setting_of_library(atom) {
                    let name = self.names.intern(&setting);
                    self.write_native(object, name, &Guard::ALWAYS, value, span);
                }
            }
            Some(Atom::Object(property)) if self.is_property(*property) => {
                let given = std::slice::from_ref(value);
                self.use_property(*property, SETTER, (object, given), span);
            }
            Some(descriptor) => {
                let descriptor = descriptor.clone();
                let given = [this, value.clone()];
                if self.special(&descriptor, "__set__", &given, span).is_none() {
                    self.raise("AttributeError");
                }
            }
            // Which of several decides is not known.
            None => self.forget_settings_of(&this, span),
        }
    }

    /// `ssl.SSLContext.name(first, …)`: the library's own function, whatever the
    /// class of the first argument has in its place. `None` if that is not what
    /// is called.
    pub(in crate::interp) fn call_of_context_class(
        &mut self,
        (owner, name): (&str, &str),
        first: &Value,
        rest: &[Value],
        arguments: &Arguments,
    ) -> Option<Value> {
        let own = Arguments {
            positional: rest.to_vec(),
            ..arguments.clone()
        };
        let makes = |class: &str| {
            let class = self.catalogue.class(class);
            class.and_then(|class| class.context)
        };
        if name == "__new__" {
            let engine = makes(owner)?;
            let base = self.names.intern(owner);
            return match first.single_atom()? {
                Atom::Object(class)
                    if matches!(self.objects.kind(*class), ObjectKind::Class(_)) =>
                {
                    Some(self.make_native((base, engine), *class, &own))
                }
                Atom::Library(name) if *name == base => Some(self.call_library_name(owner, &own)),
                _ => None,
            };
        }
        let Some(Atom::Object(object)) = first.single_atom() else {
            return None;
        };
        let object = *object;
        let ObjectKind::Context(engine) = *self.objects.kind(object) else {
            return None;
        };
        if makes(owner).is_some() || owner == "builtins.object" {
            return Some(self.call_context_method(object, engine, name, &own));
        }
        // `ssl.SSLContext.options.__set__(context, value)`.
        let (owner, attribute) = owner.rsplit_once('.')?;
        makes(owner)?;
        let attribute = self.names.intern(attribute);
        match (name, rest) {
            ("__set__" | "fset", [value]) => {
                let text = self.names.text(attribute);
                let entries = self.catalogue.attribute(owner, &text);
                self.use_attribute(entries, object, &Guard::ALWAYS, value, arguments.span);
                Some(self.constant(arguments.span, Atom::None))
            }
            ("__get__" | "fget", _) => {
                let order = [Ancestor::Library(self.names.intern(owner))];
                let order = (attribute, order.as_slice());
                Some(self.context_attribute_after(object, engine, order, arguments.span))
            }
            _ => None,
        }
    }
}
