//! Branches: which way a condition goes, and running both ways where it may.

use super::Interp;
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::region::Region;
use crate::domain::state::{Cell, Sequence, State};
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use crate::limit::{self, Limit};
use tlsfloor_source::Span;

/// Where a condition holds, and where it does not; `None`: nowhere.
#[derive(Debug)]
pub(super) struct Split {
    pub(super) yes: Option<Guard>,
    pub(super) no: Option<Guard>,
}

/// Ways on which a value may be absent; with more, it may be on all.
const MAX_PIECES: usize = 16;
/// States that are merged one after the other; of more, groups of so many.
const MAX_GROUP: usize = 32;

impl<'a> Interp<'a> {
    /// Guards that together hold on this path wherever a value is absent.
    pub(super) fn outside_of(&self, value: &Value) -> Vec<Guard> {
        let mut pieces = vec![Guard::ALWAYS];
        for (guard, _) in value.entries() {
            let outside = self.complement(guard);
            let next = pieces
                .iter()
                .flat_map(|piece| outside.iter().filter_map(|own| piece.and(own)))
                .filter(|piece| self.choices.compatible(piece, &self.state.path))
                .collect();
            pieces = united(next);
            if pieces.len() > MAX_PIECES {
                limit::reached(Limit::Paths);
                // More than can be told apart: it may be absent anywhere.
                return vec![Guard::ALWAYS];
            }
        }
        pieces
    }

    /// Narrows the current path; it dies if that is impossible.
    pub(super) fn assume(&mut self, guard: &Guard) {
        if guard.is_always() {
            return;
        }
        match self.choices.narrow(&self.state.path, guard) {
            Some(path) if path.builds.0 & self.all_builds.0 != 0 => self.state.path = path,
            _ => self.state.dead = true,
        }
    }

    /// Runs `yes` where the condition holds and `no` where it does not, and
    /// merges what both leave.
    pub(super) fn branch<T>(
        &mut self,
        split: &Split,
        yes: impl FnOnce(&mut Self) -> T,
        no: impl FnOnce(&mut Self) -> T,
        join: impl FnOnce(&mut Self, T, &Guard, T, &Guard) -> T,
        nothing: T,
    ) -> T {
        match (&split.yes, &split.no) {
            (Some(guard), None) => {
                self.assume(guard);
                yes(self)
            }
            (None, Some(guard)) => {
                self.assume(guard);
                no(self)
            }
            (None, None) => {
                self.state.dead = true;
                nothing
            }
            (Some(holds), Some(fails)) => {
                let before = self.state.clone();
                self.assume(holds);
                let first = if self.state.dead {
                    None
                } else {
                    Some(yes(self))
                };
                let after_yes = std::mem::replace(&mut self.state, before);
                self.assume(fails);
                let second = if self.state.dead {
                    None
                } else {
                    Some(no(self))
                };
                let result = match (first, second) {
                    (Some(first), Some(second)) => join(self, first, holds, second, fails),
                    (Some(one), None) | (None, Some(one)) => one,
                    (None, None) => nothing,
                };
                let after_no = self.take_state();
                self.state = after_yes.merge(after_no, &mut self.choices);
                result
            }
        }
    }

    /// [`Interp::branch`] for expressions.
    pub(super) fn branch_value(
        &mut self,
        split: &Split,
        yes: impl FnOnce(&mut Self) -> Value,
        no: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        self.branch(
            split,
            yes,
            no,
            |_, first, holds, second, fails| {
                first.restricted(holds).union(&second.restricted(fails))
            },
            Value::empty(),
        )
    }

    /// Runs an operation for each of the things that its operands may be, on the
    /// paths on which they are that: what raises for one goes on for another.
    pub(super) fn each_way<T>(
        &mut self,
        ways: Vec<(Guard, T)>,
        mut run: impl FnMut(&mut Self, T) -> Value,
    ) -> Value {
        let several = ways.len() > 1;
        let before = self.state.clone();
        let (mut result, mut after) = (Value::empty(), Vec::new());
        for (guard, operands) in ways {
            if several {
                self.state = before.clone();
                self.assume(&guard);
            }
            if self.state.dead {
                continue;
            }
            let value = run(self, operands);
            result = result.union(&value.restricted(&guard));
            if several {
                after.push(self.take_state());
            }
        }
        if several {
            self.state.dead = true;
            self.rejoin(after);
        }
        result
    }

    /// The current state, leaving a dead one.
    pub(super) fn take_state(&mut self) -> State {
        let mut dead = State::new(self.state.path.clone());
        dead.dead = true;
        std::mem::replace(&mut self.state, dead)
    }

