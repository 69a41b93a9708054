//! Where reports go, and how.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, PINNED, RULE, SAFE};

#[test]
fn the_report_goes_to_stdout_and_all_else_to_stderr() {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    let run = folder.run(&["check", "--output-format", "concise", ".", "nowhere"]);
    assert!(run.stdout.contains("pinned.py:2"), "{run:?}");
    assert!(!run.stdout.contains("nowhere"));
    assert!(run.stderr.contains("nowhere: does not exist"));
    assert!(!run.stderr.contains(RULE));
}

#[test]
fn the_closing_line_counts_what_was_not_read() {
    let folder = Folder::with(&[("safe.py", SAFE)]);
    let closing = |paths: &[&str]| {
        let run = folder.run(&[&["check"], paths].concat());
        run.stderr.lines().last().unwrap_or_default().to_owned()
    };
    let line = closing(&["safe.py", "nowhere", "gone.py"]);
    assert!(
        line.contains("1 file found, 1 parsed, 2 paths not read; "),
        "{line}"
    );
    let line = closing(&["safe.py"]);
    assert!(line.contains("1 file found, 1 parsed; "), "{line}");
}

#[test]
fn the_requests_of_a_session_leave_everything_to_the_library() {
    let text = "import requests\n\
        session = requests.Session()\n\
        session.get(url)\n\
        session.request('GET', url)\n\
        requests.Session().delete(url)\n\
        with requests.session() as other:\n    other.post(url, data)\n";
    let folder = Folder::with(&[("calls.py", text)]);
    let run = |options: &[&str]| {
        let arguments = [&["inventory", "--output-format", "json"], options].concat();
        let document = folder.run(&arguments).json();
        let endpoints = document["endpoints"].as_array().unwrap();
        let line = |endpoint: &serde_json::Value| {
            let line = endpoint["range"]["start"]["line"].as_u64().unwrap();
            (line, endpoint["api"].as_str().unwrap().to_owned())
        };
        endpoints.iter().map(line).collect::<Vec<_>>()
    };
    let expected = [(3, "get"), (4, "request"), (5, "delete"), (7, "post")];
    assert_eq!(
        run(&["--implicit"]),
        expected.map(|(line, name)| (line, format!("requests.sessions.Session.{name}")))
    );
    assert_eq!(run(&[]), []);
}

#[test]
fn a_file_holds_what_stdout_would() {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    for format in ["text", "concise", "json", "sarif"] {
        let shown = folder.run(&["check", "--output-format", format, "pinned.py"]);
        let arguments = [
            "check",
            "--output-format",
            format,
            "pinned.py",
            "--output",
            "report",
        ];
        let written = folder.run(&arguments);
        assert_eq!(written.status, Some(1));
        assert_eq!(written.stdout, "");
        assert_eq!(folder.read("report"), shown.stdout, "{format}");
        assert!(shown.stdout.contains(RULE), "{format}: {}", shown.stdout);
    }
    assert_eq!(
        folder.names(),
        ["pinned.py", "report"],
        "no temporary file is left"
    );
}

#[test]
fn an_output_that_cannot_be_written_is_2_with_the_reason() {
    let folder = Folder::with(&[("safe.py", SAFE), ("folder/x", "")]);
    for (output, reason) in [
        ("folder", "error: cannot write `folder`: it is a folder\n"),
        (
            "missing/report",
            "error: cannot write `missing/report`: its folder does not exist\n",
        ),
        (
            "safe.py/report",
            "error: cannot write `safe.py/report`: what should be its folder is a file\n",
        ),
    ] {
        let run = folder.run(&["check", "safe.py", "--output", output]);
        assert_eq!(run.status, Some(2));
        assert_eq!(run.stderr, reason);
    }
    assert_eq!(folder.read("safe.py"), SAFE);
}

