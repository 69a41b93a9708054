//! Keys that are tuples of things that may be several: each combination is a
//! key of its own.

use crate::domain::guard::Guard;
use crate::domain::state::plain;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::fold::MAX_WAYS;
use crate::limit::{self, Limit};
use std::rc::Rc;

impl Interp<'_> {
    /// A key, of which no tuple holds anything that may be several things.
    pub(in crate::interp) fn keys_apart(&self, key: &Value) -> Value {
        if !key.atoms().any(|(_, atom)| is_several(atom)) {
            return key.clone();
        }
        let mut entries = Vec::new();
        for (guard, traced) in key.entries() {
            let Some(ways) = self.tuples_of(guard, &traced.atom) else {
                limit::reached(Limit::Operands);
                return key.clone();
            };
            entries.extend(ways.into_iter().map(|(guard, atom)| {
                let origins = traced.origins.clone();
                (guard, Traced { atom, origins })
            }));
        }
        Value::of(entries)
    }

    /// What an atom is on each way; `None` where there are too many.
    fn tuples_of(&self, guard: &Guard, atom: &Atom) -> Option<Vec<(Guard, Atom)>> {
        let Atom::Tuple(items) = atom else {
            return Some(vec![(guard.clone(), atom.clone())]);
        };
        let mut ways: Vec<(Guard, Vec<Value>)> = vec![(guard.clone(), Vec::new())];
        for item in items.iter() {
            let mut next = Vec::new();
            for (guard, before) in &ways {
                for (own, atom) in item.atoms() {
                    let Some(both) = guard.and(own) else { continue };
                    if !self.choices.compatible(&both, &self.state.path) {
                        continue;
                    }
                    for (guard, atom) in self.tuples_of(&both, atom)? {
                        let mut items = before.clone();
                        items.push(plain(atom));
                        next.push((guard, items));
                    }
                }
            }
            if next.len() > MAX_WAYS {
                return None;
            }
            ways = next;
        }
        let tuples = ways.into_iter();
        Some(
            tuples
                .map(|(guard, items)| (guard, Atom::Tuple(Rc::new(items))))
                .collect(),
        )
    }
}

/// Whether a tuple holds something that may be several things.
fn is_several(atom: &Atom) -> bool {
    let Atom::Tuple(items) = atom else {
        return false;
    };
    items
        .iter()
        .any(|item| item.entries().len() > 1 || item.atoms().any(|(_, atom)| is_several(atom)))
}
