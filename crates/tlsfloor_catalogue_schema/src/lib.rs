//! The catalogue's TOML, read and checked.
//!
//! [`read`] turns the text of one data file into a [`Library`] or into every
//! mistake that it has, each with its line. What can only be seen across files
//! (a class of another library, say) is checked by the catalogue crate.
//!
//! The tree of the TOML reader is walked by hand instead of through serde: each
//! value keeps its place, one run reports all mistakes, and an unknown word can
//! be answered with the nearest known one.

mod check;
mod effect;
mod entry;
mod error;
mod library;
pub mod model;
mod nearest;
mod node;
mod range;
mod setting;
mod word;

pub use error::SchemaError;
pub use library::read;
pub use model::Library;
pub use nearest::nearest;
