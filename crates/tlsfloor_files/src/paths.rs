//! Paths as they are shown, and as they are opened.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::system::System;

/// The absolute path of `given`, without `.` and, where that means the same,
/// without `..`.
#[must_use]
pub fn absolute(system: &dyn System, given: &Path) -> PathBuf {
    let joined = system.current_dir().join(given);
    let mut plain = PathBuf::new();
    let mut climbs = false;
    for part in joined.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                climbs = true;
                plain.pop();
            }
            _ => plain.push(part),
        }
    }
    if !climbs {
        return plain;
    }
    // After a link, `..` is the parent of its target.
    match (system.canonicalize(&joined), system.canonicalize(&plain)) {
        (Ok(meant), Ok(same)) if meant == same => plain,
        (Ok(meant), _) => meant,
        (Err(_), _) => plain,
    }
}

/// The path as reports show it: relative to the working directory with `/`,
/// absolute when outside it; the working directory itself is empty.
#[must_use]
pub fn display(system: &dyn System, path: &Path, canonical: Option<&Path>) -> String {
    let current = system.current_dir();
    let inside = path.strip_prefix(current).ok().or_else(|| {
        let current = system.canonicalize(current).ok()?;
        canonical?.strip_prefix(current).ok()
    });
    slashed(inside.unwrap_or(path))
}

/// The path below a shown folder.
pub(crate) fn join_display(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else if folder.ends_with('/') {
        format!("{folder}{name}")
    } else {
        format!("{folder}/{name}")
    }
}

/// A shown path that cannot be empty.
pub(crate) fn or_dot(display: &str) -> String {
    if display.is_empty() {
        ".".to_owned()
    } else {
        display.to_owned()
    }
}

/// Only on Windows is a backslash a separator; elsewhere it is a letter.
fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown.into_owned()
    }
}

/// A system's error in plain words.
pub(crate) fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist (any more)".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "cannot be read: permission denied; allow reading it, or exclude it".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    }
}
