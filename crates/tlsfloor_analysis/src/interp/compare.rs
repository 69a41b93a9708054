//! Comparisons: known where both sides are known, else a test with an identity.

use super::Interp;
use super::unknown_test::verdict_above;
use crate::domain::guard::Guard;
use crate::domain::object::ObjectKind;
use crate::domain::region::Key;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Traced, Value};
use crate::limit::{self, Limit};
use ruff_python_ast::{self as ast, CmpOp};
use std::cmp::Ordering;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// The number of the newest patch release: newer than any that is asked for.
pub(super) const NEWEST_PATCH: i128 = 99;

impl<'a> Interp<'a> {
    pub(super) fn eval_compare(&mut self, comparison: &'a ast::ExprCompare) -> Value {
        let span = self.span(comparison);
        let left = self.eval(&comparison.left);
        self.compare_chain(&left, &comparison.ops, &comparison.comparators, span)
    }

    /// `left < a < b`: `b` is computed only where the first comparison holds.
    fn compare_chain(
        &mut self,
        left: &Value,
        ops: &[CmpOp],
        comparators: &'a [ast::Expr],
        span: Span,
    ) -> Value {
        let (Some((op, ops)), Some((right, comparators))) =
            (ops.split_first(), comparators.split_first())
        else {
            return Value::empty();
        };
        let right = self.eval(right);
        let first = self.compare(*op, left, &right, span);
        if ops.is_empty() || self.state.dead {
            return first;
        }
        let split = self.split(span, &first);
        self.branch_value(
            &split,
            |interp| interp.compare_chain(&right, ops, comparators, span),
            |_| first.clone(),
        )
    }

    pub(super) fn compare(&mut self, op: CmpOp, left: &Value, right: &Value, span: Span) -> Value {
        match self.own_comparison(op, left, right, span) {
            Some(value) => value,
            None => self.compare_plainly(op, left, right, span),
        }
    }

