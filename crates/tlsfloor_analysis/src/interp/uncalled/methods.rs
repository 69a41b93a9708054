//! Methods that nobody called, run on the instances in view.

use super::super::arguments::Arguments;
use super::super::{Defined, Interp};
use crate::domain::intern::Name;
use crate::domain::object::{FunctionKind, ObjectId, ObjectKind, Place};
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use crate::limit::Limit;
use rustc_hash::FxHashSet;
use tlsfloor_source::Span;

/// Rounds of running the methods of a class on one instance.
const METHOD_ROUNDS: usize = 2;
/// Instances of a class on which a method that nobody calls is run.
const MAX_INSTANCES: usize = 4;

impl Interp<'_> {
    /// Runs the methods of a class that nothing has run: on each instance in
    /// view, or on one that is made with unknown arguments.
    pub(super) fn run_class(&mut self, class: ObjectId, after: &State) {
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
        // Where an instance is in view, but no call of what initializes it was
        // followed, that has to run all the same.
        let is_init = |method: &Defined| {
            matches!(
                self.objects.kind(method.object),
                ObjectKind::Function(definition) if definition.name == init
            )
        };
        if instances.is_empty() || waiting.iter().any(is_init) {
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
