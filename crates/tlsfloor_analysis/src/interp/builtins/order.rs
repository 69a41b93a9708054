//! Order: `sorted`, `max` and `min`. Items are compared as `<` and `>` compare
//! them.

use super::union_of;
use crate::domain::guard::Guard;
use crate::domain::object::ObjectKind;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::fold::Constants;
use crate::limit::{self, Limit};
use crate::plain::Data;
use ruff_python_ast::CmpOp;
use std::cmp::Ordering;
use tlsfloor_source::Span;

/// Items that are compared in pairs, where they are not plain data.
const MAX_COMPARED: usize = 32;

impl<'a> Interp<'a> {
    pub(super) fn builtin_sorted(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let Some(items) = arguments.positional.first().cloned() else {
            return self.unfollowed(arguments);
        };
        if arguments.keywords.is_empty()
            && let Some(sparse) = self.sparse_items(&items, span)
        {
            let sorted = match self.order_of_data(&sparse, false) {
                Some(order) => Some(order.into_iter().map(|at| sparse[at].clone()).collect()),
                None => self.in_order_of_each_build(&sparse),
            };
            if let Some(items) = sorted {
                return self.new_sparse(span, ObjectKind::List, items);
            }
        }
        self.over_sequences(&items, span, |interp, sequence| {
            let content = match sequence {
                Sequence::Known(items) => {
                    let sorted = interp.sorted_as_told(&items, arguments);
                    if sorted.is_err()
                        && !interp.state.dead
                        && arguments.keywords.is_empty()
                        && let Some(items) = interp.in_order_of_each_build(&items)
                    {
                        return interp.new_sparse(span, ObjectKind::List, items);
                    }
                    sorted
                }
                Sequence::Open(item) => {
                    interp.expose_key(arguments);
                    Err(item)
                }
            };
            if interp.state.dead {
                return Value::empty();
            }
            interp.new_sequence(span, ObjectKind::List, content)
        })
    }

    fn expose_key(&mut self, arguments: &Arguments) {
        let key = self.names.intern("key");
        if let Some(function) = arguments.keyword(key).cloned() {
            self.expose(&function, arguments.span);
        }
    }

    /// What each item is compared by.
    fn ranks(&mut self, items: &[Value], arguments: &Arguments) -> Vec<Value> {
        let key = self.names.intern("key");
        let key = arguments.keyword(key).cloned();
        let Some(key) = key.filter(|key| key.single_atom() != Some(&Atom::None)) else {
            return items.to_vec();
        };
        let mut ranks = Vec::new();
        let outer = self.frame().path;
        for (visit, item) in (0..).zip(items) {
            let mut call = Arguments::none(arguments.span);
            call.positional = vec![item.clone()];
            self.frame_mut().path = self.objects.call_path(outer, arguments.span, visit);
            let rank = self.call_value(&key, &call);
            ranks.push(rank);
            if self.state.dead {
                break;
            }
        }
        self.frame_mut().path = outer;
        ranks
    }

    /// `sorted(items, key=…, reverse=…)`; `Err` with all items where their order
    /// is not known.
    pub(super) fn sorted_as_told(
        &mut self,
        items: &[Value],
        arguments: &Arguments,
    ) -> Result<Vec<Value>, Value> {
        let any = union_of(items);
        let ranks = self.ranks(items, arguments);
        if self.state.dead {
            return Err(any);
        }
        let reverse = self.names.intern("reverse");
        let reverse = match arguments.keyword(reverse).cloned() {
            None => false,
            Some(reverse) => {
                let reverse = self.builtin_bool(Some(&reverse), arguments.span);
                match reverse.single_atom() {
                    Some(Atom::Bool(reverse)) => *reverse,
                    _ => return Err(any),
                }
            }
        };
        if arguments.open_keywords.is_some() {
            return Err(any);
        }
        let order = match self.order_of_data(&ranks, reverse) {
            Some(order) => Some(order),
            None => self.order_by_comparing(&ranks, reverse, arguments.span),
        };
        match order {
            Some(order) => Ok(order.into_iter().map(|at| items[at].clone()).collect()),
            None => Err(any),
        }
    }

    fn order_of_data(&mut self, ranks: &[Value], reverse: bool) -> Option<Vec<usize>> {
        let mut data: Vec<(usize, Data)> = Vec::new();
        for (at, rank) in ranks.iter().enumerate() {
            let atom = rank.single_atom()?.clone();
            data.push((at, self.data_of(&atom, Constants::Numbers)?));
        }
        let comparable = data
            .windows(2)
            .all(|pair| matches!(pair, [(_, left), (_, right)] if left.compare(right).is_some()));
        if !comparable {
            return None;
        }
        // Both orders are stable.
        data.sort_by(|(_, left), (_, right)| {
            let (left, right) = if reverse {
                (right, left)
            } else {
                (left, right)
            };
            left.compare(right).unwrap_or(Ordering::Equal)
        });
        Some(data.into_iter().map(|(at, _)| at).collect())
    }

