//! The state: what every place holds, on one path.

use super::config::Config;
use super::guard::{Choices, Guard, Literal};
use super::origin::Origins;
use super::store::{Shared, Store};
use super::value::{Atom, Guarded, Join, Traced, Value};
use super::work;
use crate::limit::{self, Limit};
use std::rc::Rc;

/// What a list, a tuple-like or a set holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sequence {
    /// Just these, in this order.
    Known(Rc<Vec<Value>>),
    /// Any number of things, each one of these.
    Open(Value),
}

impl Join for Sequence {
    const TOO_MANY: Limit = Limit::Contents;

    fn same(&self, other: &Self) -> bool {
        self == other
    }

    fn join(&mut self, _: &Self) {}

    fn widen(&mut self, other: &Self) {
        *self = Self::Open(self.any().union(&other.any()));
    }
}

impl Sequence {
    /// Everything that it may hold.
    pub(crate) fn any(&self) -> Value {
        match self {
            Self::Known(items) => Value::union_of(items.iter()),
            Self::Open(item) => item.clone(),
        }
    }
}

/// What a dict holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) struct Mapping {
    /// Known keys in order of insertion; a value without an entry on the
    /// present path means that the key is absent there.
    pub(crate) entries: Rc<Vec<(Atom, Value)>>,
    /// Values under keys that are not known.
    pub(crate) rest: Option<Value>,
}

impl Mapping {
    pub(crate) fn get(&self, key: &Atom) -> Option<&Value> {
        self.entries
            .iter()
            .find(|(own, _)| own == key)
            .map(|(_, value)| value)
    }

    pub(crate) fn set(&mut self, key: &Atom, value: Value) {
        let entries = Rc::make_mut(&mut self.entries);
        match entries.iter_mut().find(|(own, _)| own == key) {
            Some((_, old)) => *old = value,
            None => entries.push((key.clone(), value)),
        }
    }
}

/// What a place holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Value(Value),
    Configs(Guarded<Config>),
    Sequence(Guarded<Sequence>),
    Mapping(Mapping),
}

impl Cell {
    /// How much there is to look at, for bounding the work.
    fn size(&self) -> usize {
        let size = match self {
            Self::Value(value) => value.entries().len(),
            Self::Configs(configs) => 4 * configs.entries().len(),
            Self::Sequence(sequence) => 4 * sequence.entries().len(),
            Self::Mapping(mapping) => mapping.entries.len(),
        };
        1 + size
    }
}

impl Shared for Cell {
    fn is_shared_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value(here), Self::Value(there)) => here.ptr_eq(there),
            (Self::Configs(here), Self::Configs(there)) => here.ptr_eq(there),
            (Self::Sequence(here), Self::Sequence(there)) => here.ptr_eq(there),
            (Self::Mapping(here), Self::Mapping(there)) => {
                Rc::ptr_eq(&here.entries, &there.entries)
                    && match (&here.rest, &there.rest) {
                        (Some(here), Some(there)) => here.ptr_eq(there),
                        (None, None) => true,
                        _ => false,
                    }
            }
            _ => false,
        }
    }
}

/// Paths that are remembered of one that they became; of more, none is.
const MAX_MERGED: usize = 6;

/// The state on one path.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) store: Store<Cell>,
    pub(crate) path: Guard,
    /// The paths that became this one, where `path` alone does not tell that
    /// one of them was taken.
    merged: Option<Rc<[Guard]>>,
    /// Nothing runs here any more: the code returned, raised, or left a loop.
    pub(crate) dead: bool,
    /// A known operation raised on the way here and nothing catches that. The
    /// code goes on to be read, but not beside a path on which nothing raised.
    pub(crate) doomed: bool,
}

impl State {
    pub(crate) fn new(path: Guard) -> Self {
        Self {
            store: Store::default(),
            path,
            merged: None,
            dead: false,
            doomed: false,
        }
    }

    /// Both states as one. Where the paths do not exclude each other, a new
    /// choice keeps them apart.
    pub(crate) fn merge(self, other: Self, choices: &mut Choices) -> Self {
        if self.dead {
            return other;
        }
        if other.dead {
            return self;
        }
        if self.doomed != other.doomed {
            return if self.doomed { other } else { self };
        }
        let doomed = self.doomed;
        let (mut here, mut there) = (self, other);
        let merged = here.merged_with(&there);
        if !here.path.excludes(&there.path) {
            let apart = choices.fresh();
            // Who came this way had passed what this way passed: so known, the
            // two sides leave nothing between them.
            let shared = here.path.common(&there.path);
            for literal in here.path.beyond(&shared).literals() {
                choices.imply_where_met(apart, *literal);
            }
            for literal in there.path.beyond(&shared).literals() {
                choices.imply_where_met(apart.negated(), *literal);
            }
            for (side, paths) in [(apart, &here.merged), (apart.negated(), &there.merged)] {
                if let Some(paths) = paths {
                    choices.imply_one_of(side, paths);
                }
            }
            here.path = here.path.and_path(&Guard::when(apart)).unwrap_or(here.path);
            there.path = there
                .path
                .and_path(&Guard::when(apart.negated()))
                .unwrap_or(there.path);
        }
        let common = here.path.common(&there.path);
        let beyond_here = choices.reduced(&here.path.beyond(&common));
        let beyond_there = choices.reduced(&there.path.beyond(&common));
        let store = here.store.merge(there.store, &mut |_, left, right| {
            let merged = merge_cells(left, right, &beyond_here, &beyond_there);
            work::count(merged.as_ref().map_or(1, Cell::size));
            merged
        });
        Self {
            store,
            path: common,
            merged,
            dead: false,
            doomed,
        }
    }