    /// A comparison that no class of the program decides.
    pub(super) fn compare_plainly(
        &mut self,
        op: CmpOp,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Value {
        let origins = self.written(span);
        let mut entries = Vec::new();
        let (left, right) = &match op {
            CmpOp::Is | CmpOp::IsNot => (left.clone(), right.clone()),
            CmpOp::In | CmpOp::NotIn => (self.keys_apart(left), right.clone()),
            _ => (self.keys_apart(left), self.keys_apart(right)),
        };
        if left.entries().len() * right.entries().len() > super::operator::MAX_PAIRS {
            limit::reached(Limit::Operands);
            return self.unknown_here(span);
        }
        for (left_guard, left) in left.entries() {
            for (right_guard, right) in right.entries() {
                let Some(guard) = left_guard.and(right_guard) else {
                    continue;
                };
                if !self.choices.compatible(&guard, &self.state.path) {
                    continue;
                }
                for (own, atom) in self.compare_atoms(op, &left.atom, &right.atom, span) {
                    if let Some(guard) = guard.and(&own) {
                        entries.push((
                            guard,
                            Traced {
                                atom,
                                origins: origins.clone(),
                            },
                        ));
                    }
                }
            }
        }
        Value::of(entries)
    }

    fn compare_atoms(
        &mut self,
        op: CmpOp,
        left: &Atom,
        right: &Atom,
        span: Span,
    ) -> Vec<(Guard, Atom)> {
        let outcomes = match op {
            CmpOp::Eq => self.equality(left, right, true),
            CmpOp::NotEq => self.equality(left, right, false),
            CmpOp::Is => self.identity(left, right, true),
            CmpOp::IsNot => self.identity(left, right, false),
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => self.order(op, left, right),
            CmpOp::In => self.membership(left, right, true, span),
            CmpOp::NotIn => self.membership(left, right, false, span),
        };
        self.settled(outcomes)
    }

    /// Whether two atoms are one object. Equal numbers and texts need not be:
    /// that is for the implementation to decide.
    fn identity(&mut self, left: &Atom, right: &Atom, positive: bool) -> Vec<(Guard, Atom)> {
        let is_data = |atom: &Atom| {
            matches!(
                atom,
                Atom::Int(_) | Atom::Float(_) | Atom::Str(_) | Atom::Bytes(_) | Atom::Tuple(_)
            )
        };
        let is_known = |atom: &Atom| !matches!(atom, Atom::Unknown(_) | Atom::Library(_));
        let has_identity = |atom: &Atom| matches!(atom, Atom::Object(_) | Atom::None);
        if is_known(left) && is_known(right) && (has_identity(left) || has_identity(right)) {
            return vec![(Guard::ALWAYS, Atom::Bool((left == right) == positive))];
        }
        let (is_object, is_number) = (
            matches!(left, Atom::Object(_)) || matches!(right, Atom::Object(_)),
            self.is_number_constant(left) || self.is_number_constant(right),
        );
        if is_object && is_number {
            return vec![(Guard::ALWAYS, Atom::Bool(!positive))];
        }
        let mut outcomes = self.equality(left, right, positive);
        if is_data(left) || is_data(right) {
            let test = self.pure("is", usize::from(positive), left, right);
            for (_, outcome) in &mut outcomes {
                if *outcome == Atom::Bool(positive) {
                    *outcome = test.clone();
                }
            }
        }
        outcomes
    }

    /// Whether an object's class says itself what equals it.
    fn compares_by_itself(&mut self, atom: &Atom) -> bool {
        let Atom::Object(object) = *atom else {
            return false;
        };
        match *self.objects.kind(object) {
            ObjectKind::Instance(class) => self.decides_by_itself(class, &["__eq__", "__ne__"]),
            _ => false,
        }
    }

    /// Whether two atoms are equal: per build, or by a test of an unknown.
    pub(super) fn equality(
        &mut self,
        left: &Atom,
        right: &Atom,
        positive: bool,
    ) -> Vec<(Guard, Atom)> {
        if let Some((left, right)) = self.as_compared_pair(left, right, false) {
            return self.equality(&left, &right, positive);
        }
        let known = |equal: bool| vec![(Guard::ALWAYS, Atom::Bool(equal == positive))];
        let test = match (left, right) {
            (Atom::Unknown(left_id), Atom::Unknown(right_id))
                if left_id == right_id
                    && self.unknowns.type_of(*left_id)
                        != crate::domain::derived::Known::Anything
                    && !self.unknowns.is_anonymous(*left_id) =>
            {
                return known(true);
            }
            // A float that is no number is not equal to itself.
            (Atom::Unknown(left_id), Atom::Unknown(right_id)) if left_id == right_id => {
                UnknownKey::Operation("equal", vec![left.clone(), right.clone()])
            }
            (Atom::Unknown(unknown), other) | (other, Atom::Unknown(unknown))
                if Key::of(other).is_some_and(|key| !self.unknowns.can_be(*unknown, &key)) =>
            {
                return known(false);
            }
            (Atom::Unknown(unknown), other) | (other, Atom::Unknown(unknown)) => {
                UnknownKey::Equals(*unknown, Box::new(other.clone()))
            }
            _ if left != right
                && (self.compares_by_itself(left) || self.compares_by_itself(right)) =>
            {
                UnknownKey::Operation("equal", vec![left.clone(), right.clone()])
            }
            _ => {
                let builds = self.builds();
                if let (Some(lefts), Some(rights)) =
                    (self.ints(left, builds), self.ints(right, builds))
                {
                    return per_build(&lefts, &rights, |l, r| (l == r) == positive);
                }
                match self.items_equal(left, right) {
                    Some(equal) => return known(equal),
                    None => UnknownKey::Operation("equal", vec![left.clone(), right.clone()]),
                }
            }
        };
        let mut id = self.unknowns.intern(test);
        if !positive {
            id = self.unknowns.intern(UnknownKey::Not(id));
        }
        vec![(Guard::ALWAYS, Atom::Unknown(id))]
    }

    /// A library's constant that is a number, such as a member of an enumeration.
    fn is_number_constant(&self, atom: &Atom) -> bool {
        matches!(atom, Atom::Library(name)
            if self.class_of_constant(&self.names.text(*name)).is_some())
    }

    /// A constant that is a number, and something that is none.
    fn is_number_apart(&self, left: &Atom, right: &Atom) -> bool {
        let is_number = self.is_number_constant(left);
        let is_none = match right {
            Atom::Str(_) | Atom::Bytes(_) | Atom::Tuple(_) => true,
            Atom::Object(object) => matches!(
                self.objects.kind(*object),
                ObjectKind::List | ObjectKind::Set | ObjectKind::Dict | ObjectKind::Function(_)
            ),
            _ => false,
        };
        is_number && is_none
    }

    pub(super) fn is_of_language(&self, atom: &Atom) -> bool {
        matches!(atom, Atom::Library(name) if self.names.text(*name).starts_with("builtins."))
    }

    /// Whether two known atoms are equal, if that can be said.
    pub(super) fn known_equal(&self, left: &Atom, right: &Atom) -> Option<bool> {
        match (left, right) {
            (Atom::Tuple(left), Atom::Tuple(right)) => {
                if left.len() != right.len() {
                    return Some(false);
                }
                let mut equal = true;
                for (left, right) in left.iter().zip(right.iter()) {
                    let (left, right) = (left.single_atom()?, right.single_atom()?);
                    equal &= self.known_equal(left, right)?;
                }
                Some(equal)
            }
            (Atom::Object(left_id), Atom::Object(right_id)) => {
                let container = |kind: &ObjectKind<'_>| {
                    matches!(
                        kind,
                        ObjectKind::List
                            | ObjectKind::Set
                            | ObjectKind::Dict
                            | ObjectKind::Namespace(_)
                    )
                };
                if left_id == right_id {
                    Some(true)
                } else if container(self.objects.kind(*left_id))
                    && container(self.objects.kind(*right_id))
                {
                    None
                } else {
                    Some(false)
                }
            }
            (Atom::Library(_), _) | (_, Atom::Library(_)) => {
                if left == right {
                    Some(true)
                } else if self.is_of_language(left) || self.is_of_language(right) {
                    // A class or a function of the language equals itself alone.
                    (!matches!(left, Atom::Object(_)) && !matches!(right, Atom::Object(_)))
                        .then_some(false)
                } else if self.is_number_apart(left, right) || self.is_number_apart(right, left) {
                    Some(false)
                } else if matches!(left, Atom::None) || matches!(right, Atom::None) {
                    // A name of a library that is None is rare enough, and the
                    // test for None is how optional imports are told.
                    Some(false)
                } else {
                    None
                }
            }
            (Atom::Member(left), Atom::Member(right)) => Some(left == right),
            (Atom::Member(member), other) | (other, Atom::Member(member)) => {
                let value = member.value.single_atom()?;
                if self.has_text_members(member.class) {
                    return self.known_equal(value, other);
                }
                (!self.has_int_members(member.class)).then_some(false)
            }
            (Atom::Float(left), Atom::Float(right)) => {
                Some(f64::from_bits(*left) == f64::from_bits(*right))
            }
            (Atom::Float(float), other) | (other, Atom::Float(float)) => {
                let float = f64::from_bits(*float);
                match other {
                    Atom::Int(int) => Some(
                        crate::plain::Data::Int(*int).equals(&crate::plain::Data::Float(float)),
                    ),
                    Atom::Bool(truth) => Some(float == f64::from(u8::from(*truth))),
                    _ => Some(false),
                }
            }
            _ => Some(left == right),
        }
    }

