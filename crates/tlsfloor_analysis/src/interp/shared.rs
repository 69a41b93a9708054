//! What a module's first run left behind, and when another world may take it
//! over instead of running the module again.

use super::Interp;
use super::module::{Before, Loading};
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, Place};
use crate::domain::state::{Cell, State};
use crate::domain::value::Value;
use rustc_hash::FxHashSet;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// What the first run of a module left behind.
#[derive(Debug)]
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
    /// Keeps what a module's run left behind, if it ends on the path that it
    /// began on.
    pub(super) fn share(&mut self, before: &Before, loading: Loading, may_raise: bool) {
        if before.state.path.literals() != self.state.path.literals() {
            return;
        }
        let object = loading.object;
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
        self.shared.insert(object, shared);
    }

    /// A module that is there on some of the paths that met here becomes there
    /// on all of them: its run depends on nothing that differs between them.
    pub(super) fn complete(&mut self, object: ObjectId, loaded: &Value, span: Span) -> bool {
        let Some(shared) = self.shared_here(object) else {
            return false;
        };
        self.load_imports_of(&shared, span);
        let missing = self.missing_of(loaded);
        for (slot, cell) in &shared.written {
            let Some(Cell::Value(value)) = cell else {
                continue;
            };
            let mut whole = match self.state.store.get(*slot) {
                Some(Cell::Value(own)) => own.clone(),
                _ => Value::empty(),
            };
            for guard in &missing {
                whole = whole.union(&value.restricted(guard));
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
        if shared.may_raise {
            self.may_raise();
        }
        self.load_imports_of(&shared, span);
        let taken = !self.state.dead;
        if taken {
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
        self.shared.insert(object, shared);
        taken
    }
}
