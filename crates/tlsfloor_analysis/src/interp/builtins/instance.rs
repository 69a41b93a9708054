//! `isinstance` and `issubclass`: what things are.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::ancestry::Ancestor;
use crate::interp::arguments::Arguments;
use crate::interp::exception::{inherits as exception_inherits, is_builtin_exception};

/// Builtin classes that are told apart here.
const BUILTIN: &[&str] = &[
    "builtins.bool",
    "builtins.bytearray",
    "builtins.bytes",
    "builtins.complex",
    "builtins.dict",
    "builtins.float",
    "builtins.frozenset",
    "builtins.int",
    "builtins.list",
    "builtins.set",
    "builtins.slice",
    "builtins.str",
    "builtins.tuple",
    "builtins.type",
];

impl<'a> Interp<'a> {
    pub(in crate::interp) fn builtin_isinstance(&mut self, arguments: &Arguments) -> Value {
        self.kind_test("isinstance", arguments, |interp, atom, class| {
            interp.is_instance(atom, class)
        })
    }

    /// `callable(thing)`.
    pub(super) fn builtin_callable(&mut self, arguments: &Arguments) -> Value {
        let [value] = arguments.positional.as_slice() else {
            return self.pure_call("callable", arguments);
        };
        let origins = self.written(arguments.span);
        let mut entries = Vec::new();
        for (guard, traced) in value.clone().entries() {
            let atom = match self.is_callable(&traced.atom) {
                Some(truth) => Atom::Bool(truth),
                None => self.pure("callable", 0, &traced.atom, &Atom::None),
            };
            let origins = origins.clone();
            entries.push((guard.clone(), Traced { atom, origins }));
        }
        Value::of(entries)
    }

