//! The code chose a protocol below the floor.

use super::{RuleMetadata, Severity};

/// What is said about the rule.
pub static METADATA: RuleMetadata = RuleMetadata {
    id: "python-security/insecure-ssl-protocols",
    title: "Do not use insecure encryption protocols",
    description: "Code lets a connection negotiate a protocol below the floor: SSLv2, SSLv3, \
                  TLSv1 or TLSv1.1 unless another floor is demanded. An attacker between the \
                  two sides can then make them speak it.",
    category: "Security",
    severity: Severity::Notice,
    cwe: &[757],
    documentation: include_str!("doc.md"),
};
