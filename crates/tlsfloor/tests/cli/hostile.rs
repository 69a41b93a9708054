//! Trees that would break a careless reader. Whatever happens there, the file
//! beside it is judged.

use crate::support::{Folder, PINNED};

/// What `check` says of a folder with the file `path` and one that is fine.
fn beside(path: &str, bytes: impl AsRef<[u8]>) -> crate::support::Run {
    let folder = Folder::with(&[("pinned.py", PINNED)]);
    folder.write(path, bytes);
    let run = folder.check(&[]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(
        run.findings().contains(&"pinned.py:2".to_owned()),
        "{run:?}"
    );
    run
}

#[test]
fn an_empty_file_is_nothing_special() {
    let run = beside("empty.py", "");
    assert_eq!(run.diagnostics(), [""; 0]);
    assert_eq!(run.count("files_discovered"), 2);
}

#[test]
fn nul_bytes_are_said_and_cost_nothing() {
    let run = beside("nul.py", format!("x = '\0'\n{PINNED}"));
    assert_eq!(run.findings(), ["nul.py:3", "pinned.py:2"]);
    assert!(!run.diagnostics().is_empty());
}

#[test]
fn invalid_utf_8_is_replaced_and_said() {
    let mut bytes = b"s = '\xFF\xFE\x80'\n".to_vec();
    bytes.extend(PINNED.as_bytes());
    let run = beside("latin.py", bytes);
    assert_eq!(run.findings(), ["latin.py:3", "pinned.py:2"]);
    assert_eq!(run.diagnostics(), ["encoding latin.py"]);
}

#[test]
fn utf_16_is_read_and_said() {
    let units = std::iter::once(0xFEFF).chain(PINNED.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let run = beside("wide.py", bytes);
    assert_eq!(run.findings(), ["pinned.py:2", "wide.py:2"]);
    assert_eq!(run.diagnostics(), ["encoding wide.py"]);
}

#[test]
fn a_declared_encoding_is_used() {
    let mut bytes = b"# -*- coding: latin-1 -*-\ns = '\xE9'; ".to_vec();
    bytes.extend(PINNED.as_bytes());
    let run = beside("declared.py", bytes);
    assert_eq!(run.findings(), ["declared.py:3", "pinned.py:2"]);
    assert_eq!(run.diagnostics(), [""; 0]);
}

#[test]
fn a_deep_tree_is_bounded() {
    for (name, deep) in [
        ("chain.py", format!("x{}\n", ".b()".repeat(20_000))),
        (
            "nest.py",
            format!("x = {}{}\n", "(".repeat(20_000), ")".repeat(20_000)),
        ),
        ("sum.py", format!("x = 1{}\n", " + 1".repeat(20_000))),
        ("unclosed.py", format!("x = {}\n", "[".repeat(20_000))),
        ("not.py", format!("x = {}1\n", "not ".repeat(20_000))),
    ] {
        let run = beside(name, format!("{PINNED}{deep}"));
        assert!(
            run.findings().contains(&format!("{name}:2")),
            "{name}: {run:?}"
        );
    }
}

#[test]
fn a_huge_file_is_read() {
    // An unoptimised parser would take most of a minute for the whole 50 MB.
    let megabytes = if cfg!(debug_assertions) { 5 } else { 50 };
    let line = "value = function(argument, 'text', [1, 2, 3], key=None)  # and a comment\n";
    let filler = line.repeat((megabytes << 20) / line.len());
    let run = beside("huge.py", format!("{filler}{PINNED}"));
    let pinned = filler.lines().count() + 2;
    assert_eq!(
        run.findings(),
        [format!("huge.py:{pinned}"), "pinned.py:2".to_owned()]
    );
}

#[test]
fn a_huge_file_without_tls_is_only_read() {
    let run = beside("huge.py", "x = 1\n".repeat((50 << 20) / 6));
    assert_eq!(run.count("files_discovered"), 2);
    assert_eq!(run.count("files_parsed"), 1);
}

#[test]
fn half_written_and_conflicting_files_lose_nothing_beside_the_damage() {
    let conflict = "import ssl\n<<<<<<< ours\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n=======\n\
                    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)\n>>>>>>> theirs\n";
    let run = beside("conflict.py", conflict);
    assert_eq!(
        run.findings(),
        ["conflict.py:3", "conflict.py:5", "pinned.py:2"]
    );
    let half = format!("{PINNED}\ndef later(:\n    x = (1,\n");
    let run = beside("half.py", half);
    assert_eq!(run.findings(), ["half.py:2", "pinned.py:2"]);
    assert!(run.diagnostics().contains(&"syntax half.py".to_owned()));
}

#[cfg(unix)]
#[test]
fn links_pipes_and_closed_doors() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::with(&[("pinned.py", PINNED), ("sub/safe.py", "x = 1\n")]);
    let at = |name: &str| folder.path().join(name);
    symlink("..", at("sub/loop")).unwrap();
    symlink("itself.py", at("itself.py")).unwrap();
    symlink("pinned.py", at("again.py")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(at("pipe.py"))
        .status()
        .unwrap();
    assert!(made.success());
    let locked = folder.write("locked.py", PINNED);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Somebody who may read everything (root) reads this one, too.
    let may_read = std::fs::read(&locked).is_ok();

    let run = folder.check(&[]);
    let mut findings = vec!["pinned.py:2"];
    if may_read {
        findings.insert(0, "locked.py:2");
    }
    assert_eq!(run.findings(), findings);
    assert_eq!(run.status, Some(1), "what is met on the walk leaves 0 or 1");
    let said = run.diagnostics();
    for path in ["itself.py", "sub/loop", "pipe.py"] {
        assert!(
            said.iter().any(|line| line.ends_with(path)),
            "{path}: {said:?}"
        );
    }
    assert!(
        may_read || said.contains(&"unreadable locked.py".to_owned()),
        "{said:?}"
    );

    let named = folder.check(&["pipe.py", "pinned.py"]);
    assert_eq!(named.status, Some(2), "what was named must be read");
    assert_eq!(named.findings(), ["pinned.py:2"]);
    assert_eq!(named.diagnostics(), ["unreadable pipe.py"]);
}
