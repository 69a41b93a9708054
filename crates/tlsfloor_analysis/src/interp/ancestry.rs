//! What classes of the program are made of: the order in which Python looks an
//! attribute up.

use super::Interp;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Value};
use crate::limit::{self, Limit};
use rustc_hash::FxHashMap;

/// Bases that are followed upwards.
const MAX_ANCESTORS: usize = 32;

/// One of the classes that a class is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ancestor {
    /// A class of the program.
    Class(ObjectId),
    /// A library's class, by dotted name, with all that it inherits.
    Library(Name),
    /// A base that is not known.
    Unknown,
}

impl<'a> Interp<'a> {
    /// The class of the program that an object is an instance of.
    pub(super) fn class_of_object(&self, object: ObjectId) -> Option<ObjectId> {
        match self.objects.kind(object) {
            ObjectKind::Instance(class) => Some(*class),
            ObjectKind::Context(_) => self.objects.class_of_context(object),
            _ => None,
        }
    }

    /// Whether a class is another one or inherits it.
    pub(super) fn inherits(&self, class: ObjectId, other: ObjectId) -> bool {
        class == other || self.linearised(class).contains(&Ancestor::Class(other))
    }

    /// A class with its bases, in the order of look-up. `false`: a base is not
    /// known, so any attribute may exist.
    pub(super) fn ancestors(&self, class: ObjectId) -> (Vec<ObjectId>, Vec<Name>, bool) {
        let (mut classes, mut libraries, mut complete) = (Vec::new(), Vec::new(), true);
        for ancestor in self.linearised(class) {
            match ancestor {
                Ancestor::Class(class) => classes.push(class),
                Ancestor::Library(name) => {
                    libraries.push(name);
                    complete = false;
                }
                Ancestor::Unknown => complete = false,
            }
        }
        (classes, libraries, complete)
    }

    /// The classes that a class is made of, in Python's order (C3); depth first
    /// where that order does not exist. `object` is left out.
    pub(super) fn linearised(&self, class: ObjectId) -> Vec<Ancestor> {
        self.merged_order(class, MAX_ANCESTORS, &mut FxHashMap::default())
    }

    fn merged_order(
        &self,
        class: ObjectId,
        depth: usize,
        known: &mut FxHashMap<ObjectId, Vec<Ancestor>>,
    ) -> Vec<Ancestor> {
        if let Some(order) = known.get(&class) {
            return order.clone();
        }
        let mut order = vec![Ancestor::Class(class)];
        let ObjectKind::Class(definition) = self.objects.kind(class) else {
            return order;
        };
        if depth == 0 {
            limit::reached(Limit::Ancestors);
            order.push(Ancestor::Unknown);
            return order;
        }
        let bases: Vec<Ancestor> = definition
            .bases
            .iter()
            .filter_map(|base| self.base(class, base))
            .collect();
        let mut lists: Vec<Vec<Ancestor>> = bases
            .iter()
            .map(|base| match base {
                Ancestor::Class(base) => self.merged_order(*base, depth - 1, known),
                other => vec![*other],
            })
            .collect();
        lists.push(bases);
        while order.len() <= MAX_ANCESTORS {
            lists.retain(|list| !list.is_empty());
            let free = |own: &Ancestor| lists.iter().all(|list| !list[1..].contains(own));
            let Some(next) = lists
                .iter()
                .map(|list| list[0])
                .find(free)
                .or_else(|| lists.first().map(|list| list[0]))
            else {
                break;
            };
            for list in &mut lists {
                list.retain(|own| *own != next);
            }
            if !order.contains(&next) {
                order.push(next);
            }
        }
        if lists.iter().any(|list| !list.is_empty()) {
            // An attribute may come from one that was left out.
            limit::reached(Limit::Ancestors);
            order.push(Ancestor::Unknown);
        }
        known.insert(class, order.clone());
        order
    }

    fn base(&self, class: ObjectId, base: &Value) -> Option<Ancestor> {
        match base.single_atom() {
            Some(Atom::Object(base)) if *base == class => None,
            Some(Atom::Object(base)) => match self.objects.kind(*base) {
                ObjectKind::Class(_) => Some(Ancestor::Class(*base)),
                _ => Some(Ancestor::Unknown),
            },
            Some(Atom::Library(name)) => {
                // Bases that add nothing which is looked up here.
                let adds_nothing = matches!(
                    self.names.text(*name).as_ref(),
                    "builtins.object"
                        | "abc.ABC"
                        | "typing.Generic"
                        | "typing.NamedTuple"
                        | "typing.Protocol"
                        | "typing_extensions.Protocol"
                );
                (!adds_nothing).then_some(Ancestor::Library(*name))
            }
            _ => Some(Ancestor::Unknown),
        }
    }
}
