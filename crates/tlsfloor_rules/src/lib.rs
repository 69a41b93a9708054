//! From endpoints and a policy to findings.
