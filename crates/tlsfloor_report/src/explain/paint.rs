//! Colours, where they are wanted.

/// Paints or leaves as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    color: bool,
}

impl Paint {
    pub(super) const fn new(color: bool) -> Self {
        Self { color }
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// Line numbers and rules beside the source.
    pub(super) fn margin(self, text: &str) -> String {
        self.with("1;34", text)
    }

    /// A negotiable set: red when it is too low.
    pub(super) fn verdict(self, text: &str, low: bool) -> String {
        self.with(if low { "31" } else { "32" }, text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
