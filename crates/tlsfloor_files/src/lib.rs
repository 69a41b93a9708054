//! Finding Python files below the given paths, and reading them: the only
//! place besides the binary that touches the file system.

pub mod discover;
mod environment;
mod exclude;
mod gitignore;
pub mod memory;
mod paths;
mod python;
pub mod read;
pub mod system;
pub mod upwards;
mod walk;

pub use discover::{
    BadGlob, DiscoverOptions, DiscoveredFile, Discovery, PathProblem, Skipped, discover,
};
pub use memory::MemorySystem;
pub use paths::{absolute, display};
pub use read::{DEFAULT_LIMIT, read_source};
pub use system::{FileKind, OsSystem, ReadError, System};
pub use upwards::{NearestUpwards, nearest_upwards};
