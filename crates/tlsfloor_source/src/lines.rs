//! Lines and columns of a text.

use crate::TextRange;

/// Text is scanned for at most this many bytes to count a column.
const STRIDE: usize = 1024;

/// A place as people and reports count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineColumn {
    /// From 1.
    pub line: u32,
    /// From 1, in Unicode characters.
    pub column: u32,
}

/// Where the lines of a text start. Lines end with `\n`, `\r\n` or a lone
/// `\r`, as Python counts them; a form feed ends none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// The first byte of each line; never empty, the first is 0.
    starts: Vec<u32>,
    /// How many characters stand before each multiple of `STRIDE` bytes, so
    /// that a line of 50 MB costs no more than a short one. Empty when the
    /// text is all ASCII.
    characters: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Indexes `text`, in one pass. The same text must be given to the other
    /// functions.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let first_of_two = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !first_of_two {
                starts.push(clamp(at + 1));
            }
        }
        let mut characters = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in bytes.chunks(STRIDE) {
                characters.push(count);
                count += count_characters(chunk);
            }
            characters.push(count);
        }
        Self {
            starts,
            characters,
            len: clamp(bytes.len()),
        }
    }

    /// The line and column of the byte at `offset` of `text`. An offset inside
    /// a character means its start, one past the end the end.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let mut offset = offset.min(self.len);
        while offset > 0 && !text.is_char_boundary(offset as usize) {
            offset -= 1;
        }
        let index = self.index_at(offset);
        let start = self.starts[index];
        let before = self.characters_before(text, offset) - self.characters_before(text, start);
        LineColumn {
            line: clamp(index + 1),
            column: before + 1,
        }
    }

    /// The number, from 1, of the line that holds `offset`.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        clamp(self.index_at(offset.min(self.len)) + 1)
    }

    /// The range of line `line` (from 1), its line break included; the empty
    /// range at the end of the text for a line that does not exist.
    #[must_use]
    pub fn line_range(&self, line: u32) -> TextRange {
        let index = (line as usize).wrapping_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(self.len);
        let end = index
            .checked_add(1)
            .and_then(|next| self.starts.get(next))
            .copied()
            .unwrap_or(self.len);
        TextRange::new(start, end)
    }

    /// How many lines there are: at least 1, and a break at the very end of
    /// the text starts one more, empty, line.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        clamp(self.starts.len())
    }

    fn index_at(&self, offset: u32) -> usize {
        self.starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    fn characters_before(&self, text: &str, offset: u32) -> u32 {
        let stride = offset as usize / STRIDE;
        match self.characters.get(stride) {
            None => offset,
            Some(before) => {
                let rest = text.as_bytes().get(stride * STRIDE..offset as usize);
                before + rest.map_or(0, count_characters)
            }
        }
    }
}

/// Counts the first bytes of characters: a character that a chunk's edge cuts
/// counts where it starts.
fn count_characters(bytes: &[u8]) -> u32 {
    clamp(bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count())
}

fn clamp(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
