//! Comparing what holds items: lists, tuples, sets and dicts, item by item.

use super::Interp;
use super::fold::Constants;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::limit::{self, Limit};
use crate::plain::Data;
use ruff_python_ast::CmpOp;
use std::rc::Rc;

/// Containers inside containers.
const MAX_DEPTH: u32 = 16;

impl<'a> Interp<'a> {
    /// Whether two known atoms are equal, if that can be said.
    pub(super) fn items_equal(&mut self, left: &Atom, right: &Atom) -> Option<bool> {
        self.equal_within(left, right, MAX_DEPTH)
    }

    fn equal_within(&mut self, left: &Atom, right: &Atom, depth: u32) -> Option<bool> {
        let Some(depth) = depth.checked_sub(1) else {
            limit::reached(Limit::Depth);
            return None;
        };
        if let (Atom::Tuple(left), Atom::Tuple(right)) = (left, right) {
            return self.all_equal(left, right, depth);
        }
        let (Atom::Object(left_id), Atom::Object(right_id)) = (left, right) else {
            return self.known_equal(left, right);
        };
        let (left_id, right_id) = (*left_id, *right_id);
        if left_id == right_id {
            return self.known_equal(left, right);
        }
        let same_kind = |interp: &Self, wanted: fn(&ObjectKind<'_>) -> bool| {
            wanted(interp.objects.kind(left_id)) && wanted(interp.objects.kind(right_id))
        };
        if same_kind(self, |kind| matches!(kind, ObjectKind::List)) {
            let (left, right) = (self.items_known(left_id)?, self.items_known(right_id)?);
            return self.all_equal(&left, &right, depth);
        }
        if same_kind(self, |kind| matches!(kind, ObjectKind::Set)) {
            let (left, right) = (self.set_keys(left_id)?, self.set_keys(right_id)?);
            let within = left.iter().all(|key| right.contains(key));
            return Some(within && left.len() == right.len());
        }
        if self.is_mapping(left_id) && self.is_mapping(right_id) {
            return self.equal_mappings(left_id, right_id, depth);
        }
        self.known_equal(left, right)
    }

    fn items_known(&mut self, object: ObjectId) -> Option<Rc<Vec<Value>>> {
        match self.content(object).single() {
            Some(Sequence::Known(items)) => Some(items.clone()),
            _ => None,
        }
    }

    /// What the items of a set are told apart by.
    fn set_keys(&mut self, set: ObjectId) -> Option<Vec<Atom>> {
        let items = self.items_known(set)?;
        let mut keys = Vec::new();
        for item in items.iter() {
            let key = self.hashable(&item.single_atom()?.clone())?;
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Some(keys)
    }

    fn all_equal(&mut self, left: &[Value], right: &[Value], depth: u32) -> Option<bool> {
        if left.len() != right.len() {
            return Some(false);
        }
        let mut equal = Some(true);
        for (left, right) in left.iter().zip(right) {
            match self.values_equal(left, right, depth) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => equal = None,
            }
        }
        equal
    }

    fn values_equal(&mut self, left: &Value, right: &Value, depth: u32) -> Option<bool> {
        let left = left.on_path(&self.choices, &self.state.path);
        let right = right.on_path(&self.choices, &self.state.path);
        let (left, right) = (left.single_atom()?.clone(), right.single_atom()?.clone());
        let holds_items = |atom: &Atom| matches!(atom, Atom::Object(_) | Atom::Tuple(_));
        if holds_items(&left) && holds_items(&right) {
            return self.equal_within(&left, &right, depth);
        }
        match self.equality(&left, &right, true).as_slice() {
            [(guard, Atom::Bool(equal))] if self.state.path.implies(guard) => Some(*equal),
            _ => None,
        }
    }

    fn equal_mappings(&mut self, left: ObjectId, right: ObjectId, depth: u32) -> Option<bool> {
        let (left, right) = (self.mapping(left), self.mapping(right));
        if left.rest.is_some() || right.rest.is_some() {
            return None;
        }
        let mut present = Vec::new();
        for mapping in [&left, &right] {
            let mut entries = Vec::new();
            for (key, value) in mapping.entries.iter() {
                let value = value.on_path(&self.choices, &self.state.path);
                if value.is_empty() {
                    continue;
                }
                if !self.surely_present(&value) {
                    return None;
                }
                entries.push((key.clone(), value));
            }
            present.push(entries);
        }
        let right = present.pop()?;
        let left = present.pop()?;
        if left.len() != right.len() {
            return Some(false);
        }
        let mut equal = Some(true);
        for (key, value) in &left {
            let Some((_, other)) = right.iter().find(|(own, _)| own == key) else {
                return Some(false);
            };
            match self.values_equal(value, other, depth) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => equal = None,
            }
        }
        equal
    }

    /// `<` and its like of plain data, of sequences and of sets.
    pub(super) fn order_of_items(
        &mut self,
        op: CmpOp,
        left: &Atom,
        right: &Atom,
    ) -> Option<Vec<(Guard, Atom)>> {
        let known = |truth: bool| Some(vec![(Guard::ALWAYS, Atom::Bool(truth))]);
        let left_data = self.data_of(left, Constants::Numbers);
        let right_data = self.data_of(right, Constants::Numbers);
        if let (Some(left), Some(right)) = (&left_data, &right_data) {
            if let (Data::Set(left), Data::Set(right)) = (left, right) {
                let within = |left: &[Data], right: &[Data]| {
                    left.iter()
                        .all(|item| right.iter().any(|own| own.equals(item)))
                };
                let (part, whole) = (within(left, right), within(right, left));
                return known(match op {
                    CmpOp::Lt => part && !whole,
                    CmpOp::LtE => part,
                    CmpOp::Gt => whole && !part,
                    _ => whole,
                });
            }
            if let Some(ordering) = left.compare(right) {
                return known(match op {
                    CmpOp::Lt => ordering.is_lt(),
                    CmpOp::LtE => ordering.is_le(),
                    CmpOp::Gt => ordering.is_gt(),
                    _ => ordering.is_ge(),
                });
            }
        }
        let (left, right) = match (left, right) {
            (Atom::Tuple(left), Atom::Tuple(right)) => (left.clone(), right.clone()),
            (Atom::Object(left), Atom::Object(right)) => {
                let is_list =
                    |object: &ObjectId| matches!(self.objects.kind(*object), ObjectKind::List);
                if !is_list(left) || !is_list(right) {
                    return None;
                }
                (self.items_known(*left)?, self.items_known(*right)?)
            }
            _ => return None,
        };
        for (left, right) in left.iter().zip(right.iter()) {
            if self.values_equal(left, right, MAX_DEPTH)? {
                continue;
            }
            let left = left.single_atom()?.clone();
            let right = right.single_atom()?.clone();
            return Some(self.order(op, &left, &right));
        }
        let ordering = left.len().cmp(&right.len());
        known(match op {
            CmpOp::Lt => ordering.is_lt(),
            CmpOp::LtE => ordering.is_le(),
            CmpOp::Gt => ordering.is_gt(),
            _ => ordering.is_ge(),
        })
    }
}
