//! What tlsfloor knows about libraries that speak TLS: the data files of this
//! crate, read once, with the look-ups that the interpreter needs.
//!
//! Names go in and plain values come out. Nothing here knows Python code,
//! files or platforms; the meaning of a fact is computed by whoever asks.

mod alias;
mod data;
mod index;
mod listing;
mod models;
mod references;
mod resolve;
mod words;

use std::sync::LazyLock;

pub use data::{FILES, read_builtin};
pub use index::{ApiEntry, Catalogue};
pub use listing::{KnobListing, LibraryListing};
pub use models::ModelError;
pub use tlsfloor_catalogue_schema::model;
pub use words::KeywordKnob;

static BUILTIN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::from_libraries(read_builtin().0));

impl Catalogue {
    /// The catalogue that is built into tlsfloor.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}
