//! What iterating over a value gives.

use super::MAX_ITEMS;
use crate::domain::guard::Guard;
use crate::domain::object::ObjectKind;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::limit::{self, Limit};
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// What iterating over a value gives.
    pub(in crate::interp) fn sequence_of(&mut self, value: &Value, span: Span) -> Sequence {
        let mut alternatives = self.sequences_of(value, span);
        if alternatives.len() == 1
            && let Some((_, sequence)) = alternatives.pop()
        {
            return sequence;
        }
        let mut open = Value::empty();
        for (guard, sequence) in alternatives {
            match sequence {
                Sequence::Known(items) => {
                    for item in items.iter() {
                        open = open.union(&item.restricted(&guard));
                    }
                }
                Sequence::Open(item) => open = open.union(&item.restricted(&guard)),
            }
        }
        Sequence::Open(open)
    }

    /// What iterating over a value gives, for each thing that it may be.
    pub(in crate::interp) fn sequences_of(
        &mut self,
        value: &Value,
        span: Span,
    ) -> Vec<(Guard, Sequence)> {
        let mut alternatives: Vec<(Guard, Sequence)> = Vec::new();
        for (guard, traced) in value.entries() {
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            let found = match self.collected(&traced.atom, span) {
                Some(found) => found,
                None => {
                    if self.underlying(&traced.atom).is_none() {
                        self.special_methods_run(&traced.atom, span);
                    }
                    self.sequences_of_atom(&traced.atom, span)
                }
            };
            for (own, sequence) in found {
                if let Some(guard) = guard.and(&own) {
                    alternatives.push((guard, sequence));
                }
            }
        }
        alternatives
    }

    fn sequences_of_atom(&mut self, atom: &Atom, span: Span) -> Vec<(Guard, Sequence)> {
        if let Some(underlying) = self.underlying(atom) {
            return self.sequences_of_atom(&underlying, span);
        }
        let one = |sequence| vec![(Guard::ALWAYS, sequence)];
        match atom {
            Atom::Tuple(items) => one(Sequence::Known(items.clone())),
            Atom::Str(text) if text.chars().count() <= MAX_ITEMS => {
                let letters: Vec<Value> = text
                    .chars()
                    .map(|letter| self.constant(span, Atom::Str(letter.to_string().into())))
                    .collect();
                one(Sequence::Known(Rc::new(letters)))
            }
            Atom::Bytes(bytes) if bytes.len() <= MAX_ITEMS => {
                let numbers: Vec<Value> = bytes
                    .iter()
                    .map(|byte| self.constant(span, Atom::Int(i128::from(*byte))))
                    .collect();
                one(Sequence::Known(Rc::new(numbers)))
            }
            Atom::Str(_) | Atom::Bytes(_) => {
                limit::reached(Limit::Items);
                let item = self.unknown_here(span);
                one(Sequence::Open(item))
            }
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::List | ObjectKind::Set => self.content(*object).entries().to_vec(),
                ObjectKind::Dict | ObjectKind::Namespace(_) => {
                    let mapping = self.mapping(*object);
                    let keys = self.keys(&mapping, span);
                    one(keys)
                }
                ObjectKind::View(..) => one(self.shown_by_view(*object, span)),
                ObjectKind::Mapped { .. } => one(self.all_of_mapped(*object, span)),
                ObjectKind::Class(class) if class.is_enum => {
                    let members = self.enum_members(*object);
                    one(Sequence::Known(Rc::new(members)))
                }
                _ => {
                    let item = self.unknown_here(span);
                    one(Sequence::Open(item))
                }
            },
            Atom::Library(name) => {
                let value = crate::domain::state::plain(Atom::Library(*name));
                match self.sparse_items(&value, span) {
                    Some(items) => self.expanded(&items),
                    None => {
                        let item = self.unknown_here(span);
                        one(Sequence::Open(item))
                    }
                }
            }
            _ => {
                if matches!(
                    atom,
                    Atom::None | Atom::Int(_) | Atom::Bool(_) | Atom::Float(_)
                ) {
                    self.may_raise_known("TypeError");
                }
                let item = self.unknown_here(span);
                one(Sequence::Open(item))
            }
        }
    }
}
