//! Real interpreters: finding them, and running `proof/drive.py` on them.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What an interpreter says about itself, in its order.
pub(crate) struct Facts(Vec<(String, String)>);

impl Facts {
    pub(crate) fn get(&self, key: &str) -> &str {
        let fact = self.0.iter().find(|(name, _)| name == key);
        fact.map_or("", |(_, value)| value.as_str())
    }

    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }
}

/// What came back for a list of sequences.
pub(crate) struct Answers {
    pub(crate) facts: Facts,
    /// One line a sequence.
    pub(crate) lines: Vec<String>,
    /// How many different settings were measured by handshakes.
    pub(crate) measured: usize,
}

/// The folder of the whole project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The default Python, then every other one: `python3` of the path, those in
/// `TLSFLOOR_PYTHONS` (separated as in `PATH`), or if that is not set the
/// system's and pyenv's.
pub(crate) fn find() -> Vec<PathBuf> {
    let mut candidates = vec![PathBuf::from("python3")];
    if let Some(list) = std::env::var_os("TLSFLOOR_PYTHONS") {
        candidates = std::env::split_paths(&list).collect();
    } else {
        candidates.push("/usr/bin/python3".into());
        candidates.extend(pyenv());
    }
    let mut seen = BTreeSet::new();
    candidates
        .into_iter()
        .filter_map(|candidate| executable(&candidate))
        .filter(|path| seen.insert(path.clone()))
        .collect()
}

fn pyenv() -> Vec<PathBuf> {
    let root = std::env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".pyenv")));
    let folders = root.and_then(|root| std::fs::read_dir(root.join("versions")).ok());
    let mut found: Vec<PathBuf> = folders
        .into_iter()
        .flatten()
        .flatten()
        .map(|folder| folder.path().join("bin/python"))
        .filter(|python| python.exists())
        .collect();
    found.sort();
    found
}

/// Prints the real path of the interpreter, if it is a CPython with `ssl`.
const PROBE: &str = "\
import ssl, sys, os, platform
if platform.python_implementation() == 'CPython':
    print(os.path.realpath(sys.executable))
";

/// The interpreter itself behind shims and links; none where `ssl` is missing.
fn executable(candidate: &Path) -> Option<PathBuf> {
    let output = Command::new(candidate).args(["-c", PROBE]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| PathBuf::from(text.trim()))
}

/// Runs `lines` on `python`, for `library` (`ssl` or `pyopenssl`).
pub(crate) fn run(python: &Path, library: &str, lines: &[String]) -> Result<Answers, String> {
    let fail = |what: &str| format!("{}: {what}", python.display());
    let mut child = Command::new(python)
        .arg(root().join("proof/drive.py"))
        .arg(library)
        .env("OPENSSL_CONF", "/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| fail(&error.to_string()))?;
    let (mut input, output, mut errors) = (
        child.stdin.take().unwrap(),
        child.stdout.take().unwrap(),
        child.stderr.take().unwrap(),
    );
    let text = lines.join("\n") + "\n";
    let answers = std::thread::scope(|scope| {
        // A child that dies early closes the pipe; its messages say why.
        scope.spawn(move || drop(input.write_all(text.as_bytes())));
        let messages = scope.spawn(move || {
            let mut text = String::new();
            errors
                .read_to_string(&mut text)
                .map(|_| text)
                .unwrap_or_default()
        });
        let answers = read(BufReader::new(output), lines.len());
        let messages = messages.join().unwrap();
        answers.ok_or_else(|| fail(&format!("drive.py stopped early:\n{messages}")))
    });
    child.wait().map_err(|error| fail(&error.to_string()))?;
    answers
}

fn read(output: impl BufRead, expected: usize) -> Option<Answers> {
    let mut text = output.lines().map_while(Result::ok);
    let mut facts = Vec::new();
    for line in text.by_ref() {
        if line == "ready" {
            break;
        }
        let (key, value) = line.strip_prefix("fact ")?.split_once(' ')?;
        facts.push((key.to_owned(), value.to_owned()));
    }
    let lines: Vec<String> = text.by_ref().take(expected).collect();
    let measured = text.next()?.strip_prefix("measured ")?.parse().ok()?;
    Some(Answers {
        facts: Facts(facts),
        lines,
        measured,
    })
}
