//! What the fuzz targets share: running the whole pipeline on files in memory.

use std::path::PathBuf;

use tlsfloor_engine::files::MemorySystem;
use tlsfloor_engine::platform::Specifier;
use tlsfloor_engine::rules::DiagnosticKind;
use tlsfloor_engine::{CheckResult, InventoryResult, Settings, Target, run_check, run_inventory};

pub mod program;

/// Files in memory and the settings to run on them.
pub struct Files {
    system: MemorySystem,
    settings: Settings,
}

impl Files {
    /// These files, by path below the folder that is analysed.
    #[must_use]
    pub fn new<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Self {
        let mut system = MemorySystem::new("/project");
        for (path, bytes) in files {
            system.file(format!("/project/{path}"), bytes);
        }
        let settings = Settings {
            paths: vec![PathBuf::from(".")],
            jobs: 1,
            ..Settings::default()
        };
        Self { system, settings }
    }

    /// The same, judged on one Python: `3.11`.
    #[must_use]
    pub fn on(mut self, python: &str) -> Self {
        let versions = Specifier::option(python).expect("a version");
        self.settings.target = Some(Target {
            versions,
            source: "fuzz".to_owned(),
        });
        self
    }

    /// The findings. Panics where a part of the program did: the pipeline
    /// catches panics and says so in a diagnostic.
    #[must_use]
    pub fn check(&self) -> CheckResult {
        let result = run_check(&self.system, &self.settings).expect("a run");
        for diagnostic in &result.diagnostics {
            assert!(
                diagnostic.kind != DiagnosticKind::Internal,
                "{}",
                diagnostic.message
            );
        }
        result
    }

    /// The endpoints.
    #[must_use]
    pub fn inventory(&self) -> InventoryResult {
        let result = run_inventory(&self.system, &self.settings).expect("a run");
        for diagnostic in &result.diagnostics {
            assert!(
                diagnostic.kind != DiagnosticKind::Internal,
                "{}",
                diagnostic.message
            );
        }
        result
    }
}
