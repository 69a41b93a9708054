//! Arithmetic, flags and string operators on known atoms.

use super::arithmetic::{floor_division, int_operation};
use super::fold::Constants;
use super::{Interp, MAX_TEXT};
use crate::domain::guard::Guard;
use crate::domain::origin::Origins;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Member, Traced, Value};
use crate::limit::{self, Limit};
use crate::plain;
use ruff_python_ast::{self as ast, Operator};
use std::rc::Rc;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// Pairs of atoms that an operation looks at.
pub(super) const MAX_PAIRS: usize = 256;

impl<'a> Interp<'a> {
    pub(super) fn eval_binary(&mut self, operation: &'a ast::ExprBinOp) -> Value {
        // A long chain of operators is a deep tree to the left.
        let mut chain = vec![operation];
        while let ast::Expr::BinOp(left) = chain[chain.len() - 1].left.as_ref() {
            chain.push(left);
        }
        let mut value = self.eval(&chain[chain.len() - 1].left);
        for operation in chain.into_iter().rev() {
            let right = self.eval(&operation.right);
            let span = self.span(operation);
            value = self.binary(operation.op, &value, &right, span);
        }
        value
    }

    /// A binary operator, over every pair of atoms that can meet.
    pub(super) fn binary(
        &mut self,
        op: Operator,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Value {
        if let Some(value) = self.own_binary(op, left, right, span) {
            return value;
        }
        if left.entries().len() * right.entries().len() > MAX_PAIRS {
            limit::reached(Limit::Operands);
            return self.unknown_here(span);
        }
        let here = self.written(span);
        let mut entries = Vec::new();
        for (left_guard, left) in left.entries() {
            for (right_guard, right) in right.entries() {
                let Some(guard) = left_guard.and(right_guard) else {
                    continue;
                };
                if !self.choices.compatible(&guard, &self.state.path) {
                    continue;
                }
                let value = self.in_case(&guard, |interp| {
                    interp.operate_pair(op, left, right, &here, span)
                });
                entries.extend(value.restricted(&guard).entries().iter().cloned());
            }
        }
        Value::of(entries)
    }

    fn operate_pair(
        &mut self,
        op: Operator,
        left: &Traced,
        right: &Traced,
        here: &Origins,
        span: Span,
    ) -> Value {
        if matches!(op, Operator::Div | Operator::FloorDiv | Operator::Mod)
            && matches!(left.atom, Atom::Int(_) | Atom::Float(_))
            && right.atom == Atom::Int(0)
            && self.raise("ZeroDivisionError")
        {
            return Value::empty();
        }
        if let (Operator::Mod, Atom::Str(format)) = (op, &left.atom) {
            return self.percent_format(format, &right.atom, span);
        }
        let mut origins = left.origins.clone();
        origins.join(&right.origins);
        if origins.list().len() != 1 {
            origins = here.clone();
        }
        let results = self.operate(op, &left.atom, &right.atom, span);
        let mut entries = Vec::new();
        for (builds, atom) in results {
            let origins = match atom {
                Atom::Unknown(_) => Origins::one(self.unknown_origin(span)),
                _ => origins.clone(),
            };
            entries.push((Guard::on(builds), Traced { atom, origins }));
        }
        Value::of(entries)
    }

    /// The operator on two atoms, build by build.
    fn operate(
        &mut self,
        op: Operator,
        left: &Atom,
        right: &Atom,
        span: Span,
    ) -> Vec<(BuildSet, Atom)> {
        let everywhere = BuildSet(u32::MAX);
        if let Some(atom) = self.operate_flags(op, left, right) {
            return vec![(everywhere, atom)];
        }
        if let Some(atom) = self.operate_text(op, left, right, span) {
            return vec![(everywhere, atom)];
        }
        if let Some(results) = self.operate_floats(op, left, right) {
            return results;
        }
        let builds = self.builds();
        let (Some(lefts), Some(rights)) = (self.ints(left, builds), self.ints(right, builds))
        else {
            if op == Operator::Add && do_not_add_up(left, right) {
                if self.raise("TypeError") {
                    return Vec::new();
                }
            } else if !matches!(left, Atom::Unknown(_)) && !matches!(right, Atom::Unknown(_)) {
                self.may_raise_known("TypeError");
            }
            return vec![(everywhere, self.pure("binary", op as usize, left, right))];
        };
        let mut results = Vec::new();
        for (left_builds, left_int) in &lefts {
            for (right_builds, right_int) in &rights {
                let both = BuildSet(left_builds.0 & right_builds.0);
                if both.0 == 0 {
                    continue;
                }
                let atom = match int_operation(op, *left_int, *right_int) {
                    Some(int) => Atom::Int(int),
                    None => self.pure("binary", op as usize, left, right),
                };
                results.push((both, atom));
            }
        }
        if let [(_, atom)] = results.as_slice() {
            return vec![(everywhere, atom.clone())];
        }
        results
    }

    /// Members of a `Flag` combine to one without a name.
    fn operate_flags(&mut self, op: Operator, left: &Atom, right: &Atom) -> Option<Atom> {
        let (Atom::Member(left), Atom::Member(right)) = (left, right) else {
            return None;
        };
        let bits = matches!(op, Operator::BitAnd | Operator::BitOr | Operator::BitXor);
        if left.class != right.class || !bits || !self.has_flag_members(left.class) {
            return None;
        }
        let (Some(Atom::Int(left_bits)), Some(Atom::Int(right_bits))) =
            (left.value.single_atom(), right.value.single_atom())
        else {
            return None;
        };
        let bits = int_operation(op, *left_bits, *right_bits)?;
        let value = Value::atom(Atom::Int(bits), Origins::default());
        Some(Atom::Member(Rc::new(Member {
            class: left.class,
            name: self.names.intern(""),
            value,
        })))
    }

    fn operate_text(
        &mut self,
        op: Operator,
        left: &Atom,
        right: &Atom,
        span: Span,
    ) -> Option<Atom> {
        match (op, left, right) {
            (Operator::Add, Atom::Str(left), Atom::Str(right))
                if fits(left.len().saturating_add(right.len()), MAX_TEXT) =>
            {
                Some(Atom::Str(format!("{left}{right}").into()))
            }
            (Operator::Mult, Atom::Str(text), Atom::Int(times))
            | (Operator::Mult, Atom::Int(times), Atom::Str(text)) => {
                let times = usize::try_from((*times).max(0)).ok()?;
                fits(text.len().saturating_mul(times), MAX_TEXT)
                    .then(|| Atom::Str(text.repeat(times).into()))
            }
            (Operator::Add, Atom::Str(_) | Atom::Unknown(_), Atom::Str(_) | Atom::Unknown(_)) => {
                self.concatenated_texts(left, right)
            }
            (Operator::Add, Atom::Bytes(left), Atom::Bytes(right))
                if fits(left.len() + right.len(), MAX_TEXT) =>
            {
                Some(Atom::Bytes(
                    left.iter().chain(right.iter()).copied().collect(),
                ))
            }
            (Operator::Mult, Atom::Tuple(items), Atom::Int(times))
            | (Operator::Mult, Atom::Int(times), Atom::Tuple(items)) => {
                let times = usize::try_from((*times).max(0)).ok()?;
                fits(items.len().saturating_mul(times), MAX_PAIRS)
                    .then(|| Atom::Tuple(Rc::new(repeated(items, times))))
            }
            (Operator::Mult, Atom::Object(list), Atom::Int(times))
            | (Operator::Mult, Atom::Int(times), Atom::Object(list)) => {
                self.repeated_list(*list, *times, span)
            }
            (Operator::Add, Atom::Tuple(left), Atom::Tuple(right))
                if fits(left.len() + right.len(), MAX_PAIRS) =>
            {
                Some(Atom::Tuple(Rc::new(
                    left.iter().chain(right.iter()).cloned().collect(),
                )))
            }
            (Operator::Add, Atom::Object(left), Atom::Object(right)) => {
                self.concatenated(*left, *right, span)
            }
            (Operator::BitOr, Atom::Object(left), Atom::Object(right)) => {
                match self.combined_sets(op, *left, *right, span) {
                    Some(set) => Some(set),
                    None => self.united_dicts(*left, *right, span),
                }
            }
            (_, Atom::Object(left), Atom::Object(right)) => {
                self.combined_sets(op, *left, *right, span)
            }
            _ => None,
        }
    }

    /// `list * times`.
    fn repeated_list(
        &mut self,
        list: crate::domain::object::ObjectId,
        times: i128,
        span: Span,
    ) -> Option<Atom> {
        use crate::domain::object::ObjectKind;
        if !matches!(self.objects.kind(list), ObjectKind::List) {
            return None;
        }
        let content = self.content(list);
        let times = usize::try_from(times.max(0)).ok()?;
        let repeated = match content.single() {
            Some(crate::domain::state::Sequence::Known(items))
                if items.len().saturating_mul(times) <= MAX_PAIRS =>
            {
                Ok(repeated(items, times))
            }
            Some(crate::domain::state::Sequence::Known(_)) => {
                limit::reached(Limit::Items);
                Err(self.all_items(&content))
            }
            _ => Err(self.all_items(&content)),
        };
        let list = self.new_sequence(span, ObjectKind::List, repeated);
        list.single_atom().cloned()
    }

    /// `left op right` of floats, and what divides integers.
    fn operate_floats(
        &mut self,
        op: Operator,
        left: &Atom,
        right: &Atom,
    ) -> Option<Vec<(BuildSet, Atom)>> {
        let sign = match op {
            Operator::Add => "+",
            Operator::Sub => "-",
            Operator::Mult => "*",
            Operator::Div => "/",
            Operator::FloorDiv => "//",
            Operator::Mod => "%",
            Operator::Pow => "**",
            _ => return None,
        };
        let is_float = matches!(left, Atom::Float(_)) || matches!(right, Atom::Float(_));
        if !is_float && op != Operator::Div {
            return None;
        }
        let left_data = self.data_of(left, Constants::Numbers)?;
        let right_data = self.data_of(right, Constants::Numbers)?;
        let exact = plain::float_operation(sign, &left_data, &right_data).ok()?;
        let exact = match exact {
            plain::Data::Float(float) => Atom::Float(float.to_bits()),
            plain::Data::Int(int) => Atom::Int(int),
            _ => return None,
        };
        let whole = match (&left_data, &right_data) {
            (plain::Data::Int(left), plain::Data::Int(right)) => {
                floor_division(*left, *right).map(Atom::Int)
            }
            _ => None,
        };
        // Before Python 3, `/` of integers rounded down.
        Some(self.by_build(self.builds(), |build| match &whole {
            Some(whole) if build.python.major == 2 => whole.clone(),
            _ => exact.clone(),
        }))
    }

    /// An operation that gives the same for the same operands.
    pub(super) fn pure(
        &mut self,
        what: &'static str,
        variant: usize,
        left: &Atom,
        right: &Atom,
    ) -> Atom {
        let variant = Atom::Int(i128::try_from(variant).unwrap_or(0));
        let key = UnknownKey::Operation(what, vec![variant, left.clone(), right.clone()]);
        Atom::Unknown(self.unknowns.intern(key))
    }

    pub(super) fn eval_unary(&mut self, operation: &'a ast::ExprUnaryOp) -> Value {
        let mut chain = vec![operation];
        while let ast::Expr::UnaryOp(inner) = chain[chain.len() - 1].operand.as_ref() {
            chain.push(inner);
        }
        let mut value = self.eval(&chain[chain.len() - 1].operand);
        for operation in chain.into_iter().rev() {
            let span = self.span(operation);
            value = self.unary(operation.op, &value, span);
        }
        value
    }

    pub(super) fn unary(&mut self, op: ast::UnaryOp, value: &Value, span: Span) -> Value {
        if let Some(value) = self.own_unary(op, value, span) {
            return value;
        }
        let mut entries = Vec::new();
        for (guard, traced) in value.entries() {
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            for (builds, atom) in self.unary_atom(op, &traced.atom, span) {
                if let Some(guard) = guard.and(&builds) {
                    let origins = if traced.origins.list().len() == 1 {
                        traced.origins.clone()
                    } else {
                        self.written(span)
                    };
                    entries.push((guard, Traced { atom, origins }));
                }
            }
        }
        Value::of(entries)
    }

    fn unary_atom(&mut self, op: ast::UnaryOp, atom: &Atom, span: Span) -> Vec<(Guard, Atom)> {
        if op == ast::UnaryOp::Not {
            if let Atom::Unknown(id) = atom {
                let id = self.unknowns.intern(UnknownKey::Not(*id));
                return vec![(Guard::ALWAYS, Atom::Unknown(id))];
            }
            return match self.truth(atom, span) {
                super::flow::Truth::Known(truth) => vec![(Guard::ALWAYS, Atom::Bool(!truth))],
                super::flow::Truth::When(truths) => truths
                    .into_iter()
                    .map(|(guard, truth)| (guard, Atom::Bool(!truth)))
                    .collect(),
            };
        }
        let builds = self.builds();
        let Some(ints) = self.ints(atom, builds) else {
            if op == ast::UnaryOp::Invert && matches!(atom, Atom::Float(_)) {
                self.may_raise_known("TypeError");
            }
            self.offer_refusal_of_operands(&[atom]);
            return vec![(
                Guard::ALWAYS,
                self.pure("unary", op as usize, atom, &Atom::None),
            )];
        };
        if op == ast::UnaryOp::Invert && matches!(atom, Atom::Library(_)) {
            // A member of a flag enumeration: what `~` gives depends on the
            // Python.
            return self
                .by_build(builds, |build| {
                    let int = ints
                        .iter()
                        .find(|(own, _)| own.0 & self.bit_of(build) != 0)
                        .map_or(0, |(_, int)| *int);
                    tlsfloor_protocol::ssl::invert_flag(build, int)
                })
                .into_iter()
                .map(|(builds, int)| (Guard::on(builds), Atom::Int(int)))
                .collect();
        }
        let single = ints.len() == 1;
        ints.into_iter()
            .map(|(builds, int)| {
                let result = match op {
                    ast::UnaryOp::Invert => !int,
                    ast::UnaryOp::USub => int.checked_neg().unwrap_or(int),
                    ast::UnaryOp::UAdd | ast::UnaryOp::Not => int,
                };
                let guard = if single {
                    Guard::ALWAYS
                } else {
                    Guard::on(builds)
                };
                (guard, Atom::Int(result))
            })
            .collect()
    }

    /// The integer that an atom stands for, build by build; `None` if it is no
    /// known integer.
    pub(super) fn ints(&mut self, atom: &Atom, builds: BuildSet) -> Option<Vec<(BuildSet, i128)>> {
        let everywhere = BuildSet(u32::MAX);
        match atom {
            Atom::Int(int) => Some(vec![(everywhere, *int)]),
            Atom::Bool(value) => Some(vec![(everywhere, i128::from(*value))]),
            Atom::Member(member) if self.has_int_members(member.class) => {
                let inner = member.value.single_atom()?.clone();
                self.ints(&inner, builds)
            }
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                self.catalogue.constant(&dotted)?;
                let mut known = Vec::new();
                for (builds, value) in self.constant_ints(&dotted, builds) {
                    known.push((builds, value?));
                }
                Some(known)
            }
            _ => None,
        }
    }
}

/// Whether `left + right` is a mistake: a text and a number, or nothing.
fn do_not_add_up(left: &Atom, right: &Atom) -> bool {
    let kind = |atom: &Atom| match atom {
        Atom::Str(_) => Some(1),
        Atom::Int(_) | Atom::Bool(_) | Atom::Float(_) => Some(2),
        Atom::Tuple(_) => Some(3),
        Atom::None => Some(4),
        _ => None,
    };
    match (kind(left), kind(right)) {
        (Some(left), Some(right)) => left != right || left == 4,
        _ => false,
    }
}

fn repeated(items: &[Value], times: usize) -> Vec<Value> {
    std::iter::repeat_n(items, times)
        .flatten()
        .cloned()
        .collect()
}

/// Whether a text or a tuple of a size is kept.
fn fits(size: usize, most: usize) -> bool {
    if size > most {
        limit::reached(Limit::Size);
    }
    size <= most
}
