//! Things that act when nothing holds them any more. CPython lets go of them
//! there and then: what follows the `yield` of a generator in `finally`, or
//! leaves a `with`, runs, and so does `__del__`.

use super::control::{FINISHED, UNSTARTED};
use super::holdings::Holdings;
use crate::domain::object::{FunctionBody, ObjectId, ObjectKind, Place};
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::exception::ExceptionClass;
use crate::limit::Limit;
use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{self as ast, Stmt};
use rustc_hash::FxHashSet;
use tlsfloor_source::Span;

/// Things of which it is followed when they are let go.
const MAX_FOLLOWED: usize = 256;

/// Things that were not let go so far, of which that may matter.
#[derive(Debug, Default)]
pub(in crate::interp) struct Unreleased {
    /// Each with the number of its making.
    things: Vec<(ObjectId, u64)>,
    made: u64,
}

impl Unreleased {
    /// Who keeps a thing out of sight keeps it alive.
    pub(in crate::interp) fn forget(&mut self, object: ObjectId) {
        self.things.retain(|(own, _)| *own != object);
    }
}

impl<'a> Interp<'a> {
    /// A generator was made; what happens when it is let go may matter.
    pub(super) fn note_generator(&mut self, generator: ObjectId, function: ObjectId) {
        let ObjectKind::Function(definition) = self.objects.kind(function) else {
            return;
        };
        if let FunctionBody::Statements(body) = definition.body
            && acts_when_closed(body)
        {
            self.note_release(generator);
        }
    }

    /// An instance was made; its class may have a `__del__`.
    pub(in crate::interp) fn note_instance(&mut self, object: ObjectId, class: ObjectId) {
        if self.attribute_if_any(class, "__del__").is_some() {
            // Whether it was let go on the present path.
            self.write(Place::Result(object), Value::empty());
            self.note_release(object);
        }
    }

    /// Something watches an object: `weakref.finalize`, or a callback.
    pub(in crate::interp) fn note_watched(&mut self, value: &Value) {
        for (_, atom) in value.atoms() {
            if let Atom::Object(object) = atom {
                self.note_release(*object);
            }
        }
    }

    fn note_release(&mut self, object: ObjectId) {
        self.unreleased.forget(object);
        self.unreleased.made += 1;
        let number = self.unreleased.made;
        self.unreleased.things.push((object, number));
        if self.unreleased.things.len() > MAX_FOLLOWED {
            self.unreleased.things.remove(0);
            self.cut = true;
            let span = self.objects.span(object);
            self.reached(span, Limit::Released);
        }
    }

    /// Runs something that may make things or take names from them, and lets
    /// those go that nothing holds afterwards. `result` may hold them, too.
    pub(in crate::interp) fn releasing<T>(
        &mut self,
        span: Span,
        run: impl FnOnce(&mut Self) -> T,
        result: impl FnOnce(&T) -> Option<&Value>,
    ) -> T {
        let made = self.unreleased.made;
        let before = self.state.store.clone();
        let done = run(self);
        if !self.unreleased.things.is_empty() && !self.state.dead {
            let lost = self.lost_since(&before);
            if self.unreleased.made > made || !lost.is_empty() {
                let result = result(&done).cloned();
                self.release_lost(&lost, made, result.as_ref(), span);
            }
        }
        done
    }

    /// Lets go of what was reached through these, or was made since, and is not
    /// held any more.
    fn release_lost(&mut self, lost: &[ObjectId], made: u64, result: Option<&Value>, span: Span) {
        let holdings = self.holdings();
        let roots = self.roots_of_holdings(&holdings, result);
        self.release_from(&holdings, (lost, made), roots, span);
    }

    /// How many things were made so far of which it matters when they go.
    pub(in crate::interp) const fn made_so_far(&self) -> u64 {
        self.unreleased.made
    }

    /// An exception was caught: what the code in this frame held for a moment
    /// is let go, what frames hold that it came through stays.
    pub(in crate::interp) fn release_unwound(&mut self, made: u64, span: Span) {
        if self.unreleased.made == made || self.state.dead {
            return;
        }
        let holdings = self.holdings();
        let mut roots = self.roots_of_holdings(&holdings, None);
        roots.extend(holdings.calls(&self.objects));
        self.release_from(&holdings, (&[], made), roots, span);
    }

