//! Finding Python files below the given paths.