    /// Merges states, the last ones first: they share most of their paths. Many
    /// are merged in groups, so that what is written once is not merged with
    /// each of the others.
    pub(super) fn merge_states(&mut self, mut states: Vec<State>) -> Option<State> {
        while states.len() > MAX_GROUP {
            let mut groups = Vec::new();
            let mut rest = states.into_iter();
            loop {
                let group: Vec<State> = rest.by_ref().take(MAX_GROUP).collect();
                if group.is_empty() {
                    break;
                }
                groups.extend(self.merge_group(group));
            }
            states = groups;
        }
        self.merge_group(states)
    }

    fn merge_group(&mut self, states: Vec<State>) -> Option<State> {
        let mut merged: Option<State> = None;
        for state in states.into_iter().rev() {
            if state.dead {
                continue;
            }
            merged = Some(match merged {
                Some(later) => state.merge(later, &mut self.choices),
                None => state,
            });
        }
        merged
    }

    /// Makes `states` go on here, beside the current one.
    pub(super) fn rejoin(&mut self, mut states: Vec<State>) {
        let current = self.take_state();
        states.push(current);
        if let Some(state) = self.merge_states(states) {
            self.state = state;
        }
    }

    /// Where a value is true and where it is false.
    pub(super) fn split(&mut self, span: Span, value: &Value) -> Split {
        let value = self.truth_value(value, span);
        let value = value.on_path(&self.choices, &self.state.path);
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for (guard, atom) in value.atoms() {
            match self.truth(atom, span) {
                Truth::Known(true) => yes.push(guard.clone()),
                Truth::Known(false) => no.push(guard.clone()),
                Truth::When(literals) => {
                    for (own, truth) in literals {
                        if let Some(guard) = guard.and(&own) {
                            if truth {
                                yes.push(guard);
                            } else {
                                no.push(guard);
                            }
                        }
                    }
                }
            }
        }
        self.split_of(yes, no)
    }

    /// One guard for each side. Where a side is no single conjunction, a new
    /// choice stands for it, the same one each time.
    pub(super) fn split_of(&mut self, yes: Vec<Guard>, no: Vec<Guard>) -> Split {
        let (yes, no) = (united(yes), united(no));
        if no.is_empty() {
            let yes = (!yes.is_empty()).then_some(Guard::ALWAYS);
            return Split { yes, no: None };
        }
        if yes.is_empty() {
            return Split {
                yes: None,
                no: Some(Guard::ALWAYS),
            };
        }
        if let ([yes], [no]) = (yes.as_slice(), no.as_slice()) {
            return Split {
                yes: Some(yes.clone()),
                no: Some(no.clone()),
            };
        }
        if let Some(split) = self.split_by_region(&yes, &no) {
            return split;
        }
        let literal = self.records.named_split(&yes, &no, &mut self.choices);
        self.choices.imply_one_of(literal, &yes);
        self.choices.imply_one_of(literal.negated(), &no);
        let side = |interp: &mut Self, guards: &[Guard], literal| {
            let mut common = guards[0].clone();
            for guard in &guards[1..] {
                common = common.common(guard);
            }
            for implied in common.literals() {
                // Where nobody asked, either side may stand.
                interp.choices.imply_where_met(literal, *implied);
            }
            Guard::on(common.builds).and(&Guard::when(literal))
        };
        Split {
            yes: side(self, &yes, literal),
            no: side(self, &no, literal.negated()),
        }
    }

    /// Where both sides are tests of one unknown, so is the question: `x == "a"
    /// or x == "b"`.
    fn split_by_region(&mut self, yes: &[Guard], no: &[Guard]) -> Option<Split> {
        let mut tested = None;
        let mut sides = Vec::new();
        for guards in [yes, no] {
            let mut all: Option<Region> = None;
            for guard in guards {
                let (unknown, region) = self.choices.region_of(guard, &self.state.path)?;
                let unknown = unknown?;
                if tested.is_some_and(|tested| tested != unknown) {
                    return None;
                }
                tested = Some(unknown);
                all = Some(all.map_or(region.clone(), |all| all.union(&region)));
            }
            sides.push(all?);
        }
        let unknown = tested?;
        if sides[0].is_too_large() || !sides[0].is_apart_from(&sides[1]) {
            return None;
        }
        let literal = self.unknowns.test(&mut self.choices, unknown, &sides[0]);
        Some(Split {
            yes: Some(Guard::when(literal)),
            no: Some(Guard::when(literal.negated())),
        })
    }

