//! Which folders are virtual environments.

use std::ffi::OsStr;
use std::path::Path;

use crate::system::{Entry, System};

/// What environments are called by custom. Under these names they are known
/// without `pyvenv.cfg` too: old versions of virtualenv wrote none, and a copy
/// or a package cache may have lost it.
const NAMES: [&str; 3] = ["venv", ".venv", "env"];

/// Whether the folder at `path`, which holds `entries`, is a virtual
/// environment.
pub(crate) fn is_environment(system: &dyn System, path: &Path, entries: &[Entry]) -> bool {
    let has = |wanted: &str| entries.iter().any(|entry| entry.name == wanted);
    if has("pyvenv.cfg") {
        return true;
    }
    let named = path
        .file_name()
        .is_some_and(|name| NAMES.iter().any(|wanted| name == *wanted));
    if !named {
        return false;
    }
    let any_in = |folder: &Path, wanted: &dyn Fn(&OsStr) -> bool| {
        system
            .read_dir(folder)
            .is_ok_and(|listing| listing.entries.iter().any(|entry| wanted(&entry.name)))
    };
    let packages_in = |folder: &Path| {
        any_in(folder, &|name| {
            is_python(name) && any_in(&folder.join(name), &|inside| inside == "site-packages")
        })
    };
    (has("bin") && any_in(&path.join("bin"), &is_python))
        || (has("Scripts") && any_in(&path.join("Scripts"), &|name| name == "python.exe"))
        || (has("lib") && packages_in(&path.join("lib")))
}

/// `python`, `python3`, `python3.11`: the interpreter, and the folder that
/// holds its packages.
fn is_python(name: &OsStr) -> bool {
    let version = name.as_encoded_bytes().strip_prefix(b"python");
    version.is_some_and(|version| {
        version
            .iter()
            .all(|byte| byte.is_ascii_digit() || *byte == b'.')
    })
}
