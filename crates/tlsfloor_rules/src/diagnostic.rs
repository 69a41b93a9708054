//! What a run has to say that is no finding: limits, damage, mistakes.

use std::fmt;

use tlsfloor_source::Span;

/// Something that the reader must know about the run or one of its files.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The path it is about, as reports show it.
    pub path: String,
    /// Where in the file, if there is a place.
    pub span: Option<Span>,
    /// What happened.
    pub kind: DiagnosticKind,
    /// One sentence for people.
    pub message: String,
}

/// What a [`Diagnostic`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DiagnosticKind {
    /// A path that does not exist.
    Missing,
    /// A path that could not be read: permissions, a device, a loop of links.
    Unreadable,
    /// The bytes are not what their encoding says.
    Encoding,
    /// The text is no valid Python at this place; the rest was analysed.
    Syntax,
    /// A bound of the analysis was reached; what lies beyond is approximate.
    Bound,
    /// A suppression comment that hides nothing.
    UnusedSuppression,
    /// A suppression comment that cannot be understood.
    InvalidSuppression,
    /// Configuration or project metadata that cannot be understood.
    Config,
    /// A defect of tlsfloor itself, met on this file.
    Internal,
}

impl DiagnosticKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Missing,
        Self::Unreadable,
        Self::Encoding,
        Self::Syntax,
        Self::Bound,
        Self::UnusedSuppression,
        Self::InvalidSuppression,
        Self::Config,
        Self::Internal,
    ];

    /// The name in reports: lower case, words joined by `-`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::Encoding => "encoding",
            Self::Syntax => "syntax",
            Self::Bound => "bound",
            Self::UnusedSuppression => "unused-suppression",
            Self::InvalidSuppression => "invalid-suppression",
            Self::Config => "config",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for DiagnosticKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