    /// The paths of both, where what they have in common tells less.
    fn merged_with(&self, other: &Self) -> Option<Rc<[Guard]>> {
        let of = |state: &Self| match &state.merged {
            // What the state went through since then holds of all of them.
            Some(paths) => paths
                .iter()
                .filter_map(|path| path.and_path(&state.path))
                .collect(),
            None => vec![state.path.clone()],
        };
        let known = self.merged.is_some() || other.merged.is_some();
        let told = known || self.path.unite(&other.path).is_none();
        let mut paths = if told { of(self) } else { return None };
        for path in of(other) {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        if paths.len() > MAX_MERGED {
            limit::reached(Limit::Conditions);
            return None;
        }
        Some(paths.into())
    }

    /// The state without the choices that `forgotten` names: what they kept
    /// apart stands side by side from here on. Only slots in `slots` are
    /// looked at.
    pub(crate) fn forget(&mut self, slots: &[u32], forgotten: &dyn Fn(Literal) -> bool) {
        self.path = self.path.without(forgotten);
        if let Some(paths) = &self.merged {
            self.merged = Some(paths.iter().map(|path| path.without(forgotten)).collect());
        }
        for slot in slots {
            let Some(cell) = self.store.get(*slot) else {
                continue;
            };
            let changed = match cell {
                Cell::Value(value) => value.forgetting(forgotten).map(Cell::Value),
                Cell::Configs(configs) => configs.forgetting(forgotten).map(Cell::Configs),
                Cell::Sequence(sequence) => sequence.forgetting(forgotten).map(Cell::Sequence),
                Cell::Mapping(mapping) => {
                    let mut changed = mapping.clone();
                    for (_, value) in Rc::make_mut(&mut changed.entries) {
                        if let Some(forgotten) = value.forgetting(forgotten) {
                            *value = forgotten;
                        }
                    }
                    Some(Cell::Mapping(changed))
                }
            };
            if let Some(changed) = changed {
                self.store.set(*slot, changed);
            }
        }
    }
}

fn merge_cells(
    left: Option<&Cell>,
    right: Option<&Cell>,
    beyond_left: &Guard,
    beyond_right: &Guard,
) -> Option<Cell> {
    Some(match (left, right) {
        (Some(Cell::Value(left)), Some(Cell::Value(right))) => {
            if left.ptr_eq(right) || left == right {
                Cell::Value(left.clone())
            } else {
                Cell::Value(merge_guarded(left, right, beyond_left, beyond_right))
            }
        }
        (Some(Cell::Value(left)), None) => Cell::Value(left.restricted(beyond_left)),
        (None, Some(Cell::Value(right))) => Cell::Value(right.restricted(beyond_right)),
        (Some(Cell::Configs(left)), Some(Cell::Configs(right))) => {
            Cell::Configs(if left.ptr_eq(right) || left == right {
                left.clone()
            } else {
                merge_guarded(left, right, beyond_left, beyond_right)
            })
        }
        (Some(Cell::Sequence(left)), Some(Cell::Sequence(right))) => {
            Cell::Sequence(if left.ptr_eq(right) || left == right {
                left.clone()
            } else {
                merge_guarded(left, right, beyond_left, beyond_right)
            })
        }
        (Some(Cell::Mapping(left)), Some(Cell::Mapping(right))) => {
            Cell::Mapping(merge_mappings(left, right, beyond_left, beyond_right))
        }
        // A context that was made on one side only exists only there: what a
        // change to it does elsewhere need not be kept apart.
        (Some(Cell::Configs(left)), None) => Cell::Configs(left.restricted(beyond_left)),
        (None, Some(Cell::Configs(right))) => Cell::Configs(right.restricted(beyond_right)),
        // Other objects are reached only from there.
        (Some(cell), _) | (None, Some(cell)) => cell.clone(),
        (None, None) => return None,
    })
}

fn merge_guarded<T: Join>(
    left: &Guarded<T>,
    right: &Guarded<T>,
    beyond_left: &Guard,
    beyond_right: &Guard,
) -> Guarded<T> {
    left.restricted(beyond_left)
        .union(&right.restricted(beyond_right))
}

fn merge_mappings(left: &Mapping, right: &Mapping, here: &Guard, there: &Guard) -> Mapping {
    if left == right {
        return left.clone();
    }
    let empty = Value::empty();
    let mut merged = Mapping::default();
    let entries = Rc::make_mut(&mut merged.entries);
    for (key, value) in left.entries.iter() {
        let other = right.get(key).unwrap_or(&empty);
        entries.push((
            key.clone(),
            if value == other {
                value.clone()
            } else {
                merge_guarded(value, other, here, there)
            },
        ));
    }
    for (key, value) in right.entries.iter() {
        if left.get(key).is_none() {
            entries.push((key.clone(), value.restricted(there)));
        }
    }
    merged.rest = match (&left.rest, &right.rest) {
        (Some(left), Some(right)) => Some(merge_guarded(left, right, here, there)),
        (Some(left), None) => Some(left.restricted(here)),
        (None, Some(right)) => Some(right.restricted(there)),
        (None, None) => None,
    };
    merged
}

/// A value that is one atom without history.
pub(crate) fn plain(atom: Atom) -> Value {
    Value::always(Traced {
        atom,
        origins: Origins::default(),
    })
}
