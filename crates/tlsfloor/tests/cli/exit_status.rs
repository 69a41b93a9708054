//! The exit status: 0, 1, 2 and 130.

use crate::support::{Folder, PINNED, SAFE};

#[test]
fn nothing_to_report_is_0() {
    let folder = Folder::with(&[("safe.py", SAFE), ("no_tls.py", "print('hello')\n")]);
    let run = folder.check(&[]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(run.count("files_discovered"), 2);
    assert_eq!(run.count("files_parsed"), 1);
    assert_eq!(run.count("endpoints"), 1);
}

#[test]
fn a_shown_finding_is_1_and_exit_zero_makes_it_0() {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    assert_eq!(folder.check(&[]).status, Some(1));
    let zero = folder.check(&["--exit-zero"]);
    assert_eq!(zero.status, Some(0));
    assert_eq!(zero.findings(), ["pinned.py:2"]);
}

#[test]
fn inventory_never_ends_with_1() {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    let run = folder.run(&["inventory", "--output-format", "json"]);
    assert_eq!(run.status, Some(0));
    assert_eq!(
        run.json()["endpoints"][0]["protocols"],
        serde_json::json!(["TLSv1"])
    );
}

#[test]
fn a_hidden_finding_is_counted_and_leaves_0() {
    // The default of an assumed platform's predecessor: low confidence.
    let text = "import ssl\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS)\n";
    let folder = Folder::with(&[("default.py", text)]);
    let run = folder.check(&["--target-python", "3.8-3.12"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(run.count("hidden"), 1);
    let low = folder.check(&["--target-python", "3.8-3.12", "--confidence", "low"]);
    assert_eq!(low.status, Some(1));
    assert_eq!(low.findings(), ["default.py:2"]);
}

#[test]
fn the_floor_decides_what_is_a_finding() {
    let folder = Folder::with(&[("safe.py", SAFE)]);
    assert_eq!(folder.check(&["--floor", "1.2"]).status, Some(0));
    let raised = folder.check(&["--floor", "TLSv1.3"]);
    assert_eq!(raised.status, Some(1));
    assert_eq!(raised.findings(), ["safe.py:3"]);
}

#[test]
fn a_named_path_that_is_missing_is_2_and_the_rest_is_reported() {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    for arguments in [["nowhere", "pinned.py"], ["pinned.py", "nowhere"]] {
        let run = folder.check(&arguments);
        assert_eq!(run.status, Some(2));
        assert_eq!(run.findings(), ["pinned.py:2"]);
        assert_eq!(run.diagnostics(), ["missing nowhere"]);
        assert!(
            run.stderr.contains("nowhere: does not exist"),
            "{}",
            run.stderr
        );
    }
    let zero = folder.check(&["nowhere", "--exit-zero"]);
    assert_eq!(zero.status, Some(2), "--exit-zero turns only 1 into 0");
    assert_eq!(folder.run(&["inventory", "nowhere"]).status, Some(2));
}

#[cfg(unix)]
#[test]
fn ctrl_c_is_130() {
    use std::process::Stdio;
    use std::time::Duration;

    let folder = Folder::with(&[]);
    // Reads its standard input, which does not end before the signal.
    let mut child = folder
        .command(&["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let sent = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
