//! The imports in a text, found without parsing it.
//!
//! This decides which files are read, not what they mean: an import in a
//! docstring costs a file that nobody needed, nothing else.

/// One imported module or name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Import {
    /// Leading dots.
    pub level: u32,
    /// The module, dotted; empty in `from . import x`.
    pub module: String,
    /// The names that are taken from it, each of which may be a module too.
    pub names: Vec<String>,
}

/// Longest statement that is looked at, in bytes.
const MAX_STATEMENT: usize = 1 << 16;

/// The imports that a file's bytes seem to hold.
#[must_use]
pub fn imports(bytes: &[u8]) -> Vec<Import> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = find(bytes, from, b"import") {
        from = at + b"import".len();
        if bytes[..at].last().is_some_and(|byte| is_word(*byte)) {
            continue;
        }
        match bytes.get(from) {
            Some(b'_') => by_name(bytes, from, &mut found),
            // `from x import(y)` and `import\` are statements as well.
            Some(b' ' | b'\t' | b'(' | b'\\' | b'*') => statement(bytes, at, from, &mut found),
            _ => {}
        }
    }
    let mut from = 0;
    while let Some(at) = find(bytes, from, b"__import__") {
        from = at + b"__import__".len();
        by_name(bytes, from, &mut found);
    }
    found
}

/// `import a.b, c` or `from a import b`, with the word `import` at `at`.
fn statement(bytes: &[u8], at: usize, after: usize, found: &mut Vec<Import>) {
    let line = bytes[..at]
        .iter()
        .rposition(|byte| matches!(byte, b'\n' | b'\r' | b';' | b':'))
        .map_or(0, |newline| newline + 1);
    // A backslash may have put the module on the line before.
    let before = text(&bytes[line..at]);
    let before = before.trim();
    let end = (after + MAX_STATEMENT).min(bytes.len());
    let rest = listed(&bytes[after..end]);
    if before.is_empty() {
        for module in rest {
            found.push(Import {
                level: 0,
                module,
                names: Vec::new(),
            });
        }
        return;
    }
    let Some(module) = before.strip_prefix("from") else {
        return;
    };
    let module = module.trim();
    let dots = module.len() - module.trim_start_matches(['.', ' ']).len();
    let level = module[..dots].bytes().filter(|byte| *byte == b'.').count();
    let module: String = module[dots..].split_whitespace().collect();
    if module.bytes().all(|byte| is_word(byte) || byte == b'.') {
        found.push(Import {
            level: u32::try_from(level).unwrap_or(u32::MAX),
            module,
            names: rest,
        });
    }
}

/// The names of an import list, up to its end.
fn listed(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let (mut name, mut done) = (String::new(), false);
    let mut open = false;
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            b'(' => open = true,
            b')' | b';' => break,
            b'\n' | b'\r' if !open => break,
            b'#' => {
                if !open {
                    break;
                }
                rest.by_ref().find(|byte| *byte == b'\n');
            }
            b'\\' => {
                // A line continues: a line feed may follow a carriage return.
                let next = rest.next();
                if next == Some(b'\r') && rest.as_slice_starts_with_newline() {
                    rest.next();
                }
            }
            b',' => {
                push(&mut names, &mut name);
                done = false;
            }
            byte if is_word(byte) || byte == b'.' || byte == b'*' => {
                if !done {
                    name.push(char::from(byte));
                }
            }
            // What follows a name and a space is `as` and another name.
            _ => done |= !name.is_empty(),
        }
    }
    push(&mut names, &mut name);
    names
}

fn push(names: &mut Vec<String>, name: &mut String) {
    let name = std::mem::take(name);
    if !name.is_empty() {
        names.push(name);
    }
}

