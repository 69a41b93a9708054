//! Sets of builds.

/// A set of builds: bit `i` stands for the `i`-th build of the list that the
/// run judges (at most 32).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct BuildSet(pub u32);

impl BuildSet {
    /// No build.
    pub const EMPTY: Self = Self(0);
    /// How many builds a set can hold.
    pub const CAPACITY: usize = 32;

    /// The set of one build; empty if `index` is 32 or more.
    #[must_use]
    pub const fn only(index: usize) -> Self {
        if index < Self::CAPACITY {
            Self(1 << index)
        } else {
            Self::EMPTY
        }
    }

    /// The first `count` builds, at most 32.
    #[must_use]
    pub const fn first_n(count: usize) -> Self {
        if count >= Self::CAPACITY {
            Self(u32::MAX)
        } else {
            Self((1 << count) - 1)
        }
    }

    /// Whether build `index` is in the set.
    #[must_use]
    pub const fn contains(self, index: usize) -> bool {
        self.0 & Self::only(index).0 != 0
    }

    /// Adds build `index`; nothing if it is 32 or more.
    pub const fn insert(&mut self, index: usize) {
        self.0 |= Self::only(index).0;
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

    /// Whether nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many builds are in the set.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The indices of the members, ascending.
    #[must_use]
    pub const fn iter(self) -> Builds {
        Builds { left: self.0 }
    }
}

/// The members of a [`BuildSet`], ascending.
#[derive(Clone, Debug)]
pub struct Builds {
    left: u32,
}

impl Iterator for Builds {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        let index = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(index)
    }
}

impl IntoIterator for BuildSet {
    type Item = usize;
    type IntoIter = Builds;

    fn into_iter(self) -> Builds {
        self.iter()
    }
}

impl FromIterator<usize> for BuildSet {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Self {
        let mut set = Self::EMPTY;
        for index in indices {
            set.insert(index);
        }
        set
    }
}
