//! The pipeline from paths to findings, behind three functions: [`run_check`],
//! [`run_inventory`] and [`run_explain`].
//!
//! Files are found and read, those that never name TLS are put aside, the rest
//! is decoded, analysed on several threads, and judged on the platform that
//! the command line or each file's own project states. Nothing is printed
//! here, and one bad file never stops the run: what went wrong is a
//! diagnostic of the result.

mod check;
mod explain;
mod guard;
mod inventory;
mod models;
pub mod platform;
mod prefilter;
mod read;
mod run;
pub mod settings;
mod suppression;
mod workers;

pub use check::{CheckResult, run_check};
pub use explain::{ExplainError, ExplainResult, Spot, run_explain};
pub use inventory::{InventoryResult, run_inventory};
pub use models::models;
pub use run::{Counts, RunError};
pub use settings::{Settings, Stdin, Target};

// Callers build on this crate alone: what its interface mentions is reached
// through it.
pub use tlsfloor_analysis as analysis;
pub use tlsfloor_catalogue as catalogue;
pub use tlsfloor_files as files;
pub use tlsfloor_protocol as protocol;
pub use tlsfloor_rules as rules;
pub use tlsfloor_source as source;
