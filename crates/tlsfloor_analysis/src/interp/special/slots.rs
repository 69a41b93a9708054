//! Which attributes a thing can have: not all take each name.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::Sequence;
use crate::domain::value::Atom;
use crate::interp::Interp;
use crate::interp::ancestry::Ancestor;
use crate::interp::fields::Generated;
use std::rc::Rc;

impl<'a> Interp<'a> {
    /// Whether `thing.name = value` raises, whatever the value; it has then.
    pub(in crate::interp) fn refuses_attribute(
        &mut self,
        thing: &Atom,
        name: Name,
        guard: &Guard,
    ) -> bool {
        let refuses = match thing {
            Atom::None
            | Atom::Bool(_)
            | Atom::Int(_)
            | Atom::Float(_)
            | Atom::Str(_)
            | Atom::Bytes(_)
            | Atom::Tuple(_) => true,
            Atom::Bound(bound) => bound.function.is_some(),
            Atom::Member(_) => matches!(self.names.text(name).as_ref(), "value" | "name"),
            Atom::Library(library) => {
                let class = self.names.text(*library);
                let member = format!("{class}.{}", self.names.text(name));
                self.is_enumeration(&class) && self.catalogue.constant(&member).is_some()
            }
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::List | ObjectKind::Dict | ObjectKind::Set => true,
                ObjectKind::LibraryInstance(class) => {
                    self.names.text(*class).as_ref() == "builtins.object"
                }
                ObjectKind::Class(class) if class.is_enum => {
                    let own = self.read(Place::Name(*object, name));
                    own.atoms().any(|(_, atom)| match atom {
                        Atom::Member(member) => member.class == *object,
                        _ => false,
                    })
                }
                _ => false,
            },
            Atom::Unknown(_) => false,
        };
        if refuses {
            self.only_where(guard, |interp| {
                interp.raise("AttributeError");
            });
        }
        refuses
    }

    /// Whether instances of a class certainly cannot hold an attribute: the
    /// class and all that it inherits name their slots, and it is none of them.
    pub(super) fn lacks_slot(&mut self, class: ObjectId, name: Name) -> bool {
        let slots = self.names.intern("__slots__");
        if self.slots_of(class, slots).is_none() {
            return false;
        }
        let text = self.names.text(name);
        let order = self.linearised(class);
        order.into_iter().all(|ancestor| {
            let Ancestor::Class(ancestor) = ancestor else {
                return false;
            };
            let named = self.slots_of(ancestor, slots);
            named.is_some_and(|named| {
                named.iter().all(|slot| {
                    // Private names are told apart by their class.
                    let is_private = slot.starts_with("__") && text.ends_with(slot.as_ref());
                    slot.as_ref() != "__dict__" && *slot != text && !is_private
                })
            })
        })
    }

    /// The names in a class's own `__slots__`; `None` where it has none, or
    /// they are not known.
    fn slots_of(&mut self, class: ObjectId, slots: Name) -> Option<Vec<Rc<str>>> {
        let is_tuple = self
            .field_classes
            .get(&class)
            .is_some_and(|fields| fields.generated == Generated::NamedTuple);
        if is_tuple {
            return Some(Vec::new());
        }
        let value = self.read(Place::Name(class, slots));
        if value.is_empty() {
            return None;
        }
        if !self.surely_present(&value) {
            // On some ways the class has none.
            self.may_raise_known("AttributeError");
            return None;
        }
        let value = value.on_path(&self.choices, &self.state.path);
        if let Some(name) = value.single_str() {
            return Some(vec![Rc::clone(name)]);
        }
        let Sequence::Known(items) = self.sequence_of(&value, self.objects.span(class)) else {
            return None;
        };
        let names = items.iter().map(|item| match item.single_atom() {
            Some(Atom::Str(name)) => Some(Rc::clone(name)),
            _ => None,
        });
        names.collect()
    }
}
