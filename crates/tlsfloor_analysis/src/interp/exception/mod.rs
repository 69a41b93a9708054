//! Exceptions: what may be raised, who catches it, and `finally`.
//!
//! Handlers in sight stand on a stack that crosses calls. A state that raises
//! goes to the innermost handler that catches it. An operation that is not
//! known may raise whatever a handler in sight catches; one that is known
//! raises just what Python raises, and only where something catches it: where
//! nothing does, the analysis goes on, so that a mistake of ours never hides
//! what comes after.

mod class;
mod handle;
mod object;
mod pile;
mod raise;
mod refused;

use crate::domain::guard::Literal;
use crate::domain::state::State;

use pile::Pile;

pub(super) use class::ExceptionClass;
pub(super) use object::{inherits, is_builtin_exception};

/// Whether what runs where a block is left ends an exception that is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Never,
    /// As what it gives says: `__exit__`.
    WhereTrue,
    /// By leaving itself: `finally: return`.
    Always,
}

/// A `try` whose body is being run.
#[derive(Debug)]
pub(super) struct Scope {
    /// For each handler, the classes that it catches. Empty for `finally`.
    handlers: Vec<Vec<ExceptionClass>>,
    caught: Vec<Pile>,
    /// Stands for "something unknown in the body raised".
    raised: Option<Literal>,
    /// States on their way out through a `finally`.
    leaving: Option<Vec<(State, ExceptionClass)>>,
    /// Of these, the ones that something unknown may have raised.
    possible: Pile,
    /// Whether what runs on the way out ends the exception.
    ends: Ends,
    /// It stands in a model of the standard library: what may be raised is
    /// nothing that it waits for.
    model: bool,
    /// How many frames there were when it began, and how many set aside.
    pub(super) frames: usize,
    pub(super) stepped_out: usize,
}

impl Scope {
    /// Whether exceptions may end here without a handler that names them.
    const fn ends_exceptions(&self) -> bool {
        !matches!(self.ends, Ends::Never)
    }

    /// The states that leave through a `finally`.
    fn into_leaving(self) -> Vec<(State, ExceptionClass)> {
        let mut leaving = self.leaving.unwrap_or_default();
        let possible = self.possible.into_states();
        leaving.extend(possible.map(|state| (state, ExceptionClass::Possible)));
        leaving
    }
}
