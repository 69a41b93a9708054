//! Methods that reach TLS by a call of an attribute of their own object: one that
//! a method that matters defines or sets, in this class or in another one of its
//! family.
//!
//! `self.connection_class(host)` names no library, and leads to one where a
//! property of that name, or of a class that derives from it, gives
//! `smtplib.SMTP_SSL`.

use super::reach::{Reach, to_u32};
use crate::domain::intern::Name;
use rustc_hash::{FxHashMap, FxHashSet};

/// A class, by its file and its number there.
type Class = (u32, u32);

/// The methods that reach TLS so, or by what they mention, by file and position.
pub(super) fn reached_in_families(reach: &Reach<'_>) -> FxHashSet<(u32, u32)> {
    let families = Families::of(reach);
    let mut calling: FxHashMap<(Class, Name), Vec<(u32, u32)>> = FxHashMap::default();
    let mut reached: FxHashSet<(u32, u32)> = FxHashSet::default();
    let mut open: Vec<(u32, u32)> = Vec::new();
    for (file, units) in (0_u32..).zip(reach.files) {
        for (position, unit) in (0_u32..).zip(&units.units) {
            let Some(class) = unit.class else { continue };
            if unit.is_class {
                continue;
            }
            let family = families.root((file, class));
            for attribute in &unit.called_attributes {
                let those = calling.entry((family, *attribute)).or_default();
                those.push((file, position));
            }
            if reach.is_taken(file as usize, position as usize) {
                reached.insert((file, position));
                open.push((file, position));
            }
        }
    }
    while let Some((file, position)) = open.pop() {
        let unit = &reach.files[file as usize].units[position as usize];
        let Some(class) = unit.class else { continue };
        let family = families.root((file, class));
        let written = unit.written.iter().filter_map(|(_, attribute)| *attribute);
        for name in unit.defined.iter().copied().chain(written) {
            // Each name is asked for once.
            for other in calling.remove(&(family, name)).unwrap_or_default() {
                if reached.insert(other) {
                    open.push(other);
                }
            }
        }
    }
    reached
}

/// Which classes derive from each other, near or far.
struct Families {
    parent: FxHashMap<Class, Class>,
}

impl Families {
    fn of(reach: &Reach<'_>) -> Self {
        let mut families = Self {
            parent: FxHashMap::default(),
        };
        for (file, units) in reach.files.iter().enumerate() {
            for unit in units.units.iter().filter(|unit| unit.is_class) {
                let Some(class) = unit.class else { continue };
                for base in &unit.bases {
                    for (holder, name) in reach.chain(file, *base) {
                        for position in reach.binders(holder as usize, name) {
                            let bound = &reach.files[holder as usize].units[*position as usize];
                            if let (true, Some(of)) = (bound.is_class, bound.class) {
                                families.join((to_u32(file), class), (holder, of));
                            }
                        }
                    }
                }
            }
        }
        families
    }

    fn root(&self, mut class: Class) -> Class {
        while let Some(parent) = self.parent.get(&class) {
            class = *parent;
        }
        class
    }

    /// The later root hangs on the earlier one's; chains stay short, as classes
    /// come base first.
    fn join(&mut self, one: Class, other: Class) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.parent.insert(one.max(other), one.min(other));
        }
    }
}
