//! Operators on integers, as Python computes them; `None` for what raises, and
//! for what grows too large to be kept.

use ruff_python_ast::Operator;

pub(super) fn int_operation(op: Operator, left: i128, right: i128) -> Option<i128> {
    match op {
        Operator::Add => left.checked_add(right),
        Operator::Sub => left.checked_sub(right),
        Operator::Mult => left.checked_mul(right),
        Operator::BitAnd => Some(left & right),
        Operator::BitOr => Some(left | right),
        Operator::BitXor => Some(left ^ right),
        Operator::LShift => {
            let shift = u32::try_from(right).ok().filter(|shift| *shift < 64)?;
            left.checked_mul(1_i128 << shift)
        }
        Operator::RShift => {
            let shift = u32::try_from(right).ok().filter(|shift| *shift < 127)?;
            Some(left >> shift)
        }
        Operator::FloorDiv => floor_division(left, right),
        Operator::Mod => {
            let quotient = floor_division(left, right)?;
            left.checked_sub(quotient.checked_mul(right)?)
        }
        Operator::Pow => {
            let power = u32::try_from(right).ok().filter(|power| *power < 64)?;
            left.checked_pow(power)
        }
        Operator::Div | Operator::MatMult => None,
    }
}

/// Python's `//`, which rounds down.
pub(super) fn floor_division(left: i128, right: i128) -> Option<i128> {
    let quotient = left.checked_div(right)?;
    let exact = quotient.checked_mul(right)? == left;
    Some(if !exact && (left < 0) != (right < 0) {
        quotient - 1
    } else {
        quotient
    })
}
