//! A world: an entry file, run as Python would run it; then what nobody in it
//! called.

use super::{ENTRY_STEPS, FILE_STEPS, Frame, FrameKind, Interp, record};
use crate::domain::guard::{Choices, Guard};
use crate::domain::intern::{Name, Names};
use crate::domain::object::{
    CallPath, Creation, Function, FunctionBody, FunctionKind, ObjectId, ObjectKind, Objects, Place,
};
use crate::domain::origin::{Origins, Traces};
use crate::domain::state::{Mapping, State};
use crate::domain::unknown::{UnknownKey, Unknowns};
use crate::domain::value::{Atom, Value};
use crate::facts::{Analysis, StepKind};
use crate::parse::ParsedModule;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use tlsfloor_catalogue::Catalogue;
use tlsfloor_protocol::platform::{Build, BuildSet};
use tlsfloor_source::{FileId, Span, TextRange};

/// Rounds of running the methods of a class on one instance.
const METHOD_ROUNDS: usize = 2;
/// Instances of a class on which a method that nobody calls is run.
const MAX_INSTANCES: usize = 4;

/// What a world is run with.
pub(crate) struct World<'a> {
    pub(crate) file: FileId,
    pub(crate) text: &'a str,
    pub(crate) parsed: &'a ParsedModule,
    pub(crate) universe: &'a [Build],
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) vocabulary: &'a super::Vocabulary,
}

/// Runs one world and adds what was found to `analysis`.
pub(crate) fn run_world(world: &World<'_>, analysis: &mut Analysis) {
    let mut interp = Interp::new(world);
    interp.run_module();
    interp.finish(analysis);
}

impl<'a> Interp<'a> {
    fn new(world: &World<'a>) -> Self {
        let count = u32::try_from(world.universe.len()).unwrap_or(32).min(32);
        let all_builds = BuildSet(u32::MAX.checked_shr(32 - count).unwrap_or(0));
        let mut objects = Objects::default();
        let whole = Span {
            file: world.file,
            range: TextRange::new(0, 0),
        };
        let (module, _) = objects.create(
            Creation {
                site: whole,
                path: CallPath(0),
                part: 0,
            },
            "module",
            ObjectKind::Module,
            Origins::default(),
        );
        Self {
            universe: world.universe,
            all_builds,
            catalogue: world.catalogue,
            vocabulary: world.vocabulary,
            file: world.file,
            text: world.text,
            parsed: world.parsed,
            names: Names::default(),
            objects,
            traces: Traces::default(),
            unknowns: Unknowns::default(),
            choices: Choices::default(),
            state: State::new(Guard::on(all_builds)),
            frames: vec![Frame {
                locals: module,
                scopes: Rc::new(vec![module]),
                path: CallPath(0),
                kind: FrameKind::Module,
                elsewhere: FxHashMap::default(),
                returns: Vec::new(),
                loops: Vec::new(),
            }],
            handlers: Vec::new(),
            running: Vec::new(),
            entered: FxHashSet::default(),
            defined: Vec::new(),
            defined_spans: FxHashSet::default(),
            captured: FxHashSet::default(),
            cached: FxHashSet::default(),
            classes: Vec::new(),
            instantiated: FxHashSet::default(),
            environment_written: None,
            items_written: FxHashMap::default(),
            steps_left: ENTRY_STEPS,
            file_steps_left: FILE_STEPS,
            shallow: false,
            cut: super::reflection::is_reflective(&world.parsed.body.body),
            records: record::Records::default(),
        }
    }

    fn run_module(&mut self) {
        let parsed = self.parsed;
        self.run(&parsed.body.body);
        let state = self.take_state();
        if state.dead {
            // The module always raises or exits: its functions are judged from
            // the start all the same.
            self.state = State::new(Guard::on(self.all_builds));
        } else {
            self.state = state;
        }
        self.run_uncalled(0);
        let state = self.state.clone();
        self.record_escapes();
        self.end_path(&state);
    }

    /// Runs the functions from `first` on in the list of definitions that
    /// nothing has run yet, each from the current state, callers first.
    fn run_uncalled(&mut self, first: usize) {
        let after = self.state.clone();
        let pending: Vec<(Span, ObjectId)> = self.defined[first.min(self.defined.len())..].to_vec();
        let order = self.callers_first(&pending);
        let mut classes_done: FxHashSet<ObjectId> = FxHashSet::default();
        for (span, function) in order {
            if self.entered.contains(&span) {
                continue;
            }
            let ObjectKind::Function(definition) = self.objects.kind(function).clone() else {
                continue;
            };
            self.state = after.clone();
            match definition.class {
                Some(class) => {
                    if classes_done.insert(class) {
                        let cut_before = self.cut;
                        self.run_class(class, &after);
                        self.cut = cut_before;
                    }
                }
                None => {
                    self.run_alone(function, &definition, None);
                }
            }
        }
        self.state = after;
    }

