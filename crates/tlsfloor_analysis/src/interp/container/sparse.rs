//! Lists with items that are there on some paths or builds only.
//!
//! A comprehension whose condition is not known, or the names of a module that
//! differ from Python to Python: such a list is kept as one, each item under
//! the guards where it is there. Loops visit an item where it is there; whoever
//! asks for more is given the lists that it can be, each under its guard.

use crate::domain::guard::Guard;
use crate::domain::object::{ObjectKind, ViewPart};
use crate::domain::state::{Cell, Sequence};
use crate::domain::value::{Atom, Guarded, Value};
use crate::interp::Interp;
use crate::limit::{self, Limit};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Lists that a sparse one can be, each on its own.
const MAX_WAYS: usize = 16;

impl<'a> Interp<'a> {
    /// A list of items of which some may be missing.
    pub(in crate::interp) fn new_sparse(
        &mut self,
        span: Span,
        kind: ObjectKind<'a>,
        items: Vec<Value>,
    ) -> Value {
        let object = self.new_object(span, "sparse", kind);
        self.set_sequence(object, Sequence::Known(Rc::new(items)));
        self.objects.sparse.insert(object);
        self.object_value(span, object)
    }

    /// The lists that a list with missing items can be.
    pub(in crate::interp) fn expanded(&self, items: &Rc<Vec<Value>>) -> Vec<(Guard, Sequence)> {
        let here = |guard: &Guard| {
            guard.builds.0 & self.builds().0 != 0
                && self.choices.compatible(guard, &self.state.path)
        };
        let whole = Guard::on(self.builds());
        let mut ways: Vec<(Guard, Vec<Value>)> = vec![(whole, Vec::new())];
        for item in items.iter() {
            let item = item.on_path(&self.choices, &self.state.path);
            if item.is_empty() {
                continue;
            }
            if self.surely_present(&item) {
                for (_, items) in &mut ways {
                    items.push(item.clone());
                }
                continue;
            }
            let mut next: Vec<(Guard, Vec<Value>)> = Vec::new();
            for (guard, items) in &ways {
                let mut absent = vec![guard.clone()];
                for (own, _) in item.entries() {
                    if let Some(both) = guard.and(own).filter(here) {
                        let mut items = items.clone();
                        items.push(item.restricted(&both));
                        next.push((both, items));
                    }
                    let outside = self.complement(own);
                    absent = absent
                        .iter()
                        .flat_map(|left| outside.iter().filter_map(|piece| left.and(piece)))
                        .filter(here)
                        .collect();
                }
                next.extend(absent.into_iter().map(|guard| (guard, items.clone())));
            }
            if next.len() > MAX_WAYS {
                limit::reached(Limit::Contents);
                return vec![(Guard::ALWAYS, Sequence::Open(Value::union_of(items.iter())))];
            }
            ways = next;
        }
        if let [(guard, _)] = ways.as_mut_slice() {
            *guard = Guard::ALWAYS;
        }
        let ways = ways.into_iter();
        ways.map(|(guard, items)| (guard, Sequence::Known(Rc::new(items))))
            .collect()
    }

    /// What a container holds, each list that it can be on its own.
    pub(super) fn expanded_content(&self, content: Guarded<Sequence>) -> Guarded<Sequence> {
        match content.single() {
            Some(Sequence::Known(items)) => Guarded::of(self.expanded(items)),
            _ => content,
        }
    }

    /// The items that a loop over a value visits where they are there; `None`
    /// for what is not sparse.
    pub(in crate::interp) fn sparse_items(
        &mut self,
        value: &Value,
        span: Span,
    ) -> Option<Rc<Vec<Value>>> {
        let items = match value.single_atom()? {
            Atom::Library(name) => {
                let name = *name;
                let atom = Atom::Library(name);
                if let Some(library) = self.library_of_namespace(&atom) {
                    let mapping = self.library_mapping(library, span)?;
                    self.sparse_view(&mapping, ViewPart::Keys, span)?
                } else {
                    let dotted = self.names.text(name);
                    self.members_in_order(&dotted, span)?
                }
            }
            Atom::Object(object) => match *self.objects.kind(*object) {
                ObjectKind::List | ObjectKind::Set if self.objects.sparse.contains(object) => {
                    let slot = self.slot(crate::domain::object::Place::Content(*object));
                    match self.state.store.get(slot) {
                        Some(Cell::Sequence(content)) => match content.single() {
                            Some(Sequence::Known(items)) => items.clone(),
                            _ => return None,
                        },
                        _ => return None,
                    }
                }
                ObjectKind::View(dict, part) => {
                    let mapping = self.mapping(dict);
                    self.sparse_view(&mapping, part, span)?
                }
                ObjectKind::Dict => {
                    let mapping = self.mapping(*object);
                    self.sparse_view(&mapping, ViewPart::Keys, span)?
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(items)
    }

    /// What a view of a dict shows where some keys are there on some paths only.
    fn sparse_view(
        &mut self,
        mapping: &crate::domain::state::Mapping,
        part: ViewPart,
        span: Span,
    ) -> Option<Rc<Vec<Value>>> {
        if mapping.rest.is_some() {
            return None;
        }
        let mut items = Vec::new();
        let mut sparse = false;
        for (key, value) in mapping.entries.iter() {
            let value = value.on_path(&self.choices, &self.state.path);
            if value.is_empty() {
                continue;
            }
            let whole = self.surely_present(&value);
            sparse |= !whole;
            let key_value = self.constant(span, key.clone());
            let item = match part {
                ViewPart::Values => value,
                _ => {
                    let item = match part {
                        ViewPart::Keys => key_value,
                        _ => {
                            let pair = vec![key_value, value.clone()];
                            self.constant(span, Atom::Tuple(Rc::new(pair)))
                        }
                    };
                    if whole {
                        item
                    } else {
                        let guards = value.entries().iter().map(|(guard, _)| guard);
                        guards.fold(Value::empty(), |all, guard| {
                            all.union(&item.restricted(guard))
                        })
                    }
                }
            };
            items.push(item);
        }
        sparse.then(|| Rc::new(items))
    }

    /// Runs something with an item of a sparse list, where it is there.
    pub(in crate::interp) fn where_present(
        &mut self,
        item: &Value,
        mut run: impl FnMut(&mut Self, &Value, &Guard),
    ) {
        let item = item.on_path(&self.choices, &self.state.path);
        if item.is_empty() {
            return;
        }
        if self.surely_present(&item) {
            run(self, &item, &Guard::ALWAYS);
            return;
        }
        // Where the guards make one, the item is visited once.
        let mut guards: Vec<Guard> = Vec::new();
        for (guard, _) in item.entries() {
            match guards.iter().position(|own| own.unite(guard).is_some()) {
                Some(at) => guards[at] = guards[at].unite(guard).unwrap_or(Guard::ALWAYS),
                None => guards.push(guard.clone()),
            }
        }
        for guard in guards {
            let item = item.restricted(&guard);
            self.only_where(&guard, |interp| run(interp, &item, &guard));
            if self.state.dead {
                return;
            }
        }
    }
}
