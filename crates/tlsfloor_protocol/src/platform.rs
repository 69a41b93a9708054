//! Platforms: which Python, on which OpenSSL build, as plain data.
//!
//! What a build is and what its constants are stands here; which builds are
//! judged when the user says nothing stands in [`reference`]. How a build
//! behaves is in [`crate::ssl`] and [`crate::pyopenssl`].

mod builds;
mod constants;
mod pyopenssl;
mod reference;

pub use builds::{BuildSet, Builds};
pub use constants::disabled_bit;
pub use reference::reference_builds;

use crate::{Bound, Protocol, ProtocolSet};
use std::fmt;

/// A minor version of CPython.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PythonVersion {
    /// 2 or 3.
    pub major: u8,
    /// The number after the dot.
    pub minor: u8,
}

impl PythonVersion {
    /// The version `major.minor`.
    #[must_use]
    pub const fn new(major: u8, minor: u8) -> Self {
        Self { major, minor }
    }

    /// Whether this is Python 3, and `3.minor` or newer.
    #[must_use]
    pub const fn at_least_3(self, minor: u8) -> bool {
        self.major == 3 && self.minor >= minor
    }

    /// Whether this is 2.7, or `3.minor` or newer: most of `ssl` came to both
    /// lines (PEP 466).
    #[must_use]
    pub const fn two_or_at_least_3(self, minor: u8) -> bool {
        self.major == 2 || self.at_least_3(minor)
    }
}

impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The OpenSSL releases that differ in version settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OpenSsl {
    /// 1.0.2 and older: no bounds, no TLSv1.3.
    V1_0,
    /// 1.1.0: bounds, no TLSv1.3.
    V1_1_0,
    /// 1.1.1: TLSv1.3.
    V1_1_1,
    /// 3.0 and 3.1.
    V3,
    /// 3.2 and later 3.x: the number 0xFF00 is no DTLS version any more.
    V3_2,
    /// 4.x: SSLv3 is no longer a bound.
    V4,
}

impl OpenSsl {
    /// The release that a description such as `OpenSSL 3.0.19 27 Jan 2026`
    /// names; what it does not understand counts as 3.0.
    #[must_use]
    pub fn from_description(text: &str) -> Self {
        let Some(number) = text.split_whitespace().find(|word| starts_with_digit(word)) else {
            return Self::V3;
        };
        if number.starts_with("0.") || number.starts_with("1.0") {
            Self::V1_0
        } else if number.starts_with("1.1.0") {
            Self::V1_1_0
        } else if number.starts_with("1.") {
            Self::V1_1_1
        } else if number.starts_with("3.0") || number.starts_with("3.1") {
            Self::V3
        } else if number.starts_with("3.") {
            Self::V3_2
        } else {
            Self::V4
        }
    }

    /// The bits that a mask of options holds: 1.1 keeps 32 of them, the others
    /// 64 (a C `unsigned long` in 1.0, where that has 64).
    #[must_use]
    pub const fn option_bits(self) -> u64 {
        match self {
            Self::V1_1_0 | Self::V1_1_1 => u32::MAX as u64,
            Self::V1_0 | Self::V3 | Self::V3_2 | Self::V4 => u64::MAX,
        }
    }

    /// The protocols of an ordinary build, without SSLv2 and SSLv3.
    #[must_use]
    pub fn tls_protocols(self) -> ProtocolSet {
        let newest = if self >= Self::V1_1_1 {
            Protocol::TlsV1_3
        } else {
            Protocol::TlsV1_2
        };
        ProtocolSet::range(Protocol::TlsV1, newest)
    }
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// A build of pyOpenSSL with the OpenSSL of its `cryptography` wheel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PyOpenSslBuild {
    /// The version of pyOpenSSL, such as `22.1.0`.
    pub version: String,
    /// The first two numbers of that version, such as 22 and 1.
    pub number: (u32, u32),
    /// The description of its OpenSSL, such as `OpenSSL 3.0.7`.
    pub openssl: String,
    /// The release of that OpenSSL.
    pub release: OpenSsl,
    /// The protocols that this OpenSSL has.
    pub available: ProtocolSet,
    /// Whether fixed methods are `TLS_METHOD` with both bounds set, which later
    /// calls can move (from 22.1).
    pub fixed_methods_open: bool,
    /// Whether `TLS_METHOD` and its like, `set_min_proto_version` and
    /// `set_max_proto_version` exist (from 21.0).
    pub has_bounds: bool,
    /// The options of a new context.
    pub default_options: u64,
}

impl PyOpenSslBuild {
    /// pyOpenSSL `version` on the OpenSSL that `openssl` describes, with the
    /// protocols of the published wheels (never SSLv2 or SSLv3).
    #[must_use]
    pub fn new(version: &str, openssl: &str) -> Self {
        let release = OpenSsl::from_description(openssl);
        let mut numbers = version
            .split('.')
            .map(|part| part.parse::<u32>().unwrap_or(0));
        let number = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        Self {
            version: version.to_owned(),
            number,
            openssl: openssl.to_owned(),
            release,
            available: release.tls_protocols(),
            fixed_methods_open: number >= (22, 1),
            has_bounds: number >= (21, 0),
            default_options: constants::new_context_options(release),
        }
    }

