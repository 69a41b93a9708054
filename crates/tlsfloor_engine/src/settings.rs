//! What a run is asked to do: plain values, already checked.

use std::path::PathBuf;

use tlsfloor_rules::{Confidence, Policy};

use crate::platform::Specifier;

/// What a run is asked to do.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// What stands on standard input, if it is to be analysed.
    pub stdin: Option<Stdin>,
    /// The Pythons that all code is judged on; `None`: each file's project
    /// decides.
    pub target: Option<Target>,
    /// The floor that is demanded.
    pub policy: Policy,
    /// The least confidence that is shown (`check` only).
    pub confidence: Confidence,
    /// Also read what ignore files hide, hidden folders, virtual environments.
    pub no_ignore: bool,
    /// Globs of files and folders to leave out.
    pub exclude: Vec<String>,
    /// How many files are analysed at once; 0 means one a processor.
    pub jobs: usize,
    /// Whether files that never name TLS are put aside before they are parsed.
    /// Without it the result is the same, later.
    pub prefilter: bool,
    /// Data files of the user's own libraries, and folders of them.
    pub models: Vec<PathBuf>,
    /// Also list calls that leave everything to the library (`inventory` only).
    pub implicit: bool,
}

impl Default for Settings {
    /// Nothing to read, and otherwise what the command line does by itself.
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            stdin: None,
            target: None,
            policy: Policy::default(),
            confidence: Confidence::Medium,
            no_ignore: false,
            exclude: Vec::new(),
            jobs: 0,
            prefilter: true,
            models: Vec::new(),
            implicit: false,
        }
    }
}

/// Standard input, read.
#[derive(Clone, Debug)]
pub struct Stdin {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The path that it stands for, if one was given.
    pub path: Option<PathBuf>,
}

/// The Pythons to judge on, as somebody stated them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The versions.
    pub versions: Specifier,
    /// Who stated them, for reports: `--target-python`.
    pub source: String,
}
