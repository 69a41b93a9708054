//! The interpreter: runs a module abstractly and records its endpoints.
//!
//! Direct style: one current state, statements change it, expressions return a
//! [`Value`]. Where something unknown is tested, both sides run on copies of
//! the state and are merged (`flow`). A state that returns, raises or leaves a
//! loop is put aside where it will go on, and the current one is *dead*:
//! everything returns at once until somebody merges a living one in.

mod ancestry;
mod arguments;
mod arithmetic;
mod assign;
mod attribute;
mod builtins;
mod call;
mod class;
mod compare;
mod compare_items;
mod comprehension;
mod container;
mod context;
mod creation;
mod decorator;
mod enumeration;
mod environment;
mod escape;
mod exception;
mod expose;
mod expression;
mod fields;
mod flow;
mod fold;
mod function;
mod function_attribute;
mod import;
mod inherit;
mod iteration;
mod library;
mod loops;
mod matching;
mod matching_items;
mod mentioned;
mod module;
mod name;
mod operator;
mod prelude;
mod project_import;
mod record;
mod reflection;
mod shared;
mod size;
mod special;
mod standard;
mod statement;
mod steps;
mod story;
mod suspended;
mod text;
mod uncalled;
mod unknown_test;
mod vocabulary;
mod with;
mod world;

use crate::domain::guard::{Choices, Guard};
use crate::domain::intern::{Name, Names};
use crate::domain::object::{CallPath, ObjectId, Objects, Place};
use crate::domain::origin::{Origins, TraceId, Traces};
use crate::domain::state::{Cell, State};
use crate::domain::unknown::{UnknownId, UnknownKey, Unknowns};
use crate::domain::value::{Atom, Traced, Value};
use crate::facts::{OriginKind, StepKind};
use crate::limit::{self, Limit};
use crate::project::Layout;
use crate::relevance::Relevance;
use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use rustc_hash::{FxHashMap, FxHashSet};
use size::{MAX_TEXT, is_small};
use std::rc::Rc;
pub use steps::Steps;
use tlsfloor_catalogue::Catalogue;
use tlsfloor_protocol::platform::{Build, BuildSet};
use tlsfloor_source::{Span, TextRange};

pub(crate) use prelude::prelude_files;
pub(crate) use reflection::is_reflective;
pub(crate) use standard::is_standard;
pub(crate) use vocabulary::Vocabulary;
pub(crate) use world::{ModuleFile, Worlds, run_worlds};

