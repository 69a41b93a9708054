//! What classes of the program inherit: `super()`, and the constructors of
//! libraries' classes.

use super::Interp;
use super::ancestry::Ancestor;
use super::arguments::Arguments;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    // ----- super -----

    /// `super()` and `super(Class, self)`; `None` if that is not what is
    /// called.
    pub(super) fn call_super(&mut self, callee: &Value, arguments: &Arguments) -> Option<Value> {
        let Some(Atom::Library(name)) = callee.single_atom() else {
            return None;
        };
        if self.names.text(*name).as_ref() != "builtins.super" {
            return None;
        }
        let span = arguments.span;
        let seen = match arguments.positional.as_slice() {
            [] => self.running_method(),
            [class, instance] => match (class.single_atom(), instance.single_atom()) {
                (Some(Atom::Object(class)), Some(Atom::Object(instance))) => {
                    Some((*class, *instance))
                }
                _ => None,
            },
            _ => None,
        };
        let Some((after, instance)) = seen else {
            return Some(self.unknown_here(span));
        };
        let is_class = matches!(self.objects.kind(after), ObjectKind::Class(_));
        if !is_class || self.class_seen_by(instance, after).is_none() {
            return Some(self.unknown_here(span));
        }
        let kind = ObjectKind::Super { after, instance };
        let object = self.new_object_of((span, instance.0), "super", kind);
        Some(self.object_value(span, object))
    }

    /// The class in which the running method was defined, and the object that
    /// its first parameter holds.
    fn running_method(&mut self) -> Option<(ObjectId, ObjectId)> {
        let (class, name) = self.frame().method?;
        let locals = self.frame().locals;
        match self.read(Place::Name(locals, name)).single_atom() {
            Some(Atom::Object(instance)) => Some((class, *instance)),
            _ => None,
        }
    }

    /// `super().name`.
    pub(super) fn super_attribute(
        &mut self,
        after: ObjectId,
        instance: ObjectId,
        name: Name,
        span: Span,
    ) -> Value {
        let Some(class) = self.class_seen_by(instance, after) else {
            return self.unknown_here(span);
        };
        let order = self.linearised(class);
        let next = order
            .iter()
            .position(|own| *own == Ancestor::Class(after))
            .map_or(order.len(), |at| at + 1);
        let rest = &order[next..];
        if let ObjectKind::Context(engine) = *self.objects.kind(instance) {
            return self.context_attribute_after(instance, engine, (name, rest), span);
        }
        let (mut library, mut complete) = (None, true);
        for ancestor in rest {
            match ancestor {
                Ancestor::Class(ancestor) => {
                    let value = self.read(Place::Name(*ancestor, name));
                    if !value.is_empty() {
                        return self.read_from_class(instance, class, &value, span);
                    }
                }
                Ancestor::Library(name) => {
                    complete = false;
                    library = library.or(Some(*name));
                }
                Ancestor::Unknown => complete = false,
            }
        }
        let through_class = instance == class;
        let text = self.names.text(name);
        let is_init = text.as_ref() == "__init__";
        match library {
            // The function itself, to be given its first argument.
            Some(library) if through_class => self.library_attribute(library, name, span),
            Some(_) => self.bound(Atom::Object(instance), name, None, span),
            None if is_init && self.fields_of(class).is_some() => {
                self.bound(Atom::Object(instance), name, None, span)
            }
            None if !is_init && self.is_of_object(name) => {
                self.bound(Atom::Object(instance), name, None, span)
            }
            // `object.__init__` does nothing.
            None if complete && is_init => self.bound(Atom::None, name, None, span),
            None if complete && text.as_ref() == "__new__" => {
                let atom = self.library("builtins.object.__new__");
                self.constant(span, atom)
            }
            None => self.unknown_here(span),
        }
    }

    /// The class in whose order `super()` looks: the object's, or the object
    /// itself where that inherits the class after which it looks.
    fn class_seen_by(&self, instance: ObjectId, after: ObjectId) -> Option<ObjectId> {
        let ObjectKind::Class(definition) = self.objects.kind(instance) else {
            return self.class_of_object(instance);
        };
        match definition.metaclass {
            Some(metaclass) if self.inherits(metaclass, after) => Some(metaclass),
            _ => Some(instance),
        }
    }

    /// Whether a class has one of these methods, or may have it from a base
    /// that is not in view.
    pub(super) fn decides_by_itself(&mut self, class: ObjectId, methods: &[&str]) -> bool {
        let (_, _, complete) = self.ancestors(class);
        !complete
            || methods.iter().any(|method| {
                let name = self.names.intern(method);
                !self.class_attribute(class, name).is_empty()
            })
    }

    /// The language may call a special method of an object here: an operator,
    /// a subscription, an iteration. It is not entered; what it sees may be
    /// changed.
    pub(super) fn special_methods_run(&mut self, atom: &Atom, span: Span) {
        let Atom::Object(object) = *atom else {
            return;
        };
        let ObjectKind::Instance(class) = *self.objects.kind(object) else {
            return;
        };
        let (ancestors, ..) = self.ancestors(class);
        let mut special = Vec::new();
        for ancestor in ancestors {
            for name in self.objects.names(ancestor) {
                let text = self.names.text(*name);
                let ordinary = matches!(text.as_ref(), "__init__" | "__new__" | "__repr__");
                if text.starts_with("__") && text.ends_with("__") && !ordinary {
                    special.push(*name);
                }
            }
        }
        for name in special {
            let method = self.class_attribute(class, name);
            let method = self.read_from_class(object, class, &method, span);
            self.expose(&method, span);
        }
    }

    // ----- constructors of libraries -----

    /// The constructor that a class of the program has from a library, run
    /// with these arguments (without `self`).
    pub(super) fn inherited_constructor(&mut self, class: ObjectId, arguments: &Arguments) {
        let (_, libraries, _) = self.ancestors(class);
        let mut known = false;
        for name in libraries {
            let dotted = self.names.text(name);
            known |= self.library_constructor(&dotted, arguments);
        }
        let of_the_language = self
            .ancestors(class)
            .1
            .iter()
            .all(|name| self.names.text(*name).starts_with("builtins."));
        if known || self.state.dead || of_the_language {
            // Those of exceptions keep what they are given.
            return;
        }
        let values: Vec<Value> = arguments.values().cloned().collect();
        for value in values {
            self.expose(&value, arguments.span);
        }
        self.keywords_to_unknown(arguments);
        self.may_raise();
    }

    /// A method that a class of the program has from a library, called on an
    /// instance; `None` if the catalogue does not know it.
    pub(super) fn inherited_method(
        &mut self,
        instance: ObjectId,
        class: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (_, libraries, _) = self.ancestors(class);
        let catalogue = self.catalogue;
        for library in libraries {
            let entries = catalogue.method(&self.names.text(library), method);
            if !entries.is_empty() {
                return Some(self.use_api(entries, Some(instance), arguments));
            }
        }
        None
    }

    /// `library.Class.method(self, …)`; `None` if that is not what is called.
    pub(super) fn call_of_library_class(
        &mut self,
        dotted: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (class, method) = dotted.rsplit_once('.')?;
        let (this, rest) = arguments.positional.split_first()?;
        if let Some(value) = self.call_of_context_class((class, method), this, rest, arguments) {
            return Some(value);
        }
        if matches!(class, "builtins.dict" | "builtins.list" | "builtins.set")
            && let Some(&Atom::Object(container)) = this.single_atom()
        {
            let fits = match self.objects.kind(container) {
                ObjectKind::Dict | ObjectKind::Namespace(_) => class == "builtins.dict",
                ObjectKind::List => class == "builtins.list",
                ObjectKind::Set => class == "builtins.set",
                ObjectKind::Instance(_) => true,
                _ => false,
            };
            if fits && method != "fromkeys" {
                let rest = Arguments {
                    positional: rest.to_vec(),
                    ..arguments.clone()
                };
                return self.call_of_container_class(container, method, &rest);
            }
        }
        if method == "__new__"
            && let Some(Atom::Object(first)) = this.single_atom()
            && matches!(self.objects.kind(*first), ObjectKind::Class(_))
        {
            let (first, rest) = (*first, rest.to_vec());
            let arguments = Arguments {
                positional: rest,
                ..arguments.clone()
            };
            return Some(self.new_of_library(first, &arguments));
        }
        if let Some(Atom::Object(first)) = this.single_atom()
            && let ObjectKind::Class(_) = self.objects.kind(*first)
            && super::creation::is_metaclass_name(class)
        {
            // `type.__call__(cls, …)`.
            let (first, rest) = (*first, rest.to_vec());
            let arguments = Arguments {
                positional: rest,
                ..arguments.clone()
            };
            return self.call_of_class(first, method, &arguments);
        }
        let (instance, is_library) = this.atoms().find_map(|(_, atom)| match atom {
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::Instance(_) => Some((*object, false)),
                ObjectKind::LibraryInstance(_) => Some((*object, true)),
                _ => None,
            },
            _ => None,
        })?;
        let arguments = Arguments {
            positional: rest.to_vec(),
            ..arguments.clone()
        };
        if class == "builtins.object"
            && let Some(value) = self.call_of_object(instance, method, &arguments)
        {
            return Some(value);
        }
        if is_library && !self.catalogue.method(class, method).is_empty() {
            let name = self.names.intern(method);
            let method = self.attribute(this, name, arguments.span);
            return Some(self.call_value(&method, &arguments));
        }
        if method == "__init__" {
            return self
                .library_constructor(class, &arguments)
                .then(|| self.constant(arguments.span, Atom::None));
        }
        let entries = self.catalogue.method(class, method);
        (!entries.is_empty()).then(|| self.use_api(entries, Some(instance), &arguments))
    }

    /// Runs a library's constructor for an instance of a subclass. What the
    /// subclass overrides is not followed, so what the constructor opens is
    /// known approximately. `false` if the catalogue does not know it.
    fn library_constructor(&mut self, class: &str, arguments: &Arguments) -> bool {
        let makes_context = self
            .catalogue
            .class(class)
            .is_some_and(|class| class.context.is_some());
        let entries = self.catalogue.function(class);
        if makes_context || entries.is_empty() {
            return false;
        }
        let outer = std::mem::replace(&mut self.records.indirect, true);
        self.use_api(entries, None, arguments);
        self.records.indirect = outer;
        true
    }

    /// `list.append(items, item)`: a method of a container's class, with the
    /// container or an instance that is one in front.
    fn call_of_container_class(
        &mut self,
        container: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        match *self.objects.kind(container) {
            ObjectKind::Instance(class) if method == "__init__" => self
                .construct_companion(container, class, arguments)
                .then(|| self.constant(arguments.span, Atom::None)),
            ObjectKind::Instance(_) => self.call_inherited_container(container, method, arguments),
            ObjectKind::Dict | ObjectKind::Namespace(_) => {
                Some(self.call_dict_method(container, method, arguments))
            }
            ObjectKind::List | ObjectKind::Set => {
                Some(self.call_list_method(container, method, arguments))
            }
            _ => None,
        }
    }
}
