//! What sets do: operators, methods, and changes in place.

use super::union_of;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use ruff_python_ast::Operator;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Whether an object does what sets do: views of keys and of items too.
    fn is_set(&self, object: ObjectId) -> bool {
        use crate::domain::object::ViewPart;
        matches!(
            self.objects.kind(object),
            ObjectKind::Set | ObjectKind::View(_, ViewPart::Keys | ViewPart::Items)
        )
    }

    /// `left | right` and its like, of two sets.
    pub(in crate::interp) fn combined_sets(
        &mut self,
        op: Operator,
        left: ObjectId,
        right: ObjectId,
        span: Span,
    ) -> Option<Atom> {
        if !self.is_set(left) || !self.is_set(right) {
            return None;
        }
        let right = self.object_value(span, right);
        let content = self.combined(op, left, &right, span)?;
        let set = self.new_sequence(span, ObjectKind::Set, content);
        set.single_atom().cloned()
    }

    /// `set |= other` and its like: the set itself changes.
    pub(in crate::interp) fn combine_in_place(
        &mut self,
        op: Operator,
        set: ObjectId,
        other: &Value,
        span: Span,
    ) -> bool {
        let Some(content) = self.combined(op, set, other, span) else {
            return false;
        };
        let content = match content {
            Ok(items) => Sequence::Known(Rc::new(items)),
            Err(item) => Sequence::Open(item),
        };
        self.set_sequence(set, content);
        true
    }

    /// The items of a combination; `None` if sets do not know the operator.
    pub(super) fn combined(
        &mut self,
        op: Operator,
        left: ObjectId,
        right: &Value,
        span: Span,
    ) -> Option<Result<Vec<Value>, Value>> {
        let ops = [
            Operator::BitOr,
            Operator::BitAnd,
            Operator::BitXor,
            Operator::Sub,
        ];
        if !ops.contains(&op) {
            return None;
        }
        let left = self.object_value(span, left);
        let left = self.sequence_of(&left, span);
        let right = self.sequence_of(right, span);
        let all = left.any().union(&right.any());
        let (Sequence::Known(left), Sequence::Known(right)) = (&left, right) else {
            return Some(Err(all));
        };
        let (Some(left_keys), Some(right_keys)) = (self.keys_of(left), self.keys_of(&right)) else {
            return Some(Err(all));
        };
        let mut items: Vec<Value> = Vec::new();
        for (key, item) in left_keys.iter().zip(left.iter()) {
            let both = right_keys.contains(key);
            if match op {
                Operator::BitOr => true,
                Operator::BitAnd => both,
                _ => !both,
            } {
                items.push(item.clone());
            }
        }
        if matches!(op, Operator::BitOr | Operator::BitXor) {
            for (key, item) in right_keys.iter().zip(right.iter()) {
                if !left_keys.contains(key) {
                    items.push(item.clone());
                }
            }
        }
        Some(Ok(self.distinct(&items).unwrap_or(items)))
    }

    /// `set.issubset(items)` and its like.
    pub(super) fn set_relation(
        &mut self,
        set: ObjectId,
        method: &str,
        other: &Value,
        span: Span,
    ) -> Value {
        let content = self.content(set);
        let other = self.sequence_of(other, span);
        let (Some(Sequence::Known(own)), Sequence::Known(other)) = (content.single(), other) else {
            return self.unknown_here(span);
        };
        let (Some(own), Some(other)) = (self.keys_of(own), self.keys_of(&other)) else {
            return self.unknown_here(span);
        };
        let truth = match method {
            "issubset" => own.iter().all(|key| other.contains(key)),
            "issuperset" => other.iter().all(|key| own.contains(key)),
            _ => !own.iter().any(|key| other.contains(key)),
        };
        self.constant(span, Atom::Bool(truth))
    }

    fn keys_of(&mut self, items: &[Value]) -> Option<Vec<Atom>> {
        let mut keys = Vec::new();
        for item in items {
            keys.push(self.hashable(&item.single_atom()?.clone())?);
        }
        Some(keys)
    }

    /// Methods that only sets have, but for those that read alone.
    pub(super) fn call_set_method(
        &mut self,
        set: ObjectId,
        method: &str,
        others: &[Value],
        span: Span,
    ) -> Option<Value> {
        let op = match method {
            "union" | "update" => Operator::BitOr,
            "difference" | "difference_update" | "discard" | "remove" => Operator::Sub,
            "intersection" | "intersection_update" => Operator::BitAnd,
            "symmetric_difference" | "symmetric_difference_update" => Operator::BitXor,
            _ => return None,
        };
        let wrapped: Vec<Value> = match (method, others) {
            ("discard" | "remove", [item]) => {
                if method == "remove" {
                    self.may_raise_known("KeyError");
                }
                vec![self.constant(span, Atom::Tuple(Rc::new(vec![item.clone()])))]
            }
            _ => others.to_vec(),
        };
        if method.ends_with("update") || matches!(method, "discard" | "remove") {
            for other in &wrapped {
                self.combine_in_place(op, set, other, span);
            }
            return Some(self.constant(span, Atom::None));
        }
        let content = self.content(set);
        let content = match content.single() {
            Some(Sequence::Known(items)) => Ok(items.as_ref().clone()),
            _ => Err(self.all_items(&content)),
        };
        let result = self.new_sequence(span, ObjectKind::Set, content);
        if let Some(&Atom::Object(result)) = result.single_atom() {
            for other in &wrapped {
                self.combine_in_place(op, result, other, span);
            }
        }
        Some(result)
    }

    /// Where an item stands for the first time; `None` where that is not known.
    pub(super) fn position_of(
        &mut self,
        items: &[Value],
        wanted: &Value,
    ) -> Option<(Option<usize>, usize)> {
        let wanted = wanted.single_atom()?.clone();
        let (mut first, mut count) = (None, 0);
        for (at, item) in items.iter().enumerate() {
            let item = item.single_atom()?.clone();
            match self.equality(&item, &wanted, true).as_slice() {
                [(guard, Atom::Bool(equal))] if guard.is_always() => {
                    if *equal {
                        first = first.or(Some(at));
                        count += 1;
                    }
                }
                _ => return None,
            }
        }
        Some((first, count))
    }

    /// What a method that is not modelled leaves of a container.
    pub(super) fn loosen_sequence(&mut self, object: ObjectId, given: &[Value], span: Span) {
        let content = self.content(object);
        let unknown = self.unknown_here(span);
        let items = self.all_items(&content);
        let items = items.union(&union_of(given)).union(&unknown);
        self.set_sequence(object, Sequence::Open(items));
    }
}
