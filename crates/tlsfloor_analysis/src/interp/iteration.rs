//! `for`: what it goes through, and running its body with each item.

use super::suspended::{Body, Iterator, Repeated};
use super::{Interp, LoopScope};
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Guarded, Value};
use crate::limit::{self, Limit};
use ruff_python_ast::{self as ast, Expr};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Iterables that one loop is run with, each on its own.
const MAX_ALTERNATIVES: usize = 4;

/// What a list holds.
type Content = Guarded<Sequence>;

impl<'a> Interp<'a> {
    pub(super) fn run_for(&mut self, repeated: &'a ast::StmtFor) {
        let span = self.span(repeated);
        self.run_repeated(
            Repeated {
                target: &repeated.target,
                iter: &repeated.iter,
                is_async: repeated.is_async,
                body: Body::Statements(&repeated.body),
                orelse: &repeated.orelse,
                span,
            },
            None,
        );
    }

    /// Runs a `for`; of a comprehension's first one the iterable is known.
    pub(super) fn run_repeated(&mut self, repeated: Repeated<'a>, first: Option<Value>) {
        let span = self.span(repeated.iter);
        if self.resume().is_some() && !self.resumes_in(repeated.iter) {
            if self.resumes_among(repeated.orelse) {
                return self.run(repeated.orelse);
            }
            let iterable = self.kept("iterator", span.range.start());
            return self.iterate_held(repeated, &iterable);
        }
        let iterable = first.unwrap_or_else(|| self.eval(repeated.iter));
        if self.state.dead {
            return;
        }
        let iterable = self.iterator_of(&iterable, repeated.is_async, span);
        self.keep("iterator", span.range.start(), iterable.clone());
        self.iterate_held(repeated, &iterable);
    }

    /// The loop holds what it goes through, whether or not a name does.
    fn iterate_held(&mut self, repeated: Repeated<'a>, iterable: &Value) {
        let held = self.held_by_callers.len();
        self.held_by_callers.push(iterable.clone());
        self.iterate(repeated, iterable);
        self.held_by_callers.truncate(held);
    }

    fn iterate(&mut self, repeated: Repeated<'a>, iterable: &Value) {
        if !self.shallow
            && let Some(iterator) = self.iterator(iterable)
        {
            match iterator {
                Iterator::Generator(generator)
                    if matches!(repeated.iter, Expr::Call(_)) && self.resume().is_none() =>
                {
                    // Nobody can ask for the items that a `break` leaves.
                    match self.items_untouched(generator) {
                        Some(items) => self.unroll(repeated, (&items, 0), iterable, None),
                        None => self.run_for_generator(repeated, generator),
                    }
                }
                Iterator::Generator(generator) => self.run_for_generator(repeated, generator),
                Iterator::Own(next) => self.run_for_next(repeated, &next),
            }
            return;
        }
        if !self.shallow
            && self.resume().is_none()
            && let span = self.span(repeated.iter)
            && let Some(items) = self.sparse_items(iterable, span)
        {
            self.unroll_sparse(repeated, &items, 0);
            return;
        }
        let mapped = self.mapped(iterable);
        let before = self.state.clone();
        let mut done = Vec::new();
        for (guard, sequence, from) in self.ways_of_items(repeated, iterable, mapped) {
            self.state = before.clone();
            self.assume(&guard);
            if self.state.dead {
                continue;
            }
            match sequence {
                Sequence::Known(items) if self.is_kept_sparse(repeated) => {
                    self.unroll_sparse(repeated, &items, from);
                }
                Sequence::Known(items) => {
                    self.unroll(repeated, (&items, from), iterable, mapped);
                }
                Sequence::Open(item) => self.run_open(repeated, &item),
            }
            let state = self.take_state();
            done.push(state);
        }
        self.rejoin_only(done);
    }

