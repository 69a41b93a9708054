//! Platforms: which Python, on which OpenSSL build.

/// A minor version of CPython.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PythonVersion {
    /// 2 or 3.
    pub major: u8,
    /// The number after the dot.
    pub minor: u8,
}

/// A set of builds: bit `i` stands for the `i`-th build of the list that the
/// run judges (at most 32).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct BuildSet(pub u32);

/// A build of CPython with its OpenSSL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The Python.
    pub python: PythonVersion,
}
