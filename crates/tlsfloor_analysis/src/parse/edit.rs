//! A text rewritten in places, and the way back to the original offsets.

use super::scan::offset;
use tlsfloor_source::TextRange;

/// One replacement: the bytes `start..end` of the original become `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: String,
}

impl Edit {
    /// Replaces `start..end`.
    pub(super) fn replace(start: u32, end: u32, text: impl Into<String>) -> Self {
        Self {
            start,
            end,
            text: text.into(),
        }
    }

    /// Puts `text` before the byte at `at`.
    pub(super) fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(at, at, text)
    }
}

/// Where a replacement came to stand.
#[derive(Clone, Copy, Debug)]
struct Piece {
    new: (u32, u32),
    old: (u32, u32),
}

/// The way from offsets in the rewritten text to those in the original.
#[derive(Debug, Default)]
pub(super) struct Map {
    pieces: Vec<Piece>,
}

/// Applies `edits`, which may come in any order; of two that overlap the first
/// one in the text counts.
pub(super) fn apply(source: &str, mut edits: Vec<Edit>) -> (String, Map) {
    edits.sort_by_key(|edit| edit.start);
    let mut text = String::with_capacity(source.len() + edits.len() * 4);
    let mut pieces = Vec::with_capacity(edits.len());
    let mut done = 0;
    for edit in edits {
        let Some(kept) = source.get(done as usize..edit.start as usize) else {
            continue;
        };
        if !source.is_char_boundary(edit.end as usize) {
            continue;
        }
        text.push_str(kept);
        let new_start = offset(text.len());
        text.push_str(&edit.text);
        pieces.push(Piece {
            new: (new_start, offset(text.len())),
            old: (edit.start, edit.end),
        });
        done = edit.end;
    }
    text.push_str(source.get(done as usize..).unwrap_or(""));
    (text, Map { pieces })
}

impl Map {
    /// Nothing was rewritten.
    pub(super) fn is_identity(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The original offset of something that starts at `at`.
    pub(super) fn start(&self, at: u32) -> u32 {
        let count = self.pieces.partition_point(|piece| piece.new.0 <= at);
        let Some(piece) = count.checked_sub(1).and_then(|i| self.pieces.get(i)) else {
            return at;
        };
        if at >= piece.new.1 {
            return piece.old.1 + (at - piece.new.1);
        }
        piece.old.0
    }

    /// The original offset of something that ends before `at`.
    pub(super) fn end(&self, at: u32) -> u32 {
        let count = self.pieces.partition_point(|piece| piece.new.0 < at);
        let Some(piece) = count.checked_sub(1).and_then(|i| self.pieces.get(i)) else {
            return at;
        };
        if at > piece.new.1 {
            return piece.old.1 + (at - piece.new.1);
        }
        piece.old.1
    }

    /// The original range of a range.
    pub(super) fn range(&self, range: ruff_text_size::TextRange) -> TextRange {
        let (start, end) = (range.start().to_u32(), range.end().to_u32());
        if range.is_empty() {
            return TextRange::new(self.start(start), self.start(start));
        }
        TextRange::new(self.start(start), self.end(end))
    }
}
