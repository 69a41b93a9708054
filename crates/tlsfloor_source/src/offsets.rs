//! The way back from decoded text to the file's own bytes.

/// Maps offsets in decoded text to offsets in the file's bytes, and back.
///
/// Text and bytes advance together in runs of equal steps (one ASCII letter:
/// one byte each; one Cyrillic letter of koi8-r: two bytes of text for one of
/// the file), so that a file in one script needs few entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
    text_len: u32,
    source_len: u32,
}

/// A stretch in which every `text_step` bytes of text stand for `source_step`
/// bytes of the file. It ends where the next one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: u32,
    source: u32,
    text_step: u32,
    source_step: u32,
}

impl OffsetMap {
    /// The map of a file whose text is its own bytes from byte `shift` on (the
    /// length of a byte order mark, or 0); `text_len` in bytes.
    #[must_use]
    pub fn shifted(shift: u32, text_len: u32) -> Self {
        let mut map = Self::default();
        map.skip(shift);
        map.advance(1, 1, text_len);
        map
    }

    /// The file's byte that the text at `offset` came from: the first byte of
    /// its character. At or past the end of the text it is the file's length.
    #[must_use]
    pub fn to_source(&self, offset: u32) -> u32 {
        if offset >= self.text_len {
            return self.source_len;
        }
        let index = self.runs.partition_point(|run| run.text <= offset);
        match self.runs.get(index.wrapping_sub(1)) {
            Some(run) => run.source + (offset - run.text) / run.text_step * run.source_step,
            None => 0,
        }
    }

    /// The offset in the text of the character that the file's byte at
    /// `offset` belongs to; for bytes that left no text (a byte order mark, an
    /// escape sequence), of the next character.
    #[must_use]
    pub fn to_text(&self, offset: u32) -> u32 {
        let index = self.runs.partition_point(|run| run.source <= offset);
        let next = self.runs.get(index).map_or(self.text_len, |run| run.text);
        match self.runs.get(index.wrapping_sub(1)) {
            Some(run) => {
                let steps = (offset - run.source) / run.source_step;
                next.min(run.text.saturating_add(steps.saturating_mul(run.text_step)))
            }
            None => 0,
        }
    }

    /// Notes `count` characters of `text_step` bytes of text, each decoded
    /// from `source_step` bytes of the file. Both steps are at least 1.
    pub(crate) fn advance(&mut self, text_step: u32, source_step: u32, count: u32) {
        if count == 0 {
            return;
        }
        let goes_on = self.runs.last().is_some_and(|run| {
            let steps = (self.text_len - run.text) / run.text_step;
            run.text_step == text_step
                && run.source_step == source_step
                && run.source + steps * run.source_step == self.source_len
        });
        if !goes_on {
            self.runs.push(Run {
                text: self.text_len,
                source: self.source_len,
                text_step,
                source_step,
            });
        }
        self.text_len = self
            .text_len
            .saturating_add(text_step.saturating_mul(count));
        self.source_len = self
            .source_len
            .saturating_add(source_step.saturating_mul(count));
    }

    /// Notes `count` bytes of the file that left no text.
    pub(crate) fn skip(&mut self, count: u32) {
        self.source_len = self.source_len.saturating_add(count);
    }
}