    /// The items that a loop goes through, and the visit that it begins or goes
    /// on with.
    fn ways_of_items(
        &mut self,
        repeated: Repeated<'a>,
        iterable: &Value,
        mapped: Option<ObjectId>,
    ) -> Vec<(Guard, Sequence, usize)> {
        let span = self.span(repeated.iter);
        let at = span.range.start();
        if self.resume().is_some() {
            let open = self.kept("open item", at);
            let visits = self.kept("visit", at);
            let items = self.kept("items", at);
            let mut ways = Vec::new();
            for (guard, atom) in items.atoms() {
                let Atom::Tuple(items) = atom else {
                    ways.push((guard.clone(), Sequence::Open(open.clone()), 0));
                    continue;
                };
                for (own, visit) in visits.atoms() {
                    if let (Some(guard), Atom::Int(visit)) = (guard.and(own), visit) {
                        let visit = usize::try_from(*visit).unwrap_or(0);
                        ways.push((guard, Sequence::Known(items.clone()), visit));
                    }
                }
            }
            return ways;
        }
        let mut alternatives = match mapped {
            Some(mapped) => vec![(Guard::ALWAYS, self.take_rows(mapped, span))],
            None => self.sequences_of(iterable, span),
        };
        // One of them it is; where they are all the same, it is that.
        if let [(_, first), others @ ..] = alternatives.as_slice()
            && others.iter().all(|(_, other)| other == first)
        {
            let same = first.clone();
            alternatives = vec![(Guard::ALWAYS, same)];
        }
        if self.shallow || alternatives.len() > MAX_ALTERNATIVES {
            if !self.shallow {
                limit::reached(Limit::Alternatives);
            }
            alternatives = vec![(Guard::ALWAYS, any_of(&alternatives))];
        }
        self.note_limits(span);
        alternatives
            .into_iter()
            .map(|(guard, sequence)| (guard, sequence, 0))
            .collect()
    }

    /// Binds the item of a visit and runs its body; one that goes on from inside
    /// of it has done the first already.
    pub(super) fn visit(&mut self, repeated: Repeated<'a>, item: &Value) {
        if self.resume().is_none() {
            let span = self.span(repeated.target);
            self.releasing(
                span,
                |interp| interp.assign(repeated.target, item),
                |()| None,
            );
        }
        match repeated.body {
            Body::Statements(body) => self.run(body),
            Body::Clause(clause) => self.run_clause(clause),
        }
        let span = self.span(repeated.iter);
        self.lose_way(span);
    }

    /// Runs the body for one item after the other. A list that grows or shrinks
    /// meanwhile gives out other items: nothing is exact then.
    fn unroll(
        &mut self,
        repeated: Repeated<'a>,
        (items, from): (&Rc<Vec<Value>>, usize),
        iterable: &Value,
        mapped: Option<ObjectId>,
    ) {
        let span = repeated.span;
        let key = self.span(repeated.iter);
        let outer = self.frame().path;
        let lists = self.lists_in(iterable);
        self.keep_items(items, key, 0);
        let mut breaks = Vec::new();
        for (at, item) in items.iter().enumerate().skip(from) {
            if self.state.dead {
                break;
            }
            self.step(span);
            let visit = u32::try_from(at).unwrap_or(u32::MAX);
            self.enter_visit(span, outer, visit);
            self.frame_mut().loops.push(LoopScope::default());
            if self.resume().is_some() {
                self.visit(repeated, item);
            } else {
                self.keep_number("visit", key, i128::from(visit));
                let (item, runs) =
                    self.item_of_visit(iterable, items.len(), at, item, mapped, span);
                let item = self.here(span, &item);
                if runs {
                    self.visit(repeated, &item);
                }
            }
            breaks.extend(self.end_visit());
            self.frame_mut().path = outer;
            let changed = |(list, before): &(ObjectId, Content)| {
                self.content(*list).ne(before) && !self.state.dead
            };
            self.cut |= lists.iter().any(changed);
        }
        self.run(repeated.orelse);
        self.rejoin(breaks);
    }

    fn keep_items(&mut self, items: &Rc<Vec<Value>>, key: Span, sparse: i128) {
        if self.resume().is_none() && self.frame().generator.is_some() {
            let items = self.constant(key, Atom::Tuple(items.clone()));
            self.keep("items", key.range.start(), items);
            self.keep_number("sparse", key, sparse);
        }
    }

    fn is_kept_sparse(&mut self, repeated: Repeated<'a>) -> bool {
        let key = self.span(repeated.iter);
        self.resume().is_some() && self.kept_number("sparse", key) == Some(1)
    }