    /// What `bool()` says of an atom.
    pub(super) fn truth(&mut self, atom: &Atom, span: Span) -> Truth {
        if let Atom::Member(member) = atom
            && let Some(truth) = member.value.single_atom().and_then(Atom::truth)
            && (self.has_int_members(member.class)
                || self.has_flag_members(member.class)
                || self.has_text_members(member.class))
        {
            return Truth::Known(truth);
        }
        if let Some(truth) = atom.truth() {
            return Truth::Known(truth);
        }
        match atom {
            Atom::Unknown(unknown) => {
                let literal = self.unknowns.truth(&mut self.choices, *unknown);
                Truth::When(vec![
                    (Guard::when(literal), true),
                    (Guard::when(literal.negated()), false),
                ])
            }
            Atom::Library(name) => self.library_truth(atom, *name, span),
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::List
                | ObjectKind::Set
                | ObjectKind::Dict
                | ObjectKind::Namespace(_) => self
                    .container_truth(*object)
                    .map_or_else(|| self.unknown_truth(atom, span), Truth::When),
                ObjectKind::LibraryInstance(class)
                    if self.names.text(*class).as_ref() == "builtins.object" =>
                {
                    Truth::Known(true)
                }
                ObjectKind::LibraryInstance(_) => self.unknown_truth(atom, span),
                ObjectKind::Instance(class) => {
                    let class = *class;
                    if self.decides_by_itself(class, &["__bool__", "__len__", "__nonzero__"]) {
                        self.unknown_truth(atom, span)
                    } else {
                        Truth::Known(true)
                    }
                }
                _ => Truth::Known(true),
            },
            _ => self.unknown_truth(atom, span),
        }
    }

    fn library_truth(&mut self, atom: &Atom, name: Name, span: Span) -> Truth {
        let dotted = self.names.text(name);
        if self.catalogue.constant(&dotted).is_some() {
            let groups = self.constant_ints(&dotted, self.builds());
            let known: Vec<(Guard, bool)> = groups
                .iter()
                .map(|(builds, value)| (Guard::on(*builds), value.is_none_or(|v| v != 0)))
                .collect();
            return Truth::When(known);
        }
        if let Some(truth) = super::standard::constant_truth(&dotted) {
            return Truth::Known(truth);
        }
        if self.is_known_name(&dotted)
            || self.catalogue.module_known(&dotted) && self.is_module(&dotted)
            || dotted.starts_with("builtins.")
        {
            return Truth::Known(true);
        }
        self.unknown_truth(atom, span)
    }

    /// Where a container is not empty; `None` where that is not known.
    fn container_truth(&mut self, object: ObjectId) -> Option<Vec<(Guard, bool)>> {
        if let ObjectKind::Namespace(of) = *self.objects.kind(object) {
            let content = self.namespace_content(of);
            return Some(vec![(Guard::ALWAYS, !content.entries.is_empty())]);
        }
        let slot = self.slot(Place::Content(object));
        match self.state.store.get(slot) {
            Some(Cell::Sequence(sequence)) => {
                let sequence = sequence.on_path(&self.choices, &self.state.path);
                let mut truths = Vec::new();
                for (guard, item) in sequence.entries() {
                    match item {
                        Sequence::Known(items) => truths.push((guard.clone(), !items.is_empty())),
                        Sequence::Open(_) => return None,
                    }
                }
                Some(truths)
            }
            Some(Cell::Mapping(mapping)) if mapping.rest.is_none() => {
                let path = &self.state.path;
                let mut present = false;
                for (_, value) in mapping.entries.iter() {
                    present |= !value.on_path(&self.choices, path).is_empty();
                }
                Some(vec![(Guard::ALWAYS, present)])
            }
            _ => None,
        }
    }

    fn unknown_truth(&mut self, atom: &Atom, span: Span) -> Truth {
        let id = self
            .unknowns
            .intern(UnknownKey::Operation("bool", vec![atom.clone()]));
        self.truth(&Atom::Unknown(id), span)
    }
}

/// What `bool()` says.
#[derive(Debug)]
pub(super) enum Truth {
    Known(bool),
    /// Under each guard, this.
    When(Vec<(Guard, bool)>),
}

/// Guards that together hold where these do, fewer where some unite.
fn united(mut guards: Vec<Guard>) -> Vec<Guard> {
    let mut at = 0;
    while at < guards.len() {
        let found = (at + 1..guards.len())
            .find_map(|other| Some((other, guards[at].unite(&guards[other])?)));
        match found {
            Some((other, guard)) => {
                guards.remove(other);
                guards[at] = guard;
                at = 0;
            }
            None => at += 1,
        }
    }
    guards
}
