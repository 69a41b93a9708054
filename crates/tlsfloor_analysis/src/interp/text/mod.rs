//! Strings: putting them together, and the methods that code builds names with.

mod format;
mod written;

use crate::domain::derived::{Known, TEXT_METHODS};
use crate::domain::guard::Guard;
use crate::domain::origin::Origins;
use crate::domain::state::{Sequence, plain as plain_value};
use crate::domain::unknown::{UnknownId, UnknownKey};
use crate::domain::value::{Atom, Value};
use crate::interp::arguments::Arguments;
use crate::interp::{Interp, MAX_TEXT};
use crate::limit::{self, Limit};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Alternatives of a computed string.
const MAX_ALTERNATIVES: usize = 64;

/// Parts of a text that is not known.
const MAX_PARTS: usize = 64;

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interp) enum Style {
    /// `str(value)`.
    Str,
    /// `repr(value)`.
    Repr,
    /// `format(value, "")`.
    Format,
}

impl<'a> Interp<'a> {
    /// Strings one after the other, for all that each part may be.
    pub(in crate::interp) fn joined(&mut self, parts: &[Value], span: Span) -> Value {
        let mut texts: Vec<(Guard, Vec<Atom>)> = vec![(Guard::ALWAYS, Vec::new())];
        for part in parts {
            let mut next = Vec::new();
            for (guard, text) in &texts {
                for (own, traced) in part.entries() {
                    let Some(guard) = guard.and(own) else {
                        continue;
                    };
                    if !self.choices.compatible(&guard, &self.state.path) {
                        continue;
                    }
                    let mut text = text.clone();
                    push_text(&mut text, &traced.atom);
                    next.push((guard, text));
                }
            }
            texts = next;
            if texts.len() > MAX_ALTERNATIVES {
                limit::reached(Limit::Operands);
                return self.unknown_here(span);
            }
        }
        let mut result = Value::empty();
        for (guard, pieces) in texts {
            let value = self.concatenation(&pieces, span);
            result = result.union(&value.restricted(&guard));
        }
        result
    }

    /// Pieces of a text, known or not, as one text.
    pub(in crate::interp) fn concatenation(&mut self, pieces: &[Atom], span: Span) -> Value {
        match pieces {
            [] => self.constant(span, Atom::Str("".into())),
            [text @ Atom::Str(_)] => self.constant(span, text.clone()),
            [Atom::Unknown(unknown)] if self.unknowns.is_text(*unknown) => {
                let origins = Origins::one(self.unknown_origin(span));
                Value::atom(Atom::Unknown(*unknown), origins)
            }
            _ if pieces
                .iter()
                .all(|piece| matches!(piece, Atom::Str(_) | Atom::Unknown(_))) =>
            {
                let key = UnknownKey::Operation("concatenation", pieces.to_vec());
                self.unknown(span, key)
            }
            _ => self.unknown_here(span),
        }
    }

    /// Two texts, one of them known: what the other is decides the whole.
    pub(in crate::interp) fn concatenated_texts(
        &mut self,
        left: &Atom,
        right: &Atom,
    ) -> Option<Atom> {
        let is_text = |interp: &Self, atom: &Atom| match atom {
            Atom::Unknown(unknown) => interp.unknowns.is_text(*unknown),
            _ => true,
        };
        let known = matches!(left, Atom::Str(_)) || matches!(right, Atom::Str(_));
        let (left_is, right_is) = (is_text(self, left), is_text(self, right));
        if !(known || left_is && right_is) {
            return None;
        }
        if !left_is || !right_is {
            self.may_raise_known("TypeError");
        }
        let mut pieces = self.pieces_of(left);
        for piece in self.pieces_of(right) {
            push_text(&mut pieces, &piece);
        }
        match pieces.as_slice() {
            [] => Some(Atom::Str("".into())),
            [text @ Atom::Str(_)] => Some(text.clone()),
            _ if pieces.len() > MAX_PARTS => {
                // Of texts that are put together again and again, the parts
                // would double each time.
                limit::reached(Limit::Size);
                let operands = vec![left.clone(), right.clone()];
                let key = UnknownKey::Operation("long concatenation", operands);
                Some(Atom::Unknown(self.unknowns.intern(key)))
            }
            _ => {
                let key = UnknownKey::Operation("concatenation", pieces);
                Some(Atom::Unknown(self.unknowns.intern(key)))
            }
        }
    }

    /// The pieces that a text was made of.
    fn pieces_of(&self, atom: &Atom) -> Vec<Atom> {
        match atom {
            Atom::Unknown(unknown) => match self.unknowns.key(*unknown) {
                Some(UnknownKey::Operation("concatenation", pieces)) => pieces.clone(),
                _ => vec![atom.clone()],
            },
            _ => vec![atom.clone()],
        }
    }

    // ----- methods -----

