//! A persistent array: cheap to copy, and two copies are compared in the time
//! that their differences take.
//!
//! A branch copies the store, both sides write, and the merge visits only the
//! nodes that differ. So a file with thousands of branches costs what it
//! changes, not what it holds.

use std::rc::Rc;

const BITS: u32 = 4;
const WIDTH: usize = 1 << BITS;
/// Eight levels of sixteen cover every `u32`.
const LEVELS: u32 = 32 / BITS;

#[derive(Clone, Debug)]
enum Node<T> {
    Branch([Option<Rc<Node<T>>>; WIDTH]),
    Leaf([Option<T>; WIDTH]),
}

impl<T: Clone> Node<T> {
    fn new(level: u32) -> Self {
        if level == 0 {
            Self::Leaf(std::array::from_fn(|_| None))
        } else {
            Self::Branch(std::array::from_fn(|_| None))
        }
    }
}

/// A persistent array of `T`, indexed by `u32`, empty at first.
#[derive(Clone, Debug)]
pub(crate) struct Store<T> {
    root: Option<Rc<Node<T>>>,
    /// Levels in use: the tree grows upwards as larger indexes come.
    level: u32,
}

impl<T> Default for Store<T> {
    fn default() -> Self {
        Self {
            root: None,
            level: 0,
        }
    }
}

fn part(index: u32, level: u32) -> usize {
    (index >> (level * BITS)) as usize & (WIDTH - 1)
}

/// Things of which two copies can be told to be one without looking inside.
pub(crate) trait Shared: Clone {
    /// Whether the two are surely equal. `false` says nothing.
    fn is_shared_with(&self, other: &Self) -> bool;
}

impl<T: Shared> Store<T> {
    fn fits(&self, index: u32) -> bool {
        self.level + 1 >= LEVELS || index >> ((self.level + 1) * BITS) == 0
    }

    pub(crate) fn get(&self, index: u32) -> Option<&T> {
        if !self.fits(index) {
            return None;
        }
        let mut node = self.root.as_deref()?;
        let mut level = self.level;
        loop {
            match node {
                Node::Branch(children) => {
                    node = children[part(index, level)].as_deref()?;
                    level -= 1;
                }
                Node::Leaf(items) => return items[part(index, 0)].as_ref(),
            }
        }
    }

    pub(crate) fn set(&mut self, index: u32, item: T) {
        while !self.fits(index) {
            let old = self.root.take();
            self.level += 1;
            if old.is_some() {
                let mut children = std::array::from_fn(|_| None);
                children[0] = old;
                self.root = Some(Rc::new(Node::Branch(children)));
            }
        }
        let mut level = self.level;
        let mut node = Rc::make_mut(self.root.get_or_insert_with(|| Rc::new(Node::new(level))));
        loop {
            match node {
                Node::Branch(children) => {
                    level -= 1;
                    let child = children[part(index, level + 1)]
                        .get_or_insert_with(|| Rc::new(Node::new(level)));
                    node = Rc::make_mut(child);
                }
                Node::Leaf(items) => {
                    items[part(index, 0)] = Some(item);
                    return;
                }
            }
        }
    }

    /// Empties a place.
    pub(crate) fn remove(&mut self, index: u32) {
        if self.get(index).is_none() {
            return;
        }
        let mut level = self.level;
        let mut node = self.root.as_mut().map(Rc::make_mut);
        while let Some(found) = node {
            node = match found {
                Node::Branch(children) => {
                    level -= 1;
                    children[part(index, level + 1)].as_mut().map(Rc::make_mut)
                }
                Node::Leaf(items) => {
                    items[part(index, 0)] = None;
                    return;
                }
            };
        }
    }

    fn raise_to(&mut self, level: u32) {
        while self.level < level {
            let old = self.root.take();
            self.level += 1;
            if old.is_some() {
                let mut children = std::array::from_fn(|_| None);
                children[0] = old;
                self.root = Some(Rc::new(Node::Branch(children)));
            }
        }
    }

    /// Calls `combine(index, here, there)` for every index at which the two
    /// stores may differ, and keeps what it returns.
    pub(crate) fn merge(mut self, mut other: Self, combine: Combine<'_, T>) -> Self {
        let level = self.level.max(other.level);
        self.raise_to(level);
        other.raise_to(level);
        self.root = merge_nodes(self.root.as_ref(), other.root.as_ref(), level, 0, combine);
        self
    }

    /// The indexes at which the two stores may differ.
    pub(crate) fn differences(&self, other: &Self) -> Vec<u32> {
        let mut found = Vec::new();
        let level = self.level.max(other.level);
        let (mut here, mut there) = (self.clone(), other.clone());
        here.raise_to(level);
        there.raise_to(level);
        find_differences(
            here.root.as_ref(),
            there.root.as_ref(),
            level,
            0,
            &mut found,
        );
        found
    }

    /// Whether both are the same copy.
    pub(crate) fn is_same_copy(&self, other: &Self) -> bool {
        match (&self.root, &other.root) {
            (Some(here), Some(there)) => Rc::ptr_eq(here, there),
            (None, None) => true,
            _ => false,
        }
    }
}

