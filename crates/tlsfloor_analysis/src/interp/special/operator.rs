//! Operators and comparisons of instances.

use crate::domain::guard::Guard;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use ruff_python_ast::{CmpOp, Operator, UnaryOp};
use tlsfloor_source::Span;

/// A pair of operands, and where both are what they are.
type Pair = (Guard, (Traced, Traced));

impl<'a> Interp<'a> {
    fn is_own(&self, value: &Value) -> bool {
        value
            .atoms()
            .any(|(_, atom)| self.own_instance(atom).is_some())
    }

    fn pairs(left: &Value, right: &Value) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (left_guard, left) in left.entries() {
            for (right_guard, right) in right.entries() {
                if let Some(guard) = left_guard.and(right_guard) {
                    pairs.push((guard, (left.clone(), right.clone())));
                }
            }
        }
        pairs
    }

    /// A binary operator with an instance among its operands; `None` if there
    /// is none.
    pub(in crate::interp) fn own_binary(
        &mut self,
        op: Operator,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Option<Value> {
        if !self.is_own(left) && !self.is_own(right) {
            return None;
        }
        let (method, reflected) = operator_methods(op);
        Some(
            self.each_case(Self::pairs(left, right), |interp, (left, right)| {
                let found = interp.own_pair(&left, &right, (method, reflected), span);
                found.unwrap_or_else(|| {
                    interp.special_methods_run(&left.atom, span);
                    interp.special_methods_run(&right.atom, span);
                    interp.may_raise_known("TypeError");
                    interp.unknown_here(span)
                })
            }),
        )
    }

    /// `left op= right` by a method of the left operand's class.
    pub(in crate::interp) fn own_in_place(
        &mut self,
        op: Operator,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Option<Value> {
        let (method, _) = operator_methods(op);
        let in_place = format!("__i{}", method.trim_start_matches('_'));
        if !self.has_special(left, &[&in_place]) {
            return None;
        }
        let cases = left.entries().to_vec();
        Some(self.each_case(cases, |interp, traced| {
            let given = std::slice::from_ref(right);
            match interp.special(&traced.atom, &in_place, given, span) {
                Some(value) => value,
                None => interp.binary(op, &Value::always(traced), right, span),
            }
        }))
    }

    /// One pair: the left operand's method, then the right one's; the other way
    /// round where the right one is of a class derived from the left one's.
    fn own_pair(
        &mut self,
        left: &Traced,
        right: &Traced,
        (method, reflected): (&str, &str),
        span: Span,
    ) -> Option<Value> {
        let (left_value, right_value) = (Value::always(left.clone()), Value::always(right.clone()));
        let first = (&left.atom, method, &right_value);
        let second = (&right.atom, reflected, &left_value);
        let derived = match (
            self.own_instance(&left.atom),
            self.own_instance(&right.atom),
        ) {
            (Some((_, left)), Some((_, right))) => {
                left != right && self.ancestors(right).0.contains(&left)
            }
            _ => false,
        };
        let order = if derived {
            [second, first]
        } else {
            [first, second]
        };
        for (receiver, method, given) in order {
            let given = std::slice::from_ref(given);
            if let Some(value) = self.special(receiver, method, given, span) {
                let declines = matches!(value.single_atom(), Some(Atom::Library(name))
                    if self.names.text(*name).as_ref() == "builtins.NotImplemented");
                if !declines {
                    return Some(value);
                }
            }
        }
        None
    }

    /// A comparison with an instance that decides it itself; `None` if there is
    /// none.
    pub(in crate::interp) fn own_comparison(
        &mut self,
        op: CmpOp,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Option<Value> {
        let methods: &[&str] = match op {
            CmpOp::Is | CmpOp::IsNot => return None,
            CmpOp::In | CmpOp::NotIn => {
                return self.own_membership(left, right, op == CmpOp::NotIn, span);
            }
            CmpOp::Eq | CmpOp::NotEq => &["__eq__", "__ne__"],
            _ => &["__lt__", "__le__", "__gt__", "__ge__"],
        };
        if !self.has_special(left, methods) && !self.has_special(right, methods) {
            return None;
        }
        Some(
            self.each_case(Self::pairs(left, right), |interp, (left, right)| {
                let decided = interp.decided(op, &left, &right, span);
                decided.unwrap_or_else(|| {
                    let (left, right) = (Value::always(left), Value::always(right));
                    interp.compare_plainly(op, &left, &right, span)
                })
            }),
        )
    }

    fn decided(&mut self, op: CmpOp, left: &Traced, right: &Traced, span: Span) -> Option<Value> {
        let methods = match op {
            CmpOp::Eq => ("__eq__", "__eq__"),
            CmpOp::NotEq => ("__ne__", "__ne__"),
            CmpOp::Lt => ("__lt__", "__gt__"),
            CmpOp::LtE => ("__le__", "__ge__"),
            CmpOp::Gt => ("__gt__", "__lt__"),
            _ => ("__ge__", "__le__"),
        };
        if let Some(value) = self.own_pair(left, right, methods, span) {
            return Some(value);
        }
        match op {
            CmpOp::NotEq => {
                let equal = self.own_pair(left, right, ("__eq__", "__eq__"), span)?;
                Some(self.negated(&equal, span))
            }
            // `functools.total_ordering` derives the others from one.
            CmpOp::GtE => {
                let less = self.own_pair(left, right, ("__lt__", "__gt__"), span)?;
                Some(self.negated(&less, span))
            }
            CmpOp::LtE => {
                let less = self.own_pair(right, left, ("__lt__", "__gt__"), span)?;
                Some(self.negated(&less, span))
            }
            CmpOp::Gt => {
                let at_most = self.own_pair(left, right, ("__le__", "__ge__"), span)?;
                Some(self.negated(&at_most, span))
            }
            CmpOp::Lt => {
                let at_least = self.own_pair(left, right, ("__ge__", "__le__"), span)?;
                Some(self.negated(&at_least, span))
            }
            _ => None,
        }
    }

    /// `item in container` by the container's `__contains__`.
    fn own_membership(
        &mut self,
        item: &Value,
        container: &Value,
        negative: bool,
        span: Span,
    ) -> Option<Value> {
        let given = std::slice::from_ref(item);
        let found = self.special_or(
            container,
            &["__contains__"],
            given,
            span,
            |interp, other| interp.compare_plainly(CmpOp::In, item, other, span),
        )?;
        let found = self.truth_of(&found, span);
        Some(if negative {
            self.negated(&found, span)
        } else {
            found
        })
    }

    /// `bool(value)`.
    fn truth_of(&mut self, value: &Value, span: Span) -> Value {
        let split = self.split(span, value);
        let yes = self.constant(span, Atom::Bool(true));
        let no = self.constant(span, Atom::Bool(false));
        self.branch_value(&split, |_| yes, |_| no)
    }

    fn negated(&mut self, value: &Value, span: Span) -> Value {
        self.unary(UnaryOp::Not, value, span)
    }

    /// A unary operator of an instance; `None` if its class defines none.
    pub(in crate::interp) fn own_unary(
        &mut self,
        op: UnaryOp,
        value: &Value,
        span: Span,
    ) -> Option<Value> {
        let method = match op {
            UnaryOp::Not => {
                let truth = self.truth_value(value, span);
                return (truth != *value).then(|| self.negated(&truth, span));
            }
            UnaryOp::Invert => "__invert__",
            UnaryOp::USub => "__neg__",
            UnaryOp::UAdd => "__pos__",
        };
        self.special_or(value, &[method], &[], span, |interp, other| {
            interp.unary(op, other, span)
        })
    }
}

/// The method of an operator, and that of the right operand.
fn operator_methods(op: Operator) -> (&'static str, &'static str) {
    match op {
        Operator::Add => ("__add__", "__radd__"),
        Operator::Sub => ("__sub__", "__rsub__"),
        Operator::Mult => ("__mul__", "__rmul__"),
        Operator::MatMult => ("__matmul__", "__rmatmul__"),
        Operator::Div => ("__truediv__", "__rtruediv__"),
        Operator::Mod => ("__mod__", "__rmod__"),
        Operator::Pow => ("__pow__", "__rpow__"),
        Operator::LShift => ("__lshift__", "__rlshift__"),
        Operator::RShift => ("__rshift__", "__rrshift__"),
        Operator::BitOr => ("__or__", "__ror__"),
        Operator::BitXor => ("__xor__", "__rxor__"),
        Operator::BitAnd => ("__and__", "__rand__"),
        Operator::FloorDiv => ("__floordiv__", "__rfloordiv__"),
    }
}
