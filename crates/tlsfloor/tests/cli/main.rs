//! The command line as its users meet it: the binary is run, on files made for
//! each test.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test that is how a failure is said; clippy knows only `#[test]` functions as tests"
)]

mod arguments;
mod causes;
mod documented;
mod exit_status;
mod explain;
mod explain_asked;
mod explain_many;
mod hostile;
mod metadata;
mod models;
mod output;
mod settings;
mod stdin;
mod support;
mod suppression;
