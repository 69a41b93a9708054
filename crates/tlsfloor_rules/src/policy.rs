//! What floor is demanded.

use tlsfloor_protocol::Protocol;

/// The demand that endpoints are judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The oldest protocol that may be negotiated.
    pub floor: Protocol,
}

impl Default for Policy {
    /// TLS 1.2: RFC 8996 deprecates everything older.
    fn default() -> Self {
        Self {
            floor: Protocol::TlsV1_2,
        }
    }
}
