//! Loops: known iterables are unrolled, others run to a fixed point.

use super::suspended::Iterator;
use super::{Interp, LoopScope};
use crate::domain::guard::Guard;
use crate::domain::object::{CallPath, ObjectId, ObjectKind};
use crate::domain::origin::Origins;
use crate::domain::state::{Cell, Sequence, State};
use crate::domain::value::{Atom, Guarded, Value};
use crate::facts::Happening;
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Visits of a loop whose condition stays known.
const MAX_UNROLLED: u32 = 256;
/// Visits kept apart of a loop whose end is not known.
const MAX_VISITS: u32 = 3;
/// Rounds after which a loop that does not settle is given up.
const MAX_ROUNDS: u32 = 8;

/// Iterables that one loop is run with, each on its own.
const MAX_ALTERNATIVES: usize = 4;

/// What a list holds.
type Content = Guarded<Sequence>;

/// Where a loop goes on, and where it ends.
pub(super) type Test<'t, I> = &'t mut dyn FnMut(&mut I) -> (Option<Guard>, Option<Guard>);

impl<'a> Interp<'a> {
    pub(super) fn run_for(&mut self, repeated: &'a ast::StmtFor) {
        let span = self.span(repeated.iter.as_ref());
        let iterable = self.eval(&repeated.iter);
        if self.state.dead {
            return;
        }
        let iterable = self.iterator_of(&iterable, repeated.is_async, span);
        if !self.shallow
            && let Some(iterator) = self.iterator(&iterable)
        {
            match iterator {
                Iterator::Generator(generator) => self.run_for_generator(repeated, generator),
                Iterator::Own(next) => self.run_for_next(repeated, &next),
            }
            return;
        }
        if !self.shallow
            && let Some(items) = self.sparse_items(&iterable, span)
        {
            self.unroll_sparse(repeated, &items);
            return;
        }
        let mapped = self.mapped(&iterable);
        let mut alternatives = match mapped {
            Some(mapped) => vec![(Guard::ALWAYS, self.take_rows(mapped, span))],
            None => self.sequences_of(&iterable, span),
        };
        if self.shallow || alternatives.len() > MAX_ALTERNATIVES {
            alternatives = vec![(Guard::ALWAYS, any_of(&alternatives))];
        }
        let before = self.state.clone();
        let mut done = Vec::new();
        for (guard, sequence) in alternatives {
            self.state = before.clone();
            self.assume(&guard);
            if self.state.dead {
                continue;
            }
            match sequence {
                Sequence::Known(items) => self.unroll(repeated, &items, &iterable, mapped),
                Sequence::Open(item) => self.run_open(repeated, &item),
            }
            let state = self.take_state();
            done.push(state);
        }
        self.rejoin_only(done);
    }

    /// Goes on with these states alone.
    fn rejoin_only(&mut self, states: Vec<State>) {
        self.state.dead = true;
        if let Some(state) = self.merge_states(states) {
            self.state = state;
        }
    }

