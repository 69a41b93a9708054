//! Loops: while the test of one is known, visits are run for real; others run to
//! a fixed point.

use super::{Interp, LoopScope};
use crate::domain::guard::{Guard, Literal};
use crate::domain::object::CallPath;
use crate::domain::origin::Origins;
use crate::domain::state::{Cell, Sequence, State};
use crate::domain::value::{Guarded, Value};
use crate::facts::Happening;
use crate::limit::{self, Limit};
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Visits of a loop whose condition stays known.
const MAX_UNROLLED: u32 = 256;
/// Visits kept apart of a loop whose end is not known.
const MAX_VISITS: u32 = 3;
/// Rounds after which a loop that does not settle is given up.
const MAX_ROUNDS: u32 = 8;

/// Where a loop goes on, and where it ends.
pub(super) type Test<'t, I> = &'t mut dyn FnMut(&mut I) -> (Option<Guard>, Option<Guard>);

impl<'a> Interp<'a> {
    /// Goes on with these states alone.
    pub(super) fn rejoin_only(&mut self, states: Vec<State>) {
        self.state.dead = true;
        if let Some(state) = self.merge_states(states) {
            self.state = state;
        }
    }

    pub(super) fn enter_visit(&mut self, span: Span, outer: CallPath, visit: u32) {
        let path = self.objects.call_path(outer, span, visit + 1);
        self.frame_mut().path = path;
    }

    /// Ends one visit: what continued goes on; returns what broke.
    pub(super) fn end_visit(&mut self) -> Vec<State> {
        let scope = self.frame_mut().loops.pop().unwrap_or_default();
        self.rejoin(scope.continues);
        scope.breaks
    }

    pub(super) fn run_while(&mut self, repeated: &'a ast::StmtWhile) {
        let span = self.span(repeated);
        if self.resumes_among(&repeated.orelse) {
            return self.run(&repeated.orelse);
        }
        self.repeat(
            span,
            &repeated.orelse,
            &mut |interp| {
                if interp.resumes_among(&repeated.body) {
                    return (Some(Guard::ALWAYS), None);
                }
                let value = interp.eval_test(&repeated.test);
                if interp.state.dead {
                    return (None, None);
                }
                let test = interp.span(repeated.test.as_ref());
                let split = interp.split(test, &value);
                interp.story.tested(test, &split);
                (split.yes, split.no)
            },
            &mut |interp| {
                if interp.resume().is_none() {
                    interp.refine_test(&repeated.test);
                }
                interp.run(&repeated.body);
                interp.lose_way(span);
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
        let (mut open_rounds, first_visit) = match self.resume() {
            Some(_) => (
                number(self.kept_number("rounds", span)),
                number(self.kept_number("visit", span)),
            ),
            None => (0, 0),
        };
        let mut splits = open_rounds > 0;
        let last_visit = first_visit.saturating_add(MAX_UNROLLED);
        for visit in first_visit..last_visit {
            self.enter_visit(span, outer, kept_visit(visit, open_rounds));
            let goes_on = self.resume().is_some();
            // The test may change things too.
            let before = self.state.clone();
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
            splits |= stop.is_some();
            // What was told apart before the loop, or by version, is told apart
            // in it once.
            let is_new = |literal: &Literal| literal.choice() >= first_choice;
            if stop.is_some() && again.literals().iter().any(is_new) {
                open_rounds += 1;
            }
            if !goes_on {
                self.keep_number("visit", span, i128::from(visit));
                self.keep_number("rounds", span, i128::from(open_rounds));
            }
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
            if splits && changed.is_empty() {
                // Another visit would do the same again.
                self.state.dead = true;
                break;
            }
            if open_rounds > MAX_VISITS {
                // From here on the visits are not told apart.
                if !changed.is_empty() {
                    limit::reached(Limit::LoopVisits);
                }
                self.settle(&changed, first_choice);
            }
            if open_rounds >= MAX_ROUNDS || visit + 1 == last_visit || self.shallow {
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
            self.reached(span, Limit::Loop);
        }
        self.cut = true;
        self.give_up(span, changed);
        self.take_state()
    }

    /// The slots whose contents differ from `before` in more than guards.
    pub(super) fn changed_since(&self, before: &State) -> Vec<u32> {
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
    pub(super) fn give_up(&mut self, span: Span, changed: &[u32]) {
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

fn number(kept: Option<i128>) -> u32 {
    kept.and_then(|kept| u32::try_from(kept).ok()).unwrap_or(0)
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
