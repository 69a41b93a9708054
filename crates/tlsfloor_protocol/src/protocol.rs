//! The six protocols.

use std::fmt;

/// A TLS protocol version, ordered by age: the oldest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// SSL 2.0.
    SslV2,
    /// SSL 3.0 (RFC 6101).
    SslV3,
    /// TLS 1.0 (RFC 2246).
    TlsV1,
    /// TLS 1.1 (RFC 4346).
    TlsV1_1,
    /// TLS 1.2 (RFC 5246).
    TlsV1_2,
    /// TLS 1.3 (RFC 8446).
    TlsV1_3,
}

impl Protocol {
    /// All protocols, oldest first.
    pub const ALL: [Self; 6] = [
        Self::SslV2,
        Self::SslV3,
        Self::TlsV1,
        Self::TlsV1_1,
        Self::TlsV1_2,
        Self::TlsV1_3,
    ];

    /// The name that OpenSSL's `SSL_get_version` writes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SslV2 => "SSLv2",
            Self::SslV3 => "SSLv3",
            Self::TlsV1 => "TLSv1",
            Self::TlsV1_1 => "TLSv1.1",
            Self::TlsV1_2 => "TLSv1.2",
            Self::TlsV1_3 => "TLSv1.3",
        }
    }

    /// The protocol that [`Protocol::name`] names so, if any.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|protocol| protocol.name() == name)
    }

    /// The position in [`Protocol::ALL`], 0 to 5.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
