//! Objects: what has an identity.
//!
//! An object is named by where it was made: the expression, the call path, and
//! the loop visits on that path. What it holds lies in the state, in slots.

use super::intern::{Name, Table};
use super::origin::Origins;
use super::unknown::UnknownId;
use super::value::Value;
use ruff_python_ast as ast;
use rustc_hash::{FxHashMap, FxHashSet};
use tlsfloor_protocol::Engine;
use tlsfloor_source::{FileId, Span};

/// The files from here on are models of the standard library, written in
/// Python; they are no part of a program.
pub(crate) const FIRST_PRELUDE: FileId = FileId(u32::MAX - 255);

/// Whether a file is a model of the standard library.
pub(crate) const fn is_prelude(file: FileId) -> bool {
    file.0 >= FIRST_PRELUDE.0
}

/// An interned object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ObjectId(pub(crate) u32);

impl ObjectId {
    /// No object: the home of what no module's run makes.
    pub(crate) const NOBODY: Self = Self(u32::MAX);
}

impl Default for ObjectId {
    fn default() -> Self {
        Self::NOBODY
    }
}

/// An interned chain of calls and loop visits; 0 is the module's own level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CallPath(pub(crate) u32);

/// A link of a call path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CallLink {
    pub(crate) before: CallPath,
    pub(crate) site: Span,
    /// Which visit of the loop, or 0 for a call.
    pub(crate) visit: u32,
}

/// Where an object was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Creation {
    pub(crate) site: Span,
    pub(crate) path: CallPath,
    /// Tells objects apart that one expression makes.
    pub(crate) part: u32,
}

/// What an object is, for good.
#[derive(Clone, Debug)]
pub(crate) enum ObjectKind<'a> {
    /// The names of a module.
    Module,
    /// The local names of a call.
    Locals,
    List,
    Set,
    Dict,
    /// A TLS context.
    Context(Engine),
    /// An instance of a library's class, by dotted name.
    LibraryInstance(Name),
    /// An instance of a class of the program.
    Instance(ObjectId),
    Function(Function<'a>),
    Class(Class),
    /// `property(…)`: its parts are its attributes.
    Property,
    /// The names of this object as a mapping, `object.__dict__`: a view.
    Namespace(ObjectId),
    /// `dict.keys()` and its like: they show what the dict holds at the time.
    View(ObjectId, ViewPart),
    /// What `map` or `filter` gives.
    Mapped {
        filters: bool,
    },
    /// `functools.partial`, with what it was given.
    Partial,
    /// `slice(…)`, or a slice that is handed on: its bounds are its attributes.
    Slice,
    /// A call of a generator or of a coroutine, with what it was given. Its
    /// body runs where it is consumed, on the path of the call.
    Suspended(Suspension, CallPath),
    /// `super()`: the instance, seen from the next class after this one.
    Super {
        after: ObjectId,
        instance: ObjectId,
    },
}

/// What a view of a dict shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ViewPart {
    Keys,
    Values,
    Items,
}

/// A function of the program.
#[derive(Clone, Debug)]
pub(crate) struct Function<'a> {
    pub(crate) name: Name,
    pub(crate) span: Span,
    pub(crate) parameters: Option<&'a ast::Parameters>,
    pub(crate) body: FunctionBody<'a>,
    /// The scopes in which its free names are looked up, innermost first; the
    /// module's last.
    pub(crate) scopes: std::rc::Rc<Vec<ObjectId>>,
    /// Of a generator or a coroutine: its body does not run at the call.
    pub(crate) suspension: Option<Suspension>,
    pub(crate) kind: FunctionKind,
    /// The class in whose body it was defined.
    pub(crate) class: Option<ObjectId>,
}

/// What a call gives whose body runs later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suspension {
    /// A generator, asynchronous or not: its body runs where it is iterated.
    Generator,
    /// A coroutine: its body runs where it is awaited.
    Coroutine,
}

/// The code of a function.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FunctionBody<'a> {
    Statements(&'a [ast::Stmt]),
    Expression(&'a ast::Expr),
    /// `(element for …)`.
    Generator(&'a ast::ExprGenerator),
}

/// How a function binds its first argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FunctionKind {
    Plain,
    Static,
    ClassMethod,
    Property,
    /// Computed once for each instance, which then holds the value itself.
    CachedProperty,
}

/// A class of the program.
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) name: Name,
    /// The program's class that it is an instance of.
    pub(crate) metaclass: Option<ObjectId>,
    pub(crate) bases: Vec<Value>,
    pub(crate) is_enum: bool,
}

/// A place in the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// A name in a namespace, or an attribute.
    Name(ObjectId, Name),
    /// What a container or a context holds.
    Content(ObjectId),
    /// An attribute that the program assigned on an unknown value.
    UnknownAttribute(UnknownId, Name),
    /// An attribute that the program assigned on a library's module or class.
    LibraryAttribute(Name),
    /// The value that a call is about to return.
    Result(ObjectId),
    /// The exception that is on its way.
    Exception,
}

