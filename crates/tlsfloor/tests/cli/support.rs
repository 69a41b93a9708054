//! Folders to run in, and runs.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A context pinned to an old version: one certain finding, on line 2.
pub(crate) const PINNED: &str = "import ssl\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n";
/// A context that nothing can be said against, on any Python.
pub(crate) const SAFE: &str = "import ssl\n\
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n\
    context.minimum_version = ssl.TLSVersion.TLSv1_2\n";
/// The rule that the command's tests are about.
pub(crate) const RULE: &str = "python-security/insecure-ssl-protocols";

/// A folder that goes away with the test.
pub(crate) struct Folder {
    temporary: tempfile::TempDir,
}

impl Folder {
    /// With these files in it.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self {
            temporary: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.temporary.path()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// The names in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The command, to be run in the folder, free of the tester's own settings.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tlsfloor"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Run {
        Run::new(&self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_with_stdin(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::new(&child.wait_with_output().unwrap())
    }

    /// `check --output-format json` with more arguments.
    pub(crate) fn check(&self, arguments: &[&str]) -> Run {
        let mut all = vec!["check", "--output-format", "json"];
        all.extend(arguments);
        self.run(&all)
    }
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    fn new(output: &Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// `path:line` of each finding.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.list("findings", |finding| {
            let line = &finding["range"]["start"]["line"];
            format!("{}:{line}", finding["path"].as_str().unwrap())
        })
    }

    /// `kind path` of each diagnostic.
    pub(crate) fn diagnostics(&self) -> Vec<String> {
        self.list("diagnostics", |diagnostic| {
            let text = |key: &str| diagnostic[key].as_str().unwrap().to_owned();
            format!("{} {}", text("kind"), text("path"))
        })
    }

    fn list(&self, key: &str, shown: impl Fn(&Value) -> String) -> Vec<String> {
        let document = self.json();
        document[key]
            .as_array()
            .unwrap()
            .iter()
            .map(shown)
            .collect()
    }

    pub(crate) fn count(&self, key: &str) -> u64 {
        self.json()["summary"][key].as_u64().unwrap()
    }
}
