//! The pipeline from paths to findings.
