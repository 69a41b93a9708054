//! The formats, from outside: what a caller gets for one set of findings.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what went wrong by stopping"
)]

mod formats;
mod sarif;
mod support;
