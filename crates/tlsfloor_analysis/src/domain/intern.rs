//! Small numbers for things that are compared and hashed often.

use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::rc::Rc;

/// A name: an identifier or a dotted path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Name(pub(crate) u32);

/// Names by number and numbers by name.
#[derive(Debug, Default)]
pub(crate) struct Names {
    by_text: FxHashMap<Rc<str>, Name>,
    texts: Vec<Rc<str>>,
}

impl Names {
    pub(crate) fn intern(&mut self, text: &str) -> Name {
        if let Some(name) = self.by_text.get(text) {
            return *name;
        }
        let name = Name(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Rc<str> = text.into();
        self.texts.push(text.clone());
        self.by_text.insert(text, name);
        name
    }

    /// How many names there are; they are numbered from 0.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn text(&self, name: Name) -> Rc<str> {
        self.texts
            .get(name.0 as usize)
            .cloned()
            .unwrap_or_else(|| "".into())
    }
}

/// Numbers for keys, in the order in which they were first seen.
#[derive(Debug)]
pub(crate) struct Table<K> {
    numbers: FxHashMap<K, u32>,
    keys: Vec<K>,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self {
            numbers: FxHashMap::default(),
            keys: Vec::new(),
        }
    }
}

impl<K: Clone + Eq + Hash> Table<K> {
    /// The key's number, and whether it is new.
    pub(crate) fn intern(&mut self, key: K) -> (u32, bool) {
        if let Some(number) = self.numbers.get(&key) {
            return (*number, false);
        }
        let number = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.keys.push(key.clone());
        self.numbers.insert(key, number);
        (number, true)
    }

    /// How many keys there are; they are numbered from 0.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    /// The key's number, if it has one.
    pub(crate) fn find(&self, key: &K) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    pub(crate) fn get(&self, number: u32) -> Option<&K> {
        self.keys.get(number as usize)
    }
}
