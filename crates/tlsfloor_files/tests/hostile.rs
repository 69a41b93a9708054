//! Hostile trees on the machine's own file system.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)] // In helpers too, a failure is a failed test.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use tlsfloor_files::{
    DEFAULT_LIMIT, DiscoverOptions, Discovery, OsSystem, ReadError, System, discover, read_source,
};

struct Tree {
    // Removes the tree when dropped.
    _folder: TempDir,
    root: PathBuf,
    system: OsSystem,
}

impl Tree {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let system = OsSystem::at(root.clone());
        Self {
            _folder: folder,
            root,
            system,
        }
    }

    fn file(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn find(&self, paths: &[&str]) -> Discovery {
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        discover(&self.system, &paths, &DiscoverOptions::default()).unwrap()
    }
}

fn shown(found: &Discovery) -> Vec<&str> {
    found.files.iter().map(|file| &file.display[..]).collect()
}

fn problem_paths(found: &Discovery) -> Vec<(&str, bool)> {
    let problems = found.problems.iter();
    problems
        .map(|problem| (&problem.path[..], problem.fatal))
        .collect()
}

#[test]
fn loops_of_links_end() {
    let tree = Tree::new();
    tree.file("a/b/x.py", "");
    symlink("..", tree.root.join("a/b/up")).unwrap();
    symlink(&tree.root, tree.root.join("a/root")).unwrap();
    symlink("loop.py", tree.root.join("loop.py")).unwrap();
    symlink("two", tree.root.join("one")).unwrap();
    symlink("one", tree.root.join("two")).unwrap();
    let found = tree.find(&["."]);
    assert_eq!(shown(&found), ["a/b/x.py"]);
    let expected = ["a/b/up", "a/root", "loop.py", "one", "two"].map(|path| (path, false));
    assert_eq!(problem_paths(&found), expected);
    assert_eq!(
        problem_paths(&tree.find(&["one", "a/b"])),
        [("a/b/up", false), ("one", true)]
    );
}

#[test]
fn pipes_sockets_and_devices_are_never_opened() {
    let tree = Tree::new();
    tree.file("a.py", "x = 1\n");
    for name in ["pipe.py", "pipe"] {
        let made = Command::new("mkfifo").arg(tree.root.join(name)).status();
        assert!(made.unwrap().success());
    }
    let _socket = UnixListener::bind(tree.root.join("socket.py")).unwrap();
    symlink("/dev/zero", tree.root.join("zero.py")).unwrap();
    symlink("pipe", tree.root.join("linked")).unwrap();
    let found = tree.find(&["."]);
    assert_eq!(shown(&found), ["a.py"]);
    let expected = ["linked", "pipe", "pipe.py", "socket.py", "zero.py"].map(|path| (path, false));
    assert_eq!(problem_paths(&found), expected);
    let named = tree.find(&["pipe", "zero.py", "/dev/zero", "a.py"]);
    assert_eq!(shown(&named), ["a.py"]);
    assert_eq!(
        problem_paths(&named),
        ["/dev/zero", "pipe", "zero.py"].map(|path| (path, true))
    );
    // What turns into a pipe between the walk and the reading.
    fs::remove_file(tree.root.join("a.py")).unwrap();
    fs::rename(tree.root.join("pipe"), tree.root.join("a.py")).unwrap();
    let problem = read_source(&tree.system, &named.files[0], DEFAULT_LIMIT).unwrap_err();
    assert!(
        problem.message.contains("a named pipe") && problem.fatal,
        "{problem:?}"
    );
    let start = tree.system.read_start(&tree.root.join("a.py"), 10);
    assert!(matches!(start, Err(ReadError::NotRegular(_))));
}

/// Linux takes any bytes for a name; other systems may refuse these.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_not_lost() {
    let tree = Tree::new();
    let name = OsStr::from_bytes(b"caf\xE9");
    fs::create_dir(tree.root.join(name)).unwrap();
    fs::write(
        tree.root.join(name).join(OsStr::from_bytes(b"\xFF\n.py")),
        "x",
    )
    .unwrap();
    fs::write(tree.root.join("back\\slash.py"), "").unwrap();
    let found = tree.find(&["."]);
    assert_eq!(
        shown(&found),
        ["back\\slash.py", "caf\u{FFFD}/\u{FFFD}\n.py"]
    );
    assert_eq!(read_source(&tree.system, &found.files[1], 9).unwrap(), b"x");
}

#[test]
fn sizes_at_both_ends() {
    let tree = Tree::new();
    tree.file("empty.py", "");
    tree.file("line.py", vec![b'x'; 3 << 20]);
    tree.file(
        "line",
        [b"#!".to_vec(), vec![b'x'; 3 << 20], b"python".to_vec()].concat(),
    );
    let sparse = fs::File::create(tree.root.join("sparse.py")).unwrap();
    sparse.set_len(DEFAULT_LIMIT + 1).unwrap();
    let found = tree.find(&["."]);
    assert_eq!(shown(&found), ["empty.py", "line.py", "sparse.py"]);
    let read = |index: usize| read_source(&tree.system, &found.files[index], DEFAULT_LIMIT);
    assert_eq!(read(0).unwrap(), b"");
    assert_eq!(read(1).unwrap().len(), 3 << 20);
    let problem = read(2).unwrap_err();
    assert_eq!(problem.path, "sparse.py");
    assert!(problem.message.contains("268435457 bytes"), "{problem:?}");
}

#[test]
fn a_folder_deeper_than_paths_may_be_is_said() {
    let tree = Tree::new();
    tree.file("a.py", "");
    // Built from inside, since no path may be that long.
    let script = "i=0; while [ $i -lt 25 ]; do mkdir -p \"$1\" && cd -P \"$1\" || exit 1; \
                  i=$((i+1)); done; : > deep.py";
    let name = "d".repeat(200);
    let built = Command::new("sh")
        .args(["-c", script, "sh", &name])
        .current_dir(&tree.root)
        .status();
    assert!(built.unwrap().success());
    let found = tree.find(&["."]);
    assert_eq!(shown(&found), ["a.py"]);
    assert_eq!(found.problems.len(), 1, "{found:?}");
    assert!(!found.problems[0].fatal);
}

#[test]
fn attributes_of_macos_are_no_python() {
    let tree = Tree::new();
    tree.file("._a.py", b"\x00\x05\x16\x07\0\x02");
    tree.file("._b.py", "import ssl\n");
    tree.file("a.py", "");
    assert_eq!(shown(&tree.find(&["."])), ["._b.py", "a.py"]);
}

#[test]
fn the_working_directory_may_be_reached_through_a_link() {
    let tree = Tree::new();
    tree.file("real/a.py", "");
    symlink("real", tree.root.join("link")).unwrap();
    let system = OsSystem::at(tree.root.join("real"));
    let paths = [tree.root.join("link/a.py")];
    let found = discover(&system, &paths, &DiscoverOptions::default()).unwrap();
    assert_eq!(shown(&found), ["a.py"]);
}
