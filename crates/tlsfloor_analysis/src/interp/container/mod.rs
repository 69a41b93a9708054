//! Containers: what lists, sets and dicts hold.
//!
//! Sequences are known item by item, or open: any number of some item. Mappings
//! are known key by key, with a rest for keys that are not.

mod iterate;
mod keys;
mod slice;
mod sparse;
mod subscript;

use super::Interp;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::{Cell, Mapping, Sequence};
use crate::domain::value::{Atom, Guarded, Value};
use crate::limit::{self, Limit};
use std::rc::Rc;
use tlsfloor_source::Span;

pub(super) use subscript::{Otherwise, index_of, with_keys};

/// Items that a container is kept with; beyond, it is open.
pub(super) const MAX_ITEMS: usize = 256;

impl<'a> Interp<'a> {
    /// A dict's key: an atom whose equality is plain.
    pub(super) fn hashable(&mut self, key: &Atom) -> Option<Atom> {
        if let Some(tuple) = self.as_tuple(key) {
            return self.hashable(&tuple);
        }
        match key {
            // `1.0` is the key `1`; that no number equals itself decides nothing.
            Atom::Float(bits) => {
                let float = f64::from_bits(*bits);
                let whole = format!("{float:.0}").parse::<i128>().ok();
                match whole.filter(|_| float.fract() == 0.0) {
                    Some(int) => Some(Atom::Int(int)),
                    None => (!float.is_nan()).then(|| key.clone()),
                }
            }
            Atom::Unknown(_) => None,
            // A member that is a number or a text is the key that this is.
            Atom::Member(member)
                if self.has_int_members(member.class) || self.has_text_members(member.class) =>
            {
                let value = member.value.single_atom()?.clone();
                self.hashable(&value)
            }
            Atom::Library(_) => match self.ints(key, self.builds()).as_deref() {
                Some([(_, int)]) => Some(Atom::Int(*int)),
                _ => Some(key.clone()),
            },
            Atom::Bool(value) => Some(Atom::Int(i128::from(*value))),
            Atom::Tuple(items) if items.iter().any(|item| item.single().is_none()) => None,
            Atom::Tuple(items) => {
                let plain: Option<Vec<Value>> = items
                    .iter()
                    .map(|item| {
                        let atom = item.single_atom()?;
                        let atom = self.hashable(&atom.clone())?;
                        Some(crate::domain::state::plain(atom))
                    })
                    .collect();
                plain.map(|items| Atom::Tuple(Rc::new(items)))
            }
            _ => Some(key.clone()),
        }
    }

    pub(super) fn content(&mut self, object: ObjectId) -> Guarded<Sequence> {
        let slot = self.slot(Place::Content(object));
        match self.state.store.get(slot) {
            Some(Cell::Sequence(sequence)) => {
                let content = sequence.on_path(&self.choices, &self.state.path);
                if self.objects.sparse.contains(&object) {
                    self.expanded_content(content)
                } else {
                    content
                }
            }
            _ => {
                let span = self.objects.span(object);
                let item = self.unknown_here(span);
                Guarded::always(Sequence::Open(item))
            }
        }
    }

    pub(super) fn mapping(&mut self, object: ObjectId) -> Mapping {
        if let ObjectKind::Namespace(of) = *self.objects.kind(object) {
            return self.namespace_content(of);
        }
        let slot = self.slot(Place::Content(object));
        match self.state.store.get(slot) {
            Some(Cell::Mapping(mapping)) => mapping.clone(),
            _ => {
                let span = self.objects.span(object);
                Mapping {
                    rest: Some(self.unknown_here(span)),
                    ..Mapping::default()
                }
            }
        }
    }

    pub(super) fn set_mapping(&mut self, object: ObjectId, mapping: Mapping) {
        if let ObjectKind::Namespace(of) = *self.objects.kind(object) {
            self.set_namespace(of, &mapping);
            return;
        }
        let slot = self.slot(Place::Content(object));
        self.touch(object);
        self.state.store.set(slot, Cell::Mapping(mapping));
    }

