//! How a run ends: the exit status that scripts build on.

use std::process::ExitCode;

/// The exit status of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing to report.
    Clean,
    /// Findings are shown, and not suppressed.
    Findings,
    /// The job could not be done, or not all of it: bad arguments, a path on
    /// the command line that is missing or cannot be read, an output that
    /// cannot be written.
    Error,
    /// Ctrl-C.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees: 0, 1, 2, or 128 + SIGINT.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Error => 2,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
