//! Decoded source text, positions, and suppression comments.
//!
//! No I/O: bytes come in, text and positions go out.

mod codec;
mod declaration;
pub mod decode;
pub mod file;
pub mod lines;
pub mod offsets;
pub mod span;
pub mod suppress;
mod tables;

pub use decode::{DecodeProblem, Decoded, decode, decode_owned};
pub use file::{SourceFile, SourceMap};
pub use lines::{LineColumn, LineIndex};
pub use offsets::OffsetMap;
pub use span::{FileId, Span, TextRange};
pub use suppress::{Suppression, SuppressionProblem, Suppressions};