    /// `mapping[key] = value`.
    pub(super) fn put(&mut self, mapping: &mut Mapping, key: &Value, value: &Value) {
        let key = &self.keys_apart(key);
        self.offer_refusal_of_keys(std::iter::once(key));
        let single = key.entries().len() == 1;
        for (guard, traced) in key.entries() {
            match self.hashable(&traced.atom) {
                Some(atom) if mapping.entries.len() < MAX_ITEMS => {
                    let value = if single {
                        value.clone()
                    } else {
                        let old = mapping.get(&atom).cloned().unwrap_or_else(Value::empty);
                        let kept = self.outside(&old, guard);
                        value.restricted(guard).union(&kept)
                    };
                    mapping.set(&atom, value);
                }
                hashable => {
                    if hashable.is_some() {
                        limit::reached(Limit::Items);
                    }
                    mapping.rest = Some(match &mapping.rest {
                        Some(rest) => rest.union(value),
                        None => value.clone(),
                    });
                    if hashable.is_some_and(|key| mapping.get(&key).is_none()) {
                        continue;
                    }
                    // The unknown key may be any of the known ones.
                    let known: Vec<(Atom, Value)> = mapping.entries.as_ref().clone();
                    for (own, old) in known {
                        mapping.set(&own, old.union(value));
                    }
                }
            }
        }
    }

    /// `mapping.update(other)`, `{**other}`.
    pub(super) fn update_mapping(&mut self, mapping: &mut Mapping, other: &Value, span: Span) {
        for (guard, traced) in other.entries() {
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            let underlying = self.underlying(&traced.atom);
            let source = match underlying.as_ref().unwrap_or(&traced.atom) {
                Atom::Object(object) if self.is_mapping(*object) => self.mapping(*object),
                Atom::None => continue,
                Atom::Library(_) if self.library_of_namespace(&traced.atom).is_some() => {
                    let library = self.library_of_namespace(&traced.atom);
                    let listed = library.and_then(|library| self.library_mapping(library, span));
                    listed.unwrap_or_else(|| Mapping {
                        rest: Some(self.unknown_here(span)),
                        ..Mapping::default()
                    })
                }
                atom if self.has_special(&crate::domain::state::plain(atom.clone()), &["keys"]) => {
                    let instance = crate::domain::state::plain(atom.clone());
                    self.mapping_by_keys(&instance, span)
                }
                _ => Mapping {
                    rest: Some(self.unknown_here(span)),
                    ..Mapping::default()
                },
            };
            for (key, value) in source.entries.iter() {
                let old = mapping.get(key).cloned().unwrap_or_else(Value::empty);
                // Where the source lacks the key, the old value stays.
                let new = value.restricted(guard);
                let mut kept = Value::empty();
                let present: Vec<Guard> =
                    new.entries().iter().map(|(own, _)| own.clone()).collect();
                if !present.iter().any(|own| self.state.path.implies(own)) {
                    kept = old;
                    for own in &present {
                        kept = self.outside(&kept, own);
                    }
                }
                mapping.set(key, new.union(&kept));
            }
            if let Some(rest) = source.rest {
                // Any key may be among those that are not known.
                for (key, value) in Rc::make_mut(&mut mapping.entries) {
                    if source.entries.iter().all(|(own, _)| own != key) {
                        *value = value.union(&rest.restricted(guard));
                    }
                }
                mapping.rest = Some(match &mapping.rest {
                    Some(own) => own.union(&rest),
                    None => rest,
                });
            }
        }
    }

    /// Whether a value is an instance that says which keys it has.
    pub(super) fn has_keys(&mut self, value: &Value) -> bool {
        self.has_special(value, &["keys"])
    }

    /// What an instance holds that has `keys` and `__getitem__`.
    fn mapping_by_keys(&mut self, instance: &Value, span: Span) -> Mapping {
        let mut mapping = Mapping::default();
        let keys = self.names.intern("keys");
        let method = self.attribute(instance, keys, span);
        let keys = self.call_value(&method, &super::arguments::Arguments::none(span));
        match self.sequence_of(&keys, span) {
            Sequence::Known(keys) => {
                for key in keys.iter() {
                    let value = self.item(instance, key, span);
                    self.put(&mut mapping, key, &value);
                }
            }
            Sequence::Open(_) => mapping.rest = Some(self.unknown_here(span)),
        }
        mapping
    }

    /// The keys of a dict as a sequence; open where some may be absent.
    pub(super) fn keys(&mut self, mapping: &Mapping, span: Span) -> Sequence {
        let mut keys = Vec::new();
        let mut certain = mapping.rest.is_none();
        for (key, value) in mapping.entries.iter() {
            let value = value.on_path(&self.choices, &self.state.path);
            if value.is_empty() {
                continue;
            }
            certain &= self.surely_present(&value);
            keys.push(self.constant(span, key.clone()));
        }
        if certain {
            return Sequence::Known(Rc::new(keys));
        }
        let mut open = keys
            .iter()
            .fold(Value::empty(), |open, key| open.union(key));
        if mapping.rest.is_some() {
            let unknown = self.unknown_here(span);
            open = open.union(&unknown);
        }
        Sequence::Open(open)
    }

