//! Values: small sets of atoms, each under its guard.

use super::guard::{Choices, Guard};
use super::intern::Name;
use super::object::ObjectId;
use super::origin::Origins;
use super::unknown::UnknownId;
use super::work;
use crate::limit::{self, Limit};
use std::rc::Rc;

/// One concrete thing, or one unknown thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    None,
    Bool(bool),
    Int(i128),
    /// A float, by its bits.
    Float(u64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Rc<Vec<Value>>),
    /// A list, dict, set, function, class, instance, context, …
    Object(ObjectId),
    /// A name of a library, dotted and canonical: `ssl.PROTOCOL_TLSv1`,
    /// `builtins.getattr`, `somelib.thing`.
    Library(Name),
    /// A member of an enum of the program.
    Member(Rc<Member>),
    /// A method with the object it was read from.
    Bound(Rc<Bound>),
    /// Anything.
    Unknown(UnknownId),
}

/// A member of an enum of the program.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Member {
    pub(crate) class: ObjectId,
    pub(crate) name: Name,
    pub(crate) value: Value,
}

/// A bound method.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Bound {
    pub(crate) receiver: Atom,
    pub(crate) name: Name,
    /// The program's function; `None` for methods of libraries and builtins.
    pub(crate) function: Option<ObjectId>,
}

impl Atom {
    /// What `bool()` says, where that is known without the store.
    pub(crate) fn truth(&self) -> Option<bool> {
        match self {
            Self::None => Some(false),
            Self::Bool(value) => Some(*value),
            Self::Int(value) => Some(*value != 0),
            Self::Float(bits) => Some(f64::from_bits(*bits) != 0.0),
            Self::Str(text) => Some(!text.is_empty()),
            Self::Bytes(bytes) => Some(!bytes.is_empty()),
            Self::Tuple(items) => Some(!items.is_empty()),
            Self::Member(_) | Self::Bound(_) => Some(true),
            Self::Object(_) | Self::Library(_) | Self::Unknown(_) => None,
        }
    }
}

/// An atom with where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Traced {
    pub(crate) atom: Atom,
    pub(crate) origins: Origins,
}

/// Things that are one when they are equal but for their origins.
pub(crate) trait Join: Clone {
    fn same(&self, other: &Self) -> bool;
    fn join(&mut self, other: &Self);
    /// Becomes one thing that stands for both, though they differ: what is
    /// left when there are too many to keep apart.
    fn widen(&mut self, other: &Self);
    /// What is given up where that happens.
    const TOO_MANY: Limit;
    /// It says nothing: many such are worth no more than one.
    fn is_opaque(&self) -> bool {
        false
    }
}

impl Join for Traced {
    const TOO_MANY: Limit = Limit::Values;

    fn same(&self, other: &Self) -> bool {
        self.atom == other.atom
    }

    fn join(&mut self, other: &Self) {
        self.origins.join(&other.origins);
    }

    fn widen(&mut self, other: &Self) {
        self.atom = Atom::Unknown(UnknownId::TOO_MANY);
        self.origins.join(&other.origins);
    }

    fn is_opaque(&self) -> bool {
        matches!(self.atom, Atom::Unknown(_))
    }
}

/// A small set of things, each under its guard. On a path, those whose guards
/// are compatible with it are possible; none means that there is nothing.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Guarded<T> {
    entries: Rc<Vec<(Guard, T)>>,
}

impl<T> Clone for Guarded<T> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
        }
    }
}

/// A value of the program.
pub(crate) type Value = Guarded<Traced>;

/// Entries kept apart; beyond, equal things are joined whatever it loses.
const SOFT_ENTRIES: usize = 16;
/// Entries kept at all; beyond, things are widened into one.
const MAX_ENTRIES: usize = 40;
/// Entries of one value that say nothing; beyond, they are one.
const MAX_OPAQUE: usize = 3;

impl<T: Join> Guarded<T> {
    pub(crate) fn empty() -> Self {
        Self {
            entries: Rc::new(Vec::new()),
        }
    }

    pub(crate) fn always(item: T) -> Self {
        Self {
            entries: Rc::new(vec![(Guard::ALWAYS, item)]),
        }
    }

    pub(crate) fn of(entries: Vec<(Guard, T)>) -> Self {
        Self {
            entries: Rc::new(normalised(entries)),
        }
    }

