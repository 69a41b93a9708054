//! Subscriptions, `object[key]`, and what an unknown key may pick.

use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::origin::Origins;
use crate::domain::region::{Key, Region};
use crate::domain::state::Sequence;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use crate::facts::StepKind;
use crate::interp::Interp;
use crate::interp::flow::Split;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `object[key]`.
    pub(in crate::interp) fn item(&mut self, object: &Value, key: &Value, span: Span) -> Value {
        let given = std::slice::from_ref(key);
        let own = self.special_or(object, &["__getitem__"], given, span, |interp, other| {
            interp.item(other, key, span)
        });
        if let Some(value) = own {
            return self.here(span, &value);
        }
        let key = &self.keys_apart(key);
        let mut ways = Vec::new();
        for (guard, traced) in object.entries() {
            for (key_guard, key) in key.entries() {
                if let Some(guard) = guard.and(key_guard)
                    && self.choices.compatible(&guard, &self.state.path)
                {
                    ways.push((guard, (traced.atom.clone(), key.atom.clone())));
                }
            }
        }
        let result = self.each_way(ways, |interp, (object, key)| {
            if let Some(value) = interp.class_item(&object, &key, span) {
                return value;
            }
            interp.special_methods_run(&object, span);
            interp.item_of(&object, &key, span)
        });
        self.here(span, &result)
    }

    /// An item of an instance whose class inherits from a container: where
    /// there is none, `__missing__` of the class says what it is.
    fn item_of_own(&mut self, own: &Atom, underlying: &Atom, key: &Atom, span: Span) -> Value {
        let instance = Value::atom(own.clone(), Origins::default());
        if !self.has_special(&instance, &["__missing__"]) {
            return self.item_of(underlying, key, span);
        }
        let given = [Value::atom(key.clone(), Origins::default())];
        match self.contains(key, underlying, span).as_deref() {
            Some([(_, true)]) => self.item_of(underlying, key, span),
            Some([(_, false)]) => self
                .special(own, "__missing__", &given, span)
                .unwrap_or_else(|| self.unknown_here(span)),
            _ => {
                let present = self.item_of(underlying, key, span);
                let missing = self.special(own, "__missing__", &given, span);
                present.union(&missing.unwrap_or_else(Value::empty))
            }
        }
    }

    fn item_of(&mut self, atom: &Atom, key: &Atom, span: Span) -> Value {
        if let Some(underlying) = self.underlying(atom) {
            return self.item_of_own(atom, &underlying, key, span);
        }
        if let Some(slice) = self.slice_key(key)
            && !matches!(atom, Atom::Unknown(_))
        {
            let bounds = self.bounds_of(slice);
            return self.slice_of(atom, bounds, span);
        }
        match atom {
            Atom::Tuple(items) => {
                let items = items.clone();
                self.sequence_item(&Sequence::Known(items), key, span)
            }
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::Dict | ObjectKind::Namespace(_) => self.dict_item(*object, key, span),
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
                        let member = self.class_attribute(class, name);
                        if member.is_empty() {
                            self.may_raise_known("KeyError");
                        }
                        member
                    }
                    _ => self.any_member(*object, key, span),
                },
                _ => self.unknown_item(atom, key, span),
            },
            Atom::Library(_) if self.text_of_member(key).is_some() => {
                let text = self.text_of_member(key).unwrap_or_default();
                self.item_of(atom, &Atom::Str(text), span)
            }
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                if let (Some(library), Atom::Str(key)) = (self.library_of_namespace(atom), key) {
                    let key = self.names.intern(key);
                    return self.library_attribute(library, key, span);
                }
                if dotted.as_ref() == "sys.version_info" {
                    return self.version_item(key, span);
                }
                if let ("os.environ", Atom::Str(name)) = (dotted.as_ref(), key) {
                    return self.environment_item(name, span);
                }
                if let Atom::Str(member) = key {
                    // `ssl.TLSVersion["TLSv1"]`
                    let canonical = format!("{dotted}.{member}");
                    if self.catalogue.constant(&canonical).is_some() {
                        let member = self.names.intern(member);
                        return self.library_attribute(*name, member, span);
                    }
                    if self.is_enumeration(&dotted) && self.catches_builtin("KeyError") {
                        return self.raised("KeyError", span);
                    }
                } else if let Atom::Unknown(_) = key
                    && let Some(value) = self.any_constant_below(&dotted, key, span)
                {
                    return value;
                }
                if dotted.starts_with("typing.") || dotted.starts_with("builtins.") {
                    // `Generic[T]`, `dict[str, int]`: the class with a hint.
                    return self.constant(span, atom.clone());
                }
                self.unknown_item(atom, key, span)
            }
            Atom::Str(text) => match key {
                Atom::Int(index) => match index_of(*index, text.chars().count())
                    .and_then(|index| text.chars().nth(index))
                {
                    Some(letter) => self.constant(span, Atom::Str(letter.to_string().into())),
                    None => self.raised("IndexError", span),
                },
                _ => self.unknown_item(atom, key, span),
            },
            Atom::Bytes(bytes) => match key {
                Atom::Int(index) => match index_of(*index, bytes.len()) {
                    Some(index) => {
                        let byte = Atom::Int(i128::from(bytes[index]));
                        self.constant(span, byte)
                    }
                    None => self.raised("IndexError", span),
                },
                _ => self.unknown_item(atom, key, span),
            },
            _ => self.unknown_item(atom, key, span),
        }
    }

    /// The text that a member of an enumeration of texts is.
    pub(in crate::interp) fn text_of_member(&self, atom: &Atom) -> Option<std::rc::Rc<str>> {
        match atom {
            Atom::Member(member) if self.has_text_members(member.class) => {
                member.value.single_str().cloned()
            }
            _ => None,
        }
    }

    fn unknown_item(&mut self, atom: &Atom, key: &Atom, span: Span) -> Value {
        // The numbers of OpenSSL's version are there, whatever they are.
        let is_there = match (atom, key) {
            (Atom::Library(name), Atom::Int(index)) => {
                let constant = self.catalogue.constant(&self.names.text(*name));
                let items = constant.map_or(0, |constant| i128::from(constant.items));
                (-items..items).contains(index)
            }
            _ => false,
        };
        if !is_there {
            self.may_raise();
        }
        if let Atom::Unknown(id) = atom {
            let Some(written) = self.items_written.get(id) else {
                return self.unknown(span, UnknownKey::Item(*id, Box::new(key.clone())));
            };
            // What was read before the write is another value.
            let written = UnknownKey::Site(*written, crate::domain::object::CallPath(0));
            let written = Atom::Unknown(self.unknowns.intern(written));
            let atoms = vec![atom.clone(), key.clone(), written];
            return self.unknown(span, UnknownKey::Operation("item", atoms));
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
            _ => Atom::Int(crate::interp::compare::NEWEST_PATCH),
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
                self.special_methods_run(key, span);
                let length = i128::try_from(items.len()).unwrap_or(i128::MAX);
                // The index -1 picks the last one.
                let choices: Vec<(Vec<Atom>, Value)> = (0..length)
                    .zip(items.iter())
                    .map(|(index, item)| {
                        let keys = vec![Atom::Int(index), Atom::Int(index - length)];
                        (keys, item.clone())
                    })
                    .collect();
                let otherwise = Otherwise::Raises("IndexError");
                self.pick(&choices, None, key, span, otherwise)
            }
            (Sequence::Open(item), _) => {
                self.may_raise();
                self.passed(item, span, StepKind::Selected)
            }
        }
    }

    fn dict_item(&mut self, object: ObjectId, key: &Atom, span: Span) -> Value {
        self.offer_refusal_of_keys([&crate::domain::state::plain(key.clone())].into_iter());
        if self.state.dead {
            return Value::empty();
        }
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
        let entries = with_keys(&mapping.entries);
        let otherwise = Otherwise::Raises("KeyError");
        self.pick(&entries, mapping.rest.as_ref(), key, span, otherwise)
    }

    /// What an unknown key picks: each item under the test that the key is one
    /// of its own.
    pub(in crate::interp) fn pick(
        &mut self,
        items: &[(Vec<Atom>, Value)],
        rest: Option<&Value>,
        key: &Atom,
        span: Span,
        otherwise: Otherwise,
    ) -> Value {
        let mut result = Value::empty();
        let mut complete = rest.is_none();
        let mut tested: Vec<Guard> = Vec::new();
        for (own, item) in items {
            let item = item.on_path(&self.choices, &self.state.path);
            complete &= self.surely_present(&item);
            let item = self.passed(&item, span, StepKind::Selected);
            for guard in self.is_one_of(key, own) {
                result = result.union(&item.restricted(&guard));
                tested.push(guard);
            }
        }
        if let Some(rest) = rest {
            let rest = self.passed(rest, span, StepKind::Selected);
            result = result.union(&rest);
        }
        match otherwise {
            Otherwise::Raises(error) => self.none_is_picked(&tested, complete, error),
            Otherwise::MayRaise(error) => self.may_raise_known(error),
            Otherwise::Nothing => {}
        }
        if result.is_empty() && otherwise != Otherwise::Nothing {
            return self.unknown_here(span);
        }
        // One of the items was picked, and which one is not known: the values
        // stand side by side under the tests.
        let value = result.on_path(&self.choices, &self.state.path);
        if value.is_empty() && otherwise != Otherwise::Nothing {
            self.state.dead = true;
        }
        value
    }

    /// Where a key is one of these.
    fn is_one_of(&mut self, key: &Atom, own: &[Atom]) -> Vec<Guard> {
        if let Atom::Unknown(unknown) = key {
            let keys: Option<Vec<Key>> = own.iter().map(Key::of).collect();
            if let Some(mut keys) = keys {
                keys.retain(|key| self.unknowns.can_be(*unknown, key));
                if keys.is_empty() {
                    return Vec::new();
                }
                let region = Region::Only(keys);
                let literal = self.unknowns.test(&mut self.choices, *unknown, &region);
                return vec![Guard::when(literal)];
            }
        }
        let mut guards = Vec::new();
        for own in own {
            for (guard, verdict) in self.equality(key, own, true) {
                let literal = match verdict {
                    Atom::Unknown(id) => Guard::when(self.unknowns.truth(&mut self.choices, id)),
                    Atom::Bool(true) => Guard::ALWAYS,
                    _ => continue,
                };
                guards.extend(guard.and(&literal));
            }
        }
        guards
    }

    /// The key is none of those that were tested: that raises. What follows
    /// runs where it is one of them.
    fn none_is_picked(&mut self, tested: &[Guard], complete: bool, error: &'static str) {
        let mut region = Region::Only(Vec::new());
        let mut of = None;
        for guard in tested {
            match self.choices.region_of(guard, &self.state.path) {
                Some((Some(unknown), own)) if of.is_none_or(|of| of == unknown) => {
                    of = Some(unknown);
                    region = if region.is_empty() {
                        own
                    } else {
                        region.union(&own)
                    };
                }
                _ => {
                    of = None;
                    break;
                }
            }
        }
        let (true, Some(unknown)) = (complete, of) else {
            self.may_raise_known(error);
            return;
        };
        let picked = self.unknowns.test(&mut self.choices, unknown, &region);
        let split = Split {
            yes: Some(Guard::when(picked.negated())),
            no: Some(Guard::when(picked)),
        };
        if self.catches_builtin(error) {
            self.raise_split(&split, error);
        } else {
            self.assume(&Guard::when(picked));
        }
    }
}

/// What happens where an unknown key is none of those at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interp) enum Otherwise {
    /// These are all keys: anything else raises.
    Raises(&'static str),
    /// There may be others.
    MayRaise(&'static str),
    /// Something else is taken.
    Nothing,
}

/// The items of a dict, each with its one key.
pub(in crate::interp) fn with_keys(entries: &[(Atom, Value)]) -> Vec<(Vec<Atom>, Value)> {
    entries
        .iter()
        .map(|(key, value)| (vec![key.clone()], value.clone()))
        .collect()
}

/// Python's index: negative ones count from the end.
pub(in crate::interp) fn index_of(index: i128, length: usize) -> Option<usize> {
    let length_int = i128::try_from(length).ok()?;
    let index = if index < 0 { index + length_int } else { index };
    usize::try_from(index).ok().filter(|index| *index < length)
}