    pub(super) fn order(&mut self, op: CmpOp, left: &Atom, right: &Atom) -> Vec<(Guard, Atom)> {
        if let Some((left, right)) = self.as_compared_pair(left, right, true) {
            return self.order(op, &left, &right);
        }
        let holds = |ordering: Ordering| match op {
            CmpOp::Lt => ordering.is_lt(),
            CmpOp::LtE => ordering.is_le(),
            CmpOp::Gt => ordering.is_gt(),
            _ => ordering.is_ge(),
        };
        let builds = self.builds();
        if let (Some(lefts), Some(rights)) = (self.ints(left, builds), self.ints(right, builds)) {
            return per_build(&lefts, &rights, |l, r| holds(l.cmp(&r)));
        }
        if let Some(outcomes) = self.order_of_items(op, left, right) {
            return outcomes;
        }
        // The interpreter's version against a literal: build by build.
        let groups = self.by_build(builds, |build| {
            if let (Some(floor), Some(other)) = (
                self.openssl_floor(left, build),
                self.openssl_number(right, build),
            ) {
                return verdict_above(op, &floor, &other);
            }
            let left = self.ordered(left, build)?;
            let right = self.ordered(right, build)?;
            Some(holds(left.cmp(&right)))
        });
        if groups.iter().any(|(_, verdict)| verdict.is_some()) {
            let unknown = self.pure("order", op as usize, left, right);
            return groups
                .into_iter()
                .map(|(builds, verdict)| {
                    let atom = verdict.map_or(unknown.clone(), Atom::Bool);
                    (Guard::on(builds), atom)
                })
                .collect();
        }
        if let Some(outcomes) = self.order_of_unknown(op, left, right) {
            return outcomes;
        }
        self.offer_refusal_of_operands(&[left, right]);
        vec![(Guard::ALWAYS, self.pure("order", op as usize, left, right))]
    }

