//! What nobody called: functions and methods that no world entered, run with
//! unknown arguments.

mod methods;

use super::{Defined, Interp};
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{CallPath, Function, ObjectId, ObjectKind, Place};
use crate::domain::state::Mapping;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::Value;
use crate::facts::StepKind;
use crate::limit::Limit;
use ruff_python_ast as ast;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Steps for all functions of a file that nobody calls and of which none
/// concerns TLS by itself.
const STEPS_ASIDE: u64 = 2_000;
/// What each function that does adds to that.
const STEPS_PER_FUNCTION: u64 = 4_000;
/// Steps of one function that does not.
const ASIDE_STEPS: u64 = 2_000;
/// Worlds in which the methods of a class that nobody calls are run.
const MAX_WORLDS: usize = 4;

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
        // What some call of a function gives it was not followed: it may be
        // anything. That leads to other calls that are not followed either.
        let mut renewed: FxHashSet<Span> = FxHashSet::default();
        loop {
            let again = self.cut_off_seeds(&pending, &mut renewed);
            if again.is_empty() {
                break;
            }
            for defined in &again {
                self.entered.remove(&defined.span);
            }
            self.run_those_not_entered(&again);
        }
    }

    /// The functions that concern TLS of which some call was not followed, and the
    /// methods of objects that such a call makes; each one once.
    fn cut_off_seeds(&self, pending: &[Defined], renewed: &mut FxHashSet<Span>) -> Vec<Defined> {
        let definition = |defined: &Defined| match self.objects.kind(defined.object) {
            ObjectKind::Function(definition) => Some(definition),
            _ => None,
        };
        let makes = |defined: &Defined| {
            let made = definition(defined)?;
            let name = self.names.text(made.name);
            matches!(name.as_ref(), "__init__" | "__new__").then_some(made.class?)
        };
        let made: FxHashSet<ObjectId> = pending
            .iter()
            .filter(|defined| self.cut_off.contains(&defined.span))
            .filter_map(makes)
            .collect();
        let mut again = pending.to_vec();
        again.retain(|defined| {
            let class = definition(defined).and_then(|function| function.class);
            let is_open = self.cut_off.contains(&defined.span)
                || class.is_some_and(|class| made.contains(&class));
            is_open
                && self.entered.contains(&defined.span)
                && self.relevance.is_seed(defined.span)
                && renewed.insert(defined.span)
        });
        again
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
}