    /// Runs the body for each item, where it is there.
    fn unroll_sparse(&mut self, repeated: Repeated<'a>, items: &Rc<Vec<Value>>, from: usize) {
        let span = repeated.span;
        let key = self.span(repeated.iter);
        let outer = self.frame().path;
        let mut breaks = Vec::new();
        self.keep_items(items, key, 1);
        for (visit, item) in (0_u32..).zip(items.iter()).skip(from) {
            if self.state.dead {
                break;
            }
            self.where_present(item, |interp, item, _| {
                interp.step(span);
                interp.enter_visit(span, outer, visit);
                interp.frame_mut().loops.push(LoopScope::default());
                if interp.resume().is_none() {
                    interp.keep_number("visit", key, i128::from(visit));
                }
                interp.visit(repeated, item);
                breaks.extend(interp.end_visit());
                interp.frame_mut().path = outer;
            });
        }
        self.run(repeated.orelse);
        self.rejoin(breaks);
    }

    /// What a visit is given, and whether it takes place: a view shows what its
    /// dict holds by now, and `map` and `filter` call their function now.
    fn item_of_visit(
        &mut self,
        iterable: &Value,
        length: usize,
        at: usize,
        item: &Value,
        mapped: Option<ObjectId>,
        span: Span,
    ) -> (Value, bool) {
        if let Some(mapped) = mapped {
            let (item, kept) = self.mapped_item(mapped, item, span);
            self.cut |= kept.is_none();
            return (item, kept != Some(false));
        }
        let view = match iterable.single_atom() {
            Some(Atom::Object(object)) => *object,
            _ => return (item.clone(), true),
        };
        if !matches!(self.objects.kind(view), ObjectKind::View(..)) {
            return (item.clone(), true);
        }
        match self.shown_by_view(view, span) {
            Sequence::Known(items) if items.len() == length => (items[at].clone(), true),
            _ => {
                self.cut = true;
                (item.clone(), true)
            }
        }
    }

    /// The `map` or `filter` that an iterable is.
    pub(super) fn mapped(&self, iterable: &Value) -> Option<ObjectId> {
        match iterable.single_atom() {
            Some(Atom::Object(object))
                if matches!(self.objects.kind(*object), ObjectKind::Mapped { .. }) =>
            {
                Some(*object)
            }
            _ => None,
        }
    }

    fn lists_in(&mut self, iterable: &Value) -> Vec<(ObjectId, Content)> {
        let atoms = iterable.atoms();
        let objects: Vec<ObjectId> = atoms
            .filter_map(|(_, atom)| match atom {
                Atom::Object(object) => Some(*object),
                _ => None,
            })
            .collect();
        let is_list = |object: &ObjectId| matches!(self.objects.kind(*object), ObjectKind::List);
        let lists: Vec<ObjectId> = objects.into_iter().filter(is_list).collect();
        let with_content = |list: ObjectId| (list, self.content(list));
        lists.into_iter().map(with_content).collect()
    }

    fn run_open(&mut self, repeated: Repeated<'a>, item: &Value) {
        let span = repeated.span;
        let key = self.span(repeated.iter);
        if self.resume().is_none() {
            let none = self.constant(span, Atom::None);
            self.keep("items", key.range.start(), none);
            self.keep("open item", key.range.start(), item.clone());
        }
        if let Body::Clause(clause) = repeated.body
            && self.runs_once(clause)
        {
            return self.run_clause_once(repeated, item);
        }
        let target_span = self.span(repeated.target);
        self.repeat(
            key,
            repeated.orelse,
            &mut |interp| {
                interp.may_raise();
                let again = interp.choices.fresh();
                (Some(Guard::when(again)), Some(Guard::when(again.negated())))
            },
            &mut |interp| {
                let value = interp.another(item, target_span);
                interp.visit(repeated, &value);
            },
        );
    }

    /// An item of which any number may come: an unknown one is another one in
    /// each visit.
    pub(super) fn another(&mut self, item: &Value, span: Span) -> Value {
        let fresh = self.unknown_here(span);
        if item.is_empty() {
            return fresh;
        }
        item.map(|traced| match (&traced.atom, fresh.single()) {
            (Atom::Unknown(_), Some(fresh)) => fresh.clone(),
            _ => traced.clone(),
        })
    }
}

/// Any number of the items of all alternatives.
fn any_of(alternatives: &[(Guard, Sequence)]) -> Sequence {
    let items: Vec<Value> = alternatives
        .iter()
        .map(|(guard, sequence)| sequence.any().restricted(guard))
        .collect();
    Sequence::Open(Value::union_of(items.iter()))
}
