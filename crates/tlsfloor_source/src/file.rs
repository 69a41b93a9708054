//! The files of a run: their text under their number.

use std::sync::OnceLock;

use crate::{Decoded, FileId, LineColumn, LineIndex, TextRange};

/// A decoded file.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    decoded: Decoded,
    /// Made when first asked for: most files have nothing to report.
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// The file shown as `path` (with `/`).
    #[must_use]
    pub fn new(path: String, decoded: Decoded) -> Self {
        Self {
            path,
            decoded,
            lines: OnceLock::new(),
        }
    }

    /// The path as reports show it, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What decoding gave.
    #[must_use]
    pub fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.decoded.text
    }

    /// The index of its lines.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text()))
    }

    /// The line and column of an offset in the text.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        self.lines().line_column(self.text(), offset)
    }

    /// The text of a range; empty when the range is none of this text's.
    #[must_use]
    pub fn slice(&self, range: TextRange) -> &str {
        self.text()
            .get(range.start() as usize..range.end() as usize)
            .unwrap_or("")
    }
}

/// The files of a run by their number.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and gives its number: the first is 0, the others follow.
    pub fn push(&mut self, file: SourceFile) -> FileId {
        let id = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.push(file);
        FileId(id)
    }

    /// The file with the number that `push` gave.
    ///
    /// # Panics
    ///
    /// When the number is another map's and too high for this one.
    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All files with their numbers, in the order of the numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }
}
