//! What patterns of sequences take a subject apart into.

use super::Interp;
use crate::domain::derived::Known;
use crate::domain::object::ObjectKind;
use crate::domain::origin::Origins;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use ruff_python_ast::Pattern;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// The items of a sequence as patterns know them: no text is one, nor a
    /// dict or a set. The inner `None` is for what is no sequence; `None` is for
    /// what is not known.
    pub(super) fn matched_sequence(
        &mut self,
        atom: &Atom,
        span: Span,
    ) -> Option<Option<Vec<Value>>> {
        let underlying = self.underlying(atom);
        let atom = underlying.as_ref().unwrap_or(atom);
        match atom {
            Atom::Tuple(items) => Some(Some(items.as_ref().clone())),
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::List => {
                    let value = Value::atom(atom.clone(), Origins::default());
                    match self.sequence_of(&value, span) {
                        Sequence::Known(items) => Some(Some(items.as_ref().clone())),
                        Sequence::Open(_) => None,
                    }
                }
                ObjectKind::Set
                | ObjectKind::Dict
                | ObjectKind::Function(_)
                | ObjectKind::Class(_)
                | ObjectKind::Context(_) => Some(None),
                ObjectKind::Instance(class) => {
                    let class = *class;
                    (!self.may_have_special(class)).then_some(None)
                }
                _ => None,
            },
            Atom::Unknown(unknown) => {
                // A text is unknown as to what it says, not as to what it is.
                (self.unknowns.type_of(*unknown) != Known::Anything).then_some(None)
            }
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                self.catalogue.constant(&dotted).is_some().then_some(None)
            }
            _ => Some(None),
        }
    }

    /// Whether something is surely no mapping.
    pub(super) fn is_no_mapping(&self, atom: &Atom) -> bool {
        match atom {
            Atom::None
            | Atom::Bool(_)
            | Atom::Int(_)
            | Atom::Float(_)
            | Atom::Str(_)
            | Atom::Bytes(_)
            | Atom::Tuple(_)
            | Atom::Member(_) => true,
            Atom::Object(object) => matches!(
                self.objects.kind(*object),
                ObjectKind::List
                    | ObjectKind::Set
                    | ObjectKind::Function(_)
                    | ObjectKind::Context(_)
            ),
            Atom::Library(name) => self.is_known_name(&self.names.text(*name)),
            Atom::Unknown(unknown) => self.unknowns.type_of(*unknown) != Known::Anything,
            _ => false,
        }
    }

    /// Each pattern with its item, the one with a star with a list of what the
    /// others leave; `None` where there are too few or too many.
    pub(super) fn aligned(
        &mut self,
        patterns: &'a [Pattern],
        items: &[Value],
    ) -> Option<Vec<(&'a Pattern, Value)>> {
        let star = patterns
            .iter()
            .position(|pattern| matches!(pattern, Pattern::MatchStar(_)));
        let Some(star) = star else {
            return (items.len() == patterns.len())
                .then(|| patterns.iter().zip(items.iter().cloned()).collect());
        };
        let after = patterns.len() - star - 1;
        let end = items.len().checked_sub(after)?;
        let middle = items.get(star..end)?.to_vec();
        let place = self.span(&patterns[star]);
        let middle = self.new_sequence(place, ObjectKind::List, Ok(middle));
        let mut pairs: Vec<(&Pattern, Value)> =
            patterns[..star].iter().zip(items.iter().cloned()).collect();
        pairs.push((&patterns[star], middle));
        pairs.extend(
            patterns[star + 1..]
                .iter()
                .zip(items[end..].iter().cloned()),
        );
        Some(pairs)
    }
}