/// The absolute name of `.module`, relative to a package.
pub(crate) fn absolute(name: &str, package: &str) -> Option<String> {
    let dotted = name.trim_start_matches('.');
    let level = name.len() - dotted.len();
    let mut base = (level > 0 && !package.is_empty()).then_some(package)?;
    for _ in 1..level {
        base = base.rsplit_once('.')?.0;
    }
    Some(match dotted {
        "" => base.to_owned(),
        _ => format!("{base}.{dotted}"),
    })
}

/// `import_module("a.b")`: the first string after the opening parenthesis, and
/// for a relative one the package that is named after it.
fn by_name(bytes: &[u8], after: usize, found: &mut Vec<Import>) {
    let end = (after + 200).min(bytes.len());
    let window = &bytes[after.min(end)..end];
    let Some(open) = window.iter().position(|byte| *byte == b'(') else {
        return;
    };
    let Some((name, rest)) = quoted(&window[open..]) else {
        return;
    };
    if name.starts_with('.')
        && let Some((package, _)) = quoted(rest)
        && let Some(module) = absolute(&name, &package)
        && module.bytes().all(|byte| is_word(byte) || byte == b'.')
    {
        found.push(Import {
            level: 0,
            module,
            names: Vec::new(),
        });
    }
    if name.bytes().all(|byte| is_word(byte) || byte == b'.') {
        let module = name.trim_start_matches('.');
        found.push(Import {
            level: u32::try_from(name.len() - module.len()).unwrap_or(u32::MAX),
            module: module.to_owned(),
            names: Vec::new(),
        });
    }
}

/// The first string in quotes, and what follows it.
fn quoted(bytes: &[u8]) -> Option<(String, &[u8])> {
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'');
    let start = bytes.iter().position(is_quote)? + 1;
    let quote = bytes[start - 1];
    let length = bytes[start..].iter().position(|byte| *byte == quote)?;
    let end = start + length;
    Some((text(&bytes[start..end]), &bytes[end + 1..]))
}

trait PeekNewline {
    fn as_slice_starts_with_newline(&self) -> bool;
}

impl PeekNewline for std::iter::Copied<std::slice::Iter<'_, u8>> {
    fn as_slice_starts_with_newline(&self) -> bool {
        self.clone().next() == Some(b'\n')
    }
}

fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, word).map(|at| from + at)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::imports;

    fn scanned(text: &str) -> Vec<String> {
        imports(text.as_bytes())
            .into_iter()
            .map(|import| {
                let dots = ".".repeat(import.level as usize);
                format!("{dots}{} {}", import.module, import.names.join(","))
            })
            .collect()
    }

    #[test]
    fn statements_in_all_their_forms() {
        let cases = [
            ("import a", vec!["a "]),
            ("import a.b as c, d # e", vec!["a.b ", "d "]),
            ("from a import b", vec!["a b"]),
            (
                "from .a.b import (c as d,\n  e, # f\n  g)\nx",
                vec![".a.b c,e,g"],
            ),
            ("from . import a; import b", vec![". a", "b "]),
            (
                "try: from .. import a\nexcept ImportError: import b",
                vec![".. a", "b "],
            ),
            ("from a import b, \\\n    c\r\n", vec!["a b,c"]),
            ("from a import b, \\\r\n    c\r\n", vec!["a b,c"]),
            ("from a import *", vec!["a *"]),
            ("from a import(b)", vec!["a b"]),
            ("x = importlib.import_module('a.b')", vec!["a.b "]),
            ("x = __import__(\"a\")", vec!["a "]),
            (
                "x = import_module('.c', package='a.b')",
                vec!["a.b.c ", ".c "],
            ),
            ("x = import_module(name)", vec![]),
            ("reimport = important(1)", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(scanned(text), expected, "{text}");
        }
    }

    #[test]
    fn no_bytes_are_too_odd() {
        for text in [
            "import",
            "from",
            "import (",
            "from import",
            "import \\",
            "__import__(",
            "import_module('",
        ] {
            let _ = scanned(text);
        }
        assert!(imports(b"\xff\xfeimport \xff").len() < 2);
    }
}
