//! Any bytes, as one file or as several, to findings: no panic, no hang.
//!
//! Zero bytes part the input into files that import each other by name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlsfloor_fuzz::Files;

const PATHS: [&str; 4] = ["main.py", "a.py", "package/__init__.py", "package/b.py"];

fuzz_target!(|bytes: &[u8]| {
    let parts = bytes.splitn(PATHS.len(), |byte| *byte == 0);
    let files: Vec<(&str, &[u8])> = PATHS.into_iter().zip(parts).collect();
    let files = Files::new(files);
    let result = files.check();
    assert!(result.findings.len() <= bytes.len());
});