/// A call that is being run, or a module's or class's body.
#[derive(Debug)]
struct Frame {
    /// Where names are bound.
    locals: ObjectId,
    /// Where names are looked up, innermost first; begins with `locals`.
    scopes: Rc<Vec<ObjectId>>,
    path: CallPath,
    kind: FrameKind,
    /// Of a method: its class, and its first parameter.
    method: Option<(ObjectId, Name)>,
    /// Names declared `global` or `nonlocal`, with where they live.
    elsewhere: FxHashMap<Name, ObjectId>,
    /// States that returned; the value lies in [`Place::Result`].
    returns: Vec<State>,
    loops: Vec<LoopScope>,
    /// The generator or coroutine whose body it is: what is needed to go on in
    /// the middle of it is kept there.
    generator: Option<ObjectId>,
    /// The body goes on at this offset of its file: nothing is done before it.
    resume: Option<u32>,
    /// A `yield` or `await` stands among the operands of the present statement.
    keeps: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FrameKind {
    Module,
    Class,
    Function,
}

/// A function that was defined.
#[derive(Clone, Copy, Debug)]
struct Defined {
    span: Span,
    object: ObjectId,
    /// The first world that defined it.
    world: usize,
}

/// States that left the body of a loop.
#[derive(Debug, Default)]
struct LoopScope {
    breaks: Vec<State>,
    continues: Vec<State>,
}

/// Calls inside calls.
const MAX_DEPTH: usize = 24;
/// Calls of one function inside itself, where something unknown leads there.
const MAX_RECURSION: usize = 3;
/// The interpreter of one world.
pub(crate) struct Interp<'a> {
    universe: &'a [Build],
    all_builds: BuildSet,
    catalogue: &'a Catalogue,
    vocabulary: &'a Vocabulary,
    modules: &'a [ModuleFile<'a>],
    layout: &'a Layout,
    /// What of the project can matter.
    relevance: &'a Relevance,
    /// The file whose code runs now.
    source: &'a ModuleFile<'a>,
    names: Names,
    objects: Objects<'a>,
    traces: Traces,
    unknowns: Unknowns,
    choices: Choices,
    state: State,
    frames: Vec<Frame>,
    handlers: Vec<exception::Scope>,
    /// The exceptions whose handlers run now, innermost last.
    handled: Vec<Value>,
    /// Functions that run, innermost last, and on which path each was entered.
    running: Vec<(Span, Guard)>,
    /// Modules that are being imported, innermost last.
    loading: Vec<module::Loading>,
    /// Who is handed what the generators that run now yield, innermost last.
    consumers: Vec<suspended::Consumer<'a>>,
    /// Modules that have all names of a library from `import *`.
    starred: Vec<(ObjectId, Name)>,
    /// The program assigned attributes of the class of a library's factory.
    factories_patched: bool,
    /// Names of libraries that the program binds to something else.
    rebound: Vec<(Name, Name)>,
    /// Functions of which some call was not followed.
    cut_off: FxHashSet<Span>,
    /// Functions that subclasses have to override.
    abstract_functions: FxHashSet<ObjectId>,
    unreleased: suspended::Unreleased,
    /// Generators whose frames are set aside while what they gave is used.
    stepped_out: Vec<(ObjectId, suspended::Aside)>,
    /// What calls and loops that run hold themselves, whatever names there are.
    held_by_callers: Vec<Value>,
    /// Comprehensions that are being evaluated, innermost last.
    collecting: Vec<comprehension::Collected>,
    /// Modules that do not run, since nothing that they hold can matter: what
    /// is taken from them is unknown.
    left_out: FxHashSet<ObjectId>,
    /// Namespaces of the modules that the present world has imported.
    namespaces: Vec<ObjectId>,
    /// What first runs of modules left behind.
    shared: FxHashMap<ObjectId, shared::Shared>,
    /// What first runs of modules left behind, whether or not that depends on
    /// what was there before, and how often each has run since.
    left_behind: FxHashMap<ObjectId, (Rc<shared::Shared>, u32)>,
    /// Modules (or nobody, for libraries) of which something was changed by
    /// another, and that other.
    disturbed: FxHashSet<(ObjectId, ObjectId)>,
    /// The running module has done so.
    impure: bool,
    /// What each module imported when it ran last.
    imports_of: FxHashMap<ObjectId, Vec<ObjectId>>,
    /// The state in which a world begins.
    start: State,
    /// How often something unknown might have raised, and something known has,
    /// that no handler in sight catches.
    unknown_raises: u64,
    known_raises: u64,
    /// How the program was when the last exception left it.
    uncaught: Option<State>,
    /// How often each module has run in this world.
    module_runs: FxHashMap<ObjectId, u32>,
    /// All worlds have ended: what runs is functions that nobody called.
    in_functions: bool,
    /// Modules that are known to raise: they run with all handlers in sight.
    raising_modules: FxHashSet<ObjectId>,
    /// The world that runs now, and those that have ended.
    world: usize,
    worlds: Vec<world::Ended>,
    /// By file: the first world that ran it.
    first_world: Vec<Option<usize>>,
    /// Functions that were run at least once.
    entered: FxHashSet<Span>,
    defined: Vec<Defined>,
    defined_spans: FxHashSet<Span>,
    /// By function: the names that its body mentions.
    mentioned_names: FxHashMap<Span, Rc<FxHashSet<Name>>>,
    exposures: expose::Exposures,
    /// Where what is evaluated just now stands for one of several things that a
    /// value may be: the guard of that one.
    case: Option<Guard>,
    /// Namespaces that a function sees which was defined in them.
    captured: FxHashSet<ObjectId>,
    /// Names under which some class holds a thing that decides itself how it is
    /// read or written.
    descriptor_names: FxHashSet<Name>,
    /// Classes of which Python generates methods from their fields.
    field_classes: FxHashMap<ObjectId, fields::Fields>,
    /// What holds the attributes of an enumeration's member.
    member_holders: FxHashMap<(ObjectId, Name), ObjectId>,
    /// Classes that inherit from a container.
    container_classes: FxHashSet<ObjectId>,
    /// Functions of which later calls may give what an earlier one gave.
    cached: FxHashSet<Span>,
    classes: Vec<ObjectId>,
    /// Bodies of classes whose metaclasses run just now, innermost last.
    bodies: Vec<creation::Body>,
    /// Some class may count others among its own without being inherited.
    registers: bool,
    /// Classes that were instantiated.
    instantiated: FxHashSet<ObjectId>,
    /// Where the program last wrote the environment: what is read after that
    /// need not be what was read before.
    environment_written: Option<Span>,
    /// Where an item of something unknown was written last.
    items_written: FxHashMap<UnknownId, Span>,
    /// How many steps there are.
    steps: Steps,
    steps_left: u64,
    /// Steps that the entries of the project share.
    project_steps: u64,
    /// Steps of the entry that runs now.
    entry_steps: u64,
    file_steps_left: u64,
    /// Steps that the entry may make beyond its own, and all entries together.
    overdraft_left: u64,
    project_overdraft: u64,
    /// The file that steps are charged to, and what is left to each.
    charged: usize,
    file_steps: Vec<u64>,
    /// Out of steps: calls are no longer entered, loops run once.
    shallow: bool,
    /// A bound was reached on the way here: what was cut off may have changed
    /// anything, so what is found from here on is approximate.
    cut: bool,
    story: story::Story,
    /// What code out of sight has reached, as far as that is still to be followed.
    beyond: Vec<Atom>,
    /// Functions whose names were followed for it.
    followed: FxHashSet<ObjectId>,
    records: record::Records,
    /// The instance that a library's constructor is making.
    making: Option<context::Making>,
}

