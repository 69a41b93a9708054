//! Finding files, in a file system in memory: the same on every machine, and
//! under root too.

#![allow(clippy::unwrap_used)] // In helpers too, a failure is a failed test.

use std::path::PathBuf;

use tlsfloor_files::{
    DiscoverOptions, Discovery, FileKind, MemorySystem, NearestUpwards, System, discover,
    nearest_upwards, read_source,
};

fn find_with(system: &MemorySystem, paths: &[&str], options: &DiscoverOptions) -> Discovery {
    let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
    discover(system, &paths, options).unwrap()
}

fn find(system: &MemorySystem, paths: &[&str]) -> Discovery {
    find_with(system, paths, &DiscoverOptions::default())
}

fn shown(found: &Discovery) -> Vec<&str> {
    found.files.iter().map(|file| &file.display[..]).collect()
}

fn said(found: &Discovery) -> Vec<(&str, &str, bool)> {
    let problems = found.problems.iter();
    problems
        .map(|problem| (&problem.path[..], &problem.message[..], problem.fatal))
        .collect()
}

fn system(files: &[&str]) -> MemorySystem {
    let mut system = MemorySystem::new("/home/me/proj");
    for file in files {
        system.file(file, "");
    }
    system
}

fn excluding(globs: &[&str]) -> DiscoverOptions {
    DiscoverOptions {
        exclude: globs.iter().map(ToString::to_string).collect(),
        ..DiscoverOptions::default()
    }
}

fn all() -> DiscoverOptions {
    DiscoverOptions {
        no_ignore: true,
        ..DiscoverOptions::default()
    }
}

#[test]
fn python_is_told_by_its_name_or_its_first_line() {
    let mut system = system(&[
        "a.py",
        "b.pyi",
        "c.pyw",
        "D.PY",
        "e.pyc",
        "f.txt",
        "g.py.orig",
    ]);
    system
        .file("script", "#!/usr/bin/env python3\nimport ssl\n")
        .file("env-s", "#!/usr/bin/env -S python2.7 -u\r\n")
        .file("pypy", "#!/opt/pypy/bin/pypy\n")
        .file("uv", "#!/usr/bin/env -S uv run --script\n")
        .file("shell", "#!/bin/sh\n# python\n")
        .file("LICENSE", "python")
        .file("empty", "")
        .file("tool.sh", "#!/usr/bin/python\n");
    let found = find(&system, &["."]);
    assert_eq!(
        shown(&found),
        [
            "D.PY", "a.py", "b.pyi", "c.pyw", "env-s", "pypy", "script", "uv"
        ]
    );
    assert_eq!(said(&found), []);
}

#[test]
fn hidden_folders_and_environments_are_skipped_and_counted() {
    let system = system(&[
        "a.py",
        ".hidden.py",
        ".tox/x.py",
        "venv/pyvenv.cfg",
        "venv/lib/y.py",
        "build/b.py",
        "dist/d.py",
        "tests/t.py",
        "vendor/node_modules/v.py",
    ]);
    let found = find(&system, &["."]);
    assert_eq!(
        shown(&found),
        [
            ".hidden.py",
            "a.py",
            "build/b.py",
            "dist/d.py",
            "tests/t.py",
            "vendor/node_modules/v.py"
        ]
    );
    assert_eq!((found.skipped.hidden, found.skipped.environments), (1, 1));
    let everything = find_with(&system, &["."], &all());
    assert_eq!(everything.files.len(), 8);
    assert_eq!(everything.skipped, tlsfloor_files::Skipped::default());
}

#[test]
fn an_environment_without_its_mark_is_told_by_its_name_and_what_it_holds() {
    let found = find(
        &system(&[
            "a.py",
            "a/venv/lib/python3.11/site-packages/x.py",
            "b/env/bin/python3.12",
            "b/env/lib/y.py",
            "c/venv/Scripts/python.exe",
            "c/venv/Lib/z.py",
            "d/env/bin/python",
            "d/env/w.py",
            // Folders of a project that are only called so.
            "e/env/bin/python_tools.py",
            "e/env/lib/python.py",
            "f/venv/create.py",
            "f/venv/lib/pythonic/site-packages/q.py",
            "g/tools/lib/python3.11/site-packages/v.py",
        ]),
        &["."],
    );
    assert_eq!(
        shown(&found),
        [
            "a.py",
            "e/env/bin/python_tools.py",
            "e/env/lib/python.py",
            "f/venv/create.py",
            "f/venv/lib/pythonic/site-packages/q.py",
            "g/tools/lib/python3.11/site-packages/v.py",
        ]
    );
    assert_eq!(found.skipped.environments, 4);
    let mut named = system(&["venv/lib/python3.11/site-packages/x.py"]);
    let path = "venv/lib/python3.11/site-packages/x.py";
    assert_eq!(shown(&find(&named, &["venv"])), [path]);
    assert_eq!(shown(&find_with(&named, &["."], &all())), [path]);
    named.file("src/b.py", "");
    assert_eq!(shown(&find(&named, &["."])), ["src/b.py"]);
}

