//! The catalogue's TOML, read and checked.
