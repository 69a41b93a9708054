//! Unknown values with an identity.
//!
//! Two tests of one unknown value have one answer. So an unknown value is named
//! by how it came about: the same name, the same choice.

use super::derived::Known;
use super::guard::{Choices, Literal};
use super::intern::{Name, Table};
use super::object::CallPath;
use super::value::Atom;
use crate::limit::{self, Limit};
use rustc_hash::FxHashMap;
use tlsfloor_source::Span;

/// Names of libraries that one unknown value is compared with, as far as of two
/// it is known that it equals one at most.
const MAX_NAMES: usize = 64;

/// An interned unknown value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct UnknownId(u32);

impl UnknownId {
    /// What stands for more values than the domain keeps.
    pub(crate) const TOO_MANY: Self = Self(0);
}

/// How an unknown value came about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum UnknownKey {
    /// An expression, on a call path.
    Site(Span, CallPath),
    /// A parameter of a function that is run without a caller.
    Parameter(Span),
    /// An attribute of an unknown value.
    Attribute(UnknownId, Name),
    /// An item of an unknown value.
    Item(UnknownId, Box<Atom>),
    /// A pure operation on atoms, at least one of them unknown.
    Operation(&'static str, Vec<Atom>),
    /// Its truth is the opposite of the other's.
    Not(UnknownId),
    /// Whether the first is (or equals) the second.
    Equals(UnknownId, Box<Atom>),
}

/// All unknown values of a run.
#[derive(Debug)]
pub(crate) struct Unknowns {
    keys: Table<UnknownKey>,
    choices: FxHashMap<UnknownId, Literal>,
    /// By unknown: the tests that it equals a name of a library.
    libraries: FxHashMap<UnknownId, Vec<Literal>>,
    /// By unknown: those that were computed from it.
    pub(super) derived: FxHashMap<UnknownId, Vec<UnknownId>>,
    /// By number: whether the value stands for many, so that two tests of it
    /// need not agree.
    anonymous: Vec<bool>,
}

impl Default for Unknowns {
    fn default() -> Self {
        let mut keys = Table::default();
        keys.intern(UnknownKey::Operation("too many values", Vec::new()));
        Self {
            keys,
            choices: FxHashMap::default(),
            libraries: FxHashMap::default(),
            derived: FxHashMap::default(),
            anonymous: vec![true],
        }
    }
}

impl Unknowns {
    pub(crate) fn intern(&mut self, key: UnknownKey) -> UnknownId {
        let anonymous = match &key {
            UnknownKey::Site(..) | UnknownKey::Parameter(_) => false,
            UnknownKey::Attribute(of, _) | UnknownKey::Not(of) => self.is_anonymous(*of),
            UnknownKey::Item(of, atom) | UnknownKey::Equals(of, atom) => {
                self.is_anonymous(*of) || self.mentions_anonymous(atom)
            }
            UnknownKey::Operation(_, atoms) => {
                atoms.iter().any(|atom| self.mentions_anonymous(atom))
            }
        };
        let (number, new) = self.keys.intern(key);
        if new {
            self.anonymous.push(anonymous);
            self.note_derived(UnknownId(number));
        }
        UnknownId(number)
    }

    /// Whether the value stands for many.
    pub(crate) fn is_anonymous(&self, unknown: UnknownId) -> bool {
        self.anonymous
            .get(unknown.0 as usize)
            .copied()
            .unwrap_or(true)
    }

    fn mentions_anonymous(&self, atom: &Atom) -> bool {
        matches!(atom, Atom::Unknown(unknown) if self.is_anonymous(*unknown))
    }

    /// The value and the attribute that an unknown value was read from.
    pub(crate) fn attribute_of(&self, unknown: UnknownId) -> Option<(UnknownId, Name)> {
        match self.keys.get(unknown.0) {
            Some(UnknownKey::Attribute(parent, name)) => Some((*parent, *name)),
            _ => None,
        }
    }

    /// The value that came about so, if there is one.
    pub(crate) fn find(&self, key: &UnknownKey) -> Option<UnknownId> {
        self.keys.find(key).map(UnknownId)
    }

    /// How the value came about.
    pub(crate) fn key(&self, unknown: UnknownId) -> Option<&UnknownKey> {
        self.keys.get(unknown.0)
    }

    /// The literal that stands for "this unknown value is true".
    pub(crate) fn truth(&mut self, choices: &mut Choices, unknown: UnknownId) -> Literal {
        if self.is_anonymous(unknown) {
            return choices.fresh();
        }
        if let Some(UnknownKey::Not(inner)) = self.keys.get(unknown.0) {
            let inner = *inner;
            return self.truth(choices, inner).negated();
        }
        if let Some(literal) = self.choices.get(&unknown) {
            return *literal;
        }
        let literal = match self.truth_as_test(unknown) {
            Some((tested, region)) => self.test(choices, tested, &region),
            None => choices.fresh(),
        };
        self.choices.insert(unknown, literal);
        if let Some(UnknownKey::Equals(left, atom)) = self.keys.get(unknown.0) {
            let (left, atom) = (*left, (**atom).clone());
            self.relate_equality(choices, left, literal, &atom);
        }
        literal
    }

    /// What an unknown equals says whether it is true, and of two names of a
    /// library it equals one at most.
    fn relate_equality(
        &mut self,
        choices: &mut Choices,
        left: UnknownId,
        literal: Literal,
        atom: &Atom,
    ) {
        if matches!(atom, Atom::Library(_)) {
            let others = self.libraries.entry(left).or_default();
            for other in others.iter() {
                choices.imply(literal, other.negated());
            }
            if others.len() < MAX_NAMES {
                others.push(literal);
            } else {
                limit::reached(Limit::Tests);
            }
        }
        if self.type_of(left) == Known::Anything
            && let Some(truth) = atom.truth()
        {
            let whole = self.truth(choices, left);
            let whole = if truth { whole } else { whole.negated() };
            choices.imply(literal, whole);
        }
    }
}
