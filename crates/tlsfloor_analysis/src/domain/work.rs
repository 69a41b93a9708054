//! What a run has done so far, in things looked at.
//!
//! Steps of the interpreter differ in cost: a merge of two states or a union
//! of large values looks at thousands of entries. Whoever does such work counts
//! it here, and the interpreter charges it to the run, so that the bounds on
//! steps bound time too, and do so alike on every machine.

use std::cell::Cell;

thread_local! {
    static LOOKED_AT: Cell<u64> = const { Cell::new(0) };
}

/// Counts `things` as looked at.
pub(crate) fn count(things: usize) {
    LOOKED_AT.with(|looked_at| looked_at.set(looked_at.get().saturating_add(things as u64)));
}

/// What was counted since the last call, on this thread.
pub(crate) fn take() -> u64 {
    LOOKED_AT.with(|looked_at| looked_at.replace(0))
}