    /// Whether a value is there on every way along the current path: one entry
    /// holds always, or the entries' guards make a whole.
    pub(in crate::interp) fn surely_present(&self, value: &Value) -> bool {
        let mut guards: Vec<Guard> = value
            .entries()
            .iter()
            .map(|(guard, _)| guard.clone())
            .collect();
        loop {
            if guards.iter().any(|guard| self.state.path.implies(guard)) {
                return true;
            }
            let pair = (0..guards.len()).find_map(|left| {
                (left + 1..guards.len())
                    .find_map(|right| Some((left, right, guards[left].unite(&guards[right])?)))
            });
            let Some((left, right, united)) = pair else {
                let path = &self.state.path;
                return !guards.is_empty() && self.choices.covered(path, &guards, self.builds());
            };
            guards.remove(right);
            guards[left] = united;
        }
    }

    /// Whether a container contains an atom, where that is known.
    pub(super) fn contains(
        &mut self,
        item: &Atom,
        container: &Atom,
        span: Span,
    ) -> Option<Vec<(Guard, bool)>> {
        if matches!(item, Atom::Unknown(_)) {
            return None;
        }
        if let Some(underlying) = self.underlying(container) {
            return self.contains(item, &underlying, span);
        }
        if let (Some(library), Atom::Str(name)) = (self.library_of_namespace(container), item) {
            return self.has_attribute(&Atom::Library(library), name);
        }
        let mapping = match container {
            Atom::Object(object) if self.is_mapping(*object) => Some(self.mapping(*object)),
            Atom::Object(_) | Atom::Tuple(_) => None,
            _ => return None,
        };
        if mapping.is_some() || self.is_a_set(container) {
            self.offer_refusal_of_keys([&crate::domain::state::plain(item.clone())].into_iter());
            if self.state.dead {
                return None;
            }
        }
        if let Some(mapping) = mapping {
            let key = self.hashable(item)?;
            let Some(value) = mapping.get(&key) else {
                return mapping.rest.is_none().then(|| vec![(Guard::ALWAYS, false)]);
            };
            let value = value.on_path(&self.choices, &self.state.path);
            if value.is_empty() {
                return mapping.rest.is_none().then(|| vec![(Guard::ALWAYS, false)]);
            }
            if self.surely_present(&value) {
                return Some(vec![(Guard::ALWAYS, true)]);
            }
            return None;
        }
        let value = crate::domain::state::plain(container.clone());
        let alternatives = self.sequences_of(&value, span);
        let [(_, Sequence::Known(items))] = alternatives.as_slice() else {
            return None;
        };
        let mut found = false;
        for other in items.iter() {
            let other = other.single_atom()?.clone();
            match self.equality(item, &other, true).as_slice() {
                [(guard, Atom::Bool(equal))] if guard.literals().is_empty() => found |= *equal,
                _ => return None,
            }
        }
        Some(vec![(Guard::ALWAYS, found)])
    }

    pub(super) fn concatenated(
        &mut self,
        left: ObjectId,
        right: ObjectId,
        span: Span,
    ) -> Option<Atom> {
        let list = |interp: &Self, object| matches!(interp.objects.kind(object), ObjectKind::List);
        if !list(self, left) || !list(self, right) {
            return None;
        }
        let (left, right) = (self.content(left), self.content(right));
        let content = match (left.single(), right.single()) {
            (Some(Sequence::Known(left)), Some(Sequence::Known(right)))
                if left.len() + right.len() <= MAX_ITEMS =>
            {
                Ok(left.iter().chain(right.iter()).cloned().collect())
            }
            (Some(Sequence::Known(_)), Some(Sequence::Known(_))) => {
                limit::reached(Limit::Items);
                Err(self.unknown_here(span))
            }
            _ => Err(self.unknown_here(span)),
        };
        self.new_sequence(span, ObjectKind::List, content)
            .single_atom()
            .cloned()
    }

    pub(super) fn united_dicts(
        &mut self,
        left: ObjectId,
        right: ObjectId,
        span: Span,
    ) -> Option<Atom> {
        let dict = |interp: &Self, object| interp.is_mapping(object);
        if !dict(self, left) || !dict(self, right) {
            return None;
        }
        let mut content = self.mapping(left);
        let other = self.object_value(span, right);
        self.update_mapping(&mut content, &other, span);
        self.new_dict(span, content).single_atom().cloned()
    }
}
