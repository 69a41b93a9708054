//! The constants of `ssl` by Python and OpenSSL release.
//!
//! Values from OpenSSL's `ssl.h` of 1.0.2, 1.1.1 and 3.0; which Python has
//! which name from CPython's `Modules/_ssl.c`. Newest patch release of each.

use super::{Build, OpenSsl, PythonVersion};
use crate::Protocol;

/// `SSL_OP_NO_COMPRESSION`.
const NO_COMPRESSION: u64 = 0x2_0000;
/// `SSL_OP_CIPHER_SERVER_PREFERENCE`.
const SERVER_PREFERENCE: u64 = 0x40_0000;
/// `SSL_OP_ENABLE_MIDDLEBOX_COMPAT`, on in every context since 1.1.1.
const MIDDLEBOX_COMPAT: u64 = 0x10_0000;

/// The `SSL_OP_NO_*` bit of a protocol. The values are the same in every
/// release; a release that lacks the protocol may define the constant as 0 or
/// use the bit otherwise, which cannot matter, since there is nothing to
/// disable.
#[must_use]
pub const fn disabled_bit(protocol: Protocol) -> u64 {
    match protocol {
        Protocol::SslV2 => 0x0100_0000,
        Protocol::SslV3 => 0x0200_0000,
        Protocol::TlsV1 => 0x0400_0000,
        Protocol::TlsV1_1 => 0x1000_0000,
        Protocol::TlsV1_2 => 0x0800_0000,
        Protocol::TlsV1_3 => 0x2000_0000,
    }
}

/// `SSL_OP_ALL` without `SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS`, as `ssl.OP_ALL`.
pub(super) const fn op_all(release: OpenSsl) -> u64 {
    match release {
        OpenSsl::V1_0 => 0x8000_03FF,
        OpenSsl::V1_1_0 | OpenSsl::V1_1_1 => 0x8000_0054,
        OpenSsl::V3 | OpenSsl::V3_2 | OpenSsl::V4 => 0x8000_0050,
    }
}

/// The options that `SSL_CTX_new` itself sets.
pub(super) const fn new_context_options(release: OpenSsl) -> u64 {
    match release {
        // SSL_OP_LEGACY_SERVER_CONNECT
        OpenSsl::V1_0 => 0x4,
        OpenSsl::V1_1_0 => NO_COMPRESSION | 0x4,
        OpenSsl::V1_1_1 => NO_COMPRESSION | MIDDLEBOX_COMPAT | 0x4,
        OpenSsl::V3 | OpenSsl::V3_2 | OpenSsl::V4 => NO_COMPRESSION | MIDDLEBOX_COMPAT,
    }
}

/// The options of a new negotiating `ssl.SSLContext`.
pub(super) fn python_context_options(python: PythonVersion, release: OpenSsl) -> u64 {
    let mut options = new_context_options(release) | op_all(release);
    let version = (python.major, python.minor);
    if version == (2, 7) || version >= (3, 3) {
        options |= no_sslv2(release);
    }
    if python.two_or_at_least_3(4) {
        options |= disabled_bit(Protocol::SslV3);
    }
    if python.two_or_at_least_3(6) {
        options |= NO_COMPRESSION | SERVER_PREFERENCE | single_dh(release) | single_ecdh(release);
    }
    // SSL_OP_IGNORE_UNEXPECTED_EOF: measured on 3.8.18 and 3.9.18, gone again
    // from the newest patch releases of 3.10 and later.
    if matches!(version, (3, 8 | 9)) && release >= OpenSsl::V3 {
        options |= 0x80;
    }
    options
}

pub(super) const fn no_sslv2(release: OpenSsl) -> u64 {
    match release {
        OpenSsl::V1_0 => disabled_bit(Protocol::SslV2),
        _ => 0,
    }
}

pub(super) const fn single_dh(release: OpenSsl) -> u64 {
    match release {
        OpenSsl::V1_0 => 0x10_0000,
        _ => 0,
    }
}

const fn single_ecdh(release: OpenSsl) -> u64 {
    match release {
        OpenSsl::V1_0 => 0x8_0000,
        _ => 0,
    }
}