    /// What an atom compares as on a build: a string, or a list of integers.
    pub(super) fn ordered(
        &self,
        atom: &Atom,
        build: &tlsfloor_protocol::Build,
    ) -> Option<Vec<i128>> {
        match atom {
            Atom::Str(text) => Some(text.chars().map(|c| i128::from(u32::from(c))).collect()),
            Atom::Tuple(items) => items
                .iter()
                .map(|item| match item.single_atom()? {
                    Atom::Int(int) => Some(*int),
                    _ => None,
                })
                .collect(),
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                match dotted.as_ref() {
                    "sys.version_info" => Some(vec![
                        i128::from(build.python.major),
                        i128::from(build.python.minor),
                        NEWEST_PATCH,
                    ]),
                    "sys.version" => Some(
                        format!("{}.{}.", build.python.major, build.python.minor)
                            .chars()
                            .map(|c| i128::from(u32::from(c)))
                            .collect(),
                    ),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn membership(
        &mut self,
        left: &Atom,
        right: &Atom,
        positive: bool,
        span: Span,
    ) -> Vec<(Guard, Atom)> {
        if let (Atom::Member(part), Atom::Member(whole)) = (left, right)
            && let (Some(Atom::Int(part)), Some(Atom::Int(whole))) =
                (part.value.single_atom(), whole.value.single_atom())
        {
            let inside = part & whole == *part;
            return vec![(Guard::ALWAYS, Atom::Bool(inside == positive))];
        }
        if let (Atom::Library(_) | Atom::Int(_), Atom::Library(_) | Atom::Int(_)) = (left, right) {
            let builds = self.builds();
            if let (Some([(_, part)]), Some([(_, whole)])) = (
                self.ints(left, builds).as_deref(),
                self.ints(right, builds).as_deref(),
            ) {
                let inside = part & whole == *part;
                return vec![(Guard::ALWAYS, Atom::Bool(inside == positive))];
            }
        }
        if let (Atom::Str(part), Atom::Str(whole)) = (left, right) {
            return vec![(
                Guard::ALWAYS,
                Atom::Bool(whole.contains(part.as_ref()) == positive),
            )];
        }
        if let Atom::Unknown(unknown) = left
            && let Some(outcomes) = self.unknown_membership(*unknown, right, positive, span)
        {
            return outcomes;
        }
        if let (Atom::Str(name), Atom::Library(whole)) = (left, right)
            && self.names.text(*whole).as_ref() == "os.environ"
        {
            let set = self.variable_is_set(name);
            return vec![
                (Guard::when(set), Atom::Bool(positive)),
                (Guard::when(set.negated()), Atom::Bool(!positive)),
            ];
        }
        if let Some(present) = self.contains(left, right, span) {
            return present
                .into_iter()
                .map(|(guard, present)| (guard, Atom::Bool(present == positive)))
                .collect();
        }
        let mut atom = self.pure("in", 0, left, right);
        if !positive && let Atom::Unknown(id) = atom {
            atom = Atom::Unknown(self.unknowns.intern(UnknownKey::Not(id)));
        }
        vec![(Guard::ALWAYS, atom)]
    }
}

fn per_build(
    lefts: &[(BuildSet, i128)],
    rights: &[(BuildSet, i128)],
    judge: impl Fn(i128, i128) -> bool,
) -> Vec<(Guard, Atom)> {
    let mut yes = BuildSet(0);
    let mut no = BuildSet(0);
    for (left_builds, left) in lefts {
        for (right_builds, right) in rights {
            let both = left_builds.0 & right_builds.0;
            if judge(*left, *right) {
                yes.0 |= both;
            } else {
                no.0 |= both;
            }
        }
    }
    [(yes, true), (no, false)]
        .into_iter()
        .filter(|(builds, _)| builds.0 != 0)
        .map(|(builds, truth)| (Guard::on(builds), Atom::Bool(truth)))
        .collect()
}