    /// Runs the body for one item after the other. A list that grows or shrinks
    /// meanwhile gives out other items: nothing is exact then.
    fn unroll(
        &mut self,
        repeated: &'a ast::StmtFor,
        items: &[Value],
        iterable: &Value,
        mapped: Option<ObjectId>,
    ) {
        let span = self.span(repeated);
        let outer = self.frame().path;
        let lists = self.lists_in(iterable);
        let mut breaks = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if self.state.dead {
                break;
            }
            self.step(span);
            let visit = u32::try_from(at).unwrap_or(u32::MAX);
            self.enter_visit(span, outer, visit);
            let (item, runs) = self.item_of_visit(iterable, items.len(), at, item, mapped, span);
            let item = self.here(span, &item);
            self.frame_mut().loops.push(LoopScope::default());
            if runs {
                self.assign(&repeated.target, &item);
                self.run(&repeated.body);
            }
            breaks.extend(self.end_visit());
            self.frame_mut().path = outer;
            let changed = |(list, before): &(ObjectId, Content)| {
                self.content(*list).ne(before) && !self.state.dead
            };
            self.cut |= lists.iter().any(changed);
        }
        self.run(&repeated.orelse);
        self.rejoin(breaks);
    }

    /// Runs the body for each item, where it is there.
    fn unroll_sparse(&mut self, repeated: &'a ast::StmtFor, items: &[Value]) {
        let span = self.span(repeated);
        let outer = self.frame().path;
        let mut breaks = Vec::new();
        for (visit, item) in (0..).zip(items) {
            if self.state.dead {
                break;
            }
            self.where_present(item, |interp, item, _| {
                interp.step(span);
                interp.enter_visit(span, outer, visit);
                interp.frame_mut().loops.push(LoopScope::default());
                interp.assign(&repeated.target, item);
                interp.run(&repeated.body);
                breaks.extend(interp.end_visit());
                interp.frame_mut().path = outer;
            });
        }
        self.run(&repeated.orelse);
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

    fn enter_visit(&mut self, span: Span, outer: CallPath, visit: u32) {
        let path = self.objects.call_path(outer, span, visit + 1);
        self.frame_mut().path = path;
    }

    /// Ends one visit: what continued goes on; returns what broke.
    pub(super) fn end_visit(&mut self) -> Vec<State> {
        let scope = self.frame_mut().loops.pop().unwrap_or_default();
        self.rejoin(scope.continues);
        scope.breaks
    }

    fn run_open(&mut self, repeated: &'a ast::StmtFor, item: &Value) {
        let span = self.span(repeated);
        let target_span = self.span(repeated.target.as_ref());
        self.repeat(
            span,
            &repeated.orelse,
            &mut |interp| {
                interp.may_raise();
                let again = interp.choices.fresh();
                (Some(Guard::when(again)), Some(Guard::when(again.negated())))
            },
            &mut |interp| {
                let value = if item.is_empty() {
                    interp.unknown_here(target_span)
                } else {
                    let fresh = interp.unknown_here(target_span);
                    // An unknown item is another one in each visit.
                    item.map(|traced| match (&traced.atom, fresh.single()) {
                        (Atom::Unknown(_), Some(fresh)) => fresh.clone(),
                        _ => traced.clone(),
                    })
                };
                interp.assign(&repeated.target, &value);
                interp.run(&repeated.body);
            },
        );
    }

    pub(super) fn run_while(&mut self, repeated: &'a ast::StmtWhile) {
        let span = self.span(repeated);
        self.repeat(
            span,
            &repeated.orelse,
            &mut |interp| {
                let value = interp.eval(&repeated.test);
                if interp.state.dead {
                    return (None, None);
                }
                let test = interp.span(repeated.test.as_ref());
                let split = interp.split(test, &value);
                interp.story.tested(test, &split);
                (split.yes, split.no)
            },
            &mut |interp| {
                interp.refine_test(&repeated.test);
                interp.run(&repeated.body);
            },
        );
    }

    fn refine_test(&mut self, test: &'a Expr) {
        self.refine(test, true);
    }

    /// A loop with a test before each visit. While the test is known, visits
    /// are run for real; from the first unknown one on, until nothing changes.
    pub(super) fn repeat(
        &mut self,
        span: Span,
        orelse: &'a [Stmt],
        test: Test<'_, Self>,
        body: &mut dyn FnMut(&mut Self),
    ) {
        let outer = self.frame().path;
        let first_choice = self.choices.next_choice();
        let (mut breaks, mut exits) = (Vec::new(), Vec::new());
        let mut open_rounds = 0;
        for visit in 0..MAX_UNROLLED {
            self.enter_visit(span, outer, kept_visit(visit, open_rounds));
            let (again, stop) = test(self);
            if self.state.dead {
                break;
            }
            self.step(span);
            exits.extend(stop.as_ref().and_then(|stop| self.leaving(stop)));
            let Some(again) = again else {
                self.state.dead = true;
                break;
            };
            if stop.is_some() {
                open_rounds += 1;
            }
            let before = self.state.clone();
            self.assume(&again);
            if self.state.dead {
                break;
            }
            self.frame_mut().loops.push(LoopScope::default());
            body(self);
            breaks.extend(self.end_visit());
            if self.state.dead {
                break;
            }
            let changed = self.changed_since(&before);
            if open_rounds > 0 && changed.is_empty() {
                // Another visit would do the same again.
                self.state.dead = true;
                break;
            }
            if open_rounds > MAX_VISITS {
                // From here on the visits are not told apart.
                self.settle(&changed, first_choice);
            }
            if open_rounds >= MAX_ROUNDS || visit + 1 == MAX_UNROLLED || self.shallow {
                exits.push(self.unsettled(span, &changed));
                break;
            }
        }
        self.frame_mut().path = outer;
        self.rejoin_only(exits);
        self.run(orelse);
        self.rejoin(breaks);
    }

    /// The current state where the loop ends.
    fn leaving(&self, stop: &Guard) -> Option<State> {
        let mut leaving = self.state.clone();
        leaving.path = self.choices.narrow(&leaving.path, stop)?;
        Some(leaving)
    }

    /// What goes on after a loop that is given up.
    fn unsettled(&mut self, span: Span, changed: &[u32]) -> State {
        if !self.shallow {
            self.records.bound(
                span,
                "this loop does not settle: what it changes is unknown from here on",
            );
        }
        self.cut = true;
        self.give_up(span, changed);
        self.take_state()
    }

    /// The slots whose contents differ from `before` in more than guards.
    fn changed_since(&self, before: &State) -> Vec<u32> {
        self.state
            .store
            .differences(&before.store)
            .into_iter()
            .filter(
                |slot| match (self.state.store.get(*slot), before.store.get(*slot)) {
                    (Some(Cell::Value(now)), Some(Cell::Value(then))) => !now.same_things(then),
                    (Some(Cell::Configs(now)), Some(Cell::Configs(then))) => !now.same_things(then),
                    (now, then) => now != then,
                },
            )
            .collect()
    }

    /// Forgets the choices of earlier visits in what changed.
    fn settle(&mut self, changed: &[u32], first_choice: u32) {
        let forgotten =
            move |literal: crate::domain::guard::Literal| literal.choice() >= first_choice;
        self.state.forget(changed, &forgotten);
    }

    /// Gives up on a loop that does not settle: what it changes is unknown.
    fn give_up(&mut self, span: Span, changed: &[u32]) {
        let scene = self.scene(span, Happening::Unsettled);
        for slot in changed {
            let unknown = self.unknown_here(span);
            let widened = match self.state.store.get(*slot) {
                Some(Cell::Value(old)) => Cell::Value(old.union(&unknown)),
                Some(Cell::Configs(configs)) => Cell::Configs(configs.map(|config| {
                    let mut config = config.clone();
                    config.exposed = true;
                    self.story.tell(&scene, &Origins::default(), &mut config);
                    config
                })),
                Some(Cell::Sequence(sequence)) => {
                    let items = sequence.entries().iter().map(|(_, own)| own.any());
                    let items: Vec<Value> = items.chain([unknown]).collect();
                    let any = Value::union_of(items.iter());
                    Cell::Sequence(Guarded::always(Sequence::Open(any)))
                }
                Some(Cell::Mapping(mapping)) => {
                    let mut open = mapping.clone();
                    for (_, value) in Rc::make_mut(&mut open.entries) {
                        *value = value.union(&unknown);
                    }
                    open.rest = Some(match &mapping.rest {
                        Some(rest) => rest.union(&unknown),
                        None => unknown,
                    });
                    Cell::Mapping(open)
                }
                None => continue,
            };
            self.state.store.set(*slot, widened);
        }
    }

    // ----- break and continue -----

    pub(super) fn leave_loop(&mut self, breaking: bool) {
        let state = self.take_state();
        self.push_loop_exit(state, breaking);
    }

    pub(super) fn push_loop_exit(&mut self, state: State, breaking: bool) {
        // Outside of a loop (broken code) the statement does nothing.
        match self.frame_mut().loops.last_mut() {
            Some(scope) if breaking => scope.breaks.push(state),
            Some(scope) => scope.continues.push(state),
            None => self.state = state,
        }
    }

    /// How many states left the innermost loop so far.
    pub(super) fn loop_marks(&self) -> (usize, usize) {
        self.frame()
            .loops
            .last()
            .map_or((0, 0), |scope| (scope.breaks.len(), scope.continues.len()))
    }

    /// Takes out the states that left the innermost loop since the marks.
    pub(super) fn loop_since(
        &mut self,
        breaks: usize,
        continues: usize,
    ) -> (Vec<State>, Vec<State>) {
        match self.frame_mut().loops.last_mut() {
            Some(scope) => (
                scope.breaks.split_off(breaks),
                scope.continues.split_off(continues),
            ),
            None => (Vec::new(), Vec::new()),
        }
    }
}

/// The number by which a visit is told apart: beyond the bound, visits whose
/// end is not known share one.
fn kept_visit(visit: u32, open_rounds: u32) -> u32 {
    if open_rounds > 0 {
        (visit - open_rounds + 1) + open_rounds.min(MAX_VISITS)
    } else {
        visit
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
