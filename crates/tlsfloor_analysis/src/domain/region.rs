//! Regions: for which values of an unknown a test of it holds.
//!
//! `x == "a"`, `x in ("a", "b")` and `n >= 2` each hold for a set of values of
//! one unknown. Where these sets are known, so is what the tests say of each
//! other: `n >= 2` implies `n >= 1`, and excludes `n == 0`.

use super::value::Atom;

/// A value that an unknown may have, as far as tests tell values apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// None; of a variable of the environment: that it is not set.
    None,
    /// `True` equals 1.
    Int(i128),
    /// Anything else that is known.
    Other(Atom),
}

impl Key {
    /// What an atom is told apart by; `None` for what need not equal itself, or
    /// may equal something that looks different.
    pub(crate) fn of(atom: &Atom) -> Option<Self> {
        match atom {
            Atom::None => Some(Self::None),
            Atom::Bool(truth) => Some(Self::Int(i128::from(*truth))),
            Atom::Int(int) => Some(Self::Int(*int)),
            Atom::Str(_) | Atom::Bytes(_) => Some(Self::Other(atom.clone())),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Other(Atom::Str(text)) => Some(text),
            _ => None,
        }
    }
}

/// A set of values of one unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// Just these.
    Only(Vec<Key>),
    /// All but these.
    But(Vec<Key>),
    /// Of an integer: from, to, both included; ordered, with gaps between.
    Between(Vec<(i128, i128)>),
}

/// Values that a region lists; of larger ones nothing is said.
const MAX_KEYS: usize = 64;

impl Region {
    /// The integers from `low` to `high`.
    pub(crate) fn between(low: i128, high: i128) -> Self {
        if low > high {
            Self::Between(Vec::new())
        } else {
            Self::Between(vec![(low, high)])
        }
    }

    pub(crate) fn everything() -> Self {
        Self::But(Vec::new())
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Only(keys) => keys.is_empty(),
            Self::But(_) => false,
            Self::Between(ranges) => ranges.is_empty(),
        }
    }

    /// What is listed, if that is all there is.
    pub(crate) fn listed(&self) -> Option<&[Key]> {
        match self {
            Self::Only(keys) => Some(keys),
            _ => None,
        }
    }

    pub(crate) fn contains(&self, key: &Key) -> bool {
        match self {
            Self::Only(keys) => keys.contains(key),
            Self::But(keys) => !keys.contains(key),
            Self::Between(ranges) => matches!(key, Key::Int(int)
                if ranges.iter().any(|(low, high)| low <= int && int <= high)),
        }
    }

    pub(crate) fn complement(&self) -> Self {
        match self {
            Self::Only(keys) => Self::But(keys.clone()),
            Self::But(keys) => Self::Only(keys.clone()),
            Self::Between(ranges) => {
                let mut gaps = Vec::new();
                let mut from = Some(i128::MIN);
                for (low, high) in ranges {
                    if let Some(from) = from
                        && from < *low
                    {
                        gaps.push((from, *low - 1));
                    }
                    from = high.checked_add(1);
                }
                gaps.extend(from.map(|from| (from, i128::MAX)));
                Self::Between(gaps)
            }
        }
    }

    pub(crate) fn intersection(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Only(keys), other) | (other, Self::Only(keys)) => Self::Only(
                keys.iter()
                    .filter(|key| other.contains(key))
                    .cloned()
                    .collect(),
            ),
            (Self::But(left), Self::But(right)) => Self::But(joined(left, right)),
            (Self::Between(left), Self::Between(right)) => {
                let mut ranges = Vec::new();
                for (low, high) in left {
                    for (other_low, other_high) in right {
                        let (low, high) = (*low.max(other_low), *high.min(other_high));
                        if low <= high {
                            ranges.push((low, high));
                        }
                    }
                }
                Self::Between(ranges)
            }
            (Self::Between(ranges), Self::But(keys)) | (Self::But(keys), Self::Between(ranges)) => {
                let points = keys.iter().filter_map(|key| match key {
                    Key::Int(int) => Some(Self::between(*int, *int).complement()),
                    _ => None,
                });
                points.fold(Self::Between(ranges.clone()), |left, without| {
                    left.intersection(&without)
                })
            }
        }
    }

    pub(crate) fn union(&self, other: &Self) -> Self {
        self.complement()
            .intersection(&other.complement())
            .complement()
    }

    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.intersection(&other.complement()).is_empty()
    }

    pub(crate) fn is_apart_from(&self, other: &Self) -> bool {
        self.intersection(other).is_empty()
    }

    /// Whether it is too large to reason about.
    pub(crate) fn is_too_large(&self) -> bool {
        match self {
            Self::Only(keys) | Self::But(keys) => keys.len() > MAX_KEYS,
            Self::Between(ranges) => ranges.len() > MAX_KEYS,
        }
    }
}

fn joined(left: &[Key], right: &[Key]) -> Vec<Key> {
    let mut keys = left.to_vec();
    keys.extend(right.iter().filter(|key| !left.contains(key)).cloned());
    keys
}
