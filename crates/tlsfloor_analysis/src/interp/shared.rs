//! What a module's first run left behind, and when another world may take it
//! over instead of running the module again.

use super::Interp;
use super::module::{Before, Loading};
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, Place};
use crate::domain::state::{Cell, State};
use crate::domain::value::Value;
use crate::limit::Limit;
use rustc_hash::FxHashSet;
use std::rc::Rc;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// Files of a project from which on its modules may not run in each world.
const MANY_FILES: usize = 200;
/// Runs of a module in all worlds, beyond which another world takes what the
/// first one left even where it may depend on what was there before.
const MAX_RUNS_IN_ALL: u32 = 8;

/// What the first run of a module left behind.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// What it wrote: slots of things that it made itself.
    written: Vec<(u32, Option<Cell>)>,
    /// The modules that it imported, in that order.
    imports: Vec<String>,
    /// Itself, and those that form a circle of imports with it.
    modules: Vec<ObjectId>,
    contexts: Vec<(ObjectId, Span)>,
    /// The path before, and the builds after it.
    before: Guard,
    builds: BuildSet,
    cut: bool,
    /// Something unknown in it might have raised.
    may_raise: bool,
    /// Something in it does raise, at least on some builds.
    raises: bool,
}

impl<'a> Interp<'a> {
    /// Keeps what a module's run left behind: for all worlds if that `holds` in
    /// them and the run ends on the path that it began on.
    pub(super) fn share(
        &mut self,
        before: &Before,
        loading: Loading,
        may_raise: bool,
        holds: bool,
    ) {
        let object = loading.object;
        let holds = holds && before.state.path.literals() == self.state.path.literals();
        if let Some((_, runs)) = self.left_behind.get_mut(&object) {
            *runs += 1;
            if !holds {
                return;
            }
        }
        let mut modules = loading.members;
        modules.push(object);
        let shared = Shared {
            written: self.written_by(&modules, &before.state),
            imports: loading.imports,
            modules,
            contexts: self.records.contexts[before.contexts..].to_vec(),
            builds: self.state.path.builds,
            before: before.state.path.clone(),
            cut: self.cut && !before.cut,
            may_raise,
            raises: self.known_raises != before.raises.1,
        };
        if !self.state.dead && !self.left_behind.contains_key(&object) {
            self.left_behind
                .insert(object, (Rc::new(shared.clone()), 1));
        }
        if holds {
            self.shared.insert(object, shared);
        }
    }

    /// Whether the module is there now, as its first run had left it: it has run
    /// too often for one more world to have a run of its own. What is different
    /// here is not known.
    pub(super) fn take_what_was_left(&mut self, object: ObjectId, span: Span) -> bool {
        let most = if self.in_functions {
            1
        } else {
            MAX_RUNS_IN_ALL
        };
        let Some((shared, runs)) = self.left_behind.get(&object) else {
            return false;
        };
        if *runs < most || (self.project_steps > 0 && self.modules.len() < MANY_FILES) {
            return false;
        }
        let shared = Rc::clone(shared);
        if shared.may_raise {
            self.may_raise();
        }
        // In place first: what it imports may import it in turn.
        self.put_in_place(&shared);
        self.load_imports_of(&shared, span);
        self.cut = true;
        self.reached(span, Limit::ImportPrograms);
        true
    }

    /// A module that is there on some of the paths that met here becomes there
    /// on all of them: its run depends on nothing that differs between them.
    pub(super) fn complete(&mut self, object: ObjectId, loaded: &Value, span: Span) -> bool {
        let Some(shared) = self.shared_here(object) else {
            return false;
        };
        self.load_imports_of(&shared, span);
        let missing = self.outside_of(loaded);
        for (slot, cell) in &shared.written {
            let Some(Cell::Value(value)) = cell else {
                continue;
            };
            let mut whole = match self.state.store.get(*slot) {
                Some(Cell::Value(own)) => own.clone(),
                _ => Value::empty(),
            };
            // Where it holds the same thing on all paths, no guard is needed.
            if value.single().is_some() && whole.same_things(value) {
                whole = value.clone();
            } else {
                for guard in &missing {
                    whole = whole.union(&value.restricted(guard));
                }
            }
            self.state.store.set(*slot, Cell::Value(whole));
        }
        self.shared.insert(object, shared);
        true
    }

    /// Takes out what a module's first run left behind, if it holds here; to be
    /// put back.
    fn shared_here(&mut self, object: ObjectId) -> Option<Shared> {
        let shared = self.shared.get(&object)?;
        let fits =
            (self.handlers.is_empty() || !shared.raises) && self.state.path.implies(&shared.before);
        if !fits || !self.is_undisturbed(object) {
            return None;
        }
        self.shared.remove(&object)
    }

    fn load_imports_of(&mut self, shared: &Shared, span: Span) {
        for key in &shared.imports {
            let own = self.file_module(key);
            if own.is_none_or(|own| !shared.modules.contains(&own)) {
                self.load(key, span);
            }
        }
    }

    /// Whether what a module and those that it imports see is as they left it
    /// themselves.
    pub(super) fn is_undisturbed(&self, module: ObjectId) -> bool {
        if self.disturbed.is_empty() {
            return true;
        }
        let mut seen: FxHashSet<ObjectId> = FxHashSet::default();
        let mut open = vec![module];
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(self.imports_of.get(&next).into_iter().flatten().copied());
            }
        }
        self.disturbed.iter().all(|(changed, by)| {
            seen.contains(by) || (*changed != ObjectId::NOBODY && !seen.contains(changed))
        })
    }

    /// The slots that differ from `before` and belong to what `modules` made.
    fn written_by(&mut self, modules: &[ObjectId], before: &State) -> Vec<(u32, Option<Cell>)> {
        let mut slots = self.state.store.differences(&before.store);
        slots.retain(|slot| {
            match self.objects.place(*slot) {
                // Of what is not known, each module has its own view.
                Some(Place::UnknownAttribute(..)) => true,
                Some(place) => place
                    .owner()
                    .is_some_and(|owner| modules.contains(&self.objects.home_of(owner))),
                None => false,
            }
        });
        slots
            .into_iter()
            .map(|slot| (slot, self.state.store.get(slot).cloned()))
            .collect()
    }

    /// Whether the module is there now, as an earlier run had left it.
    pub(super) fn take_over(&mut self, object: ObjectId, span: Span) -> bool {
        let Some(shared) = self.shared_here(object) else {
            return false;
        };
        let taken = self.put_back(&shared, span);
        self.shared.insert(object, shared);
        taken
    }

    fn put_back(&mut self, shared: &Shared, span: Span) -> bool {
        if shared.may_raise {
            self.may_raise();
        }
        self.load_imports_of(shared, span);
        let taken = !self.state.dead;
        if taken {
            self.put_in_place(shared);
        }
        taken
    }

    fn put_in_place(&mut self, shared: &Shared) {
        for (slot, cell) in &shared.written {
            match cell {
                Some(cell) => self.state.store.set(*slot, cell.clone()),
                None => self.state.store.remove(*slot),
            }
        }
        self.state.path.builds.0 &= shared.builds.0;
        self.records
            .contexts
            .extend(shared.contexts.iter().copied());
        self.cut |= shared.cut;
        self.namespaces.extend(shared.modules.iter().copied());
    }
}
