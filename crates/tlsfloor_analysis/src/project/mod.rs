//! The modules of a project: which files there are, what their imports mean,
//! and which of them belong together.
//!
//! Nothing here reads a file: everything follows from paths and texts.

mod imports;
mod layout;
mod related;

pub(crate) use imports::absolute;
pub use imports::{Import, imports};
pub(crate) use layout::join;
pub use layout::{Layout, Module};
pub use related::{ScannedFile, related};
