//! `getattr`, `setattr` and `hasattr`: attributes whose name is a value.

use crate::domain::guard::Guard;
use crate::domain::object::{ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::exception::ExceptionClass;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(super) fn builtin_getattr(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let (Some(object), Some(name)) = (
            arguments.positional.first().cloned(),
            arguments.positional.get(1).cloned(),
        ) else {
            return self.unfollowed(arguments);
        };
        let default = arguments.positional.get(2).cloned();
        let name = self.with_texts(&name);
        let mut result = Value::empty();
        for (guard, traced) in name.entries() {
            if !self.choices.compatible(guard, &self.state.path) || self.state.dead {
                continue;
            }
            let value = match &traced.atom {
                Atom::Str(text) => {
                    let value = self.in_case(guard, |interp| {
                        interp.attribute_or(&object, text, default.as_ref(), span)
                    });
                    // The name was written where the string was.
                    self.with_origin_of(&value, traced)
                }
                key => {
                    let key = key.clone();
                    let picked = self.any_attribute(&object, &key, span);
                    match &default {
                        Some(default) => picked.union(default),
                        None => picked,
                    }
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }

    /// Where the attribute's name came from elsewhere, that is where the choice
    /// was written.
    fn with_origin_of(&mut self, value: &Value, name: &Traced) -> Value {
        let passed_on = name.origins.list().iter().any(|trace| {
            self.traces
                .export(*trace)
                .is_some_and(|origin| !origin.steps.is_empty())
        });
        if !passed_on {
            return value.clone();
        }
        value.map(|traced| match traced.atom {
            Atom::Library(_) => Traced {
                atom: traced.atom.clone(),
                origins: name.origins.clone(),
            },
            _ => traced.clone(),
        })
    }

    /// `getattr(object, name, default)`.
    pub(in crate::interp) fn attribute_or(
        &mut self,
        object: &Value,
        name: &str,
        default: Option<&Value>,
        span: Span,
    ) -> Value {
        let interned = self.names.intern(name);
        let Some(default) = default else {
            return self.attribute(object, interned, span);
        };
        let mut result = Value::empty();
        for (guard, traced) in object.entries() {
            let one = Value::always(traced.clone());
            let value = match self.has_attribute(&traced.atom, name) {
                Some(outcomes) => {
                    let mut value = Value::empty();
                    for (own, exists) in outcomes {
                        let part = if exists {
                            // Where it exists, reading it raises nothing.
                            let builds = self.state.path.builds;
                            self.state.path.builds.0 &= own.builds.0;
                            let part = self.attribute(&one, interned, span);
                            self.state.path.builds = builds;
                            part
                        } else {
                            default.clone()
                        };
                        value = value.union(&part.restricted(&own));
                    }
                    value
                }
                None if self.has_getattr(&traced.atom) => {
                    self.attempted("AttributeError", default, span, |interp| {
                        interp.attribute(&one, interned, span)
                    })
                }
                None => {
                    let read = self.attribute(&one, interned, span);
                    if self.may_be_missing(&traced.atom, &read) {
                        self.read_or(&traced.atom, name, &read, default, span)
                    } else {
                        read
                    }
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }

    /// Whether the program decides what attributes that are not there give.
    pub(in crate::interp) fn has_getattr(&mut self, atom: &Atom) -> bool {
        let Atom::Object(object) = *atom else {
            return false;
        };
        let getter = self.names.intern("__getattr__");
        match *self.objects.kind(object) {
            ObjectKind::Module => !self.read(Place::Name(object, getter)).is_empty(),
            ObjectKind::Instance(class) => !self.class_attribute(class, getter).is_empty(),
            _ => false,
        }
    }

    /// Runs something; where it raises an exception of this class, the value is
    /// `otherwise`.
    pub(in crate::interp) fn attempted(
        &mut self,
        class: &'static str,
        otherwise: &Value,
        span: Span,
        run: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        self.push_handlers(vec![vec![ExceptionClass::Builtin(class)]]);
        let value = run(self);
        let caught = self.pop_handlers();
        // The outcomes meet in a place that no program can name.
        let outcome = self.names.intern("what was attempted");
        let place = Place::Name(self.frame().locals, outcome);
        let mut states = Vec::new();
        if !self.state.dead {
            self.write_quietly(place, value);
        }
        states.push(self.take_state());
        for state in caught.into_iter().flatten() {
            self.state = state;
            self.write_quietly(place, otherwise.clone());
            states.push(self.take_state());
        }
        self.rejoin(states);
        if self.state.dead {
            return Value::empty();
        }
        let value = self.read(place);
        self.write_quietly(place, Value::empty());
        self.here(span, &value)
    }

    /// Whether an attribute that was read of an object may not be there.
    fn may_be_missing(&self, object: &Atom, read: &Value) -> bool {
        read.atoms().any(|(_, atom)| match (object, atom) {
            // A name of a library that nothing is known of.
            (Atom::Library(_), Atom::Library(name)) => !self.is_known_name(&self.names.text(*name)),
            (Atom::Library(_), _) => false,
            (_, atom) => matches!(atom, Atom::Unknown(_)),
        })
    }

    /// What was read, or the default: whether the attribute is there is one
    /// test, whoever asks.
    fn read_or(
        &mut self,
        object: &Atom,
        name: &str,
        read: &Value,
        default: &Value,
        span: Span,
    ) -> Value {
        let test = self.pure("hasattr", 0, object, &Atom::Str(name.into()));
        let split = self.split(span, &Value::atom(test, Origins::default()));
        match (split.yes, split.no) {
            (Some(yes), Some(no)) => read.restricted(&yes).union(&default.restricted(&no)),
            (Some(_), None) => read.clone(),
            _ => default.clone(),
        }
    }

    /// `getattr(object, unknown)`: any attribute that is a protocol.
    fn any_attribute(&mut self, object: &Value, key: &Atom, span: Span) -> Value {
        let mut result = Value::empty();
        for (guard, traced) in object.entries() {
            let value = match &traced.atom {
                Atom::Library(name) => {
                    let dotted = self.names.text(*name);
                    self.any_constant_below(&dotted, key, span)
                }
                _ => None,
            };
            let value = match value {
                Some(value) => value,
                None => {
                    self.may_raise_known("AttributeError");
                    self.unknown_of("getattr", vec![traced.atom.clone(), key.clone()], span)
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }

    pub(super) fn builtin_setattr(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        if let [object, name, value, ..] = arguments.positional.as_slice() {
            let (object, name, value) = (object.clone(), name.clone(), value.clone());
            for (guard, traced) in name.entries() {
                match &traced.atom {
                    Atom::Str(text) => {
                        let name = self.names.intern(text);
                        self.assign_attribute(&object.restricted(guard), name, &value, span);
                    }
                    _ => self.set_any_attribute(&object, &value, span),
                }
            }
        }
        self.constant(span, Atom::None)
    }

    /// `setattr(object, unknown, value)`: any of the attributes.
    fn set_any_attribute(&mut self, object: &Value, value: &Value, span: Span) {
        self.expose(object, span);
        for (guard, traced) in object.entries() {
            let Atom::Object(holder) = traced.atom else {
                continue;
            };
            for name in self.objects.names(holder).to_vec() {
                let place = Place::Name(holder, name);
                let old = self.read(place);
                if !old.is_empty() {
                    self.write(place, old.union(&value.restricted(guard)));
                }
            }
        }
    }

    pub(super) fn builtin_hasattr(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let (Some(object), Some(name)) = (
            arguments.positional.first().cloned(),
            arguments
                .positional
                .get(1)
                .and_then(|name| name.single_str().cloned()),
        ) else {
            return self.unknown_here(span);
        };
        let origins = self.written(span);
        let mut entries = Vec::new();
        for (guard, traced) in object.entries() {
            let outcomes = match self.has_attribute(&traced.atom, &name) {
                Some(outcomes) => outcomes
                    .into_iter()
                    .map(|(own, truth)| (own, Atom::Bool(truth)))
                    .collect(),
                None if self.has_getattr(&traced.atom) => {
                    let one = Value::always(traced.clone());
                    let interned = self.names.intern(&name);
                    let missing = self.constant(span, Atom::Bool(false));
                    let found = self.attempted("AttributeError", &missing, span, |interp| {
                        interp.attribute(&one, interned, span);
                        interp.constant(span, Atom::Bool(true))
                    });
                    let atoms = found.atoms();
                    atoms
                        .map(|(own, atom)| (own.clone(), atom.clone()))
                        .collect()
                }
                None => {
                    let unknown = self.pure("hasattr", 0, &traced.atom, &Atom::Str(name.clone()));
                    vec![(Guard::ALWAYS, unknown)]
                }
            };
            for (own, atom) in outcomes {
                if let Some(guard) = guard.and(&own) {
                    entries.push((
                        guard,
                        Traced {
                            atom,
                            origins: origins.clone(),
                        },
                    ));
                }
            }
        }
        Value::of(entries)
    }

    /// `delattr(object, name)`.
    pub(super) fn builtin_delattr(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        if let [object, name] = arguments.positional.as_slice()
            && let (Some(Atom::Object(object)), Some(name)) =
                (object.single_atom(), name.single_str())
        {
            let (object, name) = (*object, self.names.intern(name));
            match *self.objects.kind(object) {
                ObjectKind::Instance(class) => {
                    self.delete_instance_attribute((object, class), name, span);
                }
                _ => self.write(Place::Name(object, name), Value::empty()),
            }
        }
        self.constant(span, Atom::None)
    }

    /// `vars(object)`, `vars()`, `locals()` and `globals()`.
    pub(super) fn builtin_namespace(
        &mut self,
        which: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let span = arguments.span;
        let object = match (which, arguments.positional.as_slice()) {
            ("builtins.vars", [object]) => match object.single_atom()? {
                Atom::Object(object) => *object,
                Atom::Library(library) => {
                    let (library, name) = (*library, self.names.intern("__dict__"));
                    return Some(self.library_attribute(library, name, span));
                }
                _ => return None,
            },
            ("builtins.globals", []) => *self.frame().scopes.last()?,
            (_, []) => self.frame().locals,
            _ => return None,
        };
        let followed = matches!(
            self.objects.kind(object),
            ObjectKind::Instance(_)
                | ObjectKind::LibraryInstance(_)
                | ObjectKind::Function(_)
                | ObjectKind::Class(_)
                | ObjectKind::Module
                | ObjectKind::Locals
        );
        followed.then(|| self.namespace_of(object, span))
    }
}