    /// Numbers that differ from build to build, for each order once: there just
    /// on the builds that have it. `None` where they are not known.
    fn in_order_of_each_build(&mut self, items: &[Value]) -> Option<Vec<Value>> {
        let builds = self.builds();
        let mut numbers = Vec::new();
        for item in items {
            let [(guard, traced)] = item.entries() else {
                return None;
            };
            numbers.push((guard.builds, self.ints(&traced.atom, builds)?));
        }
        let orders = self.by_build(builds, |build| {
            let bit = self.bit_of(build);
            let mut order = Vec::new();
            for (at, (present, ints)) in numbers.iter().enumerate() {
                if present.0 & bit != 0 {
                    let (_, int) = ints.iter().find(|(own, _)| own.0 & bit != 0)?;
                    order.push((*int, at));
                }
            }
            order.sort_unstable();
            let order: Vec<usize> = order.into_iter().map(|(_, at)| at).collect();
            Some(order)
        });
        let mut sorted = Vec::new();
        for (builds, order) in orders {
            let there = Guard::on(builds);
            sorted.extend(order?.into_iter().map(|at| items[at].restricted(&there)));
        }
        Some(sorted)
    }

    /// Sorts by calling `<`, as classes of the program define it.
    fn order_by_comparing(
        &mut self,
        ranks: &[Value],
        reverse: bool,
        span: Span,
    ) -> Option<Vec<usize>> {
        if ranks.len() > MAX_COMPARED {
            limit::reached(Limit::Sorted);
            return None;
        }
        let mut order: Vec<usize> = Vec::new();
        let outer = self.frame().path;
        let mut visit = 0;
        for (at, rank) in ranks.iter().enumerate() {
            let mut place = order.len();
            while place > 0 {
                let before = &ranks[order[place - 1]];
                let (left, right) = if reverse {
                    (before, rank)
                } else {
                    (rank, before)
                };
                visit += 1;
                self.frame_mut().path = self.objects.call_path(outer, span, visit);
                let less = self.compare(CmpOp::Lt, left, right, span);
                let less = self.builtin_bool(Some(&less), span);
                self.frame_mut().path = outer;
                if self.state.dead {
                    return None;
                }
                match less.single_atom() {
                    Some(Atom::Bool(true)) => place -= 1,
                    Some(Atom::Bool(false)) => break,
                    _ => return None,
                }
            }
            order.insert(place, at);
        }
        Some(order)
    }

    /// `max` and `min`: of equals, both give the first. Where a comparison is
    /// not known, either may be it.
    pub(super) fn builtin_extreme(&mut self, which: &str, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let is_max = which.ends_with("max");
        match arguments.positional.as_slice() {
            [one] if arguments.open_positional.is_none() => {
                self.over_sequences(&one.clone(), span, |interp, sequence| match sequence {
                    Sequence::Known(items) => interp.extreme(is_max, &items, arguments),
                    Sequence::Open(item) => {
                        interp.expose_key(arguments);
                        interp.may_raise_known("ValueError");
                        item
                    }
                })
            }
            several => {
                let items = several.to_vec();
                let result = self.extreme(is_max, &items, arguments);
                match &arguments.open_positional {
                    Some(open) => result.union(open),
                    None => result,
                }
            }
        }
    }

    fn extreme(&mut self, is_max: bool, items: &[Value], arguments: &Arguments) -> Value {
        let span = arguments.span;
        let default = self.names.intern("default");
        if items.is_empty() {
            return match arguments.keyword(default) {
                Some(default) => default.clone(),
                None => self.raised("ValueError", span),
            };
        }
        let ranks = self.ranks(items, arguments);
        if self.state.dead || ranks.len() != items.len() {
            return Value::empty();
        }
        let op = if is_max { CmpOp::Gt } else { CmpOp::Lt };
        let (mut best, mut best_rank) = (items[0].clone(), ranks[0].clone());
        for (item, rank) in items.iter().zip(&ranks).skip(1) {
            let better = self.compare(op, rank, &best_rank, span);
            if self.state.dead {
                return Value::empty();
            }
            let split = self.split(span, &better);
            let (old, old_rank) = (best, best_rank);
            best = self.branch_value(&split, |_| item.clone(), |_| old);
            best_rank = self.branch_value(&split, |_| rank.clone(), |_| old_rank);
            if self.state.dead {
                return Value::empty();
            }
        }
        best
    }

    /// Runs something with each sequence that a value may be, where it is that.
    pub(in crate::interp) fn over_sequences(
        &mut self,
        value: &Value,
        span: Span,
        run: impl FnMut(&mut Self, Sequence) -> Value,
    ) -> Value {
        let alternatives = self.sequences_of(value, span);
        if self.state.dead {
            return Value::empty();
        }
        if alternatives.is_empty() {
            return self.unknown_here(span);
        }
        self.each_case(alternatives, run)
    }
}