/// Everything that has a number.
#[derive(Debug, Default)]
pub(crate) struct Objects<'a> {
    creations: Table<(Creation, &'static str)>,
    kinds: Vec<ObjectKind<'a>>,
    spans: Vec<Span>,
    origins: Vec<Origins>,
    paths: Table<CallLink>,
    places: Table<Place>,
    /// The places of each namespace, in the order of their first use.
    names: FxHashMap<ObjectId, Vec<Name>>,
    /// By object: the module under whose run it was made.
    homes: Vec<ObjectId>,
    /// The module that runs now.
    pub(crate) home: ObjectId,
    instances: FxHashMap<ObjectId, Vec<ObjectId>>,
    /// Lists and sets of which items may be missing.
    pub(crate) sparse: FxHashSet<ObjectId>,
    /// Sets that cannot be changed.
    pub(crate) frozen_sets: FxHashSet<ObjectId>,
    /// By context: its class, where that is the program's.
    context_classes: FxHashMap<ObjectId, ObjectId>,
    /// By context: the library's class, where that is a factory.
    context_factories: FxHashMap<ObjectId, Name>,
}

impl Place {
    /// The object that the place belongs to.
    pub(crate) fn owner(&self) -> Option<ObjectId> {
        match self {
            Self::Name(object, _) | Self::Content(object) | Self::Result(object) => Some(*object),
            Self::UnknownAttribute(..) | Self::LibraryAttribute(_) | Self::Exception => None,
        }
    }
}

impl<'a> Objects<'a> {
    /// The object of this creation, and whether it is new to the run.
    pub(crate) fn create(
        &mut self,
        creation: Creation,
        label: &'static str,
        kind: ObjectKind<'a>,
        origins: Origins,
    ) -> (ObjectId, bool) {
        let (number, new) = self.creations.intern((creation, label));
        if new {
            self.homes.push(self.home);
            if let ObjectKind::Instance(class) = kind {
                let instances = self.instances.entry(class).or_default();
                instances.push(ObjectId(number));
            }
            self.kinds.push(kind);
            self.spans
                .push(self.in_program(creation.site, creation.path));
            self.origins.push(origins);
        } else if let Some(old) = self.kinds.get_mut(number as usize) {
            *old = kind;
        }
        (ObjectId(number), new)
    }

    pub(crate) fn kind(&self, object: ObjectId) -> &ObjectKind<'a> {
        &self.kinds[object.0 as usize]
    }

    /// Says what a class is that a metaclass has completed.
    pub(crate) fn set_class(&mut self, object: ObjectId, class: Class) {
        self.kinds[object.0 as usize] = ObjectKind::Class(class);
    }

    /// Says how a function binds its first argument.
    pub(crate) fn set_function_kind(&mut self, object: ObjectId, kind: FunctionKind) {
        if let ObjectKind::Function(function) = &mut self.kinds[object.0 as usize] {
            function.kind = kind;
        }
    }

    /// The module under whose run an object was made; of a module, itself.
    pub(crate) fn home_of(&self, object: ObjectId) -> ObjectId {
        self.homes[object.0 as usize]
    }

    pub(crate) fn set_home(&mut self, object: ObjectId, home: ObjectId) {
        self.homes[object.0 as usize] = home;
    }

    /// The library's class that a context is of, where that is not the engine's
    /// own: a factory that stands for the context which it makes.
    pub(crate) fn factory_of_context(&self, context: ObjectId) -> Option<Name> {
        self.context_factories.get(&context).copied()
    }

    /// All contexts that are factories, in the order of their making.
    pub(crate) fn factories(&self) -> Vec<ObjectId> {
        let mut factories: Vec<ObjectId> = self.context_factories.keys().copied().collect();
        factories.sort_unstable();
        factories
    }

    /// A context is a factory of a library.
    pub(crate) fn set_factory_of_context(&mut self, context: ObjectId, factory: Name) {
        self.context_factories.insert(context, factory);
    }

    /// The class of a context, where that is the program's.
    pub(crate) fn class_of_context(&self, context: ObjectId) -> Option<ObjectId> {
        self.context_classes.get(&context).copied()
    }

    /// A context is an instance of a class of the program.
    pub(crate) fn set_class_of_context(&mut self, context: ObjectId, class: ObjectId) {
        if self.context_classes.insert(context, class).is_none() {
            self.instances.entry(class).or_default().push(context);
        }
    }

    /// The instances of just this class, in the order of their making.
    pub(crate) fn instances_of(&self, class: ObjectId) -> &[ObjectId] {
        self.instances.get(&class).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn span(&self, object: ObjectId) -> Span {
        self.spans[object.0 as usize]
    }

    /// The number of a place in the store.
    pub(crate) fn slot(&mut self, place: Place) -> u32 {
        let (slot, new) = self.places.intern(place);
        if new && let Place::Name(object, name) = place {
            self.names.entry(object).or_default().push(name);
        }
        slot
    }

    /// The place of a slot.
    pub(crate) fn place(&self, slot: u32) -> Option<&Place> {
        self.places.get(slot)
    }

    /// How many slots there are.
    pub(crate) fn slots(&self) -> u32 {
        self.places.len()
    }

    /// Names that were ever used in the namespace, in that order.
    pub(crate) fn names(&self, object: ObjectId) -> &[Name] {
        self.names.get(&object).map_or(&[], Vec::as_slice)
    }

    /// Where the program is at a place: what lies in a model of the standard
    /// library is told at the call that leads there.
    pub(crate) fn in_program(&self, span: Span, path: CallPath) -> Span {
        let (mut span, mut path) = (span, path);
        while is_prelude(span.file) && path.0 > 0 {
            let Some(link) = self.paths.get(path.0 - 1) else {
                break;
            };
            (span, path) = (link.site, link.before);
        }
        span
    }

    /// The call path that goes on from `before`.
    pub(crate) fn call_path(&mut self, before: CallPath, site: Span, visit: u32) -> CallPath {
        CallPath(
            self.paths
                .intern(CallLink {
                    before,
                    site,
                    visit,
                })
                .0
                + 1,
        )
    }
}
