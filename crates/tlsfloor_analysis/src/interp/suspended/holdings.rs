//! Who holds whom: what is let go when a name is taken away.

use crate::domain::object::{ObjectId, ObjectKind, Objects, Place};
use crate::domain::state::{Cell, Sequence};
use crate::domain::store::Store;
use crate::domain::value::{Atom, Value};
use crate::domain::work;
use crate::interp::Interp;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// How many things held cost as much as one that is looked at.
const SCANNED: usize = 16;

/// What each thing holds, on the present path.
#[derive(Debug, Default)]
pub(super) struct Holdings {
    by_holder: BTreeMap<ObjectId, Vec<ObjectId>>,
    /// Held by what belongs to no object.
    by_nobody: Vec<ObjectId>,
}

impl Holdings {
    /// Calls, whether or not they run still.
    pub(super) fn calls(&self, objects: &Objects<'_>) -> Vec<ObjectId> {
        let holders = self.by_holder.keys().copied();
        let calls = holders.filter(|own| matches!(objects.kind(*own), ObjectKind::Locals));
        calls.collect()
    }

    /// These, and whatever they hold.
    pub(super) fn reached_from(
        &self,
        from: impl IntoIterator<Item = ObjectId>,
    ) -> FxHashSet<ObjectId> {
        let mut waiting: Vec<ObjectId> = from.into_iter().collect();
        let mut reached = FxHashSet::default();
        while let Some(object) = waiting.pop() {
            if reached.insert(object) {
                waiting.extend(self.by_holder.get(&object).into_iter().flatten());
            }
        }
        reached
    }

    /// The things in the order in which they go, each with whether it is in a
    /// circle, or held by one.
    pub(super) fn in_order_of_release(
        &self,
        things: &[ObjectId],
        held: &FxHashSet<ObjectId>,
    ) -> Vec<(ObjectId, bool)> {
        if things.is_empty() {
            return Vec::new();
        }
        let mut holders: FxHashMap<ObjectId, Vec<ObjectId>> = FxHashMap::default();
        for (holder, own) in &self.by_holder {
            for object in own.iter().filter(|_| !held.contains(holder)) {
                holders.entry(*object).or_default().push(*holder);
            }
        }
        let mut before: FxHashSet<ObjectId> = FxHashSet::default();
        let mut waiting = things.to_vec();
        while let Some(object) = waiting.pop() {
            if before.insert(object) {
                waiting.extend(holders.get(&object).into_iter().flatten());
            }
        }
        let mut freed: FxHashSet<ObjectId> = FxHashSet::default();
        let mut left: Vec<ObjectId> = before.into_iter().collect();
        left.sort_unstable();
        let mut order = Vec::new();
        loop {
            let is_free = |object: &ObjectId| {
                let mut holders = holders.get(object).into_iter().flatten();
                holders.all(|holder| freed.contains(holder))
            };
            let (free, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(is_free);
            left = rest;
            if free.is_empty() {
                break;
            }
            order.extend(free.iter().filter(|own| things.contains(own)));
            freed.extend(free);
        }
        let free = order.into_iter().map(|object| (object, false));
        let left = left.iter().filter(|own| things.contains(own));
        free.chain(left.map(|object| (*object, true))).collect()
    }
}

impl<'a> Interp<'a> {
    /// What was held by some place in `before` and is not held by it now.
    pub(super) fn lost_since(&self, before: &Store<Cell>) -> Vec<ObjectId> {
        let mut lost = Vec::new();
        for slot in before.differences(&self.state.store) {
            let Some(then) = before.get(slot) else {
                continue;
            };
            let held = self.held_by(then);
            if held.is_empty() {
                continue;
            }
            let now = self.state.store.get(slot).map(|now| self.held_by(now));
            let now = now.unwrap_or_default();
            lost.extend(held.into_iter().filter(|own| !now.contains(own)));
        }
        lost
    }

    fn held_by(&self, cell: &Cell) -> Vec<ObjectId> {
        let mut held = Vec::new();
        match cell {
            Cell::Value(value) => self.add_held(value, &mut held),
            Cell::Configs(_) => {}
            Cell::Sequence(alternatives) => {
                for (guard, sequence) in alternatives.entries() {
                    if !self.choices.compatible(guard, &self.state.path) {
                        continue;
                    }
                    match sequence {
                        Sequence::Known(items) => {
                            for item in items.iter() {
                                self.add_held(item, &mut held);
                            }
                        }
                        Sequence::Open(item) => self.add_held(item, &mut held),
                    }
                }
            }
            Cell::Mapping(mapping) => {
                for (key, value) in mapping.entries.iter() {
                    if !value.is_empty() {
                        self.add_atom(key, &mut held);
                    }
                    self.add_held(value, &mut held);
                }
                if let Some(rest) = &mapping.rest {
                    self.add_held(rest, &mut held);
                }
            }
        }
        held
    }

