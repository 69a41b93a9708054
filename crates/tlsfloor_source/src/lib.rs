//! Decoded source text, positions, and suppression comments.
//!
//! No I/O: bytes come in, text and positions go out.

pub mod span;

pub use span::{FileId, Span, TextRange};
