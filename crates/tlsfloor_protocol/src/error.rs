//! Arguments as Python passes them, and the errors that it raises.

/// The value that a call or an assignment passes, as far as the C code looks
/// at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// Nothing was passed; for an attribute, `del`.
    Omitted,
    /// `None`.
    None,
    /// An integer, members of integer enumerations included.
    Int(i128),
    /// `True` or `False`, which are the integers 1 and 0.
    Bool(bool),
    /// A string.
    Str,
    /// Anything else that is no integer: a float, a list, …
    Other,
}

impl Argument {
    /// The integer that the C code sees, if it is one.
    #[must_use]
    pub const fn integer(self) -> Option<i128> {
        match self {
            Self::Int(value) => Some(value),
            Self::Bool(value) => Some(value as i128),
            Self::Omitted | Self::None | Self::Str | Self::Other => None,
        }
    }
}

/// An exception that Python raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PythonError {
    /// The class, as code can name it: `ValueError`, `ssl.SSLError`, …
    pub class: &'static str,
    /// What it says, in short; wording differs between versions.
    pub message: &'static str,
}

impl PythonError {
    pub(crate) const fn attribute(message: &'static str) -> Self {
        Self {
            class: "AttributeError",
            message,
        }
    }

    pub(crate) const fn kind(message: &'static str) -> Self {
        Self {
            class: "TypeError",
            message,
        }
    }

    pub(crate) const fn value(message: &'static str) -> Self {
        Self {
            class: "ValueError",
            message,
        }
    }

    pub(crate) const fn overflow(message: &'static str) -> Self {
        Self {
            class: "OverflowError",
            message,
        }
    }
}