/// Every `OP_*` constant of `ssl`, sorted by name.
pub(super) fn flags(python: PythonVersion, release: OpenSsl) -> Vec<(&'static str, u64)> {
    let base = python.two_or_at_least_3(2);
    let since_3_3 = python.two_or_at_least_3(3);
    let since_3_4 = python.two_or_at_least_3(4);
    let since_3_6 = python.at_least_3(6);
    let since_3_12 = python.at_least_3(12);
    let no_tls_1_3 = if release >= OpenSsl::V1_1_1 {
        disabled_bit(Protocol::TlsV1_3)
    } else {
        0
    };
    let has_middlebox = python.two_or_at_least_3(6) && release >= OpenSsl::V1_1_1;
    let all = [
        ("OP_ALL", base, op_all(release)),
        ("OP_CIPHER_SERVER_PREFERENCE", since_3_3, SERVER_PREFERENCE),
        ("OP_ENABLE_KTLS", since_3_12 && release >= OpenSsl::V3, 0x8),
        (
            "OP_ENABLE_MIDDLEBOX_COMPAT",
            has_middlebox,
            MIDDLEBOX_COMPAT,
        ),
        (
            "OP_IGNORE_UNEXPECTED_EOF",
            python.at_least_3(8) && release >= OpenSsl::V3,
            0x80,
        ),
        ("OP_LEGACY_SERVER_CONNECT", since_3_12, 0x4),
        ("OP_NO_COMPRESSION", since_3_3, NO_COMPRESSION),
        (
            "OP_NO_RENEGOTIATION",
            python.at_least_3(7) && release >= OpenSsl::V1_1_0,
            0x4000_0000,
        ),
        ("OP_NO_SSLv2", base, no_sslv2(release)),
        ("OP_NO_SSLv3", base, disabled_bit(Protocol::SslV3)),
        ("OP_NO_TICKET", since_3_6, 0x4000),
        ("OP_NO_TLSv1", base, disabled_bit(Protocol::TlsV1)),
        ("OP_NO_TLSv1_1", since_3_4, disabled_bit(Protocol::TlsV1_1)),
        ("OP_NO_TLSv1_2", since_3_4, disabled_bit(Protocol::TlsV1_2)),
        ("OP_NO_TLSv1_3", python.two_or_at_least_3(6), no_tls_1_3),
        ("OP_SINGLE_DH_USE", since_3_3, single_dh(release)),
        ("OP_SINGLE_ECDH_USE", since_3_3, single_ecdh(release)),
    ];
    all.into_iter()
        .filter(|(_, present, _)| *present)
        .map(|(name, _, value)| (name, value))
        .collect()
}

/// The number of a `PROTOCOL_*` constant.
pub(super) fn protocol_number(build: &Build, name: &str) -> Option<i64> {
    let python = build.python;
    let has = |protocol| build.available.contains(protocol);
    let (number, present) = match name {
        "PROTOCOL_SSLv2" => (0, has(Protocol::SslV2)),
        "PROTOCOL_SSLv3" => (1, has(Protocol::SslV3)),
        "PROTOCOL_SSLv23" => (2, true),
        // 2.7.13 and 3.5.3
        "PROTOCOL_TLS" => (2, python.two_or_at_least_3(5)),
        "PROTOCOL_TLSv1" => (3, true),
        "PROTOCOL_TLSv1_1" => (4, python.two_or_at_least_3(4)),
        "PROTOCOL_TLSv1_2" => (5, python.two_or_at_least_3(4)),
        "PROTOCOL_TLS_CLIENT" => (16, python.at_least_3(6)),
        "PROTOCOL_TLS_SERVER" => (17, python.at_least_3(6)),
        _ => return None,
    };
    present.then_some(number)
}

/// The number of a member of `ssl.TLSVersion`, which has all of them whatever
/// the OpenSSL build has.
pub(super) fn tls_version(member: &str) -> Option<i64> {
    let number = match member {
        "MINIMUM_SUPPORTED" => -2,
        "MAXIMUM_SUPPORTED" => -1,
        "SSLv3" => 0x300,
        "TLSv1" => 0x301,
        "TLSv1_1" => 0x302,
        "TLSv1_2" => 0x303,
        "TLSv1_3" => 0x304,
        _ => return None,
    };
    Some(number)
}

/// The value of a `HAS_<protocol>` constant.
pub(super) fn has_constant(build: &Build, name: &str) -> Option<bool> {
    let since_3_7 = build.python.at_least_3(7);
    let (protocol, present) = match name {
        "HAS_SSLv2" => (Protocol::SslV2, since_3_7),
        "HAS_SSLv3" => (Protocol::SslV3, since_3_7),
        "HAS_TLSv1" => (Protocol::TlsV1, since_3_7),
        "HAS_TLSv1_1" => (Protocol::TlsV1_1, since_3_7),
        "HAS_TLSv1_2" => (Protocol::TlsV1_2, since_3_7),
        // 2.7.15 and 3.6.3
        "HAS_TLSv1_3" => (Protocol::TlsV1_3, build.python.two_or_at_least_3(6)),
        _ => return None,
    };
    present.then(|| build.available.contains(protocol))
}