#[test]
fn a_named_path_is_never_filtered_by_names() {
    let mut system = system(&[
        ".tox/x.py",
        ".tox/.deep/z.py",
        "venv/pyvenv.cfg",
        "venv/lib/y.py",
        "notes.txt",
        "gen/a.py",
        "gen/sub/b.py",
    ]);
    system.file(".gitignore", "gen/\nnotes.txt\nvenv/*\n");
    assert_eq!(shown(&find(&system, &[".tox"])), [".tox/x.py"]);
    assert_eq!(shown(&find(&system, &[".tox/.deep"])), [".tox/.deep/z.py"]);
    assert_eq!(shown(&find(&system, &["venv"])), ["venv/lib/y.py"]);
    assert_eq!(
        shown(&find(&system, &["gen"])),
        ["gen/a.py", "gen/sub/b.py"]
    );
    assert_eq!(shown(&find(&system, &["gen/sub"])), ["gen/sub/b.py"]);
    let excluded = find_with(
        &system,
        &["notes.txt", "gen"],
        &excluding(&["notes.txt", "gen"]),
    );
    assert_eq!(shown(&excluded), ["gen/a.py", "gen/sub/b.py", "notes.txt"]);
    assert!(excluded.files[2].named);
    assert!(!excluded.files[0].named);
}

#[test]
fn an_environment_that_hides_itself_is_read_when_named() {
    let mut system = system(&["venv/pyvenv.cfg", "venv/lib/y.py", "pkg/a.py", "pkg/b.py"]);
    system.file("venv/.gitignore", "# by venv\n*\n");
    assert_eq!(shown(&find(&system, &["venv"])), ["venv/lib/y.py"]);
    // A list of what is kept is no such thing.
    system.file("pkg/.gitignore", "*\n!a.py\n");
    assert_eq!(shown(&find(&system, &["pkg"])), ["pkg/a.py"]);
}

#[test]
fn gitignore_files_nest() {
    let mut system = system(&[
        "a_gen.py",
        "keep/b_gen.py",
        "keep/c.py",
        "out/d.py",
        "keep/out/e.py",
        "sub/only.py",
        "sub/deep/only.py",
        "other/.git/HEAD",
        "other/f_gen.py",
    ]);
    system
        .file("/home/me/proj/.git/HEAD", "")
        .file("/home/me/.gitignore", "*.py\n")
        .file(".gitignore", "\u{FEFF}*_gen.py\n/out/\n")
        .file("keep/.gitignore", "!b_gen.py\n")
        .file("sub/.gitignore", "/only.py\n");
    let expected = [
        "keep/b_gen.py",
        "keep/c.py",
        "keep/out/e.py",
        "other/f_gen.py",
        "sub/deep/only.py",
    ];
    let found = find(&system, &["."]);
    assert_eq!(shown(&found), expected);
    assert_eq!(found.skipped.ignored, 3);
    // What lies above a named folder counts as well.
    assert_eq!(shown(&find(&system, &["keep"])), &expected[..3]);
    assert_eq!(find_with(&system, &["."], &all()).files.len(), 8);
}

#[test]
fn a_bad_line_of_a_gitignore_is_said_and_the_rest_holds() {
    let mut system = system(&["a.py", "b.py"]);
    system.file(".gitignore", "{a\nb.py\n");
    let found = find(&system, &["."]);
    assert_eq!(shown(&found), ["a.py"]);
    let [(path, message, fatal)] = said(&found)[..] else {
        panic!("{found:?}")
    };
    assert_eq!((path, fatal), (".gitignore", false));
    assert!(message.starts_with("line 1 "), "{message}");
}

