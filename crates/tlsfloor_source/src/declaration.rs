//! The encoding that a file declares (PEP 263).

use std::ops::Range;

/// A declaration: the name as it is written, and its bytes in the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Declaration {
    pub(crate) name: String,
    pub(crate) bytes: Range<usize>,
}

/// Finds the declaration in line 1, or in line 2 when line 1 is blank or a
/// comment. `bytes` starts after a byte order mark.
pub(crate) fn find(bytes: &[u8]) -> Option<Declaration> {
    let first_end = line_end(bytes, 0);
    let first = bytes.get(..first_end)?;
    if let Some(found) = in_line(first, 0) {
        return Some(found);
    }
    let code = first.iter().find(|byte| !is_blank(**byte));
    if code.is_some_and(|byte| *byte != b'#') {
        return None;
    }
    let mut second_start = first_end + 1;
    if bytes.get(first_end) == Some(&b'\r') && bytes.get(second_start) == Some(&b'\n') {
        second_start += 1;
    }
    let second_end = line_end(bytes, second_start);
    in_line(bytes.get(second_start..second_end)?, second_start)
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |at| start + at)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0C)
}

/// What Python looks for: `^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`.
fn in_line(line: &[u8], line_start: usize) -> Option<Declaration> {
    let comment = line.iter().position(|byte| !is_blank(*byte))?;
    if line[comment] != b'#' {
        return None;
    }
    for at in memchr::memmem::find_iter(&line[comment..], b"coding") {
        let sign = comment + at + b"coding".len();
        if !matches!(line.get(sign), Some(b':' | b'=')) {
            continue;
        }
        let rest = &line[sign + 1..];
        let start = rest
            .iter()
            .position(|byte| !matches!(byte, b' ' | b'\t'))
            .unwrap_or(rest.len());
        let length = rest[start..]
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_.".contains(byte)))
            .unwrap_or(rest.len() - start);
        if length > 0 {
            let name = &rest[start..start + length];
            let from = line_start + sign + 1 + start;
            return Some(Declaration {
                name: String::from_utf8_lossy(name).into_owned(),
                bytes: from..from + length,
            });
        }
    }
    None
}
