//! Places as reports count them, and text that is safe to print.

use tlsfloor_source::{LineColumn, SourceMap, Span};

/// A place from its first character to before its last: 1-based lines, and
/// columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) start: LineColumn,
    pub(crate) end: LineColumn,
}

impl Range {
    pub(crate) fn of(span: Span, sources: &SourceMap) -> Self {
        let file = sources.get(span.file);
        Self {
            start: file.line_column(span.range.start()),
            end: file.line_column(span.range.end()),
        }
    }
}

/// `text` on one line and without anything that a terminal would obey: control
/// characters and those that turn the direction of writing become escapes.
pub(crate) fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let breaks = matches!(character, '\u{2028}' | '\u{2029}');
        if character.is_control() || turns || breaks {
            safe.extend(character.escape_default());
        } else {
            safe.push(character);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_letters_are_not() {
        assert_eq!(printable("a\u{1b}[31mb\n"), "a\\u{1b}[31mb\\n");
        assert_eq!(printable("证书 é \u{202e}"), "证书 é \\u{202e}");
    }
}
