//! What nobody called: functions and methods that no world entered, run with
//! unknown arguments.

use super::arguments::Arguments;
use super::{Defined, Interp};
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{CallPath, Function, FunctionKind, ObjectId, ObjectKind, Place};
use crate::domain::state::{Mapping, State};
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use crate::facts::StepKind;
use crate::limit::Limit;
use ruff_python_ast as ast;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Rounds of running the methods of a class on one instance.
const METHOD_ROUNDS: usize = 2;
/// Steps for all functions of a file that nobody calls and of which none
/// concerns TLS by itself.
const STEPS_ASIDE: u64 = 2_000;
/// What each function that does adds to that.
const STEPS_PER_FUNCTION: u64 = 4_000;
/// Steps of one function that does not.
const ASIDE_STEPS: u64 = 2_000;
/// Worlds in which the methods of a class that nobody calls are run.
const MAX_WORLDS: usize = 4;
/// Instances of a class on which a method that nobody calls is run.
const MAX_INSTANCES: usize = 4;

impl<'a> Interp<'a> {
    /// Runs the functions that no world has entered, each from the end of the
    /// first world that defined it, callers first.
    pub(super) fn run_all_uncalled(&mut self) {
        let pending = self.defined.clone();
        let relevance = self.relevance;
        self.objects.home = ObjectId::NOBODY;
        self.in_functions = true;
        self.file_steps[self.charged] = self.file_steps_left;
        for (number, steps) in self.file_steps.iter_mut().enumerate() {
            // Of models of the standard library nothing is worth running alone.
            let concerned = relevance.concerned.get(number).copied().unwrap_or(0);
            let share = STEPS_ASIDE + STEPS_PER_FUNCTION * concerned;
            *steps = share.min(self.steps.file);
        }
        self.file_steps_left = self.file_steps[self.charged];
        self.run_those_not_entered(&pending);
        // What some call of a function gives it, and what that leads to, was not
        // followed: it may be anything.
        let mut again = pending;
        again.retain(|defined| {
            self.cut_off.contains(&defined.span)
                && self.entered.contains(&defined.span)
                && relevance.is_seed(defined.span)
        });
        for defined in &again {
            self.entered.remove(&defined.span);
        }
        self.run_those_not_entered(&again);
    }

    fn run_those_not_entered(&mut self, pending: &[Defined]) {
        let relevance = self.relevance;
        let mut classes_done: FxHashSet<ObjectId> = FxHashSet::default();
        for defined in self.callers_first(pending) {
            if self.entered.contains(&defined.span) {
                continue;
            }
            let ObjectKind::Function(definition) = self.objects.kind(defined.object).clone() else {
                continue;
            };
            let number = self.number_of(defined.span.file);
            if !relevance.of(defined.span) {
                continue;
            }
            self.charge(number);
            let is_seed = relevance.is_seed(defined.span);
            self.entry_steps = self.allowance(if is_seed {
                self.steps.entry
            } else {
                ASIDE_STEPS
            });
            if self.has_no_steps_for(defined.span) {
                continue;
            }
            match definition.class {
                Some(class) => {
                    if classes_done.insert(class) {
                        let (worlds, all) = self.worlds_with(class, defined.world);
                        for world in worlds {
                            self.enter_world(world);
                            self.cut |= !all;
                            let after = self.state.clone();
                            self.run_class(class, &after);
                        }
                    }
                }
                None => {
                    self.enter_world(defined.world);
                    self.run_alone(defined.object, &definition, None);
                }
            }
        }
    }

    /// Whether a function only leads to others, and the steps to follow it there
    /// are used up.
    fn has_no_steps_for(&mut self, span: Span) -> bool {
        let is_left_out = self.project_steps == 0 && !self.relevance.is_reached(span);
        if is_left_out {
            self.reached(span, Limit::StepsOfProject);
        }
        is_left_out
    }

    /// The worlds in which a class has instances, else the one that defined it;
    /// and whether these are all.
    fn worlds_with(&mut self, class: ObjectId, defined: usize) -> (Vec<usize>, bool) {
        let made: Vec<u32> = self
            .objects
            .instances_of(class)
            .to_vec()
            .into_iter()
            .map(|instance| self.slot(Place::Content(instance)))
            .collect();
        let mut worlds: Vec<usize> = (0..self.worlds.len())
            .filter(|world| {
                let store = &self.worlds[*world].state.store;
                made.iter().any(|slot| store.get(*slot).is_some())
            })
            .collect();
        let all = worlds.len() <= MAX_WORLDS;
        if !all {
            let span = self.objects.span(class);
            self.reached(span, Limit::Programs);
            worlds.truncate(MAX_WORLDS);
        }
        if worlds.is_empty() {
            worlds.push(defined);
        }
        (worlds, all)
    }