    fn is_callable(&mut self, atom: &Atom) -> Option<bool> {
        match atom {
            Atom::Unknown(_) => None,
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                if self.catalogue.constant(&dotted).is_some() {
                    return Some(false);
                }
                let known = self.catalogue.class(&dotted).is_some()
                    || !self.catalogue.function(&dotted).is_empty()
                    || BUILTIN.contains(&dotted.as_ref());
                let function = dotted
                    .strip_prefix("builtins.")
                    .is_some_and(|name| name != "Ellipsis" && name != "NotImplemented");
                (known || function).then_some(true)
            }
            Atom::Bound(_) => Some(true),
            Atom::Object(object) => match *self.objects.kind(*object) {
                ObjectKind::Function(_) if self.is_property(*object) => Some(false),
                ObjectKind::Function(_) | ObjectKind::Class(_) | ObjectKind::Partial => Some(true),
                ObjectKind::Instance(class) => {
                    let call = self.names.intern("__call__");
                    if !self.class_attribute(class, call).is_empty() {
                        return Some(true);
                    }
                    (!self.may_have_special(class)).then_some(false)
                }
                ObjectKind::LibraryInstance(_) | ObjectKind::Super { .. } => None,
                _ => Some(false),
            },
            _ => Some(false),
        }
    }

    pub(super) fn builtin_issubclass(&mut self, arguments: &Arguments) -> Value {
        self.kind_test("issubclass", arguments, |interp, atom, class| match atom {
            Atom::Object(own) => match interp.objects.kind(*own) {
                ObjectKind::Class(_) => interp.class_is(*own, class),
                _ => None,
            },
            Atom::Library(own) => interp.library_class_is(*own, class),
            _ => None,
        })
    }

    /// A test of what the first argument is, thing by thing.
    fn kind_test(
        &mut self,
        what: &'static str,
        arguments: &Arguments,
        test: impl Fn(&Self, &Atom, &Atom) -> Option<bool>,
    ) -> Value {
        let [value, classes] = arguments.positional.as_slice() else {
            return self.pure_call(what, arguments);
        };
        let (value, classes) = (value.clone(), classes.clone());
        let origins = self.written(arguments.span);
        let mut entries = Vec::new();
        for (guard, atom) in value.atoms() {
            for (own, class) in classes.atoms() {
                let Some(both) = guard.and(own) else { continue };
                if !self.choices.compatible(&both, &self.state.path) {
                    continue;
                }
                for (guard, verdict) in self.verdicts(atom, class, &test) {
                    let Some(guard) = both.and(&guard) else {
                        continue;
                    };
                    let atom = match verdict {
                        Some(verdict) => Atom::Bool(verdict),
                        None => self.pure(what, 0, atom, class),
                    };
                    let origins = origins.clone();
                    entries.push((guard, Traced { atom, origins }));
                }
            }
        }
        Value::of(entries)
    }

    /// A test on each Python: before the third, text was of two kinds.
    fn verdicts(
        &mut self,
        atom: &Atom,
        class: &Atom,
        test: &impl Fn(&Self, &Atom, &Atom) -> Option<bool>,
    ) -> Vec<(Guard, Option<bool>)> {
        let all = self.state.path.builds;
        let groups = self.by_build(self.builds(), |build| build.python.major);
        let mut verdicts: Vec<(Guard, Option<bool>)> = Vec::new();
        for (builds, _) in &groups {
            self.state.path.builds = *builds;
            let verdict = self.any_of(atom, class, test);
            match verdicts.iter_mut().find(|(_, own)| *own == verdict) {
                Some((guard, _)) => guard.builds.0 |= builds.0,
                None => verdicts.push((Guard::on(*builds), verdict)),
            }
        }
        self.state.path.builds = all;
        if let [(guard, _)] = verdicts.as_mut_slice() {
            *guard = Guard::ALWAYS;
        }
        verdicts
    }

    /// A test for one class, or for any in a tuple.
    fn any_of(
        &self,
        atom: &Atom,
        class: &Atom,
        test: &impl Fn(&Self, &Atom, &Atom) -> Option<bool>,
    ) -> Option<bool> {
        let Atom::Tuple(items) = class else {
            return test(self, atom, class);
        };
        let mut all = Some(false);
        for item in items.iter() {
            match item
                .single_atom()
                .and_then(|class| self.any_of(atom, class, test))
            {
                Some(true) => return Some(true),
                Some(false) => {}
                None => all = None,
            }
        }
        all
    }

    fn is_instance(&self, atom: &Atom, class: &Atom) -> Option<bool> {
        let name = match class {
            Atom::Library(name) => Some(self.names.text(*name)),
            Atom::Object(_) => None,
            _ => return None,
        };
        if name.as_deref() == Some("builtins.object") {
            return Some(true);
        }
        if let (Some(name), Some(kind)) = (&name, self.data_kind(atom))
            && let Some(answer) = abstract_kind(name, kind)
        {
            return Some(answer);
        }
        let own: &[&str] = match atom {
            Atom::Str(_) => &["builtins.str"],
            Atom::Bytes(_) => &["builtins.bytes"],
            Atom::Bool(_) => &["builtins.bool", "builtins.int"],
            Atom::Int(_) => &["builtins.int"],
            Atom::Float(_) => &["builtins.float"],
            Atom::Tuple(_) => &["builtins.tuple"],
            Atom::None => &["types.NoneType"],
            Atom::Object(object) => return self.object_is(*object, class),
            Atom::Member(member) => return self.class_is(member.class, class),
            Atom::Library(own) => return self.library_is(*own, class),
            _ => return None,
        };
        match &name {
            Some(name) if own.contains(&name.as_ref()) => {
                // Text was of two kinds, and bytes were one of them.
                let settled = !matches!(atom, Atom::Str(_) | Atom::Bytes(_)) || self.is_python3();
                settled.then_some(true)
            }
            Some(name) if is_builtin_class(name) => {
                let is_text = |name: &str| matches!(name, "builtins.str" | "builtins.bytes");
                let settled = !own.iter().any(|own| is_text(own)) || !is_text(name);
                (settled || self.is_python3()).then_some(false)
            }
            Some(name) if self.is_enumeration(name) => Some(false),
            // A class of the program that is not made to look like another one.
            None => self.plain_class(class).then_some(false),
            Some(_) => None,
        }
    }

    /// What a thing of the language is for the classes of `collections.abc`.
    fn data_kind(&self, atom: &Atom) -> Option<&'static str> {
        Some(match atom {
            Atom::Str(_) | Atom::Bytes(_) | Atom::Tuple(_) => "sequence",
            Atom::Int(_) | Atom::Bool(_) | Atom::Float(_) | Atom::None => "scalar",
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::List => "list",
                ObjectKind::Dict => "dict",
                ObjectKind::Set => "set",
                ObjectKind::Function(_) | ObjectKind::Partial => "function",
                _ => return None,
            },
            Atom::Bound(_) => "function",
            Atom::Library(_) if self.is_of_language(atom) => "function",
            _ => return None,
        })
    }

    /// What a class, or a constant, of a library is.
    fn library_is(&self, own: Name, class: &Atom) -> Option<bool> {
        let own_text = self.names.text(own);
        let Atom::Library(wanted) = class else {
            return self
                .catalogue
                .constant(&own_text)
                .is_some()
                .then_some(false);
        };
        let wanted = self.names.text(*wanted);
        if let Some(enumeration) = self.class_of_constant(&own_text) {
            if *wanted == *enumeration || wanted.as_ref() == "builtins.int" {
                return self.is_python3().then_some(true);
            }
            return (is_builtin_class(&wanted) || self.is_enumeration(&wanted)).then_some(false);
        }
        let is_class = BUILTIN.contains(&own_text.as_ref())
            || own_text.as_ref() == "builtins.object"
            || self.catalogue.class(&own_text).is_some();
        if !is_class {
            return None;
        }
        if wanted.as_ref() == "builtins.type" {
            return Some(true);
        }
        is_builtin_class(&wanted).then_some(false)
    }

    fn is_python3(&self) -> bool {
        let groups = self.by_build(self.builds(), |build| build.python.major);
        groups.iter().all(|(_, major)| *major == 3)
    }

    /// Whether a class decides by inheritance alone what its instances are.
    fn plain_class(&self, class: &Atom) -> bool {
        let Atom::Object(class) = class else {
            return false;
        };
        let is_context = self.context_base(*class).is_some();
        let (_, libraries, complete) = self.ancestors(*class);
        matches!(self.objects.kind(*class), ObjectKind::Class(_))
            && !self.registers
            && (complete || is_context && libraries.len() == 1)
    }

    fn object_is(&self, object: ObjectId, class: &Atom) -> Option<bool> {
        let own = match self.objects.kind(object) {
            ObjectKind::Instance(own) => return self.class_is(*own, class),
            ObjectKind::Context(engine) => match self.objects.class_of_context(object) {
                Some(own) => return self.class_is(own, class),
                None => {
                    let own = self.context_class(*engine);
                    return match class {
                        Atom::Library(name) => {
                            let name = self.names.text(*name);
                            let base = own
                                .rsplit_once('.')
                                .map(|(module, last)| format!("{module}._{last}"));
                            let known = name.as_ref() == own
                                || base.is_some_and(|base| base == name.as_ref());
                            if known {
                                return Some(true);
                            }
                            let other = BUILTIN.contains(&name.as_ref())
                                || self.catalogue.class(&name).is_some();
                            other.then_some(false)
                        }
                        _ => self.plain_class(class).then_some(false),
                    };
                }
            },
            ObjectKind::LibraryInstance(own) if is_builtin_exception(&self.names.text(*own)) => {
                return self.library_class_is(*own, class);
            }
            ObjectKind::List => "builtins.list",
            ObjectKind::Dict => "builtins.dict",
            ObjectKind::Slice => "builtins.slice",
            ObjectKind::Set if self.objects.frozen_sets.contains(&object) => "builtins.frozenset",
            ObjectKind::Set => "builtins.set",
            ObjectKind::Class(own) => match own.metaclass {
                Some(metaclass) => return self.class_is(metaclass, class),
                None => "builtins.type",
            },
            ObjectKind::Function(_)
            | ObjectKind::Partial
            | ObjectKind::Module
            | ObjectKind::Suspended(..)
            | ObjectKind::Mapped { .. } => "",
            _ => return None,
        };
        match class {
            Atom::Library(name) => {
                let name = self.names.text(*name);
                if name.as_ref() == own {
                    return Some(true);
                }
                is_builtin_class(&name).then_some(false)
            }
            _ => self.plain_class(class).then_some(false),
        }
    }

    /// Whether a class of the program is, or inherits, another class.
    fn class_is(&self, own: ObjectId, class: &Atom) -> Option<bool> {
        let order = self.linearised(own);
        match class {
            Atom::Object(other) => {
                if order.contains(&Ancestor::Class(*other)) {
                    return Some(true);
                }
                (self.plain_class(class) && !order.contains(&Ancestor::Unknown)).then_some(false)
            }
            Atom::Library(name) if self.names.text(*name).as_ref() == "builtins.object" => {
                Some(true)
            }
            Atom::Library(name) => {
                let mut settled = true;
                for ancestor in order {
                    match ancestor {
                        Ancestor::Class(_) => {}
                        Ancestor::Library(base) => {
                            match self.library_class_is(base, &Atom::Library(*name)) {
                                Some(true) => return Some(true),
                                Some(false) => {}
                                None => settled = false,
                            }
                        }
                        Ancestor::Unknown => settled = false,
                    }
                }
                let name = self.names.text(*name);
                let known = BUILTIN.contains(&name.as_ref())
                    || is_builtin_exception(&name)
                    || self.catalogue.class(&name).is_some();
                (settled && known).then_some(false)
            }
            _ => None,
        }
    }

    /// Whether a library's class is, or inherits, another class.
    fn library_class_is(&self, own: Name, class: &Atom) -> Option<bool> {
        let Atom::Library(other) = class else {
            return self.plain_class(class).then_some(false);
        };
        if own == *other {
            return Some(true);
        }
        let (own, other) = (self.names.text(own), self.names.text(*other));
        if other.as_ref() == "builtins.object" {
            return Some(true);
        }
        if let Some(inherits) = exception_inherits(&own, &other) {
            return Some(inherits);
        }
        if let Some(bases) = bases_in_enum(&own) {
            return Some(bases.contains(&other.as_ref()));
        }
        if BUILTIN.contains(&own.as_ref()) && BUILTIN.contains(&other.as_ref()) {
            return Some(own.as_ref() == "builtins.bool" && other.as_ref() == "builtins.int");
        }
        if own.as_ref() == "builtins.object" && BUILTIN.contains(&other.as_ref()) {
            return Some(false);
        }
        let known = |name: &str| self.catalogue.class(name);
        let context = known(&own).is_some_and(|class| class.context.is_some());
        if self
            .catalogue
            .ancestors(&own)
            .iter()
            .any(|base| *base == *other)
        {
            return Some(true);
        }
        // Contexts inherit nothing but contexts.
        (context && (BUILTIN.contains(&other.as_ref()) || known(&other).is_some())).then_some(false)
    }
}