    /// Functions whose names no other of them mentions come first.
    fn callers_first(&mut self, pending: &[(Span, ObjectId)]) -> Vec<(Span, ObjectId)> {
        let mut mentioned: FxHashMap<Name, usize> = FxHashMap::default();
        let mut names_of: Vec<FxHashSet<Name>> = Vec::new();
        for (_, function) in pending {
            let mut names = FxHashSet::default();
            if let ObjectKind::Function(definition) = self.objects.kind(*function).clone() {
                collect_names(&definition, &mut self.names, &mut names);
            }
            #[expect(clippy::iter_over_hash_type, reason = "counting needs no order")]
            for name in &names {
                *mentioned.entry(*name).or_insert(0) += 1;
            }
            names_of.push(names);
        }
        let mut order: Vec<(bool, Span, ObjectId)> = Vec::new();
        for ((span, function), names) in pending.iter().zip(&names_of) {
            let name = match self.objects.kind(*function) {
                ObjectKind::Function(definition) => definition.name,
                _ => continue,
            };
            let own = usize::from(names.contains(&name));
            let by_others = mentioned.get(&name).copied().unwrap_or(0) > own;
            order.push((by_others, *span, *function));
        }
        order.sort();
        order
            .into_iter()
            .map(|(_, span, function)| (span, function))
            .collect()
    }

    /// Runs a function with unknown arguments, from the current state.
    fn run_alone(&mut self, function: ObjectId, definition: &Function<'a>, this: Option<Value>) {
        self.steps_left = ENTRY_STEPS;
        let cut_before = self.cut;
        self.shallow = self.file_steps_left == 0;
        self.entered.insert(definition.span);
        let first = self.defined.len();
        let path = self.objects.call_path(CallPath(0), definition.span, 0);
        let returned = self.with_frame(definition, path, |interp| {
            if let Some(parameters) = definition.parameters {
                interp.bind_unknown_parameters(function, parameters, this);
            }
        });
        if !self.state.dead {
            if !self.names.text(definition.name).starts_with('_') {
                self.record_escape(&returned, crate::facts::EscapeKind::Returned);
            }
            let state = self.state.clone();
            self.end_path(&state);
            if self.defined.len() > first {
                self.run_uncalled(first);
            }
        }
        self.handlers.clear();
        // Methods of one object see each other's cuts; other entries do not.
        if definition.class.is_none() {
            self.cut = cut_before;
        }
    }

    fn bind_unknown_parameters(
        &mut self,
        function: ObjectId,
        parameters: &'a ast::Parameters,
        this: Option<Value>,
    ) {
        let mut this = this;
        for parameter in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
        {
            let span = self.span(parameter);
            let name = self.name_of(&parameter.parameter.name);
            if let Some(this) = this.take() {
                self.bind(name, this);
                continue;
            }
            let unknown = self.unknown(span, UnknownKey::Parameter(span));
            let default = self.default_of(function, name);
            let value = if default.is_empty() {
                unknown
            } else {
                let passed = self.choices.fresh();
                let default = self.passed(&default, span, StepKind::ParameterDefault);
                default
                    .restricted(&Guard::when(passed.negated()))
                    .union(&unknown.restricted(&Guard::when(passed)))
            };
            self.bind(name, value);
        }
        if let Some(rest) = &parameters.vararg {
            let span = self.span(rest.as_ref());
            let name = self.name_of(&rest.name);
            let item = self.unknown_here(span);
            let value = self.new_sequence(span, ObjectKind::List, Err(item));
            self.bind(name, value);
        }
        if let Some(rest) = &parameters.kwarg {
            let span = self.span(rest.as_ref());
            let name = self.name_of(&rest.name);
            let item = self.unknown_here(span);
            let value = self.new_dict(
                span,
                Mapping {
                    rest: Some(item),
                    ..Mapping::default()
                },
            );
            self.bind(name, value);
        }
    }

