//! Standard input.

use crate::support::{Folder, PINNED, SAFE};

const CHECK: [&str; 4] = ["check", "--output-format", "json", "-"];

#[test]
fn standard_input_is_judged_under_its_own_name() {
    let folder = Folder::with(&[]);
    let run = folder.run_with_stdin(&CHECK, PINNED.as_bytes());
    assert_eq!(run.status, Some(1), "{run:?}");
    assert_eq!(run.findings(), ["<stdin>:2"]);
}

#[test]
fn a_stated_name_is_shown_and_finds_the_project() {
    let folder = Folder::with(&[("pkg/setup.py", "setup(python_requires='==3.6.*')")]);
    let path = folder.path().join("pkg/sub/../new.py");
    let arguments = [&CHECK[..], &["--stdin-filename", path.to_str().unwrap()]].concat();
    let run = folder.run_with_stdin(&arguments, PINNED.as_bytes());
    assert_eq!(run.findings(), ["pkg/new.py:2"]);
    let platform = &run.json()["findings"][0]["platform"];
    assert_eq!(platform["python"], "3.6");
    assert_eq!(platform["source"], "python_requires in pkg/setup.py");
}

#[test]
fn standard_input_stands_beside_files() {
    let folder = Folder::with(&[("pinned.py", PINNED), ("safe.py", SAFE)]);
    let arguments = [&CHECK[..], &["."]].concat();
    let run = folder.run_with_stdin(&arguments, PINNED.as_bytes());
    assert_eq!(run.findings(), ["<stdin>:2", "pinned.py:2"]);
    assert_eq!(run.count("files_discovered"), 3);
}

#[test]
fn no_input_is_no_finding() {
    let run = Folder::with(&[]).run(&CHECK);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(run.findings(), [""; 0]);
}
