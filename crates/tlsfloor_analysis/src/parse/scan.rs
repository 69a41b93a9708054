//! A tokenizer that never fails.
//!
//! The parser's own tokenizer stops making sense after an open bracket or
//! string; this one goes on, knows the tokens of Python 2, and leaves brackets
//! and lines to [`super::layout`]. In: text. Out: tokens, one physical newline
//! each included. Linear, and without recursion.

use super::scan_string::{StringEnds, string_end};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword.
    Name,
    /// A number, as far as letters, digits, dots and underscores go.
    Number,
    /// A string with its prefix; `closed` is false if its end is missing.
    Str { closed: bool },
    /// An operator or bracket, or a character that Python does not know.
    Op,
    /// The end of a physical line.
    Newline,
    /// From `#` to the end of the line.
    Comment,
}

/// A token: `start` and `end` are byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Token {
    /// The token's text.
    pub(super) fn text(self, source: &str) -> &str {
        source
            .get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

/// What [`scan`] found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// All tokens in order.
    pub(super) tokens: Vec<Token>,
    /// The deepest nesting of f-strings and their fields.
    pub(super) deep_strings: Vec<usize>,
}

/// Tokens of three, then of two characters.
const LONG_OPS: [&[u8]; 28] = [
    b"**=", b"//=", b">>=", b"<<=", b"...", b"<>", b"<=", b">=", b"==", b"!=", b"->", b":=", b"**",
    b"//", b"<<", b">>", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=", b"|=", b"^=", b"@=", b"&&",
    b"||", b"??",
];

/// Splits `source` into tokens.
///
/// `cut` lists starts of triple-quoted strings that must end with their first
/// line, because they were found to have no end of their own.
pub(super) fn scan(source: &str, cut: &[u32], max_string_depth: u32) -> Scan {
    let bytes = source.as_bytes();
    let mut out = Scan::default();
    let mut ends = StringEnds::new(cut, max_string_depth);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b' ' | b'\t' | b'\x0c' => {
                at += 1;
                continue;
            }
            b'\\' if newline_length(bytes, at + 1) > 0 => {
                at += 1 + newline_length(bytes, at + 1);
                continue;
            }
            b'\n' | b'\r' => {
                at += newline_length(bytes, at);
                Kind::Newline
            }
            b'#' => {
                at += line_length(bytes, at);
                Kind::Comment
            }
            b'0'..=b'9' => number(bytes, &mut at),
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => number(bytes, &mut at),
            b'"' | b'\'' => {
                let found = string_end(bytes, start, at, &mut ends);
                at = found.end;
                Kind::Str {
                    closed: found.closed,
                }
            }
            _ if is_name_byte(byte) => {
                while bytes.get(at).copied().is_some_and(is_name_byte) {
                    at += 1;
                }
                if at - start <= 2
                    && is_prefix(bytes.get(start..at).unwrap_or(&[]))
                    && is_quote(bytes, at)
                {
                    let found = string_end(bytes, start, at, &mut ends);
                    at = found.end;
                    if found.too_deep {
                        out.deep_strings.push(out.tokens.len());
                    }
                    Kind::Str {
                        closed: found.closed,
                    }
                } else {
                    Kind::Name
                }
            }
            _ => {
                at += operator_length(bytes, at);
                Kind::Op
            }
        };
        out.tokens.push(Token {
            kind,
            start: offset(start),
            end: offset(at),
        });
    }
    out
}

/// An offset; texts are shorter than 4 GiB, since the parser's are.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// How many bytes the line end at `at` has; 0 if there is none.
pub(super) fn newline_length(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => 2,
        (Some(b'\r' | b'\n'), _) => 1,
        _ => 0,
    }
}

/// How many bytes follow from `at` to the end of its line.
pub(super) fn line_length(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]);
    rest.iter()
        .position(|b| matches!(b, b'\n' | b'\r'))
        .unwrap_or(rest.len())
}

/// How many bytes the operator, or unknown character, at `at` has.
fn operator_length(bytes: &[u8], at: usize) -> usize {
    let second = bytes.get(at + 1).copied().unwrap_or(b' ');
    if !matches!(
        second,
        b'=' | b'>' | b'<' | b'*' | b'/' | b'.' | b'&' | b'|' | b'?'
    ) {
        return 1;
    }
    let rest = bytes.get(at..).unwrap_or(&[]);
    LONG_OPS
        .iter()
        .find(|op| rest.starts_with(op))
        .map_or(1, |op| op.len())
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn is_quote(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'"' | b'\''))
}

fn is_prefix(name: &[u8]) -> bool {
    name.iter()
        .all(|b| matches!(b.to_ascii_lowercase(), b'r' | b'u' | b'b' | b'f' | b't'))
}

/// Reads a number; `1.e5` and `1e-5` are one, `1..real` is not.
fn number(bytes: &[u8], at: &mut usize) -> Kind {
    let start = *at;
    let hex = bytes
        .get(start + 1)
        .is_some_and(|b| b.eq_ignore_ascii_case(&b'x'));
    let mut dots = 0;
    while let Some(&byte) = bytes.get(*at) {
        let exponent = !hex
            && *at > start
            && matches!(bytes.get(*at - 1), Some(b'e' | b'E'))
            && matches!(byte, b'+' | b'-');
        if byte == b'.' {
            // `7L.bit_length()` has an attribute.
            let before = at.checked_sub(1).and_then(|i| bytes.get(i));
            let whole = hex || (*at > start && matches!(before, Some(b'l' | b'L')));
            dots += 1;
            if dots > 1 || whole {
                break;
            }
        } else if !(byte.is_ascii_alphanumeric() || byte == b'_' || exponent) {
            break;
        }
        *at += 1;
    }
    Kind::Number
}
