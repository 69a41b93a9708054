//! `SSL_CTX_set_min_proto_version` and `SSL_CTX_set_max_proto_version`.
//!
//! OpenSSL's `ssl_check_allowed_versions` (ssl_lib.c) and
//! `ssl_set_version_bound` (statem_lib.c), for the library under either
//! Python module.

use crate::platform::OpenSsl;
use crate::{Bound, Protocol, ProtocolSet};

/// Which bound is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Minimum,
    Maximum,
}

/// What OpenSSL makes of a new bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The call fails; nothing changes.
    Refused,
    /// The call succeeds; nothing changes (a DTLS number on a TLS method).
    Ignored,
    /// The bound is now this one.
    Set(Bound),
}

/// Sets one bound to `version` where the other is `other`.
pub(crate) fn set(
    end: End,
    version: i32,
    other: Bound,
    available: ProtocolSet,
    release: OpenSsl,
) -> Outcome {
    let other = wire(other);
    let (low, high) = match end {
        End::Minimum => (version, other),
        End::Maximum => (other, version),
    };
    if !allowed(low, high, available) {
        return Outcome::Refused;
    }
    if version == 0 {
        return Outcome::Set(Bound::Unset);
    }
    match from_wire(version) {
        Some(Protocol::SslV3) if release >= OpenSsl::V4 => Outcome::Refused,
        Some(protocol) => Outcome::Set(Bound::At(protocol)),
        None if is_dtls(version, release) => Outcome::Ignored,
        None => Outcome::Refused,
    }
}

/// The number of a bound, 0 for none.
pub(crate) const fn wire(bound: Bound) -> i32 {
    match bound {
        Bound::Unset => 0,
        Bound::At(Protocol::SslV2) => 0x002,
        Bound::At(Protocol::SslV3) => 0x300,
        Bound::At(Protocol::TlsV1) => 0x301,
        Bound::At(Protocol::TlsV1_1) => 0x302,
        Bound::At(Protocol::TlsV1_2) => 0x303,
        Bound::At(Protocol::TlsV1_3) => 0x304,
    }
}

/// The protocol that a bound's number means; SSLv2 cannot be one.
const fn from_wire(version: i32) -> Option<Protocol> {
    match version {
        0x300 => Some(Protocol::SslV3),
        0x301 => Some(Protocol::TlsV1),
        0x302 => Some(Protocol::TlsV1_1),
        0x303 => Some(Protocol::TlsV1_2),
        0x304 => Some(Protocol::TlsV1_3),
        _ => None,
    }
}

/// DTLS numbers count downwards: 0xFEFF is 1.0, 0xFEFD 1.2, 0x100 the one
/// before 1.0, which releases up to 3.1 compare as 0xFF00 (measured: 3.1.4
/// takes 0xFF00, 3.2.2 refuses it).
fn is_dtls(version: i32, release: OpenSsl) -> bool {
    matches!(version, 0xFEFD..=0xFEFF | 0x100) || (version == 0xFF00 && release <= OpenSsl::V3)
}

/// `ssl_check_allowed_versions`: no mixture of TLS and DTLS, and no range that
/// spans a version which the build lacks.
fn allowed(low: i32, high: i32, available: ProtocolSet) -> bool {
    let low_is_dtls = low == 0x100 || low >> 8 == 0xFE;
    let high_is_dtls = high == 0x100 || high >> 8 == 0xFE;
    if low_is_dtls || high_is_dtls {
        return (low_is_dtls || low == 0) && (high_is_dtls || high == 0);
    }
    let mut low = if low == 0 { 0x300 } else { low };
    let mut high = if high == 0 { 0x304 } else { high };
    let lacks = |version| from_wire(version).is_some_and(|protocol| !available.contains(protocol));
    while lacks(high) {
        high -= 1;
    }
    while lacks(low) {
        low += 1;
    }
    !(0x300..=0x304).any(|version| lacks(version) && low <= version && version <= high)
}