    /// The value of a constant of `OpenSSL.SSL` that bears on versions: `*_METHOD`,
    /// `*_VERSION`, `OP_*`; none if this version lacks it.
    #[must_use]
    pub fn constant(&self, name: &str) -> Option<i64> {
        pyopenssl::constant(self, name)
    }
}

/// A build of CPython with its OpenSSL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The Python.
    pub python: PythonVersion,
    /// The OpenSSL that `ssl` uses, such as `OpenSSL 3.0`.
    pub openssl: String,
    /// The release of that OpenSSL.
    pub release: OpenSsl,
    /// The protocols that this OpenSSL has.
    pub available: ProtocolSet,
    /// The minimum of a new negotiating context.
    pub default_minimum: Bound,
    /// The options of a new context, `OP_NO_SSLv3` among them where it is the
    /// default (contexts fixed to SSLv2 or SSLv3 lack their own flag).
    pub default_options: u64,
    /// Whether `ssl.SSLContext` exists (2.7, 3.2 and later).
    pub has_context: bool,
    /// Whether `minimum_version` and `maximum_version` exist (3.7 and later).
    pub has_bounds: bool,
    /// Every `OP_*` constant of `ssl` with its value, sorted by name.
    pub flags: Vec<(&'static str, u64)>,
    /// The pyOpenSSL beside it.
    pub pyopenssl: PyOpenSslBuild,
}

impl Build {
    /// CPython `python` as built from source on the OpenSSL that `openssl`
    /// describes, with these protocols.
    #[must_use]
    pub fn from_source(
        python: PythonVersion,
        openssl: &str,
        available: ProtocolSet,
        pyopenssl: PyOpenSslBuild,
    ) -> Self {
        let release = OpenSsl::from_description(openssl);
        Self {
            python,
            openssl: openssl.to_owned(),
            release,
            available,
            default_minimum: source_minimum(python),
            default_options: constants::python_context_options(python, release),
            has_context: python.two_or_at_least_3(2),
            has_bounds: python.at_least_3(7) && release >= OpenSsl::V1_1_0,
            flags: constants::flags(python, release),
            pyopenssl,
        }
    }

    /// The reference build of `python`, if there is one (2.7 and 3.0 to 3.15).
    #[must_use]
    pub fn reference(python: PythonVersion) -> Option<Self> {
        reference_builds()
            .iter()
            .find(|build| build.python == python)
            .cloned()
    }

    /// The same Python on another OpenSSL with these protocols.
    #[must_use]
    pub fn with_openssl(self, openssl: &str, available: ProtocolSet) -> Self {
        let minimum = self.default_minimum;
        let other = Self::from_source(self.python, openssl, available, self.pyopenssl);
        Self {
            default_minimum: minimum,
            ..other
        }
    }

    /// The same Python configured `--with-ssl-default-suites=openssl`, as
    /// Debian and Fedora do: no floor of Python's own.
    #[must_use]
    pub fn with_default_suites_openssl(self) -> Self {
        self.with_default_minimum(Bound::Unset)
    }

    /// The same build with another minimum for new negotiating contexts, for
    /// instance one that the system's `openssl.cnf` sets.
    #[must_use]
    pub fn with_default_minimum(mut self, minimum: Bound) -> Self {
        self.default_minimum = minimum;
        self
    }

    /// The same build, whose new contexts have these options.
    #[must_use]
    pub fn with_default_options(mut self, options: u64) -> Self {
        self.default_options = options;
        self
    }

    /// The same build beside another pyOpenSSL.
    #[must_use]
    pub fn with_pyopenssl(mut self, pyopenssl: PyOpenSslBuild) -> Self {
        self.pyopenssl = pyopenssl;
        self
    }

    /// The value of an `OP_*` constant of `ssl`; none if this build lacks it.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<u64> {
        self.flags
            .iter()
            .find(|(flag, _)| *flag == name)
            .map(|(_, value)| *value)
    }

    /// The number of a `PROTOCOL_*` constant of `ssl`; none if this build lacks
    /// it.
    #[must_use]
    pub fn protocol_number(&self, name: &str) -> Option<i64> {
        constants::protocol_number(self, name)
    }

    /// Whether `ssl` has the `PROTOCOL_*` constant `name`.
    #[must_use]
    pub fn has_protocol_name(&self, name: &str) -> bool {
        self.protocol_number(name).is_some()
    }

    /// The number of a member of `ssl.TLSVersion`; none if this build lacks it.
    #[must_use]
    pub fn tls_version(&self, member: &str) -> Option<i64> {
        if self.python.at_least_3(7) {
            constants::tls_version(member)
        } else {
            None
        }
    }

    /// The value of `ssl.HAS_SSLv2` to `ssl.HAS_TLSv1_3`; none if this build
    /// lacks the name.
    #[must_use]
    pub fn has_constant(&self, name: &str) -> Option<bool> {
        constants::has_constant(self, name)
    }
}

/// The floor that CPython sets itself where its own default suites are
/// compiled in: `PY_SSL_MIN_PROTOCOL`, from 3.10.
fn source_minimum(python: PythonVersion) -> Bound {
    if python.at_least_3(10) {
        Bound::At(Protocol::TlsV1_2)
    } else {
        Bound::Unset
    }
}
