//! From endpoints and a policy to findings.
//!
//! In: the facts of an analysis, the builds it was judged on, the platform of
//! each file, a policy. Out: [`Finding`]s, one a cause, in a fixed order. A
//! rule reads facts only: never the tree, a file, or the catalogue.

pub mod diagnostic;
pub mod explain;
pub mod finding;
pub mod judge;
mod negotiable;
pub mod platform;
pub mod policy;
pub mod rules;
pub mod verdict;

pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use finding::{Confidence, Finding, FindingPlatform, Related, RelatedKind};
pub use judge::{Input, judge, unconnected};
pub use platform::{Platform, ProjectId, describe_builds, describe_openssl};
pub use policy::Policy;
pub use rules::{Example, RuleMetadata, Severity};
pub use verdict::{Verdict, verdict};