#[test]
fn excluding_globs_mean_names_paths_and_folders() {
    let system = system(&[
        "a.py",
        "a_test.py",
        "x/a_test.py",
        "x/y/b.py",
        "x/z/b.py",
        "#c.py",
    ]);
    for (globs, left) in [
        (
            &["*_test.py"][..],
            &["#c.py", "a.py", "x/y/b.py", "x/z/b.py"][..],
        ),
        (&["x"], &["#c.py", "a.py", "a_test.py"]),
        (&["x/"], &["#c.py", "a.py", "a_test.py"]),
        (
            &["./x/y"],
            &["#c.py", "a.py", "a_test.py", "x/a_test.py", "x/z/b.py"],
        ),
        (
            &["y/b.py"],
            &[
                "#c.py",
                "a.py",
                "a_test.py",
                "x/a_test.py",
                "x/y/b.py",
                "x/z/b.py",
            ],
        ),
        (&["/home/me/proj/x"], &["#c.py", "a.py", "a_test.py"]),
        (
            &["#c.py", "**/z/**"],
            &["a.py", "a_test.py", "x/a_test.py", "x/y/b.py"],
        ),
        (&["x/{y,z}", "a*"], &["#c.py"]),
    ] {
        let found = find_with(&system, &["."], &excluding(globs));
        assert_eq!(shown(&found), left, "{globs:?}");
        assert!(
            found.skipped.excluded > 0 || globs == ["y/b.py"],
            "{globs:?}"
        );
    }
}

#[test]
fn a_bad_excluding_glob_is_an_error_that_names_it() {
    let system = system(&["a.py"]);
    for glob in ["", " ", "!a.py", "[b-a]", "a{b", "[", "tests/[ab"] {
        let error = discover(&system, &[PathBuf::from(".")], &excluding(&["ok", glob]));
        let error = error.unwrap_err();
        assert_eq!(error.glob, glob);
        assert!(error.to_string().contains(&format!("`{glob}`")), "{error}");
    }
}

#[test]
fn what_is_named_and_cannot_be_read_is_fatal_and_the_rest_is_done() {
    let mut system = system(&["a.py", "shut/b.py", "open/c.py"]);
    system
        .special("pipe.py", FileKind::Pipe)
        .special("/dev/tty", FileKind::Device)
        .link("nowhere.py", "gone.py")
        .link("round", "round")
        .deny("shut");
    let paths = [
        "",
        "missing.py",
        "pipe.py",
        "/dev/tty",
        "nowhere.py",
        "round",
        "shut",
        "open",
    ];
    let found = find(&system, &paths);
    assert_eq!(shown(&found), ["open/c.py"]);
    let problems = said(&found);
    assert!(problems.iter().all(|problem| problem.2), "{problems:?}");
    for (path, part) in [
        ("''", "no path"),
        ("/dev/tty", "a device"),
        ("missing.py", "does not exist"),
        ("nowhere.py", "target does not exist"),
        ("pipe.py", "a named pipe"),
        ("round", "symbolic links"),
        ("shut", "permission denied"),
    ] {
        let message = problems.iter().find(|problem| problem.0 == path);
        assert!(
            message.is_some_and(|message| message.1.contains(part)),
            "{path}"
        );
    }
    assert_eq!(problems.len(), 7);
}

#[test]
fn what_is_met_on_the_walk_is_said_and_not_fatal() {
    let mut system = system(&["a.py", "shut/b.py", "open/c.py"]);
    system
        .special("pipe.py", FileKind::Pipe)
        .special("socket", FileKind::Socket)
        .special("data.fifo", FileKind::Pipe)
        .link("dev.py", "/dev/zero")
        .special("/dev/zero", FileKind::Device)
        .link("nowhere.py", "gone.py")
        .link(".#a.py", "me@host.1")
        .link("round", "round")
        .file("script", "#!python")
        .deny("script")
        .deny("shut");
    let found = find(&system, &["."]);
    assert_eq!(shown(&found), ["a.py", "open/c.py"]);
    let problems = said(&found);
    let paths: Vec<_> = problems.iter().map(|problem| problem.0).collect();
    assert_eq!(
        paths,
        [
            "dev.py",
            "nowhere.py",
            "pipe.py",
            "round",
            "script",
            "shut",
            "socket"
        ]
    );
    assert!(problems.iter().all(|problem| !problem.2));
}

#[test]
fn linked_files_are_read_once() {
    let mut system = system(&["real.py", "/elsewhere/o.py"]);
    system
        .link("also.py", "real.py")
        .link("out.py", "/elsewhere/o.py")
        .link("out2.py", "/elsewhere/o.py")
        .link("text.txt", "real.py");
    assert_eq!(shown(&find(&system, &["."])), ["out.py", "real.py"]);
    let named = find(&system, &["also.py"]);
    assert_eq!(shown(&named), ["also.py"]);
    let both = find(&system, &["also.py", "."]);
    assert_eq!(shown(&both), ["out.py", "real.py"]);
    assert!(both.files[1].named);
}

