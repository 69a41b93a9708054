//! Containers: items, what they hold, and what an unknown index may pick.

use super::Interp;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::{Cell, Mapping, Sequence};
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Guarded, Traced, Value};
use crate::facts::StepKind;
use std::rc::Rc;
use tlsfloor_source::Span;

/// Items that a container is kept with; beyond, it is open.
pub(super) const MAX_ITEMS: usize = 256;

impl<'a> Interp<'a> {
    /// `object[key]`.
    pub(super) fn item(&mut self, object: &Value, key: &Value, span: Span) -> Value {
        let mut result = Value::empty();
        for (guard, traced) in object.entries() {
            for (key_guard, key) in key.entries() {
                let Some(guard) = guard.and(key_guard) else {
                    continue;
                };
                if self.state.dead || !self.choices.compatible(&guard, &self.state.path) {
                    continue;
                }
                let value = self.item_of(&traced.atom, &key.atom, span);
                result = result.union(&value.restricted(&guard));
            }
        }
        self.here(span, &result)
    }

    fn item_of(&mut self, atom: &Atom, key: &Atom, span: Span) -> Value {
        match atom {
            Atom::Tuple(items) => {
                let items = items.clone();
                self.sequence_item(&Sequence::Known(items), key, span)
            }
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::Dict => self.dict_item(*object, key, span),
                ObjectKind::List | ObjectKind::Set => {
                    let content = self.content(*object);
                    let mut result = Value::empty();
                    for (guard, sequence) in content.entries() {
                        let value = self.sequence_item(sequence, key, span);
                        result = result.union(&value.restricted(guard));
                    }
                    result
                }
                ObjectKind::Class(class) if class.is_enum => match key {
                    Atom::Str(name) => {
                        let name = self.names.intern(name);
                        let class = *object;
                        self.class_attribute(class, name)
                    }
                    _ => self.any_member(*object, key, span),
                },
                _ => self.unknown_item(atom, key, span),
            },
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                if dotted.as_ref() == "sys.version_info" {
                    return self.version_item(key, span);
                }
                if let Atom::Str(member) = key {
                    // `ssl.TLSVersion["TLSv1"]`
                    let canonical = format!("{dotted}.{member}");
                    if self.catalogue.constant(&canonical).is_some() {
                        let member = self.names.intern(member);
                        return self.library_attribute(*name, member, span);
                    }
                } else if let Atom::Unknown(_) = key
                    && let Some(value) = self.any_constant_below(&dotted, key, span)
                {
                    return value;
                }
                self.unknown_item(atom, key, span)
            }
            Atom::Str(text) => match key {
                Atom::Int(index) => match index_of(*index, text.chars().count())
                    .and_then(|index| text.chars().nth(index))
                {
                    Some(letter) => self.constant(span, Atom::Str(letter.to_string().into())),
                    None => self.unknown_item(atom, key, span),
                },
                _ => self.unknown_item(atom, key, span),
            },
            _ => self.unknown_item(atom, key, span),
        }
    }

    fn unknown_item(&mut self, atom: &Atom, key: &Atom, span: Span) -> Value {
        self.may_raise();
        if let Atom::Unknown(id) = atom {
            return self.unknown(span, UnknownKey::Item(*id, Box::new(key.clone())));
        }
        let key = UnknownKey::Operation("item", vec![atom.clone(), key.clone()]);
        self.unknown(span, key)
    }

    /// `sys.version_info[0]`, and a slice of it (whose key is unknown here).
    fn version_item(&mut self, key: &Atom, span: Span) -> Value {
        let Atom::Int(index) = key else {
            // Any slice compares as the whole does against a literal.
            let atom = self.library("sys.version_info");
            return self.constant(span, atom);
        };
        let index = *index;
        let groups = self.by_build(self.builds(), |build| match index {
            0 => Atom::Int(i128::from(build.python.major)),
            1 => Atom::Int(i128::from(build.python.minor)),
            _ => Atom::Int(super::compare::NEWEST_PATCH),
        });
        self.by_builds(groups, span)
    }

    fn sequence_item(&mut self, sequence: &Sequence, key: &Atom, span: Span) -> Value {
        match (sequence, key) {
            (Sequence::Known(items), Atom::Int(index)) => match index_of(*index, items.len()) {
                Some(index) => items[index].clone(),
                None => self.raised("IndexError", span),
            },
            (Sequence::Known(items), Atom::Bool(index)) => match items.get(usize::from(*index)) {
                Some(item) => item.clone(),
                None => self.raised("IndexError", span),
            },
            (Sequence::Known(items), key) => {
                let choices: Vec<(Atom, Value)> = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| {
                        (
                            Atom::Int(i128::try_from(index).unwrap_or(i128::MAX)),
                            item.clone(),
                        )
                    })
                    .collect();
                self.pick(&choices, None, key, span, "IndexError")
            }
            (Sequence::Open(item), _) => {
                self.may_raise();
                self.passed(item, span, StepKind::Selected)
            }
        }
    }

    fn dict_item(&mut self, object: ObjectId, key: &Atom, span: Span) -> Value {
        let mapping = self.mapping(object);
        if let Some(key) = self.hashable(key) {
            if let Some(value) = mapping.get(&key) {
                let value = value.on_path(&self.choices, &self.state.path);
                if !value.is_empty() {
                    return value;
                }
            }
            return match &mapping.rest {
                Some(rest) => {
                    self.may_raise();
                    self.passed(&rest.clone(), span, StepKind::Selected)
                }
                None => self.raised("KeyError", span),
            };
        }
        let entries = mapping.entries.as_ref().clone();
        self.pick(&entries, mapping.rest.as_ref(), key, span, "KeyError")
    }

    /// What an unknown key picks: each item under the test that the key is its.
    pub(super) fn pick(
        &mut self,
        items: &[(Atom, Value)],
        rest: Option<&Value>,
        key: &Atom,
        span: Span,
        error: &'static str,
    ) -> Value {
        let mut result = Value::empty();
        for (own, item) in items {
            let item = item.on_path(&self.choices, &self.state.path);
            let item = self.passed(&item, span, StepKind::Selected);
            for (guard, verdict) in self.equality(key, own, true) {
                let literal = match verdict {
                    Atom::Unknown(id) => Guard::when(self.unknowns.truth(&mut self.choices, id)),
                    Atom::Bool(true) => Guard::ALWAYS,
                    _ => continue,
                };
                if let Some(guard) = guard.and(&literal) {
                    result = result.union(&item.restricted(&guard));
                }
            }
        }
        if let Some(rest) = rest {
            let rest = self.passed(rest, span, StepKind::Selected);
            result = result.union(&rest);
        }
        self.may_raise_known(error);
        if result.is_empty() {
            return self.unknown_here(span);
        }
        // One of the items was picked, and which one is not known: the values
        // stand side by side under the tests.
        let value = result.on_path(&self.choices, &self.state.path);
        if value.is_empty() {
            self.state.dead = true;
        }
        value
    }

    // ----- contents -----

    /// A dict's key: an atom whose equality is plain.
    pub(super) fn hashable(&mut self, key: &Atom) -> Option<Atom> {
        match key {
            Atom::Unknown(_) => None,
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
            Some(Cell::Sequence(sequence)) => sequence.on_path(&self.choices, &self.state.path),
            _ => {
                let span = self.objects.span(object);
                let item = self.unknown_here(span);
                Guarded::always(Sequence::Open(item))
            }
        }
    }

    pub(super) fn mapping(&mut self, object: ObjectId) -> Mapping {
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
        let slot = self.slot(Place::Content(object));
        self.state.store.set(slot, Cell::Mapping(mapping));
    }

    /// `mapping[key] = value`.
    pub(super) fn put(&mut self, mapping: &mut Mapping, key: &Value, value: &Value) {
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
            let source = match &traced.atom {
                Atom::Object(object) if matches!(self.objects.kind(*object), ObjectKind::Dict) => {
                    self.mapping(*object)
                }
                Atom::None => continue,
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
                mapping.rest = Some(match &mapping.rest {
                    Some(own) => own.union(&rest),
                    None => rest,
                });
            }
        }
    }

    /// What iterating over a value gives.
    pub(super) fn sequence_of(&mut self, value: &Value, span: Span) -> Sequence {
        let mut alternatives = self.sequences_of(value, span);
        if alternatives.len() == 1
            && let Some((_, sequence)) = alternatives.pop()
        {
            return sequence;
        }
        let mut open = Value::empty();
        for (guard, sequence) in alternatives {
            match sequence {
                Sequence::Known(items) => {
                    for item in items.iter() {
                        open = open.union(&item.restricted(&guard));
                    }
                }
                Sequence::Open(item) => open = open.union(&item.restricted(&guard)),
            }
        }
        Sequence::Open(open)
    }

    /// What iterating over a value gives, for each thing that it may be.
    pub(super) fn sequences_of(&mut self, value: &Value, span: Span) -> Vec<(Guard, Sequence)> {
        let mut alternatives: Vec<(Guard, Sequence)> = Vec::new();
        for (guard, traced) in value.entries() {
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            for (own, sequence) in self.sequences_of_atom(&traced.atom, span) {
                if let Some(guard) = guard.and(&own) {
                    alternatives.push((guard, sequence));
                }
            }
        }
        alternatives
    }

    fn sequences_of_atom(&mut self, atom: &Atom, span: Span) -> Vec<(Guard, Sequence)> {
        let one = |sequence| vec![(Guard::ALWAYS, sequence)];
        match atom {
            Atom::Tuple(items) => one(Sequence::Known(items.clone())),
            Atom::Str(text) if text.chars().count() <= MAX_ITEMS => {
                let letters: Vec<Value> = text
                    .chars()
                    .map(|letter| self.constant(span, Atom::Str(letter.to_string().into())))
                    .collect();
                one(Sequence::Known(Rc::new(letters)))
            }
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::List | ObjectKind::Set => self.content(*object).entries().to_vec(),
                ObjectKind::Dict => {
                    let mapping = self.mapping(*object);
                    let keys = self.keys(&mapping, span);
                    one(keys)
                }
                ObjectKind::Class(class) if class.is_enum => {
                    let members = self.enum_members(*object);
                    one(Sequence::Known(Rc::new(members)))
                }
                _ => {
                    let item = self.unknown_item_of(atom, span);
                    one(Sequence::Open(item))
                }
            },
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                let constants = self.constants_below(&dotted);
                if constants.is_empty() {
                    let item = self.unknown_item_of(atom, span);
                    return one(Sequence::Open(item));
                }
                let members = constants
                    .into_iter()
                    .map(|constant| {
                        let name = self.names.intern(&constant);
                        self.constant(span, Atom::Library(name))
                    })
                    .collect();
                one(Sequence::Known(Rc::new(members)))
            }
            _ => {
                let item = self.unknown_item_of(atom, span);
                one(Sequence::Open(item))
            }
        }
    }

    fn unknown_item_of(&mut self, atom: &Atom, span: Span) -> Value {
        let path = self.frame().path;
        let id = self.unknowns.intern(UnknownKey::Site(span, path));
        let _ = atom;
        let origins = Origins::one(self.unknown_origin(span));
        Value::always(Traced {
            atom: Atom::Unknown(id),
            origins,
        })
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
    pub(super) fn surely_present(&self, value: &Value) -> bool {
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
                return false;
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
        let mapping = match container {
            Atom::Object(object) if matches!(self.objects.kind(*object), ObjectKind::Dict) => {
                Some(self.mapping(*object))
            }
            Atom::Object(_) | Atom::Tuple(_) => None,
            _ => return None,
        };
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
        let dict = |interp: &Self, object| matches!(interp.objects.kind(object), ObjectKind::Dict);
        if !dict(self, left) || !dict(self, right) {
            return None;
        }
        let mut content = self.mapping(left);
        let other = self.object_value(span, right);
        self.update_mapping(&mut content, &other, span);
        self.new_dict(span, content).single_atom().cloned()
    }
}

/// Python's index: negative ones count from the end.
pub(super) fn index_of(index: i128, length: usize) -> Option<usize> {
    let length_int = i128::try_from(length).ok()?;
    let index = if index < 0 { index + length_int } else { index };
    usize::try_from(index).ok().filter(|index| *index < length)
}