    fn add_held(&self, value: &Value, held: &mut Vec<ObjectId>) {
        for (guard, traced) in value.entries() {
            let is_plain = matches!(
                traced.atom,
                Atom::None
                    | Atom::Bool(_)
                    | Atom::Int(_)
                    | Atom::Float(_)
                    | Atom::Str(_)
                    | Atom::Bytes(_)
                    | Atom::Library(_)
                    | Atom::Unknown(_)
            );
            if !is_plain && self.choices.compatible(guard, &self.state.path) {
                self.add_atom(&traced.atom, held);
            }
        }
    }

    fn add_atom(&self, atom: &Atom, held: &mut Vec<ObjectId>) {
        match atom {
            Atom::Object(object) => held.push(*object),
            Atom::Tuple(items) => {
                for item in items.iter() {
                    self.add_held(item, held);
                }
            }
            Atom::Bound(bound) => {
                held.extend(bound.function);
                self.add_atom(&bound.receiver, held);
            }
            Atom::Member(member) => self.add_held(&member.value, held),
            _ => {}
        }
    }

    /// What each thing holds now.
    pub(super) fn holdings(&mut self) -> Holdings {
        let weakly = self.names.intern("_target");
        let nothing = Store::default();
        let slots = nothing.differences(&self.state.store);
        work::count(slots.len() / SCANNED);
        let mut holdings = Holdings::default();
        for slot in slots {
            let Some(cell) = self.state.store.get(slot) else {
                continue;
            };
            let held = self.held_by(cell);
            let Some(place) = self.objects.place(slot) else {
                continue;
            };
            match place {
                Place::Name(owner, name) if *name == weakly && self.is_of_model(*owner) => {}
                _ if held.is_empty() => {}
                _ => match place.owner() {
                    Some(owner) => holdings.by_holder.entry(owner).or_default().extend(held),
                    None => holdings.by_nobody.extend(held),
                },
            }
        }
        self.add_hidden_holdings(&mut holdings);
        holdings
    }

    /// The weak references to an object, the last one first.
    pub(super) fn watchers_of(&mut self, object: ObjectId) -> Vec<ObjectId> {
        let weakly = self.names.intern("_target");
        let mut watchers = Vec::new();
        for slot in (0..self.objects.slots()).rev() {
            if let Some(Place::Name(owner, name)) = self.objects.place(slot)
                && *name == weakly
                && self.is_of_model(*owner)
                && let Some(cell) = self.state.store.get(slot)
                && self.held_by(cell).contains(&object)
            {
                watchers.push(*owner);
            }
        }
        watchers
    }

    fn is_of_model(&self, object: ObjectId) -> bool {
        match self.objects.kind(object) {
            ObjectKind::Instance(class) => {
                crate::domain::object::is_prelude(self.objects.span(*class).file)
            }
            _ => false,
        }
    }

    /// What things hold that is no attribute of them: functions the names around
    /// them, suspended calls their own.
    fn add_hidden_holdings(&mut self, holdings: &mut Holdings) {
        let mut known: BTreeSet<ObjectId> = holdings.by_holder.keys().copied().collect();
        known.extend(holdings.by_holder.values().flatten());
        known.extend(&holdings.by_nobody);
        for object in known {
            let hidden = match self.objects.kind(object) {
                ObjectKind::Function(function) => function.scopes.as_ref().clone(),
                ObjectKind::Namespace(own) | ObjectKind::View(own, _) => vec![*own],
                ObjectKind::Super { instance, .. } => vec![*instance],
                ObjectKind::Suspended(_, path) => {
                    let path = *path;
                    let own = holdings.by_holder.get(&object);
                    let spans: Vec<_> = own
                        .into_iter()
                        .flatten()
                        .filter_map(|own| match self.objects.kind(*own) {
                            ObjectKind::Function(function) => Some(function.span),
                            _ => None,
                        })
                        .collect();
                    let locals = spans.into_iter().map(|span| self.locals_of(span, path));
                    locals.collect()
                }
                _ => continue,
            };
            holdings.by_holder.entry(object).or_default().extend(hidden);
        }
    }

    /// What is held whoever holds it: modules, classes, calls that run.
    pub(super) fn roots_of_holdings(
        &self,
        holdings: &Holdings,
        result: Option<&Value>,
    ) -> Vec<ObjectId> {
        let mut roots = holdings.by_nobody.clone();
        if let Some(result) = result {
            self.add_held(result, &mut roots);
        }
        for value in self.handled.iter().chain(&self.held_by_callers) {
            self.add_held(value, &mut roots);
        }
        roots.extend(self.frames.iter().flat_map(|frame| frame.scopes.iter()));
        roots.extend(self.frames.iter().filter_map(|frame| frame.generator));
        roots.extend(self.consumers.iter().map(|consumer| consumer.generator));
        roots.extend(self.stepped_out.iter().map(|(own, _)| *own));
        let lasting = holdings.by_holder.keys().filter(|holder| {
            matches!(
                self.objects.kind(**holder),
                ObjectKind::Module | ObjectKind::Class(_) | ObjectKind::Context(_)
            )
        });
        roots.extend(lasting);
        roots
    }
}
