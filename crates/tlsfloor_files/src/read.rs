//! Reading a discovered file.

use crate::discover::{DiscoveredFile, PathProblem};
use crate::paths;
use crate::system::{ReadError, System};

/// Files above this many bytes are said and skipped (256 MiB): no source file
/// that a person keeps comes near it.
pub const DEFAULT_LIMIT: u64 = 256 * 1024 * 1024;

/// The bytes of a discovered file of at most `limit` bytes. What is no regular
/// file is never opened.
///
/// # Errors
///
/// The problem names the path and the way out; it is fatal for a file that was
/// named on the command line.
pub fn read_source(
    system: &dyn System,
    file: &DiscoveredFile,
    limit: u64,
) -> Result<Vec<u8>, PathProblem> {
    system
        .read_file(&file.path, limit)
        .map_err(|error| PathProblem {
            path: file.display.clone(),
            message: explain(&error),
            fatal: file.named,
            unread: true,
        })
}

pub(crate) fn explain(error: &ReadError) -> String {
    match error {
        ReadError::NotRegular(kind) => {
            format!("is {} and was not opened", kind.described())
        }
        ReadError::TooLarge { len, limit } => format!(
            "has {len} bytes, more than the {limit} that are read of one file; it was not \
             analysed: split it, or exclude it"
        ),
        ReadError::Io(error) => paths::explain(error),
    }
}
