//! The platform of a finding, and where it came from.

use crate::support::{Folder, PINNED};

fn platform(folder: &Folder, arguments: &[&str]) -> (String, String) {
    let document = folder.check(arguments).json();
    let platform = &document["findings"][0]["platform"];
    let text = |key: &str| platform[key].as_str().unwrap_or_default().to_owned();
    (text("python"), text("source"))
}

#[test]
fn the_project_decides_unless_the_user_does() {
    let folder = Folder::with(&[
        ("src/pinned.py", PINNED),
        (
            "pyproject.toml",
            "[project]\nrequires-python = '>=3.8,<3.10'\n",
        ),
    ]);
    assert_eq!(
        platform(&folder, &[]),
        (
            "3.8 – 3.9".into(),
            "requires-python in pyproject.toml".into()
        )
    );
    assert_eq!(
        platform(&folder, &["--target-python", "3.6"]),
        ("3.6".into(), "--target-python".into())
    );
}

#[test]
fn without_a_project_the_syntax_or_the_default_decides() {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    assert_eq!(
        platform(&folder, &[]),
        ("3.10 – 3.15".into(), "default".into())
    );
    folder.write("pinned.py", format!("{PINNED}print 'old'\n"));
    assert_eq!(
        platform(&folder, &[]),
        ("2.7".into(), "Python 2 syntax".into())
    );
}

#[test]
fn broken_metadata_is_said_and_the_rest_is_done() {
    let folder = Folder::with(&[("pinned.py", PINNED), ("pyproject.toml", "[project\n")]);
    let run = folder.check(&[]);
    assert_eq!(run.findings(), ["pinned.py:2"]);
    assert_eq!(run.diagnostics(), ["config pyproject.toml"]);
    assert!(
        run.stderr.contains("pyproject.toml: line 1: "),
        "{}",
        run.stderr
    );
    assert_eq!(run.status, Some(1));
}