    /// Runs the functions from `first` on in the list of definitions that
    /// nothing has run yet, each from the current state, callers first.
    fn run_uncalled(&mut self, first: usize) {
        let after = self.state.clone();
        let pending: Vec<Defined> = self.defined[first.min(self.defined.len())..].to_vec();
        let mut classes_done: FxHashSet<ObjectId> = FxHashSet::default();
        for defined in self.callers_first(&pending) {
            if self.entered.contains(&defined.span) {
                continue;
            }
            let ObjectKind::Function(definition) = self.objects.kind(defined.object).clone() else {
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
                    self.run_alone(defined.object, &definition, None);
                }
            }
        }
        self.state = after;
    }

    /// Functions whose names no other of them mentions come first.
    fn callers_first(&mut self, pending: &[Defined]) -> Vec<Defined> {
        let mut mentioned: FxHashMap<Name, usize> = FxHashMap::default();
        let mut names_of: Vec<Rc<FxHashSet<Name>>> = Vec::new();
        for defined in pending {
            let names = match self.objects.kind(defined.object).clone() {
                ObjectKind::Function(definition) => self.mentioned(&definition),
                _ => Rc::default(),
            };
            #[expect(clippy::iter_over_hash_type, reason = "counting needs no order")]
            for name in names.iter() {
                *mentioned.entry(*name).or_insert(0) += 1;
            }
            names_of.push(names);
        }
        let mut order: Vec<(bool, Span, usize)> = Vec::new();
        for (at, (defined, names)) in pending.iter().zip(&names_of).enumerate() {
            let ObjectKind::Function(definition) = self.objects.kind(defined.object) else {
                continue;
            };
            let text = self.names.text(definition.name);
            let attribute = self.names.intern(&format!(".{text}"));
            let by_others = [definition.name, attribute].into_iter().any(|name| {
                let own = usize::from(names.contains(&name));
                mentioned.get(&name).copied().unwrap_or(0) > own
            });
            order.push((by_others, defined.span, at));
        }
        order.sort();
        order.into_iter().map(|(_, _, at)| pending[at]).collect()
    }

    /// Runs a function with unknown arguments, from the current state.
    fn run_alone(&mut self, function: ObjectId, definition: &Function<'a>, this: Option<Value>) {
        self.begin_steps(self.entry_steps);
        let cut_before = self.cut;
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
            self.note_limits(definition.span);
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
        let methods: Vec<Defined> = self
            .defined
            .iter()
            .copied()
            .filter(|defined| {
                matches!(
                    self.objects.kind(defined.object),
                    ObjectKind::Function(definition) if definition.class == Some(class)
                )
            })
            .collect();
        let init = self.names.intern("__init__");
        let waiting: Vec<Defined> = methods
            .into_iter()
            .filter(|defined| !self.entered.contains(&defined.span))
            .collect();
        // Those that run here, not by a call, for an instance before.
        let mut entered_now: FxHashSet<Span> = FxHashSet::default();
        if instances.is_empty() {
            self.state = after.clone();
            let span = self.objects.span(class);
            let this = self.instance_of_unused(class, span);
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
        methods: &[Defined],
        this: &Value,
        init: Name,
        entered_now: &mut FxHashSet<Span>,
    ) {
        let order = self.callers_first(methods);
        for round in 0..=METHOD_ROUNDS {
            if let (true, Some(first)) = (round == METHOD_ROUNDS, order.first()) {
                // What more of them would change is unknown: once more, with
                // attributes that may be anything.
                self.reached(first.span, Limit::Methods);
                let all = self.attributes_of(this);
                self.give_up(first.span, &all);
            }
            let before_round = self.state.clone();
            for method in &order {
                self.run_method(method, this, init, entered_now);
            }
            let mut changed = self.changed_since(&before_round);
            changed.retain(|slot| self.is_attribute_of(*slot, this));
            if changed.is_empty() {
                break;
            }
        }
    }

    /// Runs a method, or does not.
    fn run_method(
        &mut self,
        method: &Defined,
        this: &Value,
        init: Name,
        entered_now: &mut FxHashSet<Span>,
    ) {
        let Defined { span, object, .. } = method;
        let ObjectKind::Function(definition) = self.objects.kind(*object).clone() else {
            return;
        };
        let run_by_others = self.entered.contains(span) && !entered_now.contains(span);
        if definition.name == init || run_by_others || self.has_no_steps_for(*span) {
            return;
        }
        entered_now.insert(*span);
        let before = self.state.clone();
        let receiver = match definition.kind {
            FunctionKind::Static if self.names.text(definition.name).as_ref() != "__new__" => None,
            FunctionKind::ClassMethod | FunctionKind::Static => definition
                .class
                .map(|class| self.object_value(definition.span, class)),
            FunctionKind::Plain | FunctionKind::Property | FunctionKind::CachedProperty => {
                Some(this.clone())
            }
        };
        self.run_alone(*object, &definition, receiver);
        let ended = self.take_state();
        self.state = before;
        self.rejoin(vec![ended]);
    }

    /// An instance of a class that nobody instantiates, without attributes.
    fn instance_of_unused(&mut self, class: ObjectId, span: Span) -> Value {
        if let Some(base) = self.context_base(class) {
            let arguments = Arguments {
                open_positional: Some(self.unknown_here(span)),
                ..Arguments::none(span)
            };
            return self.make_native(base, class, &arguments);
        }
        let object = self.new_object(span, "instance", ObjectKind::Instance(class));
        self.object_value(span, object)
    }

    fn attributes_of(&mut self, this: &Value) -> Vec<u32> {
        let Some(Atom::Object(object)) = this.single_atom() else {
            return Vec::new();
        };
        let object = *object;
        let names = self.objects.names(object).to_vec();
        let places = names.into_iter().map(|name| Place::Name(object, name));
        places.map(|place| self.slot(place)).collect()
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
        let mut instances = self.objects.instances_of(class).to_vec();
        instances.retain(|instance| {
            let slot = self.objects.slot(Place::Content(*instance));
            self.state.store.get(slot).is_some()
        });
        if instances.len() > MAX_INSTANCES {
            let span = self.objects.span(class);
            self.reached(span, Limit::Instances);
        }
        if instances.len() > MAX_INSTANCES && self.context_base(class).is_some() {
            // No context stands for others: their settings are not one's.
            self.cut = true;
            instances.truncate(MAX_INSTANCES);
        }
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