    /// Runs the methods of a class that nothing has run: on each instance in
    /// view, or on one that is made with unknown arguments.
    fn run_class(&mut self, class: ObjectId, after: &State) {
        self.state = after.clone();
        let instances = self.instances_of(class);
        let after = &self.state.clone();
        let methods: Vec<(Span, ObjectId)> = self
            .defined
            .iter()
            .copied()
            .filter(|(_, function)| {
                matches!(
                    self.objects.kind(*function),
                    ObjectKind::Function(definition) if definition.class == Some(class)
                )
            })
            .collect();
        let init = self.names.intern("__init__");
        let waiting: Vec<(Span, ObjectId)> = methods
            .into_iter()
            .filter(|(span, _)| !self.entered.contains(span))
            .collect();
        // Those that run here, not by a call, for an instance before.
        let mut entered_now: FxHashSet<Span> = FxHashSet::default();
        if instances.is_empty() {
            self.state = after.clone();
            let span = self.objects.span(class);
            let object = self.new_object(span, "instance", ObjectKind::Instance(class));
            let this = self.object_value(span, object);
            let own_init = self.class_attribute(class, init);
            if let Some(Atom::Object(function)) = own_init.single_atom() {
                let function = *function;
                if let ObjectKind::Function(definition) = self.objects.kind(function).clone() {
                    self.run_alone(function, &definition, Some(this.clone()));
                }
            }
            if self.state.dead {
                self.state = after.clone();
            }
            self.run_methods(&waiting, &this, init, &mut entered_now);
            return;
        }
        for object in instances {
            self.state = after.clone();
            let span = self.objects.span(class);
            let this = self.object_value(span, object);
            self.run_methods(&waiting, &this, init, &mut entered_now);
        }
    }

    /// Runs methods in any order: each may or may not have run before the next.
    fn run_methods(
        &mut self,
        methods: &[(Span, ObjectId)],
        this: &Value,
        init: Name,
        entered_now: &mut FxHashSet<Span>,
    ) {
        let order = self.callers_first(methods);
        for round in 0..METHOD_ROUNDS {
            let before_round = self.state.clone();
            for (span, function) in &order {
                let ObjectKind::Function(definition) = self.objects.kind(*function).clone() else {
                    continue;
                };
                let run_by_others = self.entered.contains(span) && !entered_now.contains(span);
                if definition.name == init || run_by_others {
                    continue;
                }
                entered_now.insert(*span);
                let before = self.state.clone();
                let receiver = match definition.kind {
                    FunctionKind::Static => None,
                    FunctionKind::ClassMethod => definition
                        .class
                        .map(|class| self.object_value(definition.span, class)),
                    FunctionKind::Plain | FunctionKind::Property => Some(this.clone()),
                };
                self.run_alone(*function, &definition, receiver);
                let ended = self.take_state();
                self.state = before;
                self.rejoin(vec![ended]);
            }
            let changed = self
                .state
                .store
                .differences(&before_round.store)
                .into_iter()
                .any(|slot| self.is_attribute_of(slot, this));
            if round + 1 < METHOD_ROUNDS && !changed {
                break;
            }
        }
    }

    fn is_attribute_of(&self, slot: u32, this: &Value) -> bool {
        let Some(Atom::Object(object)) = this.single_atom() else {
            return false;
        };
        matches!(self.objects.place(slot), Some(Place::Name(own, _)) if own == object)
    }

    /// The instances of a class; beyond a few, one stands for all that remain
    /// and holds in each attribute what any of them holds.
    fn instances_of(&mut self, class: ObjectId) -> Vec<ObjectId> {
        let mut instances: Vec<ObjectId> = (0..self.objects.len())
            .filter_map(|number| u32::try_from(number).ok().map(ObjectId))
            .filter(|object| {
                matches!(self.objects.kind(*object), ObjectKind::Instance(own) if *own == class)
            })
            .collect();
        if instances.len() > MAX_INSTANCES {
            let rest = instances.split_off(MAX_INSTANCES - 1);
            let span = self.objects.span(class);
            let any = self.new_object(span, "instances", ObjectKind::Instance(class));
            for object in rest {
                for name in self.objects.names(object).to_vec() {
                    let own = self.read(Place::Name(object, name));
                    let so_far = self.read(Place::Name(any, name));
                    self.write(Place::Name(any, name), so_far.union(&own));
                }
            }
            instances.push(any);
        }
        instances
    }
}

/// The names and attributes that a function's body mentions.
pub(super) fn collect_names(
    definition: &Function<'_>,
    names: &mut Names,
    found: &mut FxHashSet<Name>,
) {
    struct Collector<'n> {
        names: &'n mut Names,
        found: &'n mut FxHashSet<Name>,
    }
    impl<'a> Visitor<'a> for Collector<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Name(name) => {
                    let name = self.names.intern(name.id.as_str());
                    self.found.insert(name);
                }
                Expr::Attribute(attribute) => {
                    let name = self.names.intern(attribute.attr.as_str());
                    self.found.insert(name);
                }
                _ => {}
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut collector = Collector { names, found };
    match definition.body {
        FunctionBody::Statements(body) => {
            for statement in body {
                collector.visit_stmt(statement);
            }
        }
        FunctionBody::Expression(body) => collector.visit_expr(body),
    }
}
