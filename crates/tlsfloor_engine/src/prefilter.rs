//! Which files are worth parsing: a search for the catalogue's words in the
//! bytes. Sound: a file without any of them cannot use what the catalogue
//! describes, however it is written.

use aho_corasick::{AhoCorasick, BuildError};
use tlsfloor_catalogue::Catalogue;

/// A suppression comment must be looked at even where TLS is not: one that
/// hides nothing is reported.
const OWN_NAME: &str = "tlsfloor";

/// The search, compiled.
pub(crate) struct Prefilter {
    words: Option<AhoCorasick>,
}

impl Prefilter {
    /// For the catalogue's words.
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let mut needles = catalogue.needles();
        needles.push(OWN_NAME.to_owned());
        Self::compile(&needles)
    }

    /// Lets every file pass.
    pub(crate) const fn off() -> Self {
        Self { words: None }
    }

    fn compile(needles: &[String]) -> Self {
        let compiled: Result<_, BuildError> = AhoCorasick::new(needles);
        // Too many words for the automaton: then every file is parsed.
        Self {
            words: compiled.ok(),
        }
    }

    /// Whether a file with these bytes is worth parsing. All encodings that
    /// Python reads source files in write ASCII words as ASCII bytes; those
    /// that need a mark to be recognised do not, and always pass.
    pub(crate) fn passes(&self, bytes: &[u8]) -> bool {
        let Some(words) = &self.words else {
            return true;
        };
        let wide = [b"\xFF\xFE".as_slice(), b"\xFE\xFF", b"\0\0\xFE\xFF"];
        wide.iter().any(|mark| bytes.starts_with(mark)) || words.is_match(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_anywhere_lets_a_file_pass() {
        let filter = Prefilter::compile(&["ssl".to_owned(), "requests".to_owned()]);
        assert!(filter.passes(b"import ssl\n"));
        assert!(filter.passes(b"x = 'OpenSSL' and from_requests\n"));
        assert!(!filter.passes(b"import os\n"));
        assert!(!filter.passes(b""));
    }

    #[test]
    fn what_is_no_superset_of_ascii_passes() {
        let filter = Prefilter::compile(&["ssl".to_owned()]);
        assert!(filter.passes(b"\xFF\xFEi\0m\0p\0o\0r\0t\0 \0s\0s\0l\0"));
        assert!(filter.passes(b"\0\0\xFE\xFF\0\0\0s\0\0\0s\0\0\0l"));
    }

    #[test]
    fn the_builtin_words_find_the_standard_module_and_our_comments() {
        let filter = Prefilter::new(Catalogue::builtin());
        assert!(filter.passes(b"import ssl\n"));
        assert!(filter.passes(b"x = 1  # tlsfloor: ignore[insecure-ssl-protocols]\n"));
        assert!(!filter.passes(b"print('hello')\n"));
    }
}