    pub(in crate::interp) fn call_text_method(
        &mut self,
        text: &Rc<str>,
        method: &str,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        match method {
            "join" => return self.join_text(text, arguments),
            "format" => return self.format_text(text, arguments, None),
            "format_map" => {
                let map = arguments.positional.first().cloned();
                return self.format_text(text, arguments, map.as_ref());
            }
            _ => {}
        }
        let receiver = Atom::Str(text.clone());
        match self.call_method_of_data(&receiver, method, arguments) {
            Some(value) => value,
            None => {
                let mut atoms = vec![Atom::Str(method.into()), receiver];
                for value in arguments.values() {
                    match value.single_atom() {
                        Some(atom) => atoms.push(atom.clone()),
                        None => return self.unknown_here(span),
                    }
                }
                self.may_raise_known("ValueError");
                self.unknown(span, UnknownKey::Operation("method of a text", atoms))
            }
        }
    }

    /// A method of an unknown text: the same for the same text.
    pub(in crate::interp) fn unknown_text_method(
        &mut self,
        receiver: UnknownId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        if !self.unknowns.is_text(receiver) || !arguments.keywords.is_empty() {
            return None;
        }
        let (method, known) = TEXT_METHODS.iter().find(|(name, _)| *name == method)?;
        let mut atoms = vec![Atom::Unknown(receiver)];
        for value in &arguments.positional {
            atoms.push(
                value
                    .single_atom()
                    .filter(|atom| matches!(atom, Atom::Str(_)))?
                    .clone(),
            );
        }
        let id = self.unknowns.intern(UnknownKey::Operation(method, atoms));
        let span = arguments.span;
        if *known != Known::Bool {
            return Some(Value::atom(
                Atom::Unknown(id),
                Origins::one(self.unknown_origin(span)),
            ));
        }
        let literal = self.unknowns.truth(&mut self.choices, id);
        let (yes, no) = (Guard::when(literal), Guard::when(literal.negated()));
        let holds = self.constant(span, Atom::Bool(true)).restricted(&yes);
        Some(holds.union(&self.constant(span, Atom::Bool(false)).restricted(&no)))
    }

    fn join_text(&mut self, separator: &Rc<str>, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let Some(items) = arguments.positional.first().cloned() else {
            return self.unknown_here(span);
        };
        let mut result = Value::empty();
        for (guard, sequence) in self.sequences_of(&items, span) {
            let value = match sequence {
                Sequence::Known(items) => {
                    let items: Vec<Value> = items.as_ref().clone();
                    self.in_case(&guard, |interp| interp.joined_with(separator, &items, span))
                }
                Sequence::Open(_) => self.unknown_here(span),
            };
            result = result.union(&value.restricted(&guard));
        }
        result
    }

    fn joined_with(&mut self, separator: &Rc<str>, items: &[Value], span: Span) -> Value {
        let mut parts = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                parts.push(plain_value(Atom::Str(separator.clone())));
            }
            let item = self.with_texts(item);
            let is_text = |atom: &Atom| matches!(atom, Atom::Str(_) | Atom::Unknown(_));
            if item
                .single_atom()
                .is_some_and(|atom| self.is_plain_number(atom))
            {
                return self.raised("TypeError", span);
            }
            if !item.atoms().all(|(_, atom)| is_text(atom)) {
                // A member of an enumeration of texts, perhaps.
                parts.push(self.written_text_member(&item, span));
                continue;
            }
            parts.push(item);
        }
        self.joined(&parts, span)
    }

    fn is_plain_number(&self, atom: &Atom) -> bool {
        matches!(
            atom,
            Atom::Int(_) | Atom::Float(_) | Atom::Bool(_) | Atom::None | Atom::Bytes(_)
        )
    }

    /// The texts that members of an enumeration of texts are.
    fn written_text_member(&mut self, item: &Value, span: Span) -> Value {
        let mut result = Value::empty();
        for (guard, traced) in item.entries() {
            let value = match &traced.atom {
                Atom::Member(member) if self.has_text_members(member.class) => member.value.clone(),
                Atom::Str(_) | Atom::Unknown(_) => Value::always(traced.clone()),
                _ => {
                    self.may_raise_known("TypeError");
                    self.unknown_here(span)
                }
            };
            result = result.union(&value.restricted(guard));
        }
        result
    }
}

/// Puts one more piece to a text; known ones become one.
fn push_text(pieces: &mut Vec<Atom>, piece: &Atom) {
    match (pieces.last_mut(), piece) {
        (_, Atom::Str(more)) if more.is_empty() => {}
        (Some(Atom::Str(text)), Atom::Str(more)) if text.len() + more.len() <= MAX_TEXT => {
            *text = format!("{text}{more}").into();
        }
        (_, piece) => pieces.push(piece.clone()),
    }
}
