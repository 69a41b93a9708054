//! Findings and endpoints as text, JSON and SARIF.
