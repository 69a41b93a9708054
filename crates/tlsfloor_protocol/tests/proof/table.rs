//! The table that the proof prints.

use std::path::{Path, PathBuf};

/// What came of one interpreter.
pub(crate) struct Row {
    pub(crate) interpreter: String,
    /// Its version, empty for the standard library.
    pub(crate) pyopenssl: String,
    pub(crate) openssl: String,
    pub(crate) path: PathBuf,
    pub(crate) sequences: usize,
    pub(crate) measured: usize,
    pub(crate) differences: Vec<String>,
    pub(crate) seconds: f64,
}

impl Row {
    /// An interpreter on which the proof did not run.
    pub(crate) fn failed(python: &Path, error: String) -> Self {
        Self {
            interpreter: "failed".to_owned(),
            pyopenssl: String::new(),
            openssl: String::new(),
            path: python.to_owned(),
            sequences: 0,
            measured: 0,
            differences: vec![error],
            seconds: 0.0,
        }
    }
}

pub(crate) fn print(rows: &[Row]) {
    println!(
        "\n{:<28} {:<28} {:>9} {:>9} {:>11} {:>8}",
        "interpreter", "OpenSSL", "sequences", "measured", "differences", "seconds"
    );
    for row in rows {
        let interpreter = if row.pyopenssl.is_empty() {
            row.interpreter.clone()
        } else {
            format!(
                "pyOpenSSL {} on {}",
                row.pyopenssl,
                row.interpreter.replace("CPython ", "")
            )
        };
        println!(
            "{interpreter:<28} {:<28} {:>9} {:>9} {:>11} {:>8.1}",
            row.openssl,
            row.sequences,
            row.measured,
            row.differences.len(),
            row.seconds
        );
    }
}
