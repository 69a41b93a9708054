//! Reading attributes.

use super::Interp;
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{FunctionKind, ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Bound, Traced, Value};
use std::rc::Rc;
use tlsfloor_protocol::Build;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `object.name`, over all that `object` may be.
    pub(super) fn attribute(&mut self, object: &Value, name: Name, span: Span) -> Value {
        let mut result = Value::empty();
        self.none_has_no_attribute(object, name);
        for (guard, traced) in object.entries() {
            if self.state.dead {
                return Value::empty();
            }
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            let value = self.attribute_of(traced, name, span);
            result = result.union(&value.restricted(guard));
        }
        if result.is_empty() && !self.state.dead {
            return self.unknown_here(span);
        }
        self.here(span, &result)
    }

    /// Where the object is None, a handler that waits for that goes on; all else
    /// that it may be goes on here.
    fn none_has_no_attribute(&mut self, object: &Value, name: Name) {
        let is_special = self.names.text(name).starts_with("__");
        if is_special || self.state.dead || !self.catches_builtin("AttributeError") {
            return;
        }
        let (mut raising, mut passing) = (Vec::new(), Vec::new());
        for (guard, traced) in object.entries() {
            if self.choices.compatible(guard, &self.state.path) {
                let side = match traced.atom {
                    Atom::None => &mut raising,
                    _ => &mut passing,
                };
                side.push(guard.clone());
            }
        }
        if !raising.is_empty() {
            self.raise_on_some_ways(raising, passing, "AttributeError");
        }
    }

    fn attribute_of(&mut self, traced: &Traced, name: Name, span: Span) -> Value {
        match &traced.atom {
            Atom::Library(library) => self.library_attribute(*library, name, span),
            Atom::Unknown(id) => {
                let stored = self.read(Place::UnknownAttribute(*id, name));
                if !stored.is_empty() {
                    return stored;
                }
                self.unknown_attribute_may_raise();
                self.unknown(span, UnknownKey::Attribute(*id, name))
            }
            Atom::Object(object) => self.object_attribute(*object, name, span),
            Atom::Member(member) => self.member_attribute(member, name, span),
            Atom::Bound(bound) => match self.bound_attribute(bound, name, span) {
                Some(value) => value,
                None => self.unknown_here(span),
            },
            // On this way the program ends, or went to a handler.
            Atom::None => Value::empty(),
            Atom::Int(_) | Atom::Bool(_)
                if matches!(self.names.text(name).as_ref(), "real" | "numerator") =>
            {
                Value::always(traced.clone())
            }
            Atom::Int(_) | Atom::Bool(_)
                if matches!(self.names.text(name).as_ref(), "imag" | "denominator") =>
            {
                let one = i128::from(self.names.text(name).as_ref() == "denominator");
                self.constant(span, Atom::Int(one))
            }
            Atom::Str(_)
            | Atom::Bytes(_)
            | Atom::Int(_)
            | Atom::Float(_)
            | Atom::Bool(_)
            | Atom::Tuple(_)
                if self.names.text(name).as_ref() == "__class__" =>
            {
                self.type_of(&traced.atom, span)
            }
            atom => self.bound(atom.clone(), name, None, span),
        }
    }

    /// A method of a value of the language, or of a library's instance.
    pub(super) fn bound(
        &mut self,
        receiver: Atom,
        name: Name,
        function: Option<ObjectId>,
        span: Span,
    ) -> Value {
        let atom = Atom::Bound(Rc::new(Bound {
            receiver,
            name,
            function,
        }));
        self.constant(span, atom)
    }

    fn object_attribute(&mut self, object: ObjectId, name: Name, span: Span) -> Value {
        let kind = self.objects.kind(object).clone();
        match kind {
            ObjectKind::Context(engine) => self.context_attribute(object, engine, name, span),
            ObjectKind::Instance(class) => self.instance_attribute(object, class, name, span),
            ObjectKind::Super { after, instance } => {
                self.super_attribute(after, instance, name, span)
            }
            ObjectKind::Class(_) => self.attribute_of_class(object, name, span),
            ObjectKind::LibraryInstance(_) if self.names.text(name).as_ref() == "__dict__" => {
                self.namespace_of(object, span)
            }
            ObjectKind::LibraryInstance(class) => {
                let stored = self.read(Place::Name(object, name));
                if !stored.is_empty() {
                    return stored;
                }
                let dotted = self.names.text(class);
                let text = self.names.text(name);
                if self.catalogue.attribute(&dotted, &text).is_empty() {
                    return self.bound(Atom::Object(object), name, None, span);
                }
                self.missing_attribute(Atom::Object(object), name, span)
            }
            ObjectKind::Module => {
                let value = self.module_attribute(object, name, span);
                if value.is_empty() && !self.state.dead {
                    return self.missing_attribute(Atom::Object(object), name, span);
                }
                value
            }
            ObjectKind::Function(_) if self.is_property(object) => {
                self.property_part(object, name, span)
            }
            ObjectKind::Property => self.property_part(object, name, span),
            ObjectKind::Function(_) | ObjectKind::Locals | ObjectKind::Slice => {
                let stored = self.read(Place::Name(object, name));
                if !stored.is_empty() {
                    return stored;
                }
                match self.function_attribute(object, name, span) {
                    Some(value) => value,
                    None => self.missing_attribute(Atom::Object(object), name, span),
                }
            }
            ObjectKind::Partial => match self.partial_attribute(object, name, span) {
                Some(value) => value,
                None => self.bound(Atom::Object(object), name, None, span),
            },
            ObjectKind::List
            | ObjectKind::Set
            | ObjectKind::Dict
            | ObjectKind::Namespace(_)
            | ObjectKind::View(..)
            | ObjectKind::Mapped { .. }
            | ObjectKind::Suspended(..) => self.bound(Atom::Object(object), name, None, span),
        }
    }

    /// What a class attribute gives when it is read through `receiver`:
    /// functions become methods, properties run, members of enums stay.
    pub(super) fn read_from_class(
        &mut self,
        receiver: ObjectId,
        class: ObjectId,
        value: &Value,
        span: Span,
    ) -> Value {
        let through_instance = receiver != class;
        let mut result = Value::empty();
        for (guard, traced) in value.entries() {
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            let Atom::Object(function) = traced.atom else {
                result = result.union(&Value::of(vec![(guard.clone(), traced.clone())]));
                continue;
            };
            let ObjectKind::Function(definition) = self.objects.kind(function) else {
                let read = self.read_descriptor(traced, receiver, class, span);
                result = result.union(&read.restricted(guard));
                continue;
            };
            let name = definition.name;
            let read = match definition.kind {
                FunctionKind::Plain if through_instance => {
                    self.bound(Atom::Object(receiver), name, Some(function), span)
                }
                FunctionKind::ClassMethod => {
                    self.bound(Atom::Object(class), name, Some(function), span)
                }
                FunctionKind::Property if through_instance => {
                    self.get_property(function, receiver, span)
                }
                FunctionKind::CachedProperty if through_instance => {
                    let this = self.object_value(span, receiver);
                    let value = self.call_function(function, vec![this], span);
                    if !self.state.dead {
                        self.write(Place::Name(receiver, name), value.clone());
                    }
                    value
                }
                FunctionKind::Plain
                | FunctionKind::Static
                | FunctionKind::Property
                | FunctionKind::CachedProperty => Value::always(traced.clone()),
            };
            result = result.union(&read.restricted(guard));
        }
        result
    }

    /// What a class attribute that is no function gives: a descriptor decides.
    fn read_descriptor(
        &mut self,
        traced: &Traced,
        receiver: ObjectId,
        class: ObjectId,
        span: Span,
    ) -> Value {
        let instance = (receiver != class).then_some(receiver);
        if let (Atom::Object(object), Some(receiver)) = (&traced.atom, instance)
            && matches!(self.objects.kind(*object), ObjectKind::Property)
        {
            let object = *object;
            return self.get_property(object, receiver, span);
        }
        match self.get_descriptor(&traced.atom, instance, class, span) {
            Some(value) => value,
            None => Value::always(traced.clone()),
        }
    }

    /// `property.setter` and its like.
    fn property_part(&mut self, property: ObjectId, name: Name, span: Span) -> Value {
        let stored = self.read(Place::Name(property, name));
        if !stored.is_empty() {
            return stored;
        }
        self.bound(Atom::Object(property), name, None, span)
    }

    /// `library.name`: a constant, a class, a function, a submodule.
    pub(super) fn library_attribute(&mut self, library: Name, name: Name, span: Span) -> Value {
        let dotted = format!("{}.{}", self.names.text(library), self.names.text(name));
        let canonical = self.catalogue.canonical(&dotted).into_owned();
        let full = self.names.intern(&canonical);
        let stored = self.read(Place::LibraryAttribute(full));
        if !stored.is_empty() {
            return stored;
        }
        if let Some(value) = self.enumeration_attribute(library, name, span) {
            return value;
        }
        if let Some(value) = self.version_part(&canonical, span) {
            return value;
        }
        let missing = self.missing_on(&canonical);
        if missing.0 != 0 {
            self.raise_on(missing, "AttributeError");
            if self.state.dead {
                return Value::empty();
            }
            self.end_on(self.constant_missing_on(&canonical));
        }
        self.constant(span, Atom::Library(full))
    }

    /// The builds of the current path that lack this name.
    pub(super) fn missing_on(&self, dotted: &str) -> BuildSet {
        let builds = self.builds();
        let mut missing = BuildSet(0);
        for (set, exists) in self.by_build(builds, |build| self.exists_on(dotted, build)) {
            if !exists {
                missing.0 |= set.0;
            }
        }
        missing
    }

    /// The builds of the current path whose Python is too old or too new for
    /// this constant.
    pub(super) fn constant_missing_on(&self, dotted: &str) -> BuildSet {
        let Some(constant) = self.catalogue.constant(dotted) else {
            return BuildSet(0);
        };
        let groups = self.by_build(self.builds(), |build| {
            constant.python.contains(build.python)
        });
        let missing = groups.iter().filter(|(_, exists)| !exists);
        BuildSet(missing.fold(0, |all, (builds, _)| all | builds.0))
    }

    /// Whether a name of a library exists on a build, as far as is known.
    pub(super) fn exists_on(&self, dotted: &str, build: &Build) -> bool {
        if let Some(constant) = self.catalogue.constant(dotted) {
            return constant.python.contains(build.python)
                && constant
                    .requires
                    .is_none_or(|protocol| self.protocol_available(dotted, build, protocol));
        }
        if let Some(class) = self.catalogue.class(dotted)
            && !class.python.contains(build.python)
        {
            return false;
        }
        if self.catalogue.never_existed(dotted) {
            return false;
        }
        let apis = self.catalogue.function(dotted);
        if apis
            .iter()
            .any(|entry| entry.api.python.contains(build.python))
        {
            return true;
        }
        if let Some(listed) = self.catalogue.lists(dotted, build.python) {
            return listed;
        }
        if !apis.is_empty() {
            return false;
        }
        super::standard::exists(dotted, build.python)
    }

    /// `sys.version_info.major` and its like.
    fn version_part(&mut self, dotted: &str, span: Span) -> Option<Value> {
        let part = match dotted {
            "sys.version_info.major" => 0,
            "sys.version_info.minor" => 1,
            "sys.hexversion" => 2,
            "six.PY2" => 3,
            "six.PY3" => 4,
            _ => return None,
        };
        let groups = self.by_build(self.builds(), |build| {
            let (major, minor) = (build.python.major, build.python.minor);
            match part {
                0 => Atom::Int(i128::from(major)),
                1 => Atom::Int(i128::from(minor)),
                2 => Atom::Int(i128::from(major) << 24 | i128::from(minor) << 16 | 0x63f0),
                3 => Atom::Bool(major == 2),
                _ => Atom::Bool(major != 2),
            }
        });
        Some(self.by_builds(groups, span))
    }

    /// A value that differs from build to build.
    pub(super) fn by_builds(&mut self, groups: Vec<(BuildSet, Atom)>, span: Span) -> Value {
        let origins: Origins = self.written(span);
        Value::of(
            groups
                .into_iter()
                .map(|(builds, atom)| {
                    (
                        Guard::on(builds),
                        Traced {
                            atom,
                            origins: origins.clone(),
                        },
                    )
                })
                .collect(),
        )
    }

    /// Whether the object has the attribute: what `hasattr` says.
    pub(super) fn has_attribute(&mut self, atom: &Atom, name: &str) -> Option<Vec<(Guard, bool)>> {
        match atom {
            Atom::Library(library) => {
                let dotted = format!("{}.{name}", self.names.text(*library));
                let canonical = self.catalogue.canonical(&dotted).into_owned();
                if !self.is_known_name(&canonical) && !self.catalogue.never_existed(&canonical) {
                    return self.listed_on(atom, &canonical, name);
                }
                let groups =
                    self.by_build(self.builds(), |build| self.exists_on(&canonical, build));
                Some(
                    groups
                        .into_iter()
                        .map(|(builds, exists)| (Guard::on(builds), exists))
                        .collect(),
                )
            }
            Atom::Object(object) => match self.objects.kind(*object).clone() {
                ObjectKind::Context(engine) => self.context_has(*object, engine, name),
                ObjectKind::Module => {
                    let name = self.names.intern(name);
                    let own = self.read(Place::Name(*object, name));
                    self.surely_present(&own)
                        .then(|| vec![(Guard::ALWAYS, true)])
                }
                _ => {
                    if let Some(has) = self.has_plain_attribute(*object, name) {
                        return Some(vec![(Guard::ALWAYS, has)]);
                    }
                    let has = self.has_instance_attribute(*object, name);
                    if has.is_some() {
                        return has;
                    }
                    let has = self.has_own_attribute(*object, name)?;
                    Some(vec![(Guard::ALWAYS, has)])
                }
            },
            _ => None,
        }
    }

    /// A name that nothing describes: on the builds for which all names of its
    /// module are listed, it is one of them or not; on others it may be there
    /// or not. `None` where nothing is listed.
    fn listed_on(
        &mut self,
        library: &Atom,
        canonical: &str,
        name: &str,
    ) -> Option<Vec<(Guard, bool)>> {
        let groups = self.by_build(self.builds(), |build| {
            self.catalogue.lists(canonical, build.python)
        });
        if groups.iter().all(|(_, listed)| listed.is_none()) {
            return None;
        }
        let mut outcomes = Vec::new();
        for (builds, listed) in groups {
            let on = Guard::on(builds);
            if let Some(exists) = listed {
                outcomes.push((on, exists));
                continue;
            }
            let test = self.pure("hasattr", 0, library, &Atom::Str(name.into()));
            if let Atom::Unknown(id) = test {
                let has = self.unknowns.truth(&mut self.choices, id);
                outcomes.extend(on.and(&Guard::when(has)).map(|guard| (guard, true)));
                let not = Guard::when(has.negated());
                outcomes.extend(on.and(&not).map(|guard| (guard, false)));
            }
        }
        Some(outcomes)
    }

    /// Whether an instance of the program has an attribute, where its classes
    /// are known and none of them is asked for every attribute.
    fn has_instance_attribute(
        &mut self,
        object: ObjectId,
        name: &str,
    ) -> Option<Vec<(Guard, bool)>> {
        let interned = self.names.intern(name);
        let ObjectKind::Instance(class) = *self.objects.kind(object) else {
            return None;
        };
        let (_, _, complete) = self.ancestors(class);
        let asked = ["__getattr__", "__getattribute__"];
        let this = crate::domain::state::plain(Atom::Object(object));
        if !complete || name.starts_with("__") || self.has_special(&this, &asked) {
            return None;
        }
        let inherited = self.class_attribute(class, interned);
        if !inherited.is_empty() {
            // What a descriptor gives, or raises, only running it tells.
            let certain =
                self.surely_present(&inherited) && !self.descriptor_names.contains(&interned);
            return certain.then(|| vec![(Guard::ALWAYS, true)]);
        }
        let own = self.read(Place::Name(object, interned));
        if self.surely_present(&own) {
            return Some(vec![(Guard::ALWAYS, true)]);
        }
        let (mut outcomes, mut rest) = (Vec::new(), vec![Guard::ALWAYS]);
        for (guard, _) in own.entries() {
            outcomes.push((guard.clone(), true));
            let outside = self.complement(guard);
            rest = rest
                .iter()
                .flat_map(|left| outside.iter().filter_map(|piece| left.and(piece)))
                .collect();
        }
        outcomes.extend(rest.into_iter().map(|guard| (guard, false)));
        Some(outcomes)
    }
}