impl<'a> Interp<'a> {
    fn span(&self, node: &impl Ranged) -> Span {
        let range = node.range();
        Span {
            file: self.source.id,
            range: TextRange::new(range.start().into(), range.end().into()),
        }
    }

    fn frame(&self) -> &Frame {
        // The module's frame is there for as long as the interpreter runs.
        &self.frames[self.frames.len() - 1]
    }

    fn frame_mut(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    // ----- values -----

    /// Where the program is while what stands at `span` runs.
    fn in_program(&self, span: Span) -> Span {
        self.objects.in_program(span, self.frame().path)
    }

    fn written(&mut self, span: Span) -> Origins {
        let span = self.in_program(span);
        Origins::one(self.traces.origin(span, OriginKind::Written))
    }

    /// A value that is one atom; one that has grown too large is unknown.
    fn constant(&mut self, span: Span, atom: Atom) -> Value {
        if !is_small(&atom) {
            limit::reached(Limit::Size);
            return self.unknown_here(span);
        }
        let origins = self.written(span);
        Value::atom(atom, origins)
    }

    fn unknown_origin(&mut self, span: Span) -> TraceId {
        let span = self.in_program(span);
        self.traces.origin(span, OriginKind::Unknown)
    }

    /// A value that nothing is known of, by how it came about.
    fn unknown(&mut self, span: Span, key: UnknownKey) -> Value {
        let id = self.unknowns.intern(key);
        let origins = Origins::one(self.unknown_origin(span));
        Value::atom(Atom::Unknown(id), origins)
    }

    /// A value that nothing is known of, made at this place of this call.
    fn unknown_here(&mut self, span: Span) -> Value {
        let path = self.frame().path;
        self.unknown(span, UnknownKey::Site(span, path))
    }

    /// A value without anything that is impossible here; one that has grown too
    /// large is unknown.
    fn here(&mut self, span: Span, value: &Value) -> Value {
        let value = value.on_path(&self.choices, &self.state.path);
        if value.is_too_large() {
            self.cut = true;
            self.reached(span, Limit::Values);
        }
        value
    }

    fn library(&mut self, dotted: &str) -> Atom {
        let canonical = self.catalogue.canonical(dotted);
        Atom::Library(self.names.intern(&canonical))
    }

    /// The value with one more step behind it.
    fn passed(&mut self, value: &Value, span: Span, kind: StepKind) -> Value {
        let traces = &mut self.traces;
        value.map(|traced| Traced {
            atom: traced.atom.clone(),
            origins: traced.origins.step(traces, span, kind),
        })
    }

    // ----- places -----

    fn slot(&mut self, place: Place) -> u32 {
        self.objects.slot(place)
    }

    /// What a place holds on this path; empty if nothing.
    fn read(&mut self, place: Place) -> Value {
        let slot = self.slot(place);
        match self.state.store.get(slot) {
            Some(Cell::Value(value)) => value.on_path(&self.choices, &self.state.path),
            _ => Value::empty(),
        }
    }

    fn write(&mut self, place: Place, value: Value) {
        match place.owner() {
            Some(owner) => self.touch(owner),
            None => {
                if matches!(place, Place::LibraryAttribute(_)) {
                    self.disturb(ObjectId::NOBODY);
                }
            }
        }
        self.write_quietly(place, value);
    }

    /// Notes that an object is changed by the module that runs now.
    fn touch(&mut self, object: ObjectId) {
        let home = self.objects.home_of(object);
        if home != self.objects.home {
            self.disturb(home);
        }
    }

    /// Notes that the module that runs now changes something of another one, or
    /// of a library (nobody's).
    fn disturb(&mut self, module: ObjectId) {
        self.disturbed.insert((module, self.objects.home));
        self.impure = true;
    }

    fn write_quietly(&mut self, place: Place, value: Value) {
        let slot = self.slot(place);
        self.state.store.set(slot, Cell::Value(value));
    }

    /// Writes where `guard` holds and leaves the place as it is elsewhere.
    fn write_where(&mut self, place: Place, guard: &Guard, value: &Value) {
        if guard.is_always() || self.state.path.implies(guard) {
            self.write(place, value.clone());
            return;
        }
        let old = self.read(place);
        let kept = self.outside(&old, guard);
        self.write(place, value.restricted(guard).union(&kept));
    }

    /// What remains of `old` where `guard` does not hold.
    fn outside<T: crate::domain::value::Join>(
        &self,
        old: &crate::domain::value::Guarded<T>,
        guard: &Guard,
    ) -> crate::domain::value::Guarded<T> {
        let mut kept = crate::domain::value::Guarded::empty();
        for piece in self.complement(guard) {
            kept = kept.union(&old.restricted(&piece));
        }
        kept
    }

    /// Guards that together hold on this path wherever `guard` does not.
    fn complement(&self, guard: &Guard) -> Vec<Guard> {
        let mut pieces: Vec<Guard> = Vec::new();
        let mut so_far = Guard::ALWAYS;
        let rest = BuildSet(self.state.path.builds.0 & !guard.builds.0);
        if rest.0 != 0 {
            pieces.push(Guard::on(rest));
            so_far = Guard::on(guard.builds);
        }
        for literal in guard.literals() {
            if self.state.path.holds(*literal) {
                continue;
            }
            pieces.extend(so_far.and(&Guard::when(literal.negated())));
            if let Some(next) = so_far.and(&Guard::when(*literal)) {
                so_far = next;
            }
        }
        pieces
    }

    // ----- builds -----

    /// The builds on which the current path runs.
    fn builds(&self) -> BuildSet {
        BuildSet(self.state.path.builds.0 & self.all_builds.0)
    }

    /// Groups the builds of `builds` by what `judge` says of each, in the order
    /// of the first of each group.
    fn by_build<T: PartialEq>(
        &self,
        builds: BuildSet,
        mut judge: impl FnMut(&Build) -> T,
    ) -> Vec<(BuildSet, T)> {
        let mut groups: Vec<(BuildSet, T)> = Vec::new();
        for (index, build) in self.universe.iter().enumerate() {
            let bit = 1_u32 << index;
            if builds.0 & bit == 0 {
                continue;
            }
            let verdict = judge(build);
            match groups.iter_mut().find(|(_, own)| *own == verdict) {
                Some((set, _)) => set.0 |= bit,
                None => groups.push((BuildSet(bit), verdict)),
            }
        }
        groups
    }

    fn name_of(&mut self, identifier: &ast::Identifier) -> Name {
        self.names.intern(identifier.as_str())
    }
}
