//! Steps, which bound the time that a run takes, and the bounds that were
//! reached, at their places.

use super::Interp;
use crate::domain::work;
use crate::limit::{self, Limit};
use tlsfloor_source::Span;

/// Steps of one entry: a module body, or a function that nobody calls.
const ENTRY_STEPS: u64 = 20_000;
/// Steps of a project that are shared freely: as long as some are left, each
/// entry may use all of its own.
const PROJECT_STEPS: u64 = 400_000;
/// Steps of an entry when none of those are left.
const LEAST_STEPS: u64 = 500;
/// Steps of one file.
const FILE_STEPS: u64 = 150_000;
/// Steps that an entry goes on for when its own are used up, while it still
/// runs what it imports.
const OVERDRAWN_STEPS: u64 = 100_000;
/// The same, of all entries together.
const PROJECT_OVERDRAWN_STEPS: u64 = 4_000_000;
/// Things looked at (entries of values, places merged) that count as one step.
const WORK_PER_STEP: u64 = 16;

/// How many steps a run has: what it may cost, alike on every machine.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// Of one entry: a module's body, or a function that nobody calls.
    pub entry: u64,
    /// Of all that runs of one file.
    pub file: u64,
    /// Of the whole project, as long as each entry may use all of its own.
    pub project: u64,
    /// Of one entry, when those of the project are used up.
    pub least: u64,
    /// Of one entry, after those: then nothing more is imported.
    pub overdrawn: u64,
    /// The same, of the whole project.
    pub project_overdrawn: u64,
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            entry: ENTRY_STEPS,
            file: FILE_STEPS,
            project: PROJECT_STEPS,
            least: LEAST_STEPS,
            overdrawn: OVERDRAWN_STEPS,
            project_overdrawn: PROJECT_OVERDRAWN_STEPS,
        }
    }
}

impl Interp<'_> {
    /// Counts one step; beyond the bounds the run goes on without entering
    /// calls, which is linear in the size of the code. What that costs is counted
    /// too, as each bit of code may meet a large state.
    pub(super) fn step(&mut self, span: Span) {
        let cost = 1 + work::take() / WORK_PER_STEP;
        // One step may cost more than all that are left.
        let own = if self.shallow { 0 } else { self.steps_left };
        let beyond = cost.saturating_sub(own);
        self.overdraft_left = self.overdraft_left.saturating_sub(beyond);
        self.project_overdraft = self.project_overdraft.saturating_sub(beyond);
        self.steps_left = self.steps_left.saturating_sub(cost);
        self.file_steps_left = self.file_steps_left.saturating_sub(cost);
        self.project_steps = self.project_steps.saturating_sub(cost);
        if (self.steps_left == 0 || self.file_steps_left == 0) && !self.shallow {
            self.shallow = true;
            self.cut = true;
            self.reached(span, Limit::Steps);
        }
    }

    /// A bound was reached at a place.
    pub(super) fn reached(&mut self, span: Span, limit: Limit) {
        self.cut |= limit.overlooks();
        let span = self.in_program(span);
        self.records.bound(span, limit);
    }

    /// Records the bounds that were reached by what ends here.
    pub(super) fn note_limits(&mut self, span: Span) {
        if limit::any() {
            for limit in limit::take() {
                self.reached(span, limit);
            }
        }
    }

    /// An entry begins that may use up to `most` steps.
    pub(super) fn begin_steps(&mut self, most: u64) {
        self.steps_left = most;
        self.shallow = false;
        let overdraft = self.project_overdraft.max(self.steps.least);
        self.overdraft_left = overdraft.min(self.steps.overdrawn);
    }

    /// Whether far more steps were made than the entry has.
    pub(super) const fn is_overdrawn(&self) -> bool {
        self.overdraft_left == 0
    }

    /// What an entry gets that may use up to `most` steps.
    pub(super) fn allowance(&self, most: u64) -> u64 {
        most.min(self.project_steps.max(self.steps.least))
    }
}
