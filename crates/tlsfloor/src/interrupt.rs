//! Ctrl-C: ends the run with status 130 and leaves no half-written file.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::exit::Exit;

/// The temporary file that is being written, if any.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Installs the handler. Without one the system's own handling stays, which
/// also ends the run: so a failure is no error.
pub(crate) fn install() {
    let _ = ctrlc::set_handler(|| {
        if let Some(path) = unfinished().take() {
            let _ = std::fs::remove_file(path);
        }
        end();
    });
}

/// While this lives, Ctrl-C removes the file at its path.
pub(crate) struct Unfinished;

impl Unfinished {
    pub(crate) fn new(path: PathBuf) -> Self {
        *unfinished() = Some(path);
        Self
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        *unfinished() = None;
    }
}

fn unfinished() -> MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(
    clippy::exit,
    reason = "the handler runs on a thread of its own, from which nothing returns to main"
)]
fn end() {
    std::process::exit(Exit::Interrupted.code().into());
}
