//! The code left the choice to a default that is below the floor.

use super::{RuleMetadata, Severity};

/// What is said about the rule.
pub static METADATA: RuleMetadata = RuleMetadata {
    id: "python-security/insecure-default-ssl-protocols",
    title: "Do not rely on defaults that allow insecure encryption protocols",
    description: "Code leaves the TLS version to a default of the library, and on the platform \
                  that the code runs on this default allows a protocol below the floor: SSLv3, \
                  TLSv1 or TLSv1.1 unless another floor is demanded.",
    category: "Security",
    severity: Severity::Notice,
    cwe: &[757],
    documentation: include_str!("doc.md"),
};
