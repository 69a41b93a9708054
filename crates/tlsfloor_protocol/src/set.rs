//! Sets of protocols.

use crate::Protocol;

/// A set of protocols, iterated oldest first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct ProtocolSet(u8);

impl ProtocolSet {
    /// No protocol.
    pub const EMPTY: Self = Self(0);
    /// All six protocols.
    pub const ALL: Self = Self(0b11_1111);

    /// The set of one protocol.
    #[must_use]
    pub const fn only(protocol: Protocol) -> Self {
        Self(1 << protocol as u8)
    }

    /// Every protocol from `low` to `high`, both included; empty if `low` is
    /// newer than `high`.
    #[must_use]
    pub fn range(low: Protocol, high: Protocol) -> Self {
        Protocol::ALL
            .into_iter()
            .filter(|protocol| low <= *protocol && *protocol <= high)
            .collect()
    }

    /// Whether `protocol` is in the set.
    #[must_use]
    pub const fn contains(self, protocol: Protocol) -> bool {
        self.0 & (1 << protocol as u8) != 0
    }

    /// Adds `protocol`.
    pub const fn insert(&mut self, protocol: Protocol) {
        self.0 |= 1 << protocol as u8;
    }

    /// Takes `protocol` out.
    pub const fn remove(&mut self, protocol: Protocol) {
        self.0 &= !(1 << protocol as u8);
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in `other`.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The members older than `floor`.
    #[must_use]
    pub fn below(self, floor: Protocol) -> Self {
        self.into_iter()
            .filter(|protocol| *protocol < floor)
            .collect()
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many protocols are in the set, 0 to 6.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The oldest member.
    #[must_use]
    pub fn floor(self) -> Option<Protocol> {
        self.into_iter().next()
    }

    /// The newest member.
    #[must_use]
    pub fn ceiling(self) -> Option<Protocol> {
        self.into_iter().last()
    }
}

/// The members of a [`ProtocolSet`], oldest first.
#[derive(Clone, Debug)]
pub struct Members {
    left: ProtocolSet,
}

impl Iterator for Members {
    type Item = Protocol;

    fn next(&mut self) -> Option<Protocol> {
        let member = Protocol::ALL
            .into_iter()
            .find(|protocol| self.left.contains(*protocol))?;
        self.left.remove(member);
        Some(member)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left.len(), Some(self.left.len()))
    }
}

impl ExactSizeIterator for Members {}

impl IntoIterator for ProtocolSet {
    type Item = Protocol;
    type IntoIter = Members;

    fn into_iter(self) -> Members {
        Members { left: self }
    }
}

impl FromIterator<Protocol> for ProtocolSet {
    fn from_iter<I: IntoIterator<Item = Protocol>>(protocols: I) -> Self {
        let mut set = Self::EMPTY;
        for protocol in protocols {
            set.insert(protocol);
        }
        set
    }
}

impl std::fmt::Debug for ProtocolSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(*self).finish()
    }
}