    fn release_from(
        &mut self,
        holdings: &Holdings,
        (lost, made): (&[ObjectId], u64),
        roots: Vec<ObjectId>,
        span: Span,
    ) {
        let reached = holdings.reached_from(lost.iter().copied());
        let asked: Vec<ObjectId> = self
            .unreleased
            .things
            .iter()
            .filter(|(own, number)| *number > made || reached.contains(own))
            .map(|(own, _)| *own)
            .collect();
        if asked.is_empty() {
            return;
        }
        let held = holdings.reached_from(roots);
        let loose: Vec<ObjectId> = asked
            .into_iter()
            .filter(|own| !held.contains(own))
            .collect();
        for (object, in_circle) in holdings.in_order_of_release(&loose, &held) {
            if self.state.dead {
                return;
            }
            if in_circle {
                // They hold each other, until CPython looks for such circles.
                self.perhaps_let_go(object, &held, span);
            } else {
                self.let_go(object, &held, span);
            }
        }
    }

    fn perhaps_let_go(&mut self, object: ObjectId, held: &FxHashSet<ObjectId>, span: Span) {
        if !self.acts_when_released(object) {
            return;
        }
        let unknown = self.unknown_here(span);
        let split = self.split(span, &unknown);
        let kept = self.state.clone();
        if let Some(guard) = &split.yes {
            self.assume(guard);
            if !self.state.dead {
                self.let_go(object, held, span);
            }
        }
        let gone = std::mem::replace(&mut self.state, kept);
        if let Some(guard) = &split.no {
            self.assume(guard);
        }
        self.rejoin(vec![gone]);
    }

    /// Whether anything is left to be done for a thing that is let go.
    fn acts_when_released(&mut self, object: ObjectId) -> bool {
        if matches!(self.objects.kind(object), ObjectKind::Suspended(..)) {
            let place = self.position_place(object);
            let position = self.read(place);
            return position
                .atoms()
                .any(|(_, atom)| !matches!(atom, Atom::Int(UNSTARTED | FINISHED)));
        }
        let gone = self.read(Place::Result(object));
        !self.surely_present(&gone)
    }

    /// Nothing holds a thing any more. What it raises then is printed, and
    /// nothing else.
    fn let_go(&mut self, object: ObjectId, held: &FxHashSet<ObjectId>, span: Span) {
        if !self.acts_when_released(object) {
            return;
        }
        if matches!(self.objects.kind(object), ObjectKind::Suspended(..)) {
            self.swallowing(|interp| interp.close(object, span));
            return;
        }
        let gone = self.read(Place::Result(object));
        let open = self.outside_of(&gone);
        let (before, mut states) = (self.state.clone(), Vec::new());
        for (guard, _) in gone.entries() {
            self.state = before.clone();
            self.assume(guard);
            states.push(self.take_state());
        }
        for guard in open {
            self.state = before.clone();
            self.assume(&guard);
            if !self.state.dead {
                let done = self.constant(span, Atom::Bool(true));
                self.write(Place::Result(object), done);
                self.finalise(object, span);
                self.tell_watchers(object, held, span);
            }
            states.push(self.take_state());
        }
        self.state.dead = true;
        self.rejoin(states);
    }

    /// Runs something whose exceptions nobody sees.
    fn swallowing(&mut self, run: impl FnOnce(&mut Self)) {
        let any = ExceptionClass::Builtin("BaseException");
        self.push_handlers(vec![vec![any]]);
        run(self);
        let caught = self.pop_handlers();
        let mut caught: Vec<State> = caught.into_iter().flatten().collect();
        let place = self.slot(Place::Exception);
        for state in &mut caught {
            state.store.remove(place);
        }
        self.rejoin(caught);
    }

    /// `__del__` of an instance.
    fn finalise(&mut self, object: ObjectId, span: Span) {
        let ObjectKind::Instance(class) = *self.objects.kind(object) else {
            return;
        };
        if let Some(method) = self.attribute_if_any(class, "__del__") {
            let this = self.object_value(span, object);
            let mut arguments = Arguments::none(span);
            arguments.positional = vec![this];
            self.swallowing(|interp| {
                interp.call_value(&method, &arguments);
            });
        }
    }

    /// Those that watch an object, and are there themselves, hear that it is gone.
    fn tell_watchers(&mut self, object: ObjectId, held: &FxHashSet<ObjectId>, span: Span) {
        for watcher in self.watchers_of(object) {
            let ObjectKind::Instance(class) = *self.objects.kind(watcher) else {
                continue;
            };
            if held.contains(&watcher)
                && let Some(method) = self.attribute_if_any(class, "_released")
            {
                let this = self.object_value(span, watcher);
                let mut arguments = Arguments::none(span);
                arguments.positional = vec![this];
                self.swallowing(|interp| {
                    interp.call_value(&method, &arguments);
                });
            }
        }
    }
}

/// Whether closing a generator in the middle of this body runs any of it.
fn acts_when_closed(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> StatementVisitor<'a> for Finder {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::Try(ast::StmtTry { .. }) | Stmt::With(_) => self.0 = true,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ => walk_stmt(self, statement),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}
