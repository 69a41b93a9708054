//! Keys that are tuples of things that may be several: each combination is a
//! key of its own.

use crate::domain::state::plain;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use std::rc::Rc;

impl Interp<'_> {
    /// A key, of which no tuple holds anything that may be several things; the key
    /// as it is where that would be too many.
    pub(in crate::interp) fn keys_apart(&self, key: &Value) -> Value {
        if !key.atoms().any(|(_, atom)| is_several(atom)) {
            return key.clone();
        }
        let mut entries = Vec::new();
        for (guard, traced) in key.entries() {
            let Atom::Tuple(items) = &traced.atom else {
                entries.push((guard.clone(), traced.clone()));
                continue;
            };
            let items: Vec<Value> = items.iter().map(|item| self.keys_apart(item)).collect();
            let Some(ways) = self.ways_of(&items) else {
                return key.clone();
            };
            for (own, atoms) in ways {
                let items = atoms.into_iter().map(plain).collect();
                let traced = Traced {
                    atom: Atom::Tuple(Rc::new(items)),
                    origins: traced.origins.clone(),
                };
                entries.extend(guard.and(&own).map(|guard| (guard, traced)));
            }
        }
        Value::of(entries)
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
