//! Masks of which only some bits are known: `context.options | given` has the
//! bits that the options had, whatever `given` is.

use crate::domain::config::{Config, no_bit};
use crate::domain::origin::Origins;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::context::options::Change;
use crate::limit::{self, Limit};
use ruff_python_ast::{Operator, UnaryOp};
use tlsfloor_protocol::{Build, Protocol};
use tlsfloor_source::Span;

/// The operation that a mask stands for which was read with unknown bits.
const SOME_BITS: &str = "some bits";

/// How deep an expression of operators is looked into.
const MAX_DEPTH: usize = 16;

/// The bits of an integer that are surely set, and those that surely are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    set: i128,
    clear: i128,
}

impl Bits {
    const fn of(int: i128) -> Self {
        Self {
            set: int,
            clear: !int,
        }
    }

    const fn inverted(self) -> Self {
        Self {
            set: self.clear,
            clear: self.set,
        }
    }

    const fn operate(self, op: Operator, other: Self) -> Self {
        match op {
            Operator::BitOr => Self {
                set: self.set | other.set,
                clear: self.clear & other.clear,
            },
            Operator::BitAnd => Self {
                set: self.set & other.set,
                clear: self.clear | other.clear,
            },
            Operator::BitXor => Self {
                set: self.set & other.clear | self.clear & other.set,
                clear: self.set & other.set | self.clear & other.clear,
            },
            _ => Self { set: 0, clear: 0 },
        }
    }

    /// One bit, if it is known.
    const fn bit(self, mask: i128) -> Option<bool> {
        if self.set & mask != 0 {
            Some(true)
        } else if self.clear & mask != 0 {
            Some(false)
        } else {
            None
        }
    }
}

impl<'a> Interp<'a> {
    /// The bits of an atom on a build.
    pub(super) fn known_bits(&mut self, atom: &Atom, build: &Build) -> Bits {
        self.bits_of(atom, build, MAX_DEPTH)
    }

    fn bits_of(&mut self, atom: &Atom, build: &Build, depth: usize) -> Bits {
        if depth == 0 {
            limit::reached(Limit::Depth);
            return Bits::default();
        }
        let Atom::Unknown(unknown) = atom else {
            let bit = self.bit_of(build);
            let ints = self.ints(atom, self.builds()).unwrap_or_default();
            let int = ints.iter().find(|(builds, _)| builds.0 & bit != 0);
            return int.map_or_else(Bits::default, |(_, int)| Bits::of(*int));
        };
        let Some(UnknownKey::Operation(what, atoms)) = self.unknowns.key(*unknown).cloned() else {
            return Bits::default();
        };
        let [Atom::Int(first), second, third] = atoms.as_slice() else {
            return Bits::default();
        };
        let is = |op: usize| usize::try_from(*first) == Ok(op);
        match (what, second) {
            (SOME_BITS, Atom::Int(clear)) => Bits {
                set: *first,
                clear: *clear,
            },
            ("unary", operand) if is(UnaryOp::Invert as usize) => {
                self.bits_of(operand, build, depth - 1).inverted()
            }
            ("binary", left) => {
                let bitwise = [Operator::BitOr, Operator::BitAnd, Operator::BitXor];
                let Some(op) = bitwise.into_iter().find(|op| is(*op as usize)) else {
                    return Bits::default();
                };
                let left = self.bits_of(left, build, depth - 1);
                left.operate(op, self.bits_of(third, build, depth - 1))
            }
            _ => Bits::default(),
        }
    }

    /// Options that were read while some of their bits were unknown.
    pub(super) fn some_options(&mut self, config: &Config, span: Span) -> Value {
        let mut bits = Bits::default();
        for protocol in Protocol::ALL {
            let bit = i128::from(no_bit(protocol));
            match config.disabled[protocol.index()].value {
                Some(true) => bits.set |= bit,
                Some(false) => bits.clear |= bit,
                None => {}
            }
        }
        let here = self.unknown_here(span);
        let mut atoms = vec![Atom::Int(bits.set), Atom::Int(bits.clear)];
        atoms.extend(here.single_atom().cloned());
        self.unknown(span, UnknownKey::Operation(SOME_BITS, atoms))
    }
}

/// Changes options by an operand of which only `bits` are known.
pub(super) fn change_by_bits(config: &mut Config, bits: Bits, change: Change, origins: &Origins) {
    for protocol in Protocol::ALL {
        let now = config.disabled[protocol.index()].value;
        let operand = bits.bit(i128::from(no_bit(protocol)));
        let new = match change {
            Change::Assign => operand,
            Change::Add | Change::Operator(Operator::BitOr) => either(now, operand),
            Change::Remove => both(now, operand.map(|bit| !bit)),
            Change::Operator(Operator::BitAnd) => both(now, operand),
            Change::Operator(Operator::BitXor) => now.zip(operand).map(|(now, bit)| now != bit),
            Change::Operator(_) => None,
        };
        match new {
            None => config.forget_bit(protocol, origins),
            Some(_) if new == now => {}
            Some(disabled) => config.set_bit(protocol, disabled, origins),
        }
    }
}

fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;
    use ruff_python_ast::Operator;

    type Run = fn(i128, i128) -> i128;

    /// Every operator on two bits of which each is set, clear or unknown, against
    /// what the operator does to all bits that these may be.
    #[test]
    fn a_bit_is_known_just_where_all_that_it_may_be_agree() {
        let kinds = [
            (Bits { set: 1, clear: 0 }, vec![1]),
            (Bits { set: 0, clear: 1 }, vec![0]),
            (Bits::default(), vec![0, 1]),
        ];
        let operators: [(Operator, Run); 3] = [
            (Operator::BitOr, |left, right| left | right),
            (Operator::BitAnd, |left, right| left & right),
            (Operator::BitXor, |left, right| left ^ right),
        ];
        for (op, run) in operators {
            for (left, lefts) in &kinds {
                for (right, rights) in &kinds {
                    let mut results: Vec<i128> = lefts
                        .iter()
                        .flat_map(|left| rights.iter().map(move |right| run(*left, *right)))
                        .collect();
                    results.sort_unstable();
                    results.dedup();
                    let expected = match results.as_slice() {
                        [one] => Some(*one == 1),
                        _ => None,
                    };
                    assert_eq!(left.operate(op, *right).bit(1), expected, "{op:?}");
                }
            }
        }
    }
}