fn find_differences<T: Shared>(
    here: Option<&Rc<Node<T>>>,
    there: Option<&Rc<Node<T>>>,
    level: u32,
    base: u32,
    found: &mut Vec<u32>,
) {
    match (here, there) {
        (None, None) => return,
        (Some(here), Some(there)) if Rc::ptr_eq(here, there) => return,
        _ => {}
    }
    for slot in 0..WIDTH {
        let index = base | (u32::try_from(slot).unwrap_or(0) << (level * BITS));
        if level > 0 {
            let child = |node: Option<&Rc<Node<T>>>| match node.map(Rc::as_ref) {
                Some(Node::Branch(children)) => children[slot].clone(),
                _ => None,
            };
            let (here, there) = (child(here), child(there));
            find_differences(here.as_ref(), there.as_ref(), level - 1, index, found);
        } else {
            match (item(here, slot), item(there, slot)) {
                (None, None) => {}
                (Some(here), Some(there)) if here.is_shared_with(there) => {}
                _ => found.push(index),
            }
        }
    }
}

type Combine<'a, T> = &'a mut dyn FnMut(u32, Option<&T>, Option<&T>) -> Option<T>;

fn merge_nodes<T: Shared>(
    here: Option<&Rc<Node<T>>>,
    there: Option<&Rc<Node<T>>>,
    level: u32,
    base: u32,
    combine: Combine<'_, T>,
) -> Option<Rc<Node<T>>> {
    match (here, there) {
        (None, None) => return None,
        (Some(here), Some(there)) if Rc::ptr_eq(here, there) => return Some(here.clone()),
        _ => {}
    }
    // What comes out equal to `here` stays `here`: the next merge with it has
    // less to look at.
    let mut merged: Option<Node<T>> = None;
    let child = |node: Option<&Rc<Node<T>>>, slot: usize| match node.map(Rc::as_ref) {
        Some(Node::Branch(children)) => children[slot].clone(),
        _ => None,
    };
    for slot in 0..WIDTH {
        let index = base | (u32::try_from(slot).unwrap_or(0) << (level * BITS));
        if level > 0 {
            let (left, right) = (child(here, slot), child(there, slot));
            let joined = merge_nodes(left.as_ref(), right.as_ref(), level - 1, index, combine);
            let same = match (&left, &joined) {
                (Some(left), Some(joined)) => Rc::ptr_eq(left, joined),
                (None, None) => true,
                _ => false,
            };
            if !same && let Node::Branch(children) = changed(&mut merged, here, level) {
                children[slot] = joined;
            }
        } else {
            let (left, right) = (item(here, slot), item(there, slot));
            let same = match (left, right) {
                (Some(left), Some(right)) => left.is_shared_with(right),
                (None, None) => true,
                _ => false,
            };
            if same {
                continue;
            }
            let joined = combine(index, left, right);
            let same = match (left, &joined) {
                (Some(left), Some(joined)) => left.is_shared_with(joined),
                (None, None) => true,
                _ => false,
            };
            if !same && let Node::Leaf(items) = changed(&mut merged, here, level) {
                items[slot] = joined;
            }
        }
    }
    match merged {
        Some(merged) => Some(Rc::new(merged)),
        None => here.cloned(),
    }
}

fn item<T>(node: Option<&Rc<Node<T>>>, slot: usize) -> Option<&T> {
    match node.map(Rc::as_ref) {
        Some(Node::Leaf(items)) => items[slot].as_ref(),
        _ => None,
    }
}

/// The copy of `here` that a merge writes into.
fn changed<'a, T: Clone>(
    merged: &'a mut Option<Node<T>>,
    here: Option<&Rc<Node<T>>>,
    level: u32,
) -> &'a mut Node<T> {
    merged.get_or_insert_with(|| match here {
        Some(here) => here.as_ref().clone(),
        None => Node::new(level),
    })
}

#[cfg(test)]
mod tests {
    use super::{Shared, Store};

    impl Shared for u32 {
        fn is_shared_with(&self, other: &Self) -> bool {
            self == other
        }
    }

    #[test]
    fn copies_do_not_see_each_others_writes() {
        let mut store = Store::default();
        for index in [0, 1, 17, 300, 70_000, u32::MAX] {
            store.set(index, index);
        }
        let mut copy = store.clone();
        copy.set(17, 1);
        assert_eq!(store.get(17), Some(&17));
        assert_eq!(copy.get(17), Some(&1));
        assert_eq!(copy.get(u32::MAX), Some(&u32::MAX));
        assert_eq!(copy.get(2), None);
        copy.remove(300);
        copy.remove(299);
        assert_eq!(copy.get(300), None);
        assert_eq!(store.get(300), Some(&300));
    }

    #[test]
    fn merging_visits_what_differs() {
        let mut left: Store<u32> = Store::default();
        for index in 0..1000 {
            left.set(index, index);
        }
        let mut right = left.clone();
        right.set(500, 1);
        right.set(100_000, 2);
        let mut visited = Vec::new();
        let merged = left.merge(right, &mut |index, here, there| {
            visited.push(index);
            there.or(here).copied()
        });
        assert_eq!(merged.get(500), Some(&1));
        assert_eq!(merged.get(501), Some(&501));
        assert_eq!(merged.get(100_000), Some(&2));
        assert!(visited.contains(&500) && visited.len() < 64, "{visited:?}");
    }
}