#[cfg(unix)]
#[test]
fn links_and_rights_of_the_output_are_kept() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(&[("safe.py", SAFE), ("real/report", "old")]);
    let real = folder.path().join("real/report");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real/report", folder.path().join("link")).unwrap();
    let run = folder.check(&["safe.py", "--output", "link"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(
        std::fs::symlink_metadata(folder.path().join("link"))
            .unwrap()
            .is_symlink()
    );
    assert!(folder.read("real/report").starts_with('{'));
    assert_eq!(
        std::fs::metadata(real).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[cfg(unix)]
#[test]
fn a_device_or_a_pipe_is_written_straight_through() {
    let folder = Folder::with(&[("safe.py", SAFE)]);
    let run = folder.check(&["safe.py", "--output", "/dev/null"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    let run = folder.check(&["safe.py", "--output", "pipe"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(reader.join().unwrap().starts_with('{'));
    assert_eq!(folder.names(), ["pipe", "safe.py"]);
}

#[test]
fn a_broken_pipe_is_no_error() {
    // More than a pipe holds, so that writing goes on after the reader left.
    let many = "ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n".repeat(500);
    let folder = Folder::with(&[("many.py", &format!("import ssl\n{many}"))]);
    let mut child = folder
        .command(&["check", "--output-format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!stderr.contains("error"), "{stderr}");
}

#[test]
fn colours_come_only_when_wanted() {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    let colored = |arguments: &[&str]| folder.run(arguments).stdout.contains('\u{1b}');
    assert!(!colored(&["check"]), "a pipe is no terminal");
    assert!(colored(&["check", "--color", "always"]));
    assert!(!colored(&["check", "--color", "never"]));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let names: Vec<String> = (0..40)
        .map(|index| format!("pkg{}/m{index}.py", index % 7))
        .collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), PINNED)).collect();
    let folder = Folder::with(&files);
    for format in ["text", "concise", "json", "sarif"] {
        let run = |jobs: &str| {
            let run = folder.run(&["check", "--output-format", format, "--jobs", jobs]);
            (run.stdout, run.stderr)
        };
        let first = run("1");
        assert!(first.0.contains("m39.py"), "{format}");
        assert_eq!(first, run("4"), "{format}");
        assert_eq!(first, run("4"), "{format}");
    }
}

#[test]
fn the_prefilter_changes_no_finding() {
    let folder = Folder::with(&[
        ("pinned.py", PINNED),
        ("safe.py", SAFE),
        ("no_tls.py", "print('hello')\n"),
        (
            "call.py",
            "import requests\nrequests.get('https://example.org')\n",
        ),
    ]);
    let with = folder.check(&["--confidence", "low", "--target-python", "2.7"]);
    let without = folder.check(&[
        "--confidence",
        "low",
        "--target-python",
        "2.7",
        "--no-prefilter",
    ]);
    assert_eq!(with.json()["findings"], without.json()["findings"]);
    assert!(!with.findings().is_empty());
    assert_eq!(with.count("files_parsed"), 3);
    assert_eq!(without.count("files_parsed"), 4);
}

#[test]
fn the_catalogue_lists_libraries_and_knobs() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["catalogue", "--output-format", "json"]);
    assert_eq!(run.status, Some(0));
    let document = run.json();
    assert_eq!(document["schema_version"], 1);
    let libraries = document["libraries"].as_array().unwrap();
    let ssl = libraries
        .iter()
        .find(|library| library["name"] == "ssl")
        .unwrap();
    let has_wrap_socket = |knob: &serde_json::Value| knob["name"] == "ssl.wrap_socket";
    assert!(ssl["knobs"].as_array().unwrap().iter().any(has_wrap_socket));
    let text = folder.run(&["catalogue"]).stdout;
    for library in libraries {
        assert!(text.contains(library["name"].as_str().unwrap()));
    }
}

#[test]
fn a_rule_prints_its_page() {
    let folder = Folder::with(&[]);
    for id in [RULE, "insecure-ssl-protocols"] {
        let page = folder.run(&["rule", id]);
        assert_eq!(page.status, Some(0));
        assert!(page.stdout.contains("CWE-757"), "{}", page.stdout);
    }
    let list = folder.run(&["rule"]).stdout;
    assert!(list.contains(RULE) && list.contains("insecure-default-ssl-protocols"));
    let json = folder.run(&["rule", "--output-format", "json"]).json();
    assert_eq!(json["rules"].as_array().unwrap().len(), 2);
    assert_eq!(json["rules"][1]["severity"], "notice");
}
