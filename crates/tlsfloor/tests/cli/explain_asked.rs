//! `tlsfloor explain`: what it may be asked, with which options, and what it says
//! of mistakes.

use crate::explain::{HARDENED, told};
use crate::support::{Folder, PINNED, Run, SAFE};

#[test]
fn what_check_reads_takes_part_and_what_is_named_beside_it() {
    let folder = Folder::with(&[("src/a.py", PINNED), ("lib/b.py", SAFE)]);
    let count = |arguments: &[&str]| {
        let (_, json) = told(&folder, "src/a.py:2", arguments);
        json["summary"]["files_discovered"].as_u64().unwrap()
    };
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["src"]), 1);
    assert_eq!(count(&["lib"]), 2);
    assert_eq!(count(&["--exclude", "lib"]), 1);
}

#[test]
fn what_ignore_files_hide_can_be_asked_about() {
    let folder = Folder::with(&[(".gitignore", "gen\n"), ("gen/a.py", PINNED)]);
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let (_, json) = told(&folder, "gen/a.py:2", &[]);
    assert_eq!(json["endpoints"][0]["floor"], "TLSv1");
}

#[test]
fn a_line_of_standard_input() {
    let run = |arguments: &[&str]| -> Run {
        Folder::with(&[]).run_with_stdin(arguments, PINNED.as_bytes())
    };
    let story = run(&["explain", "-:2", "--output-format", "json"]);
    assert_eq!(story.json()["path"], "<stdin>");
    assert_eq!(story.json()["endpoints"][0]["floor"], "TLSv1");
    let named = run(&["explain", "-:2", "--stdin-filename", "net.py"]);
    assert!(named.stdout.starts_with("net.py:2\n"), "{named:?}");
}

#[test]
fn the_floor_and_the_platform_are_those_that_were_asked_for() {
    let folder = Folder::with(&[("a.py", HARDENED)]);
    let (text, json) = told(
        &folder,
        "a.py:6",
        &["--floor", "TLSv1.3", "--target-python", "3.12"],
    );
    assert!(
        text.contains("Its floor is TLSv1.2, below TLSv1.3."),
        "{text}"
    );
    assert_eq!(json["demanded_floor"], "TLSv1.3");
    assert_eq!(json["platform"]["python"], "3.12");
    assert_eq!(
        json["endpoints"][0]["findings"][0]["range"]["start"]["line"],
        5
    );
}

#[test]
fn colours_only_where_they_are_wanted() {
    let folder = Folder::with(&[("a.py", HARDENED)]);
    let plain = folder.run(&["explain", "a.py:6"]).stdout;
    let colored = folder
        .run(&["explain", "a.py:6", "--color", "always"])
        .stdout;
    assert!(!plain.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn a_file_cannot_write_to_the_terminal() {
    let program = "import ssl\nc = ssl.SSLContext(); x = '\u{1b}[31m\u{202e}'\nc.wrap_socket(s)\n";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, _) = told(&folder, "a.py:3", &[]);
    assert!(
        !text.contains('\u{1b}') && !text.contains('\u{202e}'),
        "{text}"
    );
    assert!(text.contains("\\u{1b}[31m"), "{text}");
}

/// The first line on stderr of a run that must end with status 2.
fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let mut all = vec!["explain"];
    all.extend(arguments);
    let run = folder.run(&all);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert_eq!(run.stdout, "");
    run.stderr.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn mistakes_are_answered_with_what_is_wrong() {
    let folder = Folder::with(&[("a.py", PINNED), ("empty.py", ""), ("net/b.py", SAFE)]);
    for (spot, answer) in [
        ("b.py:1", "cannot explain `b.py`: there is no such file"),
        (
            "net:1",
            "cannot explain `net`: it is a folder; name a file and one of its lines",
        ),
        (
            "a.py:3",
            "`a.py` has no line 3: it has 2 lines, counted from 1",
        ),
        (
            "empty.py:2",
            "`empty.py` has no line 2: it has 1 line, counted from 1",
        ),
    ] {
        assert_eq!(refused(&folder, &[spot]), format!("error: {answer}"));
    }
    let usage = "write it as FILE:LINE, as in `src/app.py:12`";
    for (spot, answer) in [
        ("a.py", usage),
        ("a.py:", usage),
        ("a.py:two", usage),
        (":2", usage),
        ("a.py:0", "lines are counted from 1"),
        ("a.py:99999999999", "no file has so many lines"),
    ] {
        let said = refused(&folder, &[spot]);
        assert_eq!(
            said,
            format!("error: invalid value '{spot}' for '<FILE:LINE>': {answer}")
        );
    }
    // A path beside the file that is missing does not keep the story back.
    let run = folder.run(&["explain", "a.py:2", "gone"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stdout.contains("Its floor is TLSv1"), "{run:?}");
}

#[test]
fn a_place_as_reports_write_it_is_understood() {
    let folder = Folder::with(&[("a.py", PINNED)]);
    for spot in ["a.py:2:11", "a.py:2:11:", "./a.py:2"] {
        let (_, json) = told(&folder, spot, &[]);
        assert_eq!(json["line"], 2, "{spot}");
        assert_eq!(json["endpoints"][0]["floor"], "TLSv1", "{spot}");
    }
}
