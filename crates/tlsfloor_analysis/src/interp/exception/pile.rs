//! The states that a handler holds until its `try` has run.
//!
//! A long body raises at thousands of places, and each of these states differs
//! from the first in all that ran between. So they are merged in groups, and
//! the merged ones in groups again: what is written once is merged as often as
//! the groups are nested, not as often as something raises after it.

use crate::domain::state::State;

/// States that one handler holds before they are merged.
const MAX_CAUGHT: usize = 8;

/// States on their way to one place.
#[derive(Debug, Default)]
pub(super) struct Pile {
    /// Each with how many merges it came through; the oldest first, which came
    /// through most.
    held: Vec<(State, u32)>,
}

impl Pile {
    pub(super) fn push(&mut self, state: State) {
        self.held.push((state, 0));
    }

    /// Adds what came of a group.
    pub(super) fn put(&mut self, (merged, merges): (Option<State>, u32)) {
        self.held.extend(merged.map(|state| (state, merges)));
    }

    /// Whether the last one is this state.
    pub(super) fn ends_with(&self, state: &State) -> bool {
        self.held.last().is_some_and(|(last, _)| {
            last.path == state.path && last.store.is_same_copy(&state.store)
        })
    }

    /// Takes the last group, if it is full: its states, and how many merges what
    /// comes of it will have come through.
    pub(super) fn take_full(&mut self) -> Option<(Vec<State>, u32)> {
        let (_, merges) = self.held.last()?;
        let merges = *merges;
        let alike = self.held.iter().rev();
        let alike = alike.take_while(|(_, own)| *own == merges).count();
        if alike <= MAX_CAUGHT {
            return None;
        }
        let group = self.held.split_off(self.held.len() - alike);
        Some((
            group.into_iter().map(|(state, _)| state).collect(),
            merges + 1,
        ))
    }

    pub(super) fn states(&self) -> impl Iterator<Item = &State> {
        self.held.iter().map(|(state, _)| state)
    }

    pub(super) fn into_states(self) -> impl Iterator<Item = State> {
        self.held.into_iter().map(|(state, _)| state)
    }
}
