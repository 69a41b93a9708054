//! Guards: under which decisions and on which builds something holds.
//!
//! Where the program tests something unknown, the interpreter makes a *choice*:
//! a Boolean with a number. A guard is a conjunction of literals over choices,
//! together with the set of builds. The state has a guard too, its *path*.
//! After a branch, both sides' values stand beside each other under opposite
//! literals; a later test of the same unknown chooses among them again. That
//! is how correlated tests stay correlated without a state for every path.
//!
//! Dropping a literal from a guard is always safe: it makes the guarded thing
//! possible on more paths.

pub(crate) use super::choices::Choices;
use crate::limit::{self, Limit};
use smallvec::SmallVec;
use tlsfloor_protocol::platform::BuildSet;

/// One side of a choice: the choice's number, shifted left, plus 1 for "true".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Literal(u32);

impl Literal {
    /// The true side of a choice.
    pub(crate) const fn new(choice: u32) -> Self {
        Self(choice << 1 | 1)
    }

    /// The other side of the same choice.
    pub(crate) const fn negated(self) -> Self {
        Self(self.0 ^ 1)
    }

    /// Whether this is the true side.
    pub(crate) const fn is_true_side(self) -> bool {
        self.0 & 1 == 1
    }

    /// The choice's number.
    pub(crate) const fn choice(self) -> u32 {
        self.0 >> 1
    }

    /// The literal's own number: two for each choice.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Literals kept in a guard; the oldest are dropped beyond this.
const MAX_LITERALS: usize = 8;
/// Literals kept in a path.
const MAX_PATH_LITERALS: usize = 32;

/// A conjunction of literals, and builds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Guard {
    /// The builds on which it holds.
    pub(crate) builds: BuildSet,
    /// Sorted, each choice at most once.
    literals: SmallVec<[Literal; 3]>,
}

impl Guard {
    /// Always, on every build.
    pub(crate) const ALWAYS: Self = Self {
        builds: BuildSet(u32::MAX),
        literals: SmallVec::new_const(),
    };

    /// Always, on these builds.
    pub(crate) fn on(builds: BuildSet) -> Self {
        Self {
            builds,
            literals: SmallVec::new_const(),
        }
    }

    /// When `literal` holds, on every build.
    pub(crate) fn when(literal: Literal) -> Self {
        let mut guard = Self::ALWAYS;
        guard.literals.push(literal);
        guard
    }

    pub(crate) fn literals(&self) -> &[Literal] {
        &self.literals
    }

    /// Whether the guard excludes nothing.
    pub(crate) fn is_always(&self) -> bool {
        self.literals.is_empty() && self.builds.0 == u32::MAX
    }

    /// Whether nothing satisfies it.
    pub(crate) fn is_never(&self) -> bool {
        self.builds.0 == 0
    }

    /// Whether `literal` is one of its literals.
    pub(crate) fn holds(&self, literal: Literal) -> bool {
        self.literals.binary_search(&literal).is_ok()
    }

    /// Both guards at once; `None` if they exclude each other.
    pub(crate) fn and(&self, other: &Self) -> Option<Self> {
        self.and_bounded(other, MAX_LITERALS)
    }

    /// As [`Guard::and`], for paths, which keep more literals.
    pub(crate) fn and_path(&self, other: &Self) -> Option<Self> {
        self.and_bounded(other, MAX_PATH_LITERALS)
    }

    fn and_bounded(&self, other: &Self, most: usize) -> Option<Self> {
        let builds = BuildSet(self.builds.0 & other.builds.0);
        if builds.0 == 0 {
            return None;
        }
        if other.literals.is_empty() {
            return Some(Self {
                builds,
                literals: self.literals.clone(),
            });
        }
        let mut literals: SmallVec<[Literal; 3]> = self.literals.clone();
        for literal in &other.literals {
            match literals.binary_search(literal) {
                Ok(_) => {}
                Err(at) => {
                    if literals.binary_search(&literal.negated()).is_ok() {
                        return None;
                    }
                    literals.insert(at, *literal);
                    if literals.len() > most {
                        // What was told apart last tells apart what stands here.
                        literals.remove(0);
                        limit::reached(Limit::Conditions);
                    }
                }
            }
        }
        Some(Self { builds, literals })
    }

    /// What both guards say: the weakest guard that each of them implies among
    /// conjunctions.
    pub(crate) fn common(&self, other: &Self) -> Self {
        Self {
            builds: BuildSet(self.builds.0 | other.builds.0),
            literals: self
                .literals
                .iter()
                .filter(|literal| other.holds(**literal))
                .copied()
                .collect(),
        }
    }

    /// What this guard says beyond `common`, for entries of a state with this
    /// path: the literals that `common` lacks, and the builds.
    pub(crate) fn beyond(&self, common: &Self) -> Self {
        Self {
            builds: if self.builds == common.builds {
                BuildSet(u32::MAX)
            } else {
                self.builds
            },
            literals: self
                .literals
                .iter()
                .filter(|literal| !common.holds(**literal))
                .copied()
                .collect(),
        }
    }

    /// This guard without the literals that `forgotten` names.
    pub(crate) fn without(&self, forgotten: impl Fn(Literal) -> bool) -> Self {
        Self {
            builds: self.builds,
            literals: self
                .literals
                .iter()
                .filter(|literal| !forgotten(**literal))
                .copied()
                .collect(),
        }
    }

    /// Whether the two can never hold together by one opposite literal or by
    /// disjoint builds.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.builds.0 & other.builds.0 == 0
            || self
                .literals
                .iter()
                .any(|literal| other.holds(literal.negated()))
    }

    /// One guard for two that hold for the same thing, if that loses nothing:
    /// opposite in one literal, one inside the other, or equal but for builds.
    pub(crate) fn unite(&self, other: &Self) -> Option<Self> {
        if self.literals == other.literals {
            return Some(Self {
                builds: BuildSet(self.builds.0 | other.builds.0),
                literals: self.literals.clone(),
            });
        }
        if self.implies(other) {
            return Some(other.clone());
        }
        if other.implies(self) {
            return Some(self.clone());
        }
        if self.builds != other.builds || self.literals.len() != other.literals.len() {
            return None;
        }
        let mut opposite = None;
        for literal in &self.literals {
            if other.holds(*literal) {
                continue;
            }
            if opposite.is_some() || !other.holds(literal.negated()) {
                return None;
            }
            opposite = Some(*literal);
        }
        let opposite = opposite?;
        Some(self.without(|literal| literal == opposite))
    }

    /// Whether this guard holds only where `other` does.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        self.builds.0 & !other.builds.0 == 0
            && other.literals.iter().all(|literal| self.holds(*literal))
    }
}
