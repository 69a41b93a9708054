//! Where a string literal ends, also one without an end.

use super::scan::{line_length, newline_length};

/// The end of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct StringEnd {
    /// The byte after it.
    pub(super) end: usize,
    /// Its closing quote is there.
    pub(super) closed: bool,
    /// Its fields are nested more deeply than allowed.
    pub(super) too_deep: bool,
}

/// What the search for string ends remembers from string to string.
#[derive(Debug)]
pub(super) struct StringEnds<'a> {
    /// Starts of triple-quoted strings that end with their first line.
    cut: &'a [u32],
    /// The deepest nesting that an f-string may have.
    max_depth: u32,
    /// How many more times a nested f-string may turn out to have no end. Each
    /// such search may read far, and many of them would not be linear.
    patience: u32,
}

impl<'a> StringEnds<'a> {
    pub(super) fn new(cut: &'a [u32], max_depth: u32) -> Self {
        Self {
            cut,
            max_depth,
            patience: 16,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Quote {
    byte: u8,
    triple: bool,
}

impl Quote {
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let byte = *bytes.get(at)?;
        let triple = bytes.get(at + 1) == Some(&byte) && bytes.get(at + 2) == Some(&byte);
        matches!(byte, b'"' | b'\'').then_some(Self { byte, triple })
    }

    fn length(self) -> usize {
        if self.triple { 3 } else { 1 }
    }

    fn closes(self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at) == Some(&self.byte)
            && (!self.triple
                || (bytes.get(at + 1) == Some(&self.byte) && bytes.get(at + 2) == Some(&self.byte)))
    }
}

/// The end of the string whose prefix starts at `start` and whose quote is at
/// `quote_at`.
pub(super) fn string_end(
    bytes: &[u8],
    start: usize,
    quote_at: usize,
    ends: &mut StringEnds<'_>,
) -> StringEnd {
    let Some(quote) = Quote::at(bytes, quote_at) else {
        return StringEnd {
            end: quote_at + 1,
            closed: false,
            too_deep: false,
        };
    };
    let content = quote_at + quote.length();
    if quote.triple && ends.cut.iter().any(|&cut| cut as usize == start) {
        return StringEnd {
            end: content + line_length(bytes, content),
            closed: false,
            too_deep: false,
        };
    }
    let simple = simple_end(bytes, content, quote);
    let formatted = bytes
        .get(start..quote_at)
        .unwrap_or(&[])
        .iter()
        .any(|b| matches!(b.to_ascii_lowercase(), b'f' | b't'));
    if !formatted {
        return simple;
    }
    let (open, deepest) = braces(bytes.get(content..simple.end).unwrap_or(&[]));
    if open == 0 && simple.closed {
        return StringEnd {
            too_deep: deepest > ends.max_depth,
            ..simple
        };
    }
    // Since 3.12 the outer quotes may stand inside a field.
    if ends.patience == 0 {
        return simple;
    }
    if let Some(nested) = nested_end(bytes, content, quote, ends.max_depth) {
        return nested;
    }
    ends.patience -= 1;
    simple
}

/// The end by the rule of all strings: the first quote that is not escaped.
fn simple_end(bytes: &[u8], content: usize, quote: Quote) -> StringEnd {
    let mut at = content;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\\' {
            at += 1 + newline_length(bytes, at + 1).max(1);
            continue;
        }
        if quote.closes(bytes, at) {
            return StringEnd {
                end: at + quote.length(),
                closed: true,
                too_deep: false,
            };
        }
        if !quote.triple && matches!(byte, b'\n' | b'\r') {
            break;
        }
        at += 1;
    }
    StringEnd {
        end: at.min(bytes.len()),
        closed: false,
        too_deep: false,
    }
}

/// How many fields of an f-string's text are still open at its end, and how
/// deep they nest.
fn braces(content: &[u8]) -> (u32, u32) {
    let (mut open, mut deepest, mut at) = (0_u32, 0, 0);
    while let Some(&byte) = content.get(at) {
        let doubled = content.get(at + 1) == Some(&byte);
        match byte {
            b'{' if open == 0 && doubled => at += 1,
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
        at += 1;
    }
    (open, deepest)
}

enum Frame {
    Text(Quote),
    Field,
}

/// The end of an f-string whose fields may hold any string; `None` if it has
/// none.
fn nested_end(bytes: &[u8], content: usize, quote: Quote, max_depth: u32) -> Option<StringEnd> {
    let mut stack = vec![Frame::Text(quote)];
    let (mut at, mut too_deep) = (content, false);
    while let Some(&byte) = bytes.get(at) {
        too_deep |= stack.len() > max_depth as usize;
        match stack.last()? {
            Frame::Text(quote) => {
                if byte == b'\\' {
                    at += 2;
                } else if quote.closes(bytes, at) {
                    at += quote.length();
                    stack.pop();
                    if stack.is_empty() {
                        return Some(StringEnd {
                            end: at,
                            closed: true,
                            too_deep,
                        });
                    }
                } else if !quote.triple && matches!(byte, b'\n' | b'\r') {
                    return None;
                } else if byte == b'{' && bytes.get(at + 1) == Some(&b'{') {
                    at += 2;
                } else {
                    at += 1;
                    if byte == b'{' {
                        stack.push(Frame::Field);
                    }
                }
            }
            Frame::Field => match byte {
                b'{' => {
                    at += 1;
                    stack.push(Frame::Field);
                }
                b'}' => {
                    at += 1;
                    stack.pop();
                }
                b'"' | b'\'' => at = field_string(bytes, at, &mut stack)?,
                _ => at += 1,
            },
        }
    }
    None
}

/// Goes over a string inside a field: an f-string is entered, any other skipped.
fn field_string(bytes: &[u8], at: usize, stack: &mut Vec<Frame>) -> Option<usize> {
    let quote = Quote::at(bytes, at)?;
    let before = |back: usize| at.checked_sub(back).and_then(|i| bytes.get(i));
    let formatted = [before(1), before(2)]
        .iter()
        .map_while(|b| b.filter(|b| b.is_ascii_alphabetic()))
        .any(|b| matches!(b.to_ascii_lowercase(), b'f' | b't'));
    if formatted {
        stack.push(Frame::Text(quote));
        return Some(at + quote.length());
    }
    let inner = simple_end(bytes, at + quote.length(), quote);
    inner.closed.then_some(inner.end)
}
