//! Keys that are tuples of things that may be several: each combination is a
//! key of its own.

use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::plain;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::fields::Fields;
use std::rc::Rc;

impl Interp<'_> {
    /// Keys, or items of a set, that cannot be any.
    pub(in crate::interp) fn offer_refusal_of_keys<'v>(
        &mut self,
        keys: impl Iterator<Item = &'v Value>,
    ) {
        for key in keys {
            let key = key.on_path(&self.choices, &self.state.path);
            let (mut failing, mut passing, mut unsure) = (Vec::new(), Vec::new(), false);
            for (guard, atom) in key.atoms() {
                match self.unhashable(atom) {
                    Some(true) => failing.push(guard.clone()),
                    verdict => {
                        unsure |= verdict.is_none();
                        passing.push(guard.clone());
                    }
                }
            }
            if failing.is_empty() {
                if unsure {
                    self.may_raise_known("TypeError");
                }
            } else if passing.is_empty() {
                self.raise("TypeError");
            } else {
                self.raise_on_some_ways(failing, passing, "TypeError");
            }
            if self.state.dead {
                return;
            }
        }
    }

    pub(super) fn is_a_set(&self, atom: &Atom) -> bool {
        match atom {
            Atom::Object(object) => matches!(self.objects.kind(*object), ObjectKind::Set),
            _ => false,
        }
    }

    /// Whether something can be no key; `None` where that is not known of
    /// something that might be none.
    fn unhashable(&mut self, atom: &Atom) -> Option<bool> {
        match atom {
            Atom::Tuple(items) => self.any_unhashable(items),
            Atom::Object(object) => match *self.objects.kind(*object) {
                ObjectKind::List | ObjectKind::Dict => Some(true),
                ObjectKind::Set => Some(!self.objects.frozen_sets.contains(object)),
                ObjectKind::Slice => None,
                ObjectKind::Instance(class) => self.instance_unhashable(*object, class),
                _ => Some(false),
            },
            _ => Some(false),
        }
    }

    fn any_unhashable(&mut self, items: &[Value]) -> Option<bool> {
        let mut all_known = true;
        for item in items {
            let own = item.on_path(&self.choices, &self.state.path);
            let mut verdicts = own.atoms().map(|(_, atom)| self.unhashable(atom));
            let first = verdicts.next().unwrap_or(Some(false));
            match (first, verdicts.all(|verdict| verdict == first)) {
                (Some(true), true) => return Some(true),
                (Some(false), true) => {}
                _ => all_known = false,
            }
        }
        all_known.then_some(false)
    }

    /// `__eq__` without `__hash__` takes the hash away, and so does what a
    /// dataclass generates, unless it is frozen.
    fn instance_unhashable(&mut self, object: ObjectId, class: ObjectId) -> Option<bool> {
        let [hash, equality] = ["__hash__", "__eq__"].map(|name| self.names.intern(name));
        for ancestor in self.ancestors(class).0 {
            let own = self.read(Place::Name(ancestor, hash));
            if let Some(atom) = own.single_atom() {
                return Some(*atom == Atom::None);
            }
            if !own.is_empty() {
                return None;
            }
            let fields = self.field_classes.get(&ancestor).cloned();
            if let Some(hashed) = fields.as_ref().and_then(Fields::hashed_by_fields) {
                let items: Vec<Value> = hashed
                    .into_iter()
                    .map(|name| self.read(Place::Name(object, name)))
                    .collect();
                return self.any_unhashable(&items);
            }
            let generates = fields.is_some_and(|fields| fields.loses_hash());
            if generates || !self.read(Place::Name(ancestor, equality)).is_empty() {
                return Some(true);
            }
        }
        let this = Atom::Object(object);
        match self.underlying(&this) {
            Some(own) if own != this => self.unhashable(&own),
            _ => Some(false),
        }
    }

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