#[test]
fn linked_folders_are_said_unless_reached_otherwise() {
    let mut system = system(&["pkg/a.py", "/elsewhere/o.py", ".store/s.py"]);
    system
        .link("pkg/up", "..")
        .link("same", "pkg")
        .link("out", "/elsewhere")
        .link("stored", ".store");
    let found = find(&system, &["."]);
    assert_eq!(shown(&found), ["pkg/a.py"]);
    let problems = said(&found);
    let paths: Vec<_> = problems.iter().map(|problem| problem.0).collect();
    assert_eq!(paths, ["out", "pkg/up", "stored"]);
    assert!(problems[0].1.contains("/elsewhere"), "{problems:?}");
    assert!(problems[1].1.contains("loop"), "{problems:?}");
    assert!(problems[2].1.contains("name it"), "{problems:?}");
    let named = find(&system, &[".", "out"]);
    assert_eq!(shown(&named), ["out/o.py", "pkg/a.py"]);
    assert_eq!(said(&named).len(), 2);
}

#[test]
fn each_file_once_in_the_order_of_its_bytes() {
    let system = system(&["b.py", "a/x.py", "a.py", "a-b/y.py", "/other/z.py"]);
    let found = find(
        &system,
        &["a.py", "./a.py", ".", "a", "../proj/b.py", "/other"],
    );
    assert_eq!(
        shown(&found),
        ["a-b/y.py", "a.py", "a/x.py", "b.py", "/other/z.py"]
    );
    let named: Vec<_> = found.files.iter().map(|file| file.named).collect();
    assert_eq!(named, [false, true, false, true, false]);
    assert_eq!(shown(&find(&system, &["/home/me/proj/a"])), ["a/x.py"]);
    assert_eq!(
        shown(&find(&system, &["../../../other/z.py"])),
        ["/other/z.py"]
    );
    assert_eq!(find(&system, &[]), Discovery::default());
}

#[test]
fn the_parent_of_a_linked_folder_is_its_targets() {
    let mut system = system(&["/elsewhere/deep/x.py", "/elsewhere/y.py", "y.py"]);
    system.link("in", "/elsewhere/deep");
    assert_eq!(shown(&find(&system, &["in/../y.py"])), ["/elsewhere/y.py"]);
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let mut system = MemorySystem::new("/p");
    for folder in 0..40 {
        for file in 0..5 {
            system.file(format!("f{folder}/g{}/m{file}.py", folder % 7), "");
        }
    }
    let with = |jobs| {
        let options = DiscoverOptions {
            jobs,
            ..DiscoverOptions::default()
        };
        find_with(&system, &["."], &options)
    };
    let alone = with(1);
    assert_eq!(alone.files.len(), 200);
    for jobs in [0, 2, 9, 1000] {
        assert_eq!(with(jobs), alone, "{jobs}");
    }
}

#[test]
fn reading_says_what_it_does_not_read() {
    let mut system = system(&["gone.py"]);
    system
        .file("a.py", "1234")
        .file("shut.py", "x")
        .deny("shut.py");
    let found = find(&system, &[".", "shut.py"]);
    system.remove("gone.py");
    let [fits, gone, shut] = &found.files[..] else {
        panic!("{found:?}")
    };
    assert_eq!(read_source(&system, fits, 4).unwrap(), b"1234");
    let large = read_source(&system, fits, 3).unwrap_err();
    assert!(
        large.message.contains("4 bytes, more than the 3"),
        "{large:?}"
    );
    assert_eq!((&large.path[..], large.fatal), ("a.py", false));
    let vanished = read_source(&system, gone, 4).unwrap_err();
    assert!(vanished.message.contains("does not exist"), "{vanished:?}");
    let denied = read_source(&system, shut, 4).unwrap_err();
    assert!(denied.message.contains("permission denied") && denied.fatal);
}

#[test]
fn the_nearest_file_above_is_found() {
    let system = system(&[
        "pyproject.toml",
        "setup.py",
        "src/pkg/setup.cfg",
        "src/pkg/in/a.py",
    ]);
    let names = ["pyproject.toml", "setup.cfg", "setup.py"];
    let finder = NearestUpwards::new(&system, &names);
    let root = system.current_dir();
    for (start, expected) in [
        ("src/pkg/in", Some("src/pkg/setup.cfg")),
        ("src/pkg", Some("src/pkg/setup.cfg")),
        ("src", Some("pyproject.toml")),
        ("", Some("pyproject.toml")),
        ("/home", None),
        ("src/pkg/in", Some("src/pkg/setup.cfg")),
    ] {
        let expected = expected.map(|path| root.join(path));
        assert_eq!(finder.find(&root.join(start)), expected, "{start}");
        assert_eq!(
            nearest_upwards(&system, &root.join(start), &names),
            expected
        );
    }
}
