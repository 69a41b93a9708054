//! Which files are Python.

use std::ffi::OsStr;
use std::path::Path;

/// As much of a file as is read to see its first line.
pub(crate) const FIRST_LINE: u64 = 256;

/// What a name says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// It is Python.
    Python,
    /// Its first line decides.
    Unsaid,
    /// It is something else.
    Other,
}

/// Judges a file by its name.
pub(crate) fn judge(name: &OsStr) -> Named {
    match Path::new(name).extension() {
        None => Named::Unsaid,
        Some(extension) => {
            let python = ["py", "pyi", "pyw"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known));
            if python { Named::Python } else { Named::Other }
        }
    }
}

/// Whether a file's first bytes are a `#!` line that names Python: an
/// interpreter of that name, PyPy, or a runner of scripts that are Python by
/// definition (`uv run`, `pipx run`).
pub(crate) fn is_script(start: &[u8]) -> bool {
    let Some(rest) = start.strip_prefix(b"#!") else {
        return false;
    };
    let line = rest
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    [&b"python"[..], b"pypy", b"uv run", b"pipx run"]
        .iter()
        .any(|name| line.windows(name.len()).any(|part| part == *name))
}

/// Whether a file's first bytes are those of AppleDouble, in which macOS keeps
/// a file's attributes beside it as `._name`.
pub(crate) fn is_apple_double(start: &[u8]) -> bool {
    start.starts_with(&[0x00, 0x05, 0x16, 0x07])
}