/// What the classes of `enum` inherit.
fn bases_in_enum(class: &str) -> Option<&'static [&'static str]> {
    Some(match class {
        "enum.Enum" => &[],
        "enum.Flag" => &["enum.Enum"],
        "enum.IntEnum" => &["builtins.int", "enum.ReprEnum", "enum.Enum"],
        "enum.IntFlag" => &["builtins.int", "enum.ReprEnum", "enum.Flag", "enum.Enum"],
        "enum.StrEnum" => &["builtins.str", "enum.ReprEnum", "enum.Enum"],
        _ => return None,
    })
}

fn is_builtin_class(name: &str) -> bool {
    BUILTIN.contains(&name) || name == "types.NoneType"
}

/// Whether things of a kind are instances of a class of `collections.abc`;
/// `None` for other classes.
fn abstract_kind(class: &str, kind: &str) -> Option<bool> {
    let class = class
        .strip_prefix("collections.abc.")
        .or_else(|| class.strip_prefix("typing."))
        .or_else(|| class.strip_prefix("collections."))?;
    let kinds: &[&str] = match class {
        "Mapping" | "MutableMapping" => &["dict"],
        "Sequence" => &["sequence", "list"],
        "MutableSequence" => &["list"],
        "Set" => &["set"],
        "Iterable" | "Collection" | "Container" | "Sized" => &["sequence", "list", "dict", "set"],
        "Callable" => &["function"],
        "Iterator" | "Generator" | "Awaitable" | "Coroutine" => &[],
        _ => return None,
    };
    Some(kinds.contains(&kind))
}
