//! Comparisons of something unknown with known things: True on one side of a
//! choice and False on the other, and the choice knows for which values.

use super::Interp;
use crate::domain::derived::Known;
use crate::domain::guard::Guard;
use crate::domain::object::ObjectKind;
use crate::domain::region::{Key, Region};
use crate::domain::state::Sequence;
use crate::domain::unknown::{UnknownId, UnknownKey};
use crate::domain::value::Atom;
use ruff_python_ast::CmpOp;
use tlsfloor_protocol::Build;
use tlsfloor_source::Span;

impl Interp<'_> {
    /// A test of a text or a number gives True or False, even where it is not
    /// known which.
    pub(super) fn settled(&mut self, outcomes: Vec<(Guard, Atom)>) -> Vec<(Guard, Atom)> {
        let mut settled = Vec::with_capacity(outcomes.len());
        for (guard, atom) in outcomes {
            match atom {
                Atom::Unknown(id) if self.unknowns.is_plain_test(id) => {
                    let literal = self.unknowns.truth(&mut self.choices, id);
                    for (literal, truth) in [(literal, true), (literal.negated(), false)] {
                        let own = guard.and(&Guard::when(literal));
                        settled.extend(own.map(|guard| (guard, Atom::Bool(truth))));
                    }
                }
                atom => settled.push((guard, atom)),
            }
        }
        settled
    }

    /// An unknown integer against a known one: a test for a range.
    pub(super) fn order_of_unknown(
        &mut self,
        op: CmpOp,
        left: &Atom,
        right: &Atom,
    ) -> Option<Vec<(Guard, Atom)>> {
        let (unknown, other, op) = match (left, right) {
            (Atom::Unknown(unknown), other) => (*unknown, other, op),
            (other, Atom::Unknown(unknown)) => {
                let mirrored = match op {
                    CmpOp::Lt => CmpOp::Gt,
                    CmpOp::LtE => CmpOp::GtE,
                    CmpOp::Gt => CmpOp::Lt,
                    _ => CmpOp::LtE,
                };
                (*unknown, other, mirrored)
            }
            _ => return None,
        };
        if self.unknowns.type_of(unknown) != Known::Int {
            return None;
        }
        let builds = self.builds();
        let other = match self.ints(other, builds)?.as_slice() {
            [(_, int)] => *int,
            _ => return None,
        };
        let region = match op {
            CmpOp::Lt => Region::between(i128::MIN, other.checked_sub(1)?),
            CmpOp::LtE => Region::between(i128::MIN, other),
            CmpOp::Gt => Region::between(other.checked_add(1)?, i128::MAX),
            _ => Region::between(other, i128::MAX),
        };
        Some(self.either(unknown, &region, true))
    }

    /// True where an unknown lies in the region, and False elsewhere.
    fn either(
        &mut self,
        unknown: UnknownId,
        region: &Region,
        positive: bool,
    ) -> Vec<(Guard, Atom)> {
        let literal = self.unknowns.test(&mut self.choices, unknown, region);
        vec![
            (Guard::when(literal), Atom::Bool(positive)),
            (Guard::when(literal.negated()), Atom::Bool(!positive)),
        ]
    }

    /// An unknown among known things; `None` where these are not known.
    pub(super) fn unknown_membership(
        &mut self,
        unknown: UnknownId,
        container: &Atom,
        positive: bool,
        span: Span,
    ) -> Option<Vec<(Guard, Atom)>> {
        let atoms: Vec<Atom> = match container {
            Atom::Object(object) if matches!(self.objects.kind(*object), ObjectKind::Dict) => {
                let mapping = self.mapping(*object);
                if mapping.rest.is_some() {
                    return None;
                }
                for (_, value) in mapping.entries.iter() {
                    if !self.surely_present(value) {
                        return None;
                    }
                }
                mapping.entries.iter().map(|(key, _)| key.clone()).collect()
            }
            Atom::Tuple(_) | Atom::Object(_) => {
                let value = crate::domain::state::plain(container.clone());
                let alternatives = self.sequences_of(&value, span);
                let [(_, Sequence::Known(items))] = alternatives.as_slice() else {
                    return None;
                };
                let atoms = items.iter().map(|item| item.single_atom().cloned());
                atoms.collect::<Option<_>>()?
            }
            _ => return None,
        };
        let mut keys = atoms.iter().map(Key::of).collect::<Option<Vec<Key>>>()?;
        keys.retain(|key| self.unknowns.can_be(unknown, key));
        if keys.is_empty() {
            return Some(vec![(Guard::ALWAYS, Atom::Bool(!positive))]);
        }
        Some(self.either(unknown, &Region::Only(keys), positive))
    }

    /// The oldest OpenSSL that a Python builds with, where an atom is the
    /// version of its OpenSSL. Which one it is, is for the machine to say.
    pub(super) fn openssl_floor(&self, atom: &Atom, build: &Build) -> Option<Vec<i128>> {
        let (name, is_major) = match atom {
            Atom::Library(name) => (name, false),
            // `OPENSSL_VERSION_INFO[0]`: not older than that of the oldest.
            Atom::Unknown(unknown) => match self.unknowns.key(*unknown)? {
                UnknownKey::Operation("item", of) => match of.as_slice() {
                    [Atom::Library(name), Atom::Int(0)] => (name, true),
                    _ => return None,
                },
                _ => return None,
            },
            _ => return None,
        };
        let constant = self.catalogue.constant(&self.names.text(*name))?;
        if is_major && constant.items == 0 {
            return None;
        }
        let mut least = constant.at_least.iter();
        let (_, least) = least.find(|(python, _)| python.contains(build.python))?;
        let kept = if is_major { 1 } else { least.len() };
        Some(
            least
                .iter()
                .take(kept)
                .map(|part| i128::from(*part))
                .collect(),
        )
    }

    /// What a version of OpenSSL is compared with.
    pub(super) fn openssl_number(&self, atom: &Atom, build: &Build) -> Option<Vec<i128>> {
        match atom {
            Atom::Int(int) => Some(vec![*int]),
            _ => self.ordered(atom, build),
        }
    }
}

/// How something that is at least `floor` compares with `other`, where that
/// decides.
pub(super) fn verdict_above(op: CmpOp, floor: &[i128], other: &[i128]) -> Option<bool> {
    let above = floor > other;
    match op {
        CmpOp::GtE if floor >= other => Some(true),
        CmpOp::Lt if floor >= other => Some(false),
        CmpOp::Gt if above => Some(true),
        CmpOp::LtE if above => Some(false),
        _ => None,
    }
}