    pub(crate) fn entries(&self) -> &[(Guard, T)] {
        &self.entries
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn ptr_eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.entries, &other.entries)
    }

    /// The one item, if there is just one, and always.
    pub(crate) fn single(&self) -> Option<&T> {
        match self.entries.as_slice() {
            [(_, item)] => Some(item),
            _ => None,
        }
    }

    /// Those entries that are possible on `path`, with guards as they are.
    pub(crate) fn on_path(&self, choices: &Choices, path: &Guard) -> Self {
        if self
            .entries
            .iter()
            .all(|(guard, _)| guard.is_always() || choices.compatible(guard, path))
        {
            return self.clone();
        }
        work::count(self.entries.len());
        Self {
            entries: Rc::new(
                self.entries
                    .iter()
                    .filter(|(guard, _)| choices.compatible(guard, path))
                    .cloned()
                    .collect(),
            ),
        }
    }

    /// The same things, only where `guard` holds too.
    pub(crate) fn restricted(&self, guard: &Guard) -> Self {
        if guard.is_always() {
            return self.clone();
        }
        work::count(self.entries.len());
        Self {
            entries: Rc::new(
                self.entries
                    .iter()
                    .filter_map(|(own, item)| Some((own.and(guard)?, item.clone())))
                    .collect(),
            ),
        }
    }

    /// Both sets.
    pub(crate) fn union(&self, other: &Self) -> Self {
        if other.is_empty() || self.ptr_eq(other) {
            return self.clone();
        }
        if self.is_empty() {
            return other.clone();
        }
        let mut entries = self.entries.as_ref().clone();
        entries.extend(other.entries.iter().cloned());
        Self::of(entries)
    }

    /// All these sets as one.
    pub(crate) fn union_of<'s>(sets: impl Iterator<Item = &'s Self>) -> Self
    where
        T: 's,
    {
        let mut sets = sets.filter(|set| !set.is_empty());
        let Some(first) = sets.next() else {
            return Self::empty();
        };
        let mut rest = sets.filter(|set| !set.ptr_eq(first)).peekable();
        if rest.peek().is_none() {
            return first.clone();
        }
        let mut entries = first.entries.as_ref().clone();
        for set in rest {
            entries.extend(set.entries.iter().cloned());
        }
        Self::of(entries)
    }

    /// Each item changed, guards kept.
    pub(crate) fn map(&self, mut change: impl FnMut(&T) -> T) -> Self {
        Self::of(
            self.entries
                .iter()
                .map(|(guard, item)| (guard.clone(), change(item)))
                .collect(),
        )
    }

    /// Guards without the literals that `forgotten` names.
    pub(crate) fn forgetting(
        &self,
        forgotten: &dyn Fn(super::guard::Literal) -> bool,
    ) -> Option<Self> {
        if !self
            .entries
            .iter()
            .any(|(guard, _)| guard.literals().iter().any(|literal| forgotten(*literal)))
        {
            return None;
        }
        Some(Self::of(
            self.entries
                .iter()
                .map(|(guard, item)| (guard.without(forgotten), item.clone()))
                .collect(),
        ))
    }

    /// Whether both hold the same things, guards aside.
    pub(crate) fn same_things(&self, other: &Self) -> bool {
        let covers = |left: &Self, right: &Self| {
            left.entries
                .iter()
                .all(|(_, item)| right.entries.iter().any(|(_, other)| item.same(other)))
        };
        self.ptr_eq(other) || (covers(self, other) && covers(other, self))
    }
}

fn normalised<T: Join>(entries: Vec<(Guard, T)>) -> Vec<(Guard, T)> {
    let mut result: Vec<(Guard, T)> = Vec::with_capacity(entries.len().min(MAX_ENTRIES));
    work::count(entries.len());
    'next: for (guard, item) in entries {
        if guard.is_never() {
            continue;
        }
        let (mut guard, mut item) = (guard, item);
        // A union may open the way to another one, so start over after each.
        let mut at = 0;
        while at < result.len() {
            let (other_guard, other) = &result[at];
            if other.same(&item) {
                let united = other_guard.unite(&guard).or_else(|| {
                    let many = result.len() >= SOFT_ENTRIES;
                    if many {
                        limit::reached(Limit::Joined);
                    }
                    many.then(|| other_guard.common(&guard))
                });
                if let Some(united) = united {
                    if united == *other_guard {
                        result[at].1.join(&item);
                        continue 'next;
                    }
                    let (_, mut old) = result.remove(at);
                    old.join(&item);
                    (guard, item) = (united, old);
                    at = 0;
                    continue;
                }
            }
            at += 1;
        }
        work::count(result.len());
        if item.is_opaque() {
            let mut opaque = result.iter_mut().filter(|(_, item)| item.is_opaque());
            if let Some((own_guard, own)) = opaque.nth(MAX_OPAQUE - 1) {
                limit::reached(Limit::Unknowns);
                *own_guard = own_guard.common(&guard);
                own.widen(&item);
                continue;
            }
        }
        if result.len() < MAX_ENTRIES {
            result.push((guard, item));
        } else if let Some((last_guard, last)) = result.last_mut() {
            limit::reached(T::TOO_MANY);
            *last_guard = last_guard.common(&guard);
            last.widen(&item);
        }
    }
    result
}

impl Value {
    /// There were more values than the domain keeps.
    pub(crate) fn is_too_large(&self) -> bool {
        self.entries().len() >= MAX_ENTRIES
            && self
                .atoms()
                .any(|(_, atom)| *atom == Atom::Unknown(UnknownId::TOO_MANY))
    }

    pub(crate) fn atom(atom: Atom, origins: Origins) -> Self {
        Self::always(Traced { atom, origins })
    }

    /// The atoms with their guards.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = (&Guard, &Atom)> {
        self.entries()
            .iter()
            .map(|(guard, traced)| (guard, &traced.atom))
    }

    /// The one atom, if there is just one.
    pub(crate) fn single_atom(&self) -> Option<&Atom> {
        self.single().map(|traced| &traced.atom)
    }

    /// The one string, if that is what it is.
    pub(crate) fn single_str(&self) -> Option<&Rc<str>> {
        match self.single_atom() {
            Some(Atom::Str(text)) => Some(text),
            _ => None,
        }
    }
}
