//! The catalogue's TOML, read and checked.

pub mod model;
